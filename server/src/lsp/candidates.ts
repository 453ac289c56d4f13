import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import { neverCancelled, type FileSystem, type Logger } from '../corpus/ports';
import { insertInList, removeFromList } from '../corpus/termBaseEdit';
import { candidateKey, termCandidates, type TermCandidate } from '../features/candidates';
import { oneLine } from '../features/plainText';
import { wholeCharacters } from '../text/codePoints';
import type { Steps } from '../text/steps';
import { editManifest, inTurn } from './corpusFiles';
import { guarded, UserError } from './guard';
import { inSteps } from './inSteps';
import type { LoadedCorpus } from './loadedCorpus';
import { CANDIDATE_CONTEXTS, CANDIDATES, CandidatesRequest, type CandidateInfo, type CandidatesParams, type HideCandidateArguments } from './protocol';
import type { Workspace } from './workspace';

/** Code units of a document shown before and after a place. */
const AROUND = 24;
const LONGEST_CONTEXT = 120;
/** Code units in which candidates are counted within a second. */
const COUNTED_AT_ONCE = 1_000_000;

/** Answers what a list of candidates asks. */
export function registerCandidates(connection: Connection, workspace: Workspace, pause: () => Promise<void>, logger: Logger): void {
  connection.onRequest(CandidatesRequest, guarded(logger, 'Candidates', [], async (params: CandidatesParams | undefined, token) => {
    const { corpus, limit } = params ?? {};
    await workspace.ready;
    const asked = corpus === undefined ? workspace.loaded : [workspace.corpusAt(corpus)].filter((loaded) => loaded !== undefined);
    const most = Number.isSafeInteger(limit) && (limit as number) > 0 ? Math.min(limit as number, CANDIDATES) : CANDIDATES;
    const answer: CandidateInfo[] = [];
    for (const loaded of asked) {
      await loaded.corpus.recognise(token);
      answer.push(...((await inSteps(candidateInfos(loaded, most), token, pause)) ?? []));
    }
    // Of several corpora the rows of one would else stand behind hundreds of the other.
    return asked.length > 1 ? answer.sort((a, b) => b.score - a.score) : answer;
  }));
}

function* candidateInfos(loaded: LoadedCorpus, most: number): Steps<CandidateInfo[]> {
  const infos: CandidateInfo[] = [];
  for (const candidate of yield* candidatesOf(loaded, most, CANDIDATE_CONTEXTS)) {
    yield;
    infos.push(toCandidateInfo(candidate, loaded));
  }
  return infos;
}

function candidatesOf({ corpus }: LoadedCorpus, limit: number, contexts: number): Steps<TermCandidate[]> {
  return termCandidates(corpus, { limit, contexts, hidden: corpus.manifest.notTerms });
}

function toCandidateInfo({ form, forms, score, frequency, documents, definition, aliases, english, contexts }: TermCandidate, { corpus }: LoadedCorpus): CandidateInfo {
  return {
    corpus: corpus.root,
    form, forms, score, frequency, documents, aliases,
    ...(definition && { definition: { uri: definition.document.uri, range: definition.document.text.rangeOf(definition.span), text: definition.text } }),
    ...(english !== undefined && { english }),
    contexts: contexts.map(({ document, span }) => ({
      uri: document.uri,
      range: document.text.rangeOf(span),
      text: oneLine(document.text.slice(wholeCharacters(document.text.text, { start: Math.max(0, span.start - AROUND), end: Math.min(document.text.length, span.end + AROUND) })), LONGEST_CONTEXT),
    })),
  };
}

/** Remembers in corpus.json that a form is no term, or forgets it. */
export function hideCandidate(workspace: Workspace, files: FileSystem, args: HideCandidateArguments): Promise<void> {
  return inTurn(workspace, () => writeNotTerm(workspace, files, args));
}

async function writeNotTerm(workspace: Workspace, files: FileSystem, { corpus, form, hide = true }: HideCandidateArguments): Promise<void> {
  const loaded = corpusAt(workspace, corpus);
  const isMeant = (entry: string): boolean => candidateKey(entry) === candidateKey(form);
  await editManifest(workspace, files, loaded, (text) => {
    if (!hide) return text === undefined ? undefined : removeFromList(text, 'notTerms', isMeant);
    return loaded.corpus.manifest.notTerms?.some(isMeant) ? text : insertInList(text, 'notTerms', form.trim());
  });
}

/** What is known of a form as a candidate; nothing in a corpus so large that a person would wait for the count. */
export async function candidateFor(loaded: LoadedCorpus, form: string, pause: () => Promise<void>): Promise<TermCandidate | undefined> {
  const size = loaded.corpus.documents.reduce((sum, { roughLength }) => sum + roughLength, 0);
  if (size > COUNTED_AT_ONCE) return undefined;
  const key = candidateKey(form);
  const found = await inSteps(candidatesOf(loaded, CANDIDATES, 0), neverCancelled, pause);
  return found?.find((known) => [known.form, ...known.forms].some((other) => candidateKey(other) === key));
}

export function corpusAt(workspace: Workspace, root: string): LoadedCorpus {
  const loaded = workspace.corpusAt(root);
  if (!loaded) throw new UserError(l10n.t('There is no corpus in {0}.', root));
  return loaded;
}
