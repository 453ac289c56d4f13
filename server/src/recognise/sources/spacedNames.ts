import { isHan, isLargeHan, isSpace, unitAt } from '../../text/characters';
import type { Candidate } from './candidate';
import { isSurname, nativeNameCost } from './nameShapes';
import { evidenceAround, hasEvidence, isStrong, type Evidence } from './personContext';
import { placeKind, placesOf } from './scan';

/** What a name set wide may cost: its characters must be those of names. */
const DEAREST_SPACED = 48;

/** Where a name set wide may have its blanks. */
export const BLANK = placeKind(' \t');
const SET_WIDE = /(?<!\p{Script=Han})\p{Script=Han}[ \t]{1,4}\p{Script=Han}(?:[ \t]{1,4}\p{Script=Han})?/uy;

/** Names set wide (李  明, 王 小 兰), where their surroundings say that one stands there. */
export function spacedNames(text: string): Candidate[] {
  const candidates: Candidate[] = [];
  let done = 0;
  for (const at of placesOf(text, BLANK)) {
    if (at === 0 || isSpace(text.charCodeAt(at - 1))) continue;
    // A character beyond the BMP begins no name, but may stand before one that then is none.
    const start = at - (isLargeHan(unitAt(text, at - 2)) ? 2 : 1);
    if (start < done) continue;
    SET_WIDE.lastIndex = start;
    const found = SET_WIDE.exec(text)?.[0];
    if (found === undefined) continue;
    done = start + found.length;
    const candidate = spacedName(text, start, found);
    if (candidate) candidates.push(candidate);
  }
  return candidates;
}

/** What may follow a name set wide without a sign between. */
const ENDS_SPACED: readonly Evidence[] = ['saying', 'shortSaying', 'formOfAddress'];

function spacedName(text: string, start: number, found: string): Candidate | undefined {
  if (!isSurname(unitAt(text, start))) return undefined;
  for (const written of [found, found.slice(0, found.search(/[ \t]+\S$/))]) {
    const joined = written.replace(/[ \t]+/g, '');
    const end = start + written.length;
    if (joined.length < 2 || (nativeNameCost(joined) ?? Infinity) > DEAREST_SPACED) continue;
    const evidence = evidenceAround(text, start, end);
    if (!isStrong(evidence) || (isHan(unitAt(text, end)) && !ENDS_SPACED.some((kind) => hasEvidence(evidence, kind)))) continue;
    return { start, end, shape: 'chinese', score: 20, value: 20, strong: true };
  }
  return undefined;
}
