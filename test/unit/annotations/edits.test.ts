import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { moveSpan, passageMover, refineEdits, shifted, type LivePassage, type TextEdit } from '../../../server/src/annotations/anchoring/edits';

const SPAN = { start: 10, end: 20 };
const edit = (start: number, deletedLength: number, insertedText: string): TextEdit => ({ start, deletedLength, insertedText });

/** The passages where edits leave them. */
function movePassages(passages: readonly LivePassage[], edits: readonly TextEdit[], textAfter: string): LivePassage[] {
  const move = passageMover(edits, textAfter);
  return passages.map((passage) => {
    const moved = move(passage);
    if (typeof moved !== 'number') return moved;
    return moved === 0 ? passage : { ...passage, span: passage.span && shifted(passage.span, moved), reach: shifted(passage.reach, moved) };
  });
}

describe('moving a span through an edit', () => {
  it('shifts it by what is typed or deleted before it, and leaves it alone for what comes after', () => {
    assert.deepEqual(moveSpan(SPAN, edit(3, 0, '三个字')), { start: 13, end: 23 });
    assert.deepEqual(moveSpan(SPAN, edit(3, 2, '')), { start: 8, end: 18 });
    assert.deepEqual(moveSpan(SPAN, edit(25, 3, '字')), SPAN);
  });

  it('grows with what is typed inside and shrinks with what is deleted inside', () => {
    assert.deepEqual(moveSpan(SPAN, edit(15, 0, '三个字')), { start: 10, end: 23 });
    assert.deepEqual(moveSpan(SPAN, edit(15, 2, '字')), { start: 10, end: 19 });
  });

  it('does not take in what is typed at its edges', () => {
    assert.deepEqual(moveSpan(SPAN, edit(10, 0, '前')), { start: 11, end: 21 });
    assert.deepEqual(moveSpan(SPAN, edit(20, 0, '后')), SPAN);
  });

  it('keeps the part that a deletion across an edge leaves', () => {
    assert.deepEqual(moveSpan(SPAN, edit(5, 8, '')), { start: 5, end: 12 });
    assert.deepEqual(moveSpan(SPAN, edit(18, 8, '')), { start: 10, end: 18 });
    assert.deepEqual(moveSpan(SPAN, edit(5, 8, '新字')), { start: 7, end: 14 });
    assert.deepEqual(moveSpan(SPAN, edit(18, 8, '新字')), { start: 10, end: 18 });
  });

  it('is nothing when all of it is deleted, whatever replaces it', () => {
    assert.equal(moveSpan(SPAN, edit(10, 10, '')), undefined);
    assert.equal(moveSpan(SPAN, edit(8, 14, '别的话')), undefined);
  });

  it('takes in what corrects a part at an edge, not a longer text that is put for it', () => {
    assert.deepEqual(moveSpan(SPAN, edit(10, 2, '新')), { start: 10, end: 19 });
    assert.deepEqual(moveSpan(SPAN, edit(19, 1, '新字')), { start: 10, end: 21 });
    assert.deepEqual(moveSpan(SPAN, edit(19, 1, '三个字')), { start: 10, end: 19 });
    assert.deepEqual(moveSpan(SPAN, edit(8, 4, '四个新字')), SPAN, 'character by character, where there are as many');
  });

  it('covers exactly the characters of the old span that are left or corrected, and what is typed between them', () => {
    fc.assert(fc.property(textAndSpan(), editIn(), ({ text, span }, make) => {
      const change = make(text);
      const marked = [...text].map((_, i) => (i >= span.start && i < span.end ? 'x' : '.')).join('');
      const [end, length] = [change.start + change.deletedLength, change.insertedText.length];
      const isAll = change.start <= span.start && end >= span.end;
      const isBeside = end <= span.start || change.start >= span.end;
      const isInside = !isBeside && change.start >= span.start && end <= span.end && (length <= 2 * change.deletedLength || (change.start > span.start && end < span.end));
      const isRepair = !isBeside && length === change.deletedLength;
      const after = apply(marked, { ...change, insertedText: isAll ? '.'.repeat(length) : isRepair ? marked.slice(change.start, end) : (isInside ? 'x' : '.').repeat(length) });
      const start = after.indexOf('x');
      const expected = start < 0 ? undefined : { start, end: after.lastIndexOf('x') + 1 };
      assert.deepEqual(moveSpan(span, change), expected);
    }));
  });
});

describe('moving passages through a series of edits', () => {
  it('brings a deleted passage back when the deletion is undone', () => {
    const text = '我们讨论新质生产力的来源。';
    const passage: LivePassage = { span: { start: 4, end: 9 }, reach: { start: 4, end: 9 }, quote: '新质生产力' };
    const deleting = [edit(2, 8, '')];
    const [deleted] = movePassages([passage], deleting, run(text, deleting));
    assert.equal(deleted?.span, undefined);
    const undoing = [edit(2, 0, text.slice(2, 10))];
    const [back] = movePassages([deleted as LivePassage], undoing, text);
    assert.deepEqual(back, passage);
  });

  it('brings it back after it was deleted character by character and undone at once, in Traditional too', () => {
    const text = '我們討論新質生產力的來源。';
    let passage: LivePassage = { span: { start: 4, end: 9 }, reach: { start: 4, end: 9 }, quote: '新質生產力' };
    let now = text;
    for (let end = 9; end > 4; end--) {
      const backspace = [edit(end - 1, 1, '')];
      now = run(now, backspace);
      [passage] = movePassages([passage], backspace, now) as [LivePassage];
    }
    assert.equal(passage.span, undefined);
    const elsewhere = [edit(0, 0, '今天')];
    now = run(now, elsewhere);
    [passage] = movePassages([passage], elsewhere, now) as [LivePassage];
    assert.deepEqual(passage.reach, { start: 6, end: 6 });
    [passage] = movePassages([passage], [edit(6, 0, '新質生產力')], run(now, [edit(6, 0, '新質生產力')])) as [LivePassage];
    assert.deepEqual(passage.span, { start: 6, end: 11 });
  });

  it('makes a passage cut short whole again when the cut is undone', () => {
    const text = '讨论新质生产力的来源';
    const cut = [edit(5, 4, '')];
    const [short] = movePassages([{ span: { start: 2, end: 7 }, reach: { start: 2, end: 7 }, quote: '新质生产力' }], cut, run(text, cut));
    assert.deepEqual(short?.span, { start: 2, end: 5 });
    const [whole] = movePassages([short], [edit(5, 0, '产力的来')], text);
    assert.deepEqual(whole?.span, { start: 2, end: 7 });
  });

  it('does not jump to the same words elsewhere', () => {
    const text = '算力一，算力二';
    const cut = [edit(0, 2, '')];
    const [lost] = movePassages([{ span: { start: 0, end: 2 }, reach: { start: 0, end: 2 }, quote: '算力' }], cut, run(text, cut));
    assert.equal(lost?.span, undefined);
    const [still] = movePassages([lost as LivePassage], [edit(0, 0, '啊')], '啊一，算力二');
    assert.equal(still?.span, undefined);
  });

  it('does not take in characters that were never part of it, though they make up its words', () => {
    const text = '春天来了，今天来';
    const passage: LivePassage = { span: { start: 5, end: 7 }, reach: { start: 5, end: 7 }, quote: '今天' };
    const before = '今年春天来了，今天来';
    const inBefore = { ...passage, span: { start: 7, end: 9 }, reach: { start: 7, end: 9 } };
    const [cut] = movePassages([inBefore], [edit(1, 7, '')], '今天来');
    assert.deepEqual(cut?.span, { start: 1, end: 2 });
    const [whole] = movePassages([cut], [edit(1, 0, before.slice(1, 8))], before);
    assert.deepEqual(whole?.span, { start: 7, end: 9 });
    assert.deepEqual(movePassages([passage], [edit(0, 2, '秋天')], text.replace('春', '秋'))[0]?.span, passage.span);
  });

  it('undoing any edits one by one restores the span, where no other characters of the text can make up the quote', () => {
    fc.assert(fc.property(textAndSpan(), fc.array(editIn(), { maxLength: 6 }), ({ text, span }, makers) => {
      const quote = text.slice(span.start, span.end);
      const around = text.slice(0, span.start) + text.slice(span.end);
      fc.pre(new Set(quote).size === quote.length && ![...quote].some((character) => around.includes(character)));
      let passage: LivePassage = { span, reach: span, quote };
      let now = text;
      const undo: { inverse: TextEdit; text: string }[] = [];
      for (const make of makers) {
        // Han letters only in the text, Latin ones typed: the quote cannot arise by typing.
        const change = make(now);
        undo.push({ inverse: edit(change.start, change.insertedText.length, now.slice(change.start, change.start + change.deletedLength)), text: now });
        now = apply(now, change);
        [passage] = movePassages([passage], [change], now) as [LivePassage];
      }
      for (const step of undo.reverse()) [passage] = movePassages([passage], [step.inverse], step.text) as [LivePassage];
      assert.deepEqual(passage.span, span);
    }), { numRuns: 500 });
  });
});

describe('moving many passages through the edits of several cursors at once', () => {
  it('is as moving each through one edit after another, in whatever order they come', () => {
    fc.assert(fc.property(textAndSpan(), fc.array(fc.tuple(fc.nat(30), fc.nat(3), fc.constantFrom('', 'a', 'bcd')), { maxLength: 6 }), fc.boolean(), ({ text, span }, raw, isBackwards) => {
      // One before another, none reaching into the next: offsets in the text before.
      const edits: TextEdit[] = [];
      let from = 0;
      for (const [skipped, deleted, inserted] of raw) {
        const start = Math.min(text.length, from + (skipped % 7));
        const deletedLength = Math.min(deleted, text.length - start);
        edits.push(edit(start, deletedLength, inserted));
        from = start + deletedLength;
      }
      const sent = isBackwards ? edits.reverse() : inTurn(edits);
      const after = run(text, sent);
      // A quote that stands nowhere, so that nothing comes back.
      const [moved] = movePassages([{ span, reach: span, quote: '\0' }], sent, after);
      assert.deepEqual(moved?.span, sent.reduce<{ start: number; end: number } | undefined>((now, each) => now && moveSpan(now, each), span));
    }), { numRuns: 1000 });
  });

  it('leaves the very object where a passage is not concerned', () => {
    const passage: LivePassage = { span: SPAN, reach: SPAN, quote: '甲' };
    assert.equal(movePassages([passage], [edit(40, 2, '乙'), edit(21, 0, '丙')], '')[0], passage);
  });
});

describe('narrowing edits', () => {
  it('leaves passages in place when a text is replaced by itself in the other script', () => {
    const before = '数据要素很重要。新质生产力也是。';
    const after = '數據要素很重要。新質生產力也是。';
    const refined = refineEdits(before, [edit(0, before.length, after)]);
    assert.deepEqual(refined.map(({ start, insertedText, isFolding }) => [start, insertedText, isFolding]), [[11, '產', true], [9, '質', true], [0, '數據', true]]);
    for (let start = 0; start < before.length; start++) {
      for (let end = start + 1; end <= before.length; end++) {
        const [moved] = movePassages([{ span: { start, end }, reach: { start, end }, quote: before.slice(start, end) }], refined, after);
        assert.deepEqual(moved?.span, { start, end });
      }
    }
  });

  it('has the same effect as the edits themselves', () => {
    fc.assert(fc.property(textAndSpan(), fc.array(editIn(), { maxLength: 4 }), ({ text }, makers) => {
      const edits: TextEdit[] = [];
      let now = text;
      for (const make of makers) {
        const change = make(now);
        edits.push(change);
        now = apply(now, change);
      }
      assert.equal(run(text, refineEdits(text, edits)), now);
    }));
  });
});

function apply(text: string, change: TextEdit): string {
  return text.slice(0, change.start) + change.insertedText + text.slice(change.start + change.deletedLength);
}

/** Edits that count in one text, from the first to the last, as edits each of which counts in the text that the one before it left. */
function inTurn(edits: readonly TextEdit[]): TextEdit[] {
  let grown = 0;
  return edits.map((each) => {
    const moved = { ...each, start: each.start + grown };
    grown += each.insertedText.length - each.deletedLength;
    return moved;
  });
}

function run(text: string, edits: readonly TextEdit[]): string {
  return edits.reduce(apply, text);
}

function textAndSpan(): fc.Arbitrary<{ text: string; span: { start: number; end: number } }> {
  return fc.array(fc.constantFrom(...'甲乙丙丁戊己庚辛壬癸'), { minLength: 2, maxLength: 30 }).chain((characters) =>
    fc.tuple(fc.nat(characters.length - 1), fc.nat(characters.length)).map(([a, length]) => ({
      text: characters.join(''),
      span: { start: a, end: Math.min(characters.length, a + 1 + length) },
    })));
}

function editIn(): fc.Arbitrary<(text: string) => TextEdit> {
  return fc.tuple(fc.nat(1000), fc.nat(8), fc.constantFrom('', '', 'a', 'bcd')).map(([at, deleted, insertedText]) => (text) => {
    const start = at % (text.length + 1);
    return edit(start, Math.min(deleted, text.length - start), insertedText);
  });
}
