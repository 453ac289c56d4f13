import { strict as assert } from 'node:assert';
import { execFileSync, fork, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CancellationTokenSource, createProtocolConnection, IPCMessageReader, IPCMessageWriter, ReferencesRequest, WorkspaceSymbolRequest, type Hover, type InitializeResult, type Location, type MarkupContent, type SymbolInformation } from 'vscode-languageserver-protocol/node';
import { ServerCommand } from '../../server/src/lsp/protocol';
import { positionOf, TestClient, type Folder } from './client';
import { sampleCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

const SERVER = process.env['MEIPI_SERVER'] ?? join(__dirname, '..', '..', 'dist', 'server.js');

describe('the server', () => {
  let folder: Folder;
  let client: TestClient;

  beforeEach(async () => {
    folder = sampleCorpus();
    client = await TestClient.start({ folders: [folder] });
  });

  afterEach(() => {
    client.kill();
    folder.remove();
  });

  it('answers an editor that says nothing of what it can do with what every editor understands', async () => {
    const plain = await TestClient.start({ folders: [folder], capabilities: {} });
    const textDocument = { uri: folder.uriOf('乙.txt') };
    const position = positionOf(TRADITIONAL, '人工智慧', 0, 1);
    const hover = await plain.request<Hover>('textDocument/hover', { textDocument, position });
    const { value } = hover.contents as MarkupContent;
    assert.ok(/\]\(file:\/\/[^)]*#L\d+\)/.test(value) && !value.includes('command:'), value);
    const found = await plain.request<Location[]>('textDocument/definition', { textDocument, position });
    assert.ok(found.length > 0 && found.every(({ uri, range }) => uri.startsWith('file:') && range.end.character > 0), JSON.stringify(found));
    const symbols = await plain.request<SymbolInformation[]>('textDocument/documentSymbol', { textDocument });
    assert.ok(symbols.length > 0 && symbols.every(({ location }) => location.uri.endsWith('.txt') && location.range.end.line >= location.range.start.line), JSON.stringify(symbols));
    assert.deepEqual([plain.registrations, plain.progress, plain.refreshes], [[], [], 0]);
    await plain.stop();
  });

  it('writes hovers in plain text for an editor that shows nothing else', async () => {
    const plain = await TestClient.start({ folders: [folder], capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } });
    const hover = await plain.request<Hover>('textDocument/hover', { textDocument: { uri: folder.uriOf('甲.txt') }, position: positionOf(SIMPLIFIED, '人工智能', 0, 1) });
    const { kind, value } = hover.contents as MarkupContent;
    assert.equal(kind, 'plaintext');
    assert.ok(value.includes('人工智能') && !/\*\*|\]\(|\\/.test(value), value);
    await plain.stop();
  });

  it('answers a cancelled request as cancelled, and the next one as ever', async () => {
    // While a corpus of many documents is being read, the request waits, and the cancellation overtakes the answer.
    for (let i = 0; i < 500; i++) folder.write(`many/${i}.txt`, SIMPLIFIED.repeat(20));
    await client.filesChanged(folder.uriOf('corpus.json'));
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: '' }, source.token);
    source.cancel();
    await assert.rejects(answer, (error: { code?: number }) => error.code === -32800);
    const references = await client.connection.sendRequest(ReferencesRequest.type, { textDocument: { uri: folder.uriOf('甲.txt') }, position: positionOf(SIMPLIFIED, '算力', 0, 1), context: { includeDeclaration: true } });
    assert.ok((references?.length ?? 0) > 2);
  });

  it('lives through requests for files that are not there and places beyond the text', async () => {
    const uri = folder.uriOf('甲.txt');
    const beyond = { line: 9999, character: 9999 };
    for (const method of ['textDocument/hover', 'textDocument/definition', 'textDocument/documentHighlight']) {
      assert.equal(await client.request(method, { textDocument: { uri: 'untitled:Untitled-1' }, position: beyond }), null);
      await client.request(method, { textDocument: { uri }, position: beyond });
    }
    await client.edit('file:///not/open.txt', { text: 'x' });
    await client.close('file:///not/open.txt');
    await client.filesChanged('file:///not/there.txt', folder.uriOf('没有.txt'));
    assert.ok(await client.request('textDocument/hover', { textDocument: { uri }, position: positionOf(SIMPLIFIED, '算力', 0, 1) }));
  });

  it('refuses malformed commands and goes on', async () => {
    const before = folder.names().filter((name) => name.endsWith('.json'));
    await assert.rejects(client.command('meipi.server.unknown'));
    await assert.rejects(client.command(ServerCommand.annotate));
    await assert.rejects(client.command(ServerCommand.export, { corpus: folder.uri }), /format/);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } };
    const uri = folder.uriOf('甲.txt');
    await assert.rejects(client.command(ServerCommand.annotate, { uri, range, codes: 'ab' }), /codes/);
    await assert.rejects(client.command(ServerCommand.annotate, { uri, range, codes: [], memo: 12 }), /memo/);
    await assert.rejects(client.command(ServerCommand.annotate, { uri: '/folder/甲.txt', range, codes: [] }), /URI/);
    await assert.rejects(client.command(ServerCommand.annotate, { uri, range: { start: range.start }, codes: [] }), /range/);
    await assert.rejects(client.command(ServerCommand.annotate, [uri, range]));
    assert.deepEqual(folder.names().filter((name) => name.endsWith('.json')), before);
    assert.ok(await client.request('textDocument/hover', { textDocument: { uri: folder.uriOf('甲.txt') }, position: positionOf(SIMPLIFIED, '算力', 0, 1) }));
  });

  it('writes nothing but the protocol to standard output, and no text of a document to its log', async () => {
    const uri = folder.uriOf('甲.txt');
    await client.open(uri);
    await client.request('textDocument/semanticTokens/full', { textDocument: { uri } });
    await client.request('textDocument/hover', { textDocument: { uri }, position: positionOf(SIMPLIFIED, '人工智能', 0, 1) });
    await assert.rejects(client.command(ServerCommand.annotate));
    assert.equal(await client.stop(), 0);
    let rest = Buffer.concat(client.stdout);
    let messages = 0;
    while (rest.length > 0) {
      const header = /^(?:[A-Za-z-]+: [^\r\n]*\r\n)+\r\n/.exec(rest.toString('latin1'));
      assert.ok(header, `not a header: ${rest.toString().slice(0, 80)}`);
      const length = Number(/Content-Length: (\d+)/i.exec(header[0])?.[1]);
      const body = JSON.parse(rest.subarray(header[0].length, header[0].length + length).toString()) as { jsonrpc: string };
      assert.equal(body.jsonrpc, '2.0');
      rest = rest.subarray(header[0].length + length);
      messages++;
    }
    assert.ok(messages > 5);
    for (const line of client.log) for (const passage of ['人工智能', '林知远', '处理数据']) assert.ok(!line.includes(passage), line);
  });

  it('ends with code 1 when the editor is gone without asking it to', async () => {
    assert.equal(await client.exit(), 1);
  });

  it('says how it is used when called without a transport', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /meipi-language-server --stdio/);
  });

  it("speaks over Node's own channel, as the extension starts it", async () => {
    const child = fork(SERVER, ['--node-ipc'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.listen();
    const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: null });
    assert.equal(capabilities.hoverProvider, true);
    await connection.sendRequest('shutdown');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
  });

  it('tells its version', () => {
    assert.match(execFileSync(process.execPath, [SERVER, '--version'], { encoding: 'utf8' }), /^\d+\.\d+\.\d+\n$/);
  });
});
