import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { CSV_COLUMNS, csv, csvCell } from '../../../server/src/exchange/csv';
import { exportPassage } from '../../../server/src/exchange/exportInput';
import { EXPORT_FORMATS, exportFormat, FOLDER_FORMATS, folderFormat } from '../../../server/src/exchange/formats';
import { jsonl } from '../../../server/src/exchange/jsonl';
import { attributionRow, tagRow } from '../../../server/src/exchange/rows';
import { w3c } from '../../../server/src/exchange/w3c';
import { sha256 } from '../../../server/src/platform/snapshots';
import { SourceText } from '../../../server/src/text/sourceText';
import { note } from '../annotations/notes';
import { failures, itemFailures } from '../annotations/w3cSuite';
import { ANNOTATIONS, ATTRIBUTIONS, input, spanOf, TAGS, TEXT, written } from './sample';

const CHARACTERS = [...TEXT];

describe('export formats', () => {
  it('are found by name', () => {
    for (const format of EXPORT_FORMATS) assert.equal(exportFormat(format.name), format);
    for (const format of FOLDER_FORMATS) assert.equal(folderFormat(format.name), format);
    assert.deepEqual([exportFormat('docx'), folderFormat('docx'), exportFormat('parquet')], [undefined, undefined, undefined]);
  });

  it('count what they write', () => {
    for (const [format, expected] of [[csv, [5, 4, 9]], [jsonl, [4, 4, 8]], [w3c, [4, 4, 8]]] as const) {
      const counts = (['annotations', 'tags', 'both'] as const).map((content) => written(format.write(input(content))).records);
      assert.deepEqual(counts, expected, format.name);
    }
  });

  it('carry offsets in code points at which the quoted text stands, on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (text, a, b) => {
      const characters = [...text];
      const [from, to] = [a % (characters.length + 1), b % (characters.length + 1)].sort((x, y) => x - y) as [number, number];
      const start = characters.slice(0, from).join('').length;
      const end = start + characters.slice(from, to).join('').length;
      const passage = exportPassage(new SourceText(text), { start, end });
      assert.equal(characters.slice(passage.start, passage.end).join(''), passage.text);
    }));
  });

  it('refuse a passage that cuts a character in two', () => {
    assert.throws(() => exportPassage(new SourceText('𠮷田'), { start: 1, end: 3 }), RangeError);
  });
});

describe('JSON Lines', () => {
  const rows = written(jsonl.write(input('both'))).text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

  it('have tags exactly as the command line writes them', () => {
    assert.deepEqual(rows.filter((row) => row['layer'] !== 'annotation' && 'layer' in row), [
      { file: '政策/a.txt', start: 1, end: 3, text: '𠮷田', layer: 'source', kind: 'person', id: 'person:𠮷田', role: '市長' },
      { file: '政策/a.txt', start: 9, end: 13, text: '數據要素', layer: 'term', kind: 'concept', id: 'concept:数据要素' },
      { file: '政策/a.txt', start: 17, end: 22, text: '3.2億元', layer: 'number', kind: 'money', value: { num: 320000000, unit: 'CNY' }, measures: { what: '數據要素交易額' } },
    ]);
  });

  it('keep the value of a date that nothing resolves, and leave out how one was resolved', () => {
    const text = new SourceText('今年');
    const value = { edtf: null, relative: true } as const;
    assert.deepEqual(tagRow('a', text, { layer: 'number', kind: 'date', start: 0, end: 2, value }).value, { edtf: null });
  });

  it('have the role that stands next to a mention rather than the one stated elsewhere', () => {
    const tag = { layer: 'source', kind: 'person', id: 'person:x', role: '記者', ...spanOf('𠮷田') } as const;
    assert.equal(tagRow('a', new SourceText(TEXT), tag, () => '市長').role, '記者');
    assert.ok(!('role' in tagRow('a', new SourceText(TEXT), { ...tag, role: undefined })));
  });

  it('have attributions with the content in words', () => {
    const [attribution] = ATTRIBUTIONS;
    assert.ok(attribution);
    const row = attributionRow('政策/a.txt', new SourceText(TEXT), attribution);
    assert.deepEqual(rows.find((each) => 'cue' in each), row);
    assert.deepEqual([row.start, row.text], [1, '數據要素交易額達3.2億元']);
    assert.equal(CHARACTERS.slice(row.contentStart, row.contentEnd).join(''), row.text);
  });

  it('have annotations in the order of the text, with the names of codes, and the old quotation of lost and changed ones', () => {
    const annotations = rows.filter((row) => row['layer'] === 'annotation');
    assert.deepEqual(annotations.map((row) => [row['text'], row['state'], row['quote'], row['codes']]), [
      ['𠮷田市長', 'exact', undefined, [{ id: 'person', name: '人物' }, { id: '旧码', name: '旧码' }]],
      ['👨‍👩‍👧', 'exact', undefined, []],
      ['=葛󠄀城的“数据要素”，\t"另说"', 'changed', '葛城', [{ id: 'data', name: '数据' }]],
      ['已删的話', 'lost', undefined, []],
    ]);
    for (const row of annotations) if (row['state'] !== 'lost') assert.equal(CHARACTERS.slice(row['start'] as number, row['end'] as number).join(''), row['text']);
    assert.ok(!('start' in (annotations[3] as object)));
  });
});

describe('CSV', () => {
  const { text } = written(csv.write(input('both')));
  const [header, ...table] = parseCsv(text);
  const rows = table.map((cells) => Object.fromEntries(cells.map((cell, i): [string, string] => [header?.[i] ?? '', cell])));

  it('begins with a byte order mark and the names of the columns, and ends lines as RFC 4180 says', () => {
    assert.ok(text.startsWith('\ufeffdocument,id,layer,kind,code,code_name,start,end,unit,line,column,quote,'));
    assert.deepEqual(header, CSV_COLUMNS);
    for (const cells of table) assert.equal(cells.length, CSV_COLUMNS.length);
  });

  it('has in every row the text that stands at its offsets, its context, line and column', () => {
    const lines = TEXT.split('\r\n');
    let checked = 0;
    for (const row of rows) {
      if (row['state'] === 'lost') continue;
      const [start, end] = [Number(row['start']), Number(row['end'])];
      assert.equal(row['unit'], 'codepoint');
      assert.equal(CHARACTERS.slice(start, end).join(''), unguarded(row['quote']));
      assert.equal(CHARACTERS.slice(Math.max(0, start - 32), start).join(''), unguarded(row['prefix']));
      assert.equal(CHARACTERS.slice(end, end + 32).join(''), unguarded(row['suffix']));
      const line = [...lines[Number(row['line']) - 1] as string].slice(Number(row['column']) - 1).join('');
      assert.ok(line.startsWith(unguarded(row['quote']).split('\r\n')[0] as string));
      assert.equal(row['text_sha256'], sha256(TEXT));
      checked++;
    }
    assert.equal(checked, 8);
  });

  it('has a row for each code of an annotation', () => {
    const person = rows.filter((row) => row['id'] === ANNOTATIONS[1]?.id);
    assert.deepEqual(person.map((row) => [row['code'], row['code_name'], row['memo']]), [['person', '人物', '第一行，\r\n"第二行"'], ['旧码', '旧码', '第一行，\r\n"第二行"']]);
  });

  it('gives the old quotation of a lost passage and no offsets', () => {
    const row = rows.find((each) => each['state'] === 'lost');
    assert.deepEqual([row?.['quote'], row?.['start'], row?.['end'], row?.['line'], row?.['prefix'], row?.['suffix']], ['已删的話', '', '', '', '前', '後']);
  });

  it('has values, measures and roles of tags, and what sources say', () => {
    assert.deepEqual(rows.filter((row) => row['layer'] !== 'annotation').map((row) => [row['layer'], row['kind'], row['id'], row['value'], row['measures'], row['role']]), [
      ['source', 'person', 'person:𠮷田', '', '', '市長'],
      ['term', 'concept', 'concept:数据要素', '', '', ''],
      ['number', 'money', '', '{"num":320000000,"unit":"CNY"}', '數據要素交易額', ''],
      ['attribution', '表示', 'person:𠮷田', '', '', ''],
    ]);
    assert.equal(rows.at(-1)?.['quote'], '數據要素交易額達3.2億元');
  });

  it('lets no cell be run as a formula', () => {
    for (const dangerous of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠a']) {
      const [cell] = parseCsv(csvCell(dangerous))[0] ?? [];
      assert.equal(cell, `'${dangerous}`);
    }
    assert.equal(csvCell('a=b'), 'a=b');
    assert.equal(csvCell(-1), '-1');
    for (const row of rows) for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
  });

  it('gives any text back', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 6 }), (cells) => {
      const line = `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`;
      assert.deepEqual(parseCsv(line)[0]?.map(unguarded), cells.map(unguarded));
    }));
  });
});

describe('W3C Web Annotation', () => {
  const collection = (content: 'annotations' | 'tags' | 'both'): { '@context': unknown; total: number; first: { items: Item[] } & object } =>
    JSON.parse(written(w3c.write(input(content))).text) as { '@context': unknown; total: number; first: { items: Item[] } & object };

  it('is a collection whose page and annotations meet every MUST of the W3C test suite', () => {
    for (const content of ['annotations', 'tags', 'both'] as const) {
      const value = collection(content);
      assert.deepEqual(failures('collections/collectionMusts.test', value), []);
      assert.deepEqual(failures('collections/pages/pageMusts.test', { '@context': value['@context'], ...value.first }), []);
      assert.deepEqual(itemFailures(value.first.items, value['@context']), []);
      assert.equal(value.total, value.first.items.length);
      assert.equal(new Set(value.first.items.map(({ id }) => id)).size, value.total);
    }
  });

  it('would not pass that suite with a total that is no number, a relative source or a quotation that is missing', () => {
    const value = collection('both');
    assert.notDeepEqual(failures('collections/collectionMusts.test', { ...value, total: 'many' }), []);
    const [item] = value.first.items as [Item];
    assert.notDeepEqual(itemFailures([{ ...item, target: { ...item.target, source: 'a.txt' } }], value['@context']), []);
    assert.notDeepEqual(itemFailures([{ ...item, target: { ...item.target, selector: [{ type: 'TextQuoteSelector' }] } }], value['@context']), []);
  });

  it('is valid JSON with nothing to export', () => {
    const empty = { ...input('both'), documents: [] };
    const value = JSON.parse(written(w3c.write(empty)).text) as { total: number };
    assert.equal(value.total, 0);
    assert.deepEqual(failures('collections/collectionMusts.test', value), []);
  });

  it('carries quotation and position that agree, but no position for a lost passage', () => {
    let positions = 0;
    for (const { target } of collection('both').first.items) {
      const [quote, position] = target.selector;
      if (!position) continue;
      assert.equal(CHARACTERS.slice(position.start, position.end).join(''), quote?.exact);
      positions++;
    }
    assert.equal(positions, ANNOTATIONS.length - 1 + TAGS.length + ATTRIBUTIONS.length);
  });

  it('tags with the names of codes and keeps their ids beside them', () => {
    const [item] = collection('annotations').first.items as [Item];
    assert.deepEqual(item.body?.slice(0, 2), [
      { type: 'TextualBody', purpose: 'tagging', value: '人物' },
      { type: 'SpecificResource', purpose: 'identifying', source: 'urn:meipi:code:person' },
    ]);
  });
});

describe('notes in exports', () => {
  const about = { kind: 'annotation', id: ANNOTATIONS[0]?.id ?? '' } as const;
  const notes = [
    note({ about: { kind: 'document' }, document: '政策/a.txt', memo: '全篇的看法' }),
    note({ about, document: '政策/a.txt', memo: '同意，"见下"' }),
    note({ about, document: '政策/a.txt', relation: { kind: 'contradicts', to: ANNOTATIONS[1]?.id ?? '' } }),
    note({ about: { kind: 'document' }, document: '政策/a.txt', status: 'done', creator: '陆' }),
  ];
  const codeNotes = [note({ about: { kind: 'code', id: 'person' }, document: 'codebook.json', memo: '何时用' })];
  const given = { ...input('annotations', { notes }), codeNotes };

  it('are counted, and left out where only tags are asked for', () => {
    for (const [format, expected] of [[csv, 10], [jsonl, 9], [w3c, 9]] as const) {
      assert.equal(written(format.write(given)).records, expected, format.name);
      const tags = { ...input('tags', { notes }), codeNotes };
      assert.equal(written(format.write(tags)).records, written(format.write(input('tags'))).records, format.name);
    }
  });

  it('are rows of JSON Lines with everything that they say', () => {
    const rows = written(jsonl.write(given)).text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ layer }) => layer === 'note');
    assert.deepEqual(rows.map((row) => [row['file'], row['kind'], row['about'], row['relation'], row['status'], row['memo'], row['creator']]), [
      ['codebook.json', 'memo', { kind: 'code', id: 'person', name: '人物' }, undefined, undefined, '何时用', '何静'],
      ['政策/a.txt', 'memo', { kind: 'document' }, undefined, undefined, '全篇的看法', '何静'],
      ['政策/a.txt', 'reply', about, undefined, undefined, '同意，"见下"', '何静'],
      ['政策/a.txt', 'relation', about, notes[2]?.relation, undefined, '', '何静'],
      ['政策/a.txt', 'status', { kind: 'document' }, undefined, 'done', '', '陆'],
    ]);
  });

  it('are rows of CSV without a passage, with columns of their own', () => {
    const [header, ...table] = parseCsv(written(csv.write(given)).text);
    const rows = table.map((cells) => Object.fromEntries(cells.map((cell, i): [string, string] => [header?.[i] ?? '', cell]))).filter(({ layer }) => layer === 'note');
    assert.deepEqual(rows.map((row) => ['document', 'kind', 'code', 'code_name', 'about', 'relation', 'related', 'status', 'memo', 'start', 'quote'].map((column) => row[column])), [
      ['codebook.json', 'memo', 'person', '人物', '', '', '', '', '何时用', '', ''],
      ['政策/a.txt', 'memo', '', '', '', '', '', '', '全篇的看法', '', ''],
      ['政策/a.txt', 'reply', '', '', about.id, '', '', '', '同意，"见下"', '', ''],
      ['政策/a.txt', 'relation', '', '', about.id, 'contradicts', notes[2]?.relation?.to, '', '', '', ''],
      ['政策/a.txt', 'status', '', '', '', '', '', 'done', '', '', ''],
    ]);
  });

  it('are valid W3C annotations, about what they are about', () => {
    const value = JSON.parse(written(w3c.write(given)).text) as { '@context': string; total: number; first: { items: { motivation: string; target: unknown; body?: object | readonly object[] }[] } };
    assert.equal(value.total, 9);
    assert.deepEqual(itemFailures(value.first.items, value['@context']), []);
    const found = value.first.items.filter(({ target }) => typeof target === 'string');
    assert.deepEqual(found.map(({ motivation, target }) => [motivation, target]), [
      ['commenting', 'urn:meipi:code:person'],
      ['commenting', 'urn:meipi:document:%E6%94%BF%E7%AD%96/a.txt'],
      ['replying', about.id],
      ['linking', about.id],
      ['assessing', 'urn:meipi:document:%E6%94%BF%E7%AD%96/a.txt'],
    ]);
    assert.deepEqual(found[3]?.body, [{ type: 'SpecificResource', purpose: 'linking', source: notes[2]?.relation?.to }, { type: 'TextualBody', purpose: 'classifying', value: 'contradicts' }]);
  });
});

interface Item {
  readonly id: string;
  readonly body?: readonly object[];
  readonly target: { readonly selector: readonly { readonly exact?: string; readonly start?: number; readonly end?: number }[] };
}

/** A reader of RFC 4180, written apart from the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  const source = text.replace(/^\ufeff/, '');
  while (field.lastIndex < source.length) {
    const match = field.exec(source);
    if (!match) throw new Error('This is not CSV.');
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',' && field.lastIndex < source.length) continue;
    if (match[3] === ',') row.push('');
    rows.push(row);
    row = [];
  }
  return rows;
}

function unguarded(cell: string | undefined): string {
  return (cell ?? '').replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '');
}
