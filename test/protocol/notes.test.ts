import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { NextUncodedRequest, NotesRequest, ProgressRequest, ServerCommand, type AnnotationInfo, type ExportResult, type NoteInfo, type ProgressResult, type UncodedLocation } from '../../server/src/lsp/protocol';
import { canonicalUri } from '../../server/src/lsp/uris';
import { Folder, positionOf, rangeOf, TestClient, textIn } from './client';
import { openCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

describe('memos, replies, relations and states of work', () => {
  const open = openCorpus();

  const annotate = (id: string, text: string, passage: string, codes: readonly string[] = ['c1']): Promise<AnnotationInfo> =>
    open.client.command(ServerCommand.annotate, { uri: open.folder.uriOf(id), range: rangeOf(text, passage), codes });
  const addNote = (args: object): Promise<AnnotationInfo> => open.client.command(ServerCommand.addNote, args);
  const relate = (args: object): Promise<AnnotationInfo> => open.client.command(ServerCommand.relate, args);
  const notes = (uri?: string): Promise<NoteInfo[]> => open.client.request(NotesRequest.method, { uri });
  const progress = (params: object = {}): Promise<ProgressResult> => open.client.request(ProgressRequest.method, params);
  const items = (name: string): { motivation: string; target: unknown; body: unknown }[] => (JSON.parse(open.folder.read(`${name}.annotations.json`)) as { items: { motivation: string; target: unknown; body: unknown }[] }).items;

  it('keeps replies to an annotation beside its document, each with its creator, over a restart', async () => {
    const { id } = await annotate('甲.txt', SIMPLIFIED, '东湖市投入2300亿元');
    const reply = await addNote({ annotation: id, memo: '数字**待查**' });
    assert.deepEqual([reply.about, reply.memo, reply.creator, reply.document], [{ kind: 'annotation', id }, '数字**待查**', '读者甲', '甲.txt']);
    assert.deepEqual(items('甲.txt').filter(({ motivation }) => motivation === 'replying').map(({ target }) => target), [id]);
    await open.client.stop();
    open.client = await TestClient.start({ folders: [open.folder], options: { commandLinks: true, annotator: '读者乙' } });
    const second = await addNote({ annotation: reply.id, memo: '查到了' });
    assert.deepEqual((await notes(open.folder.uriOf('甲.txt'))).map(({ memo, creator }) => `${creator} ${memo}`).sort(), ['读者乙 查到了', '读者甲 数字**待查**']);
    assert.equal(second.creator, '读者乙');
    const hover = await open.client.request<Hover>('textDocument/hover', { textDocument: { uri: open.folder.uriOf('甲.txt') }, position: rangeOf(SIMPLIFIED, '东湖市').start });
    assert.ok((hover.contents as MarkupContent).value.includes('Replies: 2'));
  });

  it('edits and deletes notes as annotations, and undoes each', async () => {
    const { id } = await annotate('甲.txt', SIMPLIFIED, '东湖市');
    const reply = await addNote({ annotation: id, memo: '初稿' });
    await open.client.command(ServerCommand.editAnnotation, { id: reply.id, memo: '定稿' });
    assert.deepEqual((await notes()).map(({ memo }) => memo), ['定稿']);
    assert.equal(await open.client.command(ServerCommand.undo, { corpus: open.folder.uri }), 'Change the annotation of “定稿”');
    assert.deepEqual((await notes()).map(({ memo }) => memo), ['初稿']);
    assert.equal(await open.client.command(ServerCommand.deleteAnnotations, { ids: [reply.id] }), 1);
    assert.deepEqual(await notes(), []);
    await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
    assert.deepEqual((await notes()).map(({ memo }) => memo), ['初稿']);
  });

  it('keeps replies whose annotation is deleted, and says that they are orphaned until that is undone', async () => {
    const { id } = await annotate('甲.txt', SIMPLIFIED, '东湖市');
    await addNote({ annotation: id, memo: '同意' });
    await open.client.command(ServerCommand.deleteAnnotations, { ids: [id] });
    assert.deepEqual((await notes()).map(({ memo, orphaned }) => [memo, orphaned]), [['同意', true]]);
    await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
    assert.deepEqual((await notes()).map(({ memo, orphaned }) => [memo, orphaned]), [['同意', undefined]]);
  });

  it('keeps memos on documents and on codes, the latter beside the code book', async () => {
    await addNote({ uri: open.folder.uriOf('乙.txt'), memo: '全篇的看法' });
    const told = open.client.annotationsTold.length;
    const onCode = await addNote({ corpus: open.folder.uri, code: 'c1', memo: '何时用' });
    await addNote({ annotation: onCode.id, memo: '例子见甲篇' });
    assert.deepEqual([onCode.document, canonicalUri(onCode.uri)], ['codebook.json', canonicalUri(open.folder.uriOf('codebook.json'))]);
    assert.deepEqual(items('codebook.json').map(({ motivation }) => motivation).sort(), ['commenting', 'replying']);
    assert.deepEqual(items('乙.txt').map(({ target }) => target), [`urn:meipi:document:${encodeURIComponent('乙.txt')}`]);
    assert.deepEqual((await notes(open.folder.uriOf('codebook.json'))).map(({ memo }) => memo).sort(), ['何时用', '例子见甲篇'].sort());
    assert.equal((await notes(open.folder.uri)).length, 3);
    await open.client.until(() => open.client.annotationsTold.slice(told).some(({ uris }) => uris?.some((uri) => canonicalUri(uri) === canonicalUri(open.folder.uriOf('codebook.json')))), 'the code book among what changed');
    await open.client.stop();
    open.client = await TestClient.start({ folders: [open.folder] });
    assert.equal((await notes()).length, 3);
  });

  it('reads memos on codes again that another program wrote', async () => {
    const first = await addNote({ corpus: open.folder.uri, code: 'c1', memo: '何时用' });
    const page = JSON.parse(open.folder.read('codebook.json.annotations.json')) as { items: { id: string; modified: string; body: { value: string }[] | { value: string } }[] };
    for (const item of page.items) {
      item.modified = '2999-01-01T00:00:00Z';
      for (const body of [item.body].flat()) body.value = '改写过';
    }
    open.folder.write('codebook.json.annotations.json', JSON.stringify(page));
    await open.client.filesChanged(open.folder.uriOf('codebook.json.annotations.json'));
    assert.deepEqual((await notes()).map(({ id, memo }) => ({ id, memo })), [{ id: first.id, memo: '改写过' }]);
  });

  it('relates annotations, of several documents too; a relation to a deleted one is orphaned, not lost', async () => {
    const one = await annotate('甲.txt', SIMPLIFIED, '东湖市投入2300亿元');
    const two = await annotate('乙.txt', TRADITIONAL, '新質生產力的核心');
    const relation = await relate({ from: one.id, to: two.id, kind: 'contradicts', memo: '数目不同' });
    assert.deepEqual([relation.relation, relation.about, relation.document, relation.memo], [{ kind: 'contradicts', to: two.id }, { kind: 'annotation', id: one.id }, '甲.txt', '数目不同']);
    assert.equal((await relate({ from: one.id, to: two.id, kind: 'contradicts' })).id, relation.id, 'not made twice');
    const hoverOf = async (id: string, text: string, passage: string): Promise<string> => {
      const hover = await open.client.request<Hover>('textDocument/hover', { textDocument: { uri: open.folder.uriOf(id) }, position: positionOf(text, passage) });
      return (hover.contents as MarkupContent).value;
    };
    const from = await hoverOf('甲.txt', SIMPLIFIED, '东湖市投入');
    assert.ok(from.includes('→ contradicts: “新質生產力的核心” (数目不同)'), from);
    const to = await hoverOf('乙.txt', TRADITIONAL, '的核心');
    assert.ok(to.includes('← contradicted by: “东湖市投入2300亿元”'), to);
    await relate({ relation: relation.id, kind: '补充' });
    assert.deepEqual((await notes()).map((note) => note.relation?.kind), ['补充']);
    await open.client.command(ServerCommand.deleteAnnotations, { ids: [two.id] });
    assert.deepEqual((await notes()).map(({ id, orphaned }) => [id, orphaned]), [[relation.id, true]]);
    assert.ok((await hoverOf('甲.txt', SIMPLIFIED, '东湖市投入')).includes('an annotation that was deleted'));
  });

  it('shows what notes name and is not there any more as problems, until that is undone', async () => {
    const one = await annotate('甲.txt', SIMPLIFIED, '东湖市投入2300亿元');
    const two = await annotate('乙.txt', TRADITIONAL, '新質生產力的核心');
    await relate({ from: one.id, to: two.id, kind: 'supports' });
    await addNote({ annotation: two.id, memo: '再看' });
    const shown = (name: string): string[] => (open.client.diagnostics.get(decodeURIComponent(open.folder.uriOf(name))) ?? []).map(({ code, range, severity }) => `${severity} ${String(code)} ${range.start.line}:${range.start.character}`);
    const sidecar = '乙.txt.annotations.json';
    await open.client.command(ServerCommand.deleteAnnotations, { ids: [two.id] });
    const { line, character } = rangeOf(SIMPLIFIED, '东湖市投入2300亿元').start;
    await open.client.until(() => shown('甲.txt').length > 0 && shown(sidecar).length > 0, 'the problems');
    assert.deepEqual(shown('甲.txt'), [`2 annotation.dangling-relation ${line}:${character}`]);
    const reply = open.folder.read(sidecar).split('\n').findIndex((each) => each.includes('再看'));
    assert.match(shown(sidecar).join(), new RegExp(`^2 annotation\\.dangling-reply ${reply}:\\d+$`));
    await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
    await open.client.until(() => shown('甲.txt').length + shown(sidecar).length === 0, 'no problems');
  });

  it('refuses relations to itself, without a kind, and between corpora, and notes about what is not there', async () => {
    const one = await annotate('甲.txt', SIMPLIFIED, '东湖市');
    const elsewhere = new Folder({ 'corpus.json': '{}', 'x.txt': '另一个语料库。' });
    await open.client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: elsewhere.uri, name: 'x' }], removed: [] } });
    const other = await open.client.command<AnnotationInfo>(ServerCommand.annotate, { uri: elsewhere.uriOf('x.txt'), range: rangeOf('另一个语料库。', '语料库'), codes: [] });
    await assert.rejects(relate({ from: one.id, to: other.id, kind: 'supports' }), /two corpora/);
    await assert.rejects(relate({ from: one.id, to: one.id, kind: 'supports' }), /itself/);
    await assert.rejects(relate({ from: one.id, to: other.id, kind: ' ' }), /kind/);
    await assert.rejects(relate({ relation: one.id, kind: 'supports' }), /no relation/);
    await assert.rejects(addNote({ annotation: 'urn:uuid:none', memo: '?' }), /no more/);
    await assert.rejects(addNote({ corpus: open.folder.uri, code: 'none', memo: '?' }), /no code/);
    await assert.rejects(addNote({ annotation: one.id, memo: ' \n' }), /empty/);
    await assert.rejects(addNote({ memo: '?' }), /“uri”/);
    assert.deepEqual(await notes(), []);
    elsewhere.remove();
  });

  it('gives notes in pages that put together are all of them', async () => {
    const { id } = await annotate('甲.txt', SIMPLIFIED, '东湖市');
    for (const memo of ['一', '二', '三']) await addNote({ annotation: id, memo });
    const page = (params: object): Promise<NoteInfo[]> => open.client.request(NotesRequest.method, params);
    const all = await notes();
    assert.deepEqual([...(await page({ limit: 2 })), ...(await page({ offset: 2, limit: 2 }))], all);
    assert.deepEqual(await page({ offset: 3 }), []);
  });

  it('says how far each annotator is with each document, and undoes that', async () => {
    await annotate('甲.txt', SIMPLIFIED, '算力与未来产业');
    const uris = [open.folder.uriOf('甲.txt'), open.folder.uriOf('乙.txt')];
    assert.equal(await open.client.command(ServerCommand.setStatus, { uris, status: 'in-work' }), 2);
    assert.equal(await open.client.command(ServerCommand.setStatus, { uris: uris.slice(0, 1), status: 'done' }), 1);
    assert.equal(await open.client.command(ServerCommand.setStatus, { uris: [open.folder.uriOf('访谈/丙.txt')], status: 'new' }), 0, 'what nobody began needs no note');
    const { documents, total, corpora } = await progress();
    assert.equal(total, 3);
    const rows = new Map(documents.map((row) => [row.document, row]));
    assert.deepEqual(rows.get('甲.txt')?.annotators.map(({ annotator, status, annotations }) => [annotator, status, annotations]), [['读者甲', 'done', 1]]);
    assert.deepEqual(rows.get('乙.txt')?.annotators.map(({ annotator, status, annotations }) => [annotator, status, annotations]), [['读者甲', 'in-work', 0]]);
    assert.deepEqual(rows.get('访谈/丙.txt')?.annotators, []);
    const sum = (count: (row: (typeof documents)[number]) => number): number => documents.reduce((all, row) => all + count(row), 0);
    assert.deepEqual(corpora.map(({ corpus, ...counts }) => ({ corpus: canonicalUri(corpus), ...counts })), [{
      corpus: canonicalUri(open.folder.uri), documents: 3, annotations: 1, characters: sum((row) => row.characters), uncodedCharacters: sum((row) => row.characters) - 7,
      sentences: sum((row) => row.sentences), uncodedSentences: sum((row) => row.sentences) - 1, annotators: [{ annotator: '读者甲', annotations: 1, inWork: 1, done: 1 }],
    }]);
    assert.deepEqual((await progress({ offset: 1, limit: 1 })).documents, documents.slice(1, 2));
    await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
    assert.deepEqual((await progress()).corpora[0]?.annotators, [{ annotator: '读者甲', annotations: 1, inWork: 2, done: 0 }]);
    await assert.rejects(open.client.command(ServerCommand.setStatus, { uris, status: 'finished' }), /new, in-work, done/);
  });

  it('counts anew what is typed', async () => {
    const uri = open.folder.uriOf('甲.txt');
    await open.client.open(uri);
    const before = (await progress()).documents.find(({ document }) => document === '甲.txt');
    await open.client.edit(uri, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '新的一句。' });
    const after = (await progress()).documents.find(({ document }) => document === '甲.txt');
    assert.equal((after?.characters ?? 0) - (before?.characters ?? 0), 5);
  });

  it('goes to the next and the previous sentence without an annotation', async () => {
    const ask = (params: object): Promise<UncodedLocation | null> => open.client.request(NextUncodedRequest.method, params);
    const uri = open.folder.uriOf('甲.txt');
    await annotate('甲.txt', SIMPLIFIED, '处理数据');
    const next = await ask({ uri, position: { line: 0, character: 0 }, direction: 'next' });
    assert.equal(textIn(SIMPLIFIED, next!.range), '2024年，东湖市投入2300亿元发展人工智能和新质生产力。');
    assert.equal(next?.title, '甲篇');
    const back = await ask({ uri, position: next.range.start, direction: 'previous' });
    assert.equal(textIn(SIMPLIFIED, back!.range), '算力与未来产业');
    const others = await ask({ uri, position: { line: 0, character: 0 }, direction: 'next', annotator: '别人' });
    assert.equal(textIn(SIMPLIFIED, others!.range), '所谓算力，是指处理数据的能力。');
    assert.equal(await ask({ uri: 'file:///none.txt', position: { line: 0, character: 0 }, direction: 'next' }), null);
  });

  it('exports notes', async () => {
    const { id } = await annotate('甲.txt', SIMPLIFIED, '东湖市');
    await addNote({ annotation: id, memo: '同意' });
    await addNote({ corpus: open.folder.uri, code: 'c2', memo: '何时用' });
    const file = new URL(`file://${join(open.folder.path, '..', `notes-${process.pid}.jsonl`)}`).href;
    const { rows } = await open.client.command<ExportResult>(ServerCommand.export, { corpus: open.folder.uri, format: 'jsonl', file });
    assert.equal(rows, 3);
  });
});
