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
  const tags: Row<Tag>[] = [];
  const attributions: Row<Attribution>[] = [];
  const definitions: Row<DefinitionSentence>[] = [];
  let wanted: readonly BoundaryQuestion[] = [];
  for (const recogniser of recognisers) {
    try {
      const found = recogniser.recognise(input);
      const foundTags = tagsInDocument(reading, recogniser.layer, found.tags);
      const foundAttributions = found.attributions && attributionsInDocument(reading, found.attributions);
      const foundDefinitions = found.definitions && definitionsInDocument(reading, found.definitions);
      // Only now: a recogniser that fails half-way leaves nothing half done.
      tags.push(foundTags);
      if (foundAttributions) attributions.push(foundAttributions);
      if (foundDefinitions) definitions.push(foundDefinitions);
      if (found.wanted) wanted = [...wanted, ...found.wanted];
    } catch (error) {
      onError?.(recogniser.layer, error);
    }
  }
  const findings = { tags: inOneRow(tags, true), attributions: inOneRow(attributions, false), definitions: inOneRow(definitions, false) };
  return wanted.length > 0 ? { ...findings, wanted } : findings;
}

// #region Rows of findings

/**
 * Findings in order of their spans, in document offsets. Beside them stand the spans, start and end of one after the other: findings
 * have many shapes, and to look into two of them for every comparison costs more than all else here.
 */
class Row<T extends Span> {
  readonly layer: Layer;
  readonly found: T[];
  readonly spans: Uint32Array;
  #size = 0;
  #isSorted = true;

  /** Room for so many findings, all of which are then added. */
  constructor(layer: Layer, length: number) {
    this.layer = layer;
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
    const sorted = new Row<T>(this.layer, this.#size);
    for (const one of this.found.sort(bySpan)) sorted.add(one, one.start, one.end);
    return sorted;
  }
}

/** As `bySpan`, of the spans that stand at two places of two lists. */
function compareAt(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  return (a[i] as number) - (b[j] as number) || (b[j + 1] as number) - (a[i + 1] as number);
}

/**
 * The findings of all rows in order; of equal spans those of an earlier row come first. `apart`: without the empty ones and those that
 * begin in another of their layer.
 */
function inOneRow<T extends Span>(rows: readonly Row<T>[], apart: boolean): T[] {
  const [only] = rows;
  if (!only || (rows.length === 1 && !apart)) return only?.found ?? [];
  const all = new Array<T>(rows.reduce((sum, { found }) => sum + found.length, 0));
  const layers = rows.map(({ layer }) => LAYERS.indexOf(layer));
  const lastEnds = new Uint32Array(LAYERS.length);
  const next = new Uint32Array(rows.length);
  let kept = 0;
  for (let left = all.length; left > 0; left--) {
    let first = -1;
    for (let k = 0; k < rows.length; k++) {
      if (next[k] === (rows[k] as Row<T>).found.length) continue;
      if (first < 0 || compareAt((rows[k] as Row<T>).spans, 2 * (next[k] as number), (rows[first] as Row<T>).spans, 2 * (next[first] as number)) < 0) first = k;
    }
    const { found, spans } = rows[first] as Row<T>;
    const at = next[first] as number;
    next[first] = at + 1;
    if (apart) {
      const layer = layers[first] as number;
      const start = spans[2 * at] as number;
      const end = spans[2 * at + 1] as number;
      if (start >= end || start < (lastEnds[layer] as number)) continue;
      lastEnds[layer] = end;
    }
    all[kept++] = found[at] as T;
  }
  all.length = kept;
  return all;
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
  const row = new Row<Tag>('number', tags.length);
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
  const row = new Row<Tag>('term', tags.length);
  for (const tag of tags) {
    const start = reading.toSource(tag.start);
    const end = endInDocument(reading, tag.start, tag.end, start);
    if (start === tag.start && end === tag.end) row.add(tag, start, end);
    else row.add(tag.alternatives ? { ...tag, start, end } : { layer: 'term', kind: tag.kind, id: tag.id, start, end }, start, end);
  }
  return row.inOrder();
}

function sourcesInDocument(reading: Reading, tags: readonly SourceTag[]): Row<Tag> {
  const row = new Row<Tag>('source', tags.length);
  for (const tag of tags) {
    const start = reading.toSource(tag.start);
    const end = endInDocument(reading, tag.start, tag.end, start);
    if (tag.roleSpan) row.add({ ...tag, start, end, roleSpan: reading.toSourceSpan(tag.roleSpan) }, start, end);
    else row.add(start === tag.start && end === tag.end ? tag : { ...tag, start, end }, start, end);
  }
  return row.inOrder();
}

function attributionsInDocument(reading: Reading, attributions: readonly Attribution[]): Row<Attribution> {
  const row = new Row<Attribution>('source', attributions.length);
  for (const attribution of attributions) {
    const { start, end } = reading.toSourceSpan(attribution);
    const content = reading.toSourceSpan(attribution.content);
    const { by } = attribution;
    row.add(by ? { ...attribution, start, end, content, by: reading.toSourceSpan(by) } : { ...attribution, start, end, content }, start, end);
  }
  return row.inOrder();
}

function definitionsInDocument(reading: Reading, definitions: readonly DefinitionSentence[]): Row<DefinitionSentence> {
  const row = new Row<DefinitionSentence>('term', definitions.length);
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
