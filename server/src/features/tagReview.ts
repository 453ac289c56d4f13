import { type KeptDecision, withdrawal } from '../annotations/decisions';
import type { Decision, TagRef } from '../annotations/model';
import type { Edition, NewAnnotation } from '../annotations/store';
import type { Corpus, CorpusDocument } from '../corpus/corpus';
import { isDecisionOn, isMeant, type DecidedTag, type Verdict } from '../corpus/decisions';
import { writtenOnOneLine } from '../corpus/written';
import { LAYERS, type Layer, type Tag } from '../recognise/tags';
import { fold } from '../text/fold';
import { contains, overlaps, type Span } from '../text/span';

/** The decisions of the present annotator in a document, by its id. */
export type DecisionsOf = (documentId: string) => readonly KeptDecision[];

/** A tag at a place with what was decided on it. */
export interface ReviewedTag {
  /** As it is shown; as it was found, when it was rejected. */
  readonly tag: DecidedTag;
  readonly kept?: KeptDecision | undefined;
}

/**
 * The tags at a stretch of a document, rejected ones among them: those that are just that stretch, else, where it is empty, those that
 * take it in, the shortest first. Document offsets.
 */
export function tagsAtPlace(document: CorpusDocument, place: Span, decisions: readonly KeptDecision[]): ReviewedTag[] {
  const isHere = (span: Span): boolean => (place.start === place.end ? contains(span, place.start) : span.start === place.start && span.end === place.end);
  const shown = document.tagsIn({ start: place.start, end: Math.max(place.end, place.start + 1) }).filter(isHere).map((tag): ReviewedTag => ({
    tag,
    kept: tag.decision && decisions.find((decision) => decision.span.start === tag.start && decision.span.end === tag.end && decision.verdict === tag.decision),
  }));
  const rejected = document.recognised.tags.filter(isHere).flatMap((tag): ReviewedTag[] => {
    const kept = decisions.find((decision) => decision.verdict === 'rejected' && isDecisionOn(decision, tag));
    return kept ? [{ tag, kept }] : [];
  });
  return [...shown, ...rejected].sort((a, b) => length(a.tag) - length(b.tag));
}

/** Which tags of a corpus are gone through. */
export interface ReviewOrder {
  readonly direction: 'next' | 'previous';
  /** Only tags of these layers; of all when empty. */
  readonly layers: readonly Layer[];
}

/** A tag on which nothing was decided yet. */
export interface UndecidedTag {
  readonly document: CorpusDocument;
  readonly tag: Tag;
  /** How many there are in the corpus. */
  readonly undecided: number;
}

/**
 * The undecided tag after (or before) a place, across documents; after the last comes the first. The place is that of the tag reviewed
 * last, with its layer as several tags may have one place; an empty one is that of the cursor, and a tag that takes it in comes first.
 */
export function undecidedTag(corpus: Corpus, document: CorpusDocument, place: Span & { readonly layer?: Layer | undefined }, { direction, layers }: ReviewOrder): UndecidedTag | undefined {
  const isWanted = (tag: DecidedTag): boolean => tag.decision === undefined && (layers.length === 0 || layers.includes(tag.layer));
  const all = corpus.documents.flatMap((each) => each.tags.filter(isWanted).sort(inReview).map((tag) => ({ document: each, tag })));
  const isCursor = place.start === place.end;
  const order = new Map(corpus.documents.map(({ id }, i) => [id, i]));
  const isBefore = (each: { document: CorpusDocument; tag: Tag }): boolean => {
    if (each.document.id !== document.id) return (order.get(each.document.id) as number) < (order.get(document.id) ?? 0);
    return isCursor ? each.tag.end <= place.start : inReview(each.tag, place) < 0;
  };
  const isHere = (each: { document: CorpusDocument; tag: Tag }): boolean => !isCursor && each.document.id === document.id && inReview(each.tag, place) === 0;
  const at = all.findIndex((each) => !isBefore(each));
  const from = at < 0 ? all.length : at;
  const index = direction === 'next' ? from + (all[from] && isHere(all[from]) ? 1 : 0) : from - 1 + all.length;
  const found = all[index % all.length];
  return found && { ...found, undecided: all.length };
}

/** By place, the longer first, then by layer: an order in which every tag has a place of its own. */
function inReview(a: Span & { readonly layer?: Layer | undefined }, b: Span & { readonly layer?: Layer | undefined }): number {
  return a.start - b.start || b.end - a.end || (a.layer && b.layer ? LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) : 0);
}

/** What is decided, and how far it goes. */
export interface DecisionPlan {
  /** `none` takes a decision back. */
  readonly verdict: Verdict | 'none';
  /** What it is instead, when corrected; what is left out stays as the machine has it. */
  readonly as?: Partial<TagRef> | undefined;
  /** What the passage is instead, when corrected; of one tag only. Document offsets. */
  readonly extent?: Span | undefined;
  /** This tag, all like it in the corpus, or all but those whose decision is locked. */
  readonly scope: 'this' | 'unlocked' | 'all';
  /** Which are like it: those of the same concept, entity or kind of number, or those written the same in any script. */
  readonly by: 'id' | 'form';
}

/** What is to be done to annotations, and what it comes to. */
export interface PlannedDecisions {
  readonly batch: { readonly add: readonly NewAnnotation[]; readonly edit: readonly Edition[]; readonly delete: readonly string[] };
  /** Tags that have another decision now. */
  readonly decided: number;
  /** Tags left alone because their decision is locked. */
  readonly locked: number;
}

/** One tag that is decided on. */
interface Target {
  readonly document: CorpusDocument;
  /** The passage that the machine found, or where it finds none any more, the one decided on. */
  readonly span: Span;
  /** What the machine said of it. */
  readonly ref: TagRef;
  readonly kept?: KeptDecision | undefined;
}

/**
 * The annotations that a decision on a tag takes, for it alone or for all like it. Undefined when there is no such tag at the place.
 * A person decides once on a tag: deciding again changes the annotation that is there.
 */
export function planDecisions(corpus: Corpus, document: CorpusDocument, at: Span & { readonly layer?: string | undefined }, plan: DecisionPlan, own: DecisionsOf, creator: string): PlannedDecisions | undefined {
  const [subject] = tagsAtPlace(document, at, own(document.id)).filter(({ tag }) => at.layer === undefined || tag.layer === at.layer);
  if (!subject) return undefined;
  const target = targetOf(document, subject, own(document.id));
  const targets = plan.scope === 'this' ? [target] : targetsLike(corpus, target, plan.by, own);
  const add: NewAnnotation[] = [];
  const edit: Edition[] = [];
  const withdrawn: KeptDecision[] = [];
  let locked = 0;
  for (const each of targets) {
    if (plan.scope === 'unlocked' && each.kept?.locked) {
      locked++;
      continue;
    }
    const { kept, ref } = each;
    if (plan.verdict === 'none') {
      if (kept) withdrawn.push(kept);
      continue;
    }
    const decision: Decision = { verdict: plan.verdict, tag: ref, ...(plan.verdict === 'corrected' ? { as: correctedName(ref, plan.as ?? {}) } : {}) };
    const span = plan.verdict === 'corrected' && plan.scope === 'this' && plan.extent ? plan.extent : each.span;
    if (!kept) add.push({ document: each.document.id, spans: [span], creator, decision });
    else if (!isSame(kept, decision, span)) edit.push({ id: kept.id, change: { decision, ...(kept.span.start === span.start && kept.span.end === span.end ? {} : { spans: [span] }) } });
  }
  const taken = withdrawal(withdrawn);
  return { batch: { add, edit: [...edit, ...taken.edit], delete: taken.delete }, decided: add.length + edit.length + withdrawn.length, locked };
}

/** What a tag is instead: what is not said stays. A source of another kind keeps its name, a tag of another layer nothing. */
export function correctedName(ref: TagRef, { layer = ref.layer, kind, id, value }: Partial<TagRef>): TagRef {
  const same = layer === ref.layer;
  const newKind = kind ?? (same ? ref.kind : layer === 'term' ? 'concept' : '');
  const ownId = same && layer === 'source' ? `${newKind}:${ref.id?.slice(ref.id.indexOf(':') + 1) ?? ''}` : same ? ref.id : undefined;
  const newId = id ?? ownId;
  const newValue = value ?? (same ? ref.value : undefined);
  return { layer, kind: newKind, ...(newId === undefined ? {} : { id: newId }), ...(newValue === undefined ? {} : { value: newValue }) };
}

function isSame({ verdict, tag, as, span }: KeptDecision, decision: Decision, place: Span): boolean {
  return span.start === place.start && span.end === place.end && JSON.stringify([verdict, tag, as ?? null]) === JSON.stringify([decision.verdict, decision.tag, decision.as ?? null]);
}

function targetOf(document: CorpusDocument, { tag, kept }: ReviewedTag, decisions: readonly KeptDecision[]): Target {
  const found = kept
    ? document.recognised.tags.find((each) => isDecisionOn(kept, each))
    : document.recognised.tags.find((each) => each.layer === tag.layer && each.start === tag.start && each.end === tag.end);
  if (found) return { document, span: { start: found.start, end: found.end }, ref: refOf(found), kept: kept ?? decisions.find((decision) => isDecisionOn(decision, found)) };
  return { document, span: kept?.span ?? { start: tag.start, end: tag.end }, ref: kept?.tag ?? refOf(tag), kept };
}

/** Every tag of the corpus that is like one: as it was found, and those vouched for that are not found any more. */
function targetsLike(corpus: Corpus, target: Target, by: 'id' | 'form', own: DecisionsOf): Target[] {
  const form = formOf(target.document, target.span);
  return corpus.documents.flatMap((document): Target[] => {
    const decisions = own(document.id);
    const isLike = (tag: Tag): boolean => (by === 'id' ? isMeant(tag, target.ref) : tag.layer === target.ref.layer && formOf(document, tag) === form);
    const found = document.recognised.tags.filter(isLike).map((tag): Target => ({ document, span: { start: tag.start, end: tag.end }, ref: refOf(tag), kept: decisions.find((decision) => isDecisionOn(decision, tag)) }));
    const isFound = (decision: KeptDecision): boolean => found.some(({ kept }) => kept === decision);
    const lost = decisions.filter((decision) => !isFound(decision) && decision.tag.layer === target.ref.layer
      && (by === 'id' ? decision.tag.id === target.ref.id && decision.tag.kind === target.ref.kind : formOf(document, decision.span) === form)
      && !document.recognised.tags.some((tag) => isDecisionOn(decision, tag)));
    return [...found, ...lost.map((kept): Target => ({ document, span: kept.span, ref: kept.tag, kept }))];
  });
}

/** A tag as a decision names it; a number with its value, so that it is known even where it is not found any more. */
export function refOf(tag: Tag): TagRef {
  const { layer, kind } = tag;
  return tag.layer === 'number' ? { layer, kind, value: tag.value } : { layer, kind, id: tag.id };
}

function formOf(document: CorpusDocument, span: Span): string {
  return fold(writtenOnOneLine(document, span)).toLowerCase();
}

/** Tags that a stretch cuts: those that it takes in a part of, and that do not take it in. */
export function tagsCutBy(document: CorpusDocument, span: Span): DecidedTag[] {
  return document.tagsIn(span).filter((tag) => overlaps(tag, span) && ((tag.start < span.start && tag.end < span.end) || (tag.start > span.start && tag.end > span.end)));
}

function length({ start, end }: Span): number {
  return end - start;
}
