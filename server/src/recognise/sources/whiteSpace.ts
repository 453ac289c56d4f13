import { isWhite } from '../../text/characters';

/** What `\s` matches in a regular expression. */
export const WHITE_SPACE = ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** A text without its white space. */
export function withoutWhite(text: string): string {
  // Most have none, and to look for some is far cheaper than a pattern.
  for (let i = 0; i < text.length; i++) if (isWhite(text.charCodeAt(i))) return text.replace(/\s+/g, '');
  return text;
}
