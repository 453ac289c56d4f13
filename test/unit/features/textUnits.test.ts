import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { selectUnit, TEXT_UNITS, widened, type TextUnit } from '../../../server/src/features/textUnits';
import { selectionRanges } from '../../../server/src/features/selectionRanges';
import { fixture, person, term, type TagSpec } from './support';

const INTERVIEW = ['周岚：您怎么看？\n\n林知远：数据很重要，\n但不是全部。要看长远。\n第二段也是他说的。\n\n周岚：未来呢？\n\n林知远：未来要靠人。\n', '周嵐：您怎麼看？\n\n林知遠：數據很重要，\n但不是全部。要看長遠。\n第二段也是他說的。\n\n周嵐：未來呢？\n\n林知遠：未來要靠人。\n'];

/** What is selected from a cursor (`‸`) or a selection (`‸…‸`). */
function select(marked: string, unit: TextUnit, tags: Readonly<Record<string, TagSpec>> = {}): string | undefined {
  const [before = '', inside, after] = marked.split('‸');
  const text = before + (inside ?? '') + (after ?? '');
  const { document } = fixture({ documents: { 'a.txt': text }, tags });
  const start = before.replace(/[⟦⟧]/g, '').length;
  const end = after === undefined ? start : start + (inside ?? '').length;
  const found = selectUnit(document('a.txt'), { start, end }, unit);
  return found && document('a.txt').text.slice(found);
}

describe('selecting by units of a text', () => {
  it('takes the word, clause, sentence and paragraph around the cursor, in both scripts', () => {
    for (const [text, word, clause, sentence] of [
      ['我们发展经‸济，也保护环境。人人受益。\n下一段。', '经济', '我们发展经济', '我们发展经济，也保护环境。'],
      ['我們發展經‸濟，也保護環境。人人受益。\n下一段。', '經濟', '我們發展經濟', '我們發展經濟，也保護環境。'],
    ] as const) {
      assert.equal(select(text, 'word'), word);
      assert.equal(select(text, 'clause'), clause, 'without the comma after it');
      assert.equal(select(text, 'sentence'), sentence);
      assert.equal(select(text, 'paragraph'), text.replace('‸', '').split('\n')[0]);
    }
  });

  it('takes the turn of a speaker, over its paragraphs', () => {
    for (const text of INTERVIEW) {
      const at = text.indexOf('全部');
      const turn = select(`${text.slice(0, at)}‸${text.slice(at)}`, 'turn');
      assert.ok(turn && /^林知[远遠]：/.test(turn) && /的。$/.test(turn), turn);
    }
    assert.equal(select('没有人‸说话。', 'turn'), undefined);
  });

  it('goes over a soft line break', () => {
    for (const text of INTERVIEW) {
      const at = text.indexOf('很重要');
      assert.match(select(`${text.slice(0, at)}‸${text.slice(at)}`, 'sentence') ?? '', /^林知[远遠]：[数數][据據]很重要，\n但不是全部。$/);
    }
  });

  it('widens a selection to all the units that it touches', () => {
    assert.equal(select('我们发‸展经‸济，也保护环境。', 'word'), '发展经济');
    assert.equal(select('我们发展‸经济，也保‸护环境。', 'clause'), '我们发展经济，也保护环境。');
  });

  it('takes one more unit when pressed again', () => {
    assert.equal(select('‸我们发展经济‸，也保护环境，人人受益。', 'clause'), '我们发展经济，也保护环境');
    assert.equal(select('‸一句。‸两句。三句。', 'sentence'), '一句。两句。');
    assert.equal(select('一段。\n‸最后一段。‸', 'sentence'), '最后一段。', 'nothing follows');
  });

  it('selects nothing between words, and stays whole at any offset of any text', () => {
    assert.equal(select('。‸\n', 'word'), undefined);
    const text = '\ufeff𠮷野家。\r\n\r\n👨‍👩‍👧 葛󠄀城，12,000人。';
    const { document } = fixture({ documents: { 'a.txt': text } });
    fc.assert(fc.property(fc.nat(text.length), fc.nat(6), fc.constantFrom(...TEXT_UNITS), (start, length, unit) => {
      const found = selectUnit(document('a.txt'), { start, end: Math.min(start + length, text.length) }, unit);
      assert.ok(!found || (found.start < found.end && !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text.slice(found.start, found.end))));
    }));
  });
});

describe('selection ranges of an interview', () => {
  it('grow by word, clause, sentence, paragraph and turn, each over the one before', () => {
    for (const text of INTERVIEW) {
      const { document } = fixture({ documents: { 'a.txt': text } });
      const steps = selectionRanges(document('a.txt'), text.indexOf('重要')).map((span) => document('a.txt').text.slice(span));
      const at = (pattern: RegExp): number => steps.findIndex((step) => pattern.test(step));
      const order = [at(/^重要$/), at(/^[数數][据據]很重要，$/), at(/^林知[远遠]：[数數][据據]很重要，\n但不是全部。$/), at(/^林知[远遠]：[^]*要看[长長][远遠]。$/), at(/^林知[远遠]：[^]*的。\s*$/)];
      assert.ok(order.every((place, i) => place >= 0 && (i === 0 || place > (order[i - 1] as number))), `${order.join(' ')}\n${steps.join('\n--\n')}`);
    }
  });
});

describe('an annotation that cuts a word', () => {
  const wider = (marked: string, tags: Readonly<Record<string, TagSpec>> = {}): string | undefined => {
    const [before = '', inside = '', after = ''] = marked.split('‸');
    const { document } = fixture({ documents: { 'a.txt': before + inside + after }, tags });
    const start = before.replace(/[⟦⟧]/g, '').length;
    const found = widened(document('a.txt'), { start, end: start + inside.replace(/[⟦⟧]/g, '').length });
    return found && document('a.txt').text.slice(found);
  };

  it('is offered the whole word at either end, in both scripts', () => {
    assert.equal(wider('我们发展经‸济，也保护环‸境。'), '经济，也保护环境');
    assert.equal(wider('我們發展經‸濟，也保護環‸境。'), '經濟，也保護環境');
  });

  it('is left alone when it cuts none', () => {
    assert.equal(wider('我们发展‸经济，也保护环境‸。'), undefined);
    assert.equal(wider('‸我们发展经济‸'), undefined);
  });

  it('is offered the whole tag, also where the tag is no word of the word list', () => {
    assert.equal(wider('发展⟦新质‸生产力⟧很‸重要。', { 新质生产力: term('新质生产力') }), '新质生产力很');
    assert.equal(wider('‸记者⟦欧阳‸知远⟧来了', { 欧阳知远: person('欧阳知远') }), '记者欧阳知远');
  });

  it('is left alone where a tag says that a word begins or ends there', () => {
    assert.equal(wider('‸⟦新质生产⟧‸力', { 新质生产: term('新质生产') }), undefined);
  });

  it('is left alone inside of a tag', () => {
    assert.equal(wider('⟦新质‸生产力‸⟧。', { 新质生产力: term('新质生产力') }), undefined, 'a word that is a part of a term is whole');
  });
});
