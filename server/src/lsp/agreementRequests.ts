import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import type { Annotation } from '../annotations/model';
import type { CorpusDocument } from '../corpus/corpus';
import type { Cancellation, Logger } from '../corpus/ports';
import { adjudicationsOf, type Disagreement, type Disagreements, disagreementsIn, type Outcome } from '../features/agreement/disagreements';
import { sharedDocuments } from '../features/agreement/documents';
import { agreementReport, type AgreementReport, annotatorsOf } from '../features/agreement/report';
import { UNIT_KINDS } from '../features/agreement/study';
import { oneLine } from '../features/plainText';
import { finish, type Steps } from '../text/steps';
import { pageOf } from './annotationRequests';
import { guarded, UserError } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import {
  AgreementRequest, DISAGREEMENTS_PAGE, DisagreementsRequest, type AdjudicateArguments, type AgreementInfo, type AgreementParams, type DisagreementInfo, type DisagreementsInfo, type DisagreementsParams,
} from './protocol';
import { canonicalUri } from './uris';
import type { Workspace } from './workspace';

/** Longest quote that a disagreement is sent with, without the ellipsis. */
const QUOTE = 199;

/** Answers what views ask of the agreement between annotators. Where others' annotations are hidden, nothing is told. */
export function registerAgreementRequests(connection: Connection, workspace: Workspace, pause: () => Promise<void>, logger: Logger): void {
  connection.onRequest(AgreementRequest, guarded(logger, 'Agreement', null, async (params: AgreementParams, token) => {
    await workspace.ready;
    const loaded = workspace.corpusAt(params.corpus);
    return loaded && !loaded.isBlind ? agreement(loaded, params, token, pause) : null;
  }));

  connection.onRequest(DisagreementsRequest, guarded(logger, 'Disagreements', null, async (params: DisagreementsParams, token) => {
    await workspace.ready;
    const loaded = workspace.corpusAt(params.corpus);
    return loaded && !loaded.isBlind ? disagreements(loaded, params, token, pause) : null;
  }));
}

async function agreement(loaded: LoadedCorpus, params: AgreementParams, token: Cancellation, pause: () => Promise<void>): Promise<AgreementInfo | null> {
  const { corpus, codeBook } = loaded;
  if (params.machine) await corpus.index(token);
  const input = { corpus, codeBook, annotations: loaded.annotations(), notes: loaded.notes() };
  const report = await inSteps(agreementReport(input, {
    annotators: params.annotators,
    codes: params.codes,
    documents: documentIds(loaded, params.documents),
    units: UNIT_KINDS.find((unit) => unit === params.units),
    everyDocument: params.everyDocument,
    machine: params.machine,
  }), token, pause);
  return report ? toInfo(corpus.root, report) : null;
}

function toInfo(corpus: string, { annotators, machine, documents, leftOut, units, unplaced, undecided, rows }: AgreementReport): AgreementInfo {
  return {
    corpus,
    annotators,
    machine,
    documents: documents.map(({ title }) => title),
    leftOut: leftOut.map(({ document, missing }) => ({ document: document.title, missing })),
    units,
    unplaced,
    undecided,
    rows: rows.map(({ results, ...row }) => ({ ...row, results: Object.fromEntries(results) })),
  };
}

async function disagreements(loaded: LoadedCorpus, params: DisagreementsParams, token: Cancellation, pause: () => Promise<void>): Promise<DisagreementsInfo | null> {
  const annotations = loaded.annotations();
  const everybody = annotatorsOf(annotations);
  const annotators = params.annotators ?? everybody;
  const wanted = documentIds(loaded, params.documents);
  const documents = loaded.corpus.documents.filter(({ id }) => wanted === undefined || wanted.includes(id));
  const byDocument = new Map<string, Annotation[]>();
  for (const annotation of annotations) {
    const own = byDocument.get(annotation.document);
    if (own) own.push(annotation);
    else byDocument.set(annotation.document, [annotation]);
  }
  const open: (readonly [CorpusDocument, Disagreement])[] = [];
  let settled = 0;
  let agreed = 0;
  for (const document of sharedDocuments(documents, annotators, annotations, loaded.notes()).shared) {
    const found = await inSteps(disagreementsIn(document, annotators, byDocument.get(document.id) ?? []), token, pause);
    if (!found) return null;
    for (const each of found.open) open.push([document, each]);
    settled += found.settled;
    agreed += found.agreed;
  }
  return {
    everybody, annotators, total: open.length, settled, agreed,
    open: pageOf(open, params, DISAGREEMENTS_PAGE).map(([document, each]) => toDisagreementInfo(loaded, document, each)),
  };
}

function toDisagreementInfo({ corpus }: LoadedCorpus, document: CorpusDocument, { id, kind, sides, span }: Disagreement): DisagreementInfo {
  return {
    id,
    corpus: corpus.root,
    uri: document.uri,
    title: document.title,
    range: document.text.rangeOf(span),
    kind,
    sides: sides.map(({ annotator, annotations, codes, spans }) => ({
      annotator,
      annotations: annotations.map((annotation) => annotation.id),
      codes,
      ranges: spans.map((part) => document.text.rangeOf(part)),
      memos: annotations.flatMap(({ memo }) => (memo === '' ? [] : [memo])),
    })),
    quote: oneLine(document.text.slice(span), QUOTE),
  };
}

/**
 * Records a decision between annotators. Throws {@link UserError} when the disagreement is not there any more, because annotations or
 * the text have changed, or when others' annotations are hidden.
 */
export async function adjudicate(workspace: Workspace, args: AdjudicateArguments): Promise<{ readonly loaded: LoadedCorpus; readonly annotations: readonly Annotation[] }> {
  const at = workspace.locate(args.uri);
  if (!at) throw new UserError(l10n.t('{0} is not a document of a corpus.', args.uri));
  const { loaded, document } = at;
  if (loaded.isBlind) throw new UserError(l10n.t('The annotations of others are hidden (setting meipi.blind).'));
  const found = openDisagreements(loaded, document, args.annotators).open.find(({ id }) => id === args.disagreement);
  if (!found) throw new UserError(l10n.t('The annotations have changed meanwhile; this disagreement is not there any more.'));
  const outcome = await outcomeOf(args, loaded, document);
  const description = l10n.t('Decide on “{0}”', oneLine(document.text.slice(found.span), 20));
  return { loaded, annotations: await loaded.batch(description, { add: adjudicationsOf(found, outcome, loaded.annotator) }) };
}

function openDisagreements(loaded: LoadedCorpus, document: CorpusDocument, annotators: readonly string[]): Disagreements {
  return finish(disagreementsIn(document, annotators, loaded.annotations(document.id)));
}

async function outcomeOf({ take, annotator, codes = [], ranges, memo }: AdjudicateArguments, loaded: LoadedCorpus, { text }: CorpusDocument): Promise<Outcome> {
  if (take === 'one') return { take, annotator: annotator ?? '' };
  if (take !== 'own') return { take };
  return { take, codes: await loaded.codeIds(codes), spans: ranges?.map((range) => text.spanOf(range)), memo };
}

function documentIds({ corpus }: LoadedCorpus, uris: readonly string[] | undefined): readonly string[] | undefined {
  if (uris === undefined) return undefined;
  const wanted = new Set(uris.map(canonicalUri));
  return corpus.documents.filter(({ uri }) => wanted.has(canonicalUri(uri))).map(({ id }) => id);
}

/** Works step by step, with pauses for other requests; nothing when cancelled. */
async function inSteps<T>(steps: Steps<T>, token: Cancellation, pause: () => Promise<void>): Promise<T | undefined> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await pause();
    if (token.isCancellationRequested) return undefined;
  }
}
