import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DocumentJob, DocumentOutcome, WorkBatch, WorkContext, Workforce, WorkOrder, WorkResult } from '../../corpus/indexing/job';
import type { Layer } from '../../recognise/tags';
import { builtBytes, type WithBuiltBytes } from '../builtValues';
import { kindOf } from '../errors';
import { expectNoThreads, expectThreads, holdYoungGeneration, letYoungGenerationGrow, THREAD_LIMITS } from '../engineFlags';

/** What a thread is started with. */
export interface WorkerStart {
  /** The layers that are recognised; the others find nothing. */
  readonly layers?: readonly Layer[] | undefined;
}

/** What a thread sends: that it is ready, once, and then one answer for each order. */
export type WorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly outcomes: readonly DocumentOutcome[] };

/** The part of a thread that is used. */
export interface WorkerThread extends Pick<Worker, 'postMessage' | 'ref' | 'unref' | 'terminate'> {
  on(event: 'message', listener: (message: WorkerMessage) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

export interface WorkerPoolOptions extends WorkerStart {
  /** Threads at most; as many as the machine has cores without it. */
  readonly threads?: number | undefined;
  /** Less work than this, in code units, is done in the main thread; `MEIPI_THREADS_FROM` or a million without it. */
  readonly worthwhile?: number | undefined;
  /** Threads are let go when nothing was to be done for so long, in milliseconds. */
  readonly idle?: number | undefined;
  /** Starts a thread; may throw. */
  readonly start?: ((start: WorkerStart) => WorkerThread) | undefined;
  /** Told when a thread died, with the kind of the error. */
  readonly onDeath?: ((reason: string) => void) | undefined;
}

/** A million characters take the main thread a fraction of a second; starting threads takes about as long. */
const WORTHWHILE = 1_000_000;
const IDLE = 10_000;
/** More threads than this find no more memory bandwidth, and each takes some dozen megabytes. */
const MOST_THREADS = 8;
/** Orders that a thread has at once, so that it never waits for the next. */
const AHEAD = 2;
/** Threads that end before they are ready until no more are started. */
const FAILED_STARTS = 2;

/** How many threads a setting asks for: 0 or none stands for the number of cores, up to {@link MOST_THREADS}. */
function threadsFor(setting: number | undefined): number {
  if (setting === undefined || !Number.isFinite(setting) || setting < 1) return Math.min(availableParallelism(), MOST_THREADS);
  return Math.floor(setting);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

interface Task {
  readonly batch: WorkBatch;
  /** Its documents; fewer than those of the batch where a thread died over it. */
  readonly documents: readonly DocumentJob[];
  readonly resolve: (result: WorkResult) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: WorkerThread;
  isReady: boolean;
  /** What it was sent last. */
  context: WorkContext | undefined;
  namesVersion: number;
  /** In the order in which it does them. */
  readonly orders: { readonly task: Task; readonly namesVersion: number }[];
}

/**
 * Recognisers in threads of their own: started when there is work, let go when there is none for a while, so that their memory comes back. A
 * thread that dies is replaced; what it was working on is tried once more document by document, and a document over which a second
 * thread dies is given back as such.
 */
export class WorkerPool implements Workforce {
  readonly size: number;
  readonly worthwhile: number;
  readonly #options: WorkerPoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Task[] = [];
  #idle: NodeJS.Timeout | undefined;
  #failedStarts = 0;
  #isClosed = false;

  constructor(options: WorkerPoolOptions = {}) {
    this.#options = options;
    this.size = threadsFor(options.threads);
    this.worthwhile = options.worthwhile ?? wholeNumber(process.env['MEIPI_THREADS_FROM']) ?? WORTHWHILE;
  }

  /** Threads that are there now. */
  get threads(): number {
    return this.#threads.size;
  }

  get isWarm(): boolean {
    return [...this.#threads].some(({ isReady, orders }) => isReady && orders.length === 0);
  }

  work(batch: WorkBatch): Promise<WorkResult> {
    clearTimeout(this.#idle);
    threadsWork();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, documents: batch.documents, resolve, reject });
      this.#handOut();
    });
  }

  /** Ends all threads; what they were doing is rejected, and all that comes later. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#letGo();
    threadsRest();
    this.#giveUp();
  }

  // #region Handing out

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#freeThread();
      if (!thread) break;
      this.#send(thread, this.#waiting.shift() as Task);
    }
    if (this.#waiting.length > 0 && this.#threads.size === 0) this.#giveUp();
    if ([...this.#threads].some(({ orders }) => orders.length > 0)) return;
    threadsRest();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#letGo(), this.#options.idle ?? IDLE).unref();
  }

  /** The thread with the least to do, a new one if all have something and there may be more; undefined when all have enough. */
  #freeThread(): Thread | undefined {
    const [least] = [...this.#threads].sort((a, b) => a.orders.length - b.orders.length);
    if (least?.orders.length === 0) return least;
    if (this.#threads.size < this.size) return this.#startThread() ?? least;
    return least && least.orders.length < AHEAD ? least : undefined;
  }

  #send(thread: Thread, task: Task): void {
    const { context, namesSince } = task.batch;
    const isSameCorpus = thread.context?.corpus === context.corpus;
    const names = namesSince(isSameCorpus ? thread.namesVersion : 0);
    const order: WorkOrder = { ...(isSameCorpus && thread.context?.version === context.version ? {} : { context }), names, documents: task.documents };
    thread.context = context;
    thread.namesVersion = names.version;
    thread.orders.push({ task, namesVersion: names.version });
    thread.worker.ref();
    thread.worker.postMessage(order);
  }

  #done(thread: Thread, outcomes: readonly DocumentOutcome[]): void {
    const order = thread.orders.shift();
    if (thread.orders.length === 0) thread.worker.unref();
    order?.task.resolve({ namesVersion: order.namesVersion, outcomes });
    this.#handOut();
  }

  // #endregion

  // #region Threads

  #startThread(): Thread | undefined {
    if (this.#isClosed || this.#failedStarts >= FAILED_STARTS) return undefined;
    let worker: WorkerThread;
    try {
      worker = (this.#options.start ?? startWorker)({ layers: this.#options.layers });
    } catch (error) {
      this.#failedStarts = FAILED_STARTS;
      this.#options.onDeath?.(kindOf(error));
      return undefined;
    }
    const thread: Thread = { worker, isReady: false, context: undefined, namesVersion: 0, orders: [] };
    let reason = 'exit';
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'done') this.#done(thread, message.outcomes);
      else {
        thread.isReady = true;
        // V8 forgets for the whole process whenever a thread begins how large young generations may become.
        if (thread.orders.length > 0) holdYoungGeneration();
        this.#failedStarts = 0;
      }
    });
    worker.on('error', (error: unknown) => (reason = kindOf(error)));
    worker.on('exit', () => this.#died(thread, reason));
    this.#threads.add(thread);
    return thread;
  }

  #died(thread: Thread, reason: string): void {
    if (!this.#threads.delete(thread)) return;
    if (!thread.isReady) this.#failedStarts++;
    this.#options.onDeath?.(reason);
    const [current, ...later] = thread.orders.splice(0);
    const again = later.map(({ task }) => task);
    // Only a thread that was working can have died of its work.
    if (current) again.unshift(...(thread.isReady ? this.#afterDeath(current.task) : [current.task]));
    this.#waiting.unshift(...again);
    this.#handOut();
  }

  /** What is to be tried again of a task that a thread died over. */
  #afterDeath(task: Task): Task[] {
    const { batch, documents, resolve, reject } = task;
    if (documents.length === 1 && documents !== batch.documents) {
      resolve({ namesVersion: 0, outcomes: [{ problem: 'died' }] });
      return [];
    }
    // One by one, and together again when the last one is there.
    const outcomes: DocumentOutcome[] = [];
    let namesVersion = Infinity;
    let left = documents.length;
    return documents.map((document, i) => ({
      batch,
      documents: [document],
      reject,
      resolve: (result) => {
        outcomes[i] = result.outcomes[0] ?? { problem: 'died' };
        namesVersion = Math.min(namesVersion, result.namesVersion);
        if (--left === 0) resolve({ namesVersion, outcomes });
      },
    }));
  }

  async #letGo(): Promise<void> {
    const threads = [...this.#threads];
    this.#threads.clear();
    for (const { orders } of threads) for (const { task } of orders.splice(0)) this.#waiting.unshift(task);
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #giveUp(): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('No worker thread can be had.'));
  }

  // #endregion
}

/** From now on memory is dear, and what the main thread takes in is kept: more room for what is new would only hold what is no longer needed. */
function threadsWork(): void {
  expectThreads();
  holdYoungGeneration();
}

/** From now on the main thread has the processor for itself, as while someone types: threads that wait must not make it collect garbage sooner. */
function threadsRest(): void {
  expectNoThreads();
  letYoungGenerationGrow();
}

/** The bundle stands beside that of the program. Its standard output is not that of the server, which is the channel to the editor. */
function startWorker(start: WorkerStart): Worker {
  return new Worker(join(__dirname, 'recogniser.js'), { workerData: { ...start, built: builtBytes() } satisfies WorkerStart & WithBuiltBytes, execArgv: [], resourceLimits: THREAD_LIMITS, stdout: true, stderr: true });
}
