import { readdirSync, readFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { originalsFolder } from './scaleCorpus';

export interface Text {
  readonly name: string;
  /** Path of the file. */
  readonly file: string;
  readonly text: string;
}

/** The real documents that speed is measured on: those of MEIPI_CORPUS, else the sample corpus; the files of MEIPI_TEXTS in their place. */
export function readTexts(): Text[] {
  const folder = originalsFolder();
  const files = process.env['MEIPI_TEXTS']?.split(delimiter) ?? readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => join(folder, name));
  return files.map((file) => ({ name: basename(file), file, text: readFileSync(file, 'utf8') }));
}

/** UTF-16 units altogether. */
export function unitsOf(texts: readonly Text[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0);
}

/**
 * What a speed is held against: looking at every UTF-16 unit of a text once, and nothing else. The sum is given back so that no
 * compiler leaves the loop out.
 */
export function bareLoop(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  return sum;
}
