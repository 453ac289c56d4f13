import { setFlagsFromString } from 'node:v8';

/**
 * What V8 is told while the program runs. Its flags are for all threads of the process, and are read each time they matter; they change when memory grows and
 * when code is compiled, never what code does. Only flags are set that this V8 knows.
 */

// #region The young generation

// V8 doubles its young generation, up to 16 MB and a copy, whenever much in it survives. At the start nearly everything does, as tables
// are made that are kept, and what was then added is hardly used by a server on a few documents.

/** From now on the young generations of this process stay as large as they are. */
export function holdYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** From now on they grow as V8 sees fit: there is much to do. */
export function letYoungGenerationGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}

// #endregion

// #region Optimised code

/** How much a function is run before V8 optimises it: its flag and value, and the same several times later. */
interface Patience {
  readonly usual: string;
  readonly later: string;
}

/** By the major version of V8; from 13 on (Node 24) there is a compiler between, and waiting longer gains nothing. */
const PATIENCE: Readonly<Record<string, Patience>> = {
  11: { usual: '--interrupt-budget=67584', later: '--interrupt-budget=600000' },
  12: { usual: '--invocation-count-for-turbofan=3000', later: '--invocation-count-for-turbofan=15000' },
};
const patience = PATIENCE[process.versions.v8.split('.')[0] ?? ''];

/**
 * From now on V8 optimises a function later than it is used to. Threads share no optimised code, so each that is started has the same compiled for itself again, on the
 * same cores; what is hot in the work on documents is soon told from what is only warm, and compiling that alone takes half.
 */
export function optimiseLate(): void {
  if (patience) setFlagsFromString(patience.later);
}

/** From now on as it is used to. */
export function optimiseAsUsual(): void {
  if (patience) setFlagsFromString(patience.usual);
}

// #endregion

/** Flags are again as they are when a process starts: code that is kept was made with those, or V8 refuses it at the next start. */
export function asAtStart(): void {
  letYoungGenerationGrow();
  optimiseAsUsual();
}
