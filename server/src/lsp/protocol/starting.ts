// With what an editor starts the server, and what it says of itself then.

/** `initializationOptions` of the initialize request; every editor may leave out any of them. */
export interface InitializationOptions {
  /**
   * The editor has the commands of the Meipi extension: links in hovers run `meipi.openLocation` with the arguments
   * `uri, range`, and what a command did is reported by the editor itself. Without it links lead to files, and the server
   * reports by `window/showMessage`.
   */
  readonly commandLinks?: boolean | undefined;
  /** URIs of folders that are a corpus though they have no corpus.json. */
  readonly folders?: readonly string[] | undefined;
  /** The annotator that the user chose; goes before the one in corpus.json. */
  readonly annotator?: string | undefined;
  /** The annotator when neither the user nor corpus.json names one. */
  readonly defaultAnnotator?: string | undefined;
  /** Others' annotations are told nowhere: not in requests, hovers or counts. Exports and files have them. */
  readonly blind?: boolean | undefined;
  /** Annotations that cut a word are offered to be widened, unless this is false. */
  readonly widening?: boolean | undefined;
  /** The editor answers {@link ChooseFileRequest}; without it, copies are written beside the file that they are of. */
  readonly chooseFile?: boolean | undefined;
  /** Threads that recognise a large corpus; as many as the machine has cores when 0 or absent. */
  readonly threads?: number | undefined;
  /**
   * URI of a folder for what is kept from one session to the next and can be deleted at any time; false for none. Without it, the folder that
   * the system has for such things.
   */
  readonly cache?: string | false | undefined;
  /** URI of the bundle of translated strings; the server finds its own by the locale when absent. */
  readonly l10nBundle?: string | undefined;
}

/** Bytes: a megabyte costs a hundredth of the time of indexing, as pages are asked for again; an eighth of it costs three times as much and gives back hardly more. */
const GIVEN_BACK_FROM = String(1 << 20);

/**
 * Environment variables with which the server is best started. The C library of most Linux systems (glibc) keeps freed memory for itself, and the more of it, the larger the blocks
 * that were freed: after a large corpus was indexed that is a quarter of what the process holds. With thresholds that are named it stays at those: larger blocks are the system's as soon
 * as they are freed, and so is what is free above at the end of its own memory. Elsewhere nobody reads them. A process cannot tell itself this: the C library looks before any program runs.
 */
export const SERVER_ENVIRONMENT = { MALLOC_TRIM_THRESHOLD_: GIVEN_BACK_FROM, MALLOC_MMAP_THRESHOLD_: GIVEN_BACK_FROM } as const;
