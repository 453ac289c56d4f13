import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type { Problem } from '../corpus/corpus';
import { fold } from '../text/fold';
import { parseJsonTree } from '../text/jsonTree';
import { isObject, type JsonObject, type JsonValue } from './json';
import type { Code, CodeBook } from './model';

/**
 * The code book, `codebook.json`: `{"codes": [{"id", "name", "names"?, "description"?, "color"?, "parent"?}]}`. It is edited by
 * people and by the program; changes are made in the text of the file, so that its order, its layout and fields that are not
 * known stay as they are.
 */
export interface ParsedCodeBook {
  readonly codeBook: CodeBook;
  readonly problems: readonly Problem[];
  /** The file is no JSON, or has no list of codes: it must not be written. */
  readonly isBroken: boolean;
}

/** Colours for codes: at least 3 to 1 against a white and against a dark (#1e1e1e) background (WCAG 2.2, 1.4.11). */
export const PALETTE = [
  '#2f86c8', '#c2710c', '#2e9958', '#d1558f', '#8e6bd1', '#9a7d0a', '#1a9090', '#d9534f', '#6b8e23', '#5b78d8', '#b85cb8', '#8a7566',
] as const;

/** Colour of codes that annotations have and the code book lacks. */
export const UNKNOWN_COLOR = '#808080';

// #region Reading

/** Reads a code book. Mistakes are problems with their place; codes without one are there all the same. */
export function parseCodeBook(text: string, uri: string): ParsedCodeBook {
  const problems: Problem[] = [];
  const report = (node: Node | undefined, code: string, message: string, severity: Problem['severity'] = 'error'): void => {
    problems.push({ uri, span: node && { start: node.offset, end: node.offset + node.length }, severity, code, message });
  };
  const { root: tree, errors, tooDeepAt } = parseJsonTree(text, { disallowComments: true, allowTrailingComma: false });
  if (tooDeepAt !== undefined) {
    problems.push({ uri, span: { start: tooDeepAt, end: tooDeepAt + 1 }, severity: 'error', code: 'codebook.syntax', message: l10n.t('The file is nested too deeply.') });
    return { codeBook: { codes: [] }, problems, isBroken: true };
  }
  for (const { offset, length } of errors) {
    problems.push({ uri, span: { start: offset, end: offset + length }, severity: 'error', code: 'codebook.syntax', message: l10n.t('This is not valid JSON.') });
  }
  const list = tree && findNodeAtLocation(tree, ['codes']);
  if (list?.type !== 'array') {
    if (errors.length === 0) report(list ?? tree, 'codebook.codes', l10n.t('A code book has a list of codes, "codes".'));
    return { codeBook: { codes: [] }, problems, isBroken: true };
  }
  const codes: Code[] = [];
  const nodes = new Map<string, Node>();
  for (const node of list.children ?? []) {
    const code = readCode(node, codes.length, (at, message) => report(at, 'codebook.code', message));
    if (!code) continue;
    if (nodes.has(code.id)) report(findNodeAtLocation(node, ['id']), 'codebook.duplicate', l10n.t('Another code has the id "{0}". This one is left out.', code.id));
    else {
      nodes.set(code.id, node);
      codes.push(code);
    }
  }
  const circular = idsInCircles(codes);
  const rooted = codes.map((code) => {
    const { id, parent } = code;
    if (parent === undefined || (nodes.has(parent) && !circular.has(id))) return code;
    const at = findNodeAtLocation(nodes.get(id) as Node, ['parent']);
    report(at, 'codebook.parent', nodes.has(parent) ? l10n.t('This code would be a parent of itself.') : l10n.t('There is no code with the id "{0}".', parent));
    return { ...code, parent: undefined };
  });
  return { codeBook: { codes: rooted }, problems, isBroken: errors.length > 0 };
}

function readCode(node: Node, index: number, report: (node: Node, message: string) => void): Code | undefined {
  const value = getNodeValue(node) as JsonValue;
  if (!isObject(value)) {
    report(node, l10n.t('A code is an object with "id" and "name".'));
    return undefined;
  }
  const at = (field: string): Node => findNodeAtLocation(node, [field]) ?? node;
  const text = (field: string): string | undefined => {
    const found = value[field];
    if (found === undefined || (typeof found === 'string' && found.trim() !== '')) return found;
    report(at(field), l10n.t('"{0}" must be a text.', field));
    return undefined;
  };
  const id = text('id');
  if (id === undefined) {
    if (value['id'] === undefined) report(node, l10n.t('The code has no "id".'));
    return undefined;
  }
  const color = text('color');
  const isColor = color !== undefined && /^#[0-9a-f]{6}$/i.test(color);
  if (color !== undefined && !isColor) report(at('color'), l10n.t('A colour is written "#rrggbb".'));
  const names = value['names'];
  if (names !== undefined && !isNames(names)) report(at('names'), l10n.t('"names" holds a name for each language tag.'));
  return {
    id,
    name: text('name') ?? id,
    ...(isNames(names) ? { names } : {}),
    description: text('description'),
    color: isColor ? color.toLowerCase() : (PALETTE[index % PALETTE.length] as string),
    parent: text('parent'),
  };
}

function isNames(value: JsonValue | undefined): value is Record<string, string> & JsonObject {
  return isObject(value) && Object.values(value).every((name) => typeof name === 'string');
}

/** Ids of the codes whose parents lead back to themselves. */
function idsInCircles(codes: readonly Code[]): ReadonlySet<string> {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const circular = new Set<string>();
  const passed = new Set<string>();
  for (const code of codes) {
    const path: string[] = [];
    let each: Code | undefined = code;
    while (each && !passed.has(each.id)) {
      passed.add(each.id);
      path.push(each.id);
      each = each.parent === undefined ? undefined : byId.get(each.parent);
    }
    const back = each ? path.indexOf(each.id) : -1;
    if (back >= 0) for (const id of path.slice(back)) circular.add(id);
  }
  return circular;
}

// #endregion

// #region Finding

/** The code with an id, else the one with a name in any of its languages; case, script and width do not matter for names. */
export function findCode({ codes }: CodeBook, idOrName: string): Code | undefined {
  const wanted = comparable(idOrName);
  return codes.find(({ id }) => id === idOrName)
    ?? codes.find(({ name }) => comparable(name) === wanted)
    ?? codes.find(({ names }) => Object.values(names ?? {}).some((name) => comparable(name) === wanted));
}

/** A code book with what annotations use and it lacks, under their ids. */
export function withUnknownCodes(codeBook: CodeBook, used: Iterable<string>): CodeBook {
  const known = new Set(codeBook.codes.map(({ id }) => id));
  const unknown = [...new Set(used)].filter((id) => !known.has(id)).sort();
  if (unknown.length === 0) return codeBook;
  return { codes: [...codeBook.codes, ...unknown.map((id): Code => ({ id, name: id, color: UNKNOWN_COLOR }))] };
}

function comparable(name: string): string {
  return fold(name.normalize('NFC').trim().replace(/\s+/g, ' ')).toLowerCase();
}

// #endregion

// #region Writing

export interface NewCode {
  readonly name: string;
  readonly parent?: string | undefined;
  readonly color?: string | undefined;
  readonly description?: string | undefined;
}

/** A code for a name: an id made of the name that no other code has, and the colour that the fewest codes have. */
export function makeCode({ codes }: CodeBook, { name, parent, color, description }: NewCode): Code {
  const plain = name.normalize('NFC').trim().replace(/\s+/g, ' ');
  const stem = plain.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-+|-+$/g, '') || 'code';
  const taken = new Set(codes.map(({ id }) => id));
  let id = stem;
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`;
  const uses = (wanted: string): number => codes.filter((code) => code.color === wanted).length;
  const rarest = PALETTE.reduce((best, each) => (uses(each) < uses(best) ? each : best));
  return { id, name: plain, ...(description ? { description } : {}), color: color ?? rarest, ...(parent === undefined ? {} : { parent }) };
}

/** The text of a code book with one more code, laid out as the one before it; without a text, that of a new one. */
export function insertCode(text: string | undefined, code: Code): string {
  const list = text === undefined ? undefined : parseJsonTree(text).root?.children?.find(({ children }) => children?.[0]?.value === 'codes')?.children?.[1];
  if (text === undefined || list?.type !== 'array') return `${JSON.stringify({ codes: [code] }, undefined, 2)}\n`;
  const last = list.children?.at(-1);
  if (!last) return text.slice(0, list.offset) + JSON.stringify([code]) + text.slice(list.offset + list.length);
  const end = last.offset + last.length;
  const lineStart = text.lastIndexOf('\n', last.offset) + 1;
  const indent = /^\s*/.exec(text.slice(lineStart, last.offset))?.[0] ?? '';
  // A code that begins its line gets a line of its own after it; one that shares a line, a place beside it.
  const separator = indent.length === last.offset - lineStart && lineStart > 0 ? `${text[lineStart - 2] === '\r' ? '\r\n' : '\n'}${indent}` : ' ';
  return `${text.slice(0, end)},${separator}${layOut(code, text.slice(last.offset, end), separator)}${text.slice(end)}`;
}

function layOut(code: Code, example: string, separator: string): string {
  if (!example.includes('\n')) return JSON.stringify(code, undefined, 1).replace(/\n\s*/g, ' ');
  const step = /\n(\s*)"/.exec(example)?.[1]?.slice(separator.replace(/[\r\n]/g, '').length) ?? '';
  return JSON.stringify(code, undefined, step || '  ').replaceAll('\n', separator);
}

// #endregion
