import { strict as assert } from 'node:assert';
import { elsewhere } from '../../../server/src/features/hover/elsewhere';
import { commandLink, plainOf } from '../../../server/src/features/markdown';
import type { Measurement, NumberTag } from '../../../server/src/recognise/tags';
import { fixture, type TagSpec } from './support';

function grown(measures: Partial<Measurement>): TagSpec {
  return { layer: 'number', kind: 'percent', value: { num: 5, unit: '%' }, measures: { what: '东岚省出口', change: 'rise', ...measures } };
}

/** What is said of other documents at the one number of `a.txt`. */
function line(others: Readonly<Record<string, string>>, tags: Readonly<Record<string, TagSpec>>): string | undefined {
  const { corpus, document } = fixture({ documents: { 'a.txt': '出口增⟦5%⟧。', ...Object.fromEntries(Object.entries(others).map(([id, text]) => [id, { text, title: id.replace('.txt', '') }])) }, tags: { '5%': grown({ period: '2024' }), ...tags } });
  const tag = document('a.txt').tags.find((each): each is NumberTag => each.layer === 'number') ?? assert.fail();
  return elsewhere({ corpus, document: document('a.txt'), locale: 'en', link: commandLink }, tag);
}

describe('hover on a number that other documents have, too', () => {
  it('names them with direction, title and time, and links to them', () => {
    const found = line({ '乙.txt': '出口降⟦6%⟧。' }, { '6%': grown({ what: '東嵐省的出口', change: 'fall', period: '2023' }) });
    assert.match(found ?? '', /^Elsewhere: \[[^\]]+\]\(command:meipi\.openLocation\?/);
    assert.equal(plainOf(found ?? ''), 'Elsewhere: ↓ 6% (乙, 2023)');
  });

  it('begins with the same time, names three and counts the others', () => {
    const found = line(
      { '乙.txt': '增⟦1%⟧。', '丙.txt': '增⟦2%⟧。', '丁.txt': '增⟦3%⟧、⟦4%⟧。', '戊.txt': '增⟦6%⟧。' },
      { '1%': grown({}), '2%': grown({}), '3%': grown({}), '4%': grown({}), '6%': grown({ period: '2024' }) },
    );
    assert.equal(plainOf(found ?? ''), 'Elsewhere: ↑ 6% (戊, 2024) · ↑ 3% (丁) · ↑ 4% (丁) · +2');
  });

  it('goes on naming them while documents are recognised again, but not before all have been read', () => {
    const { corpus, document } = fixture({ documents: { 'a.txt': '出口增⟦5%⟧。', '乙.txt': '增⟦6%⟧。' }, tags: { '5%': grown({}), '6%': grown({}) } });
    const [tag] = document('a.txt').tags as [NumberTag];
    const state = { ...corpus };
    const said = (): string => plainOf(elsewhere({ corpus: state, document: document('a.txt'), locale: 'en', link: commandLink }, tag) ?? '');
    const full = said();
    assert.match(full, /6%/);
    Object.assign(state, { isIndexed: false });
    assert.equal(said(), full);
    Object.assign(state, { readCount: 1 });
    assert.equal(said(), '');
  });

  it('is silent on what only this document has, on other things, and on names that could be anybody’s', () => {
    assert.equal(line({ '乙.txt': '无。' }, {}), undefined);
    assert.equal(line({ '乙.txt': '增⟦6%⟧。' }, { '6%': grown({ what: '东岚省进口' }) }), undefined);
    assert.equal(line({ '乙.txt': '增⟦6%⟧。' }, { '5%': grown({ what: '营业收入' }), '6%': grown({ what: '营业收入' }) }), undefined);
  });
});
