import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import names from '../../../../server/data/sources/names.json';
import { isHan, isSpace, unitAt } from '../../../../server/src/text/characters';
import { fold } from '../../../../server/src/text/fold';
import { CandidateFinder } from '../../../../server/src/recognise/sources/nameCandidates';
import { characterTables } from '../../../../server/src/recognise/sources/characterRows';
import { MAYBE_FOREIGN, MAYBE_FOUR, MAYBE_SPECIAL, MAYBE_THREE, MAYBE_TWO } from '../../../../server/src/recognise/sources/nameBounds';
import { sift, waysInList, waysInRow } from '../../../../server/src/recognise/sources/nameSieve';
import { ENOUGH, IN_A_LIST, IN_A_ROW, NATIVE, scoreOf, TRANSLITERATED } from '../../../../server/src/recognise/sources/nameScores';
import { addForeignNames, addNativeNames, CHINESE, FOREIGN, isTransliteration, isWellKnown, mayBeginNative, NameShapes, nativeNameCost } from '../../../../server/src/recognise/sources/nameShapes';
import { evidenceAfter, evidenceAround, evidenceBefore, likelyAfter, likelyBefore, mostAfter, mostAfterPair, mostBefore, mostBeforePair, weightOf } from '../../../../server/src/recognise/sources/personContext';
import { findPersonNames } from '../../../../server/src/recognise/sources/personNames';
import { MARGIN, scan } from '../../../../server/src/recognise/sources/scan';
import { WordLattice } from '../../../../server/src/recognise/sources/wordCosts';

/** Texts of names, of what stands around them, and of words that look like names. */
const pieces = ['李明', '陈方安生', '王小兰', '欧阳', '桥本', '高度', '关系', '方面', '时间', '马斯克', '特朗普', '院长', '记者', '先生', '说', '表示', '也认为', '指出', '在接受采访时', '告诉', '市', '定律', '的', '和', '与', '、', '，', '。', ' ', '\n', '(', 'A', '7', '·', '𠮷', '是', '就', '公司', '来到', '据', '以及'];
const text = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }).map((parts) => fold(parts.join('')));

const characters = (byCost: Readonly<Record<string, string>>): fc.Arbitrary<string> => fc.constantFrom(...fold(Object.values(byCost).join('')));
const given = fc.oneof(characters(names.single), characters(names.first).chain((first) => characters(names.second).map((second) => first + second)));
/** Names of all surnames, likely and unlikely ones, in surroundings that speak for them or against. */
const namesInText = fc
  .array(fc.tuple(fc.constantFrom('', '院长', '记者 ', '，', '\n', '的', '是', '对', '和', '、'), characters(names.surnames), given, fc.constantFrom('', '，', '也说:', ' 说:', '先生', '等人', '的', '、', '市', ' ')), { minLength: 1, maxLength: 4 })
  .map((parts) => fold(parts.flat().join('')));

describe('bounds by which possible names are passed over', () => {
  it('never weigh surroundings less than they are, at either side of any place', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (let at = 0; at <= written.length; at++) {
          assert.ok(mostBefore(unitAt(written, at - 1)) >= weightOf(evidenceBefore(written, at)), `before ${at} in ${written}`);
          assert.ok(mostAfter(unitAt(written, at)) >= weightOf(evidenceAfter(written, at)), `after ${at} in ${written}`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never weigh surroundings less than they are when two characters of them are looked at', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (let at = 0; at <= written.length; at++) {
          assert.ok(mostBeforePair(unitAt(written, at - 2), unitAt(written, at - 1)) >= weightOf(evidenceBefore(written, at)), `before ${at} in ${written}`);
          assert.ok(mostAfterPair(unitAt(written, at), unitAt(written, at + 1)) >= weightOf(evidenceAfter(written, at)), `after ${at} in ${written}`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never weigh surroundings less than they are when they are looked at without words', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (let at = 0; at <= written.length; at++) {
          assert.ok(weightOf(likelyBefore(written, at)) >= weightOf(evidenceBefore(written, at)), `before ${at} in ${written}`);
          assert.ok(weightOf(likelyAfter(written, at)) >= weightOf(evidenceAfter(written, at)), `after ${at} in ${written}`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('leave every place where a name scores enough, by itself, in a row of names or in a list', () => {
    fc.assert(
      fc.property(fc.oneof(text, namesInText), (written) => {
        const scanned = scan(written);
        const { rows } = characterTables();
        const places = new Set(scanned.names);
        const spaces = Uint32Array.from([...written].keys()).filter((at) => isSpace(unitAt(written, at)));
        const sifted = sift(scanned, spaces);
        const ways = new Map(Array.from({ length: sifted.count }, (_, i) => [sifted.places[i], sifted.ways[i] as number]));
        for (let at = 0; at < written.length; at++) {
          for (const { end, kind, score } of scored(written, at)) {
            const inRow = score + (mayBeginNative(unitAt(written, end)) ? IN_A_ROW : 0);
            if (score + IN_A_LIST >= ENOUGH) assert.ok(places.has(at), `${at} in ${written}`);
            if (inRow >= ENOUGH) assert.notEqual((ways.get(at) ?? 0) & waysOf(kind, end - at), 0, `${at} to ${end} in ${written}`);
            if (inRow + IN_A_ROW >= ENOUGH) assert.notEqual(waysInRow(rows, scanned.symbols, at + MARGIN) & waysOf(kind, end - at), 0, `${at} to ${end} after a name in ${written}`);
            if (score + IN_A_LIST >= ENOUGH) assert.notEqual(waysInList(rows, scanned.symbols, at + MARGIN) & waysOf(kind, end - at), 0, `${at} to ${end} in ${written}`);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('candidates of names', () => {
  it('are found in a long text as often as they stand in it', () => {
    for (const sentence of ['韩东说，工厂三年前就改造了。\n', '韓東說，工廠三年前就改造了。\n']) {
      const found = (times: number): number => new CandidateFinder(fold(sentence.repeat(times))).candidates.length;
      assert.ok(found(1) > 0);
      assert.equal(found(9000), 9000 * found(1));
    }
  });

  it('score what their shape and surroundings say in full, whatever was told at a glance', () => {
    fc.assert(
      fc.property(fc.oneof(text, namesInText), (written) => {
        for (const { start, end, shape, score } of new CandidateFinder(written).candidates) {
          if (shape !== 'chinese' || !/^\p{Script=Han}+$/u.test(written.slice(start, end))) continue;
          assert.ok(scored(written, start).some((name) => name.kind === CHINESE && name.end === end && Math.abs(name.score - score) < 1e-9), `${start} to ${end} in ${written}`);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** The ways by which the sieve may leave a name of a kind and length. */
function waysOf(kind: number, length: number): number {
  if (kind === FOREIGN) return MAYBE_FOREIGN;
  const plain: Readonly<Record<number, number>> = { 2: MAYBE_TWO, 3: MAYBE_THREE, 4: MAYBE_FOUR };
  return MAYBE_SPECIAL | (kind === CHINESE ? (plain[length] ?? 0) : 0);
}

/** All names that begin at a place of a text with their scores, worked out in full, without bounds. */
function scored(written: string, at: number): { end: number; kind: number; score: number }[] {
  if (!isHan(unitAt(written, at))) return [];
  let end = at;
  while (isHan(unitAt(written, end)) || (unitAt(written, end) & 0xf800) === 0xd800) end++;
  const shapes = new NameShapes();
  addNativeNames(written, at, end, shapes);
  if (isTransliteration(unitAt(written, at))) addForeignNames(written, at, end, shapes);
  const lattice = new WordLattice(written, 0, written.length);
  return Array.from({ length: shapes.count }, (_, k) => {
    const end = shapes.ends[k] as number;
    const kind = shapes.kinds[k] as number;
    const weights = kind === FOREIGN ? TRANSLITERATED : NATIVE;
    const other = weights.base + (shapes.short[k] === 1 ? weights.short : 0) + (isWellKnown(written.slice(at, end)) ? weights.wellKnown : 0);
    return { end, kind, score: scoreOf(weights, lattice.gain(at, end, shapes.costs[k] as number), other, weightOf(evidenceAround(written, at, end))) };
  });
}

describe('shapes of names', () => {
  it('begin at the place asked for, end inside the stretch, and begin only with characters that may begin names', () => {
    fc.assert(
      fc.property(text, fc.nat(), (written, seed) => {
        const end = (seed % written.length) + 1;
        for (let at = 0; at < end; at++) {
          const shapes = new NameShapes();
          addNativeNames(written, at, end, shapes);
          assert.ok(shapes.count === 0 || mayBeginNative(written.charCodeAt(at)));
          addForeignNames(written, at, end, shapes);
          for (let k = 0; k < shapes.count; k++) assert.ok((shapes.ends[k] as number) >= at + 2 && (shapes.ends[k] as number) <= end);
        }
      }),
    );
  });

  it('are those of names with one surname, with a compound one, with both of a couple, and of Japanese names', () => {
    for (const name of ['李明', '王小兰', '欧阳修文', '司馬光', '陈方安生', '桥本龙太郎']) assert.notEqual(nativeNameCost(fold(name)), undefined, name);
    for (const other of ['发展', '的人', '李', '', '王小兰说']) assert.equal(nativeNameCost(fold(other)), undefined, other);
  });
});

describe('personal names in a text', () => {
  it('are the same however often it is read, and whatever was read before', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const first = findPersonNames(one);
        findPersonNames(other.repeat(20));
        assert.deepEqual(findPersonNames(one), first);
      }),
    );
  });

  it('are the same in the first clause of a text and after other text', () => {
    const clause = fold('研究所所长陆文博说，高度重视时间，王小兰、李建国和马斯克也表示关系很好。');
    const found = findPersonNames(clause).map(({ start, end }) => clause.slice(start, end));
    assert.deepEqual(found, ['陆文博', '王小兰', '李建国', '马斯克'].map(fold));
    const before = fold('天气很好。\n').repeat(200);
    assert.deepEqual(findPersonNames(before + clause).map(({ start, end }) => (before + clause).slice(start, end)), found);
  });
});
