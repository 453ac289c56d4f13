import { strict as assert } from 'node:assert';
import { findDocumentDate } from '../../../../server/src/recognise/numbers/dates/documentDate';
import { fold } from '../../../../server/src/text/fold';

const dateOf = (text: string): string | undefined => findDocumentDate(fold(text))?.edtf;

describe('the date that a document states', () => {
  it('stands in the line of a newspaper, beside the page', () => {
    assert.equal(dateOf('河堤完工\n《某县报》（2021年6月2日 第 3 版）\n正文'), '2021-06-02');
  });

  it('stands after a label', () => {
    assert.equal(dateOf('發佈時間：2021年6月2日 10:30\n正文'), '2021-06-02');
    assert.equal(dateOf('标题\n日期：2021-06-02\n正文'), '2021-06-02');
  });

  it('fills a line', () => {
    assert.equal(dateOf('标题\n\n2021060218:34\n\n正文'), '2021-06-02');
    assert.equal(dateOf('标题\n来源：某县报 2021年6月2日\n正文'), '2021-06-02');
    assert.equal(dateOf('標題\r\n2021年6月2日\r\n正文'), '2021-06-02');
  });

  it('fills a line in every way to write a date, with white space behind it or a time', () => {
    for (const line of ['20210602', '2021-6-2', '2021/06/02', '2021.6. 2', '2021年6月 2', '2021年6月2号', '2021-06-02 10:30', '2021年6月2日 10:30:05', '2021-06-02\t']) {
      assert.equal(dateOf(`标题\n${line}\n正文`), '2021-06-02', line);
    }
    for (const line of ['某某大厦2021', '编号 20210', '热线 55001234567']) assert.equal(dateOf(`标题\n${line}\n正文`), undefined, line);
  });

  it('stands in the dateline with its year', () => {
    assert.equal(dateOf('某社某县2021年6月2日电 正文'), '2021-06-02');
  });

  it('stands in the issue line of a magazine, with the day of publication where one is given', () => {
    assert.equal(dateOf('6月15日出版 2021年6月刊 第6期'), '2021-06-15');
    assert.equal(dateOf('2021年6月刊'), '2021-06');
  });

  it('is not a date in running prose, nor a dateline without a year', () => {
    assert.equal(dateOf('工程于2021年6月2日动工，历时两年。'), undefined);
    assert.equal(dateOf('某社6月2日电 正文'), undefined);
    assert.equal(dateOf('公司成立时间：2001年6月2日'), undefined);
  });

  it('is unknown where two statements differ, or the day does not exist', () => {
    assert.equal(dateOf('2021年6月2日\n正文\n2021年8月9日\n正文'), undefined);
    assert.equal(dateOf('2021年2月30日\n正文'), undefined);
  });
});
