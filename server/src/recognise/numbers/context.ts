import { isBreak, isDigit, isHan, isLatin, isOneOf, isSpace, skipSpacesBack, standsAt } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';
import { codeWords, labelWords } from './lexicon';
import type { Quantity } from './quantities/quantity';

/**
 * Whether something that looks like a quantity is one where it stands: articles, list markers, labels,
 * codes, versions and page numbers count nothing (tagging guidelines, "Not numbers"). Offsets are
 * UTF-16 code units of a folded reading.
 */
export function countsSomething(text: string, quantity: Quantity): boolean {
  const { first, second, before, after } = quantity;
  if (!Number.isFinite(first.hi) || (second && !Number.isFinite(second.hi))) return false;
  const bounded = before !== undefined || after !== undefined || first.more || first.about;
  if (first.kind === 'ordinal') return !isListMarker(text, quantity) && !isNumberedName(text, quantity);
  const { numeral, unit } = first;
  const { start, end } = quantity;
  if (!numeral || second) return !numeral || !second || second.unit !== undefined || countsBare(text, quantity, bounded);
  if (numeral.digitRow) return unit !== undefined || first.kind === 'fraction' || first.kind === 'percent';
  if (first.kind === 'fraction' && standsAt(text, end, '决赛')) return false;
  if (first.kind === 'fraction' || first.kind === 'percent' || first.prefixed !== undefined) return true;
  if (unit === undefined) return countsBare(text, quantity, bounded);
  if (isNumberedUnit(text, quantity) || isCongress(text, quantity) || isAnnexed(text, quantity)) return false;
  if (isAddress(text, quantity) || (numeral.form === 'han' && isPairedName(text, quantity)) || isNamedRules(text, quantity)) return false;
  // 图1 人工智能 is a caption, its number with a space after it.
  if (numeral.form === 'arabic' && isSpace(text.charCodeAt(numeral.end)) && isOneOf(text, start - 1, '图表')) return false;
  if (numeral.loneScale && !bounded) {
    if (unit.notWithLoneScale) return false;
    // 百年 and 千日 are long times, not numbers; 百元 and 百家 count.
    if (unit.kind === 'duration') return false;
  }
  if (isArticle(numeral.form, numeral.length, first.lo, text[first.start]) && !bounded && second === undefined) return articleCounts(text, quantity);
  return true;
}

function isArticle(form: string, length: number, value: number, char: string | undefined): boolean {
  return form === 'han' && length === 1 && value === 1 && char === '一';
}

const COUNTING_BEFORE = /(?:仅有?|只有|不止|不只|唯有|[零〇])$/;
const NOT_COUNTING_BEFORE = '这那同某新有哪另任何前后上下';

/** 一个, 一种, 一场 are articles; 一吨, 一年 and 一台…16万元 count. */
function articleCounts(text: string, { start, end, first }: Quantity): boolean {
  switch (first.unit?.kind) {
    case 'measure':
    case 'money':
    case 'subunit':
    case 'multiple':
    case 'percent':
      return true;
    case 'duration':
      return !isOneOf(text, start - 1, NOT_COUNTING_BEFORE) && !standsAt(text, end, '一');
    case 'classifier':
      if (isOneOf(text, start - 1, '仅有止只零〇') && COUNTING_BEFORE.test(text.slice(Math.max(0, start - 2), start))) return true;
      return first.unit.name !== '期' && isPriced(text, end) && !isOneOf(text, start - 1, NOT_COUNTING_BEFORE);
    case 'noUnit':
    case undefined:
      return false;
  }
}

/** A noun of up to five characters and no verb, then a price (16万元). */
const PRICE = /^(?:(?![可获得要花费用为是卖买就有给付交便贵高低多少降涨出过])[\u4e00-\u9fff]){0,5}?(?:[¥$€£]\d|\d[\d.,]*[万亿千百]*[多余]?(?:[美欧日港澳加韩]?元|英镑|人民币))/;

const LONGEST_PRICED = 6;

/** A price straight after the noun: 一台机器人16万元. */
function isPriced(text: string, end: number): boolean {
  return canBePriced(text, end) && PRICE.test(text.slice(end, end + 24));
}

/** Most nouns have neither digit nor sign of a currency after them. */
export function canBePriced(text: string, end: number): boolean {
  let i = end;
  while (i < end + LONGEST_PRICED && isHan(text.charCodeAt(i))) i++;
  return isDigit(text.charCodeAt(i)) || isOneOf(text, i, '¥$€£');
}

const FUNCTION_HAN = CodeUnitSet.of('的和与及或至到了是在即而则也等后前以之并但比、占较乃');
const VERBS_BEFORE = '为是达到至得分于和与约及共计增超余近减占仅以有了率高低值数总合过成均值跌升涨降破前';

/** A number without a unit: only where nothing says that it is a code, a label or a page. */
function countsBare(text: string, quantity: Quantity, bounded: boolean): boolean {
  const { start, end, first, second } = quantity;
  const { numeral } = first;
  if (!numeral) return true;
  const next = text.charCodeAt(end);
  // 3A, but 数万GPU卡: scale words say that it counts.
  const isScaled = first.numeral !== undefined && (second?.numeral ?? first.numeral).exponent > 0 && isHan(text.charCodeAt(end - 1));
  if ((isLatin(next) && !isScaled) || isPartOfCode(text, start, end)) return false;
  const nextIsFunction = isFunctionAt(text, end);
  if (numeral.form === 'han' && first.kind === 'cardinal') {
    if (numeral.vague && numeral.exponent === 0 && numeral.smallExponent === 0) return false;
    // An address of the net read out: 点 on both sides of its parts.
    if (numeral.decimals) return text[start - 1] !== '点' && text[end] !== '点';
    if (second) return numeral.exponent > 0 || (second.numeral?.exponent ?? 0) > 0 || (bounded && second.lo >= 10);
    if (numeral.loneScale) return numeral.exponent >= 8 && numeral.length > 1 || (bounded && numeral.exponent >= 4);
    if (numeral.length === 1 || (numeral.paired && numeral.length === 2)) return false;
    return first.hi >= 10_000 || bounded || (nextIsFunction && !isQuoted(text, start, end));
  }
  if (numeral.exponent > 0 || numeral.form === 'mixed' || numeral.grouped || bounded) return true;
  if (second) return nextIsFunction && !isBracketed(text, start, end) && text[start - 1] !== '从' && !isOneOf(text, start - 1, '-/.');
  return countsPlain(text, start, end, numeral.decimals, nextIsFunction);
}

/** Whether plain Arabic digits count something, with neither scale nor unit nor a Latin letter behind them. */
export function digitsCount(text: string, start: number, end: number, decimals: boolean): boolean {
  return !isPartOfCode(text, start, end) && countsPlain(text, start, end, decimals, isFunctionAt(text, end));
}

/** Whether signs about a number or words before it say that it is part of a code. Scores and ratios (3:2, 1:100) are none of the kinds either. */
function isPartOfCode(text: string, start: number, end: number): boolean {
  if (isOneOf(text, end, '×xX*#_') || isOneOf(text, start - 1, '×*#_@')) return true;
  if ((isOneOf(text, end, ':∶比') && isDigit(text.charCodeAt(end + 1))) || (isOneOf(text, start - 1, ':∶比') && isDigit(text.charCodeAt(start - 2)))) return true;
  return isCodeBefore(text, start);
}

/** Whether no word but one of function stands at the offset. */
function isFunctionAt(text: string, at: number): boolean {
  return at >= text.length || !isHan(text.charCodeAt(at)) || FUNCTION_HAN.has(text.charCodeAt(at));
}

/** Plain Arabic digits without scale or unit. */
function countsPlain(text: string, start: number, end: number, decimals: boolean, nextIsFunction: boolean): boolean {
  if (!nextIsFunction) return false;
  if (text[start] === '0' && isDigit(text.charCodeAt(start + 1))) return false;
  // Latin names take numbers: Llama 3, Create 2024.
  const back = skipSpacesBack(text, start);
  const previous = text.charCodeAt(back - 1);
  if (isLatin(previous) || isBreak(previous) || back === 0) return false;
  if (back < start && isHan(previous) && !VERBS_BEFORE.includes(text[back - 1] as string)) return false;
  if (isLabelled(text, back)) return false;
  if (isBracketed(text, start, end) || isLineMarker(text, start, end)) return false;
  if (isHan(previous)) return VERBS_BEFORE.includes(text[back - 1] as string);
  return decimals ? isOneOf(text, back - 1, ':、,=~') : isOneOf(text, back - 1, '、:=') && isDigitsAround(text, back, end);
}

/** Whether a word stands before the offset that a number only labels (图1, 方案2). */
export function isLabelled(text: string, at: number): boolean {
  for (let length = 1; length <= LONGEST_LABEL; length++) if (labelWords.has(text.slice(at - length, at))) return true;
  return false;
}

const LONGEST_LABEL = 3;

/** In a list of numbers each stands beside another or after a colon. */
function isDigitsAround(text: string, start: number, end: number): boolean {
  return text[start - 1] === ':' || text[start - 1] === '=' || isDigit(text.charCodeAt(start - 2)) || (text[end] === '、' && isDigit(text.charCodeAt(end + 1)));
}

function isQuoted(text: string, start: number, end: number): boolean {
  return isOneOf(text, start - 1, '“‘"《') || isOneOf(text, end, '”’"》');
}

function isBracketed(text: string, start: number, end: number): boolean {
  return isOneOf(text, start - 1, '([【〔') && isOneOf(text, end, ')]】〕');
}

function isLineMarker(text: string, start: number, end: number): boolean {
  const back = skipSpacesBack(text, start);
  return (back === 0 || isBreak(text.charCodeAt(back - 1)) || isOneOf(text, back - 1, '。;；(:')) && isOneOf(text, end, '.、)．');
}

/** `第一，…；第二，…` at the head of a clause only orders the text; so does （第一）. */
function isListMarker(text: string, { start, end, first }: Quantity): boolean {
  if (first.unit !== undefined) return false;
  const back = skipSpacesBack(text, start);
  const opensClause = back === 0 || isBreak(text.charCodeAt(back - 1)) || isOneOf(text, back - 1, '。;；:：!！?？,，“"(”)…—*');
  // 第一要节俭，第二要务实 orders clauses; 第一要务 does not.
  if (/^(?:要(?!务(?!实)|[素义点件职领地塞害案])|必须|应该|应当|不能|不要)/.test(text.slice(end, end + 3))) return true;
  return opensClause && isOneOf(text, end, ',、:. 是') && !/^、(?:第|[一二三四五六七八九十]{1,3}[、轮届次批期])/.test(text.slice(end, end + 5));
}

/** Floors, rooms and houses of an address (大厦17层, 8号楼12层). */
function isAddress(text: string, { start, first }: Quantity): boolean {
  if (first.unit?.name !== '层' && first.unit?.name !== '座') return false;
  const back = skipSpacesBack(text, start);
  return /(?:大厦|号楼|[号楼座厦])$/.test(text.slice(Math.max(0, back - 2), back)) && !isSpace(text.charCodeAt(back - 1));
}

/** 十四届全国人大, 八届五次会议, 民建七大: sessions and congresses go by their number. */
function isCongress(text: string, { start, end, first }: Quantity): boolean {
  if (first.numeral?.form !== 'han' || !isOneOf(first.unit?.name ?? '', 0, '届次大')) return false;
  const next = text.slice(end, end + 4);
  const last = text.slice(Math.max(0, start - 4), start);
  switch (first.unit?.name ?? '') {
    case '届':
      return /^(?:全国(?:人|政|委)|人大|政协|常委|[一二三四五六七八九十]{1,3}[中次])/.test(next) || /(?:人大|政协)$/.test(last);
    case '次':
      return /^(?:会议|全会|全体|理事)/.test(next) && /[届大协会]$/.test(last);
    case '大':
      return end >= text.length || /^(?:[的、,。;!以后前”]|报告|精神|代表|召开|闭幕|开幕|胜利|贺词|提出|文件|确定|主席)/.test(next);
    default:
      return false;
  }
}

/** 国安二队, 十四局二处: a single 二 before one of these names it; counted it would be 两. */
function isNumberedUnit(text: string, { start, first }: Quantity): boolean {
  return first.numeral?.length === 1 && text[start] === '二' && first.unit !== undefined && '队处班部团营连排组科室局厂院校'.includes(first.unit.name);
}

const ENDS_ANNEX = CodeUnitSet.of('件表图录例栏');

/** 附件三, 案例二: the number is a label. */
function isAnnexed(text: string, { start, first }: Quantity): boolean {
  return first.numeral?.form === 'han' && first.numeral.length === 1 && ENDS_ANNEX.hasAt(text, start - 1) && /(?:附件|附表|附图|附录|案例|专栏|例)$/.test(text.slice(Math.max(0, start - 2), start));
}

/** 第三机床厂 and 第一人民医院 are names of places. */
function isNumberedName(text: string, { end, first }: Quantity): boolean {
  return first.unit === undefined && /^(?:[\u4e00-\u9fff]{0,4}厂|(?:人民|附属|中心|工人)?医院|(?:实验)?[中小]学|工程局|设计院|监狱|机床|汽车集团|中级(?:人民)?法院|总队|支队|[东南西北]?[\u4e00-\u9fff]?铁路局|航务)/.test(text.slice(end, end + 6)) && !/^[的大个家座所批]/.test(text.slice(end, end + 1));
}

const OPENING_QUOTES = CodeUnitSet.of('“‘「"');
const PAIRED_NAME = /^[“‘「"](?:[一二两三四五六七八九十百千万亿][\u4e00-\u9fff]){2}[”’」"]$/;

/** “百企千品”: two numerals with a noun each, in quotation marks, are the name of a programme. */
function isPairedName(text: string, { start }: Quantity): boolean {
  return isPairedFrom(text, start - 1) || isPairedFrom(text, start - 3) || isProgramme(text, start);
}

function isPairedFrom(text: string, open: number): boolean {
  return OPENING_QUOTES.hasAt(text, open) && PAIRED_NAME.test(text.slice(open, open + 6));
}

/** A quotation without punctuation, verb or particle. */
const PROGRAMME = /^[“‘「"]((?![的了是有在我你他她花用要会能就都也])[\u4e00-\u9fff]){4,12}[”’」"]$/;
const HAN_DIGITS = /[一二两三四五六七八九十]/g;

/** “四张清单一张网”: a short quotation with two numerals and more is the name of a programme or a slogan. */
function isProgramme(text: string, start: number): boolean {
  for (let open = start - 1; open >= 0 && open >= start - LONGEST_PROGRAMME; open--) {
    const unit = text.charCodeAt(open);
    if (isHan(unit)) continue;
    if (ENDS_QUOTATION.has(unit)) return false;
    if (!isOneOf(text, open, '“‘「')) continue;
    const close = text.slice(open + 1, open + LONGEST_PROGRAMME + 2).search(/[”’」]/);
    const quoted = close < 0 ? '' : text.slice(open, open + close + 2);
    return PROGRAMME.test(quoted) && (quoted.match(HAN_DIGITS)?.length ?? 0) >= 2 && /[一二两三四五六七八九十](?![一二三四五六七八九十百千万亿])/.test(quoted) && !/[百千万亿\d]/.test(quoted);
  }
  return false;
}

const LONGEST_PROGRAMME = 12;
const ENDS_QUOTATION = CodeUnitSet.of('”’」。,;:\n');

/** “数据二十条”: rules that go by their number. */
function isNamedRules(text: string, { start, end, first }: Quantity): boolean {
  return first.unit?.name === '条' && first.numeral?.form === 'han' && isOneOf(text, end, '”’」"》') && isHan(text.charCodeAt(start - 1))
    && /[“‘「"《][\u4e00-\u9fff]{1,6}$/.test(text.slice(Math.max(0, start - 7), start));
}

const CODE_WITHIN = 22;
const ENDS_REACH = CodeUnitSet.of('\r\n。;；!！?？');
const CODE_STARTS = new CodeUnitSet(codeWords.firstUnits());

/** A word for telephone, post code, registration or the like before the number, in the same line and sentence. */
export function isCodeBefore(text: string, start: number): boolean {
  for (let i = start - 1; i >= 0 && i >= start - CODE_WITHIN; i--) {
    const unit = text.charCodeAt(i);
    if (ENDS_REACH.has(unit)) return false;
    if (!CODE_STARTS.has(unit)) continue;
    const word = codeWords.longest(text, i);
    if (word && word.end <= start && !isLatinWordBroken(text, i, word.end)) return reachesNumber(text, word.end, start);
  }
  return false;
}

/** IP of IPO is no code word. */
function isLatinWordBroken(text: string, start: number, end: number): boolean {
  return isLatin(text.charCodeAt(start)) && (isLatin(text.charCodeAt(start - 1)) || isLatin(text.charCodeAt(end)));
}

/** Between a code word and its number stand only a name or two: no comma, no verb of quantity. */
function reachesNumber(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to);
  return !/[,，、]/.test(between.replace(/[,，、](?=\s*\d)/g, '')) && !/[有达增减占超][一-鿿]*$/.test(between) && between.length <= 14;
}
