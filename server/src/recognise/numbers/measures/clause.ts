import { CodeUnitSet } from '../../codeUnitSet';
import type { NumberTag } from '../../tags';
import { isOneOf } from '../../../text/characters';
import { trieOf } from '../lexicon';
import type { Clause } from './clauses';
import { groupsOf, measureGroup, type Group } from './group';
import { baseOf, isMeasureNoun, isNamed, nameIn } from './name';
import { separatelyNamed } from './row';
import type { Sentence } from './sentence';
import { DATE_SIGN, isCount } from './signs';
import { copyOf, measurementOf, thing, timedTopic, topicOf, type Thing, type Topic } from './thing';
import { isDay, timeOf } from './time';

/** A clause at a time: its numbers, and the thing, the time and the base that it leaves for the clauses after it. */

const OPENING_TIME = new RegExp(`^[^于将定拟与同较比${DATE_SIGN.slice(1)}{0,8}?((?:截至|截止到?|到|自从?|从)?${DATE_SIGN}(?:以来|至今|全年|末|底|初|起)?)`);
const ONLY_ADVERBIAL = new RegExp(`^(?:与|同|和|较|比|相比|对比|以)?[^,]{0,4}${DATE_SIGN}[^,]{0,6}$`);
/** What a bare name of a thing may end with besides: 出口额|最高. */
const FOREMOST = /(?:最高|最低|最大|最小|最多|最少|居首|较高|较低|不高|不低|(?:同比)?(?:增长|增速|上涨|下降|回升|回落|增幅|降幅)(?:较快|较慢|较大|较小|明显加快|加快|放缓|趋缓|最快)|(?:较快|平稳|快速|稳步|稳定|持续|小幅|大幅|明显|显著|恢复性|强劲)(?:增长|回升|上涨|下降|回落))$/;
const ENDS_FOREMOST = CodeUnitSet.of('高低大小多少首快慢长升涨降落缓');
const OPENS_AGAINST = CodeUnitSet.of('与同和较相对以');
const AGAINST = new RegExp(`^(?:与|同|和|较|相比|对比|相较|以)(.{1,20}?)(?:相比较?|相较|比较|为基数|为基期|为基准)?$`);
/** A clause that is no more than a time (2022年前6个月, 近三年来), with signs for numbers. */
const LONGEST_TIME = 10;

/** 按可比价格计算, 扣除价格因素, 分季度看: how figures are reckoned or set out; what is spoken of stays. */
const FRAMING = /^(?:按.{2,12}(?:计算|口径|计)|(?:扣除|剔除).{2,12}(?:因素|影响|后)?|经.{2,10}调整后?|(?:分|从)[^,]{1,8}看|折(?:合|算)?年率|折合年率)$/;
/** What holds now does not hold for the time of the clauses before. */
const now = trieOf(['目前', '截至目前', '截止目前', '截止到目前', '到目前为止', '现时', '现在', '如今', '当前', '截至今日'].map((word) => [word, true]));
const OPENS_FRAMING = CodeUnitSet.of('按扣剔经分从折');

function isFraming(text: string): boolean {
  return text.length <= LONGEST_FRAMING && OPENS_FRAMING.hasAt(text, 0) && FRAMING.test(text);
}

const LONGEST_FRAMING = 18;

/** The time that a clause without numbers opens with; not the day of a report (某局今天公布), unless it is 截至 that day. */
function openingTime(sentence: Sentence, text: string): RegExpExecArray | null {
  const opening = OPENING_TIME.exec(text);
  if (!opening) return null;
  const [, time = ''] = opening;
  return isOneOf(time, 0, '截到至') || text.includes('止') || !isDay(sentence, time) ? opening : null;
}

/** What is known of a sentence so far. */
export interface Found {
  /** All tags, where those that measure something are replaced by the same with what that is. */
  readonly tags: NumberTag[];
  /** What the number before measured. */
  latest: Thing | undefined;
}

/** Measures the numbers of a clause into `found`; what the next clause may go on with. */
export function measureClause(sentence: Sentence, clause: Clause, given: Topic, found: Found): Topic {
  const topic = given.period !== undefined && now.startsAt(clause.text, 0) ? timedTopic(given, undefined, undefined) : given;
  const { text, timed } = clause;
  const alone = timed && text.length > 1 && text.length <= LONGEST_TIME && !clause.aside ? timeOf(sentence, text) : undefined;
  if (alone !== undefined) return timedTopic(topic, alone, alone);
  return clause.counts === 0 ? withoutNumbers(sentence, clause, topic) : withNumbers(sentence, clause, topic, found);
}

/** A clause without quantities and durations: a time, what is compared with, or a thing that is only named. */
function withoutNumbers(sentence: Sentence, { text, timed, aside }: Clause, topic: Topic): Topic {
  if (aside || isFraming(text)) return topic;
  const opening = timed ? openingTime(sentence, text) : null;
  const against = text.length < LONGEST_AGAINST && OPENS_AGAINST.hasAt(text, 0) ? AGAINST.exec(text) : null;
  if (against) return topicOf(topic.things, topic.period, topic.frame, baseOf(sentence, against[1] as string) ?? topic.base, topic.stated);
  const period = opening ? (timeOf(sentence, opening[1] as string) ?? topic.period) : topic.period;
  if (timed && ONLY_ADVERBIAL.test(text)) return timedTopic(topic, period, topic.frame);
  // 甲占乙的比重,由三分之一下降至…: a clause that only names the thing.
  const bare = ENDS_FOREMOST.hasAt(text, text.length - 1) ? text.replace(FOREMOST, '') : text;
  if (!isMeasureNoun(bare)) return topicOf(NONE, period, topic.frame, topic.base, false);
  const name = nameIn(sentence, bare, false);
  if (!isNamed(name.what) || !isMeasureNoun(name.what)) return topicOf(NONE, name.period ?? period, topic.frame, topic.base, false);
  const things = separatelyNamed(name.full, 2)?.map(({ what, of }) => thing(what, of)) ?? [thing(name.what, name.of)];
  return topicOf(things, name.period ?? period, topic.frame, topic.base, true);
}

const LONGEST_AGAINST = 24;
const NONE: readonly Thing[] = [];

function withNumbers(sentence: Sentence, clause: Clause, topic: Topic, found: Found): Topic {
  const { text } = clause;
  let things: Thing[] | undefined;
  let { period } = topic;
  const groups = groupsOf(text);
  for (let index = 0; index < groups.length; index++) {
    const { start, end, size } = groups[index] as Group;
    const next = index + 1 < groups.length ? (groups[index + 1] as Group).start : text.length;
    const result = measureGroup({
      sentence, clause, start, end, size, topic: period === topic.period ? topic : timedTopic(topic, period, topic.frame),
      before: text.slice(0, start), after: text.slice(end, next), latest: found.latest,
    });
    if (result.clausePeriod !== undefined && !clause.aside) period = result.clausePeriod;
    for (let i = start, k = 0; k < result.things.length; i++) {
      const sign = text.charCodeAt(i);
      if (!isCount(sign)) continue;
      const measured = result.things[k++];
      if (!measured) continue;
      const place = sentence.indexOf(sign);
      const tag = found.tags[place] as NumberTag;
      found.latest = measured.change === 'rise' && isNegative(tag) ? fallOf(measured) : measured;
      found.tags[place] = { layer: 'number', start: tag.start, end: tag.end, kind: tag.kind, value: tag.value, measures: measurementOf(found.latest) };
      if (result.carries) (things ??= []).push(withoutRate(measured, topic.things));
    }
  }
  if (clause.aside) return topic;
  return topicOf(things === undefined ? (clause.item ? topic.things : NONE) : goingOn(topic.things, things), period, topic.frame, undefined, false);
}

function fallOf(rise: Thing): Thing {
  const fall = copyOf(rise);
  fall.change = 'fall';
  return fall;
}

/** 产值增长5%,增速比上月加快1个百分点: the clauses after go on with the 产值. */
function withoutRate(measured: Thing, before: readonly Thing[]): Thing {
  if (!measured.what.endsWith('增速') && !measured.what.endsWith('降幅')) return measured;
  return before.find(({ what }) => measured.what.length === what.length + 2 && measured.what.startsWith(what)) ?? measured;
}

/** 增幅为-3% is a fall. */
function isNegative({ value }: NumberTag): boolean {
  return typeof value.num === 'number' && value.num < 0;
}

/** How many things a clause after them may speak of. */
const MOST_THINGS = 4;

/** The things that the next clause may go on with: those of this clause and, before them, of the ones it goes on from itself. */
function goingOn(before: readonly Thing[], things: readonly Thing[]): readonly Thing[] {
  return before.length === 0 && things.length <= MOST_THINGS ? things : [...before, ...things].slice(-MOST_THINGS);
}
