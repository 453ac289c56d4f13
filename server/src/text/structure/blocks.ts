import type { Span } from '../span';
import type { Steps } from '../steps';
import { isByline } from './bylines';
import { isFurniture, RunningLines } from './furniture';
import { headingLevel, promoteHeadings, readsAsProse, SectionNumbers } from './headings';
import { type Line, STEP } from './line';
import { BULLETS, MAY_BE_CAPTION, MAY_BE_LIST_ITEM } from './lineClasses';
import { isSpoken } from './speakerLabels';

/** What a line of a reading is. A line is what stands between two hard line breaks. */
export type BlockKind = 'heading' | 'paragraph' | 'byline' | 'caption' | 'list-item' | 'furniture';

/** One line of the reading with something on it; offsets count in the reading. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** 1 for the title of an article, 2 and 3 for headings inside it; 0 for everything that is no heading. */
  readonly level: number;
}

const CAPTION = /^(?:图|表|附表|附图)\s*(?:\d+|[一二三四五六七八九十]+)(?![年月日个万亿])[\s:.、]?|图\s*[/|]\s*\S{2,12}$/;
const LIST_ITEM = new RegExp(`^(?:[${BULLETS}]|[-—]\\s|\\(\\d{1,2}\\)|\\d{1,2}[、)])`);

/** What each line is, given the labels of speakers; in steps of a few milliseconds. */
export function* classify(lines: readonly Line[], labels: ReadonlySet<string>): Steps<Block[]> {
  const running = new RunningLines(lines);
  const numbers = new SectionNumbers();
  yield;
  let afterByline = false;
  const speaks = (line: Line): boolean => isSpoken(line, labels);
  const kindOf = (line: Line, level: number): BlockKind => {
    const begins = level > 0 && numbers.begins(line);
    afterByline = isByline(line, afterByline, speaks);
    if (afterByline) return 'byline';
    if (isCaption(line)) return 'caption';
    if (isFurniture(line) || (!begins && running.has(line))) return 'furniture';
    if (speaks(line)) return 'paragraph';
    if (level > 0) return 'heading';
    return (line.first & MAY_BE_LIST_ITEM) !== 0 && LIST_ITEM.test(line.text) ? 'list-item' : 'paragraph';
  };
  const first = new Array<Block>(lines.length);
  for (let i = 0; i < lines.length; i++) {
    if (i % STEP === STEP - 1) yield;
    const line = lines[i] as Line;
    const level = headingLevel(line);
    const kind = kindOf(line, level);
    first[i] = { start: line.start, end: line.end, kind, level: kind === 'heading' ? level : 0 };
  }
  if (opensPrintedPages(lines, first, running)) first[0] = { ...(first[0] as Block), kind: 'paragraph' };
  yield;
  return yield* promoteHeadings(lines, first, labels);
}

/** Whether the first line is a title that was printed over each page: it has its by-line or prose under it. Under the name of a magazine stands the title, or a page number. */
function opensPrintedPages(lines: readonly Line[], [head, next]: readonly Block[], running: RunningLines): boolean {
  const [title, under] = lines;
  if (!title || !under || head?.kind !== 'furniture' || isFurniture(title) || !running.has(title)) return false;
  return next?.kind === 'byline' || (next?.kind === 'paragraph' && readsAsProse(under));
}

function isCaption(line: Line): boolean {
  if (line.length >= 60) return false;
  const { text } = line;
  return ((line.first & MAY_BE_CAPTION) !== 0 || text.includes('图')) && CAPTION.test(text) && !text.includes('。');
}
