import type { Cancellation } from '../ports';
import type { WordEvidence } from '../wordEvidence';

/** A hit that falls may leave room for another that is in doubt, and so on; nothing is gained by following that for long. */
const MOST_TURNS = 10;

/**
 * Has the word boundaries looked into that recognising terms left open, until none is.
 *
 * @param again called with the ids of documents in which a hit falls by what was learnt: their terms are to be recognised again, after which they may ask more
 * @returns whether anything was asked
 */
export async function askForWords(evidence: WordEvidence, token: Cancellation, again: (documentIds: readonly string[]) => Promise<void>): Promise<boolean> {
  const turns = new Map<string, number>();
  let isAsked = false;
  while (evidence.hasOpen && !token.isCancellationRequested) {
    isAsked = true;
    const fallen = await evidence.ask();
    for (const id of fallen) turns.set(id, (turns.get(id) ?? 0) + 1);
    const leftToDo = fallen.filter((id) => (turns.get(id) ?? 0) <= MOST_TURNS);
    if (leftToDo.length > 0) await again(leftToDo);
  }
  return isAsked;
}
