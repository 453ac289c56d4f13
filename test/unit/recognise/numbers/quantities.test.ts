import { strict as assert } from 'node:assert';
import { numbersIn, onlyNumberIn, textsIn } from './numbersIn';

describe('quantities', () => {
  it('takes the classifier in, common and rare, in both scripts', () => {
    for (const text of ['42场', '两场', '三首', '兩群', '12面', '三任', '五站', '二十盏', '3劑', '兩檔', '8包', '四具', '36标箱', '15車次']) {
      assert.deepEqual(textsIn(`其中${text}。`), [text]);
    }
  });

  it('leaves words alone that begin as a classifier does', () => {
    for (const text of ['三线城市', '两院院士', '三面环山', '四面八方', '二则']) assert.deepEqual(textsIn(`这是${text}。`), [], text);
  });

  it('takes the classifier in and leaves the counted noun out, in both scripts', () => {
    assert.deepEqual(onlyNumberIn('全市新建45座泵站'), { text: '45座', kind: 'cardinal', value: { num: 45, unit: '座' }, measures: { what: '泵站' } });
    assert.deepEqual(onlyNumberIn('該鎮收錄六個劇種'), { text: '六個', kind: 'cardinal', value: { num: 6, unit: '个' }, measures: { what: '剧种' } });
  });

  it('takes in nouns that count without a classifier, and 大', () => {
    assert.deepEqual(textsIn('三大板块覆盖8省份，惠及两国6万户'), ['三大', '8省份', '两国', '6万户']);
    assert.equal(onlyNumberIn('四大看点').value.unit, undefined);
  });

  it('does not take the head of another word for a unit', () => {
    assert.deepEqual(textsIn('两地区之间'), []);
    assert.deepEqual(textsIn('70家电池厂'), ['70家']);
  });

  it('reads bounds before and after the number', () => {
    const cases: readonly (readonly [string, string, object])[] = [
      ['员工超过600人', '超过600人', { lo: 600, unit: '人' }],
      ['參與者逾三千人', '逾三千人', { lo: 3000, unit: '人' }],
      ['只有不足40户', '不足40户', { hi: 40, unit: '户' }],
      ['汇集了近百名匠人', '近百名', { hi: 100, unit: '名' }],
      ['约有大约70所', '大约70所', { num: 70, approx: true, unit: '所' }],
      ['增加到90所左右', '90所左右', { num: 90, approx: true, unit: '所' }],
      ['总计70多件', '70多件', { lo: 70, unit: '件' }],
      ['總計70餘件', '70餘件', { lo: 70, unit: '件' }],
      ['要求50件以上', '50件以上', { lo: 50, unit: '件' }],
      ['限于50件以内', '50件以内', { hi: 50, unit: '件' }],
      ['吸引上千家', '上千家', { lo: 1000, unit: '家' }],
      ['不少于8门课', '不少于8门', { lo: 8, unit: '门' }],
    ];
    for (const [source, text, value] of cases) {
      const found = onlyNumberIn(source);
      assert.equal(found.text, text);
      assert.deepEqual(found.value, value, source);
    }
  });

  it('does not take the tail of another word for an approximator', () => {
    assert.deepEqual(textsIn('节约800吨，附近30户，加快3倍'), ['800吨', '30户', '3倍']);
  });

  it('reads ranges of every shape as one span', () => {
    const cases: readonly (readonly [string, string, object])[] = [
      ['每组4-6名', '4-6名', { lo: 4, hi: 6, unit: '名' }],
      ['选出3家至8家', '3家至8家', { lo: 3, hi: 8, unit: '家' }],
      ['預計二十到三十萬人', '二十到三十萬人', { lo: 200000, hi: 300000, unit: '人' }],
      ['达到百亿至五百亿', '百亿至五百亿', { lo: 1e10, hi: 5e10 }],
      ['多出2、3个', '2、3个', { lo: 2, hi: 3, unit: '个' }],
      ['剩下一兩家', '一兩家', { lo: 1, hi: 2, unit: '家' }],
      ['带来七八件', '七八件', { lo: 7, hi: 8, unit: '件' }],
    ];
    for (const [source, text, value] of cases) {
      const found = onlyNumberIn(source);
      assert.equal(found.text, text);
      assert.deepEqual(found.value, value, source);
    }
  });

  it('keeps a change from one number to another apart', () => {
    assert.deepEqual(textsIn('由90家下降到60家'), ['90家', '60家']);
  });

  it('reads percent, percentage points and tenths', () => {
    assert.deepEqual(onlyNumberIn('合格率为97.5%').value, { num: 97.5, unit: '%' });
    assert.deepEqual(onlyNumberIn('回升百分之四十五').value, { num: 45, unit: '%' });
    assert.deepEqual(onlyNumberIn('回升2.6個百分點').value, { num: 2.6, unit: 'pp' });
    assert.deepEqual(onlyNumberIn('约有六成的人').value, { num: 60, unit: '%' });
    assert.deepEqual(onlyNumberIn('控制在3%到5%之间').value, { lo: 3, hi: 5, unit: '%' });
  });

  it('reads fractions and halves', () => {
    assert.deepEqual(onlyNumberIn('四分之三的村庄').value, { num: 0.75 });
    assert.deepEqual(onlyNumberIn('占全部的2/5').value, { num: 0.4 });
    assert.deepEqual(onlyNumberIn('不足萬分之一').value, { hi: 0.0001 });
    assert.deepEqual(onlyNumberIn('一半以上的村庄').value, { lo: 0.5 });
    assert.deepEqual(onlyNumberIn('加入四分之一升水'), { text: '四分之一升', kind: 'measure', value: { num: 0.25, unit: '升' }, measures: undefined });
  });

  it('reads multiples and doublings', () => {
    assert.deepEqual(onlyNumberIn('达到原来的3.6倍').value, { num: 3.6, unit: '×' });
    assert.deepEqual(onlyNumberIn('增加几十倍').value, { lo: 20, hi: 99, unit: '×' });
    assert.deepEqual(onlyNumberIn('產量翻兩番').value, { num: 4, unit: '×' });
    assert.deepEqual(textsIn('业务成倍增长'), []);
  });

  it('reads money with its currency, before and after the number', () => {
    const cases: readonly (readonly [string, string, object])[] = [
      ['耗资4600億元', '4600億元', { num: 460000000000, unit: 'CNY' }],
      ['借款人民币800元', '人民币800元', { num: 800, unit: 'CNY' }],
      ['票价HK$65', 'HK$65', { num: 65, unit: 'HKD' }],
      ['捐出新臺幣30萬元', '新臺幣30萬元', { num: 300000, unit: 'TWD' }],
      ['標價三十六元五角', '三十六元五角', { num: 36.5, unit: 'CNY' }],
      ['月租600万~900万越南盾/月', '600万~900万越南盾/月', { lo: 6000000, hi: 9000000, unit: 'VND', per: '月' }],
      ['贷款7万美元以上', '7万美元以上', { lo: 70000, unit: 'USD' }],
      ['一百多块钱', '一百多块钱', { lo: 100, unit: 'CNY' }],
    ];
    for (const [source, text, value] of cases) {
      const found = onlyNumberIn(source);
      assert.equal(found.kind, 'money');
      assert.equal(found.text, text);
      assert.deepEqual(found.value, value, source);
    }
  });

  it('takes 块 before a noun for a classifier', () => {
    assert.equal(onlyNumberIn('装上三百块电池').kind, 'cardinal');
  });

  it('reads measures under their canonical name', () => {
    assert.deepEqual(onlyNumberIn('堤长36公里').value, { num: 36, unit: '千米' });
    assert.deepEqual(onlyNumberIn('精度为5nm').value, { num: 5, unit: '纳米' });
    assert.deepEqual(onlyNumberIn('耕地四百萬畝').value, { num: 4000000, unit: '亩' });
    assert.deepEqual(onlyNumberIn('气温零下12摄氏度').value, { num: -12, unit: '摄氏度' });
    assert.deepEqual(onlyNumberIn('18岁以上').value, { lo: 18, unit: '岁' });
  });

  it('reads ordinals with spaces and ranges', () => {
    assert.deepEqual(onlyNumberIn('见第 7 版'), { text: '第 7 版', kind: 'ordinal', value: { num: 7, unit: '版' }, measures: undefined });
    assert.deepEqual(onlyNumberIn('第二十六屆').value, { num: 26, unit: '届' });
    assert.deepEqual(onlyNumberIn('第3至5章').value, { lo: 3, hi: 5, unit: '章' });
    assert.deepEqual(onlyNumberIn('产量居全国第二').value, { num: 2 });
  });

  it('joins what a soft line break has split', () => {
    const source = '这座水库的设计总库容按照最近一次核定的结果来计算，一共是三百\n\n六十万立方米，供水范围包括下游的全部乡镇和两个工业园区在内。';
    assert.deepEqual(numbersIn(source).map(({ text, value }) => [text, value.num]), [['三百\n\n六十万立方米', 3600000], ['两个', 2]]);
  });

  it('says what a number measures only where its clause does', () => {
    assert.equal(onlyNumberIn('全县粮食产量达36万吨').measures?.what, '全县粮食产量');
    assert.equal(onlyNumberIn('其中，設備投入占全部支出的比例高達45%').measures?.what, '设备投入占全部支出的比例');
    assert.equal(onlyNumberIn('合格率98%').measures?.what, '合格率');
    assert.equal(onlyNumberIn('我们一共走访了36户').measures, undefined);
  });
});
