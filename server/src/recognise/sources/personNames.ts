import { skipSpaces, skipSpacesBack, unitAt } from '../../text/characters';
import type { Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { CandidateFinder } from './nameCandidates';
import type { Candidate } from './candidate';
import { ENOUGH, IN_A_LIST, IN_A_ROW } from './nameScores';
import { statedRole } from './personContext';

/** A name found in folded text. */
export interface NameMention extends Span {
  /** Found by its surroundings, not by its shape alone. */
  readonly strong: boolean;
  readonly role?: Span;
  readonly foreign: boolean;
}

/** What a neighbour in a list adds with a comma between the names, which parts clauses oftener than names. */
const AFTER_A_COMMA = 10;

/**
 * Finds personal names by what their characters say (nameShapes.ts), by whether the words around them read better
 * with or without a name there (wordCosts.ts), by their surroundings (personContext.ts), and by standing in a list with
 * others. `accepted` are names known for other reasons (a by-line, another document): lists go on from them.
 */
export function findPersonNames(text: string, accepted: readonly Span[] = []): NameMention[] {
  const finder = new CandidateFinder(text);
  const chosen = chooseBest(finder.candidates);
  const taken = new Set(chosen);

  // Lists: every name lends weight to its neighbours, in both directions.
  const queue: Span[] = [...chosen, ...accepted];
  const join = (neighbour: Candidate, between: string): void => {
    const weight = between.includes(',') ? AFTER_A_COMMA : IN_A_LIST;
    if (taken.has(neighbour) || neighbour.score + weight < ENOUGH) return;
    if (finder.listedAt(neighbour.start).some((rival) => rival.score > neighbour.score)) return;
    neighbour.score += weight;
    neighbour.strong = true;
    taken.add(neighbour);
    queue.push(neighbour);
  };
  for (let next = queue.pop(); next; next = queue.pop()) {
    const right = separatorAfter(text, next.end);
    if (right !== undefined) for (const neighbour of finder.listedAt(right)) join(neighbour, text.slice(next.end, neighbour.start));
    const left = separatorBefore(text, next.start);
    if (left !== undefined) for (const neighbour of finder.listedBefore(left)) join(neighbour, text.slice(neighbour.end, next.start));
  }
  return chooseBest([...taken]).map(({ start, end, strong, shape }) => {
    const foreign = shape === 'foreign' || shape === 'dotted';
    const role = statedRole(text, start, end);
    return { start: foreign ? withInitials(text, start) : start, end, strong, foreign, ...(role ? { role } : {}) };
  });
}

/** Latin initials written against a transliterated surname (E.A.) belong to the name. */
function withInitials(text: string, start: number): number {
  const initials = /(?<![A-Za-z.])(?:[A-Z]\.[ ·]?){1,3}$/.exec(text.slice(Math.max(0, start - 12), start));
  return initials ? start - initials[0].length : start;
}

/**
 * The candidates without overlap that are worth the most together, in order of place (weighted interval scheduling). In a row
 * of names without separators (李明王强赵小兰) each gains by its neighbours.
 */
function chooseBest(candidates: readonly Candidate[]): Candidate[] {
  const byEnd = [...candidates].sort((a, b) => a.end - b.end || a.start - b.start);
  // best[i]: what the first i candidates yield at most; reached[i]: the same when the i-th is among those chosen.
  const best = [0];
  const reached: number[] = [];
  const previous: number[] = [];
  byEnd.forEach((candidate, i) => {
    const before = countEndingBy(byEnd, candidate.start, i);
    let from = best[before] as number;
    let link = -1;
    for (let k = before - 1; k >= 0 && (byEnd[k] as Candidate).end === candidate.start; k--) {
      if (isNative(candidate) && isNative(byEnd[k] as Candidate) && (reached[k] as number) + IN_A_ROW > from) {
        from = (reached[k] as number) + IN_A_ROW;
        link = k;
      }
    }
    reached.push(from + (candidate.score >= ENOUGH ? Math.max(1, candidate.value) : candidate.score - ENOUGH));
    previous.push(link);
    best.push(Math.max(best[i] as number, reached[i] as number));
  });
  const chosen: Candidate[] = [];
  for (let i = byEnd.length; i > 0; ) {
    if ((best[i] as number) === (best[i - 1] as number)) {
      i--;
      continue;
    }
    let k = i - 1;
    let candidate = byEnd[k] as Candidate;
    chosen.push(candidate);
    while ((previous[k] as number) >= 0) {
      k = previous[k] as number;
      candidate = byEnd[k] as Candidate;
      chosen.push(candidate);
    }
    i = countEndingBy(byEnd, candidate.start, k);
  }
  return chosen.reverse();
}

/** How many of the first candidates, in order of their ends, end by an offset: all of these are before the one at the index `below`, near which they are. */
function countEndingBy(byEnd: readonly Candidate[], offset: number, below: number): number {
  let count = below;
  while (count > 0 && (byEnd[count - 1] as Candidate).end > offset) count--;
  return count;
}

function isNative({ shape }: Candidate): boolean {
  return shape === 'chinese' || shape === 'japanese';
}

const PARTS_NAMES = CodeUnitSet.of('、,/');
const JOINS_NAMES = CodeUnitSet.of('和与及跟');

/** Where the next item of a list of names begins; undefined when the names end here. */
function separatorAfter(text: string, offset: number): number | undefined {
  const at = skipSpaces(text, offset);
  const unit = unitAt(text, at);
  if (PARTS_NAMES.has(unit)) return skipSpaces(text, at + 1);
  if (JOINS_NAMES.has(unit)) return at + 1;
  if (text.startsWith('以及', at)) return at + 2;
  return at > offset ? at : undefined;
}

function separatorBefore(text: string, offset: number): number | undefined {
  const at = skipSpacesBack(text, offset);
  const unit = unitAt(text, at - 1);
  if (PARTS_NAMES.has(unit)) return skipSpacesBack(text, at - 1);
  if (JOINS_NAMES.has(unit)) return text[at - 2] === '以' ? at - 2 : at - 1;
  return at < offset ? at : undefined;
}
