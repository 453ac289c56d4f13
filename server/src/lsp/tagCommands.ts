import * as l10n from '@vscode/l10n';
import { neverCancelled } from '../corpus/ports';
import { NUMBER_KINDS, SOURCE_KINDS } from '../recognise/tags';
import { alternativeLabel, alternativesOf, isAmbiguous } from '../features/ambiguity';
import { numberKindLabel } from '../features/labels';
import { loadRomaniser } from '../features/pinyin';
import { passage } from '../features/plainText';
import { nameOf } from '../features/subject';
import { correctedName, planDecisions, refOf, tagsAtPlace, undecidedTag, type ReviewedTag } from '../features/tagReview';
import { subjectsNamed } from '../features/workspaceSymbols';
import type { TagRef } from '../annotations/model';
import type { Corpus, CorpusDocument } from '../corpus/corpus';
import { decideTagsArguments, subjectsArguments, tagsAtArguments, undecidedTagArguments } from './commandArguments';
import { UserError } from './guard';
import { inSteps } from './inSteps';
import { corpusAt, documentAt, type CommandContext, type Outcome } from './named';
import { ServerCommand, SUBJECTS, type DecidedTags, type DecideTagsArguments, type SubjectInfo, type SubjectsArguments, type TagInfo, type TagsAtArguments, type UndecidedTagInfo } from './protocol';

/** Characters of a tag that a list shows. */
const SHOWN = 60;

/** Commands with which a person goes through automatic tags and decides on them. */
export function tagCommands(context: CommandContext) {
  return {
    [ServerCommand.tagsAt]: (argument: unknown) => Promise.resolve(tagsAt(context, tagsAtArguments(argument))),
    [ServerCommand.undecidedTag]: (argument: unknown) => nextUndecided(context, undecidedTagArguments(argument)),
    [ServerCommand.decideTags]: (argument: unknown) => decideTags(context, decideTagsArguments(argument)),
    [ServerCommand.subjects]: (argument: unknown) => subjects(context, subjectsArguments(argument)),
  };
}

function tagsAt({ workspace }: CommandContext, { uri, range }: TagsAtArguments): Outcome<TagInfo[]> {
  const { loaded, corpus, document } = documentAt(workspace, uri);
  return { result: tagsAtPlace(document, document.text.spanOf(range), loaded.decisions(document.id)).map((tag) => toTagInfo(tag, corpus, document)) };
}

async function nextUndecided({ workspace }: CommandContext, { uri, range, layer, direction = 'next', layers }: ReturnType<typeof undecidedTagArguments>): Promise<Outcome<UndecidedTagInfo | null>> {
  const { corpus } = documentAt(workspace, uri);
  await corpus.index(neverCancelled);
  const { document } = documentAt(workspace, uri);
  const found = undecidedTag(corpus, document, { ...document.text.spanOf(range), layer }, { direction, layers });
  if (!found) return { result: null, message: l10n.t('Every tag is decided.') };
  return { result: { ...toTagInfo({ tag: found.tag }, corpus, found.document), undecided: found.undecided } };
}

async function decideTags({ workspace }: CommandContext, { uri, range, layer, verdict, as, extent, scope = 'this', by = 'id' }: DecideTagsArguments): Promise<Outcome<DecidedTags>> {
  const { loaded, corpus, document: asked } = documentAt(workspace, uri);
  const version = asked.text;
  if (scope !== 'this') await corpus.index(neverCancelled);
  const { document } = documentAt(workspace, uri);
  if (document.text.text !== version.text) throw new UserError(l10n.t('The text was changed meanwhile.'));
  const at = { ...document.text.spanOf(range), layer };
  const [subject] = tagsAtPlace(document, at, loaded.decisions(document.id)).filter(({ tag }) => layer === undefined || tag.layer === layer);
  if (!subject) throw new UserError(l10n.t('There is no tag here.'));
  if (verdict === 'corrected') checkName(correctedName(subject.kept?.tag ?? refOf(subject.tag), as ?? {}));
  const place = extent && document.text.spanOf(extent);
  if (place && (place.end <= subject.tag.start || place.start >= subject.tag.end)) throw new UserError(l10n.t('The passage of a tag must share something with the one it had.'));
  const planned = planDecisions(corpus, document, at, { verdict, as, extent: place, scope, by }, (id) => loaded.decisions(id), loaded.annotator);
  if (!planned) throw new UserError(l10n.t('There is no tag here.'));
  const { batch, decided, locked } = planned;
  const words = passage(document, subject.tag, SHOWN);
  if (decided > 0) await loaded.batch(describe(verdict, words, decided), batch);
  const message = l10n.t('Tags decided: {0}', decided);
  return { result: { decided, locked }, message: locked === 0 ? message : `${message} · ${l10n.t('locked ones left as they are: {0}', locked)}` };
}

/** For undo. */
function describe(verdict: DecideTagsArguments['verdict'], words: string, count: number): string {
  if (count > 1) return l10n.t('Decide {0} tags like “{1}”', count, words);
  switch (verdict) {
    case 'accepted': return l10n.t('Accept the tag “{0}”', words);
    case 'rejected': return l10n.t('Reject the tag “{0}”', words);
    case 'corrected': return l10n.t('Change the tag “{0}”', words);
    case 'none': return l10n.t('Withdraw the decision on “{0}”', words);
  }
}

/** Refuses what would be shown nowhere. */
function checkName({ layer, kind, id, value }: TagRef): void {
  const kinds: readonly string[] = layer === 'number' ? NUMBER_KINDS : layer === 'source' ? SOURCE_KINDS : ['concept'];
  if (!kinds.includes(kind)) throw new UserError(l10n.t('The argument “{0}” must be one of: {1}.', 'kind', kinds.join(l10n.t(', '))));
  if (layer === 'number' ? value === undefined : !id?.startsWith(`${kind}:`) || id.length <= kind.length + 1) {
    throw new UserError(layer === 'number' ? l10n.t('A number needs a value.') : l10n.t('The argument “{0}” must begin with “{1}” and a name.', 'id', `${kind}:`));
  }
}

async function subjects({ workspace, deps }: CommandContext, { corpus: root, query }: SubjectsArguments): Promise<Outcome<SubjectInfo[]>> {
  const { corpus } = corpusAt(workspace, root);
  await corpus.index(neverCancelled);
  const found = (await inSteps(subjectsNamed(corpus, query, SUBJECTS, await loadRomaniser()), neverCancelled, deps.pause)) ?? [];
  return { result: found.map(({ id, kind, name }) => ({ id, layer: kind === 'concept' ? 'term' : 'source', kind, label: name })) };
}

function toTagInfo({ tag, kept }: ReviewedTag, corpus: Corpus, document: CorpusDocument): TagInfo {
  const alternatives = alternativesOf(tag).map((id): SubjectInfo => ({ id, layer: tag.layer, kind: tag.kind, label: alternativeLabel(corpus, id) }));
  return {
    uri: document.uri,
    range: document.text.rangeOf(tag),
    text: passage(document, tag, SHOWN),
    tag: refOf(tag),
    label: tag.layer === 'number' ? numberKindLabel(tag.kind) : nameOf(corpus, tag.id),
    ...(kept ? { verdict: kept.verdict, locked: kept.locked, annotation: kept.id } : {}),
    ...(alternatives.length > 0 ? { alternatives } : {}),
    ...(isAmbiguous(tag) ? { ambiguous: true } : {}),
  };
}
