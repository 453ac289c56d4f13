import { isWhite } from '../../text/characters';

/** What `\s` matches in a regular expression. */
export const WHITE_SPACE = ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** A text without its white space. */
export function withoutWhite(text: string): string {
  return hasWhite(text) ? text.replace(/\s+/g, '') : text;
}

/** A text with one space for each stretch of white space. */
export function withSingleSpaces(text: string): string {
  return hasWhite(text) ? text.replace(/\s+/g, ' ') : text;
}

/** Most texts that are asked about have none, and to look for some is far cheaper than a pattern. */
function hasWhite(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isWhite(text.charCodeAt(i))) return true;
  return false;
}
