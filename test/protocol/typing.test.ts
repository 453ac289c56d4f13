import { strict as assert } from 'node:assert';
import { LSPErrorCodes, type DocumentSymbol, type Position, type Range, type SemanticTokens, type SemanticTokensDelta } from 'vscode-languageserver-protocol';
import { sampleCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';
import { type Folder, TestClient } from './client';

const NAME = '长.txt';
/** Long enough to be read again in the background, in both scripts and with lines that OCR broke. */
const LONG = Array.from({ length: 400 }, (_, i) => (
  i % 40 === 0 ? `第${i / 40 + 1}章　总论\n` : `第${i}段：院长林知远指出，人工智能改变了产\n业的面貌，2024年增长${i}%。\n院長林知遠說，新質生產力的核心是創新，產業規模約${i}億元，比上年增長13.2個百分點。\n\n`
)).join('');

/** The text of the document as the editor has it, and the tokens that it holds. */
class Editor {
  readonly client: TestClient;
  readonly uri: string;
  text: string;
  data: number[] = [];
  #resultId = '';
  #version = 1;

  constructor(client: TestClient, uri: string, text: string) {
    this.client = client;
    this.uri = uri;
    this.text = text;
  }

  async open(): Promise<void> {
    await this.client.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: this.uri, languageId: 'corpus-text', version: 1, text: this.text } });
  }

  /** Edits from the last place to the first, in one change. */
  async edit(...edits: readonly { readonly at: number; readonly deleted?: number; readonly text: string }[]): Promise<void> {
    const contentChanges = edits.map(({ at, deleted = 0, text }) => ({ range: this.#range(at, at + deleted), text }));
    for (const { at, deleted = 0, text } of edits) this.text = this.text.slice(0, at) + text + this.text.slice(at + deleted);
    await this.client.connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.uri, version: ++this.#version }, contentChanges });
  }

  async full(): Promise<number[]> {
    const { data, resultId } = await this.client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: this.uri } });
    this.#resultId = resultId ?? '';
    return (this.data = data);
  }

  /** Takes a delta as editors do; how many numbers it came with. */
  async delta(): Promise<number> {
    const { edits, resultId } = await this.client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { textDocument: { uri: this.uri }, previousResultId: this.#resultId });
    this.#resultId = resultId ?? '';
    for (const { start, deleteCount, data = [] } of [...edits].reverse()) this.data.splice(start, deleteCount, ...data);
    return edits.reduce((sum, { data = [] }) => sum + data.length, 0);
  }

  async range(from: number, to: number): Promise<number[]> {
    return (await this.client.request<SemanticTokens>('textDocument/semanticTokens/range', { textDocument: { uri: this.uri }, range: this.#range(from, to) })).data;
  }

  symbols(): Promise<DocumentSymbol[]> {
    return this.client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: this.uri } });
  }

  /** Waits until the server has read the document again after an edit. */
  async settled(): Promise<void> {
    const { statuses } = this.client;
    const told = statuses.length;
    await this.edit({ at: this.text.length, text: '\n' });
    await this.client.until(() => statuses.length > told && statuses.at(-1)?.state === 'idle', 'the document to be read again');
  }

  #range(start: number, end: number): Range {
    return { start: this.#positionAt(start), end: this.#positionAt(end) };
  }

  #positionAt(offset: number): Position {
    const lines = this.text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  }
}

/** All tokens of the document as a server gives them that reads these files for the first time. */
async function tokensAnew(files: Readonly<Record<string, string>>): Promise<number[]> {
  const folder = sampleCorpus(files);
  const client = await TestClient.start({ folders: [folder] });
  try {
    return await new Editor(client, folder.uriOf(NAME), files[NAME] ?? '').full();
  } finally {
    await client.stop();
    folder.remove();
  }
}

describe('typing in a long document', () => {
  let folder: Folder;
  let client: TestClient;
  let editor: Editor;

  beforeEach(async () => {
    folder = sampleCorpus({ [NAME]: LONG });
    client = await TestClient.start({ folders: [folder] });
    editor = new Editor(client, folder.uriOf(NAME), LONG);
    await editor.open();
  });

  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  const middle = LONG.indexOf('人工智能', LONG.length / 2);

  it('gives the tokens of the paragraph at once, and deltas that lead to all tokens', async () => {
    await editor.full();
    await editor.edit({ at: middle, text: '算力、' });
    const [line, , length, type] = await editor.range(middle, middle + 2);
    assert.deepEqual([line, length, type], [editor.text.slice(0, middle).split('\n').length - 1, 2, 0]);
    await editor.delta();
    assert.deepEqual(editor.data, await editor.full());
    // A deletion, a line break, several lines pasted, several cursors, and all of it between two deltas.
    await editor.edit({ at: middle, deleted: 1, text: '' });
    await editor.edit({ at: middle + 40, text: '\n' });
    await editor.edit({ at: middle + 90, deleted: 30, text: SIMPLIFIED + TRADITIONAL });
    await editor.edit({ at: middle + 3000, text: '算力' }, { at: middle - 3000, text: '2300亿元' });
    await editor.delta();
    assert.deepEqual(editor.data, await editor.full());
  });

  it('sends the tokens of a few lines for a key, and none when nothing is coloured otherwise', async () => {
    assert.ok((await editor.full()).length > 5000);
    await editor.edit({ at: middle, text: '\n' });
    assert.ok(await editor.delta() < 100);
    await editor.edit({ at: editor.text.length, text: '甲' });
    assert.equal(await editor.delta(), 0);
  });

  it('ends with the tokens of a server that reads the text anew', async () => {
    await editor.full();
    await editor.edit({ at: middle, text: '院长周某某认为，算力' });
    await editor.edit({ at: 0, text: '2023年5月6日\n' });
    await editor.edit({ at: middle + 200, deleted: 2000, text: '访谈\n' });
    await editor.settled();
    await editor.delta();
    assert.deepEqual(editor.data, await tokensAnew({ [NAME]: editor.text }));
  });

  it('asks the editor for its tokens again only when they are others once the whole has been read', async () => {
    await editor.full();
    const before = client.refreshes;
    await editor.edit({ at: middle, text: '又' });
    await editor.settled();
    assert.equal(client.refreshes, before);
    // What is called so is said where nobody types.
    await editor.edit({ at: middle, text: '那天卡森没有来。\n' });
    await editor.settled();
    const asked = client.refreshes;
    await editor.edit({ at: 0, text: '某研究所所长约翰·卡森表示，市场很大。\n' });
    await editor.settled();
    assert.ok(client.refreshes > asked);
  });

  it('answers for the outline when the text has been read again, and not for a text that is no more', async () => {
    await editor.edit({ at: LONG.indexOf('第2章'), text: '第九章　新论\n' });
    const outdated = editor.symbols().then(() => assert.fail('answered'), (error: { code: number }) => error.code);
    await editor.edit({ at: LONG.indexOf('第2章'), text: '\n' });
    assert.equal(await outdated, LSPErrorCodes.ContentModified);
    const names = (nodes: readonly DocumentSymbol[]): string[] => nodes.flatMap(({ name, children = [] }) => [name, ...names(children)]);
    assert.ok(names(await editor.symbols()).some((name) => name.startsWith('第九章')));
  });

  it('finds the references of what was just typed', async () => {
    await editor.edit({ at: middle, text: '算力与' });
    const lines = editor.text.slice(0, middle).split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const found = await client.request<{ uri: string; range: Range }[]>('textDocument/references', { textDocument: { uri: editor.uri }, position, context: { includeDeclaration: true } });
    assert.ok(found.some(({ uri, range }) => decodeURIComponent(uri).endsWith(NAME) && range.start.line === position.line && range.start.character === position.character));
  });
});

describe('typing in a long document while the corpus is indexed', () => {
  it('gives the tokens of the visible lines, and all of them in the end', async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`文${i}.txt`, `${SIMPLIFIED}${TRADITIONAL}第${i}篇。\n`.repeat(20)]));
    const folder = sampleCorpus({ ...many, [NAME]: LONG });
    const client = await TestClient.startUnindexed({ folders: [folder] });
    try {
      const editor = new Editor(client, folder.uriOf(NAME), LONG);
      await editor.open();
      await client.until(() => client.statuses.some(({ state }) => state === 'indexing'), 'the index to begin');
      const at = LONG.indexOf('人工智能', LONG.length / 2);
      for (const key of ['算', '力', '与']) await editor.edit({ at: at + '算力与'.indexOf(key), text: key });
      const [line, , length, type] = await editor.range(at, at + 2);
      assert.deepEqual([line, length, type], [editor.text.slice(0, at).split('\n').length - 1, 2, 0]);
      await client.indexed();
      await editor.settled();
      await editor.full();
      assert.deepEqual(editor.data, await tokensAnew({ ...many, [NAME]: editor.text }));
    } finally {
      await client.stop();
      folder.remove();
    }
  });
});
