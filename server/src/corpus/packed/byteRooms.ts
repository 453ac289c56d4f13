/** Bytes of a room: some dozen documents have place in one. */
const ROOM = 1 << 19;
/** Bytes that have a buffer of their own from so many on, so that nearly nothing of a room is left empty. */
const LONG = ROOM >> 3;

/**
 * Keeps bytes that came from another thread. A buffer lies in the part of the process's memory that belongs to the thread that allocated it, also when it is handed over;
 * that part cannot be given back while something in it is in use, however little. So what is to stay is copied, many into one buffer: what the thread had is
 * free at once for the next, and is given back when it ends.
 *
 * A room is let go of when nothing in it is used any more.
 */
export class ByteRooms {
  #room = new Uint8Array(0);
  #used = 0;

  /** A copy of bytes; not to be transferred or cloned, as others lie in the same buffer. */
  keep(bytes: Uint8Array): Uint8Array {
    if (bytes.length >= LONG) return bytes.slice();
    if (this.#used + bytes.length > this.#room.length) {
      this.#room = new Uint8Array(ROOM);
      this.#used = 0;
    }
    const copy = this.#room.subarray(this.#used, this.#used + bytes.length);
    copy.set(bytes);
    this.#used += bytes.length;
    return copy;
  }
}
