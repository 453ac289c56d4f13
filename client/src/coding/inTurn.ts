type Command = (...args: never[]) => Promise<void>;

/**
 * Commands that run one after another: fast hands press the next key before the server has answered the last, and what it means depends
 * on that answer.
 */
export function inTurn(): (commands: Readonly<Record<string, Command>>) => Record<string, Command> {
  let last: Promise<unknown> = Promise.resolve();
  const queued = (run: Command): Command => (...args) => {
    const turn = last.then(() => run(...args));
    last = turn.catch(() => undefined);
    return turn;
  };
  return (commands) => Object.fromEntries(Object.entries(commands).map(([id, run]) => [id, queued(run)]));
}
