import { EdgeTable } from '../edgeTable';

/** Where a walk through a {@link CodeUnitTree} begins; no edge leads back to it. */
export const ROOT = 0;

/**
 * A tree with an edge for each UTF-16 code unit, as tries are built on. Nearly all steps are the first, for which there is a table by
 * code unit, or from a node with one child or none, which is written beside it: only further children are hashed.
 */
export class CodeUnitTree {
  /** For every 64 code units where the nodes begin to which they lead from the root; those that lead nowhere share the first page. */
  readonly #pages = new Uint16Array(0x10000 >> PAGE_BITS);
  #roots = new Uint16Array(PAGE);
  /** By node its first child: the code unit in the lower half, the node in the upper one; 0 where there is none. */
  #firstChildren = new Uint32Array(FIRST_ROOM);
  /** By node, 1 where it has further children, which are in the table of edges. */
  #branches = new Uint8Array(FIRST_ROOM);
  readonly #edges = new EdgeTable(FIRST_BITS);
  #size = 1;

  /** The node that a code unit leads to; {@link ROOT} when there is none. NaN, from outside a text, leads nowhere. */
  step(node: number, unit: number): number {
    if (node === ROOT) return this.#roots[(this.#pages[unit >>> PAGE_BITS] as number) + (unit & (PAGE - 1))] as number;
    const child = this.#firstChildren[node] as number;
    if ((child & 0xffff) === unit) return child >>> 16;
    return this.#branches[node] === 0 ? ROOT : this.#edges.get(keyOf(node, unit));
  }

  /** Whether a code unit leads on from the root. */
  leadsOn(unit: number): boolean {
    return this.step(ROOT, unit) !== ROOT;
  }

  /** As {@link step}, with a new node where there was none. No word has U+0000. */
  stepOrAdd(node: number, unit: number): number {
    const known = this.step(node, unit);
    if (known !== ROOT) return known;
    if (this.#size > MOST_NODES) throw new RangeError('The list of words is too long for its keys.');
    const added = this.#size++;
    if (added === this.#branches.length) this.#enlarge();
    if (node === ROOT) this.#addToRoot(unit, added);
    else if (this.#firstChildren[node] === 0) this.#firstChildren[node] = ((added << 16) | unit) >>> 0;
    else {
      this.#branches[node] = 1;
      this.#edges.add(keyOf(node, unit), added);
    }
    return added;
  }

  /** The code units that lead on from the root. */
  firstUnits(): readonly number[] {
    return Array.from(this.#pages, (page, i) => (page === 0 ? [] : Array.from({ length: PAGE }, (_, k) => PAGE * i + k))).flat().filter((unit) => this.leadsOn(unit));
  }

  #addToRoot(unit: number, node: number): void {
    const page = unit >>> PAGE_BITS;
    if (this.#pages[page] === 0) {
      this.#pages[page] = this.#roots.length;
      this.#roots = enlarged(this.#roots, this.#roots.length + PAGE);
    }
    this.#roots[(this.#pages[page] as number) + (unit & (PAGE - 1))] = node;
  }

  #enlarge(): void {
    const size = 2 * this.#branches.length;
    const [children, branches] = [this.#firstChildren, this.#branches];
    this.#firstChildren = new Uint32Array(size);
    this.#firstChildren.set(children);
    this.#branches = new Uint8Array(size);
    this.#branches.set(branches);
  }
}

/** Code units in a page of the table for the root. */
const PAGE_BITS = 6;
const PAGE = 1 << PAGE_BITS;
const FIRST_ROOM = 64;
const FIRST_BITS = 3;
const MOST_NODES = 0xffff;

function keyOf(node: number, unit: number): number {
  return ((node << 16) | unit) >>> 0;
}

function enlarged(row: Uint16Array, size: number): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(size);
  larger.set(row);
  return larger;
}
