import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { builtInTermBase, createRecognition } from '../../../server/src/corpus/engine';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { tagReading } from '../../../server/src/recognise/tagger';
import { Reading } from '../../../server/src/text/reading';
import { findStructure } from '../../../server/src/text/structure';
import { corpusOf } from './fakes';

/** A corpus with the recognisers of the program; the names are invented. */
const real = { recognition: createRecognition(), builtInTermBase };

describe('the recognisers together', () => {
  for (const [script, text, term] of [
    ['Simplified', '2023年5月，全国新增企业3000多家，同比增长12%。\n“新质生产力要靠创新。”某大学经济学院教授陈启文表示。', '新质生产力'],
    ['Traditional', '2023年5月，全國新增企業3000多家，同比增長12%。\n「新質生產力要靠創新。」某大學經濟學院教授陳啟文表示。', '新質生產力'],
  ] as const) {
    it(`find all three layers and who says what in ${script}`, async () => {
      const { corpus } = await corpusOf({ 'a.txt': text }, real);
      await corpus.index(neverCancelled);
      const document = corpus.document('a.txt') ?? assert.fail();
      const found = document.tags.map((tag) => [tag.layer, tag.kind, document.text.slice(tag)].join(' '));
      const isThere = (wanted: string): void => assert.ok(found.includes(wanted), `${wanted} in ${found.join(', ')}`);
      isThere('number date 2023年5月');
      isThere('number percent 12%');
      isThere(`term concept ${term}`);
      isThere(`source person ${script === 'Simplified' ? '陈启文' : '陳啟文'}`);
      assert.equal(corpus.mentionCount('person:陈启文'), 1);
      assert.equal(corpus.mentionCount('concept:新质生产力'), 1);
      assert.equal(corpus.statementCount('person:陈启文'), 1);
      assert.deepEqual(corpus.problems, []);
    });
  }

  it('know where a short form is introduced, be it after other mentions and without any role', async () => {
    const texts = ['据《海岸港口管理办法》，可以。', '《海岸港口管理办法》（以下简称《办法》）公布。', '據《海岸港口管理辦法》，可以。', '《海岸港口管理辦法》（以下簡稱《辦法》）公布。'];
    for (const [first, second] of [[texts[0], texts[1]], [texts[2], texts[3]]] as const) {
      const { corpus } = await corpusOf({ 'a.txt': first as string, 'b.txt': second as string }, real);
      await corpus.index(neverCancelled);
      const [name] = corpus.entityNames;
      for (const at of [corpus.entity(name?.id ?? '')?.introducedAt, corpus.introductionOf(name?.id ?? '')]) {
        assert.match(`${at?.document.id} ${at?.document.text.slice(at.span)}`, /^b\.txt 《[办辦]法》$/);
      }
    }
  });

  it('know a name established in one script in documents of the other', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '某研究院院长陈启文表示，市场很大。', 'b.txt': '這一點，陳啟文早已知道。' }, real);
    await corpus.index(neverCancelled);
    assert.deepEqual([...corpus.mentions('person:陈启文')].map(({ document, span }) => [document.id, document.text.slice(span)]), [['a.txt', '陈启文'], ['b.txt', '陳啟文']]);
  });

  it('find the date that a text states itself, which that of corpus.json goes before', async () => {
    const text = '产业观察\n2024年3月18日\n今年以来，市场平稳。';
    const stated = await corpusOf({ 'a.txt': text }, real);
    assert.deepEqual(stated.corpus.document('a.txt')?.date, { edtf: '2024-03-18', from: 'text' });
    const given = await corpusOf({ 'a.txt': text, 'corpus.json': '{"documents": {"a.txt": {"date": "2020"}}}' }, real);
    assert.deepEqual(given.corpus.document('a.txt')?.date, { edtf: '2020', from: 'corpus' });
  });

  it('find in a text what they find in it after any other texts, halves of characters among them', () => {
    const { recognition } = real;
    const shared = [recognition.numbers(), recognition.terms([builtInTermBase])];
    const foundIn = (text: string): unknown => {
      const reading = new Reading(text);
      const input = { reading, structure: findStructure(reading) };
      const names = recognition.survey(input);
      return { names, date: recognition.statedDate?.(input), ...tagReading(input, [...shared, recognition.sources(names)]) };
    };
    const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit));
    const words = fc.constantFrom(
      '某大学教授陈启文认为，', '陳啟文', '卡森', '约翰·卡森', '新质生产力', '數據要素', '“', '”', '，', '。', '\n', '（记者 王小明）', '增长12%', '3000多家', '2024年5月', '百分之', '据《某某周刊》报道', '某公司', '说', '社长', '𠮷', '葛\u{e0100}', 'km',
    );
    const text = fc.array(fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: half }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) }), { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (texts) => {
        const found = texts.map(foundIn);
        assert.deepEqual(texts.toReversed().map(foundIn).toReversed(), found);
      }),
      { numRuns: 300 },
    );
  });

  it('have a built-in term base whose concepts each have an id of their own', () => {
    const ids = builtInTermBase.concepts.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length >= 120);
  });
});
