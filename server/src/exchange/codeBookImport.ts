import * as l10n from '@vscode/l10n';
import { comparableName, idFor, parseCodeBook } from '../annotations/codeBook/codeBook';
import { moveCodes } from '../annotations/codeBook/codeBookEdit';
import { bookFields, type CodeBookText, insertEntries, newEntry, replaceEntry, setBookField, setFields, writeCodeBookText } from '../annotations/codeBook/codeBookText';
import { isArray, isObject, type JsonObject, type JsonValue, sameJson } from '../annotations/sidecar/json';
import type { Code } from '../annotations/model';
import { AnnotationError } from '../annotations/store';
import type { ExchangedCode, ExchangedCodeBook, ExchangedSet, GuidOf } from './codeBookFormat';
import { guidsOf } from './qdc';

export interface ImportOptions {
  /** Of a code that is there already and differs: `keep` what is there, or `take` what the file says. What the code lacks is filled in either way. */
  readonly differences: 'keep' | 'take';
  readonly guidOf: GuidOf;
  /** Ids of codes that annotations have. */
  readonly used: Iterable<string>;
}

export interface ImportReport {
  /** Codes that the code book did not have. */
  readonly added: number;
  /** Codes that it had, and those of them that were changed. */
  readonly known: number;
  readonly changed: number;
  /** What was not taken over, or is not as the file has it, for people. */
  readonly remarks: readonly string[];
}

/** Differences that are told of one by one. */
const MOST_REMARKS = 100;

/**
 * Takes a code book from another program into one of a corpus. A code is the one that has its GUID, else the one with its name at the same place
 * in the tree; all others are added, those that annotations have already under the id that they have there. Codes that the file lacks stay.
 */
export function importCodeBook(book: CodeBookText, imported: ExchangedCodeBook, options: ImportOptions): { readonly book: CodeBookText; readonly report: ImportReport } {
  const present = parseCodeBook(writeCodeBookText(book), '').codeBook.codes;
  const target = new Target(present, imported, options);
  const remarks: string[] = [...imported.losses];
  const ids = new Map<ExchangedCode, string>();
  const added: JsonObject[] = [];
  const moves: { readonly id: string; readonly parent: string | undefined; readonly name: string }[] = [];
  const changed = new Set<string>();
  let next = book;
  let known = 0;
  for (const { code, parent } of flattened(imported.codes)) {
    const parentId = parent && ids.get(parent);
    const existing = target.find(code, parentId);
    if (!existing) {
      const id = target.newId(code);
      ids.set(code, id);
      added.push(target.add(id, code, parentId, remarks));
      continue;
    }
    ids.set(code, existing.id);
    known++;
    if (existing.parent !== parentId) {
      if (options.differences === 'take') moves.push({ id: existing.id, parent: parentId, name: existing.name });
      else remarks.push(l10n.t('“{0}” stands elsewhere in the file, and was left where it is.', existing.name));
    }
    const entry = next.entries.find(({ id }) => id === existing.id);
    const changes = entry ? changesOf(existing, entry.fields, code, target, options, remarks) : {};
    if (Object.keys(changes).length === 0) continue;
    changed.add(existing.id);
    next = replaceEntry(next, existing.id, (each) => setFields(each, changes));
  }
  next = insertEntries(next, next.entries.length, added.map((fields) => newEntry(next, fields)));
  for (const { id, parent, name } of moves) {
    try {
      next = moveCodes(next, [id], { parent });
      changed.add(id);
    } catch (error) {
      if (!(error instanceof AnnotationError)) throw error;
      remarks.push(l10n.t('“{0}” stands elsewhere in the file, and was left where it is.', name));
    }
  }
  next = withSets(next, imported.sets, guidIndex(imported.codes, ids));
  const told = remarks.length > MOST_REMARKS ? [...remarks.slice(0, MOST_REMARKS), l10n.t('… and {0} more.', remarks.length - MOST_REMARKS)] : remarks;
  return { book: next, report: { added: added.length, known, changed: changed.size, remarks: told } };
}

/** The codes that are there, found by what a file says of them. */
class Target {
  readonly #options: ImportOptions;
  readonly #byGuid = new Map<string, Code>();
  readonly #byPlace = new Map<string, Code>();
  /** Ids that annotations have and no code, by the GUID that goes with them. */
  readonly #unknown = new Map<string, string>();
  readonly #taken: Set<string>;
  readonly #keys: Set<string>;
  /** Codes that are of a code of the file, and those that are of one by GUID. */
  readonly #found = new Set<string>();
  readonly #claimed = new Set<string>();

  constructor(codes: readonly Code[], imported: ExchangedCodeBook, options: ImportOptions) {
    this.#options = options;
    this.#taken = new Set(codes.map(({ id }) => id));
    this.#keys = new Set(codes.flatMap(({ key }) => key ?? []));
    const guids = guidsOf(codes, options.guidOf);
    for (const code of [...codes].reverse()) {
      this.#byGuid.set(guids.get(code.id) ?? '', code);
      for (const name of [code.name, ...Object.values(code.names ?? {})]) this.#byPlace.set(placeOf(name, code.parent), code);
    }
    for (const { code } of flattened(imported.codes)) {
      const claimed = code.guid === undefined ? undefined : this.#byGuid.get(code.guid);
      if (claimed) this.#claimed.add(claimed.id);
    }
    for (const id of options.used) if (!this.#taken.has(id)) this.#unknown.set(options.guidOf(id), id);
  }

  find(code: ExchangedCode, parent: string | undefined): Code | undefined {
    const byGuid = code.guid === undefined ? undefined : this.#byGuid.get(code.guid);
    const byPlace = this.#byPlace.get(placeOf(code.name, parent));
    const found = byGuid ?? (byPlace && !this.#claimed.has(byPlace.id) ? byPlace : undefined);
    // Two codes of the file are never one.
    if (!found || this.#found.has(found.id)) return undefined;
    this.#found.add(found.id);
    return found;
  }

  newId(code: ExchangedCode): string {
    const carried = code.carried['id'];
    const used = code.guid === undefined ? undefined : this.#unknown.get(code.guid);
    const wanted = used ?? (typeof carried === 'string' && carried.trim() !== '' && !this.#taken.has(carried) ? carried : undefined);
    const id = wanted ?? idFor(code.name, this.#taken);
    this.#taken.add(id);
    return id;
  }

  /** Fields of a code that is added. */
  add(id: string, code: ExchangedCode, parent: string | undefined, remarks: string[]): JsonObject {
    const { name, description, color, codable, guid } = code;
    const carried = carriedFields(code);
    const key = carried['key'];
    if (typeof key === 'string') {
      if (this.#keys.has(key)) {
        delete carried['key'];
        remarks.push(l10n.t('“{0}”: the key {1} belongs to another code.', name, key));
      } else this.#keys.add(key);
    }
    return {
      id,
      name,
      ...pick(carried, ['names', 'alternativeNames']),
      ...(description === undefined ? {} : { description }),
      ...(color === undefined ? {} : { color }),
      ...(parent === undefined ? {} : { parent }),
      ...omit(carried, ['names', 'alternativeNames']),
      ...(codable ? {} : { codable }),
      ...(guid === undefined || guid === id.toLowerCase() || guid === this.#options.guidOf(id) ? {} : { guid }),
    };
  }

  /** Whether a key is free, which it is no longer then. */
  takesKey(key: string): boolean {
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    return true;
  }
}

/** What the file changes of a code that is there, its parent apart. */
function changesOf(code: Code, fields: JsonObject, imported: ExchangedCode, target: Target, { differences, guidOf }: ImportOptions, remarks: string[]): Record<string, JsonValue> {
  const carried = carriedFields(imported);
  const { name, description, color, codable, guid } = imported;
  const said: JsonObject = {
    name, ...(description === undefined ? {} : { description }), ...(color === undefined ? {} : { color }), ...(codable ? {} : { codable }), ...carried,
    ...(guid === undefined || guid === code.id.toLowerCase() || guid === guidOf(code.id) ? {} : { guid }),
  };
  const differs = (field: string): void => void remarks.push(l10n.t('“{0}”: {1} differs, and was kept.', code.name, field));
  const changes: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(said)) {
    const present = field === 'color' && typeof fields['color'] === 'string' ? fields['color'].toLowerCase() : fields[field];
    if (value === undefined || sameJson(present, value)) continue;
    if (field === 'key' && typeof value === 'string') {
      if (present !== undefined) differs(field);
      else if (target.takesKey(value)) changes[field] = value;
      else remarks.push(l10n.t('“{0}”: the key {1} belongs to another code.', code.name, value));
    } else if (present === undefined) changes[field] = value;
    else if (isArray(present) && isArray(value)) {
      const more = value.filter((item) => !present.some((each) => sameJson(each, item)));
      if (more.length > 0) changes[field] = [...present, ...more];
    } else if (isObject(present) && isObject(value)) {
      const united = differences === 'take' ? { ...present, ...value } : { ...value, ...present };
      if (!sameJson(united, present) && Object.keys(united).some((each) => !sameJson(united[each], present[each]))) changes[field] = united;
      if (differences === 'keep' && Object.keys(value).some((each) => present[each] !== undefined && !sameJson(present[each], value[each]))) differs(field);
    } else if (differences === 'take' && field !== 'guid') changes[field] = value;
    else differs(field);
  }
  return changes;
}

/** Carried fields of the kinds that a code book has; the file may say anything. */
function carriedFields({ carried }: ExchangedCode): Record<string, JsonValue> {
  const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');
  const own = new Set(['id', 'name', 'description', 'color', 'parent', 'codable', 'guid', 'conflicts']);
  return Object.fromEntries(Object.entries(carried as JsonObject).filter((entry): entry is [string, JsonValue] => {
    const [field, value] = entry;
    if (value === undefined || own.has(field)) return false;
    if (field === 'names') return isObject(value) && Object.values(value).every((name) => typeof name === 'string');
    if (field === 'alternativeNames' || field === 'examples' || field === 'replaces') return isTexts(value);
    if (field === 'key') return typeof value === 'string' && /^[1-9]$/.test(value);
    return true;
  }));
}

function* flattened(codes: readonly ExchangedCode[]): Generator<{ readonly code: ExchangedCode; readonly parent: ExchangedCode | undefined }> {
  const waiting = codes.map((code) => ({ code, parent: undefined as ExchangedCode | undefined })).reverse();
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    yield at;
    const { code } = at;
    waiting.push(...code.children.map((child) => ({ code: child, parent: code })).reverse());
  }
}

function guidIndex(codes: readonly ExchangedCode[], ids: ReadonlyMap<ExchangedCode, string>): ReadonlyMap<string, string> {
  return new Map([...flattened(codes)].flatMap(({ code }) => (code.guid === undefined ? [] : [[code.guid, ids.get(code) ?? ''] as const])));
}

/** Sets are known by their GUIDs; those that the file lacks stay. */
function withSets(book: CodeBookText, sets: readonly ExchangedSet[], ids: ReadonlyMap<string, string>): CodeBookText {
  if (sets.length === 0) return book;
  const present = bookFields(book)['sets'];
  const made = sets.map(({ guid, name, description, members }) => ({ guid, name, ...(description === undefined ? {} : { description }), codes: members.flatMap((member) => ids.get(member) ?? []) }));
  const others = (isArray(present) ? present : []).filter((set) => !(isObject(set) && made.some(({ guid }) => guid === set['guid'])));
  const all = [...others, ...made];
  return sameJson(present, all) ? book : setBookField(book, 'sets', all);
}

function placeOf(name: string, parent: string | undefined): string {
  return `${parent ?? ''}\n${comparableName(name)}`;
}

function pick(object: Record<string, JsonValue>, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => fields.includes(field)));
}

function omit(object: Record<string, JsonValue>, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}
