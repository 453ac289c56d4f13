import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Annotation, AnnotationPart } from '../../../server/src/annotations/model';
import { parquet } from '../../../server/src/exchange/parquet/parquet';
import { parquetFile } from '../../../server/src/exchange/parquet/parquetFile';
import type { Column } from '../../../server/src/exchange/parquet/table';
import { jsonl } from '../../../server/src/exchange/jsonl';
import type { ExportInput } from '../../../server/src/exchange/exportInput';
import type { FigureRow } from '../../../server/src/exchange/figures';
import type { AnnotationRow } from '../../../server/src/exchange/rows';
import { temporaryFolder } from '../cli/meipi';
import { duckDb, type Answer } from './duckdb';
import { ATTRIBUTIONS, input, spanOf, TAGS, written } from './sample';

interface Cell { readonly n: number | undefined; readonly d: number | undefined; readonly s: string | undefined; readonly b: boolean | undefined; readonly l: readonly string[] | undefined }

const CELLS: readonly Column<Cell>[] = [
  { name: 'n', type: 'integer', of: ({ n }) => n },
  { name: 'd', type: 'number', of: ({ d }) => d },
  { name: 's', type: 'string', of: ({ s }) => s },
  { name: 'b', type: 'boolean', of: ({ b }) => b },
  { name: 'l', type: 'strings', of: ({ l }) => l },
];

describe('Parquet, read by DuckDB', () => {
  const folder = temporaryFolder();
  let ask: (sql: string) => Promise<Answer>;
  before(async function () {
    const duck = await duckDb();
    if (!duck) {
      console.warn('      DuckDB has no native module for this machine: what it reads is not tested');
      return this.skip();
    }
    ask = (sql) => duck(folder.path, sql);
  });

  function writeFile<Row>(name: string, columns: readonly Column<Row>[], rows: Iterable<Row>): { rows: number; largest: number } {
    const pieces: Uint8Array[] = [];
    const generator = parquetFile(columns, rows);
    for (let next = generator.next(); ; next = generator.next()) {
      if (!next.done) {
        pieces.push(next.value);
        continue;
      }
      writeFileSync(join(folder.path, name), Buffer.concat(pieces));
      return { rows: next.value, largest: Math.max(...pieces.map(({ length }) => length)) };
    }
  }

  /** Writes the tables of an export into the folder; the numbers of rows. */
  function write(exported: ExportInput): Record<string, number> {
    return Object.fromEntries(
      parquet.files(exported).map((file) => {
        const generator = file.write();
        const pieces: Uint8Array[] = [];
        let next = generator.next();
        for (; !next.done; next = generator.next()) pieces.push(next.value);
        writeFileSync(join(folder.path, file.name), Buffer.concat(pieces));
        return [file.name, next.value];
      }),
    );
  }

  it('gives back any value of any type, and null where there is none', async () => {
    const value = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    const cell = fc.record({
      n: value(fc.integer()), d: value(fc.double({ noNaN: true, noDefaultInfinity: true }).map((d) => (d === 0 ? 0 : d))), s: value(text), b: value(fc.boolean()), l: value(fc.array(text, { maxLength: 4 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 60 }), async (rows) => {
        writeFile('any.parquet', CELLS, rows);
        const read = await ask("SELECT n, d, s, b, l FROM 'any.parquet'");
        assert.deepEqual(read.rows, rows.map(({ n, d, s, b, l }) => [n ?? null, d ?? null, s ?? null, b ?? null, l ?? null]));
      }),
      { numRuns: 200 },
    );
  });

  it('is written in row groups, so that what is held does not grow with the table', async () => {
    const rows = function* (count: number): Generator<Cell> {
      for (let i = 0; i < count; i++) yield { n: i, d: i / 8, s: i % 3 === 0 ? '同一个词' : `第${i}个`, b: undefined, l: undefined };
    };
    const small = writeFile('small.parquet', CELLS, rows(70_000));
    const large = writeFile('large.parquet', CELLS, rows(280_000));
    assert.deepEqual([small.rows, large.rows], [70_000, 280_000]);
    assert.ok(large.largest < small.largest * 1.3, `${small.largest}, ${large.largest} bytes at once`);
    const read = await ask("SELECT count(*), count(DISTINCT n), sum(n), count(*) FILTER (s = '同一个词'), count(b), count(l) FROM 'large.parquet'");
    assert.deepEqual(read.rows, [['280000', '280000', String((279_999 * 280_000) / 2), String(Math.ceil(280_000 / 3)), '0', '0']]);
    const groups = await ask("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('large.parquet')");
    assert.ok(Number(groups.rows[0]?.[0]) >= 4);
  });

  it('makes smaller row groups of long texts', async () => {
    const long = '长'.repeat(1_000_000);
    writeFile('long.parquet', CELLS, Array.from({ length: 20 }, (_, n) => ({ n, d: undefined, s: long, b: undefined, l: undefined })));
    const read = await ask("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('long.parquet')");
    assert.ok(Number(read.rows[0]?.[0]) >= 2);
    assert.deepEqual((await ask("SELECT count(*), min(length(s)) FROM 'long.parquet'")).rows, [['20', '1000000']]);
  });

  it('keeps columns of few values as a dictionary, and names the program that wrote it', async () => {
    writeFile('few.parquet', CELLS, Array.from({ length: 5000 }, (_, n) => ({ n, d: n, s: `值${n % 5}`, b: true, l: ['甲', '乙'] })));
    const read = await ask("SELECT path_in_schema, encodings, compression FROM parquet_metadata('few.parquet') WHERE path_in_schema IN ('s', 'l, list, element') ORDER BY ALL");
    assert.equal(read.rows.length, 2);
    for (const [, encodings, compression] of read.rows) assert.deepEqual([/DICTIONARY/.test(String(encodings)), compression], [true, 'SNAPPY']);
    assert.match(String((await ask("SELECT created_by FROM parquet_file_metadata('few.parquet')")).rows[0]?.[0]), /^meipi version \d+\.\d+\.\d+/);
  });

  it('has the rows of the JSON Lines export, with the values in columns', async () => {
    const counts = write(input('tags'));
    assert.deepEqual(counts, { 'documents.parquet': 2, 'tags.parquet': TAGS.length, 'attributions.parquet': ATTRIBUTIONS.length, 'figures.parquet': 0 });
    const lines = written(jsonl.write(input('tags'))).text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const expected = lines.filter(({ layer }) => layer !== undefined).map(({ file, start, end, text, layer, kind, id, role }) => [file, start, end, text, layer, kind, id ?? null, role ?? null]);
    assert.deepEqual((await ask("SELECT file, start, \"end\", text, layer, kind, id, role FROM 'tags.parquet'")).rows, expected);
    assert.deepEqual((await ask("SELECT text, num, unit, measures, lo, iso, approx FROM 'tags.parquet' WHERE num > 1e8")).rows, [['3.2億元', 320000000, 'CNY', '數據要素交易額', null, null, null]]);
    assert.deepEqual((await ask("SELECT sources, said_by, cue, text, content_end - content_start FROM 'attributions.parquet'")).rows, [[['person:𠮷田'], null, '表示', '數據要素交易額達3.2億元', [...'數據要素交易額達3.2億元'].length]]);
  });

  it('has every document, also the empty one', async () => {
    write(input('tags', { text: input('tags').documents[0]?.text }));
    const read = await ask("SELECT d.file, d.title, d.characters, count(t.file) FROM 'documents.parquet' d LEFT JOIN 'tags.parquet' t USING (file) GROUP BY ALL ORDER BY ALL");
    const characters = [...(input('tags').documents[0]?.text.text ?? '')].length;
    assert.deepEqual(read.rows, [['b.txt', '会议', characters, '0'], ['政策/a.txt', '会议', characters, String(TAGS.length)]]);
  });

  it('has bounds and values of durations in columns of their own', async () => {
    const tags = [
      { layer: 'number', kind: 'duration', value: { lo: 'P2Y', hi: 'P3Y', approx: true }, ...spanOf('𠮷田') },
      { layer: 'number', kind: 'percent', value: { lo: 20, hi: 30, unit: '%' }, ...spanOf('3.2億元') },
    ] as const;
    write(input('tags', { tags }));
    assert.deepEqual((await ask("SELECT lo, hi, lo_iso, hi_iso, approx, num FROM 'tags.parquet'")).rows, [[null, null, 'P2Y', 'P3Y', true, null], [20, 30, null, null, null, null]]);
  });

  it('has the figures with lists of sources, to be joined with the tags', async () => {
    const { start, end } = { start: 17, end: 22 };
    const row: FigureRow = { document: '政策/a.txt', title: '会议', line: 1, start, end, text: '3.2億元', kind: 'money', value: 320000000, unit: 'CNY', base_value: 320000000, base_unit: 'CNY', sources: ['𠮷田'], source_ids: ['person:𠮷田'], sentence: '𠮷田市長表示。' };
    const duration: FigureRow = { ...row, start: 1, end: 2, value: 'P2Y', low: 'P1Y', sources: undefined };
    write({ ...input('tags'), figures: [row, duration] });
    const joined = await ask("SELECT f.text, f.value, t.num, f.sources, f.source_ids FROM 'figures.parquet' f JOIN 'tags.parquet' t USING (file, start, \"end\")");
    assert.deepEqual(joined.rows, [['3.2億元', 320000000, 320000000, ['𠮷田'], ['person:𠮷田']]]);
    assert.deepEqual((await ask("SELECT value, value_iso, low, low_iso, sources FROM 'figures.parquet' WHERE start = 1")).rows, [[null, 'P2Y', null, 'P1Y', null]]);
  });

  it('says what people decided on a tag', async () => {
    const decision = { verdict: 'rejected', tag: { layer: 'source', kind: 'person', id: 'person:𠮷田' } } as const;
    const [annotation] = input('both').documents[0]?.annotations.filter(({ quote }) => quote === '𠮷田市長') ?? [];
    assert.ok(annotation);
    const [passage] = annotation.parts;
    const of = spanOf('𠮷田');
    write(input('tags', { annotations: [{ ...annotation, codes: [], decision, span: of, quote: '𠮷田', parts: passage ? [{ ...passage, span: of, quote: '𠮷田' }] : [] }] }));
    assert.deepEqual((await ask("SELECT verdicts, decided_by FROM 'tags.parquet' WHERE id = 'person:𠮷田'")).rows, [[['rejected'], [annotation.creator]]]);
    assert.deepEqual((await ask("SELECT count(*) FROM 'tags.parquet' WHERE verdicts IS NULL")).rows, [[String(TAGS.length - 1)]]);
  });

  it('has annotations, a row for each passage, with codes as lists', async () => {
    const [first] = input('both').documents[0]?.annotations.filter(({ quote }) => quote === '𠮷田市長') ?? [];
    assert.ok(first);
    const second = { ...(first.parts[0] as AnnotationPart), span: spanOf('👨‍👩‍👧'), quote: '👨‍👩‍👧' };
    const broken = { ...first, id: 'urn:uuid:broken', codes: [], parts: [...first.parts, second], adjudicates: ['urn:uuid:a', 'urn:uuid:b'], adopts: [] };
    const counts = write(input('annotations', { annotations: [...input('both').documents[0]?.annotations ?? [], broken] }));
    assert.deepEqual(counts, { 'documents.parquet': 2, 'annotations.parquet': 6, 'notes.parquet': 0 });
    const lines = written(jsonl.write(input('annotations'))).text.trimEnd().split('\n').map((line) => JSON.parse(line) as AnnotationRow);
    const expected = lines.map(({ file, id, start, end, text, state, quote, codes, memo, creator }) => [file, id, start ?? null, end ?? null, text, state, quote ?? null, codes.map((code) => code.id), codes.map(({ name }) => name), memo, creator]);
    assert.deepEqual((await ask("SELECT file, id, start, \"end\", text, state, quote, codes, code_names, memo, creator FROM 'annotations.parquet' WHERE id <> 'urn:uuid:broken'")).rows, expected);
    assert.equal(expected.filter(([, , start]) => start === null).length, 1, 'one is lost');
    assert.deepEqual((await ask("SELECT part, parts, text, codes, adjudicates, adopts FROM 'annotations.parquet' WHERE id = 'urn:uuid:broken'")).rows, [
      [1, 2, '𠮷田市長', [], ['urn:uuid:a', 'urn:uuid:b'], []],
      [2, 2, '👨‍👩‍👧', [], ['urn:uuid:a', 'urn:uuid:b'], []],
    ]);
  });

  it('has notes, those on codes too', async () => {
    const note = { document: '政策/a.txt', parts: [], quote: '', anchor: 'exact', codes: [], memo: '待查', creator: '何静', created: '2024-05-01T08:00:00Z', modified: '2024-05-02T08:00:00Z' } as const;
    const notes: Annotation[] = [
      { ...note, id: 'urn:uuid:1', about: { kind: 'document' }, status: 'done' },
      { ...note, id: 'urn:uuid:2', about: { kind: 'annotation', id: 'urn:uuid:a' }, relation: { kind: 'supports', to: 'urn:uuid:b' } },
    ];
    const codeNotes: Annotation[] = [{ ...note, id: 'urn:uuid:0', document: 'codebook.json', about: { kind: 'code', id: 'person' } }];
    assert.equal(write({ ...input('both', { notes }), codeNotes })['notes.parquet'], 3);
    assert.deepEqual((await ask("SELECT file, id, kind, about, about_id, relation, related, status, memo FROM 'notes.parquet'")).rows, [
      ['codebook.json', 'urn:uuid:0', 'memo', 'code', 'person', null, null, null, '待查'],
      ['政策/a.txt', 'urn:uuid:1', 'status', 'document', null, null, null, 'done', '待查'],
      ['政策/a.txt', 'urn:uuid:2', 'relation', 'annotation', 'urn:uuid:a', 'supports', 'urn:uuid:b', null, '待查'],
    ]);
  });
});
