import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { changesOf, composed, type Change, type Replacement } from '../../../server/src/text/changes';
import { SourceText } from '../../../server/src/text/sourceText';

const piece = fc.constantFrom('甲', '乙', '\n', '\r', '\r\n', '𠮷', 'a', '。');
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

interface Edit extends Replacement {
  readonly text: string;
}

/** Edits that each count in the text that the one before it left, and that text. */
const edited = fc.tuple(text, fc.array(fc.tuple(fc.nat(), fc.nat(6), text.map((each) => each.slice(0, 5))), { maxLength: 6 })).map(([before, drawn]) => {
  let after = before;
  const edits = drawn.map(([at, size, inserted]): Edit => {
    const start = at % (after.length + 1);
    const deleted = Math.min(size, after.length - start);
    after = after.slice(0, start) + inserted + after.slice(start + deleted);
    return { start, deleted, inserted: inserted.length, text: inserted };
  });
  return { before, after, edits };
});

/** Whether two texts are the same but for changes, and the changes lie apart and in order. */
function explains(before: string, after: string, changes: readonly Change[]): void {
  let [old, now] = [0, 0];
  changes.forEach(({ oldStart, oldEnd, newStart, newEnd }, i) => {
    assert.ok(oldStart <= oldEnd && newStart <= newEnd);
    assert.ok(i === 0 || oldStart > old, 'changes lie apart');
    assert.equal(before.slice(old, oldStart), after.slice(now, newStart));
    [old, now] = [oldEnd, newEnd];
  });
  assert.equal(before.slice(old), after.slice(now));
}

describe('changes of a text', () => {
  it('are what edits one after another come to together', () => {
    fc.assert(fc.property(edited, ({ before, after, edits }) => explains(before, after, changesOf(edits))));
  });

  it('are the same for edits of several cursors, sent from the last to the first', () => {
    const edits = [{ start: 8, deleted: 1, inserted: 2 }, { start: 4, deleted: 0, inserted: 3 }, { start: 0, deleted: 2, inserted: 0 }];
    assert.deepEqual(changesOf(edits), [
      { oldStart: 0, oldEnd: 2, newStart: 0, newEnd: 0 },
      { oldStart: 4, oldEnd: 4, newStart: 2, newEnd: 5 },
      { oldStart: 8, oldEnd: 9, newStart: 9, newEnd: 11 },
    ]);
  });

  it('compose to what leads from the first text to the last', () => {
    fc.assert(fc.property(edited, fc.nat(6), ({ before, after, edits }, at) => {
      explains(before, after, composed(changesOf(edits.slice(0, at)), changesOf(edits.slice(at))));
    }));
  });
});

describe('a text after an edit', () => {
  it('has its lines where a text read anew has them, whatever ends them', () => {
    fc.assert(fc.property(edited, ({ before, after, edits }) => {
      const source = new SourceText(before);
      void source.lineStarts;
      assert.deepEqual(source.edited(after, changesOf(edits)).lineStarts, new SourceText(after).lineStarts);
    }), { numRuns: 1000 });
  });
});
