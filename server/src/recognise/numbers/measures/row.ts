import { CodeUnitSet } from '../codeUnits';
import { hasOneOf, isMeasureNoun, isWhole } from './name';

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
  if (things && things.every(isWhole)) {
    const owner = of > 0 ? subject.slice(0, of) : undefined;
    return things.map((what) => ({ what, of: owner !== undefined && isWhole(owner) ? owner : undefined }));
  }
  const what = subject.slice(of + 1);
  if (owners && owners.every(isWhole) && isMeasureNoun(what)) return owners.map((owner) => ({ what, of: owner }));
  return undefined;
}

const AND_STARTS = CodeUnitSet.of('、以和与及');
const AND = /、|以及|和|与|及/;

function divided(words: string, count: number): string[] | undefined {
  if (!hasOneOf(words, AND_STARTS)) return undefined;
  const parts = words.split(AND).map((part) => part.replace(/^[我其]/, (start) => (start === '其' ? '' : start)));
  return parts.length === count && parts.every((part) => part.length >= 2) ? parts : undefined;
}
