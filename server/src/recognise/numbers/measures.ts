import { isBreak, isOneOf } from '../../text/characters';

/** How far back from the number its clause is read, in code units. */
const FARTHEST = 60;
const LONGEST = 30;

/** Verbs of quantity, between what is measured and the number. */
const VERB =
  /(?:高达|多达|达到了?|已?达|约为|仅为|均为|分别为|为|约占|占|增长了?|增加了?|增至|增加[到至]|增长[到至]|提高[到至]|提高了?|提升[到至]|提升了?|上升[到至]|上升了?|升至|下降[到至]了?|下降了?|降[至到]|减少[到至]|减少了?|扩大[到至]|扩大了?|缩减[到至]|缩小了?|回落至|回升至|跌至|涨至了?|下跌了?|上涨了?|首次突破|突破|首次超过|超过|稳定在|保持在|控制在|维持在|是|共有|已有|仅有|只有|有|总计|合计|累计|共计|共|仅|接近)$/;
/** How a verb of quantity is modified; no part of the name. */
const MANNER = /(?:同比|环比|年均|平均|分别|大约|约|仅|已经?|也|将|却|就|都|又|均|首次|进一步|大幅|总计|合计|累计|共计|预计|可能?|会|一度|普遍)+$/;
const LEADING = /^(?:其中|而且|而|但是?|并且?|因此|所以|同时|此外|另外|目前|当前|如今|预计|据悉|据统计|数据显示|统计显示|显示|与此同时|[一二三四五六七八九]是|使得)+/;
const LEADING_DATE = /^(?:(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?[底末初度中]?|[今去明]年|上半年|下半年|[一二三四]季度|同期|\d{1,2}月|近[\d一二三四五六七八九十几]+年来?)+/;
/** Comparison, which names what the change is measured against. */
const COMPARED = /(?:较|比|相比|对比).*$/;
/** Nouns that name something measured. */
const NOUN_OF_MEASURE =
  /(?:[额量率数值度价]|费用|比例|比重|占比|配比|规模|收入|支出|成本|价格|工资|薪资|利润|投资|投入|产能|人口|面积|距离|时间|时长|周期|年龄|得分|金额|资金|份额|市值|估值|订单|营收|差距|出口|进口|GDP|效率|能力|水平|用户|人员|劳动力|能耗|排放|库存|寿命|增幅|降幅|增速|跌幅|涨幅|速度|温度|气温|业绩|需求|里程|体量|总额|总和|财富|预算|贷款|存款|余额|债务)$/;

/**
 * What a quantity measures, as its clause says it: the words before the verb of quantity
 * (`住房贷款余额` of `住房贷款余额为38万亿元`), or straight before the number (`增长率5%`).
 * Undefined when the clause does not say so. Offsets are UTF-16 code units of the folded reading.
 */
export function measuredBy(text: string, { start, kind }: { readonly start: number; readonly kind: string }): string | undefined {
  if (kind === 'ordinal' || kind === 'date' || kind === 'time') return undefined;
  const before = text.slice(clauseStart(text, start), start).trimEnd();
  const verb = VERB.exec(before);
  const direct = withoutManner(before);
  const subject = NOUN_OF_MEASURE.test(direct) ? direct : verb ? withoutManner(before.slice(0, verb.index)) : undefined;
  if (subject === undefined) return undefined;
  const name = subject.replace(LEADING, '').replace(LEADING_DATE, '').replace(COMPARED, keepRatio).trim();
  // A name that holds another number, a quotation or a bracket is a sentence of its own.
  if (name.length < 2 || name.length > LONGEST || /[\d“”"()《》]/.test(name) || /^[的了和与及在把被对从向为]/.test(name)) return undefined;
  return NOUN_OF_MEASURE.test(name) ? name : undefined;
}

/** 比例, 比重 and 占比 hold the 比 of a comparison and are none. */
function keepRatio(found: string): string {
  return /^比(?:例|重|率|值|$)/.test(found) ? found : '';
}

function withoutManner(words: string): string {
  return words.replace(MANNER, '');
}

function clauseStart(text: string, at: number): number {
  let i = at;
  while (i > 0 && at - i < FARTHEST && !isBreak(text.charCodeAt(i - 1)) && !isOneOf(text, i - 1, '。;!?…—,:()')) i--;
  return i;
}
