import * as l10n from '@vscode/l10n';
import { MessageType, ShowMessageNotification, ShowMessageRequest, type Connection, type MessageActionItem } from 'vscode-languageserver';
import type { MatchedOrphan } from '../annotations/sidecar/orphans';
import type { Logger } from '../corpus/ports';
import { UserError } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import { documentAt, type CommandContext, type Outcome } from './named';
import type { AttachedSidecar, AttachSidecarArguments } from './protocol';
import { canonicalUri, isInside, shownPath } from './uris';
import type { Workspace } from './workspace';

/** A person is asked about a sidecar when at most so many documents may have its text; about more, only the problem tells. */
const MOST_BUTTONS = 3;

/** Offers annotations whose document is gone to the document that has its text now. Nothing is moved without an answer. */
export class OrphanOffers {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #logger: Logger;
  /** What was asked already, until the server ends: sidecar and documents. */
  readonly #asked = new Set<string>();

  constructor(connection: Connection, workspace: Workspace, logger: Logger) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#logger = logger;
  }

  /** Attends to a corpus from its opening on; `changed` is told when its problems are others. */
  watch(loaded: LoadedCorpus, changed: () => void): void {
    loaded.orphans.onDidChange(() => {
      changed();
      for (const orphan of loaded.orphans.found) this.#offer(loaded, orphan);
    });
    void loaded.orphans.look();
  }

  #offer(loaded: LoadedCorpus, orphan: MatchedOrphan): void {
    const { uri, candidates } = orphan;
    const key = JSON.stringify([uri, candidates.map(({ document }) => document)]);
    if (candidates.length === 0 || candidates.length > MOST_BUTTONS || this.#asked.has(key)) return;
    this.#asked.add(key);
    void this.#ask(loaded, orphan).catch((error: unknown) => this.#logger.error('Annotations without a document could not be offered', error));
  }

  async #ask(loaded: LoadedCorpus, { uri, document, candidates }: MatchedOrphan): Promise<void> {
    const [first] = candidates;
    if (!first) return;
    const later = l10n.t('Later');
    const isOne = candidates.length === 1;
    const titles = isOne ? [l10n.t('Attach')] : candidates.map((each) => each.document);
    const message = isOne
      ? l10n.t('Annotations of {0}: the text now seems to be {1}.', document, first.document)
      : l10n.t('Annotations of {0}: the text may now be one of these documents.', document);
    const actions = [...titles, later].map((title): MessageActionItem => ({ title }));
    const chosen = await this.#connection.sendRequest(ShowMessageRequest.type, { type: MessageType.Info, message, actions });
    const candidate = candidates[titles.indexOf(chosen?.title ?? later)];
    const to = candidate && loaded.uriOf(candidate.document);
    if (to === undefined) return;
    try {
      await this.#workspace.ready;
      await attachSidecar(this.#workspace, { sidecar: uri, document: to });
    } catch (error) {
      if (!(error instanceof UserError)) this.#logger.error('Annotations could not be attached', error);
      const reason = error instanceof UserError ? error.message : l10n.t('The annotations of {0} could not be moved.', document);
      await this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message: reason });
    }
  }
}

/**
 * Gives a sidecar whose document is gone to a document of any corpus that is open. Both may be of different ones.
 *
 * @throws {UserError} where that is refused; then nothing is moved
 */
async function attachSidecar(workspace: Workspace, { sidecar, document: uri }: AttachSidecarArguments): Promise<AttachedSidecar> {
  const { loaded, document } = documentAt(workspace, uri);
  if (!workspace.loaded.some(({ corpus }) => isInside(canonicalUri(sidecar), canonicalUri(corpus.root)))) throw new UserError(l10n.t('There is no corpus in {0}.', shownPath(sidecar)));
  const annotations = await loaded.attach(sidecar, document.id);
  for (const other of workspace.loaded) other.orphans.soon();
  return { uri: document.uri, document: document.id, annotations };
}

/** The command. */
export async function attach({ workspace }: CommandContext, given: AttachSidecarArguments): Promise<Outcome<AttachedSidecar>> {
  const result = await attachSidecar(workspace, given);
  return { result, message: l10n.t('Annotations attached to {0}: {1}', result.document, result.annotations) };
}
