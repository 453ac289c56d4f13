import { isOneOf } from '../../../text/characters';
import type { Sentence } from './sentence';
import { DATE_SIGN, DURATION_SIGN, isDuration } from './signs';

/** The time that words state, from the date tags already found: EDTF, ISO 8601 duration, else the words themselves. */

/** 2024年前6个月: the date and how many months of it. */
const FIRST_MONTHS = new RegExp(`^(${DATE_SIGN})(?:的)?前(${DURATION_SIGN})$`);
const SINCE = new RegExp(`^(?:自从?|从)?(${DATE_SIGN})(?:以来|至今|起|开始)$`);
const AS_OF = new RegExp(`^(?:截至|截止到?|到|至|在|于|自|从|早在|直到)?(${DATE_SIGN})(?:全年|年度|度|期间|前后|当年|时|间|里|内|中|底|末|初|前)?$`);
const LASTING = new RegExp(`^(?:在|最近|过去|近|未来|今后|前|头|这|近这)?的?(${DURATION_SIGN})(?:以来|来|间|内|里|中|时间里?|期间)?$`);

/** Undefined when the words are no time. `words` has signs for numbers. */
export function timeOf(sentence: Sentence, words: string): string | undefined {
  const last = words.charCodeAt(words.length - 1);
  const month = words.length > 2 && isDuration(last) ? FIRST_MONTHS.exec(words) : null;
  if (month) return firstMonths(sentence, month[1] as string, month[2] as string) ?? sentence.written(words);
  const since = isOneOf(words, words.length - 1, '来今起始') ? SINCE.exec(words) : null;
  if (since) {
    const date = dateOf(sentence, since[1] as string);
    return date.resolved ? `${date.words}/..` : sentence.written(words);
  }
  const asOf = AS_OF.exec(words);
  if (asOf) return dateOf(sentence, asOf[1] as string).words;
  const lasting = LASTING.exec(words);
  // 前三季度 and 前6个月 are the first of a year.
  if (lasting && isOneOf(words, 0, '前头')) return sentence.written(words);
  if (lasting) {
    const { iso, lo, hi } = sentence.tagOf((lasting[1] as string).charCodeAt(0)).value;
    return iso ?? (lo !== undefined || hi !== undefined ? sentence.written(words) : undefined);
  }
  return undefined;
}

/** A date in EDTF; relative ones that could not be resolved, in words. */
export function dateOf(sentence: Sentence, sign: string): { readonly words: string; readonly resolved: boolean } {
  const { edtf } = sentence.tagOf(sign.charCodeAt(0)).value;
  return typeof edtf === 'string' ? { words: edtf, resolved: true } : { words: sentence.written(sign), resolved: false };
}

/** Whether the time is a single day (今天, 4月18日). */
export function isDay(sentence: Sentence, words: string): boolean {
  const sign = DATE_ALONE.exec(words)?.[0];
  if (sign === undefined) return false;
  const { edtf } = sentence.tagOf(sign.charCodeAt(0)).value;
  return typeof edtf === 'string' ? ONE_DAY.test(edtf) : /(?:[天日号晚晨早]|(?:周|星期|礼拜)[一二三四五六日天].{0,2})$/.test(sentence.written(sign));
}

const DATE_ALONE = new RegExp(DATE_SIGN);
const ONE_DAY = /^[\dX]{4}-[\dX]{2}-[\dX]{2}(?:T.*)?$/;

function firstMonths(sentence: Sentence, year: string, months: string): string | undefined {
  const date = dateOf(sentence, year).words;
  const count = /^P(\d+)M$/.exec(sentence.tagOf(months.charCodeAt(0)).value.iso ?? '')?.[1];
  if (!/^\d{4}$/.test(date) || count === undefined || Number(count) > 12) return undefined;
  return `${date}-01/${date}-${count.padStart(2, '0')}`;
}
