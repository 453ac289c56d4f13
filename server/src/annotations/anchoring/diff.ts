import { foldUnit } from '../../text/fold';
import { lowerBound, type Span } from '../../text/span';
import { SENTENCE_ENDS } from './squeezed';

/**
 * What became of a text: stretches of the old one replaced by stretches of the new one, in order; between them both are
 * the same up to folding (script, width). Offsets are UTF-16 code units; either stretch may be empty.
 */
export interface Hunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Index of the first hunk that ends at or behind an offset of either text. */
export function firstHunk(hunks: readonly Hunk[], offset: number, side: 'oldEnd' | 'newEnd'): number {
  return lowerBound(hunks, offset, (hunk) => hunk[side]);
}

/**
 * The way from one text to another. Characters of one folding class count as the same, so that a text converted to the other
 * script is no change at all. A stretch that shares too little with its successor to be compared in reasonable time is one hunk.
 */
export function diffTexts(oldText: string, newText: string): Hunk[] {
  const a = foldedUnits(oldText);
  const b = foldedUnits(newText);
  return diffUnits(a, b, (units, offset) => isLineBreak(units[offset - 1] as number));
}

/**
 * The way from one text to another, as code units that are compared as they are.
 * @param beginsLine whether a line begins at an offset, not at an end of the text: people cut texts there.
 */
export function diffUnits(a: Uint16Array, b: Uint16Array, beginsLine: (units: Uint16Array, offset: number) => boolean): Hunk[] {
  return slide(join(withoutChance(hunksOf(alignTexts(a, b), b.length)), a, b), a, b, beginsLine);
}

/** The way from one short text to another, if it is not longer than so many edits; else one hunk. */
export function diffShort(a: Uint16Array, b: Uint16Array, mostEdits: number): Hunk[] {
  return slide(join(hunksOf(align(a, b, Math.ceil(mostEdits / 2)), b.length), a, b), a, b, () => false);
}

function foldedUnits(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = foldUnit(text.charCodeAt(i));
  return units;
}

/** The hunks of an alignment: what has no successor, and what succeeds nothing. */
function hunksOf(successors: Int32Array, newLength: number): Hunk[] {
  const hunks: Hunk[] = [];
  let oldStart = 0;
  let newStart = 0;
  const close = (oldEnd: number, newEnd: number): void => {
    if (oldEnd > oldStart || newEnd > newStart) hunks.push({ oldStart, oldEnd, newStart, newEnd });
  };
  successors.forEach((successor, i) => {
    if (successor < 0) return;
    close(i, successor);
    oldStart = i + 1;
    newStart = successor + 1;
  });
  close(successors.length, newLength);
  return hunks;
}

/**
 * A stretch deleted or inserted between like characters may be drawn at several places with the same effect (deleting the
 * second of two sentences that end alike). It is drawn where a sentence or line begins, as people cut text.
 */
function slide(hunks: readonly Hunk[], a: Uint16Array, b: Uint16Array, beginsLine: (units: Uint16Array, offset: number) => boolean): Hunk[] {
  const slid: Hunk[] = [];
  hunks.forEach((hunk, index) => {
    const deleted = hunk.newStart === hunk.newEnd;
    if (!deleted && hunk.oldStart !== hunk.oldEnd) {
      slid.push(hunk);
      return;
    }
    const [units, start, end] = deleted ? [a, hunk.oldStart, hunk.oldEnd] : [b, hunk.newStart, hunk.newEnd];
    const rankAt = (offset: number): number => (offset === 0 || offset === units.length || beginsLine(units, offset) ? 3 : cutRank(units[offset - 1] as number));
    const { earlier, later } = slack(units, { start, end }, hunk.oldStart - (slid.at(-1)?.oldEnd ?? 0), (hunks[index + 1]?.oldStart ?? a.length) - hunk.oldEnd);
    let best = 0;
    let bestRank = rankAt(start);
    const consider = (shift: number): void => {
      const rank = rankAt(start + shift);
      if (rank > bestRank) [best, bestRank] = [shift, rank];
    };
    for (let shift = 1; shift <= earlier; shift++) consider(-shift);
    for (let shift = 1; shift <= later; shift++) consider(shift);
    slid.push({ oldStart: hunk.oldStart + best, oldEnd: hunk.oldEnd + best, newStart: hunk.newStart + best, newEnd: hunk.newEnd + best });
  });
  return slid;
}

/** A change of so many units rewrites a text rather than correcting it. */
const LARGE = 10;
/** Beside one, so few units that were kept agree by chance with what was written instead. */
const MOST_BY_CHANCE = 2;

/** Takes what agrees by chance inside of what was rewritten for rewritten as well. */
function withoutChance(hunks: readonly Hunk[]): Hunk[] {
  const sizeOf = ({ oldStart, oldEnd, newStart, newEnd }: Hunk): number => Math.max(oldEnd - oldStart, newEnd - newStart);
  const kept: Hunk[] = [];
  for (let hunk of hunks) {
    for (let before = kept.at(-1); before; before = kept.at(-1)) {
      const room = hunk.oldStart - before.oldEnd;
      const sizes = [sizeOf(before), sizeOf(hunk)] as const;
      if (room > MOST_BY_CHANCE || Math.max(...sizes) < LARGE || Math.min(...sizes) < room) break;
      hunk = { oldStart: before.oldStart, oldEnd: hunk.oldEnd, newStart: before.newStart, newEnd: hunk.newEnd };
      kept.pop();
    }
    kept.push(hunk);
  }
  return kept;
}

/**
 * One stretch deleted or inserted may be drawn as two, with the same effect, where what is kept between them stands at its other end too.
 * It is drawn as one.
 */
function join(hunks: readonly Hunk[], a: Uint16Array, b: Uint16Array): Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const before = joined.at(-1);
    const both = before && joinedWith(before, hunk, a, b);
    if (both) joined[joined.length - 1] = both;
    else joined.push(hunk);
  }
  return joined;
}

function joinedWith(before: Hunk, hunk: Hunk, a: Uint16Array, b: Uint16Array): Hunk | undefined {
  const room = hunk.oldStart - before.oldEnd;
  const areDeleted = before.newStart === before.newEnd && hunk.newStart === hunk.newEnd;
  if (!areDeleted && (before.oldStart !== before.oldEnd || hunk.oldStart !== hunk.oldEnd)) return undefined;
  const spanOf = ({ oldStart, oldEnd, newStart, newEnd }: Hunk): Span => (areDeleted ? { start: oldStart, end: oldEnd } : { start: newStart, end: newEnd });
  const units = areDeleted ? a : b;
  if (slack(units, spanOf(before), 0, room).later === room) return { ...hunk, oldStart: before.oldStart + room, newStart: before.newStart + room };
  if (slack(units, spanOf(hunk), room, 0).earlier === room) return { ...before, oldEnd: hunk.oldEnd - room, newEnd: hunk.newEnd - room };
  return undefined;
}

/**
 * How many units earlier and later a stretch that was deleted from or inserted into `units` may be drawn with the same effect.
 * @param room units kept before it, and `roomBehind` behind it, up to the next change.
 */
export function slack(units: Uint16Array, { start, end }: Span, room: number, roomBehind: number): { earlier: number; later: number } {
  let earlier = 0;
  while (earlier < room && units[start - earlier - 1] === units[end - earlier - 1]) earlier++;
  let later = 0;
  while (later < roomBehind && units[start + later] === units[end + later]) later++;
  return { earlier, later };
}

const CLAUSE_ENDS = new Set([...'，,、：:'].map((sign) => sign.charCodeAt(0)));

/** How natural it is to cut a text behind a character: 2 between sentences, 1 between clauses. */
export function cutRank(unit: number): number {
  return SENTENCE_ENDS.has(unit) ? 2 : CLAUSE_ENDS.has(unit) ? 1 : 0;
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

// #region Alignment of texts

/** Up to so many edits in either half of the way, a shortest one is found in little time, whatever the length of the texts. */
const FEW_EDITS = 1200;
/** A way that is shorter by less than this share is not worth giving up strings that stand once for. */
const MUCH_SHORTER = 0.9;
/** Below this many units in both together, a stretch is compared unit by unit at once. */
const SMALL = 600;
/** Length of the strings by which long texts are first brought together, in the whole text and inside what is left between. */
const ANCHOR_LENGTHS = [12, 8, 8] as const;

/**
 * For every unit of `a` the index in `b` of the unit that it became, or -1. Strings that stand once in either text, in the order
 * of both, come first (the idea of B. Cohen's patience diff, on strings of a fixed length instead of lines, which Chinese
 * texts have few of); what is between them is aligned by {@link align}.
 */
function alignTexts(a: Uint16Array, b: Uint16Array): Int32Array {
  const successors = new Int32Array(a.length).fill(-1);
  alignStretch(a, 0, a.length, b, 0, b.length, 0, successors);
  const edits = a.length + b.length - 2 * successors.reduce((kept, successor) => (successor < 0 ? kept : kept + 1), 0);
  return alignWithin(a, b, Math.min(FEW_EDITS, Math.floor((edits * MUCH_SHORTER) / 2))) ?? successors;
}

function alignStretch(a: Uint16Array, aFrom: number, aTo: number, b: Uint16Array, bFrom: number, bTo: number, depth: number, successors: Int32Array): void {
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) successors[aFrom++] = bFrom++;
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) successors[--aTo] = --bTo;
  if (aFrom === aTo || bFrom === bTo) return;
  const length = ANCHOR_LENGTHS[depth];
  const anchors = length === undefined || aTo - aFrom + bTo - bFrom < SMALL ? [] : commonAnchors(a.subarray(aFrom, aTo), b.subarray(bFrom, bTo), length);
  if (length === undefined || anchors.length === 0) {
    align(a.subarray(aFrom, aTo), b.subarray(bFrom, bTo)).forEach((successor, i) => {
      if (successor >= 0) successors[aFrom + i] = bFrom + successor;
    });
    return;
  }
  let [x, y] = [aFrom, bFrom];
  for (const [inA, inB] of anchors) {
    const [atA, atB] = [aFrom + inA, bFrom + inB];
    if (atA < x || atB < y) continue;
    alignStretch(a, x, atA, b, y, atB, depth + 1, successors);
    for (x = atA, y = atB; x < aTo && y < bTo && a[x] === b[y]; x++, y++) successors[x] = y;
  }
  alignStretch(a, x, aTo, b, y, bTo, depth + 1, successors);
}

/** Strings of a length that stand once in `a` and once in `b`: the longest row of them that is in the same order in both. */
function commonAnchors(a: Uint16Array, b: Uint16Array, length: number): [number, number][] {
  if (a.length < length || b.length < length) return [];
  // Of long texts a quarter of the strings will do, the same in both because chosen by their hash.
  const mask = a.length + b.length > 20_000 ? 3 : 0;
  const bits = Math.max(4, 32 - Math.clz32(2 * Math.max(1, a.length >> (mask === 0 ? 0 : 2))));
  const hashes = new Int32Array(1 << bits);
  const inA = new Int32Array(1 << bits).fill(-1);
  const inB = new Int32Array(1 << bits).fill(-1);
  const slots: number[] = [];
  const slotOf = (hash: number): number => {
    let slot = Math.imul(hash, 0x9e3779b1) >>> (32 - bits);
    while (inA[slot] !== -1 && hashes[slot] !== hash) slot = (slot + 1) & ((1 << bits) - 1);
    return slot;
  };
  let room = (1 << bits) * 0.8;
  forEachString(a, length, mask, (at, hash) => {
    const slot = slotOf(hash);
    if (inA[slot] !== -1) inA[slot] = TWICE;
    else if (room-- > 0) {
      hashes[slot] = hash;
      inA[slot] = at;
      slots.push(slot);
    }
  });
  forEachString(b, length, mask, (at, hash) => {
    const slot = slotOf(hash);
    if (inA[slot] !== -1) inB[slot] = inB[slot] === -1 ? at : TWICE;
  });
  const pairs = slots
    .map((slot): [number, number] => [inA[slot] as number, inB[slot] as number])
    .filter(([x, y]) => x >= 0 && y >= 0 && isSame(a, x, b, y, length));
  return longestRising(pairs);
}

const TWICE = -2;

/** Calls back with every string of a length whose hash has the bits of `mask` unset (R. M. Karp and M. O. Rabin's rolling hash). */
function forEachString(units: Uint16Array, length: number, mask: number, visit: (at: number, hash: number) => void): void {
  const factor = 0x01000193;
  let leaving = 1;
  for (let i = 1; i < length; i++) leaving = Math.imul(leaving, factor);
  let hash = 0;
  for (let i = 0; i < units.length; i++) {
    if (i >= length) hash = (hash - Math.imul(units[i - length] as number, leaving)) | 0;
    hash = (Math.imul(hash, factor) + (units[i] as number)) | 0;
    if (i + 1 >= length && ((hash ^ (hash >>> 15)) & mask) === 0) visit(i + 1 - length, hash);
  }
}

function isSame(a: Uint16Array, x: number, b: Uint16Array, y: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[x + i] !== b[y + i]) return false;
  return true;
}

/** The longest row of pairs, given in the order of the first, in which the second rises too (M. L. Fredman, On Computing the Length of Longest Increasing Subsequences, 1975). */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, y], i) => {
    const at = lowerBound(tails, y, (tail) => (pairs[tail] as [number, number])[1]);
    if (at > 0) previous[i] = tails[at - 1] as number;
    tails[at] = i;
  });
  const row: [number, number][] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] as number) row.push(pairs[i] as [number, number]);
  return row.reverse();
}

// #endregion

// #region Shortest edit script

type Sequence = Int32Array | Uint16Array;

/** Edits after which a comparison is given up: its time grows with their square. */
const MOST_EDITS = 6000;

/**
 * For every item of `a` the index in `b` of the item that it became, or -1: a shortest edit script (E. W. Myers, An O(ND) Difference
 * Algorithm and Its Variations, Algorithmica 1, 1986, the linear-space variant of section 4b).
 * @param mostEdits how far it is gone from either end before a stretch is given up.
 */
export function align(a: Sequence, b: Sequence, mostEdits = MOST_EDITS): Int32Array {
  return alignBounded(a, b, mostEdits).successors;
}

/** A shortest edit script as {@link align} says, when half of it is at most so many edits long. */
function alignWithin(a: Sequence, b: Sequence, mostEdits: number): Int32Array | undefined {
  const { successors, isWhole } = alignBounded(a, b, mostEdits);
  return isWhole ? successors : undefined;
}

function alignBounded(a: Sequence, b: Sequence, mostEdits: number): { successors: Int32Array; isWhole: boolean } {
  let isWhole = true;
  const successors = new Int32Array(a.length).fill(-1);
  const room = 2 * Math.min(mostEdits, Math.ceil((a.length + b.length) / 2)) + 5;
  const forward = new Int32Array(room);
  const backward = new Int32Array(room);
  const pending: [number, number, number, number][] = [[0, a.length, 0, b.length]];
  for (let box = pending.pop(); box; box = pending.pop()) {
    let [aStart, aEnd, bStart, bEnd] = box;
    while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) successors[aStart++] = bStart++;
    while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] === b[bEnd - 1]) successors[--aEnd] = --bEnd;
    if (aStart === aEnd || bStart === bEnd) continue;
    const snake = middleSnake(a.subarray(aStart, aEnd), b.subarray(bStart, bEnd), mostEdits, forward, backward);
    if (!snake) {
      isWhole = false;
      continue;
    }
    const { x, y, length } = snake;
    for (let k = 0; k < length; k++) successors[aStart + x + k] = bStart + y + k;
    pending.push([aStart, aStart + x, bStart, bStart + y], [aStart + x + length, aEnd, bStart + y + length, bEnd]);
  }
  return { successors, isWhole };
}

/** The like stretch in the middle of a shortest way from `a` to `b` (it may be empty), or `undefined` when the way is too long. */
function middleSnake(a: Sequence, b: Sequence, mostEdits: number, forward: Int32Array, backward: Int32Array): { x: number; y: number; length: number } | undefined {
  const n = a.length;
  const m = b.length;
  const delta = n - m;
  const odd = (delta & 1) !== 0;
  const most = Math.min(Math.ceil((n + m) / 2), mostEdits);
  const zero = forward.length >> 1;
  forward[zero + 1] = 0;
  backward[zero + 1] = 0;
  const furthest = (v: Int32Array, k: number, d: number): number => {
    const down = v[zero + k + 1] as number;
    const right = v[zero + k - 1] as number;
    return k === -d || (k !== d && right < down) ? down : right + 1;
  };
  const inside = (x: number, y: number): boolean => x >= 0 && y >= 0 && x <= n && y <= m;
  for (let d = 0; d <= most; d++) {
    for (let k = -d; k <= d; k += 2) {
      const from = furthest(forward, k, d);
      let x = from;
      while (x < n && x - k < m && x - k >= 0 && a[x] === b[x - k]) x++;
      forward[zero + k] = x;
      const other = delta - k;
      if (!odd || other < -(d - 1) || other > d - 1 || !inside(x, x - k)) continue;
      const back = backward[zero + other] as number;
      if (inside(back, back - other) && x + back >= n) return { x: from, y: from - k, length: x - from };
    }
    for (let k = -d; k <= d; k += 2) {
      const from = furthest(backward, k, d);
      let x = from;
      while (x < n && x - k < m && x - k >= 0 && a[n - 1 - x] === b[m - 1 - (x - k)]) x++;
      backward[zero + k] = x;
      const other = delta - k;
      if (odd || other < -d || other > d || !inside(x, x - k)) continue;
      const front = forward[zero + other] as number;
      if (inside(front, front - other) && x + front >= n) return { x: n - x, y: m - (x - k), length: x - from };
    }
  }
  return undefined;
}

// #endregion
