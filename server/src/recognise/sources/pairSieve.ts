import { AFTER, ALONE, AS_FIRST, AS_SECOND, AS_SINGLE, AS_SURNAME, COSTS, FLAGS, GAIN, IN_A_RUN, IS_FUNCTION_WORD, ROW, TENTHS, type CharacterTables } from './characterRows';
import { BASE, COST_OF_MARRIED, COST_OF_THREE, COST_OF_TWO, enough, gainAtMost, helpOfRow, LONGEST_NAME, MAYBE_FOREIGN, MAYBE_FOUR, MAYBE_SPECIAL, MAYBE_THREE, MAYBE_TWO, MIDDLE_DOT_HERE, ROWED, SHORT } from './nameBounds';
import { ENOUGH, TRANSLITERATED } from './nameScores';
import { BEGINNING, END, FOREIGN_NAME, pairCosts } from './nameShapes';
import { mostAfterPair, mostBeforePair } from './personContext';
import { MARGIN, unitOfSymbol } from './scan';
import { costOfPair } from './wordCosts';

/**
 * The second sieve: what the first leaves is looked at in pairs of characters, as words of two and as what stands beside a name, before
 * anything is made of it. It leaves one in five.
 */

/** Sifts places and ways from `start` to `end` again, by pairs of characters; returns where those that are left end, which then come first. */
export function siftByPairs(known: CharacterTables, symbols: Uint16Array, places: Uint32Array, ways: Uint8Array, start: number, end: number): number {
  let left = start;
  for (let i = start; i < end; i++) {
    const place = places[i] as number;
    const way = waysByPairs(known, symbols, place + MARGIN, ways[i] as number);
    places[left] = place;
    ways[left] = way;
    left += -way >>> 31;
  }
  return left;
}

/** Of the ways at an index those that remain when characters are looked at in pairs: beside a name, and as words of two. */
function waysByPairs(known: CharacterTables, symbols: Uint16Array, at: number, ways: number): number {
  if ((ways & (MAYBE_SPECIAL | MIDDLE_DOT_HERE)) !== 0) return ways;
  const before = mostBeforePair(unitOfSymbol(symbols[at - 2] as number), unitOfSymbol(symbols[at - 1] as number));
  let left = 0;
  if ((ways & MAYBE_TWO) !== 0) left |= plainWayByPairs(known, symbols, at, 2, before);
  if ((ways & MAYBE_THREE) !== 0) left |= plainWayByPairs(known, symbols, at, 3, before);
  if ((ways & MAYBE_FOUR) !== 0) left |= plainWayByPairs(known, symbols, at, 4, before);
  return (ways & MAYBE_FOREIGN) !== 0 && mayBeForeign(known, symbols, at, before) ? left | MAYBE_FOREIGN : left;
}

/** Whether a plain name of some characters remains: its way, or none. */
function plainWayByPairs({ rows, costs }: CharacterTables, symbols: Uint16Array, at: number, size: number, before: number): number {
  const end = at + size;
  const first = symbols[at] as number;
  const second = symbols[at + 1] as number;
  const third = symbols[at + 2] as number;
  const worth = rows[ROW * first + AS_SURNAME] as number;
  const after = mostAfterPair(unitOfSymbol(symbols[end] as number), unitOfSymbol(symbols[end + 1] as number)) + helpOfRow(rows, symbols, at, end, false);
  const other = BASE + TENTHS * (before + after);
  if (size === 2) {
    const gain = worth + (rows[ROW * second + AS_SINGLE] as number) - COST_OF_TWO;
    if (enough(gainAtMost(gain) + SHORT + other, MAYBE_TWO) === 0) return 0;
    return enough(gainAtMost(gain - GAIN * savedByWord(costs, first, second)) + SHORT + other, MAYBE_TWO);
  }
  if (size === 3) {
    const gain = worth + (rows[ROW * second + AS_FIRST] as number) + (rows[ROW * third + AS_SECOND] as number) - COST_OF_THREE;
    if (enough(gainAtMost(gain) + other, MAYBE_THREE) === 0) return 0;
    return enough(gainAtMost(gain - GAIN * Math.max(savedByWord(costs, first, second), savedByWord(costs, second, third))) + other, MAYBE_THREE);
  }
  const fourth = symbols[at + 3] as number;
  const gain = worth + (rows[ROW * second + AS_SURNAME] as number) + (rows[ROW * third + AS_FIRST] as number) + (rows[ROW * fourth + AS_SECOND] as number) - COST_OF_MARRIED;
  if (enough(gainAtMost(gain) + other, MAYBE_FOUR) === 0) return 0;
  return enough(gainAtMost(gain - GAIN * Math.max(savedByWord(costs, first, second) + savedByWord(costs, third, fourth), savedByWord(costs, second, third))) + other, MAYBE_FOUR);
}

/** How much less two neighbouring characters cost as one word than as two. */
function savedByWord(costs: Uint8Array, first: number, second: number): number {
  const cost = costOfPair(unitOfSymbol(first), unitOfSymbol(second));
  return cost < 0 ? 0 : Math.max(0, (costs[COSTS * first + ALONE] as number) + (costs[COSTS * second + ALONE] as number) - cost);
}

/** Whether one of the transliterated names that begin at an index may become a candidate: told as `addForeignNames` tells them, but none is made. */
function mayBeForeign({ rows, costs, numbers }: CharacterTables, symbols: Uint16Array, at: number, before: number): boolean {
  let cost = FOREIGN_NAME;
  let words = 0;
  let rare = 0;
  let previous = BEGINNING;
  for (let end = at + 1; end <= at + LONGEST_NAME; end++) {
    const symbol = symbols[end - 1] as number;
    const number = numbers[symbol] as number;
    const isRare = !pairCosts.isInNames(number);
    if (isRare && (++rare > 1 || ((rows[ROW * symbol + FLAGS] as number) & (IS_FUNCTION_WORD | IN_A_RUN)) !== IN_A_RUN)) return false;
    cost += pairCosts.of(previous, number);
    words += costs[COSTS * symbol + ALONE] as number;
    previous = number;
    if (isRare || end === at + 1) continue;
    const gain = Math.min(words - cost - pairCosts.of(number, END), TRANSLITERATED.most);
    const score = TRANSLITERATED.gain * gain + TRANSLITERATED.base + (end === at + 2 ? TRANSLITERATED.short : 0) + before;
    if (score + ((rows[ROW * (symbols[end] as number) + AFTER] as number) + 2 * ROWED) / TENTHS < ENOUGH) continue;
    const after = mostAfterPair(unitOfSymbol(symbols[end] as number), unitOfSymbol(symbols[end + 1] as number));
    if (score + after + helpOfRow(rows, symbols, at, end, false) >= ENOUGH) return true;
  }
  return false;
}
