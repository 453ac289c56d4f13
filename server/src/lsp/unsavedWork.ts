import * as l10n from '@vscode/l10n';
import { MessageType, ShowMessageNotification, ShowMessageRequest, type Connection, type MessageActionItem } from 'vscode-languageserver';
import { sidecarUri } from '../annotations/addresses';
import type { FileSystem, Logger } from '../corpus/ports';
import type { Client } from './capabilities';
import { guardedNotification } from './guard';
import type { Leftover } from './keeper';
import type { LoadedCorpus } from './loadedCorpus';
import { ChooseFileRequest, RetryNotification } from './protocol';
import { shownPath } from './uris';
import type { Workspace } from './workspace';

/** What the person is asked about: work on one document that its sidecar lacks. */
interface Pending {
  readonly message: string;
  /** Address of the sidecar. */
  readonly uri: string;
  /** Text of a copy. */
  text(): string;
  save(): Promise<boolean>;
  discard(): Promise<void>;
}

/** Tells of work that could not be saved, and offers it again: this server's own as soon as it happens, that of earlier ones when a corpus is opened. */
export class UnsavedWork {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #files: FileSystem;
  readonly #logger: Logger;
  /** Told once, until it is saved. */
  readonly #told = new Map<LoadedCorpus, Set<string>>();

  constructor(connection: Connection, workspace: Workspace, client: Client, files: FileSystem, logger: Logger) {
    this.#connection = connection;
    this.#client = client;
    this.#files = files;
    this.#logger = logger;
    const retry = guardedNotification(logger, 'Saving again', async () => {
      for (const { keeper } of workspace.loaded) if (keeper.unsaved.length > 0) await keeper.retry();
    });
    connection.onNotification(RetryNotification, () => void retry(undefined));
  }

  /** Attends to a corpus from its opening on; `changed` is told when other documents are unsaved than before. */
  watch(loaded: LoadedCorpus, changed: () => void): void {
    loaded.keeper.onDidChange(() => {
      changed();
      const told = this.#told.get(loaded) ?? new Set();
      const unsaved = loaded.keeper.unsaved;
      this.#told.set(loaded, new Set(unsaved));
      for (const document of unsaved) if (!told.has(document)) this.#offer(this.#own(loaded, document));
    });
    loaded.keeper.leftovers().then(
      (leftovers) => leftovers.forEach((leftover) => this.#offer(this.#left(loaded, leftover))),
      (error: unknown) => this.#logger.error('Could not look for unsaved work', error),
    );
  }

  #own(loaded: LoadedCorpus, document: string): Pending {
    const { keeper } = loaded;
    return {
      message: l10n.t('The annotations of {0} could not be saved. They are kept, and saved as soon as their file can be written.', document),
      uri: sidecarUri(loaded.corpus.document(document)?.uri ?? `${loaded.corpus.root}/${document}`),
      text: () => keeper.sidecarText(document) ?? '',
      save: () => keeper.retry(),
      discard: () => keeper.discard(document),
    };
  }

  #left(loaded: LoadedCorpus, leftover: Leftover): Pending {
    const { work, document } = leftover;
    return {
      message: l10n.t('Annotations of {0} were not saved before Meipi ended ({1}).', document ?? work.document, work.date.slice(0, 16).replace('T', ' ')),
      uri: work.uri,
      text: () => work.after,
      save: () => loaded.keeper.recover(leftover).then(() => true, () => false),
      discard: () => loaded.keeper.forget(leftover),
    };
  }

  /** Asks what to do, again after what was chosen failed. Who answers nothing keeps the work: it is tried and offered again. */
  #offer(pending: Pending): void {
    void this.#ask(pending).catch((error: unknown) => this.#logger.error('Unsaved work could not be offered', error));
  }

  async #ask(pending: Pending): Promise<void> {
    const [save, copy, discard] = [l10n.t('Save Now'), l10n.t('Save a Copy As…'), l10n.t('Discard')].map((title): MessageActionItem => ({ title })) as [MessageActionItem, MessageActionItem, MessageActionItem];
    for (let { message } = pending; ;) {
      const chosen = await this.#connection.sendRequest(ShowMessageRequest.type, { type: MessageType.Warning, message, actions: [save, copy, discard] });
      if (chosen?.title === discard.title) return pending.discard();
      if (chosen?.title === save.title) {
        if (await pending.save()) return;
        message = l10n.t('The file still cannot be written: {0}', shownPath(pending.uri));
      } else if (chosen?.title === copy.title) {
        await this.#copy(pending);
        ({ message } = pending);
      } else return;
    }
  }

  async #copy(pending: Pending): Promise<void> {
    const { uri } = pending;
    const suggested = uri.replace(/\.annotations\.json$/, `.annotations.${new Date().toISOString().replace(/[-:]|\.\d+Z$/g, '')}.json`);
    const chosen = this.#client.options.chooseFile ? await this.#connection.sendRequest(ChooseFileRequest, { suggested }) : suggested;
    if (chosen === null) return;
    let message = l10n.t('A copy was saved: {0}', shownPath(chosen));
    let type: MessageType = MessageType.Info;
    try {
      await this.#files.writeAtomic(chosen, new TextEncoder().encode(pending.text()));
    } catch (error) {
      this.#logger.error('A copy of unsaved work could not be written', error);
      message = l10n.t('The copy could not be written: {0}', shownPath(chosen));
      type = MessageType.Error;
    }
    await this.#connection.sendNotification(ShowMessageNotification.type, { type, message });
  }
}
