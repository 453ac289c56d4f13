import { csv } from './csv';
import type { ExportFormat } from './exportInput';
import { jsonl } from './jsonl';
import { w3c } from './w3c';

/** Every format that a corpus is exported to: a file beside this one, and a line here. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [csv, jsonl, w3c];

export function exportFormat(name: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.name === name);
}
