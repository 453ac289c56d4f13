import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { journalIn } from '../../../server/src/platform/journal';
import { nodeFiles } from '../../../server/src/platform/nodeFiles';

describe('journal of unsaved work', () => {
  let folder: string;
  let state: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'meipi-journal-'));
    state = join(folder, 'state');
    mkdirSync(join(folder, '语料'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const corpus = (): string => URI.file(join(folder, '语料')).toString();
  const work = (name: string, after = 'y'): { uri: string; document: string; before: string; after: string } => ({ uri: `${corpus()}/${name}.annotations.json`, document: name, before: 'x', after });

  it('leaves to the next process what an ended one kept, for its corpus only', async () => {
    await journalIn(state, nodeFiles).keep(work('a.txt', 'old'));
    const first = journalIn(state, nodeFiles);
    await first.keep(work('a.txt'));
    await first.keep(work('a.txt', 'z'));
    const next = journalIn(state, nodeFiles);
    const left = await next.left(corpus());
    assert.deepEqual(left.map(({ document, before, after }) => [document, before, after]), [['a.txt', 'x', 'old'], ['a.txt', 'x', 'z']]);
    assert.deepEqual(await next.left(URI.file(join(folder, '别的')).toString()), []);
    assert.deepEqual((await first.left(corpus())).length, 1, 'its own work is not left');
    for (const { id } of left) await next.remove(id);
    assert.deepEqual(await next.left(corpus()), []);
  });

  it('is empty once the work is dropped, and keeps work of others', async () => {
    const [one, two] = [journalIn(state, nodeFiles), journalIn(state, nodeFiles)];
    await one.keep(work('a.txt'));
    await two.keep(work('a.txt'));
    await one.drop(work('a.txt').uri);
    assert.equal(readdirSync(join(state, 'work')).length, 1);
  });

  it('leaves work of a running process alone, until it was not touched for long', async () => {
    await journalIn(state, nodeFiles).keep(work('a.txt'));
    const [name] = readdirSync(join(state, 'work')) as [string];
    const path = join(state, 'work', name);
    const entry = JSON.parse(readFileSync(path, 'utf8')) as object;
    const next = journalIn(state, nodeFiles);
    const ofProcess = async (pid: number, host: string): Promise<number> => {
      writeFileSync(path, JSON.stringify({ ...entry, pid, host }));
      return (await next.left(corpus())).length;
    };
    assert.equal(await ofProcess(process.ppid, hostname()), 0);
    assert.equal(await ofProcess(spawnSync(process.execPath, ['-e', '']).pid, hostname()), 1);
    assert.equal(await ofProcess(1, 'elsewhere'), 0);
    writeFileSync(path, JSON.stringify({ ...entry, pid: process.ppid }));
    utimesSync(path, 1, 1);
    assert.equal((await next.left(corpus())).length, 1);
  });

  it('finds a corpus again under whichever links it is opened', async () => {
    symlinkSync(join(folder, '语料'), join(folder, 'link'));
    await journalIn(state, nodeFiles).keep(work('a.txt'));
    assert.equal((await journalIn(state, nodeFiles).left(URI.file(join(folder, 'link')).toString())).length, 1);
  });

  it('can be read by its user only, and passes over what else lies there', async function () {
    if (process.platform === 'win32') return this.skip();
    await journalIn(state, nodeFiles).keep(work('a.txt'));
    assert.equal(statSync(join(state, 'work')).mode & 0o777, 0o700);
    for (const [name, text] of [['x.json', '{"uri":1}'], ['y.json', 'no'], ['z.txt', '']] as const) writeFileSync(join(state, 'work', name), text);
    const next = journalIn(state, nodeFiles);
    assert.equal((await next.left(corpus())).length, 1);
    await next.remove('../../语料');
    assert.deepEqual(readdirSync(folder).sort(), ['state', '语料']);
  });

  it('tells other processes what was deleted lately', async () => {
    const { uri } = work('a.txt');
    await journalIn(state, nodeFiles).noteDeleted(uri, ['urn:x:1']);
    await journalIn(state, nodeFiles).noteDeleted(uri, ['urn:x:2']);
    const next = journalIn(state, nodeFiles);
    assert.deepEqual([[...(await next.deleted(uri))].sort(), [...(await next.deleted(work('b.txt').uri))]], [['urn:x:1', 'urn:x:2'], []]);
  });
});
