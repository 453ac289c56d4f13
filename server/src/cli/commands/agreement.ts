import { findCode } from '../../annotations/codeBook/codeBook';
import { GAMMA_PRECISION, GAMMA_SEED } from '../../annotations/agreement/gamma';
import { csvCell } from '../../exchange/csv';
import { agreementReport, type AgreementQuery, type AgreementReport, type AgreementRow, annotatorsOf, type Measure, type MeasureResult, MEASURES, USUAL_MEASURES } from '../../features/agreement/report';
import { UNIT_KINDS } from '../../features/agreement/study';
import { finish } from '../../text/steps';
import { LAYERS } from '../../recognise/tags';
import { type OpenedAnnotations, openAnnotations } from '../annotations';
import { cellsOf } from '../concordance';
import { type Arguments, type Command, type Io, oneOf, UsageError, wholeNumber } from '../command';
import { indexAll, openPaths, placeOf, RECOGNITION_OPTIONS, type OpenedCorpus } from '../corpora';

const FORMATS = ['text', 'csv', 'json'] as const;

export const agreement: Command = {
  name: 'agreement',
  usage: 'PATH… [--annotators A,B] [--code CODE]… [--measure NAME]… [--with machine] [--format text|csv|json]',
  summary: 'compute how far annotators agree, for each code and overall, or one of them with what is recognised',
  options: {
    annotators: { value: 'A,B', multiple: true, help: 'only these annotators; may stand several times, for names with commas, then each is one name' },
    code: { value: 'CODE', multiple: true, help: 'only this code (id or name); may stand several times' },
    measure: { value: 'NAME', multiple: true, help: `one of ${MEASURES.join(', ')}; may stand several times; ${USUAL_MEASURES.join(', ')} without it` },
    units: { value: 'UNIT', help: 'what the kappas are taken on: character (the default), clause or sentence' },
    with: { value: 'machine', help: 'compare what is recognised with one annotator: decisions on tags, and codes called like a layer or kind' },
    level: { value: 'LEVEL', help: 'with --with machine: compare by kind (number/money; the default) or by layer (number)' },
    'every-document': { help: 'also documents that not every annotator has worked on' },
    adjudicated: { help: 'also passages that were decided between annotators' },
    precision: { value: 'PERCENT', help: `wanted relative error of the expected disorder of gamma, 95 percent confidence (${GAMMA_PRECISION * 100})` },
    seed: { value: 'N', help: 'of the random samples of gamma; the same seed gives the same figures' },
    format: { value: 'NAME', help: 'text (the default), csv, or json' },
    ...RECOGNITION_OPTIONS,
  },
  async run(args, io) {
    const format = oneOf(args, 'format', FORMATS, 'text');
    const measures = args.values('measure').map(measureNamed);
    const units = oneOf(args, 'units', UNIT_KINDS, 'character');
    const isMachine = oneOf(args, 'with', ['', 'machine'] as const, '') === 'machine';
    const level = oneOf(args, 'level', ['kind', 'layer'] as const, 'kind');
    const precision = wholeNumber(args, 'precision', 1, GAMMA_PRECISION * 100) / 100;
    const seed = wholeNumber(args, 'seed', 0, GAMMA_SEED);
    const reports: Told[] = [];
    for (const opened of await openPaths(args.positionals, args, io, { layers: new Set(isMachine ? LAYERS : []) })) {
      if (isMachine) await indexAll(opened, io);
      const people = await openAnnotations(opened.corpus, io);
      await tellProblems(people, opened, io);
      const input = { corpus: opened.corpus, annotations: people.annotations.list(), notes: people.annotations.notes(), codeBook: people.codeBook.codeBook };
      const annotators = annotatorsNamed(args) ?? annotatorsOf(input.annotations);
      const query: AgreementQuery = {
        annotators, measures: measures.length > 0 ? measures : undefined, units, machine: isMachine, tagLevel: level,
        codes: codesNamed(args, people), everyDocument: args.has('every-document'), adjudicated: args.has('adjudicated'), gamma: { precision, seed },
      };
      // The tags are compared with one person at a time: what one decided says nothing of another.
      const queries = isMachine ? annotators.map((annotator) => ({ ...query, annotators: [annotator] })) : [query];
      for (const each of queries) reports.push({ opened, measures: query.measures ?? USUAL_MEASURES, report: finish(agreementReport(input, each)) });
    }
    if (format === 'json') await io.out.text(`${JSON.stringify(reports.map(toJson), undefined, 2)}\n`);
    else if (format === 'csv') await io.out.text(toCsv(reports));
    else for (const each of reports) await io.out.text(toText(each));
    return 0;
  },
};

interface Told {
  readonly opened: OpenedCorpus;
  readonly measures: readonly Measure[];
  readonly report: AgreementReport;
}

function measureNamed(name: string): Measure {
  const found = MEASURES.find((measure) => measure === name);
  if (!found) throw new UsageError(`--measure must be one of ${MEASURES.join(', ')}, not "${name}"`);
  return found;
}

/** One value is a list with commas; several are names as they stand. */
function annotatorsNamed(args: Arguments): readonly string[] | undefined {
  const values = args.values('annotators');
  if (values.length === 0) return undefined;
  const names = (values.length === 1 ? (values[0] as string).split(',') : values).map((name) => name.trim()).filter((name) => name !== '');
  return [...new Set(names)];
}

function codesNamed(args: Arguments, { codeBook }: OpenedAnnotations): readonly string[] | undefined {
  const values = args.values('code');
  return values.length === 0 ? undefined : values.map((value) => findCode(codeBook.codeBook, value)?.id ?? value);
}

async function tellProblems({ annotations, codeBook }: OpenedAnnotations, opened: OpenedCorpus, io: Io): Promise<void> {
  for (const problem of [...codeBook.problems, ...annotations.problems]) {
    if (problem.severity === 'error') io.fail(await placeOf(problem, opened, io), problem.message);
  }
}

// #region Formats

function toJson({ opened, report }: Told): object {
  return {
    corpus: opened.corpus.name,
    annotators: report.annotators,
    machine: report.machine,
    documents: report.documents.map((document) => opened.nameOf(document)),
    leftOut: report.leftOut.map(({ document, missing }) => ({ document: opened.nameOf(document), missing })),
    units: report.units,
    unplaced: report.unplaced,
    ...(report.machine ? { undecided: report.undecided } : {}),
    rows: report.rows.map(({ scope, code, passages, results }) => ({ scope, code, passages, results: Object.fromEntries(results) })),
  };
}

const COLUMNS = ['corpus', 'annotators', 'machine', 'scope', 'code', 'name', 'passages', 'measure', 'value', 'reason', 'observed', 'expected', 'coverage', 'samples', 'precision', 'low', 'high', 'exact'];

/** One line for each measure of each row, with a byte order mark, for spreadsheets. */
function toCsv(reports: readonly Told[]): string {
  const lines = reports.flatMap(({ opened, report }) =>
    report.rows.flatMap((row) =>
      [...row.results].map(([measure, result]) => {
        const { value, reason, observed, expected, coverage, samples, precision, low, high, isExact } = result as Partial<Record<string, string | number | boolean>>;
        return [opened.corpus.name, report.annotators.join('; '), report.machine, row.scope, row.code?.id, row.code?.name, row.passages.join('; '), measure, value, reason, observed, expected, coverage, samples, precision, low, high, isExact];
      }),
    ),
  );
  return `\ufeff${[COLUMNS, ...lines].map((line) => line.map((cell) => csvCell(typeof cell === 'boolean' ? String(cell) : cell)).join(',')).join('\r\n')}\r\n`;
}

const HEADS: Readonly<Record<Measure, string>> = {
  cohen: "Cohen's κ", fleiss: "Fleiss' κ", 'alpha-u': 'uα', 'alpha-cu': 'cuα', gamma: 'γ', 'alpha-u-2004': 'αU 2004',
};

const REASONS = {
  'no-annotations': 'none', 'too-few-annotators': 'one annotator', 'no-variation': 'no variation', 'no-common-passages': 'none in common', 'too-large': 'too many',
} as const;

function toText({ opened, report, measures }: Told): string {
  const { annotators, machine, documents, leftOut, units, unplaced, undecided } = report;
  const lines = [`${opened.corpus.name}: ${annotators.join(', ') || 'no annotators'}${machine ? ' and the machine' : ''}; documents: ${documents.length}; ${units.kind}s: ${units.count}`];
  for (const { document, missing } of leftOut) lines.push(`left out: ${opened.nameOf(document)} (not worked on by ${missing.join(', ')})`);
  if (unplaced > 0) lines.push(`left out: ${unplaced} annotations whose passage was not found`);
  if (undecided > 0) lines.push(`left out: ${undecided} tags without a decision`);
  const head = ['code', 'passages', ...measures.map((measure) => HEADS[measure])];
  const rows = report.rows.map((row) => [labelOf(row), row.passages.join(' / '), ...measures.map((measure) => shown(row.results.get(measure)))]);
  lines.push(...aligned([head, ...rows]));
  const rough = report.rows.map(({ results }) => results.get('gamma')).filter((result) => result?.value !== undefined);
  if (rough.length > 0) lines.push(`γ: relative error of the expected disorder at most ${(Math.max(...rough.map((each) => each?.value === undefined ? 0 : each.precision ?? 0)) * 100).toFixed(1)} percent (95 percent confidence)${rough.some((each) => each?.value !== undefined && each.isExact === false) ? '; alignments approximate where passages crowd' : ''}`);
  return `${lines.join('\n')}\n`;
}

function labelOf({ scope, code }: AgreementRow): string {
  if (scope === 'code') return code?.name ?? '';
  return scope === 'all' ? '(all codes)' : '(marked or not)';
}

function shown(result: MeasureResult | undefined): string {
  if (!result) return '';
  return result.value === undefined ? REASONS[result.reason] : result.value.toFixed(3);
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] as readonly string[]).map((_, column) => Math.max(...rows.map((row) => cellsOf(row[column] ?? ''))));
  return rows.map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] as number) - cellsOf(cell))).join('  ').trimEnd());
}

// #endregion
