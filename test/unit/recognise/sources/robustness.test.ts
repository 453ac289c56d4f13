import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';
import { createSourceRecogniser, surveySources } from '../../../../server/src/recognise/sources/sources';

const pieces = fc.constantFrom('王', '明', '说', '，', '。', '“', '”', '《', '》', '(', ')', '据', '数据', '显示', '·', '斯', '\n', ' ', '\ud800', '𠮷', 'A', '.', '@', '责任编辑：', '下称', '讲述人：', '他', '表示', '>', '、');

describe('the source layer on any text', () => {
  it('does not throw, keeps every span inside the text, and gives no empty tag', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''))), (source) => {
        const reading = new Reading(source);
        const input = { reading, structure: findStructure(reading) };
        const { tags, attributions } = createSourceRecogniser(surveySources(input)).recognise(input);
        for (const { start, end } of tags) assert.ok(start >= 0 && start < end && end <= reading.length);
        for (const { start, end, content } of attributions ?? []) {
          assert.ok(start >= 0 && start <= content.start && content.start < content.end && content.end <= end && end <= reading.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('reads a long line without punctuation', () => {
    const reading = new Reading('发展港口需要时间和院长陆文博说的规则'.repeat(3000));
    const { tags } = createSourceRecogniser().recognise({ reading, structure: findStructure(reading) });
    assert.equal(tags.filter((tag) => tag.layer === 'source' && tag.id === 'person:陆文博').length, 3000);
  });
});
