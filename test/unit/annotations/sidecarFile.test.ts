import { strict as assert } from 'node:assert';
import { formatSidecar, parseSidecar, type Sidecar } from '../../../server/src/annotations/sidecar/sidecar';
import type { Journal, Work } from '../../../server/src/annotations/ports';
import { MemoryFiles, open, place, sidecarOf, type Opened } from './memory';

const TEXT = '发展算力要快，发展算法要稳。\n';
const A = sidecarOf('a.txt');

/** A journal that several windows share, as those of one user do; each has its own work. */
function journals(): () => Journal & { readonly work: Map<string, Work> } {
  const deleted = new Map<string, Set<string>>();
  return () => {
    const work = new Map<string, Work>();
    return {
      work,
      keep: (kept) => Promise.resolve(void work.set(kept.uri, kept)),
      drop: (uri) => Promise.resolve(void work.delete(uri)),
      noteDeleted: (uri, ids) => Promise.resolve(void deleted.set(uri, new Set([...(deleted.get(uri) ?? []), ...ids]))),
      deleted: (uri) => Promise.resolve(deleted.get(uri) ?? new Set<string>()),
    };
  };
}

const add = async ({ store }: Opened, quote: string): Promise<string> => (await store.add({ document: 'a.txt', spans: [place(TEXT, quote)], creator: '甲' })).id;
const onDisk = (files: MemoryFiles): string[] => parseSidecar(files.files.get(A) ?? '', A).sidecar?.annotations.map(({ id }) => id).sort() ?? [];
const memos = (files: MemoryFiles): string[] => parseSidecar(files.files.get(A) ?? '', A).sidecar?.annotations.map(({ memo }) => memo).sort() ?? [];

describe('a sidecar that several programs write', () => {
  it('gets back what a program overwrote that had read it before', async () => {
    const window = await open({ 'a.txt': TEXT }, new MemoryFiles(), { journal: journals()() });
    const first = await add(window, '算力');
    const stale = window.files.files.get(A) as string;
    const second = await add(window, '算法');
    await window.store.edit(first, { memo: '新' });
    window.files.files.set(A, stale);
    await window.store.reload('a.txt');
    assert.deepEqual([onDisk(window.files), memos(window.files)], [[first, second].sort(), ['', '新']]);
  });

  it('lets go of what another program takes away once it has stayed for a while', async () => {
    const journal = journals()();
    const window = await open({ 'a.txt': TEXT }, new MemoryFiles(), { journal });
    const first = await add(window, '算力');
    const before = window.files.files.get(A) as string;
    const second = await add(window, '算法');
    assert.ok(journal.work.has(A));
    // The clock of the test goes on by a second at every look.
    for (let i = 0; i < 10; i++) await window.store.settle();
    assert.ok(!journal.work.has(A) && !window.store.isUnsettled);
    window.files.files.set(A, before);
    await window.store.reload('a.txt');
    assert.deepEqual([onDisk(window.files), window.store.get(second)], [[first], undefined]);
  });

  it('lets go of what another window deletes, however short after', async () => {
    const journalOf = journals();
    const files = new MemoryFiles();
    const [one, two] = [await open({ 'a.txt': TEXT }, files, { journal: journalOf() }), await open({ 'a.txt': TEXT }, files, { journal: journalOf() })];
    const [first, second] = [await add(one, '算力'), await add(one, '算法')];
    await two.store.reload('a.txt');
    await two.store.delete([first]);
    await one.store.reload('a.txt');
    assert.deepEqual([onDisk(files), one.store.list().map(({ id }) => id)], [[second], [second]]);
  });

  it('has in the journal what is being written, before it is', async () => {
    const journal = journals()();
    const window = await open({ 'a.txt': TEXT }, new MemoryFiles(), { journal });
    const first = await add(window, '算力');
    window.files.beforeWrite = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    await assert.rejects(window.store.edit(first, { memo: '新' }), /no space/);
    const { before, after } = journal.work.get(A) ?? assert.fail();
    const memoOf = (text: string): string[] => parseSidecar(text, A).sidecar?.annotations.map(({ memo }) => memo) ?? [];
    // Before all of it there was no annotation: the first was not known to have stayed yet.
    assert.deepEqual([memoOf(before), memoOf(after), window.store.unsaved], [[], ['新'], ['a.txt']]);

    // The next process finds a file without the memo.
    const next = await open({ 'a.txt': TEXT }, window.files);
    window.files.beforeWrite = () => undefined;
    assert.ok(next.store.lacks('a.txt', { before, after }));
    await next.store.recover('a.txt', { before, after });
    assert.ok(!next.store.lacks('a.txt', { before, after }));
    assert.deepEqual(memos(window.files), ['新']);
  });

  it('is as it was when a person gives up what could not be written', async () => {
    const journal = journals()();
    const window = await open({ 'a.txt': TEXT }, new MemoryFiles(), { journal });
    const first = await add(window, '算力');
    const text = window.files.files.get(A);
    window.files.beforeWrite = () => {
      throw new Error('no space');
    };
    await assert.rejects(add(window, '算法'));
    await window.store.discard('a.txt');
    assert.deepEqual([window.store.list().map(({ id }) => id), window.store.unsaved, journal.work.size], [[first], [], 0]);
    assert.equal(window.files.files.get(A), text);
  });

  it('takes in what was being written into it while it was replaced', async () => {
    const window = await open({ 'a.txt': TEXT });
    const first = await add(window, '算力');
    const { sidecar } = parseSidecar(window.files.files.get(A) ?? '', A);
    const foreign = formatSidecar({ ...(sidecar as Sidecar), annotations: sidecar?.annotations.map((each) => ({ ...each, id: 'urn:x:foreign' })) ?? [] }, 'a.txt').replace('"items"', '"ex:owner": "图书馆",\n"items"');
    window.files.overwritten = new TextEncoder().encode(foreign);
    const second = await add(window, '算法');
    // The other program took the first away in what it wrote.
    assert.deepEqual([onDisk(window.files), window.store.get(first)], [['urn:x:foreign', second].sort(), undefined]);
    assert.match(window.files.files.get(A) ?? '', /图书馆/);
  });

  it('keeps the line ends of Windows', async () => {
    const window = await open({ 'a.txt': TEXT });
    await add(window, '算力');
    window.files.files.set(A, (window.files.files.get(A) ?? '').replaceAll('\n', '\r\n'));
    await window.store.reload('a.txt');
    await add(window, '算法');
    assert.match(window.files.files.get(A) ?? '', /^\{\r\n(?:.*\r\n)*\}\r\n$/);
  });

  it('is not read when it is larger than any work of people', async () => {
    const window = await open({ 'a.txt': TEXT });
    window.files.sizes.set(A, 200 * 2 ** 20);
    window.files.files.set(A, '{}');
    await window.store.reload('a.txt');
    assert.match(window.store.problems[0]?.message ?? '', /too large: 200 MB/);
    await assert.rejects(add(window, '算力'));
    assert.equal(window.files.files.get(A), '{}');
  });
});
