import { lowerBound } from '../../text/span';
import type { Steps } from '../../text/steps';
import type { CodedUnit } from './continuum';
import { type DissimilarityWeights, reachOf } from './dissimilarity';
import { type Found, near, type UnitaryAlignment } from './unitaryAlignment';

/** No partner. */
const NONE = -1;

/** Units after which others are let in. */
const PAUSE = 64;

/**
 * The best alignment of two annotators (units sorted by start), exactly. A pair is worth aligning only if it costs no more than two
 * units without partner, 2 Δ∅; so each unit has few possible partners, and the assignment of least cost is found by shortest
 * augmenting paths with prices on the units of the second annotator (R. Jonker, A. Volgenant: A shortest augmenting path
 * algorithm for dense and sparse linear assignment problems. Computing 38 (1987), 325–340). To stay without partner is, for each
 * unit of the first annotator, a partner of its own at 2 Δ∅.
 */
export function* alignTwo(first: readonly CodedUnit[], second: readonly CodedUnit[], weights: DissimilarityWeights): Steps<Found> {
  const alone = 2 * weights.empty;
  const partners = yield* possiblePartners(first, second, weights, alone);
  const chosen = new Int32Array(first.length).fill(NONE);
  const takenBy = new Int32Array(second.length).fill(NONE);
  const rowPrice = new Float64Array(first.length);
  const price = new Float64Array(second.length);
  const costOf = new Float64Array(first.length);

  for (let row = 0; row < first.length; row++) {
    if (row % PAUSE === PAUSE - 1) yield undefined;
    const path = shortestPath(row, partners, takenBy, rowPrice, price, alone);
    for (const column of path.settled) {
      const owner = takenBy[column] as number;
      const gain = path.length - (path.distance.get(column) as number);
      price[column] = (price[column] as number) - gain;
      rowPrice[owner] = (rowPrice[owner] as number) + gain;
    }
    rowPrice[row] = (rowPrice[row] as number) + path.length;
    // Along the path each unit takes over the partner it was reached by; who ends it takes a free one, or none.
    let column: number = path.end.column ?? NONE;
    if (path.end.column === undefined && path.end.row !== row) {
      column = chosen[path.end.row] as number;
      chosen[path.end.row] = NONE;
    }
    while (column !== NONE) {
      const owner = path.from.get(column) as number;
      const next = chosen[owner] as number;
      chosen[owner] = column;
      takenBy[column] = owner;
      column = owner === row ? NONE : next;
    }
  }

  for (let row = 0; row < first.length; row++) {
    costOf[row] = (partners[row] as readonly Partner[]).find(({ index }) => index === chosen[row])?.cost ?? weights.empty;
  }
  const unitary: UnitaryAlignment[] = first.map((unit, row) => [unit, second[chosen[row] as number]]);
  let cost = costOf.reduce((sum, each) => sum + each, 0);
  second.forEach((unit, column) => {
    if (takenBy[column] !== NONE) return;
    unitary.push([undefined, unit]);
    cost += weights.empty;
  });
  return { unitary, cost, isBest: true };
}

interface Partner {
  readonly index: number;
  readonly cost: number;
}

function* possiblePartners(first: readonly CodedUnit[], second: readonly CodedUnit[], weights: DissimilarityWeights, most: number): Steps<Partner[][]> {
  const longest = second.reduce((length, { start, end }) => Math.max(length, end - start), 0);
  const reach = reachOf(most, weights);
  const partners: Partner[][] = [];
  for (const unit of first) {
    if (partners.length % PAUSE === PAUSE - 1) yield undefined;
    const from = lowerBound(second, unit.start - reach * (unit.end - unit.start + longest), ({ start }) => start);
    partners.push([...near(unit, second, longest, from, most, weights)]);
  }
  return partners;
}

interface Path {
  readonly length: number;
  /** A column that is free, or a row that ends the path by staying without partner. */
  readonly end: { readonly row: number; readonly column?: number };
  /** The row by which a column was reached. */
  readonly from: ReadonlyMap<number, number>;
  readonly distance: ReadonlyMap<number, number>;
  /** Columns whose distance is final; all of them are taken. */
  readonly settled: readonly number[];
}

function shortestPath(
  start: number, partners: readonly (readonly Partner[])[], takenBy: Int32Array, rowPrice: Float64Array, price: Float64Array, alone: number,
): Path {
  const distance = new Map<number, number>();
  const from = new Map<number, number>();
  const open = new Set<number>();
  const done = new Set<number>();
  const settled: number[] = [];
  let row = start;
  let base = 0;
  let best = { length: Infinity, row: start };
  for (;;) {
    const standing = base - (rowPrice[row] as number);
    if (standing + alone < best.length) best = { length: standing + alone, row };
    for (const { index, cost } of partners[row] as readonly Partner[]) {
      const length = standing + cost - (price[index] as number);
      if (done.has(index) || length >= (distance.get(index) ?? Infinity)) continue;
      distance.set(index, length);
      from.set(index, row);
      open.add(index);
    }
    let nearest: number | undefined;
    for (const column of open) if (nearest === undefined || (distance.get(column) as number) < (distance.get(nearest) as number)) nearest = column;
    if (nearest === undefined || (distance.get(nearest) as number) >= best.length) return { length: best.length, end: { row: best.row }, from, distance, settled };
    base = distance.get(nearest) as number;
    const owner = takenBy[nearest] as number;
    if (owner === NONE) return { length: base, end: { row: from.get(nearest) as number, column: nearest }, from, distance, settled };
    open.delete(nearest);
    done.add(nearest);
    settled.push(nearest);
    row = owner;
  }
}
