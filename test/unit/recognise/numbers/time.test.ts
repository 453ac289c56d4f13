import { strict as assert } from 'node:assert';
import { numbersIn, onlyNumberIn, textsIn } from './numbersIn';

describe('dates', () => {
  it('gives EDTF as fine as the text is', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['成立于2017年', '2017年', '2017'],
      ['成立於2017年3月', '2017年3月', '2017-03'],
      ['二〇一七年三月九日发布', '二〇一七年三月九日', '2017-03-09'],
      ['2017 年 3 月 9 日发布', '2017 年 3 月 9 日', '2017-03-09'],
      ['更新于2017-03-09', '2017-03-09', '2017-03-09'],
      ['抓取时间2017030908:15', '2017030908:15', '2017-03-09T08:15'],
      ['截至2016年底', '2016年底', '2016'],
      ['2016年度报告', '2016年度', '2016'],
      ['2019年上半年', '2019年上半年', '2019-40'],
      ['2019年第三季度', '2019年第三季度', '2019-35'],
      ['二十世紀的運河', '二十世紀', '19XX'],
      ['20世纪70年代末', '20世纪70年代末', '197X'],
      ['公元前120年', '公元前120年', '-0119'],
      ['民國九十八年', '民國九十八年', '2009'],
      ['2003年前后', '2003年前后', '2003~'],
    ];
    for (const [source, text, edtf] of cases) {
      const found = onlyNumberIn(source);
      assert.deepEqual([found.kind, found.text, found.value.edtf], ['date', text, edtf]);
    }
  });

  it('leaves open what no one says', () => {
    assert.equal(onlyNumberIn('8月26日开工').value.edtf, 'XXXX-08-26');
    assert.equal(onlyNumberIn('4月開工').value.edtf, 'XXXX-04');
  });

  it('reads ranges, the end taking over what it does not say', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['2011—2016年', '2011/2016'],
      ['2011年到2016年', '2011/2016'],
      ['2016年3月9日至4月2日', '2016-03-09/2016-04-02'],
      ['2016年3月9日至22日', '2016-03-09/2016-03-22'],
      ['2016年1-8月', '2016-01/2016-08'],
      ['19世紀末至20世紀初', '18XX/19XX'],
    ];
    for (const [text, edtf] of cases) {
      const found = onlyNumberIn(text);
      assert.deepEqual([found.text, found.value.edtf], [text, edtf]);
    }
  });

  it('resolves relative dates against the date of the document and says so', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['今年', '2022'], ['去年9月', '2021-09'], ['明年初', '2023'], ['前年', '2020'], ['今年上半年', '2022-40'], ['上半年', '2022-40'], ['二季度', '2022-34'],
      ['本月', '2022-05'], ['上個月', '2022-04'], ['昨天', '2022-05-10'], ['下周三', '2022-05-18'], ['上世纪80年代', '198X'],
    ];
    for (const [text, edtf] of cases) {
      const { value } = onlyNumberIn(text, '2022-05-11');
      assert.deepEqual(value, { edtf, relative: true, resolvedFrom: { edtf: '2022-05-11', from: 'corpus' } }, text);
    }
  });

  it('never guesses: without a date of the document, or with one too coarse, edtf is null', () => {
    for (const text of ['今年', '去年9月', '上半年', '同期', '昨天']) assert.deepEqual(onlyNumberIn(text).value, { edtf: null, relative: true }, text);
    assert.deepEqual(onlyNumberIn('昨天', '2022').value, { edtf: null, relative: true });
    assert.equal(onlyNumberIn('同期', '2022-05-11').value.edtf, null);
  });

  it('gives a bare month the year that its sentence has named, and leaves it open in a later sentence', () => {
    assert.deepEqual(numbersIn('2013年3月动工，9月完工', '2022-05-11').map(({ value }) => value.edtf), ['2013-03', '2013-09']);
    assert.deepEqual(numbersIn('工程于2013年3月动工。上半年完成', '2022-05-11').map(({ value }) => value.edtf), ['2013-03', null]);
  });

  it('carries no year over from a title or a comparison', () => {
    assert.deepEqual(numbersIn('《方案（2019年）》提出，到10月底完成，比2018年多，9月再查').map(({ value }) => value.edtf), ['2019', 'XXXX-10', '2018', 'XXXX-09']);
  });

  it('takes the date that the document states over none', () => {
    const source = '河堤加固完工\n某县报（2021年6月2日 第 2 版）\n今年汛期之前，河堤已经加固。';
    assert.equal(numbersIn(source).find(({ text }) => text === '今年')?.value.edtf, '2021');
  });

  it('does not tag vague time words', () => {
    assert.deepEqual(textsIn('近年来，目前，如今，日前，每年'), []);
  });
});

describe('durations', () => {
  it('gives ISO 8601, in both scripts', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['历经18年', '18年', 'P18Y'], ['歷時四個月', '四個月', 'P4M'], ['等待6天', '6天', 'P6D'], ['停电9小时', '9小时', 'PT9H'], ['三個小時二十分鐘', '三個小時二十分鐘', 'PT3H20M'],
      ['用了两年半', '两年半', 'P2Y6M'], ['半年之后', '半年', 'P6M'], ['一个半小时', '一个半小时', 'PT1.5H'], ['花了一年', '一年', 'P1Y'], ['歷時兩周', '兩周', 'P2W'], ['前6个月', '6个月', 'P6M'],
    ];
    for (const [source, text, iso] of cases) {
      const found = onlyNumberIn(source);
      assert.deepEqual([found.kind, found.text, found.value.iso], ['duration', text, iso]);
    }
  });

  it('gives bounds and ranges in ISO 8601 too', () => {
    assert.deepEqual(onlyNumberIn('30-40年').value, { lo: 'P30Y', hi: 'P40Y' });
    assert.deepEqual(onlyNumberIn('几年之内').value, { hi: 'P9Y' });
    assert.deepEqual(onlyNumberIn('历经二十余年').value, { lo: 'P20Y' });
    assert.deepEqual(onlyNumberIn('三个多月').value, { lo: 'P3M' });
    assert.deepEqual(onlyNumberIn('幾十年').value, { lo: 'P20Y', hi: 'P99Y' });
  });

  it('leaves out 近 of the last years, and takes in 近 of nearly', () => {
    assert.equal(onlyNumberIn('近20年来河道变宽').text, '20年');
    assert.deepEqual(onlyNumberIn('工程历时近20年').value, { hi: 'P20Y' });
  });

  it('tells a length of months from a month', () => {
    assert.deepEqual(numbersIn('3個月和3月').map(({ kind }) => kind), ['duration', 'date']);
  });
});

describe('times of day', () => {
  it('reads digits and words', () => {
    const cases: readonly (readonly [string, string])[] = [['20:45', 'T20:45'], ['7点20分', 'T07:20'], ['下午4點半', 'T16:30'], ['17时05分', 'T17:05'], ['9时至17时', 'T09/T17']];
    for (const [text, iso] of cases) {
      const found = onlyNumberIn(text);
      assert.deepEqual([found.kind, found.text, found.value.iso], ['time', text, iso]);
    }
  });
});
