import { isOneOf } from '../../../text/characters';
import type { Measurement, NumberTag } from '../../tags';
import { isCountNoun, isMeasureNoun, isNamed, isPlace, type Name } from './name';
import { predicateWith, type Predicate } from './verb';
import { lengthsOfTime, nounsOfChange, type Change } from './words';

/** What is measured, from the name that stands before the verb, the verb, and what the clauses before have said. */

// All things have one shape, and so have topics: clauses ask very many of them. One is made with all its fields, or is a copy of another
// with some changed.

/** What a number measures, while its sentence is read: a {@link Measurement} with the fields, too, that it does not have. */
export type Thing = { readonly [K in keyof Required<Measurement>]: K extends 'what' ? Measurement[K] : Measurement[K] | undefined };

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** A thing of which no change is told; an owner without a name is none. */
export function thing(what: string, of: string | undefined, base?: string, period?: string): Thing {
  return { what, of: of === '' ? undefined : of, change: undefined, reached: undefined, base, period };
}

/** A copy, to be changed before anybody else has it. */
export function copyOf({ what, of, change, reached, base, period }: Thing): Draft<Thing> {
  return { what, of, change, reached, base, period };
}

/** The same with another name and owner. */
export function named(what: string, of: string | undefined, other: Thing): Thing {
  const copy = copyOf(other);
  copy.what = what;
  copy.of = of === '' ? undefined : of;
  return copy;
}

/** What is told of it in the end, without the fields that it does not have. */
export function measurementOf({ what, of, change, reached, base, period }: Thing): Measurement {
  const measurement: Draft<Measurement> = { what };
  if (of !== undefined) measurement.of = of;
  if (change !== undefined) measurement.change = change;
  if (reached !== undefined) measurement.reached = reached;
  if (base !== undefined) measurement.base = base;
  if (period !== undefined) measurement.period = period;
  return measurement;
}

/** What the clauses before have said. */
export interface Topic {
  /** What the numbers of the last clauses measured, the latest last; empty after a clause with a subject of its own. */
  readonly things: readonly Thing[];
  readonly period: string | undefined;
  /** The period where a clause of its own states it (2016年，…): it holds for what is counted too. */
  readonly frame: string | undefined;
  readonly base: string | undefined;
  /** The clause before only names the thing, which a verb without a subject goes on with (出口额最高，为…). */
  readonly stated: boolean;
}

export function topicOf(things: readonly Thing[], period: string | undefined, frame: string | undefined, base: string | undefined, stated: boolean): Topic {
  return { things, period, frame, base, stated };
}

/** The same topic with other times. */
export function timedTopic({ things, base, stated }: Topic, period: string | undefined, frame: string | undefined): Topic {
  return topicOf(things, period, frame, base, stated);
}

export const NO_TOPIC = topicOf([], undefined, undefined, undefined, false);

/** What a subject before a verb of quantity names, or what the clause before has named. */
export function thingOf(name: Name, topic: Topic, predicate: Predicate, tag: NumberTag | undefined): Thing | undefined {
  const { verb } = predicate;
  if (name.what === '' && (!name.among || (name.period !== undefined && predicate.verb?.kind === 'change'))) {
    const last = topic.things.at(-1);
    if (!last || name.cut) return undefined;
    if (!verb) return name.base === undefined || tag?.kind === 'duration' ? undefined : thing(tag?.value.unit === 'pp' ? rateOfGrowth(last) : last.what, last.of, name.base);
    const base = name.base ?? predicate.base ?? topic.base;
    if (verb.kind === 'compare' && (base === undefined || (verb.speed && !isSpeed(last.what)))) return undefined;
    if (verb.kind === 'change' && tag?.value.unit === 'pp' && last.change !== undefined && last.reached === undefined) return withChange(rateOfGrowth(last), last.of, predicate, name, topic);
    if (verb.kind === 'change' || verb.kind === 'compare') return withChange(last.what, last.of, predicate, name, topic);
    if (verb.kind === 'is' && topic.stated) return withChange(last.what, last.of, predicate, name, topic);
    return undefined;
  }
  if (!isNamed(name.what)) return undefined;
  // …东部地区平均得分为62,西部地区为48: the same thing of another place.
  const last = topic.things.at(-1);
  if (last?.of !== undefined && (verb?.kind === 'is' || verb?.kind === 'change') && isPlace(name.what) && isPlace(last.of)) return withChange(last.what, name.what, predicate, name, topic);
  const isMeasure = isMeasureNoun(name.what);
  if (!accepts(name, predicate, tag, isMeasure)) return undefined;
  // 投资较快增长,增速达到6%: a bare rate of change is that of what was named last.
  if (last !== undefined && name.of === undefined && RATES_OF_CHANGE.has(name.what)) {
    const rate = name.what.slice(-2);
    return withChange(last.what.endsWith(rate) ? last.what : last.what + rate, last.of, predicate, name, topic);
  }
  // 甲产业产值增长5%,占全省产值比重提高…: the part is what the clause before has named.
  const what = isMeasure && last !== undefined && isOneOf(name.what, 0, '占') ? last.what + name.what : name.what;
  return withChange(what, name.of, predicate, name, topic);
}

function accepts(name: Name, { verb, base }: Predicate, tag: NumberTag | undefined, isMeasure: boolean): boolean {
  if (verb === undefined) {
    // 覆盖企业30家: a thing counted stands before its number as the object of a verb only.
    if (tag?.kind === 'duration') return isLengthOfTime(name.what);
    return isMeasure || (isCounting(tag) && !KINDS.has(tag?.value.unit ?? '') && (name.object === true || isCountNoun(name.what)) && !name.cut && !name.what.startsWith('“'));
  }
  switch (verb.kind) {
    case 'change':
      if (isMeasure || isCountNoun(name.what)) return true;
      if (verb.careful && base === undefined) return false;
      return !isPlace(name.what) && !name.cut;
    case 'compare':
      return name.base !== undefined && (isMeasure || isCountNoun(name.what) || !isPlace(name.what));
    case 'is':
    case 'has':
    case 'share':
      if (tag?.kind === 'duration') return isLengthOfTime(name.what) || (verb.kind === 'is' && isMeasure);
      if (isMeasure) return true;
      if (verb.careful || name.cut || !isCountNoun(name.what)) return false;
      return isCounting(tag) || (verb.kind !== 'is' && (tag?.kind === 'percent' || tag?.kind === 'fraction'));
  }
}

/** 销售额增长5%,比上月加快1个百分点: what has changed by percentage points is how fast it grew. */
export function rateOfGrowth({ what, change }: Pick<Thing, 'what' | 'change'>): string {
  return nounsOfChange.of(what) !== undefined || /[率速幅]$|比重$|比例$|占比$|份额$/.test(what) ? what : what + (change === 'fall' ? '降幅' : '增速');
}

function isSpeed(what: string): boolean {
  return what.includes('速') || what.endsWith('时间') || what.endsWith('效率') || what.endsWith('进度');
}

const RATES_OF_CHANGE: ReadonlySet<string> = new Set(['增速', '增幅', '涨幅', '降幅', '跌幅', '升幅'].flatMap((rate) => [rate, `同比${rate}`, `环比${rate}`, `累计${rate}`, `平均${rate}`, `年均${rate}`]));

/** Units that tell kinds and sides of what is spoken of rather than things. */
const KINDS: ReadonlySet<string> = new Set(['方面', '种', '类', '点', '次', '层', '步', '岁']);

/** A number of things: with a classifier, or large. */
function isCounting(tag: NumberTag | undefined): boolean {
  return tag?.kind === 'cardinal' && (tag.value.unit !== undefined || Number(tag.value.num ?? tag.value.lo ?? tag.value.hi) >= 1000);
}

function isLengthOfTime(what: string): boolean {
  return lengthsOfTime.of(what) !== undefined;
}

/** 长, 大 and the like are verbs of quantity only after a comparison: 时长|2小时 has none. */
export function withComparison(predicate: Predicate, words: string): Predicate {
  if (predicate.verb?.kind !== 'compare' || /[比较于]|[与同和跟].+相差/.test(words)) return predicate;
  return predicateWith(undefined, words.length, predicate);
}

/** The thing of a name and an owner with change and base by the verb. */
export function withChange(what: string, of: string | undefined, { verb, base }: Predicate, name: Name, topic: Topic): Thing {
  const change: Change | undefined = verb?.kind === 'change' ? verb.change : verb?.kind === 'compare' ? undefined : (name.change ?? (name.base === undefined || DATE.test(name.base) ? nounsOfChange.of(what) : undefined));
  const isCompared = change !== undefined || verb?.kind === 'compare';
  const changed = copyOf(thing(what, of, name.base ?? base ?? (isCompared && verb !== undefined ? topic.base : undefined)));
  changed.change = change;
  changed.reached = verb?.reached;
  return changed;
}

/** A base that is a date. */
const DATE = /^[\dX]/;
