import cues from '../../../data/sources/cues.json';
import neighbours from '../../../data/sources/neighbours.json';
import roles from '../../../data/sources/roles.json';
import { isHan, skipSpaces, skipSpacesBack } from '../../text/characters';
import type { Span } from '../../text/span';
import { wordCost } from './wordCosts';
import { WordSet } from './wordSet';

/** What stands around a possible name and speaks for or against it. Offsets count in folded text. */
export interface PersonContext {
  readonly evidence: readonly Evidence[];
  /** Sum of the weights of the evidence. */
  readonly weight: number;
  /** The words around it alone make a name here likely: a title, a form of address, a verb of saying. */
  readonly strong: boolean;
  /** Stated role or affiliation, when a title stands next to the name. */
  readonly role?: Span;
}

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

/** Evidence that by itself makes a name likely: what it finds is established for the whole corpus. */
const STRONG: ReadonlySet<Evidence> = new Set<Evidence>(['title', 'shortTitle', 'formOfAddress', 'titleAfter', 'saying', 'opensSpeech', 'speaks']);

/** Names of laws and prizes are no mentions of the person (摩尔定律). */
const EPONYM = /^(?:第[一二三]?)?(?:定律|定理|方程|效应|法则|指数|奖|杯|曲线|悖论|猜想|公式|常数|测试|架构|结构|模型|周期|综合征|病|运动|筹|文化杯|主义)/;
const SPEAKS_AFTER = /^(?:在接受|在.{2,12}[中上时],?(?:说|表示|指出|强调)|向.{2,10}(?:表示|介绍|透露|说)|对.{2,8}(?:表示|说)|告诉|等人|等(?:\d+|[一二三四五六七八九十两几]+)多?[人位名]|\([A-Z][a-zA-Z])/;
/** Courtesy and kinship are no role. */
const FORM_OF_ADDRESS = /^(?:同志|先生|女士|小姐|夫人|太太|等人|等同志|本人|一家|团队|老人|师傅|夫妇|兄弟|姐妹|[父母][子女]|大[妈娘爷]|老汉)$/;
/** Endings of words for people, for titles that no list has (船老大, 维修工). */
const WORD_FOR_PEOPLE = /[长员家师者手工商主民生兵妇童星匠官帅]$/;
const CONNECTIVE = /专访|采访了?|邀请到?|请到了?|请来了?|约请|走访|拜访|访问了?|对话|连线|会见了?|作为|包括|加入|聘请|任命|例如|的|[了是在由与向对被把让使给跟和及等称据为如但而则也]/g;
/** 和 inside the names of ministries and bodies. */
const JOINS_A_NAME = /^[和与及](?:信息化|改革|社会保障|城乡|旅游|计划生育|技术|法律|发展|经济|国际|管理|信息|体育|草原|健康)/;

/** Length limit of a stated role, in characters: the longest affiliations with title of newspapers stay below it. */
const LONGEST_ROLE = 45;

/** Judges the surroundings of a possible name. */
export function personContext(text: string, start: number, end: number): PersonContext {
  const found: Evidence[] = [];
  const roleBeforeName = before(text, start, found);
  const roleAfterName = after(text, end, found);
  const role = roleBeforeName ?? roleAfterName;
  let weight = 0;
  let strong = false;
  for (const evidence of found) {
    weight += WEIGHTS[evidence];
    strong ||= STRONG.has(evidence);
  }
  return { evidence: found, weight, strong, ...(role ? { role } : {}) };
}

/** Evidence on the left of a name, and the role it states. */
function before(text: string, start: number, found: Evidence[]): Span | undefined {
  const gap = skipSpacesBack(text, start);
  const title = titles.lengthBefore(text, gap);
  if (title > 0) {
    found.push(title > 1 ? 'title' : 'shortTitle');
    return roleBefore(text, gap);
  }
  const previous = text.charCodeAt(start - 1);
  if (isHan(previous)) {
    const word = wordsBefore.lengthBefore(text, start);
    if (placesBefore.lengthBefore(text, start) > 0) found.push('placeBefore');
    else if (word > 1 || (word === 1 && wordCost(text.slice(start - 2, start)) === undefined)) found.push(word > 1 ? 'wordBefore' : 'shortWordBefore');
    else if (WORD_FOR_PEOPLE.test(text.slice(start - 1, start)) && [3, 2].some((length) => wordCost(text.slice(start - length, start)) !== undefined)) found.push('peopleBefore');
    else if (text[start - 1] === '的') found.push('deBefore');
    if (wordCost(text.slice(start - 1, start + 1)) !== undefined) found.push('wordAcrossStart');
  } else if (isParagraphStart(text, start)) found.push('paragraph');
  else if (text[start - 1] === '、') found.push('listBefore');
  else if (/\d/.test(text[start - 1] ?? '')) found.push('digitBefore');
  else if (isEdge(previous)) found.push('edgeBefore');
  return undefined;
}

/** Evidence on the right of a name, and the role it states. */
function after(text: string, end: number, found: Evidence[]): Span | undefined {
  let role: Span | undefined;
  const gap = skipSpaces(text, end);
  const honorific = gap - end <= 1 ? honorifics.lengthAt(text, gap) : 0;
  const title = honorific > 0 ? 0 : titles.lengthAt(text, end);
  if (honorific > 0) {
    found.push('formOfAddress');
    if (!FORM_OF_ADDRESS.test(text.slice(gap, gap + honorific))) role = { start: gap, end: gap + honorific };
  } else if (title > 1) {
    found.push('titleAfter');
    role = { start: end, end: end + title };
  }
  // 某某也认为, 某某还观察到: one adverb may stand before the verb.
  const adverb = /[也还则曾又就都]/.test(text[gap] ?? '') && verbsAfter.lengthAt(text, gap + 1) > 1 ? 1 : 0;
  const verb = gap - end > 1 || notCue.lengthAt(text, gap) > 0 ? 0 : verbsAfter.lengthAt(text, gap + adverb);
  const next = text.charCodeAt(end);
  if (verb > 0) {
    found.push(verb > 1 ? 'saying' : 'shortSaying');
    if (/^[,，:：“"]/.test(text.slice(gap + adverb + verb, gap + adverb + verb + 1))) found.push('opensSpeech');
  } else if (SPEAKS_AFTER.test(text.slice(end, end + 24))) found.push('speaks');
  else if (isHan(next)) {
    const place = placesAfter.lengthAt(text, end);
    const across = wordCost(text.slice(end - 1, end + 1)) !== undefined;
    if (honorific === 0 && title < 2) {
      if (actions.lengthAt(text, end) > 0) found.push('action');
      else if (place > 0) found.push(place > 1 ? 'placeAfter' : 'shortPlaceAfter');
      else if (text[end] === '的') found.push('deAfter');
    }
    if (across) found.push('wordAcrossEnd');
  } else if (text[end] === '、') found.push('listAfter');
  else if (isEdge(next)) found.push('edgeAfter');
  if (EPONYM.test(text.slice(end, end + 5))) found.push('eponym');
  return role;
}

function isParagraphStart(text: string, offset: number): boolean {
  const at = skipSpacesBack(text, offset);
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
}

/** Whether a text is a title or other word for people, and so is no name itself. */
export function isTitle(text: string): boolean {
  return titles.has(text) || honorifics.has(text);
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
  for (const match of stretch.matchAll(CONNECTIVE)) {
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
