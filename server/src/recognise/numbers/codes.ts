import { isDigit, isHan, isLatin, isOneOf, isSpace } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';

/**
 * What is written with digits and Latin letters and is no number: telephone numbers, addresses of the
 * web, versions, models, serial numbers. Each function gives the offset after it, or `at` when none
 * stands there. Offsets are UTF-16 code units of a folded reading.
 */

const ADDRESS = /(?:https?:\/\/|ftp:\/\/|www\.)[\x21-\x7e]*/y;

/** A Latin word with the digits, signs and addresses that hang on it (GPT-3, S/4HANA, www.…, a@b.cn). */
export function skipLatinWord(text: string, at: number): number {
  if (isOneOf(text, at, 'hfw')) {
    ADDRESS.lastIndex = at;
    const found = ADDRESS.exec(text);
    if (found) return at + found[0].length;
  }
  let i = at;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    if (isLatin(unit) || isDigit(unit)) i++;
    else if (JOINS_WORDS.has(unit) && (isLatin(text.charCodeAt(i + 1)) || isDigit(text.charCodeAt(i + 1)))) i++;
    else break;
  }
  return i;
}

/** Signs between the parts of a Latin word. */
const JOINS_WORDS = CodeUnitSet.of('._-/+@&\'’');
const LONGEST_PLAIN_NUMBER = 6;

/** A code that begins with a digit: 010-88558843, 8.8.8.8, 2096-5834, 5G, 009, 13B. */
export function skipCode(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  // In every pattern a point, or a dash or space, stands after the first digits, and digits go on after it.
  if (isOneOf(text, i, '.- ') && (isDigit(text.charCodeAt(i + 1)) || text[i + 1] === '(')) {
    for (const pattern of text[i] === '.' ? POINTED_CODES : DASHED_CODES) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found) return at + found[0].length;
    }
  }
  if (i - at > LONGEST_PLAIN_NUMBER && !isCounted(text, i)) return i;
  return at;
}

const POINTED_CODES = [
  // The mark of a list before a date: 1.5月17日, 10.1992年.
  /\d{1,2}\.(?=(?:19|20)\d{2}年|\d{1,2}月\d{1,2}日)/y,
  // Versions and addresses in four parts.
  /\d+\.\d+(?:\.\d+)+/y,
];

const DASHED_CODES = [
  // Telephone: an area code, or three groups and more.
  /0\d{2,4}-\d{6,}(?:\/\d+)*/y,
  /\d{2,4}(?:[- ]\(?\d{2,}\)?){3,}(?![\d年月%])/y,
  /\d{3,5}-\d{2,5}-\d{3,}(?:-\d+)*/y,
  /\d{2}(?:-\d{2}){3,}/y,
  // Numbers of periodicals and books.
  /\d{4}-\d{3}[\dX](?![\d年月%])/y,
  /\d{3}-\d-\d+-\d+-[\dX]/y,
];

/** `+86 10 5898 1000`, `(010) 5898`: from the sign to the last digit. */
export function skipTelephone(text: string, at: number): number {
  const pattern = /\+ ?\(?\d[\d() -]*\d/y;
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  return found !== undefined && found.replace(/\D/g, '').length > LONGEST_PLAIN_NUMBER ? at + found.length : at;
}

/** Digits followed by letters that are no unit (5G, 3D, 7B): the whole word. Given the end of the digits. */
export function skipDigitWord(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i)) || (text[i] === '.' && isDigit(text.charCodeAt(i + 1)))) i++;
  return isLatin(text.charCodeAt(i)) || (text[i] === '-' && isLatin(text.charCodeAt(i + 1))) ? skipLatinWord(text, text[i] === '-' ? i + 1 : i) : i;
}

function isCounted(text: string, at: number): boolean {
  const i = isSpace(text.charCodeAt(at)) ? at + 1 : at;
  return isHan(text.charCodeAt(i)) || isOneOf(text, i, '%‰.') || (i === at && isLatin(text.charCodeAt(i)));
}
