import { strict as assert } from 'node:assert';
import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AnnotationsRequest, ServerCommand, type AnnotationInfo, type AttachedSidecar } from '../../server/src/lsp/protocol';
import { rangeOf, TestClient, type Folder } from './client';
import { INTERVIEW, sampleCorpus, SIMPLIFIED } from './corpus';

const OLD = '访谈/丙.txt';
const NEW = '已校/丙稿 2.txt';
const OFFER = `Annotations of ${OLD}: the text now seems to be ${NEW}.`;

describe('a document moved outside the editor', () => {
  let folder: Folder;
  const clients: TestClient[] = [];

  beforeEach(() => void (folder = sampleCorpus()));
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.stop();
    folder.remove();
  });

  const started = async (answer?: string): Promise<TestClient> => {
    const client = await TestClient.start({ folders: [folder], options: { annotator: '读者甲' }, answer: () => answer });
    clients.push(client);
    return client;
  };
  const move = (from: string, to: string): void => {
    mkdirSync(dirname(join(folder.path, to)), { recursive: true });
    renameSync(join(folder.path, from), join(folder.path, to));
  };
  const annotate = async (client: TestClient): Promise<void> => {
    for (const passage of ['数据是新的生产资料', '新质生产力离不开它', '未来要靠人工智能']) {
      await client.command(ServerCommand.annotate, { uri: folder.uriOf(OLD), range: rangeOf(INTERVIEW, passage), codes: ['c1'] });
    }
  };
  const annotations = (client: TestClient): Promise<AnnotationInfo[]> => client.request(AnnotationsRequest.method, { uri: folder.uriOf(NEW) });
  const notes = (client: TestClient): unknown[] => (client.diagnostics.get(decodeURIComponent(folder.uriOf(`${OLD}.annotations.json`))) ?? []).map(({ code, severity }) => [code, severity]);
  const attach = (client: TestClient, sidecar = `${OLD}.annotations.json`, document = NEW): Promise<AttachedSidecar> =>
    client.command(ServerCommand.attachSidecar, { sidecar: folder.uriOf(sidecar), document: folder.uriOf(document) });

  it('is found while the server runs, and gets its annotations when the person says so', async () => {
    const client = await started('Attach');
    await annotate(client);
    const sidecar = folder.read(`${OLD}.annotations.json`);
    move(OLD, NEW);
    await client.filesChanged(folder.uriOf(OLD));
    await client.filesChanged(folder.uriOf(NEW));
    await client.until(() => client.annotationsTold.length > 0 && folder.names().includes(`${NEW}.annotations.json`) && !folder.names().includes(`${OLD}.annotations.json`), 'the sidecar beside the document');
    assert.deepEqual(client.asked, [OFFER]);
    assert.equal(folder.read(`${NEW}.annotations.json`), sidecar);
    await client.until(() => notes(client).length === 0, 'no problem any more');
    assert.deepEqual((await annotations(client)).map(({ quote, anchor }) => [quote, anchor]), [['数据是新的生产资料', 'exact'], ['新质生产力离不开它', 'exact'], ['未来要靠人工智能', 'exact']]);
  });

  it('is found at the start, edited meanwhile; nothing is moved without an answer, and the problem stays', async () => {
    await annotate(await started());
    await clients.pop()?.stop();
    move(OLD, NEW);
    folder.write(NEW, INTERVIEW.replace('还要看长远。', '还要看得更长远一些。').replace('访谈：', '访谈录：'));
    const client = await started('Later');
    await client.until(() => client.asked.length > 0 && notes(client).length > 0, 'the offer');
    assert.deepEqual([client.asked, notes(client)], [[OFFER], [['sidecar.orphan', 3]]]);
    assert.ok(folder.names().includes(`${OLD}.annotations.json`));
    assert.deepEqual(await annotations(client), []);
    const attached = await attach(client);
    assert.deepEqual([attached.document, attached.annotations], [NEW, 3]);
    assert.equal((await annotations(client)).filter(({ range }) => range).length, 3);
    await client.until(() => notes(client).length === 0, 'no problem any more');
  });

  it('is not asked about when its sidecar went along', async () => {
    const client = await started('Attach');
    await annotate(client);
    move(OLD, NEW);
    await client.filesChanged(folder.uriOf(OLD), folder.uriOf(NEW));
    move(`${OLD}.annotations.json`, `${NEW}.annotations.json`);
    await client.filesChanged(folder.uriOf(`${OLD}.annotations.json`), folder.uriOf(`${NEW}.annotations.json`));
    assert.equal((await annotations(client)).length, 3);
    await client.command(ServerCommand.reindex);
    assert.deepEqual([client.asked, notes(client)], [[], []]);
  });

  it('loses its annotations again when attaching them is undone, and has them again when it is done again', async () => {
    const client = await started();
    await annotate(client);
    move(OLD, NEW);
    await client.filesChanged(folder.uriOf(OLD), folder.uriOf(NEW));
    await attach(client);
    const [{ id } = assert.fail()] = await annotations(client);
    await client.command(ServerCommand.editAnnotation, { id, memo: '改' });
    const step = (command: string): Promise<unknown> => client.command(command, { corpus: folder.uri });
    const sidecars = (): string[] => folder.names().filter((name) => name.endsWith('.annotations.json'));
    await step(ServerCommand.undo);
    assert.equal(await step(ServerCommand.undo), `Attach annotations to ${NEW}`);
    assert.deepEqual([await annotations(client), sidecars()], [[], [`${OLD}.annotations.json`]]);
    await client.until(() => notes(client).length > 0, 'the problem is back');
    assert.equal(await step(ServerCommand.redo), `Attach annotations to ${NEW}`);
    assert.deepEqual([(await annotations(client)).map(({ memo }) => memo), sidecars()], [['', '', ''], [`${NEW}.annotations.json`]]);
    await step(ServerCommand.redo);
    assert.deepEqual((await annotations(client)).map(({ memo }) => memo), ['改', '', '']);
  });

  it('keeps what was attached when another program has annotated it since, and says so on undo', async () => {
    const client = await started();
    await annotate(client);
    move(OLD, NEW);
    await client.filesChanged(folder.uriOf(OLD), folder.uriOf(NEW));
    await attach(client);
    const page = JSON.parse(folder.read(`${NEW}.annotations.json`)) as { items: { id: string }[] };
    page.items.push({ ...(page.items[0] ?? assert.fail()), id: 'urn:uuid:00000000-0000-4000-8000-000000000001' });
    folder.write(`${NEW}.annotations.json`, JSON.stringify(page));
    await client.filesChanged(folder.uriOf(`${NEW}.annotations.json`));
    for (let i = 0; i < 2; i++) await assert.rejects(client.command(ServerCommand.undo, { corpus: folder.uri }), /further annotations since/);
    assert.equal((await annotations(client)).length, 4);
  });

  it('of which there are two copies is a choice between them', async () => {
    await annotate(await started());
    await clients.pop()?.stop();
    move(OLD, NEW);
    folder.write('乙稿.txt', INTERVIEW);
    const client = await started(NEW);
    await client.until(() => folder.names().includes(`${NEW}.annotations.json`) && !folder.names().includes(`${OLD}.annotations.json`), 'the sidecar beside the document chosen');
    assert.deepEqual(client.asked, [`Annotations of ${OLD}: the text may now be one of these documents.`]);
  });

  it('keeps apart what is annotated on both sides', async () => {
    const client = await started();
    await annotate(client);
    await client.command(ServerCommand.annotate, { uri: folder.uriOf('甲.txt'), range: rangeOf(SIMPLIFIED, '未来产业'), codes: ['c1'] });
    await assert.rejects(attach(client), /belongs to no corpus/);
    await assert.rejects(attach(client, `${OLD}.annotations.json`, '乙.txt'), /is there: its annotations stay with it/);
    move(OLD, NEW);
    await client.filesChanged(folder.uriOf(OLD), folder.uriOf(NEW));
    const before = [`${OLD}.annotations.json`, '甲.txt.annotations.json'].map((name) => folder.read(name));
    await assert.rejects(attach(client, `${OLD}.annotations.json`, '甲.txt'), /has annotations of its own/);
    await assert.rejects(attach(client, 'corpus.json'), /is no file of annotations/);
    await assert.rejects(client.command(ServerCommand.attachSidecar, { sidecar: 'file:///elsewhere/x.txt.annotations.json', document: folder.uriOf(NEW) }), /There is no corpus in/);
    assert.deepEqual([`${OLD}.annotations.json`, '甲.txt.annotations.json'].map((name) => folder.read(name)), before);
  });
});
