import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { fold } from '../../../../server/src/text/fold';
import { findQuotations } from '../../../../server/src/recognise/sources/attributions/quotations';

const inside = (text: string, breaks?: (offset: number) => boolean): string[] => findQuotations(fold(text), breaks).map((quotation) => text.slice(quotation.inside.start, quotation.inside.end));

describe('findQuotations', () => {
  it('takes the outermost marks, in both scripts', () => {
    assert.deepEqual(inside('他说“好”，又说“他喊‘走’就走”。'), ['好', '他喊‘走’就走']);
    assert.deepEqual(inside('他說「好」，又說「他喊『走』就走」。'), ['好', '他喊『走』就走']);
    assert.deepEqual(inside('他说“他喊“走”就走”。'), ['他喊“走”就走']);
  });

  it('puts up with straight marks, marks turned the wrong way and a missing one', () => {
    assert.deepEqual(inside('他说"好"，又说"走"。'), ['好', '走']);
    assert.deepEqual(inside('他说“好“。'), ['好']);
    assert.deepEqual(inside('他说”走”。'), ['走']);
    assert.deepEqual(inside('他说“好，\n众人都走了。'), ['好，']);
    assert.deepEqual(inside('好”，他说。'), []);
  });

  it('goes over paragraphs that each open with a mark until one closes', () => {
    assert.deepEqual(inside('他说：“一。\n“二。\n　　“三。”四。“五。”'), ['一。\n“二。\n　　“三。', '五。']);
  });

  it('goes over paragraphs under one pair of marks, not past one that quotes something itself', () => {
    assert.deepEqual(inside('他说：“一。\n二。\n三。”四。'), ['一。\n二。\n三。']);
    assert.deepEqual(inside('他说：“一。\n二“三”四。\n五。'), ['一。', '三']);
  });

  it('does not go past a heading or a speaker label', () => {
    const text = '他说：“一。\n标题\n“三。”';
    assert.deepEqual(inside(text, (offset) => text.startsWith('标题', offset)), ['一。', '三。']);
  });

  it('gives spans in order that do not overlap, on any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('“', '”', '"', '\n', '一', '。', '“二”'), { maxLength: 60 }).map((parts) => parts.join('')), (text) => {
        const found = findQuotations(text);
        let last = 0;
        for (const quotation of found) {
          assert.ok(last <= quotation.start && quotation.start < quotation.inside.start && quotation.inside.start < quotation.inside.end && quotation.inside.end <= quotation.end && quotation.end <= text.length);
          last = quotation.end;
        }
      }),
      { numRuns: 500 },
    );
  });
});
