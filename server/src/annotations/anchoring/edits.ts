import { encloses, lowerBound, type Span } from '../../text/span';
import { diffTexts } from './diff';
import { LEAST_KEPT, MOST_GROWN } from './transport';

/** One change of a text in an editor: so many code units from `start` on replaced. UTF-16 offsets in the text before the change. */
export interface TextEdit {
  readonly start: number;
  readonly deletedLength: number;
  readonly insertedText: string;
  /**
   * Of an edit that {@link refineEdits} made: the stretch that the editor replaced as a whole, in the text before that. Edits of one
   * stretch have the same object.
   */
  readonly of?: Span | undefined;
  /** Of such an edit: it puts characters in the place of the same ones in another script or width. */
  readonly isFolding?: boolean | undefined;
}

/** What an edit does to lengths. */
export interface Resizing extends Pick<TextEdit, 'start' | 'deletedLength' | 'isFolding'> {
  readonly insertedText: { readonly length: number };
}

/** A passage while its text is being edited. Offsets are UTF-16 code units in the text as it is. */
export interface LivePassage {
  /** Absent while every character of the passage is deleted. */
  readonly span?: Span | undefined;
  /** Where the passage may be whole again: its span and what was edited in or beside it since it was whole. */
  readonly reach: Span;
  /** What the passage says when whole. */
  readonly quote: string;
}

/**
 * Moves a span through an edit. Text typed at either edge stays outside, so that writing before or after a passage does
 * not colour it; text typed inside belongs to it. Text that replaces a part at an edge belongs to it when it corrects
 * that part: when it is as long, or is put for nothing else and not much longer. `undefined` when nothing of the span is left.
 * What was changed while closed is judged alike (transport.ts).
 */
export function moveSpan(span: Span, edit: Resizing): Span | undefined {
  const { start: from, deletedLength } = edit;
  const to = from + deletedLength;
  const grown = edit.insertedText.length - deletedLength;
  if (to <= span.start) return shifted(span, grown);
  if (from >= span.end || edit.isFolding) return span;
  if (from <= span.start && to >= span.end) return undefined;
  const isRepair = grown === 0;
  const corrects = edit.insertedText.length <= MOST_GROWN * deletedLength;
  let { start, end } = span;
  if (from <= start && !isRepair && !(corrects && from === start)) start = to + grown;
  if (to < end) end += grown;
  else if (!isRepair) end = corrects && to === end ? to + grown : from;
  return start < end ? { start, end } : undefined;
}

/** Moves a stretch through an edit; what is typed or deleted in or beside it makes it wider. */
function moveReach(reach: Span, edit: TextEdit): Span {
  const deletedEnd = edit.start + edit.deletedLength;
  const grown = edit.insertedText.length - edit.deletedLength;
  if (edit.start > reach.end) return reach;
  if (deletedEnd < reach.start) return { start: reach.start + grown, end: reach.end + grown };
  return { start: Math.min(edit.start, reach.start), end: Math.max(deletedEnd, reach.end) + grown };
}

/** What edits do to a passage: how far they shift one that they leave alone (UTF-16 code units), or what becomes of one that they touch. */
export type Moved = number | LivePassage;

/**
 * How edits move passages, each edit counting in the text that the one before it left. A passage cut short or deleted
 * comes back when its quote stands at its place again: that is what undoing does, however the editor groups its steps.
 * What is prepared here for all passages makes each cost little: documents have thousands, and every key is an edit.
 */
export function passageMover(edits: readonly TextEdit[], textAfter: string): (passage: LivePassage) => Moved {
  if (!isBackwards(edits)) return (passage) => moveTouched(passage, edits, 0, textAfter);
  const near = nearOf(edits);
  return (passage) => {
    const [touching, shift] = near(passage.reach);
    return touching.length === 0 ? shift : moveTouched(passage, touching, shift, textAfter);
  };
}

/** A span so many code units further on. */
export function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** Whether each edit lies before those that precede it, as editors send the edits of several cursors: all count in the text before. */
function isBackwards(edits: readonly TextEdit[]): boolean {
  return edits.every(({ start, deletedLength }, i) => i === 0 || start + deletedLength <= (edits[i - 1] as TextEdit).start);
}

const NONE: readonly TextEdit[] = [];

/** Of edits that lie one before another: those that touch a stretch, and how far those before them shift it. */
function nearOf(edits: readonly TextEdit[]): (reach: Span) => readonly [readonly TextEdit[], number] {
  const forwards = [...edits].reverse();
  const ends = forwards.map(({ start, deletedLength }) => start + deletedLength);
  const shifts = [0];
  for (const { insertedText, deletedLength } of forwards) shifts.push((shifts.at(-1) as number) + insertedText.length - deletedLength);
  return ({ start, end }) => {
    let first = lowerBound(ends, start, (each) => each);
    const next = forwards[first];
    if (!next || next.start > end) return [NONE, shifts[first] as number];
    const last = lowerBound(forwards, end + 1, (each) => each.start);
    // One that ends where the next begins touches what that one has made wider.
    while (first > 0 && (ends[first - 1] as number) >= Math.min(start, (forwards[first] as TextEdit).start)) first--;
    return [edits.slice(edits.length - last, edits.length - first), shifts[first] as number];
  };
}

/** Moves a passage through edits one after another, and then by `shift`, into the text after all edits. */
function moveTouched({ quote, span: before, reach: reachBefore }: LivePassage, edits: readonly TextEdit[], shift: number, textAfter: string): LivePassage {
  let [span, reach] = [before, reachBefore];
  let touched = false;
  let isRefined = false;
  edits.forEach((edit, i) => {
    const isTouched = edit.start <= reach.end && edit.start + edit.deletedLength >= reach.start;
    touched ||= isTouched;
    isRefined ||= isTouched && edit.of !== undefined;
    if (span && edit.of && edit.of !== edits[i - 1]?.of && encloses(edit.of, span) && !isKept(span, edits, i)) span = undefined;
    reach = moveReach(reach, edit);
    span = span && moveSpan(span, edit);
  });
  span &&= shifted(span, shift);
  reach = shifted(reach, shift);
  if (!touched) return { span, reach, quote };
  const isWhole = span !== undefined && textAfter.slice(span.start, span.end) === quote;
  const whole = isWhole ? span : wholeAgain(quote, span, isRefined ? beside(reach, quote.length - 1) : reach, textAfter);
  return { span: whole ?? span, reach: whole ?? reach, quote };
}

/** Where characters repeat, a comparison of two texts may take a character beside a passage for one of its own. */
function beside({ start, end }: Span, by: number): Span {
  return { start: Math.max(0, start - by), end: end + by };
}

/** Whether what the editor replaced as a whole keeps enough of a passage in it for the passage to be the same. `first` is the first of the edits of that replacement. */
function isKept({ start, end }: Span, edits: readonly TextEdit[], first: number): boolean {
  const { of } = edits[first] as TextEdit;
  let kept = end - start;
  for (let i = first; edits[i]?.of === of; i++) {
    const edit = edits[i] as TextEdit;
    if (!edit.isFolding) kept -= Math.max(0, Math.min(edit.start + edit.deletedLength, end) - Math.max(edit.start, start));
  }
  return kept >= (end - start) * LEAST_KEPT;
}

/**
 * The only occurrence of a quote in a stretch that was edited, if it takes in what is left of its passage, or stands in
 * what the passage has grown to. Characters outside that stretch never belonged to the passage, however they fit.
 */
function wholeAgain(quote: string, left: Span | undefined, reach: Span, text: string): Span | undefined {
  const window = text.slice(reach.start, reach.end);
  const at = window.indexOf(quote);
  if (at < 0 || window.includes(quote, at + 1)) return undefined;
  const found = { start: reach.start + at, end: reach.start + at + quote.length };
  return !left || encloses(found, left) || encloses(left, found) ? found : undefined;
}

/**
 * Narrows edits to what they change, so that replacing a paragraph or a whole text by nearly the same one, as formatters
 * and conversions to the other script do, leaves in place what it leaves alone. `isOne` says of which edits not: what an input
 * method shows while it composes is one replacement, whatever letters it has in common with what it showed before.
 */
export function refineEdits(textBefore: string, edits: readonly TextEdit[], isOne: (edit: TextEdit) => boolean = () => false): TextEdit[] {
  const refined: TextEdit[] = [];
  // Edits one before another all count in the text before, which need not be edited for each then.
  const isOneText = isBackwards(edits);
  let text = textBefore;
  for (const edit of edits) {
    const end = edit.start + edit.deletedLength;
    if (edit.deletedLength > 0 && edit.insertedText !== '' && !isOne(edit)) refined.push(...narrowed(text.slice(edit.start, end), edit));
    else refined.push(edit);
    if (!isOneText) text = text.slice(0, edit.start) + edit.insertedText + text.slice(end);
  }
  return refined;
}

/** What an edit changes of the text that it replaces, from the end backwards, so that the offsets of the earlier ones still hold. */
function narrowed(replaced: string, { start, deletedLength, insertedText }: TextEdit): TextEdit[] {
  const of: Span = { start, end: start + deletedLength };
  const edits: TextEdit[] = [];
  const add = (from: number, to: number, newFrom: number, newTo: number, isFolding?: boolean): void => {
    edits.push({ start: start + from, deletedLength: to - from, insertedText: insertedText.slice(newFrom, newTo), of, isFolding });
  };
  // Both texts are the same between hunks but for script and width.
  const addFolded = (from: number, to: number, newFrom: number): void => {
    for (let i = from; i < to; i++) {
      const first = i;
      while (i < to && replaced.charCodeAt(i) !== insertedText.charCodeAt(newFrom + i - from)) i++;
      if (i > first) add(first, i, newFrom + first - from, newFrom + i - from, true);
    }
  };
  let [at, newAt] = [0, 0];
  for (const { oldStart, oldEnd, newStart, newEnd } of diffTexts(replaced, insertedText)) {
    addFolded(at, oldStart, newAt);
    add(oldStart, oldEnd, newStart, newEnd);
    [at, newAt] = [oldEnd, newEnd];
  }
  addFolded(at, replaced.length, newAt);
  return edits.reverse();
}
