import { strict as assert } from 'node:assert';
import type { CodeAction, Command, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { AnnotationsRequest, CorporaRequest, ServerCommand, type AnnotationInfo, type CodeInfo, type CorpusInfo, type ExportResult } from '../../server/src/lsp/protocol';
import { rangeOf, TestClient, textIn } from './client';
import { openCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

describe('annotating', () => {
  const open = openCorpus();

  const annotations = (uri?: string): Promise<AnnotationInfo[]> => open.client.request(AnnotationsRequest.method, { uri });
  const annotate = (id: string, text: string, passage: string, codes: readonly string[], memo?: string): Promise<AnnotationInfo> =>
    open.client.command(ServerCommand.annotate, { uri: open.folder.uriOf(id), range: rangeOf(text, passage), codes, memo });

  it('keeps code, memo, annotator and place over a restart, in both scripts', async () => {
    await annotate('甲.txt', SIMPLIFIED, '东湖市投入2300亿元', ['c1'], '为何这么多？');
    await annotate('乙.txt', TRADITIONAL, '新質生產力的核心', ['政策', '新的类'], '');
    const before = await annotations();
    await open.client.stop();
    open.client = await TestClient.start({ folders: [open.folder], options: { commandLinks: true } });
    const after = await annotations();
    assert.deepEqual(after, before);
    assert.deepEqual(after.map(({ document, anchor, creator, memo }) => ({ document, anchor, creator, memo })).sort((a, b) => (a.document < b.document ? -1 : 1)), [
      { document: '乙.txt', anchor: 'exact', creator: '读者甲', memo: '' },
      { document: '甲.txt', anchor: 'exact', creator: '读者甲', memo: '为何这么多？' },
    ]);
    assert.equal(textIn(TRADITIONAL, after.find(({ document }) => document === '乙.txt')!.range!), '新質生產力的核心');
  });

  it('gives annotations in pages that put together are all of them', async () => {
    for (const passage of ['未来产业', '东湖市', '2300亿元']) await annotate('甲.txt', SIMPLIFIED, passage, ['c1']);
    await annotate('乙.txt', TRADITIONAL, '新質生產力', ['c1']);
    const page = (params: object): Promise<AnnotationInfo[]> => open.client.request(AnnotationsRequest.method, params);
    const all = await annotations();
    assert.equal(all.length, 4);
    const pages = [await page({ limit: 3 }), await page({ offset: 3, limit: 3 }), await page({ offset: 6, limit: 3 })];
    assert.deepEqual(pages.map(({ length }) => length), [3, 1, 0]);
    assert.deepEqual(pages.flat(), all);
    assert.deepEqual(await page({ uri: open.folder.uriOf('甲.txt'), offset: 1, limit: 1 }), all.filter(({ document }) => document === '甲.txt').slice(1, 2));
    assert.deepEqual(await page({ offset: -1, limit: 'many' }), all, 'what is no count is as if it were absent');
  });

  it('adds a code that is new to the code book, and says how often codes are used', async () => {
    await annotate('甲.txt', SIMPLIFIED, '未来产业', ['新的类']);
    const [corpus] = await open.client.request<CorpusInfo[]>(CorporaRequest.method);
    assert.deepEqual(corpus?.codes.map(({ name, uses }) => `${name} ${uses}`), ['技术 0', '政策 0', '新的类 1']);
    assert.ok(open.folder.read('codebook.json').includes('新的类'));
    const added = await open.client.command<CodeInfo>(ServerCommand.addCode, { corpus: open.folder.uri, name: '下级', parent: 'c1' });
    assert.equal(added.parent, 'c1');
  });

  it('writes a W3C annotation page beside the document and tells the editor', async () => {
    await annotate('甲.txt', SIMPLIFIED, '未来产业', ['c1']);
    const page = JSON.parse(open.folder.read('甲.txt.annotations.json')) as { type: string; items: unknown[] };
    assert.equal(page.type, 'AnnotationPage');
    assert.equal(page.items.length, 1);
    await open.client.until(() => open.client.annotationsTold.some(({ uris }) => uris?.some((uri) => decodeURIComponent(uri).endsWith('甲.txt'))), 'annotationsChanged');
  });

  it('shows in hover', async () => {
    await annotate('甲.txt', SIMPLIFIED, '东湖市投入2300亿元', ['c1'], '待查');
    const hover = await open.client.request<Hover>('textDocument/hover', { textDocument: { uri: open.folder.uriOf('甲.txt') }, position: rangeOf(SIMPLIFIED, '湖市').start });
    const { value } = hover.contents as MarkupContent;
    assert.ok(value.includes('技术') && value.includes('待查') && value.includes('读者甲'), value);
    assert.equal(textIn(SIMPLIFIED, hover.range!), '东湖市投入2300亿元');
  });

  it('changes the codes of several annotations at once, with a code that is new', async () => {
    const one = await annotate('甲.txt', SIMPLIFIED, '未来产业', ['c1']);
    const two = await annotate('乙.txt', TRADITIONAL, '新質生產力', ['c1', 'c2']);
    assert.equal(await open.client.command(ServerCommand.recodeAnnotations, { ids: [one.id, two.id], add: ['新的类'], remove: ['技术'] }), 2);
    const [corpus] = await open.client.request<CorpusInfo[]>(CorporaRequest.method);
    const names = async (): Promise<string[]> => (await annotations()).map(({ codes }) => codes.map((id) => corpus?.codes.find((code) => code.id === id)?.name).join('+')).sort();
    assert.deepEqual(await names(), ['政策+新的类', '新的类'].sort());
    await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
    assert.deepEqual(await names(), ['技术', '技术+政策'].sort());
  });

  it('changes codes, memo and extent, deletes, undoes and does again', async () => {
    const { id } = await annotate('甲.txt', SIMPLIFIED, '未来产业', ['c1']);
    const edited = await open.client.command<AnnotationInfo>(ServerCommand.editAnnotation, { id, codes: ['c2'], memo: '改过', range: rangeOf(SIMPLIFIED, '产业') });
    assert.deepEqual([edited.codes, edited.memo, textIn(SIMPLIFIED, edited.range!)], [['c2'], '改过', '产业']);
    assert.equal(await open.client.command(ServerCommand.deleteAnnotations, { ids: [id] }), 1);
    assert.deepEqual(await annotations(), []);
    assert.equal(typeof (await open.client.command(ServerCommand.undo, { corpus: open.folder.uri })), 'string');
    assert.deepEqual((await annotations()).map(({ memo }) => memo), ['改过']);
    assert.equal(typeof (await open.client.command(ServerCommand.redo, {})), 'string');
    assert.deepEqual(await annotations(), []);
  });

  it('moves with edits of an open document; closing without saving takes it back', async () => {
    const uri = open.folder.uriOf('甲.txt');
    await open.client.open(uri);
    await annotate('甲.txt', SIMPLIFIED, '东湖市', ['c1']);
    await open.client.edit(uri, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '新的\n标题：' }, { range: { start: { line: 1, character: 3 }, end: { line: 1, character: 5 } }, text: '' });
    const [moved] = await annotations(uri);
    const now = '新的\n标题：' + SIMPLIFIED.slice(2);
    assert.equal(textIn(now, moved!.range!), '东湖市');
    await open.client.close(uri);
    const [back] = await annotations(uri);
    assert.equal(textIn(SIMPLIFIED, back!.range!), '东湖市');
  });

  it('hits its passage when the person goes on typing before it is made', async () => {
    const uri = open.folder.uriOf('甲.txt');
    await open.client.open(uri);
    const made = annotate('甲.txt', SIMPLIFIED, '东湖市', ['一个新的类']);
    await open.client.edit(uri, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '边写边标。' });
    await made;
    const [found] = await annotations(uri);
    assert.deepEqual([found?.quote, textIn(`边写边标。${SIMPLIFIED}`, found!.range!)], ['东湖市', '东湖市']);
  });

  it('saves where it has moved to when the document is saved', async () => {
    const uri = open.folder.uriOf('甲.txt');
    await open.client.open(uri);
    await annotate('甲.txt', SIMPLIFIED, '东湖市', ['c1']);
    const start = (): number => (JSON.parse(open.folder.read('甲.txt.annotations.json')) as { items: { target: { selector: { type: string; start?: number }[] } }[] }).items[0]!.target.selector.find(({ type }) => type === 'TextPositionSelector')!.start!;
    const before = start();
    await open.client.edit(uri, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '又𠮷' });
    open.folder.write('甲.txt', `又𠮷${SIMPLIFIED}`);
    await open.client.save(uri);
    await annotations(uri);
    await open.client.stop();
    assert.equal(start(), before + 2);
    open.client = await TestClient.start({ folders: [open.folder] });
    const [found] = await annotations(uri);
    assert.equal(textIn(`又𠮷${SIMPLIFIED}`, found!.range!), '东湖市');
    open.folder.write('甲.txt', SIMPLIFIED);
  });

  it('follows a document that another program changes, whether the server runs or not', async () => {
    const uri = open.folder.uriOf('乙.txt');
    await annotate('乙.txt', TRADITIONAL, '新質生產力的核心', ['c1']);
    const running = `加一行。\r\n${TRADITIONAL}`;
    open.folder.write('乙.txt', running);
    const told = open.client.annotationsTold.length;
    await open.client.filesChanged(uri);
    await open.client.until(() => open.client.annotationsTold.length > told, 'annotationsChanged');
    assert.equal(textIn(running, (await annotations(uri))[0]!.range!), '新質生產力的核心');
    await open.client.stop();
    const stopped = running.replace('離不開', '需要很多').replace('刊登', '登');
    open.folder.write('乙.txt', stopped);
    open.client = await TestClient.start({ folders: [open.folder] });
    assert.equal(textIn(stopped, (await annotations(uri))[0]!.range!), '新質生產力的核心');
    open.folder.write('乙.txt', TRADITIONAL);
  });

  it('keeps an annotation whose passage is gone, without a place', async () => {
    const uri = open.folder.uriOf('乙.txt');
    await annotate('乙.txt', TRADITIONAL, '他說，新質生產力的核心是創新。', ['c1'], '要緊');
    await open.client.stop();
    open.folder.write('乙.txt', TRADITIONAL.replace('他說，新質生產力的核心是創新。', ''));
    open.client = await TestClient.start({ folders: [open.folder] });
    const [lost] = await annotations(uri);
    assert.deepEqual([lost?.anchor, lost?.range, lost?.memo, lost?.quote], ['lost', undefined, '要緊', '他說，新質生產力的核心是創新。']);
    open.folder.write('乙.txt', TRADITIONAL);
  });

  it('tells of a code book that another program changes', async () => {
    open.folder.write('codebook.json', JSON.stringify({ codes: [{ id: 'c1', name: '改了名', color: '#336699' }] }));
    await open.client.filesChanged(open.folder.uriOf('codebook.json'));
    await open.client.until(() => open.client.annotationsTold.some(({ uris }) => uris === undefined), 'annotationsChanged');
    const [corpus] = await open.client.request<CorpusInfo[]>(CorporaRequest.method);
    assert.deepEqual(corpus?.codes.map(({ name }) => name), ['改了名']);
  });

  it('refuses to export onto a document, its annotations or the code book', async () => {
    open.folder.link('甲.txt', 'link.csv');
    for (const name of ['甲.txt', '甲.txt.annotations.json', 'codebook.json', 'corpus.json', 'link.csv']) {
      await assert.rejects(open.client.command(ServerCommand.export, { corpus: open.folder.uri, format: 'csv', file: open.folder.uriOf(name) }), /not overwritten/, name);
    }
  });

  it('reads again what another program writes', async () => {
    await annotate('甲.txt', SIMPLIFIED, '未来产业', ['c1'], '旧的');
    const name = '甲.txt.annotations.json';
    open.folder.write(name, open.folder.read(name).replace('旧的', '新的'));
    const told = open.client.annotationsTold.length;
    await open.client.filesChanged(open.folder.uriOf(name));
    await open.client.until(() => open.client.annotationsTold.length > told, 'annotationsChanged');
    assert.deepEqual((await annotations()).map(({ memo }) => memo), ['新的']);
  });

  it('leaves a sidecar alone that does not parse, and says so at its place', async () => {
    const name = '乙.txt.annotations.json';
    open.folder.write(name, '{ "type": "AnnotationPage", ');
    await open.client.filesChanged(open.folder.uriOf(name));
    const uri = decodeURIComponent(open.folder.uriOf(name));
    await open.client.until(() => (open.client.diagnostics.get(uri) ?? []).length > 0, 'a diagnostic');
    await assert.rejects(annotate('乙.txt', TRADITIONAL, '核心', ['c1']));
    assert.equal(open.folder.read(name), '{ "type": "AnnotationPage", ');
  });

  it('says so where the annotations cannot be written', async () => {
    open.folder.write('甲.txt.annotations.json/in the way', '');
    await assert.rejects(annotate('甲.txt', SIMPLIFIED, '未来产业', ['c1']), /cannot be read|could not be read/);
  });

  it('refuses what cannot be annotated with a message for the user', async () => {
    await assert.rejects(annotate('甲.txt', SIMPLIFIED, '', ['c1']), /Select the passage/);
    await assert.rejects(open.client.command(ServerCommand.annotate, { uri: 'file:///nowhere/x.txt', range: rangeOf(SIMPLIFIED, '产业'), codes: [] }), /belongs to no corpus/);
    await assert.rejects(open.client.command(ServerCommand.editAnnotation, { id: 'urn:uuid:none', memo: 'x' }), /no more/);
  });

  it('works from a code action', async () => {
    const actions = await open.client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: open.folder.uriOf('乙.txt') }, range: rangeOf(TRADITIONAL, '刊登了報告'), context: { diagnostics: [] } });
    const action = actions.find(({ title }) => title.includes('政策'));
    assert.ok(action?.command, actions.map(({ title }) => title).join());
    await open.client.request('workspace/executeCommand', { command: action.command.command, arguments: action.command.arguments });
    assert.deepEqual((await annotations()).map(({ quote, codes }) => [quote, codes]), [['刊登了報告', ['c2']]]);
  });

  for (const format of ['csv', 'jsonl', 'w3c']) {
    it(`exports annotations as ${format}`, async () => {
      await annotate('乙.txt', TRADITIONAL, '新質生產力的核心', ['c1']);
      const file = open.folder.uriOf(`导出.${format}`);
      const result = await open.client.command<ExportResult>(ServerCommand.export, { corpus: open.folder.uri, format, file });
      assert.equal(result.rows, 1);
      assert.ok(open.folder.read(`导出.${format}`).includes('新質生產力的核心'));
      if (format === 'csv') assert.equal(open.folder.read('导出.csv').charCodeAt(0), 0xfeff);
    });
  }

  it('exports tags too, and refuses an unknown format', async () => {
    const result = await open.client.command<ExportResult>(ServerCommand.export, { corpus: open.folder.uri, format: 'jsonl', content: 'tags', file: open.folder.uriOf('tags.jsonl') });
    assert.ok(result.rows > 10 && open.folder.read('tags.jsonl').includes('person:林知远'));
    const tables = await open.client.command<ExportResult>(ServerCommand.export, { corpus: open.folder.uri, format: 'parquet', content: 'tags', file: open.folder.uriOf('tables') });
    assert.ok(tables.rows >= result.rows);
    for (const name of ['documents', 'tags', 'attributions', 'figures']) assert.ok(open.folder.read(`tables/${name}.parquet`).startsWith('PAR1'), name);
    await open.client.command<ExportResult>(ServerCommand.export, { corpus: open.folder.uri, format: 'parquet', content: 'annotations', file: open.folder.uriOf('tables') });
    for (const name of ['annotations', 'notes']) assert.ok(open.folder.read(`tables/${name}.parquet`).startsWith('PAR1'), name);
    await assert.rejects(open.client.command(ServerCommand.export, { corpus: open.folder.uri, format: 'parquet', content: 'figures', file: open.folder.uriOf('figures') }), /parquet/);
    await assert.rejects(open.client.command(ServerCommand.export, { corpus: open.folder.uri, format: 'parchment', file: open.folder.uriOf('x') }));
  });

  it('works for an editor that knows nothing of Meipi, which is told the outcome', async () => {
    await open.client.stop();
    open.client = await TestClient.start({ folders: [open.folder], capabilities: {} });
    const commands = await open.client.request<Command[]>('textDocument/codeAction', { textDocument: { uri: open.folder.uriOf('甲.txt') }, range: rangeOf(SIMPLIFIED, '未来产业'), context: { diagnostics: [] } });
    const command = commands.find(({ title }) => title.includes('技术'));
    assert.ok(command && typeof command.command === 'string');
    await open.client.request('workspace/executeCommand', { command: command.command, arguments: command.arguments });
    await open.client.until(() => open.client.messages.some((message) => message.includes('技术')), 'a message');
    assert.ok(open.folder.read('甲.txt.annotations.json').includes('未来产业'));
  });
});
