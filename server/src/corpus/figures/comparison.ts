import { finish, sortedInSteps, type Steps } from '../../text/steps';
import { isEdtf } from '../edtf';
import { baseOf, directionOf, periodOf, quoteOf, type Figure } from './figure';
import { relationOf, type WrittenQuantity } from './quantity';

/** What figures of one thing say of each other: the same, or what cannot both be true. */
export type Agreement = 'agrees' | 'differs';

/** All figures of one thing, by time (those without one last), then by document. */
export interface MeasuredThing {
  readonly key: string;
  /** As a text writes it, with its owner or whole, in Simplified. */
  readonly name: string;
  readonly isVague: boolean;
  readonly rows: readonly PeriodRow[];
  /** Ids of the documents with a figure of it, in the order of the corpus. */
  readonly documents: readonly string[];
  readonly figureCount: number;
  /** `differs` where one row does; else `agrees` where one row does. */
  readonly agreement?: Agreement;
}

/** Figures of one thing, for one time and counted from one base: those that can contradict each other. */
export interface PeriodRow {
  readonly period?: string;
  readonly base?: string;
  readonly figures: readonly Figure[];
  readonly agreement?: Agreement;
}

/**
 * Figures set side by side. Things that several documents speak of come first, those with the most documents before the others, then
 * those with the most figures, then by name. Figures that do not say what they measure are left out.
 *
 * @param figures in the order of the corpus
 */
export function compareFigures(figures: Iterable<Figure>): MeasuredThing[] {
  return finish(compareInSteps(figures));
}

/** Figures looked at in one step. */
const STEP = 500;

/** The same in steps of a few milliseconds. */
export function* compareInSteps(figures: Iterable<Figure>): Steps<MeasuredThing[]> {
  const byThing = new Map<string, Figure[]>();
  let seen = 0;
  for (const figure of figures) {
    if (++seen % STEP === 0) yield;
    if (!figure.thing) continue;
    const own = byThing.get(figure.thing.key);
    if (own) own.push(figure);
    else byThing.set(figure.thing.key, [figure]);
  }
  const things: MeasuredThing[] = [];
  for (const own of byThing.values()) {
    seen += own.length;
    if (seen >= STEP) {
      seen = 0;
      yield;
    }
    things.push(yield* thingWith(own));
  }
  return yield* sortedInSteps(things, byImportance);
}

function byImportance(a: MeasuredThing, b: MeasuredThing): number {
  const shared = ({ documents }: MeasuredThing): number => (documents.length > 1 ? documents.length : 0);
  return shared(b) - shared(a) || Number(a.isVague) - Number(b.isVague) || b.figureCount - a.figureCount || compareText(a.name, b.name);
}

/** The thing that figures of one key are of; at least one, in the order of the corpus. */
function* thingWith(figures: readonly Figure[]): Steps<MeasuredThing> {
  const first = figures[0] as Figure;
  const rows = new Map<string, Figure[]>();
  for (const [i, figure] of figures.entries()) {
    if (i % STEP === STEP - 1) yield;
    const key = `${periodOf(figure) ?? ''}\n${baseOf(figure) ?? ''}`;
    const row = rows.get(key);
    if (row) row.push(figure);
    else rows.set(key, [figure]);
  }
  const made: PeriodRow[] = [];
  for (const own of rows.values()) made.push(yield* rowWith(own));
  // What has no time comes last.
  const sorted = made.sort((a, b) => compareText(a.period ?? '\uffff', b.period ?? '\uffff') || compareText(a.base ?? '', b.base ?? ''));
  const agreement = sorted.some((row) => row.agreement === 'differs') ? 'differs' : sorted.some((row) => row.agreement === 'agrees') ? 'agrees' : undefined;
  return {
    key: first.thing?.key ?? '',
    name: commonest(figures.map(({ thing }) => thing?.shown ?? '')),
    isVague: first.thing?.isVague ?? true,
    rows: sorted,
    documents: [...new Set(figures.map(({ document }) => document.id))],
    figureCount: figures.length,
    ...(agreement === undefined ? {} : { agreement }),
  };
}

function* rowWith(figures: readonly Figure[]): Steps<PeriodRow> {
  const first = figures[0] as Figure;
  const period = periodOf(first);
  const base = baseOf(first);
  const agreement = yield* agreementOf(figures, period);
  return { figures, ...(period === undefined ? {} : { period }), ...(base === undefined ? {} : { base }), ...(agreement === undefined ? {} : { agreement }) };
}

/**
 * What the figures of a row say of each other. Only those of different documents or of different named sources are held against each
 * other, and they differ only where the time is stated as a date: what a text says without a time may be of another one.
 */
function* agreementOf(figures: readonly Figure[], period: string | undefined): Steps<Agreement | undefined> {
  if (figures.length < 2 || figures[0]?.thing?.isVague) return undefined;
  const isDated = period !== undefined && (isEdtf(period) || QUARTER.test(period));
  let agreement: Agreement | undefined;
  const written = figures.map(writtenQuantity);
  for (let i = 0; i < figures.length; i++) {
    if (i % HELD === HELD - 1) yield;
    for (let j = Math.max(0, i - NEAR); j < i; j++) {
      const [a, b] = [written[i], written[j]];
      if (!a || !b || !areIndependent(figures[i] as Figure, figures[j] as Figure)) continue;
      const relation = relationOf(a, b);
      if (relation === 'different' && isDated) return 'differs';
      if (relation === 'equal') agreement = 'agrees';
    }
  }
  return agreement;
}

/** Quarters and other parts of a year of ISO 8601-2. */
const QUARTER = /^\d{4}-(?:3[3-9]|4[01])$/;

/** Of a row with very many figures each is held against so many before it. */
const NEAR = 200;
/** Figures that are held against those before them in one step. */
const HELD = 20;

function writtenQuantity(figure: Figure): WrittenQuantity | undefined {
  const { quantity, thing, tag } = figure;
  if (!quantity || !thing) return undefined;
  return { quantity, written: quoteOf(figure), approx: tag.value.approx ?? false, negative: directionOf(figure) === 'fall' };
}

function areIndependent(a: Figure, b: Figure): boolean {
  if (a.document !== b.document) return true;
  const [first, second] = [a.attribution?.sources ?? [], b.attribution?.sources ?? []];
  return first.length > 0 && second.length > 0 && !first.some((id) => second.includes(id));
}

/** Of equally common ones the first. */
function commonest(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0] as [string, number])[0];
}

/** By code unit, so that an order is the same everywhere. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
