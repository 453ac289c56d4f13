import { createRequire } from 'node:module';
import { builtInSegmenter } from '../recognise/terms/builtInSegmenter';
import type { Segmenter } from '../recognise/terms/segmenter';

/** The segmenter in use and, where it is only the second choice, why. */
export interface LoadedSegmenter {
  readonly segmenter: Segmenter;
  /** Why nodejieba could not be loaded (one line); absent when it was. */
  readonly loadError?: string;
}

/**
 * A segmenter that is loaded when it is first asked for: nodejieba takes about a second and 270 MB. Without it
 * (no native module for this platform) `Intl.Segmenter` does the work, and `loadError` says why.
 */
export class LazySegmenter {
  readonly #load: () => NodeJieba;
  #userWords: readonly string[];
  #loaded: LoadedSegmenter | undefined;
  #jieba: NodeJieba | undefined;

  /**
   * `userWords` are the written forms of the term bases, which the segmenter is to know as words; `load` is for
   * tests and for hosts that keep native modules elsewhere.
   */
  constructor(userWords: Iterable<string> = [], load: () => NodeJieba = requireNodeJieba) {
    this.#userWords = [...userWords];
    this.#load = load;
  }

  /** The segmenter, loaded now if it is not yet. */
  get(): Segmenter {
    return this.load().segmenter;
  }

  /** What is in use; undefined until the segmenter was first needed. */
  get loaded(): LoadedSegmenter | undefined {
    return this.#loaded;
  }

  load(): LoadedSegmenter {
    if (this.#loaded) return this.#loaded;
    try {
      const jieba = this.#load();
      // The first cut reads the dictionaries; a module that is there but broken fails here, not in a request.
      jieba.cut('', false);
      this.#jieba = jieba;
      insertWords(jieba, this.#userWords);
      this.#userWords = [];
      this.#loaded = { segmenter: { name: 'nodejieba', words: (clause) => jiebaWords(jieba, clause) } };
    } catch (error) {
      this.#loaded = { segmenter: builtInSegmenter(), loadError: firstLine(error) };
    }
    return this.#loaded;
  }

  /** Makes more words known, when a term base was loaded or changed. nodejieba cannot forget a word; one that stays is harmless. */
  addWords(words: Iterable<string>): void {
    if (this.#jieba) insertWords(this.#jieba, words);
    else this.#userWords = [...this.#userWords, ...words];
  }
}

/** The part of nodejieba that is used. The second argument of `cut` turns on the hidden Markov model, whatever its types call it. */
export interface NodeJieba {
  cut(sentence: string, useHmm?: boolean): string[];
  insertWord(word: string): boolean;
}

function requireNodeJieba(): NodeJieba {
  return createRequire(__filename)('nodejieba') as NodeJieba;
}

/** Only Han words of two characters and more help: the dictionary has the rest, or cuts at the change of script anyway. */
function insertWords(jieba: NodeJieba, words: Iterable<string>): void {
  for (const word of words) if (/^\p{Script=Han}{2,}$/u.test(word)) jieba.insertWord(word);
}

/**
 * The hidden Markov model stays off: it joins characters into words that no dictionary has, which is no evidence
 * against a term. nodejieba turns a lone surrogate into U+FFFD, one code unit for one, so the words are cut
 * from the clause itself by their lengths.
 */
function jiebaWords(jieba: NodeJieba, clause: string): readonly string[] {
  const words: string[] = [];
  let from = 0;
  for (const word of jieba.cut(clause, false)) {
    words.push(clause.slice(from, from + word.length));
    from += word.length;
  }
  if (from < clause.length) words.push(clause.slice(from));
  return words;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] as string;
}
