import type { Annotation } from '../annotations/model';
import { CONTEXT_LENGTH } from '../annotations/anchoring/passages';
import type { Span } from '../text/span';
import { codeNames, type ExportDocument, type ExportFormat, type ExportInput, exportPassage, inOrder, noteKind, OFFSET_UNIT } from './exportInput';
import { attributionRow, tagRow, withDecisions, type DecisionRow } from './rows';

/**
 * The columns:
 * - `document`: path below the corpus root; `id`: of the annotation, concept or entity; several sources of a statement with `;`
 * - `layer`: annotation, term, number, source or attribution; `kind`: of the tag; the cue, for an attribution
 * - `code`, `code_name`: an annotation with several codes has a row for each, with the same `id`
 * - `start`, `end`: counted in `unit` from the start of the text, end excluded; empty when the passage is lost or ambiguous
 * - `line`, `column`: from 1; columns count code points
 * - `quote`, `prefix`, `suffix`: the passage and up to 32 code points on either side; for an attribution, what is said
 * - `memo`, `creator`, `created`, `modified`: of the annotation
 * - `text_sha256`: of the text in UTF-8 that the offsets count in
 * - `state`: how the place of an annotation is known (exact, moved, changed, ambiguous, lost)
 * - `original_quote`: what the passage said when annotated, where it says something else now
 * - `value` (JSON), `measures` (the thing measured), `role`: of tags
 * - `decision`: what people decided on a tag, `rejected (name)`, several with `;`; of an annotation that is a decision, its verdict
 * - `about`, `relation`, `related`, `status`: of a note. That is a row with the layer `note` and the kind memo, reply, relation or status, without
 *   a passage. `about` is the id of the annotation that it is about (a relation: that it begins at), empty for the document; the code is in
 *   `code`. `relation` is the kind of a relation, `related` the id of the annotation that it leads to.
 * - `adjudicates`, `adopts`: of a decision between annotators, the ids of the annotations decided between and of those that it follows, with `;`
 */
export const CSV_COLUMNS = [
  'document', 'id', 'layer', 'kind', 'code', 'code_name', 'start', 'end', 'unit', 'line', 'column', 'quote', 'prefix', 'suffix',
  'memo', 'creator', 'created', 'modified', 'text_sha256', 'state', 'original_quote', 'value', 'measures', 'role', 'decision',
  'about', 'relation', 'related', 'status', 'adjudicates', 'adopts',
] as const;

type CsvRow = Partial<Record<(typeof CSV_COLUMNS)[number], string | number>>;

/** Comma-separated values (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes them for the local encoding. */
export const csv: ExportFormat = {
  name: 'csv',
  label: 'CSV (Excel, R, SPSS)',
  *write(input) {
    yield `\ufeff${CSV_COLUMNS.join(',')}\r\n`;
    let rows = 0;
    for (const line of allLines(input)) {
      rows++;
      yield line;
    }
    return rows;
  },
};

function* allLines(input: ExportInput): Generator<string> {
  if (input.content !== 'tags') yield* linesOf(noteRows(input.codeNotes, input));
  for (const document of input.documents) {
    if (input.content !== 'tags') {
      yield* linesOf(annotationRows(document, input));
      yield* linesOf(noteRows(document.notes, input));
    }
    if (input.content !== 'annotations') yield* foundLines(document, input);
  }
}

function* linesOf(rows: Iterable<CsvRow>): Generator<string> {
  for (const row of rows) yield `${CSV_COLUMNS.map((column) => csvCell(row[column])).join(',')}\r\n`;
}

/**
 * One cell, between commas or tabs. A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line end, be it in full width)
 * gets an apostrophe before it, as OWASP advises against CSV injection; whoever reads the file by program takes it off again.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What was found in a document. */
function* foundLines(document: ExportDocument, input: ExportInput): Generator<string> {
  for (const { tag, decision } of withDecisions(document.tags, document.annotations, document.text)) {
    const { id, layer, kind, value, measures, role } = tagRow(document.id, document.text, tag, input.roleOf);
    yield foundLine(placeCells(document, tag), id, layer, kind, value && JSON.stringify(value), measures?.what, role, decision.map(written).join('; '));
  }
  for (const attribution of document.attributions) {
    const { sources, cue } = attributionRow(document.id, document.text, attribution);
    yield foundLine(placeCells(document, attribution.content), sources.join(';'), 'attribution', cue);
  }
}

/**
 * A line of {@link CSV_COLUMNS}, those empty that tags and attributions have nothing for. There are millions of these: an object with a field for each
 * column takes several times as long.
 */
function foundLine(place: PlaceCells, id: string | undefined, layer: string, kind: string, value?: string, measures?: string, role?: string, decision?: string): string {
  const { document, start, end, unit, line, column, quote, prefix, suffix, text_sha256 } = place;
  const tag = `${csvCell(document)},${csvCell(id)},${layer},${csvCell(kind)},,`;
  const where = `${start},${end},${unit},${line},${column},${csvCell(quote)},${csvCell(prefix)},${csvCell(suffix)}`;
  return `${tag},${where},,,,,${text_sha256},,,${csvCell(value)},${csvCell(measures)},${csvCell(role)},${csvCell(decision)},,,,,,\r\n`;
}

function written({ verdict, by, as }: DecisionRow): string {
  return `${verdict}${as ? ` → ${as.id ?? as.kind}` : ''} (${by})`;
}

function* annotationRows(document: ExportDocument, { codeBook }: ExportInput): Generator<CsvRow> {
  const nameOf = codeNames(codeBook);
  for (const { id, parts, codes, memo, creator, created, modified, decision, adjudicates, adopts } of inOrder(document.annotations)) {
    for (const { span, quote, anchor, passage } of parts) {
      const place: CsvRow = span
        ? placeCells(document, span)
        : { document: document.id, quote, prefix: passage.prefix, suffix: passage.suffix, text_sha256: document.textHash };
      const row: CsvRow = {
        ...place, id, layer: 'annotation', memo, creator, created, modified, state: anchor, original_quote: place.quote === quote ? undefined : quote,
        decision: decision?.verdict,
        adjudicates: adjudicates?.join(';'), adopts: adopts?.join(';'),
      };
      if (codes.length === 0) yield row;
      for (const code of codes) yield { ...row, code, code_name: nameOf(code) };
    }
  }
}

function* noteRows(notes: readonly Annotation[], { codeBook }: ExportInput): Generator<CsvRow> {
  const nameOf = codeNames(codeBook);
  for (const note of notes) {
    const { document, id, about, relation, status, memo, creator, created, modified } = note;
    yield {
      document, id, layer: 'note', kind: noteKind(note), memo, creator, created, modified, relation: relation?.kind, related: relation?.to, status,
      ...(about.kind === 'code' ? { code: about.id, code_name: nameOf(about.id) } : about.kind === 'annotation' ? { about: about.id } : {}),
    };
  }
}

interface PlaceCells {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly unit: string;
  readonly line: number;
  readonly column: number;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly text_sha256: string;
}

function placeCells({ id, text, textHash }: ExportDocument, span: Span): PlaceCells {
  const { start, end, text: quote } = exportPassage(text, span);
  const position = text.positionAt(span.start);
  const lineStart = text.offsetAt({ line: position.line, character: 0 });
  return {
    document: id,
    start,
    end,
    unit: OFFSET_UNIT,
    line: position.line + 1,
    column: start - text.codePoints.toCodePoint(lineStart) + 1,
    quote,
    prefix: text.text.slice(text.codePoints.toUtf16(start - CONTEXT_LENGTH), span.start),
    suffix: text.text.slice(span.end, text.codePoints.toUtf16(end + CONTEXT_LENGTH)),
    text_sha256: textHash,
  };
}
