import { median, medianRatio } from './statistics';

/** Contestants by name, each a thing that is done once. */
export type Contestants = Readonly<Record<string, () => unknown>>;

export interface RoundOptions {
  /** Rounds go on for so long altogether. */
  readonly seconds: number;
  /** Rounds that are counted in any case. */
  readonly least?: number;
  /** Times that each goes on in its turn: steady work, not the first moments after another's. By default as often as takes some 20 ms. */
  readonly passes?: number;
  /** Milliseconds that each works before anything is counted, so that the compiler has done its work: what takes less is not fast yet. A second without it. */
  readonly warmUp?: number;
  /** Milliseconds by some clock; the machine's without it. */
  readonly now?: () => number;
}

/** Milliseconds that one pass of each contestant took, round by round. */
export class Timings {
  readonly #times: ReadonlyMap<string, readonly number[]>;

  constructor(times: ReadonlyMap<string, readonly number[]>) {
    this.#times = times;
  }

  get rounds(): number {
    return Math.min(...[...this.#times.values()].map(({ length }) => length));
  }

  /** Milliseconds of one pass, the median. @throws RangeError for a name that no contestant has */
  ms(name: string): number {
    return median(this.all(name));
  }

  /** How many times as fast as another one is, the median of the rounds. */
  timesAsFast(name: string, as: string): number {
    return medianRatio(this.all(as), this.all(name));
  }

  /** How many times as long as another one takes, the median of the rounds. */
  timesAsLong(name: string, as: string): number {
    return medianRatio(this.all(name), this.all(as));
  }

  all(name: string): readonly number[] {
    const times = this.#times.get(name);
    if (!times) throw new RangeError(`nobody is called "${name}"`);
    return times;
  }
}

/** A turn shorter than this says more of the clock and of what was before than of the contestant. */
const TURN = 20;

/** Lets contestants work turn by turn, so that whatever slows the machine slows them all. */
export async function inTurns(contestants: Contestants, { seconds, least = 5, warmUp = 1000, passes, now = () => performance.now() }: RoundOptions): Promise<Timings> {
  const entries = Object.entries(contestants).map(([name, work]) => ({ name, work, passes: passes ?? 1, times: [] as number[] }));
  for (const entry of entries) {
    let spent = 0;
    do {
      const ms = await timed(entry.work, entry.passes, now);
      spent += ms;
      if (passes === undefined) entry.passes = Math.max(1, Math.ceil((entry.passes * TURN) / Math.max(ms, 0.01)));
    } while (spent < warmUp);
  }
  const end = now() + seconds * 1000;
  for (let round = 0; round < least || now() < end; round++) {
    for (const { work, passes: times, times: measured } of entries) measured.push((await timed(work, times, now)) / times);
  }
  return new Timings(new Map(entries.map(({ name, times }) => [name, times])));
}

/** Milliseconds that so many passes take. Only what is a promise is waited for. */
async function timed(work: () => unknown, passes: number, now: () => number): Promise<number> {
  const start = now();
  for (let pass = 0; pass < passes; pass++) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  return now() - start;
}
