import type { Measurement, NumberTag } from '../../tags';
import { measureClause } from './clause';
import type { Found } from './group';
import { sentencesOf, type Sentence } from './sentence';
import { NO_TOPIC, type Topic } from './thing';

/**
 * Adds to each quantity and duration what it measures, where its clause says so; dates, times and ordinals stay as they are.
 * `text` is a folded reading and `tags` all number tags of it, sorted; the dates that they have are those of periods and bases.
 * Linear: sentences are read in bounded stretches.
 */
export function withMeasures(text: string, tags: readonly NumberTag[]): NumberTag[] {
  const measured = tags.slice();
  for (const { sentence, first } of sentencesOf(text, tags)) {
    const measurements = measurementsIn(sentence);
    for (let i = 0; i < measurements.length; i++) {
      const measures = measurements[i];
      const tag = sentence.tags[i];
      if (measures && tag) measured[first + i] = { layer: 'number', start: tag.start, end: tag.end, kind: tag.kind, value: tag.value, measures };
    }
  }
  return measured;
}

/** What each tag of the sentence measures. */
function measurementsIn(sentence: Sentence): readonly (Measurement | undefined)[] {
  const found: Found = { measurements: sentence.tags.map(() => undefined), latest: undefined };
  let topic: Topic = NO_TOPIC;
  for (const clause of sentence.clauses) topic = measureClause(sentence, clause, topic, found);
  return found.measurements;
}
