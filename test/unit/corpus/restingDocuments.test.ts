import { strict as assert } from 'node:assert';
import type { Corpus, CorpusDocument } from '../../../server/src/corpus/corpus';
import { AnalysedDocument, type Analyst } from '../../../server/src/corpus/document';
import { LayerFindings } from '../../../server/src/corpus/layerFindings';
import { internedStrings } from '../../../server/src/corpus/packed/interned';
import { PackedFindings } from '../../../server/src/corpus/packed/packedFindings';
import { neverCancelled } from '../../../server/src/corpus/ports';
import type { Layer, SourceTag, TermTag } from '../../../server/src/recognise/tags';
import { SourceText } from '../../../server/src/text/sourceText';
import { corpusOf, fakeRecognition, uriOf } from './fakes';

const TEXTS = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [
    `${String.fromCharCode(97 + i)}.txt`,
    `记者陈某报道，产业是指第${i}种生产。\r\n陈某说:“市场很\n大。”2024年的市场，產業和陳某。${'𠮷'.repeat(i)}陈\n某。`,
  ]),
);
const TERM_BASE = { name: 'test', concepts: ['产业', '市场'].map((id) => ({ id, forms: { 'zh-Hans': [id] } })) };
const IDS = ['person:陈某', 'concept:产业', 'concept:市场'];

describe('Documents that rest', () => {
  /** Everything that can be asked of a document. */
  const seen = (document: CorpusDocument): unknown => ({
    tags: document.tags,
    attributions: document.attributions,
    definitions: document.definitions,
    recognised: document.recognised.tags,
    reading: document.reading.text,
    blocks: document.structure.blocks,
    title: document.title,
    date: document.date,
    lines: document.text.lineStarts,
    codePoints: document.text.codePoints.spanToCodePoints({ start: 30, end: 40 }),
    at: document.tagsAt(2),
    in: document.tagsIn({ start: 0, end: 20 }),
    count: document.tagCount,
  });
  const asked = (corpus: Corpus): unknown => ({
    documents: corpus.documents.map(seen),
    mentions: IDS.map((id) => [...corpus.mentions(id)].map(({ document, span }) => [document.id, span])),
    entities: corpus.entityNames.map(({ id }) => ({ ...corpus.entity(id), roles: corpus.entity(id)?.roles.map(({ text }) => text), introducedAt: corpus.introductionOf(id)?.span })),
    names: corpus.entityNames,
    statements: [...corpus.statements('person:陈某')].map(({ document, attribution }) => [document.id, attribution]),
    definitions: corpus.definitions('concept:产业').map(({ document, term }) => [document.id, term]),
  });
  /** A corpus, and how often each layer was recognised in it. */
  const counted = async (awakeUnits: number | undefined): Promise<{ corpus: Awaited<ReturnType<typeof corpusOf>>['corpus']; runs: Map<Layer, number> }> => {
    const runs = new Map<Layer, number>();
    const count = <T extends { readonly layer: Layer; recognise: (input: never) => unknown }>(made: T): T => ({
      ...made,
      recognise: (input: never) => (runs.set(made.layer, (runs.get(made.layer) ?? 0) + 1), made.recognise(input)),
    });
    const recognition = {
      ...fakeRecognition,
      numbers: () => count(fakeRecognition.numbers()),
      sources: (names: Parameters<typeof fakeRecognition.sources>[0]) => count(fakeRecognition.sources(names)),
      terms: (bases: Parameters<typeof fakeRecognition.terms>[0]) => count(fakeRecognition.terms(bases)),
    };
    const { corpus } = await corpusOf(TEXTS, { recognition, builtInTermBase: TERM_BASE, awakeUnits });
    return { corpus, runs };
  };

  it('answer everything as those that are awake do, and recognise nothing again', async () => {
    const awake = await counted(undefined);
    const resting = await counted(1);
    for (const { corpus } of [awake, resting]) await corpus.index(neverCancelled);
    const before = new Map(resting.runs);
    assert.deepEqual(asked(resting.corpus), asked(awake.corpus));
    assert.deepEqual(asked(resting.corpus), asked(awake.corpus), 'asked again');
    assert.deepEqual(resting.runs, before);
    assert.deepEqual(resting.runs, awake.runs);
  });

  it('have the same revision when they wake, and another one when something else is found', async () => {
    const { corpus } = await counted(1);
    await corpus.index(neverCancelled);
    const revisions = (): number[] => corpus.documents.map(({ revision }) => revision);
    const before = revisions();
    for (const document of corpus.documents) seen(document);
    assert.deepEqual(revisions(), before);
    const tag = corpus.document('a.txt')?.tags[0] as SourceTag;
    corpus.decideBy((id) =>
      id === 'a.txt' ? [{ span: { start: tag.start, end: tag.end }, isWhole: true, verdict: 'rejected', tag: { layer: tag.layer, kind: tag.kind, id: tag.id }, modified: '2026-01-01T00:00:00Z' }] : [],
    );
    assert.deepEqual(revisions().slice(1), before.slice(1));
    assert.notEqual(revisions()[0], before[0]);
  });

  it('show what people decided on their tags, whether they rest or not', async () => {
    const [awake, resting] = await Promise.all([counted(undefined), counted(1)]);
    for (const { corpus } of [awake, resting]) {
      await corpus.index(neverCancelled);
      corpus.decideBy(() => [{ span: { start: 2, end: 4 }, isWhole: true, verdict: 'rejected', tag: { layer: 'source', kind: 'person', id: 'person:陈某' }, modified: '2026-01-01T00:00:00Z' }]);
      await corpus.index(neverCancelled);
    }
    assert.equal(awake.corpus.document('a.txt')?.tags.some((tag) => tag.start === 2), false);
    assert.deepEqual(asked(resting.corpus), asked(awake.corpus));
  });
});

describe('A document that is handed what was recognised elsewhere', () => {
  const text = '2024年的市场';
  const mention: TermTag = { layer: 'term', kind: 'concept', id: 'concept:市场', start: 6, end: 8 };
  const analyst: Analyst = {
    prepare: () => undefined,
    recognise: (_document, layer) => assert.fail(`recognised ${layer}`),
    statedDate: () => assert.fail('looked for a date'),
    decisions: () => [],
    use: () => undefined,
    answersAtOnce: () => false,
    stretchesOf: () => assert.fail('recognised a stretch'),
    settled: () => undefined,
  };
  const packed = (tags: TermTag[]): PackedFindings => PackedFindings.of({ tags, attributions: [], definitions: [] }, text);

  it('has it, and recognises nothing', () => {
    const document = new AnalysedDocument('a.txt', uriOf('a.txt'), text, undefined, undefined, analyst);
    for (const layer of ['number', 'source'] as const) document.accept(layer, packed([]));
    document.accept('term', packed([mention]));
    document.acceptStatedDate({ edtf: '2024', from: 'text' });
    assert.deepEqual(document.tags, [mention]);
    assert.equal(document.tagCount, 1);
    const counts: unknown[] = [];
    document.eachId(internedStrings(), (...each) => counts.push(each));
    assert.deepEqual(counts, [['concept:市场', 1, 0, 0, 0]]);
    assert.deepEqual(document.tagsOf('concept:市场'), [mention]);
    assert.deepEqual(document.date, { edtf: '2024', from: 'text' });
    assert.deepEqual(document.packed('term')?.all().tags, [mention]);
  });

  it('says what it knew of an id while a layer waits to be recognised again', () => {
    const document = new AnalysedDocument('a.txt', uriOf('a.txt'), text, undefined, undefined, analyst);
    document.accept('term', packed([mention]));
    document.forget('term');
    assert.equal(document.has('term'), false);
    assert.equal(document.packed('term'), undefined);
    assert.deepEqual(document.tagsOf('concept:市场'), [mention]);
    document.rest();
    assert.deepEqual(document.tagsOf('concept:市场'), [mention]);
    document.accept('term', packed([]));
    assert.deepEqual(document.tagsOf('concept:市场'), []);
  });
});

describe('Findings of a layer', () => {
  it('answer the same as objects and packed', () => {
    const text = '所谓市场，有产业、產業和市場';
    const tags: TermTag[] = [2, 6, 9].map((start) => ({ layer: 'term', kind: 'concept', id: start < 3 ? 'concept:4' : 'concept:9', start, end: start + 2 }));
    const attribution = { start: 1, end: 9, sources: ['person:陈某', 'person:陈某', 'work:市场'], cue: '说', content: { start: 3, end: 8 } };
    const definition = { id: 'concept:4', start: 0, end: 9, term: { start: 4, end: 6 }, evidence: 'copula' as const };
    const findings = { tags, attributions: [attribution], definitions: [definition] };
    const byId = (layer: LayerFindings): unknown => {
      const found: [string, ...unknown[]][] = [];
      layer.eachId(internedStrings(), (id, ...counts) => found.push([id, counts, layer.tagsOf(id), layer.scriptsOf(id), layer.statementsOf(id), layer.definitionsOf(id)]));
      return found.sort(([a], [b]) => (a < b ? -1 : 1));
    };
    const objects = LayerFindings.of(findings, new SourceText(text));
    const packed = LayerFindings.packed(PackedFindings.of(findings, text));
    assert.deepEqual(byId(packed), byId(objects));
    assert.equal(packed.tagCount, objects.tagCount);
    objects.rest();
    assert.deepEqual(objects.found, findings);
  });
});
