/** Bytes in the pieces that they come in. Whoever walks through them sets the pace: no piece is asked for before the one before it is dealt with. */
export type Pieces = AsyncIterable<Uint8Array>;

/** All of it, for what can only be read as a whole. */
export async function readAll(pieces: Pieces): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** A line without its line feed; numbers count from 1. */
export interface Line {
  readonly number: number;
  readonly bytes: Uint8Array;
}

const LINE_FEED = 0x0a;

/**
 * The lines of a stream, of any length: each time all those that a piece completes, and at the end the one without a line feed. Nothing but
 * the line that has only begun is kept. A carriage return before the line feed stays.
 */
export async function* linesOf(pieces: Pieces): AsyncGenerator<readonly Line[], void> {
  let begun: Uint8Array[] = [];
  let number = 0;
  for await (const piece of pieces) {
    const lines: Line[] = [];
    let from = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, from)) {
      const last = piece.subarray(from, end);
      lines.push({ number: ++number, bytes: begun.length === 0 ? last : Buffer.concat([...begun, last]) });
      begun = [];
      from = end + 1;
    }
    if (from < piece.length) begun.push(piece.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) yield [{ number: ++number, bytes: Buffer.concat(begun) }];
}

/** What a look at the beginning of a stream found, and the stream as if nobody had looked. */
export interface Beginning {
  /** The first line that is not blank, without white space before it; only what was read of it where it begins with another byte than wanted. */
  readonly line: Uint8Array | undefined;
  readonly pieces: Pieces;
}

/**
 * Looks at the first line that is not blank. Where it does not begin with the byte wanted, its end is not waited for. A byte order mark is no
 * part of it.
 */
export async function lookAtStart(pieces: Pieces, wanted: number): Promise<Beginning> {
  const rest = pieces[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let begins: number | undefined;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    seen.push(next.value);
    if (begins === undefined) {
      const all = Buffer.concat(seen);
      begins = startOfText(all);
      if (begins === undefined) continue;
      if (all[begins] !== wanted || all.includes(LINE_FEED, begins)) break;
    } else if (next.value.includes(LINE_FEED)) break;
  }
  const all = Buffer.concat(seen);
  const end = all.indexOf(LINE_FEED, begins);
  return { line: begins === undefined ? undefined : all.subarray(begins, end < 0 ? undefined : end), pieces: joined(seen, rest) };
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const BLANK: ReadonlySet<number> = new Set([0x09, LINE_FEED, 0x0d, 0x20]);

/** Where the first byte is that is neither white space nor of a byte order mark at the beginning; undefined where there is none yet. */
function startOfText(bytes: Buffer): number | undefined {
  if (bytes.length < BYTE_ORDER_MARK.length && BYTE_ORDER_MARK.indexOf(bytes) === 0) return undefined;
  let at = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  while (at < bytes.length && BLANK.has(bytes[at] as number)) at++;
  return at < bytes.length ? at : undefined;
}

async function* joined(seen: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* seen;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    // Nobody wants what is left: whoever writes it is told.
    await rest.return?.();
  }
}
