import { type Span } from '../../text/span';
import type { CodedUnit, Continuum } from './continuum';

/** Units that annotators labelled in the same way: one label of each annotator, and how many such units there are. */
export interface LabelledUnits {
  readonly labels: readonly string[];
  readonly count: number;
}

/** The codes of a unit as one label: nothing for none. */
export type CodeSet = readonly string[];

/** Units that have the same codes of every annotator. Codes are sorted. */
export interface CodedUnits {
  readonly codes: readonly CodeSet[];
  readonly count: number;
}

/**
 * Every position of a continuum as a unit with the codes of the passages it lies in: with offsets in code points, the characters
 * of the text. What is coded alike is counted together, so that the work grows with the passages and not with the text.
 */
export function positionsAsUnits({ length, annotators }: Continuum): CodedUnits[] {
  const events = annotators.flatMap((units, annotator) =>
    units.flatMap(({ start, end, code }) => [{ at: start, annotator, code, by: 1 }, { at: end, annotator, code, by: -1 }]),
  );
  events.sort((a, b) => a.at - b.at);
  const open = annotators.map(() => new Map<string, number>());
  const table = new Table();
  let at = 0;
  for (const event of events) {
    if (event.at > at) table.add(open.map(keysOf), event.at - at);
    at = event.at;
    const codes = open[event.annotator] as Map<string, number>;
    const depth = (codes.get(event.code) ?? 0) + event.by;
    if (depth === 0) codes.delete(event.code);
    else codes.set(event.code, depth);
  }
  if (length > at) table.add(open.map(keysOf), length - at);
  return table.rows;
}

/** Stretches of a continuum (sentences, clauses; sorted, not overlapping) as units with the codes of all passages that reach into them. */
export function stretchesAsUnits({ annotators }: Continuum, stretches: readonly Span[]): CodedUnits[] {
  const reaching = annotators.map((units) => codesByStretch(units, stretches));
  const table = new Table();
  stretches.forEach((_, index) => table.add(reaching.map((codes) => [...(codes[index] ?? [])].sort()), 1));
  return table.rows;
}

/** Each unit under one label of each annotator: the whole set of codes as one category. */
export function bySet(units: readonly CodedUnits[]): LabelledUnits[] {
  return relabel(units, (codes) => codes.join('\u0000'));
}

/** Each unit as having a code or not. */
export function byCode(units: readonly CodedUnits[], code: string): LabelledUnits[] {
  return relabel(units, (codes) => (codes.includes(code) ? code : ''));
}

/** Each unit as having any code or none: agreement on where something is to be marked. */
export function byExtent(units: readonly CodedUnits[]): LabelledUnits[] {
  return relabel(units, (codes) => (codes.length > 0 ? 'marked' : ''));
}

function relabel(units: readonly CodedUnits[], label: (codes: CodeSet) => string): LabelledUnits[] {
  return units.map(({ codes, count }) => ({ labels: codes.map(label), count }));
}

/** Rows of the same codes under one count, in the order in which they came first. */
class Table {
  readonly #rows = new Map<string, { codes: readonly CodeSet[]; count: number }>();

  add(codes: readonly CodeSet[], count: number): void {
    const key = JSON.stringify(codes);
    const row = this.#rows.get(key);
    if (row) row.count += count;
    else this.#rows.set(key, { codes, count });
  }

  get rows(): CodedUnits[] {
    return [...this.#rows.values()];
  }
}

function keysOf(codes: ReadonlyMap<string, number>): string[] {
  return [...codes.keys()].sort();
}

function codesByStretch(units: readonly CodedUnit[], stretches: readonly Span[]): Set<string>[] {
  const codes = stretches.map(() => new Set<string>());
  let first = 0;
  for (const unit of [...units].sort((a, b) => a.start - b.start)) {
    while (first < stretches.length && (stretches[first] as Span).end <= unit.start) first++;
    for (let i = first; i < stretches.length && (stretches[i] as Span).start < unit.end; i++) (codes[i] as Set<string>).add(unit.code);
  }
  return codes;
}
