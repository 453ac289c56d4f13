import type { Reading } from '../../../text/reading';
import { encloses, type Span } from '../../../text/span';
import type { RecogniserInput } from '../../recogniser';
import type { Attribution, SourceTag } from '../../tags';
import type { Credit } from '../credits';
import type { Found } from './found';
import { statementsOf } from './statements';
import { lectureAttributions, narratorAttributions, turnAttributions } from './turns';

/**
 * Finds who says what (tagging guidelines, attributions): turns of speakers, what a narrator or lecturer tells, and in the
 * sentences a cue with the source it belongs to and the content, which is the quotation or the rest of the sentence.
 * `tags` are the source tags of the reading, in order. Linear in the length of the text.
 */
export function findAttributions(input: RecogniserInput, tags: readonly SourceTag[], credits: readonly Credit[]): Attribution[] {
  const { reading, structure } = input;
  const sources = tags.filter((tag) => tag.kind !== 'url');
  const found: Found[] = [
    ...turnAttributions(input, sources, credits),
    ...narratorAttributions(input, sources, credits),
    ...lectureAttributions(input, sources),
    ...statementsOf(reading.text, structure, sources),
  ];
  return found
    .sort((a, b) => a.start - b.start || a.content.start - b.content.start || b.end - a.end)
    .map(({ start, end, sources: ids, cue, content, by }) => ({
      start,
      end,
      sources: ids,
      cue: cue ? written(reading, cue) : '',
      content,
      ...(by && by.start < by.end && encloses({ start: 0, end: reading.length }, by) ? { by: { start: by.start, end: by.end } } : {}),
    }));
}

/** A stretch in the characters of the document, line breaks inside it left out. */
function written(reading: Reading, span: Span): string {
  const words = reading.written(span);
  // Hardly any has one, and to look for it is far cheaper than a pattern.
  return words.includes('\n') || words.includes('\r') ? words.replace(/\s*[\r\n]\s*/g, '') : words;
}
