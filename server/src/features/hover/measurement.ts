import * as l10n from '@vscode/l10n';
import type { Measurement } from '../../recognise/tags';
import { escapeMarkdown } from '../markdown';
import { writtenDate, writtenDuration } from './written';

/** What a number measures on one line: the thing and of what, the change and what it is counted from, the period (`Measures: … (of …) · Rise · compared with 2003 · in 2013`). */
export function measurementFact({ what, of, change, reached, base, period }: Measurement, locale: string): string {
  const thing = of === undefined ? l10n.t('Measures: {0}', escapeMarkdown(what)) : l10n.t('Measures: {0} (of {1})', escapeMarkdown(what), escapeMarkdown(of));
  const facts = [
    thing,
    change === undefined ? undefined : changeLabel(change, reached === true),
    base === undefined ? undefined : l10n.t('compared with {0}', writtenTime(base, locale)),
    period === undefined ? undefined : l10n.t('in {0}', writtenTime(period, locale)),
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

function changeLabel(change: NonNullable<Measurement['change']>, reached: boolean): string {
  switch (change) {
    case 'rise':
      return reached ? l10n.t('reached by a rise') : l10n.t('rise');
    case 'fall':
      return reached ? l10n.t('reached by a fall') : l10n.t('fall');
    case 'level':
      return l10n.t('no change');
  }
}

/** A base or period: EDTF and ISO durations in words, words as they are. */
function writtenTime(time: string, locale: string): string {
  if (/^P[\dT]/.test(time)) return escapeMarkdown(writtenDuration(time, locale));
  return escapeMarkdown(/^[\dX]{4}(?:$|[-/~])/.test(time) ? writtenDate(time, locale) : time);
}
