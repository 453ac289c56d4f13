import { strict as assert } from 'node:assert';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { nodeFiles } from '../../../server/src/platform/nodeFiles';

describe('files of this machine', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'meipi-files-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const uri = (...path: string[]): string => URI.file(join(folder, ...path)).toString();

  it('are read under names with spaces, Han characters and signs', async () => {
    const name = '文 章#1%20?.txt';
    writeFileSync(join(folder, name), '甲');
    assert.equal(new TextDecoder().decode(await nodeFiles.read(uri(name))), '甲');
    const { kind, size, mtime } = (await nodeFiles.stat(uri(name))) ?? assert.fail();
    assert.deepEqual([kind, size], ['file', 3]);
    assert.equal(mtime, statSync(join(folder, name)).mtimeMs);
  });

  it('that are missing, or whose folder is a file, are undefined', async () => {
    writeFileSync(join(folder, 'a'), '');
    for (const path of [['none'], ['none', 'a'], ['a', 'b']]) {
      assert.equal(await nodeFiles.read(uri(...path)), undefined);
      assert.equal(await nodeFiles.stat(uri(...path)), undefined);
      assert.deepEqual(await nodeFiles.list(uri(...path)), []);
    }
    assert.equal(await nodeFiles.read('stdin:/-'), undefined, 'no address of a file');
    await assert.rejects(nodeFiles.read(uri()), 'a folder cannot be read');
  });

  it('are listed with their kind; links to files are files, links to folders are left out', async () => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'a.txt'), '');
    symlinkSync(join(folder, 'a.txt'), join(folder, 'link.txt'));
    symlinkSync(folder, join(folder, 'round'));
    symlinkSync(join(folder, 'none'), join(folder, 'dead'));
    const listed = [...(await nodeFiles.list(uri()))].sort((a, b) => a.name.localeCompare(b.name));
    assert.deepEqual(listed, [{ name: 'a.txt', kind: 'file' }, { name: 'link.txt', kind: 'file' }, { name: 'sub', kind: 'directory' }]);
  });

  it('are replaced as a whole, with folders made on the way, and nothing left beside them', async () => {
    await nodeFiles.writeAtomic(uri('x', 'y', 'a.json'), Buffer.from('一'));
    await nodeFiles.writeAtomic(uri('x', 'y', 'a.json'), Buffer.from('二'));
    assert.equal(readFileSync(join(folder, 'x', 'y', 'a.json'), 'utf8'), '二');
    assert.deepEqual(readdirSync(join(folder, 'x', 'y')), ['a.json']);
  });

  it('keep their permissions and stay links when replaced', async () => {
    writeFileSync(join(folder, 'real.json'), '一');
    chmodSync(join(folder, 'real.json'), 0o640);
    symlinkSync('real.json', join(folder, 'link.json'));
    await nodeFiles.writeAtomic(uri('link.json'), Buffer.from('二'));
    assert.equal(readFileSync(join(folder, 'real.json'), 'utf8'), '二');
    assert.ok(lstatSync(join(folder, 'link.json')).isSymbolicLink());
    assert.equal(statSync(join(folder, 'real.json')).mode & 0o777, 0o640);
  });

  it('have one real address, whichever links lead to them and whether they are there or not', async () => {
    const home = realpathSync(folder);
    const real = (...path: string[]): string => URI.file(join(home, ...path)).toString();
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'a.txt'), '');
    symlinkSync(join(folder, 'sub'), join(folder, 'way'));
    symlinkSync(join('way', 'a.txt'), join(folder, 'link.txt'));
    assert.equal(await nodeFiles.real(uri('link.txt')), real('sub', 'a.txt'));
    assert.equal(await nodeFiles.real(uri('way', 'a.txt')), real('sub', 'a.txt'));
    assert.equal(await nodeFiles.real(uri('way', 'new', 'b.txt')), real('sub', 'new', 'b.txt'));
  });

  it('stay as they were when they cannot be replaced', async () => {
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'inside'), '');
    await assert.rejects(nodeFiles.writeAtomic(uri('taken'), Buffer.from('二')));
    assert.deepEqual(readdirSync(folder), ['taken']);
    assert.deepEqual(readdirSync(join(folder, 'taken')), ['inside']);
  });
});
