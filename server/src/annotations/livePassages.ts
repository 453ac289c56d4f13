import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { anchorPassages } from './anchoring';
import { movePassages, type TextEdit } from './edits';
import type { Annotation, AnchorState } from './model';
import { wholeCharacters } from '../text/codePoints';
import { takePassage } from './passages';
import { sameSelectors, type StoredAnnotation } from './sidecar';

/** An annotation in the text as it is now; never changed in place. Offsets are UTF-16 code units in that text. */
export interface LiveAnnotation {
  readonly stored: StoredAnnotation;
  readonly span?: Span | undefined;
  /** Where a passage cut short or deleted may come back (see edits.ts). */
  readonly reach: Span;
  /** What the passage says when whole. */
  readonly quote: string;
  readonly anchor: AnchorState;
  readonly candidates?: readonly Span[] | undefined;
}

/** A text and its SHA-256, computed when first asked for. */
export interface TextVersion {
  readonly text: SourceText;
  readonly hash: string;
}

/** Places stored annotations in a text. `oldText` gives earlier versions by hash. */
export function placeAnnotations(stored: readonly StoredAnnotation[], now: TextVersion, oldText: (hash: string) => string | undefined): LiveAnnotation[] {
  if (stored.length === 0) return [];
  const found = anchorPassages(stored.map(({ passage }) => passage), now.text, now.hash, oldText);
  return stored.map((annotation, i): LiveAnnotation => {
    const { span, state, candidates } = found[i] as (typeof found)[number];
    const place = Math.min(annotation.passage.position ? now.text.codePoints.toUtf16(annotation.passage.position.start) : 0, now.text.length);
    return {
      stored: annotation,
      span,
      reach: span ?? { start: place, end: place },
      quote: span ? now.text.slice(span) : annotation.passage.quote,
      anchor: span ? anchorOf(annotation, now.text.slice(span), state) : state,
      candidates,
    };
  });
}

/** Places a passage that a person has just chosen. */
export function placeNew(stored: StoredAnnotation, span: Span): LiveAnnotation {
  return { stored, span, reach: span, quote: stored.passage.quote, anchor: 'exact' };
}

/** Moves annotations through edits of their text, each edit counting in the text that the one before it left. */
export function moveAnnotations(annotations: readonly LiveAnnotation[], edits: readonly TextEdit[], textAfter: string): LiveAnnotation[] {
  const moved = movePassages(annotations, edits, textAfter);
  return annotations.map((annotation, i) => {
    const { reach, ...left } = moved[i] as (typeof moved)[number];
    const span = left.span && wholeCharacters(textAfter, left.span);
    const unchanged = span?.start === annotation.span?.start && span?.end === annotation.span?.end;
    if (span === undefined) {
      // What was ambiguous stays so, but its candidates counted in the text before.
      const anchor = annotation.span === undefined ? annotation.anchor : 'lost';
      return { ...annotation, span, reach, anchor, candidates: undefined };
    }
    if (unchanged && reach === annotation.reach) return annotation;
    const anchor = anchorOf(annotation.stored, textAfter.slice(span.start, span.end), annotation.anchor);
    return { ...annotation, span, reach, anchor, candidates: undefined };
  });
}

/** The state of a passage that was found: what it says now against what it said when annotated, and what is not settled from before. */
function anchorOf({ passage, original, anchor }: StoredAnnotation, quote: string, found: AnchorState): AnchorState {
  if (quote !== (original ?? passage).quote) return 'changed';
  return found === 'moved' || anchor === 'moved' ? 'moved' : 'exact';
}

/** An annotation as its sidecar should hold it now. `date` is the time, when the passage has to be taken anew. */
export function settle(annotation: LiveAnnotation, now: TextVersion, date: string): StoredAnnotation {
  const { stored, span, anchor } = annotation;
  if (!span) return stored.anchor === anchor ? stored : { ...stored, anchor };
  const position = now.text.codePoints.spanToCodePoints(span);
  const isSettled = stored.passage.textHash === now.hash && stored.passage.position?.start === position.start && stored.passage.position.end === position.end;
  if (isSettled && stored.anchor === anchor) return stored;
  const passage = isSettled ? stored.passage : takePassage(now.text, span, now.hash, date);
  const original = stored.original ?? (sameSelectors(passage, stored.passage) ? undefined : stored.passage);
  return { ...stored, passage, original, anchor };
}

export function toAnnotation({ stored, span, anchor, candidates }: LiveAnnotation, document: string): Annotation {
  const { id, codes, memo, creator, created, modified, passage, original } = stored;
  return { id, document, span, quote: (original ?? passage).quote, anchor, codes, memo, creator, created, modified, passage, original, candidates };
}
