import { applyEdits, modify, type FormattingOptions, type Node } from 'jsonc-parser';
import type { Concept } from '../recognise/terms/termBase';
import { parseJsonTree } from '../text/jsonTree';

/**
 * Writing into the files that people keep by hand: a concept at the end of a term base, an entry of corpus.json. What
 * stands there, comments and layout too, stays as it is.
 */

/** The file cannot be added to: it is broken, of a kind that is only read, or a table without the columns. `reason` says which. */
export class NotWritable extends Error {
  readonly reason: 'broken' | 'format' | 'columns';

  constructor(reason: NotWritable['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** Name of the term base that a corpus without one gets. */
export const OWN_TERM_BASE = 'terms.json';

/** Whether concepts can be added to a term base of this name. */
export function isWritableTermBase(name: string): boolean {
  return /\.(?:jsonc?|csv|tsv|tab)$/i.test(name);
}

/**
 * The text of a term base with one concept more, the last; without a text, that of a new one.
 * @throws {NotWritable} when the text is broken, or a table without a column for the forms
 */
export function insertConcept(text: string | undefined, name: string, concept: Concept): string {
  if (/\.jsonc?$/i.test(name)) return insertInJson(text, concept);
  if (isWritableTermBase(name)) return insertInTable(text, name, concept);
  throw new NotWritable('format');
}

function insertInJson(text: string | undefined, concept: Concept): string {
  if (text === undefined || text.trim() === '') return `${JSON.stringify([concept], undefined, 2)}\n`;
  return appended(text, conceptList(text), concept);
}

/** @throws {NotWritable} when the text is broken, or something else than a list, as a vocabulary in JSON-LD is */
function conceptList(text: string): Node {
  const root = treeOf(text);
  if (root.type !== 'array') throw new NotWritable('format');
  return root;
}

function treeOf(text: string): Node {
  const { root, errors } = parseJsonTree(text.replace(/^\ufeff/, ' '), { allowTrailingComma: true });
  if (!root || errors.length > 0) throw new NotWritable('broken');
  return root;
}

/**
 * The text of a term base in JSON in which a concept has one forbidden form more: in the list of its own entry, else in a new one of one
 * line. The same text when the form is forbidden already.
 * @throws {NotWritable} when the text is broken
 */
export function insertForbidden(text: string | undefined, id: string, form: string): string {
  const entry = `{ "id": ${JSON.stringify(id)}, "forms": {}, "forbidden": [${JSON.stringify(form)}] }`;
  if (text === undefined || text.trim() === '') return `[\n  ${entry}\n]\n`;
  const root = conceptList(text);
  const known = root.children?.find((node) => fieldOf(node, 'id')?.value === id || (!fieldOf(node, 'id') && firstForm(node) === id));
  if (!known) return appended(text, root, { id, forms: {}, forbidden: [form] }, entry);
  const forbidden = fieldOf(known, 'forbidden');
  const listed = forbidden?.type === 'array' ? (forbidden.children ?? []) : forbidden ? [forbidden] : [];
  if (listed.some(({ value }) => value === form)) return text;
  if (forbidden?.type === 'array') return appended(text, forbidden, form);
  // jsonc-parser would lay the whole entry out anew.
  const list = `[${[...listed.map(({ value }) => value as unknown), form].map((each) => JSON.stringify(each)).join(', ')}]`;
  if (forbidden) return `${text.slice(0, forbidden.offset)}${list}${text.slice(forbidden.offset + forbidden.length)}`;
  const last = known.children?.at(-1);
  if (!last) return text;
  const end = last.offset + last.length;
  const before = /(\r?\n[ \t]*)?$/.exec(text.slice(0, last.offset))?.[1] ?? ' ';
  return `${text.slice(0, end)},${before}"forbidden": ${list}${text.slice(end)}`;
}

function fieldOf(node: Node, name: string): Node | undefined {
  return node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

function firstForm(node: Node): unknown {
  const forms = fieldOf(node, 'forms');
  const simplified = forms && fieldOf(forms, 'zh-Hans');
  return simplified?.type === 'array' ? simplified.children?.[0]?.value : simplified?.value;
}

/**
 * The text of a corpus.json with one entry more in a list of texts (`termBases`, `notTerms`), which is made where there is
 * none; without a text, that of a new corpus.json. The same text when the entry is there.
 * @throws {NotWritable} when the text is broken
 */
export function insertInList(text: string | undefined, field: string, entry: string): string {
  if (text === undefined || text.trim() === '') return `${JSON.stringify({ [field]: [entry] }, undefined, 2)}\n`;
  const list = listNode(text, field);
  // jsonc-parser would put what is added between the field before it and the comment of that.
  if (!list) return appended(text, treeOf(text), [entry], `${JSON.stringify(field)}: [${JSON.stringify(entry)}]`);
  if (list.children?.some(({ value }) => value === entry)) return text;
  return appended(text, list, entry);
}

/** The text of a corpus.json without the entries of a list that a test names. */
export function removeFromList(text: string, field: string, isMeant: (entry: string) => boolean): string {
  for (;;) {
    const at = listNode(text, field)?.children?.findIndex(({ value }) => typeof value === 'string' && isMeant(value)) ?? -1;
    if (at < 0) return text;
    text = applyEdits(text, modify(text, [field, at], undefined, { formattingOptions: layoutOf(text) }));
  }
}

function listNode(text: string, field: string): Node | undefined {
  const root = treeOf(text);
  if (root.type !== 'object') throw new NotWritable('broken');
  const list = root.children?.find(({ children }) => children?.[0]?.value === field)?.children?.[1];
  if (list && list.type !== 'array') throw new NotWritable('broken');
  return list;
}

/** The text with one value (of an object: one field) more at the end, laid out as the one before it, or as given; that one is not touched (jsonc-parser would lay it out anew). */
function appended(text: string, list: Node, value: unknown, inOneLine?: string): string {
  const { eol, insertSpaces, tabSize } = layoutOf(text);
  const step = insertSpaces ? ' '.repeat(tabSize ?? 2) : '\t';
  const last = list.children?.at(-1);
  if (!last) {
    const outer = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', list.offset) + 1))?.[0] ?? '';
    const inside = text.slice(list.offset + 1, list.offset + list.length - 1).trimEnd();
    const laidOut = inOneLine ?? JSON.stringify(value, undefined, step).replaceAll('\n', `${eol}${outer}${step}`);
    return `${text.slice(0, list.offset + 1)}${inside}${eol}${outer}${step}${laidOut}${eol}${outer}${text.slice(list.offset + list.length - 1)}`;
  }
  const end = last.offset + last.length;
  const lineStart = text.lastIndexOf('\n', last.offset) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, last.offset))?.[0] ?? '';
  // One that begins its line gets a line of its own after it, and after the comment there; one that shares a line, a place beside it.
  if (indent.length !== last.offset - lineStart || lineStart === 0) return `${text.slice(0, end)}, ${inOneLine ?? JSON.stringify(value, undefined, 1).replace(/\n\s*/g, ' ')}${text.slice(end)}`;
  const [after = '', comma = '', comment = ''] = /^([ \t]*,)?([ \t]*(?:\/\/[^\r\n]*|\/\*[^*\r\n]*\*\/))?/.exec(text.slice(end)) ?? [];
  const isOneLine = !text.slice(last.offset, end).includes('\n') && typeof value === 'object';
  const laidOut = inOneLine ?? (isOneLine ? JSON.stringify(value, undefined, 1).replace(/\n\s*/g, ' ') : JSON.stringify(value, undefined, step).replaceAll('\n', `${eol}${indent}`));
  return `${text.slice(0, end)},${comment}${eol}${indent}${laidOut}${comma === '' ? '' : ','}${text.slice(end + after.length)}`;
}

/** Indentation and line ends as the file has them. */
function layoutOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.includes('\t'), tabSize: indent.includes('\t') ? 1 : indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** A row under the columns that the first row names. Forms that have no column of their own go into that of the other script. */
function insertInTable(text: string | undefined, name: string, concept: Concept): string {
  const delimiter = delimiterOf(text ?? '', name);
  const before = text === undefined || text.trim() === '' ? `${['id', 'zh-Hans', 'zh-Hant', 'en', 'abbr', 'definition'].join(delimiter)}\n` : text;
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const columns = (/^\ufeff?([^\r\n]*)/.exec(before)?.[1] ?? '').split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').toLowerCase());
  const cells = columns.map(() => '');
  const put = (names: readonly string[], value: string): boolean => {
    const at = names.map((wanted) => columns.indexOf(wanted)).find((index) => index >= 0);
    if (at !== undefined && value !== '') cells[at] = cells[at] ? `${cells[at]}|${value}` : value;
    return at !== undefined;
  };
  const hasId = put(['id'], concept.id);
  for (const [language, forms] of Object.entries(concept.forms)) {
    const isChinese = language.startsWith('zh');
    const hasColumn = put(isChinese ? [language.toLowerCase(), 'zh-hans', 'zh', 'zh-hant'] : [language.toLowerCase(), 'en', 'abbr'], (forms ?? []).join('|'));
    // Forms in other languages may be left out; without the Chinese ones the entry would be found nowhere.
    if (isChinese && !hasColumn) throw new NotWritable('columns');
  }
  if (!hasId && !columns.includes('zh-hans')) throw new NotWritable('columns');
  put(['definition', 'definition-zh', 'definition:zh', 'definition_zh'], concept.definition?.['zh'] ?? '');
  const row = cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
  return `${before}${/[\r\n]$/.test(before) ? '' : eol}${row}${eol}`;
}

function delimiterOf(text: string, name: string): string {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  if (/\.(?:tsv|tab)$/i.test(name) || (firstLine.includes('\t') && !firstLine.includes(','))) return '\t';
  return !firstLine.includes(',') && firstLine.includes(';') ? ';' : ',';
}

/** RFC 4180; between tabs nothing is quoted, and a tab or line break inside becomes a space. */
function quoted(cell: string, delimiter: string): string {
  if (delimiter === '\t') return cell.replace(/[\t\r\n]+/g, ' ');
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
