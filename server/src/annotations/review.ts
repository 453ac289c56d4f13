import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { type Annotation, type AnchorState, awaitsReview } from './model';

/** What became of a passage, for a person to say whether it is right. Offsets are UTF-16 code units in the present text. */
export interface PartReview {
  /** Index of the passage in its annotation. */
  readonly part: number;
  readonly state: Exclude<AnchorState, 'exact'>;
  /** The passage as it was when annotated, and as a person last chose it where that is another. */
  readonly original: string;
  readonly chosen: string;
  /** What stood before and after it where it was last found. */
  readonly before: string;
  readonly after: string;
  /** Where it is now; absent when ambiguous or lost. */
  readonly span?: Span | undefined;
  /** How far from the place where it last stood, forwards or backwards: in code points, and in lines of the present text. */
  readonly movedBy?: { readonly characters: number; readonly lines: number } | undefined;
  /** Where it may be now. */
  readonly candidates: readonly Span[];
  /** Where it stood, as far as the text still reaches. */
  readonly stoodAt: number;
}

/** The passages of an annotation that a person has still to judge. */
export function reviewsOf({ parts }: Annotation, text: SourceText): PartReview[] {
  return parts.flatMap((part, index): PartReview[] => {
    const { anchor: state, span, passage, original, quote: chosen, candidates = [] } = part;
    if (!awaitsReview(part) || state === 'exact') return [];
    const first = original ?? passage;
    const from = first.position && Math.min(text.codePoints.toUtf16(first.position.start), text.length);
    return [{
      part: index, state, original: first.quote, chosen, before: first.prefix, after: first.suffix, span, candidates,
      stoodAt: from ?? 0,
      movedBy: state === 'moved' && span && first.position && from !== undefined
        ? { characters: text.codePoints.toCodePoint(span.start) - first.position.start, lines: text.positionAt(span.start).line - text.positionAt(from).line }
        : undefined,
    }];
  });
}
