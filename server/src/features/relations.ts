import * as l10n from '@vscode/l10n';
import type { Annotation } from '../annotations/model';
import type { NoteIndex } from '../annotations/noteIndex';
import { escapeMarkdown } from './markdown';
import { oneLine } from './plainText';

/** Characters of the passage that a relation leads to. */
const QUOTE = 60;
/** Relations of one annotation that are told; the others are counted. */
const SHOWN = 8;

/** A kind of relation in the language of the user; a kind of the person's own is itself. */
export function relationName(kind: string): string {
  switch (kind) {
    case 'supports': return l10n.t('supports');
    case 'contradicts': return l10n.t('contradicts');
    case 'answers': return l10n.t('answers');
    case 'same-as': return l10n.t('same as');
    default: return kind;
  }
}

/** {@link relationName}, seen from the annotation that the relation leads to. */
function inverseRelationName(kind: string): string {
  switch (kind) {
    case 'supports': return l10n.t('supported by');
    case 'contradicts': return l10n.t('contradicted by');
    case 'answers': return l10n.t('answered by');
    case 'same-as': return l10n.t('same as');
    default: return kind;
  }
}

/**
 * The relations of an annotation, a line of Markdown each: those that begin at it with →, those that lead to it with ←. One
 * whose other end is deleted says so.
 */
export function relationLines(id: string, notes: NoteIndex, find: (id: string) => Annotation | undefined): string[] {
  const lines = [
    ...notes.relationsFrom(id).map(({ relation, memo }) => line('→', relationName(relation?.kind ?? ''), find(relation?.to ?? ''), memo)),
    ...notes.relationsTo(id).map(({ about, relation, memo }) => line('←', inverseRelationName(relation?.kind ?? ''), about.kind === 'annotation' ? find(about.id) : undefined, memo)),
  ];
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), l10n.t('and {0} more relations', lines.length - SHOWN)];
}

function line(arrow: string, name: string, other: Annotation | undefined, memo: string): string {
  const passage = other ? `“${escapeMarkdown(oneLine(other.quote === '' ? other.memo : other.quote, QUOTE))}”` : `*${l10n.t('an annotation that was deleted')}*`;
  return `${arrow} ${l10n.t('{0}: {1}', escapeMarkdown(name), passage)}${memo === '' ? '' : ` (${escapeMarkdown(oneLine(memo, QUOTE))})`}`;
}
