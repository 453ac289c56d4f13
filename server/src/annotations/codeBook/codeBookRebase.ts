import { mergeCodeBooks, type FieldConflict } from './codeBookMerge';
import { bookFields, type CodeBookText, entryWith, insertEntries, newEntry, readCodeBookText, removeEntry, replaceEntry, setBookField, setFields, writeCodeBookText } from './codeBookText';
import { isArray, isObject, type JsonObject, type JsonValue, sameJson } from '../sidecar/json';

export interface RebasedCodeBook {
  /** `undefined` where there is no code book, nor needs to be one. */
  readonly text: string | undefined;
  readonly conflicts: readonly FieldConflict[];
}

/**
 * Does to the text of `theirs` what was done to `base` to make `ours` of it, as {@link mergeCodeBooks} merges the three; the layout of theirs
 * stays. Where both sides changed a field of a code in different ways, the one `preferred` is taken; with `ours` the other one stays in
 * the field `conflicts` of the code, under the name of the field, for a person to settle. With `theirs`, as for taking something back, what
 * they deleted stays deleted.
 *
 * Texts are files as they are, `undefined` where there is none. Throws `AnnotationError` for one that is no code book.
 */
export function rebaseCodeBook(base: string | undefined, ours: string | undefined, theirs: string | undefined, preferred: 'ours' | 'theirs' = 'ours'): RebasedCodeBook {
  if (ours === base) return { text: theirs, conflicts: [] };
  // A file that is gone is no code book that somebody emptied.
  if (theirs === base || theirs === ours || theirs === undefined) return { text: ours, conflicts: [] };
  const [was, our, their] = [base, ours, theirs].map(readCodeBookText) as [CodeBookText, CodeBookText, CodeBookText];
  const sides = preferred === 'ours' ? [our, their] as const : [their, our] as const;
  const { book, conflicts, kept } = mergeCodeBooks(bookOf(was), bookOf(sides[0]), bookOf(sides[1]));
  const codes = (isArray(book['codes']) ? book['codes'] : []).filter((code) => preferred === 'ours' || !isKeptFor(code, their, kept));
  const settled = preferred === 'ours' ? codes.map((code) => withConflicts(code, conflicts)) : codes;
  return { text: writeCodeBookText(turnedInto(their, { ...book, codes: settled }, our, was)), conflicts: preferred === 'ours' ? conflicts : [] };
}

function bookOf(text: CodeBookText): JsonObject {
  return { ...bookFields(text), codes: text.entries.map(({ value }) => value) };
}

/** Whether a code is there only because the other side changed what this one deleted. */
function isKeptFor(code: JsonValue, side: CodeBookText, kept: readonly string[]): boolean {
  const id = isObject(code) ? code['id'] : undefined;
  return typeof id === 'string' && kept.includes(id) && !entryWith(side, id);
}

function withConflicts(code: JsonValue, conflicts: readonly FieldConflict[]): JsonValue {
  if (!isObject(code)) return code;
  // A parent is where the code stands: there is nothing to look up later.
  const own = conflicts.filter((conflict) => conflict.code === code['id'] && conflict.field !== 'parent');
  if (own.length === 0) return code;
  const others = Object.fromEntries(own.map(({ field, theirs }) => [field, theirs ?? null]));
  return { ...code, conflicts: { ...(isObject(code['conflicts']) ? code['conflicts'] : {}), ...others } };
}

/**
 * The text with the codes and fields of a code book. An entry that stays keeps its text; one that becomes what ours made of the same text, or that
 * ours has and this text lacks, gets that of ours.
 */
function turnedInto(text: CodeBookText, book: JsonObject, our: CodeBookText, was: CodeBookText): CodeBookText {
  const codes = isArray(book['codes']) ? book['codes'] : [];
  const wanted = new Map(codes.flatMap((code) => (isObject(code) && typeof code['id'] === 'string' ? [[code['id'], code] as const] : [])));
  let next = text;
  for (const { id } of text.entries) if (id !== undefined && !wanted.has(id)) next = removeEntry(next, id);
  const order = [...wanted.keys()];
  const steady = longestRun(order.filter((id) => entryWith(next, id)), new Map(next.entries.map(({ id }, i) => [id ?? '', i])));
  for (const id of order) {
    const code = wanted.get(id) as JsonObject;
    const known = entryWith(next, id);
    const ours = entryWith(our, id);
    const source = ours && sameJson(ours.fields, code) && (!known || known.text === entryWith(was, id)?.text) ? ours : undefined;
    if (known && !sameJson(known.fields, code)) {
      const gone = Object.fromEntries(Object.keys(known.fields).filter((field) => code[field] === undefined).map((field) => [field, undefined]));
      const changed = Object.fromEntries(Object.entries(code).filter(([field, value]) => !sameJson(known.fields[field], value)));
      next = replaceEntry(next, id, (entry) => source ?? setFields(entry, { ...gone, ...changed }));
    }
    if (steady.has(id)) continue;
    const entry = entryWith(next, id) ?? source ?? newEntry(next, code);
    next = removeEntry(next, id);
    next = insertEntries(next, placeAfter(next, order, id), [entry]);
  }
  for (const field of new Set([...Object.keys(bookFields(next)), ...Object.keys(book)])) {
    if (field !== 'codes' && !sameJson(bookFields(next)[field], book[field])) next = setBookField(next, field, book[field]);
  }
  return next;
}

/** The index after the one before it in an order; codes are put in their places from the first on. */
function placeAfter(book: CodeBookText, order: readonly string[], id: string): number {
  const before = order[order.indexOf(id) - 1];
  return before === undefined ? 0 : book.entries.findIndex((entry) => entry.id === before) + 1;
}

/** A longest part of a list whose places rise: what need not be moved (patience sorting, with the way back). */
function longestRun(ids: readonly string[], places: ReadonlyMap<string, number>): ReadonlySet<string> {
  const placeOf = (id: string): number => places.get(id) ?? 0;
  const ends: string[] = [];
  const previous = new Map<string, string | undefined>();
  for (const id of ids) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(ends[middle] as string) < placeOf(id)) low = middle + 1;
      else high = middle;
    }
    previous.set(id, ends[low - 1]);
    ends[low] = id;
  }
  const run = new Set<string>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) run.add(at);
  return run;
}
