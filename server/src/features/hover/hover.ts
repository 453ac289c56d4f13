import type { Annotation, CodeBook } from '../../annotations/model';
import { isBareDecision } from '../../annotations/decisions';
import type { Corpus, CorpusDocument } from '../../corpus/corpus';
import type { DecidedTag } from '../../corpus/decisions';
import type { Cancellation } from '../../corpus/ports';
import { contains, type Span } from '../../text/span';
import type { Linker } from '../markdown';
import { annotationHover, type HoverNotes } from './annotationHover';
import { attributionHover } from './attributionHover';
import { choices, decided } from './decisionHover';
import { elsewhere } from './elsewhere';
import { numberHover } from './numberHover';
import { paragraphs } from './parts';
import { sourceHover } from './sourceHover';
import { termHover } from './termHover';

/** What a hover needs beside the place. */
export interface HoverContext {
  readonly corpus: Corpus;
  readonly document: CorpusDocument;
  /** BCP 47 tag of the language of the user interface, for numbers and definitions. */
  readonly locale: string;
  readonly link: Linker;
  /** Address that lists the statements of a source, in an editor that can show one. */
  readonly statementsLink?: ((sourceId: string) => string) | undefined;
  /** Address that says which of its alternatives a tag stands for, in an editor that can do so. */
  readonly chooseLink?: ((tag: DecidedTag, id: string) => string) | undefined;
}

/** Annotations of the document and the code book they refer to. */
export interface HoverAnnotations {
  readonly annotations: readonly Annotation[];
  readonly codeBook: CodeBook;
  /** Replies and relations. */
  readonly about?: HoverNotes | undefined;
}

export interface Hover {
  /** The innermost thing that is explained; document offsets. */
  readonly span: Span;
  readonly markdown: string;
}

/**
 * Everything known about a document offset: the annotations there, which are short and the reader's own, then one part
 * for each layer, each the innermost first, and last, in a line, whose statement the place belongs to.
 */
export function hover(context: HoverContext, offset: number, own: HoverAnnotations, token: Cancellation): Hover | undefined {
  const tags: HoverPart[] = [];
  const annotations: HoverPart[] = [];
  for (const tag of context.document.tagsAt(offset)) {
    if (token.isCancellationRequested) return undefined;
    tags.push({ span: tag, markdown: tagHover(context, tag) });
  }
  for (const annotation of own.annotations) {
    const span = annotation.parts.find((part) => part.span && contains(part.span, offset))?.span;
    if (annotation.document !== context.document.id || !span || isBareDecision(annotation)) continue;
    annotations.push({ span, markdown: annotationHover(annotation, own.codeBook, own.about) });
  }
  const statement = attributionHover(context, offset);
  const parts = [...annotations.sort(byLength), ...tags.sort(byLength), ...(statement ? [statement] : [])];
  const [innermost] = [...parts].sort(byLength);
  if (!innermost) return undefined;
  return {
    span: { start: innermost.span.start, end: innermost.span.end },
    markdown: parts.map((part) => part.markdown).join('\n\n---\n\n'),
  };
}

interface HoverPart {
  readonly span: Span;
  readonly markdown: string;
}

function byLength(a: HoverPart, b: HoverPart): number {
  return a.span.end - a.span.start - (b.span.end - b.span.start);
}

function tagHover(context: HoverContext, tag: DecidedTag): string {
  return paragraphs(layerHover(context, tag), choices(context, tag), decided(tag));
}

function layerHover(context: HoverContext, tag: DecidedTag): string {
  switch (tag.layer) {
    case 'term': return termHover(context, tag);
    case 'number': return paragraphs(numberHover(context, tag), elsewhere(context, tag));
    case 'source': return sourceHover(context, tag);
  }
}
