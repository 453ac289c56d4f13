/** How the score of a possible name is made up: of what its shape says, and of the weight of its surroundings (personContext.ts). */

/** The score that makes a name: just below even odds, where F1 was best. */
export const ENOUGH = -3;
/** What a neighbour in a row of names without separators adds. */
export const IN_A_ROW = 11;
/** What a neighbour in a list of names (甲、乙和丙) adds to the score. */
export const IN_A_LIST = 25;

/**
 * What the shape says: how much better the text reads with a name there than as ordinary words (`gain` of wordCosts.ts) times a
 * weight, and how rare names are. Fitted with the weights of personContext.ts; the gain weighs less than one for one because
 * characters and words do not occur independently of each other, and least in foreign names, where places and firms look alike.
 */
export const NATIVE = { gain: 1.4, most: 60, base: -21, short: -6, wellKnown: 25 } as const;
export const TRANSLITERATED = { gain: 0.48, most: 60, base: -16, short: -10, wellKnown: 60 } as const;

/** The score of a shape: of its gain, of all else that it says, and of the weight of its surroundings. */
export function scoreOf(weights: typeof NATIVE | typeof TRANSLITERATED, gain: number, other: number, context: number): number {
  return weights.gain * Math.min(gain, weights.most) + other + context;
}
