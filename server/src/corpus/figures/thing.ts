import type { Measurement } from '../../recognise/tags';
import { fold } from '../../text/fold';
import { conceptAt, unmarked, without, withoutConcepts, withoutEchoes, type ConceptForms } from './conceptForms';
import { COUNT, PERCENT, type Quantity } from './quantity';
import { anyOf, counting, countsApart, falls, here, longestVague, national, nationalNames, notOwners, owners, rises, shares, totalled, vague } from './words';

/** Which side of a thing a number gives: its state, or the size of a change of it. */
export type Aspect = 'level' | 'change';

/** A thing measured, so that numbers of it in other documents can be found. */
export interface Thing {
  /** The same for the same thing, and readable: `国内生产总值 [change, %]`. */
  readonly key: string;
  /** The name as it is compared: Simplified, forms of concepts as one, without what says the country or the time. */
  readonly name: string;
  /** For people: the words of the text with the owner or the whole, in Simplified. */
  readonly shown: string;
  readonly aspect: Aspect;
  /** A growth that a noun names (降幅) rather than a verb. */
  readonly falls: boolean;
  /** The name alone does not say whose thing it is (营业收入, 该比例): numbers of it are not set side by side. */
  readonly isVague: boolean;
}

/** What a name stands in: where words such as 全省 have one meaning. */
export interface Surroundings {
  readonly concepts: ConceptForms;
  /** Names the article, over all documents. */
  readonly scope: string;
  /** The article speaks of one place or body (全省, 本公司): a name without an owner may be a thing of that. */
  readonly isLocal: boolean;
}

/**
 * The thing that a number measures. Two names are one thing only when nothing but these differs: script, forms of a concept of the
 * term base, 的 and punctuation, 我国, 中国 and 全国, 总, words of time, 占比 and its synonyms, a growth by verb or noun. A wrong
 * union is worse than a missed one: what only its own text makes clear (全省, 该公司) stays in its article, and a name that could be
 * anybody's (营业收入) is vague.
 */
export function thingOf(measurement: Measurement, quantity: Quantity, surroundings: Surroundings): Thing | undefined {
  const what = normalName(measurement.what, surroundings.concepts);
  if (what.words === '') return undefined;
  const of = measurement.of === undefined ? undefined : normalName(measurement.of, surroundings.concepts);
  const growth = growthNoun(what.words, measurement, quantity);
  const aspect = growth || (measurement.change !== undefined && !measurement.reached) ? 'change' : 'level';
  const name = quantity.dimension === PERCENT && aspect === 'level' ? shareName(what.words, of) : ownedName(growth?.name ?? what.words, of);
  const isNational = what.isNational || (of?.isNational ?? false);
  const isHere = isDeictic(what.words) || (of !== undefined && isDeictic(of.words));
  const isVague = !isNational && isVagueName(name, quantity, growth?.name ?? what.words);
  const isScoped = isVague || isHere || (surroundings.isLocal && !isNational && !hasOwner(name));
  const sides = [...(aspect === 'change' ? ['change'] : []), quantity.dimension].join(', ');
  const plain = unmarked(name);
  return { key: `${plain} [${sides}]${isScoped ? ` @${surroundings.scope}` : ''}`, name: plain, shown: shownName(measurement, aspect, quantity), aspect, falls: growth?.falls ?? false, isVague };
}

function shownName({ what, of }: Measurement, aspect: Aspect, { dimension }: Quantity): string {
  if (of === undefined || what.includes(of)) return what;
  return dimension === PERCENT && aspect === 'level' ? `${what} / ${of}` : `${of}${what}`;
}

/** A name without what makes no difference, concepts between marks. */
interface NormalName {
  readonly words: string;
  /** 我国, 中国 or 全国 stood before it. */
  readonly isNational: boolean;
}

const YEARS = '(?:19|20)\\d\\d';
const LEADING_TIME = new RegExp(
  `^(?:(?:截至|截止到?|到|至)?(?:${YEARS}(?:[—-](?:${YEARS}|\\d\\d))?年|[今去前明当本同次]年|上年)(?:年?度|年?[末底初]|上半年|下半年|全年|间)?|全年|年度|年内|年末|年底|上半年|下半年|前?[一二三四1-4]个?季度|第[一二三四1-4]季度|(?:1[0-2]|[1-9])(?:[—-](?:1[0-2]|[1-9]))?月(?:份|末|底)?|同期|当期|目前|当前|现在|如今|近年来|近年|未来|今后|过去|最近|当月|本月|上月)的?`,
);
/** 中国与印度 is two countries. */
const NATIONAL = new RegExp(`^(?:${anyOf(national)})的?(?![与和及同对跟、])`);
const NATIONAL_NAME = new RegExp(`^(?:${anyOf(nationalNames)})`);
const DEICTIC = new RegExp(`^(?:${anyOf(here)})`);
const TOTAL = `总(?=${anyOf(totalled)})`;
const SHARE = new RegExp(`(?:${anyOf(shares)})$`);
const GROWTH = new RegExp(`(?:同比|环比)?(?:(${anyOf(rises)})|(${anyOf(falls)}))$`);
const OWNER = new RegExp(`(?:${anyOf(owners)})(?=.)`);
const NOT_OWNER = new RegExp(anyOf(notOwners), 'g');
/** 退货率, 延迟. */
const SHORT = /^\p{Script=Han}{1,3}$/u;
const COUNTING = new RegExp(`(?:${anyOf(counting)})$`);

function normalName(name: string, concepts: ConceptForms): NormalName {
  let words = fold(name).toLowerCase().replace(/[“”‘’"'《》<>〔〕[\]()]/g, '').trim();
  for (let before = ''; before !== words; ) {
    before = words;
    words = words.replace(LEADING_TIME, '').trim();
  }
  const isNational = NATIONAL.test(words) && !NATIONAL_NAME.test(words);
  // 全国 alone is a whole of which something is a share.
  if (isNational) words = words.replace(NATIONAL, '').trim();
  words = withoutEchoes(concepts.unified(words));
  // Spaces matter between Latin words only.
  words = words.replace(/(?<![a-z0-9])\s+|\s+(?![a-z0-9])/g, '');
  return { words: without(words, `[、,:·。;的之]|${TOTAL}`), isNational };
}

/** 增速 of something is its change, and so is 降幅; the growth of a growth (增速回落) is not. */
function growthNoun(words: string, { change, reached }: Measurement, { dimension }: Quantity): { readonly name: string; readonly falls: boolean } | undefined {
  if (dimension !== PERCENT) return undefined;
  const found = GROWTH.exec(words);
  if (!found || found.index === 0) return undefined;
  const falls = found[2] !== undefined;
  const isOwn = change === undefined || reached === true || change === (falls ? 'fall' : 'rise');
  return isOwn ? { name: words.slice(0, found.index), falls } : undefined;
}

/** `研发投入占营业收入`, from 研发投入占营业收入的比例, or from 研发投入 and its whole. */
function shareName(words: string, of: NormalName | undefined): string {
  const isShare = SHARE.test(words);
  const part = words.replace(SHARE, '');
  const whole = of === undefined ? undefined : of.words || '全国';
  if (part.includes('占') && part !== '占') return part.replace(/占(?:据|到|有|了|全部)?/, '占');
  if (whole === undefined) return isShare ? `${part}比例` : words;
  return `${part}占${whole}`;
}

/** The owner before the thing, unless the name has it already. */
function ownedName(words: string, of: NormalName | undefined): string {
  return of === undefined || words.includes(of.words) ? words : of.words + words;
}

function isDeictic(words: string): boolean {
  return DEICTIC.test(words);
}

function hasOwner(name: string): boolean {
  return OWNER.test(withoutConcepts(name, '、').replace(NOT_OWNER, '、'));
}

/**
 * Whether a name could be anybody's: it is made of words of {@link vague} alone, is a share of such (占营业收入) of something that is no
 * better, counts things (32家企业) without saying whose, or is very short.
 */
function isVagueName(name: string, { dimension }: Quantity, what: string): boolean {
  const [part = '', whole] = name.split('占');
  if (whole === undefined && SHORT.test(name) && !hasOwner(name)) return true;
  if (isMadeOfVague(part) && (whole === undefined || isMadeOfVague(whole) || part === '')) return true;
  return (dimension === COUNT || countsApart.has(dimension)) && !COUNTING.test(unmarked(what)) && !hasOwner(name);
}

/** Whether words can be divided into vague ones; a concept is one word. */
function isMadeOfVague(words: string): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < words.length; at++) {
    if (!reached.has(at)) continue;
    const concept = conceptAt(words, at);
    if (concept && vague.has(concept.name)) reached.add(concept.end);
    for (let length = 1; !concept && length <= longestVague && at + length <= words.length; length++) {
      if (vague.has(words.slice(at, at + length))) reached.add(at + length);
    }
  }
  return reached.has(words.length);
}
