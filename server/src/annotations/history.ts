import type { LiveAnnotation } from './livePassages';

/** What an action did to one annotation: `before` is absent when it added it, `after` when it deleted it. */
export interface Change {
  readonly document: string;
  readonly id: string;
  before?: LiveAnnotation | undefined;
  after?: LiveAnnotation | undefined;
}

/** What an action does elsewhere, to the code book: `redo` does it and says whether there was anything to do, `undo` takes it back. Each ends when it is written. */
export interface Beside {
  undo(): Promise<void>;
  redo(): Promise<boolean>;
}

/** One thing a person did, undone and redone as a whole, be it in several documents. */
export interface Action {
  /** For the user: `Annotate “…”`. */
  readonly description: string;
  readonly changes: readonly Change[];
  /** Done and taken back before the changes. */
  readonly beside?: Beside | undefined;
}

/** Actions that are remembered. */
const MOST_ACTIONS = 500;

/** What was done and undone, the latest last. */
export class History {
  readonly #done: Action[] = [];
  readonly #undone: Action[] = [];
  /** The changes that are remembered, by document; made when a text moves. Undoing and redoing remember the same. */
  #byDocument: Map<string, readonly Change[]> | undefined;

  get undoable(): Action | undefined {
    return this.#done.at(-1);
  }

  get redoable(): Action | undefined {
    return this.#undone.at(-1);
  }

  /** Records an action; what was undone before it can no longer be redone. */
  record(action: Action): void {
    this.#done.push(action);
    if (this.#done.length > MOST_ACTIONS) this.#done.shift();
    this.#undone.length = 0;
    this.#byDocument = undefined;
  }

  /** Takes the latest action for undone and hands it out. */
  undo(): Action | undefined {
    const action = this.#done.pop();
    if (action) this.#undone.push(action);
    return action;
  }

  redo(): Action | undefined {
    const action = this.#undone.pop();
    if (action) this.#done.push(action);
    return action;
  }

  /** Carries what is remembered of a document along with its text. */
  move(document: string, move: (annotations: readonly LiveAnnotation[]) => readonly LiveAnnotation[]): void {
    const changes = this.#changesIn(document);
    const remembered = [...new Set(changes.flatMap(({ before, after }) => [before, after].filter((each) => each !== undefined)))];
    if (remembered.length === 0) return;
    const moved = move(remembered);
    const successor = new Map(remembered.map((each, i) => [each, moved[i]]));
    for (const change of changes) {
      change.before &&= successor.get(change.before);
      change.after &&= successor.get(change.after);
    }
  }

  #changesIn(document: string): readonly Change[] {
    if (!this.#byDocument) {
      const byDocument = (this.#byDocument = new Map<string, Change[]>());
      for (const change of [...this.#done, ...this.#undone].flatMap((action) => action.changes)) {
        const known = byDocument.get(change.document);
        if (known) known.push(change);
        else byDocument.set(change.document, [change]);
      }
    }
    return this.#byDocument.get(document) ?? [];
  }
}
