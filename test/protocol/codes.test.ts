import { strict as assert } from 'node:assert';
import { AnnotationsRequest, CorporaRequest, FindCodesRequest, ServerCommand, type AnnotationInfo, type CodeInfo, type CorpusInfo, type ExportResult, type ImportCodesResult, type SplitCodeResult } from '../../server/src/lsp/protocol';
import { rangeOf, TestClient } from './client';
import { CODE_BOOK, openCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

describe('the code book', () => {
  const open = openCorpus();

  const run = <T>(command: string, args: object): Promise<T> => open.client.command<T>(command, { corpus: open.folder.uri, ...args });
  const codes = async (): Promise<readonly CodeInfo[]> => (await open.client.request<CorpusInfo[]>(CorporaRequest.method))[0]!.codes;
  const shown = async (): Promise<string[]> => (await codes()).map(({ name, parent, uses }) => `${name}${parent === undefined ? '' : `<${parent}`} ${uses}`);
  const annotate = (id: string, text: string, passage: string, given: readonly string[]): Promise<AnnotationInfo> => open.client.command(ServerCommand.annotate, { uri: open.folder.uriOf(id), range: rangeOf(text, passage), codes: given });
  const coded = async (): Promise<Record<string, readonly string[]>> => Object.fromEntries((await open.client.request<AnnotationInfo[]>(AnnotationsRequest.method, {})).map(({ quote, codes: given }) => [quote, given]));

  it('gets codes with all that can be said of them, and changes them', async () => {
    const added = await run<CodeInfo>(ServerCommand.addCode, { name: '财税', parent: 'c2', names: { en: 'Taxes' }, key: '3', examples: ['减税'], description: '收税的事', color: '#112233' });
    // The language of the test open.client is English.
    assert.deepEqual([added.id, added.name, added.ownName, added.parent, added.key, added.uses], ['财税', 'Taxes', '财税', 'c2', '3', 0]);
    const edited = await run<CodeInfo>(ServerCommand.editCode, { id: '财税', name: '税', names: { en: null }, key: null, color: '#AABBCC' });
    assert.deepEqual([edited.name, edited.ownName, edited.key, edited.color], ['税', undefined, undefined, '#aabbcc']);
    await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
    await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
    assert.equal(open.folder.read('codebook.json'), CODE_BOOK);
  });

  it('moves codes, and says clearly what it refuses', async () => {
    await run(ServerCommand.moveCode, { ids: ['c1'], parent: 'c2' });
    assert.deepEqual(await shown(), ['政策 0', '技术<c2 0']);
    await assert.rejects(run(ServerCommand.moveCode, { ids: ['c2'], parent: 'c1' }), /“政策” cannot stand below itself/);
    await assert.rejects(run(ServerCommand.moveCode, { ids: 'c2' }), /“ids” must be a list of texts/);
    await assert.rejects(run(ServerCommand.editCode, { id: 'c9', name: '甲' }), /no code with the id "c9"/);
    await assert.rejects(run(ServerCommand.editCode, { id: 'c1', key: '12' }), /digit from 1 to 9/);
    await assert.rejects(run(ServerCommand.editCode, { id: 'c1', names: { en: 1 } }), /“names” must be an object of texts/);
    await assert.rejects(run(ServerCommand.deleteCode, { ids: ['c1'], uses: 'all' }), /“uses” must be one of: remove, parent, keep/);
    await assert.rejects(open.client.command(ServerCommand.mergeCodes, { corpus: 'file:///nowhere', ids: ['c1'], into: 'c2' }), /no corpus in/);
    assert.deepEqual(await shown(), ['政策 0', '技术<c2 0']);
  });

  it('merges, splits and deletes with every use following, over documents, each in one step of undo', async () => {
    await annotate('甲.txt', SIMPLIFIED, '未来产业', ['c1']);
    const two = await annotate('乙.txt', TRADITIONAL, '新質生產力', ['c1', 'c2']);
    const files = (): string[] => ['codebook.json', '甲.txt.annotations.json', '乙.txt.annotations.json'].map((name) => open.folder.read(name).replace(/"modified":\s?"[^"]*"/g, ''));
    const before = files();
    const undone = async (): Promise<void> => {
      await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
      assert.deepEqual(files(), before);
    };

    assert.equal(await run(ServerCommand.mergeCodes, { ids: ['c1'], into: 'c2' }), 2);
    assert.deepEqual([await coded(), await shown()], [{ '未来产业': ['c2'], '新質生產力': ['c2'] }, ['政策 2']]);
    await undone();

    const { code, changed } = await run<SplitCodeResult>(ServerCommand.splitCode, { id: 'c1', name: '生产力', annotations: [two.id] });
    assert.deepEqual([code.name, code.uses, changed], ['生产力', 1, 1]);
    assert.deepEqual([await coded(), await shown()], [{ '未来产业': ['c1'], '新質生產力': ['生产力', 'c2'] }, ['技术 1', '生产力 1', '政策 1']]);
    await undone();

    assert.equal(await run(ServerCommand.deleteCode, { ids: ['c1'], uses: 'remove' }), 2);
    assert.deepEqual(await coded(), { '未来产业': [], '新質生產力': ['c2'] });
    await undone();

    assert.equal(await run(ServerCommand.deleteCode, { ids: ['c1'], uses: 'keep' }), 0);
    assert.deepEqual((await codes()).map(({ id, isUnknown, uses }) => [id, isUnknown, uses]), [['c2', undefined, 1], ['c1', true, 2]]);
    await undone();
  });

  it('gives a merged code to what another person annotated with the old one', async () => {
    await annotate('甲.txt', SIMPLIFIED, '未来产业', ['c1']);
    const theirs = open.folder.read('甲.txt.annotations.json');
    await run(ServerCommand.mergeCodes, { ids: ['c1'], into: 'c2' });
    open.folder.write('甲.txt.annotations.json', theirs);
    await open.client.stop();
    open.client = await TestClient.start({ folders: [open.folder] });
    assert.deepEqual([await coded(), await shown()], [{ '未来产业': ['c2'] }, ['政策 1']]);
  });

  it('unites what another program wrote meanwhile, and reports where both changed the same', async () => {
    open.folder.write('codebook.json', CODE_BOOK.replace('"技术"', '"科技"').replace('#996633', '#101010'));
    await run(ServerCommand.editCode, { id: 'c1', name: '技术进步' });
    const [one, two] = (JSON.parse(open.folder.read('codebook.json')) as { codes: Record<string, unknown>[] }).codes;
    assert.deepEqual([one, two?.['color']], [{ id: 'c1', name: '技术进步', color: '#336699', conflicts: { name: '科技' } }, '#101010']);
    const uri = decodeURIComponent(open.folder.uriOf('codebook.json'));
    await open.client.until(() => (open.client.diagnostics.get(uri) ?? []).some(({ message }) => JSON.stringify(message).includes('two programs')), 'a diagnostic');
  });

  it('finds codes by name in either script, pinyin and initials', async () => {
    const find = (query: string): Promise<string[]> => open.client.request(FindCodesRequest.method, { corpus: open.folder.uri, query });
    assert.deepEqual([await find(''), await find('技術'), await find('zhengce'), await find('js'), await find('xx')], [['c1', 'c2'], ['c1'], ['c2'], ['c1'], []]);
  });

  it('goes to another program and comes back', async () => {
    const file = open.folder.uriOf('out.qdc');
    const result = await run<ExportResult>(ServerCommand.export, { format: 'qdc', content: 'codes', file });
    assert.deepEqual([result.rows, result.losses?.length], [2, 1]);
    open.folder.write('out.qdc', open.folder.read('out.qdc').replace('</Codes>', '<Code guid="7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a10" name="新来的" isCodable="true"/></Codes>'));
    const { added, known, changed, remarks } = await run<ImportCodesResult>(ServerCommand.importCodes, { format: 'qdc', file });
    assert.deepEqual([added, known, changed, remarks], [1, 2, 0, []]);
    assert.deepEqual(await shown(), ['技术 0', '政策 0', '新来的 0']);
    await open.client.command(ServerCommand.undo, { corpus: open.folder.uri });
    assert.equal(open.folder.read('codebook.json'), CODE_BOOK);
    await assert.rejects(run(ServerCommand.export, { format: 'csv', content: 'codes', file }), /There is no format csv; there are qdc/);
    await assert.rejects(run(ServerCommand.importCodes, { format: 'xlsx', file }), /There is no format xlsx/);
    await assert.rejects(run(ServerCommand.importCodes, { format: 'qdc', file: open.folder.uriOf('none.qdc') }), /no such file/);
    open.folder.write('bad.qdc', '<a>\n<b></a>');
    await assert.rejects(run(ServerCommand.importCodes, { format: 'qdc', file: open.folder.uriOf('bad.qdc') }), /bad\.qdc:1:1: This is no REFI-QDA code book/);
  });

  it('is not written while its file is broken', async () => {
    open.folder.write('codebook.json', '{"codes": [');
    await assert.rejects(run(ServerCommand.addCode, { name: '甲' }), /cannot be changed/);
    await assert.rejects(run(ServerCommand.mergeCodes, { ids: ['c1'], into: 'c2' }), /cannot be changed|no code/);
    assert.equal(open.folder.read('codebook.json'), '{"codes": [');
  });
});
