import { unitAt } from '../../../text/characters';
import { UnitClasses } from '../../../text/unitClasses';
import { CodeUnitSet } from '../../codeUnitSet';
import { without } from './stretch';

/** Adverbs, and words for where, when, to whom and on what occasion something is said: what is left out to see who says it. */

/** What the patterns for occasions go by, as classes of characters: which of them a stretch holds tells which may match. */
const BRACKET = 1;
const TITLE = 2;
const AT = 4;
const TOWARDS = 8;
const ABOUT = 16;
const FROM = 32;
const OF = 64;
const DOES = 128;
const occasionSigns = new UnitClasses().add(BRACKET, '(').add(TITLE, '《').add(AT, '在于').add(TOWARDS, '向对同跟').add(ABOUT, '就针围关对通根').add(FROM, '从').add(OF, '的').add(DOES, '接出参主谈提说回走调考视会致演发总解面展采');

const IN_BRACKETS = /\([^()]{0,40}\)/g;

/** What stands at the end of an occasion, of a work, of words for what is said. */
const ENDS_TIME = CodeUnitSet.of('时中后际上间,，');
const ENDS_WORK = CodeUnitSet.of('论究说作章告查点文书析据计');
const ENDS_WORDS = CodeUnitSet.of('话法点息析究道');

/** Where, when, to whom and on what occasion something is said; each with the class of which it needs a character, and what the stretch ends with. */
const OCCASIONS: readonly { readonly needs: number; readonly ends?: CodeUnitSet; readonly occasion: RegExp }[] = [
  { needs: DOES, ends: ENDS_TIME, occasion: /(?:接受|出席|参加|主持|谈及|谈到|谈起|提到|提及|说到|说起|回应|回答|回忆|走访|调研|考察|视察|会见|致辞|演讲|发言|总结|解释|面对|展望|采访)[^,，]{0,40}?(?:时|中|后|之际|会上|期间)[,，]?$/ },
  { needs: AT, occasion: /(?:在|于)[^,，]{0,40}(?:时|中|上|后|间|期间|会上|发布会|论坛|采访|里|处|内)[,，]?(?=就|曾|也|还|则|对|向|再次|公开|明确|首次|$)/ },
  { needs: TITLE, occasion: /(?:向|对)《[^》]{1,20}》(?:记者)?/ },
  { needs: ABOUT, occasion: /(?:就|针对|围绕|关于|对于|通过|根据)[^,，]{1,30}$/ },
  { needs: TOWARDS, occasion: /(?:向|对|同|跟)[^,，]{1,12}$/ },
  { needs: FROM, occasion: /,?从[^,，]{1,20}(?:角度|视角|层面|方面|立场|意义上)(?:来看|来说|出发|看)?,?$/ },
  { needs: OF, ends: ENDS_WORK, occasion: /的[^,，的]{0,12}(?:理论|研究|学说|著作|文章|报告|调查|观点|论文|书|分析|数据|统计)$/ },
  { needs: OF, ends: ENDS_WORDS, occasion: /的(?:话|原话|说法|观点|消息|分析|研究|报道|看法)$/ },
  { needs: DOES, occasion: /接受[^,，]{1,20}(?:采访|专访)时/ },
];

/** Leaves out where, when, to whom and on what occasion something is said. */
export function withoutOccasion(gap: string): string {
  let held = 0;
  for (let i = 0; i < gap.length; i++) held |= occasionSigns.of(gap.charCodeAt(i));
  if (held === 0) return gap;
  let bare = (held & BRACKET) !== 0 ? gap.replace(IN_BRACKETS, '') : gap;
  // Leaving something out adds no character: the patterns that cannot match at first cannot match later.
  for (const { needs, ends, occasion } of OCCASIONS) {
    if ((held & needs) === needs && (ends === undefined || ends.has(unitAt(bare, bare.length - 1)))) bare = without(bare, occasion);
  }
  return bare;
}

export function withoutAdverbs(before: string): string {
  return MAY_END_ADVERB.has(before.charCodeAt(before.length - 1)) ? without(before, ADVERBS) : before;
}

const ADVERB_WORDS = [
  '也', '亦', '又', '再', '续', '仅', '只', '甚至', '都', '还', '均', '普遍', '则', '纷纷', '一致', '曾', '已', '曾经', '已经', '就', '便', '明确', '公开', '再次', '一再', '多次', '反复', '直接', '坚决', '坦率地',
  '进一步', '同时', '随后', '近日', '日前', '今天', '昨天', '昨日', '今日', '此前', '\\d{1,2}日', '早前', '其后', '稍后', '昨晚', '今早', '今晚', '前日', '周[一二三四五六日]', '傍晚', '清晨', '早上', '晚上', '当天',
  '当日', '发言', '明显', '强烈', '深刻', '清楚地', '更', '向《[^》]{1,20}》(?:记者)?', '对《[^》]{1,20}》(?:记者)?', '向记者', '对记者', '对此', '在接受[^,，]{1,20}时', '接受[^,，]{1,20}时',
];
const ADVERBS = new RegExp(`(?:${ADVERB_WORDS.join('|')})+$`);
/** With what they may end; the patterns among them with a day of the week, the mark of a title or 记者. */
const MAY_END_ADVERB = CodeUnitSet.of(`${ADVERB_WORDS.map((word) => word.slice(-1)).join('')}一二三四五六日》者`);
