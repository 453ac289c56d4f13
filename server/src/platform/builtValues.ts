import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { workerData } from 'node:worker_threads';

// Tables that take long to make are made when the program is built. A module NAME.built.ts exports functions without arguments that
// make one each; the build (scripts/lib/builtValues.mjs) calls them, writes what they give to dist/tables/NAME.FUNCTION.bin, and puts
// functions in their place that read it when they are called. Unbundled, in tests, they make it themselves: both must give the same.

/** A table of numbers; each kind is written as it lies in memory. */
export type NumberTable = Uint8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** What can be built: anything that JSON can say, and tables of numbers, alone or as fields of an object. */
export type BuiltValue = NumberTable | object | string;

const KINDS = { Uint8Array, Uint16Array, Int16Array, Uint32Array, Int32Array };
type Kind = keyof typeof KINDS;

/** Where a table of numbers lies behind the head: kind, offset in bytes, number of elements. */
type Place = readonly [Kind, number, number];

/** The first part of a file: the value, or its fields, without the tables, which lie behind. */
interface Head {
  readonly value?: unknown;
  readonly table?: Place;
  readonly tables?: Readonly<Record<string, Place>>;
}

/** Tables begin at multiples of this, so that they can be used where they lie. */
const ALIGNMENT = 8;
const HEAD_LENGTH = 4;

/** A value as the bytes of a file: the length of the head in four bytes, the head in JSON, the tables in the order of bytes of this machine. */
export function encodeBuiltValue(value: BuiltValue): Uint8Array {
  const tables: NumberTable[] = [];
  let offset = 0;
  const place = (table: NumberTable): Place => {
    const at = offset;
    tables.push(table);
    offset = aligned(offset + table.byteLength);
    return [table.constructor.name as Kind, at, table.length];
  };
  const head = headOf(value, place);
  const json = Buffer.from(JSON.stringify(head));
  const start = aligned(HEAD_LENGTH + json.length);
  const bytes = Buffer.alloc(start + offset);
  bytes.writeUInt32LE(json.length);
  json.copy(bytes, HEAD_LENGTH);
  let at = start;
  for (const table of tables) {
    bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), at);
    at = aligned(at + table.byteLength);
  }
  return bytes;
}

function headOf(value: BuiltValue, place: (table: NumberTable) => Place): Head {
  if (isTable(value)) return { table: place(value) };
  if (typeof value === 'string' || Array.isArray(value)) return { value };
  const fields = Object.entries(value as Record<string, unknown>);
  const plain = fields.filter(([, field]) => !isTable(field));
  return { value: Object.fromEntries(plain), tables: Object.fromEntries(fields.flatMap(([name, field]) => (isTable(field) ? [[name, place(field)]] : []))) };
}

/** The value that {@link encodeBuiltValue} wrote; its tables lie in `bytes`, unless these begin at an odd place. */
export function decodeBuiltValue(bytes: Buffer): unknown {
  const file = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  const length = file.readUInt32LE();
  const head = JSON.parse(file.toString('utf8', HEAD_LENGTH, HEAD_LENGTH + length)) as Head;
  const start = file.byteOffset + aligned(HEAD_LENGTH + length);
  const tableAt = ([kind, at, size]: Place): NumberTable => new KINDS[kind](file.buffer as ArrayBuffer, start + at, size);
  if (head.table) return tableAt(head.table);
  if (!head.tables) return head.value;
  const tables = Object.entries(head.tables).map(([name, place]) => [name, tableAt(place)] as const);
  return { ...(head.value as object), ...Object.fromEntries(tables) };
}

// #region One copy for all threads

/** The bytes of built values by name. */
export type BuiltBytes = ReadonlyMap<string, SharedArrayBuffer>;

/** Where a thread is handed them: a field of its `workerData`. */
export interface WithBuiltBytes {
  readonly built: BuiltBytes;
}

/** Tables of fewer bytes are each thread's own. */
const LEAST_SHARED = 1 << 16;

/** Built values in a folder. */
export interface BuiltValues {
  /** Reads a value, from its file or from what was handed on; each call decodes it anew. Throws where there is no such file. */
  readonly read: (name: string) => unknown;
  /** The bytes of all values with large tables that were read so far. Nobody writes to a built table. */
  readonly bytes: BuiltBytes;
}

/** The values whose files lie in a folder, some of which another thread has read: their tables are used where they lie. */
export function builtValuesIn(folder: string, handed?: BuiltBytes): BuiltValues {
  const shared = new Map(handed);
  return {
    bytes: shared,
    read(name) {
      const known = shared.get(name);
      if (known) return decodeBuiltValue(Buffer.from(known));
      const bytes = readShared(join(folder, `${name}.bin`));
      if (bytes.length - HEAD_LENGTH - bytes.readUInt32LE() >= LEAST_SHARED) shared.set(name, bytes.buffer);
      return decodeBuiltValue(bytes);
    },
  };
}

/** The values beside the bundle, those that a thread was handed among them. */
const ofProgram = builtValuesIn(join(__dirname, 'tables'), (workerData as Partial<WithBuiltBytes> | null | undefined)?.built);

/**
 * Reads a value from beside the bundle, or from what this thread was handed; each call decodes it anew. Throws where there is no such file.
 *
 * @param _digest of the value: it stands in the bundle, so that a program with other data has another one (`recogniserVersion`)
 */
export function readBuiltValue(name: string, _digest: string): unknown {
  return ofProgram.read(name);
}

/** What a thread that is started is handed, so that its tables lie where they lie for this one. */
export function builtBytes(): BuiltBytes {
  return ofProgram.bytes;
}

function readShared(path: string): Buffer<SharedArrayBuffer> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.from(new SharedArrayBuffer(size));
    for (let length = 0; length < size; ) {
      const read = readSync(file, bytes, length, size - length, null);
      if (read === 0) throw new Error(`A built value is cut short: ${basename(path)}`);
      length += read;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

// #endregion

function isTable(value: unknown): value is NumberTable {
  return ArrayBuffer.isView(value);
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
