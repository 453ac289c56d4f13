import data from '../../../data/numbers/things.json';
import { fold } from '../../text/fold';

/** The words of data/numbers/things.json, folded. */

/** The longest first, so that a pattern takes the longest. */
function longestFirst(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => fold(word).toLowerCase()))].sort((a, b) => b.length - a.length);
}

/** Prefixes that say the country. */
export const national = longestFirst(data.national);
export const nationalNames = longestFirst(data.nationalNames);
/** Words for what only the text around makes clear: 全省, 该公司. */
export const here = longestFirst(data.here);
/** Words by which a text shows that it is about one place or body. */
export const local = longestFirst(data.local);
export const totalled = longestFirst(data.total);
export const shares = longestFirst(data.share);
export const rises = longestFirst(data.rise);
export const falls = longestFirst(data.fall);
export const vague: ReadonlySet<string> = new Set(longestFirst(data.vague));
export const longestVague = Math.max(...data.vague.map((word) => word.length));
export const countsApart: ReadonlySet<string> = new Set(data.countsApart);

const groups = data.classifiers.map((units) => new Set(units));

/** The classifiers that count the same things as this one does. */
export function classifiersOf(unit: string): ReadonlySet<string> {
  return new Set(groups.filter((units) => units.has(unit)).flatMap((units) => [...units]));
}

/** A pattern of one of several words. */
export function anyOf(words: readonly string[]): string {
  return words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
}

export const owners = longestFirst(data.owners);
export const notOwners = longestFirst(data.notOwners);
export const counting = longestFirst(data.counting);
