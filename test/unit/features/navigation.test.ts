import { strict as assert } from 'node:assert';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { definition } from '../../../server/src/features/definition';
import { documentHighlights } from '../../../server/src/features/documentHighlights';
import { nextMention } from '../../../server/src/features/nextMention';
import { references } from '../../../server/src/features/references';
import { fixture, person, term, work, type CorpusSpec, type Fixture, type TagSpec } from './support';

const shortTitle: TagSpec = { layer: 'source', kind: 'work', id: 'work:产业观察', introduces: true };

const spec: CorpusSpec = {
  documents: {
    'a.txt': { text: '⟦算力⟧很重要。所谓⟦算力⟧，是指计算的能力。院长⟦林知远⟧谈⟦算力⟧。', defines: [{ id: '算力', sentence: '所谓算力，是指计算的能力。', term: '算力' }] },
    'b.txt': '⟦林知遠⟧說，⟦算‸力⟧不足，見⟦《產業觀察》⟧（下稱⟦《觀察》⟧）。',
  },
  tags: { 算力: term('算力'), 林知远: person('林知远'), 林知遠: person('林知远'), '《產業觀察》': work('产业观察'), '《觀察》': shortTitle },
  concepts: [{ id: '算力', forms: { 'zh-Hans': ['算力'] } }],
  roles: { 'person:林知远': [{ text: '院长', document: 'a.txt' }] },
};

const at = (all: Fixture, id: string, part: string): number => all.document(id).text.text.indexOf(part);

function places(all: Fixture, id: string, offset: number, includeDeclaration: boolean): string[] {
  return references(all.corpus, all.document(id), offset, includeDeclaration, neverCancelled).map(({ document, span }) => `${document.id}:${span.start}`);
}

describe('references', () => {
  it('are the mentions in every document and script', () => {
    const all = fixture(spec);
    assert.deepEqual(places(all, 'b.txt', all.cursor('b.txt'), true), ['a.txt:0', 'a.txt:8', 'a.txt:25', 'b.txt:5']);
    assert.deepEqual(places(all, 'b.txt', 0, true), ['a.txt:21', 'b.txt:0']);
  });

  it('leave out the defining mention when the declaration is not wanted', () => {
    const all = fixture(spec);
    assert.deepEqual(places(all, 'b.txt', all.cursor('b.txt'), false), ['a.txt:0', 'a.txt:25', 'b.txt:5']);
  });

  it('are empty where nothing is tagged, and stop when cancelled', () => {
    const all = fixture(spec);
    assert.deepEqual(places(all, 'a.txt', at(all, 'a.txt', '重要'), true), []);
    assert.deepEqual(references(all.corpus, all.document('b.txt'), 0, true, { isCancellationRequested: true }), []);
  });
});

describe('definition', () => {
  const targets = (all: Fixture, id: string, offset: number, pages = false): string[] => {
    const found = definition(all.corpus, all.document(id), offset, pages);
    return (found?.targets ?? []).map(({ uri, span, full }) => {
      const text = all.corpus.documentAt(uri)?.text;
      return text ? `${text.slice(span)} in ${text.slice(full)}` : uri;
    });
  };

  it('of a term is the sentence that defines it, then the page of a built-in concept where the editor can show one', () => {
    const all = fixture(spec);
    assert.deepEqual(targets(all, 'b.txt', all.cursor('b.txt'), true), ['算力 in 所谓算力，是指计算的能力。', 'meipi-terms:/%E7%AE%97%E5%8A%9B.md']);
    assert.deepEqual(targets(all, 'b.txt', all.cursor('b.txt')), ['算力 in 所谓算力，是指计算的能力。']);
  });

  it('of a term in a term-base file is its entry there', () => {
    const all = fixture({ ...spec, locations: { 算力: { uri: 'file:///corpus/terms.json', span: { start: 3, end: 9 } } } });
    assert.ok(targets(all, 'b.txt', all.cursor('b.txt')).includes('file:///corpus/terms.json'));
  });

  it('of a person is where the role is stated', () => {
    const all = fixture(spec);
    assert.deepEqual(targets(all, 'b.txt', 0), ['院长 in 院长']);
  });

  it('of a short title is where it is introduced', () => {
    const all = fixture(spec);
    assert.deepEqual(targets(all, 'b.txt', at(all, 'b.txt', '《產業')), ['《觀察》 in 《觀察》']);
  });

  it('says what was asked about, and is absent where nothing is tagged', () => {
    const all = fixture(spec);
    assert.deepEqual(definition(all.corpus, all.document('b.txt'), all.cursor('b.txt'), false)?.origin, { start: 5, end: 7 });
    assert.equal(definition(all.corpus, all.document('a.txt'), at(all, 'a.txt', '重要'), true), undefined);
  });
});

describe('document highlights', () => {
  it('are the mentions in the same document', () => {
    const all = fixture(spec);
    assert.deepEqual(documentHighlights(all.document('a.txt'), 0).map((span) => span.start), [0, 8, 25]);
  });
});

describe('next mention', () => {
  const step = (id: string, offset: number, direction: 'next' | 'previous'): string | undefined => {
    const all = fixture(spec);
    const found = nextMention(all.corpus, all.document(id), offset, direction);
    return found && `${found.mention.document.id}:${found.mention.span.start} ${found.index}/${found.count} ${found.label}`;
  };

  it('goes on in the next document and begins again after the last', () => {
    assert.equal(step('a.txt', 25, 'next'), 'b.txt:5 4/4 算力');
    assert.equal(step('b.txt', 5, 'next'), 'a.txt:0 1/4 算力');
  });

  it('goes back across documents', () => {
    assert.equal(step('a.txt', 0, 'previous'), 'b.txt:5 4/4 算力');
    assert.equal(step('b.txt', 6, 'previous'), 'a.txt:25 3/4 算力');
  });

  it('is absent where nothing is tagged', () => {
    assert.equal(step('a.txt', 4, 'next'), undefined);
  });
});
