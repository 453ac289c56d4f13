import { strict as assert } from 'node:assert';
import type { CodeAction, Hover, Location, MarkupContent, Range } from 'vscode-languageserver-protocol';
import {
  AnnotationsRequest, DecisionsRequest, NextMentionRequest, ServerCommand, type AnnotatedPlaces, type AnnotationInfo, type CodedResult, type DecisionsResult, type DecidedTags, type DecideTagsArguments, type ExportResult, type PlacesResult, type SubjectInfo, type TagInfo,
  type UndecidedTagInfo,
} from '../../server/src/lsp/protocol';
import { rangeOf, TestClient, textIn, type Folder } from './client';
import { sampleCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

/** A village head and a professor of one name; a text that says neither. */
const NAMESAKES = { '村.txt': '柳河村村主任高建国说，今年收成不错。高建国很高兴。\n', '校.txt': '东湖大学经济学教授高建国认为，价格还会上涨。\n', '报.txt': '昨天，高建国接受了采访。高建国说，一切都好。\n' };

describe('coding fast', () => {
  let folder: Folder;
  let client: TestClient;
  let hashes: Readonly<Record<string, string>>;

  const start = (annotator: string): Promise<TestClient> => TestClient.start({ folders: [folder], options: { commandLinks: true, annotator } });

  beforeEach(async () => {
    folder = sampleCorpus(NAMESAKES);
    hashes = folder.hashes();
    client = await start('读者甲');
  });

  afterEach(async () => {
    await client.stop();
    assert.deepEqual(folder.hashes(), hashes, 'a document was changed');
    folder.remove();
  });

  const annotations = (): Promise<AnnotationInfo[]> => client.request(AnnotationsRequest.method, {});
  const cursor = (text: string, passage: string): Range => {
    const { start: at } = rangeOf(text, passage);
    return { start: at, end: at };
  };

  describe('one passage', () => {
    const code = (range: Range, wanted: string): Promise<CodedResult> => client.command(ServerCommand.code, { uri: folder.uriOf('甲.txt'), range, code: wanted });

    it('is given a code, another one, and loses them again; an annotation left with nothing goes', async () => {
      const range = rangeOf(SIMPLIFIED, '东湖市投入2300亿元');
      const done = [await code(range, 'c1'), await code(range, '政策'), await code(range, 'c1'), await code(range, 'c2')];
      assert.deepEqual(done.map((each) => `${each.done} ${each.annotation.codes.join()}`), ['added c1', 'given c1,c2', 'taken c2', 'deleted c2']);
      assert.deepEqual(await annotations(), []);
      await client.command(ServerCommand.undo, {});
      assert.deepEqual((await annotations()).map(({ codes }) => codes), [['c2']]);
    });

    it('is the shortest own annotation at the cursor when nothing is selected', async () => {
      await code(rangeOf(SIMPLIFIED, '东湖市投入2300亿元'), 'c1');
      await code(rangeOf(SIMPLIFIED, '东湖市'), 'c1');
      assert.equal((await code(cursor(SIMPLIFIED, '湖市'), 'c2')).annotation.quote, '东湖市');
      await assert.rejects(code(cursor(SIMPLIFIED, '能力'), 'c2'), /Select the passage/);
    });

    it('keeps an annotation whose memo or lock would be lost with its last code', async () => {
      const range = rangeOf(SIMPLIFIED, '东湖市');
      const { annotation } = await code(range, 'c1');
      await client.command(ServerCommand.editAnnotation, { id: annotation.id, memo: '留' });
      assert.equal((await code(range, 'c1')).done, 'taken');
      assert.equal((await annotations()).length, 1);
    });

    it('leaves what another annotator marked alone', async () => {
      await code(rangeOf(SIMPLIFIED, '东湖市'), 'c1');
      await client.stop();
      client = await start('读者乙');
      assert.equal((await code(rangeOf(SIMPLIFIED, '东湖市'), 'c1')).done, 'added');
      assert.deepEqual((await annotations()).map(({ creator }) => creator).sort(), ['读者乙', '读者甲']);
    });

    it('is offered the whole word or tag where it cuts one, unless that is switched off', async () => {
      const { annotation } = await code(rangeOf(SIMPLIFIED, '展人工智'), 'c1');
      assert.equal(annotation.widen && textIn(SIMPLIFIED, annotation.widen.range), '发展人工智能');
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: folder.uriOf('甲.txt') }, range: cursor(SIMPLIFIED, '人工'), context: { diagnostics: [], triggerKind: 1 } });
      const widen = actions.find(({ title }) => title.startsWith('Widen the annotation'));
      assert.equal(widen?.title, 'Widen the annotation to “发展人工智能”');
      await client.command(widen.command?.command ?? '', widen.command?.arguments?.[0]);
      assert.equal((await annotations())[0]?.quote, '发展人工智能');
      await client.stop();
      client = await TestClient.start({ folders: [folder], options: { annotator: '读者甲', widening: false } });
      assert.equal((await code(rangeOf(SIMPLIFIED, '来产'), 'c1')).annotation.widen, undefined);
    });
  });

  describe('many passages', () => {
    const places = (id: string, text: string, passage: string, more: object): Promise<PlacesResult> => client.command(ServerCommand.places, { uri: folder.uriOf(id), range: rangeOf(text, passage), ...more });
    const listed = (found: PlacesResult): string[] => found.documents.flatMap((document) => document.places.map(({ text }) => `${document.title} ${text}`));

    it('are all mentions of a concept, in both scripts, annotated in one step of undo', async () => {
      const found = await places('甲.txt', SIMPLIFIED, '人工智能', { of: 'mentions', code: 'c1' });
      assert.deepEqual([...new Set(listed(found).map((row) => row.split(' ').at(-1)))].sort(), ['人工智慧', '人工智能']);
      assert.equal(found.total, listed(found).length);
      const done = await client.command<AnnotatedPlaces>(ServerCommand.annotatePlaces, { corpus: found.corpus, documents: found.documents, codes: ['c1'] });
      assert.deepEqual(done, { annotated: found.total, changed: 0 });
      assert.deepEqual((await annotations()).map(({ codes }) => codes.join()), Array.from({ length: found.total }, () => 'c1'));
      const again = await places('甲.txt', SIMPLIFIED, '人工智能', { of: 'mentions', code: '技术' });
      assert.deepEqual([again.total, again.coded], [0, found.total], 'what is coded is left out and counted');
      await client.command(ServerCommand.undo, {});
      assert.deepEqual(await annotations(), []);
    });

    it('are all statements of a source, and all places of a string in any script', async () => {
      const statements = await places('甲.txt', SIMPLIFIED, '林知远', { of: 'statements' });
      assert.ok(listed(statements).includes('甲篇 人工智能将改变产业的面貌') && listed(statements).some((row) => row.startsWith('乙篇 ')), listed(statements).join('\n'));
      const string = await places('甲.txt', SIMPLIFIED, '产业', { of: 'string' });
      assert.ok(listed(string).includes('甲篇 产业') && listed(string).includes('乙篇 產業'));
      await assert.rejects(places('甲.txt', SIMPLIFIED, '能力', { of: 'mentions' }), /no concept/);
    });

    it('are left out where the text was edited after they were listed', async () => {
      const found = await places('甲.txt', SIMPLIFIED, '东湖市', { of: 'string' });
      await client.open(folder.uriOf('甲.txt'));
      await client.edit(folder.uriOf('甲.txt'), { range: rangeOf(SIMPLIFIED, '东湖市'), text: '西湖市' });
      const done = await client.command<AnnotatedPlaces>(ServerCommand.annotatePlaces, { corpus: found.corpus, documents: found.documents, codes: ['c1'] });
      assert.deepEqual(done, { annotated: 0, changed: 1 });
    });
  });

  describe('automatic tags', () => {
    const decide = (id: string, range: Range, verdict: DecideTagsArguments['verdict'], more: object = {}): Promise<DecidedTags> => client.command(ServerCommand.decideTags, { uri: folder.uriOf(id), range, verdict, ...more });
    const tagsAt = (id: string, range: Range): Promise<TagInfo[]> => client.command(ServerCommand.tagsAt, { uri: folder.uriOf(id), range });
    const hoverAt = async (id: string, text: string, passage: string): Promise<string> => {
      const hover = await client.request<Hover | null>('textDocument/hover', { textDocument: { uri: folder.uriOf(id) }, position: cursor(text, passage).start });
      return hover ? (hover.contents as MarkupContent).value : '';
    };
    const references = (id: string, text: string, passage: string): Promise<Location[] | null> =>
      client.request('textDocument/references', { textDocument: { uri: folder.uriOf(id) }, position: cursor(text, passage).start, context: { includeDeclaration: true } });

    it('that were rejected are shown nowhere, and stay rejected over a restart and a new tagging', async () => {
      const all = (await references('甲.txt', SIMPLIFIED, '林知远'))?.length ?? 0;
      assert.deepEqual(await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'rejected'), { decided: 1, locked: 0 });
      assert.equal(await references('甲.txt', SIMPLIFIED, '林知远').then((found) => found?.length ?? 0), 0, 'nothing is there to ask about');
      assert.equal((await references('乙.txt', TRADITIONAL, '林知遠'))?.length, all - 1);
      assert.doesNotMatch(await hoverAt('甲.txt', SIMPLIFIED, '林知远'), /Person/);
      assert.equal(await client.request(NextMentionRequest.method, { uri: folder.uriOf('甲.txt'), position: cursor(SIMPLIFIED, '林知远').start, direction: 'next' }), null);
      await client.stop();
      client = await start('读者甲');
      assert.equal((await references('乙.txt', TRADITIONAL, '林知遠'))?.length, all - 1);
      await client.command(ServerCommand.reindex, {});
      assert.deepEqual((await tagsAt('甲.txt', rangeOf(SIMPLIFIED, '林知远'))).map(({ verdict, label }) => `${verdict} ${label}`), ['rejected 林知远']);
      await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'none');
      assert.equal((await references('乙.txt', TRADITIONAL, '林知遠'))?.length, all);
    });

    it('are hidden only for the annotator who rejected them', async () => {
      await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'rejected');
      await client.stop();
      client = await start('读者乙');
      assert.match(await hoverAt('甲.txt', SIMPLIFIED, '林知远'), /Person/);
    });

    it('follow edits of an open document', async () => {
      const uri = folder.uriOf('甲.txt');
      await decide('甲.txt', rangeOf(SIMPLIFIED, '2300亿元'), 'rejected');
      await client.open(uri);
      await client.edit(uri, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '前面加一行。\n' });
      const now = `前面加一行。\n${SIMPLIFIED}`;
      assert.deepEqual((await tagsAt('甲.txt', rangeOf(now, '2300亿元'))).map(({ verdict }) => verdict), ['rejected']);
    });

    it('are shown as corrected, and are found under what they were corrected to', async () => {
      await decide('甲.txt', rangeOf(SIMPLIFIED, '2300亿元'), 'corrected', { as: { kind: 'cardinal', value: { num: 5 } } });
      assert.match(await hoverAt('甲.txt', SIMPLIFIED, '2300亿元'), /Cardinal number[^]*You changed this tag/);
      await decide('甲.txt', rangeOf(SIMPLIFIED, '人工智能'), 'corrected', { as: { id: 'concept:算力' } });
      assert.ok((await references('甲.txt', SIMPLIFIED, '算力是'))?.some(({ uri, range }) => decodeURIComponent(uri).endsWith('/甲.txt') && textIn(SIMPLIFIED, range) === '人工智能'));
      await assert.rejects(decide('甲.txt', rangeOf(SIMPLIFIED, '新质生产力'), 'corrected', { as: { layer: 'source', kind: 'person' } }), /must begin with “person:”/);
      await assert.rejects(decide('甲.txt', rangeOf(SIMPLIFIED, '新质生产力'), 'corrected', { extent: rangeOf(SIMPLIFIED, '未来产业') }), /must share something/);
    });

    it('get another extent', async () => {
      await decide('甲.txt', rangeOf(SIMPLIFIED, '新质生产力'), 'corrected', { extent: rangeOf(SIMPLIFIED, '生产力') });
      assert.deepEqual((await tagsAt('甲.txt', rangeOf(SIMPLIFIED, '生产力'))).map(({ verdict, tag }) => `${verdict} ${tag.id}`), ['corrected concept:新质生产力']);
      assert.deepEqual(await tagsAt('甲.txt', rangeOf(SIMPLIFIED, '新质生产力')), []);
    });

    it('are accepted all at once but for locked ones, and that is undone in one step', async () => {
      await decide('乙.txt', rangeOf(TRADITIONAL, '林知遠'), 'rejected');
      const [rejected] = await tagsAt('乙.txt', rangeOf(TRADITIONAL, '林知遠'));
      assert.equal(await client.command(ServerCommand.lockAnnotations, { ids: [rejected?.annotation], locked: true }), 1);
      const done = await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'accepted', { scope: 'unlocked' });
      assert.ok(done.decided > 2 && done.locked === 1, JSON.stringify(done));
      const [still] = await tagsAt('乙.txt', rangeOf(TRADITIONAL, '林知遠'));
      assert.deepEqual([still?.verdict, still?.locked], ['rejected', true]);
      assert.equal((await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'accepted', { scope: 'all' })).decided, 1, 'the locked one');
      await client.command(ServerCommand.undo, {});
      await client.command(ServerCommand.undo, {});
      assert.equal((await annotations()).filter(({ decision }) => decision).length, 1);
    });

    it('are gone through one by one, undecided ones only', async () => {
      const next = (id: string, range: Range, more: object = {}): Promise<UndecidedTagInfo | null> => client.command(ServerCommand.undecidedTag, { uri: folder.uriOf(id), range, layers: ['source'], ...more });
      const first = await next('报.txt', cursor('', ''));
      assert.equal(first?.text, '高建国');
      await decide('报.txt', first.range, 'accepted');
      const second = await next('报.txt', first.range, { layer: 'source' });
      assert.equal(second?.undecided, first.undecided - 1);
      assert.notDeepEqual([second.uri, second.range], [first.uri, first.range]);
      await decide(decodeURIComponent(second.uri).split('/').at(-1) ?? '', second.range, 'rejected');
      assert.equal((await next('报.txt', first.range, { layer: 'source', direction: 'previous' }))?.undecided, first.undecided - 2);
    });

    it('of two people of one name say so, and are told apart by a choice', async () => {
      const text = NAMESAKES['报.txt'];
      const [tag] = await tagsAt('报.txt', rangeOf(text, '高建国'));
      assert.deepEqual([tag?.ambiguous, tag?.alternatives?.map(({ id }) => id)], [true, ['person:高建国（东湖大学经济学教授）', 'person:高建国（柳河村村主任）']]);
      const hover = await hoverAt('报.txt', text, '高建国');
      assert.match(hover, /One of: \[[^\]]*教授[^\]]*\]\(command:meipi\.chooseTag/);
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: folder.uriOf('报.txt') }, range: cursor(text, '高建国'), context: { diagnostics: [], triggerKind: 1 } });
      const choice = actions.find(({ title }) => title.startsWith('“高建国” is') && title.includes('村主任'));
      await client.command(choice?.command?.command ?? '', choice?.command?.arguments?.[0]);
      const [chosen] = await tagsAt('报.txt', rangeOf(text, '高建国'));
      assert.deepEqual([chosen?.ambiguous, chosen?.tag.id, chosen?.verdict], [undefined, 'person:高建国（柳河村村主任）', 'corrected']);
    });

    it('take no room among what a person marked', async () => {
      await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'accepted');
      const hover = await hoverAt('甲.txt', SIMPLIFIED, '林知远');
      assert.ok(hover.includes('You accepted this tag') && !hover.includes('No code'), hover);
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: folder.uriOf('甲.txt') }, range: cursor(SIMPLIFIED, '林知远'), context: { diagnostics: [], triggerKind: 1 } });
      assert.deepEqual(actions.filter(({ title }) => title.startsWith('Delete')), []);
    });

    it('are listed, those of the present annotator only, and taken back one or several at once', async () => {
      const list = (params: object = {}): Promise<DecisionsResult> => client.request(DecisionsRequest.method, params);
      const told = ({ decisions }: DecisionsResult): string[] => decisions.map(({ verdict, quote, label, asLabel, title, range }) => `${verdict} ${quote} ${label}${asLabel === undefined ? '' : ` > ${asLabel}`} ${title} ${range?.start.line}`);
      await decide('乙.txt', rangeOf(TRADITIONAL, '人工智慧'), 'rejected');
      await decide('甲.txt', rangeOf(SIMPLIFIED, '2300亿元'), 'corrected', { as: { kind: 'cardinal', value: { num: 5 } } });
      await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'accepted');
      const all = await list();
      assert.deepEqual(told(all), ['rejected 人工智慧 人工智能 乙篇 0', 'corrected 2300亿元 Amount of money > Cardinal number 甲篇 2', 'accepted 林知远 林知远 甲篇 3']);
      assert.deepEqual(all.counts, { accepted: 1, rejected: 1, corrected: 1 });
      assert.deepEqual(told(await list({ verdict: 'rejected' })).length, 1);
      assert.deepEqual(told(await list({ offset: 1, limit: 1 })), told(all).slice(1, 2));
      const filtered = await list({ filter: '林知遠' });
      assert.deepEqual([told(filtered).length, filtered.counts], [1, { accepted: 1, rejected: 0, corrected: 0 }], 'in any script');
      assert.deepEqual((await list({ filter: '甲篇', limit: 0 })).counts, { accepted: 1, rejected: 0, corrected: 1 });
      await client.stop();
      client = await start('读者乙');
      assert.deepEqual((await list()).decisions, []);
      assert.equal(await client.command(ServerCommand.withdrawDecisions, { ids: all.decisions.map(({ id }) => id) }), 0, 'those of another');
      await client.stop();
      client = await start('读者甲');
      const [rejected, corrected] = all.decisions;
      assert.equal(await client.command(ServerCommand.withdrawDecisions, { ids: [rejected?.id, corrected?.id] }), 2);
      assert.deepEqual((await list()).counts, { accepted: 1, rejected: 0, corrected: 0 });
      assert.match(await hoverAt('乙.txt', TRADITIONAL, '人工智慧'), /Term/);
      assert.equal(await client.command(ServerCommand.undo, {}), 'Withdraw 2 decisions');
      assert.deepEqual(told(await list()), told(all));
    });

    it('leave a memo that was written on them when they are taken back', async () => {
      await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'rejected');
      const [{ id } = assert.fail()] = (await client.request<DecisionsResult>(DecisionsRequest.method, {})).decisions;
      await client.command(ServerCommand.editAnnotation, { id, memo: '另一个人' });
      await client.command(ServerCommand.withdrawDecisions, { ids: [id] });
      assert.deepEqual((await annotations()).map((each) => [each.id, each.memo, each.decision]), [[id, '另一个人', undefined]]);
    });

    it('are exported as the machine gave them, with what was decided', async () => {
      await decide('甲.txt', rangeOf(SIMPLIFIED, '林知远'), 'rejected');
      await decide('甲.txt', rangeOf(SIMPLIFIED, '人工智能'), 'corrected', { as: { id: 'concept:算力' } });
      const exported = async (format: string): Promise<string> => {
        await client.command<ExportResult>(ServerCommand.export, { corpus: folder.uri, format, content: 'tags', file: folder.uriOf(`out.${format}`) });
        return folder.read(`out.${format}`);
      };
      const rows = (await exported('jsonl')).trim().split('\n').map((line) => JSON.parse(line) as { file: string; text: string; id?: string; decision?: unknown });
      const decided = rows.filter(({ decision }) => decision);
      assert.deepEqual(decided.map(({ text, id, decision }) => [text, id, decision]), [
        ['人工智能', 'concept:人工智能', [{ verdict: 'corrected', by: '读者甲', as: { layer: 'term', kind: 'concept', id: 'concept:算力' } }]],
        ['林知远', 'person:林知远', [{ verdict: 'rejected', by: '读者甲' }]],
      ]);
      assert.match(await exported('csv'), /,rejected \(读者甲\),/);
      assert.match(await exported('w3c'), /"purpose":"moderating"/);
    });
  });

  it('finds concepts and entities by name, in any script and by pinyin', async () => {
    const named = async (query: string): Promise<string[]> => (await client.command<SubjectInfo[]>(ServerCommand.subjects, { corpus: folder.uri, query })).map(({ id }) => id);
    assert.ok((await named('林知遠')).includes('person:林知远'));
    assert.ok((await named('suanli')).includes('concept:算力'));
  });

  it('selects words, clauses, sentences, paragraphs and turns', async () => {
    const select = async (unit: string): Promise<string | undefined> => {
      const found = await client.command<Range | null>(ServerCommand.select, { uri: folder.uriOf('甲.txt'), range: cursor(SIMPLIFIED, '数据的'), unit });
      return found ? textIn(SIMPLIFIED, found) : undefined;
    };
    assert.deepEqual([await select('word'), await select('clause'), await select('sentence'), await select('turn')], ['数据', '是指处理数据的能力。', '所谓算力，是指处理数据的能力。', undefined]);
    await assert.rejects(select('chapter'), /must be one of: word, clause/);
  });
});
