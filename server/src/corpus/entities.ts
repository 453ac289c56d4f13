import { SOURCE_KINDS, type SourceKind, type SourceTag } from '../recognise/tags';
import type { Span } from '../text/span';
import type { Entity, Mention, Role } from './corpus';
import type { Occurrences } from './mentionIndex';

/** The kind that an id begins with; undefined for concepts. */
export function sourceKindOf(id: string): SourceKind | undefined {
  return SOURCE_KINDS.find((kind) => id.startsWith(`${kind}:`));
}

/** The first role that a document states of an entity. */
export function firstRole({ document, tags }: Occurrences): Role | undefined {
  for (const tag of tags as readonly SourceTag[]) if (tag.role) return { text: tag.role, at: { document, span: tag.roleSpan ?? spanOf(tag) } };
  return undefined;
}

/** Where a document introduces a short form of an entity first, or else its first mention. */
export function introduction({ document, tags }: Occurrences): Mention | undefined {
  const tag = (tags as readonly SourceTag[]).find(({ introduces }) => introduces) ?? tags[0];
  return tag && { document, span: spanOf(tag) };
}

/**
 * The person, work or organisation behind the mentions of one id: its spellings, the commonest first (of two
 * equally common ones the one that stands first), and its roles with the place of each. Documents that only count mentions of it
 * are not looked into for them.
 */
export function gatherEntity(id: string, kind: SourceKind, occurrences: readonly Occurrences[]): Entity | undefined {
  const counts = new Map<string, number>();
  const roles = new Map<string, Mention>();
  let first: Mention | undefined;
  let introduced: Mention | undefined;
  for (const occurrence of occurrences) {
    const { document, hasRole, introduces } = occurrence;
    const { forms, counts: own } = occurrence.forms;
    for (const [i, form] of forms.entries()) counts.set(form, (counts.get(form) ?? 0) + (own[i] as number));
    if (!first) {
      const { firstTag } = occurrence;
      first = firstTag && { document, span: spanOf(firstTag) };
    }
    if (!hasRole && (introduced || !introduces)) continue;
    for (const tag of occurrence.tags as readonly SourceTag[]) {
      if (tag.introduces) introduced ??= { document, span: spanOf(tag) };
      if (tag.role && !roles.has(tag.role)) roles.set(tag.role, { document, span: tag.roleSpan ?? spanOf(tag) });
    }
  }
  if (!first) return undefined;
  const ordered = [...counts].sort((a, b) => b[1] - a[1]).map(([form]) => form);
  return {
    id,
    kind,
    name: ordered[0] as string,
    forms: ordered,
    roles: [...roles].map(([text, at]) => ({ text, at })),
    introducedAt: introduced ?? first,
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
