// The figures of docs/performance.md: tables between marks, and plots of growth beside.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure';
import { withParts } from './markedText';
import type { Measure, Taken } from './measure';
import { root } from './peers';
import { describe, svg, type Plot } from './plot';
import { barTable, measureTable, megabytes, written } from './report';

const PAGE = join(root, 'docs', 'performance.md');
const IMAGES = join('images', 'performance');

/** Writes the parts `machine`, `bars`, `plot-NAME` and one for each measure, and the plots. What was not measured this time stays as it was. */
export function writeDocs({ machine, taken }: { readonly machine: string; readonly taken: readonly Taken[] }, measures: readonly Measure[]): void {
  const figures = taken.flatMap((each) => each.figures);
  const plots = plotsOf(figures);
  mkdirSync(join(root, 'docs', IMAGES), { recursive: true });
  for (const [name, plot] of plots) writeFileSync(join(root, 'docs', IMAGES, `${name}.svg`), svg(plot));
  const leftOut = [...new Set(taken.flatMap((each) => each.leftOut))].map((reason) => `Left out: ${reason}`);
  const content = (part: string): string | undefined => {
    if (part === 'machine') return [`${machine}.`, ...leftOut].join(' ');
    if (part === 'bars') return barTable(taken);
    const plot = part.startsWith('plot-') ? plots.get(part.slice('plot-'.length)) : undefined;
    if (plot) return `![${plot.title}. ${describe(plot).replaceAll(/[[\]]/g, '')}](${IMAGES}/${part.slice('plot-'.length)}.svg)`;
    const own = taken.filter(({ measure }) => measure === part).flatMap((each) => each.figures);
    return own.length > 0 && measures.some(({ name }) => name === part) ? measureTable(own) : undefined;
  };
  writeFileSync(PAGE, withParts(readFileSync(PAGE, 'utf8'), content));
}

/** One plot for each subject, of all figures that belong to its lines. */
export function plotsOf(figures: readonly Figure[]): ReadonlyMap<string, Plot> {
  const plots = new Map<string, { unit: string; lines: Map<string, { x: number; y: number }[]> }>();
  for (const { growth, size, value, unit } of figures) {
    if (!growth || size === undefined) continue;
    let plot = plots.get(growth.plot);
    if (!plot) plots.set(growth.plot, (plot = { unit, lines: new Map() }));
    if (plot.unit !== unit) throw new RangeError(`the plot "${growth.plot}" has figures in ${plot.unit} and in ${unit}`);
    plot.lines.set(growth.line, [...(plot.lines.get(growth.line) ?? []), { x: size, y: value }]);
  }
  return new Map([...plots].map(([name, { unit, lines }]) => [name, {
    title: TITLES[name] ?? name,
    x: { label: 'size of the corpus, UTF-8 (logarithmic)', tick: megabytes },
    y: { label: `${UNITS[unit] ?? unit} (logarithmic)`, tick: (value) => `${written(value)} ${unit}` },
    lines: [...lines].map(([line, points]) => ({ name: line, points })),
  }]));
}

const UNITS: Readonly<Record<string, string>> = { s: 'seconds', ms: 'milliseconds' };

const TITLES: Readonly<Record<string, string>> = {
  index: 'Time to index a corpus',
  memory: 'Memory of an indexed corpus, beyond the start of the process',
  reopen: 'Time to open a corpus again',
  lists: 'Time to references and concordances',
  panels: 'Time until panels about the whole corpus are there',
};
