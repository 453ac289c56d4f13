import { type JsonObject, type JsonValue, sameJson } from './json';
import type { AnnotationFields } from '../model';
import { chosenPassage, samePlace, sameSelectors, type Sidecar, type StoredAnnotation, type StoredPart } from './sidecar';

/** An annotation that two programs changed in ways that exclude each other. */
export interface Conflict {
  readonly id: string;
  /** `edited`: both versions are kept, the later under `id`, the other as `copy`. `deleted`: one deleted what the other edited; the edited one is kept. */
  readonly kind: 'edited' | 'deleted';
  readonly copy?: string | undefined;
}

export interface Merged {
  readonly sidecar: Sidecar;
  readonly conflicts: readonly Conflict[];
}

/**
 * Merges two sidecars that grew out of one, annotation by annotation, so that nothing a person did is lost: what was added on
 * either side is there, what was deleted is gone unless the other side edited it, edits of different parts (codes, memo,
 * extent, other fields) are combined, codes even singly. Different memos or extents exclude each other: the later `modified` keeps the id,
 * the other version stands beside it as an annotation of its own. Neither side's order matters to the outcome, except that
 * places found again by the program are `ours` where both sides found one.
 */
export function mergeSidecars(base: Sidecar, ours: Sidecar, theirs: Sidecar): Merged {
  const conflicts: Conflict[] = [];
  const annotations: StoredAnnotation[] = [];
  const [before, mine, other] = [base, ours, theirs].map(({ annotations }) => new Map(annotations.map((each) => [each.id, each]))) as [ById, ById, ById];
  for (const id of new Set([...mine.keys(), ...other.keys()])) {
    const [was, our, their] = [before.get(id), mine.get(id), other.get(id)];
    if (our && their) {
      const merged = mergeAnnotation(was, our, their);
      annotations.push(...merged);
      if (merged[1]) conflicts.push({ id, kind: 'edited', copy: merged[1].id });
      continue;
    }
    const left = (our ?? their) as StoredAnnotation;
    if (!was) annotations.push(left);
    else if (!sameWork(was, left)) {
      annotations.push(left);
      conflicts.push({ id, kind: 'deleted' });
    }
  }
  const unique = new Map(annotations.map((each) => [each.id, each]));
  return {
    sidecar: {
      page: mergeFields(base.page, ours.page, theirs.page, theirs.page),
      annotations: [...unique.values()],
      others: mergeOthers(base.others, ours.others, theirs.others),
    },
    conflicts,
  };
}

type ById = Map<string, StoredAnnotation>;

/** One annotation, or two when the versions exclude each other. */
function mergeAnnotation(before: StoredAnnotation | undefined, ours: StoredAnnotation, theirs: StoredAnnotation): readonly StoredAnnotation[] {
  if (sameStored(ours, theirs)) return [ours];
  const [later, earlier] = isLater(theirs, ours) ? [theirs, ours] : [ours, theirs];
  // Both sides added it: what they have in common is what it was.
  const was = before ?? common(ours, theirs, earlier);
  const extentsDiffer = bothChanged(was.parts, ours.parts, theirs.parts, sameExtent);
  const memosDiffer = bothChanged(was.memo, ours.memo, theirs.memo, Object.is);
  const fieldsDiffer = FIELDS.filter((field) => bothChanged(was[field], ours[field], theirs[field], sameField));
  const merged: StoredAnnotation = {
    id: ours.id,
    about: was.about,
    parts: extentsDiffer ? later.parts : placeOf(was, ours, theirs).parts,
    codes: mergeCodes(was.codes, ours.codes, theirs.codes),
    memo: memosDiffer ? later.memo : changed(was.memo, ours.memo, theirs.memo),
    creator: changed(was.creator, ours.creator, theirs.creator),
    created: was.created,
    modified: later.modified,
    ...Object.fromEntries(FIELDS.map((field) => [field, (fieldsDiffer.includes(field) ? later : sameField(was[field], ours[field]) ? theirs : ours)[field]])),
    conflictsWith: changed(was.conflictsWith, ours.conflictsWith, theirs.conflictsWith),
    raw: ours.raw ?? theirs.raw ? mergeFields(was.raw ?? {}, ours.raw ?? {}, theirs.raw ?? {}, later.raw ?? {}) : undefined,
  };
  // A side that already is the outcome is handed back itself: whoever kept it need not look at it again.
  const one = [ours, theirs].find((side) => sameStored(merged, side)) ?? merged;
  if (!extentsDiffer && !memosDiffer && !fieldsDiffer.some((field) => EXCLUSIVE.has(field))) return [one];
  const copy = `${earlier.id}${earlier.id.includes('#') ? '-' : '#'}${earlier.modified}`;
  return [one, { ...earlier, id: copy, conflictsWith: earlier.id }];
}

/** An annotation out of which two that have the same id may have grown. */
function common(ours: StoredAnnotation, theirs: StoredAnnotation, earlier: StoredAnnotation): StoredAnnotation {
  return {
    ...earlier,
    ...Object.fromEntries(FIELDS.map((field) => [field, undefined])),
    codes: ours.codes.filter((code) => theirs.codes.includes(code)),
    memo: '',
    parts: sameExtent(ours.parts, theirs.parts) ? earlier.parts : [],
    raw: undefined,
  };
}

/** Fields beside codes and memo. */
const FIELDS = ['relation', 'status', 'decision', 'locked', 'adjudicates', 'adopts'] as const satisfies readonly (keyof AnnotationFields)[];

/** Everything of an annotation that a person does, but its passages. */
export const WORK_FIELDS = ['codes', 'memo', ...FIELDS] as const;

/** Those in which two versions exclude each other; of the others the later one counts. */
const EXCLUSIVE: ReadonlySet<(typeof FIELDS)[number]> = new Set(['relation', 'decision'] as const);

/** Fields are plain data, written in one order. */
export function sameField(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The side on which a person chose other passages, else the one on which the program found them again. */
function placeOf(was: StoredAnnotation, ours: StoredAnnotation, theirs: StoredAnnotation): StoredAnnotation {
  if (!sameExtent(ours.parts, was.parts)) return ours;
  if (!sameExtent(theirs.parts, was.parts)) return theirs;
  return samePlaceFound(ours, was) ? theirs : ours;
}

/** Which of two versions counts as the later one; the same on whichever side it is asked. */
function isLater(a: StoredAnnotation, b: StoredAnnotation): boolean {
  if (a.modified !== b.modified) return a.modified > b.modified;
  return JSON.stringify([a.memo, a.codes, a.creator, ...FIELDS.map((field) => a[field])]) > JSON.stringify([b.memo, b.codes, b.creator, ...FIELDS.map((field) => b[field])]);
}

/** Whether a person chose the same passages. */
export function sameExtent(a: readonly StoredPart[], b: readonly StoredPart[]): boolean {
  return a === b || (a.length === b.length && a.every((part, i) => {
    const other = b[i] as StoredPart;
    return part.gone === other.gone && sameSelectors(chosenPassage(part), chosenPassage(other));
  }));
}

function samePlaceFound(a: StoredAnnotation, b: StoredAnnotation): boolean {
  return a.parts === b.parts || (a.parts.length === b.parts.length && a.parts.every((part, i) => {
    const other = b.parts[i] as StoredPart;
    return part.anchor === other.anchor && samePlace(part.passage, other.passage) && (part.original === undefined) === (other.original === undefined)
      && (part.accepted === undefined) === (other.accepted === undefined);
  }));
}

/** Whether a person did nothing to an annotation between two versions of it. */
export function sameWork(a: StoredAnnotation, b: StoredAnnotation): boolean {
  return a === b || (a.memo === b.memo && a.creator === b.creator && sameJson(a.codes, b.codes) && sameExtent(a.parts, b.parts)
    && FIELDS.every((field) => sameField(a[field], b[field])));
}

/** Whether two versions of an annotation are alike in everything that a sidecar keeps. */
function sameStored(a: StoredAnnotation, b: StoredAnnotation): boolean {
  return a === b || (sameWork(a, b) && samePlaceFound(a, b) && a.modified === b.modified && a.created === b.created
    && a.conflictsWith === b.conflictsWith && sameJson(a.raw, b.raw));
}

function bothChanged<T>(was: T, ours: T, theirs: T, same: (a: T, b: T) => boolean): boolean {
  return !same(ours, theirs) && !same(was, ours) && !same(was, theirs);
}

function changed<T>(was: T, ours: T, theirs: T): T {
  return Object.is(was, ours) ? theirs : ours;
}

/** Codes that both sides kept, then those that one of them added. */
function mergeCodes(was: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const kept = was.filter((code) => ours.includes(code) && theirs.includes(code));
  return [...new Set([...kept, ...[...theirs, ...ours].filter((code) => !was.includes(code))])];
}

/** Field by field the side that changed it; where both did, `preferred`. Names of fields may be any: `__proto__`, `constructor`. */
function mergeFields(was: JsonObject, ours: JsonObject, theirs: JsonObject, preferred: JsonObject): JsonObject {
  const own = (object: JsonObject, key: string): JsonValue | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);
  const merged = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].map((key): [string, JsonValue | undefined] => {
    const [before, our, their] = [own(was, key), own(ours, key), own(theirs, key)];
    return [key, sameJson(before, our) ? their : sameJson(before, their) ? our : own(preferred, key)];
  });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

function mergeOthers(was: readonly JsonValue[], ours: readonly JsonValue[], theirs: readonly JsonValue[]): JsonValue[] {
  const [before, mine, other] = [was, ours, theirs].map((items) => new Set(items.map((item) => JSON.stringify(item)))) as [Set<string>, Set<string>, Set<string>];
  const kept = theirs.filter((item) => mine.has(JSON.stringify(item)) || !before.has(JSON.stringify(item)));
  return [...kept, ...ours.filter((item) => !other.has(JSON.stringify(item)) && !before.has(JSON.stringify(item)))];
}
