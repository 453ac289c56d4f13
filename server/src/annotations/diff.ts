import { fold } from '../text/fold';

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

/**
 * The shortest way from one text to another, by paragraphs first and by characters inside what changed (E. W. Myers, An
 * O(ND) Difference Algorithm and Its Variations, Algorithmica 1, 1986, the linear-space variant of section 4b).
 * Characters of one folding class count as the same, so that a text converted to the other script is no change at all.
 * A stretch that shares too little with its successor to be compared in reasonable time is one hunk.
 */
export function diffTexts(oldText: string, newText: string): Hunk[] {
  const a = fold(oldText);
  const b = fold(newText);
  const successors = new Int32Array(a.length).fill(-1);
  const from = paragraphs(a);
  const to = paragraphs(b);
  const names = new Map<string, number>();
  const named = (text: string, starts: readonly number[]): Int32Array => Int32Array.from(starts, (start, i) => {
    const paragraph = text.slice(start, starts[i + 1] ?? text.length).trim();
    const name = names.get(paragraph) ?? names.size;
    names.set(paragraph, name);
    return name;
  });
  const matched = align(named(a, from), named(b, to));
  const unitsA = units(a);
  const unitsB = units(b);
  let i = 0;
  let j = 0;
  // Unlike stretches are compared by characters, and so is a like paragraph, which may differ in the blank lines after it.
  const compare = (iEnd: number, jEnd: number): void => {
    const [x, xEnd, y, yEnd] = [from[i] ?? a.length, from[iEnd] ?? a.length, to[j] ?? b.length, to[jEnd] ?? b.length];
    align(unitsA.subarray(x, xEnd), unitsB.subarray(y, yEnd)).forEach((successor, k) => {
      if (successor >= 0) successors[x + k] = y + successor;
    });
    [i, j] = [iEnd, jEnd];
  };
  matched.forEach((successor, paragraph) => {
    if (successor < 0) return;
    compare(paragraph, successor);
    compare(paragraph + 1, successor + 1);
  });
  compare(from.length, to.length);
  return slide(hunksOf(successors, b.length), a, b);
}

/** Starts of paragraphs: blank lines belong to the paragraph before them, so that they align nothing by themselves. */
function paragraphs(text: string): number[] {
  const starts: number[] = text.length === 0 ? [] : [0];
  const breaks = /[\r\n]\s*/g;
  for (let match = breaks.exec(text); match; match = breaks.exec(text)) {
    const start = match.index + match[0].length;
    if (start < text.length) starts.push(start);
  }
  return starts;
}

function units(text: string): Uint16Array {
  const array = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) array[i] = text.charCodeAt(i);
  return array;
}

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
function slide(hunks: readonly Hunk[], a: string, b: string): Hunk[] {
  return hunks.map((hunk, index) => {
    const deleted = hunk.newStart === hunk.newEnd;
    if (!deleted && hunk.oldStart !== hunk.oldEnd) return hunk;
    const [text, start, end] = deleted ? [a, hunk.oldStart, hunk.oldEnd] : [b, hunk.newStart, hunk.newEnd];
    const before = hunks[index - 1];
    const after = hunks[index + 1];
    const room = hunk.oldStart - (before?.oldEnd ?? 0);
    const roomAfter = (after?.oldStart ?? a.length) - hunk.oldEnd;
    let best = 0;
    let bestRank = cutRank(text, start);
    for (let shift = -1; -shift <= room && text[start + shift] === text[end + shift]; shift--) {
      const rank = cutRank(text, start + shift);
      if (rank > bestRank) [best, bestRank] = [shift, rank];
    }
    for (let shift = 1; shift <= roomAfter && text[start + shift - 1] === text[end + shift - 1]; shift++) {
      const rank = cutRank(text, start + shift);
      if (rank > bestRank) [best, bestRank] = [shift, rank];
    }
    return { oldStart: hunk.oldStart + best, oldEnd: hunk.oldEnd + best, newStart: hunk.newStart + best, newEnd: hunk.newEnd + best };
  });
}

/** How natural a place is to cut a text at: 3 between lines, 2 between sentences, 1 between clauses. */
function cutRank(text: string, offset: number): number {
  if (offset === 0 || offset === text.length || /[\r\n]/.test(text[offset - 1] as string)) return 3;
  if (/[。！？!?…；;”’]/.test(text[offset - 1] as string)) return 2;
  return /[，,、：:]/.test(text[offset - 1] as string) ? 1 : 0;
}

type Sequence = Int32Array | Uint16Array;

/** Edits after which a comparison is given up: its time grows with their square. */
const MOST_EDITS = 6000;

/** For every item of `a` the index in `b` of the item that it became, or -1. */
export function align(a: Sequence, b: Sequence): Int32Array {
  const successors = new Int32Array(a.length).fill(-1);
  const forward = new Int32Array(2 * MOST_EDITS + 5);
  const backward = new Int32Array(2 * MOST_EDITS + 5);
  const pending: [number, number, number, number][] = [[0, a.length, 0, b.length]];
  for (let box = pending.pop(); box; box = pending.pop()) {
    let [aStart, aEnd, bStart, bEnd] = box;
    while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) successors[aStart++] = bStart++;
    while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] === b[bEnd - 1]) successors[--aEnd] = --bEnd;
    if (aStart === aEnd || bStart === bEnd) continue;
    const snake = middleSnake(a.subarray(aStart, aEnd), b.subarray(bStart, bEnd), forward, backward);
    if (!snake) continue;
    const { x, y, length } = snake;
    for (let k = 0; k < length; k++) successors[aStart + x + k] = bStart + y + k;
    pending.push([aStart, aStart + x, bStart, bStart + y], [aStart + x + length, aEnd, bStart + y + length, bEnd]);
  }
  return successors;
}

/** The like stretch in the middle of a shortest way from `a` to `b` (it may be empty), or `undefined` when the way is too long. */
function middleSnake(a: Sequence, b: Sequence, forward: Int32Array, backward: Int32Array): { x: number; y: number; length: number } | undefined {
  const n = a.length;
  const m = b.length;
  const delta = n - m;
  const odd = (delta & 1) !== 0;
  const most = Math.min(Math.ceil((n + m) / 2), MOST_EDITS);
  const zero = MOST_EDITS + 2;
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
