import { isDigit, isHan, isLatin, isOneOf, standsAt } from '../../../text/characters';
import { beginsNumeral, type Numeral } from '../numerals/numeral';
import { unitWith, type Unit } from '../units';

/**
 * Whether the word behind a numeral is a unit there, and in which of its senses: told by the numeral and by what stands about both.
 * Offsets are UTF-16 code units of a folded reading.
 */

/** What 数 counts besides times and multiples (数家, 数次). */
export const VAGUELY_COUNTED = '个家名人次位种项座条款件亩倍台部辆艘架批轮';

const YEAR_MODELS = '款版级届';
/** Magnitudes have decimals (5.1级), versions (4.0版) too, and only those are no counts. */
const VERSIONS = '款版届';

/** Whether the word is the unit of the numeral here, and not the beginning of another word. */
export function unitFits(text: string, unit: Unit, at: number, end: number, numeral: Numeral, ordinal: boolean): boolean {
  // 两地区 is two regions, but after 12 only the classifier makes sense (12家电池企业).
  const isShort = numeral.form === 'han' && numeral.length === 1;
  const isStrict = unit.kind !== 'classifier' || isShort || numeral.loneScale || unit.arabicOnly === true || isAfterName(text, numeral);
  if (isStrict && isOneOf(text, end, unit.notBefore)) return false;
  if (unit.never !== undefined && isOneOf(text, end, unit.never) && !isOneOf(text, end + 1, '差伍')) return false;
  const latin = isLatin(text.charCodeAt(end - 1));
  if (latin) {
    const next = text.charCodeAt(end);
    if (numeral.form === 'han' && end - at === 1 && !'LVWgm'.includes(text[at] as string)) return false;
    if (isLatin(next) || isDigit(next) || next === 0x2d && isLatin(text.charCodeAt(end + 1))) return false;
  }
  const spaced = at > numeral.end;
  if (spaced && unit.kind === 'noUnit') return false;
  if (ordinal) return (unit.kind === 'classifier' || unit.kind === 'noUnit' || (unit.kind === 'duration' && !unit.name.startsWith('个')) || (unit.kind === 'measure' && unit.name === '岁')) && !latin;
  if (unit.ordinalOnly) return false;
  if (unit.name === '点') return isPoint(text, end, numeral);
  const oneCharacter = isShort && !isOneOf(text, numeral.start - 1, '负下');
  if (unit.name === '厘') return isInterest(text, numeral.start, end);
  const isCertain = isCertainHere(text, at, numeral.start, end);
  if ((unit.careful || unit.arabicOnly) && oneCharacter && !numeral.vague && !isCertain) return false;
  if (unit.arabicOnly && !isCertain && numeral.form === 'han' && !numeral.paired && (numeral.length < 2 || numeral.loneScale || unit.name === '分')) return false;
  if (unit.kind === 'classifier' && numeral.form === 'arabic' && !numeral.grouped && ((numeral.decimals && VERSIONS.includes(unit.name)) || (YEAR_MODELS.includes(unit.name) && !numeral.more && numeral.lo >= 1990 && numeral.lo <= 2050))) return false;
  // 二元 and 三元 are "binary" and "ternary"; money counts 两元.
  if (unit.kind === 'money' && text[at] === '元' && end === at + 1 && oneCharacter && '一二三四'.includes(text[at - 1] as string)) return !isHan(text.charCodeAt(end)) || beginsNumeral(text.charCodeAt(end)) || isOneOf(text, end, '的到至以左及和');
  if (numeral.vague && numeral.lo === 2 && text[numeral.start] === '数') return unit.kind === 'duration' || unit.kind === 'multiple' || VAGUELY_COUNTED.includes(unit.name);
  if (unit.kind === 'measure' && text[at] === '两' && (numeral.form === 'arabic' || numeral.loneScale)) return false;
  return true;
}

/** A number after a Latin word is more likely its version than a count (Llama 3发布). */
function isAfterName(text: string, { start, form }: Numeral): boolean {
  return form === 'arabic' && text[start - 1] === ' ' && isLatin(text.charCodeAt(start - 2));
}

/** Whether what stands about a unit shows that it is one, even after a single Chinese numeral. */
function isCertainHere(text: string, at: number, start: number, end: number): boolean {
  // 前三季度 is three quarters long, as 前6个月 is six months.
  if (end !== at + 1) return text[at] === '季' && isOneOf(text, start - 1, '前头');
  switch (text[at] as string) {
    case '日':
      return isOneOf(text, end, '内后') || standsAt(text, end, '以内') || standsAt(text, end, '之内') || standsAt(text, end, '之久') || isTermBefore(text, start);
    case '级':
      return isForceOfWind(text, start, end) || isMagnitude(text, end);
    case '面':
      return isOneOf(text, end, '金银铜奖锦国') && isOneOf(text, end + 1, '牌旗质');
    default:
      return false;
  }
}

/** 为期七日, 长达三日, 历时两日, 连续五日. */
export function isTermBefore(text: string, start: number): boolean {
  return standsAt(text, start - 2, '为期') || standsAt(text, start - 2, '长达') || standsAt(text, start - 2, '历时') || standsAt(text, start - 2, '连续') || standsAt(text, start - 2, '一连');
}

/** 点 of an index (3234.56点) and of a list (三点建议); 3点 alone is a time. */
function isPoint(text: string, end: number, numeral: Numeral): boolean {
  if (numeral.form === 'han') return numeral.length === 1 && (isOneOf(text, end, '建意要希看想启说原体感理共不经教认') || isOneOf(text, numeral.start - 1, '这那下述面有') || /[如以][下上]$/.test(text.slice(Math.max(0, numeral.start - 2), numeral.start)));
  return numeral.decimals || numeral.lo > LAST_HOUR;
}

const LAST_HOUR = 24;

/** Units of more than one meaning, by what stands about them. */
export function senseInPlace(text: string, unit: Unit, at: number, end: number, numeral: Numeral): Unit {
  if (end !== at + 1) return unit;
  switch (text[at] as string) {
    case '块':
      return isPieceCount(text, at, end) ? PIECE : unit;
    case '级':
      return isForceOfWind(text, numeral.start, end) ? FORCE : unit;
    case '码':
      return isInterest(text, numeral.start, end) ? QUARTER_POINT : unit;
    case '呎':
      return isLengthBeside(text, numeral.start, end) ? unit : SQUARE_FEET;
    default:
      return unit;
  }
}

const FORCE = unitWith({ kind: 'measure', name: '级' });
const SQUARE_FEET = unitWith({ kind: 'measure', name: '平方英尺' });
/** 升息一码: steps of a quarter of a percentage point, as the central banks of Taiwan and America go. */
export const QUARTER_POINT = unitWith({ kind: 'percent', name: 'pp', times: 0.25 });
const FORCE_WITHIN = 14;

/** 风力七级, 阵风9至10级, 八级大风: degrees of the Beaufort scale; the word for wind stands in the same clause. */
function isForceOfWind(text: string, start: number, end: number): boolean {
  for (let i = end; i < end + 4; i++) if (text[i] === '风') return text[i + 1] !== '险';
  for (let i = start - 1; i >= start - FORCE_WITHIN && i >= 0 && !isOneOf(text, i, '。;,!?\n'); i--) if (text[i] === '风') return !isOneOf(text, i + 1, '险格景控');
  return false;
}

/** 七级强震: magnitudes. */
function isMagnitude(text: string, end: number): boolean {
  return text[end] === '地' ? text[end + 1] === '震' : isOneOf(text, end, '强余大') && text[end + 1] === '震';
}

/** 高12呎, 深8呎: feet; elsewhere the 呎 of Hong Kong are square feet of a flat. */
function isLengthBeside(text: string, start: number, end: number): boolean {
  return isOneOf(text, start - 1, '高深长宽阔距') || isOneOf(text, end, '高深长宽阔');
}

const INTEREST_WITHIN = 24;

/** 厘 is a hundredth of a principal where interest is spoken of in the same clause: 年息四厘, 加息半厘, 按揭利率3.5厘, 回报5厘. */
export function isInterest(text: string, start: number, end: number): boolean {
  if (isOneOf(text, end, '息利') || (isOneOf(text, end, '的') && isOneOf(text, end + 1, '利息回'))) return true;
  for (let i = start - 1; i >= start - INTEREST_WITHIN && i >= 0 && !isOneOf(text, i, '。;!?\n'); i--) if (isOneOf(text, i, '息利') || (text[i] === '报' && text[i - 1] === '回')) return !isOneOf(text, i + 1, '润好用害民');
  return false;
}

const PIECE = unitWith({ kind: 'classifier', name: '块' });

/** 块 is money at the end or before more of it (十块三毛), a classifier before a noun (上万块芯片). */
function isPieceCount(text: string, at: number, end: number): boolean {
  if (end !== at + 1 || text[at] !== '块') return false;
  const next = text.charCodeAt(end);
  return isLatin(next) || (isHan(next) && !beginsNumeral(next) && !isOneOf(text, end, '的左多以之到至'));
}
