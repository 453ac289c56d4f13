import { strict as assert } from 'node:assert';
import type { Findings, Recogniser } from '../../../server/src/recognise/recogniser';
import { tagReading, type DocumentFindings } from '../../../server/src/recognise/tagger';
import type { Layer, NumberTag, SourceTag, Tag, TermTag } from '../../../server/src/recognise/tags';
import { Reading } from '../../../server/src/text/reading';
import { findStructure } from '../../../server/src/text/structure';

function recogniser(layer: Layer, findings: (reading: Reading) => Findings): Recogniser {
  return { layer, recognise: ({ reading }) => findings(reading) };
}

function run(text: string, recognisers: readonly Recogniser[], onError?: (layer: Layer, error: unknown) => void): DocumentFindings {
  const reading = new Reading(text);
  return tagReading({ reading, structure: findStructure(reading) }, recognisers, onError);
}

function term(start: number, end: number): Tag {
  return { layer: 'term', kind: 'concept', id: 'concept:x', start, end };
}

describe('tagReading', () => {
  it('maps every offset from the reading to the document', () => {
    // The byte order mark is not in the reading: every offset moves by one.
    const text = '\ufeff院长张明说,算力是指能力。';
    const source = recogniser('source', () => ({
      tags: [{ layer: 'source', kind: 'person', id: 'person:张明', start: 2, end: 4, roleSpan: { start: 0, end: 2 } }],
      attributions: [{ start: 0, end: 13, sources: ['person:张明'], cue: '说', content: { start: 6, end: 12 } }],
      definitions: [{ start: 6, end: 13, id: 'concept:算力', term: { start: 6, end: 8 }, evidence: 'explicit' }],
    }));
    const { tags, attributions, definitions } = run(text, [source]);
    const [tag] = tags;
    assert.ok(tag?.layer === 'source' && tag.roleSpan);
    const at = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
    assert.deepEqual([at(tag), at(tag.roleSpan)], ['张明', '院长']);
    assert.deepEqual(attributions.map((found) => [at(found), at(found.content)]), [['院长张明说,算力是指能力。', '算力是指能力']]);
    assert.deepEqual(definitions.map((found) => [at(found), at(found.term)]), [['算力是指能力。', '算力']]);
  });

  it('keeps every field of a tag, with the offsets of the document', () => {
    // Each has all fields that its type knows: one that is new is to be added here.
    const number: Required<NumberTag> = { layer: 'number', start: 0, end: 1, kind: 'measure', value: { num: 1, unit: '亩' }, measures: { what: '面积' } };
    const source: Required<SourceTag> = { layer: 'source', start: 1, end: 2, kind: 'person', id: 'person:甲', role: '院长', roleSpan: { start: 0, end: 1 }, namesakes: ['person:甲（院长）'], introduces: true };
    const concept: Required<TermTag> = { layer: 'term', start: 2, end: 3, kind: 'concept', id: 'concept:x', alternatives: ['concept:x', 'concept:y'] };
    const moved = <T extends Tag>(tag: T): T => ({ ...tag, start: tag.start + 1, end: tag.end + 1 });
    const { tags } = run('\ufeff甲乙丙', [recogniser('number', () => ({ tags: [number] })), recogniser('source', () => ({ tags: [source] })), recogniser('term', () => ({ tags: [concept] }))]);
    assert.deepEqual(tags, [moved(number), { ...moved(source), roleSpan: { start: 1, end: 2 } }, moved(concept)]);
  });

  it('keeps tags of two recognisers in order and the first of those that overlap, whatever order they come in', () => {
    const one = recogniser('term', () => ({ tags: [term(4, 6), term(0, 2)] }));
    const other = recogniser('term', () => ({ tags: [term(1, 3), term(3, 4), term(4, 7)] }));
    assert.deepEqual(run('甲乙丙丁戊己庚', [one, other]).tags, [term(0, 2), term(3, 4), term(4, 7)]);
  });

  it('reports a recogniser that throws and goes on with the others', () => {
    const errors: [Layer, unknown][] = [];
    const failure = new Error('broken');
    const broken = recogniser('number', () => {
      throw failure;
    });
    const { tags } = run('算力', [broken, recogniser('term', () => ({ tags: [term(0, 2)] }))], (layer, error) => errors.push([layer, error]));
    assert.deepEqual(tags, [term(0, 2)]);
    assert.deepEqual(errors, [['number', failure]]);
  });

  it('sorts tags, the longer first', () => {
    const number: Tag = { layer: 'number', kind: 'cardinal', value: { num: 1 }, start: 2, end: 6 };
    const { tags } = run('一二三四五六七八', [recogniser('term', () => ({ tags: [term(4, 6), term(2, 4)] })), recogniser('number', () => ({ tags: [number] }))]);
    assert.deepEqual(tags, [number, term(2, 4), term(4, 6)]);
  });

  it('takes more tags than a call takes arguments', () => {
    const text = '一'.repeat(200_000);
    const found = recogniser('term', () => ({ tags: Array.from(text, (_, i) => term(i, i + 1)) }));
    assert.equal(run(text, [found], (_layer, error) => assert.fail(error as Error)).tags.length, 200_000);
  });

  it('leaves no overlap within a layer: the first and longest stays; layers may overlap', () => {
    const number: Tag = { layer: 'number', kind: 'cardinal', value: { num: 1 }, start: 1, end: 3 };
    const found = recogniser('term', () => ({ tags: [term(1, 4), term(0, 2), term(0, 3), term(3, 5), term(5, 5)] }));
    assert.deepEqual(run('一二三四五六', [found, recogniser('number', () => ({ tags: [number] }))]).tags, [term(0, 3), number, term(3, 5)]);
  });
});
