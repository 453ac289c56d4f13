import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decide, type TagDecision, type TagName } from '../../../server/src/corpus/decisions';
import type { Attribution, NumberTag, SourceTag, Tag, TermTag } from '../../../server/src/recognise/tags';
import { corpusOf } from './fakes';

const person = (start: number, end: number, name: string, more: Partial<SourceTag> = {}): SourceTag => ({ start, end, layer: 'source', kind: 'person', id: `person:${name}`, ...more });
const term = (start: number, end: number, id: string): TermTag => ({ start, end, layer: 'term', kind: 'concept', id: `concept:${id}` });
const count = (start: number, end: number, num: number): NumberTag => ({ start, end, layer: 'number', kind: 'cardinal', value: { num } });
const nameOf = (tag: Tag): TagName => (tag.layer === 'number' ? { layer: tag.layer, kind: tag.kind } : { layer: tag.layer, kind: tag.kind, id: tag.id });
const decision = (tag: Tag, verdict: TagDecision['verdict'], more: Partial<TagDecision> = {}): TagDecision => ({
  span: { start: tag.start, end: tag.end }, isWhole: true, verdict, tag: nameOf(tag), modified: '2024-05-01T00:00:00Z', ...more,
});
const shown = (tags: readonly Tag[], ...decisions: readonly TagDecision[]): string[] =>
  decide({ tags, attributions: [], definitions: [] }, decisions).tags.map((tag) => [tag.start, tag.end, tag.layer === 'number' ? JSON.stringify(tag.value) : tag.id, tag.decision].filter((part) => part !== undefined).join(' '));

describe('decisions on tags', () => {
  const lin = person(0, 3, '林知远');
  const power = term(5, 8, '算力网');

  it('leave out what was rejected, and only that', () => {
    assert.deepEqual(shown([lin, power], decision(lin, 'rejected')), ['5 8 concept:算力网']);
  });

  it('hold when later tagging takes in more or less of the passage', () => {
    for (const again of [person(0, 2, '林知远'), person(0, 5, '林知远')]) assert.deepEqual(shown([again], decision(lin, 'rejected')), []);
  });

  it('do not hold for something else that is found at the passage later', () => {
    assert.deepEqual(shown([{ ...lin, kind: 'organization', id: 'organization:林知远' }], decision(lin, 'rejected')), ['0 3 organization:林知远']);
  });

  it('hold for a person whichever of several people of the name is found', () => {
    assert.deepEqual(shown([person(0, 3, '林知远（村主任）')], decision(lin, 'rejected')), []);
    assert.deepEqual(shown([lin], decision(person(0, 3, '林知远（村主任）'), 'rejected')), []);
  });

  it('keep an accepted tag with all that is known of it, and bring it back where it is not found', () => {
    assert.deepEqual(decide({ tags: [{ ...lin, role: '研究员' }], attributions: [], definitions: [] }, [decision(lin, 'accepted')]).tags, [{ ...lin, role: '研究员', decision: 'accepted' }]);
    assert.deepEqual(shown([], decision(lin, 'accepted'), decision(power, 'accepted')), ['0 3 person:林知远 accepted', '5 8 concept:算力网 accepted']);
    assert.deepEqual(shown([], decision(lin, 'rejected')), []);
  });

  it('bring nothing back whose passage was edited since', () => {
    assert.deepEqual(shown([], decision(lin, 'accepted', { isWhole: false })), []);
    assert.deepEqual(shown([lin], decision(lin, 'accepted', { isWhole: false })), ['0 3 person:林知远 accepted'], 'what is still found is accepted');
  });

  it('give a corrected tag its new name, kind, extent or value', () => {
    assert.deepEqual(shown([lin], decision(lin, 'corrected', { as: { layer: 'source', kind: 'person', id: 'person:林知远（院长）' } })), ['0 3 person:林知远（院长） corrected']);
    assert.deepEqual(shown([lin], decision(lin, 'corrected', { as: { layer: 'term', kind: 'concept', id: 'concept:远' }, span: { start: 2, end: 3 } })), ['2 3 concept:远 corrected']);
    const five = count(10, 12, 5);
    assert.deepEqual(shown([five], decision(five, 'corrected', { as: { layer: 'number', kind: 'money', value: { num: 5, unit: 'CNY' } } })), ['10 12 {"num":5,"unit":"CNY"} corrected']);
  });

  it('go before what is found in the same layer and overlaps', () => {
    assert.deepEqual(shown([term(5, 7, '算力'), lin], decision(power, 'accepted')), ['0 3 person:林知远', '5 8 concept:算力网 accepted']);
  });

  it('count by the latest where there are several on one tag', () => {
    const rejected = decision(lin, 'rejected', { modified: '2024-05-02T00:00:00Z' });
    assert.deepEqual(shown([lin], rejected, decision(lin, 'accepted')), []);
    assert.deepEqual(shown([lin], decision(lin, 'rejected'), decision(lin, 'accepted', { modified: '2024-05-03T00:00:00Z' })), ['0 3 person:林知远 accepted']);
  });

  it('leave out names of layers and kinds that there are none of', () => {
    assert.deepEqual(shown([], { ...decision(lin, 'accepted'), tag: { layer: 'mood', kind: 'ironic', id: 'x' } }), []);
  });

  it('never leave two tags of one layer overlapping, whatever is decided', () => {
    const spans = fc.record({ start: fc.nat(30), length: fc.integer({ min: 1, max: 6 }) });
    const decisions = fc.array(fc.record({ at: spans, verdict: fc.constantFrom('accepted' as const, 'rejected' as const, 'corrected' as const), name: fc.constantFrom('甲', '乙'), time: fc.nat(5) }), { maxLength: 8 });
    fc.assert(fc.property(fc.array(spans, { maxLength: 8 }), decisions, (found, made) => {
      let end = 0;
      const tags = found.sort((a, b) => a.start - b.start).flatMap(({ start, length }): Tag[] => {
        if (start < end) return [];
        end = start + length;
        return [person(start, end, start % 2 ? '甲' : '乙')];
      });
      const result = decide({ tags, attributions: [], definitions: [] }, made.map(({ at, verdict, name, time }) =>
        decision(person(at.start, at.start + at.length, name), verdict, { modified: String(time), ...(verdict === 'corrected' ? { as: { layer: 'source', kind: 'person', id: 'person:丙' } } : {}) }))).tags;
      result.forEach((tag, i) => assert.ok(i === 0 || (result[i - 1] as Tag).end <= tag.start));
    }));
  });

  describe('carry statements along', () => {
    const said = (sources: readonly string[], by?: { start: number; end: number }): Attribution => ({ start: 0, end: 20, sources, cue: '说', content: { start: 10, end: 20 }, ...(by && { by }) });
    const sources = (tags: readonly Tag[], attribution: Attribution, ...decisions: readonly TagDecision[]): readonly string[] =>
      (decide({ tags, attributions: [attribution], definitions: [] }, decisions).attributions[0] as Attribution).sources;
    const other = person(30, 33, '林知远');

    it('to whom the mention that makes them is decided to be', () => {
      assert.deepEqual(sources([lin, other], said([lin.id], lin), decision(lin, 'rejected')), []);
      assert.deepEqual(sources([lin, other], said([lin.id], lin), decision(lin, 'corrected', { as: { layer: 'source', kind: 'person', id: 'person:林知' } })), ['person:林知']);
      assert.deepEqual(sources([lin, other], said([lin.id], lin), decision(other, 'rejected')), [lin.id]);
    });

    it('after a pronoun only when all mentions are decided alike', () => {
      const pronoun = { start: 8, end: 9 };
      assert.deepEqual(sources([lin, other], said([lin.id], pronoun), decision(lin, 'rejected')), [lin.id]);
      assert.deepEqual(sources([lin, other], said([lin.id], pronoun), decision(lin, 'rejected'), decision(other, 'rejected')), []);
    });
  });

  it('leave out a definition of a term that is none, and rename one of a corrected term', () => {
    const definition = { start: 0, end: 20, id: power.id, term: { start: 5, end: 8 }, evidence: 'explicit' as const };
    const defined = (verdict: TagDecision): string[] => decide({ tags: [power], attributions: [], definitions: [definition] }, [verdict]).definitions.map(({ id }) => id);
    assert.deepEqual(defined(decision(power, 'rejected')), []);
    assert.deepEqual(defined(decision(power, 'corrected', { as: { layer: 'term', kind: 'concept', id: 'concept:网' } })), ['concept:网']);
  });
});

describe('decisions in a corpus', () => {
  const files = { 'a.txt': '记者林知报道。林知说:“很好”。', 'b.txt': '林知来了，共3人。' };

  it('reach mentions, entities and statements, and what was found stays known', async () => {
    const { corpus } = await corpusOf(files);
    const decided = new Map<string, TagDecision[]>();
    corpus.decideBy((id) => decided.get(id) ?? []);
    assert.equal(corpus.mentionCount('person:林知'), 3);
    assert.equal(corpus.statementCount('person:林知'), 1);
    const scripts = (): unknown => corpus.mentionCounts('person:林知').map((each) => each.scripts);
    assert.deepEqual(scripts(), [{ hans: 2 }, { hans: 1 }]);
    const [first] = corpus.document('a.txt')?.tags ?? [];
    decided.set('a.txt', [decision(first ?? assert.fail(), 'rejected')]);
    corpus.decisionsChanged('a.txt');
    assert.deepEqual(scripts(), [{ hans: 1 }, { hans: 1 }]);
    decided.clear();
    corpus.decisionsChanged('a.txt');
    for (const document of corpus.documents) {
      decided.set(document.id, document.tags.filter(({ layer }) => layer === 'source').map((tag) => decision(tag, 'rejected')));
      corpus.decisionsChanged(document.id);
    }
    assert.equal(corpus.mentionCount('person:林知'), 0);
    assert.equal(corpus.entity('person:林知'), undefined);
    assert.equal(corpus.statementCount('person:林知'), 0);
    assert.equal(corpus.document('a.txt')?.tagsAt(8).length, 0);
    assert.equal(corpus.document('a.txt')?.recognised.tags.length, 2);
    decided.clear();
    for (const { id } of corpus.documents) corpus.decisionsChanged(id);
    assert.equal(corpus.mentionCount('person:林知'), 3, 'taken back');
  });

  it('outlive a new text and new term bases, and tell who listens that tags changed', async () => {
    const { corpus } = await corpusOf(files);
    let decisions: TagDecision[] = [];
    corpus.decideBy((id) => (id === 'b.txt' ? decisions : []));
    const told: string[] = [];
    corpus.onDidChange(({ uris }) => told.push(...uris));
    const tag = corpus.document('b.txt')?.tags.find(({ layer }) => layer === 'number') as Tag;
    decisions = [decision(tag, 'rejected')];
    corpus.decisionsChanged('b.txt');
    await Promise.resolve();
    assert.deepEqual(told.map((uri) => uri.slice(-5)), ['b.txt']);
    corpus.setText(corpus.document('b.txt')?.uri ?? '', '林知来了，共3人！');
    assert.deepEqual(corpus.document('b.txt')?.tags.map(({ layer }) => layer), ['source']);
    corpus.decisionsChanged('b.txt');
    assert.deepEqual(corpus.document('b.txt')?.tags.map(({ layer }) => layer), ['source']);
  });
});
