import { CodeUnitSet } from '../../codeUnitSet';
import { hasOneOf, isMeasureNoun, isWhole, measureNounOf } from './name';

/** A thing of a row, with its owner where the row is one of owners. */
export interface Named {
  readonly what: string;
  readonly of: string | undefined;
}

/**
 * The things that a subject names one by one, for as many numbers: 产量和产值 names two things, 甲、乙、丙的工资 one thing of
 * three owners. Undefined when the subject does not name as many.
 */
export function separatelyNamed(subject: string, count: number): Named[] | undefined {
  const of = subject.lastIndexOf('的');
  const owners = of > 0 ? divided(subject.slice(0, of), count) : undefined;
  const things = divided(subject.slice(of + 1), count);
  const shared = things && withSharedNoun(things);
  if (shared && shared.every(isWhole)) {
    const owner = of > 0 ? subject.slice(0, of) : undefined;
    return shared.map((what) => ({ what, of: owner !== undefined && isWhole(owner) ? owner : undefined }));
  }
  const what = subject.slice(of + 1);
  if (owners && owners.every(isWhole) && isMeasureNoun(what)) return owners.map((owner) => ({ what, of: owner }));
  return undefined;
}

/** 第一 of 第一、第二产业产值. */
function isOrdinal(words: string): boolean {
  return words.length === 2 && words[0] === '第';
}

/**
 * 第一产业和第二产业用电量: what ends the last thing of a row ends all of them. How much of it that is tells the character with which
 * another ends (产业|用电量, 器材类|零售额), else a noun of measure of three characters; undefined where neither does.
 */
function withSharedNoun(things: string[]): string[] | undefined {
  const last = things.at(-1) as string;
  const others = things.slice(0, -1);
  if (others.every(isMeasureNoun) || !isMeasureNoun(last)) return things;
  const noun = measureNounOf(last) ?? '';
  const ends = others.map((thing) => (isOrdinal(thing) && isOrdinal(last.slice(0, 2)) ? last.slice(2) : endAfter(last, thing.at(-1) as string, noun)));
  const shared = ends.find((end) => end !== undefined) ?? (noun.length >= LONG_NOUN && noun.length < last.length ? noun : undefined);
  return shared === undefined ? undefined : [...others.map((thing, i) => (isMeasureNoun(thing) ? thing : thing + (ends[i] ?? shared))), last];
}

const LONG_NOUN = 3;

/** What stands behind the character in the last thing, where it is a noun of measure with no less than `noun`. */
function endAfter(last: string, char: string, noun: string): string | undefined {
  const at = last.lastIndexOf(char, last.length - noun.length - 1);
  return at > 0 && noun !== '' ? last.slice(at + 1) : undefined;
}

const AND_STARTS = CodeUnitSet.of('、以和与及');
const AND = /、|以及|和|与|及/;
/** Only 、 parts where a thing of the row has a conjunction in its name (设备及零件制造). */
const LISTED = /、/;

function divided(words: string, count: number): string[] | undefined {
  if (!hasOneOf(words, AND_STARTS)) return undefined;
  const parts = [AND, LISTED].map((sign) => words.split(sign)).find(({ length }) => length === count)?.map((part) => part.replace(/^[我其]/, (start) => (start === '其' ? '' : start)));
  return parts?.every((part) => part.length >= 2) ? parts : undefined;
}
