import data from '../../../../data/numbers/measures.json';
import { fold } from '../../../text/fold';
import type { Measurement } from '../../tags';
import { Trie } from '../trie';
import { Endings } from './endings';

/** The words of data/numbers/measures.json as the measuring pass looks them up: folded as a reading is. */

export type Change = NonNullable<Measurement['change']>;

/** What stands between a thing and its number. All have all fields, as clauses ask very many of them: see {@link verbOf}. */
export interface QuantityVerb {
  /** `is`: 为, 达; `has`: 有; `share`: 占; `change`: 增长, 降至; `compare`: (比…)多. */
  readonly kind: 'is' | 'has' | 'share' | 'change' | 'compare';
  readonly change: Change | undefined;
  readonly reached: true | undefined;
  /** May end another word: a verb of quantity only after a noun of measure or with 同比. */
  readonly careful: boolean;
  /** Compares speeds and times only: 快, 慢. */
  readonly speed: boolean;
}

/** A verb of a kind, with what it has besides. */
export function verbOf({ kind, change, reached, careful = false, speed = false }: Pick<QuantityVerb, 'kind'> & Partial<QuantityVerb>): QuantityVerb {
  return { kind, change, reached, careful, speed };
}

/** What a word of manner tells of the number besides. */
export interface Manner {
  readonly base: string | undefined;
  readonly period: string | undefined;
  /** 分别: the numbers go to the things named one by one. */
  readonly respectively: boolean;
}

export const quantityVerbs = buildVerbs();
export const manners = buildManners();
/** Nouns of measure by their ends (true), and words that only end as one does (false). */
export const measureNouns = endingsOf([...data.measureSuffixes, ...data.measureNouns], data.notMeasureNouns);
export const lengthsOfTime = endingsOf(data.lengthsOfTime);
/** Units of mass, volume, energy and data: the noun after them is what there is so much of. */
export const massUnits: ReadonlySet<string> = new Set(data.masses.map(fold));
export const countNouns = endingsOf(data.countNouns);
export const places = endingsOf([...data.places, ...data.placeNames]);
export const owners = endingsOf(data.owners);
/** Names of places that a name may begin with (true), and names of other things that begin so (false). */
export const placeNames = trieOf(data.placeNames, data.notPlaceNames);
/** Nouns that are themselves a change (增幅, 降幅). */
export const nounsOfChange = buildNounsOfChange();
/** Words that begin a clause and are no part of a name (true), and words that only look like them (false). */
export const leading = trieOf(data.leading, data.keepLeading);
/** Words at which the noun phrase after a number ends (true), and words that hold one of them (false). */
export const stops = trieOf(data.stops, data.notStops);
/** What such a noun does not begin with. */
export const notCounted = trieOf(data.notMeasured, []);

/** Verbs that may stand before the thing they are about: `object` (接待游客), a change (缩短周期); `none` for words that only hold such a verb. */
export const objectVerbs = buildObjectVerbs();
/** By code unit, what may begin with it: most characters of a clause begin nothing. */
export const stopStarts = startsOf(stops);
export const objectVerbStarts = startsOf(objectVerbs);
export const reports = trieOf(data.reports, []);
export const unclear = trieOf(data.unclear, []);
export const comparisonVerbs = trieOf(data.comparisonVerbs, []);

function buildVerbs(): Endings<QuantityVerb> {
  const verbs = new Endings<QuantityVerb>();
  const add = (words: readonly string[], fields: Parameters<typeof verbOf>[0]): void => {
    const verb = verbOf(fields);
    for (const word of words) verbs.add(fold(word), verb);
  };
  const addChange = (stems: readonly string[], change: Change, careful: boolean): void => {
    for (const stem of stems) {
      add([stem], { kind: 'change', change, careful });
      add([`${stem}了`, `${stem}超`, `${stem}逾`], { kind: 'change', change });
      add(data.reachedSuffixes.map((suffix) => stem + suffix), { kind: 'change', change, reached: true });
    }
  };
  add(data.is, { kind: 'is' });
  add(data.isCareful, { kind: 'is', careful: true });
  add(data.has, { kind: 'has' });
  add(data.share, { kind: 'share' });
  add(data.comparatives, { kind: 'compare' });
  add(data.comparativesOfSpeed, { kind: 'compare', speed: true });
  add(data.level, { kind: 'change', change: 'level', reached: true });
  addChange(data.riseShort, 'rise', true);
  addChange(data.fallShort, 'fall', true);
  addChange(data.riseOnly, 'rise', false);
  addChange(data.fallOnly, 'fall', false);
  addChange(data.rise, 'rise', false);
  addChange(data.fall, 'fall', false);
  return verbs;
}

function buildManners(): Endings<Manner> {
  const manner = new Endings<Manner>();
  const add = (words: readonly string[], mannerOf: (word: string) => Partial<Manner>): void => {
    for (const word of words.map(fold)) {
      const { base, period, respectively = false } = mannerOf(word);
      manner.add(word, { base, period, respectively });
    }
  };
  add(data.manner, () => ({}));
  add(data.comparedWith, (base) => ({ base }));
  add(data.rates, (period) => ({ period }));
  add(['分别', '分别为'], () => ({ respectively: true }));
  return manner;
}

function buildNounsOfChange(): Endings<Change> {
  const nouns = new Endings<Change>();
  for (const word of data.nounsOfRise) nouns.add(fold(word), 'rise');
  for (const word of data.nounsOfFall) nouns.add(fold(word), 'fall');
  return nouns;
}

function buildObjectVerbs(): Trie<Change | 'object' | 'none'> {
  const verbs = new Trie<Change | 'object' | 'none'>();
  for (const word of data.rise) verbs.add(fold(word), 'rise');
  for (const word of data.fall) verbs.add(fold(word), 'fall');
  for (const word of data.objectVerbs) verbs.add(fold(word), 'object');
  for (const word of data.notObjectVerbs) verbs.add(fold(word), 'none');
  return verbs;
}

function endingsOf(words: readonly string[], exceptions: readonly string[] = []): Endings<boolean> {
  const endings = new Endings<boolean>();
  for (const word of words) endings.add(fold(word), true);
  for (const word of exceptions) endings.add(fold(word), false);
  return endings;
}

function trieOf(words: readonly string[], exceptions: readonly string[]): Trie<boolean> {
  const trie = new Trie<boolean>();
  for (const word of words) trie.add(fold(word), true);
  for (const word of exceptions) trie.add(fold(word), false);
  return trie;
}

function startsOf(words: Trie<unknown>): Uint8Array {
  const starts = new Uint8Array(0x10000);
  for (const unit of words.firstUnits()) starts[unit] = 1;
  return starts;
}
