import type { Cancellation } from '../corpus/ports';
import type { Steps } from '../text/steps';

/** Milliseconds of work at a stretch. */
const BREATH = 4;

/** Does long work step by step, with pauses for other requests; nothing when cancelled, which is looked at after each pause. */
export async function inSteps<T>(steps: Steps<T>, token: Cancellation, pause: () => Promise<void>): Promise<T | undefined> {
  let since = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - since < BREATH) continue;
    await pause();
    if (token.isCancellationRequested) return undefined;
    since = performance.now();
  }
}
