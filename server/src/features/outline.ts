import type { CorpusDocument } from '../corpus/corpus';
import type { Span } from '../text/span';
import type { Structure } from '../text/structure';
import { passage } from './plainText';

/** A titled part of a document and the parts inside it; document offsets. */
export interface OutlineNode extends Span {
  readonly kind: 'article' | 'section' | 'turn';
  readonly name: string;
  /** The title or the speaker's label. */
  readonly title: Span;
  readonly children: readonly OutlineNode[];
}

/** An outline with more entries than this hangs an editor; the rest of the document is left out. */
const MAX_NODES = 5000;

interface OpenNode {
  readonly kind: OutlineNode['kind'];
  /** 1 for an article, 2 and 3 for sections, 4 for a turn: what ends the node is one of its own level or above. */
  readonly level: number;
  readonly title: Span;
  readonly start: number;
  end: number;
  readonly children: OpenNode[];
}

/** Articles, the headings inside them and speaker turns, as a tree in text order. */
export function outline(document: CorpusDocument): readonly OutlineNode[] {
  const { structure } = document;
  let nodes = known.get(structure);
  if (!nodes) known.set(structure, (nodes = outlineOf(document)));
  return nodes;
}

/** An editor asks for the outline and for what can be folded, one right after the other. */
const known = new WeakMap<Structure, readonly OutlineNode[]>();

function outlineOf(document: CorpusDocument): OutlineNode[] {
  const { reading } = document;
  const root: OpenNode[] = [];
  const open: OpenNode[] = [];
  const close = (level: number, at: number): void => {
    for (let last = open.at(-1); last && last.level >= level; last = open.at(-1)) {
      last.end = Math.min(last.end, at);
      open.pop();
    }
  };
  for (const opening of openings(document).slice(0, MAX_NODES)) {
    close(opening.level, opening.start);
    (open.at(-1)?.children ?? root).push(opening);
    open.push(opening);
  }
  close(0, reading.length);
  const finish = (node: OpenNode, parentEnd: number): OutlineNode => {
    const end = Math.min(node.end, parentEnd);
    const title = reading.toSourceSpan(node.title);
    return {
      ...reading.toSourceSpan(trimmed(reading.text, { start: node.start, end })),
      kind: node.kind,
      name: passage(document, title, 120),
      title,
      children: node.children.map((child) => finish(child, end)),
    };
  };
  return root.map((node) => finish(node, reading.length));
}

/** What begins an entry, in reading order and reading offsets, with the furthest place where it can end. */
function openings(document: CorpusDocument): OpenNode[] {
  const { articles, blocks, turns } = document.structure;
  const { length } = document.reading;
  const nodes: OpenNode[] = [];
  for (const article of articles) {
    nodes.push({ kind: 'article', level: 1, title: article.title, start: Math.min(article.start, article.title.start), end: article.end, children: [] });
  }
  const titles = new Set(articles.map((article) => article.title.start));
  for (const block of blocks) {
    if (block.kind !== 'heading' || titles.has(block.start)) continue;
    // A heading of the first level outside any article is still one of the document's main parts.
    nodes.push({ kind: 'section', level: Math.max(1, block.level), title: block, start: block.start, end: length, children: [] });
  }
  for (const turn of turns) {
    nodes.push({ kind: 'turn', level: 4, title: turn.label, start: turn.start, end: turn.end, children: [] });
  }
  return nodes.sort((a, b) => a.start - b.start || a.level - b.level);
}

function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  return { start, end };
}
