import type { Reading } from '../text/reading';
import { bySpan } from '../text/span';
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
      tags = tags.concat(foundTags);
      attributions = attributions.concat(foundAttributions);
      definitions = definitions.concat(foundDefinitions);
    } catch (error) {
      onError?.(recogniser.layer, error);
    }
  }
  return {
    tags: withoutOverlaps(tags.sort(bySpan)),
    attributions: attributions.sort(bySpan),
    definitions: definitions.sort(bySpan),
  };
}

function withoutOverlaps(sorted: readonly Tag[]): Tag[] {
  const ends = new Map<Layer, number>();
  return sorted.filter((tag) => {
    if (tag.start >= tag.end || tag.start < (ends.get(tag.layer) ?? 0)) return false;
    ends.set(tag.layer, tag.end);
    return true;
  });
}

function tagInDocument(reading: Reading, tag: Tag): Tag {
  const { start, end } = reading.toSourceSpan(tag);
  if (tag.layer === 'source' && tag.roleSpan) return { ...tag, start, end, roleSpan: reading.toSourceSpan(tag.roleSpan) };
  // Before the first gap of a document, and all through one without gaps, the offsets are the same.
  return start === tag.start && end === tag.end ? tag : { ...tag, start, end };
}

function attributionInDocument(reading: Reading, attribution: Attribution): Attribution {
  const { by } = attribution;
  return { ...attribution, ...reading.toSourceSpan(attribution), content: reading.toSourceSpan(attribution.content), ...(by ? { by: reading.toSourceSpan(by) } : {}) };
}

function definitionInDocument(reading: Reading, definition: DefinitionSentence): DefinitionSentence {
  return { ...definition, ...reading.toSourceSpan(definition), term: reading.toSourceSpan(definition.term) };
}
