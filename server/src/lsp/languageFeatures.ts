import * as l10n from '@vscode/l10n';
import { CodeActionTriggerKind, type CancellationToken, type Connection } from 'vscode-languageserver';
import type { Corpus } from '../corpus/corpus';
import type { DecidedTag } from '../corpus/decisions';
import type { Logger } from '../corpus/ports';
import { codeActions } from '../features/codeActions';
import { conceptOfPage, conceptPage } from '../features/conceptPage';
import { definition } from '../features/definition';
import { documentHighlights } from '../features/documentHighlights';
import { documentLinks } from '../features/documentLinks';
import { foldingRanges } from '../features/foldingRanges';
import { hover } from '../features/hover/hover';
import { chooseCommandLink, commandLink, fileLink, statementsCommandLink } from '../features/markdown';
import { nextMention } from '../features/nextMention';
import { outline } from '../features/outline';
import { loadRomaniser } from '../features/pinyin';
import { references } from '../features/references';
import { selectionRanges } from '../features/selectionRanges';
import { tagActions, wideningActions } from '../features/tagActions';
import { workspaceSymbols } from '../features/workspaceSymbols';
import type { Client } from './capabilities';
import {
  toCodeAction, toDocumentLink, toDocumentSymbol, toFoldingRange, toHover, toLocation, toLocationLink, toSelectionRange, toSymbolInformation, toWorkspaceSymbol,
} from './convert';
import { cancelled, contentModified, guarded } from './guard';
import { inSteps } from './inSteps';
import { NextMentionRequest } from './protocol';
import { TokenResults } from './tokenResults';
import type { Located, Workspace } from './workspace';

/** Answers the requests of the Language Server Protocol: from the protocol, ask a feature, to the protocol. */
export function registerLanguageFeatures(connection: Connection, workspace: Workspace, pause: () => Promise<void>, client: Client, logger: Logger): void {
  const tokens = new TokenResults();
  const link = client.options.commandLinks ? commandLink : fileLink;

  /** A handler about a document; other documents than those of a corpus have no answer. */
  const about = <P extends { readonly textDocument: { readonly uri: string } }, R>(
    feature: string,
    none: R,
    handler: (at: Located, params: P, token: CancellationToken) => R | Promise<R>,
  ): ((params: P, token: CancellationToken) => Promise<R>) =>
    guarded(logger, feature, none, async (params: P, token) => {
      await workspace.ready;
      const at = workspace.locate(params.textDocument.uri);
      return at ? handler(at, params, token) : none;
    });

  connection.onHover(about('Hover', null, ({ corpus, document, loaded }, { position }, token) => {
    const offset = document.text.offsetAt(position);
    const own = { annotations: loaded.annotations(document.id), codeBook: loaded.shownCodeBook, about: { notes: loaded.noteIndex, find: (id: string) => loaded.annotation(id) } };
    const statementsLink = client.options.commandLinks ? (id: string): string => statementsCommandLink(document.uri, id) : undefined;
    const chooseLink = client.options.commandLinks ? (tag: DecidedTag, id: string): string => chooseCommandLink({ uri: document.uri, range: document.text.rangeOf(tag) }, tag.layer, id) : undefined;
    return toHover(hover({ corpus, document, locale: client.locale, link, statementsLink, chooseLink }, offset, own, token), document.text, client.markdown);
  }));

  connection.onDefinition(about('Definition', null, async ({ corpus, document }, { position }) => {
    const found = definition(corpus, document, document.text.offsetAt(position), client.virtualDocuments);
    if (!found) return null;
    const origin = document.text.rangeOf(found.origin);
    const links = await Promise.all(found.targets.map(async (target) => toLocationLink(target, origin, await workspace.textOf(target.uri))));
    return client.definitionLinks ? links : links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  }));

  connection.onReferences(about('References', null, ({ corpus, document }, { position, context }, token) => {
    const offset = document.text.offsetAt(position);
    return references(corpus, document, offset, context.includeDeclaration, token).map(toLocation);
  }));

  connection.onDocumentHighlight(about('Highlights', null, ({ document }, { position }) => {
    const spans = documentHighlights(document, document.text.offsetAt(position));
    return spans.map((span) => ({ range: document.text.rangeOf(span) }));
  }));

  connection.onDocumentSymbol(about('Document symbols', null, async (at, _params, token) => {
    await readAgain(at, pause, token);
    const { document } = at;
    const nodes = outline(document);
    return client.hierarchicalSymbols ? nodes.map((node) => toDocumentSymbol(node, document.text)) : toSymbolInformation(nodes, document.uri, document.text);
  }));

  connection.onFoldingRanges(about('Folding', null, async (at, _params, token) => {
    await readAgain(at, pause, token);
    return foldingRanges(at.document).map(toFoldingRange);
  }));

  connection.onSelectionRanges(about('Selection ranges', null, ({ document }, { positions }) => {
    return positions.map((position) => toSelectionRange(selectionRanges(document, document.text.offsetAt(position)), document.text));
  }));

  connection.onDocumentLinks(about('Document links', null, ({ document }) => {
    return documentLinks(document).map((found) => toDocumentLink(found, document.text));
  }));

  connection.onCodeAction(about('Code actions', null, ({ document, loaded }, { range, context }) => {
    const span = document.text.spanOf(range);
    // Editors ask at every move of the cursor, to show that there is something to do: only a selection is worth a sign.
    if (context.triggerKind === CodeActionTriggerKind.Automatic && span.start === span.end) return [];
    const annotations = loaded.annotations(document.id);
    const actions = [
      ...(client.options.widening === false ? [] : wideningActions(document, span, annotations.filter(({ creator }) => creator === loaded.annotator))),
      ...tagActions(loaded.corpus, document, span, loaded.decisions(document.id)),
      ...codeActions(document, span, loaded.shownCodeBook.codes, annotations, loaded.corpus),
    ];
    const converted = actions.map((action) => toCodeAction(action, document.uri, document.text));
    return client.codeActionLiterals ? converted : converted.map(({ command }) => command).filter((command) => command !== undefined);
  }));

  connection.onWorkspaceSymbol(guarded(logger, 'Workspace symbols', null, async ({ query }, token) => {
    await workspace.ready;
    const found = (await inSteps(workspaceSymbols(workspace.corpora, query, await loadRomaniser()), token, pause)) ?? [];
    return Promise.all(found.map(async (symbol) => toWorkspaceSymbol(symbol, await workspace.textOf(symbol.place.uri), l10n.t('Mentions: {0}', symbol.mentions))));
  }));

  connection.languages.semanticTokens.on(about('Semantic tokens', { data: [] }, ({ document }) => {
    return tokens.full(document);
  }));

  connection.languages.semanticTokens.onDelta(about('Semantic tokens', { data: [] }, ({ document }, { previousResultId }) => {
    return tokens.delta(document, previousResultId);
  }));

  connection.languages.semanticTokens.onRange(about('Semantic tokens', { data: [] }, ({ document }, { range }) => {
    return tokens.range(document, document.text.spanOf(range));
  }));

  connection.onRequest(NextMentionRequest, guarded(logger, 'Next mention', null, async ({ uri, position, direction }) => {
    await workspace.ready;
    const at = workspace.locate(uri);
    const found = at && nextMention(at.corpus, at.document, at.document.text.offsetAt(position), direction);
    return found ? { ...toLocation(found.mention), index: found.index, count: found.count, label: found.label } : null;
  }));

  connection.workspace.textDocumentContent.on(guarded(logger, 'Term page', null, async ({ uri }) => {
    await workspace.ready;
    const entry = builtInConcept(workspace.corpora, conceptOfPage(uri));
    return entry ? { text: conceptPage(entry, (id) => builtInConcept(workspace.corpora, id) !== undefined) } : null;
  }));

  workspace.onDidClose((uri) => tokens.forget(uri));
}

/** When nothing recognises the document as a whole meanwhile, as the user has stopped that. */
const LONGEST_WAIT = 2000;

/**
 * Waits with what is asked of a long document as a whole until it has been recognised again after an edit, and reads it: nobody looks at that while
 * they type, and editors ask after each key. @throws ResponseError when the document is edited or the request cancelled meanwhile
 */
async function readAgain(at: Located, pause: () => Promise<void>, token: CancellationToken): Promise<void> {
  if (at.document.isProvisional) await settled(at, token);
  for (const steps = at.document.readInSteps(); !steps.next().done; ) {
    await pause();
    throwIfOutdated(at, token);
  }
}

/** Resolves when it has been recognised as a whole. @throws ResponseError as {@link readAgain} does */
async function settled(at: Located, token: CancellationToken): Promise<void> {
  const { loaded, document } = at;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      cancelling.dispose();
      resolve();
    };
    const timer = setTimeout(done, LONGEST_WAIT);
    const cancelling = token.onCancellationRequested(done);
    void loaded.corpus.whenSettled(document).then(done);
  });
  throwIfOutdated(at, token);
}

/** The editor cancels before it tells of the next key: the text is still this one, but nobody wants the answer. */
function throwIfOutdated({ loaded, document }: Located, token: CancellationToken): void {
  if (token.isCancellationRequested) throw cancelled();
  if (loaded.corpus.documentAt(document.uri) !== document) throw contentModified();
}

function builtInConcept(corpora: readonly Corpus[], id: string | undefined): ReturnType<Corpus['concept']> {
  if (id === undefined) return undefined;
  const found = corpora.map((corpus) => corpus.concept(id)).filter((entry) => entry !== undefined);
  return found.find((entry) => entry.location === undefined) ?? found[0];
}
