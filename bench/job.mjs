// npm run bench: the main job on a corpus (MEIPI_CORPUS, else the sample): from the start of the server until all tags are
// ready, then one hover and one references request. Beside it, in the same run: a bare Node process, one that cuts the same text
// into words with nodejieba, and grep for the same term, in the one script it is given. Prints a Markdown table.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../scripts/lib/run.mjs';

const require = createRequire(import.meta.url);
const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-languageserver-protocol/node');

const ROUNDS = 7;
const folder = resolve(process.env.MEIPI_CORPUS ?? join(root, 'seeds'));
const files = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => join(folder, name));
const characters = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').length, 0);

const measured = { ready: [], tags: [], hover: [], references: [], node: [], jieba: [], grep: [], memory: [] };
for (let round = 0; round < ROUNDS; round++) {
  measured.node.push(await timed(process.execPath, ['-e', '0']));
  measured.jieba.push(await timed(process.execPath, ['-e', JIEBA(), ...files]));
  measured.grep.push(await timed('grep', ['-o', '新质生产力', ...files]));
  await oneSession();
}

const { node, jieba, grep } = measured;
const rows = [
  ['a bare Node process starts and ends', median(node), 1, ''],
  ['nodejieba: start, load, cut the text', median(jieba), ratio(jieba, node), 'bare Node'],
  ['grep -o 新质生产力', median(grep), ratio(grep, node), 'bare Node'],
  ['server: start to initialized', median(measured.ready), ratio(measured.ready, node), 'bare Node'],
  ['server: start to all tags ready', median(measured.tags), ratio(measured.tags, jieba), 'nodejieba'],
  ['one hover, indexed', median(measured.hover), ratio(measured.hover, node), 'bare Node'],
  ['one references request, indexed', median(measured.references), ratio(measured.references, grep), 'grep'],
];
console.log(`${files.length} documents, ${characters.toLocaleString('en')} UTF-16 units; ${ROUNDS} rounds, medians; Node ${process.versions.node}, ${cpus().length} cores\n`);
console.log('| what | ms | ratio | to |\n| --- | ---: | ---: | --- |');
for (const [what, ms, times, to] of rows) console.log(`| ${what} | ${ms.toFixed(1)} | ${times.toFixed(2)} | ${to} |`);
console.log(`\nResident memory of the server with all tags ready: ${(median(measured.memory) / 1024).toFixed(0)} MB`);

async function oneSession() {
  const start = performance.now();
  const server = spawn(process.execPath, [join(root, 'dist', 'server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  let indexed;
  const allIndexed = new Promise((done) => (indexed = done));
  connection.onNotification('meipi/statusChanged', (status) => {
    if (status.state === 'idle' && status.documents > 0 && status.indexed === status.documents) indexed();
  });
  connection.onRequest(() => null);
  connection.listen();
  const uri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid, rootUri: uri, capabilities: {}, workspaceFolders: [{ uri, name: 'corpus' }], initializationOptions: { folders: [uri] },
  });
  measured.ready.push(performance.now() - start);
  await connection.sendNotification('initialized', {});
  await allIndexed;
  measured.tags.push(performance.now() - start);
  measured.memory.push(residentKilobytes(server.pid));
  // The first tagged place of the longest document.
  const longest = files.reduce((a, b) => (readFileSync(a).length > readFileSync(b).length ? a : b));
  const textDocument = { uri: pathToFileURL(longest).href };
  const { data } = await connection.sendRequest('textDocument/semanticTokens/full', { textDocument });
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    character = data[i] === 0 ? character + data[i + 1] : data[i + 1];
    line += data[i];
    if (data[i + 3] === 0) break;
  }
  const position = { line, character };
  measured.hover.push(await timedRequest(connection, 'textDocument/hover', { textDocument, position }));
  measured.references.push(await timedRequest(connection, 'textDocument/references', { textDocument, position, context: { includeDeclaration: true } }));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
}

async function timedRequest(connection, method, params) {
  const start = performance.now();
  const answer = await connection.sendRequest(method, params);
  if (!answer || answer.length === 0) throw new Error(`${method} found nothing`);
  return performance.now() - start;
}

function timed(command, args) {
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', fail);
    child.on('exit', (code) => (code === 0 ? done(performance.now() - start) : fail(new Error(`${command} ended with ${code}`))));
  });
}

function JIEBA() {
  return `const j=require('nodejieba');for(const f of process.argv.slice(1))j.cut(require('fs').readFileSync(f,'utf8'),true)`;
}

/** Linux only; elsewhere 0. */
function residentKilobytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Median of the ratios, round by round, so that a drift of the machine's speed cancels out. */
function ratio(values, to) {
  return median(values.map((value, i) => value / to[i]));
}
