import { strict as assert } from 'node:assert';
import type { CorpusDocument } from '../../../server/src/corpus/corpus';
import { codeActions } from '../../../server/src/features/codeActions';
import { conceptOfPage, conceptPage, conceptPageUri } from '../../../server/src/features/conceptPage';
import { documentLinks } from '../../../server/src/features/documentLinks';
import { foldingRanges } from '../../../server/src/features/foldingRanges';
import { outline, type OutlineNode } from '../../../server/src/features/outline';
import { oneLine } from '../../../server/src/features/plainText';
import { selectionRanges } from '../../../server/src/features/selectionRanges';
import type { Reading } from '../../../server/src/text/reading';
import type { Structure } from '../../../server/src/text/structure';
import { fixture, term, type DocumentSpec, type TagSpec } from './support';

/** A document with an article, two headings and two turns, in whichever script. */
const interview: DocumentSpec = {
  text: '產業的路\n\n一、現狀\n記者：怎麼看？\n林知遠：要看長遠。\n第二段。\n二、前景\n林知遠：很好。\n',
  structure: (reading: Reading): Structure => {
    const span = (from: string, to: string): { start: number; end: number } => ({ start: reading.text.indexOf(from), end: reading.text.indexOf(to) < 0 ? reading.length : reading.text.indexOf(to) });
    const line = (from: string): { start: number; end: number } => ({ start: reading.text.indexOf(from), end: reading.text.indexOf('\n', reading.text.indexOf(from)) });
    const label = (from: string, length: number): { start: number; end: number } => ({ start: reading.text.indexOf(from), end: reading.text.indexOf(from) + length });
    return {
      blocks: [
        { ...line('产业的路'), kind: 'heading', level: 1 },
        { ...line('一、'), kind: 'heading', level: 2 },
        { ...line('第二段'), kind: 'paragraph', level: 0 },
        { ...line('二、'), kind: 'heading', level: 2 },
      ],
      articles: [{ ...span('产业的路', '没有'), title: line('产业的路') }],
      turns: [
        { ...span('记者', '林知远:要'), label: label('记者', 2), anonymous: false, parts: [] },
        { ...span('林知远:要', '林知远:很'), label: label('林知远:要', 3), anonymous: false, parts: [] },
        { ...span('林知远:很', '没有'), label: label('林知远:很', 3), anonymous: false, parts: [] },
      ],
    };
  },
};

describe('outline', () => {
  it('nests headings in articles and speaker turns in headings, under the names as written', () => {
    const show = (nodes: readonly OutlineNode[]): unknown[] => nodes.map((node) => (node.children.length > 0 ? [node.name, show(node.children)] : node.name));
    assert.deepEqual(show(outline(fixture({ documents: { 'a.txt': interview } }).document('a.txt'))), [['產業的路', [['一、現狀', ['記者', '林知遠']], ['二、前景', ['林知遠']]]]]);
  });

  it('keeps children inside their parents, and a turn inside the section it begins in', () => {
    const check = (nodes: readonly OutlineNode[], start: number, end: number): void => {
      for (const node of nodes) {
        assert.ok(start <= node.start && node.end <= end && node.start <= node.title.start && node.title.end <= node.end, node.name);
        check(node.children, node.start, node.end);
      }
    };
    const document = fixture({ documents: { 'a.txt': interview } }).document('a.txt');
    check(outline(document), 0, document.text.length);
  });
});

describe('folding ranges', () => {
  it('fold articles, sections and turns of more than one line', () => {
    assert.deepEqual(foldingRanges(fixture({ documents: { 'a.txt': interview } }).document('a.txt')), [
      { startLine: 0, endLine: 7 },
      { startLine: 2, endLine: 5 },
      { startLine: 4, endLine: 5 },
      { startLine: 6, endLine: 7 },
    ]);
  });
});

describe('selection ranges', () => {
  it('grow from word to clause, sentence and paragraph, and never shrink', () => {
    for (const text of ['我们发展经‸济，也保护环境。人人受益。\n下一段。', '我們發展經‸濟，也保護環境。人人受益。\n下一段。']) {
      const { document, cursor } = fixture({ documents: { 'a.txt': text } });
      const steps = selectionRanges(document('a.txt'), cursor('a.txt')).map((span) => document('a.txt').text.slice(span));
      assert.equal(steps[0]?.length, 2);
      assert.match(steps.join(' | '), /^经济 \| 我们发展经济， \| 我们发展经济，也保护环境。 \| 我们发展经济，也保护环境。人人受益。|^經濟 \| 我們發展經濟， \| 我們發展經濟，也保護環境。 \| 我們發展經濟，也保護環境。人人受益。/);
      assert.equal(steps.at(-1), document('a.txt').text.text);
    }
  });

  it('take the tag at the place as a step', () => {
    const { document, cursor } = fixture({ documents: { 'a.txt': '发展⟦新质生‸产力⟧很重要。' }, tags: { 新质生产力: term('新质生产力') } });
    assert.ok(selectionRanges(document('a.txt'), cursor('a.txt')).some((span) => document('a.txt').text.slice(span) === '新质生产力'));
  });

  it('take the turn around a paragraph as a step', () => {
    const { document } = fixture({ documents: { 'a.txt': interview } });
    const offset = document('a.txt').text.text.indexOf('段。');
    assert.ok(selectionRanges(document('a.txt'), offset).some((span) => document('a.txt').text.slice(span).startsWith('林知遠：要看長遠')));
  });

  it('exist at every offset of any text', () => {
    const { document } = fixture({ documents: { 'a.txt': '\ufeff𠮷。\r\n\r\n👨‍👩‍👧 葛󠄀城。' } });
    for (let offset = 0; offset <= document('a.txt').text.length; offset++) {
      const [first] = selectionRanges(document('a.txt'), offset);
      assert.ok(first && first.start <= offset && offset <= first.end);
    }
  });
});

describe('document links', () => {
  const url: TagSpec = { layer: 'source', kind: 'url', id: 'url:x' };
  const targets = (written: string): string[] => documentLinks(fixture({ documents: { 'a.txt': `⟦${written}⟧` }, tags: { [written.replace(/\s+/g, '')]: url } }).document('a.txt')).map((link) => link.target);

  it('complete addresses without a scheme, tell e-mail, and fold full-width letters', () => {
    assert.deepEqual(targets('www.example.org/a'), ['https://www.example.org/a']);
    assert.deepEqual(targets('http://example.org'), ['http://example.org/']);
    assert.deepEqual(targets('editor@example.org'), ['mailto:editor@example.org']);
    assert.deepEqual(targets('ｗｗｗ．example．org'), ['https://www.example.org/']);
  });

  it('join an address that a line break cut', () => {
    assert.deepEqual(targets('www.example.\norg'), ['https://www.example.org/']);
  });

  it('leave out what is no address', () => {
    assert.deepEqual(targets('https://'), []);
  });
});

describe('code actions', () => {
  const { document } = fixture({ documents: { 'a.txt': '发展⟦算力⟧。' }, tags: { 算力: term('算力') } });
  const codes = [{ id: 'c1', name: '技术', color: '#111111' }, { id: 'c2', name: '政策', color: '#222222' }];

  it('annotate a selection with each code or without one', () => {
    assert.deepEqual(codeActions(document('a.txt'), { start: 0, end: 3 }, codes, []).map((action) => action.title), ['Annotate with “技术”', 'Annotate with “政策”', 'Annotate without a code', 'Add “发展算” to the term base']);
  });

  it('take the tag at the cursor when nothing is selected, and nothing elsewhere', () => {
    const [action] = codeActions(document('a.txt'), { start: 3, end: 3 }, codes, []);
    assert.deepEqual(action?.do === 'annotate' && action.span, { start: 2, end: 4 });
    assert.deepEqual(codeActions(document('a.txt'), { start: 0, end: 0 }, codes, []), []);
  });

  it('offer a short selection as a term, not a known concept nor a passage', () => {
    const long = fixture({ documents: { 'b.txt': `我们谈谈低空飞行器，${'长'.repeat(40)}` } }).document('b.txt');
    const terms = (of: CorpusDocument, start: number, end: number): string[] => codeActions(of, { start, end }, [], []).flatMap((action) => (action.do === 'addTerm' ? [action.title] : []));
    assert.deepEqual(terms(document('a.txt'), 2, 4), [], 'a concept already');
    assert.deepEqual(terms(document('a.txt'), 0, 5), [], 'punctuation');
    assert.deepEqual(terms(long, 10, 47), [], 'too long');
    assert.deepEqual(terms(long, 4, 9), ['Add “低空飞行器” to the term base']);
  });

  it('add a code to an annotation there, or delete it', () => {
    const annotation = { id: 'urn:uuid:1', document: 'a.txt', about: { kind: 'passage' as const }, parts: [{ span: { start: 0, end: 2 }, quote: '发展', anchor: 'exact' as const, passage: { quote: '发展', prefix: '', suffix: '' } }], span: { start: 0, end: 2 }, quote: '发展', anchor: 'exact' as const, codes: ['c1'], memo: '', creator: 'x', created: '', modified: '' };
    const actions = codeActions(document('a.txt'), { start: 1, end: 1 }, codes, [annotation]);
    assert.deepEqual(actions.map((action) => action.title), ['Add “政策” to the annotation', 'Delete the annotation “技术”']);
    const both = codeActions(document('a.txt'), { start: 1, end: 1 }, codes, [annotation, { ...annotation, id: 'urn:uuid:2', codes: ['c2'] }]);
    assert.deepEqual(both.map((action) => action.title), ['Add “政策” to the annotation “技术”', 'Delete the annotation “技术”', 'Add “技术” to the annotation “政策”', 'Delete the annotation “政策”']);
  });
});

describe('concept page', () => {
  it('has an address that leads back to the concept', () => {
    for (const id of ['concept:新质生产力', 'concept:AI/ML (a)']) assert.equal(conceptOfPage(conceptPageUri(id)), id);
    assert.equal(conceptOfPage('file:///x.md'), undefined);
    assert.equal(conceptOfPage('meipi-terms:/%E7.md'), undefined);
  });

  it('shows names, definitions and related concepts, with links to those that have a page', () => {
    const page = conceptPage({ id: 'concept:算力', termBase: 'Meipi', concept: { id: '算力', forms: { 'zh-Hans': ['算力'], en: ['computing power'] }, definition: { zh: '计算的能力。' }, related: ['芯片', 'AI (强)', '别处'] } }, (id) => id !== 'concept:别处');
    for (const part of ['# 算力', 'English: computing power', '计算的能力。', '- [芯片](芯片.md)\n', '- [AI (强)](AI%20%28强%29.md)\n', '- 别处\n', 'Meipi']) assert.ok(page.includes(part), part);
  });
});

describe('a passage on one line', () => {
  it('joins Chinese across line breaks without a space and Latin words with one', () => {
    assert.equal(oneLine('產業\r\n　　升級 new\nwave'), '產業升級 new wave');
  });

  it('is never cut inside a surrogate pair', () => {
    assert.equal(oneLine('𠮷𠮷𠮷', 3), '𠮷…');
  });
});
