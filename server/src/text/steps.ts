/** A long piece of work that lets others in, or can be given up, wherever it yields. */
export type Steps<T> = Generator<undefined, T, void>;

/** Does all the steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
