import type { Measurement, NumberTag } from '../../tags';
import { isBreak, isSpace } from '../../../text/characters';
import { trieOf } from '../lexicon';
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
  let before: { readonly end: number; readonly topic: Topic } | undefined;
  for (const { sentence, first, start, end } of sentencesOf(text, tags)) {
    const goesOn = before !== undefined && setsOut.startsAt(text, start) && isNext(text, before.end, start);
    const { measurements, topic } = measurementsIn(sentence, goesOn && before ? before.topic : NO_TOPIC);
    before = { end, topic };
    for (let i = 0; i < measurements.length; i++) {
      const measures = measurements[i];
      const tag = sentence.tags[i];
      if (measures && tag) measured[first + i] = { layer: 'number', start: tag.start, end: tag.end, kind: tag.kind, value: tag.value, measures };
    }
  }
  return measured;
}

/** Whether a sentence follows straight on another, in the same paragraph or the next. */
function isNext(text: string, end: number, start: number): boolean {
  if (text[end] !== '。') return false;
  for (let i = end + 1; i < start; i++) if (!isSpace(text.charCodeAt(i)) && !isBreak(text.charCodeAt(i))) return false;
  return start - end <= LONGEST_BREAK;
}

const LONGEST_BREAK = 6;

/** Words with which a sentence sets out what the sentence before has given: 分季度看, 一季度同比增长…. */
const setsOut = trieOf(['分季度看', '分季度来看', '分月看', '分月份看', '分季看', '分年度看', '从环比看', '从同比看'].map((word) => [word, true]));

/** What each tag of the sentence measures. */
function measurementsIn(sentence: Sentence, given: Topic): { readonly measurements: readonly (Measurement | undefined)[]; readonly topic: Topic } {
  const found: Found = { measurements: sentence.tags.map(() => undefined), latest: undefined };
  let topic: Topic = { ...given, period: undefined, frame: undefined, base: undefined };
  for (const clause of sentence.clauses) topic = measureClause(sentence, clause, topic, found);
  return { measurements: found.measurements, topic };
}
