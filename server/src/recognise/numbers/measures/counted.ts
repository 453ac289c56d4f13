import { isOneOf } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { NumberTag } from '../../tags';
import { isCountNoun, isMeasureNoun, isName } from './name';
import { isNumberSign } from './signs';
import { countNouns, lengthsOfTime, massUnits, measureNouns, notCounted, stopStarts, stops } from './words';

/** A noun phrase after a number is read no further, in code units. */
const LONGEST = 24;
const LONGEST_NAME = 16;
const HAN = /[\u4e00-\u9fff]/;
const ENDS = CodeUnitSet.of('、“”()《》');

/**
 * What the words after a number name: the noun counted (127所|小学), or the thing whose amount it is (3000亿元的|投资).
 * Undefined where no noun phrase can be told.
 */
export function countedBy(after: string, tag: NumberTag, isGroup: boolean, led: boolean): string | undefined {
  const linked = isOneOf(after, 0, '的');
  // 三大|类场景, 千亿|级资金
  const from = linked || (isGroup && isOneOf(after, 0, '类项块')) || (tag.value.unit === undefined && isOneOf(after, 0, '级')) ? 1 : 0;
  const words = after.slice(from, LONGEST);
  const end = phraseEnd(words);
  const phrase = words.slice(0, isOneOf(words, end.at - 1, '的等之') ? end.at - 1 : end.at);
  const noun = listedHead(words, phrase) ?? headPhrase(phrase, kindOfCount(tag), tag.kind === 'measure');
  if (noun === undefined || noun.length > LONGEST_NAME || !isName(noun) || notCounted.startsAt(noun, 0)) return undefined;
  if (noun.length < 3 && !HAN.test(noun)) return undefined;
  if (!end.sure && !isMeasureNoun(noun) && !isCountNoun(noun)) return undefined;
  return fits(noun, tag, linked, isGroup, led) ? noun : undefined;
}

/**
 * 九成以上的芯片|依赖进口: what is said of the part that a share is, after the noun for the whole; undefined when the clause says no more.
 * `after` begins behind the number.
 */
export function saidOf(after: string, noun: string): string | undefined {
  const at = after.indexOf(noun);
  if (at < 0) return undefined;
  const said = predicateIn(after.slice(at + noun.length));
  return said;
}

/** The predicate that a clause ends with, without adverbs before it; undefined where it is none or too long to be one name. */
function predicateIn(words: string): string | undefined {
  const said = words.replace(/^(?:都|均|也|已经?|仍|会|将|能够?|可以?|才|就|要|则|,)+/, '').replace(/(?:中|的|了)$/, '');
  return said.length >= 2 && said.length <= LONGEST_SAID && /^[\u4e00-\u9fffA-Za-z]+$/.test(said) && !/^(?:的|左右|以上|以下|上下|是|为|而|和|与|及|用户|[不在从对向与和之因]|(?:表示|同意|赞成|反对|认为|指出|指|说|称|透露|相信)$)/.test(said) ? said : undefined;
}

const LONGEST_SAID = 14;

/** Which nouns may follow which kind of number. */
function fits(noun: string, { kind, value }: NumberTag, linked: boolean, isGroup: boolean, led: boolean): boolean {
  switch (kind) {
    case 'cardinal':
      if (value.unit === undefined) return isGroup || Number(value.num ?? value.lo ?? value.hi) >= 1000 || isCountNoun(noun);
      return !PLACES.has(value.unit) && (!WHOLE_UNITS.has(value.unit) || isCountNoun(noun));
    case 'percent':
    case 'fraction':
      return (linked && led) || isCountNoun(noun) || isMeasureNoun(noun);
    case 'money':
      return isMeasureNoun(noun);
    case 'measure':
      return massUnits.has(value.unit ?? '') || (!linked && isMeasureNoun(noun));
    case 'duration':
      // 两年的时间 is a length of time that measures nothing.
      return noun !== '时间' && lengthsOfTime.longest(noun, noun.length) !== undefined;
    case 'multiple':
    case 'ordinal':
    case 'date':
    case 'time':
      return false;
  }
}

/** Places that are counted; the noun after them is theirs (两国关系). */
const PLACES: ReadonlySet<string> = new Set(['国', '省', '市', '县', '州', '镇', '乡', '地', '校', '院']);
/** Units that are themselves what is counted. */
const WHOLE_UNITS: ReadonlySet<string> = new Set(['人', '人次', '户', '国', '省', '省份', '代', '层', '方面', '阶段', '名', '位', '岁', '句', '遍', '回', '趟', '步', '点', '天', '卡', '市', '县', '部门', '部委', '地区', '州', '村', '镇', '乡', '校', '院', '队', '方', '岛', '湖', '江', '河', '集']);

/** Where the noun phrase ends, and whether a stop, punctuation or the end of the clause says so. */
function phraseEnd(words: string): { readonly at: number; readonly sure: boolean } {
  let i = 0;
  while (i < words.length) {
    const unit = words.charCodeAt(i);
    if (ENDS.has(unit) || isNumberSign(unit)) return { at: i, sure: true };
    if (stopStarts[unit] === 0) {
      i++;
      continue;
    }
    const stop = stops.longest(words, i);
    // Before 了, 着 and 过 stands a verb that the list of stops does not have (9个市写|了): only a noun of the tables counts.
    if (stop?.value) return { at: i, sure: !isOneOf(words, i, '了着过') };
    i = stop ? stop.end : i + 1;
  }
  return { at: i, sure: words.length < LONGEST - 1 };
}

/**
 * The phrase up to a 的 before which a noun stands (4亿元|长期贷款|的支持, 三个|产业园|的布局), and up to the last noun of the
 * tables where the words after it are none of them.
 */
function headPhrase(phrase: string, isCount: boolean, isAmount: boolean): string | undefined {
  const size = isOneOf(phrase, 0, '规市估体参') ? SIZE.exec(phrase)?.[0] : undefined;
  if (size !== undefined) return size;
  const of = phrase.indexOf('的');
  if (of >= 0) {
    if (phrase.indexOf('的', of + 1) >= 0) return undefined;
    const modifier = phrase.slice(0, of);
    // 60万吨乙烯的装置, 24个州的比率
    if (isAmount && modifier.length >= 2) return modifier;
    if (isCount && modifier.length === 1) return undefined;
    if (modifier.length >= 2 && (isMeasureNoun(modifier) || isCountNoun(modifier))) return modifier;
    // Whether 两瓶药的说明 counts 药 or 说明 only a known noun can tell.
    if (!isCountNoun(phrase) && !isMeasureNoun(phrase)) return undefined;
  }
  if (isCountNoun(phrase) || (isMeasureNoun(phrase) && !isCount) || (phrase.length <= LONGEST_AGENT && isOneOf(phrase, phrase.length - 1, AGENTS))) return phrase;
  for (let end = phrase.length - 2; end >= Math.max(2, of + 3); end--) {
    if (SUFFIXES.includes(phrase[end] as string)) continue;
    if (countNouns.longest(phrase, end) ?.value ?? (measureNouns.longest(phrase, end)?.value === true && NAMED_MEASURE.test(phrase.slice(0, end)))) return phrase.slice(0, end);
  }
  return phrase;
}

/** 百亿元|规模|产业基金: the noun of measure that an amount makes a modifier with. */
const SIZE = /^(?:规模|市值|估值|体量|参数)(?=.)/;
/** 证券、基金公司: a first part that is no noun of things shares that of the last. */
function listedHead(words: string, phrase: string): string | undefined {
  if (words[phrase.length] !== '、' || phrase.length < 2 || phrase.length > LONGEST_PART || isCountNoun(phrase) || isMeasureNoun(phrase)) return undefined;
  const from = phrase.length + 1;
  const next = words.slice(from, from + phraseEnd(words.slice(from)).at);
  return isCountNoun(next) && next.length > 2 ? words.slice(0, from + next.length) : undefined;
}

const LONGEST_PART = 4;

/** A number of things with a classifier: of 55处公园规划总面积 it counts the 公园. */
function kindOfCount({ kind, value }: NumberTag): boolean {
  return kind === 'cardinal' && value.unit !== undefined;
}

/** Last characters of nouns for persons and bodies, which are not cut. */
const AGENTS = '商者员师生';
const LONGEST_AGENT = 8;
/** Characters that make another noun of the one before them. */
const SUFFIXES = '家主员群队长者级化性型界类部业力学度率额量';
/** Nouns of measure of one character end too many words to cut a phrase there. */
const NAMED_MEASURE = /(?:参数|规模|时间|费用|资金|份额|收入|人口|面积)$/;
