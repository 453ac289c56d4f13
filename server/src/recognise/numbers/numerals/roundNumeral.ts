import type { Grammar } from '../grammar';
import { aboutSigns, moreSigns } from '../lexicon';

/** 多, 余 and 来 straight after a round numeral (80多, 二十余, 十来); the end is the offset itself where there are none. */
export function roundSignsAfter(text: string, at: number, value: number, scaled: boolean, grammar: Grammar, isLoneScale = false): { readonly end: number; readonly more: boolean; readonly about: boolean } {
  const unit = text.charCodeAt(at);
  const none = { end: at, more: false, about: false };
  if (!scaled && value % 10 !== 0) return none;
  if (moreSigns.has(unit)) {
    const word = text.slice(at, at + 2);
    if (/^(?:多[样元维模]|余[额下地热温量])/.test(word) && !grammar.units.longest(text, at + 1)) return none;
    return { end: at + 1, more: true, about: false };
  }
  // 万把元, 百把人: about a round number, its scale alone.
  if (text[at] === '把' && isLoneScale && grammar.units.longest(text, at + 1)) return { end: at + 1, more: false, about: true };
  // 来 needs its unit at once: 十来个, but 10来自.
  if (aboutSigns.has(unit) && value % 10 === 0 && grammar.units.longest(text, at + 1)) return { end: at + 1, more: false, about: true };
  return none;
}
