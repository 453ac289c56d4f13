import { CodeUnitSet } from '../codeUnits';
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

/** 第一产业和第二产业用电量: the noun of measure of the last thing is that of all. */
function withSharedNoun(things: string[]): string[] {
  const last = things.at(-1) as string;
  if (things.some((thing, i) => i < things.length - 1 && isMeasureNoun(thing))) return things;
  const noun = measureNounOf(last);
  return noun === undefined || noun.length === last.length || noun.length < 2 ? things : things.map((thing, i) => (i === things.length - 1 ? thing : thing + (isOrdinal(thing) && isOrdinal(last.slice(0, 2)) ? last.slice(2) : noun)));
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
