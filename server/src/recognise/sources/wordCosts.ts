import { isHan, isLargeHan } from '../../text/characters';
import { commonWords, ROOT } from '../wordTrie';

/**
 * How well a stretch of Chinese reads as a row of ordinary words: the cost of its cheapest division
 * into words of a frequency list (a unigram model, solved by dynamic programming as in Sproat et al.,
 * "A stochastic finite-state word-segmentation algorithm for Chinese", Computational Linguistics 22(3), 1996).
 * Costs are -2 ln p, in whole numbers.
 */

/** Cost of a Han character that the list does not know. */
const UNKNOWN_CHARACTER = 36;
/** Cost of any other sign. */
const OTHER_SIGN = 4;

/** Characters in the longest word of the list. */
const LONGEST_WORD = 8;

/** Cost of a folded word as one entry of the list; undefined when the list does not have it. */
export function wordCost(word: string): number | undefined {
  return commonWords().cost(word);
}

/** The cheapest costs of reading a stretch of a folded text as words, from either end to every place in it. */
export class WordLattice {
  readonly #start: number;
  readonly #before: Int32Array;
  readonly #after: Int32Array;

  constructor(text: string, start: number, end: number) {
    const words = commonWords();
    const size = end - start;
    const before = new Int32Array(size + 1).fill(0x3fffffff);
    const after = new Int32Array(size + 1).fill(0x3fffffff);
    before[0] = 0;
    after[size] = 0;
    // Arcs found from the left are kept for the way back.
    const arcs = new Int16Array(size * LONGEST_WORD).fill(-1);
    for (let i = 0; i < size; i++) {
      const base = before[i] as number;
      let node = ROOT;
      for (let k = i; k < size && k < i + LONGEST_WORD; k++) {
        const unit = text.charCodeAt(start + k);
        node = words.step(node, unit);
        if (node === 0 && k > i) break;
        let cost = node === 0 ? -1 : words.costAt(node);
        if (cost < 0 && k === i) cost = isHan(unit) || isLargeHan(unit) ? UNKNOWN_CHARACTER : OTHER_SIGN;
        if (cost >= 0) {
          arcs[i * LONGEST_WORD + k - i] = cost;
          if (base + cost < (before[k + 1] as number)) before[k + 1] = base + cost;
        }
        if (node === 0) break;
      }
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let n = 0; n < LONGEST_WORD && i + n < size; n++) {
        const cost = arcs[i * LONGEST_WORD + n] as number;
        if (cost >= 0) after[i] = Math.min(after[i] as number, cost + (after[i + n + 1] as number));
      }
    }
    this.#start = start;
    this.#before = before;
    this.#after = after;
  }

  /** What the whole stretch costs as a row of ordinary words. */
  get cost(): number {
    return this.#after[0] as number;
  }

  /**
   * How much cheaper the stretch reads when the characters from `start` to `end` are one name of the given cost:
   * the logarithm of a likelihood ratio, doubled; positive speaks for the name.
   */
  gain(start: number, end: number, nameCost: number): number {
    const whole = this.#after[0] as number;
    return whole - (this.#before[start - this.#start] as number) - nameCost - (this.#after[end - this.#start] as number);
  }

  /** What it costs to let a word end and another begin at an offset, against the best division; 0 at the boundaries of that. */
  boundaryCost(offset: number): number {
    const i = offset - this.#start;
    return (this.#before[i] as number) + (this.#after[i] as number) - (this.#after[0] as number);
  }
}
