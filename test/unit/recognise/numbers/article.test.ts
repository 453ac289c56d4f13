import { strict as assert } from 'node:assert';
import { isArticle } from '../../../../server/src/recognise/numbers/article';
import { plainGrammar } from '../../../../server/src/recognise/numbers/grammar';
import { parseQuantity } from '../../../../server/src/recognise/numbers/quantities/quantity';
import classifierData from '../../../../server/data/numbers/classifiers.json';
import { fold } from '../../../../server/src/text/fold';
import { numbersIn } from './numbersIn';

const { units } = plainGrammar;

describe('the article 一', () => {
  it('is told of the usual classifiers', () => {
    for (const word of ['个', '种', '场', '项', '家', '位', '批']) assert.equal(isArticle(`这是一${word}问题`, 2, units), true, word);
  });

  it('is none where the grammar finds a number, whatever stands beside it', () => {
    const words = [...Object.keys(classifierData.classifiers), ...classifierData.noUnit, '吨', '元', '块', '年', '天', '月', '个月', '小时', '倍', '成', '分', '半', '码', '呎', '级', '百分点'].map(fold);
    const befores = ['', '有', '只有', '仅', '不止', '零', '这', '近', '约', '每', '第', '二', '前', '“', '\n'];
    const afters = ['', '人', '多人', '半', '以上', '左右', '、二', '至三家', '到两', '/天', '每年', '台机器人16万元', '书¥5', '一', '个', '百分点', '分之一', '又二分之一', '点五', '”', '。', ' 3', '月', '期'];
    let articles = 0;
    for (const word of words) {
      for (const before of befores) {
        for (const after of afters) {
          const text = `${before}一${word}${after}`;
          if (!isArticle(text, before.length, units)) continue;
          articles++;
          assert.equal(parseQuantity(text, before.length, plainGrammar), undefined, text);
        }
      }
    }
    assert.ok(articles > 10_000, String(articles));
  });

  it('counts with a price, a bound or a word that says that there is only one', () => {
    for (const text of ['一台机器人16万元', '只有一家公司', '一家以上']) assert.equal(numbersIn(text).length > 0, true, text);
  });
});
