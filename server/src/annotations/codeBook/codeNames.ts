import type { Code } from '../model';

/**
 * The name of a code for people who read in a language (a BCP 47 tag): the one in its `names` that fits best, else its own. A Chinese name
 * fits in the same script only; region does not matter where no name has the same one (RFC 4647, lookup, on tags with their likely script).
 */
export function nameIn(code: Pick<Code, 'name' | 'names'>, locale: string): string {
  const language = languageOfName(code, locale);
  return (language === undefined ? undefined : code.names?.[language]) ?? code.name;
}

/** The language tag in its `names` of the name that {@link nameIn} gives; `undefined` where that is its own. */
export function languageOfName({ names = {} }: Pick<Code, 'names'>, locale: string): string | undefined {
  const wanted = likely(locale);
  if (!wanted) return undefined;
  let best: { readonly tag: string; readonly fit: number } | undefined;
  for (const [tag, name] of Object.entries(names)) {
    const offered = likely(tag);
    if (!offered || name.trim() === '' || offered.language !== wanted.language || offered.script !== wanted.script) continue;
    const fit = offered.region === wanted.region ? 1 : 0;
    if (!best || fit > best.fit) best = { tag, fit };
  }
  return best?.tag;
}

/** Tags met so far, with what they most likely mean: a code book has few of them, and many codes. */
const known = new Map<string, Intl.Locale | undefined>();

function likely(tag: string): Intl.Locale | undefined {
  if (!known.has(tag)) known.set(tag, maximized(tag));
  return known.get(tag);
}

function maximized(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).maximize();
  } catch {
    return undefined;
  }
}
