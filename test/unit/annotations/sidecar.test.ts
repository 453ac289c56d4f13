import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { takePassage, trimPassage } from '../../../server/src/annotations/anchoring/passages';
import type { About } from '../../../server/src/annotations/model';
import { EMPTY_SIDECAR, formatSidecar, parseSidecar, type Sidecar, type StoredAnnotation, type StoredPart } from '../../../server/src/annotations/sidecar/sidecar';
import { sha256 } from '../../../server/src/platform/snapshots';
import { SourceText } from '../../../server/src/text/sourceText';
import { failures, itemFailures } from './w3cSuite';

const URI = 'file:///corpus/a.txt.annotations.json';
const TEXT = '\ufeff𠮷田先生說：\r\n「新質生產力👨‍👩‍👧不是口號。」\r\n葛󠄀城的数据要素市场开张了。\r\n';

describe('sidecar', () => {
  it('is a W3C AnnotationPage whose annotations meet every MUST of the W3C test suite', () => {
    const page = JSON.parse(formatSidecar(SAMPLE, '政策/𠮷 a#b.txt')) as { '@context': unknown; items: object[] };
    assert.deepEqual(failures('collections/pages/pageMusts.test', page), []);
    assert.equal(page.items.length, SAMPLE.annotations.length);
    assert.deepEqual(itemFailures(page.items, page['@context']), []);
  });

  it('would not pass that suite with a relative source, a position that is no number, a bare date or a missing id', () => {
    const page = JSON.parse(formatSidecar(SAMPLE, 'a.txt')) as { '@context': unknown; items: Record<string, Record<string, unknown>>[] };
    const item = page.items[0] as Record<string, Record<string, unknown>>;
    const broken: object[] = [
      { ...item, target: { ...item['target'], source: '政策/a.txt' } },
      { ...item, target: { ...item['target'], selector: [{ type: 'TextPositionSelector', start: '1', end: 2 }] } },
      { ...item, created: '2024-05-01' },
      { ...item, id: undefined },
      { ...item, target: undefined },
    ];
    for (const each of broken) assert.notDeepEqual(itemFailures([JSON.parse(JSON.stringify(each)) as object], page['@context']), []);
    assert.notDeepEqual(failures('collections/pages/pageMusts.test', { ...page, '@context': 'http://example.org/' }), []);
  });

  it('counts positions in code points, with the quotation and 32 code points of context', () => {
    const at = TEXT.indexOf('新質');
    const span = { start: at, end: at + '新質生產力👨‍👩‍👧'.length };
    const passage = takePassage(new SourceText(TEXT), span, sha256(TEXT), '2024-05-01T00:00:00Z');
    const characters = [...TEXT];
    assert.equal(characters.slice(passage.position?.start, passage.position?.end).join(''), passage.quote);
    assert.equal(characters.slice(Math.max(0, (passage.position?.start ?? 0) - 32), passage.position?.start).join(''), passage.prefix);
    assert.equal(characters.slice(passage.position?.end, (passage.position?.end ?? 0) + 32).join(''), passage.suffix);
  });

  it('says the same after it was read and written again', () => {
    const text = formatSidecar(SAMPLE, 'a.txt');
    const { sidecar, problems } = parseSidecar(text, URI);
    assert.deepEqual(problems, []);
    assert.equal(formatSidecar(sidecar as Sidecar, 'a.txt'), text);
    assert.deepEqual(strip(sidecar as Sidecar), strip({ ...SAMPLE, annotations: (sidecar as Sidecar).annotations.map(({ id }) => SAMPLE.annotations.find((each) => each.id === id) as StoredAnnotation) }));
  });

  it('writes one annotation a line, by position, then id, so that an added one is a diff of one line', () => {
    const [first, second, third] = [annotation('urn:uuid:2', '先生'), annotation('urn:uuid:1', '口號'), annotation('urn:uuid:0', '口號')];
    const lines = (annotations: StoredAnnotation[]): string[] => formatSidecar({ ...EMPTY_SIDECAR, annotations }, 'a.txt').split('\n');
    const ids = lines([second, first, third]).flatMap((line) => /^[ ,]\{"id":"(.*?)"/.exec(line)?.[1] ?? []);
    assert.deepEqual(ids, ['urn:uuid:2', 'urn:uuid:0', 'urn:uuid:1']);
    for (const added of [second, third]) {
      const before = lines([first, added === second ? third : second]);
      const after = lines([first, second, third]);
      assert.equal(after.filter((line) => !before.includes(line)).length, 1);
      assert.equal(before.filter((line) => !after.includes(line)).length, 0);
    }
  });

  it('keeps fields and annotations that are not known, wherever they stand', () => {
    const foreign = {
      '@context': ['http://www.w3.org/ns/anno.jsonld', { ex: 'http://example.org/' }],
      id: 'http://example.org/page',
      type: 'AnnotationPage',
      'ex:owner': { name: '图书馆' },
      items: [
        'http://example.org/anno/7',
        { id: 'http://example.org/anno/8', type: 'Annotation', body: 'http://example.org/b', target: 'http://example.org/t' },
        {
          id: 'http://example.org/anno/9', type: 'Annotation', motivation: 'questioning', 'ex:seen': [1, { deep: true }],
          body: [{ type: 'TextualBody', value: '问', purpose: 'replying' }, { type: 'TextualBody', purpose: 'tagging', value: '人名', 'ex:score': 0.5 }],
          target: {
            source: 'http://example.org/t', 'ex:layer': 2,
            selector: [{ type: 'FragmentSelector', value: 'p1' }, { type: 'TextQuoteSelector', exact: '先生' }],
          },
        },
      ],
    };
    const { sidecar, problems } = parseSidecar(JSON.stringify(foreign), URI);
    assert.deepEqual(problems, []);
    assert.deepEqual(sidecar?.annotations.map(({ id, codes }) => [id, codes]), [['http://example.org/anno/9', ['人名']]]);
    const edited: Sidecar = { ...(sidecar), annotations: [{ ...(sidecar?.annotations[0] as StoredAnnotation), memo: '待查' }] };
    const written = JSON.parse(formatSidecar(edited, 'a.txt')) as typeof foreign;
    assert.deepEqual(written['ex:owner'], foreign['ex:owner']);
    assert.equal(written.id, foreign.id);
    assert.ok((written['@context'] as unknown[]).some((each) => JSON.stringify(each) === '{"ex":"http://example.org/"}'));
    assert.deepEqual(written.items.slice(1), foreign.items.slice(0, 2));
    const [before, after] = [foreign.items[2], written.items[0]] as [Record<string, unknown>, Record<string, unknown>];
    assert.deepEqual(after, { ...before, body: [...(before['body'] as unknown[]), { type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: '待查' }], target: { type: 'SpecificResource', ...(before['target'] as object) } });
  });

  it('reports a file that is not a page of annotations, with the place, and gives no sidecar', () => {
    const good = formatSidecar(SAMPLE, 'a.txt');
    const cases: [string, RegExp, string][] = [
      [good.slice(0, good.indexOf('"type": ')), /cut off/, ''],
      [`<<<<<<< HEAD\n${good}`, /merge conflict/, '<<<<<<<'],
      [good.replace('"type": "AnnotationPage"', '"type": "Page"'), /"AnnotationPage"/, '"Page"'],
      ['{"type":"AnnotationPage","items":{}}', /"items" is not a list/, '{}'],
      ['[]', /not a JSON object/, '[]'],
      ['', /cut off/, ''],
      [`${'['.repeat(200)}[1]${']'.repeat(200)}`, /too deeply/, '['],
      [`{"type":"AnnotationPage","items":${'['.repeat(100_000)}`, /too deeply/, '['],
    ];
    for (const [text, message, place] of cases) {
      const { sidecar, problems } = parseSidecar(text, URI);
      assert.equal(sidecar, undefined);
      const [problem] = problems;
      assert.equal(problem?.uri, URI);
      assert.equal(problem?.code, 'sidecar.invalid');
      assert.match(problem?.message ?? '', message);
      assert.equal(text.slice(problem?.span?.start, problem?.span?.end), place);
    }
  });

  it('warns of a malformed annotation at its place and keeps it', () => {
    const items = [{ type: 'Annotation' }, { type: 'Note', id: 'urn:x:1' }, { type: 'Annotation', id: 'urn:x:2', target: { source: 'urn:x:t', selector: [{ type: 'TextQuoteSelector', exact: '字' }, { type: 'TextPositionSelector', start: 5, end: 4 }] } }, 7];
    const text = JSON.stringify({ type: 'AnnotationPage', items });
    const { sidecar, problems } = parseSidecar(text, URI);
    assert.deepEqual(problems.map(({ severity, span }) => [severity, JSON.parse(text.slice(span?.start, span?.end)) as unknown]), items.map((item) => ['warning', item]));
    assert.deepEqual(sidecar?.others, items);
  });

  it('says where each of thousands of malformed annotations stands', () => {
    const items = Array.from({ length: 5000 }, (_, i) => ({ type: 'Note', id: `urn:x:${i}` }));
    const text = JSON.stringify({ type: 'AnnotationPage', items });
    const { problems } = parseSidecar(text, URI);
    assert.deepEqual(problems.map(({ span }) => JSON.parse(text.slice(span?.start, span?.end)) as unknown), items);
  });

  it('keeps the second of two annotations with one id, with a warning', () => {
    const items = [1, 2].map((n) => ({ type: 'Annotation', id: 'urn:x:1', target: { source: 'urn:x:t', selector: { type: 'TextQuoteSelector', exact: `字${n}` } } }));
    const { sidecar, problems } = parseSidecar(JSON.stringify({ type: 'AnnotationPage', items }), URI);
    assert.deepEqual(problems.map(({ code }) => code), ['sidecar.duplicate-id']);
    assert.deepEqual(sidecar?.others, [items[1]]);
  });

  it('reads and writes any codes and memos unchanged', () => {
    const texts = fc.string({ unit: 'binary' });
    fc.assert(fc.property(fc.uniqueArray(texts), texts, texts, (codes, memo, creator) => {
      const one = { ...annotation('urn:uuid:1', '口號'), codes, memo, creator };
      const { sidecar } = parseSidecar(formatSidecar({ ...EMPTY_SIDECAR, annotations: [one] }, 'a.txt'), URI);
      const [read] = sidecar?.annotations ?? [];
      assert.deepEqual([read?.codes, read?.memo, read?.creator], [codes, memo, creator]);
    }));
  });
});

describe('extent of a passage', () => {
  it('leaves out white space at both ends and never cuts a surrogate pair', () => {
    const text = '　\r\n 𠮷田\ufeff \n';
    const whole = { start: text.indexOf('𠮷'), end: text.indexOf('田') + 1 };
    assert.deepEqual(trimPassage(text, { start: 0, end: text.length }), whole);
    assert.deepEqual(trimPassage(text, { start: whole.start + 1, end: whole.end }), whole);
    assert.deepEqual(trimPassage(text, { start: whole.end, end: whole.start }), whole);
  });

  it('takes in the variation selector of its last character', () => {
    assert.deepEqual(trimPassage('葛󠄀城', { start: 0, end: 1 }), { start: 0, end: 3 });
  });

  it('is nothing where no visible character is selected', () => {
    for (const text of ['', '  \r\n　', '\ufeff\u200b']) assert.equal(trimPassage(text, { start: 0, end: text.length }), undefined);
    assert.equal(trimPassage('字', { start: 1, end: 1 }), undefined);
  });
});

function annotation(id: string, quote: string): StoredAnnotation {
  const at = TEXT.indexOf(quote);
  assert.ok(at >= 0);
  return {
    id, codes: ['概念'], memo: '', creator: '何静', created: '2024-05-01T08:00:00Z', modified: '2024-05-01T08:00:00Z', about: { kind: 'passage' },
    parts: [{ passage: takePassage(new SourceText(TEXT), { start: at, end: at + quote.length }, sha256(TEXT), '2024-05-01T08:00:00Z'), anchor: 'exact' }],
  };
}

function about(n: string, what: About): StoredAnnotation {
  return { id: `urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a${n}`, about: what, parts: [], codes: [], memo: '', creator: '陆远', created: '2024-05-01T08:00:00Z', modified: '2024-05-01T08:00:00Z' };
}

function part(quote: string): StoredPart {
  return annotation('x', quote).parts[0] as StoredPart;
}

const ANCHORED = 'urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a11';

const SAMPLE: Sidecar = {
  ...EMPTY_SIDECAR,
  annotations: [
    { ...annotation('urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a11', '𠮷田先生'), codes: ['人名', '受访者'], memo: '**同一人**吗？\n见“附录”。' },
    { ...annotation('urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a12', '葛󠄀城'), codes: [], creator: '', parts: [{ ...part('葛󠄀城'), anchor: 'changed', original: part('数据要素').passage }] },
    { ...annotation('urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a13', '👨‍👩‍👧不是'), codes: [], memo: '只有备注', conflictsWith: 'urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a12' },
    { ...annotation('urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a14', '𠮷田先生'), parts: [part('𠮷田先生'), part('数据要素')], locked: true, adjudicates: [ANCHORED, 'urn:x:2'] },
    { ...annotation('urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a15', '数据要素'), codes: [], decision: { verdict: 'corrected', tag: { layer: 'source', kind: 'person', id: 'person:葛城' }, as: { layer: 'term', kind: 'concept' } } },
    { ...about('16', { kind: 'document' }), status: 'in-work' },
    { ...about('17', { kind: 'document' }), memo: '全文的备注' },
    { ...about('18', { kind: 'annotation', id: ANCHORED }), memo: '同意' },
    { ...about('19', { kind: 'annotation', id: ANCHORED }), relation: { kind: 'contradicts', to: 'https://example.org/anno' } },
    { ...about('20', { kind: 'code', id: '数据 要素/一' }), memo: '何时用' },
  ],
};

function strip(sidecar: Sidecar): object {
  return JSON.parse(JSON.stringify(sidecar.annotations.map((each) => ({ ...each, raw: undefined })))) as object;
}
