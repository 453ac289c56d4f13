import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Annotation } from '../../../server/src/annotations/model';
import { NoteIndex } from '../../../server/src/annotations/noteIndex';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { nextUncoded } from '../../../server/src/features/nextUncoded';
import { progressOf, ProgressTable, uncodedSentences, type DocumentProgress, type ProgressSource } from '../../../server/src/features/progress';
import { note, passageNote } from '../annotations/notes';
import { fixture } from './support';

const TEXT = '\ufeff甲城的路修好了。𠮷村还没有；\r\n\r\n＊＊＊\r\n\r\n听说明年修。';
const SHOWN = [...TEXT.replace(/[\s\ufeff]/g, '')].length;
const { corpus, document } = fixture({ documents: { 'a.txt': TEXT, 'b.txt': '只有一句。', 'c.txt': '最后一篇。完。' } });
const a = document('a.txt');
const none = new NoteIndex([]);
const pause = (): Promise<void> => Promise.resolve();

const on = (id: string, quotes: readonly string[], more: Partial<Annotation> = {}): Annotation => passageNote(document(id).text, quotes, { document: id, ...more });

describe('progress', () => {
  it('counts code points that show, and sentences that have words', () => {
    const { characters, sentences, uncodedCharacters, uncodedSentences: left, annotations, annotators } = progressOf(a, [], none);
    assert.deepEqual([characters, sentences, uncodedCharacters, left, annotations, annotators], [SHOWN, 3, SHOWN, 3, 0, []]);
  });

  it('counts what overlapping, nested and discontinuous annotations cover once, together and for each annotator', () => {
    const own = [on('a.txt', ['甲城的路', '明年']), on('a.txt', ['城的'], { creator: '陆' }), on('a.txt', ['的路修'])];
    const { uncodedCharacters, uncodedSentences: left, annotators } = progressOf(a, own, none);
    assert.deepEqual([uncodedCharacters, left], [SHOWN - 5 - 2, 1]);
    assert.deepEqual(annotators, [
      { annotator: '何静', status: 'new', annotations: 2, uncodedCharacters: SHOWN - 7, uncodedSentences: 1 },
      { annotator: '陆', status: 'new', annotations: 1, uncodedCharacters: SHOWN - 2, uncodedSentences: 2 },
    ]);
  });

  it('takes no bare decision on a tag for coding, but one with a code or a memo', () => {
    const decision = { verdict: 'rejected', tag: { layer: 'term', kind: 'concept', id: 'concept:路' } } as const;
    assert.equal(progressOf(a, [on('a.txt', ['路'], { decision })], none).annotations, 0);
    assert.equal(progressOf(a, [on('a.txt', ['路'], { decision, codes: ['c1'] })], none).annotations, 1);
    assert.equal(progressOf(a, [on('a.txt', ['路'], { decision, memo: '不是' })], none).annotations, 1);
  });

  it('counts a lost annotation, which covers nothing', () => {
    const lost = on('a.txt', ['甲城']);
    const gone = { ...lost, span: undefined, anchor: 'lost' as const, parts: lost.parts.map((part) => ({ ...part, span: undefined })) };
    const { annotations, uncodedSentences: left } = progressOf(a, [gone], none);
    assert.deepEqual([annotations, left], [1, 3]);
  });

  it('has whoever set a status, with or without annotations', () => {
    const notes = new NoteIndex([note({ about: { kind: 'document' }, status: 'done', creator: '陆' })]);
    assert.deepEqual(progressOf(a, [], notes).annotators.map(({ annotator, status, annotations }) => [annotator, status, annotations]), [['陆', 'done', 0]]);
  });

  it('never counts more than there is, and what is covered and what is left are everything', () => {
    const span = fc.tuple(fc.nat(TEXT.length), fc.nat(TEXT.length)).map(([x, y]) => ({ start: Math.min(x, y), end: Math.max(x, y) }));
    fc.assert(fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
      const annotations = spans.map((each): Annotation => {
        const made = on('a.txt', ['甲']);
        return { ...made, parts: made.parts.map((part) => ({ ...part, span: each })) };
      });
      const covered = new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
      let left = 0;
      for (let i = 0; i < TEXT.length; i++) if (!/[\s\ufeff\udc00-\udfff]/.test(TEXT[i] as string) && !covered.has(i)) left++;
      assert.equal(progressOf(a, annotations, none).uncodedCharacters, left);
      for (const { start, end } of uncodedSentences(a, annotations)) assert.ok(spans.every((each) => each.start === each.end || each.end <= start || each.start >= end));
    }));
  });
});

describe('a table of progress', () => {
  it('counts only documents whose annotations changed', async () => {
    const asked: string[] = [];
    const source: ProgressSource = { corpus, noteIndex: none, annotations: (id) => (asked.push(id), []) };
    const table = new ProgressTable(source);
    assert.equal((await table.all(neverCancelled, pause))?.length, 3);
    await table.all(neverCancelled, pause);
    assert.deepEqual(asked, ['a.txt', 'b.txt', 'c.txt']);
    table.forget(['b.txt']);
    await table.all(neverCancelled, pause);
    assert.deepEqual(asked.slice(3), ['b.txt']);
  });

  it('lets others in while a long document is counted, and counts it as in one go; cancelled meanwhile it gives nothing', async () => {
    const long = '甲城的路修好了。𠮷村还没有；\n'.repeat(12_000);
    const open = (): ProgressSource => ({ corpus: fixture({ documents: { 'a.txt': long } }).corpus, noteIndex: none, annotations: () => [] });
    let pauses = 0;
    const rows = await new ProgressTable(open()).all(neverCancelled, () => Promise.resolve(void pauses++));
    assert.ok(pauses > 5, `${pauses} pauses`);
    const numbers = ({ characters, sentences, uncodedCharacters, uncodedSentences: left }: DocumentProgress): number[] => [characters, sentences, uncodedCharacters, left];
    assert.deepEqual(rows?.map(numbers), open().corpus.documents.map((each) => numbers(progressOf(each, [], none))));
    assert.equal(rows?.[0]?.sentences, 24_000);
    const token = { isCancellationRequested: false };
    let pausesLeft = 3;
    assert.equal(await new ProgressTable(open()).all(token, () => Promise.resolve(void (token.isCancellationRequested = --pausesLeft === 0))), undefined);
  });

  it('stops when it is cancelled', async () => {
    assert.equal(await new ProgressTable({ corpus, noteIndex: none, annotations: () => [] }).all({ isCancellationRequested: true }, pause), undefined);
  });
});

describe('the next uncoded sentence', () => {
  const source = (annotations: readonly Annotation[]): ProgressSource => ({ corpus, noteIndex: none, annotations: (id) => annotations.filter((each) => each.document === id) });
  const go = async (annotations: readonly Annotation[], from: string, at: string, direction: 'next' | 'previous', annotator?: string): Promise<string | undefined> => {
    const found = await nextUncoded(source(annotations), document(from), document(from).text.text.indexOf(at), direction, annotator, neverCancelled, pause);
    return found && `${found.document.id} ${found.document.text.slice(found.span)} ${found.left}`;
  };

  it('goes on in the document, into the next one, and around', async () => {
    assert.equal(await go([], 'a.txt', '甲', 'next'), 'a.txt 𠮷村还没有； 3');
    assert.equal(await go([], 'a.txt', '听', 'next'), 'b.txt 只有一句。 1');
    assert.equal(await go([], 'c.txt', '完', 'next'), 'a.txt 甲城的路修好了。 3');
    assert.equal(await go([], 'a.txt', '甲', 'previous'), 'c.txt 完。 2');
    assert.equal(await go([], 'c.txt', '完', 'previous'), 'c.txt 最后一篇。 2');
  });

  it('passes over what is coded, by whomever or by the one asked for', async () => {
    const coded = [on('a.txt', ['村还']), on('b.txt', ['一句'], { creator: '陆' })];
    assert.equal(await go(coded, 'a.txt', '甲', 'next'), 'a.txt 听说明年修。 2');
    assert.equal(await go(coded, 'a.txt', '听', 'next'), 'c.txt 最后一篇。 2');
    assert.equal(await go(coded, 'a.txt', '听', 'next', '何静'), 'b.txt 只有一句。 1');
  });

  it('comes back to the only one left, and finds none when all is coded', async () => {
    const rest = ['甲城', '村', '明年'].map((quote) => on('a.txt', [quote]));
    const all = [...rest, on('b.txt', ['一句']), on('c.txt', ['最后'])];
    assert.equal(await go(all, 'c.txt', '完', 'next'), 'c.txt 完。 1');
    assert.equal(await go([...all, on('c.txt', ['完'])], 'a.txt', '甲', 'next'), undefined);
  });
});
