import { ConverterFactory } from 'opencc-js/core';
import hkVariantsRev from 'opencc-js/dict/HKVariantsRev';
import hkVariantsRevPhrases from 'opencc-js/dict/HKVariantsRevPhrases';
import simplifiedCharacters from 'opencc-js/dict/STCharacters';
import traditionalCharacters from 'opencc-js/dict/TSCharacters';
import traditionalPhrases from 'opencc-js/dict/TSPhrases';
import twVariantsRev from 'opencc-js/dict/TWVariantsRev';
import twVariantsRevPhrases from 'opencc-js/dict/TWVariantsRevPhrases';

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
    [twVariantsRevPhrases, twVariantsRev, hkVariantsRevPhrases, hkVariantsRev],
    [traditionalPhrases, traditionalCharacters],
  );
  return converter(text);
}

/** 1 for code units of which every entry of the chain that changes something has one: a text without them is Simplified as it stands, as most names are. */
let changing: Uint8Array | undefined;

function mayChange(text: string): boolean {
  changing ??= unitsOfChanges();
  for (let i = 0; i < text.length; i++) if (changing[text.charCodeAt(i)] === 1) return true;
  return false;
}

function unitsOfChanges(): Uint8Array {
  const units = new Uint8Array(0x10000);
  const changes = [twVariantsRevPhrases, twVariantsRev, hkVariantsRevPhrases, hkVariantsRev, traditionalPhrases, traditionalCharacters].flatMap((dict) =>
    dict.split('|').map((entry) => entry.split(' ') as [string, string]).filter(([from, to]) => from !== to),
  );
  // The single characters first: nearly every phrase that is changed has one of them. Of the others, what is changed in it.
  for (const [from, to] of changes.sort(([a], [b]) => a.length - b.length)) {
    const written = from.split('');
    if (!written.some((unit) => units[unit.charCodeAt(0)] === 1)) units[from.charCodeAt(Math.max(0, written.findIndex((unit, i) => unit !== to[i])))] = 1;
  }
  return units;
}

const onlySimplified = new Set<string>();
const onlyTraditional = new Set<string>();

function loadSets(): void {
  const simplifiedKeys = new Set(keys(simplifiedCharacters));
  const traditionalKeys = new Set(keys(traditionalCharacters));
  for (const key of simplifiedKeys) if (!traditionalKeys.has(key)) onlySimplified.add(key);
  for (const key of traditionalKeys) if (!simplifiedKeys.has(key)) onlyTraditional.add(key);
  // OpenCC gives these a Traditional counterpart, but Traditional text writes them too, as words of their own
  // (皇后, 公里, 茶几): they are no evidence.
  for (const shared of '后里台干面余谷系松只丑斗云于几曲才万与卜了凶出制占合回困夸姜家岳布征志朴杆板核沈注淀熏秋舍群辟郁采雇范伙冬周向咸升千') {
    onlySimplified.delete(shared);
  }
}

/** Which script a text is in, by characters that only one of the two scripts uses. */
export function scriptOf(text: string): Script {
  if (onlySimplified.size === 0) loadSets();
  let hans = 0;
  let hant = 0;
  for (const character of text) {
    if (onlySimplified.has(character)) hans++;
    else if (onlyTraditional.has(character)) hant++;
  }
  if (hans === 0 && hant === 0) return 'neutral';
  if (hans > hant * 9) return 'hans';
  if (hant > hans * 9) return 'hant';
  return 'mixed';
}

function* keys(dict: string): Generator<string> {
  for (const entry of dict.split('|')) yield entry.slice(0, entry.indexOf(' '));
}
