import { strict as assert } from 'node:assert';
import { execFile, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SegmenterProcess, startSegmenter } from '../../server/src/platform/segmenterProcess';
import { Folder, positionOf, TestClient, VSCODE } from './client';

const DIST = join(__dirname, '..', '..', 'dist');
const TERMS = JSON.stringify([{ id: '上海', forms: { 'zh-Hans': ['上海'] } }, { id: '湖北', forms: { 'zh-Hans': ['湖北'] } }]);
const MANIFEST = JSON.stringify({ termBases: ['terms.json'] });
const SURE = '他们去了上海，也去了湖北。\n';
// 带上|海上, 東湖|北大: word costs and the built-in segmenter leave both open, nodejieba speaks against the terms.
const DOUBTFUL = '他们带上海上的工具，去了上海。\n';
const TRADITIONAL = '他們東湖北大的工作做完了，去了湖北。\n';

/** The pids of the processes that a process has started. Linux alone tells so plainly. */
function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).flatMap((task) => readFileSync(`${tasks}/${task}/children`, 'utf8').split(' ').filter((child) => child !== '').map(Number));
}

const CAN_LOOK = existsSync(`/proc/${process.pid}/task/${process.pid}/children`);
const HAS_JIEBA = existsSync(join(DIST, '..', 'node_modules', 'nodejieba', 'build', 'Release', 'nodejieba.node'));

async function mentionsOf(client: TestClient, uri: string, text: string, term: string): Promise<number> {
  const found = await client.request<readonly unknown[] | null>('textDocument/references', { textDocument: { uri }, position: positionOf(text, term, text.split(term).length - 2), context: { includeDeclaration: true } });
  return found?.length ?? 0;
}

/** Waits until a term is mentioned so often: by what it has learnt, the server tells another status. */
async function untilMentioned(client: TestClient, uri: string, text: string, term: string, count: number): Promise<void> {
  for (let seen = client.statuses.length; (await mentionsOf(client, uri, text, term)) !== count; seen = client.statuses.length) {
    await client.until(() => client.statuses.length > seen, `${count} mentions of ${term}`);
  }
}

describe('the segmenter of a server', () => {
  let client: TestClient;
  let folder: Folder;

  before(function () {
    if (!CAN_LOOK || !HAS_JIEBA) this.skip();
  });

  beforeEach(async () => {
    folder = new Folder({ 'corpus.json': MANIFEST, 'terms.json': TERMS, '甲.txt': SURE });
    client = await TestClient.start({ folders: [folder], capabilities: VSCODE });
  });

  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  const settled = (segmenter: string): Promise<void> =>
    client.until(() => {
      const last = client.statuses.at(-1);
      return last?.state === 'idle' && last.segmenter === segmenter;
    }, `${segmenter} in the status`);

  it('is no process and has no name before a boundary is in doubt, then one of its own whose answers correct the tags', async () => {
    assert.deepEqual([childrenOf(client.pid), client.statuses.at(-1)?.segmenter], [[], '']);
    const uri = folder.uriOf('甲.txt');
    const text = SURE + DOUBTFUL + TRADITIONAL;
    await client.open(uri, text);
    await settled('nodejieba');
    assert.equal(childrenOf(client.pid).length, 1);
    await untilMentioned(client, uri, text, '上海', 2);
    await untilMentioned(client, uri, text, '湖北', 2);
    assert.ok(!readFileSync(`/proc/${client.pid}/maps`, 'utf8').includes('nodejieba'), 'the server itself has not loaded nodejieba');
    assert.ok(readFileSync(`/proc/${childrenOf(client.pid)[0] ?? 0}/maps`, 'utf8').includes('nodejieba'));
  });

  it('is started again when its process was killed', async () => {
    const uri = folder.uriOf('甲.txt');
    await client.open(uri, SURE + DOUBTFUL);
    await settled('nodejieba');
    const [first] = childrenOf(client.pid);
    process.kill(first as number, 'SIGKILL');
    const text = SURE + TRADITIONAL;
    await client.edit(uri, { text });
    await untilMentioned(client, uri, text, '湖北', 2);
    const [second] = childrenOf(client.pid);
    assert.ok(second !== undefined && second !== first);
  });

  it('is asked when all is indexed and nobody waits for it, also where threads recognise; another session knows what it said', async () => {
    const cache = new Folder({});
    const large = new Folder({ 'corpus.json': MANIFEST, 'terms.json': TERMS, '甲.txt': SURE, '乙.txt': DOUBTFUL, '丙.txt': TRADITIONAL });
    for (const name of ['甲.txt', '乙.txt', '丙.txt']) large.age(name, 60);
    const start = (): Promise<TestClient> => TestClient.start({ folders: [large], options: { cache: cache.uri } });
    process.env['MEIPI_THREADS_FROM'] = '1';
    try {
      const first = await start();
      const indexed = first.statuses.find(({ state, indexed: done }) => state === 'idle' && done === 3);
      assert.deepEqual([indexed?.segmenter, indexed?.tags], ['', 6], 'hits stand until there are answers');
      await first.until(() => first.statuses.at(-1)?.tags === 4, 'the answers');
      assert.deepEqual([first.statuses.at(-1)?.effort.here, first.statuses.at(-1)?.segmenter], [0, 'nodejieba']);
      await first.stop();
      const second = await start();
      assert.deepEqual([second.statuses.at(-1)?.tags, second.statuses.at(-1)?.effort, childrenOf(second.pid)], [4, { here: 0, elsewhere: 0, fromCache: 9 }, []]);
      await second.stop();
    } finally {
      delete process.env['MEIPI_THREADS_FROM'];
      large.remove();
      cache.remove();
    }
  });

  it('ends with the server', async () => {
    await client.open(folder.uriOf('甲.txt'), DOUBTFUL);
    await settled('nodejieba');
    const [segmenter] = childrenOf(client.pid);
    client.kill('SIGKILL');
    await gone(segmenter as number);
    client = await TestClient.start({ folders: [folder] });
  });
});

describe('the process of nodejieba', () => {
  before(function () {
    if (!HAS_JIEBA) this.skip();
  });

  it('is let go when nothing more is asked, and started again when needed', async () => {
    const children: ChildProcess[] = [];
    const segmenter = new SegmenterProcess({
      idle: 1,
      start() {
        const child = startSegmenter(DIST);
        children.push(child);
        return child;
      },
    });
    const words = [['他们', '带上', '海上', '的', '工具']];
    assert.deepEqual(await segmenter.cut(['他们带上海上的工具'], []), words);
    const [first] = children as [ChildProcess];
    if (first.exitCode === null && first.signalCode === null) await new Promise((resolve) => first.once('exit', resolve));
    assert.deepEqual(await segmenter.cut(['他们带上海上的工具'], []), words);
    assert.equal(children.length, 2);
    segmenter.letGo();
  });

  it('knows the forms of term bases as words', async () => {
    const segmenter = new SegmenterProcess({ start: () => startSegmenter(DIST) });
    assert.deepEqual(await segmenter.cut(['低空算力网'], ['低空算力网', 'AI']), [['低空算力网']]);
    segmenter.letGo();
  });

  it('answers the command line before it writes, and keeps it from nothing', async () => {
    const folder = new Folder({ 'corpus.json': MANIFEST, 'terms.json': TERMS, '甲.txt': SURE, '乙.txt': DOUBTFUL, '丙.txt': TRADITIONAL });
    const tagged = (threadsFrom: number): Promise<{ stdout: string }> =>
      promisify(execFile)(process.execPath, [join(DIST, 'cli.js'), 'tag', '--layers', 'term', folder.path], { env: { ...process.env, MEIPI_THREADS_FROM: String(threadsFrom) } });
    const { stdout } = await tagged(1e9);
    assert.equal((await tagged(1)).stdout, stdout, 'the same in a large corpus');
    const tags = stdout.trim().split('\n').map((line) => JSON.parse(line) as { file: string; text: string });
    assert.deepEqual(tags.map(({ file, text }) => [file.slice(-5), text]).sort(), [['丙.txt', '湖北'], ['乙.txt', '上海'], ['甲.txt', '上海'], ['甲.txt', '湖北']]);
    folder.remove();
  });
});

/** Resolves when a process is no more, but for the entry that whoever adopted it may leave for a while. */
async function gone(pid: number): Promise<void> {
  const isThere = (): boolean => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  while (isThere()) await new Promise((resolve) => setImmediate(resolve));
}
