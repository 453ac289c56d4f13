import { CodeUnitSet } from '../codeUnitSet';
import { EdgeTable } from '../edgeTable';

/** Where a walk through a {@link CodeUnitTree} begins; no edge leads back to it. */
export const ROOT = 0;

/** A tree with an edge for each UTF-16 code unit, as tries are built on. */
export class CodeUnitTree {
  readonly #edges = new EdgeTable(FIRST_BITS);
  /** The code units that lead on from the root: most steps are the first, and most of these lead nowhere. */
  readonly #firsts = new CodeUnitSet();
  #size = 1;

  /** The node that a code unit leads to; {@link ROOT} when there is none. */
  step(node: number, unit: number): number {
    if (node === ROOT && !this.#firsts.has(unit)) return ROOT;
    return this.#edges.get(keyOf(node, unit));
  }

  /** Whether a code unit leads on from the root. */
  leadsOn(unit: number): boolean {
    return this.#firsts.has(unit);
  }

  /** As {@link step}, with a new node where there was none. No word begins with U+0000. */
  stepOrAdd(node: number, unit: number): number {
    const known = this.step(node, unit);
    if (known !== ROOT) return known;
    if (this.#size > MOST_NODES) throw new RangeError('The list of words is too long for its keys.');
    if (node === ROOT) this.#firsts.add(unit);
    this.#edges.add(keyOf(node, unit), this.#size);
    return this.#size++;
  }

  /** The code units that lead on from the root. */
  firstUnits(): readonly number[] {
    return this.#firsts.units();
  }
}

const FIRST_BITS = 5;
const MOST_NODES = 0xffff;

function keyOf(node: number, unit: number): number {
  return ((node << 16) | unit) >>> 0;
}
