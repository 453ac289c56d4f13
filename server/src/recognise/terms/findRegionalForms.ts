import { ConverterFactory } from 'opencc-js/core';
import { hkPhrases, hkVariants, hkVariantsPhrases, stCharacters, stPhrases, twPhrases, twVariants, twVariantsPhrases } from '../../text/openccTables.built';
import { fold } from '../../text/fold';
import { PatternTrie } from './patternTrie';

/** A wording of a region, in its own script. */
export interface RegionalForm {
  readonly language: 'zh-Hant-TW' | 'zh-Hant-HK';
  readonly text: string;
}

/**
 * The wordings of Taiwan and Hong Kong that OpenCC's phrase tables (`s2twp`, `s2hkp`) give for a form in Simplified
 * Chinese: 网络 is 網路. Nothing for a form that is worded alike everywhere; script alone is no difference.
 */
export function findRegionalForms(simplified: string): readonly RegionalForm[] {
  const folded = fold(simplified);
  return REGIONS.flatMap(({ language, convert, phrases }) => {
    if (phrases().scan(folded).patterns.length === 0) return [];
    const text = convert()(toTraditional()(simplified));
    return fold(text) === folded ? [] : [{ language, text }];
  });
}

interface Region {
  readonly language: RegionalForm['language'];
  /** The wordings that differ, folded: most forms hold none and need no conversion. */
  readonly phrases: () => PatternTrie;
  /** From the Traditional characters of OpenCC to the wording and characters of the region. */
  readonly convert: () => (text: string) => string;
}

const toTraditional = once(() => ConverterFactory([stPhrases(), stCharacters()]));

const REGIONS: readonly Region[] = [
  {
    language: 'zh-Hant-TW',
    phrases: once(() => keysOf(twPhrases())),
    convert: once(() => ConverterFactory([twPhrases()], [twVariantsPhrases(), twVariants()])),
  },
  {
    language: 'zh-Hant-HK',
    phrases: once(() => keysOf(hkPhrases())),
    convert: once(() => ConverterFactory([hkPhrases(), hkVariantsPhrases(), hkVariants()])),
  },
];

function keysOf(dict: string): PatternTrie {
  return new PatternTrie(dict.split('|').map((entry) => fold(entry.slice(0, entry.indexOf(' ')))));
}

/** A value made when it is first asked for: a converter takes a tenth of a second. */
function once<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}
