import type { Measurement, NumberTag } from '../../tags';
import { isOneOf } from '../../../text/characters';
import { trieOf } from '../lexicon';
import { groupsOf, measureGroup, type Found, type Group } from './group';
import { baseOf, isMeasureNoun, isNamed, nameIn } from './name';
import { separatelyNamed } from './row';
import { DATE_SIGN, type Clause, type Sentence } from './sentence';
import { plain, type Topic } from './thing';
import { isDay, timeOf } from './time';

/** A clause at a time: its numbers, and the thing, the time and the base that it leaves for the clauses after it. */

const OPENING_TIME = new RegExp(`^[^于将定拟与同较比${DATE_SIGN.slice(1)}{0,8}?((?:截至|截止到?|到|自从?|从)?${DATE_SIGN}(?:以来|至今|全年|末|底|初|起)?)`);
const ONLY_ADVERBIAL = new RegExp(`^(?:与|同|和|较|比|相比|对比|以)?[^,]{0,4}${DATE_SIGN}[^,]{0,6}$`);
/** What a bare name of a thing may end with besides: 出口额|最高. */
const FOREMOST = /(?:最高|最低|最大|最小|最多|最少|居首|较高|较低|不高|不低|(?:同比)?(?:增长|增速|上涨|下降|回升|回落|增幅|降幅)(?:较快|较慢|较大|较小|明显加快|加快|放缓|趋缓|最快)|(?:较快|平稳|快速|稳步|稳定|持续|小幅|大幅|明显|显著|恢复性|强劲)(?:增长|回升|上涨|下降|回落))$/;
const OPENS_AGAINST = '与同和较相对以';
const AGAINST = new RegExp(`^(?:与|同|和|较|相比|对比|相较|以)(.{1,20}?)(?:相比较?|相较|比较|为基数|为基期|为基准)?$`);
/** A clause that is no more than a time (2022年前6个月, 近三年来), with signs for numbers. */
const LONGEST_TIME = 10;

/** 按可比价格计算, 扣除价格因素, 分季度看: how figures are reckoned or set out; what is spoken of stays. */
const FRAMING = /^(?:按.{2,12}(?:计算|口径|计)|(?:扣除|剔除).{2,12}(?:因素|影响|后)?|经.{2,10}调整后?|(?:分|从)[^,]{1,8}看|折(?:合|算)?年率|折合年率)$/;
/** What holds now does not hold for the time of the clauses before. */
const now = trieOf(['目前', '截至目前', '截止目前', '截止到目前', '到目前为止', '现时', '现在', '如今', '当前', '截至今日'].map((word) => [word, true]));
const OPENS_FRAMING = '按扣剔经分从折';

function isFraming(text: string): boolean {
  return text.length <= LONGEST_FRAMING && isOneOf(text, 0, OPENS_FRAMING) && FRAMING.test(text);
}

const LONGEST_FRAMING = 18;

/** The time that a clause without numbers opens with; not the day of a report (某局今天公布), unless it is 截至 that day. */
function openingTime(sentence: Sentence, text: string): RegExpExecArray | null {
  const opening = OPENING_TIME.exec(text);
  if (!opening) return null;
  const [, time = ''] = opening;
  return /^[截到至]/.test(time) || /(?:为止|止)/.test(text) || !isDay(sentence, time) ? opening : null;
}

/** Measures the numbers of a clause into `found`; what the next clause may go on with. */
export function measureClause(sentence: Sentence, clause: Clause, given: Topic, found: Found): Topic {
  const topic = given.period !== undefined && now.startsAt(clause.text, 0) ? { ...given, period: undefined, frame: undefined } : given;
  const { text, timed } = clause;
  const alone = timed && text.length > 1 && text.length <= LONGEST_TIME && !clause.aside ? timeOf(sentence, text) : undefined;
  if (alone !== undefined) return { ...topic, period: alone, frame: alone };
  if (clause.counts === 0) {
    if (clause.aside) return topic;
    if (isFraming(text)) return topic;
    const opening = timed ? openingTime(sentence, text) : null;
    const against = text.length < 24 && isOneOf(text, 0, OPENS_AGAINST) ? AGAINST.exec(text) : null;
    if (against) return { ...topic, base: baseOf(sentence, against[1] as string) ?? topic.base };
    const period = opening ? (timeOf(sentence, opening[1] as string) ?? topic.period) : topic.period;
    if (timed && ONLY_ADVERBIAL.test(text)) return { ...topic, period };
    // 甲占乙的比重,由三分之一下降至…: a clause that only names the thing.
    const bare = isOneOf(text, text.length - 1, '高低大小多少首快慢长升涨降落缓') ? text.replace(FOREMOST, '') : text;
    if (!isMeasureNoun(bare)) return { things: [], period, frame: topic.frame, base: topic.base, stated: false };
    const name = nameIn(sentence, bare, false);
    const isThing = isNamed(name.what) && isMeasureNoun(name.what);
    return { things: isThing ? (separatelyNamed(name.full, 2) ?? [{ what: name.what, of: name.of }]).map(plain) : [], period: name.period ?? period, frame: topic.frame, base: topic.base, stated: isThing };
  }
  const things: Measurement[] = [];
  let period = topic.period;
  const groups = groupsOf(text);
  for (let index = 0; index < groups.length; index++) {
    const group = groups[index] as Group;
    const result = measureGroup({
      sentence, clause, group, topic: period === topic.period ? topic : { ...topic, period },
      before: text.slice(0, group.start), after: text.slice(group.end, groups[index + 1]?.start ?? text.length),
      latest: found.latest,
    });
    if (result.clausePeriod !== undefined && !clause.aside) period = result.clausePeriod;
    for (let k = 0; k < group.signs.length; k++) {
      const sign = group.signs[k] as string;
      const tag = sentence.tagOf(sign);
      const measurement = result.measurements[k];
      if (!tag || !measurement) continue;
      found.latest = isNegative(tag) && measurement.change === 'rise' ? { ...measurement, change: 'fall' } : measurement;
      found.measurements[sentence.indexOf(sign)] = found.latest;
      if (result.carries) things.push(withoutRate(measurement, topic.things));
    }
  }
  if (clause.aside) return topic;
  return { things: goingOn(topic, clause, things), period, frame: topic.frame, base: undefined, stated: false };
}

/** 产值增长5%,增速比上月加快1个百分点: the clauses after go on with the 产值. */
function withoutRate(thing: Measurement, before: readonly Measurement[]): Measurement {
  return before.find(({ what }) => thing.what.length === what.length + 2 && thing.what.startsWith(what) && (thing.what.endsWith('增速') || thing.what.endsWith('降幅'))) ?? thing;
}

/** 增幅为-3% is a fall. */
function isNegative({ value }: NumberTag): boolean {
  return typeof value.num === 'number' && value.num < 0;
}

/** How many things a clause after them may speak of. */
const MOST_THINGS = 4;

/** The things that the next clause may go on with: those of this clause and, before them, of the ones it goes on from itself. */
function goingOn(topic: Topic, clause: Clause, things: readonly Measurement[]): readonly Measurement[] {
  if (things.length === 0) return clause.item ? topic.things : [];
  return topic.things.length === 0 && things.length <= MOST_THINGS ? things : [...topic.things, ...things].slice(-MOST_THINGS);
}
