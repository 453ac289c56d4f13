import { CodeUnitSet } from '../../codeUnitSet';
import type { NumberTag } from '../../tags';
import { endsIn, isDigit, isOneOf, standsAt } from '../../../text/characters';
import type { Clause } from './clauses';
import { countedBy, saidOf } from './counted';
import { hasOneOf, hasTime, isMeasureNoun, NAMELESS, nameIn, type Name } from './name';
import { separatelyNamed, type Named } from './row';
import type { Sentence } from './sentence';
import { shareOf, timesOf } from './share';
import { DATE_SIGN, isCount, isQuantity, QUANTITY_SIGN } from './signs';
import { copyOf, named, rateOfGrowth, thing, thingOf, withChange, withComparison, type Thing, type Topic } from './thing';
import { timeOf } from './time';
import { plainPredicate, predicateOf, predicateWith, type Predicate } from './verb';
import { hasAny, HAS_COMPARING, HAS_EACH, HAS_FROM, HAS_TIME, signsIn } from './wordSigns';
import { verbOf } from './words';

/** What the numbers of a clause measure that stand in a row, or one by itself. */

/** Numbers that stand in a row, with only 、 or 和 between them: where in a clause, and how many. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/** 、, 和, 与, 及, 或 and 以及, and nothing else. */
function isAnd(text: string, start: number, end: number): boolean {
  return end - start === 1 ? isOneOf(text, start, '、和与及或') : end - start === 2 && standsAt(text, start, '以及');
}

export function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  const { length } = text;
  let start = 0;
  let end = 0;
  let size = 0;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (!isCount(unit)) continue;
    if (size > 0 && isQuantity(unit) && isAnd(text, end, i)) size++;
    else {
      if (size > 0) groups.push({ start, end, size });
      start = i;
      size = 1;
    }
    end = i + 1;
  }
  if (size > 0) groups.push({ start, end, size });
  return groups;
}

/** A row of numbers in its clause. */
export interface Place extends Group {
  readonly sentence: Sentence;
  readonly clause: Clause;
  readonly topic: Topic;
  readonly before: string;
  readonly after: string;
  /** What the number before measured, in this sentence. */
  readonly latest: Thing | undefined;
}

export interface Result {
  /** What each number of the row measures; empty where none does. */
  readonly things: readonly (Thing | undefined)[];
  /** The period that the clause has stated for itself and what follows. */
  readonly clausePeriod: string | undefined;
  /** A clause without a subject goes on with these. */
  readonly carries: boolean;
}

function result(things: readonly (Thing | undefined)[], carries: boolean, clausePeriod?: string): Result {
  return { things, clausePeriod, carries };
}

/** The same for every number of a row. */
function forEach({ size }: Group, one: Thing | undefined): readonly (Thing | undefined)[] {
  return size === 1 ? [one] : Array.from({ length: size }, () => one);
}

/** A converted amount in brackets is the same thing again: 折合…. */
const CONVERTED = /^(?:折合|约合|合|约|相当于|折)(?:成|为)?/;
/** No pattern for the end of the words before a number reaches further back, in code units. */
const TAIL = 8;
const NOTHING = result([], false);
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

const CHANGES = plainPredicate(verbOf({ kind: 'change' }), 0);
const RISES = verbOf({ kind: 'change', change: 'rise' });
/** What stands before the date of a number is what it is compared with, or how far it reaches. */
const TO_DATE = /(?:比|较|与|同|和|截至|到|在|于)$/;

export function measureGroup(place: Place): Result {
  const { sentence, clause, before, after, topic } = place;
  const sign = clause.text.charCodeAt(place.start);
  const first = sentence.tagOf(sign);
  if (clause.aside && before === CONVERTED.exec(before)?.[0]) return place.latest ? result(forEach(place, place.latest), false) : NOTHING;
  const tail = before.length > TAIL ? before.slice(-TAIL) : before;
  const signs = signsIn(before);
  if (first.kind === 'duration' && timeWords(tail, after)) return NOTHING;
  const last = tail.charCodeAt(tail.length - 1);
  if ((RANKS.has(last) && NOT_COUNTING.test(tail)) || (last === FIRST && countedBy(after, first, false, false) === undefined)) return NOTHING;

  // 由|甲年的三分之一|下降至乙年不足二十分之一
  const mayComeFrom = hasAny(signs, HAS_FROM);
  const from = mayComeFrom && hasOneOf(tail, OPENS_FROM) ? FROM.exec(before) : null;
  if (from && (first.kind !== 'cardinal' || after !== '')) return startOfChange(place, before.slice(0, from.index), from[1]);
  const ownDate = hasAny(signs, HAS_TIME) && hasTime(tail) ? OWN_DATE.exec(before) : null;
  const words = ownDate && ownDate.index > 0 && !TO_DATE.test(before.slice(0, ownDate.index)) ? before.slice(0, ownDate.index) : before;
  const ownPeriod = words === before ? undefined : timeOf(sentence, ownDate?.[1] as string);

  const isLinked = endsIn(words, '的');
  const rated = first.value.per === undefined || words !== before ? -1 : rateAt(words);
  const predicate = withComparison(predicateOf(rated >= 0 ? words.slice(0, rated) : isLinked ? words.replace(PRAISE, '') : words), words);
  const latest = topic.things.at(-1);
  const against = latest && isOneOf(after, 0, '相比') && /^(?:相比|比较|相较)/.test(after) ? BASE_NUMBER.exec(before) : null;
  if (against && latest) {
    const time = against[1] ? timeOf(sentence, against[1]) : undefined;
    return result([thing(latest.what, latest.of, undefined, time)], true);
  }
  const grown = place.latest && isLed(tail) && LED_TO.test(tail) ? place.latest : undefined;
  if (grown?.change !== undefined && grown.reached === undefined) return result(forEach(place, reachedBy(grown)), true);
  const isPart = first.kind === 'percent' || first.kind === 'fraction';
  const share = isPart ? shareOf(place, words, signs) : undefined;
  if (share === 'nothing' && !countedBy(after, first, false, true)) return NOTHING;
  if (share && share !== 'nothing') {
    if (place.size === 1 || !share.what.includes('、')) return finish(place, share, predicate, ownPeriod);
    // 产量、订单量分别占全国的|5%和6%
    const parts = separatelyNamed(share.what, place.size);
    return parts ? inRow(place, parts.map(({ what, of }) => named(what, share.of ?? of, share)), predicate, ownPeriod ?? share.period, topic.period) : NOTHING;
  }
  const times = isPart || first.kind === 'multiple' ? timesOf(place, words, first.kind === 'multiple') : undefined;
  if (times) return finish(place, times, predicate, ownPeriod);

  if (isLinked && (isPart || first.kind === 'multiple')) return NOTHING;

  const fromNumber = mayComeFrom && predicate.verb?.kind === 'change' ? FROM_NUMBER.exec(words.slice(0, predicate.end)) : null;
  if (fromNumber) {
    const start = thingOf(nameIn(sentence, fromNumber[1] as string, true), topic, predicate, first);
    const date = fromNumber[2];
    const base = date ? timeOf(sentence, date) : sentence.written(fromNumber[3] as string);
    return finish(place, start && base ? basedOn(start, base) : start, predicate, ownPeriod);
  }

  const isDoubling = startsWith(sentence, first, '翻');
  const led = isDoubling ? predicateWith(RISES, predicate.end, predicate) : predicate;
  const { verb } = led;
  const subject = words.slice(0, led.end);
  const noun = countedBy(after, first, endsWith(sentence, first, '大'), verb !== undefined || leadsToNoun(subject));
  // Where the noun after the number is what it measures, of the words before it only times and comparisons matter.
  const isPlain = noun !== undefined && (verb === undefined || !isMeasureNoun(subject)) && verb?.kind !== 'compare' && (!hasAny(signs, HAS_TIME) || !hasTime(subject)) && (!hasAny(signs, HAS_COMPARING | HAS_EACH) || !hasOneOf(subject, RELATES));
  const name = isPlain ? NAMELESS : nameIn(sentence, subject, verb?.kind === 'change' || verb?.kind === 'compare', signs);
  const period = ownPeriod ?? name.period;
  if (noun !== undefined && verb?.kind !== 'compare') {
    const isSubjectFirst = verb !== undefined && verb.kind !== 'has' && !name.object && isMeasureNoun(name.what);
    // What is counted holds for the time of its own clause, or that of a clause of its own.
    if (!isSubjectFirst) return inRow(place, forEach(place, counted(place, first, noun, name, led)), led, period, topic.frame);
  }
  // 新材料等|15个: what stands before is some of what is counted.
  if (verb === undefined && endsIn(subject, '等')) return NOTHING;
  if (place.size > 1) {
    if (led.respectively) {
      const separate = separatelyNamed(name.full, place.size) ?? (name.what === '' && topic.things.length >= place.size ? topic.things.slice(-place.size) : undefined);
      if (separate) return inRow(place, separate.map((one) => (isFaster(first, one) ? withChange(rateOfGrowth(one), one.of, led, name, topic) : withChange(one.what, one.of, led, name, topic))), led, period, topic.period);
      // Several things of which it cannot be told what each is called.
      if (subject.includes('、')) return NOTHING;
    }
    const apart = isMeasureNoun(name.what) ? separatelyNamed(name.full, place.size) : undefined;
    if (apart) return inRow(place, apart.map(({ what, of }) => withChange(what, of, led, name, topic)), led, period, topic.period);
  }
  // 定价:60元
  const label = clause.labelled && topic.stated && before === '' && place.size === 1 ? latest : undefined;
  return finish(place, label ?? thingOf(name, topic, led, first), led, period, name.period);
}

/** What has changed as much as was said, as where the change has led to. */
function reachedBy(change: Thing): Thing {
  const reached = copyOf(change);
  reached.reached = true;
  return reached;
}

function basedOn(other: Thing, base: string): Thing {
  const based = copyOf(other);
  based.base = base;
  return based;
}

function startsWith(sentence: Sentence, { start }: NumberTag, char: string): boolean {
  return isOneOf(sentence.text, start, char);
}

function endsWith(sentence: Sentence, { end }: NumberTag, char: string): boolean {
  return isOneOf(sentence.text, end - 1, char);
}

/** Growth that has itself changed by percentage points (增长5%和6%,比上月分别加快1和2个百分点). */
function isFaster({ value }: NumberTag, one: Named | Thing): one is Thing {
  return 'change' in one && one.change !== undefined && one.reached === undefined && value.unit === 'pp';
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

/** The first number of 从…到…. */
function startOfChange(place: Place, words: string, date: string | undefined): Result {
  const { sentence, topic } = place;
  const changing = thingOf(nameIn(sentence, words, true), topic, CHANGES, undefined);
  if (!changing) return NOTHING;
  const period = date ? timeOf(sentence, date) : undefined;
  return result(forEach(place, thing(changing.what, changing.of, undefined, period)), false);
}

/** Whether 至, 到 or 达, or these with 每股 or the like after them, may stand at the end. */
function isLed(tail: string): boolean {
  return isOneOf(tail, tail.length - 1, '至到达') || isOneOf(tail, tail.length - 2, '每');
}

/** Words after which a noun that follows the number is what there is: none, a preposition, a place. */
function leadsToNoun(words: string): boolean {
  return words === '' || isOneOf(words, words.length - 1, '让使由以为') || endsIn(words, '我国') || endsIn(words, '全国') || endsIn(words, '全球');
}

function counted({ sentence, before, after }: Place, { kind }: NumberTag, noun: string, name: Name, { verb, base }: Predicate): Thing {
  const isPart = kind === 'percent' || kind === 'fraction';
  const said = isPart && verb?.kind !== 'share' ? saidOf(after, noun) : undefined;
  if (said !== undefined) return thing(sentence.written(said), sentence.written(noun));
  const of = isPart ? wholeBefore(sentence, before) : undefined;
  if (verb?.kind !== 'change') return thing(sentence.written(noun), of);
  const changed = copyOf(thing(sentence.written(noun), of, name.base ?? base));
  changed.change = verb.change;
  changed.reached = verb.reached;
  return changed;
}

/** 全省|4%的面积. */
function wholeBefore(sentence: Sentence, before: string): string | undefined {
  const found = /(全省|全国|全球|全市|全县|世界|全行业|全社会|全校)的?(?:约|大约)?$/.exec(before);
  return found ? sentence.written(found[1] as string) : undefined;
}

/** One measurement for every number of a row. */
function finish(place: Place, one: Thing | undefined, predicate: Predicate, period: string | undefined, named?: string): Result {
  return inRow(place, forEach(place, one), predicate, period ?? one?.period, place.topic.period, named);
}

/** A value that was reached holds for the end of a span of time. */
function endOf(period: string): string {
  const slash = period.indexOf('/');
  return slash > 0 && isDigit(period.charCodeAt(slash + 1)) ? period.slice(slash + 1) : period;
}

/** `period` is the time that the clause states, `given` the one before it, `named` the one that stands in the name of the thing. */
function inRow({ clause }: Place, things: readonly (Thing | undefined)[], predicate: Predicate, period: string | undefined, given: string | undefined, named?: string): Result {
  const time = unlessClock(period) ?? unlessClock(predicate.period) ?? unlessClock(given);
  const timed = time === undefined ? things : things.map((one) => (one !== undefined && one.period === undefined ? heldFor(one, time) : one));
  return result(timed, things.some((one) => one !== undefined), unlessRecurrent(named) ?? (clause.item ? undefined : unlessRecurrent(period)));
}

function heldFor(one: Thing, time: string): Thing {
  const held = copyOf(one);
  held.period = one.reached ? endOf(time) : time;
  return held;
}

/** Lengths of the clock are no periods. */
function unlessClock(time: string | undefined): string | undefined {
  return time === undefined || standsAt(time, 0, 'PT') ? undefined : time;
}

/** What recurs is no period that goes on. */
function unlessRecurrent(time: string | undefined): string | undefined {
  return time === undefined || isOneOf(time, 0, '每') ? undefined : time;
}
