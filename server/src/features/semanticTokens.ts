import type { CorpusDocument } from '../corpus/corpus';
import type { DecidedTag } from '../corpus/decisions';
import { NUMBER_KINDS, SOURCE_KINDS, type Layer } from '../recognise/tags';
import { lowerBound, type Span } from '../text/span';
import { isAmbiguous } from './ambiguity';

/** Token types, one for each layer; the order is the legend's. */
export const TOKEN_TYPES = ['meipiTerm', 'meipiNumber', 'meipiSource'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

/** Layers that lie under or over a token of another layer. */
const OVERLAP_MODIFIERS = ['withTerm', 'withNumber', 'withSource'] as const;

/** That a person vouches for the tag; that it may stand for several people or concepts. */
const REVIEW_MODIFIERS = ['accepted', 'ambiguous'] as const;

/** Token modifiers: the kind of a number or source, which other layers share the stretch, and what is known of it. The order is the legend's. */
export const TOKEN_MODIFIERS = [...OVERLAP_MODIFIERS, ...NUMBER_KINDS, ...SOURCE_KINDS, ...REVIEW_MODIFIERS] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** A stretch of one line of a document to be coloured; document offsets. */
export interface Token extends Span {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const TYPE_OF: Readonly<Record<Layer, TokenType>> = { term: 'meipiTerm', number: 'meipiNumber', source: 'meipiSource' };
const OVERLAP_OF: Readonly<Record<Layer, TokenModifier>> = { term: 'withTerm', number: 'withNumber', source: 'withSource' };

/**
 * The tags of a document (or of a part of it) as tokens in text order; of a large document that is still being recognised, those that are known. Editors take neither overlapping tokens
 * nor tokens across lines: where layers overlap, the stretch is cut at every edge, and each piece has the type
 * of the outermost layer with a modifier for each layer inside it.
 */
export function semanticTokens(document: CorpusDocument, within?: Span): Token[] {
  const tags = within ? document.tagsIn(within) : document.tagsSoFar();
  const tokens: Token[] = [];
  for (const group of overlappingGroups(tags)) {
    for (const piece of pieces(group)) {
      for (const line of lines(document, piece)) tokens.push({ ...line, type: piece.type, modifiers: piece.modifiers });
    }
  }
  return tokens;
}

/** Runs of tags that are connected by overlap, in text order. */
function* overlappingGroups(tags: readonly DecidedTag[]): Generator<DecidedTag[]> {
  let group: DecidedTag[] = [];
  let end = -1;
  for (const tag of tags) {
    if (group.length > 0 && tag.start >= end) {
      yield group;
      group = [];
    }
    group.push(tag);
    end = Math.max(end, tag.end);
  }
  if (group.length > 0) yield group;
}

function pieces(group: readonly DecidedTag[]): Token[] {
  const [first, second] = group;
  // Nearly every tag stands alone.
  if (first && !second) return [{ start: first.start, end: first.end, type: TYPE_OF[first.layer], modifiers: modifiersOf(first, NO_LAYERS) }];
  const edges = [...new Set(group.flatMap((tag) => [tag.start, tag.end]))].sort((a, b) => a - b);
  const found: Token[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i] as number;
    const end = edges[i + 1] as number;
    const covering = group.filter((tag) => tag.start <= start && end <= tag.end).sort((a, b) => b.end - b.start - (a.end - a.start));
    const outer = covering[0];
    if (!outer) continue;
    const layers = new Set(covering.map((tag) => tag.layer));
    layers.delete(outer.layer);
    found.push({ start, end, type: TYPE_OF[outer.layer], modifiers: modifiersOf(outer, layers) });
  }
  return found;
}

const NO_LAYERS: ReadonlySet<Layer> = new Set();

/** Of a piece by the tag that lies outermost and the layers inside it. */
function modifiersOf(outer: DecidedTag, layers: ReadonlySet<Layer>): TokenModifier[] {
  const modifiers: TokenModifier[] = outer.layer === 'term' ? [] : [outer.kind];
  for (const layer of layers) modifiers.push(OVERLAP_OF[layer]);
  if (outer.decision !== undefined) modifiers.push('accepted');
  else if (isAmbiguous(outer)) modifiers.push('ambiguous');
  return modifiers;
}

/** A span cut at line breaks, with the white space around each break left out. */
function* lines(document: CorpusDocument, span: Span): Generator<Span> {
  const { text } = document;
  const { lineStarts } = text;
  let line = lowerBound(lineStarts, span.start + 1, (start) => start) - 1;
  for (let from = span.start; from < span.end; line++) {
    const next = line + 1 < text.lineCount ? (lineStarts[line + 1] as number) : text.length;
    let start = from;
    let end = Math.min(next, span.end);
    while (start < end && /\s/.test(text.text[start] as string)) start++;
    while (end > start && /\s/.test(text.text[end - 1] as string)) end--;
    if (start < end) yield { start, end };
    from = next;
    if (line + 1 >= text.lineCount) return;
  }
}
