import { strict as assert } from 'node:assert';
import { numbersIn, onlyNumberIn, textsIn } from './numbersIn';

/** Units and ways of writing numbers of Hong Kong and Taiwan. */
describe('numbers as Hong Kong and Taiwan write them', () => {
  it('takes units of length, mass and power in, in both scripts', () => {
    for (const [text, unit] of [['三百公釐', '公厘'], ['12公厘', '公厘'], ['50台斤', '台斤'], ['三百公克', '克'], ['5000瓩', '千瓦'], ['三浬', '海里'], ['200西西', '毫升'], ['8安士', '盎司'], ['300公亩', '公亩']] as const) {
      const found = onlyNumberIn(`共${text}。`);
      assert.deepEqual([found.text, found.kind, found.value.unit], [text, 'measure', unit]);
    }
  });

  it('reads 呎 as square feet, but as feet beside a height, depth or length', () => {
    assert.equal(onlyNumberIn('單位面積三百二十呎。').value.unit, '平方英尺');
    assert.equal(onlyNumberIn('单位约855呎。').value.unit, '平方英尺');
    assert.equal(onlyNumberIn('樓底高12呎。').value.unit, '英尺');
    assert.equal(onlyNumberIn('面積450平方呎。').value.unit, '平方英尺');
  });

  it('counts flats, fish, waves and rounds', () => {
    assert.deepEqual(textsIn('提供八十六伙單位、五尾石斑、三波寒潮，分三梯次施打。'), ['八十六伙', '五尾', '三波', '三梯次']);
    assert.deepEqual(textsIn('一伙人'), []);
    assert.deepEqual(textsIn('奪得三面金牌'), ['三面']);
  });

  it('reads hundredths after tenths', () => {
    for (const [text, num] of [['兩成八', 28], ['七成五', 75], ['六成半', 65], ['9成7', 97]] as const) {
      assert.deepEqual([onlyNumberIn(`有${text}受訪者贊成`).text, onlyNumberIn(`有${text}受訪者贊成`).value.num], [text, num]);
    }
    assert.equal(onlyNumberIn('三成一线城市').value.num, 30);
  });

  it('reads a row of two Chinese digits before a percent sign', () => {
    assert.equal(onlyNumberIn('支持率三八％').value.num, 38);
    assert.equal(onlyNumberIn('反对率四二%').value.num, 42);
    assert.deepEqual(textsIn('三八妇女节'), []);
  });

  it('reads 厘 as a hundredth where interest is spoken of, and nowhere else', () => {
    assert.deepEqual(onlyNumberIn('按揭年息四厘').value, { num: 4, unit: '%' });
    assert.deepEqual(onlyNumberIn('利率三厘半').value, { num: 3.5, unit: '%' });
    assert.deepEqual(onlyNumberIn('央行加息半厘').value, { num: 0.5, unit: '%' });
    assert.notEqual(numbersIn('板厚5厘')[0]?.kind, 'percent');
  });

  it('reads steps and points of interest', () => {
    assert.deepEqual(onlyNumberIn('央行升息一碼').value, { num: 0.25, unit: 'pp' });
    assert.deepEqual(onlyNumberIn('布長三碼').value, { num: 3, unit: '码' });
    for (const text of ['25个基点', '25基點', '25bp']) assert.deepEqual([onlyNumberIn(`下调${text}`).kind, onlyNumberIn(`下调${text}`).value], ['percent', { num: 25, unit: 'bp' }]);
  });

  it('takes forces of wind for measures and magnitudes for counts', () => {
    for (const text of ['八級', '六至七级', '10级', '超過十級']) assert.deepEqual([onlyNumberIn(`沿海風力達${text}。`).text, onlyNumberIn(`沿海風力達${text}。`).kind], [text, 'measure']);
    assert.equal(onlyNumberIn('发生七级地震').kind, 'cardinal');
    assert.deepEqual(textsIn('四级考试'), []);
  });

  it('leaves names of places alone', () => {
    assert.deepEqual(textsIn('遊客湧入九份老街'), []);
    assert.deepEqual(textsIn('收到九份文件'), ['九份']);
  });
});

describe('speeds, terms and steps of change', () => {
  it('takes what a speed is per in after it', () => {
    const { text, value } = onlyNumberIn('设计速度350公里每小时');
    assert.deepEqual([text, value], ['350公里每小时', { num: 350, unit: '千米', per: '小时' }]);
    assert.equal(onlyNumberIn('風速15公尺每秒').value.per, '秒');
  });

  it('takes days for a length of time where the words before say so', () => {
    for (const text of ['为期七日', '長達七日', '为期7日', '連續七日']) assert.equal(onlyNumberIn(text).value.iso, 'P7D', text);
    assert.equal(numbersIn('7日公布')[0]?.kind, 'date');
  });

  it('takes 三季度 after 前 for nine months', () => {
    assert.deepEqual(onlyNumberIn('前三季度').value, { iso: 'P9M' });
    assert.equal(onlyNumberIn('三季度').kind, 'date');
    assert.deepEqual(onlyNumberIn('2021年前三季度').kind, 'date');
  });

  it('parts a change from what it has led to', () => {
    assert.deepEqual(textsIn('人口下降200万至1500万。'), ['200万', '1500万']);
    assert.deepEqual(textsIn('人口增加了200萬至300萬。'), ['200萬至300萬']);
  });
});
