/** Numbers of a list in the table of lists: where its rows begin, how many they are, and for how many there is room, as a place in {@link SIZES}. */
const START = 0;
const COUNT = 1;
const SIZE = 2;
const LIST = 3;

/** For how many rows a list may have room: each a third to a half more than the one before. */
const SIZES: readonly number[] = sizes();
const FIRST_ROWS = 64;
const FIRST_LISTS = 16;

/**
 * Many short lists of rows, a row being so many 32-bit numbers, in one array: as arrays of their own they would take three times the room, and each would be an object that the
 * garbage collector looks at. A list that grows out of its room moves; what it leaves is taken by another.
 *
 * Lists and rows are named by numbers, counted from 0. Places in {@link numbers} are good until a row is inserted anywhere.
 */
export class RowLists {
  readonly #width: number;
  #numbers: Int32Array;
  /** Rows in use or given back. */
  #rows = 0;
  #lists = new Int32Array(LIST * FIRST_LISTS);
  #listCount = 0;
  readonly #freeLists: number[] = [];
  /** Where rooms begin that were given back, by size. */
  readonly #freeRooms: number[][] = SIZES.map(() => []);

  /** @param width numbers in a row */
  constructor(width: number) {
    this.#width = width;
    this.#numbers = new Int32Array(width * FIRST_ROWS);
  }

  /** All rows; those of a list lie one after another from {@link startOf} on. */
  get numbers(): Int32Array {
    return this.#numbers;
  }

  /** A list without rows. */
  add(): number {
    const list = this.#freeLists.pop() ?? this.#listCount++;
    if (LIST * this.#listCount > this.#lists.length) this.#lists = enlarged(this.#lists, LIST * this.#listCount);
    this.#lists[LIST * list + COUNT] = 0;
    this.#lists[LIST * list + SIZE] = 0;
    this.#lists[LIST * list + START] = this.#roomOf(0);
    return list;
  }

  /** Gives a list back; its number may be given to another. */
  remove(list: number): void {
    this.#freeRoom(list);
    this.#freeLists.push(list);
  }

  countOf(list: number): number {
    return this.#lists[LIST * list + COUNT] as number;
  }

  /** Where the first row of a list begins in {@link numbers}. */
  startOf(list: number): number {
    return this.#width * (this.#lists[LIST * list + START] as number);
  }

  /** Makes room for a row before the one with a number, or at the end; gives where it begins in {@link numbers}. What stands there is to be overwritten. */
  insert(list: number, row: number): number {
    const at = LIST * list;
    const count = this.#lists[at + COUNT] as number;
    if (count === SIZES[this.#lists[at + SIZE] as number]) this.#grow(list);
    const from = this.startOf(list) + this.#width * row;
    this.#numbers.copyWithin(from + this.#width, from, this.startOf(list) + this.#width * count);
    this.#lists[at + COUNT] = count + 1;
    return from;
  }

  /** Takes out a row. */
  take(list: number, row: number): void {
    const start = this.startOf(list);
    const count = this.countOf(list);
    const from = start + this.#width * row;
    this.#numbers.copyWithin(from, from + this.#width, start + this.#width * count);
    this.#lists[LIST * list + COUNT] = count - 1;
  }

  #grow(list: number): void {
    const at = LIST * list;
    const size = (this.#lists[at + SIZE] as number) + 1;
    const room = this.#roomOf(size);
    const from = this.startOf(list);
    this.#numbers.copyWithin(this.#width * room, from, from + this.#width * this.countOf(list));
    this.#freeRoom(list);
    this.#lists[at + START] = room;
    this.#lists[at + SIZE] = size;
  }

  /** Gives rows back as rooms, the largest first. */
  #freeRows(from: number, count: number): void {
    let [at, left] = [from, count];
    for (let size = SIZES.length - 1; left > 0; size--) {
      for (const rows = SIZES[size] as number; rows <= left; left -= rows) {
        this.#freeRooms[size]?.push(at);
        at += rows;
      }
    }
  }

  #freeRoom(list: number): void {
    this.#freeRooms[this.#lists[LIST * list + SIZE] as number]?.push(this.#lists[LIST * list + START] as number);
  }

  /** The first row of a room of a size: one that was given back, the beginning of a larger one, or a new one. */
  #roomOf(size: number): number {
    for (let larger = size; larger < SIZES.length; larger++) {
      const free = this.#freeRooms[larger]?.pop();
      if (free === undefined) continue;
      this.#freeRows(free + (SIZES[size] as number), (SIZES[larger] as number) - (SIZES[size] as number));
      return free;
    }
    const room = this.#rows;
    this.#rows += SIZES[size] as number;
    if (this.#width * this.#rows > this.#numbers.length) this.#numbers = enlarged(this.#numbers, this.#width * this.#rows);
    return room;
  }
}

/** One and a half times as long: what is not yet written to takes no memory, but the copy is made while both are there. */
function enlarged(numbers: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, numbers.length + (numbers.length >> 1)));
  larger.set(numbers);
  return larger;
}

/** 1, 2, 3, 4, 6, 8, 12, 16, … */
function sizes(): number[] {
  const all = [1];
  for (let power = 2; power < 2 ** 28; power *= 2) all.push(power, power + power / 2);
  return all;
}
