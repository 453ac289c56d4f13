// What was measured, as Markdown.
import type { Figure } from './figure';
import type { Measure, Taken } from './measure';

/** The size that the bars speak of. */
const BAR_SIZE = 100e6;

export function megabytes(bytes: number): string {
  return `${+(bytes / 1e6).toPrecision(3)} MB`;
}

/** Digits enough to tell things apart, and no more. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return '—';
  const size = Math.abs(value);
  return value.toLocaleString('en', { maximumFractionDigits: size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3 });
}

/** The table of what should be reached: every figure that has a bar, and whether it is met. Of several sizes the one that the bars speak of, or nearest to it. */
export function barTable(taken: readonly Taken[]): string {
  const chosen = new Map<string, Figure>();
  const distance = ({ size = BAR_SIZE }: Figure): number => Math.abs(Math.log(size / BAR_SIZE));
  for (const each of taken.flatMap(({ figures }) => figures)) {
    const key = `${each.name}\n${each.comparison ?? ''}`;
    const known = chosen.get(key);
    if (each.bar && (!known || distance(each) < distance(known))) chosen.set(key, each);
  }
  const rows = [...chosen.values()].map((each) => [named(each), valueOf(each), ratioOf(each), each.comparison ?? '', each.bar?.text ?? '', metOf(each)]);
  return table(['what', 'measured', 'ratio', 'to', 'bar', 'met'], rows, [1, 2]);
}

/** All figures of one measure; those of several sizes one below the other. */
export function measureTable(figures: readonly Figure[]): string {
  const withSize = figures.some(({ size }) => size !== undefined);
  const withBar = figures.some(({ bar }) => bar !== undefined);
  const withRatio = figures.some(({ ratio }) => ratio !== undefined);
  const head = ['what', ...(withSize ? ['size'] : []), 'measured', ...(withRatio ? ['ratio', 'to'] : []), ...(withBar ? ['bar', 'met'] : [])];
  const sorted = [...figures].sort((a, b) => order(figures, a) - order(figures, b) || (a.size ?? 0) - (b.size ?? 0));
  const rows = sorted.map((each) => [
    each.name,
    ...(withSize ? [each.size === undefined ? '' : megabytes(each.size)] : []),
    valueOf(each),
    ...(withRatio ? [ratioOf(each), each.comparison ?? ''] : []),
    ...(withBar ? [each.bar?.text ?? '', metOf(each)] : []),
  ]);
  return table(head, rows, head.flatMap((title, at) => (['size', 'measured', 'ratio'].includes(title) ? [at] : [])));
}

/** Every measure with its heading and table, and what was left out. */
export function report(measures: readonly Measure[], taken: readonly Taken[]): string {
  const parts = measures.flatMap(({ name, title }) => {
    const figures = taken.filter(({ measure }) => measure === name).flatMap((each) => each.figures);
    return figures.length > 0 ? [`## ${title}\n\n${measureTable(figures)}`] : [];
  });
  const bars = barTable(taken);
  const leftOut = new Set(taken.flatMap((each) => each.leftOut));
  return [...parts, `## To reach\n\n${bars}`, ...[...leftOut].map((reason) => `Left out: ${reason}`)].join('\n\n');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (numeric.includes(at) ? '---:' : '---'))), ...rows.map(line)].join('\n');
}

/** Figures keep the order in which they were first named. */
function order(figures: readonly Figure[], { name }: Figure): number {
  return figures.findIndex((other) => other.name === name);
}

function named({ name, size }: Figure): string {
  return size === undefined ? name : `${name}, ${megabytes(size)}`;
}

function valueOf({ value, unit }: Figure): string {
  return `${written(value)} ${unit}`.trim();
}

function ratioOf({ ratio }: Figure): string {
  return ratio === undefined ? '' : written(ratio);
}

function metOf({ met }: Figure): string {
  return met === undefined ? '' : met ? 'yes' : '**no**';
}
