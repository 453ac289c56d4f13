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

const BE = fold('达').charCodeAt(0);

/** A verb without any words of manner. */
export function plainPredicate(verb: QuantityVerb | undefined, end: number): { -readonly [K in keyof Predicate]: Predicate[K] } {
  return { verb, end, base: undefined, period: undefined, respectively: false };
}

/** The manner of another predicate with a verb and an end of its own. */
export function predicateWith(verb: QuantityVerb | undefined, end: number, { base, period, respectively }: Predicate): Predicate {
  return { verb, end, base, period, respectively };
}

/** The verb of quantity and the words of manner at the end of a clause before its number. */
export function predicateOf(before: string): Predicate {
  const predicate = plainPredicate(undefined, before.length);
  passManner(before, predicate);
  const found = quantityVerbs.longest(before, predicate.end);
  if (!found) return predicate;
  predicate.verb = found.value;
  predicate.end = found.start;
  passManner(before, predicate);
  if (found.value.kind !== 'is') return predicate;
  // 同比增长达5%, 下降约为3%: the verb of change before another verb tells the size of the change.
  const change = quantityVerbs.longest(before, predicate.end);
  if (change?.value.kind === 'change' && !change.value.careful) {
    predicate.verb = change.value;
    predicate.end = change.start;
    passManner(before, predicate);
  } else if (change?.value.kind === 'share' && before.charCodeAt(found.start) !== BE) {
    predicate.verb = change.value;
    predicate.end = withoutManner(before, change.start);
  }
  return predicate;
}

/** Moves the end before the words of manner, and notes what they tell as far as it is not told yet. */
function passManner(words: string, predicate: { -readonly [K in keyof Predicate]: Predicate[K] }): void {
  for (let found = manners.longest(words, predicate.end); found; found = manners.longest(words, predicate.end)) {
    const { base, period, respectively } = found.value;
    predicate.end = found.start;
    predicate.base ??= base;
    predicate.period ??= period;
    predicate.respectively ||= respectively;
  }
}

/** The offset at which the words of manner before an offset begin. */
export function withoutManner(words: string, from: number): number {
  let end = from;
  for (let found = manners.longest(words, end); found; found = manners.longest(words, end)) end = found.start;
  return end;
}
