import type { Span } from '../text/span';
import { refineEdits, shifted, type TextEdit } from './anchoring/edits';
import { moveAnnotations, moveCandidates, type LiveAnnotation, type LivePart } from './livePassages';
import { chosenPassage } from './sidecar/sidecar';

/** Edits that are remembered: more than anyone undoes at once. */
const MOST_STEPS = 2000;
/** Places that are remembered, of all steps together. */
const MOST_PLACES = 100_000;

/** A change of a text that the editor told, and what it touched. */
interface Step {
  /** Length of the text before, and its fingerprint; the latter absent in the middle of what was typed at a stretch, to which nobody returns. */
  readonly length: number;
  before?: number | undefined;
  readonly edits: readonly TextEdit[];
  /** The parts of annotations that the edits touched, as they were before. */
  readonly touched: Map<string, LivePart>;
}

/**
 * The latest edits of a text and where passages were before each, so that undoing and redoing bring back exactly what was there: an
 * editor does not say that it undoes, and puts the steps together as it likes; but the text is one that was there before.
 */
export class EditTrail {
  #steps: Step[] = [];
  #places = 0;
  /** Where the last step inserted something: UTF-16 offsets in the text after it. */
  #inserted: readonly Span[] = [];

  /** How a change of the text moves annotations: those in the text and those that undoing may bring back. Edits count each in the text that the one before it left. */
  follow(before: string, edits: readonly TextEdit[], after: string): (annotations: readonly LiveAnnotation[]) => LiveAnnotation[] {
    const isComposed = ({ start, deletedLength }: TextEdit): boolean => this.#inserted.some((span) => span.start === start && span.end === start + deletedLength);
    const isTyped = ({ start, deletedLength }: TextEdit): boolean => deletedLength === 0 && this.#inserted.some(({ end }) => end === start);
    const refined = refineEdits(before, edits, isComposed);
    const step: Step = { length: before.length, before: edits.every(isTyped) ? undefined : fingerprintOf(before), edits: refined, touched: new Map() };
    const passed = this.#stepsSince(after);
    this.#inserted = insertedBy(edits);
    this.#steps.push(step);
    return (annotations) => {
      const known = step.touched.size;
      const touched = (id: string, index: number, part: LivePart): unknown => step.touched.set(keyOf(id, index, part), part);
      const moved = moveAnnotations(annotations, refined, after, touched);
      const places = passed && placesBefore([...passed, step]);
      const now = places ? moved.map((annotation, i) => restored(annotation, annotations[i] as LiveAnnotation, places, touched)) : moved;
      this.#places += step.touched.size - known;
      if (step.touched.size > 0) step.before ??= fingerprintOf(before);
      this.#shorten();
      return now;
    };
  }

  /** The steps since the text was last as it is now; `undefined` when it never was. */
  #stepsSince(text: string): readonly Step[] | undefined {
    if (!this.#steps.some(({ length, before }) => length === text.length && before !== undefined)) return undefined;
    const fingerprint = fingerprintOf(text);
    const first = this.#steps.findLastIndex(({ length, before }) => length === text.length && before === fingerprint);
    return first < 0 ? undefined : this.#steps.slice(first);
  }

  /** Forgets all: the text came from elsewhere. */
  forget(): void {
    this.#steps = [];
    this.#places = 0;
    this.#inserted = [];
  }

  #shorten(): void {
    while (this.#steps.length > MOST_STEPS || (this.#places > MOST_PLACES && this.#steps.length > 1)) this.#places -= this.#steps.shift()?.touched.size ?? 0;
  }
}

/** A part of an annotation as a person chose it: one that was given another place is another part. */
function keyOf(id: string, index: number, { stored }: LivePart): string {
  const { position, textHash, quote } = chosenPassage(stored);
  return JSON.stringify([id, index, position?.start, position?.end, textHash ?? quote]);
}

/** Where parts of annotations that some steps touched were before the first of these. */
function placesBefore(steps: readonly Step[]): ReadonlyMap<string, LivePart> {
  let places = new Map<string, LivePart>();
  for (const { edits, touched } of [...steps].reverse()) {
    places = new Map([...places].flatMap(([key, part]) => {
      const earlier = touched.get(key) ?? backThrough(part, edits);
      return earlier ? [[key, earlier]] : [];
    }));
    for (const [key, part] of touched) places.set(key, part);
  }
  return places;
}

/** A part before edits that did not touch it; `undefined` where they would have: it was made after them. */
function backThrough(part: LivePart, edits: readonly TextEdit[]): LivePart | undefined {
  let by = 0;
  for (let i = edits.length - 1; i >= 0; i--) {
    const { start, deletedLength, insertedText } = edits[i] as TextEdit;
    if (start > part.reach.end + by) continue;
    if (start + insertedText.length >= part.reach.start + by) return undefined;
    by += deletedLength - insertedText.length;
  }
  const inverse = [...edits].reverse().map(({ start, deletedLength, insertedText }) => ({ start, deletedLength: insertedText.length, insertedText: { length: deletedLength } }));
  return { ...part, span: part.span && shifted(part.span, by), reach: shifted(part.reach, by), candidates: moveCandidates(part.candidates, inverse) };
}

/** An annotation with its parts where they were when the text was as it is now; what that changes beside the edits counts as touched. */
function restored(annotation: LiveAnnotation, before: LiveAnnotation, places: ReadonlyMap<string, LivePart>, touched: (id: string, index: number, part: LivePart) => void): LiveAnnotation {
  const { stored } = annotation;
  const parts = annotation.parts.map((part, index): LivePart => {
    const was = places.get(keyOf(stored.id, index, part));
    if (!was) return part;
    touched(stored.id, index, before.parts[index] as LivePart);
    return { ...was, stored: part.stored };
  });
  return parts.every((part, i) => part === annotation.parts[i]) ? annotation : { stored, parts };
}

/** Where edits inserted something, in the text after all of them. */
function insertedBy(edits: readonly TextEdit[]): Span[] {
  const inserted: Span[] = [];
  for (const { start, deletedLength, insertedText } of edits) {
    const grown = insertedText.length - deletedLength;
    inserted.forEach((span, i) => {
      if (span.start >= start + deletedLength) inserted[i] = shifted(span, grown);
    });
    if (insertedText !== '') inserted.push({ start, end: start + insertedText.length });
  }
  return inserted;
}

/** By which a text is known again among those of its length: G. Fowler, L. C. Noll and K.-P. Vo's FNV-1a with two multipliers, 53 bits. */
function fingerprintOf(text: string): number {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}
