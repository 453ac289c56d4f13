import { strict as assert } from 'node:assert';
import { meipi, rows, temporaryFolder } from './meipi';

describe('meipi candidates', () => {
  const corpus = temporaryFolder();
  corpus.write({
    'a.txt': '😀专家认为量子密钥难以破解。银行采用量子密钥保护账户。这种量子密钥成本不高。\n',
    'b.txt': '所謂量子密鑰（quantum key，QK），是指利用量子態分發的一次性密碼。林知遠認為，量子密鑰需要專線。\n',
    'terms.json': JSON.stringify([{ id: '量子密钥', forms: { 'zh-Hans': ['量子密钥'] } }]),
  });
  const [shown, hiding] = [temporaryFolder(), temporaryFolder()];
  for (const folder of [shown, hiding]) folder.write({ 'c.txt': '量子密钥。量子密钥便宜。新的量子密钥。' });
  hiding.write({ 'corpus.json': '{ "notTerms": ["量子密鑰"] }' });
  const found = async (...argv: readonly string[]): Promise<Record<string, unknown>[]> => rows(corpus.path, ['candidates', '.', ...argv]);

  it('writes forms of both scripts, frequency, definition, other names and places in code points', async () => {
    const [row] = (await found()).filter(({ form }) => form === '量子密钥');
    assert.ok(row);
    assert.deepEqual(row['forms'], ['量子密钥', '量子密鑰']);
    assert.equal(row['frequency'], 5);
    assert.equal(row['documents'], 2);
    assert.equal(row['english'], 'quantum key');
    assert.deepEqual(row['aliases'], ['QK']);
    assert.deepEqual(row['definition'], { file: 'b.txt', start: 0, end: 39, text: '所謂量子密鑰（quantum key，QK），是指利用量子態分發的一次性密碼。' });
    const [context] = row['contexts'] as Record<string, unknown>[];
    assert.deepEqual([context?.['file'], context?.['start'], context?.['end']], ['a.txt', 5, 9], 'the emoji counts as one');
    assert.deepEqual(Object.keys(row['parts'] as object), ['cValue', 'cohesion', 'freedom', 'contrast', 'evidence', 'shape']);
  });

  it('never cuts a character of two code units', async () => {
    const rare = temporaryFolder();
    rare.write({ 'e.txt': `${'𠮷'.repeat(15)}甲量子密钥${'𠮷'.repeat(20)}。新的量子密钥。旧的量子密钥。\n` });
    const [row] = (await rows(rare.path, ['candidates', '.'])).filter(({ form }) => form === '量子密钥');
    const texts = (row?.['contexts'] as { text: string }[]).map(({ text }) => text);
    assert.equal(texts.length, 3);
    for (const text of texts) assert.doesNotMatch(text, /\p{Surrogate}/u);
  });

  it('leaves out what the term base has', async () => {
    assert.ok(!(await found('--termbase', 'terms.json')).some(({ form }) => form === '量子密钥'));
  });

  it('leaves out what corpus.json says is no term', async () => {
    assert.ok((await rows(shown.path, ['candidates', '.'])).some(({ form }) => form === '量子密钥'));
    assert.ok(!(await rows(hiding.path, ['candidates', '.'])).some(({ form }) => form === '量子密钥'));
  });

  it('bounds their number and their frequency, and the places of each', async () => {
    assert.equal((await found('--limit', '1')).length, 1);
    assert.ok((await found('--min-frequency', '9')).every(({ english, definition, aliases }) => english ?? definition ?? aliases));
    assert.ok((await found('--contexts', '1')).every(({ contexts }) => (contexts as unknown[]).length === 1));
  });

  it('writes a table for spreadsheets', async () => {
    const { code, lines } = await meipi(corpus.path, ['candidates', '.', '--format', 'tsv']);
    assert.equal(code, 0);
    assert.equal(lines[0], 'form\tforms\tscore\tfrequency\tdocuments\tenglish\taliases\tdefinition');
    const row = lines.find((line) => line.startsWith('量子密钥\t'))?.split('\t');
    assert.deepEqual([row?.length, row?.[1], row?.[3]], [8, '量子密钥|量子密鑰', '5']);
  });

  it('lets a spreadsheet run nothing and take no quotation mark for its own', async () => {
    const quoting = temporaryFolder();
    quoting.write({ 'd.txt': '“=”号：量子密钥是指"一次性"的密码。银行采用量子密钥。\n这种量子密钥成本不高。\n' });
    const { lines } = await meipi(quoting.path, ['candidates', '.', '--format', 'tsv']);
    const definition = lines.find((line) => line.startsWith('量子密钥\t'))?.split('\t').at(-1);
    assert.match(definition ?? '', /^".*是指""一次性""的密码。"$/);
  });

  it('refuses what it does not know', async () => {
    for (const argv of [['--format', 'xml'], ['--limit', '0']]) assert.equal((await meipi(corpus.path, ['candidates', '.', ...argv])).code, 2);
  });
});
