import { unitAt } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { SourceTag } from '../../tags';
import { withoutAdverbs, withoutOccasion } from './circumstances';
import type { Cue } from './cues';
import { idsOf, type Speaker } from './speaker';
import { holds, without } from './stretch';
import { unnamedBare } from './unnamed';

/** Sources as subjects: whether only what may stand between a subject and its verb stands between a source and its cue. */

/** The source nearest to its cue when only what may stand between the two does; names listed with it belong to it. */
export function subjectAmong(text: string, near: readonly SourceTag[], cue: Cue): Speaker | undefined {
  for (let i = near.length - 1; i >= 0 && i >= near.length - 4; i--) {
    const source = near[i] as SourceTag;
    const gap = text.slice(source.end, cue.start);
    if (source.kind === 'work') {
      // 向《财经》表示, 接受《财经》采访: the one who is told, not the one who says.
      if (/(?:向|对|与|接受|给|和|在|由|从|自|据|于)$/.test(text.slice(source.start - 2, source.start)) || !isWorkGap(gap) || /^(?:公布|发布|印发|出台|释出|发表)$/.test(text.slice(cue.start, cue.end))) continue;
      const issuer = near[i - 1];
      if (issuer && issuer.kind !== 'work' && source.start - issuer.end <= 8 && !/[。;；]/.test(text.slice(issuer.end, source.start))) return { ids: [issuer.id], start: issuer.start, by: { start: issuer.start, end: issuer.end } };
      return { ids: [source.id], start: source.start, by: { start: source.start, end: source.end } };
    }
    if (source.kind === 'person' && gap.length <= 24 && OPENS_SOMEBODY_ELSES.has(unitAt(gap, 0)) && SOMEBODY_ELSES.test(gap) && !/[,。;:]/.test(gap)) return { ids: [], start: source.start, by: { start: source.start, end: cue.start } };
    if (!isSubjectGap(gap)) continue;
    // 会见到访的某某时表示: somebody in the occasion.
    if (near[i - 1] && OCCASION_ENDS.test(gap)) continue;
    // 接受甲采访时表示, 对甲说: the one who asks or is told.
    if (near[i - 1] && /(?:接受|向|对|告诉|与|同|会见|会晤|致电|回应|回复)$/.test(text.slice(Math.max(0, source.start - 2), source.start))) continue;
    const together = [source];
    for (let k = i - 1; k >= 0; k--) {
      const other = near[k] as SourceTag;
      const following = together[0] as SourceTag;
      const between = text.slice(other.end, following.start);
      if (other.kind === 'work' || !/^(?:女士|先生|小姐|教授|博士|院士|主任|老师)?(?:、|和|与|及|以及|\s|\([^()]{0,20}\)、?)[^,，。;；:：“”《》]{0,30}$/.test(between)) break;
      together.unshift(other);
    }
    const first = together[0] as SourceTag;
    return { ids: idsOf(together), start: first.start, by: { start: first.start, end: source.end } };
  }
  return undefined;
}

/** 母亲 of somebody, 律师 of somebody: not the person named before. */
const SOMEBODY_ELSES = /^的?(?:母亲|父亲|妻子|丈夫|儿子|女儿|家人|家属|律师|秘书|助理|同事|朋友|团队|办公室|经纪人|父母|弟弟|哥哥|姐姐|妹妹|粉丝|支持者|律师团)/;
const OPENS_SOMEBODY_ELSES = CodeUnitSet.of('的母父妻丈儿女家律秘助同朋团办经弟哥姐妹粉支');

const OCCASION_ENDS = /^(?:等人?|一行)?(?:时|后|期间|之际)/;

/** What may stand between a source and its cue: titles, adverbs, whom it is told, when and where. */
function isSubjectGap(between: string): boolean {
  // 在共同著作“…”中: a title that stands in the occasion.
  const gap = between.includes('”') ? without(between, TITLE_IN_OCCASION) : between;
  if (gap.length > 100 || holds(gap, ENDS_SUBJECT) || closesFirst(gap)) return false;
  const verbal = withoutAdverbs(gap);
  const bare = withoutOccasion(verbal.includes('《') ? without(verbal, PUBLISHING) : verbal);
  if (bare.includes('，') || (bare.includes(',') && without(bare, COMMA_BEFORE_A_DAY).includes(','))) return false;
  // 甲同意控方…: somebody else without a name says it.
  const others = unnamedBare.lengthBefore(bare, bare.length);
  if (others > 1 && others < bare.length && !/^[等、和与及]|[在于向对]/.test(bare)) return false;
  return bare.length <= 16 && !holds(bare, ATTRIBUTIVE, bare.length - 1) && !holds(bare, TAKES_OBJECT);
}

/** 在…“…”中. */
const TITLE_IN_OCCASION = /[在于][^,。;“”]{0,20}“[^”]{1,40}”[^,。;“”]{0,12}[中上里时]/;

const PUBLISHING = /(?:发表|发布|公布|印发|联合印发|下发|出台|释出|撰写)了?(?:题为)?《[^》]{1,60}》[^,，]{0,6}[,，]/;
const COMMA_BEFORE_A_DAY = /^,(?=(?:日前|近日|早前|其后|昨日|今日|当天|当日|会后|赛后|随后)?$)/;

/** What ends whatever has the source for its subject. */
const ENDS_SUBJECT = CodeUnitSet.of('。;；:：!?！？\r\n”');
const ATTRIBUTIVE = CodeUnitSet.of('的是');
const TAKES_OBJECT = CodeUnitSet.of('把被让使令');

/** Whether a bracket closes that the stretch has not opened. */
function closesFirst(gap: string): boolean {
  const close = gap.indexOf(')');
  return close >= 0 && gap.lastIndexOf('(', close) < 0;
}

function isWorkGap(gap: string): boolean {
  const bare = withoutOccasion(gap);
  if (bare.length > 14) return false;
  const outside = bare.includes('(') ? bare.replace(/\([^()]*\)/g, '') : bare;
  return !holds(without(outside, COMMA_BEFORE_ADVERBS), ENDS_WORK_GAP);
}

const COMMA_BEFORE_ADVERBS = /[,，](?=(?:也|还|并|明确)*$)/;
const ENDS_WORK_GAP = CodeUnitSet.of('。;；:：,，!?！？\r\n的是');
