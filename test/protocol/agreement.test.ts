import { strict as assert } from 'node:assert';
import {
  AgreementRequest, AnnotationsRequest, CorporaRequest, DisagreementsRequest, NotesRequest, ProgressRequest, ServerCommand,
  type AgreementInfo, type AnnotationInfo, type CorpusInfo, type DisagreementInfo, type DisagreementsInfo, type ExportResult, type InitializationOptions, type NoteInfo, type ProgressResult,
} from '../../server/src/lsp/protocol';
import { rangeOf, TestClient, textIn, type Folder } from './client';
import { sampleCorpus, SIMPLIFIED } from './corpus';

const DOCUMENT = '甲.txt';

describe('several annotators', () => {
  let folder: Folder;
  let running: TestClient | undefined;
  let hashes: Readonly<Record<string, string>>;

  const stop = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  const client = {
    request: <R>(method: string, params: unknown): Promise<R> => (running ?? assert.fail()).request<R>(method, params),
    command: <R>(command: string, argument: unknown): Promise<R> => (running ?? assert.fail()).command<R>(command, argument),
  };
  /** Starts the server anew for somebody else. */
  const as = async (annotator: string, more: InitializationOptions = {}): Promise<void> => {
    await stop();
    running = await TestClient.start({ folders: [folder], options: { commandLinks: true, annotator, ...more } });
  };
  const annotate = (passage: string, codes: readonly string[]): Promise<AnnotationInfo> =>
    client.command(ServerCommand.annotate, { uri: folder.uriOf(DOCUMENT), range: rangeOf(SIMPLIFIED, passage), codes });
  const annotations = (): Promise<AnnotationInfo[]> => client.request(AnnotationsRequest.method, {});
  const disagreements = (): Promise<DisagreementsInfo | null> => client.request(DisagreementsRequest.method, { corpus: folder.uri });
  const adjudicate = (disagreement: DisagreementInfo, how: object): Promise<AnnotationInfo[]> =>
    client.command(ServerCommand.adjudicate, { uri: disagreement.uri, disagreement: disagreement.id, annotators: ['方', '林'], ...how });

  beforeEach(async () => {
    folder = sampleCorpus();
    hashes = folder.hashes();
    await as('林');
    await annotate('2300亿元', ['c1']);
    await annotate('新质生产力', ['c1']);
    await annotate('东湖市', ['c2']);
    await as('方');
    await annotate('2300亿元', ['c1']);
    await annotate('和新质生产力', ['c2']);
  });

  afterEach(async () => {
    await stop();
    assert.deepEqual(folder.hashes(), hashes, 'a document was changed');
    folder.remove();
  });

  it('agree so far: overall, in where they mark, and for each code', async () => {
    const info = await client.request<AgreementInfo>(AgreementRequest.method, { corpus: folder.uri });
    assert.deepEqual([info.annotators, info.documents.length, info.leftOut], [['方', '林'], 1, []]);
    assert.deepEqual(info.rows.map(({ scope, code, passages }) => [scope, code?.id, passages]), [['all', undefined, [2, 3]], ['extents', undefined, [2, 3]], ['code', 'c1', [1, 2]], ['code', 'c2', [1, 1]]]);
    const kappa = info.rows[0]?.results['cohen']?.value ?? assert.fail();
    const ofExtents = info.rows[1]?.results['cohen']?.value ?? assert.fail();
    assert.ok(kappa > 0 && kappa < ofExtents && ofExtents < 1);
    const gamma = info.rows[0]?.results['gamma'];
    assert.ok(gamma?.value !== undefined && (gamma.samples ?? 0) >= 30);
    assert.equal(await client.request(AgreementRequest.method, { corpus: 'file:///nowhere' }), null);
  });

  it('are who the setting names, else corpus.json, else the user of git, who may be another the next time', async () => {
    const byGit = (defaultAnnotator: string): Promise<void> => as('', { defaultAnnotator });
    await byGit('甲@git');
    const first = await annotate('算力，', ['c1']);
    await byGit('乙@git');
    const second = await annotate('产业的面貌', ['c1']);
    assert.deepEqual([first.creator, second.creator], ['甲@git', '乙@git']);
    assert.deepEqual((await annotations()).find(({ id }) => id === first.id)?.creator, '甲@git', 'what was annotated keeps its creator');
    folder.write('corpus.json', JSON.stringify({ ...(JSON.parse(folder.read('corpus.json')) as object), annotator: '语料库' }));
    await byGit('乙@git');
    assert.equal((await annotate('更多内容', ['c1'])).creator, '语料库');
    await as('设置', { defaultAnnotator: '乙@git' });
    assert.equal((await annotate('人工智能和', ['c1'])).creator, '设置');
  });

  it('are compared with what is recognised', async () => {
    const info = await client.request<AgreementInfo>(AgreementRequest.method, { corpus: folder.uri, annotators: ['林'], machine: true });
    assert.deepEqual([info.annotators, info.machine, info.rows[0]?.passages.length], [['林'], true, 2]);
  });

  it('disagree at places that are told with both sides, and decided in a layer of its own that can be undone', async () => {
    const before = await disagreements();
    assert.deepEqual([before?.everybody, before?.total, before?.settled, before?.agreed], [['方', '林'], 2, 0, 1]);
    assert.deepEqual(before?.open.map(({ kind, range, sides }) => [kind, textIn(SIMPLIFIED, range), sides.map(({ annotator, codes, ranges }) => [annotator, codes, ranges.length])]), [
      ['missing', '东湖市', [['方', [], 0], ['林', ['c2'], 1]]],
      ['codes-and-extent', '和新质生产力', [['方', ['c2'], 1], ['林', ['c1'], 1]]],
    ]);
    const [first, second] = before?.open ?? [];
    await as('裁定者');
    const [decision] = await adjudicate(second ?? assert.fail(), { take: 'one', annotator: '林' });
    assert.deepEqual([decision?.creator, decision?.codes, decision?.range && textIn(SIMPLIFIED, decision.range)], ['裁定者', ['c1'], '新质生产力']);
    assert.deepEqual([decision?.adopts, decision?.adjudicates?.length], [second?.sides[1]?.annotations, 2]);
    await assert.rejects(adjudicate(second ?? assert.fail(), { take: 'all' }), /not there any more/);
    await adjudicate(first ?? assert.fail(), { take: 'own', codes: ['c1', '地名'], ranges: [rangeOf(SIMPLIFIED, '东湖市投入')], memo: '一起看' });
    const after = await disagreements();
    assert.deepEqual([after?.everybody, after?.open, after?.total, after?.settled], [['方', '林'], [], 0, 2], 'who decided is no annotator');
    assert.equal((await annotations()).length, 7);
    const agreement = await client.request<AgreementInfo>(AgreementRequest.method, { corpus: folder.uri });
    assert.deepEqual(agreement.rows[0]?.passages, [2, 3], 'decisions are no annotations to agree with');
    await client.command(ServerCommand.undo, {});
    assert.deepEqual([(await disagreements())?.total, (await annotations()).length], [1, 6]);
    await client.command(ServerCommand.redo, {});
    assert.equal((await disagreements())?.total, 0);
  });

  it('keep what was decided on disk and in exports, with what it decides between', async () => {
    const [first] = (await disagreements())?.open ?? [];
    await as('裁定者');
    const [decision] = await adjudicate(first ?? assert.fail(), { take: 'one', annotator: '林' });
    const id = first?.sides[1]?.annotations[0] ?? assert.fail();
    await as('裁定者');
    assert.deepEqual((await annotations()).filter(({ adjudicates }) => adjudicates).map(({ id: own, adjudicates, adopts }) => [own, adjudicates, adopts]), [[decision?.id, [id], [id]]]);
    for (const format of ['jsonl', 'csv', 'w3c']) {
      const file = `${folder.uri}/out.${format}`;
      await client.command<ExportResult>(ServerCommand.export, { corpus: folder.uri, format, file });
      const line = folder.read(`out.${format}`).split('\n').find((each) => each.includes('裁定者')) ?? assert.fail(format);
      assert.equal(line.split(id).length - 1, format === 'w3c' ? 1 : 2, format);
    }
  });

  it('decide that nothing is to be marked', async () => {
    const [first] = (await disagreements())?.open ?? [];
    const [decision] = await adjudicate(first ?? assert.fail(), { take: 'one', annotator: '方' });
    assert.deepEqual([decision?.codes, decision?.adopts, decision?.adjudicates?.length], [[], undefined, 1]);
  });

  it('refuse decisions that name nothing there is', async () => {
    const [first] = (await disagreements())?.open ?? [];
    await assert.rejects(adjudicate(first ?? assert.fail(), { take: 'some' }), /take/);
    await assert.rejects(adjudicate({ ...(first ?? assert.fail()), uri: `${folder.uri}/无.txt` }, { take: 'all' }), /not a document/);
  });

  describe('blind to each other', () => {
    beforeEach(() => as('林', { blind: true }));

    it('see their own annotations only: in lists, counts, hovers, progress and code actions', async () => {
      assert.deepEqual([...new Set((await annotations()).map(({ creator }) => creator))], ['林']);
      const [corpus] = await client.request<CorpusInfo[]>(CorporaRequest.method, undefined);
      assert.deepEqual(corpus?.codes.map(({ id, uses }) => [id, uses]), [['c1', 2], ['c2', 1]]);
      const progress = await client.request<ProgressResult>(ProgressRequest.method, {});
      assert.deepEqual(progress.documents.flatMap(({ annotators }) => annotators.map(({ annotator }) => annotator)), ['林']);
      const everything = JSON.stringify([
        await client.request('textDocument/hover', { textDocument: { uri: folder.uriOf(DOCUMENT) }, position: rangeOf(SIMPLIFIED, '和新质').start }),
        await client.request('textDocument/codeAction', { textDocument: { uri: folder.uriOf(DOCUMENT) }, range: rangeOf(SIMPLIFIED, '和新质生产力'), context: { diagnostics: [] } }),
        await client.request<NoteInfo[]>(NotesRequest.method, {}),
        progress, corpus, await annotations(),
      ]);
      assert.ok(!everything.includes('方'));
    });

    it('cannot change what they do not see, and are told of no agreement', async () => {
      await as('方');
      const others = (await annotations()).filter(({ creator }) => creator === '方').map(({ id }) => id);
      await as('林', { blind: true });
      assert.equal(await client.command(ServerCommand.deleteAnnotations, { ids: others }), 0);
      assert.equal(await client.command(ServerCommand.recodeAnnotations, { ids: others, add: ['c1'] }), 0);
      await assert.rejects(client.command(ServerCommand.editAnnotation, { id: others[0], memo: '改' }));
      assert.equal(await client.request(AgreementRequest.method, { corpus: folder.uri }), null);
      assert.equal(await disagreements(), null);
      await assert.rejects(client.command(ServerCommand.adjudicate, { uri: folder.uriOf(DOCUMENT), disagreement: others[0], annotators: ['方', '林'], take: 'all' }), /hidden/);
    });

    it('lose nothing of the others: files and exports are complete', async () => {
      await annotate('算力，', ['c1']);
      await client.command(ServerCommand.export, { corpus: folder.uri, format: 'jsonl', file: `${folder.uri}/out.jsonl` });
      assert.equal(folder.read('out.jsonl').trimEnd().split('\n').length, 6);
      await as('方');
      assert.equal((await annotations()).length, 6);
    });
  });
});
