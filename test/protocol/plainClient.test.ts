import { strict as assert } from 'node:assert';
import type { CodeAction, DocumentHighlight, DocumentSymbol, Location, LocationLink, Position, Range, SemanticTokens, WorkspaceSymbol } from 'vscode-languageserver-protocol';
import { AnnotationsRequest, ServerCommand, type AnnotationInfo, type ExportResult } from '../../server/src/lsp/protocol';
import { Folder, positionOf, rangeOf, textIn } from './client';
import { CODE_BOOK, INTERVIEW, sampleCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';
import { PlainEditor, type PlainEditorOptions } from './plainEditor';

/** An editor that knows only the protocol, as Neovim does; what it says it can do is in plainEditor.ts. */
describe('a plain editor', () => {
  const folders: Folder[] = [];
  const editors: PlainEditor[] = [];

  const made = (folder: Folder): Folder => {
    folders.push(folder);
    return folder;
  };
  const started = async (options: PlainEditorOptions): Promise<PlainEditor> => {
    const editor = await PlainEditor.start(options);
    editors.push(editor);
    return editor;
  };

  afterEach(async () => {
    for (const editor of editors.splice(0)) {
      assert.equal(await editor.stop(), 0);
      assert.deepEqual(editor.unanswerable, [], 'the server asked for what the editor did not announce');
    }
    for (const folder of folders.splice(0)) folder.remove();
  });

  const at = (folder: Folder, name: string, text: string, passage: string, into = 1): { textDocument: { uri: string }; position: Position } =>
    ({ textDocument: { uri: folder.uriOf(name) }, position: positionOf(text, passage, 0, into) });

  describe('has a corpus', () => {
    const referencesTo = async (editor: PlainEditor, folder: Folder): Promise<string[]> => {
      const found = await editor.request<Location[] | null>('textDocument/references', { ...at(folder, '甲.txt', SIMPLIFIED, '人工智能'), context: { includeDeclaration: true } });
      return (found ?? []).map(({ uri }) => decodeURIComponent(uri).split('/').pop() ?? '');
    };
    const texts = { '甲.txt': SIMPLIFIED, '乙.txt': TRADITIONAL };

    it('in a folder with a corpus.json', async () => {
      const folder = made(new Folder({ ...texts, 'corpus.json': '{}' }));
      assert.deepEqual(new Set(await referencesTo(await started({ root: folder }), folder)), new Set(['甲.txt', '乙.txt']));
    });

    it('in a folder that the initialization options name, even where it works in none', async () => {
      const folder = made(new Folder(texts));
      assert.deepEqual(new Set(await referencesTo(await started({ root: null, options: { folders: [folder.uri] } }), folder)), new Set(['甲.txt', '乙.txt']));
      assert.ok(!folder.names().includes('corpus.json'));
    });

    it('in a folder declared by a command, documents that are open already included', async () => {
      const folder = made(new Folder(texts));
      const editor = await started({ root: folder });
      await editor.open(folder.uriOf('甲.txt'));
      await editor.edit(folder.uriOf('甲.txt'), { text: `${SIMPLIFIED}又是人工智能。` });
      assert.deepEqual(await referencesTo(editor, folder), []);
      await editor.execute(ServerCommand.declareCorpus, { folder: folder.uri });
      assert.match(editor.messages.join(), /is a corpus now; documents: 2/);
      assert.deepEqual((await referencesTo(editor, folder)).sort(), ['乙.txt', '乙.txt', '甲.txt', '甲.txt', '甲.txt'].sort());
      assert.deepEqual(JSON.parse(folder.read('corpus.json')), {});
    });
  });

  describe('looks up', () => {
    let folder: Folder;
    let editor: PlainEditor;

    beforeEach(async () => {
      folder = made(sampleCorpus());
      editor = await started({ root: folder });
    });

    it('a term: exact range, links to lines of files, no commands', async () => {
      const found = await editor.hover(folder.uriOf('乙.txt'), positionOf(TRADITIONAL, '算力', 0, 1));
      assert.ok(found && textIn(TRADITIONAL, found.range) === '算力');
      assert.ok(found.markdown.includes('computing power') && !found.markdown.includes('command:'), found.markdown);
      const [, address = '', line] = /\]\((file:[^)#]*)#L(\d+)\)/.exec(found.markdown) ?? [];
      assert.equal(decodeURIComponent(address), decodeURIComponent(folder.uriOf('甲.txt')));
      assert.equal(Number(line), positionOf(SIMPLIFIED, '所谓算力').line + 1);
    });

    it('definitions, only in files that it can open', async () => {
      const found = await editor.request<LocationLink[]>('textDocument/definition', at(folder, '乙.txt', TRADITIONAL, '算力'));
      assert.ok(found.length > 1 && found.every(({ targetUri }) => targetUri.startsWith('file:')), JSON.stringify(found));
      const builtIn = await editor.request<LocationLink[] | null>('textDocument/definition', at(folder, '乙.txt', TRADITIONAL, '新質生產力'));
      assert.ok((builtIn ?? []).every(({ targetUri }) => targetUri.startsWith('file:')), JSON.stringify(builtIn));
    });

    it('highlights, document and workspace symbols, tokens', async () => {
      const highlights = await editor.request<DocumentHighlight[]>('textDocument/documentHighlight', at(folder, '甲.txt', SIMPLIFIED, '林知远'));
      assert.deepEqual(highlights.map(({ range }) => textIn(SIMPLIFIED, range)), ['林知远', '林知远']);
      const [heading] = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: folder.uriOf('访谈/丙.txt') } });
      assert.ok(heading && textIn(INTERVIEW, heading.selectionRange) === '访谈：数据怎么用' && heading.children?.length === 4);
      const [symbol] = await editor.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'lzy' });
      assert.ok(symbol && /林知[远遠]/.test(symbol.name) && 'range' in symbol.location);
      const { data } = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: folder.uriOf('甲.txt') } });
      assert.ok(data.length > 0 && data.length % 5 === 0);
    });

    it('mistakes in corpus.json once it is saved, and their end', async () => {
      const uri = folder.uriOf('corpus.json');
      const right = folder.read('corpus.json');
      folder.write('corpus.json', right.replace('"试验语料"', '12'));
      await editor.save(uri);
      await editor.until(() => editor.diagnostics.get(decodeURIComponent(uri)) === 1, 'a diagnostic');
      folder.write('corpus.json', right);
      await editor.save(uri);
      await editor.until(() => editor.diagnostics.get(decodeURIComponent(uri)) === 0, 'no diagnostic');
    });
  });

  describe('annotates', () => {
    let folder: Folder;
    let editor: PlainEditor;
    let uri: string;
    let hashes: Readonly<Record<string, string>>;

    beforeEach(async () => {
      folder = made(sampleCorpus());
      hashes = folder.hashes();
      uri = folder.uriOf('乙.txt');
      editor = await started({ root: folder, options: { annotator: '读者乙' } });
      await editor.open(uri);
    });

    afterEach(() => assert.deepEqual(folder.hashes(), hashes, 'a document was changed'));

    const PASSAGE = '新質生產力的核心';
    const noted = (text: string, passage = PASSAGE, nth = 0): Promise<Awaited<ReturnType<PlainEditor['hover']>>> => editor.hover(uri, positionOf(text, passage, nth, passage.length - 1));

    it('by code actions that are commands the server announced, and nothing else', async () => {
      const announced = editor.initialized.capabilities.executeCommandProvider?.commands ?? [];
      const actions = await editor.actions(uri, rangeOf(TRADITIONAL, PASSAGE));
      assert.deepEqual(actions.map(({ title }) => title), [
        'Annotate with “技术”', 'Annotate with “政策”', 'Annotate without a code', 'Add “新質生產力的核心” to the term base',
      ]);
      for (const { kind, edit, command } of actions) {
        assert.equal(kind, 'refactor');
        assert.equal(edit, undefined);
        assert.ok(command && announced.includes(command.command));
      }
    });

    it('and is told, sees it in the hover and on disk, and again after a restart', async () => {
      await editor.choose(uri, rangeOf(TRADITIONAL, PASSAGE), '政策');
      assert.deepEqual(editor.messages, ['Annotated: 政策']);
      const sidecar = folder.read('乙.txt.annotations.json');
      assert.ok(sidecar.includes(`"exact":"${PASSAGE}"`) && sidecar.includes('读者乙'), sidecar);
      const before = await noted(TRADITIONAL);
      assert.ok(before && textIn(TRADITIONAL, before.range) === PASSAGE && before.markdown.includes('政策') && before.markdown.includes('读者乙'), JSON.stringify(before));
      await editors.pop()?.stop();
      editor = await started({ root: folder });
      assert.deepEqual(await noted(TRADITIONAL), before);
    });

    it('with nothing selected the tag at the cursor, gives it another code, and deletes it', async () => {
      const cursor = positionOf(TRADITIONAL, '人工智慧離', 0, 1);
      const here: Range = { start: cursor, end: cursor };
      await editor.choose(uri, here, 'Annotate with “技术”');
      await editor.choose(uri, here, 'Add “政策”');
      const [both] = await editor.request<AnnotationInfo[]>(AnnotationsRequest.method, { uri });
      assert.deepEqual([both?.quote, both?.codes], ['人工智慧', ['c1', 'c2']]);
      await editor.choose(uri, here, 'Delete the annotation “技术, 政策”');
      assert.deepEqual(editor.messages, ['Annotated: 技术', 'Annotation changed: 技术, 政策', 'Annotations deleted: 1']);
      assert.ok(!folder.read('乙.txt.annotations.json').includes('人工智慧"'));
    });

    it('and takes it back and repeats it, with arguments or without', async () => {
      await editor.choose(uri, rangeOf(TRADITIONAL, PASSAGE), '技术');
      await editor.execute(ServerCommand.undo);
      // What is left says whose statement the passage is.
      assert.ok(!(await noted(TRADITIONAL))?.markdown.includes('技术'));
      await editor.request('workspace/executeCommand', { command: ServerCommand.redo, arguments: null });
      assert.ok((await noted(TRADITIONAL))?.markdown.includes('技术'));
      await editor.execute(ServerCommand.undo, {});
      await editor.execute(ServerCommand.undo, { corpus: folder.uri });
      assert.deepEqual(editor.messages.map((message) => message.split(' ')[0]), ['Annotated:', 'Undone:', 'Done', 'Undone:', 'There']);
    });

    it('with a new code and a memo', async () => {
      await editor.execute(ServerCommand.annotate, { uri, range: rangeOf(TRADITIONAL, PASSAGE), codes: ['新的類'], memo: '为什么是*核心*？' });
      assert.match(folder.read('codebook.json'), /新的類/);
      const found = await noted(TRADITIONAL);
      assert.ok(found?.markdown.includes('新的類') && found.markdown.includes('为什么是\\*核心\\*'), found?.markdown);
      assert.ok((await editor.actions(uri, rangeOf(TRADITIONAL, '刊登'))).some(({ title }) => title.includes('新的類')));
    });

    it('whole characters, though it counts the end of a selection within one', async () => {
      const text = TRADITIONAL.replace('林知遠', '林𠮷𠮷');
      await editor.edit(uri, { range: rangeOf(TRADITIONAL, '林知遠'), rangeLength: 3, text: '林𠮷𠮷' });
      const range = rangeOf(text, '林𠮷');
      await editor.choose(uri, { ...range, end: { ...range.end, character: range.end.character - 1 } }, '技术');
      assert.match(folder.read('乙.txt.annotations.json'), /"exact":"林𠮷"/);
      await editor.edit(uri, { text: TRADITIONAL });
    });

    it('a line without its end, though it counts the end beyond the line', async () => {
      await editor.choose(uri, { start: { line: 2, character: 0 }, end: { line: 2, character: 2 ** 31 - 1 } }, '技术');
      const [{ quote, range } = { quote: undefined, range: undefined }] = await editor.request<AnnotationInfo[]>(AnnotationsRequest.method, { uri });
      assert.equal(quote, TRADITIONAL.split('\r\n')[2]);
      assert.deepEqual(range?.end, { line: 2, character: quote?.length });
    });

    it('and the annotation follows edits, counted in UTF-16, and is saved with the text even if the editor ends at once', async () => {
      await editor.choose(uri, rangeOf(TRADITIONAL, PASSAGE), '技术');
      await editor.edit(uri,
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, rangeLength: 0, text: '𠮷：\r\n' },
        { range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } }, rangeLength: 0, text: '😀' });
      const text = `𠮷：\r\n${TRADITIONAL.replace('院長', '😀院長')}`;
      const moved = await noted(text);
      assert.ok(moved?.markdown.includes('技术') && textIn(text, moved.range) === PASSAGE, JSON.stringify(moved));
      folder.write('乙.txt', text);
      hashes = folder.hashes();
      await editor.save(uri);
      await editors.pop()?.stop();
      const start = [...text.slice(0, text.indexOf(PASSAGE))].length;
      assert.ok(folder.read('乙.txt.annotations.json').includes(`{"type":"TextPositionSelector","start":${start},"end":${start + PASSAGE.length}}`));
    });

    it('and the annotation follows an edit that is sent as a whole new text', async () => {
      await editor.choose(uri, rangeOf(TRADITIONAL, PASSAGE), '技术');
      const text = `加一行。\r\n${TRADITIONAL.replace('院長', '大院長')}`;
      await editor.edit(uri, { text });
      const moved = await noted(text);
      assert.ok(moved && textIn(text, moved.range) === PASSAGE && moved.markdown.includes('技术'), JSON.stringify(moved));
    });

    it('and sees what another program wrote once it asks for everything to be read again', async () => {
      await editor.choose(uri, rangeOf(TRADITIONAL, PASSAGE), '技术');
      const sidecar = folder.read('乙.txt.annotations.json');
      folder.write('乙.txt.annotations.json', sidecar.replace('"c1"', '"c2"').replace(/"modified":"\d{4}/, '"modified":"2999'));
      folder.write('codebook.json', CODE_BOOK.replace('政策', '方针'));
      await editor.execute(ServerCommand.reindex);
      assert.ok((await noted(TRADITIONAL))?.markdown.includes('**方针**'));
    });

    it('and gets failures as errors that say what to do', async () => {
      const cursor = { line: 1, character: 0 };
      await assert.rejects(editor.execute(ServerCommand.annotate, { uri, range: { start: cursor, end: cursor }, codes: [] }), /Select the passage/);
      await assert.rejects(editor.execute(ServerCommand.annotate, { uri: folder.uriOf('没有.txt'), range: { start: cursor, end: cursor }, codes: [] }), /belongs to no corpus/);
      assert.deepEqual(editor.messages, []);
    });

    it('and exports', async () => {
      await editor.choose(uri, rangeOf(TRADITIONAL, PASSAGE), '技术');
      const file = folder.uriOf('out.jsonl');
      const { rows } = await editor.execute<ExportResult>(ServerCommand.export, { corpus: folder.uri, format: 'jsonl', file });
      assert.equal(rows, 1);
      assert.ok(folder.read('out.jsonl').includes(PASSAGE));
      assert.match(editor.messages.at(-1) ?? '', /^Exported 1 rows/);
    });
  });

  for (const [locale, title] of [['zh-CN', '标注'], ['zh-TW', '標註'], [undefined, 'Annotate']] as const) {
    it(`is spoken to in the language it names: ${locale ?? 'none, so English'}`, async () => {
      const folder = made(sampleCorpus());
      const editor = await started({ root: folder, ...(locale === undefined ? {} : { locale }) });
      const found: CodeAction[] = await editor.actions(folder.uriOf('甲.txt'), rangeOf(SIMPLIFIED, '未来产业'));
      const actions = found.filter(({ command }) => command?.command === ServerCommand.annotate);
      assert.ok(actions.length > 0 && actions.every((action) => action.title.includes(title)), actions.map((action) => action.title).join());
    });
  }
});
