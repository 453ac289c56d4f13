import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { HeldAnnotations } from '../../client/src/annotations/heldAnnotations';
import { AnnotationChangesRequest, AnnotationsRequest, CorporaRequest, ServerCommand, type AnnotationChanges, type AnnotationInfo, type CorpusInfo } from '../../server/src/lsp/protocol';
import { Folder, TestClient } from './client';

const DOCUMENTS = 50;
const nameOf = (i: number): string => `文${String(i).padStart(2, '0')}.txt`;
const textOf = (i: number): string => `第${i}篇。数据要素市场开张了，算力也要跟上。\n`;

/** Another branch is checked out while the server runs: all sidecars change at once. */
describe('a git checkout', () => {
  let folder: Folder;
  let client: TestClient;

  before(() => {
    folder = new Folder({ 'corpus.json': '{}', 'codebook.json': JSON.stringify({ codes: [{ id: 'c1', name: '技术', color: '#336699' }, { id: 'c2', name: '政策', color: '#996633' }] }) });
    for (let i = 0; i < DOCUMENTS; i++) folder.write(nameOf(i), textOf(i));
    git('init', '-q', '-b', 'main');
    commit('texts');
  });

  after(() => folder.remove());

  function git(...args: readonly string[]): void {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', HOME: folder.path };
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=甲', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: folder.path, encoding: 'utf8', env });
    assert.equal(status, 0, stderr);
  }

  function commit(message: string): void {
    git('add', '-A', '--', '.', ':!.meipi');
    git('commit', '-q', '-m', message);
  }

  /** Annotates every document in a process of its own, and commits that. */
  async function annotateAll(annotator: string, code: string, character: number): Promise<void> {
    const own = await TestClient.start({ folders: [folder], options: { annotator } });
    for (let i = 0; i < DOCUMENTS; i++) {
      const range = { start: { line: 0, character }, end: { line: 0, character: character + 2 } };
      await own.command(ServerCommand.annotate, { uri: folder.uriOf(nameOf(i)), range, codes: [code], memo: `${annotator}的备注` });
    }
    await own.stop();
    commit(annotator);
  }

  it('of fifty documents is taken over whole, told in few messages, and back again', async () => {
    git('checkout', '-q', '-b', 'theirs');
    await annotateAll('陆远', 'c2', 12);
    git('checkout', '-q', 'main');
    await annotateAll('何静', 'c1', 6);

    client = await TestClient.start({ folders: [folder], options: { annotator: '何静' } });
    const held = new HeldAnnotations(10_000);
    let state: string | undefined;
    const ask = async (): Promise<AnnotationChanges> => {
      const answer = await client.request<AnnotationChanges>(AnnotationChangesRequest.method, { since: state });
      ({ state } = answer);
      held.apply(answer);
      return answer;
    };
    await ask();
    const who = (): string[] => [...held.documents.values()].flat().map(({ document, creator, codes: [code] }) => `${document} ${creator} ${code}`).sort();
    const all = (creator: string, code: string): string[] => Array.from({ length: DOCUMENTS }, (_, i) => `${nameOf(i)} ${creator} ${code}`);
    assert.deepEqual(who(), all('何静', 'c1'));
    for (const [branch, creator, code] of [['theirs', '陆远', 'c2'], ['main', '何静', 'c1']] as const) {
      client.annotationsTold.length = 0;
      git('checkout', '-q', branch);
      await client.filesChanged(...Array.from({ length: DOCUMENTS }, (_, i) => folder.uriOf(`${nameOf(i)}.annotations.json`)));
      const told = (): Set<string> => new Set(client.annotationsTold.flatMap(({ uris = [] }) => uris));
      await client.until(() => told().size === DOCUMENTS, 'news of all documents');
      const answer = await ask();
      assert.equal(answer.isWhole, false);
      assert.ok(answer.documents.every(({ removed, changed }) => removed?.length === 1 && changed?.length === 1));
      assert.deepEqual(who(), all(creator, code));
      assert.deepEqual([...held.documents.values()].flat(), await client.request<AnnotationInfo[]>(AnnotationsRequest.method, {}));
      const [corpus] = await client.request<CorpusInfo[]>(CorporaRequest.method);
      assert.deepEqual(corpus?.codes.filter(({ uses }) => uses > 0).map(({ id, uses }) => [id, uses]), [[code, DOCUMENTS]]);
    }
    await client.stop();
  });
});
