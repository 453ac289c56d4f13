import { strict as assert } from 'node:assert';
import type { WorkJournal } from '../../../server/src/annotations/ports';
import { neverCancelled, type LocalFiles } from '../../../server/src/corpus/ports';
import { loadCorpus, type LoadedCorpus } from '../../../server/src/lsp/loadedCorpus';
import { sha256, snapshotsIn } from '../../../server/src/platform/snapshots';
import { ROOT, TickingClock, type MemoryFiles } from '../annotations/memory';
import { fakeRecognition } from '../corpus/fakes';
import { FakeWorkforce } from '../corpus/indexing/fakeWorkforce';

const NO_JOURNAL: WorkJournal = {
  keep: () => Promise.resolve(),
  drop: () => Promise.resolve(),
  noteDeleted: () => Promise.resolve(),
  deleted: () => Promise.resolve(new Set()),
  left: () => Promise.resolve([]),
  remove: () => Promise.resolve(),
};

let ids = 0;

/** The corpus of these files, all of it recognised elsewhere. `late` gets the addresses of texts that are read here. */
export async function loaded(files: MemoryFiles, late: string[] = []): Promise<LoadedCorpus> {
  const localFiles: LocalFiles = {
    stat: (uri) => (files.files.has(uri) ? { kind: 'file', size: 0, mtime: 0 } : undefined),
    read: (uri) => {
      late.push(uri);
      return new TextEncoder().encode(files.files.get(uri));
    },
    isSettled: () => true,
    hash: (bytes) => Buffer.from(bytes).toString('base64'),
  };
  const elsewhere: LocalFiles = { ...localFiles, read: (uri) => new TextEncoder().encode(files.files.get(uri)) };
  const corpus = await loadCorpus(ROOT, () => true, {
    files, localFiles, workforce: new FakeWorkforce(fakeRecognition, { files: elsewhere, worthwhile: 0 }), recognition: fakeRecognition, builtInTermBase: { name: 't', concepts: [] },
    clock: new TickingClock(), hash: sha256, newId: () => `urn:uuid:00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`, guidOf: (id) => id,
    journal: NO_JOURNAL, snapshots: (root) => snapshotsIn(files, root), pause: () => Promise.resolve(),
    logger: { info: () => undefined, warn: () => undefined, error: (message, error) => assert.fail(`${message}: ${String(error)}`) },
    annotator: '何静', defaultAnnotator: '何静', locale: 'en', blind: false,
  });
  await corpus.corpus.index(neverCancelled);
  return corpus;
}
