// A corpus of any size on disk, made of variations of the documents of another (textVariation.ts). A smaller one is the beginning of a
// larger one but for its last document, so that figures for several sizes tell of growth and of nothing else.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { random, shuffle } from './random';
import { originalOf, varied, type Original } from './textVariation';

export interface ScaleCorpus {
  readonly folder: string;
  readonly documents: number;
  /** Of UTF-8. */
  readonly bytes: number;
  /** UTF-16 units. */
  readonly units: number;
}

export interface MadeDocument {
  /** Path below the folder of the corpus. */
  readonly path: string;
  readonly text: string;
  /** Of UTF-8. */
  readonly bytes: number;
}

export interface ScaleOptions {
  /** Of UTF-8; the corpus has at most one paragraph more. */
  readonly bytes: number;
  readonly seed?: number | undefined;
  /** The documents to vary, by default those of {@link originalsFolder}. */
  readonly originals?: readonly Original[] | undefined;
  /** Where corpora are kept, by default {@link scaleFolder}. */
  readonly under?: string | undefined;
}

/** Changes when the same seed gives other documents than before. */
const VERSION = 1;
/** One document in so many is a large one, such as a volume. */
const LARGE_EVERY = 50;
const SMALLEST_LARGE = 200_000;
const LARGEST_LARGE = 1_000_000;
const DOCUMENTS_IN_FOLDER = 200;
const COMPLETE = 'complete.json';

/** The documents that all is measured on: those of MEIPI_CORPUS, else the sample corpus. */
export function originalsFolder(): string {
  return resolve(process.env['MEIPI_CORPUS'] ?? 'seeds');
}

export function readOriginals(folder = originalsFolder()): Original[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort();
  if (names.length === 0) throw new Error(`There are no .txt files in ${folder}`);
  return names.map((name) => originalOf(name, readFileSync(join(folder, name), 'utf8')));
}

/** Where corpora for scale are kept between runs: MEIPI_SCALE, else a folder for temporary files. */
export function scaleFolder(): string {
  return resolve(process.env['MEIPI_SCALE'] ?? join(tmpdir(), 'meipi-scale'));
}

/**
 * The documents of a corpus, one at a time: variations of the originals, each of them as often as the others, and one document in
 * fifty a large one of 200,000 to 1,000,000 UTF-16 units, put together of several.
 */
export function* madeDocuments({ bytes: wanted, seed = 1, originals = readOriginals() }: ScaleOptions): Generator<MadeDocument> {
  const next = random(seed);
  let round: Original[] = [];
  for (let number = 0, bytes = 0; bytes < wanted; number++) {
    if (round.length === 0) round = shuffle(next, [...originals]);
    const original = round.pop() as Original;
    const isLarge = number % LARGE_EVERY === LARGE_EVERY >> 1;
    const units = isLarge ? SMALLEST_LARGE * (LARGEST_LARGE / SMALLEST_LARGE) ** next() : 0;
    const text = cut(madeText(original, next, units), wanted - bytes);
    const size = Buffer.byteLength(text);
    bytes += size;
    yield { path: `${String(Math.floor(number / DOCUMENTS_IN_FOLDER)).padStart(3, '0')}/${String(number).padStart(5, '0')}.txt`, text, bytes: size };
  }
}

/** One variation, and more of them until there are so many UTF-16 units; paragraph by paragraph. */
function* madeText(original: Original, next: () => number, units: number): Generator<string> {
  let made = 0;
  do {
    for (const paragraph of varied(original, Math.floor(next() * 2 ** 32))) {
      made += paragraph.length;
      yield paragraph;
      if (units > 0 && made >= units) return;
    }
  } while (made < units);
}

/** Paragraphs as a text, up to the one with which it has so many bytes of UTF-8. */
function cut(paragraphs: Iterable<string>, bytes: number): string {
  let text = '';
  let left = bytes;
  for (const paragraph of paragraphs) {
    text += paragraph;
    left -= Buffer.byteLength(paragraph);
    if (left <= 0) break;
  }
  return text;
}

/** Makes a corpus, or finds it where it was made before. A corpus that was not finished is never found. */
export function scaleCorpus({ bytes, seed = 1, originals = readOriginals(), under = scaleFolder() }: ScaleOptions): ScaleCorpus {
  const key = createHash('sha256').update(JSON.stringify([VERSION, originals])).digest('hex').slice(0, 8);
  const home = join(under, `${bytes}-${seed}-${key}`);
  const folder = join(home, 'corpus');
  const known = join(home, COMPLETE);
  if (existsSync(known)) return { folder, ...(JSON.parse(readFileSync(known, 'utf8')) as Omit<ScaleCorpus, 'folder'>) };
  mkdirSync(under, { recursive: true });
  const making = mkdtempSync(join(under, 'making-'));
  try {
    const counted = { documents: 0, bytes: 0, units: 0 };
    for (const document of madeDocuments({ bytes, seed, originals })) {
      const file = join(making, 'corpus', document.path);
      if (counted.documents % DOCUMENTS_IN_FOLDER === 0) mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, document.text);
      counted.documents++;
      counted.bytes += document.bytes;
      counted.units += document.text.length;
    }
    writeFileSync(join(making, COMPLETE), JSON.stringify(counted));
    // Another process may have made the same meanwhile.
    if (!existsSync(known)) {
      rmSync(home, { recursive: true, force: true });
      renameSync(making, home);
    }
    return { folder, ...counted };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Deletes every corpus that was made for scale, and nothing else that lies in the folder. */
export function deleteScaleCorpora(under = scaleFolder()): void {
  if (!existsSync(under)) return;
  for (const name of readdirSync(under)) if (MADE.test(name)) rmSync(join(under, name), { recursive: true, force: true });
}

/** Folders of corpora, and those in which one was being made, opened again or typed in. */
const MADE = /^(?:\d+-\d+-[0-9a-f]{8}|(?:making|reopen|typing)-\w{6})$/;
