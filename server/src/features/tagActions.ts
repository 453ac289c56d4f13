import * as l10n from '@vscode/l10n';
import { isBareDecision, type KeptDecision } from '../annotations/decisions';
import type { Annotation } from '../annotations/model';
import type { Corpus, CorpusDocument } from '../corpus/corpus';
import { overlaps, type Span } from '../text/span';
import { alternativeLabel, alternativesOf } from './ambiguity';
import type { CodeAction } from './codeActions';
import { numberKindLabel, sourceKindLabel } from './labels';
import { oneLine, passage } from './plainText';
import { tagsAtPlace, type ReviewedTag } from './tagReview';
import { widened } from './textUnits';

/** UTF-16 code units of a passage in a title. */
const SHOWN = 30;

/** What a person can decide on the tags at a cursor or selection (document offsets): which of several it stands for, accept, reject, withdraw. */
export function tagActions(corpus: Corpus, document: CorpusDocument, selection: Span, decisions: readonly KeptDecision[]): CodeAction[] {
  return tagsAtPlace(document, selection, decisions).flatMap((reviewed) => actionsOn(corpus, document, reviewed));
}

function actionsOn(corpus: Corpus, document: CorpusDocument, { tag, kept }: ReviewedTag): CodeAction[] {
  const words = oneLine(passage(document, tag), SHOWN);
  const kind = tag.layer === 'number' ? numberKindLabel(tag.kind) : tag.layer === 'source' ? sourceKindLabel(tag.kind) : l10n.t('Term');
  const decide = (title: string, verdict: 'accepted' | 'rejected' | 'none', scope: 'this' | 'unlocked' = 'this'): CodeAction => ({ title, do: 'decide', span: { start: tag.start, end: tag.end }, layer: tag.layer, verdict, scope });
  const choices = alternativesOf(tag).map((id): CodeAction => ({
    title: l10n.t('“{0}” is {1}', words, alternativeLabel(corpus, id)), do: 'decide', span: { start: tag.start, end: tag.end }, layer: tag.layer, verdict: 'corrected', as: { id }, scope: 'this',
  }));
  if (kept) return [...choices, decide(l10n.t('Withdraw the decision on “{0}” ({1})', words, kind), 'none')];
  return [
    ...choices,
    decide(l10n.t('Accept “{0}” ({1})', words, kind), 'accepted'),
    decide(l10n.t('Reject “{0}” ({1})', words, kind), 'rejected'),
    ...(tag.layer === 'number' ? [] : [
      decide(l10n.t('Accept all of “{0}” ({1})', words, kind), 'accepted', 'unlocked'),
      decide(l10n.t('Reject all of “{0}” ({1})', words, kind), 'rejected', 'unlocked'),
    ]),
  ];
}

/** Offers for the annotations at a cursor or selection that begin or end inside a word or a tag. */
export function wideningActions(document: CorpusDocument, selection: Span, annotations: readonly Annotation[]): CodeAction[] {
  const asked = { start: selection.start, end: Math.max(selection.end, selection.start + 1) };
  return annotations.flatMap((annotation): CodeAction[] => {
    const { span } = annotation;
    if (annotation.document !== document.id || !span || annotation.parts.length > 1 || isBareDecision(annotation) || !overlaps(span, asked)) return [];
    const wider = widened(document, span);
    return wider ? [{ title: l10n.t('Widen the annotation to “{0}”', oneLine(passage(document, wider), SHOWN)), do: 'widen', id: annotation.id, span: wider }] : [];
  });
}
