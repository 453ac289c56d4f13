import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Annotation } from '../../../server/src/annotations/model';
import { SourceText } from '../../../server/src/text/sourceText';
import { applied, inverse, LIVE_EDITS, markedSpan, unmarked, type Change } from '../../fixtures/liveEdits';
import { open, type Opened } from './memory';

describe('a passage, while its text is edited', () => {
  for (const { name, before, steps, after, anchor } of LIVE_EDITS) {
    describe(`after ${name}`, () => {
      it('is exactly where it should be', async () => {
        const edited = await annotated(before);
        for (const step of steps) edited.apply(step);
        assert.deepEqual(edited.state, { text: unmarked(after), span: markedSpan(after), anchor });
      });

      it('is as it was at every step when the steps are undone, and again when they are done again', async () => {
        const edited = await annotated(before);
        for (let round = 0; round < 2; round++) {
          const states = [edited.state, ...steps.map((step) => edited.apply(step))];
          assert.deepEqual(edited.state, { text: unmarked(after), span: markedSpan(after), anchor });
          const back = [...steps].reverse().map((step) => edited.apply(inverse(step)));
          assert.deepEqual(back, states.slice(0, -1).reverse());
        }
        assert.deepEqual(edited.state, { text: unmarked(before), span: markedSpan(before), anchor: 'exact' });
      });

      it('is as it was when all is undone at once, however the editor puts the steps together', async () => {
        const edited = await annotated(before);
        for (const step of steps) edited.apply(step);
        edited.apply([...steps].reverse().flatMap((step) => [...inverse(step)]));
        assert.deepEqual(edited.state, { text: unmarked(before), span: markedSpan(before), anchor: 'exact' });
        for (const step of steps) edited.apply(step);
        edited.apply([narrowest(unmarked(after), unmarked(before))]);
        assert.deepEqual(edited.state, { text: unmarked(before), span: markedSpan(before), anchor: 'exact' });
      });
    });
  }
});

describe('passages of a text in which the same words stand everywhere', () => {
  it('are where they were once any edits are undone, one by one or at once, and where they were after them once these are done again', async () => {
    const edit = fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom('', '', '算', '算力', '力算力'));
    const text = fc.array(fc.constantFrom(...'算力，'), { minLength: 4, maxLength: 24 }).map((characters) => characters.join(''));
    await fc.assert(fc.asyncProperty(text, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 4 }), fc.array(edit, { minLength: 1, maxLength: 8 }), async (original, raw, edits) => {
      const spans = raw.map(([at, length]) => ({ start: at % original.length, end: Math.min(original.length, (at % original.length) + length) }));
      const { store } = await open({ 'a.txt': original });
      for (const span of spans) if (/[^\s]/.test(original.slice(span.start, span.end))) await store.add({ document: 'a.txt', spans: [span], creator: '何静' });
      let now = original;
      const apply = (step: readonly Change[]): unknown => {
        now = applied(now, step);
        store.edited('a.txt', step.map(([start, deleted, insertedText]) => ({ start, deletedLength: deleted.length, insertedText })), new SourceText(now));
        return state();
      };
      const state = (): unknown => new Map(store.list().map(({ id, span, anchor }) => [id, [span, anchor]]));
      const before = state();
      const steps: Change[][] = [];
      const texts = new Set([original]);
      for (const [at, length, inserted] of edits) {
        const start = at % (now.length + 1);
        const step: Change[] = [[start, now.slice(start, start + length), inserted]];
        steps.push(step);
        apply(step);
        // A text that was there before is taken for it, whichever way it came about.
        fc.pre(!texts.has(now));
        texts.add(now);
      }
      const after = state();
      for (const step of [...steps].reverse()) apply(inverse(step));
      assert.deepEqual(state(), before);
      apply(steps.flat());
      assert.deepEqual(state(), after);
      apply([...steps].reverse().flatMap((step) => [...inverse(step)]));
      assert.deepEqual(state(), before);
    }), { numRuns: 300 });
  });
});

interface Edited {
  readonly state: { readonly text: string; readonly span: Annotation['span']; readonly anchor: Annotation['anchor'] };
  apply(step: readonly Change[]): Edited['state'];
}

/** A document with one annotation, at the marks of its text. */
async function annotated(marked: string): Promise<Edited> {
  let text = unmarked(marked);
  const { store }: Opened = await open({ 'a.txt': text });
  const span = markedSpan(marked);
  assert.ok(span);
  const { id } = await store.add({ document: 'a.txt', spans: [span], creator: '何静' });
  const state = (): Edited['state'] => {
    const annotation = store.get(id);
    assert.ok(annotation);
    return { text, span: annotation.span, anchor: annotation.anchor };
  };
  return {
    get state() {
      return state();
    },
    apply(step) {
      text = applied(text, step);
      store.edited('a.txt', step.map(([start, deleted, insertedText]) => ({ start, deletedLength: deleted.length, insertedText })), new SourceText(text));
      return state();
    },
  };
}

/** The one change that leads from one text to another, as an editor computes it that knows of no steps. */
function narrowest(from: string, to: string): Change {
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  return [start, from.slice(start, from.length - end), to.slice(start, to.length - end)];
}
