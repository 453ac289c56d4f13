import { setFlagsFromString } from 'node:v8';

/**
 * What V8 is told while the program runs. Its flags are for all threads of the process, and are read each time they matter; they change when memory grows and
 * when code is compiled, never what code does. Only flags are set that this V8 knows.
 */

// #region The young generation

// V8 doubles its young generation, up to 16 MB and a copy, whenever much in it survives. At the start nearly everything does, as tables
// are made that are kept, and what was then added is hardly used by a server on a few documents.

/** By how much a young generation that is too small becomes larger. */
const GROWTH = 'semi-space-growth-factor';
const USUAL_GROWTH = 2;
let growth = USUAL_GROWTH;
let areThreadsExpected = false;

/** From now on the young generations of this process stay as large as they are. */
export function holdYoungGeneration(): void {
  setGrowth(1);
}

/** From now on they grow as V8 sees fit: there is much to do. */
export function letYoungGenerationGrow(): void {
  setGrowth(USUAL_GROWTH);
}

function setGrowth(factor: number): void {
  growth = factor;
  setFlag(GROWTH, factor);
}

// #endregion

// #region While threads recognise

/** What is said to V8 while threads recognise, and what it usually is: its flags with both values. */
interface Flag {
  readonly name: string;
  readonly usual: number;
  readonly withThreads: number;
}

/** Megabytes that a thread may allocate until the garbage collector looks at what is alive: twice that is its young generation, from the beginning. */
const THREAD_SEMI_SPACE = 6;

const MEMORY: readonly Flag[] = [
  { name: 'min-semi-space-size', usual: 0, withThreads: THREAD_SEMI_SPACE },
  // What survived the young generation is collected when it is so many megabytes, and then each time it has grown by a fifth or by 8 MB: V8 would wait for hundreds, or for
  // four times as much. That much is looked through beside the thread's own work.
  { name: 'initial-old-space-size', usual: 0, withThreads: 12 },
  { name: 'heap-growing-percent', usual: 0, withThreads: 20 },
];
/** How much of other functions a function takes into its own code, in bytes of bytecode: with less, compiling takes three quarters of the time, and the code is as fast. */
const INLINED: Flag = { name: 'max-inlined-bytecode-size-cumulative', usual: 920, withThreads: 200 };

/** By the major version of V8. How much a function is run before it is optimised has another flag in each; from 13 on (Node 24) there is a compiler between, and waiting longer gains nothing. */
const FLAGS: Readonly<Record<string, readonly Flag[]>> = {
  11: [...MEMORY, INLINED, { name: 'interrupt-budget', usual: 67_584, withThreads: 600_000 }],
  12: [...MEMORY, INLINED, { name: 'invocation-count-for-turbofan', usual: 3000, withThreads: 15_000 }],
};
const flags = FLAGS[process.versions.v8.split('.')[0] ?? ''] ?? MEMORY;

/**
 * Before a thread is started. Threads share no optimised code, so each that is started has the same compiled for itself again, on the same cores: from now on V8 optimises a
 * function later than it is used to, and takes less into it. What is hot in the work on documents is soon told from what is only warm, and compiling that alone takes half.
 */
export function expectThreads(): void {
  areThreadsExpected = true;
  for (const { name, withThreads } of flags) setFlag(name, withThreads);
}

/** From now on as it is used to. */
export function expectNoThreads(): void {
  areThreadsExpected = false;
  for (const { name, usual } of flags) setFlag(name, usual);
}

/** Of a thread: its young generation is as large as it ever becomes when it begins. In megabytes. */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 3 * THREAD_SEMI_SPACE } as const;

// #endregion

/**
 * Does something while all flags are as they are when a process starts, and sets them again as they were: code that is kept has to be made with those, or V8 refuses it at the next
 * start. It may well be kept while threads are at work.
 */
export function asAtStart<T>(action: () => T): T {
  const [growthBefore, wereThreadsExpected] = [growth, areThreadsExpected];
  expectNoThreads();
  letYoungGenerationGrow();
  try {
    return action();
  } finally {
    setGrowth(growthBefore);
    if (wereThreadsExpected) expectThreads();
  }
}

function setFlag(name: string, value: number): void {
  setFlagsFromString(`--${name}=${value}`);
}
