import * as l10n from '@vscode/l10n';
import type { ConceptEntry } from '../corpus/corpus';
import { formLanguageLabel } from './labels';

/** Scheme of the read-only pages that show the entries of the built-in term base. */
export const CONCEPT_SCHEME = 'meipi-terms';

/** Address of the page of a concept (`concept:…`); an editor without such documents is not given one. */
export function conceptPageUri(id: string): string {
  return `${CONCEPT_SCHEME}:/${encodeURIComponent(id.slice(id.indexOf(':') + 1))}.md`;
}

/** The concept that a page is about; undefined for any other address. */
export function conceptOfPage(uri: string): string | undefined {
  const match = /^meipi-terms:\/+(.+)\.md$/.exec(uri);
  if (!match) return undefined;
  try {
    return `concept:${decodeURIComponent(match[1] as string)}`;
  } catch {
    return undefined;
  }
}

/**
 * A concept as a Markdown text that reads well as it stands: names, definitions, related concepts, subject field, where it comes from.
 * Related concepts that have a page themselves (`hasPage`, by `concept:…`) are links to it, relative ones.
 */
export function conceptPage({ concept, termBase }: ConceptEntry, hasPage: (id: string) => boolean): string {
  const names = Object.entries(concept.forms).map(([language, forms]) => `- ${l10n.t('{0}: {1}', formLanguageLabel(language), (forms ?? []).join(l10n.t(', ')))}`);
  const definitions = Object.values(concept.definition ?? {}).filter((text) => text !== undefined);
  const links = (concept.related ?? []).map((name) => (hasPage(`concept:${name}`) ? `- [${escaped(name)}](${pageName(name)})` : `- ${name}`));
  const related = links.length > 0 ? [l10n.t('Related concepts:'), links.join('\n')] : [];
  const subject = concept.subject ? [l10n.t('Subject field: {0}', concept.subject)] : [];
  const origin = concept.source ? [`${l10n.t('Source:')} ${concept.source}`] : [];
  return [`# ${concept.id}`, names.join('\n'), ...definitions, ...related, ...subject, ...origin, l10n.t('Term base: {0}', termBase)].join('\n\n') + '\n';
}

/** The last part of the address of a page, with no more escapes than a link in Markdown needs. */
function pageName(name: string): string {
  const escape = (sign: string): string => [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  return `${name.replace(/[^\p{L}\p{N}_-]/gu, escape)}.md`;
}

/** A name as the text of a link. */
function escaped(name: string): string {
  return name.replace(/[\\[\]]/g, '\\$&');
}
