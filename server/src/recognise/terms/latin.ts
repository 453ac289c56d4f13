import type { Span } from '../../text/span';

/**
 * How the Latin letters of a form compare with a text: `any` case for ordinary words, a capital at the beginning for a
 * name, `exact` for abbreviations, so that AI is not found in "ai" or in pinyin.
 */
export type LetterCase = 'any' | 'initial' | 'exact';

/**
 * The case rule of a form: exact for abbreviations and for words with a capital after the first letter (LLM, IoT), a
 * capital for a single capitalised word (China), else any. Beside Han characters any case will do (生成式ai).
 */
export function letterCaseOf(form: string, language: string): LetterCase {
  if (!/[A-Za-z]/.test(form) || /\p{Script=Han}/u.test(form)) return 'any';
  if (language === 'abbr') return 'exact';
  if (/[\s-]/.test(form)) return /[a-z]/.test(form) ? 'any' : 'exact';
  if (/.[A-Z]/.test(form) || /^[A-Z]$/.test(form)) return 'exact';
  return /^[A-Z]/.test(form) ? 'initial' : 'any';
}

/** Whether letters that are equal without case are so by a form's rule. A text in capitals only (IOT) satisfies every rule. */
export function agreesInCase(written: string, form: string, rule: LetterCase): boolean {
  if (rule === 'any') return true;
  if (rule === 'initial') return /^[A-Z]/.test(written);
  return lettersOf(written) === lettersOf(form) || lettersOf(written) === lettersOf(form).toUpperCase();
}

function lettersOf(text: string): string {
  return text.replace(/[^A-Za-z]/g, '');
}

/**
 * The whole word that a hit is, or undefined when it is only part of one. A Latin letter or digit at an edge of the hit
 * must not go on outside, but for the plural (`robots`, `LLMs`), which is taken in, and for a version number
 * (`IT2.0`), which is not. Nothing inside an internet address is a word.
 */
export function wholeWord(text: string, hit: Span): Span | undefined {
  const startsLatin = isLatin(text.charCodeAt(hit.start));
  const endsLatin = isLatin(text.charCodeAt(hit.end - 1));
  if (!startsLatin && !endsLatin) return hit;
  if (startsLatin && isLatin(text.charCodeAt(hit.start - 1))) return undefined;
  let end = hit.end;
  if (endsLatin && isLatin(text.charCodeAt(end))) {
    if (isPlural(text, end)) end += 1;
    else if (!isVersion(text, end)) return undefined;
  }
  return isInAddress(text, hit) ? undefined : { start: hit.start, end };
}

/** A plural s after a letter, at the end of the word. */
function isPlural(text: string, end: number): boolean {
  return text[end] === 's' && /[A-Za-rt-z]/.test(text[end - 1] as string) && !isLatin(text.charCodeAt(end + 1));
}

/** A number with a full stop, directly after a letter. */
function isVersion(text: string, end: number): boolean {
  return /[A-Za-z]/.test(text[end - 1] as string) && /^\d+\.\d/.test(text.slice(end, end + 6));
}

/** Latin letters, accented ones too, and digits. NaN, from outside the text, is none. */
function isLatin(unit: number): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7)
  );
}

const ADDRESS = /:\/\/|\bwww\.|\w@\w|\w\.(?:com|cn|org|net|gov|edu|io|tw|hk)\b/i;
/** Addresses are looked at no farther than this on either side. */
const ADDRESS_REACH = 100;

function isInAddress(text: string, hit: Span): boolean {
  let start = hit.start;
  while (start > 0 && hit.start - start < ADDRESS_REACH && isAddressCharacter(text.charCodeAt(start - 1))) start--;
  let end = hit.end;
  while (end < text.length && end - hit.end < ADDRESS_REACH && isAddressCharacter(text.charCodeAt(end))) end++;
  return ADDRESS.test(text.slice(start, end));
}

/** Visible ASCII; a comma or semicolon ends an address as a space does. */
function isAddressCharacter(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && unit !== 0x2c && unit !== 0x3b;
}
