import * as l10n from '@vscode/l10n';
import type { Entity } from '../../corpus/corpus';
import type { SourceTag } from '../../recognise/tags';
import { fold } from '../../text/fold';
import { sourceKindLabel } from '../labels';
import { escapeMarkdown } from '../markdown';
import { passage } from '../plainText';
import { nameOf } from '../subject';
import type { HoverContext } from './hover';
import { bullets, mentionCounts, paragraphs, placeLink, quotation } from './parts';

/** Statements quoted in full; the others are counted. */
const STATEMENTS_SHOWN = 3;
/** UTF-16 code units of each. */
const STATEMENT_LENGTH = 100;
const ROLES_SHOWN = 5;
const SPELLINGS_SHOWN = 8;

/** A source: kind, roles, other spellings, mentions, and the first of its statements. */
export function sourceHover({ corpus, document, link }: HoverContext, tag: SourceTag): string {
  const entity = corpus.entity(tag.id);
  const name = tag.kind === 'url' ? passage(document, tag) : nameOf(corpus, tag.id);
  const roles = differentRoles(entity?.roles ?? []).slice(0, ROLES_SHOWN).map((role) => l10n.t('Role: {0} ({1})', escapeMarkdown(role.text), placeLink(role.at.document, role.at.span, link)));
  if (roles.length === 0 && tag.role) roles.push(l10n.t('Role: {0}', escapeMarkdown(tag.role)));
  const spellings = entity?.forms.filter((form) => form !== name).slice(0, SPELLINGS_SHOWN) ?? [];
  const statements = corpus.statements(tag.id);
  return paragraphs(
    `**${escapeMarkdown(name)}** · ${sourceKindLabel(tag.kind)}`,
    bullets([...roles, ...(spellings.length > 0 ? [l10n.t('Also written: {0}', spellings.map(escapeMarkdown).join(', '))] : [])]),
    // Nobody quotes an address.
    mentionCounts(corpus.mentions(tag.id), link, tag.kind === 'url' ? undefined : l10n.t('Attributed statements: {0}', statements.length)),
    ...statements.slice(0, STATEMENTS_SHOWN).map((statement) => quotation(statement.document, statement.attribution.content, link, STATEMENT_LENGTH)),
  );
}

/** One of the roles that say the same in different scripts. */
function differentRoles(roles: Entity['roles']): Entity['roles'] {
  const seen = new Set<string>();
  return roles.filter(({ text }) => !seen.has(fold(text)) && seen.add(fold(text)));
}
