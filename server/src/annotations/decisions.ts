import type { TagDecision } from '../corpus/decisions';
import { fold } from '../text/fold';
import type { SourceText } from '../text/sourceText';
import type { Annotation } from './model';
import type { Edition } from './store';

/** A decision on a tag with the annotation that keeps it. */
export interface KeptDecision extends TagDecision {
  readonly id: string;
  readonly locked: boolean;
  /** The annotation holds nothing else: without the decision it is none. */
  readonly isBare: boolean;
}

/** The decision that an annotation holds, where its passage is in the text; undefined when it holds none or its passage is lost. */
export function decisionOf(annotation: Annotation, text: SourceText): KeptDecision | undefined {
  const { id, parts, decision, locked, modified } = annotation;
  const [part] = parts;
  if (!decision || !part?.span) return undefined;
  const { verdict, tag, as } = decision;
  // A text turned into the other script still says the same.
  const isWhole = fold(part.quote) === fold(text.slice(part.span));
  return { id, locked: locked === true, isBare: isBareDecision(annotation), span: part.span, isWhole, verdict, tag, ...(as && { as }), modified };
}

/** Whether an annotation is a decision on a tag and nothing else: it is shown with the tag, not among what a person marked. */
export function isBareDecision({ decision, codes, memo }: Pick<Annotation, 'decision' | 'codes' | 'memo'>): boolean {
  return decision !== undefined && codes.length === 0 && memo === '';
}

/** What takes a decision back: an annotation that has codes or a memo beside it stays with these. */
export function withdrawal(decisions: readonly { readonly id: string; readonly isBare: boolean }[]): { readonly edit: readonly Edition[]; readonly delete: readonly string[] } {
  return {
    edit: decisions.flatMap(({ id, isBare }) => (isBare ? [] : [{ id, change: { decision: undefined } }])),
    delete: decisions.flatMap(({ id, isBare }) => (isBare ? [id] : [])),
  };
}
