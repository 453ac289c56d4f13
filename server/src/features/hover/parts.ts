import * as l10n from '@vscode/l10n';
import type { Corpus, CorpusDocument } from '../../corpus/corpus';
import type { Script } from '../../text/script';
import type { Span } from '../../text/span';
import { scriptLabel } from '../labels';
import { escapeMarkdown, markdownLink, type Linker } from '../markdown';
import { oneLine, passage } from '../plainText';

/** Documents listed by name; the others are counted. */
const DOCUMENTS_SHOWN = 5;
/** UTF-16 code units of a document's title in a link: a hover is narrow, and its first lines are those that are read. */
const TITLE_LENGTH = 32;

/** Paragraphs of a hover; empty ones left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part).join('\n\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A passage quoted, at most `max` UTF-16 code units of it, with a link to it that names the document and the line. */
export function quotation(document: CorpusDocument, span: Span, link: Linker, max?: number): string {
  return `> ${escapeMarkdown(passage(document, span, max))} — ${placeLink(document, span, link)}`;
}

export function placeLink(document: CorpusDocument, span: Span, link: Linker): string {
  const range = document.text.rangeOf(span);
  return markdownLink(l10n.t('{0}, line {1}', oneLine(document.title, TITLE_LENGTH), range.start.line + 1), link({ uri: document.uri, range }));
}

/**
 * How often something is mentioned: in all, by script, and by document with a link to the first mention in each.
 * `more` follows the sum on its line; the only mention there is needs no list, as the reader is at it.
 */
export function mentionCounts(corpus: Corpus, id: string, link: Linker, more?: string): string {
  const byDocument = corpus.mentionCounts(id);
  const byScript = new Map<Script, number>();
  let sum = 0;
  for (const { count, scripts } of byDocument) {
    sum += count;
    for (const [script, own] of Object.entries(scripts) as [Script, number][]) byScript.set(script, (byScript.get(script) ?? 0) + own);
  }
  const sorted = [...byDocument].sort((a, b) => b.count - a.count);
  const total = l10n.t('Mentions: {0}, documents: {1}', sum, byDocument.length);
  const written = [...byScript].sort(([, a], [, b]) => b - a).map(([script, count]) => `${scriptLabel(script)} ${count}`).join(l10n.t(', '));
  const items = sorted.slice(0, DOCUMENTS_SHOWN).map(({ document, first, count }) => `${markdownLink(oneLine(document.title, TITLE_LENGTH), link({ uri: document.uri, range: document.text.rangeOf(first) }))}: ${count}`);
  if (sorted.length > DOCUMENTS_SHOWN) items.push(l10n.t('and {0} more documents', sorted.length - DOCUMENTS_SHOWN));
  const line = [sum > 0 ? `${total} (${written})` : total, more].filter((part) => part !== undefined).join(' · ');
  return paragraphs(line, sum > 1 ? bullets(items) : undefined);
}
