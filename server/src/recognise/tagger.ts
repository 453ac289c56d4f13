import type { Reading } from '../text/reading';
import { bySpan, type Span } from '../text/span';
import type { Findings, Recogniser, RecogniserInput } from './recogniser';
import type { Attribution, DefinitionSentence, Layer, Tag } from './tags';

/** What was found in a document, in document offsets, sorted by start, the longer first. */
export type DocumentFindings = Required<Findings>;

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
  let tags: Tag[] = [];
  let attributions: Attribution[] = [];
  let definitions: DefinitionSentence[] = [];
  for (const recogniser of recognisers) {
    try {
      const found = recogniser.recognise(input);
      const foundTags = found.tags.map((tag) => tagInDocument(reading, tag));
      const foundAttributions = (found.attributions ?? []).map((attribution) => attributionInDocument(reading, attribution));
      const foundDefinitions = (found.definitions ?? []).map((definition) => definitionInDocument(reading, definition));
      // Only now: a recogniser that fails half-way leaves nothing half done.
      tags = merged(tags, foundTags);
      attributions = merged(attributions, foundAttributions);
      definitions = merged(definitions, foundDefinitions);
    } catch (error) {
      onError?.(recogniser.layer, error);
    }
  }
  return { tags: withoutOverlaps(tags), attributions, definitions };
}

/** A list in order and one that nearly always is, as one in order; of equal spans those of the first come first. */
function merged<T extends Span>(sorted: T[], found: T[]): T[] {
  for (let i = 1; i < found.length; i++) {
    if (bySpan(found[i - 1] as T, found[i] as T) > 0) {
      found.sort(bySpan);
      break;
    }
  }
  if (sorted.length === 0) return found;
  if (found.length === 0) return sorted;
  const all: T[] = [];
  let next = 0;
  for (const one of sorted) {
    while (next < found.length && bySpan(found[next] as T, one) < 0) all.push(found[next++] as T);
    all.push(one);
  }
  while (next < found.length) all.push(found[next++] as T);
  return all;
}

function withoutOverlaps(sorted: readonly Tag[]): Tag[] {
  const ends: Record<Layer, number> = { number: 0, source: 0, term: 0 };
  const kept: Tag[] = [];
  for (const tag of sorted) {
    if (tag.start >= tag.end || tag.start < ends[tag.layer]) continue;
    ends[tag.layer] = tag.end;
    kept.push(tag);
  }
  return kept;
}

/** The same tag in document offsets. The usual fields one by one: there are many tags, and a spread of one costs as much as finding it. */
function tagInDocument(reading: Reading, tag: Tag): Tag {
  const start = reading.toSource(tag.start);
  const end = tag.end > tag.start ? reading.toSourceEnd(tag.end) : start;
  // Before the first gap of a document, and all through one without gaps, the offsets are the same.
  const isSame = start === tag.start && end === tag.end;
  switch (tag.layer) {
    case 'term':
      return isSame ? tag : tag.alternatives ? { ...tag, start, end } : { layer: 'term', kind: tag.kind, id: tag.id, start, end };
    case 'number': {
      if (isSame) return tag;
      const { kind, value, measures } = tag;
      return measures === undefined ? { layer: 'number', start, end, kind, value } : { layer: 'number', start, end, kind, value, measures };
    }
    case 'source':
      return tag.roleSpan ? { ...tag, start, end, roleSpan: reading.toSourceSpan(tag.roleSpan) } : isSame ? tag : { ...tag, start, end };
  }
}

function attributionInDocument(reading: Reading, attribution: Attribution): Attribution {
  const { by } = attribution;
  return { ...attribution, ...reading.toSourceSpan(attribution), content: reading.toSourceSpan(attribution.content), ...(by ? { by: reading.toSourceSpan(by) } : {}) };
}

function definitionInDocument(reading: Reading, definition: DefinitionSentence): DefinitionSentence {
  return { ...definition, ...reading.toSourceSpan(definition), term: reading.toSourceSpan(definition.term) };
}
