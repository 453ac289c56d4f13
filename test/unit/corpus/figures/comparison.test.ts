import { strict as assert } from 'node:assert';
import { compareFigures, type MeasuredThing } from '../../../../server/src/corpus/figures/comparison';
import { isFigure, numbersOf, sentenceOf, sourceNames } from '../../../../server/src/corpus/figures/figure';
import { figureIndexOf } from '../../../../server/src/corpus/figures/figureIndex';
import { builtInTermBase, createRecognition } from '../../../../server/src/corpus/engine';
import { neverCancelled } from '../../../../server/src/corpus/ports';
import type { Measurement, NumberTag } from '../../../../server/src/recognise/tags';
import { fixture, person, type CorpusSpec, type TagSpec } from '../../features/support';
import { corpusOf } from '../fakes';

const OUTPUT = '东岚省机床产量';

function count(num: number, measures: Partial<Measurement>, value: NumberTag['value'] = {}): TagSpec {
  return { layer: 'number', kind: 'cardinal', value: { num, unit: '台', ...value }, measures: { what: OUTPUT, ...measures } };
}

/** A corpus whose documents say these numbers, one after another, each with what it measures. */
function things(documents: Readonly<Record<string, Readonly<Record<string, TagSpec>>>>, statements: NonNullable<Extract<CorpusSpec['documents'][string], object>['statements']> = []): MeasuredThing[] {
  const tags = Object.assign({}, ...Object.values(documents)) as Record<string, TagSpec>;
  const texts = Object.entries(documents).map(([id, numbers]) => {
    const text = Object.keys(numbers).map((written) => `有${`⟦${written}⟧`}。`).join('');
    return [id, { text, statements: statements.filter(({ content }) => text.replace(/[⟦⟧]/g, '').includes(content)) }] as const;
  });
  const { corpus } = fixture({ documents: Object.fromEntries(texts), tags });
  return compareFigures(corpus.documents.flatMap((document) => numbersOf(corpus, document)));
}

function agreement(...figures: readonly TagSpec[]): string | undefined {
  const names = ['一', '二', '三', '四'];
  const [found, other] = things(Object.fromEntries(figures.map((figure, i) => [`${i}.txt`, { [`${(figure.layer === 'number' && figure.value.num) || 0}台${names[i]}`]: figure }])));
  assert.equal(other, undefined, 'one thing');
  return found?.agreement;
}

describe('Figures side by side', () => {
  it('are those of one thing, by time, then by document', () => {
    const [found] = things({
      'a.txt': { '300台': count(300, { period: '2024' }), '200台': count(200, { period: '2023' }) },
      'b.txt': { '201臺': count(201, { what: '東嵐省的機床總產量', period: '2023' }) },
    });
    assert.deepEqual(found?.rows.map(({ period, figures }) => [period, figures.map(({ document, tag }) => `${document.id} ${tag.value.num}`)]), [
      ['2023', ['a.txt 200', 'b.txt 201']],
      ['2024', ['a.txt 300']],
    ]);
    assert.deepEqual(found?.documents, ['a.txt', 'b.txt']);
  });

  it('without a time come last', () => {
    const [found] = things({ 'a.txt': { '300台': count(300, {}) }, 'b.txt': { '301台': count(301, { period: '2024' }) } });
    assert.deepEqual(found?.rows.map(({ period }) => period), ['2024', undefined]);
  });

  it('take twelve months for the year', () => {
    const [found] = things({ 'a.txt': { '300台': count(300, { period: '2024' }) }, 'b.txt': { '301台': count(301, { period: '2024-01/2024-12' }) } });
    assert.deepEqual(found?.rows.map(({ period }) => period), ['2024']);
  });

  it('begin with the things that most documents speak of; vague ones come last', () => {
    const found = things({
      'a.txt': { '1台': count(1, { what: '东岚省车床产量' }), '2台': count(2, { what: '东岚省铣床产量' }), '3台': count(3, { what: '设备' }) },
      'b.txt': { '4台': count(4, { what: '东岚省铣床产量' }) },
    });
    assert.deepEqual(found.map(({ name }) => name), ['东岚省铣床产量', '东岚省车床产量', '设备']);
  });

  it('agree where documents give the same value for the same time, and differ where they cannot both be right', () => {
    assert.equal(agreement(count(300, { period: '2024' }), count(300, { period: '2024' })), 'agrees');
    assert.equal(agreement(count(300, { period: '2024' }), count(340, { period: '2024' })), 'differs');
    assert.equal(agreement(count(300, { period: '2024' }), count(300, { period: '2024' }), count(340, { period: '2024' })), 'differs');
    assert.equal(agreement(count(300, { period: '2024-01/2024-03' }), count(340, { period: '2024-01/2024-03' })), 'differs', 'a quarter');
  });

  it('do not differ when they are of different times, or of times that are not stated as dates', () => {
    assert.equal(agreement(count(300, { period: '2023' }), count(340, { period: '2024' })), undefined);
    assert.equal(agreement(count(300, {}), count(340, {})), undefined);
    assert.equal(agreement(count(300, { period: 'P3Y' }), count(340, { period: 'P3Y' })), undefined);
    assert.equal(agreement(count(300, {}), count(300, {})), 'agrees');
  });

  it('are held against each other only when they are counted from the same base; 同比 is said in several ways', () => {
    const grown = (num: number, base: string | undefined, period = '2024'): TagSpec => ({
      layer: 'number', kind: 'percent', value: { num, unit: '%' }, measures: { what: OUTPUT, change: 'rise', period, ...(base === undefined ? {} : { base }) },
    });
    assert.equal(agreement(grown(5, '同比'), grown(7, '2020')), undefined);
    for (const base of ['上年', '2023', undefined]) assert.equal(agreement(grown(5, '同比'), grown(7, base)), 'differs', base);
    assert.equal(agreement(grown(5, '环比', '2024-05'), grown(7, '同比', '2024-05')), undefined);
  });

  it('of one document are held against each other only when different named sources give them', () => {
    const numbers = { '300台': count(300, { period: '2024' }), '340台': count(340, { period: '2024' }) };
    assert.equal(things({ 'a.txt': numbers })[0]?.agreement, undefined);
    const said = (id: string, content: string): { sources: string[]; content: string } => ({ sources: [id], content });
    assert.equal(things({ 'a.txt': numbers }, [said('person:甲', '300台'), said('person:甲', '340台')])[0]?.agreement, undefined);
    assert.equal(things({ 'a.txt': numbers }, [said('person:甲', '300台'), said('person:乙', '340台')])[0]?.agreement, 'differs');
  });
});

describe('A figure', () => {
  const { corpus, document } = fixture({
    documents: {
      'a.txt': {
        text: '⟦2024年⟧，⟦陈启文⟧说：“⟦林知远⟧认为⟦300台⟧是上限。”另一句話。',
        statements: [{ sources: ['person:陈启文'], content: '林知远认为300台是上限。' }, { sources: ['person:林知远'], content: '300台是上限' }],
      },
    },
    tags: { '300台': count(300, {}), '2024年': { layer: 'number', kind: 'date', value: { edtf: '2024' } }, 陈启文: person('陈启文'), 林知远: person('林知远') },
  });
  const [date, figure] = numbersOf(corpus, document('a.txt'));

  it('is a number that says how much, not a date', () => {
    assert.ok(date && figure && !isFigure(date) && isFigure(figure));
  });

  it('is said by the innermost source', () => {
    assert.deepEqual(figure && sourceNames(corpus, figure), ['林知远']);
  });

  it('stands in a sentence', () => {
    assert.equal(figure && sentenceOf(figure), '2024年，陈启文说：“林知远认为300台是上限。”');
  });
});

describe('The index of figures', () => {
  const real = { recognition: createRecognition(), builtInTermBase };
  const pause = (): Promise<void> => Promise.resolve();

  it('knows a thing in all documents and both scripts, and follows a text that changes', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '2024年，东岚省机床产量为300台。', 'b.txt': '2024年，東嵐省機床產量為340臺。', 'c.txt': '没有数。' }, real);
    const index = figureIndexOf(corpus);
    assert.equal(await index.update(neverCancelled, pause), true);
    assert.deepEqual(index.things.map(({ name, documents, agreement }) => [name, documents.length, agreement]), [['东岚省机床产量', 2, 'differs']]);
    const key = index.things[0]?.key ?? '';
    corpus.setText(`${corpus.root}/c.txt`, '2024年，东岚省机床产量为300台。');
    corpus.setText(`${corpus.root}/b.txt`, '没有数。');
    assert.deepEqual(index.ofThing(key).map(({ document }) => document.id), ['a.txt', 'c.txt']);
    await index.update(neverCancelled, pause);
    assert.equal(index.things[0]?.agreement, 'agrees');
  });

  it('answers with what it read before while documents are recognised again', async () => {
    const said = (i: number): string => `2024年，东岚省机床产量为${i}台。`;
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${String.fromCharCode(97 + i)}.txt`, said(300 + i)]));
    const { corpus, files } = await corpusOf(many, real);
    const index = figureIndexOf(corpus);
    await index.update(neverCancelled, pause);
    const key = index.things[0]?.key ?? '';
    const values = (): unknown => index.ofThing(key).map(({ document, quantity }) => [document.id, quantity?.lo]);
    const before = values();
    // All numbers may be others.
    files.set('corpus.json', JSON.stringify({ units: [{ name: '箱', forms: ['箱'] }] }));
    await corpus.filesChanged([`${corpus.root}/corpus.json`]);
    assert.equal(corpus.isIndexed, false);
    const { here } = corpus.effort;
    assert.deepEqual(values(), before);
    assert.equal(corpus.effort.here, here, 'nothing is recognised for the answer');
  });

  it('lets other work in while it reads a long document, whose text may change meanwhile', async () => {
    const long = (count: number): string => '2024年，东岚省机床产量为300台。\n\n'.repeat(count);
    const { corpus } = await corpusOf({ 'a.txt': long(5000), 'b.txt': '没有数。' }, real);
    await corpus.index(neverCancelled);
    const index = figureIndexOf(corpus);
    let pauses = 0;
    const changing = (): Promise<void> => {
      if (++pauses === 1) corpus.setText(`${corpus.root}/a.txt`, long(4500));
      return Promise.resolve();
    };
    assert.equal(await index.update(neverCancelled, changing), true);
    assert.ok(pauses >= 3, `${pauses} pauses`);
    assert.equal(index.figures.length, 4500);
  }).timeout(20_000);

  it('stops when cancelled', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '2024年，东岚省机床产量为300台。' }, real);
    assert.equal(await figureIndexOf(corpus).update({ isCancellationRequested: true }, pause), false);
  });
});
