import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import manifest from '../../../package.json';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../../../server/src/features/semanticTokens';
import { fixture, person, term, work, type TagSpec } from './support';

const money: TagSpec = { layer: 'number', kind: 'money', value: { num: 3e8, unit: 'CNY' } };
const year: TagSpec = { layer: 'number', kind: 'date', value: { edtf: '2023' } };

function tokensOf(text: string, tags: Readonly<Record<string, TagSpec>>): string[] {
  const { document } = fixture({ documents: { 'a.txt': text }, tags });
  return semanticTokens(document('a.txt')).map((token) => `${document('a.txt').text.slice(token)} ${[token.type, ...token.modifiers].join('.')}`);
}

describe('semantic tokens', () => {
  it('give each layer its type, and numbers and sources their kind', () => {
    assert.deepEqual(tokensOf('⟦林知远⟧說⟦人工智慧⟧投入⟦3億元⟧', { 林知远: person('林知远'), 人工智慧: term('人工智能'), '3億元': money }), [
      '林知远 meipiSource.person',
      '人工智慧 meipiTerm',
      '3億元 meipiNumber.money',
    ]);
  });

  it('cut overlapping layers into pieces of the outer type with a modifier for the inner layer', () => {
    assert.deepEqual(tokensOf('⟦《⟦数字经济⟧白皮书（⟦2023年⟧）》⟧', { '《数字经济白皮书（2023年）》': work('数字经济白皮书'), 数字经济: term('数字经济'), '2023年': year }), [
      '《 meipiSource.work',
      '数字经济 meipiSource.work.withTerm',
      '白皮书（ meipiSource.work',
      '2023年 meipiSource.work.withNumber',
      '）》 meipiSource.work',
    ]);
  });

  it('stop at line ends, also CRLF with ideographic spaces after it', () => {
    assert.deepEqual(tokensOf('⟦人工\r\n　　智能⟧。', { 人工智能: term('人工智能') }), ['人工 meipiTerm', '智能 meipiTerm']);
  });

  it('of a part of a document are those of the tags that touch it', () => {
    const { document } = fixture({ documents: { 'a.txt': '⟦算力⟧和⟦芯片⟧和⟦数据⟧' }, tags: { 算力: term('算力'), 芯片: term('芯片'), 数据: term('数据') } });
    const { text } = document('a.txt');
    assert.deepEqual(semanticTokens(document('a.txt'), { start: 3, end: 5 }).map((token) => text.slice(token)), ['芯片']);
  });

  it('have types and modifiers for overlap that the extension declares', () => {
    const declared = manifest.contributes as { semanticTokenTypes: { id: string }[]; semanticTokenModifiers: { id: string }[] };
    assert.deepEqual(TOKEN_TYPES.filter((type) => !declared.semanticTokenTypes.some(({ id }) => id === type)), []);
    assert.deepEqual(TOKEN_MODIFIERS.filter((modifier) => modifier.startsWith('with')).filter((modifier) => !declared.semanticTokenModifiers.some(({ id }) => id === modifier)), []);
  });

  it('never overlap and never cross a line, whatever the tags', () => {
    const parts = fc.array(fc.record({ start: fc.nat(40), length: fc.integer({ min: 1, max: 15 }), layer: fc.constantFrom('term', 'number', 'source') }), { maxLength: 12 });
    fc.assert(fc.property(parts, fc.array(fc.nat(40), { maxLength: 6 }), (specs, breaks) => {
      const characters = Array.from({ length: 60 }, (_, i) => (breaks.includes(i) ? '\n' : '字'));
      const { document } = fixture({ documents: { 'a.txt': characters.join('') } });
      const plain = document('a.txt');
      const all = { term: term('x'), number: money, source: person('y') };
      const tags = specs.map(({ start, length, layer }) => ({ ...all[layer], start, end: start + length })).sort((a, b) => a.start - b.start || b.end - a.end);
      const tokens = semanticTokens({ ...plain, tags, tagsSoFar: () => tags });
      tokens.forEach((token, i) => {
        assert.ok(token.start < token.end);
        assert.ok(i === 0 || (tokens[i - 1]?.end ?? 0) <= token.start);
        assert.ok(!plain.text.slice(token).includes('\n'));
        assert.ok(TOKEN_TYPES.includes(token.type) && token.modifiers.every((modifier) => TOKEN_MODIFIERS.includes(modifier)));
      });
      const covered = (at: number): boolean => tags.some((tag) => tag.start <= at && at < tag.end);
      characters.forEach((character, at) => {
        if (character !== '\n') assert.equal(tokens.some((token) => token.start <= at && at < token.end), covered(at));
      });
    }));
  });
});
