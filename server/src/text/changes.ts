/**
 * What became of one text on the way to another: stretches in order that are others now, each as it lay in the old text and as it lies
 * in the new one. Between them both texts are the same. Counts whatever the maker of a change says: UTF-16 offsets or lines.
 */
export interface Change {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** A replacement of `deleted` units from `start` on by `inserted` others. */
export interface Replacement {
  readonly start: number;
  readonly deleted: number;
  readonly inserted: number;
}

/** What replacements one after another, each counting in the text that the one before it left, come to together. */
export function changesOf(replacements: readonly Replacement[]): readonly Change[] {
  return isBackwards(replacements) ? disjoint(replacements) : replacements.reduce(replaced, NONE);
}

/** What two changes of a text, one after the other, come to together: `second` counts as old what is new in `first`. */
export function composed(first: readonly Change[], second: readonly Change[]): readonly Change[] {
  if (first.length === 0) return second;
  return second.reduceRight((changes, { oldStart, oldEnd, newStart, newEnd }) => replaced(changes, { start: oldStart, deleted: oldEnd - oldStart, inserted: newEnd - newStart }), first);
}

/** Changes that overlap or touch, in the old text or in the new one, as one; they come in order. */
export function united(changes: readonly Change[]): readonly Change[] {
  const apart: Change[] = [];
  for (const change of changes) {
    const last = apart.at(-1);
    if (last && (change.oldStart <= last.oldEnd || change.newStart <= last.newEnd)) {
      apart[apart.length - 1] = { oldStart: last.oldStart, oldEnd: Math.max(last.oldEnd, change.oldEnd), newStart: last.newStart, newEnd: Math.max(last.newEnd, change.newEnd) };
    } else apart.push(change);
  }
  return apart;
}

const NONE: readonly Change[] = [];

/** Whether each replacement lies before those that precede it, as editors send those of several cursors: all count in the text before. */
function isBackwards(replacements: readonly Replacement[]): boolean {
  return replacements.every(({ start, deleted }, i) => i === 0 || start + deleted <= (replacements[i - 1] as Replacement).start);
}

function disjoint(replacements: readonly Replacement[]): readonly Change[] {
  const changes: Change[] = [];
  let shift = 0;
  for (const { start, deleted, inserted } of [...replacements].reverse()) {
    changes.push({ oldStart: start, oldEnd: start + deleted, newStart: start + shift, newEnd: start + shift + inserted });
    shift += inserted - deleted;
  }
  return united(changes);
}

/** Changes with one more replacement, which counts in the text that they lead to. */
function replaced(changes: readonly Change[], { start, deleted, inserted }: Replacement): readonly Change[] {
  const end = start + deleted;
  const grown = inserted - deleted;
  const before = changes.filter(({ newEnd }) => newEnd < start);
  const after = changes.filter(({ newStart }) => newStart > end);
  const touched = changes.slice(before.length, changes.length - after.length);
  const [first] = touched;
  const last = touched.at(-1);
  const shiftBefore = growthOf(before.at(-1));
  const shiftAfter = last ? growthOf(last) : shiftBefore;
  const fromFirst = first !== undefined && first.newStart <= start;
  const toLast = last !== undefined && last.newEnd >= end;
  const change: Change = {
    oldStart: fromFirst ? first.oldStart : start - shiftBefore,
    newStart: fromFirst ? first.newStart : start,
    oldEnd: toLast ? last.oldEnd : end - shiftAfter,
    newEnd: (toLast ? last.newEnd : end) + grown,
  };
  return [...before, change, ...after.map((each) => ({ ...each, newStart: each.newStart + grown, newEnd: each.newEnd + grown }))];
}

/** How much longer the text is at the end of a change than it was. */
function growthOf(change: Change | undefined): number {
  return change ? change.newEnd - change.oldEnd : 0;
}
