/** Classes of characters by UTF-16 code unit, and steps over white space; offsets in whatever text is handed in. NaN, from outside a text, is in no class. */

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** A Latin letter, accented ones too. */
export function isLatin(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7);
}

/** A character of the main Han blocks, the ideographic zero or the iteration mark. */
export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || unit === 0x3007 || unit === 0x3005;
}

/** The first half of a Han character beyond the Basic Multilingual Plane (planes 2 and 3). */
export function isLargeHan(unit: number): boolean {
  return unit >= 0xd840 && unit <= 0xd88f;
}

/**
 * The code unit at an offset; NUL outside the text. In code that runs for every character it is far faster than `charCodeAt`
 * where an offset may lie outside: a call that has once given NaN is not compiled well.
 */
export function unitAt(text: string, offset: number): number {
  return offset >= 0 && offset < text.length ? text.charCodeAt(offset) : 0;
}

/** A space or tab as they stand in a folded text. */
export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** What `\s` matches in a regular expression. */
export function isWhite(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  // Han characters, by far the most, are told at one comparison.
  if (unit > 0x3000) return unit === 0xfeff;
  return unit === 0xa0 || unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

/** Half of a line break or all of it. */
export function isBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

/** The offset after any spaces (never line breaks) from `at` on. */
export function skipSpaces(text: string, at: number): number {
  let i = at;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** The last offset before which only spaces stand back to the character before `at`. */
export function skipSpacesBack(text: string, at: number): number {
  let i = at;
  while (i > 0 && isSpace(text.charCodeAt(i - 1))) i--;
  return i;
}

/** Whether the word stands at the offset; as `startsWith`, and faster for the short words of a grammar. */
export function standsAt(text: string, at: number, word: string): boolean {
  const { length } = word;
  if (at < 0 || at + length > text.length) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(at + i) !== word.charCodeAt(i)) return false;
  return true;
}

/** Whether the character at the offset is one of `chars`; false at the end of the text. */
export function isOneOf(text: string, at: number, chars: string): boolean {
  return at >= 0 && at < text.length && isAmong(text.charCodeAt(at), chars);
}

/** Whether the code unit is one of `chars`. */
export function isAmong(unit: number, chars: string): boolean {
  // Unit by unit: a string for the one character costs more than the few looks.
  const { length } = chars;
  for (let i = 0; i < length; i++) if (chars.charCodeAt(i) === unit) return true;
  return false;
}

/** Whether the text ends with the word; as `endsWith`, and faster for the short words of a grammar. */
export function endsIn(text: string, word: string): boolean {
  return standsAt(text, text.length - word.length, word);
}
