import { composed, type Change } from '../../text/changes';

/**
 * A state of what is shown of a document. Whoever remembers one (the tokens that an editor holds) can ask in which lines the present state
 * differs from it.
 */
export class ShownState {
  readonly #before: { readonly state: ShownState; readonly lines: readonly Change[] } | undefined;
  /** How many states are known before this one. */
  readonly #depth: number;

  /** `lines` says in which lines this state differs from the one before; a state without one before has nothing in common with any. */
  constructor(before?: { readonly state: ShownState; readonly lines: readonly Change[] }) {
    // Nobody asks about a state that is long past: the chain is cut, so that it is not kept.
    this.#before = before && before.state.#depth < LONGEST ? before : undefined;
    this.#depth = this.#before ? this.#before.state.#depth + 1 : 0;
  }

  /** The lines that are others since an earlier state, as lines of that state and as lines of this one; undefined when all may be. */
  since(earlier: ShownState): readonly Change[] | undefined {
    const steps: (readonly Change[])[] = [];
    let before = this.#before;
    while (this !== earlier && before) {
      steps.push(before.lines);
      if (before.state === earlier) break;
      before = before.state.#before;
    }
    if (this !== earlier && !before) return undefined;
    return steps.reduceRight<readonly Change[]>((changes, lines) => composed(changes, lines), []);
  }
}

const LONGEST = 1000;
