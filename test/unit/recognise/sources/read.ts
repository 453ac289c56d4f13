import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';
import type { RecogniserInput } from '../../../../server/src/recognise/recogniser';
import type { SourceKind, SourceTag } from '../../../../server/src/recognise/tags';
import { createSourceRecogniser, surveySources } from '../../../../server/src/recognise/sources/sources';
import type { EstablishedName } from '../../../../server/src/recognise/sources/established';

/** What a recogniser is given for a text. */
function inputOf(source: string): RecogniserInput {
  const reading = new Reading(source);
  return { reading, structure: findStructure(reading) };
}

/** The source tags of a text as the document writes them: `[text, id, role]`. */
export function tagsOf(source: string, established: readonly EstablishedName[] = []): { text: string; id: string; kind: SourceKind; role?: string }[] {
  const input = inputOf(source);
  return createSourceRecogniser(established)
    .recognise(input)
    .tags.filter((tag): tag is SourceTag => tag.layer === 'source')
    .map((tag) => {
      const { start, end } = input.reading.toSourceSpan(tag);
      return { text: source.slice(start, end), id: tag.id, kind: tag.kind, ...(tag.role === undefined ? {} : { role: tag.role }) };
    });
}

/** The written mentions of one kind. */
export function mentions(source: string, kind: SourceKind, established: readonly EstablishedName[] = []): string[] {
  return tagsOf(source, established)
    .filter((tag) => tag.kind === kind)
    .map((tag) => tag.text);
}

/** The attributions of a text: ids of the sources, cue, content as the document writes them. */
export function attributionsOf(source: string): { sources: readonly string[]; cue: string; content: string }[] {
  const input = inputOf(source);
  return (createSourceRecogniser().recognise(input).attributions ?? []).map((attribution) => {
    const { start, end } = input.reading.toSourceSpan(attribution.content);
    return { sources: attribution.sources, cue: attribution.cue, content: source.slice(start, end) };
  });
}

export function surveyOf(source: string): EstablishedName[] {
  return surveySources(inputOf(source));
}
