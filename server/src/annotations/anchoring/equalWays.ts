import type { Span } from '../../text/span';
import { cutRank, firstHunk, slack, type Hunk } from './diff';

/** How much earlier and later (units) a change may as well be drawn, where people would cut a text. */
interface Freedom {
  readonly earlier: number;
  readonly later: number;
}

const NONE: Freedom = { earlier: 0, later: 0 };

/**
 * Where a shortest way from one text to another is one of several. Beside text that was inserted or deleted and repeats it, either of
 * two like sentences may be the one that was there before, and either may be the one that was deleted. A difference draws one
 * of these ways; this knows the others. A way that cuts sentences is none where another does not.
 */
export class EqualWays {
  readonly #hunks: readonly Hunk[];
  readonly #old: Uint16Array;
  readonly #now: Uint16Array;
  readonly #freedoms = new Map<Hunk, { inserted: Freedom; deleted: Freedom }>();

  constructor(hunks: readonly Hunk[], old: Uint16Array, now: Uint16Array) {
    this.#hunks = hunks;
    this.#old = old;
    this.#now = now;
  }

  /**
   * Where a passage of the old text may be in the new one by equal ways, in order: several places, or one when other ways delete it.
   * `undefined` when all ways agree.
   */
  placesOf(passage: Span): Span[] | undefined {
    const starts = new Set<number>();
    // A change is free to move as far as the next one: so only those matter between whose neighbours the passage lies.
    for (let i = Math.max(0, firstHunk(this.#hunks, passage.start, 'oldEnd') - 1); i < this.#hunks.length; i++) {
      const hunk = this.#hunks[i] as Hunk;
      if ((this.#hunks[i - 1]?.oldEnd ?? 0) > passage.start) break;
      if ((this.#hunks[i + 1]?.oldStart ?? this.#old.length) < passage.end) continue;
      const { inserted, deleted } = this.#freedomOf(hunk, i);
      for (const start of [...aroundInserted(hunk, inserted, passage), ...besideDeleted(hunk, deleted, passage)]) starts.add(start);
    }
    return starts.size === 0 ? undefined : [...starts].sort((a, b) => a - b).map((start) => ({ start, end: start + passage.end - passage.start }));
  }

  #freedomOf(hunk: Hunk, index: number): { inserted: Freedom; deleted: Freedom } {
    let freedom = this.#freedoms.get(hunk);
    if (!freedom) {
      const room = hunk.oldStart - (this.#hunks[index - 1]?.oldEnd ?? 0);
      const roomBehind = (this.#hunks[index + 1]?.oldStart ?? this.#old.length) - hunk.oldEnd;
      freedom = {
        inserted: freedomIn(this.#now, { start: hunk.newStart, end: hunk.newEnd }, room, roomBehind),
        deleted: freedomIn(this.#old, { start: hunk.oldStart, end: hunk.oldEnd }, room, roomBehind),
      };
      this.#freedoms.set(hunk, freedom);
    }
    return freedom;
  }
}

/** How far a stretch of `units` may be drawn elsewhere: to the first and to the last of the most natural cuts. */
function freedomIn(units: Uint16Array, stretch: Span, room: number, roomBehind: number): Freedom {
  if (stretch.start === stretch.end) return NONE;
  const { earlier, later } = slack(units, stretch, room, roomBehind);
  let best = -1;
  let [first, last] = [0, 0];
  for (let shift = -earlier; shift <= later; shift++) {
    const at = stretch.start + shift;
    const rank = at === 0 || at + stretch.end - stretch.start === units.length ? SENTENCE : cutRank(units[at - 1] as number);
    if (rank > best) [best, first] = [rank, shift];
    if (rank === best) last = shift;
  }
  return { earlier: Math.max(0, -first), later: Math.max(0, last) };
}

/** What {@link cutRank} says of a cut between sentences. */
const SENTENCE = 2;

/** Both places of a passage that may stand before as well as behind what was inserted; none when it must be one of them. */
function aroundInserted({ oldStart, oldEnd, newStart, newEnd }: Hunk, { earlier, later }: Freedom, { start, end }: Span): number[] {
  const isPure = oldStart === oldEnd;
  if (newStart === newEnd || oldStart - earlier > start || oldEnd + later < end) return [];
  if (isPure || start >= oldEnd) return [start + newStart - oldEnd, start + newEnd - oldEnd];
  return end <= oldStart ? [start + newStart - oldStart, start + newEnd - oldStart] : [];
}

/** The place of a passage that may be what was deleted or be kept beside it; none when it is certainly one or the other. */
function besideDeleted({ oldStart, oldEnd, newStart, newEnd }: Hunk, { earlier, later }: Freedom, { start, end }: Span): number[] {
  const length = oldEnd - oldStart;
  const isPure = newStart === newEnd;
  const mayBeDeleted = Math.max(oldStart - earlier, end - length) <= Math.min(oldStart + later, start);
  if (length === 0 || !mayBeDeleted) return [];
  if (start >= oldEnd) return [newEnd + start - oldEnd];
  if (end <= oldStart) return [newStart + start - oldStart];
  if (end <= oldStart + later && (isPure || start >= oldStart)) return [newEnd + start - oldStart];
  if (start >= oldEnd - earlier && (isPure || end <= oldEnd)) return [newStart + start - oldEnd];
  return [];
}
