import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';
import { createSourceRecogniser, surveySources } from '../../../../server/src/recognise/sources/sources';

const pieces = fc.constantFrom('王', '明', '说', '，', '。', '“', '”', '《', '》', '(', ')', '据', '数据', '显示', '·', '斯', '\n', ' ', '\ud800', '𠮷', 'A', '.', '@', '责任编辑：', '下称', '讲述人：', '他', '表示', '>', '、', ':', '‘', '"', '认为', '该报告', '看来', '在', '记者', '从', '获悉', '？', '答：', '本文根据');

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

  it('finds who says what in texts full of marks and cues in linear time', () => {
    // Ten times as long takes ten times as long; anything worse than linear would not end here.
    for (const piece of ['“', '”', '“说', '他说，', '据', '据数据，', '“\n', '”\n“', '在看来', '说：“\n\n', '表示，认为', '报告显示', '，；', '甲：\n', '"', '多位专家的', '该', '从获悉']) {
      const reading = new Reading(piece.repeat(20_000));
      const { attributions } = createSourceRecogniser().recognise({ reading, structure: findStructure(reading) });
      for (const { content } of attributions ?? []) assert.ok(content.start < content.end && content.end <= reading.length);
    }
  }).timeout(20_000);

  it('reads a long line without punctuation', () => {
    const reading = new Reading('发展港口需要时间和院长陆文博说的规则'.repeat(3000));
    const { tags } = createSourceRecogniser().recognise({ reading, structure: findStructure(reading) });
    assert.equal(tags.filter((tag) => tag.layer === 'source' && tag.id === 'person:陆文博').length, 3000);
  });
});
