import * as l10n from '@vscode/l10n';
import type { NumberKind, SourceKind } from '../recognise/tags';
import type { Script } from '../text/script';

/** Names that the user reads, in the language of the user interface. */

export function numberKindLabel(kind: NumberKind): string {
  switch (kind) {
    case 'cardinal': return l10n.t('Cardinal number');
    case 'ordinal': return l10n.t('Ordinal number');
    case 'percent': return l10n.t('Percentage');
    case 'fraction': return l10n.t('Fraction');
    case 'multiple': return l10n.t('Multiple');
    case 'money': return l10n.t('Amount of money');
    case 'measure': return l10n.t('Measurement');
    case 'date': return l10n.t('Date');
    case 'duration': return l10n.t('Duration');
    case 'time': return l10n.t('Time of day');
  }
}

export function sourceKindLabel(kind: SourceKind): string {
  switch (kind) {
    case 'person': return l10n.t('Person');
    case 'work': return l10n.t('Work');
    case 'organization': return l10n.t('Organization');
    case 'url': return l10n.t('Web address');
  }
}

export function scriptLabel(script: Script): string {
  switch (script) {
    case 'hans': return l10n.t('Simplified');
    case 'hant': return l10n.t('Traditional');
    case 'mixed': return l10n.t('mixed script');
    case 'neutral': return l10n.t('other script');
  }
}

/** Name of a language under which a concept's forms are kept; the tag itself for one that is not known. */
export function formLanguageLabel(language: string): string {
  switch (language) {
    case 'zh-Hans': return l10n.t('Simplified');
    case 'zh-Hant': return l10n.t('Traditional');
    case 'zh-Hant-TW': return l10n.t('Taiwan');
    case 'zh-Hant-HK': return l10n.t('Hong Kong');
    case 'en': return l10n.t('English');
    case 'abbr': return l10n.t('Abbreviation');
    default: return language;
  }
}
