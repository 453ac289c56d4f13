import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { createRecognition, builtInTermBase } from '../../../server/src/corpus/engine';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { spliced, tokenData, type PlacedTokens } from '../../../server/src/lsp/tokenData';
import { TokenResults } from '../../../server/src/lsp/tokenResults';
import type { Change } from '../../../server/src/text/changes';
import { corpusOf, uriOf } from '../corpus/fakes';
import { fixture, term } from '../features/support';

/** What an editor does with a delta. */
function patched(data: readonly number[], edits: readonly { readonly start: number; readonly deleteCount: number; readonly data?: number[] | undefined }[]): number[] {
  const result = [...data];
  for (const edit of [...edits].reverse()) result.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
  return result;
}

type Line = readonly (readonly [gap: number, length: number, type: number])[];

/** Tokens by line; in a line each stands a gap behind the one before. */
function placedIn(lines: readonly Line[], from = 0, to = lines.length): PlacedTokens {
  const places: number[] = [];
  const rest: number[] = [];
  lines.slice(from, to).forEach((line, i) => {
    let character = 0;
    for (const [gap, length, type] of line) {
      places.push(from + i);
      rest.push((character += gap), length, type, 0);
      character += length;
    }
  });
  return { lines: Uint32Array.from(places), rest: Uint32Array.from(rest) };
}

describe('tokens after some lines changed', () => {
  const line: fc.Arbitrary<Line> = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 2 }), fc.nat(2)), { maxLength: 3 });
  const lines = fc.array(line, { maxLength: 4 });

  it('are those of the new lines, and the edits lead there from what was sent before', () => {
    // Stretches that stay and stretches that change, one after the other.
    fc.assert(fc.property(fc.array(fc.record({ kept: lines, was: lines, is: lines }), { maxLength: 5 }), (stretches) => {
      const before = stretches.flatMap(({ kept, was }) => [...kept, ...was]);
      const after = stretches.flatMap(({ kept, is }) => [...kept, ...is]);
      const changes: Change[] = [];
      let [old, now] = [0, 0];
      for (const { kept, was, is } of stretches) {
        [old, now] = [old + kept.length, now + kept.length];
        changes.push({ oldStart: old, oldEnd: old + was.length, newStart: now, newEnd: now + is.length });
        [old, now] = [old + was.length, now + is.length];
      }
      const { tokens, edits } = spliced(placedIn(before), changes, (from, to) => placedIn(after, from, to));
      assert.deepEqual(tokens, placedIn(after));
      assert.deepEqual(patched(tokenData(placedIn(before)), edits), tokenData(placedIn(after)));
    }), { numRuns: 1000 });
  });

  it('are those of the new lines after one change upon another', () => {
    const change = fc.record({ at: fc.nat(), deleted: fc.nat(3), is: lines });
    fc.assert(fc.property(lines, fc.array(change, { maxLength: 12 }), (first, changes) => {
      let text = first;
      let tokens = placedIn(text);
      let told = tokenData(tokens);
      for (const { at, deleted, is } of changes) {
        const start = at % (text.length + 1);
        const end = Math.min(start + deleted, text.length);
        text = [...text.slice(0, start), ...is, ...text.slice(end)];
        const now = spliced(tokens, [{ oldStart: start, oldEnd: end, newStart: start, newEnd: start + is.length }], (from, to) => placedIn(text, from, to));
        tokens = now.tokens;
        told = patched(told, now.edits);
        assert.deepEqual(tokens, placedIn(text));
        assert.deepEqual(told, tokenData(tokens));
      }
    }), { numRuns: 500 });
  });

  it('are told by nothing when they look the same', () => {
    const tokens = placedIn([[[1, 2, 0]], [[0, 1, 1]]]);
    assert.deepEqual(spliced(tokens, [{ oldStart: 0, oldEnd: 2, newStart: 0, newEnd: 2 }], () => tokens).edits, []);
  });

  it('are told by one number when a line without any is added', () => {
    const { edits } = spliced(placedIn([[[1, 2, 0]], [[0, 1, 1]]]), [{ oldStart: 1, oldEnd: 1, newStart: 1, newEnd: 2 }], () => placedIn([]));
    assert.deepEqual(edits, [{ start: 5, deleteCount: 1, data: [2] }]);
  });
});

describe('token results', () => {
  it('answer all tokens when the earlier answer is not the last one', () => {
    const [document] = fixture({ documents: { 'a.txt': '⟦中国⟧' }, tags: { 中国: term('中国') } }).corpus.documents;
    assert.ok(document);
    const results = new TokenResults();
    results.full(document);
    const answer = results.delta(document, 'other');
    assert.ok('data' in answer && answer.data.length === 5);
  });

  it('lead, by their deltas, to the tokens of a document that was typed in, before and after it has settled', async () => {
    const line = '某大学教授陈启文表示，2024年新质生产力增长了12%。\n那一年，陳啟文早已知道。\n';
    const at = fc.nat();
    const written = fc.constantFrom('甲', '\n', '12%', '新质生产力', '。', '某大学教授陈启文认为，市场很大。\n', '');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(at, fc.nat(3), written, fc.boolean(), fc.boolean()), { maxLength: 8 }), async (keys) => {
        let text = line.repeat(10);
        const { corpus } = await corpusOf({ 'a.txt': text }, { recognition: createRecognition(), builtInTermBase, atOnceFrom: 1 });
        corpus.setText(uriOf('a.txt'), text);
        await corpus.index(neverCancelled);
        const document = (): NonNullable<ReturnType<typeof corpus.document>> => corpus.document('a.txt') ?? assert.fail();
        const results = new TokenResults();
        let { resultId, data } = results.full(document());
        for (const [place, deleted, text_, isAsked, settles] of keys) {
          const start = place % (text.length + 1);
          const end = Math.min(text.length, start + deleted);
          text = text.slice(0, start) + text_ + text.slice(end);
          corpus.setText(uriOf('a.txt'), text, [{ start, deleted: end - start, inserted: text_.length }]);
          if (settles) await corpus.index(neverCancelled);
          if (!isAsked) continue;
          const answer = results.delta(document(), resultId ?? '');
          assert.ok('edits' in answer);
          data = patched(data, answer.edits);
          resultId = answer.resultId;
          assert.deepEqual(data, new TokenResults().full(document()).data);
        }
      }),
      { numRuns: 60 },
    );
  });
});
