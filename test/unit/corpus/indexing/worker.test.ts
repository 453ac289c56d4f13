import { strict as assert } from 'node:assert';
import { DocumentWorker } from '../../../../server/src/corpus/indexing/worker';
import type { DocumentJob, DocumentOutcome, Surveyed, WorkOrder } from '../../../../server/src/corpus/indexing/job';
import { openDocument } from '../../../../server/src/corpus/packed/packDocument';
import type { EstablishedName } from '../../../../server/src/recognise/sources/established';
import { LAYERS } from '../../../../server/src/recognise/tags';
import { fakeRecognition, MemoryFiles, uriOf } from '../fakes';
import { localFilesOf } from './fakeWorkforce';

describe('A worker on documents', () => {
  const uri = uriOf('a.txt');

  function perform(files: MemoryFiles, job: Omit<DocumentJob, 'uri'>): DocumentOutcome {
    const worker = new DocumentWorker(fakeRecognition, localFilesOf(files));
    const names = [{ id: 'person:林某', form: '林某', scope: 'corpus' as const }];
    const [outcome] = worker.perform({ context: { corpus: 'c', version: 0, units: [], termBases: [] }, names: { version: 1, isAll: false, added: names, removed: [] }, documents: [{ uri, ...job }] });
    return outcome as DocumentOutcome;
  }

  function surveyed(files: MemoryFiles): Surveyed {
    const { facts, found } = perform(files, { survey: true, layers: [] });
    return { facts, found: found as Uint8Array };
  }

  function rolesIn({ known }: DocumentOutcome): unknown {
    const tags = known && openDocument(known)?.findings.get('source')?.tags();
    return tags?.map((tag) => [tag.start, tag.layer === 'source' && tag.role]);
  }

  it('finds with what a survey found what it finds without', () => {
    const files = new MemoryFiles({ 'a.txt': '记者林某报道。林某' });
    const before = surveyed(files);
    const outcome = perform(files, { survey: false, layers: LAYERS, surveyed: before });
    assert.deepEqual(rolesIn(outcome), [[2, '记者'], [7, undefined]]);
    assert.equal(outcome.facts?.hash, before.facts?.hash);
    assert.deepEqual(outcome.known, perform(files, { survey: false, layers: LAYERS }).known);
  });

  it('takes nothing of it for a file that was changed since', () => {
    const files = new MemoryFiles({ 'a.txt': '记者林某报道。' });
    const before = surveyed(files);
    files.set('a.txt', '我和林某');
    const outcome = perform(files, { survey: false, layers: LAYERS, surveyed: before });
    assert.deepEqual(rolesIn(outcome), [[2, undefined]]);
    assert.notEqual(outcome.facts?.hash, before.facts?.hash);
  });

  it('forgets the names it knew when it is told all that there are', () => {
    const worker = new DocumentWorker(fakeRecognition);
    const name = (form: string): EstablishedName => ({ id: `person:${form}`, form, scope: 'corpus' });
    const startsOf = (order: Pick<WorkOrder, 'context' | 'names'>): unknown => {
      const [outcome] = worker.perform({ ...order, documents: [{ uri, text: '林某、陈某', survey: false, layers: LAYERS }] });
      return openDocument(outcome?.known ?? assert.fail())?.findings.get('source')?.tags().map(({ start }) => start);
    };
    assert.deepEqual(startsOf({ context: { corpus: 'c', version: 0, units: [], termBases: [] }, names: { version: 1, isAll: false, added: [name('林某')], removed: [] } }), [0]);
    assert.deepEqual(startsOf({ names: { version: 9, isAll: true, added: [name('陈某')], removed: [] } }), [3]);
  });

  it('finds the same with damaged bytes', () => {
    const files = new MemoryFiles({ 'a.txt': '记者林某报道。' });
    const { facts } = surveyed(files);
    assert.deepEqual(rolesIn(perform(files, { survey: false, layers: LAYERS, surveyed: { facts, found: Uint8Array.of(1, 2, 3) } })), [[2, '记者']]);
  });
});
