import * as l10n from '@vscode/l10n';
import type { Span } from '../../../text/span';
import { scriptOf, simplify } from '../../../text/script';
import type { Concept } from '../termBase';
import { definitionLanguage, type ReadEntry, type TermBaseProblem } from './reader';

/** A concept as vocabularies for exchange (TBX, SKOS) have it: known by a key of the file, its names and texts each with a language. */
export interface ConceptDraft {
  /** What other concepts of the file refer to it by: an XML id, an IRI. */
  readonly key: string;
  readonly span: Span;
  /** In the order of the file. */
  readonly names: readonly DraftName[];
  readonly definitions: readonly DraftText[];
  /** Keys of related concepts, those that are not in the file too. */
  readonly related: readonly string[];
  readonly subject?: string | undefined;
  /** Where the definition comes from. */
  readonly source?: string | undefined;
}

export interface DraftText {
  readonly text: string;
  /** As the file has it: `zh-CN`, `ZH_tw`, `eng`; absent where it says nothing. */
  readonly language?: string | undefined;
}

export interface DraftName extends DraftText {
  readonly preferred?: boolean | undefined;
  /** The file calls it an abbreviation or acronym. */
  readonly abbreviation?: boolean | undefined;
  /** The file calls it deprecated or superseded: it is not to be found. */
  readonly forbidden?: boolean | undefined;
}

/**
 * Entries of a term base from drafts. Names and definitions in Chinese and English are taken, those in other languages
 * left out. The id is the first name in Simplified (else in Traditional, converted; else in English), the preferred ones
 * before others; of two concepts with one name the second has its key in the id. Relations to concepts that are
 * not in the file are left out.
 */
export function entriesOf(drafts: readonly ConceptDraft[], problems: TermBaseProblem[]): ReadEntry[] {
  const named: { readonly draft: ConceptDraft; readonly id: string; readonly forms: Concept['forms']; readonly forbidden: readonly string[] }[] = [];
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  const nameless: ConceptDraft[] = [];
  for (const draft of drafts) {
    const { forms, forbidden } = formsOf(draft.names);
    const [simplified] = forms['zh-Hans'] ?? [];
    const [traditional] = forms['zh-Hant'] ?? forms['zh-Hant-TW'] ?? forms['zh-Hant-HK'] ?? [];
    const name = simplified ?? (traditional !== undefined ? simplify(traditional) : (forms['en'] ?? forms['abbr'])?.[0]);
    if (name === undefined) {
      nameless.push(draft);
      continue;
    }
    const id = taken.has(name) ? `${name} (${draft.key})` : name;
    taken.add(id);
    if (!ids.has(draft.key)) ids.set(draft.key, id);
    named.push({ draft, id, forms, forbidden });
  }
  if (nameless[0]) {
    // One message, at the first: a vocabulary in many languages may have thousands.
    const message = l10n.t('Concepts without a name in Chinese or English, which are left out: {0}', nameless.length);
    problems.push({ span: nameless[0].span, severity: 'information', code: 'termbase.no-name', message });
  }
  return named.map(({ draft, id, forms, forbidden }) => {
    const definition = definitionOf(draft.definitions);
    const related = [...new Set(draft.related.map((key) => ids.get(key)).filter((other) => other !== undefined && other !== id))] as string[];
    const concept: Concept = {
      id,
      forms,
      ...(definition && { definition }),
      ...(related.length > 0 && { related }),
      ...(forbidden.length > 0 && { forbidden }),
      ...(draft.subject !== undefined && draft.subject !== '' && { subject: draft.subject }),
      ...(definition && draft.source !== undefined && draft.source !== '' && { source: draft.source }),
    };
    return { concept, span: draft.span };
  });
}

function formsOf(names: readonly DraftName[]): { forms: Record<string, string[]>; forbidden: string[] } {
  const forms: Record<string, string[]> = {};
  const forbidden: string[] = [];
  for (const preferred of [true, false]) {
    for (const name of names) {
      const text = tidy(name.text);
      const language = text === '' ? undefined : formLanguageOf(name, text);
      if (language === undefined || (name.preferred ?? false) !== preferred) continue;
      if (name.forbidden) {
        if (!forbidden.includes(text)) forbidden.push(text);
        continue;
      }
      const list = (forms[language] ??= []);
      if (!list.includes(text)) list.push(text);
    }
  }
  return { forms, forbidden };
}

/** The key under which a name is kept; undefined for languages that are left out. */
function formLanguageOf({ language, abbreviation }: DraftName, text: string): string | undefined {
  const tag = baseLanguage(language, text);
  if (tag === undefined) return undefined;
  if (!/\p{Script=Han}/u.test(text)) return abbreviation && /\p{Lu}/u.test(text) ? 'abbr' : 'en';
  if (tag.startsWith('en')) return undefined;
  if (/^zh-Hant-(?:HK|MO)$|^zh-(?:HK|MO)$/.test(tag)) return 'zh-Hant-HK';
  if (/^zh-Hant-TW$|^zh-TW$/.test(tag)) return 'zh-Hant-TW';
  if (/^zh-Hant\b/.test(tag)) return 'zh-Hant';
  if (/^zh-(?:Hans|CN|SG|MY)\b/.test(tag)) return 'zh-Hans';
  return scriptOf(text) === 'hant' ? 'zh-Hant' : 'zh-Hans';
}

/** A tag of Chinese or English in its canonical letters; undefined for another language. Without a tag the characters say which. */
function baseLanguage(language: string | undefined, text: string): string | undefined {
  if (language === undefined || language.trim() === '' || /^(?:und|mul|zxx)\b/i.test(language)) return definitionLanguage(text);
  const tag = language.trim().replaceAll('_', '-').replace(/^(?:zho|chi|cmn)\b/i, 'zh').replace(/^eng\b/i, 'en');
  if (!/^(?:zh|en)(?:-|$)/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return tag.slice(0, 2).toLowerCase();
  }
}

/** One text a language; of several the first, and of those in Chinese one in Simplified before one in Traditional. */
function definitionOf(texts: readonly DraftText[]): Record<string, string> | undefined {
  const definition: Record<string, string> = {};
  for (const { text, language } of texts) {
    const tag = baseLanguage(language, text)?.slice(0, 2);
    const tidied = tidy(text);
    if (tag === undefined || tidied === '') continue;
    const known = definition[tag];
    if (known === undefined || (tag === 'zh' && scriptOf(known) === 'hant' && scriptOf(tidied) !== 'hant')) definition[tag] = tidied;
  }
  return Object.keys(definition).length > 0 ? definition : undefined;
}

/** Line breaks and indents of the file are no part of a text; between two Chinese characters they leave no space. */
function tidy(text: string): string {
  return text.trim().replace(/(?<=[\p{Script=Han}，。；：、])\s*[\r\n]\s*(?=\p{Script=Han})/gu, '').replace(/\s+/g, ' ');
}
