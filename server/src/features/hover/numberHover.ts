import * as l10n from '@vscode/l10n';
import type { NumberTag, NumberValue } from '../../recognise/tags';
import { numberKindLabel } from '../labels';
import { escapeMarkdown } from '../markdown';
import type { HoverContext } from './hover';
import { bullets, paragraphs } from './parts';

/** A number: its value written out, unit, bounds, what it measures, and for a date what it was resolved from. */
export function numberHover({ locale }: HoverContext, tag: NumberTag): string {
  const { value } = tag;
  const facts = [
    ...bounds(value, locale),
    value.unit !== undefined ? l10n.t('Unit: {0}', unit(tag, locale)) : undefined,
    value.per !== undefined ? l10n.t('Per: {0}', escapeMarkdown(value.per)) : undefined,
    value.approx ? l10n.t('Approximate') : undefined,
    tag.measures !== undefined ? l10n.t('Measures: {0}', escapeMarkdown(tag.measures)) : undefined,
    dateReason(tag),
  ].filter((fact) => fact !== undefined);
  return paragraphs(`**${escapeMarkdown(normalised(tag, locale))}** · ${numberKindLabel(tag.kind)}`, bullets(facts));
}

/** The value on one line: `≈ 230,000,000,000 CNY (2,300亿)`, `20–99 ×`, `2024-12-30`, `P30Y`. */
function normalised({ kind, value }: NumberTag, locale: string): string {
  if (value.edtf) return value.edtf;
  if (value.edtf === null) return l10n.t('not resolved');
  if (value.iso !== undefined) return value.iso;
  const parts: string[] = [];
  if (value.approx) parts.push('≈');
  const written = amount(value, locale);
  const suffix = kind === 'percent' && value.unit !== 'pp' ? '%' : '';
  parts.push(written + suffix);
  if (value.unit !== undefined && value.unit !== '%') parts.push(value.per !== undefined ? `${value.unit}/${value.per}` : value.unit);
  const compact = compactForm(value, locale);
  if (compact) parts.push(`(${compact})`);
  return parts.join(' ');
}

function amount(value: NumberValue, locale: string): string {
  if (value.num !== undefined) return full(value.num, locale);
  if (value.lo !== undefined && value.hi !== undefined) return `${full(value.lo, locale)}–${full(value.hi, locale)}`;
  if (value.lo !== undefined) return `≥ ${full(value.lo, locale)}`;
  if (value.hi !== undefined) return `≤ ${full(value.hi, locale)}`;
  return '?';
}

/** All digits, in groups; ISO 8601 forms as they are. */
function full(bound: number | string, locale: string): string {
  return typeof bound === 'string' ? bound : new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(bound);
}

/** Large numbers as they are said: 2300亿, 230 billion. */
function compactForm(value: NumberValue, locale: string): string | undefined {
  if (value.num === undefined || Math.abs(value.num) < 10_000) return undefined;
  return new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 6 }).format(value.num);
}

function bounds(value: NumberValue, locale: string): string[] {
  const facts: string[] = [];
  if (value.lo !== undefined) facts.push(l10n.t('At least {0}', escapeMarkdown(full(value.lo, locale))));
  if (value.hi !== undefined) facts.push(l10n.t('At most {0}', escapeMarkdown(full(value.hi, locale))));
  return facts;
}

function unit({ kind, value }: NumberTag, locale: string): string {
  const written = value.unit as string;
  if (written === 'pp') return l10n.t('percentage points');
  if (written === '×') return l10n.t('times');
  if (kind !== 'money' || !/^[A-Z]{3}$/.test(written)) return escapeMarkdown(written);
  const name = new Intl.DisplayNames(locale, { type: 'currency' }).of(written);
  return name && name !== written ? `${written} \\(${escapeMarkdown(name)}\\)` : written;
}

/** Why a relative date has the value it has, or none. */
function dateReason({ value }: NumberTag): string | undefined {
  if (value.resolvedFrom) {
    const date = escapeMarkdown(value.resolvedFrom.edtf);
    return value.resolvedFrom.from === 'corpus'
      ? l10n.t('Counted from the date of the document, {0}, set in corpus.json', date)
      : l10n.t('Counted from the date of the document, {0}, stated in the text', date);
  }
  if (value.edtf === null) return l10n.t('Relative date: set the date of the document in corpus.json to resolve it');
  return undefined;
}
