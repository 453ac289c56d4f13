/**
 * The language that the editor asked for as a BCP 47 tag (`zh-cn`, `en`); editors also send `zh_CN.UTF-8`. English for
 * what is no language tag.
 */
export function localeOf(asked: string | undefined): string {
  const tag = (asked ?? '').replace(/[.@].*$/, '').replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The bundle of translated strings for a locale; undefined for English and languages without one. */
export function bundleFor(locale: string): 'zh-cn' | 'zh-tw' | undefined {
  const { language, script } = new Intl.Locale(locale).maximize();
  if (language !== 'zh') return undefined;
  return script === 'Hant' ? 'zh-tw' : 'zh-cn';
}
