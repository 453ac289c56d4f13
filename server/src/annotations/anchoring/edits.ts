import { encloses, lowerBound, type Span } from '../../text/span';
import { diffTexts } from './diff';

/** One change of a text in an editor: so many code units from `start` on replaced. UTF-16 offsets in the text before the change. */
export interface TextEdit {
  readonly start: number;
  readonly deletedLength: number;
  readonly insertedText: string;
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
 * not colour it; text typed inside belongs to it; text that replaces a part at an edge stays outside. `undefined` when
 * nothing of the span is left.
 */
export function moveSpan(span: Span, edit: TextEdit): Span | undefined {
  const deletedEnd = edit.start + edit.deletedLength;
  const grown = edit.insertedText.length - edit.deletedLength;
  if (deletedEnd <= span.start) return { start: span.start + grown, end: span.end + grown };
  if (edit.start >= span.end) return span;
  const insertedEnd = edit.start + edit.insertedText.length;
  const start = span.start < edit.start ? span.start : insertedEnd;
  const end = span.end > deletedEnd ? span.end + grown : edit.start;
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
  const untouched = isBackwards(edits) ? shiftsOf(edits) : undefined;
  return (passage) => untouched?.(passage.reach) ?? moveTouched(passage, edits, textAfter);
}

/** Moves passages through edits as {@link passageMover} says. */
export function movePassages(passages: readonly LivePassage[], edits: readonly TextEdit[], textAfter: string): LivePassage[] {
  const move = passageMover(edits, textAfter);
  return passages.map((passage) => {
    const moved = move(passage);
    if (typeof moved !== 'number') return moved;
    return moved === 0 ? passage : { ...passage, span: passage.span && shifted(passage.span, moved), reach: shifted(passage.reach, moved) };
  });
}

/** A span so many code units further on. */
export function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** Whether each edit lies before those that precede it, as editors send the edits of several cursors: all count in the text before. */
function isBackwards(edits: readonly TextEdit[]): boolean {
  return edits.every(({ start, deletedLength }, i) => i === 0 || start + deletedLength <= (edits[i - 1] as TextEdit).start);
}

/** How far edits that lie one before another shift a stretch that none of them touches; `undefined` for one that is touched. */
function shiftsOf(edits: readonly TextEdit[]): (reach: Span) => number | undefined {
  const forwards = [...edits].reverse();
  const ends = forwards.map(({ start, deletedLength }) => start + deletedLength);
  const shifts = [0];
  for (const { insertedText, deletedLength } of forwards) shifts.push((shifts.at(-1) as number) + insertedText.length - deletedLength);
  return ({ start, end }) => {
    const before = lowerBound(ends, start, (each) => each);
    const next = forwards[before];
    return next && next.start <= end ? undefined : shifts[before];
  };
}

function moveTouched({ quote, span: before, reach: reachBefore }: LivePassage, edits: readonly TextEdit[], textAfter: string): LivePassage {
  let [span, reach] = [before, reachBefore];
  let touched = false;
  for (const edit of edits) {
    touched ||= edit.start <= reach.end && edit.start + edit.deletedLength >= reach.start;
    reach = moveReach(reach, edit);
    span = span && moveSpan(span, edit);
  }
  if (!touched) return { span, reach, quote };
  const isWhole = span !== undefined && textAfter.slice(span.start, span.end) === quote;
  const whole = isWhole ? span : wholeAgain(quote, span, reach, textAfter);
  return { span: whole ?? span, reach: whole ?? reach, quote };
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
 * and conversions to the other script do, leaves in place what it leaves alone.
 */
export function refineEdits(textBefore: string, edits: readonly TextEdit[]): TextEdit[] {
  const refined: TextEdit[] = [];
  // Edits one before another all count in the text before, which need not be edited for each then.
  const isOneText = isBackwards(edits);
  let text = textBefore;
  for (const edit of edits) {
    const end = edit.start + edit.deletedLength;
    if (edit.deletedLength > 0 && edit.insertedText !== '') {
      // From the last to the first, so that the offsets of the earlier ones still hold.
      const hunks = diffTexts(text.slice(edit.start, end), edit.insertedText).reverse();
      for (const { oldStart, oldEnd, newStart, newEnd } of hunks) {
        refined.push({ start: edit.start + oldStart, deletedLength: oldEnd - oldStart, insertedText: edit.insertedText.slice(newStart, newEnd) });
      }
    } else refined.push(edit);
    if (!isOneText) text = text.slice(0, edit.start) + edit.insertedText + text.slice(end);
  }
  return refined;
}
