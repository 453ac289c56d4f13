import { strict as assert } from 'node:assert';
import { newAnnotationId, sha256, snapshotsIn } from '../../../server/src/platform/snapshots';
import { MemoryFiles, ROOT } from '../annotations/memory';

const TEXT = '\ufeff𠮷田先生說：👨‍👩‍👧\r\n葛󠄀城。\r\n';

describe('kept texts', () => {
  it('come back as they were, by their hash', async () => {
    const store = snapshotsIn(new MemoryFiles(), ROOT);
    await store.write(sha256(TEXT), TEXT);
    assert.equal(await store.read(sha256(TEXT)), TEXT);
    assert.equal(await store.read(sha256('别的')), undefined);
  });

  it('are compressed in .meipi, each written once', async () => {
    const files = new MemoryFiles();
    const long = '新质生产力'.repeat(2000);
    for (let i = 0; i < 2; i++) await snapshotsIn(files, ROOT).write(sha256(long), long);
    assert.equal(files.writes, 1);
    const [[uri, bytes]] = [...files.bytes] as [[string, Uint8Array]];
    assert.equal(uri, `${ROOT}/.meipi/texts/${sha256(long)}.txt.gz`);
    assert.ok(bytes.length < 1000);
  });

  it('count as absent when damaged, or when they are another text', async () => {
    const files = new MemoryFiles();
    const store = snapshotsIn(files, ROOT);
    await store.write(sha256(TEXT), TEXT);
    const [[uri, bytes]] = [...files.bytes] as [[string, Uint8Array]];
    files.bytes.set(uri.replace(sha256(TEXT), sha256('别的')), bytes);
    assert.equal(await store.read(sha256('别的')), undefined);
    files.bytes.set(uri, bytes.slice(0, 20));
    assert.equal(await store.read(sha256(TEXT)), undefined);
    assert.equal(await store.read('../../etc/passwd'), undefined);
  });
});

describe('ids of annotations', () => {
  it('are different UUIDs', () => {
    const ids = Array.from({ length: 100 }, newAnnotationId);
    assert.equal(new Set(ids).size, 100);
    for (const id of ids) assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('are known by the SHA-256 of UTF-8 for texts', () => {
    assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
