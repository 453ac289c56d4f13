import { isHan } from '../../../text/characters';
import { wordCost, WordLattice } from '../../sources/wordCosts';
import { wordClasses, type WordClasses } from './wordClasses';

/** How a row of characters is built, as far as it tells a term from a piece of a sentence. */
export interface Shape {
  /** The words of its cheapest division. */
  readonly words: readonly string[];
  /** It ends as names of organizations, events and places do, or begins with a foreign name. */
  readonly isName: boolean;
  /** From 0 (never a term) to 1. */
  readonly fitness: number;
  /** It ends with a word that names a kind of thing (…技术, …体系, …率). */
  readonly hasHead: boolean;
}

const NONE = 0;
/** What can be a term but mostly is a noun with an ordinary adjective, or a clause. */
const DOUBTFUL = 0.35;

/** Judges a folded row of Han characters and Latin words by its words alone. `isKnown` tells the forms of known concepts. */
export function shapeOf(form: string, isKnown: (form: string) => boolean): Shape {
  const words = wordsOf(form);
  const isName = words.length > 1 && endsLikeName(form, words, wordClasses());
  return { words, fitness: isName ? NONE : fitnessOf(form, words) * beside(form, words, isKnown), isName, hasHead: endsWithHead(form, words) };
}

/** Made when first asked for; it keeps its tables. */
let lattice: WordLattice | undefined;

/** The words of the cheapest division of a folded form; Latin words stay whole. */
function wordsOf(form: string): string[] {
  const words: string[] = [];
  for (const piece of form.match(/[A-Za-z0-9\-.+/& ]+|[^A-Za-z0-9\-.+/& ]+/g) ?? []) {
    if (!isHan(piece.charCodeAt(0))) {
      words.push(...piece.trim().split(' '));
      continue;
    }
    lattice ??= new WordLattice();
    lattice.read(piece, 0, piece.length);
    let start = 0;
    for (let i = 1; i <= piece.length; i++) {
      if (i < piece.length && lattice.boundaryCost(i) > 0) continue;
      words.push(piece.slice(start, i));
      start = i;
    }
  }
  return words;
}

function fitnessOf(form: string, words: readonly string[]): number {
  const classes = wordClasses();
  const first = words[0] as string;
  const last = words.at(-1) as string;
  if (words.length === 1) return fitnessOfWord(first, classes);
  if (words.every((word) => !isHan(word.charCodeAt(0)))) return NAME_OR_TERM;
  if (form.length < 2) return NONE;
  let fitness = 1;
  if (isWeakFirst(first, classes)) {
    // 大模型, 新能源: a single character may be half of a coined word.
    if (first.length > 1 || HALF.has(first)) return NONE;
    fitness *= DOUBTFUL;
  } else if (classes.verbs.has(first) && !classes.actions.has(first)) {
    if (first.length > 1) return NONE;
    fitness *= DOUBTFUL;
  }
  if (classes.notLast.has(last) || classes.adjectives.has(last)) return NONE;
  if (classes.verbs.has(last) && !classes.actions.has(last)) {
    if (last.length > 1 || !classes.heads.has(last)) return NONE;
  }
  // 前沿性科技, 结构性调整: mostly an evaluation with a noun.
  if (/性$/.test(first) && first.length > 2) fitness *= DOUBTFUL;
  if (words.every((word) => classes.general.has(word))) fitness *= DOUBTFUL;
  if (words.slice(1, -1).some((word) => word.length > 1 && (classes.adjectives.has(word) || classes.notFirst.has(word)))) fitness *= DOUBTFUL;
  if (last.endsWith('化') && form.length > 5) fitness *= DOUBTFUL;
  if (words.length > 3) fitness *= words.length > 4 ? DOUBTFUL : 0.7;
  if (words.slice(0, 2).every((word) => !isHan(word.charCodeAt(0)))) fitness *= DOUBTFUL;
  for (const word of words.slice(1, -1)) if (classes.verbs.has(word) && !classes.actions.has(word) && word.length > 1) fitness *= 0.6;
  return fitness;
}

/** A known term with a general word more is no other concept (人工智能技术); with a specific one it often is (高端芯片). */
function beside(form: string, words: readonly string[], isKnown: (form: string) => boolean): number {
  if (words.length < 2) return 1;
  const { genericHeads, general } = wordClasses();
  const last = words.at(-1) as string;
  const first = words[0] as string;
  if (genericHeads.has(last) && isKnown(form.slice(0, -last.length))) return NONE;
  const rest = form.slice(first.length);
  const isOrdinary = rest.length >= 4 ? wordCost(first) !== undefined : general.has(first);
  return isOrdinary && isKnown(rest) ? DOUBTFUL : 1;
}

function isWeakFirst(word: string, { notFirst, adjectives, times, places, numerals }: WordClasses): boolean {
  return notFirst.has(word) || (word.length > 1 && numerals.has(word)) || adjectives.has(word) || times.has(word) || places.has(word);
}

/** A word of the language that is also a term is told by its frequency alone; function words and names never are one. */
function fitnessOfWord(word: string, classes: WordClasses): number {
  // Of Latin words most are names of products; an abbreviation that is a term is used in others, or explained.
  if (!isHan(word.charCodeAt(0))) return /^[A-Z]{2,5}$/.test(word) ? DOUBTFUL : NAME_OR_TERM;
  if (word.length < 2) return NONE;
  if (classes.notFirst.has(word) || classes.notLast.has(word) || classes.adjectives.has(word) || classes.times.has(word)) return NONE;
  if (classes.places.has(word) || classes.organizations.has(word) || classes.verbs.has(word)) return NONE;
  // A common word is in every text; one that the list does not know was coined.
  const cost = wordCost(word);
  return cost === undefined ? 1 : cost < RARE_WORD ? NONE : NAME_OR_TERM;
}

/** What a text has to mark as a term before it is taken for one. */
export const NAME_OR_TERM = 0.2;

/** Suffixes and measures: what begins with one is a piece of a word. */
const HALF = new Set('内外前后上下里左右间末底性型号化式者率们部院局所处科组队级届次轮批期条项章节款页版幅张位名家种类元吨米额业界圈端侧'.split(''));

/** Words with a higher cost (-2 ln p) stand less than once in 60,000 words of general language. */
const RARE_WORD = 22;

function endsLikeName(form: string, words: readonly string[], { organizationEnds, organizations, places, names, properNouns, sectors }: WordClasses): boolean {
  const last = words.at(-1) as string;
  if (organizations.has(form)) return true;
  if ([...organizationEnds].some((end) => end.length > 1 && form.endsWith(end))) return true;
  // An administrative unit is never part of a term by its bare suffix.
  if (/^[省市县镇]$/.test(last) || (last.length > 1 && places.has(last)) || (last.length === 1 && organizationEnds.has(last) && words.some((word) => places.has(word))) || words.every((word) => places.has(word))) return true;
  if (words.some((word) => word.length > 1 && names.has(word))) return true;
  // 某某科技, where 某某 is no word: single characters, or none that the list has.
  if (sectors.has(last) && words.length === 2 && properNouns.has(words[0] as string)) return true;
  if (sectors.has(last) && words.length > 2 && words.slice(0, 2).every((word) => word.length === 1 && isHan(word.charCodeAt(0)))) return true;
  // A brand in Latin letters after a Chinese one.
  if (/^[A-Za-z][a-z]/.test(last) && last.length > 4) return true;
  const before = words.slice(0, -1);
  return sectors.has(last) && before.every((word) => (isHan(word.charCodeAt(0)) ? word.length === 1 || wordCost(word) === undefined : false));
}

function endsWithHead(form: string, words: readonly string[]): boolean {
  const { heads } = wordClasses();
  const last = words.at(-1) as string;
  return words.length > 1 ? heads.has(last) || heads.has(form.slice(-2)) : form.length > 2 && (heads.has(form.slice(-2)) || heads.has(form.slice(-1)));
}
