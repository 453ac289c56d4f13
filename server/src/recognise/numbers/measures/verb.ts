import { fold } from '../../../text/fold';
import { manners, quantityVerbs, type QuantityVerb } from './words';

/** What stands between a thing and its number, read backwards from the number. */
export interface Predicate {
  /** Undefined where the number follows the thing directly (增长率5%). */
  readonly verb: QuantityVerb | undefined;
  /** Where the words before verb and manner end. */
  readonly end: number;
  readonly base: string | undefined;
  readonly period: string | undefined;
  readonly respectively: boolean;
}

const BE = fold('达');

/** The verb of quantity and the words of manner at the end of a clause before its number. */
export function predicateOf(before: string): Predicate {
  let { end, base, period, respectively } = withoutManner(before, before.length);
  const found = quantityVerbs.longest(before, end);
  if (!found) return { verb: undefined, end, base, period, respectively };
  let verb = found.value;
  const more = withoutManner(before, found.start);
  base ??= more.base;
  period ??= more.period;
  respectively ||= more.respectively;
  end = more.end;
  // 同比增长达5%, 下降约为3%: the verb of change before another verb tells the size of the change.
  if (verb.kind === 'is') {
    const change = quantityVerbs.longest(before, end);
    if (change?.value.kind === 'change' && !change.value.careful) {
      verb = change.value;
      const rest = withoutManner(before, change.start);
      base ??= rest.base;
      period ??= rest.period;
      respectively ||= rest.respectively;
      end = rest.end;
    } else if (before.slice(found.start, found.start + 1) !== BE && change?.value.kind === 'share') {
      verb = change.value;
      end = withoutManner(before, change.start).end;
    }
  }
  return { verb, end, base, period, respectively };
}

/** The end without the words of manner before it, and what they tell. */
export function withoutManner(words: string, from: number): { end: number; base: string | undefined; period: string | undefined; respectively: boolean } {
  let end = from;
  let base: string | undefined;
  let period: string | undefined;
  let respectively = false;
  for (let found = manners.longest(words, end); found; found = manners.longest(words, end)) {
    end = found.start;
    base ??= found.value.base;
    period ??= found.value.period;
    respectively ||= found.value.respectively === true;
  }
  return { end, base, period, respectively };
}
