import { strict as assert } from 'node:assert';
import { numbersIn, onlyNumberIn, textsIn } from './numbersIn';

const datesIn = (source: string, date?: string): unknown[] => numbersIn(source, date).map(({ text, value }) => [text, value.edtf]);

describe('periods of the calendar', () => {
  it('are quarters and halves as balance sheets write them', () => {
    assert.deepEqual(datesIn('2023年Q3、2024Q1、24H1、1H24'), [['2023年Q3', '2023-35'], ['2024Q1', '2024-33'], ['24H1', '2024-40'], ['1H24', '2024-40']]);
    assert.deepEqual(datesIn('Q2營收下滑', '2024-08-01'), [['Q2', '2024-34']]);
    for (const source of ['奥迪Q3上市', 'H1N1流感', 'IQ2系列']) assert.deepEqual(textsIn(source), [], source);
  });

  it('are quarters without 度 only after a year', () => {
    assert.deepEqual(datesIn('2024年第三季'), [['2024年第三季', '2024-35']]);
    assert.equal(onlyNumberIn('第三季開播').kind, 'ordinal');
  });

  it('are school and financial years, those of Taiwan too', () => {
    assert.deepEqual(datesIn('2023—2024学年，2023财年'), [['2023—2024学年', '2023/2024'], ['2023财年', '2023']]);
    assert.deepEqual(datesIn('2019—2020年度，2019－2020年度'), [['2019—2020年度', '2019/2020'], ['2019－2020年度', '2019/2020']]);
    assert.deepEqual(datesIn('112學年度與112年8月'), [['112學年度', '2023'], ['112年8月', '2023-08']]);
  });

  it('are years in a list, of which the last alone says so', () => {
    assert.deepEqual(datesIn('2015、2016、2017和2018年'), [['2015', '2015'], ['2016', '2016'], ['2017', '2017'], ['2018年', '2018']]);
    assert.ok(numbersIn('2015、2016、2017家').every(({ kind }) => kind !== 'date'));
  });

  it('are decades in pairs', () => {
    assert.deepEqual(datesIn('20世纪七八十年代'), [['20世纪七八十年代', '197X/198X']]);
    assert.deepEqual(datesIn('20世紀30至40年代'), [['20世紀30至40年代', '193X/194X']]);
    assert.deepEqual(datesIn('上世纪八九十年代', '2024'), [['上世纪八九十年代', '198X/199X']]);
    assert.deepEqual(datesIn('60、70年代'), [['60、70年代', 'XX6X/XX7X']]);
  });

  it('are centuries before and after the beginning of our era', () => {
    assert.deepEqual(datesIn('公元前3世纪'), [['公元前3世纪', '-02XX']]);
    assert.deepEqual(datesIn('公元三世紀'), [['公元三世紀', '02XX']]);
  });

  it('have a Y where a year has more than four digits', () => {
    assert.deepEqual(datesIn('公元前12000年'), [['公元前12000年', 'Y-11999']]);
  });

  it('are the years of a life in brackets', () => {
    assert.deepEqual(datesIn('郑伯安（1881—1936）'), [['1881—1936', '1881/1936']]);
  });
});

describe('days', () => {
  it('in brackets after 昨 and 今 are one date', () => {
    assert.deepEqual(datesIn('昨（17）日表示', '2024-10-18'), [['昨（17）日', '2024-10-17']]);
    assert.deepEqual(datesIn('昨（30）日表示', '2024-10-01'), [['昨（30）日', '2024-09-30']]);
    assert.deepEqual(datesIn('昨（17）日表示'), [['昨（17）日', 'XXXX-XX-17']]);
    assert.deepEqual(datesIn('昨（12）日表示', '2024-10-18'), [['昨（12）日', 'XXXX-XX-12']]);
  });

  it('of a week that is not named stay open, and those of every week are none', () => {
    assert.deepEqual(datesIn('周四抵达，星期三上午10点离开', '2024-10-18'), [['周四', null], ['星期三上午10点', null]]);
    assert.deepEqual(datesIn('本周五', '2024-10-18'), [['本周五', '2024-10-18']]);
    assert.deepEqual(textsIn('每周二、周四与周六开放'), []);
    for (const source of ['每周三', '每星期六', '一周一次', '周一鸣']) assert.ok(numbersIn(source).every(({ kind }) => kind !== 'date'), source);
  });

  it('take the month that the sentence has named', () => {
    assert.deepEqual(datesIn('3月12日開幕，15日閉幕。18日總結。'), [['3月12日', 'XXXX-03-12'], ['15日', 'XXXX-03-15'], ['18日', 'XXXX-XX-18']]);
    assert.deepEqual(datesIn('2023年3月12日开幕，15日闭幕'), [['2023年3月12日', '2023-03-12'], ['15日', '2023-03-15']]);
  });

  it('of one Chinese digit are dates where the news reports', () => {
    assert.deepEqual(datesIn('六日宣布'), [['六日', 'XXXX-XX-06']]);
    assert.equal(onlyNumberIn('三日内回复').value.iso, 'P3D');
  });

  it('stand after the mark of a list', () => {
    assert.deepEqual(datesIn('1．5月17日，开幕'), [['5月17日', 'XXXX-05-17']]);
    assert.deepEqual(datesIn('10．1992年7月'), [['1992年7月', '1992-07']]);
  });
});

describe('approximate dates', () => {
  it('have their approximator before or after them', () => {
    assert.deepEqual(numbersIn('大约1997年初投产').map(({ text, value }) => [text, value]), [['大约1997年初', { edtf: '1997~', approx: true }]]);
    assert.deepEqual(textsIn('預約2020年的門票'), ['2020年']);
    assert.equal(onlyNumberIn('约5日').kind, 'duration');
  });
});

describe('months', () => {
  it('share 月 at the end of a list', () => {
    assert.deepEqual(datesIn('会议在3、4月召开'), [['3', 'XXXX-03'], ['4月', 'XXXX-04']]);
    assert.deepEqual(datesIn('3、4月召开会议'), [['4月', 'XXXX-04']]);
  });
});

describe('moments', () => {
  it('are hours with 许, 整 or 左右', () => {
    assert.equal(onlyNumberIn('7时许出发').value.iso, 'T07');
    assert.equal(onlyNumberIn('晚上9時整').text, '晚上9時整');
    assert.deepEqual(onlyNumberIn('3点左右').value, { iso: 'T03:00', approx: true });
  });
});
