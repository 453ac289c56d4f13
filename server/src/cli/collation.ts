/**
 * Sorting by the order of Chinese dictionaries (`Intl.Collator('zh')`: pinyin), for many strings. A collator compares two strings from
 * the beginning each time; here each character is given its place in that order once, and the strings are compared by these.
 *
 * That holds for characters whose place does not depend on others, and which weigh once in the first of the levels of the Unicode
 * Collation Algorithm (UTS #10): Han, and the punctuation, digits and letters of Chinese text. A string with any other character is left
 * to the collator, and so are strings that differ in the later levels only: half width and full width, upper and lower case.
 */

const collator = new Intl.Collator('zh');
const firstLevel = new Intl.Collator('zh', { sensitivity: 'base' });

/** Longer texts are left to the collator: arguments of a function stand on the stack. */
const LONGEST_KEY = 4096;

/** Items in the order of their texts; those that are alike stay in the order they come in. */
export function sortedByText<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  const texts = items.map(textOf);
  const keys = keysOf(texts);
  const beginnings = Float64Array.from(keys, beginningOf);
  const order = Uint32Array.from(items, (_, i) => i);
  order.sort((a, b) => {
    // Most texts differ in their first characters, and two numbers are compared faster than two strings. NaN differs by nothing.
    const difference = (beginnings[a] as number) - (beginnings[b] as number);
    if (difference < 0 || difference > 0) return difference;
    const keyA = keys[a];
    const keyB = keys[b];
    if (keyA !== undefined && keyB !== undefined && keyA !== keyB) return keyA < keyB ? -1 : 1;
    return collator.compare(texts[a] as string, texts[b] as string) || a - b;
  });
  return Array.from(order, (i) => items[i] as T);
}

/** For each text one that compares by code units as it does by the collator's first level; undefined where there is none. */
function keysOf(texts: readonly string[]): (string | undefined)[] {
  const ranks = rankCharacters(texts);
  return texts.map((text) => {
    const key: number[] = [];
    for (let i = 0; i < text.length; i++) {
      const rank = ranks[text.charCodeAt(i)] as number;
      if (rank === 0) return undefined;
      key.push(rank);
    }
    // In one piece: what is put together piece by piece is slow to compare. Contexts are short.
    return key.length > LONGEST_KEY ? undefined : String.fromCharCode(...key);
  });
}

/** The first three ranks of a key as one number, in their order; NaN where there is no key. There are fewer ranks than 2^15: Han characters of one block, and a few others. */
function beginningOf(key: string | undefined): number {
  if (key === undefined) return Number.NaN;
  let beginning = 0;
  for (let i = 0; i < 3; i++) beginning = beginning * 0x8000 + (i < key.length ? key.charCodeAt(i) : 0);
  return beginning;
}

/** By code unit, from 1 on, the place of each simple character that stands in the texts; characters that differ in later levels only have one. 0 for all others. */
function rankCharacters(texts: readonly string[]): Uint16Array {
  const ranks = new Uint16Array(0x10000);
  const standing = new Uint8Array(0x10000);
  for (const text of texts) for (let i = 0; i < text.length; i++) standing[text.charCodeAt(i)] = 1;
  const characters: string[] = [];
  for (let unit = 0; unit < standing.length; unit++) if (standing[unit] === 1 && isSimple(unit)) characters.push(String.fromCharCode(unit));
  characters.sort(firstLevel.compare);
  let rank = 0;
  for (const [i, character] of characters.entries()) {
    if (i === 0 || firstLevel.compare(characters[i - 1] as string, character) !== 0) rank++;
    ranks[character.charCodeAt(0)] = rank;
  }
  return ranks;
}

/** Whether a character weighs once in the first level, wherever it stands. One that is made of several (…) weighs as they do. */
function isSimple(unit: number): boolean {
  if (unit >= 0x4e00 && unit <= 0x9fff) return true;
  const isOfChineseText = (unit >= 0x20 && unit <= 0x7e) || (unit >= 0x2010 && unit <= 0x203b) || (unit >= 0x3000 && unit <= 0x301f) || (unit >= 0xff01 && unit <= 0xff5e);
  if (!isOfChineseText) return false;
  const character = String.fromCharCode(unit);
  return character.normalize('NFKD').length === 1 && firstLevel.compare(character, '') > 0;
}
