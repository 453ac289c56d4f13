import type { CodeBook } from '../annotations/model';

/** The UUID under which other programs know a code, made of its id: the same id has the same one for ever. */
export type GuidOf = (id: string) => string;

/** A code as a file of another program has it, with those below it. */
export interface ExchangedCode {
  /** Lower case; absent where the file gives none that is one. */
  readonly guid?: string | undefined;
  readonly name: string;
  readonly description?: string | undefined;
  /** `#rrggbb` */
  readonly color?: string | undefined;
  readonly codable: boolean;
  /** Fields of a code book that the format has no place for and that Meipi wrote along (`id`, `names`, `examples`, …). */
  readonly carried: Readonly<Record<string, unknown>>;
  readonly children: readonly ExchangedCode[];
}

export interface ExchangedSet {
  readonly guid: string;
  readonly name: string;
  readonly description?: string | undefined;
  /** GUIDs of codes. */
  readonly members: readonly string[];
}

/** A code book that was read from a file of another program. */
export interface ExchangedCodeBook {
  readonly codes: readonly ExchangedCode[];
  readonly sets: readonly ExchangedSet[];
  /** What the file says that is not taken over, for people. */
  readonly losses: readonly string[];
}

/** A file that is no code book of the format, or that does harm. Nothing of it is taken. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  /** `LINE:COLUMN`, both counted from 1, columns in code points; absent when it is the file as a whole. */
  readonly place: string | undefined;

  constructor(message: string, place?: string) {
    super(message);
    this.place = place;
  }
}

/** A format in which code books are exchanged with other programs. */
export interface CodeBookFormat {
  /** On the command line and in messages. */
  readonly name: string;
  /** For people: what it is, or what reads it. */
  readonly label: string;
  /** The text of the file. Throws a RangeError with a message for the user where the format cannot hold such a code book. */
  write(codeBook: CodeBook, guidOf: GuidOf): string;
  /** What a file in the format lacks of a code book, or has in another place, for people. */
  losses(codeBook: CodeBook): string[];
  /** Reads a file. Throws {@link ImportError}. */
  read(bytes: Uint8Array): ExchangedCodeBook;
}
