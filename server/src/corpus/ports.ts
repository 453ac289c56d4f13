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

/** Writing files, for sidecars, code books and exports; never for documents. */
export interface FileWriter {
  /** Replaces a file at once: temporary file beside it, fsync, rename. Folders on the way are made. */
  writeAtomic(uri: string, bytes: Uint8Array): Promise<void>;
  /**
   * The address of what is really read and written under an address: links resolved, letters as the disk has them. Of a
   * file that is not there, its name in the real folder.
   */
  real(uri: string): Promise<string>;
}

export type FileSystem = FileReader & FileWriter;

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
