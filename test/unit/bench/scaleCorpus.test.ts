import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteScaleCorpora, madeDocuments, scaleCorpus } from '../../../bench/lib/scaleCorpus';
import { originalOf, varied } from '../../../bench/lib/textVariation';
import { scriptOf } from '../../../server/src/text/script';

const HANS = '岚江的新工厂\n记者 郭远山\n开头一。\n开头二。\n开头三。\n'
  + '郭远山说，2023年8月5日，这座工厂有1280名工人，产值三十亿元。\n后来郭远山又去了一次。\n记者：型号是A380-2吗？\n一共48%。\n上午9:30开门。\n最后一段没有数。\n';
const HANT = '海屏的機床\n記者 羅志遠\n開頭一。\n開頭二。\n開頭三。\n羅志遠表示，去年有560家企業。\n這裡的機器會思考，時間是12月。\n還有一段話，沒有什麼可說。\n';
const originals = [originalOf('a', HANS), originalOf('b', HANT)];
const text = (original = originals[0], seed = 7): string => [...varied(original as (typeof originals)[0], seed)].join('');

describe('a variation of a document', () => {
  it('is the same for the same seed and another for another', () => {
    assert.equal(text(), text());
    assert.notEqual(text(), text(originals[0], 8));
  });

  it('keeps title and opening, and the wording of every paragraph', () => {
    const shape = (of: string): string[] => of.replace(/\d+/g, '#').replace(/[二三四五六七八九]十/g, '#').split('\n');
    const [before, after] = [shape(HANS.replaceAll('郭远山', '###')), shape(text().replaceAll(nameIn(text()), '###'))];
    assert.deepEqual(after.slice(0, 5), before.slice(0, 5));
    assert.deepEqual([...after].sort(), [...before].sort());
  });

  it('gives a person another name, the same all through', () => {
    const name = nameIn(text());
    assert.equal(name.length, 3);
    assert.notEqual(name, '郭远山');
    assert.equal(text().split(name).length - 1, 3);
  });

  it('writes dates that exist, and leaves codes with letters alone', () => {
    for (let seed = 0; seed < 50; seed++) {
      const made = text(originals[0], seed);
      const [, year, month, day] = /(\d+)年(\d+)月(\d+)日/.exec(made) as unknown as [string, string, string, string];
      assert.ok(Number(year) >= 1996 && Number(year) <= 2027, year);
      assert.ok(Number(month) >= 1 && Number(month) <= 12, month);
      assert.ok(Number(day) >= 1 && Number(day) <= 28, day);
      assert.match(made, /上午([01]?\d|2[0-3]):[0-5]\d开门/);
      assert.match(made, /[1-9]\d{3}名工人，产值[二三四五六七八九]十亿元/);
      assert.ok(made.includes('A380-2'));
    }
  });

  it('changes the order of paragraphs', () => {
    assert.ok(Array.from({ length: 20 }, (_, seed) => text(originals[0], seed)).some((made) => made.indexOf('%') > made.indexOf('最后一段')));
  });

  it('stays in its script', () => {
    for (let seed = 0; seed < 20; seed++) assert.equal(scriptOf(text(originals[1], seed)), 'hant');
  });

  function nameIn(made: string): string {
    return /记者 (.*)/.exec(made)?.[1] as string;
  }
});

describe('the documents of a corpus for scale', () => {
  const made = (bytes: number, seed = 1): { path: string; text: string; bytes: number }[] => [...madeDocuments({ bytes, seed, originals })];

  it('are the same for the same seed', () => {
    assert.deepEqual(made(50_000), made(50_000));
    assert.notDeepEqual(made(50_000), made(50_000, 2));
  });

  it('have the wanted size, and at most a paragraph more', () => {
    for (const bytes of [1, 1000, 30_000, 1_000_000]) {
      const sum = made(bytes).reduce((total, { text }) => total + Buffer.byteLength(text), 0);
      assert.ok(sum >= bytes && sum < bytes + 200, `${sum} of ${bytes}`);
    }
  });

  it('begin as those of a larger corpus do', () => {
    const small = made(30_000);
    assert.deepEqual(small.slice(0, -1), made(60_000).slice(0, small.length - 1));
  });

  it('are in both scripts', () => {
    const scripts = new Set(made(20_000).map(({ text }) => scriptOf(text)));
    assert.ok(scripts.has('hans') && scripts.has('hant'));
  });

  it('are mostly as long as the originals, and some much longer', () => {
    const lengths = made(3_000_000).map(({ text }) => text.length);
    const large = lengths.filter((length) => length >= 200_000);
    assert.ok(large.length > 0 && large.length < lengths.length / 20);
    assert.ok(lengths.filter((length) => length < 300).length > lengths.length * 0.9);
  });
});

describe('a corpus for scale on disk', () => {
  let under: string;
  beforeEach(() => (under = mkdtempSync(join(tmpdir(), 'meipi-test-'))));
  afterEach(() => rmSync(under, { recursive: true }));

  it('is made once and found again', () => {
    const first = scaleCorpus({ bytes: 20_000, originals, under });
    const files = readdirSync(first.folder, { recursive: true }).filter((name) => String(name).endsWith('.txt'));
    assert.equal(files.length, first.documents);
    const file = join(first.folder, String(files[0]));
    rmSync(file);
    assert.deepEqual(scaleCorpus({ bytes: 20_000, originals, under }), first);
    assert.ok(!existsSync(file), 'it was made again');
  });

  it('holds the bytes that it says', () => {
    const { folder, bytes, units } = scaleCorpus({ bytes: 20_000, originals, under });
    const texts = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.txt')).map((name) => readFileSync(join(folder, String(name))));
    assert.equal(texts.reduce((sum, { length }) => sum + length, 0), bytes);
    assert.equal(texts.reduce((sum, each) => sum + each.toString().length, 0), units);
  });

  it('that was not finished is made anew, and nothing is left of the attempt', () => {
    const { folder } = scaleCorpus({ bytes: 20_000, originals, under });
    rmSync(join(folder, '..', 'complete.json'));
    mkdirSync(join(folder, '000'), { recursive: true });
    const again = scaleCorpus({ bytes: 20_000, originals, under });
    assert.ok(existsSync(join(again.folder, '..', 'complete.json')));
    assert.equal(readdirSync(under).length, 1);
  });

  it('is deleted with all others, and nothing else in the folder is', () => {
    scaleCorpus({ bytes: 20_000, originals, under });
    scaleCorpus({ bytes: 20_000, seed: 2, originals, under });
    for (const name of ['making-aBc123', 'reopen-aBc123', 'typing-aBc123', '20000', 'my-texts']) mkdirSync(join(under, name));
    deleteScaleCorpora(under);
    assert.deepEqual(readdirSync(under).sort(), ['20000', 'my-texts']);
    deleteScaleCorpora(join(under, 'none'));
  });
});
