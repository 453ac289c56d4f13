import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { anchorPassages, type Anchored, withTwins } from './anchoring/anchoring';
import { type Moved, moveSpan, passageMover, type Resizing, shifted, type TextEdit } from './anchoring/edits';
import type { Annotation, AnnotationPart, AnchorState } from './model';
import { wholeCharacters } from '../text/codePoints';
import { takePassage } from './anchoring/passages';
import { chosenPassage, sameSelectors, type StoredAnnotation, type StoredPart } from './sidecar/sidecar';

/** A passage of an annotation in the text as it is now. Offsets are UTF-16 code units in that text. */
export interface LivePart {
  readonly stored: StoredPart;
  readonly span?: Span | undefined;
  /** Where a passage cut short or deleted may come back (see edits.ts). */
  readonly reach: Span;
  /** What the passage says when whole. */
  readonly quote: string;
  readonly anchor: AnchorState;
  readonly candidates?: readonly Span[] | undefined;
}

/** An annotation in the text as it is now; never changed in place. */
export interface LiveAnnotation {
  readonly stored: StoredAnnotation;
  /** One for each part of the stored annotation. */
  readonly parts: readonly LivePart[];
}

/** A text and its SHA-256, computed when first asked for. */
export interface TextVersion {
  readonly text: SourceText;
  readonly hash: string;
}

/** Places stored annotations in a text. `oldText` gives earlier versions by hash. */
export function placeAnnotations(stored: readonly StoredAnnotation[], now: TextVersion, oldText: (hash: string) => string | undefined): LiveAnnotation[] {
  const parts = stored.flatMap((annotation) => annotation.parts);
  const found = parts.length === 0 ? [] : anchorPassages(parts.map(({ passage }) => passage), now.text, now.hash, oldText);
  return regroup(stored, (annotation) => annotation.parts, found, (annotation, places) => ({
    stored: annotation,
    parts: annotation.parts.map((part, i): LivePart => {
      const { span, state, candidates } = places[i] as Anchored;
      const place = Math.min(part.passage.position ? now.text.codePoints.toUtf16(part.passage.position.start) : 0, now.text.length);
      return {
        stored: part,
        span,
        reach: span ?? { start: place, end: place },
        quote: span ? now.text.slice(span) : part.passage.quote,
        anchor: span ? anchorOf(part, now.text.slice(span), state) : state,
        candidates,
      };
    }),
  }));
}

/** Hands results that were got for all parts at once back to the annotations that the parts are of. */
function regroup<A, P, R, T>(annotations: readonly A[], partsOf: (annotation: A) => readonly P[], results: readonly R[], make: (annotation: A, results: readonly R[]) => T): T[] {
  let from = 0;
  return annotations.map((annotation) => make(annotation, results.slice(from, (from += partsOf(annotation).length))));
}

/** Places an annotation whose passages a person has just chosen: one span for each part. */
export function placeNew(stored: StoredAnnotation, spans: readonly Span[]): LiveAnnotation {
  const parts = stored.parts.map((part, i): LivePart => {
    const span = spans[i] as Span;
    return { stored: part, span, reach: span, quote: part.passage.quote, anchor: 'exact' };
  });
  return { stored, parts };
}

/**
 * The same annotation with one of its parts where a person says that it is: there from now on, as it reads there. Where it was
 * made stays known.
 */
export function acceptPart(live: LiveAnnotation, index: number, span: Span, now: TextVersion, date: string): LiveAnnotation {
  const { stored } = live.parts[index] as LivePart;
  const passage = withTwins(takePassage(now.text, span, now.hash, date), now.text);
  const part: StoredPart = { passage, original: stored.original ?? stored.passage, accepted: passage, anchor: 'exact' };
  return withPart(live, index, { stored: part, span, reach: span, quote: passage.quote, anchor: 'exact' });
}

/** The same annotation with one of its parts no longer looked for; it is found again if it comes back. */
export function giveUpPart(live: LiveAnnotation, index: number): LiveAnnotation {
  const part = live.parts[index] as LivePart;
  return withPart(live, index, { ...part, stored: { ...part.stored, anchor: part.anchor, gone: true } });
}

function withPart({ stored, parts }: LiveAnnotation, index: number, part: LivePart): LiveAnnotation {
  return { stored: { ...stored, parts: stored.parts.with(index, part.stored) }, parts: parts.with(index, part) };
}

/**
 * Moves annotations through edits of their text, each edit counting in the text that the one before it left. What they leave alone stays the same
 * object; of each part that they touch `touched` is told, with the index of the part in its annotation.
 */
export function moveAnnotations(annotations: readonly LiveAnnotation[], edits: readonly TextEdit[], textAfter: string, touched?: (id: string, index: number, part: LivePart) => void): LiveAnnotation[] {
  const move = passageMover(edits, textAfter);
  return annotations.map((annotation) => {
    const parts = annotation.parts.map((part, index) => {
      const moved = move(part);
      if (typeof moved !== 'number') touched?.(annotation.stored.id, index, part);
      return movePart(part, moved, edits, textAfter);
    });
    return parts.every((part, i) => part === annotation.parts[i]) ? annotation : { stored: annotation.stored, parts };
  });
}

function movePart(part: LivePart, moved: Moved, edits: readonly TextEdit[], textAfter: string): LivePart {
  const { stored, quote, anchor, candidates } = part;
  if (typeof moved === 'number') {
    if (moved === 0 && !candidates) return part;
    const span = part.span && shifted(part.span, moved);
    return { stored, span, reach: span && part.reach === part.span ? span : shifted(part.reach, moved), quote, anchor, candidates: moveCandidates(candidates, edits) };
  }
  const span = moved.span && wholeCharacters(textAfter, moved.span);
  const { reach } = moved;
  if (span && span.start === part.span?.start && span.end === part.span.end && reach === part.reach) return part;
  if (span === undefined) return { stored, reach, quote, anchor: part.span === undefined ? anchor : 'lost', candidates: moveCandidates(candidates, edits) };
  return { stored, span, reach, quote, anchor: anchorOf(stored, textAfter.slice(span.start, span.end), anchor) };
}

/** Where a passage may be moves with the text like any other. */
export function moveCandidates(candidates: readonly Span[] | undefined, edits: readonly Resizing[]): readonly Span[] | undefined {
  return candidates?.flatMap((candidate) => edits.reduce<Span | undefined>((span, edit) => span && moveSpan(span, edit), candidate) ?? []);
}

/** The state of a passage that was found: what it says now against what it said when a person chose it, and what is not settled from before. */
function anchorOf(stored: StoredPart, quote: string, found: AnchorState): AnchorState {
  if (!sameWords(quote, chosenPassage(stored).quote)) return 'changed';
  return found === 'moved' || stored.anchor === 'moved' ? 'moved' : 'exact';
}

/** Whether two quotations say the same, whatever program wrote the ends of their lines. */
function sameWords(a: string, b: string): boolean {
  return a === b || (a.includes('\n') && b.includes('\n') && withLineFeeds(a) === withLineFeeds(b));
}

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** An annotation as its sidecar should hold it now. `date` is the time, when a passage has to be taken anew. */
export function settle({ stored, parts }: LiveAnnotation, now: TextVersion, date: string): StoredAnnotation {
  const settled = parts.map((part) => settlePart(part, now, date));
  return settled.every((part, i) => part === stored.parts[i]) ? stored : { ...stored, parts: settled };
}

function settlePart({ stored, span, anchor }: LivePart, now: TextVersion, date: string): StoredPart {
  if (!span) return stored.anchor === anchor ? stored : { ...stored, anchor };
  const position = now.text.codePoints.spanToCodePoints(span);
  const isSettled = stored.passage.textHash === now.hash && stored.passage.position?.start === position.start && stored.passage.position.end === position.end;
  if (isSettled && stored.anchor === anchor && !stored.gone) return stored;
  const passage = isSettled ? stored.passage : { ...takePassage(now.text, span, now.hash, date), repeated: stored.passage.repeated };
  const original = stored.original ?? (sameSelectors(passage, stored.passage) ? undefined : stored.passage);
  return { ...stored, passage, original, gone: undefined, anchor };
}

/** An annotation with other stored values in place of its own: as many parts, each where it was. */
export function withStored({ parts }: LiveAnnotation, stored: StoredAnnotation): LiveAnnotation {
  return { stored, parts: parts.map((part, i) => ({ ...part, stored: stored.parts[i] ?? part.stored })) };
}

/** From the best to the worst. */
const STATES: readonly AnchorState[] = ['exact', 'moved', 'changed', 'ambiguous', 'lost'];

/** Between the quotations of a discontinuous annotation. */
const GAP = ' … ';

export function quoteOf({ parts }: StoredAnnotation): string {
  return parts.map((part) => chosenPassage(part).quote).join(GAP);
}

export function toAnnotation({ stored, parts: live }: LiveAnnotation, document: string): Annotation {
  const { id, about, codes, memo, creator, created, modified, relation, status, decision, locked, adjudicates, adopts } = stored;
  const parts = live.map(({ stored: part, span, anchor, candidates }): AnnotationPart => (
    { span, quote: chosenPassage(part).quote, anchor, passage: part.passage, original: part.original, gone: part.gone, candidates }
  ));
  const anchor = parts.reduce<AnchorState>((worst, part) => (STATES.indexOf(part.anchor) > STATES.indexOf(worst) ? part.anchor : worst), 'exact');
  return { id, document, about, parts, span: parts[0]?.span, quote: quoteOf(stored), anchor, codes, memo, creator, created, modified, relation, status, decision, locked, adjudicates, adopts };
}
