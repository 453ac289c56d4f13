import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { formsOf, packForms, unpackForms } from '../../../../server/src/corpus/packed/packForms';
import type { SourceTag } from '../../../../server/src/recognise/tags';
import { Reading } from '../../../../server/src/text/reading';
import { SourceText } from '../../../../server/src/text/sourceText';

describe('packed forms of sources', () => {
  it('are for each source those of its mentions, each as often as it stands', () => {
    const text = '林知远、林\n知远、林知遠、陈舟、陳舟。';
    const document = { text: new SourceText(text), reading: new Reading(text) };
    const spans = fc.constantFrom({ start: 0, end: 3 }, { start: 4, end: 8 }, { start: 9, end: 12 }, { start: 13, end: 15 }, { start: 16, end: 18 });
    const tag = fc.record({ span: spans, id: fc.constantFrom('person:甲', 'person:甲乙', 'person:乙') }).map(({ span, id }): SourceTag => ({ layer: 'source', kind: 'person', id, ...span }));
    fc.assert(fc.property(fc.array(tag), (tags) => {
      const packed = packForms(tags, document);
      for (const id of ['person:甲', 'person:甲乙', 'person:乙', 'person:丙']) assert.deepEqual(unpackForms(packed, id), formsOf(id, tags.filter((each) => each.id === id), document));
    }));
  });
});
