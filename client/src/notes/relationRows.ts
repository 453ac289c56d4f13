import * as vscode from 'vscode';
import type { AnnotationInfo, NoteInfo } from '../../../server/src/lsp/protocol';
import type { AnnotationCache } from '../annotations/cache';
import { shorten } from './chosen';
import type { NoteCache } from './noteCache';

/** A relation as one of its ends sees it; a row below an annotation in the panel. */
export interface RelationNode {
  readonly kind: 'relation';
  readonly relation: NoteInfo;
  /** Whether it begins at the annotation that it is shown below. */
  readonly isFrom: boolean;
  /** What it leads to, seen from there; `undefined` when that was deleted. */
  readonly other: AnnotationInfo | undefined;
  /** Makes the row one of its own where an annotation stands twice in the panel. */
  readonly group: string;
}

/** The relations of an annotation, those that begin at it first. */
export function relationsOf(id: string, annotations: AnnotationCache, notes: NoteCache, group = ''): RelationNode[] {
  const find = (other: string | undefined): AnnotationInfo | undefined => (other === undefined ? undefined : (annotations.get(other) ?? notes.get(other)));
  return [
    ...notes.relationsFrom(id).map((relation): RelationNode => ({ kind: 'relation', relation, isFrom: true, other: find(relation.relation?.to), group })),
    ...notes.relationsTo(id).map((relation): RelationNode => ({ kind: 'relation', relation, isFrom: false, other: relation.about.kind === 'annotation' ? find(relation.about.id) : undefined, group })),
  ];
}

/** The kind of a relation with its direction: `→ supports`, `← answered by`. */
export function relationLabel({ relation, isFrom }: RelationNode): string {
  const kind = relation.relation?.kind ?? '';
  return isFrom ? `→ ${relationName(kind)}` : `← ${inverseName(kind)}`;
}

/** What a relation leads to. */
export function relationTarget({ other }: RelationNode): string {
  return other ? `“${shorten(other.quote === '' ? other.memo : other.quote, 60)}”` : vscode.l10n.t('an annotation that was deleted');
}

export function relationItem(node: RelationNode): vscode.TreeItem {
  const item = new vscode.TreeItem(relationLabel(node));
  item.id = `${node.group} ${node.relation.id} ${node.isFrom ? 'from' : 'to'}`;
  item.contextValue = 'relation';
  item.description = [node.relation.memo === '' ? '' : '✎', relationTarget(node)].filter((part) => part !== '').join(' ');
  item.iconPath = new vscode.ThemeIcon(node.other ? 'link' : 'warning');
  item.tooltip = new vscode.MarkdownString().appendText([relationLabel(node), relationTarget(node), node.relation.memo, node.relation.creator].filter((part) => part !== '').join('\n'));
  item.command = { command: 'meipi.goToRelated', title: vscode.l10n.t('Go to the Related Annotation'), arguments: [node] };
  return item;
}

/** A kind of relation in the language of the user; a kind of the person's own is itself. */
export function relationName(kind: string): string {
  switch (kind) {
    case 'supports': return vscode.l10n.t('supports');
    case 'contradicts': return vscode.l10n.t('contradicts');
    case 'answers': return vscode.l10n.t('answers');
    case 'same-as': return vscode.l10n.t('same as');
    default: return kind;
  }
}

function inverseName(kind: string): string {
  switch (kind) {
    case 'supports': return vscode.l10n.t('supported by');
    case 'contradicts': return vscode.l10n.t('contradicted by');
    case 'answers': return vscode.l10n.t('answered by');
    case 'same-as': return vscode.l10n.t('same as');
    default: return kind;
  }
}
