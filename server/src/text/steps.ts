/** A long piece of work that lets others in, or can be given up, wherever it yields. */
export type Steps<T> = Generator<undefined, T, void>;

/** Does all the steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does them with a pause after each; undefined when given up at one. */
export async function inTurns<T>(steps: Steps<T>, pause: () => Promise<void>, isGivenUp: () => boolean): Promise<T | undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
    if (isGivenUp()) return undefined;
  }
}

/** Items that are sorted, or put together, in one step. */
const SORTED = 1000;

/** The items in an order, in steps; of equal ones the first stays first. */
export function* sortedInSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += SORTED) {
    yield;
    runs.push(items.slice(from, from + SORTED).sort(compare));
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let i = 0; i < runs.length; i += 2) longer.push(yield* merged(runs[i] as T[], runs[i + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  const both: T[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (both.length % SORTED === 0) yield;
    const isFirst = j >= b.length || (i < a.length && compare(a[i] as T, b[j] as T) <= 0);
    both.push((isFirst ? a[i++] : b[j++]) as T);
  }
  return both;
}
