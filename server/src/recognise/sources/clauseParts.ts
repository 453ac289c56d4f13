import { fold } from '../../text/fold';
import { CodeUnitSet } from '../codeUnitSet';
import { WHITE_SPACE } from './whiteSpace';
import { wordCost } from './wordCosts';

/** What stands in a clause beside the name of a body and its verb: dates, adverbs, circumstances. Offsets count in folded text. */

/** Patterns are written in Simplified and matched on the folded text. */
export const pattern = (source: string, flags = ''): RegExp => new RegExp(fold(source), flags);

/** What ends a stretch in which a name may stand. */
const LIMITS = CodeUnitSet.of('，,。；;：:！!？?“”‘’《》〈〉\r\n');

/** Whether the character at an offset ends a stretch in which a name may stand. */
export function isLimit(text: string, at: number): boolean {
  return LIMITS.has(text.charCodeAt(at));
}

/** Where the stretch begins that goes on to an offset; at most so many characters before it. */
export function stretchStart(text: string, end: number, most: number): number {
  let start = end;
  while (start > 0 && end - start < most && !isLimit(text, start - 1)) start--;
  return start;
}

/** A date as it stands between a name and its verb. */
const DATE = String.raw`(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}(?:日|号))?(?:初|底|中旬|上旬|下旬|末)?(?:上午|下午|晚间|晚上|晚|凌晨|中午|傍晚|清晨|早上)?`;
/** What stands before a name in its clause and is no part of it. */
const LEAD = pattern(
  String.raw`^(?:\s|(?:而|但|且|不过|然而|此外|同时|另外|其中|对此|为此|因此|随后|目前|当前|日前|近日|近期|最近|昨日|昨天|今日|今天|今年|去年|前年|此前|早前|据|根据|按照|由|与|和|经|如|像|以及|例如|比如|正如|这是|是|包括|来自|引用|援引|依据|按|即|时任|又据|另据|综合|会后|会上|期间|当天|当日|同日|次日|当晚|当时|事后|之后|后来|连日来|一直以来|具体来看|数据方面|上周[一二三四五六日]?|本周[一二三四五六日]?|周[一二三四五六日]|上月|本月|年初|年底|早在)|\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:初|底|中旬|上旬|下旬|末)?|\d{1,2}月(?:\d{1,2}日)?(?:初|底|中旬|上旬|下旬|末)?|\d{1,2}日|截至)+`,
);
/** What stands between a name and its verb and belongs to neither. */
const TRAIL = pattern(
  String.raw`(?:\s|发言|致辞|撰文|发文|受访时?|分析|答复|答问|发声|通报|回信|日前|近日|近期|近来|最近|昨日|昨天|昨|今日|今天|今早|今晨|今年|去年|此前|早前|早些时候|随后|其后|稍后|事后|会后|赛后|前天|前日|前晚|昨早|昨午|昨晚|昨夜|今午|今晚|当晚|当天|当日|同日|稍早|傍晚|清晨|早上|晚上|凌晨|上午|下午|中午|上周[一二三四五六日]?|本周[一二三四五六日]?|周[一二三四五六日]|联合|正式|首次|再次|多次|一再|反复|已经|已|也|亦|还|则|便|就|又|再|续|另|更|并|甚至|曾|曾经|先后|共同|陆续|最新|最近|公开|明确|严正|郑重|书面|同时|均|都|只|却|仍|同样|特别|进一步|一致|普遍|等(?:[一二三四五六七八九十\d]+)?(?:个|家|大)?(?:部门|部委|机构|单位|媒体|部|家|国际组织|组织|公司|大学)?|的?(?:相关|有关|最新|一项|一份|年度|季度|月度)?(?:研究|调查|统计|监测|预测|测算|分析|规划|咨询|评估|内部)?(?:结果|报告|数据|资料|公告|文件|名单|榜单|消息|指数)|于|在|${DATE}(?=$))$`,
);
/** `在…上`, `向…`, `就…`: when, where and to whom, between a name and its verb; and titles of works the body says it in. */
const CIRCUMSTANCE = pattern(
  String.raw`(?:(?:近日|日前|昨日|今日|今天|昨天|最近)?(?:在|于)(?!内)[^，,。；;：:！!？?\r\n在]{1,44}(?:中|上|里|时|间|后|会|内)|(?:对|向|就|给)[^，,。；;：:！!？?\r\n]{1,20}|(?:发布|公布|发表|发出|下发|出具)[^，,。；;：:！!？?\r\n]{0,24}|(?:接受|出席|回应|回复|回答|谈及|谈到)[^，,。；;：:！!？?\r\n]{1,30}(?:时|后|中))(?:也|亦|还|则|就|又|曾|再次|均)?$`,
);

/** With what {@link LEAD} may begin: all that it is written with. */
const MAY_OPEN_LEAD = CodeUnitSet.of(`${LEAD.source}0123456789${WHITE_SPACE}`);

/** Length of what stands before a name in its clause. 经济日报 begins with no 经. */
export function leadLength(clause: string): number {
  if (!MAY_OPEN_LEAD.hasAt(clause, 0)) return 0;
  const length = LEAD.exec(clause)?.[0].length ?? 0;
  const cutsAWord = length > 0 && /\p{Script=Han}/u.test(clause[length - 1] as string) && wordCost(clause.slice(length - 1, length + 1)) !== undefined;
  return cutsAWord && LEADING_WORD.test(clause[length - 1] as string) ? length - 1 : length;
}

const LEADING_WORD = pattern('[由与和经在如像按即是据]');

/** With what {@link TRAIL} may end: all that it is written with. What ends otherwise has none. */
const MAY_END_TRAIL = CodeUnitSet.of(`${TRAIL.source}0123456789${WHITE_SPACE}`);

/** Length of what stands between a name and its verb, before an offset. */
export function trailLength(text: string, from: number, end: number): number {
  return MAY_END_TRAIL.has(text.charCodeAt(end - 1)) ? (TRAIL.exec(text.slice(from, end))?.[0].length ?? 0) : 0;
}

/** The end of a stretch without what stands between a name and its verb. */
export function withoutTrail(text: string, from: number, end: number): number {
  let bare = end;
  for (let n = 0; n < 4 && bare > from; n++) {
    const length = trailLength(text, from, bare);
    if (length === 0) break;
    bare -= length;
  }
  return bare;
}

/** What no circumstance runs over. */
const ENDS_CIRCUMSTANCE = CodeUnitSet.of('，,。；;：:！!？?\r\n');

/** One of these stands in every circumstance. */
const OPENS_CIRCUMSTANCE = CodeUnitSet.of(fold('在于对向就给发公下出接回谈'));

/** Characters of a circumstance at most, a comma after it left out. */
export const LONGEST_CIRCUMSTANCE = 110;

/** Where the circumstance begins that ends at an offset (在…上, 向…, 接受…访问时,), or undefined. Titles may stand in it. */
export function circumstanceBefore(text: string, end: number): number | undefined {
  const isClause = text[end - 1] === ',';
  const to = isClause ? end - 1 : end;
  let from = to;
  let isOpened = false;
  for (; from > 0 && to - from < LONGEST_CIRCUMSTANCE; from--) {
    const unit = text.charCodeAt(from - 1);
    if (ENDS_CIRCUMSTANCE.has(unit)) break;
    isOpened ||= OPENS_CIRCUMSTANCE.has(unit);
  }
  if (!isOpened) return undefined;
  const stretch = text.slice(from, to);
  if (isClause && !ENDS_CLAUSE.test(stretch)) return undefined;
  const found = CIRCUMSTANCE.exec(stretch);
  return found ? from + found.index : undefined;
}

/** A circumstance that may have a comma after it: 接受采访时, 在发布会上. */
const ENDS_CLAUSE = pattern('(?:时|后|会上)$');

