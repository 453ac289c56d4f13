import { strict as assert } from 'node:assert';
import type { Annotation, CodeBook } from '../../../server/src/annotations/model';
import { adjudicationsOf, type Disagreement, disagreementsIn, type Outcome } from '../../../server/src/features/agreement/disagreements';
import { agreementReport, type AgreementQuery, type AgreementReport, type AgreementRow, type Measure } from '../../../server/src/features/agreement/report';
import { finish } from '../../../server/src/text/steps';
import { note, passageNote } from '../annotations/notes';
import { fixture, person, term } from './support';

const TEXT = '𠮷镇的水渠修好了，两岸种了果树。\n老周说：“明年还要修桥。”大家都同意；没人反对。\n';
const { corpus, document } = fixture({
  documents: { 'a.txt': TEXT, 'b.txt': '镇上开了集市。人很多。', 'c.txt': '没有人读过。', 'd.txt': '⟦水渠⟧旁边，⟦老周⟧等着。⟦水渠⟧很长。' },
  tags: { 水渠: term('水渠'), 老周: person('老周') },
});
const codeBook: CodeBook = { codes: [{ id: 'w', name: '水利', color: '#112233' }, { id: 't', name: '交通', color: '#112233' }, { id: 'x', name: '术语', names: { en: 'Term' }, color: '#112233' }] };

const on = (id: string, creator: string, codes: readonly string[], ...quotes: readonly string[]): Annotation => passageNote(document(id).text, quotes, { document: id, creator, codes });

function report(annotations: readonly Annotation[], query: AgreementQuery = {}, notes: readonly Annotation[] = []): AgreementReport {
  return finish(agreementReport({ corpus, annotations, notes, codeBook }, query));
}

function value(row: AgreementRow | undefined, measure: Measure): number | string | undefined {
  const result = row?.results.get(measure);
  return result && (result.value ?? ('reason' in result ? result.reason : undefined));
}

const row = ({ rows }: AgreementReport, scope: AgreementRow['scope'], name?: string): AgreementRow | undefined => rows.find((each) => each.scope === scope && each.code?.name === name);

describe('agreement of annotators in documents', () => {
  it('is 1 in every measure for the same passages with the same codes, characters being code points', () => {
    const same = report(['何静', '陆远'].flatMap((who) => [on('a.txt', who, ['w'], '水渠修好了'), on('a.txt', who, ['t'], '修桥')]));
    assert.deepEqual(same.annotators, ['何静', '陆远']);
    assert.deepEqual(same.documents.map(({ id }) => id), ['a.txt']);
    assert.equal(same.units.count, [...TEXT].length);
    for (const scope of ['all', 'extents'] as const) {
      for (const [measure, result] of row(same, scope)?.results ?? []) assert.ok(Math.abs((result.value ?? 0) - 1) < 1e-12, `${scope} ${measure}`);
    }
    assert.deepEqual(same.rows.flatMap(({ code }) => (code ? [code.name] : [])).sort(), ['交通', '水利']);
    assert.deepEqual(row(same, 'code', '水利')?.passages, [1, 1]);
  });

  it('has no value where nobody marked anything, which is no agreement', () => {
    const done = ['何静', '陆远'].map((creator) => note({ about: { kind: 'document' }, document: 'a.txt', status: 'done', creator }));
    const empty = report([], { annotators: ['何静', '陆远'] }, done);
    assert.deepEqual(empty.documents.map(({ id }) => id), ['a.txt']);
    for (const { results } of empty.rows) for (const [measure] of results) assert.equal(value(row(empty, 'all'), measure), 'no-annotations');
    assert.equal(value(row(report([on('a.txt', '何静', ['w'], '水渠')]), 'all'), 'cohen'), 'too-few-annotators');
  });

  it('tells where passages lie from how they are coded', () => {
    const coded = report([on('a.txt', '何静', ['w'], '水渠修好了'), on('a.txt', '陆远', ['t'], '水渠修好了'), on('a.txt', '何静', ['t'], '修桥'), on('a.txt', '陆远', ['t'], '修桥')]);
    assert.equal(value(row(coded, 'extents'), 'cohen'), 1);
    assert.equal(value(row(coded, 'extents'), 'alpha-u'), 1);
    assert.ok((value(row(coded, 'all'), 'cohen') as number) < 1);
    assert.ok((value(row(coded, 'all'), 'alpha-cu') as number) < 1);
    assert.ok((value(row(coded, 'code', '交通'), 'cohen') as number) < 1);
    assert.equal(coded.rows.find(({ scope }) => scope === 'all')?.passages.join(), '2,2');
  });

  it('takes only documents that all have worked on, unless told otherwise, and names the others', () => {
    const annotations = [on('a.txt', '何静', ['w'], '水渠'), on('a.txt', '陆远', ['w'], '水渠'), on('b.txt', '何静', ['t'], '集市')];
    const shared = report(annotations);
    assert.deepEqual(shared.documents.map(({ id }) => id), ['a.txt']);
    assert.deepEqual(shared.leftOut.map(({ document: { id }, missing }) => [id, missing]), [['b.txt', ['陆远']]]);
    assert.equal(value(row(shared, 'all'), 'cohen'), 1);
    const looked = report(annotations, {}, [note({ about: { kind: 'document' }, document: 'b.txt', status: 'done', creator: '陆远' })]);
    assert.deepEqual(looked.documents.map(({ id }) => id), ['a.txt', 'b.txt']);
    assert.ok((value(row(looked, 'all'), 'cohen') as number) < 1);
    assert.equal(report(annotations, { everyDocument: true }).documents.length, corpus.documents.length);
    assert.deepEqual(report(annotations, { documents: ['b.txt'] }).documents, []);
  });

  it('takes annotators and codes that are asked for', () => {
    const annotations = [on('a.txt', '何静', ['w'], '水渠'), on('a.txt', '陆远', ['w'], '水渠'), on('a.txt', '贝', ['t'], '果树'), on('a.txt', '何静', ['t'], '修桥')];
    assert.equal(value(row(report(annotations, { annotators: ['何静', '陆远'], codes: ['w'] }), 'all'), 'fleiss'), 1);
    assert.deepEqual(report(annotations).annotators.length, 3);
    assert.ok((value(row(report(annotations), 'all'), 'fleiss') as number) < 1);
  });

  it('leaves out decisions between annotators, and bare decisions on tags', () => {
    const annotations = [on('a.txt', '何静', ['w'], '水渠'), on('a.txt', '陆远', ['w'], '水渠')];
    const decided = { ...on('a.txt', '何静', ['t'], '果树'), adjudicates: ['urn:uuid:1'] };
    const onTag = { ...on('a.txt', '陆远', ['t'], '老周'), decision: { verdict: 'accepted', tag: { layer: 'source', kind: 'person' } } as const };
    assert.equal(value(row(report([...annotations, decided, onTag]), 'all'), 'cohen'), 1);
    assert.ok((value(row(report([...annotations, decided], { adjudicated: true }), 'all'), 'cohen') as number) < 1);
  });

  it('counts sentences and clauses when asked to', () => {
    const annotations = [on('a.txt', '何静', ['w'], '水渠'), on('a.txt', '陆远', ['w'], '修好了')];
    assert.ok((value(row(report(annotations), 'all'), 'cohen') as number) < 0.1);
    const sentences = report(annotations, { units: 'sentence' });
    assert.deepEqual([value(row(sentences, 'all'), 'cohen'), sentences.units], [1, { kind: 'sentence', count: 4 }]);
    assert.equal(report(annotations, { units: 'clause' }).units.count, 6);
  });

  it('counts passages that have no place any more', () => {
    const lost = on('a.txt', '何静', ['w'], '水渠');
    const parts = lost.parts.map((part) => ({ ...part, span: undefined }));
    assert.equal(report([{ ...lost, parts, span: undefined, anchor: 'lost' }, on('a.txt', '陆远', ['w'], '水渠')]).unplaced, 1);
  });
});

describe('agreement of the machine with a person', () => {
  const tag = { layer: 'term', kind: 'concept', id: 'concept:水渠' } as const;
  const decide = (verdict: 'accepted' | 'rejected' | 'corrected', quote: string, more: object = {}): Annotation => ({ ...on('d.txt', '何静', [], quote), decision: { verdict, tag, ...more } });
  const query = { annotators: ['何静'], machine: true } as const;

  it('counts accepted tags as agreement, rejected and corrected ones as none, and leaves out what was not decided', () => {
    const accepted = report([decide('accepted', '水渠')], query);
    assert.deepEqual([accepted.annotators, accepted.machine], [['何静'], true]);
    assert.deepEqual([value(row(accepted, 'all'), 'alpha-u'), accepted.undecided], [1, 2]);
    assert.deepEqual(accepted.rows.flatMap(({ code }) => (code ? [code.id] : [])), ['term/concept']);
    const rejected = report([decide('rejected', '水渠')], query);
    assert.deepEqual(row(rejected, 'all')?.passages, [0, 1]);
    assert.ok((value(row(rejected, 'all'), 'alpha-u') as number) <= 0);
    const corrected = report([decide('corrected', '水渠', { as: { layer: 'source', kind: 'work' } })], query);
    assert.equal(value(row(corrected, 'extents'), 'alpha-u'), 1);
    assert.ok((value(row(corrected, 'all'), 'alpha-u') as number) < 1);
  });

  it('is not taken for a person of that name, whose annotations stay their own', () => {
    const named = report([on('d.txt', 'machine', ['person'], '老周'), on('d.txt', '何静', ['person'], '老周')], { annotators: ['machine', '何静'] });
    assert.deepEqual([named.annotators, named.machine, row(named, 'all')?.passages], [['machine', '何静'], false, [1, 1]]);
    const compared = report([{ ...on('d.txt', 'machine', [], '水渠'), decision: { verdict: 'rejected', tag } }], { annotators: ['machine'], machine: true });
    assert.deepEqual([compared.annotators, compared.machine, row(compared, 'all')?.passages], [['machine'], true, [0, 1]]);
  });

  it('takes tags without a decision for contradicted once the document is done', () => {
    const done = note({ about: { kind: 'document' }, document: 'd.txt', status: 'done', creator: '何静' });
    const finished = report([decide('accepted', '水渠')], query, [done]);
    assert.deepEqual([row(finished, 'all')?.passages, finished.undecided], [[1, 3], 0]);
  });

  it('knows codes that are called like a layer or a kind, in any language', () => {
    const coded = report([on('d.txt', '何静', ['x'], '水渠'), on('d.txt', '何静', ['person'], '老周'), on('d.txt', '何静', ['w'], '很长')], query);
    assert.deepEqual(row(coded, 'all')?.passages, [2, 2]);
    assert.equal(value(row(coded, 'all'), 'cohen'), 1);
    assert.equal(value(row(report([on('d.txt', '何静', ['x'], '水渠')], { ...query, tagLevel: 'layer' }), 'code', 'term'), 'cohen'), 1);
  });
});

describe('disagreements', () => {
  const open = (annotations: readonly Annotation[], annotators = ['何静', '陆远']): readonly Disagreement[] => finish(disagreementsIn(document('a.txt'), annotators, annotations)).open;
  const told = (found: readonly Disagreement[]): unknown[] => found.map(({ kind, sides, span }) => [kind, sides.map(({ codes }) => codes.join('+')), TEXT.slice(span.start, span.end)]);

  it('are the places where codes, extents or both differ, or somebody marked nothing', () => {
    const found = finish(disagreementsIn(document('a.txt'), ['何静', '陆远'], [
      on('a.txt', '何静', ['w'], '水渠'), on('a.txt', '陆远', ['t'], '水渠'),
      on('a.txt', '何静', ['w'], '果树'), on('a.txt', '陆远', ['w'], '种了果树'),
      on('a.txt', '何静', ['t'], '修桥'), on('a.txt', '陆远', ['w'], '还要修桥'),
      on('a.txt', '陆远', ['x'], '没人反对'),
      on('a.txt', '何静', ['x', 't'], '老周'), on('a.txt', '陆远', ['x'], '老周'), on('a.txt', '陆远', ['t'], '老周'),
    ]));
    assert.deepEqual(told(found.open), [
      ['codes', ['w', 't'], '水渠'], ['extent', ['w', 'w'], '种了果树'], ['codes-and-extent', ['t', 'w'], '还要修桥'], ['missing', ['', 'x'], '没人反对'],
    ]);
    assert.deepEqual([found.agreed, found.settled], [1, 0]);
  });

  it('of three annotators stand at one place', () => {
    const found = open([on('a.txt', '何静', ['w'], '水渠'), on('a.txt', '陆远', ['w'], '水渠修好了'), on('a.txt', '贝', ['t'], '水渠')], ['何静', '陆远', '贝']);
    assert.deepEqual(told(found), [['codes-and-extent', ['w', 'w', 't'], '水渠修好了']]);
  });

  it('never put side by side what does not overlap', () => {
    const found = open([on('a.txt', '何静', ['w'], '水渠'), on('a.txt', '陆远', ['w'], '修好了')]);
    assert.deepEqual(found.map(({ kind }) => kind), ['missing', 'missing']);
  });

  it('are settled by decisions that follow one, all or none, or say something of their own, and open again when something is added', () => {
    const annotations = [on('a.txt', '何静', ['w'], '果树'), on('a.txt', '陆远', ['t'], '种了果树')];
    const [place] = open(annotations);
    assert.ok(place);
    const ids = annotations.map(({ id }) => id).sort();
    const outcomes: readonly (readonly [Outcome, unknown])[] = [
      [{ take: 'one', annotator: '陆远' }, [[['t'], ['种了果树'], [annotations[1]?.id]]]],
      [{ take: 'all' }, [[['w'], ['果树'], [annotations[0]?.id]], [['t'], ['种了果树'], [annotations[1]?.id]]]],
      [{ take: 'none' }, [[[], ['果树'], undefined]]],
      [{ take: 'own', codes: ['x'] }, [[['x'], ['果树'], undefined]]],
    ];
    for (const [outcome, expected] of outcomes) {
      const decisions = adjudicationsOf(place, outcome, '贝');
      assert.deepEqual(decisions.map(({ codes, spans, adopts }) => [codes, spans?.map(({ start, end }) => TEXT.slice(start, end)), adopts]), expected);
      for (const { creator, adjudicates } of decisions) assert.deepEqual([creator, [...(adjudicates ?? [])].sort()], ['贝', ids]);
      const made = decisions.map((each) => ({ ...on('a.txt', '贝', each.codes ?? [], '果树'), adjudicates: each.adjudicates }));
      const after = finish(disagreementsIn(document('a.txt'), ['何静', '陆远'], [...annotations, ...made]));
      assert.deepEqual([after.open.length, after.settled], [0, 1]);
    }
    const decided = { ...on('a.txt', '贝', ['w'], '果树'), adjudicates: ids };
    assert.equal(open([...annotations, decided, on('a.txt', '何静', ['x'], '果树')]).length, 1);
  });

  it('take the codes of all for one passage together', () => {
    const [place] = open([on('a.txt', '何静', ['w'], '水渠'), on('a.txt', '陆远', ['t'], '水渠')]);
    assert.deepEqual(place && adjudicationsOf(place, { take: 'all' }, '贝').map(({ codes }) => codes), [['w', 't']]);
  });

  it('follow nobody when the one whose view is taken marked nothing', () => {
    const [place] = open([on('a.txt', '何静', ['w'], '水渠')]);
    const [decision] = place ? adjudicationsOf(place, { take: 'one', annotator: '陆远' }, '贝') : [];
    assert.deepEqual([decision?.codes, decision?.adopts, decision?.adjudicates?.length], [[], undefined, 1]);
  });
});
