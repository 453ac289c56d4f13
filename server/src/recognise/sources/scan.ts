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
  /** Where a personal name may begin. */
  readonly names: Uint32Array;
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

/** Gives each code unit of a row that has none yet a symbol. */
function addSymbols(units: Uint16Array): void {
  for (const unit of units) {
    if (unit === 0 || symbolsOfUnits[unit] !== OUTSIDE) continue;
    symbolsOfUnits[unit] = symbolCount;
    unitsOfSymbols[symbolCount] = unit;
    writeRow(symbolCount++);
  }
}

// #endregion

// #region Kinds of places

/** Which kinds have a character as a word of its own, as the first of a longer word, and as its second; a bit for each kind. */
interface Openings {
  alone: number;
  first: number;
  second: number;
}

const openingsOfUnits = new Map<number, Openings>();
/** The same by symbol, {@link ROW} numbers each. */
const ROW = 4;
const rows = new Int32Array(ROW * 0x10000);
const ALONE = 0;
const FIRST = 1;
const SECOND = 2;

/**
 * Names begin so often that their places have a list of their own. Those that two characters begin are of eight groups, from this kind
 * on, so that the first of one and the second of another hardly ever meet; those that one character begins are of the last group.
 */
const NAMES = 24;
const NAME_GROUPS = 8;
const ANY_NAME = NAMES + NAME_GROUPS - 1;
const MOST_KINDS = NAMES;
let kindCount = 0;
/** The places of each kind in the text looked through last, and how many there are. */
const places: Uint32Array[] = [];
const counts = new Uint32Array(MOST_KINDS);

/**
 * Announces the folded words, be they of one character, with which a rule may begin, and returns the kind of their places, for
 * {@link placesOf}. To be called where the rule is defined, once for each rule.
 */
export function placeKind(words: Iterable<string>): number {
  if (kindCount === MOST_KINDS) throw new RangeError('There are twenty-four kinds of places at most.');
  const kind = kindCount++;
  places[kind] = new Uint32Array(0);
  for (const word of words) {
    if (word.length === 1) mark(word, 0, 'alone', kind);
    else {
      mark(word, 0, 'first', kind);
      mark(word, 1, 'second', kind);
    }
  }
  return kind;
}

/** Announces the code units of which each may begin a name, and the folded words with whose first two characters other names begin, for {@link Scan.names}. */
export function announceNames(alone: readonly number[], words: readonly string[]): void {
  for (const unit of alone) mark(String.fromCharCode(unit), 0, 'alone', ANY_NAME);
  for (const word of words) {
    const group = NAMES + (word.charCodeAt(0) % NAME_GROUPS);
    mark(word, 0, 'first', group);
    mark(word, 1, 'second', group);
  }
}

/** Whether each place of a code unit is among {@link Scan.names}. */
export function isAlwaysNamePlace(unit: number): boolean {
  return ((openingsOfUnits.get(unit)?.alone ?? 0) & (1 << ANY_NAME)) !== 0;
}

function mark(word: string, at: number, as: keyof Openings, kind: number): void {
  const unit = word.charCodeAt(at);
  const known = openingsOfUnits.get(unit) ?? { alone: 0, first: 0, second: 0 };
  known[as] |= 1 << kind;
  openingsOfUnits.set(unit, known);
  const symbol = symbolsOfUnits[unit] as number;
  if (symbol !== OUTSIDE) writeRow(symbol);
}

function writeRow(symbol: number): void {
  const openings = openingsOfUnits.get(unitOfSymbol(symbol));
  if (!openings) return;
  rows[ROW * symbol + ALONE] = openings.alone;
  rows[ROW * symbol + FIRST] = openings.first;
  rows[ROW * symbol + SECOND] = openings.second;
}

// #endregion

const codeUnits = new UnitRow();
/** The places of all kinds in the order of the text, and the kinds of each. */
let found = new Uint32Array(0);
let foundKinds = new Int32Array(0);
/** The places of names. */
let foundNames = new Uint32Array(0);
let foundNameCount = 0;
let last: { readonly text: string; readonly scan: Scan } | undefined;

/** Looks through a folded text. What it gives is good until the next text is looked through, which the memory is used for again. */
export function scan(text: string): Scan {
  if (last?.text === text) return last.scan;
  const { length } = text;
  if (found.length <= length) {
    found = new Uint32Array(2 * length + 1);
    foundKinds = new Int32Array(2 * length + 1);
    foundNames = new Uint32Array(2 * length + 1);
  }
  let symbols = codeUnits.read(text, MARGIN);
  let count = lookThrough(symbols, length);
  if (count === NEW_CHARACTER) {
    symbols = codeUnits.read(text, MARGIN);
    addSymbols(symbols.subarray(MARGIN, length + MARGIN));
    count = lookThrough(symbols, length);
  }
  last = { text, scan: { length, symbols, names: foundNames.subarray(0, foundNameCount) } };
  sortByKind(count);
  return last.scan;
}

const NEW_CHARACTER = -1;
const ALL_BUT_NAMES = (1 << NAMES) - 1;

/**
 * Makes symbols of code units, which begin at {@link MARGIN}, and notes where something may begin; returns how many places these are, or
 * {@link NEW_CHARACTER} at a code unit without a symbol. The loop calls nothing, so that all it works with stays in registers.
 */
function lookThrough(row: Uint16Array, length: number): number {
  const symbols = symbolsOfUnits;
  const table = rows;
  const offsets = found;
  const kindsThere = foundKinds;
  const names = foundNames;
  let count = 0;
  let nameCount = 0;
  let alone = 0;
  let first = 0;
  // One further than the text: what begins at a character is known when the next one is.
  for (let at = MARGIN; at <= length + MARGIN; at++) {
    const unit = row[at] as number;
    const symbol = symbols[unit] as number;
    if (symbol === OUTSIDE && unit !== 0) return NEW_CHARACTER;
    row[at] = symbol;
    const openings = ROW * symbol;
    const kinds = alone | (first & (table[openings + SECOND] as number));
    // Each offset is written, and the next one over it where nothing begins: to branch at every tenth character would cost more.
    offsets[count] = at - MARGIN - 1;
    names[nameCount] = at - MARGIN - 1;
    nameCount += -(kinds >>> NAMES) >>> 31;
    const others = kinds & ALL_BUT_NAMES;
    kindsThere[count] = others;
    count += -others >>> 31;
    alone = table[openings + ALONE] as number;
    first = table[openings + FIRST] as number;
  }
  foundNameCount = nameCount;
  return count;
}

/**
 * The places, in ascending order, at which a word of a kind may begin, as its first two characters say: a place is left out only where
 * none begins. Good until the next text is looked through.
 */
export function placesOf(text: string, kind: number): Uint32Array {
  scan(text);
  return (places[kind] as Uint32Array).subarray(0, counts[kind]);
}

/** Sorts what was found by kind. */
function sortByKind(count: number): void {
  const offsets = found;
  const kindsThere = foundKinds;
  for (let kind = 0; kind < kindCount; kind++) {
    if ((places[kind] as Uint32Array).length < count) places[kind] = new Uint32Array(2 * count);
  }
  counts.fill(0);
  for (let i = 0; i < count; i++) {
    const at = offsets[i] as number;
    for (let left = kindsThere[i] as number; left !== 0; left &= left - 1) {
      const kind = lowestKind(left);
      const size = counts[kind] as number;
      (places[kind] as Uint32Array)[size] = at;
      counts[kind] = size + 1;
    }
  }
}

function lowestKind(kinds: number): number {
  return 31 - Math.clz32(kinds & -kinds);
}
