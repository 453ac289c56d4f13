/** A source of numbers from 0 up to 1 that gives the same ones for the same seed. */
export type Random = () => number;

/** Mulberry32 (T. Ettinger): 32 bits of state, good enough for sampling and the same on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to `count`, without it. */
export function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}

/** A number of a normal distribution (Box and Muller 1958). */
export function normal(random: Random, mean: number, deviation: number): number {
  return mean + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
