import { csv } from './csv';
import type { ExportFormat, FolderFormat } from './exportInput';
import { jsonl } from './jsonl';
import { parquet } from './parquet/parquet';
import { w3c } from './w3c';

/** Every format that a corpus is exported to as one file: a file beside this one, and a line here. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [csv, jsonl, w3c];

export function exportFormat(name: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.name === name);
}

/** Those that it is exported to as a folder. */
export const FOLDER_FORMATS: readonly FolderFormat[] = [parquet];

export function folderFormat(name: string): FolderFormat | undefined {
  return FOLDER_FORMATS.find((format) => format.name === name);
}
