import cues from '../../../data/sources/cues.json';
import neighbours from '../../../data/sources/neighbours.json';
import roles from '../../../data/sources/roles.json';
import { isBreak, isDigit, isHan, isOneOf, isSpace, skipSpaces, skipSpacesBack, unitAt } from '../../text/characters';
import type { Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { allMatches } from './allMatches';
import { isWordAt, wordCost } from './wordCosts';
import { WordOpenings } from './wordOpenings';
import { WordSet } from './wordSet';

/**
 * What stands around a possible name and speaks for or against it: the two sides are judged apart, so that names that begin
 * or end at the same place share the work. Offsets count in folded text.
 */

const titles = new WordSet(roles.titles);
const honorifics = new WordSet(roles.honorifics);
const verbsAfter = new WordSet(cues.evidenceAfter);
const notCue = new WordSet(cues.notCue);
const actions = new WordSet(neighbours.actions);
const wordsBefore = new WordSet(neighbours.before);
const placesAfter = new WordSet(neighbours.placesAfter);
const placesBefore = new WordSet(neighbours.placesBefore);

/** What stands beside a possible name and speaks for or against it. */
export type Evidence = keyof typeof WEIGHTS;

/**
 * Weights of the evidence, in tenths of the logarithm of the odds that a name stands there: fitted by logistic regression on news
 * sentences with names marked by hand, together with those in personNames.ts, and rounded.
 */
const WEIGHTS = {
  title: 33,
  shortTitle: 20,
  peopleBefore: 10,
  wordBefore: 25,
  shortWordBefore: 16,
  deBefore: 4,
  placeBefore: -14,
  paragraph: 18,
  edgeBefore: 8,
  digitBefore: -10,
  listBefore: 9,
  formOfAddress: 23,
  titleAfter: 5,
  saying: 11,
  shortSaying: 13,
  opensSpeech: 9,
  speaks: 9,
  action: 15,
  deAfter: 6,
  placeAfter: -30,
  shortPlaceAfter: -15,
  listAfter: 2,
  edgeAfter: -1,
  wordAcrossStart: -12,
  wordAcrossEnd: -11,
  eponym: -200,
} as const;

/** Evidence as a set of bits, in the order of the weights. */
export type EvidenceSet = number;

const KINDS = Object.keys(WEIGHTS) as Evidence[];
const BY_BIT = Int16Array.from(KINDS, (kind) => WEIGHTS[kind]);
const BIT = Object.fromEntries(KINDS.map((kind, i) => [kind, 1 << i])) as Readonly<Record<Evidence, EvidenceSet>>;

/** Evidence that by itself makes a name likely: a title, a form of address, a verb of saying. What it finds is established for the whole corpus. */
const STRONG = BIT.title | BIT.shortTitle | BIT.formOfAddress | BIT.titleAfter | BIT.saying | BIT.opensSpeech | BIT.speaks;

/** Sum of the weights of the evidence. */
export function weightOf(evidence: EvidenceSet): number {
  let weight = 0;
  for (let left = evidence; left !== 0; left &= left - 1) weight += BY_BIT[31 - Math.clz32(left & -left)] as number;
  return weight;
}

/** Whether the words around a name alone make it likely. */
export function isStrong(evidence: EvidenceSet): boolean {
  return (evidence & STRONG) !== 0;
}

/** Whether a set has evidence of a kind. */
export function hasEvidence(evidence: EvidenceSet, kind: Evidence): boolean {
  return (evidence & BIT[kind]) !== 0;
}

/** What is called after a person (摩尔定律, 某某第二定律) mentions none. */
const EPONYMS = '定律|定理|方程|效应|法则|指数|奖|杯|曲线|悖论|猜想|公式|常数|测试|架构|结构|模型|周期|综合征|病|运动|筹|文化杯|主义|台风|号”|号轮|号货轮|号邮轮|号军舰|号舰|号航母|号科考|号列车|号卫星|号飞船'.split('|');
const eponyms = new WordSet(EPONYMS);
/** What stands between a verb of saying and what is said. */
const opensSpeech = CodeUnitSet.of(',:“"');
const BEGINS_SPEAKS_AFTER = '在向对告等(';
const beginsSpeaksAfter = CodeUnitSet.of(BEGINS_SPEAKS_AFTER);
const SPEAKS_AFTER = /^(?:在接受|在.{2,12}[中上时],?(?:说|表示|指出|强调)|向.{2,10}(?:表示|介绍|透露|说)|对.{2,8}(?:表示|说)|告诉|等人|等(?:\d+|[一二三四五六七八九十两几]+)多?[人位名]|\([A-Z][a-zA-Z])/;
/** 某某也认为, 某某还观察到: these may stand between a name and its verb. */
const ADVERBS = '也还则曾又就都';
const adverbs = CodeUnitSet.of(ADVERBS);
/** Courtesy and kinship are no role. */
const FORM_OF_ADDRESS = /^(?:同志|先生|女士|小姐|夫人|太太|等人|等同志|本人|一家|团队|老人|师傅|夫妇|兄弟|姐妹|[父母][子女]|大[妈娘爷]|老汉)$/;
/** Ends of words for people, for titles that no list has (船老大, 维修工). */
const PEOPLE = '长员家师者手工商主民生兵妇童星匠官帅';
const people = CodeUnitSet.of(PEOPLE);
const ORDINAL = '第'.charCodeAt(0);
const COMMA = '、'.charCodeAt(0);
const OF_SOMETHING = '的';
const DE = OF_SOMETHING.charCodeAt(0);
const CONNECTIVE = /专访|采访了?|邀请到?|请到了?|请来了?|约请|走访|拜访|访问了?|对话|连线|会见了?|作为|包括|加入|聘请|任命|例如|的|[了是在由与向对被把让使给跟和及等称据为如但而则也]/g;
/** 和 inside the names of ministries and bodies. */
const JOINS_A_NAME = /^[和与及](?:信息化|改革|社会保障|城乡|旅游|计划生育|技术|法律|发展|经济|国际|管理|信息|体育|草原|健康)/;

/** Length limit of a stated role, in characters: the longest affiliations with title of newspapers stay below it. */
const LONGEST_ROLE = 45;

/** What speaks for or against a name on both of its sides. */
export function evidenceAround(text: string, start: number, end: number): EvidenceSet {
  return evidenceBefore(text, start) | evidenceAfter(text, end);
}

/**
 * A bound, had at a glance at the code unit before it (NUL at the beginning of the text), that the weight of what stands before a
 * possible name does not exceed.
 */
export function mostBefore(unit: number): number {
  const known = boundsBefore[unit] as number;
  return known !== UNASKED ? known : (boundsBefore[unit] = mostAfterUnit(unit));
}

/** The same of what stands after it. */
export function mostAfter(unit: number): number {
  const known = boundsAfter[unit] as number;
  return known !== UNASKED ? known : (boundsAfter[unit] = mostBeforeUnit(unit));
}

/** The bounds by code unit, each worked out when it is first asked for. */
const UNASKED = -1;
const boundsBefore = new Int8Array(0x10000).fill(UNASKED);
const boundsAfter = new Int8Array(0x10000).fill(UNASKED);

/**
 * What may end before a name, by the last two characters there: as bits, and 0 nearly everywhere. Words of one character are told from
 * longer ones, which weigh more.
 */
const TITLE = 1;
const WORD = 2;
const SHORT_WORD = 4;
const PLACE = 8;
const PERSON = 16;
const OF = 32;
const endingsBefore = new WordOpenings()
  .add(TITLE, roles.titles.map(backwards))
  .add(WORD, neighbours.before.filter((word) => word.length > 1).map(backwards))
  .add(SHORT_WORD, neighbours.before.filter((word) => word.length === 1))
  .add(PLACE, neighbours.placesBefore.map(backwards))
  .add(PERSON, PEOPLE)
  .add(OF, OF_SOMETHING);

function backwards(word: string): string {
  return word.split('').reverse().join('');
}

/** What may begin after a name, by its first two characters: as bits, and 0 nearly everywhere. */
const HONORIFIC = 1;
const JOB = 2;
const SAYS = 4;
const SPEAKS = 8;
const ACTS = 16;
const LIES_IN = 32;
const CALLED_AFTER = 64;
const SAYS_SHORTLY = 128;
const openingsAfter = new WordOpenings()
  .add(HONORIFIC, roles.honorifics)
  .add(JOB, roles.titles)
  .add(SAYS, cues.evidenceAfter.flatMap((verb) => (verb.length > 1 ? [verb, ...Array.from(ADVERBS, (adverb) => adverb + verb)] : [])))
  .add(SAYS_SHORTLY, cues.evidenceAfter.filter((verb) => verb.length === 1))
  .add(SPEAKS, BEGINS_SPEAKS_AFTER)
  .add(ACTS, neighbours.actions)
  .add(LIES_IN, neighbours.placesAfter)
  .add(CALLED_AFTER, [...EPONYMS, '第']);

/** The most that the weights of some kinds come to, by the set of kinds. */
function mostOf(weightOfKinds: (has: (kind: number) => boolean) => number): Int8Array {
  return Int8Array.from({ length: 0x100 }, (_, kinds) => weightOfKinds((kind) => (kinds & kind) !== 0));
}

const mostOfEndings = mostOf((has) =>
  Math.max(
    has(TITLE) ? Math.max(WEIGHTS.title, WEIGHTS.shortTitle) : 0,
    has(WORD) ? WEIGHTS.wordBefore : 0,
    has(SHORT_WORD) ? WEIGHTS.shortWordBefore : 0,
    has(PERSON) ? WEIGHTS.peopleBefore : 0,
    has(OF) ? WEIGHTS.deBefore : 0,
  ),
);

const mostOfOpenings = mostOf((has) => {
  const address = has(HONORIFIC) ? WEIGHTS.formOfAddress : has(JOB) ? WEIGHTS.titleAfter : 0;
  const verb = Math.max(has(SAYS) ? WEIGHTS.saying : 0, has(SAYS_SHORTLY) ? WEIGHTS.shortSaying : 0);
  const speech = Math.max(verb > 0 ? verb + WEIGHTS.opensSpeech : 0, has(SPEAKS) ? WEIGHTS.speaks : 0);
  return Math.max(address + speech, has(ACTS) ? WEIGHTS.action : 0);
});

/** The same bound as {@link mostBefore}, closer, from the last two code units before a possible name. */
export function mostBeforePair(beforeLast: number, last: number): number {
  return isHan(last) ? (mostOfEndings[endingsBefore.kindsAt(last, beforeLast)] as number) : mostBefore(last);
}

/** The same bound as {@link mostAfter}, closer, from the first two code units after a possible name. */
export function mostAfterPair(first: number, second: number): number {
  if (!isHan(first)) return mostAfter(first);
  const most = mostOfOpenings[openingsAfter.kindsAt(first, second)] as number;
  return first === DE ? Math.max(most, WEIGHTS.deAfter) : most;
}

/** The most that a name may weigh by what stands before it when the last of that is a given code unit. */
function mostAfterUnit(unit: number): number {
  if (titles.mayEnd(unit) || isSpace(unit)) return WEIGHTS.title;
  if (isBreak(unit) || unit === 0) return WEIGHTS.paragraph;
  if (!isHan(unit)) return unit === COMMA ? WEIGHTS.listBefore : WEIGHTS.edgeBefore;
  if (wordsBefore.mayEnd(unit)) return WEIGHTS.wordBefore;
  return people.has(unit) ? WEIGHTS.peopleBefore : unit === DE ? WEIGHTS.deBefore : 0;
}

/** The most that a name may weigh by what stands after it when the first of that is a given code unit. */
function mostBeforeUnit(unit: number): number {
  const space = isSpace(unit);
  const address = space || honorifics.mayBegin(unit) ? WEIGHTS.formOfAddress : titles.mayBegin(unit) ? WEIGHTS.titleAfter : 0;
  if (space || verbsAfter.mayBegin(unit) || adverbs.has(unit)) return address + WEIGHTS.shortSaying + WEIGHTS.opensSpeech;
  if (actions.mayBegin(unit)) return address + WEIGHTS.action;
  if (beginsSpeaksAfter.has(unit)) return address + WEIGHTS.speaks;
  return address + (unit === DE ? WEIGHTS.deAfter : unit === COMMA ? WEIGHTS.listAfter : 0);
}

/** The role or affiliation that is stated next to a name, where a title stands there. */
export function statedRole(text: string, start: number, end: number): Span | undefined {
  const gap = skipSpacesBack(text, start);
  const role = titles.lengthBefore(text, gap) > 0 ? roleBefore(text, gap) : undefined;
  return role ?? roleAfter(text, end);
}

/**
 * What speaks for or against a name that begins at an offset, as far as it is seen without looking up words: {@link evidenceBefore}
 * weighs as much at most.
 */
export function likelyBefore(text: string, start: number): EvidenceSet {
  const previous = unitAt(text, start - 1);
  const isWord = isHan(previous);
  const ends = isWord ? endingsBefore.kindsAt(previous, unitAt(text, start - 2)) : TITLE;
  if (ends === 0) return 0;
  const gap = isWord ? start : skipSpacesBack(text, start);
  const title = (ends & TITLE) !== 0 ? titles.lengthBefore(text, gap) : 0;
  if (title > 0) return title > 1 ? BIT.title : BIT.shortTitle;
  if (isWord) {
    if ((ends & PLACE) !== 0 && placesBefore.lengthBefore(text, start) > 0) return BIT.placeBefore;
    const word = (ends & (WORD | SHORT_WORD)) !== 0 ? wordsBefore.lengthBefore(text, start) : 0;
    if (word > 0) return word > 1 ? BIT.wordBefore : BIT.shortWordBefore;
    return people.has(previous) ? BIT.peopleBefore : previous === DE ? BIT.deBefore : 0;
  }
  if (isParagraphStart(text, start)) return BIT.paragraph;
  if (previous === COMMA) return BIT.listBefore;
  if (isDigit(previous)) return BIT.digitBefore;
  return isEdge(previous) ? BIT.edgeBefore : 0;
}

/** What speaks for or against a name that begins at an offset; `likely` is what {@link likelyBefore} says. */
export function evidenceBefore(text: string, start: number, likely = likelyBefore(text, start)): EvidenceSet {
  const previous = unitAt(text, start - 1);
  if (!isHan(previous) || (likely & (BIT.title | BIT.shortTitle)) !== 0) return likely;
  const across = isWordAt(text, start - 1, start + 1) ? BIT.wordAcrossStart : 0;
  // What ends a longer word is no word of its own, and the end of no word for people either.
  const isEnd = (likely & (BIT.shortWordBefore | BIT.peopleBefore)) !== 0 && isWordAt(text, start - 2, start);
  if (likely === BIT.shortWordBefore && isEnd) return across | (people.has(previous) ? BIT.peopleBefore : previous === DE ? BIT.deBefore : 0);
  if (likely === BIT.peopleBefore && !isEnd && !isWordAt(text, start - 3, start)) return across;
  return across | likely;
}

/** The role that a form of address or a title after a name states. */
function roleAfter(text: string, end: number): Span | undefined {
  const gap = skipSpaces(text, end);
  const honorific = gap - end <= 1 ? honorifics.lengthAt(text, gap) : 0;
  if (honorific > 0) return FORM_OF_ADDRESS.test(text.slice(gap, gap + honorific)) ? undefined : { start: gap, end: gap + honorific };
  const title = titles.lengthAt(text, end);
  return title > 1 ? { start: end, end: end + title } : undefined;
}

/**
 * What speaks for or against a name that ends before an offset, as far as it is seen without looking up words: {@link evidenceAfter}
 * weighs as much at most.
 */
export function likelyAfter(text: string, end: number): EvidenceSet {
  const next = unitAt(text, end);
  const ways = openingsAfter.kindsAt(next, unitAt(text, end + 1));
  const isWord = isHan(next);
  if (isWord && ways === 0) return next === DE ? BIT.deAfter : 0;
  // Beside a space or sign everything is looked for.
  const may = isWord ? ways : ANYTHING;
  const gap = skipSpaces(text, end);
  const honorific = (may & HONORIFIC) !== 0 && gap - end <= 1 ? honorifics.lengthAt(text, gap) : 0;
  const title = honorific > 0 || (may & JOB) === 0 ? 0 : titles.lengthAt(text, end);
  const address = honorific > 0 ? BIT.formOfAddress : title > 1 ? BIT.titleAfter : 0;
  const speech = (may & (SAYS | SAYS_SHORTLY | SPEAKS)) !== 0 ? speechAfter(text, end, gap) : 0;
  const evidence = address | (speech !== 0 ? speech : neighbourAfter(text, end, may, address !== 0));
  return (may & CALLED_AFTER) !== 0 && isEponym(text, end) ? evidence | BIT.eponym : evidence;
}

const ANYTHING = -1;

/** What speaks for or against a name that ends before an offset; `likely` is what {@link likelyAfter} says. */
export function evidenceAfter(text: string, end: number, likely = likelyAfter(text, end)): EvidenceSet {
  // Before a verb of saying a name is at its end whatever words there are.
  if ((likely & (BIT.saying | BIT.shortSaying | BIT.speaks)) !== 0 || !isHan(unitAt(text, end))) return likely;
  return isWordAt(text, end - 1, end + 1) ? likely | BIT.wordAcrossEnd : likely;
}

/** A verb of saying or what else opens speech; `gap` is the offset after any spaces. */
function speechAfter(text: string, end: number, gap: number): EvidenceSet {
  const adverb = adverbs.has(unitAt(text, gap)) && verbsAfter.lengthAt(text, gap + 1) > 1 ? 1 : 0;
  const verb = gap - end > 1 || notCue.lengthAt(text, gap) > 0 ? 0 : verbsAfter.lengthAt(text, gap + adverb);
  if (verb > 0) return (verb > 1 ? BIT.saying : BIT.shortSaying) | (opensSpeech.has(unitAt(text, gap + adverb + verb)) ? BIT.opensSpeech : 0);
  return beginsSpeaksAfter.has(unitAt(text, end)) && SPEAKS_AFTER.test(text.slice(end, end + 24)) ? BIT.speaks : 0;
}

/** Any other word or sign right after a name, as far as one may begin; next to a form of address words say nothing more. */
function neighbourAfter(text: string, end: number, may: number, addressed: boolean): EvidenceSet {
  const next = unitAt(text, end);
  if (!isHan(next)) return next === COMMA ? BIT.listAfter : isEdge(next) ? BIT.edgeAfter : 0;
  if (addressed) return 0;
  if ((may & ACTS) !== 0 && actions.lengthAt(text, end) > 0) return BIT.action;
  const place = (may & LIES_IN) !== 0 ? placesAfter.lengthAt(text, end) : 0;
  if (place > 0) return place > 1 ? BIT.placeAfter : BIT.shortPlaceAfter;
  return next === DE ? BIT.deAfter : 0;
}

/** Whether a law, a prize or the like follows, maybe with its number. */
function isEponym(text: string, end: number): boolean {
  let at = end;
  if (unitAt(text, at) === ORDINAL) at += isOneOf(text, at + 1, '一二三') ? 2 : 1;
  return eponyms.lengthAt(text, at) > 0;
}

function isParagraphStart(text: string, offset: number): boolean {
  const at = skipSpacesBack(text, offset);
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
}

/** Whether a text is a title or other word for people, and so is no name itself. */
export function isTitle(text: string): boolean {
  return titles.has(text) || honorifics.has(text);
}

/** Whether such a word may end with a code unit. */
export function mayEndTitle(unit: number): boolean {
  return titles.mayEnd(unit) || honorifics.mayEnd(unit);
}

/** Whether a text ends with a title. */
export function endsWithTitle(text: string): boolean {
  return titles.lengthBefore(text, text.length) > 0;
}

/** The role that ends before an offset: title and affiliation, back to the clause before them. */
function roleBefore(text: string, end: number): Span | undefined {
  let start = end;
  let depth = 0;
  while (start > 0 && end - start < LONGEST_ROLE) {
    const unit = text[start - 1] as string;
    if (unit === ')') depth++;
    else if (unit === '(') {
      if (depth === 0) break;
      depth--;
    } else if (depth === 0 && unit === '、') {
      // 甲所所长、乙会会长某某: what stands before the comma belongs to the same person when it is a title too.
      if (titles.lengthBefore(text, start - 1) === 0) break;
    } else if (depth === 0 && !isHan(unit.charCodeAt(0)) && !/[A-Za-z0-9·&.“”]/.test(unit)) break;
    start--;
  }
  // Verbs and prepositions before the affiliation stay outside.
  const stretch = text.slice(start, end);
  let cut = 0;
  for (const match of allMatches(stretch, CONNECTIVE)) {
    const at = match.index;
    const inWord = [2, 3].some((n) => {
      for (let from = at - n + 1; from <= at; from++) {
        if (from >= 0 && from + n <= stretch.length && wordCost(stretch.slice(from, from + n)) !== undefined) return true;
      }
      return false;
    });
    if (match[0].length > 1 || match[0] === '的' || (!inWord && !JOINS_A_NAME.test(stretch.slice(at)))) cut = at + match[0].length;
  }
  start += cut;
  while (start < end && /[\s,、“”.·]/.test(text[start] as string)) start++;
  return start < end ? { start, end } : undefined;
}

function isEdge(unit: number): boolean {
  return Number.isNaN(unit) || (!isHan(unit) && unit !== 0xb7);
}
