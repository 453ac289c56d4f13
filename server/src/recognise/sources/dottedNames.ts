import { isHan, unitAt } from '../../text/characters';
import type { Span } from '../../text/span';
import type { Candidate } from './candidate';
import { MIDDLE_DOT } from './characterRows';
import { ENOUGH } from './nameScores';
import { dottedPartCost } from './nameShapes';
import type { NameGains } from './wordCosts';

/** Names with middle dots, as transliterated names in full have them. */

/** Whether a middle dot with Han characters on both sides stands at the offset. */
export function isInnerDot(text: string, offset: number): boolean {
  return unitAt(text, offset) === MIDDLE_DOT && isHan(unitAt(text, offset - 1)) && isHan(unitAt(text, offset + 1));
}

/** The longest stretch that may be a name with middle dots, and the first and last of these. */
interface DottedName extends Span {
  readonly firstDot: number;
  readonly lastDot: number;
}

/** The longest stretch of name parts around a middle dot. */
export function dottedName(text: string, dot: number, start: number, end: number): DottedName | undefined {
  let from = dot;
  while (from > start && dot - from < 8 && isHan(unitAt(text, from - 1))) from--;
  let firstDot = dot;
  if (from > start && unitAt(text, from - 1) === MIDDLE_DOT) firstDot = from - 1;
  let lastDot = dot;
  let to = dot + 1;
  while (to < end && to - lastDot <= 8) {
    if (unitAt(text, to) === MIDDLE_DOT) lastDot = to;
    else if (!isHan(unitAt(text, to)) && !/[A-Z]/.test(text[to] as string)) break;
    to++;
  }
  return from < dot && to > lastDot + 1 ? { start: from, end: to, firstDot, lastDot } : undefined;
}

/** A name with middle dots: its outer parts reach as far as transliteration and the words around allow. */
export function addDotted(text: string, name: DottedName, gains: NameGains, candidates: Candidate[]): void {
  const inner = text.slice(name.firstDot + 1, name.lastDot).split('·');
  if (name.lastDot > name.firstDot && !inner.every((part) => dottedPartCost(part) !== undefined)) return;
  const innerCost = name.lastDot > name.firstDot ? inner.reduce((sum, part) => sum + (dottedPartCost(part) ?? 0), 0) : 0;
  let best: Candidate | undefined;
  for (let from = name.start; from < name.firstDot; from++) {
    const head = dottedPartCost(text.slice(from, name.firstDot));
    if (head === undefined) continue;
    for (let to = name.lastDot + 2; to <= name.end; to++) {
      const tail = dottedPartCost(text.slice(name.lastDot + 1, to));
      if (tail === undefined) continue;
      // A dot inside a word is so rare that only the ends are in question.
      const score = gains.of(from, to, 8 + head + innerCost + tail) + 24 + ENOUGH;
      if (best && best.score >= score) continue;
      best = { start: from, end: to, shape: 'dotted', score, value: 200 + score, strong: true };
    }
  }
  if (best && best.score >= ENOUGH) candidates.push(best);
}
