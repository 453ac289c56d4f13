import { UnitRow } from '../../text/units';

/**
 * The one look at every character of a folded text, for all rules of the source layer together: it numbers the characters, so that
 * what is asked of them stands in small tables, and notes the few places where some rule may begin, so that none goes through the
 * text by itself.
 */
export interface Scan {
  /** Length of the text. */
  readonly length: number;
  /** The symbol of the character at offset i is `symbols[i + MARGIN]`; on both sides of the text stands {@link OUTSIDE}, {@link MARGIN} times. */
  readonly symbols: Uint16Array;
  /** Offsets in ascending order at which a rule may begin, and the kinds of each, as the bits that {@link placeKind} gave. */
  readonly places: Uint32Array;
  readonly kinds: Uint32Array;
  readonly placeCount: number;
  /** The same of words, of which some begin with every sixth character: {@link wordKind} gave the bits. */
  readonly openings: Uint32Array;
  readonly openingKinds: Uint32Array;
  readonly openingCount: number;
}

/** Symbols that may be read beyond either end of a text. */
export const MARGIN = 8;
/** The symbol of what is outside a text, and of NUL. */
export const OUTSIDE = 0;

// #region Symbols

/**
 * Symbols number the code units in the order in which texts first have them. So the usual ones come first, and what is known of them
 * lies in few lines of the cache, where by code unit each character would have a line of its own.
 */
const symbolsOfUnits = new Uint16Array(0x10000);
const unitsOfSymbols = new Uint16Array(0x10000);
let symbolCount = 1;

/** How many symbols there are so far. */
export function countSymbols(): number {
  return symbolCount;
}

/** The symbol of a code unit; {@link OUTSIDE} when no text has had it. */
export function symbolOf(unit: number): number {
  return symbolsOfUnits[unit] as number;
}

/** The code unit that a symbol stands for. */
export function unitOfSymbol(symbol: number): number {
  return unitsOfSymbols[symbol] as number;
}

function addSymbol(unit: number): number {
  if (unit === 0) return OUTSIDE;
  symbolsOfUnits[unit] = symbolCount;
  unitsOfSymbols[symbolCount] = unit;
  kindsOfSymbols[symbolCount] = kindsOfUnits[unit] as number;
  return symbolCount++;
}

// #endregion

// #region Kinds of places

/** Kinds of places by code unit, and by the symbols there are. */
const kindsOfUnits = new Uint32Array(0x10000);
const kindsOfSymbols = new Uint32Array(0x10000);
/** Bits of places, which are few, and above them those of words. */
const PLACE_BITS = 24;
const WORD_BITS = 7;
const IS_PLACE = (1 << PLACE_BITS) - 1;
const IS_WORD = (1 << WORD_BITS) - 1;
let nextPlace = 1;
let nextWord = 1 << PLACE_BITS;

/**
 * Announces the folded characters, seldom ones, at which a rule may begin and returns the bit that marks their places. To be called
 * where the rule is defined, once for each rule.
 */
export function placeKind(characters: Iterable<string>): number {
  const kind = nextPlace;
  if (kind > IS_PLACE) throw new RangeError('There are twenty-four kinds of places at most.');
  nextPlace <<= 1;
  for (const character of characters) mark(character, kind);
  return kind;
}

/** The same of folded words with which a rule begins: their first characters are not so seldom. */
export function wordKind(words: Iterable<string>): number {
  const kind = nextWord;
  if (kind > 1 << (PLACE_BITS + WORD_BITS - 1)) throw new RangeError('There are seven kinds of words at most.');
  nextWord <<= 1;
  for (const word of words) mark(word, kind);
  return kind;
}

function mark(word: string, kind: number): void {
  const unit = word.charCodeAt(0);
  kindsOfUnits[unit] = (kindsOfUnits[unit] as number) | kind;
  const symbol = symbolsOfUnits[unit] as number;
  if (symbol !== OUTSIDE) kindsOfSymbols[symbol] = kindsOfUnits[unit];
}

// #endregion

const codeUnits = new UnitRow();
let places = new Uint32Array(0);
let kinds = new Uint32Array(0);
let openings = new Uint32Array(0);
let openingKinds = new Uint32Array(0);
let last: { readonly text: string; readonly scan: Scan } | undefined;

/** Looks through a folded text. What it gives is good until the next text is looked through, which the memory is used for again. */
export function scan(text: string): Scan {
  if (last?.text === text) return last.scan;
  const { length } = text;
  // First the code units; one after another becomes a symbol.
  const symbols = codeUnits.read(text, MARGIN);
  if (places.length <= length) {
    places = new Uint32Array(2 * length + 1);
    kinds = new Uint32Array(2 * length + 1);
    openings = new Uint32Array(2 * length + 1);
    openingKinds = new Uint32Array(2 * length + 1);
  }
  let placeCount = 0;
  let openingCount = 0;
  for (let i = 0; i < length; i++) {
    const unit = symbols[i + MARGIN] as number;
    let symbol = symbolsOfUnits[unit] as number;
    if (symbol === OUTSIDE) symbol = addSymbol(unit);
    symbols[i + MARGIN] = symbol;
    const kind = kindsOfSymbols[symbol] as number;
    // Each offset is written, and the next one over it where it is of no kind: to branch at every sixth character would cost more.
    places[placeCount] = i;
    kinds[placeCount] = kind;
    placeCount += ((kind & IS_PLACE) + IS_PLACE) >>> PLACE_BITS;
    openings[openingCount] = i;
    openingKinds[openingCount] = kind;
    openingCount += ((kind >>> PLACE_BITS) + IS_WORD) >>> WORD_BITS;
  }
  last = { text, scan: { length, symbols, places, kinds, placeCount, openings, openingKinds, openingCount } };
  return last.scan;
}
