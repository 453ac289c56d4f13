import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { neverCancelled } from '../../../../server/src/corpus/ports';
import type { RecognitionCache } from '../../../../server/src/corpus/indexing/recognitionCache';
import { openCorpus, type CorpusWorkspace } from '../../../../server/src/corpus/workspace';
import { clearCache, openRecognitionCache } from '../../../../server/src/platform/recognitionCache';
import { anyFileChange, anyFiles, builtInTermBase, stateOf } from '../changingCorpus';
import { FakeCutter, fakeRecognition, MemoryFiles, ROOT, uriOf } from '../fakes';
import { FakeWorkforce, localFilesOf } from './fakeWorkforce';

const TERM_BASES = [builtInTermBase, { name: 't', concepts: [{ id: '甲', forms: { 'zh-Hans': ['甲'] } }] }];

interface Session {
  readonly corpus: CorpusWorkspace;
  readonly workforce: FakeWorkforce;
}

/** A session on files with a cache; everything is indexed. */
async function session(files: MemoryFiles, cache: RecognitionCache, { termBase = 0, date, worthwhile = 1, keepEvery, answers = true }: { termBase?: number; date?: string | undefined; worthwhile?: number; keepEvery?: number | undefined; answers?: boolean } = {}): Promise<Session> {
  const localFiles = localFilesOf(files);
  const workforce = new FakeWorkforce(fakeRecognition, { files: localFiles, worthwhile });
  const cutter = new FakeCutter();
  cutter.answers = answers;
  const corpus = await openCorpus(ROOT, files, { recognition: fakeRecognition, builtInTermBase: TERM_BASES[termBase], date, localFiles, workforce, cache, keepEvery, cutter, pause: () => Promise.resolve() });
  await corpus.index(neverCancelled);
  return { corpus, workforce };
}

describe('what was recognised in an earlier session', () => {
  let folder: string;
  const open = (version = '1'): RecognitionCache => openRecognitionCache(folder, ROOT, version);
  const segments = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.segment')).map((name) => join(folder, name)).sort();

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'meipi-cache-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const later = fc.record({
    changes: fc.array(anyFileChange, { maxLength: 3 }),
    termBase: fc.nat(1),
    date: fc.constantFrom(undefined, '2020'),
    worthwhile: fc.constantFrom(1, 30, 1e9),
    keepEvery: fc.constantFrom(undefined, 1, 8),
    answers: fc.boolean(),
    damage: fc.option(fc.record({ segment: fc.nat(5), at: fc.nat(10_000), cut: fc.boolean() }), { nil: undefined, freq: 5 }),
  });

  it('gives what a fresh run gives, whatever changed since and whatever became of its files', async function () {
    // Each run writes and reads segments, up to five sessions of them: on a disk that others use that takes its time.
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(anyFiles, fc.array(later, { minLength: 1, maxLength: 4 }), async (contents, sessions) => {
        rmSync(folder, { recursive: true, force: true });
        const files = new MemoryFiles(contents);
        await session(files, open());
        for (const { changes, damage, ...how } of sessions) {
          for (const each of changes) {
            if (each.text === undefined) files.contents.delete(each.path);
            else files.set(each.path, each.text);
          }
          const damaged = damage && existsSync(folder) ? segments()[damage.segment] : undefined;
          if (damage && damaged !== undefined) {
            const bytes = readFileSync(damaged);
            // It may have been cut to nothing before.
            const at = damage.at % Math.max(1, bytes.length);
            if (damage.cut) writeFileSync(damaged, bytes.subarray(0, at));
            else if (bytes.length > 0) writeFileSync(damaged, bytes.fill((bytes[at] as number) ^ 0x15, at, at + 1));
          }
          const cached = await session(files, open(), how);
          // What was answered before is known when there is no segmenter.
          if (!how.answers) continue;
          const fresh = await openCorpus(ROOT, files, { recognition: fakeRecognition, builtInTermBase: TERM_BASES[how.termBase], date: how.date, cutter: new FakeCutter(), pause: () => Promise.resolve() });
          await fresh.index(neverCancelled);
          assert.deepEqual(stateOf(cached.corpus), stateOf(fresh));
        }
      }),
      { numRuns: 100 },
    );
  });

  const contents = { 'a.txt': '林某说：“可以。”', 'b.txt': '记者林某报道。产业', 'c.txt': '王某来过。5' };

  it('is not recognised again, and no text is read', async () => {
    const files = new MemoryFiles(contents);
    await session(files, open());
    files.lateReads.length = files.reads.length = 0;
    const { corpus, workforce } = await session(files, open());
    assert.deepEqual([files.lateReads, files.reads.filter((name) => name.endsWith('.txt')), workforce.jobs], [[], [], []]);
    assert.deepEqual(corpus.effort, { here: 0, elsewhere: 0, fromCache: 9 });
    assert.equal(corpus.mentionCount('person:林某'), 2);
    assert.equal(corpus.document('b.txt')?.knownTitle, 'b');
    assert.deepEqual(corpus.entityNames.map(({ name }) => name), ['林某'], 'nor for a list of names');
    assert.deepEqual(files.lateReads, []);
  });

  it('costs one file when one file changed', async () => {
    const files = new MemoryFiles(contents);
    await session(files, open());
    files.set('c.txt', '王某来过两次。6');
    files.lateReads.length = files.reads.length = 0;
    const { corpus } = await session(files, open(), { worthwhile: 1000 });
    assert.deepEqual([files.lateReads, files.reads.filter((name) => name.endsWith('.txt'))], [[], ['c.txt']]);
    assert.deepEqual(corpus.effort, { here: 3, elsewhere: 0, fromCache: 6 });
    const again = await session(files, open());
    assert.deepEqual(again.corpus.effort, { here: 0, elsewhere: 0, fromCache: 9 });
  });

  it('holds for a file that was written again as it was, and costs the sources of those in which a new name stands', async () => {
    const files = new MemoryFiles(contents);
    await session(files, open());
    files.set('a.txt', contents['a.txt']);
    assert.equal((await session(files, open(), { worthwhile: 1000 })).corpus.effort.here, 0);
    files.set('d.txt', '记者王某报道');
    const { corpus } = await session(files, open(), { worthwhile: 1000 });
    assert.deepEqual(corpus.effort, { here: 4, elsewhere: 0, fromCache: 9 });
    assert.equal(corpus.mentionCount('person:王某'), 2);
    assert.deepEqual((await session(files, open())).corpus.effort, { here: 0, elsewhere: 0, fromCache: 12 });
  });

  it('holds what was answered about words, and what is yet to be: nothing is recognised again before that', async () => {
    const files = new MemoryFiles({ ...contents, 'd.txt': '其产业，各产业' });
    const mentions = ({ corpus }: Session): number => corpus.mentionCount('concept:产业');
    const unanswered = await session(files, open(), { answers: false });
    assert.deepEqual([mentions(unanswered), unanswered.corpus.effort], [3, { here: 0, elsewhere: 12, fromCache: 0 }]);
    const still = await session(files, open(), { answers: false });
    assert.deepEqual([mentions(still), still.corpus.effort], [3, { here: 0, elsewhere: 0, fromCache: 12 }]);
    const answered = await session(files, open());
    assert.deepEqual([mentions(answered), answered.corpus.effort], [2, { here: 0, elsewhere: 1, fromCache: 12 }]);
    const again = await session(files, open(), { answers: false });
    assert.deepEqual([mentions(again), again.corpus.effort], [2, { here: 0, elsewhere: 0, fromCache: 12 }]);
  });

  it('is nothing for another version of the recognisers, or when it was cleared', async () => {
    const files = new MemoryFiles(contents);
    await session(files, open());
    assert.equal((await session(files, open('2'))).corpus.effort.fromCache, 0);
    await clearCache(folder);
    assert.equal((await session(files, open())).corpus.effort.fromCache, 0);
  });

  it('is not what stands in an editor only', async () => {
    const files = new MemoryFiles(contents);
    const { corpus } = await session(files, open());
    corpus.setText(uriOf('a.txt'), '没有人');
    await corpus.index(neverCancelled);
    const again = await session(files, open());
    assert.deepEqual(again.corpus.effort, { here: 0, elsewhere: 0, fromCache: 9 });
    assert.equal(again.corpus.mentionCount('person:林某'), 2);
  });

  it('is put together into one file after many sessions, without documents that are gone', async () => {
    const files = new MemoryFiles(contents);
    for (let i = 0; i < 9; i++) {
      files.set('c.txt', `王某来过。${i}`);
      await session(files, open());
      if (i === 6) files.contents.delete('b.txt');
    }
    assert.equal(segments().length, 1);
    assert.doesNotMatch(readFileSync(segments()[0] as string, 'latin1'), /"id":"b.txt"/);
    assert.equal((await session(files, open())).corpus.effort.fromCache, 6);
  });

  it('is there as far as it came when the program is killed amid the work', async () => {
    const long = (name: string): string => `记者${name}报道。${'，'.repeat(40_000)}`;
    const many = Object.fromEntries(['林某', '陈某', '王某', '李某', '何某', '赵某'].map((name, i) => [`${i}.txt`, long(name)]));
    const files = new MemoryFiles(many);
    let done = 0;
    const killed = await openCorpus(ROOT, files, {
      recognition: fakeRecognition, builtInTermBase: TERM_BASES[0], localFiles: localFilesOf(files), cache: open(), keepEvery: 50_000,
      pause: async () => {
        if (done < 5) return;
        while (!existsSync(join(folder, 'recognition')) || segments().length === 0) await new Promise((resolve) => setImmediate(resolve));
        throw new Error('killed');
      },
    });
    await assert.rejects(killed.index(neverCancelled, (now) => (done = now)), /killed/);
    const { corpus } = await session(files, open(), { worthwhile: 1e9 });
    assert.ok(corpus.effort.fromCache >= 6, JSON.stringify(corpus.effort));
    assert.equal(corpus.effort.fromCache + corpus.effort.here, 18);
    const fresh = await openCorpus(ROOT, files, { recognition: fakeRecognition, builtInTermBase: TERM_BASES[0], pause: () => Promise.resolve() });
    await fresh.index(neverCancelled);
    assert.deepEqual(stateOf(corpus), stateOf(fresh));
  });

  it('is bounded: corpora that were not opened for the longest time go first, and such as were not for long', async () => {
    const files = new MemoryFiles(contents);
    const day = 24 * 60 * 60 * 1000;
    const corpora = (): string[] => readdirSync(join(folder, 'recognition')).map((name) => join(folder, 'recognition', name));
    const sizeOf = (corpus: string): number => readdirSync(corpus).reduce((sum, name) => sum + statSync(join(corpus, name)).size, 0);
    const made: string[] = [];
    for (const [i, root] of ['file:///a', 'file:///b', 'file:///c'].entries()) {
      await session(files, openRecognitionCache(folder, root, '1'));
      const path = corpora().find((each) => !made.includes(each)) ?? assert.fail();
      made.push(path);
      const used = new Date(Date.now() - (10 - i) * day);
      utimesSync(path, used, used);
    }
    const [a, b, c] = made as [string, string, string];
    // Opening is using, whether anything changed or not.
    openRecognitionCache(folder, 'file:///a', '1');
    await session(files, openRecognitionCache(folder, ROOT, '1', { bytes: 3 * sizeOf(a), age: 100 * day }));
    assert.deepEqual([a, b, c].map((path) => existsSync(path)), [true, false, true]);
    assert.equal(corpora().length, 3);
    files.set('a.txt', '王某');
    await session(files, openRecognitionCache(folder, ROOT, '1', { bytes: 1e9, age: 5 * day }));
    assert.deepEqual([a, b, c].map((path) => existsSync(path)), [true, false, false]);
    assert.equal((await session(files, openRecognitionCache(folder, ROOT, '1', { bytes: 0, age: 0 }))).corpus.effort.fromCache, 9);
  });

  it('of two processes at once does no harm', async () => {
    const files = new MemoryFiles(contents);
    const [one, other] = [open(), open()];
    await Promise.all([session(files, one), session(files, other)]);
    files.set('c.txt', '王某来过。9');
    await Promise.all([session(files, one), session(files, other)]);
    assert.deepEqual((await session(files, open())).corpus.effort, { here: 0, elsewhere: 0, fromCache: 9 });
  });
});
