import { strict as assert } from 'node:assert';
import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import v8 from 'node:v8';
import { WorkerPool, type WorkerStart, type WorkerThread } from '../../../server/src/platform/workers/workerPool';
import type { WorkBatch, WorkOrder } from '../../../server/src/corpus/indexing/job';

/** A thread that answers when it is told to, with the addresses of the documents that it was given. */
class FakeThread extends EventEmitter implements WorkerThread {
  readonly orders: WorkOrder[] = [];
  isHeld = false;
  isTerminated = false;

  constructor(readonly start: WorkerStart, readonly isReady = true) {
    super();
    if (isReady) queueMicrotask(() => this.emit('message', { kind: 'ready' }));
  }

  postMessage(order: WorkOrder): void {
    this.orders.push(order);
  }

  answer(): void {
    const order = this.orders.find((each) => !this.answered.has(each)) as WorkOrder;
    this.answered.add(order);
    this.emit('message', { kind: 'done', outcomes: order.documents.map(({ uri }) => ({ names: uri })) });
  }

  readonly answered = new Set<WorkOrder>();

  die(): void {
    this.emit('error', new RangeError('out of memory'));
    this.emit('exit', 1);
  }

  ref(): void {
    this.isHeld = true;
  }

  unref(): void {
    this.isHeld = false;
  }

  terminate(): Promise<number> {
    this.isTerminated = true;
    return Promise.resolve(0);
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function poolOf(threads: number, options: { isReady?: boolean; fails?: boolean } = {}): { pool: WorkerPool; started: FakeThread[]; deaths: string[] } {
  const started: FakeThread[] = [];
  const deaths: string[] = [];
  const pool = new WorkerPool({
    threads,
    idle: 1,
    layers: ['number'],
    onDeath: (reason) => deaths.push(reason),
    start: (start) => {
      if (options.fails) throw new Error('no threads');
      const thread = new FakeThread(start, options.isReady);
      started.push(thread);
      return thread;
    },
  });
  return { pool, started, deaths };
}

/** A batch of documents of a corpus, whose names have the version 7. */
function batch(uris: readonly string[], corpus = 'c', version = 1): WorkBatch {
  return {
    context: { corpus, version, units: [], termBases: [] },
    namesSince: (since) => ({ version: 7, isAll: false, added: since < 7 ? [{ id: 'person:林某', form: '林某', scope: 'corpus' }] : [], removed: [] }),
    documents: uris.map((uri) => ({ uri, survey: true, layers: [] })),
  };
}

describe('Threads that recognise', () => {
  it('are started when there is work, as many as may be, and let go when there is none', async () => {
    const { pool, started } = poolOf(2);
    assert.equal(pool.threads, 0);
    const results = [['a'], ['b'], ['c'], ['d'], ['e']].map((uris) => pool.work(batch(uris)));
    await settled();
    assert.equal(started.length, 2);
    assert.deepEqual(started.map(({ orders }) => orders.length), [2, 2]);
    assert.deepEqual(started[0]?.start, { layers: ['number'] });
    started[0]?.answer();
    assert.deepEqual(started.map(({ orders }) => orders.length), [3, 2]);
    for (const thread of [0, 0, 1, 1]) started[thread]?.answer();
    assert.deepEqual((await Promise.all(results)).map(({ outcomes, namesVersion }) => [outcomes.map(({ names }) => names).join(), namesVersion]), ['a', 'b', 'c', 'd', 'e'].map((uri) => [uri, 7]));
    assert.ok(started.every(({ isHeld }) => !isHeld), 'idle threads do not keep the program from ending');
    while (pool.threads > 0) await settled();
    assert.ok(started.every(({ isTerminated }) => isTerminated));
    const again = pool.work(batch(['f']));
    started[2]?.answer();
    assert.equal((await again).outcomes[0]?.names, 'f');
  });

  it('are sent what they do not know yet, and nothing twice', async () => {
    const { pool, started } = poolOf(1);
    const work = [pool.work(batch(['a'])), pool.work(batch(['b']))];
    for (let i = 0; i < 2; i++) started[0]?.answer();
    await Promise.all(work);
    const more = [pool.work(batch(['c'], 'c', 2)), pool.work(batch(['d'], 'other', 1))];
    for (let i = 0; i < 2; i++) started[0]?.answer();
    await Promise.all(more);
    assert.deepEqual(started[0]?.orders.map(({ context, names }) => [context?.corpus, context?.version, names.added.length]), [['c', 1, 1], [undefined, undefined, 0], ['c', 2, 0], ['other', 1, 1]]);
  });

  it('that die are replaced; their documents are tried one by one, and one that ends a second thread is given back', async () => {
    const { pool, started, deaths } = poolOf(1);
    const first = pool.work(batch(['a', 'deadly', 'b']));
    const second = pool.work(batch(['c']));
    await settled();
    started[0]?.die();
    await settled();
    for (let thread = 1; ; thread++) {
      const current = started[thread];
      if (!current) break;
      while (current.orders.length > current.answered.size) {
        const next = current.orders.find((order) => !current.answered.has(order));
        if (next?.documents[0]?.uri === 'deadly') {
          current.die();
          break;
        }
        current.answer();
      }
      await settled();
    }
    assert.deepEqual((await first).outcomes.map(({ names, problem }) => names ?? problem), ['a', 'died', 'b']);
    assert.deepEqual((await second).outcomes.map(({ names }) => names), ['c']);
    assert.deepEqual(deaths, ['RangeError', 'RangeError']);
    assert.equal(started.length, 3);
  });

  it('that cannot be started, or end before they are ready, make the work be refused', async () => {
    await assert.rejects(poolOf(2, { fails: true }).pool.work(batch(['a'])));
    const { pool, started } = poolOf(1, { isReady: false });
    const work = pool.work(batch(['a']));
    started[0]?.die();
    started[1]?.die();
    await assert.rejects(work);
    assert.equal(started.length, 2);
    const closed = poolOf(1);
    const late = closed.pool.work(batch(['a']));
    await Promise.all([assert.rejects(late), closed.pool.close()]);
    await assert.rejects(closed.pool.work(batch(['b'])));
  });

  it('change how V8 compiles and collects garbage while they work, and no longer while they wait', async () => {
    const set = v8.setFlagsFromString;
    const flags = new Set<string>();
    let last: Record<string, string> = {};
    v8.setFlagsFromString = (flag) => {
      const [name = '', value = ''] = flag.split('=');
      flags.add(name);
      last = { ...last, [name]: value };
      set(flag);
    };
    syncBuiltinESMExports();
    try {
      const { pool, started } = poolOf(1);
      const [first, second] = [pool.work(batch(['a'])), pool.work(batch(['b']))];
      await settled();
      const working = last;
      started[0]?.answer();
      await first;
      assert.deepEqual(last, working, 'there is more to do');
      started[0]?.answer();
      await second;
      const waiting = last;
      for (const name of flags) assert.notEqual(waiting[name], working[name], name);
      const third = assert.rejects(pool.work(batch(['c'])));
      assert.deepEqual(last, working);
      await Promise.all([third, pool.close()]);
      assert.deepEqual(last, waiting);
    } finally {
      v8.setFlagsFromString = set;
      syncBuiltinESMExports();
    }
  });
});
