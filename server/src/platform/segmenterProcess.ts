import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { WordCutter } from '../corpus/ports';
import { builtInSegmenter } from '../recognise/terms/builtInSegmenter';
import { kindOf } from './errors';

/** What the process is asked: to take words as known, and to cut clauses into words. */
export interface CutRequest {
  readonly words: readonly string[];
  readonly clauses: readonly string[];
}

/** What it answers: the words of each clause, or why there can be none on this machine (a code or a kind of error). */
export type CutAnswer = { readonly cuts: readonly (readonly string[])[] } | { readonly failure: string };

/** The part of a child process that is used. */
export type SegmenterChild = Pick<ChildProcess, 'send' | 'kill' | 'on' | 'once' | 'off' | 'ref' | 'unref' | 'channel'>;

export interface SegmenterProcessOptions {
  /** Starts the process; may throw. */
  readonly start?: () => SegmenterChild;
  /** It is let go when nothing was asked for so long, in milliseconds. */
  readonly idle?: number;
  /** An answer that takes longer than this, in milliseconds, is none. */
  readonly limit?: number;
  /** Told once, when nodejieba is given up, with the reason. */
  readonly onFailure?: (reason: string) => void;
}

const IDLE = 30_000;
/** Starting and loading take about a second; a machine may have much else to do. */
const LIMIT = 30_000;
/** A process that is ended from outside, for the memory it takes for instance, is started once more. */
const ATTEMPTS = 2;

/**
 * nodejieba in a process of its own, which is started when first asked, let go when nothing more comes, and started again when needed. It
 * keeps nobody from ending: this process may end while it is there, and it ends with this one. Where nodejieba cannot be
 * loaded, or its process dies over a question twice, it is given up, and what `Intl.Segmenter` says stays.
 */
export class SegmenterProcess implements WordCutter {
  readonly #options: SegmenterProcessOptions;
  #child: SegmenterChild | undefined;
  /** What the child knows already. */
  #known = new Set<string>();
  #failure: string | undefined;
  #hasAnswered = false;
  #idle: NodeJS.Timeout | undefined;
  /** One request after another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SegmenterProcessOptions = {}) {
    this.#options = options;
  }

  /** The segmenter in use; empty while none was needed. */
  get name(): string {
    if (this.#failure !== undefined) return builtInSegmenter().name;
    return this.#hasAnswered ? 'nodejieba' : '';
  }

  /** Why nodejieba was given up. */
  get failure(): string | undefined {
    return this.#failure;
  }

  cut(clauses: readonly string[], words: readonly string[]): Promise<readonly (readonly string[])[] | undefined> {
    const cut = this.#turn.then(() => this.#cut(clauses, words));
    this.#turn = cut;
    return cut;
  }

  /** Ends the process; the next question starts another. */
  letGo(): void {
    clearTimeout(this.#idle);
    this.#child?.kill();
    this.#child = undefined;
  }

  async #cut(clauses: readonly string[], words: readonly string[]): Promise<readonly (readonly string[])[] | undefined> {
    let reason = this.#failure;
    for (let attempt = 0; attempt < ATTEMPTS && this.#failure === undefined; attempt++) {
      const answer = await this.#ask(clauses, words);
      if ('cuts' in answer) {
        this.#hasAnswered = true;
        return answer.cuts;
      }
      reason = answer.failure;
      // What it says itself will not be otherwise next time.
      if (!('died' in answer)) break;
    }
    if (this.#failure === undefined && reason !== undefined) {
      this.#failure = reason;
      this.letGo();
      this.#options.onFailure?.(reason);
    }
    return undefined;
  }

  /** One attempt. */
  async #ask(clauses: readonly string[], words: readonly string[]): Promise<CutAnswer | Death> {
    clearTimeout(this.#idle);
    let child: SegmenterChild;
    try {
      child = this.#child ??= this.#started();
    } catch (error) {
      return { failure: kindOf(error) };
    }
    const request: CutRequest = { words: words.filter((word) => !this.#known.has(word)), clauses };
    child.ref();
    child.channel?.ref();
    const answer = await exchange(child, request, this.#options.limit ?? LIMIT);
    child.unref();
    child.channel?.unref();
    if ('died' in answer) this.letGo();
    else {
      for (const word of request.words) this.#known.add(word);
      this.#idle = setTimeout(() => this.letGo(), this.#options.idle ?? IDLE).unref();
    }
    return answer;
  }

  #started(): SegmenterChild {
    const child = (this.#options.start ?? (() => startSegmenter(__dirname)))();
    this.#known = new Set();
    // Killing may fail with nobody to hear of it, and an error that nobody hears ends this process.
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }
}

/** No answer came, and from this process none will. */
interface Death {
  readonly died: true;
  readonly failure: string;
}

/** Sends a request and waits for the answer, the end of the process, or the limit. */
function exchange(child: SegmenterChild, request: CutRequest, limit: number): Promise<CutAnswer | Death> {
  return new Promise((resolve) => {
    const done = (answer: CutAnswer | Death): void => {
      clearTimeout(timer);
      child.off('message', answered).off('exit', ended).off('error', failed);
      resolve(answer);
    };
    const answered = (answer: unknown): void => done(answer as CutAnswer);
    const ended = (code: number | null, signal: string | null): void => done({ died: true, failure: signal ?? `exit code ${code}` });
    const failed = (error: Error): void => done({ died: true, failure: kindOf(error) });
    const timer = setTimeout(() => done({ died: true, failure: 'no answer' }), limit);
    child.once('message', answered).once('exit', ended).once('error', failed);
    child.send(request, (error) => {
      if (error) failed(error);
    });
  });
}

/**
 * Starts the process of the bundle in a folder, beside that of the server. Standard output is the server's channel to the editor, so the child gets none; nor does it
 * take over flags of this process (a debugger's port).
 */
export function startSegmenter(folder: string): ChildProcess {
  return fork(join(folder, 'segmenter.js'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}
