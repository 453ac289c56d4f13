import type { Script } from '../text/script';

/** Where the text of a document comes from when it is first asked for, and what is known of it before. */
export interface TextOrigin {
  /** About how many code units it has. */
  readonly roughLength: number;
  /** The title that the text itself gives ('' where it gives none); undefined while nobody has looked. */
  readonly title?: string | undefined;
  readonly script?: Script | undefined;
  /** The text. Must not throw. */
  read(): string;
  /** The text up to an offset at least (UTF-16 code units), where that is to be had without reading all of it. Must not throw. */
  readUpTo?(offset: number): string | undefined;
}
