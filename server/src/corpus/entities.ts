import type { SourceKind, SourceTag } from '../recognise/tags';
import type { Span } from '../text/span';
import type { Entity, Mention, Role } from './corpus';
import type { Occurrences } from './mentionIndex';
import { writtenOnOneLine } from './written';

const KINDS: readonly SourceKind[] = ['person', 'work', 'organization', 'url'];

/** The kind that an id begins with; undefined for concepts. */
export function sourceKindOf(id: string): SourceKind | undefined {
  return KINDS.find((kind) => id.startsWith(`${kind}:`));
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
 * equally common ones the one that stands first), and its roles with the place of each.
 */
export function gatherEntity(id: string, kind: SourceKind, occurrences: readonly Occurrences[]): Entity | undefined {
  const forms = new Map<string, number>();
  const roles = new Map<string, Mention>();
  let first: Mention | undefined;
  let introduced: Mention | undefined;
  for (const { document, tags } of occurrences) {
    for (const tag of tags as readonly SourceTag[]) {
      const mention: Mention = { document, span: spanOf(tag) };
      const form = writtenOnOneLine(document, tag);
      forms.set(form, (forms.get(form) ?? 0) + 1);
      first ??= mention;
      if (tag.introduces) introduced ??= mention;
      if (tag.role && !roles.has(tag.role)) roles.set(tag.role, { document, span: tag.roleSpan ?? mention.span });
    }
  }
  if (!first) return undefined;
  const ordered = [...forms].sort((a, b) => b[1] - a[1]).map(([form]) => form);
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
