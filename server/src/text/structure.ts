import type { Reading } from './reading';
import type { Span } from './span';

/** What a line of a reading is. A line is what stands between two hard line breaks. */
export type BlockKind = 'heading' | 'paragraph' | 'byline' | 'caption' | 'list-item' | 'furniture';

/** One line of the reading with something on it; offsets count in the reading. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** 1 for the title of an article, 2 and 3 for headings inside it; 0 for everything that is no heading. */
  readonly level: number;
}

/** What one speaker says: from the label to the next label, headings and closing credits left out. */
export interface Turn extends Span {
  /** The label without its colon, as written. */
  readonly label: Span;
  /** The unnamed interviewer (问, 問, Q). */
  readonly anonymous: boolean;
  /** What is said: the turn without its label, one span for each stretch between headings. */
  readonly parts: readonly Span[];
}

/** A titled piece of a document, from its heading to the next article. */
export interface Article extends Span {
  readonly title: Span;
}

/** How a reading is built. Everything is in reading offsets (UTF-16), in order, without overlap within a list. */
export interface Structure {
  readonly blocks: readonly Block[];
  readonly articles: readonly Article[];
  readonly turns: readonly Turn[];
}

/** Finds blocks, articles and speaker turns of a reading. */
export function findStructure(reading: Reading): Structure {
  return { blocks: blocksOf(reading.text), articles: [], turns: [] };
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const line = /[^\r\n]+/g;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const start = match.index + (match[0].length - match[0].trimStart().length);
    const end = match.index + match[0].trimEnd().length;
    if (start < end) blocks.push({ start, end, kind: 'paragraph', level: 0 });
  }
  return blocks;
}
