import type { Measurement, NumberTag } from '../../tags';
import { countedBy, saidOf } from './counted';
import { baseOf, isCountNoun, hasTime, NAMELESS, isNamed, isMeasureNoun, isPlace, isWhole, nameIn, type Name } from './name';
import { separatelyNamed } from './row';
import { DATE_SIGN, QUANTITY_SIGN, isDuration, isQuantity, sentencesOf, type Clause, type Sentence } from './sentence';
import { timeOf } from './time';
import { predicateOf, type Predicate } from './verb';
import { lengthsOfTime, nounsOfChange, type Change } from './words';

/**
 * Adds to each quantity and duration what it measures, where its clause says so; dates, times and ordinals stay as they are.
 * `text` is a folded reading and `tags` all number tags of it, sorted; the dates that they have are those of periods and bases.
 * Linear: sentences are read in bounded stretches.
 */
export function withMeasures(text: string, tags: readonly NumberTag[]): NumberTag[] {
  const measured = tags.slice();
  for (const { sentence, tags: inside, first } of sentencesOf(text, tags)) {
    for (const [tag, measures] of measurementsIn(sentence)) {
      measured[first + inside.indexOf(tag)] = { layer: 'number', start: tag.start, end: tag.end, kind: tag.kind, value: tag.value, measures };
    }
  }
  return measured;
}

/** What the clauses before have said. */
interface Topic {
  /** What the numbers of the last clauses measured, the latest last; empty after a clause with a subject of its own. */
  readonly things: readonly Measurement[];
  readonly period: string | undefined;
  /** The period where a clause of its own states it (2016年，…): it holds for what is counted too. */
  readonly frame: string | undefined;
  readonly base: string | undefined;
  /** The clause before only names the thing, which a verb without a subject goes on with (出口额最高，为…). */
  readonly stated: boolean;
}

function measurementsIn(sentence: Sentence): Map<NumberTag, Measurement> {
  const found = new Map<NumberTag, Measurement>();
  let topic: Topic = { things: [], period: undefined, frame: undefined, base: undefined, stated: false };
  for (const clause of sentence.clauses) topic = measureClause(sentence, clause, topic, found);
  return found;
}

const OPENING_TIME = new RegExp(`^[^${DATE_SIGN.slice(1)}{0,8}?((?:截至|截止到?|到|自从?|从)?${DATE_SIGN}(?:以来|至今|全年|末|底|初|起)?)`);
const ONLY_ADVERBIAL = new RegExp(`^(?:与|同|和|较|比|相比|对比|以)?[^,]{0,4}${DATE_SIGN}[^,]{0,6}$`);
const OPENS_AGAINST = '与同和较相对以';
const AGAINST = new RegExp(`^(?:与|同|和|较|相比|对比|相较|以)(.{1,20}?)(?:相比较?|相较|比较|为基数|为基期|为基准)?$`);
/** A clause that is no more than a time (2022年前6个月, 近三年来), with signs for numbers. */
const LONGEST_TIME = 10;
const CONVERTED = /^(?:折合|约合|合|约|相当于|折)(?:成|为)?/;

function measureClause(sentence: Sentence, clause: Clause, topic: Topic, found: Map<NumberTag, Measurement>): Topic {
  const { text } = clause;
  const timed = hasTime(text);
  const alone = timed && text.length > 1 && text.length <= LONGEST_TIME && !clause.aside ? timeOf(sentence, text) : undefined;
  if (alone !== undefined) return { ...topic, period: alone, frame: alone };
  const groups = groupsOf(text);
  if (groups.length === 0) {
    if (clause.aside) return topic;
    const opening = timed ? OPENING_TIME.exec(text) : null;
    const against = text.length < 24 && OPENS_AGAINST.includes(text[0] as string) ? AGAINST.exec(text) : null;
    if (against) return { ...topic, base: baseOf(sentence, against[1] as string) ?? topic.base };
    const period = opening ? (timeOf(sentence, opening[1] as string) ?? topic.period) : topic.period;
    if (timed && ONLY_ADVERBIAL.test(text)) return { ...topic, period };
    // 甲占乙的比重,由三分之一下降至…: a clause that only names the thing.
    const bare = text.replace(FOREMOST, '');
    if (!isMeasureNoun(bare)) return { things: [], period, frame: topic.frame, base: topic.base, stated: false };
    const name = nameIn(sentence, bare, false);
    const isThing = isNamed(name.what) && isMeasureNoun(name.what);
    return { things: isThing ? [plain({ what: name.what, of: name.of })] : [], period: name.period ?? period, frame: topic.frame, base: topic.base, stated: isThing };
  }
  const things: Measurement[] = [];
  let period = topic.period;
  groups.forEach((group, index) => {
    const reader: Place = {
      sentence, clause, group, topic: { things: topic.things, period, frame: topic.frame, base: topic.base, stated: topic.stated },
      before: text.slice(0, group.start), after: text.slice(group.end, groups[index + 1]?.start ?? text.length),
      previous: found,
    };
    const result = measureGroup(reader);
    if (result.clausePeriod !== undefined && !clause.aside) period = result.clausePeriod;
    group.signs.forEach((sign, k) => {
      const tag = sentence.tagOf(sign);
      const measurement = result.measurements[k] ?? undefined;
      if (tag && measurement) found.set(tag, isNegative(tag) && measurement.change === 'rise' ? { ...measurement, change: 'fall' } : measurement);
    });
    if (result.carries) things.push(...result.measurements.filter((m) => m !== undefined));
  });
  if (clause.aside) return topic;
  const kept = things.some((thing) => topic.things.some(({ what }) => what === thing.what)) || clause.item;
  return { things: kept ? [...topic.things, ...things].slice(-4) : things.length > 0 ? [...(clause.item ? topic.things : []), ...lastPlain(topic.things, things)] : [], period, frame: topic.frame, base: undefined, stated: false };
}

/** 增幅为-3% is a fall. */
function isNegative({ value }: NumberTag): boolean {
  return typeof value.num === 'number' && value.num < 0;
}

/** The things of two clauses, for a clause after them that speaks of both. */
function lastPlain(before: readonly Measurement[], now: readonly Measurement[]): Measurement[] {
  return [...before, ...now].slice(-4);
}

/** Numbers that stand in a row, with only 、 or 和 between them. */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly signs: readonly string[];
}

const ROW = /^(?:、|和|与|及|或|以及)/;

function groupsOf(text: string): Group[] {
  const groups: { start: number; end: number; signs: string[] }[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!isQuantity(unit) && !isDuration(unit)) continue;
    const last = groups.at(-1);
    const between = last ? text.slice(last.end, i) : undefined;
    if (last && between !== undefined && between.length <= 2 && ROW.test(between) && between.replace(ROW, '') === '' && isQuantity(unit)) {
      last.signs.push(text[i] as string);
      last.end = i + 1;
    } else {
      groups.push({ start: i, end: i + 1, signs: [text[i] as string] });
    }
  }
  return groups;
}

/** A row of numbers in its clause. */
interface Place {
  readonly sentence: Sentence;
  readonly clause: Clause;
  readonly group: Group;
  readonly topic: Topic;
  readonly before: string;
  readonly after: string;
  readonly previous: ReadonlyMap<NumberTag, Measurement>;
}

interface Result {
  readonly measurements: readonly (Measurement | undefined)[];
  /** The period that the clause has stated for itself and what follows. */
  readonly clausePeriod?: string | undefined;
  /** A clause without a subject goes on with these. */
  readonly carries: boolean;
}

/** No pattern for the end of the words before a number reaches further back, in code units. */
const TAIL = 8;
const NOTHING: Result = { measurements: [], carries: false };
/** Numbers of rank and of repetition: 前30名, 每60年, 排名12. */
const NOT_COUNTING = /(?:每|第|排名|位居|位列|名列|排在|高居|编号|代码|平均每)$/;
const OWN_DATE = new RegExp(`(${DATE_SIGN})(?:全年|年度|度|末|底)?的?$`);
const FROM = new RegExp(`(?:从|由|自)(?:(${DATE_SIGN})(?:同期|全年|年度|度|末|底|初)?的?)?$`);
const FROM_NUMBER = new RegExp(`^(.*?)(?:从|由|自)(?:(${DATE_SIGN})(?:同期|全年|年度|度|末|底|初)?的?)?(${QUANTITY_SIGN}|[\\ue400-\\ue7ff])(?:左右|的水平)?$`);
const TIMES_OF = /^(.*?)(?:大约|约|大概)?(?:是|为|达到|达|相当于|等于|仅为|仅是|只有|仅有|已是|将是|不足|不到|才是|占)(?:了)?([^,]+?)的$/;
const SHARE = /^(.*?)(?:仅|只|约|已|分别|共|合计|就|还)*占(?![比地用领])(?:据|到|有|了)?(.*?)的?$/;
const TURNS = /^翻/;
/** What a bare name of a thing may end with besides: 出口额|最高. */
const FOREMOST = /(?:最高|最低|最大|最小|最多|最少|居首|较高|较低|不高|不低)$/;
/** 高达|创纪录的|5亿元: praise between verb and number. */
const PRAISE = /(?:创纪录|创历史新高|创新高|惊人|历史性|可观)的$/;
const BASE_NUMBER = new RegExp(`(?:与|同|和|较|比|跟)(?:(${DATE_SIGN})(?:同期)?的?)?$`);
/** 上涨5%至|每股3元: where the change has led. */
const LED_TO = new RegExp(`${QUANTITY_SIGN}[,]?(?:至|到|达到|达)(?:每.)?$`);

function measureGroup(place: Place): Result {
  const { sentence, clause, group, before, after, topic } = place;
  const first = sentence.tagOf(group.signs[0] as string);
  if (!first) return NOTHING;
  if (clause.aside && before === before.match(CONVERTED)?.[0]) {
    const last = [...place.previous.values()].at(-1);
    return last ? { measurements: group.signs.map(() => last), carries: false } : NOTHING;
  }
  if (first.kind === 'duration' && timeWords(before.slice(-TAIL), after)) return NOTHING;
  const tail = before.slice(-TAIL);
  if (NOT_COUNTING.test(tail) || (before.endsWith('前') && countedBy(after, first, false, false) === undefined)) return NOTHING;

  // 由|甲年的三分之一|下降至乙年不足二十分之一
  const from = /[从由自]/.test(tail) ? FROM.exec(before) : null;
  if (from && (first.kind !== 'cardinal' || after !== '')) return startOfChange(place, before.slice(0, from.index), from[1]);
  const ownDate = hasTime(tail) ? OWN_DATE.exec(before) : null;
  const words = ownDate && ownDate.index > 0 && !/(?:比|较|与|同|和|截至|到|在|于)$/.test(before.slice(0, ownDate.index)) ? before.slice(0, ownDate.index) : before;
  const ownPeriod = words === before ? undefined : timeOf(sentence, ownDate?.[1] as string);

  const predicate = withComparison(predicateOf(words.endsWith('的') ? words.replace(PRAISE, '') : words), words);
  const last = topic.things.at(-1);
  const against = last && /^(?:相比|比较|相较)/.test(after) ? BASE_NUMBER.exec(before) : null;
  if (against && last) {
    const time = against[1] ? timeOf(sentence, against[1]) : undefined;
    return { measurements: [plain({ what: last.what, of: last.of, period: time })], carries: true };
  }
  const grown = place.previous.size > 0 && LED_TO.test(tail) ? [...place.previous.values()].at(-1) : undefined;
  if (grown?.change !== undefined && grown.reached === undefined) {
    return { measurements: group.signs.map(() => plain({ ...grown, reached: true })), carries: true };
  }
  const share = first.kind === 'percent' || first.kind === 'fraction' ? shareOf(place, words) : undefined;
  if (share === 'nothing' && !countedBy(after, first, false, true)) return NOTHING;
  if (share && share !== 'nothing') return finish(place, share, predicate, ownPeriod);
  const times = first.kind === 'multiple' || first.kind === 'fraction' || first.kind === 'percent' ? timesOf(place, words) : undefined;
  if (times) return finish(place, times, predicate, ownPeriod);

  if (words.endsWith('的') && (first.kind === 'multiple' || first.kind === 'fraction' || first.kind === 'percent')) return NOTHING;

  const fromNumber = predicate.verb?.kind === 'change' && /[从由自]/.test(words) ? FROM_NUMBER.exec(words.slice(0, predicate.end)) : null;
  if (fromNumber) {
    const name = nameIn(sentence, fromNumber[1] as string, true);
    const thing = thingOf(name, topic, predicate, first);
    const date = fromNumber[2];
    const base = date ? timeOf(sentence, date) : sentence.written(fromNumber[3] as string);
    return finish(place, thing ? { ...thing, ...(base ? { base } : {}) } : undefined, predicate, ownPeriod);
  }

  const written = sentence.written(group.signs[0] as string);
  const led: Predicate = TURNS.test(written) ? { ...predicate, verb: { kind: 'change', change: 'rise' } } : predicate;
  const noun = countedBy(after, first, /大$/.test(written), led.verb !== undefined || /^$|(?:[让使由以为]|我国|全国|全球)$/.test(words.slice(0, led.end)));
  // Where the noun after the number is what it measures, of the words before it only times and comparisons matter.
  const subject = words.slice(0, led.end);
  const isPlain = noun !== undefined && (led.verb === undefined || !isMeasureNoun(subject)) && led.verb?.kind !== 'compare' && !hasTime(subject) && !/[比较每]/.test(subject);
  const name = isPlain ? NAMELESS : nameIn(sentence, subject, led.verb?.kind === 'change' || led.verb?.kind === 'compare');
  const subjectFirst = isMeasureNoun(name.what) && led.verb !== undefined && led.verb.kind !== 'has' && !name.object;
  if (noun !== undefined && !subjectFirst && led.verb?.kind !== 'compare') return finish(framed(place), counted(place, first, noun, name, led), led, ownPeriod ?? name.period);
  if (led.respectively && group.signs.length > 1) {
    const separate = separatelyNamed(name.full ?? name.what, group.signs.length) ?? (name.what === '' && topic.things.length >= group.signs.length ? topic.things.slice(-group.signs.length) : undefined);
    if (separate) {
      const things = separate.map((thing) => withChange(thing, led, name, topic));
      return inRow(place, things, led, ownPeriod ?? name.period);
    }
  }
  const apart = group.signs.length > 1 && isMeasureNoun(name.what) ? separatelyNamed(name.full ?? name.what, group.signs.length) : undefined;
  if (apart) return inRow(place, apart.map((thing) => withChange(thing, led, name, topic)), led, ownPeriod ?? name.period);
  // 定价:60元
  const label = clause.labelled && topic.stated && before === '' && group.signs.length === 1 ? topic.things.at(-1) : undefined;
  const thing = label ?? thingOf(name, topic, led, first);
  return finish(place, thing, led, ownPeriod ?? name.period, name.period);
}

/** A duration that says when or for how long, and measures nothing: 近三年来, 未来30年, 10分钟后. */
function timeWords(before: string, after: string): boolean {
  if (/(?:近|过去|过去的|未来|最近|今后|前|后|这|那|头|连续|每|历经|经过|时隔|之后|随后|另一|用|花|训练|坚持)$/.test(before)) return true;
  return /^(?:来|以来|后|前|间|内|里|之后|之前|之内|之间|中|期间|如一日|一遇|一度|时间)/.test(after);
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

/** A占B的N%: the part and the whole. */
function shareOf({ sentence, topic, clause }: Place, words: string): Measurement | 'nothing' | undefined {
  const found = words.includes('占') ? SHARE.exec(words) : null;
  if (!found) {
    // …、中国产能的40%: the same part of another whole.
    const last = topic.things.at(-1);
    if (clause.item && last?.of !== undefined && words.endsWith('的') && isWhole(words.slice(0, -1))) return { ...last, of: sentence.written(words.slice(0, -1)) };
    return undefined;
  }
  if (/(?:比例|比重|份额)/.test(found[2] as string)) return undefined;
  const name = nameIn(sentence, found[1] as string, false);
  const whole = (found[2] as string).replace(/(?:大约|约|近|将近|不到|超过)$/, '').replace(/的$/, '');
  if (whole !== '' && !isWhole(whole)) return 'nothing';
  const among = topic.things.at(-1);
  const thing = name.what === '' && !name.cut ? (whole === '' ? undefined : among?.what) : name.what;
  if (thing === undefined || !isNamed(thing)) return 'nothing';
  const of = whole !== '' ? sentence.written(whole) : name.among ? among?.what : name.of;
  return plain({ what: thing, of, base: name.base, period: name.period });
}

/** 是B的N倍: compared with B. */
function timesOf({ sentence, topic, clause }: Place, words: string): Measurement | undefined {
  const last = topic.things.at(-1);
  if (clause.item && last?.base !== undefined && words.endsWith('的')) {
    const base = words.length > 2 ? baseOf(sentence, words.slice(0, -1)) : undefined;
    return base ? plain({ what: last.what, of: last.of, base, period: last.period }) : undefined;
  }
  const found = words.endsWith('的') ? TIMES_OF.exec(words) : null;
  if (!found) return undefined;
  const name = nameIn(sentence, found[1] as string, false);
  const base = baseOf(sentence, found[2] as string);
  if (base === undefined) return undefined;
  if (name.what === '' && !name.cut) return last ? plain({ what: last.what, of: last.of, base, period: name.period }) : undefined;
  return isNamed(name.what) && (isMeasureNoun(name.what) || isCountNoun(name.what)) ? plain({ what: name.what, of: name.of, base, period: name.period }) : undefined;
}

/** What a subject before a verb of quantity names, or what the clause before has named. */
function thingOf(name: Name, topic: Topic, predicate: Predicate, tag: NumberTag | undefined): Measurement | undefined {
  const { verb } = predicate;
  if (name.what === '' && !name.among) {
    const last = topic.things.at(-1);
    if (name.cut || !last || !verb) return undefined;
    const base = name.base ?? predicate.base ?? topic.base;
    if (verb.kind === 'compare' && base === undefined) return undefined;
    if (verb.kind === 'change' || verb.kind === 'compare') return withChange({ what: last.what, of: last.of }, predicate, name, topic);
    if (verb.kind === 'is' && topic.stated) return withChange({ what: last.what, of: last.of }, predicate, name, topic);
    return undefined;
  }
  if (!isNamed(name.what)) return undefined;
  // …东部地区平均得分为62,西部地区为48: the same thing of another place.
  const last = topic.things.at(-1);
  if (isPlace(name.what) && last?.of !== undefined && isPlace(last.of) && (verb?.kind === 'is' || verb?.kind === 'change')) return withChange({ what: last.what, of: name.what }, predicate, name, topic);
  const isNoun = isMeasureNoun(name.what) || isCountNoun(name.what);
  if (!accepts(name, predicate, tag, isNoun)) return undefined;
  return withChange({ what: name.what, of: name.of }, predicate, name, topic);
}

function accepts(name: Name, { verb, base }: Predicate, tag: NumberTag | undefined, isNoun: boolean): boolean {
  if (verb === undefined) {
    // 覆盖企业30家: a thing counted stands before its number as the object of a verb only.
    if (tag?.kind === 'duration') return isLengthOfTime(name.what);
    return isMeasureNoun(name.what) || (isCounting(tag) && !KINDS.has(tag?.value.unit ?? '') && (name.object === true || isCountNoun(name.what)) && !name.cut && !name.what.startsWith('“'));
  }
  switch (verb.kind) {
    case 'change':
      if (isNoun) return true;
      if (verb.careful && base === undefined) return false;
      return !isPlace(name.what) && !name.cut;
    case 'compare':
      return name.base !== undefined && (isNoun || !isPlace(name.what));
    case 'is':
    case 'has':
    case 'share':
      if (tag?.kind === 'duration') return isLengthOfTime(name.what) || (verb.kind === 'is' && isMeasureNoun(name.what));
      if (verb.careful) return isMeasureNoun(name.what);
      if (isMeasureNoun(name.what)) return true;
      if (!isNoun || name.cut) return false;
      return isCounting(tag) || (verb.kind !== 'is' && (tag?.kind === 'percent' || tag?.kind === 'fraction'));
  }
}

/** Units that tell kinds and sides of what is spoken of rather than things. */
const KINDS: ReadonlySet<string> = new Set(['方面', '种', '类', '点', '次', '层', '步', '岁']);

/** A number of things: with a classifier, or large. */
function isCounting(tag: NumberTag | undefined): boolean {
  return tag?.kind === 'cardinal' && (tag.value.unit !== undefined || Number(tag.value.num ?? tag.value.lo ?? tag.value.hi) >= 1000);
}

function isLengthOfTime(what: string): boolean {
  return lengthsOfTime.longest(what, what.length) !== undefined;
}

/** 长, 大 and the like are verbs of quantity only after a comparison: 时长|2小时 has none. */
function withComparison(predicate: Predicate, words: string): Predicate {
  if (predicate.verb?.kind !== 'compare' || /[比较于]|[与同和跟].+相差/.test(words)) return predicate;
  return { ...predicate, verb: undefined, end: words.length };
}

/** Change and base of a thing, by the verb. */
function withChange(thing: { readonly what: string; readonly of?: string | undefined }, { verb, base }: Predicate, name: Name, topic: Topic): Measurement {
  const change: Change | undefined = verb?.kind === 'change' ? verb.change : verb?.kind === 'compare' ? undefined : (name.change ?? (name.base === undefined || /^[\dX]/.test(name.base) ? nounsOfChange.longest(thing.what, thing.what.length)?.value : undefined));
  const changed = change !== undefined || verb?.kind === 'compare' || verb === undefined;
  return plain({
    what: thing.what,
    of: thing.of,
    change,
    reached: verb?.reached,
    base: name.base ?? base ?? (changed && verb !== undefined ? topic.base : undefined),
  });
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

function inRow({ topic, clause }: Place, things: readonly (Measurement | undefined)[], predicate: Predicate, period: string | undefined, named?: string): Result {
  const time = period ?? predicate.period ?? topic.period;
  return {
    measurements: things.map((thing) => (thing && thing.period === undefined && time !== undefined ? plain({ what: thing.what, of: thing.of, change: thing.change, reached: thing.reached, base: thing.base, period: time }) : thing)),
    clausePeriod: [named, clause.item ? undefined : period].find((stated) => stated !== undefined && !stated.startsWith('每')),
    carries: things.some((thing) => thing !== undefined),
  };
}

/** A measurement without the fields that are not there. */
function plain({ what, of, change, reached, base, period }: { [K in keyof Measurement]: Measurement[K] | undefined }): Measurement {
  const measurement: { -readonly [K in keyof Measurement]: Measurement[K] } = { what: what as string };
  if (of !== undefined && of !== '') measurement.of = of;
  if (change !== undefined) measurement.change = change;
  if (reached !== undefined) measurement.reached = reached;
  if (base !== undefined) measurement.base = base;
  if (period !== undefined) measurement.period = period;
  return measurement;
}
