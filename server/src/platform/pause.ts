/** Whoever waits for a turn, in the order in which they came. */
const waiting: (() => void)[] = [];

/**
 * Lets other work have its turn: resolves when what came in meanwhile has been seen to. Of several pieces of work that pause, one goes on at a time, so
 * that what an editor asks never waits for a step of each.
 */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  // What is queued here runs after input was looked at again.
  if (waiting.length > 1) setImmediate(goOn);
  waiting.shift()?.();
}
