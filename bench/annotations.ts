// npm run bench:annotations [-- --actions N]: what annotations cost in a document of 300,000 characters that has 10,000 of them, beside the same
// document with 100 and with none. Text and annotations are made up; the corpus is a temporary folder. The store is timed by itself, and
// the server through a connection in this process, so that JSON is in its times. Prints a Markdown table.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createConnection, createProtocolConnection, StreamMessageReader, StreamMessageWriter, type ProtocolConnection } from 'vscode-languageserver/node';
import type { TextDocument } from '../server/src/annotations/ports';
import { AnnotationStore } from '../server/src/annotations/store';
import { builtInTermBase, createRecognition } from '../server/src/corpus/engine';
import { startServer } from '../server/src/lsp/server';
import { codeGuid } from '../server/src/platform/guids';
import { journalIn } from '../server/src/platform/journal';
import { nodeFiles } from '../server/src/platform/nodeFiles';
import { newAnnotationId, sha256, snapshotsIn } from '../server/src/platform/snapshots';
import { SourceText } from '../server/src/text/sourceText';
import { below, random } from './lib/random';

const { values: options } = parseArgs({ options: { actions: { type: 'string' }, keys: { type: 'string' } } });
const LENGTH = 300_000;
const SIZES = [0, 100, 10_000] as const;
/** Things the person did before typing; what can be undone moves with the text, too. */
const ACTIONS = Number(options.actions ?? 500);
const KEYS = Number(options.keys ?? 300);
const ASKED = 7;
const CODES = 40;
const DOCUMENT = 'long.txt';

const next = random(1);
const clock = { now: (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z') };
const text = madeUp();
/** What was timed, by name: one row of the table. Milliseconds, one list for each size. */
const rows = new Map<string, number[][]>();

void main();

async function main(): Promise<void> {
  for (const [index, size] of SIZES.entries()) {
    const folder = mkdtempSync(join(tmpdir(), 'meipi-bench-'));
    try {
      writeFileSync(join(folder, DOCUMENT), text);
      writeFileSync(join(folder, 'corpus.json'), JSON.stringify({ name: 'Bench', documents: [DOCUMENT] }));
      writeFileSync(join(folder, 'codebook.json'), JSON.stringify({ codes: Array.from({ length: CODES }, (_, i) => ({ id: `c${i}`, name: `编码${i}`, color: '#336699' })) }));
      await fill(folder, size);
      await timeStore(folder, index);
      await timeServer(folder, index);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  print();
  // What the server looks at some seconds later does not matter here.
  process.exit(0);
}

function print(): void {
  console.log(`${LENGTH.toLocaleString('en')} UTF-16 units; ${ACTIONS} actions to undo; Node ${process.versions.node}, ${cpus().length} cores\n`);
  console.log(`| what | ${SIZES.map((size) => `${size.toLocaleString('en')}, ms`).join(' | ')} | ratio to none | ratio to 100 |\n| --- |${' ---: |'.repeat(SIZES.length + 2)}`);
  for (const [what, lists] of rows) {
    for (const [name, figure] of lists[0]?.length === 1 || (lists[0]?.length ?? 0) <= ASKED ? [['', 0.5] as const] : [[', median', 0.5] as const, [', p99', 0.99] as const]) {
      const times = SIZES.map((_, i) => quantile(lists[i] ?? [], figure));
      const [none = 0, few = 0, many = 0] = times;
      console.log(`| ${what}${name} | ${times.map((time) => time.toFixed(2)).join(' | ')} | ${(many / none).toFixed(1)} | ${(many / few).toFixed(1)} |`);
    }
  }
}

/** Sentences of common characters, so many of them different that passages can be told apart. */
function madeUp(): string {
  const characters = '他说今年全国经济发展很快我们研究了城市和农村的变化企业投资增加市场需求不断扩大技术进步带来新的机会工人收入提高';
  let made = '';
  while (made.length < LENGTH) {
    for (let length = 8 + below(next, 30); length > 0; length--) made += characters[below(next, characters.length)] as string;
    made += below(next, 6) === 0 ? '。\n' : '，';
  }
  return made.slice(0, LENGTH);
}

function opened(folder: string): AnnotationStore {
  const document: TextDocument = { id: DOCUMENT, uri: pathToFileURL(join(folder, DOCUMENT)).href, text: new SourceText(text) };
  return new AnnotationStore(
    { documents: [document], document: (id) => (id === DOCUMENT ? document : undefined) },
    { files: nodeFiles, clock, hash: sha256, newId: newAnnotationId, snapshots: snapshotsIn(nodeFiles, pathToFileURL(folder).href) },
  );
}

async function fill(folder: string, size: number): Promise<void> {
  const store = opened(folder);
  await store.load();
  const add = Array.from({ length: size }, () => {
    const start = below(next, LENGTH - 40);
    return { document: DOCUMENT, spans: [{ start, end: start + 3 + below(next, 30) }], codes: [`c${below(next, CODES)}`], memo: below(next, 10) === 0 ? '再看一次' : '', creator: '林慧' };
  });
  await store.batch('', { add });
}

async function timeStore(folder: string, size: number): Promise<void> {
  const store = opened(folder);
  await timed('store: load', size, () => store.load());
  for (let i = 0; i < ASKED; i++) await timed('store: list again', size, () => store.list({ document: DOCUMENT }));
  const known = store.list();
  for (let i = 0; i < ACTIONS && known.length > 0; i++) void store.edit(known[i % known.length]?.id ?? '', { memo: `第${i}次` }).catch(() => undefined);
  await store.save(DOCUMENT);
  let now = text;
  for (let i = 0; i < KEYS; i++) {
    const start = LENGTH / 3 + i;
    now = `${now.slice(0, start)}新${now.slice(start)}`;
    const after = new SourceText(now);
    await timed('store: edited, each key', size, () => store.edited(DOCUMENT, [{ start, deletedLength: 0, insertedText: '新' }], after));
    if (i < ASKED) await timed('store: list after a key', size, () => store.list({ document: DOCUMENT }));
  }
}

async function timeServer(folder: string, size: number): Promise<void> {
  const [root, uri] = [pathToFileURL(folder).href, pathToFileURL(join(folder, DOCUMENT)).href];
  const client = serve(folder);
  let changed: () => void = () => undefined;
  client.onNotification('meipi/annotationsChanged', () => changed());
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/semanticTokens/refresh', () => null);
  client.listen();
  await timed('server: open', size, async () => {
    await client.sendRequest('initialize', { processId: null, rootUri: root, capabilities: {}, workspaceFolders: [{ uri: root, name: 'Bench' }], initializationOptions: { annotator: '林慧' } });
    await client.sendNotification('initialized', {});
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'meipi', version: 1, text } });
    await annotationsOf(client, uri);
  });
  // What is being recognised meanwhile is no part of what follows.
  for (let state = ''; state !== 'idle';) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    ({ state } = await client.sendRequest<{ state: string }>('meipi/status'));
  }
  for (let i = 0; i < ASKED; i++) {
    await timed('server: meipi/annotations, all pages', size, () => annotationsOf(client, uri));
    await timed('server: meipi/corpora', size, () => client.sendRequest('meipi/corpora'));
  }
  let version = 1;
  const type = async (text: string): Promise<void> => {
    const told = new Promise<void>((resolve) => (changed = resolve));
    const range = { start: { line: 9, character: 0 }, end: { line: 9, character: 0 } };
    await client.sendNotification('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges: [{ range, text }] });
    if (SIZES[size] === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    else await told;
  };
  for (let i = 0; i < ASKED; i++) {
    await type('新');
    await timed('server: meipi/annotations after a key', size, () => annotationsOf(client, uri));
  }
  let state = await changesOf(client, undefined);
  for (const [what, text] of [['a key', '新'], ['a line break', '\n']] as const) {
    for (let i = 0; i < ASKED; i++) {
      await type(text);
      await timed(`server: meipi/annotationChanges after ${what}`, size, async () => (state = await changesOf(client, state)));
    }
  }
  for (let i = 0; i < ASKED; i++) {
    const range = { start: { line: 20 + i, character: 0 }, end: { line: 20 + i, character: 4 } };
    await timed('server: one more annotation, written', size, () => client.sendRequest('workspace/executeCommand', { command: 'meipi.server.annotate', arguments: [{ uri, range, codes: ['c1'], memo: '' }] }));
  }
  await client.sendRequest('shutdown');
  client.dispose();
}

async function annotationsOf(client: ProtocolConnection, uri: string): Promise<void> {
  const limit = 5000;
  for (let offset = 0; ; offset += limit) {
    const page = await client.sendRequest<unknown[]>('meipi/annotations', { uri, offset, limit });
    if (page.length < limit) return;
  }
}

/** Asks for what is new since a state, until there is no more; the state then. */
async function changesOf(client: ProtocolConnection, since: string | undefined): Promise<string> {
  const { state, hasMore } = await client.sendRequest<{ state: string; hasMore: boolean }>('meipi/annotationChanges', { since });
  return hasMore ? changesOf(client, state) : state;
}

function serve(folder: string): ProtocolConnection {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const state = mkdtempSync(join(folder, '.state-'));
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    version: '0', files: nodeFiles, clock, hash: sha256, newId: newAnnotationId, guidOf: codeGuid,
    journal: journalIn(state, nodeFiles),
    snapshots: (root) => snapshotsIn(nodeFiles, root),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    builtInTermBase,
    recognition: createRecognition(),
    segmenterName: () => '',
    user: () => '林慧',
    readBundle: () => Promise.resolve(undefined),
  });
  return createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
}

async function timed(what: string, size: number, work: () => unknown): Promise<void> {
  const start = performance.now();
  await work();
  const time = performance.now() - start;
  let lists = rows.get(what);
  if (!lists) rows.set(what, (lists = SIZES.map(() => [])));
  (lists[size] as number[]).push(time);
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
}
