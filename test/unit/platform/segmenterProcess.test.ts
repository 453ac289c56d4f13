import { strict as assert } from 'node:assert';
import { EventEmitter } from 'node:events';
import { SegmenterProcess, type CutAnswer, type CutRequest, type SegmenterChild } from '../../../server/src/platform/segmenterProcess';

/** A process that answers as it is told; `undefined`: it dies instead. */
class FakeChild extends EventEmitter {
  readonly channel = undefined;
  readonly requests: CutRequest[] = [];
  kills = 0;
  /** How many things keep the parent from ending. */
  references = 1;
  readonly #answer: (request: CutRequest) => CutAnswer | undefined;

  constructor(answer: (request: CutRequest) => CutAnswer | undefined) {
    super();
    this.#answer = answer;
  }

  send(request: CutRequest): boolean {
    this.requests.push(request);
    const answer = this.#answer(request);
    setImmediate(() => (answer ? this.emit('message', answer) : this.emit('exit', null, 'SIGKILL')));
    return true;
  }

  kill(): boolean {
    this.kills++;
    return this.emit('exit', null, 'SIGTERM');
  }

  ref(): void {
    this.references++;
  }

  unref(): void {
    this.references--;
  }
}

const letters = ({ clauses }: CutRequest): CutAnswer => ({ cuts: clauses.map((clause) => [...clause]) });

/** A segmenter with the processes it starts, each answering as the next of `answers` says, the last for all further ones. */
function segmenter(answers: readonly ((request: CutRequest) => CutAnswer | undefined)[], idle = 60_000): { process: SegmenterProcess; children: FakeChild[]; failures: string[] } {
  const children: FakeChild[] = [];
  const failures: string[] = [];
  const start = (): SegmenterChild => {
    const child = new FakeChild(answers[Math.min(children.length, answers.length - 1)] ?? letters);
    children.push(child);
    return child as unknown as SegmenterChild;
  };
  return { process: new SegmenterProcess({ start, idle, limit: 60_000, onFailure: (reason) => failures.push(reason) }), children, failures };
}

describe('the process of the segmenter', () => {
  it('is not started before something is asked, and has no name till it has answered', async () => {
    const { process, children } = segmenter([letters]);
    assert.deepEqual([children.length, process.name], [0, '']);
    assert.deepEqual(await process.cut(['中国', '人'], []), [['中', '国'], ['人']]);
    assert.deepEqual([children.length, process.name], [1, 'nodejieba']);
  });

  it('is told each word once', async () => {
    const { process, children } = segmenter([letters]);
    await process.cut(['甲'], ['算力', '低空经济']);
    await process.cut(['乙'], ['算力', '耐心资本']);
    assert.deepEqual(children[0]?.requests.map(({ words }) => words), [['算力', '低空经济'], ['耐心资本']]);
  });

  it('hears an error of the process at any time, by no more listeners after many questions than after one', async () => {
    const { process, children } = segmenter([letters]);
    await process.cut(['甲'], []);
    const [child] = children;
    const count = (): readonly (number | undefined)[] => ['error', 'exit', 'message'].map((event) => child?.listenerCount(event));
    const afterOne = count();
    for (let i = 0; i < 20; i++) await process.cut(['乙'], []);
    assert.deepEqual(count(), afterOne);
    assert.equal(child?.emit('error', new Error('it cannot be killed')), true);
  });

  it('answers those who ask at once one after another', async () => {
    const { process, children } = segmenter([letters]);
    assert.deepEqual(await Promise.all([process.cut(['甲乙'], []), process.cut(['丙'], [])]), [[['甲', '乙']], [['丙']]]);
    assert.equal(children.length, 1);
  });

  it('keeps nobody from ending but while it is asked', async () => {
    const { process, children } = segmenter([letters]);
    await process.cut(['甲'], []);
    assert.equal(children[0]?.references, 1);
    const answer = process.cut(['乙'], []);
    await Promise.resolve();
    await Promise.resolve();
    assert.equal(children[0]?.references, 2);
    await answer;
    assert.equal(children[0]?.references, 1);
  });

  it('is started again, with all it knew, when it was ended in between', async () => {
    const { process, children, failures } = segmenter([letters]);
    await process.cut(['甲'], ['算力']);
    children[0]?.emit('exit', null, 'SIGKILL');
    assert.deepEqual(await process.cut(['乙'], ['算力']), [['乙']]);
    assert.deepEqual(children.map(({ requests }) => requests.map(({ words }) => words)), [[['算力']], [['算力']]]);
    assert.deepEqual([process.name, failures], ['nodejieba', []]);
  });

  it('is asked once more in a new process when it dies over a question', async () => {
    const { process, children, failures } = segmenter([() => undefined, letters]);
    assert.deepEqual(await process.cut(['甲乙'], []), [['甲', '乙']]);
    assert.deepEqual([children.length, failures], [2, []]);
  });

  it('is given up when it dies twice, and the reason is told once', async () => {
    const { process, children, failures } = segmenter([() => undefined]);
    assert.equal(await process.cut(['甲'], []), undefined);
    assert.equal(await process.cut(['乙'], []), undefined);
    assert.deepEqual([children.length, process.name, process.failure, failures], [2, 'Intl.Segmenter', 'SIGKILL', ['SIGKILL']]);
  });

  it('is given up at once, and let go, when it says itself that it cannot', async () => {
    const { process, children, failures } = segmenter([() => ({ failure: 'MODULE_NOT_FOUND' })]);
    assert.equal(await process.cut(['甲'], []), undefined);
    assert.deepEqual([children.length, children[0]?.kills, process.name, failures], [1, 1, 'Intl.Segmenter', ['MODULE_NOT_FOUND']]);
  });

  it('is given up when it cannot even be started', async () => {
    const failures: string[] = [];
    const process = new SegmenterProcess({ start: () => { throw Object.assign(new Error('too many'), { code: 'EAGAIN' }); }, onFailure: (reason) => failures.push(reason) });
    assert.equal(await process.cut(['甲'], []), undefined);
    assert.deepEqual([process.name, failures], ['Intl.Segmenter', ['EAGAIN']]);
  });

  it('is given up when no answer comes', async () => {
    const silent = (): SegmenterChild => Object.assign(new FakeChild(letters), { send: () => true }) as unknown as SegmenterChild;
    const process = new SegmenterProcess({ start: silent, limit: 1 });
    assert.equal(await process.cut(['甲'], []), undefined);
    assert.equal(process.failure, 'no answer');
  });

  it('is let go when nothing more comes, and started again when needed', async () => {
    const { process, children } = segmenter([letters], 1);
    await process.cut(['甲'], ['算力']);
    const [first] = children;
    await new Promise((resolve) => first?.once('exit', resolve));
    assert.deepEqual(await process.cut(['乙'], ['算力']), [['乙']]);
    assert.deepEqual([children.length, first?.kills, children[1]?.requests[0]?.words], [2, 1, ['算力']]);
  });
});
