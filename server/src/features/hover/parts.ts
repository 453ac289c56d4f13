import * as l10n from '@vscode/l10n';
import type { Corpus, CorpusDocument } from '../../corpus/corpus';
import type { Script } from '../../text/script';
import type { Span } from '../../text/span';
import { scriptLabel } from '../labels';
import { escapeMarkdown, markdownLink, type Linker } from '../markdown';
import { oneLine, passage } from '../plainText';
import type { HoverContext } from './hover';

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
  const range = document.textUpTo(span.end).rangeOf(span);
  return markdownLink(l10n.t('{0}, line {1}', oneLine(document.title, TITLE_LENGTH), range.start.line + 1), link({ uri: document.uri, range }));
}

/**
 * How often something is mentioned: in all, by script, and by document with a link to the first mention in each.
 * `more` follows the sum on its line; the only mention there is needs no list, as the reader is at it.
 */
export function mentionCounts({ corpus, locale, link }: Pick<HoverContext, 'corpus' | 'locale' | 'link'>, id: string, more?: string): string {
  const format = (count: number): string => new Intl.NumberFormat(locale).format(count);
  const byDocument = corpus.mentionCounts(id);
  const sum = byDocument.reduce((all, { count }) => all + count, 0);
  const byScript = Object.entries(corpus.mentionScripts(id)) as [Script, number][];
  const sorted = [...byDocument].sort((a, b) => b.count - a.count);
  const total = l10n.t('Mentions: {0}, documents: {1}', format(sum), format(byDocument.length));
  const written = byScript.sort(([, a], [, b]) => b - a).map(([script, count]) => `${scriptLabel(script)} ${format(count)}`).join(l10n.t(', '));
  const items = sorted.slice(0, DOCUMENTS_SHOWN).map(({ document, first, count }) => `${markdownLink(oneLine(document.title, TITLE_LENGTH), link({ uri: document.uri, range: document.textUpTo(first.end).rangeOf(first) }))}: ${format(count)}`);
  if (sorted.length > DOCUMENTS_SHOWN) items.push(l10n.t('and {0} more documents', format(sorted.length - DOCUMENTS_SHOWN)));
  const line = [sum > 0 ? l10n.t('{0} ({1})', total, written) : total, soFar(corpus, format), more].filter((part) => part !== undefined).join(' · ');
  return paragraphs(line, sum > 1 ? bullets(items) : undefined);
}

/** Says that a number is that of a part of the corpus only, where the rest has not been read. */
function soFar({ isIndexed, readCount, documents }: Corpus, format: (count: number) => string): string | undefined {
  if (isIndexed || readCount >= documents.length) return undefined;
  return l10n.t('so far, with {0} of {1} documents read', format(readCount), format(documents.length));
}
