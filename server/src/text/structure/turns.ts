import type { Span } from '../span';
import type { Block } from './blocks';
import type { Line } from './line';
import { ANONYMOUS, isSpoken } from './speakerLabels';

/** What one speaker says: from the label to the next label, headings and closing credits left out. */
export interface Turn extends Span {
  /** The label without its colon, as written. */
  readonly label: Span;
  /** The unnamed interviewer (问, 問, Q). */
  readonly anonymous: boolean;
  /** What is said: the turn without its label, one span for each stretch between headings. */
  readonly parts: readonly Span[];
}

/** A note in brackets that ends an interview: 本文…, 以上…整理, 有删节. */
const CLOSING_NOTE = /^\((?:本文|本刊|本稿|本报|文中|以上|全文|应受访者|应采访对象|访谈|采访|对话|注:|编者)[^()]*(?:\([^()]*\)[^()]*)*\)$/;
const CREDITS = /-{2,}\s*\[|—{2,}\s*\[/;

/** The turns of the speakers that have these labels. */
export function turnsOf(lines: readonly Line[], blocks: readonly Block[], labels: ReadonlySet<string>): Turn[] {
  const turns: Turn[] = [];
  if (labels.size === 0) return turns;
  let open: { label: Span; anonymous: boolean; parts: Span[] } | undefined;
  const close = (): void => {
    const last = open?.parts.at(-1);
    if (open && last) turns.push({ label: open.label, anonymous: open.anonymous, parts: open.parts, start: open.label.start, end: last.end });
    open = undefined;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const block = blocks[i] as Block;
    if (line.label !== undefined && block.kind === 'paragraph' && isSpoken(line, labels)) {
      close();
      const { start, label } = line;
      open = { label: { start, end: start + label.length }, anonymous: ANONYMOUS.test(label), parts: [] };
      if (line.labelEnd < line.length) addPart(open.parts, { start: start + line.labelEnd, end: line.end }, line, true);
      continue;
    }
    if (!open) continue;
    if (block.kind === 'byline' || (block.kind === 'heading' && block.level === 1) || CLOSING_NOTE.test(line.text)) {
      close();
    } else if (block.kind === 'paragraph' || block.kind === 'list-item') {
      const before = i > 0 ? (blocks[i - 1] as Block).kind : undefined;
      const afterParagraph = before === 'paragraph' || before === 'list-item';
      addPart(open.parts, { start: line.start, end: line.end }, line, !afterParagraph);
    }
    if (creditsIn(line)) close();
  }
  close();
  return turns;
}

/** Where the credits begin that close a line of speech; null in one without, nearly all. */
function creditsIn(line: Line): RegExpExecArray | null {
  return line.text.includes('[') ? CREDITS.exec(line.text) : null;
}

/** Adds a stretch of speech, joined to the stretch before it unless a heading stands between. */
function addPart(parts: Span[], span: Span, line: Line, begins: boolean): void {
  const credits = creditsIn(line);
  const end = credits ? Math.max(span.start, line.start + credits.index) : span.end;
  const last = parts.at(-1);
  if (begins || !last) parts.push({ start: span.start, end });
  else parts[parts.length - 1] = { start: last.start, end };
}
