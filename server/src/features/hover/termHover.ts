import * as l10n from '@vscode/l10n';
import type { ConceptEntry } from '../../corpus/corpus';
import type { TermTag } from '../../recognise/tags';
import { writtenForms } from '../../recognise/terms/forms';
import type { Concept, FormLanguage } from '../../recognise/terms/termBase';
import { formLanguageLabel } from '../labels';
import { escapeMarkdown } from '../markdown';
import { nameOf } from '../subject';
import type { HoverContext } from './hover';
import { bullets, mentionCounts, paragraphs, quotation } from './parts';

/** Wordings in the order they are shown; other languages follow. */
const LANGUAGES: readonly FormLanguage[] = ['zh-Hans', 'zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK', 'en', 'abbr'];

/** A concept: its names, its definition and where that is from, the sentence that defines it here, its mentions. */
export function termHover({ corpus, locale, link }: HoverContext, tag: TermTag): string {
  const entry = corpus.concept(tag.id);
  const [defined] = corpus.definitions(tag.id);
  return paragraphs(
    `**${escapeMarkdown(nameOf(corpus, tag.id))}** · ${l10n.t('Term')}`,
    entry && bullets(forms(entry.concept)),
    entry && definition(entry, locale),
    entry?.concept.subject && l10n.t('Subject field: {0}', escapeMarkdown(entry.concept.subject)),
    defined && `${l10n.t('Defined in this corpus:')}\n\n${quotation(defined.document, defined.span, link)}`,
    mentionCounts({ corpus, locale, link }, tag.id),
  );
}

/** A line for each wording; what was proposed and is in no term base says so. */
function forms(concept: Concept): string[] {
  const written = writtenForms(concept);
  const languages = new Set<string>([...LANGUAGES, ...written.map(({ language }) => language)]);
  const taiwanDiffers = written.some(({ language }) => language === 'zh-Hant-TW');
  return [...languages].flatMap((language) => {
    const own = written.filter((form) => form.language === language);
    if (own.length === 0) return [];
    const label = language === 'zh-Hant' && !taiwanDiffers ? l10n.t('Traditional and Taiwan') : formLanguageLabel(language);
    const names = own.map(({ text, proposed }) => (proposed ? l10n.t('{0} (proposed)', escapeMarkdown(text)) : escapeMarkdown(text)));
    return [l10n.t('{0}: {1}', escapeMarkdown(label), names.join(l10n.t(', ')))];
  });
}

/** The definition in Chinese, and in the reader's own language when that is another and the term base has it. */
function definition({ concept, termBase }: ConceptEntry, locale: string): string | undefined {
  const language = locale.split('-')[0] ?? 'en';
  const texts = [...new Set([concept.definition?.['zh'], concept.definition?.[language]])].filter((text) => text !== undefined);
  const shown = texts.length > 0 ? texts : Object.values(concept.definition ?? {}).slice(0, 1).filter((text) => text !== undefined);
  if (shown.length === 0) return `*${l10n.t('Term base: {0}', escapeMarkdown(termBase))}*`;
  const origin = concept.source ? l10n.t('{0} (term base: {1})', escapeMarkdown(concept.source), escapeMarkdown(termBase)) : l10n.t('Term base: {0}', escapeMarkdown(termBase));
  return paragraphs(...shown.map(escapeMarkdown), `*${origin}*`);
}
