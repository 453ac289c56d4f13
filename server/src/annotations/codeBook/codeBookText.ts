import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { parseJsonTree } from '../../text/jsonTree';
import { isObject, type JsonObject, type JsonValue, parseJson, restoreVerbatim, stringifyJson, without } from '../sidecar/json';
import { AnnotationError } from '../store';

/**
 * A code book as it is written: the list of codes entry by entry, and the text before and after it. Codes are added, moved, changed and taken
 * away here without touching the order, the layout and the fields of what else stands in the file.
 */
export interface CodeBookText {
  /** Everything up to the bracket that opens the list. */
  readonly head: string;
  readonly entries: readonly CodeEntry[];
  /** What stands before each entry: white space before the first, a comma with white space before the others. */
  readonly separators: readonly string[];
  /** Everything from the white space before the bracket that closes the list. */
  readonly tail: string;
}

/** One entry of the list. */
export interface CodeEntry {
  /** JSON, as it is written. */
  readonly text: string;
  readonly value: JsonValue;
  /** Of one that is no code, empty. */
  readonly fields: JsonObject;
  /** Absent for an entry that is no code, and for one whose id an entry before it has. */
  readonly id?: string | undefined;
}

/** The text of a code book without codes. */
const EMPTY = '{\n  "codes": []\n}\n';

/** Reads a code book for changing it; without a text, an empty one. Throws {@link AnnotationError} for a file that cannot be read. */
export function readCodeBookText(text: string | undefined): CodeBookText {
  const written = text === undefined || text.trim() === '' ? EMPTY : text;
  // A byte order mark keeps its place.
  const { root, errors } = parseJsonTree(written.replace(/^\ufeff/, ' '), { disallowComments: true, allowTrailingComma: false });
  const list = root && findNodeAtLocation(root, ['codes']);
  if (errors.length > 0 || list?.type !== 'array') throw new AnnotationError(l10n.t('The code book cannot be changed, because its file cannot be read. Repair it first.'));
  const nodes = list.children ?? [];
  const taken = new Set<string>();
  const entries = nodes.map((node): CodeEntry => {
    const entry = entryOf(written.slice(node.offset, node.offset + node.length));
    if (entry.id === undefined || !taken.has(entry.id)) {
      if (entry.id !== undefined) taken.add(entry.id);
      return entry;
    }
    return { ...entry, id: undefined };
  });
  const start = list.offset + 1;
  const end = list.offset + list.length - 1;
  const ends = nodes.map((node) => node.offset + node.length);
  return {
    head: written.slice(0, start),
    entries,
    separators: nodes.map((node, i) => written.slice(ends[i - 1] ?? start, node.offset)),
    tail: written.slice(ends.at(-1) ?? end),
  };
}

export function writeCodeBookText({ head, entries, separators, tail }: CodeBookText): string {
  return `${head}${entries.map(({ text }, i) => `${separators[i] ?? ''}${text}`).join('')}${tail}`;
}

export function entryWith(book: CodeBookText, id: string): CodeEntry | undefined {
  return book.entries.find((entry) => entry.id === id);
}

/** The code book with an entry replaced, of the same id or another. */
export function replaceEntry(book: CodeBookText, id: string, change: (entry: CodeEntry) => CodeEntry): CodeBookText {
  return { ...book, entries: book.entries.map((entry) => (entry.id === id ? change(entry) : entry)) };
}

export function removeEntry(book: CodeBookText, id: string): CodeBookText {
  const at = book.entries.findIndex((entry) => entry.id === id);
  if (at < 0) return book;
  const separators = [...book.separators];
  separators.splice(at === 0 && separators.length > 1 ? 1 : at, 1);
  return { ...book, entries: book.entries.filter((_, i) => i !== at), separators };
}

/** The code book with entries put in before the one at an index. */
export function insertEntries(book: CodeBookText, index: number, added: readonly CodeEntry[]): CodeBookText {
  if (added.length === 0) return book;
  const first = book.separators[0];
  if (first === undefined) {
    // The first codes of an empty list.
    const { line, step } = layoutOf(book);
    const isOneLine = line === undefined;
    const separators = added.map((_, i) => (isOneLine ? (i === 0 ? '' : ', ') : `${i === 0 ? '' : ','}${line}${step}`));
    return { head: book.head, entries: added, separators, tail: isOneLine ? book.tail.trimStart() : `${line}${book.tail.trimStart()}` };
  }
  const usual = book.separators[1] ?? (first.includes('\n') ? `,${first}` : ', ');
  const at = Math.max(0, Math.min(index, book.entries.length));
  const separators = [...book.separators];
  separators.splice(at === 0 ? 1 : at, 0, ...added.map(() => usual));
  return { ...book, entries: [...book.entries.slice(0, at), ...added, ...book.entries.slice(at)], separators };
}

/** An entry for a code that the code book lacks, over as many lines as its last one takes. */
export function newEntry(book: CodeBookText, fields: JsonObject): CodeEntry {
  const example = book.entries.at(-1);
  const { line, step } = layoutOf(book);
  const isOneLine = example ? !example.text.includes('\n') : line === undefined;
  const eol = example ? (/\r?\n[ \t]*$/.exec(book.separators.at(-1) ?? '')?.[0] ?? '\n') : `${line ?? '\n'}${step}`;
  const text = isOneLine ? inline(fields) : spread(fields, eol, example ? stepIn(example.text, eol) : step);
  return { text, value: fields, fields, id: idOf(fields) };
}

/** An entry with some fields changed, and those whose value is `undefined` taken away. What stays keeps its text. */
export function setFields(entry: CodeEntry, changes: JsonObject): CodeEntry {
  let { text } = entry;
  for (const [field, value] of Object.entries(changes)) {
    const root = parseJsonTree(text).root;
    if (root?.type !== 'object') return entry;
    text = setField(text, root, field, value);
  }
  return entryOf(text);
}

/** The text of a whole code book with one field of its own changed, or taken away for `undefined`; not that of the codes. */
export function setBookField(book: CodeBookText, field: string, value: JsonValue | undefined): CodeBookText {
  const text = writeCodeBookText(book);
  const root = parseJsonTree(text.replace(/^\ufeff/, ' ')).root;
  return root?.type === 'object' ? readCodeBookText(setField(text, root, field, value)) : book;
}

/** The fields of the code book beside the codes. */
export function bookFields(book: CodeBookText): JsonObject {
  const value = parseJson(`${book.head}${book.tail.trimStart()}`);
  return isObject(value) ? without(value, 'codes') : {};
}

function setField(text: string, object: Node, field: string, value: JsonValue | undefined): string {
  const properties = object.children ?? [];
  const at = properties.findIndex(({ children }) => children?.[0]?.value === field);
  const property = properties[at];
  if (property) {
    if (value === undefined) {
      const next = properties[at + 1];
      const previous = properties[at - 1];
      const start = next ? property.offset : previous ? previous.offset + previous.length : object.offset + 1;
      const end = next ? next.offset : property.offset + property.length;
      return text.slice(0, start) + text.slice(end);
    }
    const node = property.children?.[1] as Node;
    const old = text.slice(node.offset, node.offset + node.length);
    const eol = lineEndBefore(text, property.offset);
    return text.slice(0, node.offset) + (old.includes('\n') && eol !== undefined ? spread(value, eol, stepIn(old, eol)) : inline(value)) + text.slice(node.offset + node.length);
  }
  if (value === undefined) return text;
  const last = properties.at(-1);
  if (!last) return `${text.slice(0, object.offset)}${inline({ [field]: value })}${text.slice(object.offset + object.length)}`;
  const end = last.offset + last.length;
  const eol = lineEndBefore(text, last.offset);
  // A list that its neighbours would write over several lines is written so, too.
  const isSpread = eol !== undefined && properties.some(({ children }) => {
    const node = children?.[1];
    return node !== undefined && (node.type === 'array' || node.type === 'object') && text.slice(node.offset, node.offset + node.length).includes('\n');
  });
  const written = isSpread ? spread(value, eol, '  ') : inline(value);
  return `${text.slice(0, end)},${eol ?? ' '}${JSON.stringify(field)}: ${written}${text.slice(end)}`;
}

/** The line end and indentation before an offset, when nothing else stands before it on its line. */
function lineEndBefore(text: string, offset: number): string | undefined {
  return /(\r?\n[ \t]*)$/.exec(text.slice(0, offset))?.[1];
}

/** By how much a value of several lines indents what is in it. */
function stepIn(text: string, eol: string): string {
  const inner = /\n([ \t]*)\S/.exec(text)?.[1] ?? '';
  return inner.slice(eol.replace(/[\r\n]/g, '').length) || '  ';
}

function spread(value: JsonValue, eol: string, step: string): string {
  return restoreVerbatim(JSON.stringify(value, undefined, step)).replaceAll('\n', eol);
}

/** JSON on one line, with a space where people put one. */
function inline(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => inline(item)).join(', ')}]`;
  if (!isObject(value)) return stringifyJson(value);
  const fields = Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [`${JSON.stringify(key)}: ${inline(item)}`]));
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** How the file lays things out, told by its line with the list: its line end with indentation (none in a file of one line), and a step. */
function layoutOf({ head, tail }: CodeBookText): { readonly line: string | undefined; readonly step: string } {
  const line = /(\r?\n)([ \t]*)[^\n]*$/.exec(head);
  const step = /\n([ \t]+)\S/.exec(`${head}${tail}`)?.[1] ?? '  ';
  return { line: line ? `${line[1] ?? '\n'}${line[2] ?? ''}` : undefined, step };
}

function entryOf(text: string): CodeEntry {
  const value = parseJson(text);
  return isObject(value) ? { text, value, fields: value, id: idOf(value) } : { text, value, fields: {} };
}

function idOf({ id }: JsonObject): string | undefined {
  return typeof id === 'string' && id.trim() !== '' ? id : undefined;
}
