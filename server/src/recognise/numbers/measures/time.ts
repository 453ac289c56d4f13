import { isOneOf } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { Sentence } from './sentence';
import { isDate, isDuration, isNumberSign } from './signs';

/** The time that words state, from the date tags already found: EDTF, ISO 8601 duration, else the words themselves. */

/** Words that stand before and behind the sign of a time; either may be missing where the empty one is among them. */
interface Frame {
  readonly before: ReadonlySet<string>;
  readonly behind: ReadonlySet<string>;
}

/** 自2023年以来, 2021年起. */
const SINCE: Frame = { before: new Set(['', '自', '自从', '从']), behind: new Set(['以来', '至今', '起', '开始']) };
/** 截至2023年末, 在2023年. */
const AS_OF: Frame = {
  before: new Set(['', '截至', '截止', '截止到', '到', '至', '在', '于', '自', '从', '早在', '直到']),
  behind: new Set(['', '全年', '年度', '度', '期间', '前后', '当年', '时', '间', '里', '内', '中', '底', '末', '初', '前']),
};
/** 近三年来, 过去的10年间. */
const LASTING: Frame = {
  before: new Set(['', '在', '最近', '过去', '近', '未来', '今后', '前', '头', '这', '近这'].flatMap((word) => [word, `${word}的`])),
  behind: new Set(['', '以来', '来', '间', '内', '里', '中', '时间', '时间里', '期间']),
};

function isFramed({ before, behind }: Frame, words: string, sign: number): boolean {
  return (sign === 0 || before.has(words.slice(0, sign))) && behind.has(words.slice(sign + 1));
}

/** Undefined when the words are no time. `words` has signs for numbers. */
export function timeOf(sentence: Sentence, words: string): string | undefined {
  const { length } = words;
  let at = 0;
  while (at < length && !isNumberSign(words.charCodeAt(at))) at++;
  if (at === length) return undefined;
  const sign = words.charCodeAt(at);
  if (isDate(sign)) {
    if (at === 0 && isDuration(words.charCodeAt(length - 1)) && isFirstMonths(words)) return firstMonths(sentence, words[0] as string, words.charCodeAt(length - 1)) ?? sentence.written(words);
    if (isFramed(AS_OF, words, at)) return dateOf(sentence, words[at] as string).words;
    if (!isFramed(SINCE, words, at)) return undefined;
    const date = dateOf(sentence, words[at] as string);
    return date.resolved ? `${date.words}/..` : sentence.written(words);
  }
  if (!isDuration(sign) || !isFramed(LASTING, words, at)) return undefined;
  // 前三季度 and 前6个月 are the first of a year.
  if (isOneOf(words, 0, '前头')) return sentence.written(words);
  const { iso, lo, hi } = sentence.tagOf(sign).value;
  return iso ?? (lo !== undefined || hi !== undefined ? sentence.written(words) : undefined);
}

/** 2024年前6个月: the date and how many months of it. */
function isFirstMonths(words: string): boolean {
  const between = words.slice(1, -1);
  return between === '前' || between === '的前';
}

/** A date in EDTF; relative ones that could not be resolved, in words. */
export function dateOf(sentence: Sentence, sign: string): { readonly words: string; readonly resolved: boolean } {
  const { edtf } = sentence.tagOf(sign.charCodeAt(0)).value;
  return typeof edtf === 'string' ? { words: edtf, resolved: true } : { words: sentence.written(sign), resolved: false };
}

/** Whether the time is a single day (今天, 4月18日). */
export function isDay(sentence: Sentence, words: string): boolean {
  let at = 0;
  while (at < words.length && !isDate(words.charCodeAt(at))) at++;
  if (at === words.length) return false;
  const { edtf } = sentence.tagOf(words.charCodeAt(at)).value;
  if (typeof edtf === 'string') return edtf.length >= DAY_LENGTH && ONE_DAY.test(edtf);
  const written = sentence.written(words[at] as string);
  return ENDS_DAY.hasAt(written, written.length - 1) || /(?:周|星期|礼拜)[一二三四五六日天].{0,2}$/.test(written);
}

const ONE_DAY = /^[\dX]{4}-[\dX]{2}-[\dX]{2}(?:T.*)?$/;
const DAY_LENGTH = '2024-05-04'.length;
const ENDS_DAY = CodeUnitSet.of('天日号晚晨早');

function firstMonths(sentence: Sentence, year: string, months: number): string | undefined {
  const date = dateOf(sentence, year).words;
  const count = /^P(\d+)M$/.exec(sentence.tagOf(months).value.iso ?? '')?.[1];
  if (!/^\d{4}$/.test(date) || count === undefined || Number(count) > 12) return undefined;
  return `${date}-01/${date}-${count.padStart(2, '0')}`;
}
