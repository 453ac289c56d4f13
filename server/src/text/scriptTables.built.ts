import { hkVariantsRev, hkVariantsRevPhrases, stCharacters, tsCharacters, tsPhrases, twVariantsRev, twVariantsRevPhrases } from './openccTables.built';

/** Which characters only one script uses, as OpenCC has them. */
export interface ScriptTables {
  /** By UTF-16 code unit: 1 for a character of Simplified Chinese alone, 2 for one of Traditional alone, 4 for the first half of a surrogate pair. */
  readonly units: Uint8Array;
  /** Those outside the Basic Multilingual Plane. */
  readonly simplified: string;
  readonly traditional: string;
}

/** Which characters tell a script. Made when the program is built. */
export function scriptTables(): ScriptTables {
  const inSimplified = new Set(keys(stCharacters()));
  const inTraditional = new Set(keys(tsCharacters()));
  const simplified = [...inSimplified].filter((key) => !inTraditional.has(key) && !SHARED.includes(key));
  const traditional = [...inTraditional].filter((key) => !inSimplified.has(key));
  const units = new Uint8Array(0x10000);
  for (const key of simplified) if (key.length === 1) units[key.charCodeAt(0)] = 1;
  for (const key of traditional) if (key.length === 1) units[key.charCodeAt(0)] = 2;
  units.fill(4, 0xd800, 0xdc00);
  const long = (keysOfScript: readonly string[]): string => keysOfScript.filter((key) => key.length > 1).join('');
  return { units, simplified: long(simplified), traditional: long(traditional) };
}

/** OpenCC gives these a Traditional counterpart, but Traditional text writes them too, as words of their own (皇后, 公里, 茶几): they are no evidence. */
const SHARED = '后里台干面余谷系松只丑斗云于几曲才万与卜了凶出制占合回困夸姜家岳布征志朴杆板核沈注淀熏秋舍群辟郁采雇范伙冬周向咸升千';

/**
 * 1 for code units of which every entry of the chain from Traditional to Simplified (script.ts) that changes something has one: a text
 * without them is Simplified as it stands, as most names are. Made when the program is built.
 */
export function changingUnits(): Uint8Array {
  const units = new Uint8Array(0x10000);
  const tables = [twVariantsRevPhrases, twVariantsRev, hkVariantsRevPhrases, hkVariantsRev, tsPhrases, tsCharacters];
  const changes = tables.flatMap((table) => table().split('|').map((entry) => entry.split(' ') as [string, string]).filter(([from, to]) => from !== to));
  // The single characters first: nearly every phrase that is changed has one of them. Of the others, what is changed in it.
  for (const [from, to] of changes.sort(([a], [b]) => a.length - b.length)) {
    const written = from.split('');
    if (!written.some((unit) => units[unit.charCodeAt(0)] === 1)) units[from.charCodeAt(Math.max(0, written.findIndex((unit, i) => unit !== to[i])))] = 1;
  }
  return units;
}

function* keys(table: string): Generator<string> {
  for (const entry of table.split('|')) yield entry.slice(0, entry.indexOf(' '));
}
