import { scriptOf, type Script } from '../../text/script';
import { decode, decodeStartOfUtf8, type Decoded } from '../decode';
import { firstHeading } from '../documentTitle';
import type { FileStamp, LocalFiles } from '../ports';
import type { TextOrigin } from '../textOrigin';
import type { TextFacts } from './job';

/** A UTF-8 file of Chinese has about three bytes for each code unit, and none has more. */
export const BYTES_A_UNIT = 3;
const BYTE_ORDER_MARK = 3;
/** The beginning of a file is read alone where the whole is so many times as long. */
const WORTHWHILE = 2;

/**
 * What is known of a text that was read from a file with this stamp. One that may still change without showing it gets a stamp that no file has.
 * `known` is what was found of the file before: it is given back where the text is still the same.
 */
export function factsOf({ text, encoding }: Decoded, bytes: Uint8Array, { size, mtime }: FileStamp, files: LocalFiles, known?: TextFacts): TextFacts {
  const stamp = files.isSettled({ size, mtime }) ? { size, mtime } : { size, mtime: NEVER };
  const isSame = known?.encoding === encoding;
  if (isSame && stamp.mtime !== NEVER && known.stamp.size === stamp.size && known.stamp.mtime === stamp.mtime) return known;
  const hash = files.hash(bytes);
  if (isSame && known.hash === hash) return known;
  return { stamp, hash, encoding, length: text.length, title: firstHeading(text), script: scriptOf(text) };
}

const NEVER = -1;

/** The text of a file that is read when it is first asked for. */
export class FileText implements TextOrigin {
  readonly uri: string;
  readonly stamp: FileStamp;
  /** The encoding that corpus.json names. */
  readonly named: string | undefined;
  readonly #files: LocalFiles;
  readonly #onDiffers: () => void;
  #facts: TextFacts | undefined;

  /** `onDiffers` is told when the file cannot be read as text any more, or has another text than the one that is known. */
  constructor(uri: string, stamp: FileStamp, named: string | undefined, files: LocalFiles, onDiffers: () => void) {
    this.uri = uri;
    this.stamp = stamp;
    this.named = named;
    this.#files = files;
    this.#onDiffers = onDiffers;
  }

  /** What is known of the text; undefined as long as nobody has looked. */
  get facts(): TextFacts | undefined {
    return this.#facts;
  }

  get roughLength(): number {
    return this.#facts?.length ?? Math.ceil(this.stamp.size / BYTES_A_UNIT);
  }

  get title(): string | undefined {
    return this.#facts?.title;
  }

  get script(): Script | undefined {
    return this.#facts?.script;
  }

  /** Takes what somebody else found who has looked; false when another text is known already. */
  learn(facts: TextFacts): boolean {
    if (this.#facts && this.#facts.hash !== facts.hash) return false;
    this.#facts = facts;
    return true;
  }

  /** Of a large file in UTF-8 that is still the one whose text is known. */
  readUpTo(offset: number): string | undefined {
    const stamp = this.#facts?.stamp;
    const length = BYTES_A_UNIT * offset + BYTE_ORDER_MARK;
    if (!stamp || this.#facts?.encoding !== 'utf-8' || length * WORTHWHILE > stamp.size) return undefined;
    try {
      const now = this.#files.stat(this.uri);
      if (now?.size !== stamp.size || now.mtime !== stamp.mtime) return undefined;
      const start = this.#files.readStart?.(this.uri, length);
      const text = start && decodeStartOfUtf8(start);
      return text !== undefined && text.length >= offset ? text : undefined;
    } catch {
      return undefined;
    }
  }

  read(): string {
    try {
      const bytes = this.#files.read(this.uri);
      const decoded = bytes && decode(bytes, this.named, this.#files.fromUtf8);
      if (bytes && decoded) {
        if (this.#facts?.hash === this.#files.hash(bytes)) return decoded.text;
        if (this.#facts) this.#onDiffers();
        this.#facts = factsOf(decoded, bytes, this.stamp, this.#files);
        return decoded.text;
      }
    } catch {
      // Whoever reads it again says why it cannot be read.
    }
    this.#onDiffers();
    return '';
  }
}
