import { endsIn, standsAt } from '../../../text/characters';
import type { Place } from './group';
import { baseOf, isCountNoun, isMeasureNoun, isNamed, isWhole, nameIn } from './name';
import { copyOf, thing, type Thing } from './thing';
import { hasAny, HAS_SHARE } from './wordSigns';

/** Parts and multiples: numbers that say how much a thing is of another. */

const TIMES_OF = /^(.*?)(?:大约|约|大概)?(?:是|为|达到|达|相当于|等于|仅为|仅是|只有|仅有|已是|将是|不足|不到|才是|占)(?:了)?([^,]+?)的$/;
/** 造价为高铁|6倍 */
const BARE_TIMES_OF = /^(.*?)(?:或|将|约|大约)?(?:相当于|等于|就是|是|为)(?!了)([^,的是为增减升降加]{2,8})$/;
const SHARE = /^(.*?)(?:仅|只|约|已|现|分别|共|合计|合|各|就|还)*占(?![比地用领])(?:据|到|有|了)?(.*?)的?$/;

/** A占B的N%: the part and the whole. `signs` are those of the words, or of more. */
export function shareOf({ sentence, topic, clause }: Place, words: string, signs: number): Thing | 'nothing' | undefined {
  const found = hasAny(signs, HAS_SHARE) && words.includes('占') ? SHARE.exec(words) : null;
  // 储备为90亿元,相当于本地生产总值|30%
  const equal = !found && standsAt(words, 0, '相当于') && !endsIn(words, '的') ? words.slice('相当于'.length) : undefined;
  if (equal !== undefined) {
    const { what } = topic.things.at(-1) ?? {};
    return what !== undefined && isWhole(equal) ? thing(what, sentence.written(equal)) : 'nothing';
  }
  if (!found) {
    // …、中国产能的40%: the same part of another whole.
    const last = topic.things.at(-1);
    if (clause.item && last?.of !== undefined && words.endsWith('的') && isWhole(words.slice(0, -1))) return partOf(last, sentence.written(words.slice(0, -1)));
    return undefined;
  }
  if (/(?:比例|比重|份额)/.test(found[2] as string)) return undefined;
  const name = nameIn(sentence, found[1] as string, false);
  const whole = (found[2] as string).replace(/(?:大约|约|近|将近|不到|超过)$/, '').replace(/的$/, '');
  if (whole !== '' && !isWhole(whole)) return 'nothing';
  const among = topic.things.at(-1);
  const part = name.what === '' && !name.cut ? (whole === '' ? undefined : among?.what) : name.what;
  if (part === undefined || !isNamed(part)) return 'nothing';
  const of = whole !== '' ? sentence.written(whole) : name.among ? among?.what : name.of;
  return thing(part, of, name.base, name.period);
}

/** The same part of another whole. */
function partOf(part: Thing, whole: string): Thing {
  const other = copyOf(part);
  other.of = whole;
  return other;
}

/** 是B的N倍: compared with B. */
export function timesOf({ sentence, topic, clause }: Place, words: string, isMultiple: boolean): Thing | undefined {
  const last = topic.things.at(-1);
  if (clause.item && last?.base !== undefined && words.endsWith('的')) {
    const base = words.length > 2 ? baseOf(sentence, words.slice(0, -1)) : undefined;
    return base ? thing(last.what, last.of, base, last.period) : undefined;
  }
  const found = words.endsWith('的') ? TIMES_OF.exec(words) : isMultiple ? BARE_TIMES_OF.exec(words) : null;
  if (!found) return undefined;
  const name = nameIn(sentence, found[1] as string, false);
  const base = baseOf(sentence, found[2] as string);
  if (base === undefined) return undefined;
  if (name.what === '' && !name.cut) return last ? thing(last.what, last.of, base, name.period) : undefined;
  return isNamed(name.what) && (isMeasureNoun(name.what) || isCountNoun(name.what)) ? thing(name.what, name.of, base, name.period) : undefined;
}
