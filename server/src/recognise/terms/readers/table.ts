import * as l10n from '@vscode/l10n';
import type { Span } from '../../../text/span';
import type { Concept } from '../termBase';
import { defaultId, definitionLanguage, type ReadEntry, type ReadResult, type TermBaseProblem, type TermBaseReader } from './reader';

/**
 * A table with one entry a row: CSV (RFC 4180) or values between tabs. The first row names the columns: `id`, a language
 * for forms (`zh-Hans`, `zh-Hant-TW`, `en`, `abbr`), `definition` or `definition-en`, `related`, `forbidden`, `subject`, `source`.
 * Several forms in one cell stand between `;` or `|`.
 *
 * The rows are cut here and not by a library: a quotation mark that is never closed has to cost its own row only,
 * and every row needs its place in the text.
 */
export const tableReader: TermBaseReader = { extensions: ['.csv', '.tsv', '.tab'], read };

function read(text: string, fileName: string): ReadResult {
  const problems: TermBaseProblem[] = [];
  const [header, ...rows] = cutRows(text, delimiterOf(text, fileName), problems);
  if (!header) return { entries: [], problems };
  const columns = header.cells.map((cell) => readColumn(cell, problems));
  if (!columns.some((column) => column?.field === 'id' || column?.key === 'zh-Hans')) {
    problems.push({ span: header, severity: 'error', code: 'termbase.no-id', message: l10n.t('The first row names no column "id" or "zh-Hans".') });
    return { entries: [], problems };
  }
  const entries = rows.flatMap((row) => readRow(row, columns, problems));
  return { entries, problems };
}

interface Cell extends Span {
  readonly text: string;
}

/** A row with something in it; the span leaves out the line break. */
interface Row extends Span {
  readonly cells: readonly Cell[];
}

interface Column {
  readonly field: 'id' | 'forms' | 'definition' | 'related' | 'forbidden' | 'subject' | 'source';
  /** Language of the forms or the definition. */
  readonly key?: string;
}

const LANGUAGE = /^(?:abbr|[a-z]{2,3}(?:-[a-z0-9]{2,8})*)$/i;

function readColumn(cell: Cell, problems: TermBaseProblem[]): Column | undefined {
  const name = cell.text.trim();
  const plain = name.toLowerCase();
  if (plain === 'id' || plain === 'related' || plain === 'forbidden' || plain === 'subject' || plain === 'source') return { field: plain };
  const definition = /^definition(?:[-_: ]([a-z-]+))?$/i.exec(name);
  if (definition) return { field: 'definition', ...(definition[1] && { key: definition[1].toLowerCase() }) };
  if (LANGUAGE.test(name)) return { field: 'forms', key: canonicalLanguage(name) };
  if (name !== '') {
    problems.push({ span: cell, severity: 'warning', code: 'termbase.unknown-field', message: l10n.t('Unknown column "{0}".', name) });
  }
  return undefined;
}

function canonicalLanguage(tag: string): string {
  if (tag.toLowerCase() === 'abbr') return 'abbr';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag;
  } catch {
    return tag;
  }
}

function readRow(row: Row, columns: readonly (Column | undefined)[], problems: TermBaseProblem[]): ReadEntry[] {
  const forms: Record<string, readonly string[]> = {};
  const definition: Record<string, string> = {};
  const lists: { related: string[]; forbidden: string[] } = { related: [], forbidden: [] };
  let id: string | undefined;
  let subject: string | undefined;
  let source: string | undefined;
  row.cells.forEach((cell, index) => {
    const text = cell.text.trim();
    const column = columns[index];
    if (index >= columns.length && text !== '') {
      problems.push({ span: cell, severity: 'warning', code: 'termbase.extra-cell', message: l10n.t('This cell is under no column of the first row.') });
    }
    if (!column || text === '') return;
    if (column.field === 'id') id = text;
    else if (column.field === 'subject') subject = text;
    else if (column.field === 'source') source = text;
    else if (column.field === 'forms') forms[column.key ?? 'zh-Hans'] = [...(forms[column.key ?? 'zh-Hans'] ?? []), ...list(text)];
    else if (column.field === 'definition') definition[column.key ?? definitionLanguage(text)] = text;
    else lists[column.field].push(...list(text));
  });
  id ??= defaultId(forms);
  if (id === undefined) {
    problems.push({ span: row, severity: 'error', code: 'termbase.no-id', message: l10n.t('The entry has no "id" and no form under "zh-Hans".') });
    return [];
  }
  const concept: Concept = {
    id,
    forms,
    ...(Object.keys(definition).length > 0 && { definition }),
    ...(lists.related.length > 0 && { related: lists.related }),
    ...(lists.forbidden.length > 0 && { forbidden: lists.forbidden }),
    ...(subject !== undefined && { subject }),
    ...(source !== undefined && { source }),
  };
  return [{ concept, span: { start: row.start, end: row.end } }];
}

function list(text: string): string[] {
  return text.split(/[;|；｜]/).map((form) => form.trim()).filter((form) => form !== '');
}

/** Tabs when the name or the first line says so, else commas, else the semicolons that some spreadsheets write. */
function delimiterOf(text: string, fileName: string): string {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  if (/\.(?:tsv|tab)$/i.test(fileName) || (firstLine.includes('\t') && !firstLine.includes(','))) return '\t';
  return !firstLine.includes(',') && firstLine.includes(';') ? ';' : ',';
}

function cutRows(text: string, delimiter: string, problems: TermBaseProblem[]): Row[] {
  const rows: Row[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const start = at;
    const cells: Cell[] = [];
    for (;;) {
      const cell = cutCell(text, at, delimiter, problems);
      cells.push(cell);
      at = cell.end;
      if (text[at] !== delimiter) break;
      at++;
    }
    if (cells.some((cell) => cell.text.trim() !== '')) rows.push({ start, end: at, cells });
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
  }
  return rows;
}

/** The cell that begins at an offset; it ends before a delimiter, a line break or the end of the text. */
function cutCell(text: string, start: number, delimiter: string, problems: TermBaseProblem[]): Cell {
  const quoted = delimiter === '\t' ? undefined : cutQuoted(text, start, delimiter);
  if (quoted) return quoted;
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\r' && text[end] !== '\n') end++;
  if (delimiter !== '\t' && text[start] === '"') {
    problems.push({
      span: { start, end },
      severity: 'error',
      code: 'termbase.syntax',
      message: l10n.t('The quotation mark is not closed, or more text follows it; write a quotation mark inside a cell twice.'),
    });
  }
  return { start, end, text: text.slice(start, end) };
}

/** A cell in quotation marks; undefined when there is none, or when its closing mark is missing or not at the end of a cell. */
function cutQuoted(text: string, start: number, delimiter: string): Cell | undefined {
  if (text[start] !== '"') return undefined;
  let content = '';
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] !== '"') {
      content += text[i];
    } else if (text[i + 1] === '"') {
      content += '"';
      i++;
    } else {
      const after = text[i + 1];
      const closes = after === undefined || after === delimiter || after === '\r' || after === '\n';
      return closes ? { start, end: i + 1, text: content } : undefined;
    }
  }
  return undefined;
}
