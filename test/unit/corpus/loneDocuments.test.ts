import { strict as assert } from 'node:assert';
import { createRecognition } from '../../../server/src/corpus/engine';
import { LoneDocuments } from '../../../server/src/corpus/loneDocuments';
import type { WordCutter } from '../../../server/src/corpus/ports';
import type { Recognition } from '../../../server/src/corpus/recognition';
import { corpusOf } from './fakes';

// 带上|海上 reads as well as 带|上海|上: word costs and the built-in segmenter leave it open.
const DOUBTFUL = '他们带上海上的工具。';
const builtInTermBase = { name: 'test', concepts: [{ id: '上海', forms: { 'zh-Hans': ['上海'] } }] };
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function lone(recognition: Recognition, cutter?: WordCutter): Promise<LoneDocuments> {
  const { corpus } = await corpusOf({}, { recognition, builtInTermBase });
  return new LoneDocuments(corpus, { recognition, logger, cutter });
}

describe('documents that stand alone', () => {
  it('have open word boundaries looked into, each for itself', async () => {
    let asked = 0;
    const cutter: WordCutter = {
      cut: (clauses, words) => {
        asked++;
        assert.deepEqual([clauses, words], [['他们带上海上的工具'], ['上海']]);
        return Promise.resolve([['他们', '带上', '海上', '的', '工具']]);
      },
    };
    const documents = await lone(createRecognition(), cutter);
    const tags = [(await documents.open('a', DOUBTFUL)).document.tags, (await documents.open('b', DOUBTFUL)).document.tags];
    assert.deepEqual([tags, asked], [[[], []], 2]);
    assert.equal((await (await lone(createRecognition())).open('a', DOUBTFUL)).document.tags.length, 1, 'without a segmenter the hit stands');
  });

  it('know the concepts of the term bases and their own sources, and nothing of each other', async () => {
    const documents = await lone(createRecognition());
    const one = await documents.open('a', '东岚大学校长沈砚秋表示，上海的算力增长了12%。');
    assert.deepEqual(one.knowledge.entityNames.map(({ id }) => [id, one.knowledge.roleOf(id)?.text]), [['person:沈砚秋', '东岚大学校长']]);
    assert.equal(one.knowledge.concept('concept:上海')?.concept.id, '上海');
    const two = await documents.open('b', '会后沈砚秋和大家看了展览。');
    assert.deepEqual([two.knowledge.entity('person:沈砚秋')?.roles, two.knowledge.entity('person:林知远')], [[], undefined]);
  });

  it('make the recognisers that no document concerns once, and say where one broke', async () => {
    const made: string[] = [];
    const real = createRecognition();
    const recognition: Recognition = {
      ...real,
      numbers: (units) => {
        made.push('numbers');
        const numbers = real.numbers(units);
        return { layer: numbers.layer, recognise: (input) => (input.reading.text.includes('坏') ? assert.fail('broken') : numbers.recognise(input)) };
      },
      terms: (...args) => {
        made.push('terms');
        return real.terms(...args);
      },
    };
    const { corpus } = await corpusOf({}, { recognition: real, builtInTermBase });
    const documents = new LoneDocuments(corpus, { recognition, logger });
    const opened = [];
    for (const text of ['上海有三成。', '坏了：上海有三成。', '上海有三成。']) opened.push(await documents.open('a', text));
    assert.deepEqual(opened.map(({ failures }) => failures.length), [0, 1, 0]);
    assert.deepEqual(opened.map(({ document }) => document.tags.length), [2, 1, 2]);
    assert.deepEqual(made, ['numbers', 'terms']);
  });
});
