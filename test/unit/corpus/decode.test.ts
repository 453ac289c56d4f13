import { strict as assert } from 'node:assert';
import { decode } from '../../../server/src/corpus/decode';
import { encode } from './encode';

const SIMPLIFIED = '　　新的产业政策不是只看规模，而是要让企业在市场中有所选择。\r\n研究人员说，这个问题要从两个方面来看。\r\n';
const TRADITIONAL = '　　新的產業政策不是只看規模，而是要讓企業在市場中有所選擇。\r\n研究人員說，這個問題要從兩個方面來看。\r\n';
const BOM = '\ufeff';

describe('decoding a document', () => {
  for (const [script, text] of [['Simplified', SIMPLIFIED], ['Traditional', TRADITIONAL]] as const) {
    describe(script, () => {
      it('detects UTF-8', () => assert.deepEqual(decode(Buffer.from(text)), { text, encoding: 'utf-8' }));
      it('leaves a byte order mark out of the text', () => assert.deepEqual(decode(Buffer.from(BOM + text)), { text, encoding: 'utf-8' }));
      for (const encoding of ['utf-16le', 'utf-16be']) {
        it(`reads ${encoding} by its byte order mark`, () => assert.deepEqual(decode(encode(BOM + text, encoding)), { text, encoding }));
        it(`detects ${encoding} without one by its line ends`, () => assert.deepEqual(decode(encode(text, encoding)), { text, encoding }));
        it(`detects ${encoding} that has no character of ASCII`, () => {
          const line = text.split('\r\n')[0] as string;
          assert.deepEqual(decode(encode(line, encoding)), { text: line, encoding });
        });
      }
      it('detects GB18030', () => assert.deepEqual(decode(encode(text, 'gb18030')), { text, encoding: 'gb18030' }));
    });
  }

  it('detects Big5', () => assert.deepEqual(decode(encode(TRADITIONAL, 'big5')), { text: TRADITIONAL, encoding: 'big5' }));

  it('tells Big5 from GB18030 in text that begins with much ASCII', () => {
    const text = `${'<p class="body">\n'.repeat(300)}${TRADITIONAL}`;
    assert.equal(decode(encode(text, 'big5'))?.text, text);
    assert.equal(decode(encode(text, 'gb18030'))?.text, text);
  });

  it('does not depend on where a multi-byte character falls in a long file', () => {
    for (const shift of ['', 'a']) {
      const text = shift + TRADITIONAL.repeat(2000);
      assert.equal(decode(encode(text, 'big5'))?.text, text);
    }
  });

  it('keeps characters outside the Basic Multilingual Plane, of GB18030 in four bytes', () => {
    const text = `${SIMPLIFIED}𠮷野`;
    assert.equal(decode(encode(text, 'gb18030'))?.text, text);
  });

  it('takes the encoding that is named, by any of its labels', () => {
    assert.equal(decode(encode('中文', 'big5'), 'Big5-HKSCS')?.text, '中文');
    assert.equal(decode(encode('中文', 'gbk'), 'gb2312')?.text, '中文');
  });

  it('refuses bytes that are not text in the named encoding', () => {
    assert.equal(decode(encode(SIMPLIFIED, 'gb18030'), 'utf-8'), undefined);
  });

  it('reads pure ASCII and an empty file as UTF-8', () => {
    assert.deepEqual(decode(Buffer.from('')), { text: '', encoding: 'utf-8' });
    assert.deepEqual(decode(Buffer.from('a\tb\n')), { text: 'a\tb\n', encoding: 'utf-8' });
  });

  it('refuses what is no text: a picture, zeros, UTF-8 with a broken character', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61000000097048597300000b1300000b1301009a9c18', 'hex');
    assert.equal(decode(png), undefined);
    assert.equal(decode(Buffer.alloc(64)), undefined);
    const damaged = Buffer.concat([Buffer.from(SIMPLIFIED.repeat(3)), Buffer.from([0xe4, 0xb8]), Buffer.from(SIMPLIFIED)]);
    assert.equal(decode(damaged), undefined);
    assert.equal(decode(Buffer.from(`\u001b[1m${SIMPLIFIED}\u001b[0m`.repeat(3))), undefined);
  });
});
