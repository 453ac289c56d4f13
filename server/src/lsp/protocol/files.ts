import { RequestType } from 'vscode-languageserver-protocol';

// Files that are written for a person.

/** Asks the person for a file to write; null when they choose none. */
export const ChooseFileRequest = new RequestType<ChooseFileParams, string | null, void>('meipi/chooseFile');

export interface ChooseFileParams {
  /** URI of the file that is proposed. */
  readonly suggested: string;
}

export interface ExportArguments {
  readonly corpus: string;
  /** Name of a format: `csv`, `jsonl`, `w3c`, `parquet`; of figures the first two; of codes `qdc`. */
  readonly format: string;
  /** What to write; annotations when absent. `figures` is the table of all, `comparison` has those of the same thing side by side, `codes` is the code book. */
  readonly content?: 'annotations' | 'tags' | 'figures' | 'comparison' | 'codes';
  /** File to write to; of `parquet`, which has a file for each table, the folder. */
  readonly file: string;
}

export interface ExportResult {
  readonly file: string;
  /** Records written; of a code book, codes. */
  readonly rows: number;
  /** What the format cannot hold, or has in another place, in the language of the user. */
  readonly losses?: readonly string[];
}

/** Part of the commands of the server (index.ts). */
export const FileCommand = {
  /** {@link ExportArguments} to {@link ExportResult} */
  export: 'meipi.server.export',
} as const;
