import type { Annotation } from '../../../server/src/annotations/model';
import { takePassage } from '../../../server/src/annotations/anchoring/passages';
import type { ExportContent, ExportDocument, ExportInput } from '../../../server/src/exchange/exportInput';
import { sha256 } from '../../../server/src/platform/snapshots';
import type { Attribution, Tag } from '../../../server/src/recognise/tags';
import { SourceText } from '../../../server/src/text/sourceText';
import type { Span } from '../../../server/src/text/span';

export const TEXT = '\ufeff𠮷田市長表示，「數據要素交易額達3.2億元」👨‍👩‍👧。\r\n\r\n=葛󠄀城的“数据要素”，\t"另说"\r\n';

export function spanOf(quote: string, from = 0): Span {
  const start = TEXT.indexOf(quote, from);
  if (start < 0) throw new Error(`${quote} does not stand in the text`);
  return { start, end: start + quote.length };
}

function annotation(n: number, quote: string, more: Partial<Annotation>): Annotation {
  const span = spanOf(quote);
  const { anchor = 'exact', parts = [{ span, quote: more.quote ?? quote, anchor, passage: takePassage(new SourceText(TEXT), span, sha256(TEXT), '2024-05-01T08:00:00Z') }], ...rest } = more;
  return {
    id: `urn:uuid:7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a${10 + n}`, document: '政策/a.txt', about: { kind: 'passage' }, parts, span, quote, anchor, codes: [], memo: '', creator: '何静',
    created: '2024-05-01T08:00:00Z', modified: '2024-05-02T08:00:00Z', ...rest,
  };
}

const lost = annotation(4, '葛󠄀城', {});

export const ANNOTATIONS: readonly Annotation[] = [
  annotation(3, '👨‍👩‍👧', { memo: '=HYPERLINK("http://example.org")', creator: '@陆' }),
  annotation(1, '𠮷田市長', { codes: ['person', '旧码'], memo: '第一行，\r\n"第二行"' }),
  annotation(2, '=葛󠄀城的“数据要素”，\t"另说"', { codes: ['data'], anchor: 'changed', quote: '葛城' }),
  { ...lost, span: undefined, anchor: 'lost', quote: '已删的話', parts: lost.parts.map(({ passage }) => ({ quote: '已删的話', anchor: 'lost', passage: { ...passage, quote: '已删的話', prefix: '前', suffix: '後', textHash: sha256('旧') } })) },
];

export const TAGS: readonly Tag[] = [
  { layer: 'source', kind: 'person', id: 'person:𠮷田', ...spanOf('𠮷田') },
  { layer: 'term', kind: 'concept', id: 'concept:数据要素', ...spanOf('數據要素') },
  { layer: 'number', kind: 'money', value: { num: 320000000, unit: 'CNY', edtf: undefined }, measures: { what: '數據要素交易額' }, ...spanOf('3.2億元') },
];

export const ATTRIBUTIONS: readonly Attribution[] = [{ ...spanOf('𠮷田市長表示，「數據要素交易額達3.2億元」'), sources: ['person:𠮷田'], cue: '表示', content: spanOf('數據要素交易額達3.2億元') }];

export function input(content: ExportContent, more: Partial<ExportDocument> = {}): ExportInput {
  const document: ExportDocument = {
    id: '政策/a.txt', uri: 'file:///corpus/%E6%94%BF%E7%AD%96/a.txt', title: '会议', text: new SourceText(TEXT), textHash: sha256(TEXT),
    annotations: ANNOTATIONS, notes: [], tags: TAGS, attributions: ATTRIBUTIONS, ...more,
  };
  return {
    corpus: { name: '样本 #1', root: 'file:///corpus' },
    documents: [document, { ...document, id: 'b.txt', annotations: [], notes: [], tags: [], attributions: [] }],
    codeBook: { codes: [{ id: 'person', name: '人物', color: '#2f86c8' }, { id: 'data', name: '数据', color: '#c2710c' }] },
    codeNotes: [],
    figures: [],
    content,
    date: '2024-06-01T00:00:00Z',
    roleOf: (id) => (id === 'person:𠮷田' ? '市長' : undefined),
  };
}

/** The whole file and the number of records that its writer counted. */
export function written(generator: Generator<string, number>): { text: string; records: number } {
  let text = '';
  for (let next = generator.next(); ; next = generator.next()) {
    if (next.done) return { text, records: next.value };
    text += next.value;
  }
}
