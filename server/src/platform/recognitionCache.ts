import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { KeptDocument, KeptOn, RecognitionCache } from '../corpus/indexing/recognitionCache';
import { writeAtomic } from './atomicWrite';
import { withLock } from './locks';

/**
 * A cache as segments in a folder: files that are written once, as a whole, and never changed. Each process writes its own, so that no two hurt each
 * other; a process that is killed leaves a temporary file, which nobody reads. Of a document that stands in several the newest counts.
 *
 * A segment: the packed documents one after another; the directory in JSON (UTF-8); the length of the directory (four bytes, the lowest
 * first), the first 16 bytes of its SHA-256, and {@link MAGIC}. The packed documents have checksums of their own.
 */
const MAGIC = Buffer.from('meipi-1\n');
const DIGEST = 16;
const TAIL = 4 + DIGEST + MAGIC.length;
const SEGMENT = /^(\d{12})-[0-9a-f]{12}\.segment$/;
/** Segments until they are put together into one. */
const MOST_SEGMENTS = 8;
/** A segment has at most so many bytes of documents; what is beyond is recognised again. */
const MOST_BYTES = 1 << 28;
/** The folder of a corpus; its time of change is when it was last used. */
const CORPUS = /^[0-9a-f]{24}$/;

/** What is kept of all corpora together. */
export interface CacheLimits {
  /** Beyond so many bytes the corpora go that were not opened for the longest time. */
  readonly bytes: number;
  /** A corpus goes that was not opened for so many milliseconds. */
  readonly age: number;
}

const LIMITS: CacheLimits = { bytes: 2 * 1024 ** 3, age: 180 * 24 * 60 * 60 * 1000 };

interface Entry extends KeptOn {
  readonly id: string;
  /** Where the packed document lies in its segment. Without a place: what was kept of the same text and names before holds, at this register. */
  readonly at?: number;
  readonly length?: number;
}

interface Directory {
  readonly version: string;
  readonly entries: readonly Entry[];
}

/** The version of the recognisers, by their bundle, with their data, of which the bundle has the digests (builtValues.ts), and of what they run on. */
export function recogniserVersion(bundle = join(__dirname, 'recogniser.js')): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(bundle)).update(process.version).digest('base64url');
  } catch {
    return undefined;
  }
}

/** Removes all that was kept of any corpus. */
export async function clearCache(folder: string): Promise<void> {
  await rm(join(folder, 'recognition'), { recursive: true, force: true });
}

/** The cache of the corpus at an address, read now; what is damaged or of another version is passed over. */
export function openRecognitionCache(folder: string, root: string, version: string, limits = LIMITS): RecognitionCache {
  const own = join(folder, 'recognition', createHash('sha256').update(root).digest('hex').slice(0, 24));
  /** What stands in the segments, as far as this process knows; what it wrote itself, without the findings, which whoever gave them has. */
  const kept = new Map<string, KeptOn & { readonly known?: Uint8Array }>(readSegments(own, version));
  noteUse(own);
  return {
    find: (id) => {
      const document = kept.get(id);
      return document?.known && { ...document, known: document.known };
    },
    async keep(documents, isInCorpus) {
      const changed: Written[] = [];
      // Somebody deleted it.
      if (segmentsIn(own).length === 0) kept.clear();
      for (const [id, { on, pack }] of documents) {
        const before = kept.get(id);
        if (before && isSame(before, on)) {
          if (before.register === on.register) continue;
          changed.push({ id, on });
          kept.set(id, { ...before, ...on });
        } else {
          changed.push({ id, on, known: pack() });
          kept.set(id, on);
        }
      }
      if (changed.length === 0) return;
      try {
        await mkdir(own, { recursive: true, mode: 0o700 });
        await withLock(join(own, 'segments'), () => writeSegment(own, version, changed, isInCorpus));
        await removeUnused(own, limits);
      } catch {
        // A cache that cannot be written is none: everything is recognised again next time.
      }
    },
  };
}

function noteUse(own: string): void {
  try {
    const now = new Date();
    utimesSync(own, now, now);
  } catch {
    // Nothing was kept yet.
  }
}

/**
 * Removes what is kept of corpora beside one, as far as all together goes beyond the limits. It may be done while another process has one of
 * them open: that has read it already, and keeps everything again when it keeps something.
 */
async function removeUnused(own: string, limits: CacheLimits): Promise<void> {
  const all = dirname(own);
  const others = (await readdir(all)).filter((name) => CORPUS.test(name) && name !== basename(own));
  const corpora = await Promise.all(others.map(async (name) => ({ path: join(all, name), used: (await stat(join(all, name))).mtimeMs, bytes: await bytesIn(join(all, name)) })));
  let bytes = await bytesIn(own);
  for (const corpus of corpora.sort((a, b) => b.used - a.used)) {
    bytes += corpus.bytes;
    if (bytes > limits.bytes || corpus.used < Date.now() - limits.age) await rm(corpus.path, { recursive: true, force: true });
  }
}

async function bytesIn(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name)).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A document as it goes into a segment; without `known` only what it depends on. */
interface Written {
  readonly id: string;
  readonly on: KeptOn;
  readonly known?: Uint8Array;
}

/** Whether what is kept holds for the same, but for the names of the whole corpus. */
function isSame(a: KeptOn, b: KeptOn): boolean {
  const { stamp, hash } = a.facts;
  return hash === b.facts.hash && stamp.mtime === b.facts.stamp.mtime && stamp.size === b.facts.stamp.size
    && a.named === b.named && a.date === b.date && a.units === b.units && a.termBases === b.termBases && a.names === b.names && a.asks === b.asks;
}

/** Writes one more segment; all of them as one once there are many, without the documents that have left the corpus. */
async function writeSegment(folder: string, version: string, changed: readonly Written[], isInCorpus: (id: string) => boolean): Promise<void> {
  const names = segmentsIn(folder);
  const next = String(1 + Math.max(0, ...names.map((name) => Number(SEGMENT.exec(name)?.[1])))).padStart(12, '0');
  const path = join(folder, `${next}-${randomBytes(6).toString('hex')}.segment`);
  if (names.length < MOST_SEGMENTS) return write(path, version, changed);
  const all = readSegments(folder, version);
  for (const { id, on, known } of changed) {
    const before = all.get(id);
    if (known) all.set(id, { ...on, known });
    else if (before && isSame(before, on)) all.set(id, { ...before, ...on });
  }
  await write(path, version, [...all].filter(([id]) => isInCorpus(id)).map(([id, { known, ...on }]) => ({ id, on, known })));
  for (const name of names) await rm(join(folder, name), { force: true });
}

function readSegments(folder: string, version: string): Map<string, KeptDocument> {
  const kept = new Map<string, KeptDocument>();
  for (const name of segmentsIn(folder)) takeIn(join(folder, name), version, kept);
  return kept;
}

function segmentsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => SEGMENT.test(name)).sort();
  } catch {
    return [];
  }
}

async function write(path: string, version: string, documents: readonly Written[]): Promise<void> {
  const parts: Uint8Array[] = [];
  const entries: Entry[] = [];
  let at = 0;
  for (const { id, on, known } of documents) {
    if (!known) entries.push({ id, ...on });
    else if (at + known.length <= MOST_BYTES) {
      entries.push({ id, ...on, at, length: known.length });
      parts.push(known);
      at += known.length;
    }
  }
  const json = Buffer.from(JSON.stringify({ version, entries } satisfies Directory));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  await writeAtomic(path, Buffer.concat([...parts, json, length, digestOf(json), MAGIC]));
}

function takeIn(path: string, version: string, kept: Map<string, KeptDocument>): void {
  try {
    const bytes = readFileSync(path);
    const tail = bytes.length - TAIL;
    if (tail < 0 || !bytes.subarray(tail + 4 + DIGEST).equals(MAGIC)) return;
    const start = tail - bytes.readUInt32LE(tail);
    const json = bytes.subarray(start, tail);
    if (start < 0 || !digestOf(json).equals(bytes.subarray(tail + 4, tail + 4 + DIGEST))) return;
    const directory = JSON.parse(json.toString('utf8')) as Directory;
    if (directory.version !== version) return;
    for (const { id, at, length, ...on } of directory.entries) {
      const before = kept.get(id);
      if (at !== undefined && length !== undefined) kept.set(id, { ...on, known: bytes.subarray(at, at + length) });
      else if (before && isSame(before, on)) kept.set(id, { ...before, ...on });
    }
  } catch {
    // Deleted meanwhile, or not to be read.
  }
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, DIGEST);
}
