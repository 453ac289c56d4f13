import * as l10n from '@vscode/l10n';
import type { CorpusDocument, Mention } from '../../corpus/corpus';
import { scriptOf, type Script } from '../../text/script';
import type { Span } from '../../text/span';
import { scriptLabel } from '../labels';
import { escapeMarkdown, markdownLink, type Linker } from '../markdown';
import { passage } from '../plainText';

/** Documents listed by name; the others are counted. */
const DOCUMENTS_SHOWN = 5;

/** Paragraphs of a hover; empty ones left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part).join('\n\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A passage quoted, with a link to it that names the document and the line. */
export function quotation(document: CorpusDocument, span: Span, link: Linker): string {
  return `> ${escapeMarkdown(passage(document, span))} — ${placeLink(document, span, link)}`;
}

export function placeLink(document: CorpusDocument, span: Span, link: Linker): string {
  const range = document.text.rangeOf(span);
  return markdownLink(l10n.t('{0}, line {1}', document.title, range.start.line + 1), link({ uri: document.uri, range }));
}

/** How often something is mentioned: in all, by script, and by document with a link to the first mention in each. */
export function mentionCounts(mentions: readonly Mention[], link: Linker): string {
  const byDocument = new Map<CorpusDocument, Mention[]>();
  const byScript = new Map<Script, number>();
  const scripts = new Map<string, Script>();
  for (const mention of mentions) {
    const list = byDocument.get(mention.document);
    if (list) list.push(mention);
    else byDocument.set(mention.document, [mention]);
    const written = mention.document.text.slice(mention.span);
    const own = scripts.get(written) ?? scriptOf(written);
    scripts.set(written, own);
    // A form that both scripts write alike counts as its document does.
    const script = own === 'neutral' ? mention.document.script : own;
    byScript.set(script, (byScript.get(script) ?? 0) + 1);
  }
  const sorted = [...byDocument].sort(([, a], [, b]) => b.length - a.length);
  const total = l10n.t('Mentions: {0}, documents: {1}', mentions.length, byDocument.size);
  const written = [...byScript].map(([script, count]) => `${scriptLabel(script)} ${count}`).join(', ');
  const items = sorted.slice(0, DOCUMENTS_SHOWN).map(([document, own]) => `${markdownLink(document.title, link({ uri: document.uri, range: document.text.rangeOf((own[0] as Mention).span) }))}: ${own.length}`);
  if (sorted.length > DOCUMENTS_SHOWN) items.push(l10n.t('and {0} more documents', sorted.length - DOCUMENTS_SHOWN));
  return paragraphs(mentions.length > 0 ? `${total} (${written})` : total, bullets(items));
}
