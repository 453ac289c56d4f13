import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createRecognition, builtInTermBase } from '../../../server/src/corpus/engine';
import type { CorpusDocument } from '../../../server/src/corpus/corpus';
import { neverCancelled } from '../../../server/src/corpus/ports';
import type { CorpusWorkspace } from '../../../server/src/corpus/workspace';
import { overlaps } from '../../../server/src/text/span';
import { corpusOf, uriOf } from './fakes';
import { FakeWorkforce } from './indexing/fakeWorkforce';

const real = { recognition: createRecognition(), builtInTermBase, atOnceFrom: 1 };

const seed = (name: string): string => readFileSync(join(__dirname, '../../../seeds', name), 'utf8');
const BROKEN = seed('05-scanned-magazine.txt');
const TEXTS = [
  seed('02-magazine-article.txt'),
  seed('03-newspaper-feature-tw.txt'),
  seed('04-interview.txt'),
  BROKEN,
  seed('04-interview.txt').replaceAll('\n', '\r\n'),
  seed('08-column-hk.txt'),
];

/** What people type and paste, in both scripts; the names are invented. */
const WRITTEN = [
  '，', '。', '\n', '\r\n', '\n\n', '甲', '的', '3', '12%', '”', '“', '《', '》', '：', '问：', '新质生产力', '數據要素', '陈启文', '陳啟文表示，', '2024年5月', '去年', ' ',
  '某大学教授陈启文认为，新质生产力要靠创新。', '某大學教授陳啟文認為，「數據要素」是基礎。\n他說，去年增長了12%。\n', '问：今年呢？\n答：增长两成。\n', '第一章　總論\n', '𠮷野家', '葛\udb40\udd00',
  // Halves of characters: no file has them, but an edit may leave them.
  '\ud842', '\udfb7', '\udb40',
];

type Step =
  | { readonly kind: 'write'; readonly at: number; readonly deleted: number; readonly text: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'cursors'; readonly at: readonly number[]; readonly text: string }
  | { readonly kind: 'look'; readonly at: number }
  | { readonly kind: 'settle' };

const written = fc.constantFrom(...WRITTEN);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), at: fc.nat(), deleted: fc.constantFrom(0, 0, 0, 1, 2, 30), text: fc.oneof(written, fc.constant('')) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('write' as const), at: fc.nat(), deleted: fc.nat(800), text: fc.array(written, { maxLength: 30 }).map((parts) => parts.join('')) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'undo' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cursors' as const), at: fc.array(fc.nat(), { minLength: 2, maxLength: 5 }), text: written }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('look' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'settle' as const }) },
);

interface Edit {
  readonly start: number;
  readonly deleted: number;
  readonly text: string;
}

/** A document that is being typed in, in a corpus with another that knows a name. */
class Typist {
  readonly corpus: CorpusWorkspace;
  text: string;
  readonly #undo: string[] = [];

  constructor(corpus: CorpusWorkspace, text: string) {
    this.corpus = corpus;
    this.text = text;
    corpus.setText(uriOf('a.txt'), text);
  }

  get document(): CorpusDocument {
    return this.corpus.document('a.txt') ?? assert.fail();
  }

  async take(each: Step): Promise<void> {
    switch (each.kind) {
      case 'write':
        return this.#write([{ start: this.#placeAt(each.at), deleted: each.deleted, text: each.text }]);
      case 'cursors': {
        const places = [...new Set(each.at.map((at) => this.#placeAt(at)))].sort((a, b) => b - a);
        return this.#write(places.map((start) => ({ start, deleted: 0, text: each.text })));
      }
      case 'undo': {
        const before = this.#undo.pop();
        if (before === undefined) return;
        const { text } = this;
        // As an editor does: what differs is put back.
        let start = 0;
        while (start < Math.min(before.length, text.length) && before[start] === text[start]) start++;
        let tail = 0;
        while (tail < Math.min(before.length, text.length) - start && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
        this.#write([{ start, deleted: text.length - tail - start, text: before.slice(start, before.length - tail) }]);
        this.#undo.pop();
        return;
      }
      case 'look': {
        const start = each.at % (this.text.length + 1);
        const shown = this.document.tagsIn({ start, end: start + 400 });
        assert.deepEqual(shown, this.document.tagsSoFar().filter((tag) => overlaps(tag, { start, end: start + 400 })));
        return;
      }
      case 'settle':
        return this.corpus.index(neverCancelled);
    }
  }

  #placeAt(at: number): number {
    return at % (this.text.length + 1);
  }

  #write(edits: readonly Edit[]): void {
    this.#undo.push(this.text);
    const made = edits.map(({ start, deleted, text }) => {
      const end = Math.min(this.text.length, start + deleted);
      this.text = this.text.slice(0, start) + text + this.text.slice(end);
      return { start, deleted: end - start, inserted: text.length };
    });
    assert.ok(this.corpus.setText(uriOf('a.txt'), this.text, made));
  }
}

/** All that a document shows, as plain data. */
function shown({ tags, attributions, definitions }: CorpusDocument): unknown {
  return { tags, attributions, definitions };
}

describe('a large document while someone types in it', () => {
  const OTHER = '某大学教授陈启文表示，市场很大。';

  it('has the tags of one that was recognised anew, once it is settled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...TEXTS), fc.boolean(), fc.boolean(), fc.array(step, { maxLength: 12 }), async (text, indexFirst, hasThreads, steps) => {
        const { corpus } = await corpusOf({ 'a.txt': text, 'b.txt': OTHER }, { ...real, ...(hasThreads ? { workforce: new FakeWorkforce(real.recognition) } : {}) });
        const typist = new Typist(corpus, text);
        if (indexFirst) await corpus.index(neverCancelled);
        for (const each of steps) await typist.take(each);
        await corpus.index(neverCancelled);
        const fresh = await corpusOf({ 'a.txt': '', 'b.txt': OTHER }, { ...real, atOnceFrom: undefined });
        fresh.corpus.setText(uriOf('a.txt'), typist.text);
        await fresh.corpus.index(neverCancelled);
        assert.equal(typist.document.text.text, typist.text);
        assert.deepEqual(shown(typist.document), shown(fresh.corpus.document('a.txt') ?? assert.fail()));
        assert.deepEqual(typist.document.tagsSoFar(), typist.document.tags);
      }),
      { numRuns: 60 },
    );
  });

  it('is recognised as a whole in a thread of its own, and only when the text has not changed meanwhile', async () => {
    const text = '某大学教授陈启文表示，市场很大。\n全国新增企业3000多家。\n'.repeat(50);
    const keys = ['甲', '乙', ''];
    const workforce: FakeWorkforce = new FakeWorkforce(real.recognition, { onWork: async () => {
      const key = keys.shift();
      if (key !== undefined && key !== '') await typist.take({ kind: 'write', at: 3, deleted: 0, text: key });
    } });
    const { corpus } = await corpusOf({ 'a.txt': text }, { ...real, workforce });
    const typist = new Typist(corpus, text);
    await typist.take({ kind: 'look', at: 0 });
    for (const isProvisional of [true, true, false]) {
      await corpus.index(neverCancelled);
      assert.equal(typist.document.isProvisional, isProvisional);
    }
    assert.deepEqual(workforce.jobs.filter((job) => job.includes('survey')), Array<string>(3).fill('a.txt survey number source term'));
    const fresh = await corpusOf({ 'a.txt': typist.text }, { ...real, atOnceFrom: undefined });
    assert.deepEqual(shown(typist.document), shown(fresh.corpus.document('a.txt') ?? assert.fail()));
  });

  it('shows tags in order, inside the text, those of one layer without overlap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...TEXTS), fc.array(step, { maxLength: 12 }), async (text, steps) => {
        const { corpus } = await corpusOf({ 'a.txt': text, 'b.txt': OTHER }, real);
        const typist = new Typist(corpus, text);
        await corpus.index(neverCancelled);
        for (const each of steps) {
          await typist.take(each);
          const ends = new Map<string, number>();
          let start = 0;
          for (const tag of typist.document.tagsSoFar()) {
            assert.ok(tag.start >= start && tag.start < tag.end && tag.end <= typist.text.length);
            assert.ok(tag.start >= (ends.get(tag.layer) ?? 0), 'no overlap');
            ends.set(tag.layer, tag.end);
            start = tag.start;
          }
          for (const { start: from, end, content } of typist.document.attributionsSoFar) assert.ok(from >= 0 && from <= end && content.end <= typist.text.length && end <= typist.text.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what only the rest of the document says of the paragraph that is edited', async () => {
    const filler = '这里什么也没有说。\n'.repeat(20);
    // By itself the second paragraph names nobody.
    const text = `某研究所所长约翰·卡森表示，市场很大。\n${filler}那天卡森没有来，下一步还要看市场。\n${filler}`;
    const { corpus } = await corpusOf({ 'a.txt': text }, real);
    const typist = new Typist(corpus, text);
    await corpus.index(neverCancelled);
    const at = text.lastIndexOf('下一步') + 1;
    await typist.take({ kind: 'write', at, deleted: 0, text: '甲' });
    const name = typist.text.lastIndexOf('卡森');
    assert.deepEqual(typist.document.tagsAt(name).map((tag) => tag.layer !== 'number' && tag.id), ['person:约翰·卡森']);
    assert.deepEqual([...corpus.mentions('person:约翰·卡森')].map(({ span }) => typist.text.slice(span.start, span.end)), ['约翰·卡森', '卡森']);
  });

  it('counts in which scripts mentions are written with what has been looked at so far', async () => {
    const text = `数据要素市场。\n${'这里什么也没有说。\n'.repeat(400)}數據要素市場。\n`;
    const { corpus } = await corpusOf({ 'a.txt': '无。', 'b.txt': '數據要素。' }, real);
    await corpus.index(neverCancelled);
    const typist = new Typist(corpus, text);
    const scripts: unknown[] = [];
    for (const at of [0, text.length - 20]) {
      await typist.take({ kind: 'look', at });
      assert.ok(typist.document.isProvisional);
      scripts.push(corpus.mentionScripts('concept:数据要素'));
    }
    assert.deepEqual(scripts, [{ hans: 1, hant: 1 }, { hans: 1, hant: 2 }]);
  });

  it('recognises only the paragraph when a place is asked for after an edit', async () => {
    const lengths: number[] = [];
    const recognition = createRecognition();
    const counted = { ...real, recognition: { ...recognition, numbers: (units?: Parameters<typeof recognition.numbers>[0]) => {
      const recogniser = recognition.numbers(units);
      return { layer: recogniser.layer, recognise: (input: Parameters<typeof recogniser.recognise>[0]) => (lengths.push(input.reading.length), recogniser.recognise(input)) };
    } } };
    const text = '全国新增企业3000多家。\n'.repeat(2000);
    const { corpus } = await corpusOf({ 'a.txt': text }, counted);
    const typist = new Typist(corpus, text);
    await corpus.index(neverCancelled);
    lengths.length = 0;
    await typist.take({ kind: 'write', at: text.length >> 1, deleted: 0, text: '5' });
    assert.equal(typist.document.tagsIn({ start: (text.length >> 1) - 10, end: (text.length >> 1) + 10 }).length > 0, true);
    assert.ok(lengths.length > 0 && Math.max(...lengths) < 200, lengths.join());
  });

  it('says in which lines other tags are shown, and that none are when nothing differs', async () => {
    const text = '某大学教授陈启文表示，市场很大。\n全国新增企业3000多家。\n'.repeat(50);
    const { corpus } = await corpusOf({ 'a.txt': text }, real);
    const typist = new Typist(corpus, text);
    await corpus.index(neverCancelled);
    const before = typist.document.shownState;
    await typist.take({ kind: 'write', at: text.indexOf('3000'), deleted: 0, text: '1' });
    const now = typist.document.shownState;
    assert.deepEqual(now.since(before), [{ oldStart: 1, oldEnd: 3, newStart: 1, newEnd: 3 }]);
    await corpus.index(neverCancelled);
    assert.equal(typist.document.shownState, now);
  });

  it('tells that other tags are shown once the whole is recognised, and only then', async () => {
    const text = `${'全国新增企业3000多家。\n'.repeat(50)}那天卡森没有来。\n`;
    const { corpus } = await corpusOf({ 'a.txt': text }, real);
    const typist = new Typist(corpus, text);
    await corpus.index(neverCancelled);
    const told: string[] = [];
    corpus.onDidRetag((uris) => told.push(...uris));
    await typist.take({ kind: 'write', at: 3, deleted: 0, text: '又' });
    await corpus.index(neverCancelled);
    assert.deepEqual(told, []);
    await typist.take({ kind: 'write', at: 0, deleted: 0, text: '某研究所所长约翰·卡森表示，市场很大。\n' });
    await corpus.index(neverCancelled);
    assert.deepEqual(told, [uriOf('a.txt')]);
  });
});
