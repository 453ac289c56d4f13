import { findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser';
import * as l10n from '@vscode/l10n';
import { deepNestingIn, parseJsonTree, type JsonTree } from '../../text/jsonTree';
import type { Span } from '../../text/span';

/** Values that JSON can hold, read so that writing them again loses nothing. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject | Verbatim;

export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/**
 * A part of a JSON text that JavaScript's values would change, kept as it is written: a number that a double cannot hold or
 * writes otherwise (`1.0`, `1e400`, `12345678901234567890`, `-0`), an object in which a field stands twice.
 */
export class Verbatim {
  /** The JSON text, without white space between its parts. */
  readonly text: string;
  /** The field that stands twice; absent for a number. */
  readonly doubled: string | undefined;

  constructor(text: string, doubled?: string) {
    this.text = text;
    this.doubled = doubled;
  }

  /** What `JSON.stringify` writes; {@link stringifyJson} puts the text itself in its place. */
  toJSON(): string {
    return MARK + this.text;
  }
}

/** Begins a string that stands for a {@link Verbatim}; no file can hold it, as it is another one in every process. */
const MARK = `meipi-verbatim-${globalThis.crypto.randomUUID()}:`;
const MARKED = new RegExp(`"${MARK}((?:[^"\\\\]|\\\\.)*)"`, 'g');

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Verbatim);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The number that a value is, to the nearest double, however it is written. */
export function numberOf(value: JsonValue | undefined): number | undefined {
  if (value instanceof Verbatim) return value.doubled === undefined ? Number(value.text) : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** A value as a list: itself when it is one, nothing when it is absent, a list of one otherwise. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return isArray(value) ? value : [value];
}

/** An object without some of its fields. */
export function without(object: JsonObject, ...fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !fields.includes(key)));
}

/** An object with its fields in the order of another one; those that the other one lacks come last. */
export function inOrderOf(example: JsonObject, object: JsonObject): JsonObject {
  const keys = [...new Set([...Object.keys(example), ...Object.keys(object)])].filter((key) => Object.hasOwn(object, key));
  return Object.fromEntries(keys.map((key) => [key, object[key]]));
}

export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The JSON text of a value, in one line, as `JSON.stringify` writes it, with every {@link Verbatim} as it was read. */
export function stringifyJson(value: JsonValue): string {
  return restoreVerbatim(JSON.stringify(value));
}

/** A text made by `JSON.stringify`, or by a library that uses it, with every {@link Verbatim} in its place. */
export function restoreVerbatim(text: string): string {
  return text.includes(MARK) ? text.replace(MARKED, (_, escaped: string) => JSON.parse(`"${escaped}"`) as string) : text;
}

// #region Reading

/** A text that is not JSON, with the place where it stops being so (UTF-16 offsets in the text). */
export class JsonError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/**
 * Parses strict JSON (RFC 8259); a byte order mark at the start is left out. Nothing that the text says is lost: see
 * {@link Verbatim}; the order of fields is kept as well, even of those named by numbers, which JavaScript sorts. Throws {@link JsonError}.
 */
export function parseJson(text: string): JsonValue {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  const tooDeepAt = deepNestingIn(text);
  if (tooDeepAt !== undefined) throw new JsonError(l10n.t('The file is nested too deeply.'), { start: tooDeepAt, end: tooDeepAt + 1 });
  let value: JsonValue;
  try {
    value = JSON.parse(json) as JsonValue;
  } catch {
    throw describeError(text, json);
  }
  // Nearly every file is read by JSON.parse alone.
  const members = countMembers(json);
  if (members !== undefined && members === membersOf(value)) return value;
  const { root } = parseJsonTree(json);
  return root ? exactValue(root, json) : value;
}

/** How many members the objects of a valid JSON text have; `undefined` when a number in it would be written otherwise than it is. */
function countMembers(json: string): number | undefined {
  let members = 0;
  for (let i = 0; i < json.length; i++) {
    const unit = json.charCodeAt(i);
    if (unit === 0x22) i = closingQuote(json, i);
    else if (unit === 0x3a) members++;
    else if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) {
      const start = i;
      while (/[\d.eE+-]/.test(json[i + 1] ?? '')) i++;
      const number = json.slice(start, i + 1);
      if (String(Number(number)) !== number) return undefined;
    }
  }
  return members;
}

/** Offset of the quotation mark that ends the string beginning at `start`, in valid JSON. */
function closingQuote(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); ; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end;
  }
}

/** How many members the objects of a value have; `undefined` when one is named by a number. */
function membersOf(value: JsonValue): number | undefined {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  const isList = Array.isArray(value);
  for (const [key, each] of Object.entries(value) as [string, JsonValue][]) {
    if (!isList) {
      if (isIndex(key)) return undefined;
      members++;
    }
    const inner = membersOf(each);
    if (inner === undefined) return undefined;
    members += inner;
  }
  return members;
}

/** Whether JavaScript puts a field of this name before all others. */
function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key);
}

/** The value of a node of a valid JSON text, without loss. */
function exactValue(node: Node, json: string): JsonValue {
  const children = node.children ?? [];
  if (node.type === 'number') {
    const written = json.slice(node.offset, node.offset + node.length);
    return JSON.stringify(Number(written)) === written ? Number(written) : new Verbatim(written);
  }
  if (node.type === 'array') return children.map((child) => exactValue(child, json));
  if (node.type !== 'object') return node.value as string | boolean | null;
  const keys = children.map((member) => member.children?.[0]?.value as string);
  const seen = new Set<string>();
  const doubled = keys.find((key) => seen.size === seen.add(key).size);
  if (doubled !== undefined) return new Verbatim(compact(node, json), doubled);
  const object = Object.fromEntries(children.map((member, i) => [keys[i] as string, exactValue(member.children?.[1] as Node, json)])) as JsonObject;
  if (Object.keys(object).every((key, i) => key === keys[i])) return object;
  orders.set(object, compact(node, json));
  return Object.setPrototypeOf(object, ORDERED) as JsonObject;
}

/** Texts of objects whose fields JavaScript has in another order. A copy of one that was changed is not among them. */
const orders = new WeakMap<object, string>();
const ORDERED = {
  toJSON(this: JsonObject): string | JsonObject {
    const text = orders.get(this);
    return text === undefined ? { ...this } : MARK + text;
  },
};

/** The text of a node as it is written, without white space between its parts. */
function compact(node: Node, json: string): string {
  const children = node.children ?? [];
  if (node.type === 'array') return `[${children.map((child) => compact(child, json)).join(',')}]`;
  if (node.type === 'object') return `{${children.map((member) => compact(member, json)).join(',')}}`;
  if (node.type === 'property') return children.map((part) => compact(part, json)).join(':');
  return json.slice(node.offset, node.offset + node.length);
}

function describeError(text: string, json: string): JsonError {
  const conflict = /^(?:<{7}|={7}|>{7})/m.exec(text);
  if (conflict) {
    const message = l10n.t('The file holds the marks of a merge conflict ({0}). Resolve the conflict first.', conflict[0]);
    return new JsonError(message, { start: conflict.index, end: conflict.index + conflict[0].length });
  }
  const { errors } = parseJsonTree(json, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const first = errors[0] ?? { offset: 0, length: 0 };
  const start = first.offset + text.length - json.length;
  const message = start + first.length >= text.trimEnd().length
    ? l10n.t('The file ends in the middle: it may have been cut off.')
    : l10n.t('This is not valid JSON.');
  return new JsonError(message, { start, end: start + first.length });
}

/** Tells where the value at a path of a JSON text stands (UTF-16 offsets); the whole text when there is none. The text is read once, at the first question. */
export function placesIn(text: string): (path: JSONPath) => Span {
  let tree: JsonTree | undefined;
  return (path) => {
    tree ??= parseJsonTree(text);
    const node = tree.root && findNodeAtLocation(tree.root, path);
    return node ? { start: node.offset, end: node.offset + node.length } : { start: 0, end: text.length };
  };
}

// #endregion
