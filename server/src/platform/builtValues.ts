import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Reads a built value from beside the bundle; each call reads it anew. */
export function readBuiltValue(name: string): unknown {
  return decodeBuiltValue(readFileSync(join(__dirname, 'tables', `${name}.bin`)));
}

function isTable(value: unknown): value is NumberTable {
  return ArrayBuffer.isView(value);
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
