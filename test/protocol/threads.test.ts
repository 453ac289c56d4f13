import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServerCommand, type IndexStatus } from '../../server/src/lsp/protocol';
import { Folder, positionOf, TestClient, VSCODE } from './client';

const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');
const TERMS = JSON.stringify([{ id: '渡口', forms: { 'zh-Hans': ['渡口'], 'zh-Hant': ['渡口'] } }]);
const run = promisify(execFile);

/** Documents that establish names for each other; invented. */
function documents(count: number): Record<string, string> {
  const files: Record<string, string> = { 'corpus.json': JSON.stringify({ termBases: ['terms.json'] }), 'terms.json': TERMS };
  for (let i = 0; i < count; i++) {
    const name = `${'葛罗庞简'[i % 4]}${'云以知小'[(i >> 2) % 4]}${'舟宁远禾'[(i >> 4) % 4]}`;
    const other = `${'葛罗庞简'[(i + 1) % 4]}${'云以知小'[(i >> 2) % 4]}${'舟宁远禾'[(i >> 4) % 4]}`;
    files[`${Math.floor(i / 10)}/${i}.txt`] = `渡口的第${i}天\n\n东湖大学教授${name}表示，“渡口每天运送${300 + i}人。”\n${other}没有说话。\n${'船在江上，水很平。\n'.repeat(40)}`;
  }
  return files;
}

/** Everything that `meipi` says of a folder. */
async function outputOf(folder: Folder, command: string, threadsFrom: number, ...more: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [CLI, command, folder.path, ...more], { env: { ...process.env, MEIPI_THREADS_FROM: String(threadsFrom) }, maxBuffer: 1 << 28 });
  return stdout;
}

/** Runs a part of a test with another least amount of work for threads. */
async function withThreadsFrom<T>(units: number, action: () => Promise<T>): Promise<T> {
  process.env['MEIPI_THREADS_FROM'] = String(units);
  try {
    return await action();
  } finally {
    delete process.env['MEIPI_THREADS_FROM'];
  }
}

describe('a cache', () => {
  let folder: Folder;
  let cache: Folder;
  const start = (): Promise<TestClient> => TestClient.start({ folders: [folder], options: { cache: cache.uri } });
  const last = (client: TestClient): IndexStatus => client.statuses.at(-1) ?? assert.fail();

  beforeEach(() => {
    folder = new Folder(documents(40));
    cache = new Folder({});
    for (const name of folder.names()) if (name.endsWith('.txt')) folder.age(name, 60);
  });
  afterEach(() => {
    folder.remove();
    cache.remove();
  });

  it('is used when a server starts again; a changed file costs one file', async () => {
    const first = await start();
    const { tags, effort } = last(first);
    assert.equal(effort.fromCache, 0);
    assert.equal(await first.stop(), 0);
    const second = await start();
    assert.deepEqual([last(second).tags, last(second).effort], [tags, { here: 0, elsewhere: 0, fromCache: 120 }]);
    await second.stop();
    folder.write('0/0.txt', `${folder.read('0/0.txt')}\n又过了7天。\n`);
    folder.age('0/0.txt', 30);
    const third = await start();
    assert.deepEqual([last(third).tags, last(third).effort], [tags + 1, { here: 3, elsewhere: 0, fromCache: 117 }]);
    await third.stop();
    assert.equal(last(await stopped(start())).effort.fromCache, 120);
  });

  it('of a server that is killed at any moment is whole or ignored', async () => {
    const fresh = last(await stopped(TestClient.start({ folders: [folder], options: { cache: false } }))).tags;
    for (let told = 1; told < 8; told++) {
      const client = await TestClient.startUnindexed({ folders: [folder], options: { cache: cache.uri } });
      await client.until(() => client.statuses.length >= Math.min(told, 3), 'a status');
      client.kill('SIGKILL');
      const after = last(await stopped(start()));
      assert.equal(after.tags, fresh);
      if (told % 2 === 0) for (const name of cache.names().filter((each) => each.endsWith('.segment'))) cache.delete(name);
    }
  });

  it('is deleted at any time without harm, and made anew', async () => {
    const client = await start();
    assert.ok(cache.names().some((name) => name.endsWith('.segment')));
    await client.command(ServerCommand.clearCache);
    assert.deepEqual(cache.names().filter((name) => name.endsWith('.segment')), []);
    await client.stop();
    assert.equal(last(await stopped(start())).effort.fromCache, 0);
    assert.equal(last(await stopped(start())).effort.fromCache, 120);
  });
});

async function stopped(started: Promise<TestClient>): Promise<TestClient> {
  const client = await started;
  await client.stop();
  return client;
}

describe('a large corpus', () => {
  let folder: Folder;

  beforeEach(() => (folder = new Folder(documents(60))));
  afterEach(() => folder.remove());

  it('is written about by meipi byte for byte the same, whether recognised in threads or not', async () => {
    for (const command of ['tag', 'attributions']) {
      const plain = await outputOf(folder, command, 1e9);
      assert.ok(plain.split('\n').length > 60);
      assert.equal(await outputOf(folder, command, 1), plain);
      assert.equal(await outputOf(folder, command, 1, '--threads', '1'), plain);
    }
    assert.equal(await outputOf(folder, 'tag', 1, '--layers', 'number'), await outputOf(folder, 'tag', 1e9, '--layers', 'number'));
  });

  it('is recognised in threads by the server, which finds the same', async () => {
    const here = await TestClient.start({ folders: [folder], options: { cache: false } });
    const there = await withThreadsFrom(1, () => TestClient.start({ folders: [folder], options: { threads: 2, cache: false } }));
    const ask = (client: TestClient): Promise<unknown> => client.request('textDocument/references', { textDocument: { uri: folder.uriOf('0/0.txt') }, position: positionOf(documents(1)['0/0.txt'] ?? '', '葛云舟'), context: { includeDeclaration: true } });
    assert.ok(Array.isArray(await ask(here)));
    assert.deepEqual(await ask(there), await ask(here));
    const [status, other] = [there.statuses.at(-1), here.statuses.at(-1)];
    assert.equal(status?.tags, other?.tags);
    assert.ok((status?.effort.elsewhere ?? 0) >= 180, JSON.stringify(status?.effort));
    assert.equal(other?.effort.elsewhere, 0);
    assert.equal(await here.stop(), 0);
    assert.equal(await there.stop(), 0);
  });

  it('answers while it is indexed, and what is answered then is right', async () => {
    const client = await withThreadsFrom(1, () => TestClient.startUnindexed({ folders: [folder], options: { threads: 1, cache: false } }));
    const text = documents(1)['0/0.txt'] ?? '';
    const hover = await client.request<{ contents: { value: string } } | null>('textDocument/hover', { textDocument: { uri: folder.uriOf('0/0.txt') }, position: positionOf(text, '300') });
    assert.match(hover?.contents.value ?? '', /300/);
    await client.indexed();
    await client.stop();
  });

  it('can be cancelled, and is whole when it is indexed again', async () => {
    const client = await withThreadsFrom(1, () => TestClient.startUnindexed({ folders: [folder], capabilities: VSCODE, options: { threads: 1, cache: false } }));
    await client.until(() => client.progress.length > 0, 'progress');
    const { token } = client.progress[0] as { token: string };
    await client.connection.sendNotification('window/workDoneProgress/cancel', { token });
    await client.until(() => ['cancelled', 'idle'].includes(client.statuses.at(-1)?.state ?? '') && (client.statuses.at(-1)?.documents ?? 0) > 0, 'the end');
    await client.command('meipi.server.reindex');
    await client.indexed();
    const fresh = await TestClient.start({ folders: [folder], options: { cache: false } });
    assert.equal(client.statuses.at(-1)?.tags, fresh.statuses.at(-1)?.tags);
    await client.stop();
    await fresh.stop();
  });
});
