import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { KeptDecision } from '../../../server/src/annotations/decisions';
import { inContext, placesOf, uncoded } from '../../../server/src/features/places';
import { isAmbiguous } from '../../../server/src/features/ambiguity';
import { correctedName, planDecisions, tagsAtPlace, undecidedTag, type DecisionPlan } from '../../../server/src/features/tagReview';
import { tagActions } from '../../../server/src/features/tagActions';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { findString } from '../../../server/src/corpus/search';
import { encloses, type Span } from '../../../server/src/text/span';
import { finish } from '../../../server/src/text/steps';
import type { Annotation } from '../../../server/src/annotations/model';
import { fixture, person, term, type Fixture, type TagSpec } from './support';

const three: TagSpec = { layer: 'number', kind: 'cardinal', value: { num: 3 } };
const corpusOf = (...texts: readonly string[]): Fixture =>
  fixture({
    documents: Object.fromEntries(texts.map((text, i) => [`${i}.txt`, text])),
    tags: { 算力: term('算力'), 林知远: person('林知远'), 林知遠: person('林知远'), 三: three, 林知远的算力: { layer: 'source', kind: 'work', id: 'work:算力' } },
  });

describe('going through undecided tags', () => {
  const { corpus, document } = corpusOf('⟦林知远⟧谈⟦算力⟧。', '⟦三⟧人谈⟦⟦林知远⟧的⟦算力⟧⟧。');

  const walk = (direction: 'next' | 'previous', steps: number, layers: ('term' | 'number' | 'source')[] = []): string[] => {
    const seen: string[] = [];
    let at = { document: document('0.txt'), start: 0, end: 0, layer: undefined as 'term' | 'number' | 'source' | undefined };
    for (let i = 0; i < steps; i++) {
      const found = undecidedTag(corpus, at.document, at, { direction, layers });
      if (!found) break;
      at = { document: found.document, start: found.tag.start, end: found.tag.end, layer: found.tag.layer };
      seen.push(`${found.document.id} ${found.document.text.slice(found.tag)}`);
    }
    return seen;
  };

  it('meets every tag once, nested ones too, and begins again after the last', () => {
    const all = ['0.txt 林知远', '0.txt 算力', '1.txt 三', '1.txt 林知远的算力', '1.txt 林知远', '1.txt 算力'];
    assert.deepEqual(walk('next', 7), [...all, '0.txt 林知远']);
    assert.deepEqual(walk('previous', 6), [...all].reverse());
  });

  it('begins with the tag at the cursor', () => {
    assert.equal(undecidedTag(corpus, document('0.txt'), { start: 5, end: 5 }, { direction: 'next', layers: [] })?.tag.start, 4);
  });

  it('passes over layers that are not wanted, and says how many are left', () => {
    assert.deepEqual(walk('next', 2, ['term']), ['0.txt 算力', '1.txt 算力']);
    assert.equal(undecidedTag(corpus, document('0.txt'), { start: 0, end: 0 }, { direction: 'next', layers: ['term'] })?.undecided, 2);
    assert.equal(undecidedTag(corpusOf('无。').corpus, corpusOf('无。').document('0.txt'), { start: 0, end: 0 }, { direction: 'next', layers: [] }), undefined);
  });
});

describe('deciding on tags', () => {
  const { corpus, document } = corpusOf('⟦林知远⟧谈⟦算力⟧。', '⟦林知遠⟧有⟦三⟧台，⟦林知远⟧有⟦三⟧台。');
  const kept = (id: string, document: string, start: number, end: number, more: Partial<KeptDecision> = {}): [string, KeptDecision] =>
    [document, { id, locked: false, isBare: true, span: { start, end }, isWhole: true, verdict: 'accepted', tag: { layer: 'source', kind: 'person', id: 'person:林知远' }, modified: '2024', ...more }];
  const plan = (more: Partial<DecisionPlan>, at: { start: number; end: number; layer?: string } = { start: 0, end: 3 }, ...own: readonly [string, KeptDecision][]): string[] => {
    const planned = planDecisions(corpus, document('0.txt'), at, { verdict: 'rejected', scope: 'this', by: 'id', ...more }, (id) => own.flatMap(([of, decision]) => (of === id ? [decision] : [])), '甲');
    if (!planned) return ['none'];
    const { add, edit, delete: deleted } = planned.batch;
    return [
      ...add.map(({ document: of, spans, decision }) => `+ ${of} ${spans?.map(({ start, end }) => `${start}-${end}`).join()} ${decision?.verdict} ${decision?.as?.id ?? decision?.tag.id ?? decision?.tag.kind}`),
      ...edit.map(({ id, change }) => `~ ${id} ${change.decision?.verdict}${change.spans ? ` ${change.spans[0]?.start}-${change.spans[0]?.end}` : ''}`),
      ...deleted.map((id) => `- ${id}`),
      ...(planned.locked > 0 ? [`locked ${planned.locked}`] : []),
    ];
  };

  it('makes an annotation of the passage of the tag, at the cursor or by its place', () => {
    assert.deepEqual(plan({}), ['+ 0.txt 0-3 rejected person:林知远']);
    assert.deepEqual(plan({}, { start: 1, end: 1 }), ['+ 0.txt 0-3 rejected person:林知远']);
    assert.deepEqual(plan({}, { start: 3, end: 4 }), ['none']);
    assert.deepEqual(plan({}, { start: 0, end: 3, layer: 'term' }), ['none']);
  });

  it('changes the decision that is there instead of making a second one, and does nothing twice', () => {
    assert.deepEqual(plan({}, undefined, kept('a', '0.txt', 0, 3)), ['~ a rejected']);
    assert.deepEqual(plan({ verdict: 'accepted' }, undefined, kept('a', '0.txt', 0, 3)), []);
    assert.deepEqual(plan({ verdict: 'none' }, undefined, kept('a', '0.txt', 0, 3)), ['- a']);
  });

  it('reaches all of one person in whichever script, or all that is written the same', () => {
    assert.deepEqual(plan({ scope: 'all' }), ['+ 0.txt 0-3 rejected person:林知远', '+ 1.txt 0-3 rejected person:林知远', '+ 1.txt 7-10 rejected person:林知远']);
    assert.deepEqual(plan({ scope: 'all', by: 'form' }).length, 3, 'scripts are one form');
  });

  it('leaves locked decisions alone when asked to, and only then', () => {
    const locked = kept('a', '1.txt', 0, 3, { locked: true });
    assert.deepEqual(plan({ scope: 'unlocked' }, undefined, locked), ['+ 0.txt 0-3 rejected person:林知远', '+ 1.txt 7-10 rejected person:林知远', 'locked 1']);
    assert.deepEqual(plan({ scope: 'all' }, undefined, locked).at(-1), '~ a rejected');
    assert.deepEqual(plan({}, undefined, kept('a', '0.txt', 0, 3, { locked: true })), ['~ a rejected'], 'one alone is decided whatever its lock');
  });

  it('reaches tags that a person vouches for and that are not found any more', () => {
    assert.deepEqual(plan({ scope: 'all' }, undefined, kept('a', '0.txt', 6, 7)).at(-1), '~ a rejected');
  });

  it('gives a corrected tag the extent that was chosen', () => {
    assert.deepEqual(plan({ verdict: 'corrected', as: { id: 'person:林知' }, extent: { start: 0, end: 2 } }), ['+ 0.txt 0-2 corrected person:林知']);
    assert.deepEqual(plan({ verdict: 'corrected', extent: { start: 0, end: 2 } }, undefined, kept('a', '0.txt', 0, 3)), ['~ a corrected 0-2']);
  });

  it('finds a rejected tag again, to take the decision back', () => {
    const [, rejected] = kept('a', '0.txt', 0, 3, { verdict: 'rejected' });
    const shown = { ...document('0.txt'), tagsIn: () => [], tags: [] };
    assert.deepEqual(tagsAtPlace(shown, { start: 1, end: 1 }, [rejected]).map((each) => each.kept?.id), ['a']);
    assert.deepEqual(tagActions(corpus, shown, { start: 1, end: 1 }, [rejected]).map(({ title }) => title), ['Withdraw the decision on “林知远” (Person)']);
  });

  it('takes a decision back without the codes and the memo that its annotation has beside it', () => {
    const decided = [kept('bare', '0.txt', 0, 3), kept('coded', '1.txt', 0, 3, { isBare: false })];
    const planned = planDecisions(corpus, document('0.txt'), { start: 0, end: 3 }, { verdict: 'none', scope: 'all', by: 'id' }, (id) => decided.flatMap(([of, decision]) => (of === id ? [decision] : [])), '甲');
    assert.deepEqual([planned?.batch, planned?.decided], [{ add: [], edit: [{ id: 'coded', change: { decision: undefined } }], delete: ['bare'] }, 2]);
  });

  it('keeps what a correction does not name', () => {
    const ref = { layer: 'source', kind: 'person', id: 'person:林知远' };
    assert.deepEqual(correctedName(ref, { kind: 'organization' }), { layer: 'source', kind: 'organization', id: 'organization:林知远' });
    assert.deepEqual(correctedName(ref, { layer: 'term', id: 'concept:算力' }), { layer: 'term', kind: 'concept', id: 'concept:算力' });
    assert.deepEqual(correctedName({ layer: 'number', kind: 'cardinal', value: { num: 3 } }, { kind: 'ordinal' }), { layer: 'number', kind: 'ordinal', value: { num: 3 } });
  });
});

describe('an ambiguous tag', () => {
  it('is a term of several concepts, or a person whom the document does not tell from another of the name', () => {
    const place = { start: 0, end: 2 };
    const of = (id: string): Parameters<typeof isAmbiguous>[0] => ({ ...place, layer: 'source', kind: 'person', id, namesakes: ['person:王伟（村主任）', 'person:王伟（教授）'] });
    assert.equal(isAmbiguous(of('person:王伟')), true);
    assert.equal(isAmbiguous(of('person:王伟（教授）')), false);
    assert.equal(isAmbiguous({ ...place, layer: 'term', kind: 'concept', id: 'concept:a', alternatives: ['concept:a', 'concept:b'] }), true);
    assert.equal(isAmbiguous({ ...place, layer: 'term', kind: 'concept', id: 'concept:a', alternatives: ['concept:a', 'concept:b'], decision: 'accepted' }), false, 'a person has said it');
  });

  it('can be given each of its meanings', () => {
    const { corpus, document } = fixture({ documents: { 'a.txt': '⟦模型⟧。' }, tags: { 模型: { layer: 'term', kind: 'concept', id: 'concept:模型', alternatives: ['concept:模型', 'concept:大模型'] } } });
    assert.deepEqual(tagActions(corpus, document('a.txt'), { start: 0, end: 0 }, []).map(({ title }) => title).slice(0, 2), ['“模型” is 模型', '“模型” is 大模型']);
  });
});

describe('places to be coded at once', () => {
  const { corpus, document } = fixture({
    documents: {
      'a.txt': { text: '⟦林知远⟧说：算力是\n基础。他认为要看长远。', statements: [{ sources: ['person:林知远'], content: '算力是\n基础' }, { sources: ['person:林知远'], content: '算力是\n基础' }, { sources: ['person:林知远'], content: '要看长远' }] },
      'b.txt': '见到⟦林知遠⟧。',
    },
    tags: { 林知远: person('林知远'), 林知遠: person('林知远') },
  });
  const places = (of: 'mentions' | 'statements', start: number): string[] | undefined =>
    finish(placesOf(corpus, document('a.txt'), { start, end: start }, of, undefined))?.places.map((place) => `${place.document.id} ${place.document.text.slice(place.span)}`);

  it('are the mentions of what stands at the cursor, in every script', () => {
    assert.deepEqual(places('mentions', 1), ['a.txt 林知远', 'b.txt 林知遠']);
    assert.equal(places('mentions', 6), undefined);
  });

  it('are the statements of the source there, each once, also from inside one', () => {
    const statements = ['a.txt 算力是\n基础', 'a.txt 要看长远'];
    assert.deepEqual(places('statements', 1), statements);
    assert.deepEqual(places('statements', 6), statements);
  });

  it('leave out what is coded already, also as a part of a longer passage', () => {
    const all = finish(placesOf(corpus, document('a.txt'), { start: 1, end: 1 }, 'statements', undefined))?.places ?? [];
    const coded = { document: 'a.txt', parts: [{ span: { start: 0, end: 12 } }] } as unknown as Annotation;
    assert.deepEqual(finish(uncoded(all, [coded])).map((place) => place.document.text.slice(place.span)), ['要看长远']);
    assert.equal(finish(uncoded(all, [{ ...coded, document: 'b.txt' }])).length, 2);
  });

  it('leave out those, and only those, that a coded passage takes in', () => {
    const span = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 8 })).map(([start, length]): Span => ({ start, end: start + length }));
    fc.assert(fc.property(fc.array(span), fc.array(fc.array(span, { maxLength: 3 })), (spans, annotations) => {
      const all = spans.map((each) => ({ document: document('a.txt'), span: each }));
      const coded = annotations.map((parts) => ({ document: 'a.txt', parts: parts.map((each) => ({ span: each })) }) as unknown as Annotation);
      const left = all.filter((place) => !annotations.flat().some((own) => encloses(own, place.span)));
      assert.deepEqual(finish(uncoded(all, coded)), left);
    }));
  });

  it('are all places of a string in the order of the documents, others let in before each document', () => {
    const steps = placesOf(corpus, document('a.txt'), { start: 0, end: 0 }, 'string', '林知遠');
    let pauses = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses++;
    assert.deepEqual(step.value?.places, [...findString('林知远', corpus.documents, neverCancelled)]);
    assert.deepEqual(step.value?.places.map((place) => place.document.id), ['a.txt', 'b.txt']);
    assert.ok(pauses >= corpus.documents.length);
  });

  it('are shown with what stands around them, over soft line breaks', () => {
    const [place] = finish(placesOf(corpus, document('a.txt'), { start: 1, end: 1 }, 'statements', undefined))?.places ?? [];
    assert.deepEqual(place && inContext(place.document, place.span), { text: '算力是基础', before: '林知远说：', after: '。他认为要看长远。' });
  });

  it('are shown with the blanks that part them from other words', () => {
    const latin = fixture({ documents: { 'a.txt': 'All about ⟦林知远⟧ and  what he says.' }, tags: { 林知远: person('林知远') } });
    assert.deepEqual(inContext(latin.document('a.txt'), { start: 10, end: 13 }), { text: '林知远', before: 'All about ', after: ' and what he says.' });
  });
});
