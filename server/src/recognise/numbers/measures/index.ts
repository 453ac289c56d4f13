import type { NumberTag } from '../../tags';
import { isBreak, isSpace } from '../../../text/characters';
import { trieOf } from '../lexicon';
import { measureClause, type Found } from './clause';
import { sentencesOf } from './sentence';
import { NO_TOPIC, topicOf } from './thing';

/**
 * Adds to each quantity and duration what it measures, where its clause says so; dates, times and ordinals stay as they are.
 * `text` is a folded reading and `tags` all number tags of it, sorted; the dates that they have are those of periods and bases.
 * Linear: sentences are read in bounded stretches.
 */
export function withMeasures(text: string, tags: readonly NumberTag[]): NumberTag[] {
  const measured = tags.slice();
  let topic = NO_TOPIC;
  let end = text.length;
  for (const sentence of sentencesOf(text, tags)) {
    const given = setsOut.startsAt(text, sentence.start) && isNext(text, end, sentence.start) ? topic : NO_TOPIC;
    const found: Found = { tags: measured, latest: undefined };
    topic = topicOf(given.things, undefined, undefined, undefined, given.stated);
    for (const clause of sentence.clauses) topic = measureClause(sentence, clause, topic, found);
    end = sentence.end;
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
