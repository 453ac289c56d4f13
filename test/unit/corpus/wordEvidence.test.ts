import { strict as assert } from 'node:assert';
import { createRecognition } from '../../../server/src/corpus/engine';
import { neverCancelled, type WordCutter } from '../../../server/src/corpus/ports';
import { WordEvidence } from '../../../server/src/corpus/wordEvidence';
import type { TermBase } from '../../../server/src/recognise/terms/termBase';
import { corpusOf, ROOT } from './fakes';
import { FakeWorkforce } from './indexing/fakeWorkforce';

// 带上|海上 reads as well as 带|上海|上: word costs and the built-in segmenter leave it open.
const DOUBTFUL = '他们带上海上的工具。';
const TRADITIONAL = '他們帶上海上的工具。';
const SURE = '他们去了上海。';
const base: TermBase = { name: 'test', concepts: [{ id: '上海', forms: { 'zh-Hans': ['上海'], 'zh-Hant': ['上海灘'] } }] };

/** A segmenter that remembers what it was asked. */
class Cutter implements WordCutter {
  readonly asked: string[] = [];
  words: readonly string[] = [];
  readonly #cut: (clause: string) => readonly string[] | undefined;

  constructor(cut: (clause: string) => readonly string[] | undefined) {
    this.#cut = cut;
  }

  cut(clauses: readonly string[], words: readonly string[]): Promise<readonly (readonly string[])[] | undefined> {
    this.asked.push(...clauses);
    this.words = words;
    const cuts = clauses.map(this.#cut);
    return Promise.resolve(cuts.every((cut) => cut !== undefined) ? cuts : undefined);
  }
}

const against = (): readonly string[] => ['他们', '带上', '海上', '的', '工具'];
const inFavour = (): readonly string[] => ['他们', '带', '上海', '上', '的', '工具'];
const options = (cutter: WordCutter): Parameters<typeof corpusOf>[1] => ({ recognition: createRecognition(), builtInTermBase: base, cutter });

describe('open word boundaries', () => {
  for (const text of [DOUBTFUL, TRADITIONAL]) {
    it(`are asked about when the corpus is indexed, not before, and a hit falls by the answer: ${text}`, async () => {
      const cutter = new Cutter(against);
      const { corpus } = await corpusOf({ 'a.txt': text, 'b.txt': SURE }, options(cutter));
      assert.equal(corpus.document('a.txt')?.tags.length, 1);
      assert.deepEqual(cutter.asked, []);
      const told: string[] = [];
      corpus.onDidChange(({ uris }) => told.push(...uris));
      await corpus.index(neverCancelled);
      assert.deepEqual(cutter.asked, ['他们带上海上的工具']);
      assert.deepEqual([corpus.document('a.txt')?.tags, corpus.mentionCount('concept:上海')], [[], 1]);
      await Promise.resolve();
      assert.deepEqual(told, [`${ROOT}/a.txt`]);
      assert.ok(corpus.isIndexed);
    });
  }

  it('change nothing, and tell nobody, when the answer lets the hit stand', async () => {
    const cutter = new Cutter(inFavour);
    const { corpus } = await corpusOf({ 'a.txt': DOUBTFUL }, options(cutter));
    const told: string[] = [];
    corpus.onDidChange(({ uris }) => told.push(...uris));
    const tags = corpus.document('a.txt')?.tags;
    await corpus.index(neverCancelled);
    await Promise.resolve();
    assert.deepEqual([corpus.document('a.txt')?.tags === tags, corpus.mentionCount('concept:上海'), told], [true, 1, []]);
  });

  it('stand as the built-in segmenter has them where nobody can be asked', async () => {
    const cutter = new Cutter(() => undefined);
    const { corpus } = await corpusOf({ 'a.txt': DOUBTFUL }, options(cutter));
    await corpus.index(neverCancelled);
    assert.deepEqual([cutter.asked.length, corpus.mentionCount('concept:上海')], [1, 1]);
  });

  it('are asked about once, in however many documents and however often they are read', async () => {
    const cutter = new Cutter(against);
    const { corpus } = await corpusOf({ 'a.txt': `${DOUBTFUL}${DOUBTFUL}` }, options(cutter));
    await corpus.index(neverCancelled);
    corpus.setText(`${ROOT}/a.txt`, `${SURE}${DOUBTFUL}`);
    assert.equal(corpus.document('a.txt')?.tags.length, 1);
    await corpus.index(neverCancelled);
    assert.equal(corpus.document('a.txt')?.tags.length, 1);
    assert.deepEqual(cutter.asked, ['他们带上海上的工具']);
  });

  it('are asked with the forms of the term bases as known words, folded', async () => {
    const cutter = new Cutter(against);
    const { corpus } = await corpusOf({ 'a.txt': DOUBTFUL }, options(cutter));
    await corpus.index(neverCancelled);
    assert.deepEqual(cutter.words, ['上海', '上海滩']);
  });

  it('are not asked about any more when the document changed meanwhile', async () => {
    const asked: string[] = [];
    const { corpus } = await corpusOf({ 'a.txt': DOUBTFUL }, options({
      cut(clauses) {
        asked.push(...clauses);
        corpus.setText(`${ROOT}/a.txt`, SURE);
        return Promise.resolve([against()]);
      },
    }));
    await corpus.index(neverCancelled);
    assert.deepEqual(asked, ['他们带上海上的工具']);
    assert.equal(corpus.mentionCount('concept:上海'), 1);
  });

  it('of a long document in which someone types are asked about and answered when it is recognised elsewhere, and each only once', async () => {
    const cutter = new Cutter(against);
    const workforce = new FakeWorkforce(createRecognition());
    const { corpus } = await corpusOf({ 'a.txt': SURE, 'b.txt': SURE }, { ...options(cutter), workforce, atOnceFrom: 1 });
    const uri = `${ROOT}/a.txt`;
    corpus.setText(uri, SURE);
    await corpus.index(neverCancelled);
    const { here } = corpus.effort;
    for (const added of [DOUBTFUL, '另一句。']) {
      const text = `${added}${corpus.document('a.txt')?.text.text}`;
      corpus.setText(uri, text, [{ start: 0, deleted: 0, inserted: added.length }]);
      await corpus.index(neverCancelled);
      assert.deepEqual(cutter.asked, ['他们带上海上的工具']);
      assert.deepEqual(corpus.document('a.txt')?.tags.map(({ start }) => start), [text.lastIndexOf('上海')]);
    }
    assert.deepEqual([corpus.effort.here, corpus.mentionCount('concept:上海')], [here, 2]);
    assert.deepEqual(workforce.jobs.filter((job) => job === 'a.txt term'), ['a.txt term']);
  });

  it('stay open while they are asked about, and where nobody can answer', async () => {
    let answer: (cuts: readonly (readonly string[])[] | undefined) => void = () => undefined;
    const evidence = new WordEvidence({ cut: () => new Promise((resolve) => (answer = resolve)) });
    const question = { clause: '他们带上海上的工具', start: 3, end: 5 };
    evidence.want('a.txt', [question]);
    const asked = evidence.ask();
    assert.deepEqual([evidence.hasOpen, evidence.openIn('a.txt')], [false, [question]]);
    answer(undefined);
    assert.deepEqual([await asked, evidence.hasOpen, evidence.openIn('a.txt')], [[], false, [question]]);
    evidence.want('a.txt', [question]);
    const again = evidence.ask();
    answer([inFavour()]);
    assert.deepEqual([await again, evidence.openIn('a.txt')], [[], []]);
  });

  it('of a document that is no more are forgotten', () => {
    const evidence = new WordEvidence(new Cutter(against));
    const question = { clause: '他们带上海上的工具', start: 3, end: 5 };
    evidence.want('a.txt', [question]);
    evidence.forget('a.txt');
    assert.deepEqual([evidence.hasOpen, evidence.openIn('a.txt'), evidence.answersTo('a.txt')], [false, [], []]);
  });

  it('of many documents are asked about in one go', async () => {
    const requests: (readonly string[])[] = [];
    const evidence = new WordEvidence({
      cut(clauses) {
        requests.push(clauses);
        return Promise.resolve(clauses.map(against));
      },
    });
    for (const id of ['a.txt', 'b.txt', 'c.txt']) evidence.want(id, [{ clause: '他们带上海上的工具', start: 3, end: 5 }, { clause: id, start: 0, end: 1 }]);
    assert.deepEqual(await evidence.ask(), ['a.txt', 'b.txt', 'c.txt']);
    assert.deepEqual(requests, [['他们带上海上的工具', 'a.txt', 'b.txt', 'c.txt']]);
  });

  it('are not asked about before somebody waits for that: hits in doubt stand when all is recognised', async () => {
    const cutter = new Cutter(against);
    const { corpus } = await corpusOf({ 'a.txt': DOUBTFUL, 'b.txt': SURE }, options(cutter));
    await corpus.recognise(neverCancelled);
    assert.deepEqual([cutter.asked, corpus.mentionCount('concept:上海'), corpus.isIndexed], [[], 2, true]);
    assert.equal(await corpus.askForWords(neverCancelled), true);
    assert.deepEqual([corpus.mentionCount('concept:上海'), corpus.isIndexed], [1, true]);
    assert.equal(await corpus.askForWords(neverCancelled), false);
  });

  it('are waited for by all who want the index whole, whoever asks', async () => {
    let answer: () => void = () => undefined;
    const { corpus } = await corpusOf({ 'a.txt': DOUBTFUL }, options({ cut: (clauses) => new Promise((resolve) => (answer = () => resolve(clauses.map(against)))) }));
    await corpus.recognise(neverCancelled);
    const first = corpus.askForWords(neverCancelled);
    const second = corpus.index(neverCancelled).then(() => corpus.mentionCount('concept:上海'));
    await new Promise((resolve) => setImmediate(resolve));
    answer();
    assert.deepEqual([await second, await first], [0, true]);
  });

  it('give a document the same tags whatever the size of its corpus, so that it makes no difference where it was recognised', async () => {
    const texts = { 'a.txt': `${DOUBTFUL}${SURE}`, 'b.txt': TRADITIONAL, 'c.txt': SURE };
    const tagged = async (more: Parameters<typeof corpusOf>[1], asked: readonly string[]): Promise<unknown> => {
      const cutter = new Cutter(against);
      const { corpus } = await corpusOf(texts, { ...options(cutter), ...more });
      await corpus.index(neverCancelled);
      assert.deepEqual(cutter.asked, asked);
      return corpus.documents.map(({ tags }) => tags);
    };
    const clause = ['他们带上海上的工具'];
    const workforce = new FakeWorkforce(createRecognition());
    const elsewhere = await tagged({ workforce }, clause);
    assert.deepEqual(elsewhere, await tagged({}, clause));
    // Once for all layers, and then those in which a hit fell for their terms, with the answer.
    assert.deepEqual(workforce.jobs.filter((job) => job.includes('term')).sort(), ['a.txt number source term', 'a.txt term', 'b.txt number source term', 'b.txt term', 'c.txt number source term']);
  });

  it('stay open when indexing is cancelled, and are asked about the next time', async () => {
    const cutter = new Cutter(against);
    const { corpus } = await corpusOf({ 'a.txt': DOUBTFUL }, options(cutter));
    assert.equal(corpus.document('a.txt')?.tags.length, 1);
    await corpus.index({ isCancellationRequested: true });
    assert.deepEqual(cutter.asked, []);
    await corpus.index(neverCancelled);
    assert.equal(corpus.document('a.txt')?.tags.length, 0);
  });
});
