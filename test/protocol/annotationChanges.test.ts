import { strict as assert } from 'node:assert';
import { HeldAnnotations } from '../../client/src/annotations/heldAnnotations';
import { AnnotationChangesRequest, AnnotationsRequest, ServerCommand, type AnnotationChanges, type AnnotationInfo } from '../../server/src/lsp/protocol';
import { rangeOf, TestClient, type Folder } from './client';
import { sampleCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

/** What goes over the wire to an editor that holds the annotations. */
describe('changes of annotations', () => {
  let folder: Folder;
  let client: TestClient;
  let state: string | undefined;
  let held: HeldAnnotations;

  beforeEach(async () => {
    folder = sampleCorpus();
    client = await TestClient.start({ folders: [folder], options: { annotator: '读者甲' } });
    state = undefined;
    held = new HeldAnnotations(1000);
  });

  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  const annotate = (id: string, text: string, passage: string): Promise<AnnotationInfo> =>
    client.command(ServerCommand.annotate, { uri: folder.uriOf(id), range: rangeOf(text, passage), codes: ['c1'], memo: '' });

  /** Asks for what is new, and checks that the editor knows all then. */
  async function ask(): Promise<AnnotationChanges> {
    const answer = await client.request<AnnotationChanges>(AnnotationChangesRequest.method, state === undefined ? {} : { since: state });
    ({ state } = answer);
    held.apply(answer);
    assert.deepEqual([...held.documents.values()].flat(), await client.request<AnnotationInfo[]>(AnnotationsRequest.method, {}));
    return answer;
  }

  it('are, while someone types, the places in the same line, and one number for all lines below a line break', async () => {
    for (const passage of ['未来产业', '处理数据的能力', '东湖市', '2300亿元', '经济学者', '更多内容']) await annotate('甲.txt', SIMPLIFIED, passage);
    const other = await annotate('乙.txt', TRADITIONAL, '新質生產力');
    assert.equal((await ask()).isWhole, true);
    const uri = folder.uriOf('甲.txt');
    await client.open(uri);
    const { start } = rangeOf(SIMPLIFIED, '投入');
    await client.until(() => client.annotationsTold.some(({ uris }) => uris?.includes(other.uri)), 'annotationsChanged for the last annotation');
    client.annotationsTold.length = 0;
    await client.edit(uri, { range: { start, end: start }, text: '也' });
    await client.until(() => client.annotationsTold.length > 0, 'annotationsChanged');
    assert.deepEqual(client.annotationsTold.map(({ codes, placesOnly }) => [codes, placesOnly]), [[false, true]]);
    const key = await ask();
    assert.equal(key.isWhole, false);
    assert.deepEqual(key.documents.map(({ uri: told, shifts, removed, moved, changed }) => [told === other.uri, shifts, removed, moved?.length, changed]), [[false, undefined, undefined, 1, undefined]]);
    await client.edit(uri, { range: { start, end: start }, text: '\n' });
    const lineBreak = await ask();
    assert.deepEqual(lineBreak.documents.map(({ shifts, removed, moved, changed }) => [shifts, removed, moved?.length, changed]), [[[{ line: rangeOf(SIMPLIFIED, '经济学者').start.line, by: 1 }], undefined, 1, undefined]]);
    assert.deepEqual((await ask()).documents, []);
  });

  it('are the annotations themselves where more than places changed, and the ids of those that went', async () => {
    const { id } = await annotate('甲.txt', SIMPLIFIED, '东湖市');
    const { id: gone } = await annotate('甲.txt', SIMPLIFIED, '未来产业');
    await ask();
    client.annotationsTold.length = 0;
    await client.command(ServerCommand.editAnnotation, { id, memo: '待查' });
    await client.command(ServerCommand.deleteAnnotations, { ids: [gone] });
    await client.until(() => client.annotationsTold.length > 0, 'annotationsChanged');
    assert.ok(client.annotationsTold.every(({ placesOnly }) => !placesOnly));
    const { documents } = await ask();
    assert.deepEqual(documents.map(({ removed, moved, changed }) => [removed, moved, changed?.map(({ memo }) => memo)]), [[[gone], undefined, ['待查']]]);
  });

  it('are told whole where the editor names another state than it was told last', async () => {
    await annotate('甲.txt', SIMPLIFIED, '东湖市');
    await ask();
    state = 'another';
    assert.equal((await ask()).isWhole, true);
  });
});
