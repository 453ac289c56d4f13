import foreign from '../../../data/sources/foreignNames.json';
import names from '../../../data/sources/names.json';
import { isHan, isLargeHan } from '../../text/characters';
import { fold } from '../../text/fold';
import { wordCost } from './wordCosts';

/**
 * What the characters of a personal name say by themselves: the cost (-2 ln p) of a stretch as a Chinese name,
 * a Japanese one or a transliterated foreign one. All offsets count in folded text.
 */

/** Cost of a character that no name of the lists has in its place. */
const RARE = 24;
/** How rare names are among the words of running text (about one word in a hundred). */
const NAME = 9;
const FOREIGN_NAME = 12;
/** About one Chinese full name in five has two characters. */
const TWO_CHARACTERS = 3;
/** Cost of a character that the model of foreign names does not have. */
const RARE_IN_FOREIGN = 26;
const NONE = 255;
/** Cost up to which a word is ordinary. */
const ORDINARY_WORD = 28;

const surnames = costTable(names.surnames, NONE);
const first = costTable(names.first, RARE);
const second = costTable(names.second, RARE);
const single = costTable(names.single, RARE);
const transliteration = costTable(foreign.characters, NONE);
const backoff = costTable(foreign.backoff, NONE);
const pairs = pairTable(foreign.pairs);
const usual = new Set(Array.from(fold(foreign.usual), (c) => c.charCodeAt(0)));
const compound = new Set(names.compoundSurnames.map(fold));
const japanese = new Set(foreign.japaneseSurnames.map(fold));
const wellKnown = new Set([...foreign.wellKnown, ...names.wellKnown].map(fold));

/** Cost of a character that hardly ever is part of a given name: function words. */
const NEVER = 44;
const FUNCTION_WORDS = '也还则又说称在对将已就都会向与和是等的了但却而且并很被把让使从及或吗呢吧啊这那哪你我他她它们个';
/** Verbs and adverbs that names do hold now and then, but that far oftener begin the next word. */
const SELDOM_LAST = '以为因于指表认不给由同没去到上下里后前道讲问想看谈今曾再诉昨';
for (const [characters, cost] of [[SELDOM_LAST, RARE], [FUNCTION_WORDS, NEVER]] as const) {
  for (const character of fold(characters)) {
    const unit = character.charCodeAt(0);
    for (const table of [first, second, single]) {
      if (cost === NEVER || table !== first) table[unit] = Math.max(cost, table[unit] as number);
    }
  }
}

const NUMERALS = new Set(Array.from('一二三四五六七八九十两', (c) => c.charCodeAt(0)));

function isFunctionWord(unit: number): boolean {
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

/** A stretch that may be a name. */
export interface NameShape {
  readonly length: number;
  readonly cost: number;
  readonly kind: 'chinese' | 'japanese' | 'foreign';
  /** Two characters, which say little. */
  readonly short: boolean;
}

/** Whether a character is a Chinese surname of one character. */
export function isSurname(unit: number): boolean {
  return surnames[unit] !== NONE;
}

/** Whether a character is usual in transliterated names. */
export function isTransliteration(unit: number): boolean {
  return usual.has(unit);
}

/** By first character: whether a compound or Japanese surname or a well-known name may begin with it. */
const BEGINS_SURNAME = 1;
const BEGINS_KNOWN = 2;
const beginnings = new Uint8Array(0x10000);
for (const surname of [...compound, ...japanese]) beginnings[surname.charCodeAt(0)] = (beginnings[surname.charCodeAt(0)] as number) | BEGINS_SURNAME;
for (const name of wellKnown) beginnings[name.charCodeAt(0)] = (beginnings[name.charCodeAt(0)] as number) | BEGINS_KNOWN;
const NO_SHAPES: readonly NameShape[] = [];

/** Every Chinese or Japanese name that may begin at an offset; `end` bounds the stretch. */
export function nativeNamesAt(text: string, offset: number, end: number): readonly NameShape[] {
  const unit = text.charCodeAt(offset);
  const beginning = beginnings[unit] as number;
  if (beginning === 0 && surnames[unit] === NONE) return NO_SHAPES;
  const shapes: NameShape[] = [];
  const add = (to: number, cost: number, kind: NameShape['kind'], short = false): void => {
    if (to <= end) shapes.push({ length: to - offset, cost, kind, short });
  };
  const one = (at: number): number => single[text.charCodeAt(at)] as number;
  const pair = (at: number): number => (first[text.charCodeAt(at)] as number) + (second[text.charCodeAt(characterEnd(text, at))] as number);
  const surname = surnames[unit] as number;
  if (surname !== NONE) {
    const given = offset + 1;
    const second = characterEnd(text, given);
    add(second, NAME + TWO_CHARACTERS + surname + one(given), 'chinese', true);
    if (!isCount(text, given)) add(characterEnd(text, second), NAME + surname + pair(given), 'chinese');
    // A married name with both surnames (陈方安生) is rare: its cost says so.
    const married = surnames[text.charCodeAt(given)] as number;
    if (married !== NONE) add(characterEnd(text, characterEnd(text, second)), NAME + 12 + surname + married + pair(second), 'chinese');
  }
  if ((beginning & BEGINS_SURNAME) !== 0 && compound.has(text.slice(offset, offset + 2))) {
    const given = offset + 2;
    add(characterEnd(text, given), NAME + 12 + one(given), 'chinese');
    add(characterEnd(text, characterEnd(text, given)), NAME + 10 + pair(given), 'chinese');
  }
  // Names that everybody knows, pseudonyms and names without a surname too (老舍, 成吉思汗); the list of words may have them.
  for (let length = 2; length <= 5 && (beginning & BEGINS_KNOWN) !== 0; length++) {
    const known = text.slice(offset, offset + length);
    if (wellKnown.has(known)) add(offset + length, Math.min(NAME + 24, wordCost(known) ?? NONE), 'chinese', length === 2);
  }
  for (let length = 2; length <= 3 && (beginning & BEGINS_SURNAME) !== 0; length++) {
    if (!japanese.has(text.slice(offset, offset + length))) continue;
    add(offset + length, NAME + 16, 'japanese', length === 2);
    let cost = NAME + 10;
    for (let n = 1; n <= 3 && offset + length + n <= end; n++) {
      cost += first[text.charCodeAt(offset + length + n - 1)] === NEVER ? NEVER : 9;
      // 桥本内阁: an ordinary word is no given name.
      if (n > 1 && (wordCost(text.slice(offset + length, offset + length + n)) ?? NONE) <= ORDINARY_WORD) continue;
      add(offset + length + n, cost, 'japanese');
    }
  }
  return shapes;
}

/** The offset after the character at an offset; one beyond the BMP takes two code units. */
function characterEnd(text: string, at: number): number {
  return at + (isLargeHan(text.charCodeAt(at)) ? 2 : 1);
}

/** 两位, 三名: after surnames in a row (张、李两位教授) they count, and are no given name. */
function isCount(text: string, offset: number): boolean {
  return '两三四五六七八九十几数多'.includes(text[offset] ?? ' ') && '位名人个'.includes(text[offset + 1] ?? ' ');
}

/** Whether the characters on both sides of an offset stand side by side in transliterated names. */
export function continuesTransliteration(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return (usual.has(before) && usual.has(after)) || pairs.has(before * 0x10000 + after);
}

/** Beginning and end of a transliterated name in the table of pairs. */
const BEGINNING = 0x5e;
const END = 0x24;

/** Cost of a character after another in a transliterated name. */
function pairCost(first: number, second: number): number {
  const known = pairs.get(first * 0x10000 + second);
  if (known !== undefined) return known;
  const alone = transliteration[second] as number;
  return alone === NONE ? RARE_IN_FOREIGN : (backoff[first] === NONE ? 0 : (backoff[first] as number)) + alone;
}

/** Every transliterated name without a middle dot that may begin at an offset. */
export function foreignNamesAt(text: string, offset: number, end: number): NameShape[] {
  const shapes: NameShape[] = [];
  let cost = FOREIGN_NAME;
  let rare = 0;
  let previous = BEGINNING;
  for (let length = 1; length <= 8 && offset + length <= end; length++) {
    const unit = text.charCodeAt(offset + length - 1);
    if (transliteration[unit] === NONE && (isFunctionWord(unit) || ++rare > 1 || length === 1)) break;
    cost += pairCost(previous, unit);
    previous = unit;
    if (length >= 2 && transliteration[unit] !== NONE) shapes.push({ length, cost: cost + pairCost(unit, END), kind: 'foreign', short: length === 2 });
  }
  return shapes;
}

/**
 * Cost of one part of a name with middle dots; undefined when it is no such part (one to eight Han characters
 * mostly usual in transliterations, or Latin initials).
 */
export function dottedPartCost(part: string): number | undefined {
  if (/^[A-Z](?:\.?[A-Z])?\.?$/.test(part)) return 6;
  if (part.length < 1 || part.length > 8) return undefined;
  if (wellKnown.has(part)) return 10;
  let cost = 0;
  let rare = 0;
  let previous = BEGINNING;
  for (let i = 0; i < part.length; i++) {
    const unit = part.charCodeAt(i);
    if (!isHan(unit)) return undefined;
    if (transliteration[unit] === NONE) rare++;
    cost += pairCost(previous, unit);
    previous = unit;
  }
  return rare * 2 > part.length ? undefined : cost + pairCost(previous, END);
}

/** Whether a folded name is that of a person everybody knows, given without title or verb of saying. */
export function isWellKnown(name: string): boolean {
  return wellKnown.has(name);
}

/** Whether a whole folded text has the shape of a Chinese or Japanese full name. */
export function isNativeName(text: string): boolean {
  return nativeNamesAt(text, 0, text.length).some((shape) => shape.length === text.length && shape.length >= 2);
}

/** Whether a whole folded text is written in transliteration characters only. */
export function isForeignName(text: string): boolean {
  return /^[^·]+(?:·[^·]+)*$/.test(text) && text.length >= 2 && text.split('·').every((part) => dottedPartCost(part) !== undefined && [...part].every((c) => isTransliteration(c.charCodeAt(0)) || !isHan(c.charCodeAt(0))));
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

/** Costs of pairs of characters, keyed by both code units. */
function pairTable(byCost: Readonly<Record<string, string>>): Map<number, number> {
  const table = new Map<number, number>();
  for (const [cost, joined] of Object.entries(byCost)) {
    const folded = fold(joined);
    for (let i = 0; i + 1 < folded.length; i += 2) {
      const key = folded.charCodeAt(i) * 0x10000 + folded.charCodeAt(i + 1);
      table.set(key, Math.min(table.get(key) ?? NONE, Number(cost)));
    }
  }
  return table;
}
