import * as l10n from '@vscode/l10n';
import type { Corpus, Entity } from '../../corpus/corpus';
import type { SourceTag } from '../../recognise/tags';
import { fold } from '../../text/fold';
import { sourceKindLabel } from '../labels';
import { escapeMarkdown, markdownLink, type Linker } from '../markdown';
import { passage } from '../plainText';
import { firstOf, nameOf } from '../subject';
import type { HoverContext } from './hover';
import { bullets, mentionCounts, paragraphs, placeLink, quotation } from './parts';

/** Statements quoted in full; the others are counted. */
const STATEMENTS_SHOWN = 3;
/** UTF-16 code units of each. */
const STATEMENT_LENGTH = 100;
const ROLES_SHOWN = 5;
const SPELLINGS_SHOWN = 8;

/** A source: kind, roles, other spellings, mentions, and the first of its statements. */
export function sourceHover({ corpus, document, locale, link, statementsLink }: HoverContext, tag: SourceTag): string {
  const entity = corpus.entity(tag.id);
  const name = tag.kind === 'url' ? passage(document, tag) : nameOf(corpus, tag.id);
  const roles = differentRoles(entity?.roles ?? []).slice(0, ROLES_SHOWN).map((role) => l10n.t('Role: {0} ({1})', escapeMarkdown(role.text), placeLink(role.at.document, role.at.span, link)));
  if (roles.length === 0 && tag.role) roles.push(l10n.t('Role: {0}', escapeMarkdown(tag.role)));
  const people = tag.namesakes ? peopleOfTheName(corpus, tag, tag.namesakes, link) : undefined;
  const spellings = entity?.forms.filter((form) => form !== name).slice(0, SPELLINGS_SHOWN) ?? [];
  const statements = firstOf(corpus.statements(tag.id), STATEMENTS_SHOWN);
  return paragraphs(
    `**${escapeMarkdown(name)}** · ${sourceKindLabel(tag.kind)}`,
    bullets([...roles, ...(spellings.length > 0 ? [l10n.t('Also written: {0}', spellings.map(escapeMarkdown).join(l10n.t(', ')))] : [])]),
    people,
    // Nobody quotes an address.
    mentionCounts({ corpus, locale, link }, tag.id, tag.kind === 'url' ? undefined : statementCount(corpus.statementCount(tag.id), statementsLink?.(tag.id))),
    ...statements.map((statement) => quotation(statement.document, statement.attribution.content, link, STATEMENT_LENGTH)),
  );
}

/** How many statements there are; where the editor can list them, with a link to the list. */
function statementCount(count: number, address: string | undefined): string {
  const label = l10n.t('Attributed statements: {0}', count);
  return address === undefined || count === 0 ? label : markdownLink(label, address);
}

/** That several people have this name, why they are kept apart, and which of them is meant. */
function peopleOfTheName(corpus: Corpus, tag: SourceTag, namesakes: readonly string[], link: Linker): string {
  const people = namesakes.map((id) => {
    const role = corpus.roleOf(id);
    const stated = role ? `${escapeMarkdown(role.text)} (${placeLink(role.at.document, role.at.span, link)})` : escapeMarkdown(id.slice(id.indexOf(':') + 1));
    return id === tag.id ? l10n.t('{0}, meant here', stated) : stated;
  });
  const why = l10n.t('Several people have this name; the roles stated of them in different documents contradict each other:');
  const undecided = namesakes.includes(tag.id) ? undefined : l10n.t('This document does not say which of them is meant.');
  return paragraphs(`${why}\n\n${bullets(people)}`, undecided);
}

/** One of the roles that say the same in different scripts. */
function differentRoles(roles: Entity['roles']): Entity['roles'] {
  const seen = new Set<string>();
  return roles.filter(({ text }) => !seen.has(fold(text)) && seen.add(fold(text)));
}
