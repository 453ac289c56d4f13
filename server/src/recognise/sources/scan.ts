import { enlarged, UnitRow } from '../../text/units';

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

// Symbols number the code units in the order in which texts first have them. So the usual ones come first, and what is known of them
// lies in few lines of the cache, where by code unit each character would have a line of its own.

/**
 * What is known of each code unit in the texts so far: its symbol in the lower half, and above it what may begin there, as
 * {@link classes} has it; 0 until a text has it.
 */
const knownUnits = new Int32Array(0x10000);
const unitsOfSymbols = new Uint16Array(0x10000);
const SYMBOL = 0xffff;
let symbolCount = 1;

/** How many symbols there are so far. */
export function countSymbols(): number {
  return symbolCount;
}

/** The symbol of a code unit; {@link OUTSIDE} when no text has had it. */
export function symbolOf(unit: number): number {
  return (knownUnits[unit] as number) & SYMBOL;
}

/** The code unit that a symbol stands for. */
export function unitOfSymbol(symbol: number): number {
  return unitsOfSymbols[symbol] as number;
}

/** Gives each code unit of a row that has none yet a symbol. */
function addSymbols(units: Uint16Array): void {
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number;
    if (unit === 0 || knownUnits[unit] !== 0) continue;
    knownUnits[unit] = symbolCount | (classes[unit] as number);
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
 * What each code unit is, in the upper half of a number, so that the loop over all characters has one look for each: whether it begins
 * a name, or a word of some kind, by itself; and of which groups of longer names and words it is the first and the second character. Two
 * characters may begin one when a group has the first of them as first and the other as second: it is the code unit of the first that
 * tells the group, so few others do.
 */
const classes = new Int32Array(0x10000);
const BEGINS_NAME = 1 << 16;
const BEGINS_WORD = 1 << 17;
/** The lowest bits of the groups of names and of words, and how many these are. */
const NAME_FIRST = 18;
const NAME_SECOND = 21;
const NAME_GROUPS = 3;
const WORD_FIRST = 24;
const WORD_SECOND = 28;
const WORD_GROUPS = 4;

const MOST_KINDS = 32;
let kindCount = 0;
/** The places of each kind in the text looked through last, and how many there are. */
const places: Uint32Array[] = [];
const counts = new Uint32Array(MOST_KINDS);

/**
 * Announces the folded words, be they of one character, with which a rule may begin, and returns the kind of their places, for
 * {@link placesOf}. To be called where the rule is defined, once for each rule.
 */
export function placeKind(words: Iterable<string>): number {
  if (kindCount === MOST_KINDS) throw new RangeError('There are thirty-two kinds of places at most.');
  const kind = kindCount++;
  places[kind] = new Uint32Array(0);
  for (const word of words) {
    if (word.length === 1) mark(word.charCodeAt(0), BEGINS_WORD, 'alone', kind);
    else {
      const group = word.charCodeAt(0) % WORD_GROUPS;
      mark(word.charCodeAt(0), 1 << (WORD_FIRST + group), 'first', kind);
      mark(word.charCodeAt(1), 1 << (WORD_SECOND + group), 'second', kind);
    }
  }
  return kind;
}

/** Announces the code units of which each may begin a name, and the folded words with whose first two characters other names begin, for {@link Scan.names}. */
export function announceNames(alone: readonly number[], words: readonly string[]): void {
  for (const unit of alone) addClass(unit, BEGINS_NAME);
  for (const word of words) {
    const group = word.charCodeAt(0) % NAME_GROUPS;
    addClass(word.charCodeAt(0), 1 << (NAME_FIRST + group));
    addClass(word.charCodeAt(1), 1 << (NAME_SECOND + group));
  }
}

/** Whether each place of a code unit is among {@link Scan.names}. */
export function isAlwaysNamePlace(unit: number): boolean {
  return ((classes[unit] as number) & BEGINS_NAME) !== 0;
}

function addClass(unit: number, bit: number): void {
  classes[unit] = (classes[unit] as number) | bit;
  if (knownUnits[unit] !== 0) knownUnits[unit] = (knownUnits[unit] as number) | bit;
}

function mark(unit: number, bit: number, as: keyof Openings, kind: number): void {
  addClass(unit, bit);
  const known = openingsOfUnits.get(unit) ?? { alone: 0, first: 0, second: 0 };
  known[as] |= 1 << kind;
  openingsOfUnits.set(unit, known);
  const symbol = symbolOf(unit);
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
/** So many characters are looked through at a time: what is noted of them is sorted while the processor has it at hand. */
const BLOCK = 1 << 13;
/** The places in a block where a word of some kind may begin, in the order of the text. */
const found = new Uint32Array(BLOCK + 1);
/** The places of names in the text so far. */
let foundNames = new Uint32Array(0);
let foundNameCount = 0;
let last: { readonly text: string; readonly scan: Scan } | undefined;

/** Looks through a folded text. What it gives is good until the next text is looked through, which the memory is used for again. */
export function scan(text: string): Scan {
  if (last?.text === text) return last.scan;
  const { length } = text;
  last = undefined;
  let symbols = codeUnits.read(text, MARGIN);
  if (!lookThrough(symbols, length)) {
    symbols = codeUnits.read(text, MARGIN);
    addSymbols(symbols.subarray(MARGIN, length + MARGIN));
    lookThrough(symbols, length);
  }
  last = { text, scan: { length, symbols, names: foundNames.subarray(0, foundNameCount) } };
  return last.scan;
}

const NEW_CHARACTER = -1;

/** Makes symbols of code units, which begin at {@link MARGIN}, and notes where something may begin, by kind; false as soon as one has no symbol yet. */
function lookThrough(row: Uint16Array, length: number): boolean {
  counts.fill(0);
  foundNameCount = 0;
  // One further than the text: what begins at a character is known when the next one is.
  const beyond = length + MARGIN + 1;
  for (let start = MARGIN; start < beyond; start += BLOCK) {
    const count = lookThroughBlock(row, start, Math.min(beyond, start + BLOCK));
    if (count === NEW_CHARACTER) return false;
    sortByKind(row, count);
  }
  return true;
}

/**
 * Likewise from one index to another; returns how many places are {@link found}, or {@link NEW_CHARACTER}. The loop calls nothing, so that all it works with stays in registers.
 */
function lookThroughBlock(row: Uint16Array, start: number, end: number): number {
  if (foundNames.length <= foundNameCount + BLOCK) foundNames = enlarged(foundNames, foundNameCount + BLOCK + 1);
  const known = knownUnits;
  const offsets = found;
  const names = foundNames;
  let count = 0;
  let nameCount = foundNameCount;
  let before = known[unitOfSymbol(row[start - 1] as number)] as number;
  for (let at = start; at < end; at++) {
    const unit = row[at] as number;
    const itself = known[unit] as number;
    if (itself === 0 && unit !== 0) return NEW_CHARACTER;
    // The row has room for the lower half only, the symbol.
    row[at] = itself;
    // Each offset is written, and the next one over it where nothing begins: to branch at every tenth character would cost more.
    names[nameCount] = at - MARGIN - 1;
    nameCount += begins((before & BEGINS_NAME) | ((before >>> NAME_FIRST) & (itself >>> NAME_SECOND) & ((1 << NAME_GROUPS) - 1)));
    offsets[count] = at - MARGIN - 1;
    count += begins((before & BEGINS_WORD) | ((before >>> WORD_FIRST) & (itself >>> WORD_SECOND)));
    before = itself;
  }
  foundNameCount = nameCount;
  return count;
}

/** 1 for a positive whole number, 0 for 0. */
function begins(ways: number): number {
  return -ways >>> 31;
}

/**
 * The places, in ascending order, at which a word of a kind may begin, as its first two characters say: a place is left out only where
 * none begins. Good until the next text is looked through.
 */
export function placesOf(text: string, kind: number): Uint32Array {
  scan(text);
  return (places[kind] as Uint32Array).subarray(0, counts[kind]);
}

/** Sorts what was found in a block by kind, as far as it is of one. */
function sortByKind(symbols: Uint16Array, count: number): void {
  const offsets = found;
  const table = rows;
  for (let i = 0; i < count; i++) {
    const at = offsets[i] as number;
    const openings = ROW * (symbols[at + MARGIN] as number);
    const second = table[ROW * (symbols[at + MARGIN + 1] as number) + SECOND] as number;
    for (let left = (table[openings + ALONE] as number) | ((table[openings + FIRST] as number) & second); left !== 0; left &= left - 1) {
      const kind = lowestKind(left);
      const size = counts[kind] as number;
      const row = places[kind] as Uint32Array;
      if (size < row.length) row[size] = at;
      else addToLonger(kind, size, at);
      counts[kind] = size + 1;
    }
  }
}

function addToLonger(kind: number, size: number, at: number): void {
  const row = enlarged(places[kind] as Uint32Array, size + 1);
  row[size] = at;
  places[kind] = row;
}

function lowestKind(kinds: number): number {
  return 31 - Math.clz32(kinds & -kinds);
}
