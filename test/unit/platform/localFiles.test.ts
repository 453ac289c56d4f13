import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesOneByOne, localFiles } from '../../../server/src/platform/localFiles';

describe('files that are read one by one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meipi-files-'));
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  const lengths = [3, 0, 10_000, 4096, 4095, 200_000, 1];

  before(() => {
    for (const length of lengths) writeFileSync(join(folder, `${length}.txt`), Buffer.alloc(length, `${length} 字 `));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('have the bytes that each has by itself, whatever was read before', () => {
    const files = filesOneByOne();
    for (const length of [...lengths, ...lengths.toReversed()]) {
      const bytes = files.read(uriOf(`${length}.txt`));
      assert.deepEqual(bytes, localFiles.read(uriOf(`${length}.txt`)));
      assert.equal(bytes?.length, length);
    }
  });

  it('are undefined where there is none, and refused where it is a folder', () => {
    const files = filesOneByOne();
    assert.equal(files.read(uriOf('missing.txt')), undefined);
    assert.throws(() => files.read(pathToFileURL(folder).href), { code: 'EISDIR' });
    assert.deepEqual(files.read(uriOf('3.txt')), localFiles.read(uriOf('3.txt')));
  });

  it('give their first bytes, or all where they have no more, and none where there is none or it is a folder', () => {
    for (const length of [0, 1, 4096]) {
      assert.deepEqual(localFiles.readStart?.(uriOf('4095.txt'), length), localFiles.read(uriOf('4095.txt'))?.subarray(0, length));
    }
    assert.deepEqual(localFiles.readStart?.(uriOf('0.txt'), 3), new Uint8Array(0));
    assert.equal(localFiles.readStart?.(uriOf('missing.txt'), 3), undefined);
    assert.equal(localFiles.readStart?.(pathToFileURL(folder).href, 3), undefined);
  });
});
