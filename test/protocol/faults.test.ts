import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { parseSidecar, type StoredAnnotation } from '../../server/src/annotations/sidecar/sidecar';
import { ServerCommand, type AnnotationInfo } from '../../server/src/lsp/protocol';
import { Folder, rangeOf, TestClient } from './client';

/** How often a process is killed, and how long two servers and another program write one file. `npm run faults` asks for more. */
const KILLS = Number(process.env['MEIPI_FAULT_KILLS'] ?? 40);
const SECONDS = Number(process.env['MEIPI_FAULT_SECONDS'] ?? 6);

const TEXT = `${'算力要快，算法要穩，數據要真；新質生產力是一個新詞。\n'.repeat(40)}`;
const SIDECAR = 'a.txt.annotations.json';
const scratch = mkdtempSync(join(tmpdir(), 'meipi-faults-'));

interface Kept {
  readonly sidecar: readonly StoredAnnotation[];
  /** Work in the journal, before and after, by process. */
  readonly journal: readonly { readonly before: readonly StoredAnnotation[]; readonly after: readonly StoredAnnotation[] }[];
}

/** What a folder and a journal hold. The sidecar must be whole, whatever happened. */
function kept(folder: string, state: string): Kept {
  const annotationsOf = (text: string): readonly StoredAnnotation[] => {
    const { sidecar, problems } = parseSidecar(text, '');
    assert.deepEqual(problems, []);
    return sidecar?.annotations ?? assert.fail();
  };
  const path = join(folder, SIDECAR);
  const work = join(state, 'work');
  return {
    sidecar: existsSync(path) ? annotationsOf(readFileSync(path, 'utf8')) : [],
    journal: (existsSync(work) ? readdirSync(work) : []).filter((name) => name.endsWith('.json')).map((name) => {
      const { before, after } = JSON.parse(readFileSync(join(work, name), 'utf8')) as { before: string; after: string };
      return { before: annotationsOf(before), after: annotationsOf(after) };
    }),
  };
}

/** Ids that were told to be saved and are in neither. */
function lost(ids: Iterable<string>, { sidecar, journal }: Kept): string[] {
  const there = new Set([...sidecar, ...journal.flatMap(({ after }) => after)].map(({ id }) => id));
  return [...ids].filter((id) => !there.has(id));
}

describe('faults', function () {
  this.timeout(1_200_000);
  const writer = join(scratch, 'writer.cjs');
  before(() => void buildSync({ entryPoints: [resolve('test/faults/writer.ts')], bundle: true, platform: 'node', target: 'node20', mainFields: ['module', 'main'], outfile: writer, logLevel: 'error' }));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it(`lose nothing that was saved when the process is killed ${KILLS} times while it writes`, async () => {
    const state = join(scratch, 'killed-state');
    let folder = '';
    let changes = 0;
    let saved = new Map<string, string>();
    let deleted = new Set<string>();
    let deleting = new Set<string>();
    for (let round = 0; round < KILLS; round++) {
      if (round % 10 === 0) {
        folder = join(scratch, `killed-${round}`);
        mkdirSync(folder);
        writeFileSync(join(folder, 'a.txt'), TEXT);
        saved = new Map();
        deleted = new Set();
        deleting = new Set();
      }
      for (const line of await untilKilled(process.execPath, [writer, folder, state], round)) {
        const [verb, id, memo] = line.split(' ') as [string, string, string | undefined];
        changes++;
        if (verb === 'add') saved.set(id, '');
        else if (verb === 'memo') saved.set(id, memo ?? '');
        else if (verb === 'deleting') deleting.add(id);
        else if (verb === 'delete') deleted.add(id);
      }
      const now = kept(folder, state);
      assert.deepEqual(lost([...saved.keys()].filter((id) => !deleting.has(id)), now), [], `killed for the ${round + 1}th time`);
      const memos = new Map([...now.journal.flatMap(({ after }) => after), ...now.sidecar].map(({ id, memo }) => [id, memo]));
      // A memo that was not told to be saved yet may be there all the same.
      for (const [id, memo] of saved) if (memo !== '' && !deleting.has(id)) assert.equal(memos.get(id), memo);
      assert.deepEqual(now.sidecar.filter(({ id }) => deleted.has(id)), []);
    }
    assert.ok(changes > KILLS, `${changes} changes`);
    console.log(`      ${changes} changes saved, ${KILLS} kills, lost: 0`);
  });

  it(`lose nothing when two servers and another program write one sidecar for ${SECONDS} seconds`, async () => {
    const state = join(scratch, 'writers-state');
    const folder = new Folder({ 'corpus.json': '{}', 'a.txt': TEXT });
    const servers = await Promise.all([1, 2].map(() => TestClient.start({ folders: [folder], state })));
    const end = Date.now() + SECONDS * 1000;
    const saved: string[] = [];
    const sidecar = folder.uriOf(SIDECAR);
    const annotate = async (client: TestClient, from: number): Promise<void> => {
      for (let n = from; Date.now() < end; n += 2) {
        const { id } = await client.command<AnnotationInfo>(ServerCommand.annotate, { uri: folder.uriOf('a.txt'), range: rangeOf(TEXT, '算法', n % 40), codes: [], memo: `${n}` });
        saved.push(id);
        await client.filesChanged(sidecar);
      }
    };
    const foreign = otherProgram(folder.path);
    await Promise.all(servers.map((client, i) => annotate(client, i)));
    const theirs = await foreign.stop();
    for (let i = 0; i < 3; i++) {
      for (const client of servers) {
        await client.filesChanged(sidecar);
        await client.command(ServerCommand.reindex);
      }
    }
    for (const client of servers) await client.stop();
    const now = kept(folder.path, state);
    assert.deepEqual(lost(saved, now), []);
    assert.equal(now.sidecar.filter(({ conflictsWith }) => conflictsWith !== undefined).length, 0);
    const lostTheirs = lost(theirs, now);
    console.log(`      ${saved.length} annotations of two servers, lost: 0; ${theirs.length} of another program, lost: ${lostTheirs.length}`);
    assert.ok(saved.length > 0 && theirs.length > 0);
    // Between the last look and the rename is a moment that only the other program could guard.
    assert.ok(lostTheirs.length <= Math.max(2, theirs.length / 20), `${lostTheirs.length} of ${theirs.length}`);
    folder.remove();
  });

  it('keep the old file and the work when the disk is full, and save it once there is room', async function () {
    const folder = new Folder({ 'corpus.json': '{}', 'a.txt': TEXT });
    const state = join(scratch, 'full-state');
    const wrapper = inNamespace(`cp -r "$1" "$1.copy" && mount -t tmpfs -o size=200k,mode=777 tmpfs "$1" && cp -r "$1.copy/." "$1" && rm -r "$1.copy"`, folder.path);
    if (!wrapper) return this.skip();
    const client = await TestClient.start({ folders: [folder], state, wrapper });
    const inside = (name: string): string => join(`/proc/${client.pid}/root`, folder.path, name);
    const annotate = (nth: number): Promise<AnnotationInfo> => client.command(ServerCommand.annotate, { uri: folder.uriOf('a.txt'), range: rangeOf(TEXT, '算法', nth), codes: [], memo: '' });
    const first = await annotate(1);
    const before = readFileSync(inside(SIDECAR), 'utf8');
    assert.throws(() => {
      for (let i = 0; ; i++) writeFileSync(inside(`filler${i}`), Buffer.alloc(1024));
    }, { code: 'ENOSPC' });
    await assert.rejects(annotate(2), /ENOSPC/);
    assert.equal(readFileSync(inside(SIDECAR), 'utf8'), before);
    assert.deepEqual(readdirSync(inside('')).filter((name) => name.startsWith('.meipi-')), []);
    await client.until(() => client.asked.length === 1 && client.statuses.at(-1)?.unsaved === 1, 'the message and the status');
    assert.match(client.asked[0] ?? '', /a\.txt could not be saved/);
    assert.equal(kept(`/proc/${client.pid}/root${folder.path}`, state).journal.length, 1);
    for (const name of readdirSync(inside('')).filter((each) => each.startsWith('filler'))) rmSync(inside(name));
    await client.connection.sendNotification('meipi/retry');
    await client.until(() => client.statuses.at(-1)?.unsaved === 0, 'the second attempt');
    assert.equal(parseSidecar(readFileSync(inside(SIDECAR), 'utf8'), '').sidecar?.annotations.length, 2);
    assert.ok(readFileSync(inside(SIDECAR), 'utf8').includes(first.id));
    await client.stop();
    assert.deepEqual(readdirSync(join(state, 'work')), []);
    folder.remove();
  });

  it('keep work on a folder that cannot be written when the process is killed, and offer it at the next start', async function () {
    const folder = new Folder({ 'corpus.json': '{}', 'a.txt': TEXT });
    const state = join(scratch, 'read-only-state');
    const wrapper = inNamespace('mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"', folder.path);
    if (!wrapper) return this.skip();
    const client = await TestClient.start({ folders: [folder], state, wrapper });
    await assert.rejects(client.command(ServerCommand.annotate, { uri: folder.uriOf('a.txt'), range: rangeOf(TEXT, '數據', 3), codes: [], memo: '只讀' }), /EROFS/);
    client.kill('SIGKILL');
    assert.ok(!existsSync(join(folder.path, SIDECAR)));

    const silent = await TestClient.start({ folders: [folder], state });
    await silent.until(() => silent.asked.length === 1, 'the offer');
    assert.match(silent.asked[0] ?? '', /Annotations of a\.txt were not saved before Meipi ended/);
    await silent.stop();

    let asked = 0;
    const copied = await TestClient.start({ folders: [folder], state, answer: () => (++asked === 1 ? 'Save a Copy As…' : undefined) });
    await copied.until(() => copied.messages.length === 1, 'the copy');
    const copy = folder.names().find((name) => /^a\.txt\.annotations\.\d{8}T\d{6}\.json$/.test(name)) ?? assert.fail();
    assert.deepEqual(parseSidecar(folder.read(copy), '').sidecar?.annotations.map(({ memo }) => memo), ['只讀']);
    await copied.stop();

    const saving = await TestClient.start({ folders: [folder], state, answer: () => 'Save Now' });
    await saving.until(() => saving.annotationsTold.length > 0 && existsSync(join(folder.path, SIDECAR)), 'the work');
    await saving.stop();
    assert.deepEqual(kept(folder.path, state).sidecar.map(({ memo }) => memo), ['只讀']);
    assert.deepEqual(readdirSync(join(state, 'work')), []);

    const last = await TestClient.start({ folders: [folder], state });
    await last.command(ServerCommand.reindex);
    assert.deepEqual(last.asked, []);
    await last.stop();
    folder.remove();
  });

  it('forget what a person discards', async () => {
    const folder = new Folder({ 'corpus.json': '{}', 'a.txt': TEXT });
    const state = join(scratch, 'discarded-state');
    // What a killed process left: an annotation that no sidecar has.
    const made = await TestClient.start({ folders: [folder], state });
    await made.command(ServerCommand.annotate, { uri: folder.uriOf('a.txt'), range: rangeOf(TEXT, '數據', 3), codes: [], memo: '棄' });
    made.kill('SIGKILL');
    folder.delete(SIDECAR);
    const client = await TestClient.start({ folders: [folder], state, answer: () => 'Discard' });
    await client.until(() => client.asked.length === 1, 'the offer');
    await client.command(ServerCommand.reindex);
    await client.stop();
    assert.deepEqual([readdirSync(join(state, 'work')), existsSync(join(folder.path, SIDECAR))], [[], false]);
    folder.remove();
  });

  it('keep the work when the sidecar breaks under it, and merge it once the file is repaired', async () => {
    const folder = new Folder({ 'corpus.json': '{}', 'a.txt': TEXT });
    const state = join(scratch, 'broken-state');
    const client = await TestClient.start({ folders: [folder], state });
    const annotate = (nth: number): Promise<AnnotationInfo> => client.command(ServerCommand.annotate, { uri: folder.uriOf('a.txt'), range: rangeOf(TEXT, '算法', nth), codes: [], memo: '' });
    await annotate(1);
    const whole = folder.read(SIDECAR);
    const broken = whole.slice(0, whole.length / 2);
    folder.write(SIDECAR, broken);
    await assert.rejects(annotate(2), /cannot be read/);
    assert.equal(folder.read(SIDECAR), broken);
    await client.until(() => client.statuses.at(-1)?.unsaved === 1, 'the status');
    folder.write(SIDECAR, whole);
    await client.filesChanged(folder.uriOf(SIDECAR));
    await client.until(() => client.statuses.at(-1)?.unsaved === 0, 'the repaired file');
    assert.equal(parseSidecar(folder.read(SIDECAR), '').sidecar?.annotations.length, 2);
    await client.stop();
    folder.remove();
  });
});

/** Runs a program, kills it some time after its first line, and gives the lines it wrote. */
function untilKilled(command: string, args: readonly string[], round: number): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    let isKilled = false;
    child.stdout.once('data', () => setTimeout(() => {
      isKilled = true;
      child.kill('SIGKILL');
    }, (round * 37) % 101));
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.once('error', fail);
    child.once('close', () => {
      if (!isKilled) fail(new Error(`It ended by itself: ${Buffer.concat(errors).toString()}`));
      // The last line may be cut off.
      else done(Buffer.concat(chunks).toString().split('\n').slice(0, -1));
    });
  });
}

/** A program that knows nothing of Meipi: it reads the sidecar, adds an annotation, and replaces the file after a while. */
function otherProgram(folder: string): { stop(): Promise<string[]> } {
  const path = join(folder, SIDECAR);
  const written: string[] = [];
  let isOver = false;
  const run = (async () => {
    for (let n = 0; !isOver; n++) {
      if (existsSync(path)) {
        const page = JSON.parse(readFileSync(path, 'utf8')) as { items: object[] };
        const id = `urn:x-other:${n}`;
        page.items.push({ id, type: 'Annotation', target: { source: 'urn:meipi:document:a.txt', selector: { type: 'TextQuoteSelector', exact: '新詞', prefix: '一個' } } });
        await new Promise((go) => setTimeout(go, (n * 13) % 60));
        writeFileSync(`${path}.other`, JSON.stringify(page, undefined, 1));
        renameSync(`${path}.other`, path);
        written.push(id);
      }
      await new Promise((go) => setTimeout(go, 40));
    }
  })();
  return {
    async stop() {
      isOver = true;
      await run;
      return written;
    },
  };
}

/** What runs a program in a mount namespace of its own after a script; `undefined` where the system does not let us. */
function inNamespace(script: string, folder: string): readonly string[] | undefined {
  const start = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm'];
  const probe = spawnSync(start[0] as string, [...start.slice(1), 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { encoding: 'utf8' });
  return probe.status === 0 ? [...start, 'sh', '-c', `${script} && shift && exec "$@"`, 'sh', folder] : undefined;
}
