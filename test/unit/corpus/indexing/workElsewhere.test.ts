import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { neverCancelled } from '../../../../server/src/corpus/ports';
import { anyEvent, anyFiles, builtInTermBase, ChangingCorpus } from '../changingCorpus';
import { corpusOf, FakeCutter, fakeRecognition, uriOf } from '../fakes';
import { FakeWorkforce, localFilesOf } from './fakeWorkforce';

describe('a corpus of which much is recognised elsewhere', () => {
  const happening = fc.oneof(anyEvent, fc.record({ kind: fc.constantFrom('cancel' as const, 'finish' as const) }));
  const setting = fc.record({ readsLate: fc.boolean(), size: fc.integer({ min: 1, max: 3 }), worthwhile: fc.constantFrom(1, 20) });

  it('answers as one that was recognised here, whatever changes, is asked or is cancelled meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, fc.array(happening, { maxLength: 14 }), setting, async (files, happenings, { readsLate, size, worthwhile }) => {
        const token = { isCancellationRequested: false };
        const left = [...happenings];
        /** The next thing happens: between two batches, and while others are under way. */
        const next = async (): Promise<void> => {
          const each = left.shift();
          if (each?.kind === 'cancel') token.isCancellationRequested = true;
          else if (each && 'path' in each) await changing.happen(each);
        };
        const changing: ChangingCorpus = new ChangingCorpus(await corpusOf(files, (own) => {
          const localFiles = localFilesOf(own);
          const workforce = new FakeWorkforce(fakeRecognition, { files: localFiles, size, worthwhile, onWork: next });
          return { builtInTermBase, workforce, cutter: new FakeCutter(), ...(readsLate ? { localFiles } : {}) };
        }));
        while (left.length > 0) {
          token.isCancellationRequested = false;
          const underWay = changing.corpus.index(token);
          await next();
          await underWay;
        }
        await changing.answersAsOpenedAnew();
      }),
      { numRuns: 300 },
    );
  });

  const contents = { 'a.txt': '林某说：“可以。”', 'b.txt': '记者林某报道。', 'c.txt': '王某来过。' };

  it('surveys all documents first, and then does everything for each with all names known', async () => {
    let workforce: FakeWorkforce | undefined;
    const { corpus } = await corpusOf(contents, () => ({ workforce: (workforce = new FakeWorkforce(fakeRecognition)) }));
    await corpus.index(neverCancelled);
    assert.deepEqual(workforce?.jobs, ['a.txt survey', 'b.txt survey', 'c.txt survey', 'a.txt number source term', 'b.txt number source term', 'c.txt number source term']);
    assert.equal(corpus.mentionCount('person:林某'), 2);
  });

  it('does everything at once for a document that somebody looks at, and looks at it again for names', async () => {
    let workforce: FakeWorkforce | undefined;
    const { corpus } = await corpusOf(contents, (own) => ({ localFiles: localFilesOf(own), workforce: (workforce = new FakeWorkforce(fakeRecognition, { files: localFilesOf(own) })) }));
    corpus.setText(uriOf('c.txt'), '林某来过。');
    await corpus.index(neverCancelled);
    assert.deepEqual(workforce?.jobs, ['c.txt survey number source term', 'a.txt survey', 'b.txt survey', 'a.txt number source term', 'b.txt number source term', 'c.txt names']);
    assert.equal(corpus.mentionCount('person:林某'), 3);
  });

  it('uses nothing of a survey when the text is another by then', async () => {
    const texts = ['记者林某报道', '昨天记者林某报道'] as const;
    const { corpus, files } = await corpusOf({ 'a.txt': texts[0], 'b.txt': '林某、陈某' }, (own) => ({ localFiles: localFilesOf(own), workforce: new FakeWorkforce(fakeRecognition, { files: localFilesOf(own) }) }));
    let told = 0;
    await corpus.index(neverCancelled, () => {
      if (++told !== 2) return;
      // Both were surveyed elsewhere. The new text is looked at here, and surveyed for the other document; nobody has heard of the change of the file.
      files.set('a.txt', texts[1]);
      files.stat = () => new Promise(() => undefined);
      void corpus.document('a.txt')?.text;
      void corpus.document('b.txt')?.tags;
    });
    const rolesIn = (): unknown => corpus.document('a.txt')?.tags.map((tag) => [tag.start, tag.layer === 'source' && tag.role]);
    assert.deepEqual(rolesIn(), [[4, '记者']]);
    assert.equal(corpus.document('a.txt')?.text.text, texts[1]);
  });

  it('reads no text here before it is asked for, and each at most once', async () => {
    const { corpus, files } = await corpusOf(contents, (own) => {
      const localFiles = localFilesOf(own);
      return { localFiles, workforce: new FakeWorkforce(fakeRecognition, { files: { ...localFiles, read: (uri) => own.contents.get(uri.slice(-5)) } }) };
    });
    await corpus.index(neverCancelled);
    assert.deepEqual(files.reads.filter((name) => name.endsWith('.txt')), []);
    assert.deepEqual(corpus.entityNames.map(({ forms }) => forms), [['林某']]);
    assert.deepEqual(files.lateReads, []);
    assert.equal([...corpus.mentions('person:林某')][0]?.document.text.text, contents['a.txt']);
    void corpus.documents[0]?.text;
    assert.deepEqual(files.lateReads, ['a.txt']);
  });

  it('takes files that are open in an editor first', async () => {
    let workforce: FakeWorkforce | undefined;
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.txt`, '产业'.repeat(5000)]));
    const { corpus } = await corpusOf(many, (own) => ({ localFiles: localFilesOf(own), workforce: (workforce = new FakeWorkforce(fakeRecognition, { files: localFilesOf(own) })) }));
    corpus.setText(uriOf('9.txt'), '产业，产业');
    await corpus.index(neverCancelled);
    assert.match(workforce?.jobs[0] ?? '', /^9\.txt /);
  });

  it('takes long documents before short ones', async () => {
    let workforce: FakeWorkforce | undefined;
    const lengths = [10, 30, 20, 40];
    const { corpus } = await corpusOf(Object.fromEntries(lengths.map((length) => [`${length}.txt`, '产'.repeat(length)])), () => ({ workforce: (workforce = new FakeWorkforce(fakeRecognition)) }));
    await corpus.index(neverCancelled);
    assert.deepEqual(workforce?.jobs.slice(0, 4), [40, 30, 20, 10].map((length) => `${length}.txt survey`));
  });

  it('reports files that are gone, are no text, or cannot be read', async () => {
    const { corpus, files } = await corpusOf({ ...contents, 'd.txt': Uint8Array.of(0xff, 0xff, 0x00, 0x00), 'e.txt': '甲', 'f.txt': '乙' }, (own) => ({
      localFiles: localFilesOf(own),
      workforce: new FakeWorkforce(fakeRecognition, { files: localFilesOf(own) }),
    }));
    files.contents.delete('e.txt');
    files.broken.add('f.txt');
    await corpus.index(neverCancelled);
    assert.deepEqual(corpus.documents.map(({ id }) => id), ['a.txt', 'b.txt', 'c.txt']);
    assert.deepEqual(corpus.problems.map(({ uri, code }) => [uri.slice(-5), code]).sort(), [['d.txt', 'document.undecodable'], ['e.txt', 'document.missing'], ['f.txt', 'document.unreadable']]);
  });

  it('notices that a file changed when its text is read late, and finds everything in it anew', async () => {
    const { corpus, files } = await corpusOf(contents, (own) => ({ localFiles: localFilesOf(own), workforce: new FakeWorkforce(fakeRecognition, { files: localFilesOf(own) }) }));
    await corpus.index(neverCancelled);
    files.set('a.txt', '产业5，没有人');
    assert.equal(corpus.document('a.txt')?.text.text, '产业5，没有人');
    assert.deepEqual([...corpus.mentions('person:林某')].map(({ document }) => document.id), ['b.txt']);
    assert.deepEqual(corpus.document('a.txt')?.tags.map(({ layer }) => layer), ['number']);
  });

  it('is recognised here when no workforce can be had, and a document over which threads die is reported', async () => {
    const none = { size: 2, worthwhile: 1, isWarm: false, work: () => Promise.reject(new Error('none')) };
    const here = await corpusOf(contents, { workforce: none });
    await here.corpus.index(neverCancelled);
    assert.equal(here.corpus.mentionCount('person:林某'), 2);
    const deadly = new FakeWorkforce(fakeRecognition);
    const work = deadly.work.bind(deadly);
    deadly.work = async (batch) => {
      const result = await work(batch);
      return { ...result, outcomes: result.outcomes.map((outcome, i) => (batch.documents[i]?.uri.endsWith('c.txt') ? { problem: 'died' as const } : outcome)) };
    };
    const there = await corpusOf(contents, { workforce: deadly });
    await there.corpus.index(neverCancelled);
    assert.equal(there.corpus.mentionCount('person:林某'), 2);
    assert.deepEqual(there.corpus.problems.map(({ uri, code }) => [uri, code]), [[uriOf('c.txt'), 'document.recogniser-failed']]);
    assert.deepEqual(there.corpus.document('c.txt')?.tags, []);
  });
});
