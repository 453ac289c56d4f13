import { endsIn, isOneOf } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { Match } from '../trie';
import { dateOf, timeOf } from './time';
import type { Sentence } from './sentence';
import { DATE_SIGN, DURATION_SIGN, QUANTITY_SIGN, isDuration, isNumberSign, isQuantity, isTime } from './signs';
import { withoutManner } from './verb';
import { hasAny, HAS_EACH, HAS_IN, HAS_NO_NAME, HAS_QUANTITY, HAS_QUOTES, HAS_SHARE, HAS_TIME, HAS_COMPARING, HAS_WITH, MAY_BE_UNCLEAR, MAY_COMPARE, MAY_HAVE_OBJECT, MAY_REPORT, signsIn, UNNAMEABLE } from './wordSigns';
import { comparisonVerbs, countNouns, leading, measureNouns, objectVerbStarts, objectVerbs, owners, placeNames, places, reports, unclear, type Change } from './words';

/** What the words before a verb of quantity name. */
export interface Name {
  /** Empty where the clause leaves the thing unsaid. */
  readonly what: string;
  /** The thing and its owner together, where `of` was parted from it. */
  readonly full: string;
  readonly of: string | undefined;
  readonly base: string | undefined;
  readonly period: string | undefined;
  /** A verb of change before the thing (缩短工期). */
  readonly change: Change | undefined;
  /** The thing is what a verb does something to (接待游客). */
  readonly object: boolean;
  /** 其中 stood before: the whole is what was named last. */
  readonly among: boolean;
  /** The thing begins after a number of the same clause, which may have taken its subject. */
  readonly cut: boolean;
}

/** Of words that name nothing. */
export const NAMELESS: Name = { what: '', full: '', of: undefined, base: undefined, period: undefined, change: undefined, object: false, among: false, cut: false };

const LONGEST = 30;
const COMPARED_WITH = /(?:与|同|和|跟|对)([^比]{1,20}?)(?:相比较?|相较|比较)$/;
const COMPARED_TO = /(?:相比于?|相较于?|相对于|对比|比起|(?<!相)比(?![例重率值分价赛特方亚邻])|(?<![比相])较(?!量|劲|真))([^比,]{1,20})$/;
/** 与目标|相差 */
const DIFFERS_FROM = /^(?:与|同|和|跟)([^,、]{2,20})$/;
const COMPARISON_VERB = new RegExp(`^(.{2,}?)(?:${comparisonVerbs.words().join('|')})(.{2,20})$`);
const LEADING_COMPARISON = new RegExp(`^(?:对比|相比于?|相较于?|比|较|与|同)(${DATE_SIGN}(?:同期|末|底|初)?)(?:相比较?)?`);
const LEADING_TIME = new RegExp(
  `^(?:(?:截至|截止到?|到|至|在|于|自从?|从|早在|直到|按|以)?${DATE_SIGN}(?:的?前${DURATION_SIGN}|全年|年度|度|份|以来|至今|期间|前后|起|末|底|初|时|间|当年)?|(?:在|最近|过去|近|未来|今后|前|这|近这)的?${DURATION_SIGN}(?:以来|来|间|内|里|中|时间里?)?|${DURATION_SIGN}(?:以来|来|间|内|里|后|前|(?=的)))的?`,
);
const INSIDE_TIME = new RegExp(`^(.*?)(?:在|截至|于|自)?(${DATE_SIGN}(?:的?前${DURATION_SIGN}|全年|年度|度|以来)?|(?:最近|过去|近|未来)?${DURATION_SIGN}(?:以来|来|间|内|里)?)的?(.*)$`);
const LEADING_PLACE = /^(?:在|从)([^的,]{1,20}?)(?:方面|领域|环节|过程中|情况下|期间|阶段|上|中|下|里|后|时)(?!的?(?:占比|比重|比例|份额)|$)/;
/** 通过上市|合计募资 */
const LEADING_MEANS = /^(?:通过|透过)[^的,]{1,12}?(?=合计|累计|共)/;
const LEADING_SOURCE = /^(?:据|根据|依据|按照|按)[^的]{0,24}?(?:统计|数据|显示|测算|估算|预测|报告|资料|调查|计算|介绍|公告|公报)/;
const OPENS_COMPARISON = CodeUnitSet.of('对相比较与同');
const OPENS_TIME = CodeUnitSet.of('截到至在于自从早直按以最过近未今前这');
const AGE = new RegExp(`${QUANTITY_SIGN}的`);
const SHARE_OF = /^(.+?)(?:仅|只|约|已)?占(?![比地用领])(?:据|到|有|了)?(.+?)的?(?:比例|比重|份额|百分比)$/;
const SHARE_IN = /^(.*?)在(.{1,16}?)(?:(?:(?:中|里|内|当中)的?|的)(占比|比重|比例|份额|市占率|占有率)|(占比|比重|份额|市占率|占有率))$/;
/** What begins with these is the rest of something. */
const BROKEN_START = /^(?:[的了和与及或之但且又也还都则将被把给让由者]|而(?!立)|就(?![业诊读医餐])|在(?![校建岗册营职线途编读手研用售外])|从(?!业)|所(?![得有])|到(?![账期港岗访])|至(?!尊)|对(?![外华口冲])|向(?!导)|为(?!主)|以(?!色)|等(?![级候])|并(?![购网])|期(?![货刊权末初限])|(?:后|前|时)(?![端期续台备沿长间速代景置缀]))/;
/** The characters that it begins with. */
const BREAKS_START = CodeUnitSet.of('的了和与及或之但且又也还都则将被把给让由者而就在从所到至对向为以等并后前时期');
const BREAKS_END = CodeUnitSet.of('的了和与及或之并而且但又也还就则将被把对向从给让由以在至到所是、“(');
/** A noun that a verb of change is part of: 增长率, 降幅. */
const NOMINAL = /^(?:[率幅速额量值点势型期业者]|贡献|引擎|目标|预期|态势|动力|潜力|极|幅度|速度|趋势|空间|比例|了|到|至|为|的|较|最|,)/;

/**
 * The name in the words before verb and manner. Words have signs for numbers. `compares`: the verb may follow a comparison
 * (比去年|多, 较上年|增长). `signs` are those of the words, or of more.
 */
export function nameIn(sentence: Sentence, words: string, compares: boolean, signs = signsIn(words)): Name {
  let rest = words;
  let base: string | undefined;
  let period: string | undefined;
  let of: string | undefined;
  let among = false;
  let cut = false;

  const number = hasAny(signs, HAS_QUANTITY) ? lastQuantity(rest) : -1;
  if (number >= 0) {
    rest = rest.slice(rest[number + 1] === '的' ? number + 2 : number + 1);
    cut = true;
  }

  const compared = compares && hasAny(signs, HAS_COMPARING) ? (COMPARED_WITH.exec(rest) ?? COMPARED_TO.exec(rest) ?? DIFFERS_FROM.exec(rest)) : null;
  if (compared) {
    base = baseOf(sentence, compared[1] as string);
    rest = rest.slice(0, compared.index);
  }

  for (;;) {
    const before = rest;
    const opening = rest[0];
    if (opening === undefined) break;
    const comparison = OPENS_COMPARISON.has(rest.charCodeAt(0)) ? LEADING_COMPARISON.exec(rest) : null;
    const time = !comparison && (isNumberSign(rest.charCodeAt(0)) || OPENS_TIME.has(rest.charCodeAt(0))) ? LEADING_TIME.exec(rest) : null;
    if (comparison) {
      base ??= baseOf(sentence, comparison[1] as string);
      rest = rest.slice(comparison[0].length);
    } else if (time) {
      period = timeOf(sentence, time[0].endsWith('的') ? time[0].slice(0, -1) : time[0]) ?? period;
      rest = rest.slice(time[0].length);
    } else {
      const word = leading.longest(rest, 0);
      if (word?.value) {
        if (rest.startsWith('其中')) among = true;
        // 当年的|产量
        rest = rest.slice(rest[word.end] === '的' ? word.end + 1 : word.end);
      } else if (isOneOf(rest, 0, '“”、-•·') && !/^“[^”]*”/.test(rest)) {
        rest = rest.slice(1);
      } else if (!word) {
        if (opening === '据' || opening === '根' || opening === '依' || opening === '按') rest = rest.replace(LEADING_SOURCE, '');
        else if (opening === '通' || opening === '透') rest = rest.replace(LEADING_MEANS, '');
        else if (opening === '在' || opening === '从') rest = rest.replace(LEADING_PLACE, '');
      }
    }
    if (rest === before) break;
  }
  const reported = hasAny(signs, MAY_REPORT) ? endOfLastReport(rest) : 0;
  if (reported > 0) {
    const again = nameIn(sentence, rest.slice(reported), false, signs);
    return { ...again, base: again.base ?? base, period: again.period ?? period, cut };
  }

  if (isDuration(rest.charCodeAt(rest.length - 1))) {
    period ??= timeOf(sentence, rest.slice(-1));
    rest = rest.slice(0, -1);
  }
  const inside = hasAny(signs, HAS_TIME) && hasTime(rest) ? INSIDE_TIME.exec(rest) : null;
  if (inside) {
    const [, owner = '', time = '', thing = ''] = inside;
    period ??= timeOf(sentence, time);
    rest = thing;
    if (thing === '') rest = owner;
    else if (isWhole(owner)) of = owner;
  }

  const mayCompare = base === undefined && hasAny(signs, MAY_COMPARE);
  const higher = mayCompare && !compared && comparisonVerbs.indexIn(rest, 2) >= 0 ? COMPARISON_VERB.exec(rest) : null;
  if (higher) {
    base = baseOf(sentence, higher[2] as string);
    rest = higher[1] as string;
  }

  // 高于制造业增速|2个百分点: the clause before has named what is higher.
  const above = mayCompare && base === undefined && rest.length > 3 ? comparisonVerbs.longest(rest, 0) : undefined;
  if (above) {
    base = baseOf(sentence, rest.slice(above.end));
    rest = '';
  }
  const circumstance = isOneOf(rest, rest.length - 1, '下计算') ? CIRCUMSTANCE.exec(rest) : null;
  if (circumstance) rest = rest.slice(0, circumstance.index);

  const shareIn = hasAny(signs, HAS_IN) && rest.includes('在') ? SHARE_IN.exec(rest) : null;
  if (shareIn && isWhole(shareIn[2] as string)) {
    of = shareIn[2];
    const owner = (shareIn[1] as string).replace(/的$/, '');
    rest = (isWhole(owner) ? owner : '') + ((shareIn[3] ?? shareIn[4]) as string);
  }
  const shareOf = hasAny(signs, HAS_SHARE) && rest.includes('占') ? SHARE_OF.exec(rest) : null;
  if (shareOf && isWhole(shareOf[2] as string)) of = shareOf[2];

  const rated = hasAny(signs, HAS_EACH) && rest.includes('每') ? RATED.exec(rest) : null;
  if (rated) {
    const [, owner = '', rate = '', thing = ''] = rated;
    period ??= rate;
    if (isWhole(owner)) of ??= owner;
    rest = thing;
  }
  rest = rest.slice(0, withoutManner(rest, rest.length));
  const priced = hasAny(signs, HAS_WITH) && rest.includes('以') ? PRICED.exec(rest) : null;
  if (priced) {
    of ??= priced[1];
    rest = priced[2] as string;
  }
  const held = hasHolder(rest) ? HOLDER.exec(rest) : null;
  if (held) {
    of ??= held[1];
    rest = held[2] as string;
  }
  const done = shareOf || !hasAny(signs, MAY_HAVE_OBJECT) ? undefined : withObject(rest);
  if (done) rest = done.what;
  let what = withoutEnd(rest, '等的则,');
  const full = what;
  if (of === undefined && !shareOf) {
    const owner = ownerIn(what);
    if (owner !== undefined) {
      of = what.slice(0, owner).replace(/的$/, '');
      what = what.slice(owner);
    }
  }
  return {
    what: what === '' || isName(what, signs) ? written(sentence, what, signs) : UNNAMEABLE,
    full: written(sentence, full, signs),
    of: of === undefined ? undefined : written(sentence, of, signs),
    base,
    period,
    change: done?.change,
    object: done !== undefined || held !== null,
    among,
    cut,
  };
}

/** Words as they are written, of which `signs` or fewer are the signs. */
function written(sentence: Sentence, words: string, signs: number): string {
  return hasAny(signs, HAS_TIME | HAS_QUANTITY) ? sentence.written(words) : words;
}

/** 高层单位以|平均呎价 */
const PRICED = /^(.{2,}?)(?:则|都|均|只)?以((?:每.{1,2})?(?:平均|最高|最低)?(?:成交)?[呎尺均单售总][价])$/;

/** 全省|有|独角兽企业: where there are so many. */
const HOLDER = /^((?:全|我|本|该)[省市县区州国镇乡村校院港澳台球])(?:现|共|已|还|就|约|一共|总共)?(?:有|拥有)(?![色机效限线关轨期])(.+)$/;

function hasHolder(words: string): boolean {
  return isOneOf(words, 0, '全我本该') && words.includes('有');
}

/** 价格|在通胀高企背景下, 订单量|以载重吨计 */
const CIRCUMSTANCE = /在[^在]{2,12}(?:背景|情况|条件|形势|影响|带动|作用)下$|以[^以的]{1,6}计算?$/;
const RATED = /^(.*?)(每(?:年|个?月|周|天|日|季度|小时))(.+)$/;
const BASE_DATE = new RegExp(`^(${DATE_SIGN})(?:同期|同月|同日|末|底|初|度|全年|的)?$`);

/**
 * Where the owner of a quantity ends (中部地区|平均工资, 某某公司的|年收入), with the 的 after it; undefined when the name
 * has none that can be told.
 */
function ownerIn(what: string): number | undefined {
  if (!isMeasureNoun(what)) return undefined;
  const place = placeNames.longest(what, 0);
  const linked = what.indexOf('的');
  if (place?.value) {
    const end = place.end === linked ? linked + 1 : place.end;
    if (what.startsWith('地区', end)) return undefined;
    if (what.length - end >= 2 && !BROKEN_START.test(what.slice(end)) && !/^[省市县区州人方式]/.test(what.slice(end)) && (linked < 0 || linked < end)) return end;
  }
  if (linked < 2 || what.indexOf('的', linked + 1) >= 0 || what.length - linked < 3) return undefined;
  return owners.longest(what, linked) || isPlace(what.slice(0, linked)) ? linked + 1 : undefined;
}

/** Whether the words named something. */
export function isNamed(what: string): boolean {
  return what !== '' && what !== UNNAMEABLE;
}

/** Whether one of the characters stands in the words. */
export function hasOneOf(words: string, chars: CodeUnitSet): boolean {
  const { length } = words;
  for (let i = 0; i < length; i++) if (chars.has(words.charCodeAt(i))) return true;
  return false;
}

/** Whether dates or durations stand in the words. */
export function hasTime(words: string): boolean {
  const { length } = words;
  for (let i = 0; i < length; i++) if (isTime(words.charCodeAt(i))) return true;
  return false;
}

/** What a change is counted from, or a quantity compared with. */
export function baseOf(sentence: Sentence, words: string): string | undefined {
  const trimmed = words.replace(/^(?:于|起|之)/, '').replace(/的?(?:水平|时期|时|的)$/, (tail) => (tail.endsWith('水平') ? tail : ''));
  const date = BASE_DATE.exec(trimmed);
  if (date) {
    const { words: found, resolved } = dateOf(sentence, date[1] as string);
    return resolved ? found : sentence.written(trimmed);
  }
  const written = sentence.written(trimmed.replace(/的$/, ''));
  return written.length >= 1 && written.length <= LONGEST && !/[“”,]/.test(written) ? written : undefined;
}

/** A noun phrase that can be a thing measured. `signs` are those of the words, or of more. */
export function isName(words: string, signs = EVERYTHING): boolean {
  const { length } = words;
  if (length < 2 || length > LONGEST) return false;
  if (BREAKS_START.has(words.charCodeAt(0)) && BROKEN_START.test(words)) return false;
  const last = words.charCodeAt(length - 1);
  if (BREAKS_END.has(last) && !(last === TOWARDS && isOneOf(words, length - 2, '方导意志取动流'))) return false;
  if (last === AFTER && !endsIn(words, '售后')) return false;
  if (!hasAny(signs, NEVER_IN_NAME | HAS_QUOTES | MAY_BE_UNCLEAR)) return true;
  const own = signsIn(words);
  if (hasAny(own, NEVER_IN_NAME) || (hasAny(own, HAS_QUOTES) && !balanced(words))) return false;
  return !hasAny(own, MAY_BE_UNCLEAR) || unclear.indexIn(words, opensWithOurs(words) ? 1 : 0) < 0;
}

const NEVER_IN_NAME = HAS_TIME | HAS_NO_NAME;
const EVERYTHING = -1;

const TOWARDS = '向'.charCodeAt(0);
const AFTER = '后'.charCodeAt(0);

/** 我国, 我省: the place of the text, not the one who speaks. */
function opensWithOurs(words: string): boolean {
  return isOneOf(words, 0, '我') && isOneOf(words, 1, '国省市县区州镇乡村校院厂');
}

/** A noun phrase that can be a whole or an owner. */
export function isWhole(words: string): boolean {
  return isName(words) && !hasQuantity(words);
}

function hasQuantity(words: string): boolean {
  const { length } = words;
  for (let i = 0; i < length; i++) if (isQuantity(words.charCodeAt(i))) return true;
  return false;
}

/** Words without any of the characters at their end. */
function withoutEnd(words: string, chars: string): string {
  let end = words.length;
  while (isOneOf(words, end - 1, chars)) end--;
  return end === words.length ? words : words.slice(0, end);
}

export function isMeasureNoun(words: string): boolean {
  return measureNouns.of(words) === true;
}

/** The noun of measure that words end with: 用电量 of 居民生活用电量; of one that is only an ending (额, 率) the two characters before it belong to it. */
export function measureNounOf(words: string): string | undefined {
  const found = measureNouns.longest(words, words.length);
  if (found?.value !== true) return undefined;
  return words.slice(words.length - found.start > 1 ? found.start : Math.max(0, found.start - 2));
}

export function isCountNoun(words: string): boolean {
  return countNouns.of(words) !== undefined;
}

export function isPlace(words: string): boolean {
  return places.of(words) !== undefined;
}

/** The last quantity that is not part of a name (15岁以上的劳动力); -1 when there is none. */
function lastQuantity(words: string): number {
  for (let i = words.length - 1; i >= 0; i--) {
    if (isQuantity(words.charCodeAt(i)) && !(words[i + 1] === '的' && AGE.test(words.slice(i)))) return i;
  }
  return -1;
}

/** 接待游客: the object of the last verb that stands for itself; undefined when the words have none. */
function withObject(words: string): { readonly what: string; readonly change: Change | undefined } | undefined {
  let found: { readonly what: string; readonly change: Change | undefined } | undefined;
  let of: number | undefined;
  const end = words.length - 1;
  for (let i = 0; i < end; i++) {
    if (objectVerbStarts[words.charCodeAt(i)] === 0) continue;
    const verb = objectVerbs.longest(words, i);
    if (!verb) continue;
    const { value } = verb;
    if (value === 'none') {
      i = verb.end - 1;
      continue;
    }
    const change = value === 'object' ? undefined : value;
    const object = words.slice(isOneOf(words, verb.end, '了出到') ? verb.end + 1 : verb.end);
    of ??= words.lastIndexOf('的');
    // The verb of a clause before 的 belongs to the name (共同承接的产品).
    if (of < i && object.length >= 2 && !(change && NOMINAL.test(object)) && !isOneOf(object, 0, '业率者量额')) {
      found = { what: isName(object) ? object : UNNAMEABLE, change };
    }
    i = verb.end - 1;
  }
  return found;
}

/** Where the last word of reporting ends (专家认为|…); 0 when there is none. */
function endOfLastReport(words: string): number {
  let end = 0;
  let from = 0;
  for (let i = reports.indexIn(words); i >= 0; i = reports.indexIn(words, from)) {
    from = (reports.longest(words, i) as Match<boolean>).end;
    // 统计局公布的|产值: neither a body nor what it has published reports here.
    if (!isOneOf(words, from, '的局员学')) end = from;
  }
  return end;
}

/** Whether every quotation that begins in the words ends in them. */
function balanced(words: string): boolean {
  return /^[^“”]*(?:“[^“”]+”[^“”]*)+$/.test(words);
}
