import { findNodeAtLocation, type JSONPath } from 'jsonc-parser';
import * as l10n from '@vscode/l10n';
import { deepNestingIn, parseJsonTree, type JsonTree } from '../text/jsonTree';
import type { Span } from '../text/span';

/** Values that JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
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

export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** A text that is not JSON, with the place where it stops being so (UTF-16 offsets in the text). */
export class JsonError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** Parses strict JSON (RFC 8259); a byte order mark at the start is left out. Throws {@link JsonError}. */
export function parseJson(text: string): JsonValue {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  const tooDeepAt = deepNestingIn(text);
  if (tooDeepAt !== undefined) throw new JsonError(l10n.t('The file is nested too deeply.'), { start: tooDeepAt, end: tooDeepAt + 1 });
  try {
    return JSON.parse(json) as JsonValue;
  } catch {
    throw describeError(text, json);
  }
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
  const message = start >= text.trimEnd().length
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

