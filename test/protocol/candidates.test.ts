import { strict as assert } from 'node:assert';
import { parse } from 'jsonc-parser';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { CandidatesRequest, ServerCommand, type AddedTerm, type CandidateInfo } from '../../server/src/lsp/protocol';
import { Folder, positionOf, rangeOf, TestClient, textIn } from './client';
import { MANIFEST, sampleCorpus, TERMS } from './corpus';

const KEYS = '所谓量子密钥（quantum key，QK），是指利用量子态分发的一次性密码。银行采用量子密钥保护账户。\n这种量子密钥成本不高，体制机制却要改。体制机制要活，体制机制要新。\n';
const KEYS_HANT = '銀行採用量子密鑰保護帳戶。量子密鑰需要專線。\n';

describe('term candidates', () => {
  let folder: Folder;
  let client: TestClient;
  let hashes: Readonly<Record<string, string>>;

  const start = async (extra: Readonly<Record<string, string>> = {}): Promise<void> => {
    folder = sampleCorpus({ '丁.txt': KEYS, '戊.txt': KEYS_HANT, ...extra });
    hashes = folder.hashes();
    client = await TestClient.start({ folders: [folder] });
  };

  afterEach(async () => {
    await client.stop();
    assert.deepEqual(folder.hashes(), hashes, 'a document was changed');
    folder.remove();
  });

  const candidates = (params: object = {}): Promise<CandidateInfo[]> => client.request(CandidatesRequest.method, params);
  const candidate = async (form: string): Promise<CandidateInfo | undefined> => (await candidates()).find((found) => found.form === form);
  const tagged = async (id: string, text: string, passage: string): Promise<boolean> =>
    (await client.request<unknown[] | null>('textDocument/documentHighlight', { textDocument: { uri: folder.uriOf(id) }, position: positionOf(text, passage) }))?.length !== 0;

  it('are told with forms of both scripts, definition, other names and places', async () => {
    await start();
    const found = await candidate('量子密钥');
    assert.deepEqual(found && [found.forms, found.frequency, found.documents, found.english, found.aliases], [['量子密钥', '量子密鑰'], 5, 2, 'quantum key', ['QK']]);
    assert.equal(found?.definition && textIn(KEYS, found.definition.range), found?.definition?.text);
    for (const { uri, range } of found?.contexts ?? []) assert.match(textIn(decodeURIComponent(uri).endsWith('丁.txt') ? KEYS : KEYS_HANT, range), /^量子密[钥鑰]$/);
    assert.equal((await candidates({ limit: 1 })).length, 1);
    assert.deepEqual(await candidates({ corpus: 'file:///nowhere' }), []);
  });

  it('become concepts of the corpus’s own term base, which keeps what it has, and are marked at once', async () => {
    await start();
    const found = await candidate('量子密钥');
    assert.ok(found);
    assert.ok(!(await tagged('戊.txt', KEYS_HANT, '量子密鑰')));
    const added = await client.command<AddedTerm>(ServerCommand.addTerm, { corpus: found.corpus, form: found.form });
    assert.deepEqual([added.id, added.created, decodeURIComponent(added.file).endsWith('/terms.json')], ['量子密钥', false, true]);
    const text = folder.read('terms.json');
    assert.ok(text.startsWith(TERMS.slice(0, TERMS.lastIndexOf('}') + 1)), 'the entry before is as it was');
    const entry = JSON.parse(textIn(text, added.range)) as Record<string, unknown>;
    assert.deepEqual(entry['forms'], { 'zh-Hans': ['量子密钥'], 'zh-Hant': ['量子密鑰'], en: ['quantum key'], abbr: ['QK'] });
    assert.deepEqual(Object.keys(entry['definition'] as object), ['zh']);
    assert.ok(await tagged('戊.txt', KEYS_HANT, '量子密鑰'));
    assert.equal(await candidate('量子密钥'), undefined);
    assert.equal(folder.read('corpus.json'), MANIFEST);
    await assert.rejects(client.command(ServerCommand.addTerm, { corpus: found.corpus, form: '量子密鑰' }), /terms\.json/);
    assert.equal(folder.read('terms.json'), text);
  });

  it('make a term base where there is none, and name it in corpus.json, whose comments stay', async () => {
    await start({ 'corpus.json': '{\n  // our corpus\n  "title": "语料"\n}\n', 'terms.json': '[]' });
    const added = await client.command<AddedTerm>(ServerCommand.addTerm, { uri: folder.uriOf('戊.txt'), range: rangeOf(KEYS_HANT, '量子密鑰') });
    assert.equal(added.id, '量子密钥');
    assert.ok(folder.read('corpus.json').includes('// our corpus'));
    assert.deepEqual(parse(folder.read('corpus.json')), { title: '语料', termBases: ['terms.json'] });
    assert.equal((JSON.parse(folder.read('terms.json')) as unknown[]).length, 1);
    assert.ok(await tagged('丁.txt', KEYS, '量子密钥'));
  });

  it('that stand in a terms.json which corpus.json does not name are named, not written twice', async () => {
    const terms = '[{ "id": "量子密钥", "forms": { "zh-Hans": ["量子密钥"] } }]\n';
    await start({ 'corpus.json': '{}', 'terms.json': terms });
    const added = await client.command<AddedTerm>(ServerCommand.addTerm, { corpus: folder.uri, form: '量子密钥' });
    assert.deepEqual([added.id, added.created, folder.read('terms.json')], ['量子密钥', false, terms]);
    assert.deepEqual(parse(folder.read('corpus.json')), { termBases: ['terms.json'] });
    assert.ok(await tagged('丁.txt', KEYS, '量子密钥'));
  });

  it('write nothing into files that cannot be read', async () => {
    await start({ 'terms.json': '[{"id": ' });
    await assert.rejects(client.command(ServerCommand.addTerm, { corpus: folder.uri, form: '量子密钥' }), /terms\.json/);
    assert.equal(folder.read('terms.json'), '[{"id": ');
    assert.equal(folder.read('corpus.json'), MANIFEST);
  });

  it('that are no terms are remembered in corpus.json, in any script, and can be shown again', async () => {
    await start();
    assert.ok(await candidate('量子密钥'));
    await client.command(ServerCommand.hideCandidate, { corpus: folder.uri, form: '量子密鑰' });
    assert.equal(await candidate('量子密钥'), undefined);
    assert.deepEqual((parse(folder.read('corpus.json')) as Record<string, unknown>)['notTerms'], ['量子密鑰']);
    await client.command(ServerCommand.hideCandidate, { corpus: folder.uri, form: '量子密钥', hide: false });
    assert.ok(await candidate('量子密钥'));
  });

  it('can be added by a code action on a selection', async () => {
    await start();
    const uri = folder.uriOf('戊.txt');
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: rangeOf(KEYS_HANT, '量子密鑰'), context: { diagnostics: [], triggerKind: 1 } });
    const [action] = actions.filter(({ command }) => command?.command === ServerCommand.addTerm);
    assert.ok(action?.command);
    await client.command(action.command.command, (action.command.arguments as unknown[])[0]);
    assert.ok(await tagged('丁.txt', KEYS, '量子密钥'));
  });

  it('added at the same time are all there', async () => {
    await start();
    const forms = ['量子密钥', '成本核算', '专线接入'];
    await Promise.all(forms.map((form) => client.command(ServerCommand.addTerm, { corpus: folder.uri, form })));
    assert.deepEqual((JSON.parse(folder.read('terms.json')) as { id: string }[]).map(({ id }) => id).sort(), ['算力', ...forms].sort());
  });

  it('need a form of a term’s length, in a corpus', async () => {
    await start();
    await assert.rejects(client.command(ServerCommand.addTerm, { corpus: folder.uri, form: ' ' }));
    await assert.rejects(client.command(ServerCommand.addTerm, { corpus: 'file:///nowhere', form: '量子密钥' }));
    await assert.rejects(client.command(ServerCommand.addTerm, { uri: folder.uriOf('丁.txt') }));
  });

  it('of several corpora in one window come the best first, each with its corpus', async () => {
    await start();
    const other = new Folder({ 'corpus.json': '{}', '庚.txt': KEYS.replaceAll('量子密', '光子密') });
    const both = await TestClient.start({ folders: [folder, other] });
    try {
      const found = await both.request<CandidateInfo[]>(CandidatesRequest.method, {});
      assert.deepEqual(found.map(({ score }) => score), found.map(({ score }) => score).sort((a, b) => b - a));
      assert.deepEqual(['量子密钥', '光子密钥'].map((form) => found.find((each) => each.form === form)?.corpus).map((root) => decodeURIComponent(root ?? '')), [folder.uri, other.uri].map(decodeURIComponent));
    } finally {
      await both.stop();
      other.remove();
    }
  });

  it('never cut a character of two code units, be it selected by half', async () => {
    const rare = `${'𠮷'.repeat(15)}甲量子密𠮷，${'𠮷'.repeat(15)}甲量子密钥${'𠮷'.repeat(20)}。新的量子密钥。旧的量子密钥。`;
    await start({ '辛.txt': rare });
    const end = rare.indexOf('密𠮷') + 2;
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: folder.uriOf('辛.txt') }, range: { start: { line: 0, character: end - 4 }, end: { line: 0, character: end } }, context: { diagnostics: [], triggerKind: 1 },
    });
    assert.ok(actions.some(({ title }) => title.includes('量子密𠮷')));
    const contexts = (await candidate('量子密钥'))?.contexts.map(({ text }) => text) ?? [];
    assert.ok(contexts.some((text) => text.includes('𠮷甲量子密钥𠮷')));
    for (const text of [...contexts, ...actions.map(({ title }) => title)]) assert.doesNotMatch(text, /\p{Surrogate}/u);
  });
});
