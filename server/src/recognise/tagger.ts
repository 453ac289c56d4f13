import type { Reading } from '../text/reading';
import { bySpan, type Span } from '../text/span';
import type { Findings, Recogniser, RecogniserInput } from './recogniser';
import { LAYERS, type Attribution, type DefinitionSentence, type Layer, type NumberTag, type SourceTag, type Tag, type TermTag } from './tags';
import type { BoundaryQuestion } from './terms/segmenter';

/** What was found in a document, in document offsets, sorted by start, the longer first. */
export type DocumentFindings = Required<Omit<Findings, 'wanted'>> & Pick<Findings, 'wanted'>;

/**
 * Runs recognisers over a reading and maps all they find to document offsets (UTF-16 code units). One that throws is
 * handed to `onError` and the others go on. Tags of one layer never overlap: where they would, the one that begins
 * first, and of those the longest, stays.
 */
export function tagReading(
  input: RecogniserInput,
  recognisers: readonly Recogniser[],
  onError?: (layer: Layer, error: unknown) => void,
): DocumentFindings {
  const { reading } = input;
  let tags = new Row<Tag>(0);
  let attributions = new Row<Attribution>(0);
  let definitions = new Row<DefinitionSentence>(0);
  let wanted: readonly BoundaryQuestion[] = [];
  for (const recogniser of recognisers) {
    try {
      const found = recogniser.recognise(input);
      const foundTags = tagsInDocument(reading, recogniser.layer, found.tags);
      const foundAttributions = attributionsInDocument(reading, found.attributions ?? []);
      const foundDefinitions = definitionsInDocument(reading, found.definitions ?? []);
      // Only now: a recogniser that fails half-way leaves nothing half done.
      tags = merged(tags, foundTags);
      attributions = merged(attributions, foundAttributions);
      definitions = merged(definitions, foundDefinitions);
      if (found.wanted) wanted = [...wanted, ...found.wanted];
    } catch (error) {
      onError?.(recogniser.layer, error);
    }
  }
  const findings = { tags: withoutOverlaps(tags), attributions: attributions.found, definitions: definitions.found };
  return wanted.length > 0 ? { ...findings, wanted } : findings;
}

// #region Rows of findings

/**
 * Findings in order of their spans, in document offsets. Beside them stand the spans, start and end of one after the other: findings
 * have many shapes, and to look into two of them for every comparison costs more than all else here.
 */
class Row<T extends Span> {
  readonly found: T[];
  readonly spans: Uint32Array;
  #size = 0;
  #isSorted = true;

  /** Room for so many findings, all of which are then added. */
  constructor(length: number) {
    this.found = new Array<T>(length);
    this.spans = new Uint32Array(2 * length);
  }

  /** Adds a finding, nearly always behind the last one; start and end are its own. */
  add(one: T, start: number, end: number): void {
    const { spans } = this;
    const at = 2 * this.#size;
    this.found[this.#size++] = one;
    spans[at] = start;
    spans[at + 1] = end;
    if (at > 0 && compareAt(spans, at - 2, spans, at) > 0) this.#isSorted = false;
  }

  /** This row, put in order if it is not. */
  inOrder(): Row<T> {
    if (this.#isSorted) return this;
    const sorted = new Row<T>(this.#size);
    for (const one of this.found.sort(bySpan)) sorted.add(one, one.start, one.end);
    return sorted;
  }
}

/** As `bySpan`, of the spans that stand at two places of two lists. */
function compareAt(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  return (a[i] as number) - (b[j] as number) || (b[j + 1] as number) - (a[i + 1] as number);
}

/** Both rows as one; of equal spans those of the first row come first. */
function merged<T extends Span>(first: Row<T>, second: Row<T>): Row<T> {
  if (first.found.length === 0) return second;
  if (second.found.length === 0) return first;
  const all = new Row<T>(first.found.length + second.found.length);
  const take = (row: Row<T>, i: number): void => all.add(row.found[i] as T, row.spans[2 * i] as number, row.spans[2 * i + 1] as number);
  let next = 0;
  for (let i = 0; i < first.found.length; i++) {
    while (next < second.found.length && compareAt(second.spans, 2 * next, first.spans, 2 * i) < 0) take(second, next++);
    take(first, i);
  }
  while (next < second.found.length) take(second, next++);
  return all;
}

/** The tags without the empty ones and those that begin in another of their layer. */
function withoutOverlaps({ found, spans }: Row<Tag>): Tag[] {
  const ends = new Uint32Array(LAYERS.length);
  let kept = 0;
  for (let i = 0; i < found.length; i++) {
    const tag = found[i] as Tag;
    const layer = LAYERS.indexOf(tag.layer);
    const start = spans[2 * i] as number;
    const end = spans[2 * i + 1] as number;
    if (start >= end || start < (ends[layer] as number)) continue;
    ends[layer] = end;
    found[kept++] = tag;
  }
  found.length = kept;
  return found;
}

// #endregion

// #region Findings in the document

function tagsInDocument(reading: Reading, layer: Layer, tags: readonly Tag[]): Row<Tag> {
  // Each layer by a function of its own, for whose compiler its tags have one shape or two.
  switch (layer) {
    case 'number':
      return numbersInDocument(reading, tags as readonly NumberTag[]);
    case 'term':
      return termsInDocument(reading, tags as readonly TermTag[]);
    case 'source':
      return sourcesInDocument(reading, tags as readonly SourceTag[]);
  }
}

// The usual fields one by one: there are many tags, and a spread of one costs as much as finding it. Before the first gap of a document,
// and all through one without gaps, the offsets are the same.

function numbersInDocument(reading: Reading, tags: readonly NumberTag[]): Row<Tag> {
  const row = new Row<Tag>(tags.length);
  for (const tag of tags) {
    const start = reading.toSource(tag.start);
    const end = endInDocument(reading, tag.start, tag.end, start);
    const { kind, value, measures } = tag;
    if (start === tag.start && end === tag.end) row.add(tag, start, end);
    else row.add(measures === undefined ? { layer: 'number', start, end, kind, value } : { layer: 'number', start, end, kind, value, measures }, start, end);
  }
  return row.inOrder();
}

function termsInDocument(reading: Reading, tags: readonly TermTag[]): Row<Tag> {
  const row = new Row<Tag>(tags.length);
  for (const tag of tags) {
    const start = reading.toSource(tag.start);
    const end = endInDocument(reading, tag.start, tag.end, start);
    if (start === tag.start && end === tag.end) row.add(tag, start, end);
    else row.add(tag.alternatives ? { ...tag, start, end } : { layer: 'term', kind: tag.kind, id: tag.id, start, end }, start, end);
  }
  return row.inOrder();
}

function sourcesInDocument(reading: Reading, tags: readonly SourceTag[]): Row<Tag> {
  const row = new Row<Tag>(tags.length);
  for (const tag of tags) {
    const start = reading.toSource(tag.start);
    const end = endInDocument(reading, tag.start, tag.end, start);
    if (tag.roleSpan) row.add({ ...tag, start, end, roleSpan: reading.toSourceSpan(tag.roleSpan) }, start, end);
    else row.add(start === tag.start && end === tag.end ? tag : { ...tag, start, end }, start, end);
  }
  return row.inOrder();
}

function attributionsInDocument(reading: Reading, attributions: readonly Attribution[]): Row<Attribution> {
  const row = new Row<Attribution>(attributions.length);
  for (const attribution of attributions) {
    const { start, end } = reading.toSourceSpan(attribution);
    const content = reading.toSourceSpan(attribution.content);
    const { by } = attribution;
    row.add(by ? { ...attribution, start, end, content, by: reading.toSourceSpan(by) } : { ...attribution, start, end, content }, start, end);
  }
  return row.inOrder();
}

function definitionsInDocument(reading: Reading, definitions: readonly DefinitionSentence[]): Row<DefinitionSentence> {
  const row = new Row<DefinitionSentence>(definitions.length);
  for (const definition of definitions) {
    const { start, end } = reading.toSourceSpan(definition);
    row.add({ ...definition, start, end, term: reading.toSourceSpan(definition.term) }, start, end);
  }
  return row.inOrder();
}

/** Where a span of the reading ends in the document, of which the beginning is known there; an empty one is empty. */
function endInDocument(reading: Reading, start: number, end: number, startInDocument: number): number {
  return end > start ? reading.toSourceEnd(end) : startInDocument;
}

// #endregion
