import type { Cancellation } from '../ports';
import type { DocumentJob, DocumentOutcome, WorkBatch, Workforce } from './job';

/** A document to be worked on elsewhere. */
export interface Piece<D> {
  readonly document: D;
  readonly job: DocumentJob;
  /** About how many code units are gone through. */
  readonly size: number;
}

/** Code units in a batch: a few hundredths of a second of work, so that little is under way when somebody cancels. */
const BATCH_UNITS = 120_000;
/** Small documents in a batch at most. */
const BATCH_DOCUMENTS = 256;
/** Batches waiting for each thread, so that none is ever without work. */
const AHEAD = 2;

/**
 * Hands out pieces of work in batches, in their order, and gives what came of each to `done` as soon as it is there. Pieces are taken when their batch is made, not
 * before. Resolves when all are done or, once cancelled, when what was under way is.
 *
 * @throws when the workforce can do nothing; what was done until then was given to `done`
 */
export async function handOut<D>(
  pieces: Iterable<Piece<D>>,
  workforce: Workforce,
  about: () => Pick<WorkBatch, 'context' | 'namesSince'>,
  token: Cancellation,
  done: (piece: Piece<D>, outcome: DocumentOutcome, from: { readonly namesVersion: number; readonly contextVersion: number }) => void,
): Promise<void> {
  const left = pieces[Symbol.iterator]();
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for (;;) {
    while (failures.length === 0 && !token.isCancellationRequested && underWay.size < workforce.size * AHEAD) {
      const batch = nextBatch(left);
      if (batch.length === 0) break;
      const { context, namesSince } = about();
      const work = workforce
        .work({ context, namesSince, documents: batch.map(({ job }) => job) })
        .then(({ namesVersion, outcomes }) => {
          for (const [i, piece] of batch.entries()) done(piece, outcomes[i] ?? { problem: 'died' }, { namesVersion, contextVersion: context.version });
        })
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    }
    if (underWay.size === 0) break;
    await Promise.race(underWay);
  }
  if (failures.length > 0) throw failures[0];
}

function nextBatch<D>(pieces: Iterator<Piece<D>>): Piece<D>[] {
  const batch: Piece<D>[] = [];
  let units = 0;
  while (units < BATCH_UNITS && batch.length < BATCH_DOCUMENTS) {
    const next = pieces.next();
    if (next.done) break;
    batch.push(next.value);
    units += next.value.size;
  }
  return batch;
}
