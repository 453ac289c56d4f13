import type { Steps } from '../../text/steps';
import type { CodedUnit } from './continuum';
import { dissimilarity, type DissimilarityWeights } from './dissimilarity';
import { byPlace, type Found, near, type UnitaryAlignment } from './unitaryAlignment';

/** Half-finished alignments that are followed from a unit at most, and at least, however much work that is. */
const BEAM = { most: 1000, least: 8 } as const;

/** Continuations that are tried in all; where units crowd, each of them gets its share. */
const BUDGET = 600_000;

/** Unitary alignments that are tried, and kept, of those that begin with one unit. */
const TUPLES = { tried: 6000, kept: 400 } as const;

/** Units after which others are let in. */
const PAUSE = 4;

/** A unit in the order of all units. */
interface Placed {
  readonly unit: CodedUnit;
  readonly annotator: number;
}

/** Units that may be one unitary alignment, by their numbers, the first in the text first. */
interface Tuple {
  readonly members: readonly number[];
  readonly cost: number;
}

/** Some units aligned: all before a certain one, and a few after it. */
interface State {
  readonly cost: number;
  /** The cost, and the least that the units still to be aligned can cost, as far as it differs between states at one unit. */
  readonly bound: number;
  /** Numbers of the units after the next one that are aligned, ascending. */
  readonly ahead: readonly number[];
  readonly tuple?: Tuple;
  readonly before?: State;
}

/**
 * The best alignment of three and more annotators. Choosing unitary alignments that cover every unit once is a set partition problem
 * (Mathet, Widlöcher, Métivier 2015, section 5.1.1). Units stand in a text and only near ones are worth aligning, so the units are
 * gone through in their order: the first that is not aligned begins every unitary alignment it can, and of the ways that have
 * aligned the same units only the cheapest is kept. That finds the optimum. Where more ways are open, or more alignments begin with
 * one unit, than {@link BEAM}, {@link BUDGET} and {@link TUPLES} allow, only the most promising are followed, and the result says so.
 */
export function* alignMany(annotators: readonly (readonly CodedUnit[])[], weights: DissimilarityWeights): Steps<Found> {
  const n = annotators.length;
  const units = annotators.flatMap((each, annotator) => each.map((unit): Placed => ({ unit, annotator }))).sort((a, b) => byPlace(a.unit, b.unit) || a.annotator - b.annotator);
  if (units.length === 0) return { unitary: [], cost: 0, isBest: true };
  const { tuples, isComplete } = yield* possibleTuples(units, n, weights);
  const share = leastShares(tuples, units.length);
  let isBest = isComplete;
  const waiting = new Map<number, Map<string, State>>([[0, new Map([['', { cost: 0, bound: 0, ahead: [] }]])]]);
  let end: State | undefined;

  for (let next = 0; next < units.length; next++) {
    if (next % PAUSE === PAUSE - 1) yield undefined;
    const here = waiting.get(next);
    waiting.delete(next);
    if (!here) continue;
    let states = [...here.values()];
    const beginning = tuples[next] as readonly Tuple[];
    const beam = Math.max(BEAM.least, Math.min(BEAM.most, Math.floor(BUDGET / units.length / beginning.length)));
    if (states.length > beam) {
      isBest = false;
      states = states.sort((a, b) => a.bound - b.bound).slice(0, beam);
    }
    for (const state of states) {
      for (const tuple of beginning) {
        if (tuple.members.some((member) => state.ahead.includes(member))) continue;
        const { at, ...reached } = follow(state, tuple, next, share);
        if (at === units.length) {
          if (!end || reached.cost < end.cost) end = reached;
          continue;
        }
        let level = waiting.get(at);
        if (!level) waiting.set(at, (level = new Map<string, State>()));
        const key = reached.ahead.join();
        const known = level.get(key);
        if (!known || reached.cost < known.cost) level.set(key, reached);
      }
    }
  }
  return { unitary: unitaryOf(end, units, n), cost: end?.cost ?? 0, isBest };
}

/** The state after one more unitary alignment, and the unit that comes next. */
function follow(state: State, tuple: Tuple, next: number, share: Float64Array): State & { readonly at: number } {
  const ahead = new Set(state.ahead);
  let saved = 0;
  for (const member of tuple.members) {
    ahead.add(member);
    saved += share[member] as number;
  }
  let at = next;
  while (ahead.delete(at)) at++;
  const cost = state.cost + tuple.cost;
  return { at, cost, bound: state.bound + tuple.cost - saved, ahead: [...ahead].sort((a, b) => a - b), tuple, before: state };
}

/** Of each unit, the least that it can cost: its equal share in the cheapest unitary alignment it may be in. */
function leastShares(tuples: readonly (readonly Tuple[])[], count: number): Float64Array {
  const share = new Float64Array(count).fill(Infinity);
  for (const { members, cost } of tuples.flat()) {
    for (const member of members) share[member] = Math.min(share[member] as number, cost / members.length);
  }
  return share;
}

/**
 * The unitary alignments that can be part of a best one, by their first unit. One is left out when it costs more than its units do
 * without partners (the pruning of the paper), or than with one of them taken out of it: with C = n(n−1)/2 pairs and k units in it,
 * when the dissimilarities of a unit to the others sum up to more than (C + k − 1) Δ∅.
 */
function* possibleTuples(units: readonly Placed[], n: number, weights: DissimilarityWeights): Steps<{ tuples: Tuple[][]; isComplete: boolean }> {
  const pairs = (n * (n - 1)) / 2;
  const { empty } = weights;
  // A part of k₁ and one of k₂ units are better apart when they differ by more than (C + k₁k₂) Δ∅.
  const most = (pairs + Math.floor((n * n) / 4)) * empty;
  const all = units.map(({ unit }) => unit);
  const longest = all.reduce((length, { start, end }) => Math.max(length, end - start), 0);
  const tuples: Tuple[][] = [];
  let isComplete = true;
  for (let first = 0; first < units.length; first++) {
    if (first % PAUSE === PAUSE - 1) yield undefined;
    const { unit, annotator } = units[first] as Placed;
    const partners = [...near(unit, all, longest, first + 1, most, weights)].filter(({ index }) => units[index]?.annotator !== annotator).sort((a, b) => a.cost - b.cost);
    const found: Tuple[] = [];
    let tried = 0;
    /** `sums` are, of each member, its dissimilarities to the others. */
    const extend = (members: readonly number[], sums: readonly number[], from: number): void => {
      const k = members.length;
      const within = sums.reduce((sum, each) => sum + each, 0) / 2;
      const cost = (within + (pairs - (k * (k - 1)) / 2) * empty) / pairs;
      if (cost <= k * empty + 1e-9 && sums.every((each) => each <= (pairs + k - 1) * empty + 1e-9)) found.push({ members, cost });
      if (k === n) return;
      for (let i = from; i < partners.length; i++) {
        if (++tried > TUPLES.tried) {
          isComplete = false;
          return;
        }
        const candidate = (partners[i] as { index: number }).index;
        const other = units[candidate] as Placed;
        if (members.some((member) => units[member]?.annotator === other.annotator)) continue;
        const distances = members.map((member) => dissimilarity((units[member] as Placed).unit, other.unit, weights));
        if (distances.some((distance) => distance > most)) continue;
        const grown = [...sums.map((sum, m) => sum + (distances[m] as number)), distances.reduce((sum, each) => sum + each, 0)];
        if (grown.some((sum) => sum > (pairs + n - 1) * empty + 1e-9)) continue;
        extend([...members, candidate], grown, i + 1);
      }
    };
    extend([first], [0], 0);
    if (found.length > TUPLES.kept) {
      isComplete = false;
      found.sort((a, b) => a.cost / a.members.length - b.cost / b.members.length);
      const alone = found.find(({ members }) => members.length === 1);
      found.length = TUPLES.kept;
      if (alone && !found.includes(alone)) found.push(alone);
    }
    tuples.push(found);
  }
  return { tuples, isComplete };
}

function unitaryOf(end: State | undefined, units: readonly Placed[], n: number): UnitaryAlignment[] {
  const unitary: UnitaryAlignment[] = [];
  for (let state = end; state?.tuple; state = state.before) {
    const row = new Array<CodedUnit | undefined>(n).fill(undefined);
    for (const member of state.tuple.members) {
      const { unit, annotator } = units[member] as Placed;
      row[annotator] = unit;
    }
    unitary.push(row);
  }
  return unitary.reverse();
}
