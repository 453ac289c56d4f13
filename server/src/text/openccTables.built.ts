import hkPhrasesTable from 'opencc-js/dict/HKPhrases';
import hkVariantsTable from 'opencc-js/dict/HKVariants';
import hkVariantsPhrasesTable from 'opencc-js/dict/HKVariantsPhrases';
import hkVariantsRevTable from 'opencc-js/dict/HKVariantsRev';
import hkVariantsRevPhrasesTable from 'opencc-js/dict/HKVariantsRevPhrases';
import stCharactersTable from 'opencc-js/dict/STCharacters';
import stPhrasesTable from 'opencc-js/dict/STPhrases';
import tsCharactersTable from 'opencc-js/dict/TSCharacters';
import tsPhrasesTable from 'opencc-js/dict/TSPhrases';
import twPhrasesTable from 'opencc-js/dict/TWPhrases';
import twVariantsTable from 'opencc-js/dict/TWVariants';
import twVariantsPhrasesTable from 'opencc-js/dict/TWVariantsPhrases';
import twVariantsRevTable from 'opencc-js/dict/TWVariantsRev';
import twVariantsRevPhrasesTable from 'opencc-js/dict/TWVariantsRevPhrases';

// The tables of OpenCC (`"from to|from to|…"`), two megabytes of text of which little is ever needed: each is read when it is called.

export const hkPhrases = (): string => hkPhrasesTable;
export const hkVariants = (): string => hkVariantsTable;
export const hkVariantsPhrases = (): string => hkVariantsPhrasesTable;
export const hkVariantsRev = (): string => hkVariantsRevTable;
export const hkVariantsRevPhrases = (): string => hkVariantsRevPhrasesTable;
export const stCharacters = (): string => stCharactersTable;
export const stPhrases = (): string => stPhrasesTable;
export const tsCharacters = (): string => tsCharactersTable;
export const tsPhrases = (): string => tsPhrasesTable;
export const twPhrases = (): string => twPhrasesTable;
export const twVariants = (): string => twVariantsTable;
export const twVariantsPhrases = (): string => twVariantsPhrasesTable;
export const twVariantsRev = (): string => twVariantsRevTable;
export const twVariantsRevPhrases = (): string => twVariantsRevPhrasesTable;
