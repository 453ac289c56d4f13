import { strict as assert } from 'node:assert';
import { codeBookDocument, withCodeBook } from '../../../server/src/annotations/codeBook/codeBookDocument';
import { AnnotationStore } from '../../../server/src/annotations/store';
import { sha256, snapshotsIn } from '../../../server/src/platform/snapshots';
import { SourceText } from '../../../server/src/text/sourceText';
import { MemoryFiles, ROOT, TickingClock } from './memory';

describe('the code book as a document', () => {
  it('is named by its path from the corpus, inside and outside of it', () => {
    assert.equal(codeBookDocument('file:///c/corpus', 'file:///c/corpus/codebook.json').id, 'codebook.json');
    assert.equal(codeBookDocument('file:///c/corpus', 'file:///c/corpus/%E7%B1%BB/codes.json').id, '类/codes.json');
    assert.equal(codeBookDocument('file:///c/corpus', 'file:///c/shared/codes.json').id, '../shared/codes.json');
  });

  it('stands beside the documents, unless it is one of them', () => {
    const own = { id: 'codebook.json', uri: `${ROOT}/codebook.json`, text: new SourceText('{}') };
    const book = (): typeof own => codeBookDocument(ROOT, `${ROOT}/codebook.json`);
    const apart = withCodeBook({ documents: [], document: () => undefined }, book);
    assert.deepEqual(apart.documents.map(({ id }) => id), ['codebook.json']);
    assert.equal(apart.document('codebook.json')?.text.text, '');
    assert.equal(apart.document('other.json'), undefined);
    const within = withCodeBook({ documents: [own], document: (id) => (id === own.id ? own : undefined) }, book);
    assert.deepEqual([within.documents, within.document('codebook.json')], [[own], own]);
  });

  it('keeps memos on codes in a sidecar of its own, and they are read again', async () => {
    const files = new MemoryFiles();
    const open = async (): Promise<AnnotationStore> => {
      const source = withCodeBook({ documents: [], document: () => undefined }, () => codeBookDocument(ROOT, `${ROOT}/codebook.json`));
      const store = new AnnotationStore(source, { files, snapshots: snapshotsIn(files, ROOT), clock: new TickingClock(), hash: sha256, newId: () => 'urn:uuid:1' });
      await store.load();
      return store;
    };
    const [made] = await (await open()).batch('Memo', { add: [{ document: 'codebook.json', about: { kind: 'code', id: 'c 1' }, memo: '何时用', creator: '何静' }] });
    const { items } = JSON.parse(files.files.get(`${ROOT}/codebook.json.annotations.json`) ?? '') as { items: { target: string }[] };
    assert.deepEqual(items.map(({ target }) => target), ['urn:meipi:code:c%201']);
    assert.deepEqual((await open()).notes().map(({ id, about, memo }) => ({ id, about, memo })), [{ id: made?.id, about: { kind: 'code', id: 'c 1' }, memo: '何时用' }]);
  });
});
