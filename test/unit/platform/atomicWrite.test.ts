import { strict as assert } from 'node:assert';
import { chmodSync, chownSync, closeSync, existsSync, lstatSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFile, replaceFile, writeAtomic } from '../../../server/src/platform/atomicWrite';
import { withLock } from '../../../server/src/platform/locks';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('files replaced as a whole', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'meipi-atomic-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string): string => join(folder, name);
  const read = (name: string): string => readFileSync(at(name), 'utf8');

  it('keep permissions that the umask would take away', async () => {
    writeFileSync(at('a'), '一');
    chmodSync(at('a'), 0o666);
    const before = process.umask(0o077);
    try {
      await writeAtomic(at('a'), bytes('二'));
    } finally {
      process.umask(before);
    }
    assert.deepEqual([read('a'), statSync(at('a')).mode & 0o777], ['二', 0o666]);
  });

  it('keep their owner', function () {
    if (process.getuid?.() !== 0) return this.skip();
    writeFileSync(at('a'), '一');
    chownSync(at('a'), 12345, 23456);
    return writeAtomic(at('a'), bytes('二')).then(() => assert.deepEqual([statSync(at('a')).uid, statSync(at('a')).gid], [12345, 23456]));
  });

  it('have names as long as the system allows', async () => {
    const name = `${'长'.repeat(80)}.json`.padEnd(95, 'x');
    assert.equal(Buffer.byteLength(name), 255);
    await writeAtomic(at(name), bytes('一'));
    assert.deepEqual(readdirSync(folder), [name]);
  });

  it('are made where a link leads that leads to nothing yet', async () => {
    symlinkSync('real.json', at('link.json'));
    await writeAtomic(at('link.json'), bytes('一'));
    assert.ok(lstatSync(at('link.json')).isSymbolicLink());
    assert.equal(read('real.json'), '一');
  });

  it('are written piece by piece, each asked for when the one before is written, and stay as they were when the pieces end in an error', async () => {
    async function* pieces(count: number, fails: boolean): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < count; i++) yield await Promise.resolve(bytes(`第${i}行\n`));
      if (fails) throw new Error('no more');
    }
    await writeAtomic(at('a'), pieces(300, false));
    const all = Array.from({ length: 300 }, (_, i) => `第${i}行\n`).join('');
    assert.equal(read('a'), all);
    await assert.rejects(writeAtomic(at('a'), pieces(2, true)), /no more/);
    assert.deepEqual([read('a'), readdirSync(folder)], [all, ['a']]);
    await writeAtomic(at('a'), pieces(0, false));
    assert.equal(read('a'), '');
  });

  it('leave no temporary file when writing fails, and remove those of killed processes, nothing else', async () => {
    mkdirSync(at('taken'));
    const [old, young, foreign] = ['.meipi-0123456789ab.tmp', '.meipi-0123456789ac.tmp', '.meipi-notes.tmp'];
    for (const name of [old, young, foreign]) writeFileSync(at(name), '');
    for (const name of [old, foreign]) utimesSync(at(name), 1, 1);
    await assert.rejects(writeAtomic(at('taken'), bytes('一')));
    await writeAtomic(at('a'), bytes('一'));
    assert.deepEqual(readdirSync(folder).sort(), [young, foreign, 'a', 'taken'].sort());
  });

  it('are replaced only while they hold what is expected', async () => {
    writeFileSync(at('a'), '一');
    assert.deepEqual(await replaceFile(at('a'), bytes('二'), bytes('别的')), { state: 'differs' });
    assert.equal(read('a'), '一');
    assert.deepEqual(await replaceFile(at('a'), bytes('二'), bytes('一')), { state: 'done' });
    assert.equal(read('a'), '二');
    assert.deepEqual(await replaceFile(at('none'), bytes('二'), bytes('一')), { state: 'differs' });
    assert.deepEqual(readdirSync(folder), ['a']);
  });

  it('are removed only while they hold what is expected; of a link, the link', async () => {
    writeFileSync(at('a'), '一');
    assert.equal(await removeFile(at('a'), bytes('二')), 'differs');
    assert.equal(read('a'), '一');
    symlinkSync(at('a'), at('link'));
    assert.equal(await removeFile(at('link'), bytes('一')), 'done');
    assert.deepEqual(readdirSync(folder), ['a']);
    assert.equal(await removeFile(at('a'), bytes('一')), 'done');
    assert.equal(await removeFile(at('a'), bytes('一')), 'done');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('are made only while there is none', async () => {
    assert.deepEqual(await replaceFile(at('a'), bytes('一'), undefined), { state: 'done' });
    assert.deepEqual(await replaceFile(at('a'), bytes('二'), undefined), { state: 'differs' });
    assert.deepEqual([read('a'), readdirSync(folder)], ['一', ['a']]);
  });

  it('hand out what another program was writing into the file that was replaced', async () => {
    let overwritten: Uint8Array | undefined;
    // Whether the other program writes before the last look is not for the test to say: some attempt is in time.
    for (let attempt = 0; attempt < 100 && !overwritten; attempt++) {
      writeFileSync(at('a'), '一');
      const foreign = openSync(at('a'), 'a');
      const { ino } = statSync(at('a'));
      const written = (async () => {
        while (statSync(at('a')).ino === ino) await new Promise((resolve) => setImmediate(resolve));
        writeSync(foreign, '，别的');
        closeSync(foreign);
      })();
      const [replacement] = await Promise.all([replaceFile(at('a'), bytes('二'), bytes('一')), written]);
      assert.deepEqual([replacement.state, read('a')], ['done', '二']);
      ({ overwritten } = replacement);
    }
    assert.equal(new TextDecoder().decode(overwritten), '一，别的');
  });

  it('are left as they are where writing is forbidden', async function () {
    if (process.getuid?.() === 0) return this.skip();
    writeFileSync(at('a'), '一');
    chmodSync(at('a'), 0o444);
    await assert.rejects(writeAtomic(at('a'), bytes('二')), { code: 'EACCES' });
    assert.equal(read('a'), '一');
  });
});

describe('locks between processes', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'meipi-lock-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('let one in after the other, and leave nothing behind', async () => {
    let inside = 0;
    const most: number[] = [];
    await Promise.all(Array.from({ length: 6 }, () => withLock(join(folder, 'a'), async () => {
      most.push(++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    })));
    assert.deepEqual([most, readdirSync(folder)], [[1, 1, 1, 1, 1, 1], []]);
  });

  it('are taken over from a process that is gone, and from one of another machine when they are old', async () => {
    let lock = '';
    await withLock(join(folder, 'a'), async () => {
      lock = join(folder, readdirSync(folder)[0] as string);
      await Promise.resolve();
    });
    const pid = spawnedAndGone();
    writeFileSync(lock, `${pid} 0123 ${hostname()}\n`);
    assert.equal(await withLock(join(folder, 'a'), () => Promise.resolve(existsSync(lock))), true);
    writeFileSync(lock, `1 0123 elsewhere\n`);
    utimesSync(lock, 1, 1);
    assert.equal(await withLock(join(folder, 'a'), () => Promise.resolve(readFileSync(lock, 'utf8').startsWith(String(process.pid)))), true);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('are freed when what is done fails', async () => {
    await assert.rejects(withLock(join(folder, 'a'), () => Promise.reject(new Error('no'))));
    assert.deepEqual(readdirSync(folder), []);
  });

  it('keep nobody from going on where none can be made', async () => {
    assert.equal(await withLock(join(folder, 'no', 'such', 'folder', 'a'), () => Promise.resolve(1)), 1);
  });
});

function spawnedAndGone(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}
