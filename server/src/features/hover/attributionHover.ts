import * as l10n from '@vscode/l10n';
import type { Attribution } from '../../recognise/tags';
import { sentenceAt } from '../../text/sentences';
import type { Span } from '../../text/span';
import { escapeMarkdown, markdownLink } from '../markdown';
import { oneLine, passage } from '../plainText';
import { attributionsAt } from '../statements';
import { nameOf } from '../subject';
import type { HoverContext } from './hover';

/** Statements told about a place: the innermost, and the turn or report that it lies in. */
const STATEMENTS_SHOWN = 2;
const SOURCES_SHOWN = 4;
/** UTF-16 code units. */
const ROLE_LENGTH = 24;
const GROUP_LENGTH = 20;
/** Longer contents are turns and whole articles: the sentence is what the reader looks at. */
const LONGEST_RANGE = 300;

/** Whose statement a place belongs to, one short line for each of the statements it lies in; undefined where it lies in none. */
export function attributionHover(context: HoverContext, offset: number): { span: Span; markdown: string } | undefined {
  const together = united(attributionsAt(context.document, offset));
  const [innermost] = together;
  if (!innermost) return undefined;
  return {
    span: rangeOf(context, innermost[0] as Attribution, offset),
    markdown: together.slice(0, STATEMENTS_SHOWN).map((attributions) => line(context, attributions)).join('  \n'),
  };
}

/** Attributions of the same content (two narrators of one story) are one statement. */
function united(attributions: readonly Attribution[]): Attribution[][] {
  const groups: Attribution[][] = [];
  for (const attribution of attributions) {
    const { start, end } = attribution.content;
    const group = groups.find(([first]) => first?.content.start === start && first.content.end === end);
    if (group) group.push(attribution);
    else groups.push([attribution]);
  }
  return groups;
}

function line(context: HoverContext, attributions: readonly Attribution[]): string {
  const [first] = attributions as readonly [Attribution, ...Attribution[]];
  const ids = [...new Set(attributions.flatMap(({ sources }) => sources))];
  const names = ids.slice(0, SOURCES_SHOWN).map((id) => source(context, id, attributions));
  if (ids.length > SOURCES_SHOWN) names.push('…');
  if (first.cue === '' && names.length > 0) return l10n.t('Spoken by {0}', names.join(l10n.t(', ')));
  const of = names.length > 0 ? l10n.t('Statement of {0}', names.join(l10n.t(', '))) : unnamed(context, first);
  return first.cue === '' ? of : `${of} · ${l10n.t('cue {0}', escapeMarkdown(oneLine(first.cue, GROUP_LENGTH)))}`;
}

/** The name, which leads to the words that make the statement this source's, and the role where one is stated. */
function source({ corpus, document, link }: HoverContext, id: string, attributions: readonly Attribution[]): string {
  const name = nameOf(corpus, id);
  const by = attributions.find(({ sources, by: words }) => words && sources.includes(id))?.by;
  const shown = by ? markdownLink(name, link({ uri: document.uri, range: document.text.rangeOf(by) })) : escapeMarkdown(name);
  const role = corpus.roleOf(id)?.text;
  return role === undefined ? `**${shown}**` : `**${shown}** (${escapeMarkdown(oneLine(role, ROLE_LENGTH))})`;
}

function unnamed({ document }: HoverContext, { by }: Attribution): string {
  return by ? l10n.t('Statement of an unnamed source: {0}', escapeMarkdown(passage(document, by, GROUP_LENGTH))) : l10n.t('Statement of an unnamed source');
}

function rangeOf({ document }: HoverContext, { content }: Attribution, offset: number): Span {
  if (content.end - content.start <= LONGEST_RANGE) return content;
  const { reading } = document;
  return reading.toSourceSpan(sentenceAt(reading.text, reading.fromSource(offset)));
}
