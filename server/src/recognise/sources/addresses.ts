import type { Span } from '../../text/span';

/** Web and e-mail addresses of a folded text. Scheme and `www.` make any address one; a bare host needs a usual top-level domain. */
const EMAIL = '[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,5}';
const TAIL = "[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'*+,;=%]";
const WITH_SCHEME = `(?:https?|ftp)://${TAIL}{1,2000}`;
const WITH_WWW = `www\\.[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,5}(?::\\d{1,5})?(?:/${TAIL}{0,2000})?`;
const BARE = `(?=[0-9-]{0,62}[A-Za-z])[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,4}\\.(?:com|cn|net|org|gov|edu|info|io|hk|tw|mo|jp|uk|de|eu)(?:/${TAIL}{0,2000})?(?![A-Za-z0-9@])`;
const ADDRESS = new RegExp(`${EMAIL}|${WITH_SCHEME}|(?<![A-Za-z0-9.@/-])(?:${WITH_WWW}|${BARE})`, 'gi');

/** Finds addresses; sentence punctuation at their end is left out. */
export function findAddresses(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?'\]*]+$/, '');
    spans.push({ start: match.index, end: match.index + address.length });
  }
  return spans;
}
