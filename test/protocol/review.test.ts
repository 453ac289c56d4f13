import { strict as assert } from 'node:assert';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { AnnotationsRequest, EarlierTextRequest, ReviewsRequest, ServerCommand, type AnnotationInfo, type ReviewInfo } from '../../server/src/lsp/protocol';
import { rangeOf, TestClient, textIn, type Folder } from './client';
import { sampleCorpus, SIMPLIFIED } from './corpus';

describe('reviewing passages', () => {
  let folder: Folder;
  let client: TestClient;

  beforeEach(async () => {
    folder = sampleCorpus();
    client = await TestClient.start({ folders: [folder], options: { commandLinks: true, annotator: '读者甲' } });
  });

  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  const annotate = (passage: string): Promise<AnnotationInfo> => client.command(ServerCommand.annotate, { uri: folder.uriOf('甲.txt'), range: rangeOf(SIMPLIFIED, passage), codes: ['c1'] });
  const reviews = (): Promise<ReviewInfo[]> => client.request(ReviewsRequest.method, {});
  const told = (): readonly Diagnostic[] => client.diagnostics.get(decodeURIComponent(folder.uriOf('甲.txt'))) ?? [];
  const problems = (): unknown[] => told().map(({ code }) => code);
  /** The document is changed while no server runs, as git or a script does it. */
  const reopenWith = async (text: string): Promise<void> => {
    await client.stop();
    folder.write('甲.txt', text);
    client = await TestClient.start({ folders: [folder], options: { commandLinks: true, annotator: '读者甲' } });
  };

  it('tells of a passage that was changed while closed, old and new, and settles it when accepted', async () => {
    const { id } = await annotate('投入2300亿元');
    assert.deepEqual(await reviews(), []);
    const now = SIMPLIFIED.replace('投入2300亿元', '投入2400亿元');
    await reopenWith(now);
    const [review] = await reviews();
    assert.deepEqual([review?.id, review?.state, review?.original, review?.now, review?.candidates], [id, 'changed', '投入2300亿元', '投入2400亿元', []]);
    assert.equal(textIn(now, review!.range!), '投入2400亿元');
    assert.equal(await client.request(EarlierTextRequest.method, { id }), SIMPLIFIED);
    assert.equal(await client.command(ServerCommand.acceptPassages, { ids: [id] }), 1);
    assert.deepEqual(await reviews(), []);
    await reopenWith(now);
    assert.deepEqual(await reviews(), []);
    const [annotation] = await client.request<AnnotationInfo[]>(AnnotationsRequest.method, {});
    assert.deepEqual([annotation?.quote, annotation?.anchor], ['投入2400亿元', 'exact']);
    assert.ok(folder.read('甲.txt.annotations.json').includes('"exact":"投入2300亿元"'), 'the first one is kept');
  });

  it('attaches a lost passage where a person says, and undoes that; leaves another for gone', async () => {
    const { id } = await annotate('林知远认为，算力是基础');
    const now = SIMPLIFIED.replace('林知远认为，算力是基础。', '');
    await reopenWith(now);
    const [review] = await reviews();
    assert.deepEqual([review?.state, review?.range], ['lost', undefined]);
    await client.until(() => problems().includes('annotation.lost'), 'the problem');
    const [lost] = told().filter(({ code }) => code === 'annotation.lost');
    assert.equal(textIn(now, lost!.range), '。', 'one character, where the passage stood');
    await client.command(ServerCommand.reattach, { id, range: rangeOf(now, '处理数据的能力') });
    assert.deepEqual(await reviews(), []);
    await client.command(ServerCommand.undo, {});
    assert.equal((await reviews())[0]?.state, 'lost');
    assert.equal(await client.command(ServerCommand.keepLost, { ids: [id] }), 1);
    assert.deepEqual(await reviews(), []);
    await client.until(() => !problems().includes('annotation.lost'), 'no problem any more');
  });

  it('says how far a passage has moved', async () => {
    await annotate('算力是基础');
    const sentence = '林知远认为，算力是基础。';
    const now = `${sentence}\n\n${SIMPLIFIED.replace(sentence, '')}`;
    await reopenWith(now);
    const [review] = await reviews();
    assert.deepEqual([review?.state, review?.now, review?.movedBy], ['moved', '算力是基础', { characters: now.indexOf('算力是基础') - SIMPLIFIED.indexOf('算力是基础'), lines: -5 }]);
  });

  it('refuses what makes no sense with a message', async () => {
    await assert.rejects(client.command(ServerCommand.reattach, { id: 'urn:uuid:none', range: rangeOf(SIMPLIFIED, '算力') }));
    const { id } = await annotate('算力是基础');
    await assert.rejects(client.command(ServerCommand.reattach, { id, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }));
    await assert.rejects(client.command(ServerCommand.reattach, { id, range: rangeOf(SIMPLIFIED, '算力'), part: -1 }));
    assert.equal(await client.command(ServerCommand.acceptPassages, { ids: [id] }), 0);
  });
});
