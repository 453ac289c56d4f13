import { RequestType } from 'vscode-languageserver-protocol';
import type { CodeChange, CodePlace } from '../../annotations/codeBook/codeBookEdit';
import type { Code } from '../../annotations/model';

export { PALETTE } from '../../annotations/codeBook/palette';

// The code book.

export interface CodeInfo extends Omit<Code, 'other'> {
  /** In the language of the user, where the code book has a name in it. */
  readonly name: string;
  /** The language tag in `names` that the name shown is of; absent where it is the code's own. */
  readonly language?: string;
  /** The name as the code book has it, where that is another. */
  readonly ownName?: string;
  /** Annotations that have the code. */
  readonly uses: number;
  /** Annotations have it, and the code book lacks it. */
  readonly isUnknown?: true;
}

/**
 * Ids of the codes of a corpus that a person may mean who typed something, the best first: by part of a name in any language, script and width,
 * by pinyin without tones or by its initials. All of them, in the order of the code book, for an empty query.
 */
export const FindCodesRequest = new RequestType<FindCodesParams, string[], void>('meipi/findCodes');

export interface FindCodesParams {
  readonly corpus: string;
  readonly query: string;
}

/** What is said of a code; what is left out stays, and null takes it away. */
export type CodeFields = Omit<CodeChange, 'name'>;

export interface AddCodeArguments extends CodeFields, CodePlace {
  readonly corpus: string;
  readonly name: string;
}

export interface EditCodeArguments extends CodeFields {
  readonly corpus: string;
  readonly id: string;
  readonly name?: string | undefined;
}

export interface MoveCodeArguments extends CodePlace {
  readonly corpus: string;
  /** Codes, which move with all below them and stand in this order then. */
  readonly ids: readonly string[];
}

export interface MergeCodesArguments {
  readonly corpus: string;
  readonly ids: readonly string[];
  /** The code that stays. */
  readonly into: string;
}

export interface SplitCodeArguments {
  readonly corpus: string;
  readonly id: string;
  /** Name of the code that gets some of its uses; made beside it, unless there is one of this name. */
  readonly name: string;
  /** Ids of the annotations that get it. */
  readonly annotations: readonly string[];
  readonly color?: string | undefined;
  readonly description?: string | undefined;
}

export interface SplitCodeResult {
  readonly code: CodeInfo;
  readonly changed: number;
}

export interface DeleteCodeArguments {
  readonly corpus: string;
  readonly ids: readonly string[];
  /** What becomes of their uses: they go from the annotations, the parent takes their place, or the annotations keep the ids. */
  readonly uses: 'remove' | 'parent' | 'keep';
}

export interface ImportCodesArguments {
  readonly corpus: string;
  /** Name of a format: `qdc`. */
  readonly format: string;
  /** URI. */
  readonly file: string;
  /** Of a code that is there and differs, whether what is there is kept (so when absent) or what the file says taken. */
  readonly differences?: 'keep' | 'take' | undefined;
}

export interface ImportCodesResult {
  readonly added: number;
  readonly known: number;
  readonly changed: number;
  /** What was not taken over, or is not as the file has it, in the language of the user. */
  readonly remarks: readonly string[];
}

/** Part of the commands of the server (index.ts). */
export const CodeCommand = {
  /** {@link AddCodeArguments} to {@link CodeInfo}; a name that a code has already gives that code */
  addCode: 'meipi.server.addCode',
  /** {@link EditCodeArguments} to {@link CodeInfo} */
  editCode: 'meipi.server.editCode',
  /** {@link MoveCodeArguments} to null */
  moveCode: 'meipi.server.moveCode',
  /** {@link MergeCodesArguments} to the number of annotations changed; like all that is done to codes, one step of undo */
  mergeCodes: 'meipi.server.mergeCodes',
  /** {@link SplitCodeArguments} to {@link SplitCodeResult} */
  splitCode: 'meipi.server.splitCode',
  /** {@link DeleteCodeArguments} to the number of annotations changed */
  deleteCode: 'meipi.server.deleteCode',
  /** {@link ImportCodesArguments} to {@link ImportCodesResult} */
  importCodes: 'meipi.server.importCodes',
} as const;
