import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type { Problem } from '../../corpus/corpus';
import { fold } from '../../text/fold';
import { jsonMistakes } from '../../text/jsonMistakes';
import { parseJsonTree } from '../../text/jsonTree';
import { isArray, isObject, type JsonObject, type JsonValue } from '../sidecar/json';
import type { Code, CodeBook, CodeSet } from '../model';
import { PALETTE } from './palette';

/**
 * The code book, `codebook.json`: `{"codes": [{"id", "name", "names"?, "description"?, "color"?, "parent"?, …}], "sets"?}`, as
 * schemas/codebook.schema.json has it. It is edited by people and by the program; changes are made in the text of the file (codeBookEdit.ts),
 * so that its order, its layout and fields that are not known stay as they are.
 */
export interface ParsedCodeBook {
  readonly codeBook: CodeBook;
  readonly problems: readonly Problem[];
  /** The file is no JSON, or has no list of codes: it must not be written. */
  readonly isBroken: boolean;
}

/** Colour of codes that annotations have and the code book lacks. */
export const UNKNOWN_COLOR = '#808080';

// #region Reading

/** Reads a code book. Mistakes are problems with their place; codes without one are there all the same. */
export function parseCodeBook(text: string, uri: string): ParsedCodeBook {
  const problems: Problem[] = [];
  const report = (node: Node | undefined, code: string, message: string, severity: Problem['severity'] = 'error'): void => {
    problems.push({ uri, span: node && { start: node.offset, end: node.offset + node.length }, severity, code, message });
  };
  const { root: tree, errors, tooDeepAt } = parseJsonTree(text.replace(/^\ufeff/, ' '), { disallowComments: true, allowTrailingComma: false });
  if (tooDeepAt !== undefined) {
    problems.push({ uri, span: { start: tooDeepAt, end: tooDeepAt + 1 }, severity: 'error', code: 'codebook.syntax', message: l10n.t('The file is nested too deeply.') });
    return { codeBook: { codes: [] }, problems, isBroken: true };
  }
  for (const { offset, length, message } of jsonMistakes(errors)) {
    problems.push({ uri, span: { start: offset, end: offset + length }, severity: 'error', code: 'codebook.syntax', message });
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
  reportSharedKeys(codes, (id, message) => report(findNodeAtLocation(nodes.get(id) as Node, ['key']), 'codebook.key', message));
  for (const [id, node] of nodes) reportConflicts(node, id, (at, message) => report(at, 'codebook.conflict', message, 'warning'));
  const circular = idsInCircles(codes);
  const rooted = codes.map((code) => {
    const { id, parent } = code;
    if (parent === undefined || (nodes.has(parent) && !circular.has(id))) return code;
    const at = findNodeAtLocation(nodes.get(id) as Node, ['parent']);
    report(at, 'codebook.parent', nodes.has(parent) ? l10n.t('This code would be a parent of itself.') : l10n.t('There is no code with the id "{0}".', parent));
    return { ...code, parent: undefined };
  });
  const sets = tree && readSets(tree, nodes, (at, message) => report(at, 'codebook.set', message));
  return { codeBook: { codes: rooted, ...(sets && sets.length > 0 ? { sets } : {}) }, problems, isBroken: errors.length > 0 };
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
    ...readMore(value, (field, message) => report(at(field), message)),
  };
}

/** Fields that most codes do without, and those that are not known. */
function readMore(value: JsonObject, report: (field: string, message: string) => void): Partial<Code> {
  const texts = (field: string): readonly string[] | undefined => {
    const found = value[field];
    if (found === undefined) return undefined;
    if (isArray(found) && found.every((item) => typeof item === 'string')) return found.filter((item) => item.trim() !== '');
    report(field, l10n.t('"{0}" must be a list of texts.', field));
    return undefined;
  };
  const { key, codable, guid } = value;
  if (key !== undefined && !isKey(key)) report('key', l10n.t('A key is a digit from 1 to 9.'));
  if (codable !== undefined && typeof codable !== 'boolean') report('codable', l10n.t('"{0}" must be true or false.', 'codable'));
  if (guid !== undefined && !isGuid(guid)) report('guid', l10n.t('"{0}" must be a UUID.', 'guid'));
  const [alternativeNames, examples, replaces] = ['alternativeNames', 'examples', 'replaces'].map(texts);
  const other = Object.fromEntries(Object.entries(value).filter(([field]) => !KNOWN.has(field)));
  return {
    ...(alternativeNames ? { alternativeNames } : {}),
    ...(examples ? { examples } : {}),
    ...(isKey(key) ? { key } : {}),
    ...(replaces ? { replaces } : {}),
    ...(codable === false ? { codable } : {}),
    ...(isGuid(guid) ? { guid } : {}),
    ...(Object.keys(other).length > 0 ? { other } : {}),
  };
}

const KNOWN: ReadonlySet<string> = new Set([
  'id', 'name', 'names', 'alternativeNames', 'description', 'color', 'parent', 'examples', 'key', 'replaces', 'codable', 'guid', 'conflicts',
]);

function isKey(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && /^[1-9]$/.test(value);
}

function isGuid(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

function reportSharedKeys(codes: readonly Code[], report: (id: string, message: string) => void): void {
  const owners = new Map<string, string>();
  for (const { id, name, key } of codes) {
    if (key === undefined) continue;
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, name);
    else report(id, l10n.t('The key {0} belongs to “{1}” already.', key, owner));
  }
}

/** Of what two programs changed at once, the version that was not taken waits for a person to decide (codeBookRebase.ts). */
function reportConflicts(node: Node, id: string, report: (node: Node | undefined, message: string) => void): void {
  const conflicts = findNodeAtLocation(node, ['conflicts']);
  const value = conflicts && (getNodeValue(conflicts) as JsonValue);
  if (!isObject(value)) return;
  const fields = Object.keys(value).map((field) => `"${field}"`).join(', ');
  report(conflicts, l10n.t('The code "{0}" was changed by two programs at once, differently in {1}. The other version is kept here: settle it, and delete "conflicts".', id, fields));
}

/** Groups of codes that came from another program. Members that are no code are left out. */
function readSets(tree: Node, codes: ReadonlyMap<string, Node>, report: (node: Node | undefined, message: string) => void): CodeSet[] {
  const list = findNodeAtLocation(tree, ['sets']);
  if (!list) return [];
  return (list.type === 'array' ? (list.children ?? []) : [list]).flatMap((node): CodeSet[] => {
    const value = getNodeValue(node) as JsonValue;
    if (isObject(value) && typeof value['name'] === 'string' && isGuid(value['guid']) && isArray(value['codes'])) {
      const { name, guid, description } = value;
      const members = value['codes'].filter((id): id is string => typeof id === 'string' && codes.has(id));
      return [{ name, guid, ...(typeof description === 'string' ? { description } : {}), codes: members }];
    }
    report(node, l10n.t('A set of codes is an object with "name", "guid" and the list "codes".'));
    return [];
  });
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

/**
 * The code with an id, else the one that was merged with what had it, else the one with a name in any of its languages, else with an
 * alternative name; case, script and width do not matter for names.
 */
export function findCode({ codes }: CodeBook, idOrName: string): Code | undefined {
  const wanted = comparableName(idOrName);
  return codes.find(({ id }) => id === idOrName)
    ?? codes.find(({ replaces }) => replaces?.includes(idOrName))
    ?? codes.find(({ name }) => comparableName(name) === wanted)
    ?? codes.find(({ names }) => Object.values(names ?? {}).some((name) => comparableName(name) === wanted))
    ?? codes.find(({ alternativeNames }) => alternativeNames?.some((name) => comparableName(name) === wanted));
}

/**
 * Gives the id of the code that an id in an annotation stands for: of a code that was merged into another, be it by somebody else, that of
 * the other. Ids that no code has stay as they are.
 */
export function codeResolver({ codes }: CodeBook): (id: string) => string {
  const merged = new Map(codes.flatMap(({ id, replaces }) => (replaces ?? []).map((old) => [old, id] as const)));
  // An id that is there again is that code's.
  for (const { id } of codes) merged.delete(id);
  return (id) => merged.get(id) ?? id;
}

/** A code book with what annotations use and it lacks, under their ids. */
export function withUnknownCodes(codeBook: CodeBook, used: Iterable<string>): CodeBook {
  const known = new Set(codeBook.codes.map(({ id }) => id));
  const unknown = [...new Set(used)].filter((id) => !known.has(id)).sort();
  if (unknown.length === 0) return codeBook;
  return { ...codeBook, codes: [...codeBook.codes, ...unknown.map((id): Code => ({ id, name: id, color: UNKNOWN_COLOR }))] };
}

/** A name as it is compared: whatever the case, script, width and white space. */
export function comparableName(name: string): string {
  return fold(name.normalize('NFC').trim().replace(/\s+/g, ' ')).toLowerCase();
}

/** An id made of a name that no other code has: its letters and digits, with hyphens, and a number where the id is taken. */
export function idFor(name: string, taken: ReadonlySet<string>): string {
  const stem = name.normalize('NFC').trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-+|-+$/g, '') || 'code';
  let id = stem;
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`;
  return id;
}

// #endregion
