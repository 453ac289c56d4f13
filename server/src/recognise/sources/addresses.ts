import type { Span } from '../../text/span';

/**
 * Web and e-mail addresses of a folded text (full-width signs are half-width there). Scheme and `www.` make any address one; a bare
 * host needs a usual top-level domain, which file names, version numbers and stock codes lack. Scanning and line breaks leave
 * blanks beside the dots and slashes of an address, and Chinese stops for its dots: one of these does not end it.
 */

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
/** A blank that a break left. */
const GAP = '(?:[ \\t]?|[ \\t]?\\r?\\n[ \\t]?)';
const DOT = `(?:${GAP}\\.${GAP})`;
const TLDS = 'com|cn|net|org|gov|edu|info|int|mil|io|tv|cc|top|xyz|biz|hk|tw|mo|jp|kr|sg|uk|de|fr|ru|eu|au|ca';
const TAIL = "[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'*+,;=%]";
/** A path; a second address may follow a comma or semicolon. */
const PATH = `(?::\\d{1,5})?(?:[/?#](?:(?![,;]\\s?https?:)${TAIL}){0,2000})?`;
const EMAIL = `[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[ ]?@[ ]?${LABEL}(?:${DOT}${LABEL}){0,4}${DOT}(?:${TLDS}|[a-z]{2,6})(?![A-Za-z0-9])|[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@${LABEL}(?:\\.${LABEL}){1,5}`;
const WITH_SCHEME = `(?:https?|ftp):${GAP}//${GAP}(?:(?![,;]\\s?https?:)${TAIL}){1,2000}`;
const WITH_WWW = `www(?:${DOT}|。)(?:${LABEL}(?:${DOT}|。)){1,4}(?:${TLDS})(?![A-Za-z0-9-])${PATH}|www\\.${LABEL}(?:\\.${LABEL}){0,5}${PATH}`;
const BARE = `(?=[0-9-]{0,62}[A-Za-z])${LABEL}(?:\\.${LABEL}){0,4}\\.(?:${TLDS})${PATH}(?![A-Za-z0-9@-]|\\.[A-Za-z0-9])`;
const ADDRESS = new RegExp(`(?<![A-Za-z0-9._%+@-])(?:${EMAIL})|${WITH_SCHEME}|(?<![A-Za-z0-9.@/-])(?:${WITH_WWW}|${BARE})`, 'gi');

/** What an address that a break cut goes on with: more of a path after a sign that ends none. */
const GOES_ON = new RegExp(`^(?:[ \\t]?\\r?\\n[ \\t]?|[ \\t])(?=[A-Za-z0-9%])${TAIL}{1,400}`);
const UNFINISHED = /[/=&?_%-]$/;
/** .NET and the like are software, an upper-case HK after a code is a stock exchange. */
const NO_HOST = /^(?:ASP|VB|ADO|ML|Socket|System)\.|\.(?:NET|IO|HK|TW|US|UK|DE|EU|JP|INFO|EDU|TV|CC)$/;

/** Finds addresses; sentence punctuation at their end is left out. */
export function findAddresses(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const last = spans.at(-1);
    if (last && match.index < last.end) continue;
    let end = match.index + match[0].length;
    const isWeb = /^(?:https?|ftp):|^www/i.test(match[0]);
    if (!isWeb && !match[0].includes('@') && NO_HOST.test(match[0])) continue;
    while (isWeb && UNFINISHED.test(text.slice(match.index, end))) {
      const more = GOES_ON.exec(text.slice(end, end + 420));
      // A plain word after the break is the next sentence.
      if (!more || !/[./?=&_\d-]/.test(more[0])) break;
      end += more[0].length;
    }
    const address = text.slice(match.index, end).replace(/[.,;:!?'\]*\s]+$/, '');
    spans.push({ start: match.index, end: match.index + address.length });
  }
  return spans;
}
