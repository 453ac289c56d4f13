import { CodeUnitSet } from '../../codeUnitSet';
import type { Measurement, NumberTag } from '../../tags';
import { endsIn, isDigit, isOneOf, standsAt } from '../../../text/characters';
import { countedBy, saidOf } from './counted';
import { hasOneOf, hasTime, isMeasureNoun, NAMELESS, nameIn, type Name } from './name';
import { separatelyNamed } from './row';
import { DATE_SIGN, isDuration, isQuantity, QUANTITY_SIGN, type Clause, type Sentence } from './sentence';
import { shareOf, timesOf } from './share';
import { plain, rateOfGrowth, thingOf, withChange, withComparison, type Topic } from './thing';
import { timeOf } from './time';
import { predicateOf, type Predicate } from './verb';

/** What the numbers of a clause measure that stand in a row, or one by itself. */

/** What is known of a sentence so far: by the place of each tag, and the one found last. */
export interface Found {
  readonly measurements: (Measurement | undefined)[];
  latest: Measurement | undefined;
}

/** Numbers that stand in a row, with only 、 or 和 between them. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly signs: readonly string[];
}

/** 、, 和, 与, 及, 或 and 以及, and nothing else. */
function isAnd(text: string, start: number, end: number): boolean {
  return end - start === 1 ? isOneOf(text, start, '、和与及或') : end - start === 2 && standsAt(text, start, '以及');
}

export function groupsOf(text: string): Group[] {
  const groups: { start: number; end: number; signs: string[] }[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!isQuantity(unit) && !isDuration(unit)) continue;
    const last = groups.at(-1);
    if (last && isQuantity(unit) && isAnd(text, last.end, i)) {
      last.signs.push(text[i] as string);
      last.end = i + 1;
    } else {
      groups.push({ start: i, end: i + 1, signs: [text[i] as string] });
    }
  }
  return groups;
}

/** A row of numbers in its clause. */
export interface Place {
  readonly sentence: Sentence;
  readonly clause: Clause;
  readonly group: Group;
  readonly topic: Topic;
  readonly before: string;
  readonly after: string;
  /** What the number before measured, in this sentence. */
  readonly latest: Measurement | undefined;
}

export interface Result {
  readonly measurements: readonly (Measurement | undefined)[];
  /** The period that the clause has stated for itself and what follows. */
  readonly clausePeriod?: string | undefined;
  /** A clause without a subject goes on with these. */
  readonly carries: boolean;
}

/** A converted amount in brackets is the same thing again: 折合…. */
const CONVERTED = /^(?:折合|约合|合|约|相当于|折)(?:成|为)?/;
/** No pattern for the end of the words before a number reaches further back, in code units. */
const TAIL = 8;
const NOTHING: Result = { measurements: [], carries: false };
/** Numbers of rank and of repetition: 前30名, 每60年, 排名12. */
const RANKS = CodeUnitSet.of('每第名居列在号码');
const FIRST = '前'.charCodeAt(0);
const NOT_COUNTING = /(?:每|第|排名|位居|位列|名列|排在|高居|编号|代码|平均每)$/;
const OPENS_FROM = CodeUnitSet.of('从由自');
const RELATES = CodeUnitSet.of('比较每');
const OWN_DATE = new RegExp(`(${DATE_SIGN})(?:全年|年度|度|末|底)?的?$`);
const FROM = new RegExp(`(?:从|由|(?<!来)自)(?:(${DATE_SIGN})(?:同期|全年|年度|度|末|底|初)?的?)?$`);
const FROM_NUMBER = new RegExp(`^(.*?)(?:从|由|(?<!来)自)(?:(${DATE_SIGN})(?:同期|全年|年度|度|末|底|初)?的?)?(${QUANTITY_SIGN}|[\\ue400-\\ue7ff])(?:左右|的水平)?$`);
/** 高达|创纪录的|5亿元: praise between verb and number. */
const PRAISE = /(?:创纪录|创历史新高|创新高|惊人|历史性|可观)的$/;
const BASE_NUMBER = new RegExp(`(?:与|同|和|较|比|跟)(?:(${DATE_SIGN})(?:同期)?的?)?$`);
/** 上涨5%至|每股3元: where the change has led. */
const LED_TO = new RegExp(`${QUANTITY_SIGN}[,]?(?:至|到|达到|达)(?:每.)?$`);

export function measureGroup(place: Place): Result {
  const { sentence, clause, group, before, after, topic } = place;
  const first = sentence.tagOf(group.signs[0] as string);
  if (!first) return NOTHING;
  if (clause.aside && before === before.match(CONVERTED)?.[0]) {
    const last = place.latest;
    return last ? { measurements: group.signs.map(() => last), carries: false } : NOTHING;
  }
  const tail = before.slice(-TAIL);
  if (first.kind === 'duration' && timeWords(tail, after)) return NOTHING;
  const last = tail.charCodeAt(tail.length - 1);
  if ((RANKS.has(last) && NOT_COUNTING.test(tail)) || (last === FIRST && countedBy(after, first, false, false) === undefined)) return NOTHING;

  // 由|甲年的三分之一|下降至乙年不足二十分之一
  const from = hasOneOf(tail, OPENS_FROM) ? FROM.exec(before) : null;
  if (from && (first.kind !== 'cardinal' || after !== '')) return startOfChange(place, before.slice(0, from.index), from[1]);
  const ownDate = hasTime(tail) ? OWN_DATE.exec(before) : null;
  const words = ownDate && ownDate.index > 0 && !/(?:比|较|与|同|和|截至|到|在|于)$/.test(before.slice(0, ownDate.index)) ? before.slice(0, ownDate.index) : before;
  const ownPeriod = words === before ? undefined : timeOf(sentence, ownDate?.[1] as string);

  const isLinked = endsIn(words, '的');
  const rated = first.value.per === undefined || words !== before ? -1 : rateAt(words);
  const predicate = withComparison(predicateOf(rated >= 0 ? words.slice(0, rated) : isLinked ? words.replace(PRAISE, '') : words), words);
  const latest = topic.things.at(-1);
  const against = latest && isOneOf(after, 0, '相比') && /^(?:相比|比较|相较)/.test(after) ? BASE_NUMBER.exec(before) : null;
  if (against && latest) {
    const time = against[1] ? timeOf(sentence, against[1]) : undefined;
    return { measurements: [plain({ what: latest.what, of: latest.of, period: time })], carries: true };
  }
  const grown = place.latest && isLed(tail) && LED_TO.test(tail) ? place.latest : undefined;
  if (grown?.change !== undefined && grown.reached === undefined) {
    return { measurements: group.signs.map(() => plain({ ...grown, reached: true })), carries: true };
  }
  const share = first.kind === 'percent' || first.kind === 'fraction' ? shareOf(place, words) : undefined;
  if (share === 'nothing' && !countedBy(after, first, false, true)) return NOTHING;
  if (share && share !== 'nothing') {
    if (group.signs.length === 1 || !share.what.includes('、')) return finish(place, share, predicate, ownPeriod);
    // 产量、订单量分别占全国的|5%和6%
    const parts = separatelyNamed(share.what, group.signs.length);
    return parts ? inRow(place, parts.map(({ what, of }) => plain({ ...share, what, of: share.of ?? of })), predicate, ownPeriod ?? share.period) : NOTHING;
  }
  const times = first.kind === 'multiple' || first.kind === 'fraction' || first.kind === 'percent' ? timesOf(place, words, first.kind === 'multiple') : undefined;
  if (times) return finish(place, times, predicate, ownPeriod);

  if (isLinked && (first.kind === 'multiple' || first.kind === 'fraction' || first.kind === 'percent')) return NOTHING;

  const fromNumber = predicate.verb?.kind === 'change' && hasOneOf(words, OPENS_FROM) ? FROM_NUMBER.exec(words.slice(0, predicate.end)) : null;
  if (fromNumber) {
    const name = nameIn(sentence, fromNumber[1] as string, true);
    const thing = thingOf(name, topic, predicate, first);
    const date = fromNumber[2];
    const base = date ? timeOf(sentence, date) : sentence.written(fromNumber[3] as string);
    return finish(place, thing ? { ...thing, ...(base ? { base } : {}) } : undefined, predicate, ownPeriod);
  }

  const written = sentence.written(group.signs[0] as string);
  const led: Predicate = isOneOf(written, 0, '翻') ? { ...predicate, verb: { kind: 'change', change: 'rise' } } : predicate;
  const noun = countedBy(after, first, endsIn(written, '大'), led.verb !== undefined || leadsToNoun(words.slice(0, led.end)));
  // Where the noun after the number is what it measures, of the words before it only times and comparisons matter.
  const subject = words.slice(0, led.end);
  const isPlain = noun !== undefined && (led.verb === undefined || !isMeasureNoun(subject)) && led.verb?.kind !== 'compare' && !hasTime(subject) && !hasOneOf(subject, RELATES);
  const name = isPlain ? NAMELESS : nameIn(sentence, subject, led.verb?.kind === 'change' || led.verb?.kind === 'compare');
  const subjectFirst = isMeasureNoun(name.what) && led.verb !== undefined && led.verb.kind !== 'has' && !name.object;
  if (noun !== undefined && !subjectFirst && led.verb?.kind !== 'compare') return finish(framed(place), counted(place, first, noun, name, led), led, ownPeriod ?? name.period);
  // 新材料等|15个: what stands before is some of what is counted.
  if (led.verb === undefined && endsIn(subject, '等')) return NOTHING;
  if (led.respectively && group.signs.length > 1) {
    const separate = separatelyNamed(name.full ?? name.what, group.signs.length) ?? (name.what === '' && topic.things.length >= group.signs.length ? topic.things.slice(-group.signs.length) : undefined);
    if (separate) {
      const things = separate.map((thing) => withChange(isFaster(first, thing) ? { what: rateOfGrowth(thing), of: thing.of } : thing, led, name, topic));
      return inRow(place, things, led, ownPeriod ?? name.period);
    }
    // Several things of which it cannot be told what each is called.
    if (subject.includes('、')) return NOTHING;
  }
  const apart = group.signs.length > 1 && isMeasureNoun(name.what) ? separatelyNamed(name.full ?? name.what, group.signs.length) : undefined;
  if (apart) return inRow(place, apart.map((thing) => withChange(thing, led, name, topic)), led, ownPeriod ?? name.period);
  // 定价:60元
  const label = clause.labelled && topic.stated && before === '' && group.signs.length === 1 ? topic.things.at(-1) : undefined;
  const thing = label ?? thingOf(name, topic, led, first);
  return finish(place, thing, led, ownPeriod ?? name.period, name.period);
}

/** Growth that has itself changed by percentage points (增长5%和6%,比上月分别加快1和2个百分点). */
function isFaster({ value }: NumberTag, thing: { readonly what: string } & Partial<Measurement>): thing is Measurement {
  return value.unit === 'pp' && thing.change !== undefined && thing.reached === undefined;
}

/** A duration that says when or for how long, and measures nothing: 近三年来, 未来30年, 10分钟后. */
function timeWords(before: string, after: string): boolean {
  if (ENDS_TIME_BEFORE.has(before.charCodeAt(before.length - 1)) && /(?:近|过去|过去的|未来|最近|今后|前|后|这|那|头|连续|每|历经|经过|时隔|之后|随后|另一|用|花|训练|坚持)$/.test(before)) return true;
  return OPENS_TIME_AFTER.has(after.charCodeAt(0)) && /^(?:来|以来|后|前|间|内|里|之后|之前|之内|之间|中|期间|如一日|一遇|一度|时间)/.test(after);
}

const ENDS_TIME_BEFORE = CodeUnitSet.of('近去的来后前这那头续每经过隔一用花练持');
const OPENS_TIME_AFTER = CodeUnitSet.of('来以后前间内里之中期如一度时');
const LONGEST_RATE = 5;

/** Where the 每公斤 at the end of 批发价每公斤 begins: what a price is for is no part of its name; -1 when there is none. */
function rateAt(words: string): number {
  const at = words.lastIndexOf('每');
  // 每月, 每天: the time that a rate is for is a period.
  return at >= 0 && words.length - at <= LONGEST_RATE && words.length - at > 1 && !isOneOf(words, at + 1, '年月周日天季小时个') ? at : -1;
}

const CHANGES: Predicate = { verb: { kind: 'change' }, end: 0, base: undefined, period: undefined, respectively: false };

/** The first number of 从…到…. */
function startOfChange(place: Place, words: string, date: string | undefined): Result {
  const { sentence, topic } = place;
  const name = nameIn(sentence, words, true);
  const thing = thingOf(name, topic, CHANGES, undefined);
  if (!thing) return { measurements: [], carries: false };
  const period = date ? timeOf(sentence, date) : undefined;
  const { what, of } = thing;
  return { measurements: place.group.signs.map(() => plain({ what, of, period })), carries: false };
}

/** Whether 至, 到 or 达, or these with 每股 or the like after them, may stand at the end. */
function isLed(tail: string): boolean {
  return isOneOf(tail, tail.length - 1, '至到达') || isOneOf(tail, tail.length - 2, '每');
}

/** Words after which a noun that follows the number is what there is: none, a preposition, a place. */
function leadsToNoun(words: string): boolean {
  return words === '' || isOneOf(words, words.length - 1, '让使由以为') || endsIn(words, '我国') || endsIn(words, '全国') || endsIn(words, '全球');
}

function counted({ sentence, before, after }: Place, { kind }: NumberTag, noun: string, name: Name, { verb, base }: Predicate): Measurement {
  const of = kind === 'percent' || kind === 'fraction' ? wholeBefore(sentence, before) : undefined;
  const said = (kind === 'percent' || kind === 'fraction') && verb?.kind !== 'share' ? saidOf(after, noun) : undefined;
  if (said !== undefined) return plain({ what: sentence.written(said), of: sentence.written(noun) });
  return plain({
    what: sentence.written(noun),
    of,
    change: verb?.kind === 'change' ? verb.change : undefined,
    reached: verb?.kind === 'change' ? verb.reached : undefined,
    base: verb?.kind === 'change' ? (name.base ?? base) : undefined,
  });
}

/** What is counted holds for the time of its own clause, or that of a clause of its own. */
function framed(place: Place): Place {
  return { ...place, topic: { ...place.topic, period: place.topic.frame } };
}

/** 全省|4%的面积. */
function wholeBefore(sentence: Sentence, before: string): string | undefined {
  const found = /(全省|全国|全球|全市|全县|世界|全行业|全社会|全校)的?(?:约|大约)?$/.exec(before);
  return found ? sentence.written(found[1] as string) : undefined;
}

/** One measurement for every number of a row. */
function finish(place: Place, thing: Measurement | undefined, predicate: Predicate, period: string | undefined, named?: string): Result {
  return inRow(place, place.group.signs.map(() => thing), predicate, period ?? thing?.period, named);
}

/** A value that was reached holds for the end of a span of time. */
function endOf(period: string): string {
  const slash = period.indexOf('/');
  return slash > 0 && isDigit(period.charCodeAt(slash + 1)) ? period.slice(slash + 1) : period;
}

function inRow({ topic, clause }: Place, things: readonly (Measurement | undefined)[], predicate: Predicate, period: string | undefined, named?: string): Result {
  const time = notBeginning('PT', period, predicate.period, topic.period);
  return {
    measurements: things.map((thing) => (thing && thing.period === undefined && time !== undefined ? plain({ what: thing.what, of: thing.of, change: thing.change, reached: thing.reached, base: thing.base, period: thing.reached ? endOf(time) : time }) : thing)),
    clausePeriod: notBeginning('每', named, clause.item ? undefined : period),
    carries: things.some((thing) => thing !== undefined),
  };
}

/** The first of the times stated that does not begin with a word: neither lengths of the clock nor what recurs is a period. */
function notBeginning(word: string, ...times: readonly (string | undefined)[]): string | undefined {
  for (const time of times) if (time !== undefined && !standsAt(time, 0, word)) return time;
  return undefined;
}
