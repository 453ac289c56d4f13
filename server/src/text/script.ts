import { ConverterFactory } from 'opencc-js/core';
import { hkVariantsRev, hkVariantsRevPhrases, tsCharacters, tsPhrases, twVariantsRev, twVariantsRevPhrases } from './openccTables.built';
import { changingUnits, scriptTables, type ScriptTables } from './scriptTables.built';
import { unitsOf } from './units';

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

/** What {@link ScriptTables.units} says of a code unit. */
const OF_SIMPLIFIED = 1;
const OF_TRADITIONAL = 2;
const BEGINS_PAIR = 4;
/** Code units from which on an array of them is worth making. */
const LONG = 1000;
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Which script a text, or what of it stands between two offsets, is in, by characters that only one of the two scripts uses. */
export function scriptOf(text: string, from = 0, to = text.length): Script {
  const start = Math.max(0, from);
  const end = Math.min(to, text.length);
  tables ??= scriptTables();
  const { units, simplified, traditional } = tables;
  let hans = 0;
  let hant = 0;
  let all = 0;
  // Nothing is decided by character: which script the next one is of cannot be foreseen. Of a long text an array is read, which is faster.
  if (end - start < LONG) {
    for (let i = start; i < end; i++) {
      const marks = units[text.charCodeAt(i)] as number;
      hans += marks & OF_SIMPLIFIED;
      hant += marks & OF_TRADITIONAL;
      all |= marks;
    }
  } else {
    const row = unitsOf(text);
    for (let i = start; i < end; i++) {
      const marks = units[row[i] as number] as number;
      hans += marks & OF_SIMPLIFIED;
      hant += marks & OF_TRADITIONAL;
      all |= marks;
    }
  }
  hant /= OF_TRADITIONAL;
  if ((all & BEGINS_PAIR) !== 0) {
    for (const [pair] of text.slice(start, end).matchAll(PAIR)) {
      if (simplified.includes(pair)) hans++;
      else if (traditional.includes(pair)) hant++;
    }
  }
  if (hans === 0 && hant === 0) return 'neutral';
  if (hans > hant * 9) return 'hans';
  if (hant > hans * 9) return 'hant';
  return 'mixed';
}
