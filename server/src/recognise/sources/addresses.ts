import { isDigit, unitAt } from '../../text/characters';
import type { Span } from '../../text/span';
import { allMatches } from './allMatches';
import { rememberLast } from './rememberLast';
import { placeKind, placesOf } from './scan';

/**
 * Web and e-mail addresses of a folded text (full-width signs are half-width there). Scheme and `www.` make any address one; a bare
 * host needs a usual top-level domain, which file names, version numbers and stock codes lack. Scanning and line breaks leave
 * blanks beside the dots and slashes of an address, and Chinese stops for its dots: one of these does not end it.
 */

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
/** A blank that a break left. */
const GAP = '(?:[ \\t]?|[ \\t]?\\r?\\n[ \\t]?)';
const GAPPED_DOT = `(?:${GAP}\\.${GAP})`;
const TLDS = 'com|cn|net|org|gov|edu|info|int|mil|io|tv|cc|top|xyz|biz|hk|tw|mo|jp|kr|sg|uk|de|fr|ru|eu|au|ca';
const TAIL = "[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'*+,;=%]";
/** A path; a second address may follow a comma or semicolon. */
const PATH = `(?::\\d{1,5})?(?:[/?#](?:(?![,;]\\s?https?:)${TAIL}){0,2000})?`;
const EMAIL = `[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[ ]?@[ ]?${LABEL}(?:${GAPPED_DOT}${LABEL}){0,4}${GAPPED_DOT}(?:${TLDS}|[a-z]{2,6})(?![A-Za-z0-9])|[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@${LABEL}(?:\\.${LABEL}){1,5}`;
const WITH_SCHEME = `(?:https?|ftp):${GAP}//${GAP}(?:(?![,;]\\s?https?:)${TAIL}){1,2000}`;
const WITH_WWW = `www(?:${GAPPED_DOT}|。)(?:${LABEL}(?:${GAPPED_DOT}|。)){1,4}(?:${TLDS})(?![A-Za-z0-9-])${PATH}|www\\.${LABEL}(?:\\.${LABEL}){0,5}${PATH}`;
const BARE = `(?=[0-9-]{0,62}[A-Za-z])${LABEL}(?:\\.${LABEL}){0,4}\\.(?:${TLDS})${PATH}(?![A-Za-z0-9@-]|\\.[A-Za-z0-9])`;
const ADDRESS = new RegExp(`(?<![A-Za-z0-9._%+@-])(?:${EMAIL})|${WITH_SCHEME}|(?<![A-Za-z0-9.@/-])(?:${WITH_WWW}|${BARE})`, 'gi');

/** What an address that a break cut goes on with: more of a path after a sign that ends none. */
const GOES_ON = new RegExp(`^(?:[ \\t]?\\r?\\n[ \\t]?|[ \\t])(?=[A-Za-z0-9%])${TAIL}{1,400}`);
const UNFINISHED = /[/=&?_%-]$/;
/** .NET and the like are software, an upper-case HK after a code is a stock exchange. */
const NO_HOST = /^(?:ASP|VB|ADO|ML|Socket|System)\.|\.(?:NET|IO|HK|TW|US|UK|DE|EU|JP|INFO|EDU|TV|CC)$/;

/** What every address holds: a dot, `@` or `//`, or `w。` where its dots became Chinese stops. */
const SIGN = placeKind(['.', '@', '//', 'w。', 'W。']);

/** Finds addresses; sentence punctuation at their end is left out. */
export const findAddresses = rememberLast((text: string): readonly Span[] => {
  const spans: Span[] = [];
  let done = 0;
  for (const at of placesOf(text, SIGN)) {
    if (at < done) continue;
    const run = asciiRunAt(text, at);
    done = run.end;
    if (mayHoldAddress(text, run)) addAddresses(text, run, spans);
  }
  return spans;
});

const AT = 0x40;
const DOT = 0x2e;
const SLASH = 0x2f;
const LETTER_W = 0x77;
/** What makes a small letter of a capital one. */
const SMALL = 0x20;
const CHINESE_STOP = 0x3002;

/** The run of ASCII characters round an offset, Chinese stops between two letters or digits included: every address lies in one. */
function asciiRunAt(text: string, at: number): Span {
  let start = at;
  while (start > 0 && isInRun(text, start - 1)) start--;
  let end = at + 1;
  while (end < text.length && isInRun(text, end)) end++;
  return { start, end };
}

function isInRun(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 0x80 || (unit === CHINESE_STOP && isLetterOrDigit(text.charCodeAt(at - 1)) && isLetterOrDigit(text.charCodeAt(at + 1)));
}

/** Whether a run holds an @, two slashes, `www` or a dot before a letter, as every address does: most are a number or words of another language, which need no closer look. */
function mayHoldAddress(text: string, { start, end }: Span): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === AT) return true;
    const next = unitAt(text, i + 1);
    if (unit === DOT ? isLetter(next) : unit === SLASH ? next === SLASH : (unit | SMALL) === LETTER_W && (next | SMALL) === LETTER_W && (unitAt(text, i + 2) | SMALL) === LETTER_W) return true;
  }
  return false;
}

function isLetterOrDigit(unit: number): boolean {
  return isDigit(unit) || isLetter(unit);
}

/** Whether a code unit is an ASCII letter. */
function isLetter(unit: number): boolean {
  const small = unit | SMALL;
  return small >= 0x61 && small <= 0x7a;
}

function addAddresses(text: string, run: Span, spans: Span[]): void {
  for (const match of allMatches(text.slice(run.start, run.end), ADDRESS)) {
    const start = run.start + match.index;
    const last = spans.at(-1);
    if (last && start < last.end) continue;
    let end = start + match[0].length;
    const isWeb = /^(?:https?|ftp):|^www/i.test(match[0]);
    if (!isWeb && !match[0].includes('@') && NO_HOST.test(match[0])) continue;
    while (isWeb && UNFINISHED.test(text.slice(start, end))) {
      const more = GOES_ON.exec(text.slice(end, end + 420));
      // A plain word after the break is the next sentence.
      if (!more || !/[./?=&_\d-]/.test(more[0])) break;
      end += more[0].length;
    }
    const address = text.slice(start, end).replace(/[.,;:!?'\]*\s]+$/, '');
    spans.push({ start, end: start + address.length });
  }
}
