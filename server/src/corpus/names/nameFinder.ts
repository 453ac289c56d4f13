import { isWhite } from '../../text/characters';

/** Flags by code unit: whether a name begins with it, and whether it is white space. */
const BEGINS = 1;
const WHITE = 2;
/** Bits of the filter of pairs at first, and for each name in it. */
const LEAST_BITS = 1 << 12;
const BITS_A_NAME = 16;

/**
 * Finds which of many names stand in a text, in one pass whatever their number. White space inside a name, of the text or of the
 * name itself, is passed over: a name that was torn apart by scanning stands there all the same.
 */
export class NameFinder {
  /** Made with the first name: of documents that stand alone, many have none. */
  #flags: Uint8Array | undefined;
  /** Names without white space by their first two code units; a name of one unit by that alone. */
  readonly #byPair = new Map<number, string[]>();
  #size = 0;
  /** Whether a name may begin with a pair, by its hash; a removed name leaves its bit until the filter is made anew. */
  #pairs = new Uint32Array(LEAST_BITS >>> 5);

  /** Takes in a name without white space; not twice. */
  add(name: string): void {
    if (name === '') return;
    const pair = pairOf(name);
    const known = this.#byPair.get(pair);
    if (known) known.push(name);
    else this.#byPair.set(pair, [name]);
    const flags = (this.#flags ??= whiteSpace().slice());
    flags[name.charCodeAt(0)] = (flags[name.charCodeAt(0)] as number) | BEGINS;
    if (++this.#size * BITS_A_NAME > this.#pairs.length * 32) this.#growFilter();
    else this.#mark(pair);
  }

  /** Takes out a name that was taken in. */
  remove(name: string): void {
    const pair = pairOf(name);
    const known = this.#byPair.get(pair);
    const at = known?.indexOf(name) ?? -1;
    if (!known || at < 0) return;
    known.splice(at, 1);
    if (known.length === 0) this.#byPair.delete(pair);
    this.#size--;
  }

  /** The names that stand in a folded text. */
  in(text: string): Set<string> {
    const found = new Set<string>();
    const flags = this.#flags;
    if (this.#size === 0 || !flags) return found;
    const pairs = this.#pairs;
    const mask = pairs.length * 32 - 1;
    for (let at = 0; at < text.length; at++) {
      const first = text.charCodeAt(at);
      if (((flags[first] as number) & BEGINS) === 0) continue;
      let next = at + 1;
      while (next < text.length && ((flags[text.charCodeAt(next)] as number) & WHITE) !== 0) next++;
      const second = next < text.length ? text.charCodeAt(next) : 0;
      const pair = (first << 16) | second;
      const bit = hash(pair) & mask;
      if (((pairs[bit >>> 5] as number) & (1 << (bit & 31))) !== 0) this.#collect(pair, text, next, found);
      // Names of one code unit are very rare: their pairs have nothing for a second.
      const single = hash(first << 16) & mask;
      if (((pairs[single >>> 5] as number) & (1 << (single & 31))) !== 0) this.#collect(first << 16, text, next, found);
    }
    return found;
  }

  #collect(pair: number, text: string, second: number, found: Set<string>): void {
    for (const name of this.#byPair.get(pair) ?? []) if (name.length < 3 || restStandsAt(text, second + 1, name)) found.add(name);
  }

  #mark(pair: number): void {
    const bit = hash(pair) & (this.#pairs.length * 32 - 1);
    this.#pairs[bit >>> 5] = (this.#pairs[bit >>> 5] as number) | (1 << (bit & 31));
  }

  #growFilter(): void {
    this.#pairs = new Uint32Array(this.#pairs.length * 4);
    for (const pair of this.#byPair.keys()) this.#mark(pair);
  }
}

let white: Uint8Array | undefined;

/** The flags without any name. */
function whiteSpace(): Uint8Array {
  if (!white) {
    white = new Uint8Array(0x10000);
    for (let unit = 0; unit < 0x10000; unit++) if (isWhite(unit)) white[unit] = WHITE;
  }
  return white;
}

function pairOf(name: string): number {
  return (name.charCodeAt(0) << 16) | (name.length > 1 ? name.charCodeAt(1) : 0);
}

/** A product with 2^32 divided by the golden ratio mixes upwards (Knuth, The Art of Computer Programming 3, 6.4); what is above is brought down again. */
function hash(pair: number): number {
  const product = Math.imul(pair, 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** Whether a name goes on after its second code unit as a text does from an offset on, white space in the text passed over. */
function restStandsAt(text: string, offset: number, name: string): boolean {
  let at = offset;
  for (let i = 2; i < name.length; i++) {
    while (at < text.length && isWhite(text.charCodeAt(at))) at++;
    if (at >= text.length || text.charCodeAt(at) !== name.charCodeAt(i)) return false;
    at++;
  }
  return true;
}
