import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import { isBareDecision, withdrawal } from '../annotations/decisions';
import type { Annotation, Decision, TagRef } from '../annotations/model';
import { NUMBER_KINDS } from '../recognise/tags';
import type { Logger } from '../corpus/ports';
import { numberKindLabel } from '../features/labels';
import { oneLine } from '../features/plainText';
import { nameOf } from '../features/subject';
import { fold } from '../text/fold';
import { pageOf } from './annotationRequests';
import { guarded } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import type { CommandContext, Outcome } from './named';
import { DECISIONS_PAGE, DecisionsRequest, type DecisionInfo, type DecisionsParams, type DecisionsResult } from './protocol';
import type { Workspace } from './workspace';

/** Longest quote that a decision is sent with, without the ellipsis. */
const QUOTE = 199;
/** Code units of a passage in the description of a step of undo. */
const SHORT = 20;

/** Answers what a list of one's decisions on automatic tags asks. */
export function registerDecisionRequests(connection: Connection, workspace: Workspace, logger: Logger): void {
  connection.onRequest(DecisionsRequest, guarded(logger, 'Decisions', NONE, async (params: DecisionsParams | undefined) => {
    await workspace.ready;
    return decisions(workspace, params ?? {});
  }));
}

const NONE: DecisionsResult = { decisions: [], counts: { accepted: 0, rejected: 0, corrected: 0 } };

type Deciding = Annotation & { readonly decision: Decision };

function decisions(workspace: Workspace, params: DecisionsParams): DecisionsResult {
  const named = params.corpus === undefined ? undefined : workspace.corpusAt(params.corpus);
  const corpora = params.corpus === undefined ? workspace.loaded : named ? [named] : [];
  const wanted = folded(params.filter ?? '');
  const fitting = corpora.flatMap((loaded) => loaded.ownDecisions.filter(isDeciding).filter((each) => wanted === '' || wordsOf(each, loaded).some((text) => folded(text).includes(wanted))).map((each) => [loaded, each] as const));
  const counts = { ...NONE.counts };
  for (const [, { decision }] of fitting) counts[decision.verdict]++;
  const asked = fitting.filter(([, { decision }]) => params.verdict === undefined || decision.verdict === params.verdict);
  return { decisions: pageOf(asked, params, DECISIONS_PAGE).map(([loaded, each]) => toDecisionInfo(each, loaded)), counts };
}

function isDeciding(annotation: Annotation): annotation is Deciding {
  return annotation.decision !== undefined;
}

/** What a decision is looked for by. */
function wordsOf({ quote, document, decision: { tag, as } }: Deciding, loaded: LoadedCorpus): string[] {
  return [quote, labelOf(tag, loaded), ...(as ? [labelOf(as, loaded)] : []), loaded.corpus.document(document)?.title ?? document];
}

function folded(text: string): string {
  return fold(text).toLowerCase();
}

function toDecisionInfo({ id, document: documentId, span, quote, decision: { verdict, tag, as }, locked, modified }: Deciding, loaded: LoadedCorpus): DecisionInfo {
  const document = loaded.corpus.document(documentId);
  return {
    id,
    corpus: loaded.corpus.root,
    uri: loaded.uriOf(documentId) ?? '',
    document: documentId,
    title: document?.title ?? documentId,
    ...(document && span ? { range: document.text.rangeOf(span) } : {}),
    quote: oneLine(quote, QUOTE),
    verdict, tag,
    label: labelOf(tag, loaded),
    ...(as ? { as, asLabel: labelOf(as, loaded) } : {}),
    ...(locked ? { locked } : {}),
    modified,
  };
}

/** The name of what a tag stands for; of a number its kind, of a kind that is not known its own word. */
function labelOf({ id, kind }: TagRef, { corpus }: LoadedCorpus): string {
  if (id !== undefined) return nameOf(corpus, id);
  const known = NUMBER_KINDS.find((each) => each === kind);
  return known ? numberKindLabel(known) : kind;
}

/** Takes decisions back, of the present annotator only. */
export async function withdrawDecisions({ workspace }: CommandContext, { ids }: { readonly ids: readonly string[] }): Promise<Outcome<number>> {
  let withdrawn = 0;
  for (const loaded of workspace.loaded) {
    const own = loaded.ownDecisions.filter(({ id }) => ids.includes(id));
    const [first] = own;
    if (!first) continue;
    const description = own.length === 1 ? l10n.t('Withdraw the decision on “{0}”', oneLine(first.quote, SHORT)) : l10n.t('Withdraw {0} decisions', own.length);
    await loaded.batch(description, withdrawal(own.map((each) => ({ id: each.id, isBare: isBareDecision(each) }))));
    withdrawn += own.length;
  }
  return { result: withdrawn, message: l10n.t('Decisions withdrawn: {0}', withdrawn) };
}
