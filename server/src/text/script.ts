import { ConverterFactory } from 'opencc-js/core';
import { hkVariantsRev, hkVariantsRevPhrases, tsCharacters, tsPhrases, twVariantsRev, twVariantsRevPhrases } from './openccTables.built';
import { changingUnits, scriptTables, type ScriptTables } from './scriptTables.built';

/** The script a text is written in; `mixed` when both kinds of characters stand in it, `neutral` when neither does. */
export type Script = 'hans' | 'hant' | 'mixed' | 'neutral';

let converter: ((text: string) => string) | undefined;

/**
 * A text in Simplified characters, wording left as it is (no 網際網路 to 互联网), code point for code
 * point: the chain tw and hk to t to cn of OpenCC without its regional phrase tables.
 */
export function simplify(text: string): string {
  if (!mayChange(text)) return text;
  converter ??= ConverterFactory(
    [twVariantsRevPhrases(), twVariantsRev(), hkVariantsRevPhrases(), hkVariantsRev()],
    [tsPhrases(), tsCharacters()],
  );
  return converter(text);
}

let changing: Uint8Array | undefined;

function mayChange(text: string): boolean {
  changing ??= changingUnits();
  for (let i = 0; i < text.length; i++) if (changing[text.charCodeAt(i)] === 1) return true;
  return false;
}

let tables: ScriptTables | undefined;

/** Which script a text is in, by characters that only one of the two scripts uses. */
export function scriptOf(text: string): Script {
  tables ??= scriptTables();
  const { units, simplified, traditional } = tables;
  let hans = 0;
  let hant = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const script = units[unit];
    if (script === 1) hans++;
    else if (script === 2) hant++;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      const character = text.slice(i, i + 2);
      if (character.length < 2) continue;
      if (simplified.includes(character)) hans++;
      else if (traditional.includes(character)) hant++;
    }
  }
  if (hans === 0 && hant === 0) return 'neutral';
  if (hans > hant * 9) return 'hans';
  if (hant > hans * 9) return 'hant';
  return 'mixed';
}
