import * as l10n from '@vscode/l10n';
import { comparableName, idFor } from './codeBook';
import { type CodeBookText, entryWith, insertEntries, newEntry, removeEntry, replaceEntry, setFields } from './codeBookText';
import { isArray, isObject, type JsonObject, type JsonValue } from '../sidecar/json';
import { AnnotationError } from '../store';
import { PALETTE } from './palette';

/**
 * What people do to a code book, on its text: every function takes one and gives the changed one, and throws {@link AnnotationError} with a
 * message for the user when the outcome would make no sense. Order is that of the file; where a code stands among its siblings is where it
 * stands in the list.
 */

/** What can be said of a code; a field that is left out stays, and `null` takes it away. */
export interface CodeChange {
  readonly name?: string | undefined;
  /** By BCP 47 language tag; a language that is left out stays. */
  readonly names?: Readonly<Record<string, string | null>> | undefined;
  readonly alternativeNames?: readonly string[] | undefined;
  readonly description?: string | null | undefined;
  /** `#rrggbb` */
  readonly color?: string | null | undefined;
  readonly examples?: readonly string[] | undefined;
  /** A digit from 1 to 9. The code that had it before has none then. */
  readonly key?: string | null | undefined;
  /** False for a heading, which passages are not coded with. */
  readonly codable?: boolean | undefined;
}

/** Where codes are put: under a parent (on top without one), before one of its children (at the end without one). */
export interface CodePlace {
  readonly parent?: string | undefined;
  readonly before?: string | undefined;
}

/** A code that is to be made. */
export interface NewCode extends CodeChange, CodePlace {
  readonly name: string;
  /** An id that annotations have already and the code book lacks; one made of the name when absent. */
  readonly id?: string | undefined;
}

/** Most characters of a name, and most of a description or an example: far above what anyone reads. */
const LONGEST_NAME = 500;
const LONGEST_TEXT = 100_000;

// #region Making and changing

/** Adds a code with an id made of its name, in the colour that the fewest codes have unless one is given; and its id. */
export function addCode(book: CodeBookText, { name, parent, before, id: given, ...change }: NewCode): { readonly book: CodeBookText; readonly id: string } {
  const plain = plainName(name);
  if (parent !== undefined) known(book, parent);
  const taken = new Set(idsOf(book));
  const id = given !== undefined && !taken.has(given) ? given : idFor(plain, taken);
  const fields: JsonObject = { id, name: plain, color: rarestColor(book), ...(parent === undefined ? {} : { parent }) };
  const added = insertEntries(book, placeIn(book, { parent, before }), [newEntry(book, fields)]);
  return { book: editCode(added, id, change), id };
}

/** Changes what is said of a code. */
export function editCode(book: CodeBookText, id: string, change: CodeChange): CodeBookText {
  const { fields } = known(book, id);
  const changes: Record<string, JsonValue | undefined> = {};
  if (change.name !== undefined) {
    const name = plainName(change.name);
    const sibling = siblingsOf(book, parentOf(book, id)).find((other) => other !== id && comparableName(nameOf(book, other)) === comparableName(name));
    if (sibling !== undefined) throw new AnnotationError(l10n.t('There is a code “{0}” at this place already. Merge the two, or choose another name.', nameOf(book, sibling)));
    changes['name'] = name;
  }
  if (change.names) changes['names'] = changedNames(fields['names'], change.names);
  if (change.alternativeNames) changes['alternativeNames'] = listOf(change.alternativeNames.map(plainName));
  if (change.description !== undefined) changes['description'] = textOf(change.description);
  if (change.color !== undefined) changes['color'] = colorOf(change.color);
  if (change.examples) changes['examples'] = listOf(change.examples.flatMap((example) => textOf(example) ?? []));
  if (change.key !== undefined) changes['key'] = keyOf(change.key);
  if (change.codable !== undefined) changes['codable'] = change.codable ? undefined : false;
  const key = changes['key'];
  const freed = key === undefined ? book : book.entries.reduce((all, entry) => (entry.id !== undefined && entry.id !== id && entry.fields['key'] === key ? replaceEntry(all, entry.id, (each) => setFields(each, { key: undefined })) : all), book);
  return replaceEntry(freed, id, (entry) => setFields(entry, changes));
}

/** Moves codes, with all below them, to another place in the tree, in the order given. */
export function moveCodes(book: CodeBookText, ids: readonly string[], { parent, before }: CodePlace): CodeBookText {
  for (const id of ids) known(book, id);
  if (parent !== undefined) known(book, parent);
  const moved = [...new Set(ids)].filter((id) => !ids.some((other) => other !== id && isBelow(book, id, other)));
  for (const id of moved) {
    if (parent === id || (parent !== undefined && isBelow(book, parent, id))) throw new AnnotationError(l10n.t('“{0}” cannot stand below itself.', nameOf(book, id)));
  }
  let anchor = before;
  // What stands before one that moves itself is before the next that stays.
  while (anchor !== undefined && moved.includes(anchor)) {
    const siblings = siblingsOf(book, parent);
    anchor = siblings[siblings.indexOf(anchor) + 1];
  }
  const entries = moved.map((id) => known(book, id)).map((entry) => ((entry.fields['parent'] ?? undefined) === parent ? entry : setFields(entry, { parent })));
  const left = moved.reduce(removeEntry, book);
  return insertEntries(left, placeIn(left, { parent, before: anchor }), entries);
}

// #endregion

// #region Merging and deleting

/**
 * Merges codes into one, which keeps its id, its name and its place. It gets their names as alternative names, their names in languages that it
 * has no name in, their descriptions after its own, their examples, and what stands below them; it remembers their ids. One that the code book
 * lacks, and annotations have, is remembered.
 */
export function mergeCodes(book: CodeBookText, from: readonly string[], into: string): CodeBookText {
  const sources = [...new Set(from)];
  if (sources.includes(into)) throw new AnnotationError(l10n.t('A code cannot be merged with itself.'));
  if (sources.length === 0) throw new AnnotationError(l10n.t('Choose the codes to merge.'));
  known(book, into);
  let merged = book;
  for (const id of sources) {
    const fields = entryWith(merged, id)?.fields;
    if (!fields) {
      // Only annotations have it.
      merged = replaceEntry(merged, into, (entry) => setFields(entry, { replaces: [...new Set([...textsIn(entry.fields['replaces']), id])] }));
      continue;
    }
    // One that is merged into something below it is stepped over.
    if (isBelow(merged, into, id)) merged = moveCodes(merged, [into], { parent: parentOf(merged, id), before: id });
    for (const child of siblingsOf(merged, id)) merged = replaceEntry(merged, child, (entry) => setFields(entry, { parent: into }));
    merged = removeEntry(replaceEntry(merged, into, (entry) => setFields(entry, absorbed(entry.fields, id, fields))), id);
  }
  return merged;
}

/** The fields of a code that change when it takes in another. */
function absorbed(ours: JsonObject, id: string, theirs: JsonObject): JsonObject {
  const own = comparableName(textIn(ours['name']) ?? '');
  const called = [textIn(theirs['name']) ?? id, ...textsIn(theirs['alternativeNames'])];
  const alternativeNames = [...textsIn(ours['alternativeNames'])];
  for (const name of called) if (comparableName(name) !== own && !alternativeNames.some((each) => comparableName(each) === comparableName(name))) alternativeNames.push(name);
  const names = { ...(isObject(theirs['names']) ? theirs['names'] : {}), ...(isObject(ours['names']) ? ours['names'] : {}) };
  // In a language in which both have a name, theirs is one more.
  if (isObject(theirs['names']) && isObject(ours['names'])) {
    for (const [language, name] of Object.entries(theirs['names'])) {
      const kept = names[language];
      if (typeof name === 'string' && kept !== name && comparableName(name) !== own && !alternativeNames.includes(name)) alternativeNames.push(name);
    }
  }
  const [description, added] = [textIn(ours['description']), textIn(theirs['description'])];
  const note = added === undefined || added === description ? undefined : `${called[0] ?? id}: ${added}`;
  const examples = [...new Set([...textsIn(ours['examples']), ...textsIn(theirs['examples'])])];
  const replaces = [...new Set([...textsIn(ours['replaces']), id, ...textsIn(theirs['replaces'])])];
  return {
    ...(alternativeNames.length > 0 ? { alternativeNames } : {}),
    ...(Object.keys(names).length > 0 ? { names } : {}),
    ...(note === undefined ? {} : { description: description === undefined ? added : `${description}\n\n${note}` }),
    ...(examples.length > 0 ? { examples } : {}),
    replaces,
  };
}

/** Takes codes away. What stands below one moves up to its place. One that the code book lacks is passed over. */
export function deleteCodes(book: CodeBookText, ids: readonly string[]): CodeBookText {
  let left = book;
  for (const id of new Set(ids)) {
    if (!entryWith(left, id)) continue;
    const parent = parentOf(left, id);
    const children = siblingsOf(left, id);
    // Moved and not only renamed: they stand where it stood among its siblings.
    if (children.length > 0) left = moveCodes(left, children, { parent, before: id });
    left = removeEntry(left, id);
  }
  return left;
}

// #endregion

// #region Looking

/** Ids of the codes, in the order of the file. */
export function idsOf({ entries }: CodeBookText): string[] {
  return entries.flatMap(({ id }) => id ?? []);
}

/** The parent of a code, when the code book has it. */
export function parentOf(book: CodeBookText, id: string): string | undefined {
  const parent = textIn(entryWith(book, id)?.fields['parent']);
  return parent !== undefined && entryWith(book, parent) ? parent : undefined;
}

/** Whether a code stands somewhere below another. */
export function isBelow(book: CodeBookText, id: string, above: string): boolean {
  const parents = new Map(book.entries.flatMap(({ id: each, fields }) => (each === undefined ? [] : [[each, textIn(fields['parent'])] as const])));
  const seen = new Set<string>();
  for (let at = parents.get(id); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === above) return true;
    seen.add(at);
  }
  return false;
}

/** The codes below a code, or on top, in their order. */
function siblingsOf(book: CodeBookText, parent: string | undefined): string[] {
  const all = new Set(idsOf(book));
  return book.entries.flatMap(({ id, fields }) => {
    const own = textIn(fields['parent']);
    return id !== undefined && (own !== undefined && all.has(own) ? own : undefined) === parent ? [id] : [];
  });
}

function known(book: CodeBookText, id: string): NonNullable<ReturnType<typeof entryWith>> {
  const entry = entryWith(book, id);
  if (!entry) throw new AnnotationError(l10n.t('There is no code with the id "{0}".', id));
  return entry;
}

function nameOf(book: CodeBookText, id: string): string {
  return textIn(entryWith(book, id)?.fields['name']) ?? id;
}

/** The index in the list at which an entry gets to a place: before a sibling, else after the last of its siblings, else after its parent. */
function placeIn(book: CodeBookText, { parent, before }: CodePlace): number {
  const indexOf = (id: string | undefined): number => (id === undefined ? -1 : book.entries.findIndex((entry) => entry.id === id));
  const siblings = siblingsOf(book, parent);
  if (before !== undefined) {
    if (!siblings.includes(before)) throw new AnnotationError(l10n.t('“{0}” does not stand at the place chosen.', before));
    return indexOf(before);
  }
  const after = siblings.at(-1) ?? parent;
  // On top, new ones come last in the file, as people expect who read it.
  return after === undefined || parent === undefined ? book.entries.length : indexOf(after) + 1;
}

function rarestColor(book: CodeBookText): string {
  const uses = (wanted: string): number => book.entries.filter(({ fields }) => textIn(fields['color'])?.toLowerCase() === wanted).length;
  return PALETTE.reduce((best, each) => (uses(each) < uses(best) ? each : best));
}

// #endregion

// #region Values

function plainName(name: string): string {
  const plain = name.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (plain === '') throw new AnnotationError(l10n.t('A code needs a name.'));
  if (plain.length > LONGEST_NAME) throw new AnnotationError(l10n.t('A name has at most {0} characters.', LONGEST_NAME));
  return plain;
}

function changedNames(present: JsonValue | undefined, change: Readonly<Record<string, string | null>>): JsonObject | undefined {
  const names: Record<string, JsonValue> = { ...(isObject(present) ? (present as Record<string, JsonValue>) : {}) };
  for (const [tag, name] of Object.entries(change)) {
    const language = canonicalTag(tag);
    // A tag that is written another way is the same language.
    for (const known of Object.keys(names)) if (known !== language && known.toLowerCase() === language.toLowerCase()) delete names[known];
    if (name === null || name.trim() === '') delete names[language];
    else names[language] = plainName(name);
  }
  return Object.keys(names).length > 0 ? names : undefined;
}

function canonicalTag(tag: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    if (canonical !== undefined) return canonical;
  } catch {
    // Told below.
  }
  throw new AnnotationError(l10n.t('“{0}” is no language tag; zh-Hans, zh-Hant and en are some.', tag));
}

function textOf(text: string | null): string | undefined {
  if (text === null || text.trim() === '') return undefined;
  if (text.length > LONGEST_TEXT) throw new AnnotationError(l10n.t('A description or an example has at most {0} characters.', LONGEST_TEXT));
  return text.replace(/\r\n?/g, '\n');
}

function colorOf(color: string | null): string | undefined {
  if (color === null) return undefined;
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new AnnotationError(l10n.t('A colour is written "#rrggbb".'));
  return color.toLowerCase();
}

function keyOf(key: string | null): string | undefined {
  if (key === null || key === '') return undefined;
  if (!/^[1-9]$/.test(key)) throw new AnnotationError(l10n.t('A key is a digit from 1 to 9.'));
  return key;
}

function listOf(texts: readonly string[]): readonly string[] | undefined {
  const unique = [...new Set(texts)];
  return unique.length > 0 ? unique : undefined;
}

function textIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function textsIn(value: JsonValue | undefined): string[] {
  return isArray(value) ? value.flatMap((item) => textIn(item) ?? []) : [];
}

// #endregion
