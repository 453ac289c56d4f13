import type { Cancellation } from '../ports';
import type { WordEvidence } from '../wordEvidence';

/** A hit that falls may leave room for another that is in doubt, and so on; nothing is gained by following that for long. */
const MOST_TURNS = 10;

/**
 * Has the word boundaries looked into that recognising terms left open, until none is.
 *
 * @param again called with the id of a document in which a hit falls by what was learnt: its terms are to be recognised again
 * @param turns how often each document has asked so far; counted up
 */
export async function askForWords(evidence: WordEvidence, token: Cancellation, again: (documentId: string) => void, turns: Map<string, number>): Promise<void> {
  for (const id of evidence.documents) {
    if (token.isCancellationRequested) return;
    const isChanged = await evidence.ask(id);
    const turn = (turns.get(id) ?? 0) + 1;
    turns.set(id, turn);
    if (isChanged && turn <= MOST_TURNS) again(id);
  }
}
