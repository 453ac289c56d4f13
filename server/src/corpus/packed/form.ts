import type { Attribution, DefinitionSentence, DocumentDate, Measurement, NumberTag, NumberValue, SourceTag, Tag, TermTag } from '../../recognise/tags';
import type { EstablishedName } from '../../recognise/sources/established';
import type { Script } from '../../text/script';

/**
 * How findings lie in packed bytes; {@link packFindings} writes them so and {@link PackedFindings} reads them.
 *
 * The head: whole numbers, in the order of {@link HEAD}. Then the sections, one behind the other:
 *
 * - ids: for each the numbers of tags, attributions and definitions that have it, what the tags say beside and how they are written ({@link SAID},
 *   {@link SCRIPTS}), and the id itself;
 * - strings: all others, named by their place in the list;
 * - lists: for each its length and the numbers of its strings (`namesakes`, `alternatives`);
 * - values: for each its fields as a set of bits ({@link VALUE}), and those that need saying;
 * - measurements: likewise ({@link MEASURED});
 * - tags, in their order: the shape ({@link KINDS}, {@link FLAG}) in a byte, the distance from the start before, the length, then of a
 *   number its value and its measurement if there is one, of all others the id, role, place of the role from the start on, list;
 * - attributions, in their order: the distance from the start before, the length, the cue, the content from the start on (signed) and
 *   its length, one more than the place of `by` is long, or 0 for none, and that place (signed), the number of sources and their ids;
 * - definitions, in their order: the distance, the length, the id, the place of the term (signed) and its length, the evidence;
 * - for every {@link STRIDE}th tag but the first: where it begins in the section of tags, and the start before it; four bytes each.
 */

/** The numbers of the head. */
export const HEAD = {
  ids: 0,
  strings: 1,
  lists: 2,
  values: 3,
  measurements: 4,
  tags: 5,
  attributions: 6,
  definitions: 7,
  /** Length of the longest tag. */
  longest: 8,
  /** Lengths of the first seven sections in bytes; definitions take what is left before the last section. */
  idBytes: 9,
  stringBytes: 10,
  listBytes: 11,
  valueBytes: 12,
  measurementBytes: 13,
  tagBytes: 14,
  attributionBytes: 15,
} as const;
export const HEAD_LENGTH = 16;

/** Tags between two places from which reading can begin. */
export const STRIDE = 64;

/** Layer and kind, by the upper four bits of a shape. */
export const KINDS = [
  ['number', 'cardinal'],
  ['number', 'ordinal'],
  ['number', 'percent'],
  ['number', 'fraction'],
  ['number', 'multiple'],
  ['number', 'money'],
  ['number', 'measure'],
  ['number', 'date'],
  ['number', 'duration'],
  ['number', 'time'],
  ['source', 'person'],
  ['source', 'work'],
  ['source', 'organization'],
  ['source', 'url'],
  ['term', 'concept'],
] as const satisfies readonly (readonly [Tag['layer'], Tag['kind']])[];

/** The first of {@link KINDS} that is no number, and the one that is a term. */
export const FIRST_SOURCE = 10;
export const TERM = 14;

/** The lower four bits of a shape. */
export const FLAG = {
  /** Of a number. */
  measures: 1,
  /** Of a source. */
  role: 1,
  roleSpan: 2,
  introduces: 4,
  /** `namesakes` of a source, `alternatives` of a term. */
  list: 8,
} as const;

/** What the tags of an id say beside naming it. */
export const SAID = {
  /** One of them has a role. */
  role: 1,
  /** One of them introduces a short form. */
  introduction: 2,
  /** Both. Above these bits, in packed bytes, stands the script that all are written in, as its place in {@link SCRIPTS}, or {@link SEVERAL_SCRIPTS}. */
  all: 3,
} as const;
export const SCRIPT_FROM = 2;

export const SCRIPTS = ['neutral', 'hans', 'hant', 'mixed'] as const satisfies readonly Script[];
/** Not all are written in one script: how many are in each follows, in the order of {@link SCRIPTS}. */
export const SEVERAL_SCRIPTS = SCRIPTS.length;

/** The fields of a value. Those of most values are the low ones. */
export const VALUE = {
  num: 1 << 0,
  unit: 1 << 1,
  edtf: 1 << 2,
  approx: 1 << 3,
  relative: 1 << 4,
  iso: 1 << 5,
  lo: 1 << 6,
  hi: 1 << 7,
  per: 1 << 8,
  /** The bound is a string. */
  loText: 1 << 9,
  hiText: 1 << 10,
  edtfNull: 1 << 11,
  resolvedFromCorpus: 1 << 12,
  resolvedFromText: 1 << 13,
} as const;

/** The fields of a measurement beside `what`. */
export const MEASURED = {
  of: 1 << 0,
  reached: 1 << 1,
  base: 1 << 2,
  period: 1 << 3,
  /** From this bit on: the number of the change in {@link CHANGES}, 0 for none. */
  change: 4,
} as const;
export const CHANGES = [undefined, 'rise', 'fall', 'level'] as const satisfies readonly Measurement['change'][];

export const EVIDENCE = ['explicit', 'copula', 'naming'] as const satisfies readonly DefinitionSentence['evidence'][];

type Nothing<T extends never> = T;

/** All fields of what is packed stand here. A field that is added to one of these types has to be packed too, and {@link PACKED_VERSION} counted up: until then this is an error of types. */
export type Complete = [
  Nothing<Exclude<Tag['kind'], (typeof KINDS)[number][1]>>,
  Nothing<Exclude<keyof NumberTag, 'layer' | 'kind' | 'start' | 'end' | 'value' | 'measures'>>,
  Nothing<Exclude<keyof NumberValue, 'num' | 'lo' | 'hi' | 'approx' | 'unit' | 'per' | 'edtf' | 'iso' | 'relative' | 'resolvedFrom'>>,
  Nothing<Exclude<keyof DocumentDate, 'edtf' | 'from'>>,
  Nothing<Exclude<keyof Measurement, 'what' | 'of' | 'change' | 'reached' | 'base' | 'period'>>,
  Nothing<Exclude<keyof SourceTag, 'layer' | 'kind' | 'start' | 'end' | 'id' | 'role' | 'roleSpan' | 'namesakes' | 'introduces'>>,
  Nothing<Exclude<keyof TermTag, 'layer' | 'kind' | 'start' | 'end' | 'id' | 'alternatives'>>,
  Nothing<Exclude<keyof Attribution, 'start' | 'end' | 'sources' | 'cue' | 'content' | 'by'>>,
  Nothing<Exclude<keyof DefinitionSentence, 'start' | 'end' | 'id' | 'term' | 'evidence'>>,
  Nothing<Exclude<keyof EstablishedName, 'id' | 'form' | 'scope' | 'roles'>>,
];
