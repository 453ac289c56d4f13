import foreign from '../../../data/sources/foreignNames.json';
import names from '../../../data/sources/names.json';
import { isHan, isLargeHan, unitAt } from '../../text/characters';
import { fold } from '../../text/fold';
import { CodeUnitSet } from '../codeUnitSet';
import { ForeignPairs } from './foreignPairs';
import { PairFilter } from './pairFilter';
import { wordCost } from './wordCosts';

/**
 * What the characters of a personal name say by themselves: the cost (-2 ln p) of a stretch as a Chinese name,
 * a Japanese one or a transliterated foreign one. All offsets count in folded text.
 */

/** Cost of a character that no name of the lists has in its place. */
const RARE = 24;
/** How rare names are among the words of running text (about one word in a hundred). */
export const NAME = 9;
export const FOREIGN_NAME = 12;
/** About one Chinese full name in five has two characters. */
export const TWO_CHARACTERS = 3;
/** A married name with both surnames (陈方安生) is rare. */
export const MARRIED = 12;
const NONE = 255;
/** Cost up to which a word is ordinary. */
const ORDINARY_WORD = 28;

const surnames = costTable(names.surnames, NONE);
const first = costTable(names.first, RARE);
const second = costTable(names.second, RARE);
const single = costTable(names.single, RARE);
/** What transliterated names cost. */
export const pairCosts = new ForeignPairs();
const compound = byFirst(names.compoundSurnames.map(fold), 2, 2);
const japanese = byFirst(foreign.japaneseSurnames.map(fold), 2, 3);
const wellKnown = new Set([...foreign.wellKnown, ...names.wellKnown].map(fold));
const wellKnownNative = byFirst(wellKnown, 2, 5);

/** Cost of a character that hardly ever is part of a given name: function words. */
const NEVER = 44;
const FUNCTION_WORDS = '氏亦也还则又说称在对将已就都会向与和是等的了但却而且并很被把让使从及或吗呢吧啊这那哪你我他她它们个';
/** Verbs and adverbs that names do hold now and then, but that far oftener begin the next word. */
const SELDOM_LAST = '以为因于指表认不给由同没去到上下里后前道讲问想看谈今曾再诉昨便续时';
for (const [characters, cost] of [[SELDOM_LAST, RARE], [FUNCTION_WORDS, NEVER]] as const) {
  for (const character of fold(characters)) {
    const unit = character.charCodeAt(0);
    for (const table of [first, second, single]) {
      if (cost === NEVER || table !== first) table[unit] = Math.max(cost, table[unit] as number);
    }
  }
}

const NUMERALS = CodeUnitSet.of('一二三四五六七八九十两');

/** Whether a character hardly ever stands in a transliterated name that it is not usual in. */
export function isFunctionWord(unit: number): boolean {
  return first[unit] === NEVER || NUMERALS.has(unit);
}

/** Surnames that are far oftener everyday words (和, 连, 年, 向) cost more: a surname so rare, a word so common, and how much. */
const EVERYDAY = [
  { surname: 15, word: 18, more: 10 },
  { surname: 12, word: 14, more: 6 },
];
for (const surname of fold(Object.values(names.surnames).join(''))) {
  const unit = surname.charCodeAt(0);
  const everyday = EVERYDAY.find((each) => (surnames[unit] as number) >= each.surname && (wordCost(surname) ?? NONE) <= each.word);
  if (everyday) surnames[unit] = (surnames[unit] as number) + everyday.more;
}

/** More than any place has: three or five Chinese ones, four well-known, twice four Japanese and seven transliterations. */
const MOST_SHAPES = 32;

/** Stretches that may be names and begin at one place, in tables that are used again and again: most are soon found to be none. */
export class NameShapes {
  count = 0;
  readonly ends = new Int32Array(MOST_SHAPES);
  readonly costs = new Int32Array(MOST_SHAPES);
  readonly kinds = new Uint8Array(MOST_SHAPES);
  /** 1 for two characters, which say little. */
  readonly short = new Uint8Array(MOST_SHAPES);

  add(end: number, cost: number, kind: NameKind, short = false): void {
    const i = this.count++;
    this.ends[i] = end;
    this.costs[i] = cost;
    this.kinds[i] = kind;
    this.short[i] = short ? 1 : 0;
  }
}

/** Kinds of names. */
export const CHINESE = 0;
export const JAPANESE = 1;
export const FOREIGN = 2;
export type NameKind = typeof CHINESE | typeof JAPANESE | typeof FOREIGN;

/** What may begin with a character; every bit says one thing. */
const SURNAME = 1;
/** A compound or Japanese surname. */
const LONG_SURNAME = 2;
const WELL_KNOWN = 4;
/** The character is usual in transliterations. */
const TRANSLITERATION = 8;
const NATIVE = SURNAME | LONG_SURNAME | WELL_KNOWN;
const beginnings = new Uint8Array(0x10000);
for (const surname of fold(Object.values(names.surnames).join(''))) mark(surname.charCodeAt(0), SURNAME);
for (const unit of [...compound.keys(), ...japanese.keys()]) mark(unit, LONG_SURNAME);
for (const name of wellKnown) mark(name.charCodeAt(0), WELL_KNOWN);
for (const character of fold(foreign.usual)) mark(character.charCodeAt(0), TRANSLITERATION);

function mark(unit: number, bit: number): void {
  beginnings[unit] = (beginnings[unit] as number) | bit;
}

/** The second characters of compound and Japanese surnames and well-known names, after the first ones. */
const specialPairs = new PairFilter(16);
/** Compound and Japanese surnames and well-known names: what begins a name by its first two characters. */
export const specialNames: readonly string[] = [...compound.values(), ...japanese.values(), ...wellKnown].flat();
for (const name of specialNames) specialPairs.add(name.charCodeAt(0), name.charCodeAt(1));

/** Whether a Chinese or Japanese name or a well-known one may begin with a character. */
export function mayBeginNative(unit: number): boolean {
  return ((beginnings[unit] as number) & NATIVE) !== 0;
}

/** Whether a name with a compound or Japanese surname or a well-known one may begin with a character; {@link mayBeSpecialPair} looks closer. */
export function mayBeginSpecial(unit: number): boolean {
  return ((beginnings[unit] as number) & (LONG_SURNAME | WELL_KNOWN)) !== 0;
}

/** Whether such a name may begin with two characters, the first of which may begin one: no is certain. */
export function mayBeSpecialPair(unit: number, following: number): boolean {
  return specialPairs.mayHave(unit, following);
}

/** Whether a well-known name may begin at an offset, by its first two characters. */
export function mayBeginWellKnown(text: string, offset: number): boolean {
  const unit = unitAt(text, offset);
  return ((beginnings[unit] as number) & WELL_KNOWN) !== 0 && specialPairs.mayHave(unit, unitAt(text, offset + 1));
}

/** Whether a character is a Chinese surname of one character. */
export function isSurname(unit: number): boolean {
  return ((beginnings[unit] as number) & SURNAME) !== 0;
}

/** Whether transliterated names have a character, be it seldom. */
export function isInForeignNames(unit: number): boolean {
  return pairCosts.isInNames(pairCosts.numberOf(unit));
}

/** Whether a character is usual in transliterated names. */
export function isTransliteration(unit: number): boolean {
  return ((beginnings[unit] as number) & TRANSLITERATION) !== 0;
}

/** Adds every Chinese or Japanese name that may begin at an offset; `end` bounds the stretch. */
export function addNativeNames(text: string, offset: number, end: number, shapes: NameShapes): void {
  const unit = unitAt(text, offset);
  const beginning = beginnings[unit] as number;
  if ((beginning & SURNAME) !== 0) addAfterSurname(text, offset, end, surnames[unit] as number, shapes);
  if ((beginning & (LONG_SURNAME | WELL_KNOWN)) !== 0 && specialPairs.mayHave(unit, unitAt(text, offset + 1))) addSpecialNames(text, offset, end, beginning, shapes);
}

/** Names of a surname of one character and a given name of one or two. */
function addAfterSurname(text: string, offset: number, end: number, surname: number, shapes: NameShapes): void {
  const given = offset + 1;
  const then = characterEnd(text, given);
  if (then > end) return;
  shapes.add(then, NAME + TWO_CHARACTERS + surname + givenCost(text, given), CHINESE, true);
  const to = characterEnd(text, then);
  if (to > end) return;
  if (!isCount(text, given)) shapes.add(to, NAME + surname + givenPairCost(text, given), CHINESE);
  const married = surnames[unitAt(text, given)] as number;
  const last = characterEnd(text, to);
  if (married !== NONE && last <= end) shapes.add(last, NAME + MARRIED + surname + married + givenPairCost(text, then), CHINESE);
}

/** Costs of a character in the places of a plain name: as the surname, as the whole given name, as its first and its second part. */
export const NAME_COSTS: readonly Uint8Array[] = [surnames, single, first, second];

/** Names with a compound or Japanese surname, and well-known ones. */
function addSpecialNames(text: string, offset: number, end: number, beginning: number, shapes: NameShapes): void {
  const unit = unitAt(text, offset);
  if ((beginning & LONG_SURNAME) !== 0 && startsWithOne(compound.get(unit), text, offset)) {
    const given = offset + 2;
    const then = characterEnd(text, given);
    const to = characterEnd(text, then);
    if (then <= end) shapes.add(then, NAME + 12 + givenCost(text, given), CHINESE);
    if (to <= end) shapes.add(to, NAME + 10 + givenPairCost(text, given), CHINESE);
  }
  // Names that everybody knows, pseudonyms and names without a surname too (老舍, 成吉思汗); the list of words may have them.
  if ((beginning & WELL_KNOWN) !== 0) {
    for (const known of wellKnownNative.get(unit) ?? NONE_SUCH) {
      if (offset + known.length <= end && text.startsWith(known, offset)) shapes.add(offset + known.length, Math.min(NAME + 24, wordCost(known) ?? NONE), CHINESE, known.length === 2);
    }
  }
  if ((beginning & LONG_SURNAME) !== 0) {
    for (const surname of japanese.get(unit) ?? NONE_SUCH) {
      if (offset + surname.length <= end && text.startsWith(surname, offset)) addJapaneseNames(text, offset, offset + surname.length, end, shapes);
    }
  }
}

/** A Japanese surname by itself, and with a given name of one to three characters. */
function addJapaneseNames(text: string, offset: number, given: number, end: number, shapes: NameShapes): void {
  shapes.add(given, NAME + 16, JAPANESE, given - offset === 2);
  let cost = NAME + 10;
  for (let to = given + 1; to <= given + 3 && to <= end; to++) {
    cost += first[unitAt(text, to - 1)] === NEVER ? NEVER : 9;
    // 桥本内阁: an ordinary word is no given name.
    if (to - given > 1 && (wordCost(text.slice(given, to)) ?? NONE) <= ORDINARY_WORD) continue;
    shapes.add(to, cost, JAPANESE);
  }
}

const NONE_SUCH: readonly string[] = [];

function startsWithOne(words: readonly string[] | undefined, text: string, offset: number): boolean {
  return words !== undefined && words.some((word) => text.startsWith(word, offset));
}

/** Cost of the character at an offset as the whole of a given name. */
function givenCost(text: string, at: number): number {
  return single[unitAt(text, at)] as number;
}

/** Cost of the two characters from an offset on as a given name. */
function givenPairCost(text: string, at: number): number {
  return (first[unitAt(text, at)] as number) + (second[unitAt(text, characterEnd(text, at))] as number);
}

/** The offset after the character at an offset; one beyond the BMP takes two code units. */
function characterEnd(text: string, at: number): number {
  return at + (isLargeHan(unitAt(text, at)) ? 2 : 1);
}

const counts = CodeUnitSet.of('两三四五六七八九十几数多');
const counted = CodeUnitSet.of('位名人个');

/** 两位, 三名: after surnames in a row (张、李两位教授) they count, and are no given name. */
export function isCount(text: string, offset: number): boolean {
  return counted.has(unitAt(text, offset + 1)) && counts.has(unitAt(text, offset));
}

/** Whether the characters on both sides of an offset stand side by side in transliterated names. */
export function continuesTransliteration(text: string, offset: number): boolean {
  const before = unitAt(text, offset - 1);
  const after = unitAt(text, offset);
  return (isTransliteration(before) && isTransliteration(after)) || pairCosts.isListed(before, after);
}

/** Beginning and end of a transliterated name in the table of pairs. */
export const BEGINNING = pairCosts.numberOf(0x5e);
export const END = pairCosts.numberOf(0x24);

/** Adds every transliterated name without a middle dot that may begin at an offset. */
export function addForeignNames(text: string, offset: number, end: number, shapes: NameShapes): void {
  let cost = FOREIGN_NAME;
  let rare = 0;
  let previous = BEGINNING;
  const limit = Math.min(end, offset + 8);
  for (let at = offset; at < limit; at++) {
    const unit = text.charCodeAt(at);
    const number = pairCosts.numberOf(unit);
    const isRare = !pairCosts.isInNames(number);
    if (isRare && (at === offset || ++rare > 1 || isFunctionWord(unit))) break;
    cost += pairCosts.of(previous, number);
    previous = number;
    if (at > offset && !isRare) shapes.add(at + 1, cost + pairCosts.of(number, END), FOREIGN, at === offset + 1);
  }
}

/**
 * Cost of one part of a name with middle dots; undefined when it is no such part (one to eight Han characters
 * mostly usual in transliterations, or Latin initials).
 */
export function dottedPartCost(part: string): number | undefined {
  if (/^[A-Z](?:\.?[A-Z])?\.?$/.test(part)) return 6;
  if (part.length < 1 || part.length > 8) return undefined;
  // 某·本·某: son of, in Arabic names.
  if (part === SON_OF) return 6;
  if (wellKnown.has(part)) return 10;
  let cost = 0;
  let rare = 0;
  let previous = BEGINNING;
  for (let i = 0; i < part.length; i++) {
    const unit = part.charCodeAt(i);
    if (!isHan(unit)) return undefined;
    const number = pairCosts.numberOf(unit);
    if (!pairCosts.isInNames(number)) rare++;
    cost += pairCosts.of(previous, number);
    previous = number;
  }
  return rare * 2 > part.length ? undefined : cost + pairCosts.of(previous, END);
}

const SON_OF = fold('本');

/** Whether a folded name is that of a person everybody knows, given without title or verb of saying. */
export function isWellKnown(name: string): boolean {
  return wellKnown.has(name);
}

const whole = new NameShapes();

/** Cost of a whole folded text as a Chinese or Japanese full name; undefined when it has not the shape of one. */
export function nativeNameCost(text: string): number | undefined {
  whole.count = 0;
  addNativeNames(text, 0, text.length, whole);
  for (let i = 0; i < whole.count; i++) if (whole.ends[i] === text.length) return whole.costs[i];
  return undefined;
}

/** Whether a whole folded text has the shape of a Chinese or Japanese full name. */
export function isNativeName(text: string): boolean {
  return nativeNameCost(text) !== undefined;
}

/** Whether a whole folded text is written in transliteration characters only. */
export function isForeignName(text: string): boolean {
  return /^[^·]+(?:·[^·]+)*$/.test(text) && text.length >= 2 && text.split('·').every((part) => dottedPartCost(part) !== undefined && [...part].every((c) => isTransliteration(c.charCodeAt(0)) || !isHan(c.charCodeAt(0))));
}

/** Words of some lengths by their first code unit, the shorter first. */
function byFirst(words: Iterable<string>, shortest: number, longest: number): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const word of [...new Set(words)].sort((a, b) => a.length - b.length)) {
    if (word.length < shortest || word.length > longest) continue;
    const unit = word.charCodeAt(0);
    const known = groups.get(unit);
    if (known) known.push(word);
    else groups.set(unit, [word]);
  }
  return groups;
}

function costTable(byCost: Readonly<Record<string, string>>, otherwise: number): Uint8Array {
  const table = new Uint8Array(0x10000).fill(otherwise);
  for (const [cost, characters] of Object.entries(byCost)) {
    const folded = fold(characters);
    for (let i = 0; i < folded.length; i++) {
      const unit = folded.charCodeAt(i);
      table[unit] = Math.min(table[unit] === otherwise ? 254 : (table[unit] as number), Number(cost));
    }
  }
  return table;
}
