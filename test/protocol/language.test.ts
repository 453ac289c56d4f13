import { strict as assert } from 'node:assert';
import type {
  DocumentHighlight, DocumentLink, DocumentSymbol, FoldingRange, Hover, Location, LocationLink, MarkupContent, SelectionRange, SemanticTokens, SemanticTokensDelta, WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { NextMentionRequest, type MentionLocation } from '../../server/src/lsp/protocol';
import { positionOf, TestClient, textIn, type Folder } from './client';
import { INTERVIEW, sampleCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

/** Every language feature, asked over stdio of a server on files on disk. Line ends of the Traditional text are CRLF. */
describe('language features', () => {
  let folder: Folder;
  let client: TestClient;
  let texts: Readonly<Record<string, string>>;
  const ids = ['甲.txt', '乙.txt', '访谈/丙.txt'] as const;

  before(async () => {
    folder = sampleCorpus();
    texts = Object.fromEntries([[folder.uriOf('甲.txt'), SIMPLIFIED], [folder.uriOf('乙.txt'), TRADITIONAL], [folder.uriOf('访谈/丙.txt'), INTERVIEW]]);
    client = await TestClient.start({ folders: [folder], options: { commandLinks: true } });
    for (const id of ids) await client.open(folder.uriOf(id));
  });

  after(async () => {
    const hashes = folder.hashes();
    await client.stop();
    assert.deepEqual(folder.hashes(), hashes);
    folder.remove();
  });

  /** Addresses differ in how they are escaped. */
  const textAt = (uri: string): string => {
    const found = Object.entries(texts).find(([other]) => decodeURIComponent(other) === decodeURIComponent(uri));
    assert.ok(found, uri);
    return found[1];
  };
  const nameOf = (uri: string): string => decodeURIComponent(uri).split('/').pop() ?? '';

  const at = (id: string, passage: string, nth = 0, into = 1): { textDocument: { uri: string }; position: ReturnType<typeof positionOf> } => {
    const uri = folder.uriOf(id);
    return { textDocument: { uri }, position: positionOf(texts[uri] ?? '', passage, nth, into) };
  };

  const hoverAt = async (id: string, passage: string, nth = 0): Promise<{ written: string; markdown: string }> => {
    const hover = await client.request<Hover | null>('textDocument/hover', at(id, passage, nth));
    assert.ok(hover?.range, `no hover on ${passage}`);
    return { written: textIn(texts[folder.uriOf(id)] ?? '', hover.range), markdown: (hover.contents as MarkupContent).value };
  };

  const tokensOf = (id: string, data: readonly number[]): string[] => {
    const { tokenTypes, tokenModifiers } = client.initialized.capabilities.semanticTokensProvider!.legend;
    const lines = (texts[folder.uriOf(id)] ?? '').split('\n');
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
      line += down;
      character = down > 0 ? right : character + right;
      const modifiers = tokenModifiers.filter((_, bit) => bits & (1 << bit));
      found.push(`${lines[line]?.slice(character, character + length)} ${[tokenTypes[type], ...modifiers].join('.')}`);
    }
    return found;
  };

  describe('semantic tokens', () => {
    const full = (id: string): Promise<SemanticTokens> => client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: folder.uriOf(id) } });

    it('mark terms, numbers and sources in Simplified', async () => {
      const tokens = tokensOf('甲.txt', (await full('甲.txt')).data);
      for (const token of ['算力 meipiTerm', '人工智能 meipiTerm', '新质生产力 meipiTerm', '2300亿元 meipiNumber.money', '2024年 meipiNumber.date', '林知远 meipiSource.person', 'www.example.org meipiSource.url']) assert.ok(tokens.includes(token), `${token} in ${tokens.join(' | ')}`);
    });

    it('mark the same in Traditional with CRLF', async () => {
      const tokens = tokensOf('乙.txt', (await full('乙.txt')).data);
      for (const token of ['算力 meipiTerm', '人工智慧 meipiTerm', '新質生產力 meipiTerm', '約3萬億元 meipiNumber.money', '13.2個百分點 meipiNumber.percent', '林知遠 meipiSource.person', '《產業觀察》 meipiSource.work']) assert.ok(tokens.includes(token), `${token} in ${tokens.join(' | ')}`);
    });

    it('of a range are those of its lines', async () => {
      const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
      const { data } = await client.request<SemanticTokens>('textDocument/semanticTokens/range', { textDocument: { uri: folder.uriOf('甲.txt') }, range });
      const tokens = tokensOf('甲.txt', data);
      assert.ok(tokens.includes('林知远 meipiSource.person') && !tokens.includes('2300亿元 meipiNumber.money'), tokens.join());
    });

    it('after an edit are the old ones with the delta applied', async () => {
      const uri = folder.uriOf('访谈/丙.txt');
      const first = await full('访谈/丙.txt');
      await client.edit(uri, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '又及人工智能。' });
      const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { textDocument: { uri }, previousResultId: first.resultId });
      const second = await full('访谈/丙.txt');
      const patched = [...first.data];
      for (const edit of delta.edits) patched.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
      assert.deepEqual(patched, second.data);
      assert.notDeepEqual(second.data, first.data);
      await client.edit(uri, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } }, text: '' });
    });
  });

  describe('hover', () => {
    it('on a term names it in every wording, defines it, and quotes the sentence that defines it here', async () => {
      const { written, markdown } = await hoverAt('乙.txt', '算力');
      assert.equal(written, '算力');
      for (const part of ['computing power', '处理数据的能力。', 'The ability to process data', 'Term base: terms', '所谓算力，是指处理数据的能力', 'command:meipi.openLocation?']) assert.ok(markdown.includes(part), `${part} in ${markdown}`);
    });

    it('on a built-in concept gives the wording of each place', async () => {
      const { written, markdown } = await hoverAt('乙.txt', '人工智慧');
      assert.equal(written, '人工智慧');
      assert.ok(markdown.includes('人工智能') && markdown.includes('artificial intelligence') && /Simplified \d/.test(markdown) && /Traditional \d/.test(markdown), markdown);
    });

    it('on a number gives its value and unit', async () => {
      const { written, markdown } = await hoverAt('甲.txt', '2300亿元');
      assert.equal(written, '2300亿元');
      assert.ok(markdown.includes('230\\,000\\,000\\,000') && markdown.includes('CNY'), markdown);
      assert.ok((await hoverAt('乙.txt', '13.2個百分點')).markdown.includes('percentage points'));
    });

    it('on a source gives its kind, other spelling, mentions and statements', async () => {
      const { written, markdown } = await hoverAt('乙.txt', '林知遠');
      assert.equal(written, '林知遠');
      assert.ok(markdown.includes('Person') && markdown.includes('林知远') && markdown.includes('documents: 3') && /Attributed statements\\?: [1-9]/.test(markdown), markdown);
    });

    it('is null where nothing is tagged', async () => {
      assert.equal(await client.request('textDocument/hover', at('甲.txt', '更多内容')), null);
    });
  });

  describe('definition', () => {
    it('of a term is the sentence that defines it and its entry in the term base', async () => {
      const links = await client.request<LocationLink[]>('textDocument/definition', at('乙.txt', '算力'));
      assert.equal(textIn(TRADITIONAL, links[0]!.originSelectionRange!), '算力');
      assert.ok(links.some((link) => nameOf(link.targetUri) === '甲.txt' && textIn(SIMPLIFIED, link.targetRange).startsWith('所谓算力')), JSON.stringify(links));
      const entry = links.find((link) => nameOf(link.targetUri) === 'terms.json');
      assert.ok(entry && textIn(folder.read('terms.json'), entry.targetRange).includes('算力'));
    });

    it('of a built-in concept is a page that the server gives the text of', async () => {
      const links = await client.request<LocationLink[]>('textDocument/definition', at('乙.txt', '人工智慧'));
      const page = links.find((link) => link.targetUri.startsWith('meipi-terms:'));
      assert.ok(page);
      const { text } = await client.request<{ text: string }>('workspace/textDocumentContent', { uri: page.targetUri });
      assert.ok(text.includes('人工智慧') && text.includes('artificial intelligence'));
    });

    it('of a person is where the role is stated', async () => {
      const links = await client.request<LocationLink[]>('textDocument/definition', at('访谈/丙.txt', '林知远'));
      const roles = links.map((link) => textIn(textAt(link.targetUri), link.targetSelectionRange));
      assert.ok(roles.includes('院長') || roles.includes('经济学者'), roles.join());
    });
  });

  describe('references', () => {
    const references = async (id: string, passage: string, includeDeclaration: boolean): Promise<string[]> => {
      const found = await client.request<Location[]>('textDocument/references', { ...at(id, passage), context: { includeDeclaration } });
      return found.map(({ uri, range }) => `${nameOf(uri)} ${textIn(textAt(uri), range)}`);
    };

    it('of a concept are in all documents and both scripts', async () => {
      const found = await references('乙.txt', '人工智慧', true);
      assert.deepEqual([...new Set(found)].sort(), ['丙.txt 人工智能', '乙.txt 人工智慧', '甲.txt 人工智能'].sort());
      assert.deepEqual((await references('访谈/丙.txt', '人工智能', true)).length, found.length);
    });

    it('of a person are in all documents and both scripts', async () => {
      const found = new Set(await references('甲.txt', '林知远', true));
      assert.deepEqual([...found].sort(), ['丙.txt 林知远', '乙.txt 林知遠', '甲.txt 林知远'].sort());
    });

    it('leave out the definition when it is not wanted', async () => {
      const all = await references('乙.txt', '算力', true);
      const others = await references('乙.txt', '算力', false);
      assert.equal(others.length, all.length - 1);
    });
  });

  it('document highlights are the mentions in the document', async () => {
    const found = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', at('甲.txt', '人工智能'));
    assert.deepEqual(found.map(({ range }) => textIn(SIMPLIFIED, range)), ['人工智能', '人工智能']);
  });

  it('document symbols are the heading and the speaker turns', async () => {
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: folder.uriOf('访谈/丙.txt') } });
    const names = (nodes: readonly DocumentSymbol[]): string[] => nodes.flatMap((node) => [node.name, ...names(node.children ?? [])]);
    assert.deepEqual(names(symbols), ['访谈：数据怎么用', '周岚', '林知远', '周岚', '林知远']);
  });

  describe('workspace symbols', () => {
    const symbols = async (query: string): Promise<string[]> => (await client.request<WorkspaceSymbol[]>('workspace/symbol', { query })).map(({ name }) => name);

    it('are found in either script, by pinyin and by initials', async () => {
      for (const query of ['新质生产力', '新質生產力', 'xinzhishengchan', 'xzscl']) {
        const names = await symbols(query);
        assert.ok(names.some((name) => name.startsWith('新质生产力')), `${query}: ${names.join()}`);
      }
      assert.ok((await symbols('lzy')).some((name) => /林知[远遠]/.test(name)));
    });
  });

  describe('next mention', () => {
    const step = (id: string, passage: string, nth: number, direction: 'next' | 'previous'): Promise<MentionLocation | null> => {
      const { textDocument, position } = at(id, passage, nth);
      return client.request(NextMentionRequest.method, { uri: textDocument.uri, position, direction });
    };

    it('goes through all documents and comes back to where it began', async () => {
      const seen: string[] = [];
      let where = at('甲.txt', '人工智能');
      for (let i = 0; i < 20; i++) {
        const next: MentionLocation | null = await client.request(NextMentionRequest.method, { uri: where.textDocument.uri, position: where.position, direction: 'next' });
        assert.ok(next);
        seen.push(`${nameOf(next.uri)}:${next.range.start.line}:${next.range.start.character}`);
        where = { textDocument: { uri: next.uri }, position: next.range.start };
        if (seen.length === next.count) break;
      }
      assert.equal(new Set(seen).size, seen.length);
      assert.deepEqual([...new Set(seen.map((place) => place.split(':')[0]))].sort(), ['丙.txt', '乙.txt', '甲.txt'].sort());
      assert.equal(seen.at(-1), `甲.txt:${at('甲.txt', '人工智能').position.line}:${at('甲.txt', '人工智能', 0, 0).position.character}`);
    });

    it('previous undoes next', async () => {
      const next = await step('甲.txt', '人工智能', 0, 'next');
      const back: MentionLocation | null = await client.request(NextMentionRequest.method, { uri: next?.uri, position: next?.range.start, direction: 'previous' });
      assert.deepEqual(back?.range.start, at('甲.txt', '人工智能', 0, 0).position);
    });

    it('is null where nothing is tagged', async () => {
      assert.equal(await step('甲.txt', '更多内容', 0, 'next'), null);
    });
  });

  it('selection ranges grow from the word to the document', async () => {
    const { textDocument, position } = at('乙.txt', '核心');
    const [first] = await client.request<SelectionRange[]>('textDocument/selectionRange', { textDocument, positions: [position] });
    const steps: string[] = [];
    for (let range = first; range; range = range.parent) steps.push(textIn(TRADITIONAL, range.range));
    assert.equal(steps[0], '核心');
    assert.ok(steps.includes('新質生產力的核心是創新。') && steps.includes('他說，新質生產力的核心是創新。'), steps.join(' | '));
    assert.equal(steps.at(-1), TRADITIONAL);
  });

  it('folding ranges fold a turn of two lines', async () => {
    const found = await client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: folder.uriOf('访谈/丙.txt') } });
    assert.ok(found.some(({ startLine, endLine }) => startLine === 4 && endLine === 5), JSON.stringify(found));
  });

  it('document links lead to addresses in the text', async () => {
    const [link] = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: folder.uriOf('甲.txt') } });
    assert.equal(link?.target, 'https://www.example.org/');
    assert.equal(textIn(SIMPLIFIED, link.range), 'www.example.org');
  });

  it('status says what is indexed', () => {
    const status = client.statuses.at(-1);
    assert.ok(status && status.documents === 3 && status.indexed === 3 && status.tags > 10, JSON.stringify(status));
  });
});
