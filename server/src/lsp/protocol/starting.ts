// What an editor says of itself when it starts the server.

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
