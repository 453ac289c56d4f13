import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Candidate } from '../../../../server/src/recognise/terms/candidates/candidate';
import { extractCandidates, keyOf, type ExtractOptions } from '../../../../server/src/recognise/terms/candidates/extract';
import { isShortFor, markedNames, readGloss } from '../../../../server/src/recognise/terms/candidates/evidence';
import { repeatedNgrams, type Ngram } from '../../../../server/src/recognise/terms/candidates/ngrams';
import { PairTable } from '../../../../server/src/recognise/terms/candidates/pairTable';
import { countRows } from '../../../../server/src/recognise/terms/candidates/rowCounts';
import { finish, type Steps } from '../../../../server/src/text/steps';
import { SEPARATOR, SymbolRow, type CandidateText, type CandidateTexts, type SymbolSpan } from '../../../../server/src/recognise/terms/candidates/symbols';
import { fold } from '../../../../server/src/text/fold';

/** A folded text that is as it is written. */
const candidateText = (text: string, spans: Partial<Pick<CandidateText, 'barriers' | 'terms'>> = {}): CandidateText => ({ text, barriers: [], terms: [], ...spans, toSource: (span) => span, written: ({ start, end }) => text.slice(start, end) });
const plain = (text: string): CandidateText => candidateText(fold(text));
function* at<T>(list: readonly T[], index: number): Steps<T> {
  yield;
  return list[index] as T;
}
const textsOf = (texts: readonly CandidateText[]): CandidateTexts => ({ count: texts.length, units: texts.reduce((sum, { text }) => sum + text.length, 0), open: (index) => at(texts, index), read: (index) => at(texts, index) });
const find = (texts: readonly (string | CandidateText)[], options?: ExtractOptions): Candidate[] => finish(extractCandidates(textsOf(texts.map((text) => (typeof text === 'string' ? plain(text) : text))), options));
const keys = (...texts: readonly (string | CandidateText)[]): string[] => find(texts).map(({ key }) => key);

describe('term candidates', () => {
  const simplified = '专家认为量子密钥难以破解。银行采用量子密钥保护账户。这种量子密钥成本不高，不过量子密钥需要专线。';
  const traditional = '專家認為量子密鑰難以破解。銀行採用量子密鑰保護帳戶。這種量子密鑰成本不高，不過量子密鑰需要專線。';

  it('are multi-word terms that the texts repeat, in Simplified and in Traditional script', () => {
    assert.ok(keys(simplified).includes('量子密钥'));
    assert.ok(keys(traditional).includes('量子密钥'));
  });

  it('unite both scripts, with every place', () => {
    const [found] = find([simplified, traditional]).filter(({ key }) => key === '量子密钥');
    assert.equal(found?.frequency, 8);
    assert.equal(found?.documents, 2);
    assert.deepEqual(found?.places.map(({ text, start, end }) => [simplified, traditional][text]?.slice(start, end)), [...Array<string>(4).fill('量子密钥'), ...Array<string>(4).fill('量子密鑰')]);
  });

  it('are not pieces of sentences: function words, verbs with an object, one half of a term', () => {
    const text = '加快推进量子密钥的发展。大力推进量子密钥的发展。城市推进量子密钥的发展，银行研究量子密钥的成本，工厂购买量子密钥的设备。';
    const found = keys(text);
    assert.ok(found.includes('量子密钥'));
    for (const piece of ['的发展', '量子密', '子密钥', '推进量子密钥', '量子密钥的', '密钥的发展']) assert.ok(!found.includes(piece), piece);
  });

  it('are not what a term base has, nor what begins or ends inside a known term', () => {
    const text = fold('工业软件市场在变。工业软件厂商很多。工业软件人才难找。国产工业软件要追赶。');
    const terms = [...text.matchAll(/工业软件/g)].map(({ index }) => ({ start: index, end: index + 4 }));
    const found = find([candidateText(text, { terms })], { isKnown: (form) => form === '工业软件' }).map(({ key }) => key);
    for (const form of ['工业软件', '国产工业', '软件市场', '软件厂商']) assert.ok(!found.includes(form), form);
  });

  it('do not reach into numbers and named sources', () => {
    const text = '方晓岚量子密钥。方晓岚量子密钥。方晓岚量子密钥。';
    const barriers = [...text.matchAll(/方晓岚/g)].map(({ index }) => ({ start: index, end: index + 3 }));
    assert.deepEqual(find([candidateText(fold(text), { barriers })]).map(({ key }) => key), ['量子密钥']);
  });

  it('are not names of organizations and places by their endings', () => {
    const found = keys('东湖量子研究院成立。去年东湖量子研究院扩建。现在东湖量子研究院招人。鹿津市有港口。去年鹿津市修路。现在鹿津市招商。');
    assert.deepEqual(found.filter((key) => /研究院$|市$/.test(key)), []);
  });

  it('of nested ones only those that stand on their own', () => {
    const nested = keys('固态锂电池便宜。采用固态锂电池的车多。固态锂电池安全。');
    assert.ok(nested.includes('固态锂电池'));
    assert.ok(!nested.includes('态锂电池') && !nested.includes('固态锂'));
  });

  it('may hold Latin letters, and a space beside them makes no difference', () => {
    const found = find(['各地建设UGC平台。用户喜欢UGC 平台。关于UGC平台，看法不一。开放UGC平台。']).filter(({ key }) => key === 'UGC平台');
    assert.equal(found[0]?.frequency, 4);
  });

  it('that stand once need a definition, an English name or another name', () => {
    const once = (text: string): boolean => keys(text).includes('边缘推理');
    assert.ok(!once('有人提到边缘推理很有用处。'));
    assert.ok(once('边缘推理是指在靠近数据的设备上运行模型的做法。'));
    assert.ok(once('所谓“邊緣推理”，就是在靠近資料的裝置上執行模型。'));
    assert.ok(once('边缘推理（edge inference，EI）很有用处。'));
  });

  it('carry their English name, and the abbreviation that can be made of it', () => {
    const text = '仓储管理系统（Warehouse Management System，WMS）很贵。';
    const [found] = find([text]).filter(({ english }) => english !== undefined);
    assert.equal(found?.english, 'Warehouse Management System');
    assert.deepEqual(found?.aliases.map(({ start, end }) => fold(text).slice(start, end)), ['WMS']);
  });

  it('carry their other names', () => {
    for (const text of ['量子密钥（以下简称“量钥”）很安全。', '量子密鑰，又稱量鑰，很安全。']) {
      const [found] = find([text]).filter(({ key }) => key === '量子密钥');
      assert.deepEqual(found?.aliases.map(({ start, end }) => fold(text).slice(start, end)), ['量钥'], text);
    }
  });

  it('carry the sentence that defines them', () => {
    const text = '先说别的。量子密钥是指利用量子态分发的一次性密码。再说别的。';
    const [found] = find([text]).filter(({ key }) => key === '量子密钥');
    const [definition] = found?.definitions ?? [];
    assert.equal(definition && fold(text).slice(definition.start, definition.end), fold('量子密钥是指利用量子态分发的一次性密码。'));
  });

  it('are the fewer, the higher the frequency asked for', () => {
    assert.ok(!find([simplified], { minFrequency: 5 }).some(({ key }) => key === '量子密钥'));
    assert.ok(find([simplified], { minFrequency: 4 }).some(({ key }) => key === '量子密钥'));
  });

  it('are bounded by the limit, the best first', () => {
    const all = find([simplified, traditional, '高压变频器。高压变频器。高压变频器。']);
    assert.deepEqual(find([simplified, traditional, '高压变频器。高压变频器。高压变频器。'], { limit: 1 }).map(({ key }) => key), [all[0]?.key]);
    assert.deepEqual(all.map(({ score }) => score), all.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('are none in an empty corpus, and characters outside the BMP and lone surrogates do no harm', () => {
    assert.deepEqual(find([]), []);
    assert.deepEqual(find(['']), []);
    const [found] = find(['😀量子密钥。𠮷量子密钥。\ud800量子密钥。']).filter(({ key }) => key === '量子密钥');
    assert.deepEqual(found?.places.map(({ start }) => start), [2, 9, 15]);
  });
});

const rowOf = (...texts: readonly string[]): SymbolRow => {
  const row = new SymbolRow(texts.join('').length, texts.length);
  for (const text of texts) finish(row.add(plain(text)));
  return row;
};

/** Texts of few characters, in which much is repeated. */
const repetitive = fc.array(fc.string({ unit: fc.constantFrom('钨', '钼', '铌', '钽', '，'), maxLength: 30 }), { minLength: 1, maxLength: 4 });

/** Where a row of symbols stands. */
function placesIn(row: SymbolRow, { first, length }: SymbolSpan): number[] {
  const places: number[] = [];
  for (let i = 0; i + length <= row.length; i++) {
    if (row.symbols.subarray(i, i + length).every((symbol, at) => symbol !== SEPARATOR && symbol === row.symbols[first + at])) places.push(i);
  }
  return places;
}

describe('repeated n-grams', () => {
  const ngrams = (texts: readonly string[], least = 2, sieveFrom?: number): Map<string, Ngram> => {
    const row = rowOf(...texts);
    const found = new Map<string, Ngram>();
    finish(repeatedNgrams(row, least, 4, (ngram) => found.set(row.formOf(ngram), ngram), sieveFrom));
    return found;
  };

  it('are counted as they stand, overlapping ones too', () => {
    const found = ngrams(['钨钼铌，钨钼钽，钨钼铌']);
    assert.equal(found.get('钨钼')?.frequency, 3);
    assert.equal(found.get('钨钼铌')?.frequency, 2);
    assert.equal(found.get('钼钽'), undefined);
  });

  it('have the entropy of what follows and goes before', () => {
    const found = ngrams(['铱钨钼铌，铱钨钼铌，铱钨钼钽，铱钨钼钽']);
    assert.ok(Math.abs((found.get('钨钼')?.right ?? 0) - Math.log(2)) < 1e-9);
    assert.ok(Math.abs(found.get('钨钼')?.left ?? 1) < 1e-9);
  });

  it('are all rows that stand often enough, each with its frequency, its texts and where it stands first', () => {
    fc.assert(fc.property(repetitive, fc.integer({ min: 2, max: 4 }), (texts, least) => {
      const row = rowOf(...texts);
      const found = ngrams(texts, least);
      for (let first = 0; first < row.length; first++) {
        for (let length = 1; length <= 4; length++) {
          const places = placesIn(row, { first, length });
          if (places.length === 0) continue;
          const ngram = found.get(row.formOf({ first, length }));
          if (places.length < least) assert.equal(ngram, undefined);
          else assert.deepEqual([ngram?.first, ngram?.frequency, ngram?.documents], [places[0], places.length, new Set(places.map((place) => row.starts.findLastIndex((start) => start <= place))).size]);
        }
      }
    }));
  });

  it('are the same where pairs that stand once are left out beforehand', () => {
    fc.assert(fc.property(repetitive, (texts) => assert.deepEqual(ngrams(texts, 2, 1), ngrams(texts))));
  });
});

describe('a row of symbols', () => {
  it('writes a form as it is compared: with the space between two Latin words, without those beside Han characters', () => {
    const text = 'AI 大模型用GPT store，用Qwen  Max，用5G 网';
    const row = rowOf(text);
    const forms: string[] = [];
    for (let first = 0; first < row.length; first++) {
      for (let length = 1; first + length < row.length && row.symbols[first + length - 1] !== SEPARATOR; length++) forms.push(row.formOf({ first, length }));
    }
    for (const written of ['AI 大模型', 'GPT store', 'Qwen  Max', '5G 网']) assert.ok(forms.includes(keyOf(written)), written);
  });

  it('counts the rows that are asked for, about', () => {
    fc.assert(fc.property(repetitive, fc.array(fc.tuple(fc.nat(119), fc.integer({ min: 1, max: 5 }))), (texts, asked) => {
      const row = rowOf(...texts);
      const spans = asked.map(([first, length]) => ({ first, length })).filter((span) => placesIn(row, span).length > 0);
      const counts = finish(countRows(row, spans));
      for (const span of spans) {
        const exact = placesIn(row, span).length;
        assert.ok(Math.abs(counts.frequency(span.first, span.length) / exact - 1) < 0.03);
      }
    }));
  });
});

describe('pairs of numbers', () => {
  it('are counted and found again, however many there are', () => {
    const pairs = new PairTable();
    for (let i = 0; i < 20_000; i++) {
      finish(pairs.room(1));
      assert.equal(pairs.count(i % 10_000, i % 7, i), i < 10_000 || i % 10_000 % 7 !== i % 7 ? pairs.size : pairs.find(i % 10_000, i % 7));
    }
    for (let i = 0; i < 20_000; i++) assert.ok(pairs.find(i % 10_000, i % 7) > 0);
    assert.equal(pairs.find(10_001, 1), 0);
    assert.equal(pairs.placeOf(pairs.find(3, 3)), 3);
  });
});

describe('names that a text explains', () => {
  const marked = (text: string): string[] => markedNames(fold(text)).flat().map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

  it('have their English name or their other name behind them, however long the words before, and several in a row', () => {
    const before = '那么大家都知道的这一种非常重要而且很有用处的';
    assert.deepEqual(marked(`${before}量子密钥(quantum key)和边缘推理”(edge inference)`), [`glossed ${`${before}量子密钥`.slice(-16)}`, 'glossed 和边缘推理']);
    assert.deepEqual(marked(`${before}量子密钥(quantum key)(以下简称“量钥”),又称量码。`), [
      'quoted 量钥', `glossed ${`${before}量子密钥`.slice(-16)}`, `aliased ${`${before}量子密钥`.slice(-16)}`, 'alias 量钥',
    ]);
  });

  it('short names are made of the full one in order, abbreviations begin with its first letter', () => {
    assert.ok(isShortFor('量钥', '量子密钥'));
    assert.ok(isShortFor('WMS', 'Warehouse Management System'));
    assert.ok(!isShortFor('钥量', '量子密钥'));
    assert.ok(!isShortFor('MS', 'Warehouse Management System'));
  });

  it('a gloss has an English name, an abbreviation or both', () => {
    assert.deepEqual(readGloss('Large Language Model, LLM'), { name: 'Large Language Model', abbreviation: 'LLM' });
    assert.deepEqual(readGloss('LLM'), { abbreviation: 'LLM' });
    assert.deepEqual(readGloss('edge inference'), { name: 'edge inference' });
  });
});
