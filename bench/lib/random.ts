/** Numbers in [0, 1), the same for the same seed (T. Ettinger's mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number in [0, limit). */
export function below(next: () => number, limit: number): number {
  return Math.floor(next() * limit);
}

/** One of a list that is not empty. */
export function oneOf<T>(next: () => number, list: ArrayLike<T>): T {
  return list[below(next, list.length)] as T;
}

/** Puts a list into a random order, in place (Fisher and Yates). */
export function shuffle<T>(next: () => number, list: T[]): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = below(next, i + 1);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}
