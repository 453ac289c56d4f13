import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { anchorPassages, type Anchored, withTwins } from '../../../server/src/annotations/anchoring/anchoring';
import { takePassage, trimPassage } from '../../../server/src/annotations/anchoring/passages';
import { SourceText } from '../../../server/src/text/sourceText';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Words that stand again and again; among them a pair of surrogates, a variation sequence and an emoji joined of several. */
const COMMON = ['茶厂', '收购价', '年年议', '山里', '县城', '乔远山说', '价格', '不低', '去年', '卖出', '𠮷田', '葛󠄀城', '👨‍👩‍👧', '行情', '合作社'];
/** Words that are rarer. */
const RARE = fc.tuple(fc.nat(900), fc.nat(900)).map(([a, b]) => String.fromCharCode(0x5000 + a, 0x6000 + b));
const WORD = fc.oneof(fc.constantFrom(...COMMON), RARE, RARE);
/** Not made smaller when a test fails: texts of one word over and over say nothing. */
const SENTENCE = fc.noShrink(fc.array(WORD, { minLength: 4, maxLength: 12 }).map((words) => `${words.join('')}。`));
const BREAKS = ['', '', '\n\n', '\r\n'];

/** A text, and sentences in it by index; some stand twice, with what follows them. */
const texts = fc.tuple(fc.array(SENTENCE, { minLength: 12, maxLength: 30 }), fc.array(fc.constantFrom(...BREAKS), { minLength: 60, maxLength: 60 }), fc.boolean(), fc.boolean())
  .map(([sentences, breaks, isTwice, hasMark]) => {
    const all = isTwice ? [...sentences, ...sentences.slice(0, 8)] : sentences;
    return [...(hasMark ? ['\ufeff'] : []), ...all.map((sentence, i) => sentence + (breaks[i] as string))];
  });

const edits = fc.array(fc.record({
  kind: fc.constantFrom('delete', 'insert', 'move', 'break', 'join'),
  at: fc.nat(1000),
  to: fc.nat(1000),
  text: SENTENCE,
}), { maxLength: 6 });

interface Unit {
  readonly text: string;
  /** Which sentence of the old text it is. */
  readonly index: number;
}

interface EditedUnit {
  readonly text: string;
  /** Which sentence of the old text it is; absent when written since. */
  readonly from?: number;
}

// One series of cases: in one of many thousands, words that stand again and again by chance make a text in which nobody could tell.
describe('anchoring under random changes', () => {
  it('puts no passage on other text: it is where its sentence is now, or nowhere', () => {
    let found = 0;
    fc.assert(fc.property(texts, edits, fc.nat(1000), fc.nat(1000), fc.integer({ min: 2, max: 30 }), fc.boolean(), (sentences, changes, which, from, length, isKnown) => {
      const index = (hasMark(sentences) ? 1 : 0) + (which % (sentences.length - 1));
      const sentence = sentences[index] as string;
      const old = sentences.join('');
      const start = sentences.slice(0, index).join('').length;
      const within = trimPassage(sentence, { start: from % sentence.length, end: Math.min(sentence.length, (from % sentence.length) + length) });
      fc.pre(within !== undefined && within.end - within.start >= 2 && !beginsWithSelector(sentence.slice(within.start)));
      const span = { start: start + within.start, end: start + within.end };
      const source = new SourceText(old);
      const passage = withTwins(takePassage(source, span, hash(old), ''), source);
      const units = apply(sentences, changes);
      const now = units.map(({ text }) => text).join('');
      const [result] = anchorPassages([passage], new SourceText(now), hash(now), () => (isKnown ? old : undefined)) as [Anchored];
      assert.equal(result.span === undefined, result.state === 'ambiguous' || result.state === 'lost');
      if (!result.span) return;
      found++;
      const quote = now.slice(result.span.start, result.span.end);
      const at = units.findIndex((unit) => unit.from === index);
      const offset = units.slice(0, at).map(({ text }) => text).join('').length;
      const truth = { start: offset + within.start, end: offset + within.end };
      const isThere = at >= 0 && result.span.start < truth.end && truth.start < result.span.end;
      // Where like sentences were exchanged, neither the text nor anybody else can tell them apart.
      assert.ok(isThere || looksTheSame(old, span, now, result.span), `“${passage.quote}” found as “${quote}”, ${isKnown ? 'with' : 'without'} the old text`);
    }), { numRuns: 1500, seed: 20240501 });
    assert.ok(found > 300, `found ${found}`);
  });

  it('never puts a passage of a text that stands twice on its twin, wherever its sentence was moved', () => {
    let found = 0;
    let ambiguous = 0;
    const article = fc.uniqueArray(SENTENCE, { minLength: 6, maxLength: 12 });
    fc.assert(fc.property(article, fc.constantFrom('', '\n', '\n\n'), fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.integer({ min: 2, max: 30 }), fc.boolean(), (sentences, gap, which, to, from, length, isOfMoved) => {
      const old = [...sentences, ...sentences].map((text, index) => ({ text, index }));
      const moved = which % old.length;
      const now = old.filter(({ index }) => index !== moved);
      now.splice(to % (now.length + 1), 0, old[moved] as Unit);
      const watched = isOfMoved ? moved : (moved + sentences.length) % old.length;
      const sentence = (old[watched] as Unit).text;
      const within = trimPassage(sentence, { start: from % sentence.length, end: Math.min(sentence.length, (from % sentence.length) + length) });
      fc.pre(within !== undefined && within.end - within.start >= 2 && !beginsWithSelector(sentence.slice(within.start)));
      const placeIn = (units: readonly Unit[]): { start: number; end: number } => {
        const at = units.findIndex(({ index }) => index === watched);
        const offset = units.slice(0, at).reduce((sum, { text }) => sum + text.length + gap.length, 0);
        return { start: offset + within.start, end: offset + within.end };
      };
      const oldText = textOf(old, gap);
      const nowText = textOf(now, gap);
      const source = new SourceText(oldText);
      const passage = withTwins(takePassage(source, placeIn(old), hash(oldText), ''), source);
      const [result] = anchorPassages([passage], new SourceText(nowText), hash(nowText), () => oldText) as [Anchored];
      if (result.span) {
        found++;
        assert.deepEqual(result.span, placeIn(now), passage.quote);
      } else ambiguous++;
    }), { numRuns: 1500, seed: 20240501 });
    assert.ok(found > 1000 && ambiguous > 50, `found ${found}, ambiguous ${ambiguous}`);
  });

  it('finds every passage in place when nothing of its own sentence was touched and the old text is known', () => {
    fc.assert(fc.property(texts, fc.nat(1000), fc.nat(1000), fc.nat(1000), SENTENCE, (sentences, which, from, where, inserted) => {
      const index = (hasMark(sentences) ? 1 : 0) + (which % (sentences.length - 1));
      const start = sentences.slice(0, index).join('').length;
      const sentence = sentences[index] as string;
      const within = trimPassage(sentence, { start: from % sentence.length, end: sentence.length });
      fc.pre(within !== undefined && !beginsWithSelector(sentence.slice(within.start)));
      const span = { start: start + within.start, end: start + within.end };
      const old = sentences.join('');
      const source = new SourceText(old);
      const place = (hasMark(sentences) ? 1 : 0) + (where % (sentences.length - 1));
      const now = [...sentences.slice(0, place), `〔${inserted}〕`, ...sentences.slice(place)].join('');
      const shift = place <= index ? inserted.length + 2 : 0;
      const [result] = anchorPassages([takePassage(source, span, hash(old), '')], new SourceText(now), hash(now), () => old) as [Anchored];
      assert.deepEqual([result.state, result.span], ['exact', { start: span.start + shift, end: span.end + shift }]);
    }), { numRuns: 500 });
  });
});

function textOf(units: readonly Unit[], gap: string): string {
  return units.map(({ text }) => text + gap).join('');
}

function hasMark(sentences: readonly string[]): boolean {
  return sentences[0] === '\ufeff';
}

/** No editor lets a person select a variation selector without its character. */
function beginsWithSelector(text: string): boolean {
  return /^[\udb40\udc00-\udfff]/.test(text);
}

function apply(sentences: readonly string[], changes: readonly { kind: string; at: number; to: number; text: string }[]): EditedUnit[] {
  const units: EditedUnit[] = sentences.map((text, from) => ({ text, from }));
  for (const { kind, at, to, text } of changes) {
    const index = at % units.length;
    if (kind === 'delete') units.splice(index, 1);
    else if (kind === 'insert') units.splice(index, 0, { text });
    else if (kind === 'move') units.splice(to % units.length, 0, ...units.splice(index, 1));
    else if (kind === 'break') units.splice(index, 0, { text: '\r\n' });
    else if (units[index]) units[index] = { ...(units[index]), text: units[index].text.replace(/[\r\n]/g, '') };
    if (units.length < 4) break;
  }
  return units;
}

/** Whether what stands around two places is alike for a sentence's length on either side. */
function looksTheSame(old: string, a: { start: number; end: number }, now: string, b: { start: number; end: number }): boolean {
  const around = (text: string, { start, end }: { start: number; end: number }): string => {
    const [from, to] = [text.lastIndexOf('。', start - 1) + 1, text.indexOf('。', end - 1) + 1];
    return text.slice(from, to === 0 ? text.length : to).replace(/[\s\ufeff]/g, '');
  };
  return around(old, a) === around(now, b) && now.slice(b.start, b.end).replace(/\s/g, '') === old.slice(a.start, a.end).replace(/\s/g, '');
}
