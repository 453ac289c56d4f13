import cues from '../../../data/sources/cues.json';
import roles from '../../../data/sources/roles.json';
import { isHan, skipSpaces, skipSpacesBack } from '../../text/characters';
import type { Span } from '../../text/span';
import { wordCost } from './wordCosts';
import { WordSet } from './wordSet';

/** What stands around a possible name and speaks for or against it. Offsets count in folded text; weights as in wordCosts.ts. */
export interface PersonContext {
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

/** Names of laws and prizes are no mentions of the person (摩尔定律). */
const EPONYM = /^(?:第[一二三]?)?(?:定律|定理|方程|效应|法则|指数|奖|杯|曲线|悖论|猜想|公式|常数|测试|架构|结构|模型|周期|综合征|病|运动|筹|文化杯)/;
/** What makes a place or a body of the characters before it (中山大学, 张家村). */
const PLACE_OR_BODY = /^(?:大学|中学|小学|医院|公司|集团|股份|银行|证券|路|街|镇|乡|村|县|市|省|区|庄|屯|桥|河|江|湖|山|岛|寺|庙|塔|水库|机场|火车站|高速|科技|控股|投资|资本|酒店|药业|电器|家族|生物|汽车|客车|电子|律师事务所|基金|员工|系列|品牌)/;
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
  let weight = 0;
  let strong = false;
  let role: Span | undefined;

  const beforeGap = skipSpacesBack(text, start);
  const title = titles.lengthBefore(text, beforeGap);
  if (title > 0) {
    weight += title > 1 ? 14 : 8;
    strong = true;
    role = roleBefore(text, beforeGap);
  } else if (beforeGap === start && WORD_FOR_PEOPLE.test(text.slice(start - 1, start))) {
    const word = [3, 2].find((length) => wordCost(text.slice(start - length, start)) !== undefined);
    if (word) weight += 4;
  } else if (isEdge(text.charCodeAt(start - 1))) weight += 2;

  const afterGap = skipSpaces(text, end);
  const honorific = honorifics.lengthAt(text, afterGap);
  if (honorific > 0 && afterGap - end <= 1) {
    weight += 12;
    strong = true;
    if (!FORM_OF_ADDRESS.test(text.slice(afterGap, afterGap + honorific))) role ??= { start: afterGap, end: afterGap + honorific };
  } else if (titles.lengthAt(text, end) > 1) {
    weight += 8;
    strong = true;
    role ??= { start: end, end: end + titles.lengthAt(text, end) };
  }
  // 某某也认为, 某某还观察到: one adverb may stand before the verb.
  const adverb = /[也还则曾又就都]/.test(text[end] ?? '') && verbsAfter.lengthAt(text, end + 1) > 1 ? 1 : 0;
  const verb = notCue.lengthAt(text, end) > 0 ? 0 : verbsAfter.lengthAt(text, end + adverb);
  if (verb > 0) {
    const opens = /^[,，:：“"]/.test(text.slice(end + adverb + verb, end + adverb + verb + 1));
    weight += (verb > 1 ? 8 : 4) + (opens ? 6 : 0);
    strong ||= verb > 1 || opens;
  } else if (/^(?:在接受|在.{2,12}[中上时],?(?:说|表示|指出|强调)|向.{2,10}(?:表示|介绍|透露|说)|对.{2,8}(?:表示|说)|告诉|等人|等\d|等[一二三四五六七八九十]+[人位名]|\([A-Z][a-zA-Z])/.test(text.slice(end, end + 24))) {
    weight += 8;
    strong = true;
  } else if (isEdge(text.charCodeAt(end))) weight += 2;

  if (EPONYM.test(text.slice(end, end + 5))) weight -= 100;
  else if (PLACE_OR_BODY.test(text.slice(end, end + 4))) weight -= 14;
  return { weight, strong, ...(role ? { role } : {}) };
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
