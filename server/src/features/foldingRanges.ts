import type { CorpusDocument } from '../corpus/corpus';
import { outline, type OutlineNode } from './outline';

/** Lines counted from 0, the last one included. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** Articles, sections and speaker turns that take more than one line. */
export function foldingRanges(document: CorpusDocument): FoldingRange[] {
  const found: FoldingRange[] = [];
  const add = (nodes: readonly OutlineNode[]): void => {
    for (const node of nodes) {
      const startLine = document.text.positionAt(node.start).line;
      const endLine = document.text.positionAt(Math.max(node.start, node.end - 1)).line;
      if (endLine > startLine) found.push({ startLine, endLine });
      add(node.children);
    }
  };
  add(outline(document));
  return found;
}
