import * as l10n from '@vscode/l10n';
import { inSiUnits } from '../../recognise/numbers/siUnits';
import type { CustomUnit } from '../../recognise/numbers/units';
import type { NumberTag, NumberValue } from '../../recognise/tags';
import { numberKindLabel } from '../labels';
import { escapeMarkdown } from '../markdown';
import type { HoverContext } from './hover';
import { measurementFact } from './measurement';
import { bullets, paragraphs } from './parts';
import { spokenNumber, writtenAmount, writtenBound, writtenDate, writtenDuration } from './written';

/** A number: its value written out and normalised, unit, bounds, what it measures, and for a date what it was resolved from. */
export function numberHover({ corpus, document, locale }: HoverContext, tag: NumberTag): string {
  const { value } = tag;
  const facts = [
    tag.measures !== undefined ? measurementFact(tag.measures, locale) : undefined,
    bounds(value, locale),
    value.unit !== undefined ? l10n.t('Unit: {0}', unit(tag, locale)) : undefined,
    value.per !== undefined ? l10n.t('Per: {0}', escapeMarkdown(value.per)) : undefined,
    siForm(tag, corpus.units, locale),
    value.approx ? l10n.t('Approximate') : undefined,
    dateReason(tag, document.date !== undefined),
    ...normalForms(value),
  ].filter((fact) => fact !== undefined);
  return paragraphs(`**${escapeMarkdown(writtenOut(tag, locale))}** · ${numberKindLabel(tag.kind)}`, bullets(facts));
}

/** The value on one line: `≈ 230,000,000,000 CNY (2300亿)`, `20–99 ×`, `30 December 2024`, `30 years`. */
function writtenOut({ kind, value }: NumberTag, locale: string): string {
  if (value.edtf) return writtenDate(value.edtf, locale);
  if (value.edtf === null) return l10n.t('not resolved');
  if (value.iso !== undefined) return `${value.approx ? '≈ ' : ''}${writtenDuration(value.iso, locale)}`;
  const parts: string[] = value.approx ? ['≈'] : [];
  parts.push((writtenAmount(value, locale) ?? '?') + (kind === 'percent' && value.unit !== 'pp' && value.unit !== 'bp' ? '%' : ''));
  if (value.unit !== undefined && value.unit !== '%') parts.push(value.per !== undefined ? `${value.unit}/${value.per}` : value.unit);
  const spoken = value.num === undefined ? undefined : spokenNumber(value.num, locale);
  if (spoken) parts.push(`(${spoken})`);
  return parts.join(' ');
}

/** The forms that exports have for dates and durations. */
function normalForms({ edtf, iso, lo, hi }: NumberValue): string[] {
  const facts: string[] = [];
  if (edtf) facts.push(`EDTF: ${escapeMarkdown(edtf)}`);
  const durations = [iso, lo, hi].filter((form) => typeof form === 'string');
  if (durations.length > 0) facts.push(`ISO 8601: ${durations.map(escapeMarkdown).join(', ')}`);
  return facts;
}

function bounds({ lo, hi }: NumberValue, locale: string): string | undefined {
  const facts: string[] = [];
  if (lo !== undefined) facts.push(l10n.t('At least {0}', escapeMarkdown(writtenBound(lo, locale))));
  if (hi !== undefined) facts.push(l10n.t('At most {0}', escapeMarkdown(writtenBound(hi, locale))));
  return facts.length > 0 ? facts.join(' · ') : undefined;
}

function unit({ kind, value }: NumberTag, locale: string): string {
  const written = value.unit as string;
  if (written === 'pp') return l10n.t('percentage points');
  if (written === '×') return l10n.t('times');
  if (kind !== 'money' || !/^[A-Z]{3}$/.test(written)) return escapeMarkdown(written);
  const name = new Intl.DisplayNames(locale, { type: 'currency' }).of(written);
  return name && name !== written ? `${written} \\(${escapeMarkdown(name)}\\)` : written;
}

/** The same in SI units: `= 2,000 m²` for 3亩. */
function siForm({ kind, value }: NumberTag, units: readonly CustomUnit[], locale: string): string | undefined {
  const { unit, per } = value;
  if ((kind !== 'measure' && kind !== 'cardinal') || unit === undefined) return undefined;
  const converted = (amount: number | string | undefined): ReturnType<typeof inSiUnits> => (typeof amount === 'number' ? inSiUnits({ amount, unit, per }, units) : undefined);
  const [num, lo, hi] = [converted(value.num), converted(value.lo), converted(value.hi)];
  const written = writtenAmount({ ...(num && { num: num.amount }), ...(lo && { lo: lo.amount }), ...(hi && { hi: hi.amount }) }, locale);
  return written && `= ${escapeMarkdown(`${written} ${(num ?? lo ?? hi)?.unit}`)}`;
}

/** Why a relative date has the value it has, or none. */
function dateReason({ value }: NumberTag, isDated: boolean): string | undefined {
  if (value.resolvedFrom) {
    const date = escapeMarkdown(value.resolvedFrom.edtf);
    return value.resolvedFrom.from === 'corpus'
      ? l10n.t('Counted from the date of the document, {0}, set in corpus.json', date)
      : l10n.t('Counted from the date of the document, {0}, stated in the text', date);
  }
  if (value.edtf === null && isDated) return l10n.t('The text does not say which one is meant');
  if (value.edtf === null) return l10n.t('Relative date: set the date of the document in corpus.json to resolve it');
  return undefined;
}
