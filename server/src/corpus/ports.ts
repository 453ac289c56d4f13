import type { FromUtf8 } from './decode';

/**
 * What the engine needs of the world outside. The command line and the server hand in the real ones
 * (server/src/platform), tests hand in others.
 */

/** What a path is; `mtime` in milliseconds since the epoch. */
export interface FileInfo {
  readonly kind: 'file' | 'directory';
  readonly size: number;
  readonly mtime: number;
}

/** Reading files. Addresses are URIs as strings (`file:///…`). A missing file is `undefined`, every other failure throws. */
export interface FileReader {
  stat(uri: string): Promise<FileInfo | undefined>;
  read(uri: string): Promise<Uint8Array | undefined>;
  /** Names in a folder with their kind; empty when there is no such folder. */
  list(uri: string): Promise<readonly { readonly name: string; readonly kind: FileInfo['kind'] }[]>;
}

/** What tells a file from what it was before, without reading it; `mtime` in milliseconds since the epoch. */
export type FileStamp = Pick<FileInfo, 'size' | 'mtime'>;

/** Files that can be had at once, for texts that are read when they are first asked for. As {@link FileReader} otherwise. */
export interface LocalFiles {
  stat(uri: string): FileInfo | undefined;
  read(uri: string): Uint8Array | undefined;
  /** The first so many bytes of a file, or all; undefined where it cannot be read. */
  readStart?(uri: string, length: number): Uint8Array | undefined;
  /** Whether a file was written so long ago that writing it again would show in its stamp. */
  isSettled(stamp: FileStamp): boolean;
  /** The digest of bytes, by which equal ones are known again for good. */
  hash(bytes: Uint8Array): string;
  /** The text of bytes in UTF-8, where there is a faster way than `TextDecoder`. */
  readonly fromUtf8?: FromUtf8;
}

/** Writing files, for sidecars, code books and exports; never for documents. */
export interface FileWriter {
  /**
   * Replaces a file at once: temporary file beside it, fsync, rename. Folders on the way are made. Of bytes in pieces, the next is asked for
   * when the one before is written; where they end in an error, the file stays as it was.
   */
  writeAtomic(uri: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  /** Replaces a file as {@link writeAtomic} does, but only while it holds `expected`; `undefined`: while there is none. */
  replace(uri: string, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<Replacement>;
  /** Removes a file for good, but only while it holds `expected`; of a link, the link. One that is not there is `done`. */
  remove(uri: string, expected: Uint8Array): Promise<Replacement['state']>;
  /** Does something while no other process of this program does it for the same file; waits for it, but not for ever. */
  withLock<T>(uri: string, action: () => Promise<T>): Promise<T>;
  /**
   * The address of what is really read and written under an address: links resolved, letters as the disk has them. Of a
   * file that is not there, its name in the real folder.
   */
  real(uri: string): Promise<string>;
}

/** How replacing or removing a file went. */
export interface Replacement {
  /** `differs`: it holds something else than was expected, and was left as it is. */
  readonly state: 'done' | 'differs';
  /** What another program wrote into the file while it was being replaced: nobody will find it there. */
  readonly overwritten?: Uint8Array;
}

export type FileSystem = FileReader & FileWriter;

/** Cuts clauses into words somewhere else: a segmenter that is too large for this process. */
export interface WordCutter {
  /**
   * The words of each clause, in order; joined they are the clause. `words` are to be known as words, those given earlier too. Undefined
   * when there is no such segmenter on this machine: then nobody knows better. Never rejects.
   */
  cut(clauses: readonly string[], words: readonly string[]): Promise<readonly (readonly string[])[] | undefined>;
}

/** The time, in ISO 8601 with seconds, UTC. */
export interface Clock {
  now(): string;
}

/** Messages for the log: never the text of a document. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}

/** Asked to stop. The same shape as the protocol's, so that one can be passed for the other. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

export const neverCancelled: Cancellation = { isCancellationRequested: false };
