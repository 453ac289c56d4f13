import type { CodedUnit, Continuum } from './continuum';
import { below, normal, type Random } from './random';

/** How annotators are made that mark by chance. */
export type Sampling = 'shuffle' | 'statistical';

/** Annotators that mark by chance, as many as there are real ones. Units keep no section: by chance, they stand anywhere. */
export type Sampler = (random: Random) => CodedUnit[][];

export function samplerOf(sampling: Sampling, continuum: Continuum): Sampler {
  return sampling === 'shuffle' ? shuffling(continuum) : statistics(continuum);
}

/**
 * The sampling of Mathet, Widlöcher, Métivier 2015, section 5.2: each annotator by chance is a real one, chosen at random, whose units
 * are all moved on by the same distance, those that would begin after the end going round to the beginning. Distances of two
 * annotators differ by half the average length of a unit at least, while there is room, so that nobody agrees with themself.
 */
function shuffling({ length, annotators }: Continuum): Sampler {
  const units = annotators.flat();
  const apart = units.reduce((sum, { start, end }) => sum + end - start, 0) / units.length / 2;
  return (random) => {
    for (;;) {
      const distances: number[] = [];
      for (let i = 0; i < annotators.length; i++) distances.push(distanceFrom(distances, apart, length, random));
      const sample = distances.map((distance) => moved(annotators[below(random, annotators.length)] as readonly CodedUnit[], distance, length));
      if (sample.some((each) => each.length > 0)) return sample;
    }
  };
}

function moved(units: readonly CodedUnit[], distance: number, length: number): CodedUnit[] {
  return units.map(({ start, end, code }) => {
    const by = start + distance >= length ? distance - length : distance;
    return { start: start + by, end: end + by, code };
  });
}

/** A distance that is not near one of the others; any, where they leave no room. */
function distanceFrom(others: readonly number[], apart: number, length: number, random: Random): number {
  const free: { start: number; end: number }[] = [];
  let at = 0;
  for (const other of [...others].sort((a, b) => a - b)) {
    if (other - apart > at) free.push({ start: at, end: other - apart });
    at = Math.max(at, other + apart);
  }
  if (at < length) free.push({ start: at, end: length });
  const room = free.reduce((sum, { start, end }) => sum + end - start, 0);
  if (room === 0) return below(random, length);
  let left = random() * room;
  for (const { start, end } of free) {
    if (left < end - start) return Math.floor(start + left);
    left -= end - start;
  }
  return below(random, length);
}

/**
 * The sampling that pygamma-agreement and INCEpTION use by default: the number of units of an annotator, their lengths and the gaps
 * before them are drawn from normal distributions with the observed means and deviations, codes with their observed frequency.
 */
function statistics({ annotators }: Continuum): Sampler {
  const sorted = annotators.map((units) => [...units].sort((a, b) => a.start - b.start));
  const count = spread(annotators.map((units) => units.length));
  const lengths = spread(annotators.flat().map(({ start, end }) => end - start));
  // The published program counts one gap of nothing among them, and so does this, to give the same expectation.
  const gaps = spread([0, ...sorted.flatMap((units) => units.map(({ start }, i) => start - (units[i - 1]?.end ?? 0)))]);
  const codes = annotators.flat().map(({ code }) => code);
  return (random) => {
    for (;;) {
      const sample = annotators.map(() => {
        const units: CodedUnit[] = [];
        let at = 0;
        const wanted = Math.floor(Math.abs(normal(random, count.mean, count.deviation)));
        for (let i = 0; i < wanted; i++) {
          const start = at + normal(random, gaps.mean, gaps.deviation);
          at = start + Math.max(1e-6, Math.abs(normal(random, lengths.mean, lengths.deviation)));
          units.push({ start, end: at, code: codes[below(random, codes.length)] as string });
        }
        return units;
      });
      if (sample.some((each) => each.length > 0)) return sample;
    }
  };
}

function spread(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}
