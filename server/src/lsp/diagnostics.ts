import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { Problem } from '../corpus/corpus';
import type { SourceText } from '../text/sourceText';
import { toDiagnostic } from './convert';

/** Editors show no more than this many for a file. */
const MAX_PER_FILE = 1000;

/** Shows what is wrong with corpus.json, term bases, sidecars and documents in the files concerned. */
export class Diagnostics {
  readonly #connection: Connection;
  readonly #textOf: (uri: string) => Promise<SourceText>;
  readonly #pause: () => Promise<void>;
  /** The problems shown of each file, to see whether anything changed. */
  #shown = new Map<string, string>();
  /** One publication after another, so that an older one never overwrites a newer one. */
  #turn: Promise<void> = Promise.resolve();

  /** `pause` lets others have their turn: right after a large corpus was indexed, hundreds of texts are looked at for places and messages. */
  constructor(connection: Connection, textOf: (uri: string) => Promise<SourceText>, pause: () => Promise<void>) {
    this.#connection = connection;
    this.#textOf = textOf;
    this.#pause = pause;
  }

  /** Replaces everything shown; files without a problem any more are cleared. One publication that fails does not end the others. */
  publish(problems: readonly Problem[]): Promise<void> {
    const turn = this.#turn.then(() => this.#publish(problems));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #publish(problems: readonly Problem[]): Promise<void> {
    const byUri = new Map<string, Problem[]>();
    for (const problem of problems) {
      const own = byUri.get(problem.uri);
      if (!own) byUri.set(problem.uri, [problem]);
      else if (own.length < MAX_PER_FILE) own.push(problem);
    }
    for (const uri of this.#shown.keys()) if (!byUri.has(uri)) await this.#show(uri, undefined, []);
    // File by file: messages, too, may be made of a text that is read for it, and not kept.
    for (const [uri, own] of byUri) {
      await this.#pause();
      const problems = JSON.stringify(own);
      if (problems === this.#shown.get(uri)) continue;
      const text = await this.#textOf(uri);
      await this.#show(uri, problems, own.map((problem) => toDiagnostic(problem, text)));
    }
  }

  async #show(uri: string, problems: string | undefined, diagnostics: Diagnostic[]): Promise<void> {
    if (problems === undefined) this.#shown.delete(uri);
    else this.#shown.set(uri, problems);
    await this.#connection.sendDiagnostics({ uri, diagnostics });
  }
}
