import { createRequire } from 'node:module';
import type { Segmenter } from '../recognise/terms/segmenter';

/** The part of nodejieba that is used. The second argument of `cut` turns on the hidden Markov model, whatever its types call it. */
export interface NodeJieba {
  cut(sentence: string, useHmm?: boolean): string[];
  insertWord(word: string): boolean;
}

/**
 * nodejieba in this process: it takes about a second and 270 MB, for good. The program has it in a process of its own
 * (segmenterMain.ts); benchmarks and tests may want it here.
 */
export class Jieba implements Segmenter {
  readonly name = 'nodejieba';
  readonly #jieba: NodeJieba;

  /** Loads it, from elsewhere where `load` says so. Throws where the native module cannot be loaded. */
  constructor(load: () => NodeJieba = requireNodeJieba) {
    this.#jieba = load();
    // The first cut reads the dictionaries; a module that is there but broken fails here.
    this.#jieba.cut('', false);
  }

  /**
   * Makes words known. Only Han words of two characters and more help: the dictionary has the rest, or cuts at the change of script
   * anyway. nodejieba cannot forget a word; one that stays is harmless.
   */
  addWords(words: Iterable<string>): void {
    for (const word of words) if (/^\p{Script=Han}{2,}$/u.test(word)) this.#jieba.insertWord(word);
  }

  /**
   * The hidden Markov model stays off: it joins characters into words that no dictionary has, which is no evidence
   * against a term. nodejieba turns a lone surrogate into U+FFFD, one code unit for one, so the words are cut
   * from the clause itself by their lengths.
   */
  words(clause: string): readonly string[] {
    const words: string[] = [];
    let from = 0;
    for (const word of this.#jieba.cut(clause, false)) {
      words.push(clause.slice(from, from + word.length));
      from += word.length;
    }
    if (from < clause.length) words.push(clause.slice(from));
    return words;
  }
}

function requireNodeJieba(): NodeJieba {
  return createRequire(__filename)('nodejieba') as NodeJieba;
}
