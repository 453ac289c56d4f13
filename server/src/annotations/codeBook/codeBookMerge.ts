import { asList, isArray, isObject, type JsonObject, type JsonValue, sameJson, stringifyJson, Verbatim, without } from '../sidecar/json';

/** A field that both sides changed in ways that exclude each other; `ours` stands in the outcome. */
export interface FieldConflict {
  /** Id of the code; absent for a field of the code book itself. */
  readonly code?: string;
  readonly field: string;
  readonly ours: JsonValue | undefined;
  readonly theirs: JsonValue | undefined;
}

export interface MergedCodeBook {
  readonly book: JsonObject;
  readonly conflicts: readonly FieldConflict[];
  /** Codes that one side deleted and the other still needs: it changed them, or put codes under them. They are kept. */
  readonly kept: readonly string[];
}

/**
 * Merges two code books that grew out of one, code by code and field by field. What either side added, changed or deleted alone
 * holds; order is that of the side that moved codes, with the codes of the other behind those they stood behind. Lists of texts
 * and objects are merged by their entries. Everything that is not known is kept.
 */
export function mergeCodeBooks(base: JsonObject, ours: JsonObject, theirs: JsonObject): MergedCodeBook {
  const conflicts: FieldConflict[] = [];
  const [was, our, their] = [base, ours, theirs].map((book) => entriesOf(book['codes'])) as [Entries, Entries, Entries];
  const merged: Entries = new Map();
  const deleted = new Map<string, JsonValue>();
  const kept: string[] = [];
  for (const key of new Set([...our.keys(), ...their.keys()])) {
    const [b, o, t] = [was.get(key), our.get(key), their.get(key)];
    if (o !== undefined && t !== undefined) merged.set(key, mergeEntries(b, o, t, conflicts));
    else {
      const left = (o ?? t) as JsonValue;
      const isDeleted = b !== undefined && sameJson(b, left);
      if (b !== undefined && !isDeleted) kept.push(key);
      (isDeleted ? deleted : merged).set(key, left);
    }
  }
  keepParents(merged, deleted, kept);
  breakCircles(merged, our, conflicts);
  const order = orderOf([...was.keys()], [...our.keys()], [...their.keys()]).filter((key) => merged.has(key));
  const codes = order.map((key) => merged.get(key) as JsonValue);
  const fields = mergeFields(base, ours, theirs, (field, o, t) => {
    if (field !== 'codes') conflicts.push({ field, ours: o, theirs: t });
  });
  return { book: { ...fields, codes }, conflicts, kept };
}

/** Codes by id; entries that are none, and further ones of the same id, by their text. */
type Entries = Map<string, JsonValue>;

function entriesOf(codes: JsonValue | undefined): Entries {
  const entries: Entries = new Map();
  for (const entry of asList(codes)) {
    const id = isObject(entry) ? entry['id'] : undefined;
    entries.set(typeof id === 'string' && !entries.has(id) ? id : `\0${stringifyJson(entry)}`, entry);
  }
  return entries;
}

function mergeEntries(base: JsonValue | undefined, ours: JsonValue, theirs: JsonValue, conflicts: FieldConflict[]): JsonValue {
  if (!isObject(ours) || !isObject(theirs)) return ours;
  const code = ours['id'];
  return mergeFields(isObject(base) ? base : {}, ours, theirs, (field, o, t) => {
    // Each side was given a colour by the program: neither was chosen.
    if (base === undefined && field === 'color') return;
    conflicts.push({ ...(typeof code === 'string' ? { code } : {}), field, ours: o, theirs: t });
  });
}

/** Field by field the side that changed it; where both did, what their parts come to, else ours. Fields stand where ours has them. */
function mergeFields(base: JsonObject, ours: JsonObject, theirs: JsonObject, conflict: (field: string, ours: JsonValue | undefined, theirs: JsonValue | undefined) => void): JsonObject {
  const fields = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].map((field): [string, JsonValue | undefined] => {
    const own = (object: JsonObject): JsonValue | undefined => (Object.hasOwn(object, field) ? object[field] : undefined);
    return [field, mergeValues(own(base), own(ours), own(theirs), (o, t) => conflict(field, o, t))];
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function mergeValues(base: JsonValue | undefined, ours: JsonValue | undefined, theirs: JsonValue | undefined, conflict: (ours: JsonValue | undefined, theirs: JsonValue | undefined) => void): JsonValue | undefined {
  if (sameJson(ours, theirs) || sameJson(base, theirs)) return ours;
  if (sameJson(base, ours)) return theirs;
  if (isObject(ours) && isObject(theirs)) return mergeFields(isObject(base) ? base : {}, ours, theirs, conflict);
  if (isTexts(ours) && isTexts(theirs)) {
    const was = isTexts(base) ? base : [];
    const stays = (text: string): boolean => !was.includes(text) || (ours.includes(text) && theirs.includes(text));
    return [...new Set([...ours, ...theirs].filter(stays))];
  }
  conflict(ours, theirs);
  return ours ?? theirs;
}

function isTexts(value: JsonValue | undefined): value is readonly string[] {
  return isArray(value) && value.every((each) => typeof each === 'string');
}

/** Brings back deleted codes that others are under now. */
function keepParents(merged: Entries, deleted: Entries, kept: string[]): void {
  for (const code of merged.values()) {
    for (let parent = parentOf(code); parent !== undefined && deleted.has(parent); parent = parentOf(merged.get(parent))) {
      merged.set(parent, deleted.get(parent) as JsonValue);
      deleted.delete(parent);
      kept.push(parent);
    }
  }
}

/** Codes that each side moved under the other go back to where ours has them. */
function breakCircles(merged: Entries, ours: Entries, conflicts: FieldConflict[]): void {
  for (const [id, code] of merged) {
    const passed = new Set([id]);
    let parent = parentOf(code);
    while (parent !== undefined && !passed.has(parent)) {
      passed.add(parent);
      parent = parentOf(merged.get(parent));
    }
    const our = ours.get(id);
    if (parent !== id || !isObject(code) || !isObject(our) || sameJson(our['parent'], code['parent'])) continue;
    conflicts.push({ code: id, field: 'parent', ours: our['parent'], theirs: code['parent'] });
    const rest = without(code, 'parent');
    merged.set(id, our['parent'] === undefined ? rest : { ...rest, parent: our['parent'] });
  }
}

function parentOf(code: JsonValue | undefined): string | undefined {
  return isObject(code) && typeof code['parent'] === 'string' ? code['parent'] : undefined;
}

/** Keys in the order of the side that moved them, each that it lacks behind the one that it stands behind on the other side. */
function orderOf(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const common = (keys: readonly string[]): string => stringifyJson(keys.filter((key) => base.includes(key) && ours.includes(key) && theirs.includes(key)));
  const theyMoved = common(base) === common(ours);
  const [main, other] = theyMoved ? [theirs, ours] : [ours, theirs];
  const order = [...main];
  other.forEach((key, i) => {
    if (!order.includes(key)) order.splice(order.indexOf(other[i - 1] ?? '') + 1, 0, key);
  });
  return order;
}

/** A value for a message, in one line. */
export function shownValue(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = value instanceof Verbatim ? value.text : stringifyJson(value);
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : text;
}
