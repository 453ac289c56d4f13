import * as vscode from 'vscode';
import { RELATION_KINDS, type AnnotationInfo } from '../../../server/src/lsp/protocol';
import type { AnnotationCache } from '../annotations/cache';
import type { MemoFiles } from '../annotations/memoFiles';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { openLocation } from '../navigation';
import { type Chosen, type ChosenAnnotation, pickAnnotation, shorten } from './chosen';
import type { NoteCache } from './noteCache';
import { relationLabel, relationName, relationsOf, relationTarget, type RelationNode } from './relationRows';

interface Parts {
  readonly client: MeipiClient;
  readonly annotations: AnnotationCache;
  readonly notes: NoteCache;
  readonly chosen: ChosenAnnotation;
  readonly memos: MemoFiles;
}

/** Commands that relate annotations, go from one to the other, and change and delete relations. */
export function registerRelations(parts: Parts): vscode.Disposable {
  const { client, annotations, notes, chosen, memos } = parts;
  const marked = vscode.window.createStatusBarItem('meipi.marked', vscode.StatusBarAlignment.Left);
  marked.name = vscode.l10n.t('Annotation marked to be related');
  marked.command = 'meipi.unmarkAnnotation';
  let markedId: string | undefined;

  const mark = (annotation: AnnotationInfo | undefined): void => {
    markedId = annotation?.id;
    void vscode.commands.executeCommand('setContext', 'meipi.marked', annotation !== undefined);
    if (!annotation) return marked.hide();
    marked.text = `$(link) ${shorten(annotation.quote, 16)}`;
    marked.tooltip = vscode.l10n.t('Marked to be related. Go to the other annotation and run “Relate Marked Annotation to This”; click to unmark.');
    marked.show();
  };

  return vscode.Disposable.from(
    marked,
    registerCommands({
      // A key may be given a kind; what is not given is asked for.
      'meipi.relateAnnotation': async (node?: Chosen, given?: unknown, other?: unknown) => {
        const from = await chosen.of(node);
        if (!from) return;
        const kind = typeof given === 'string' ? given : await pickKind(notes, from.corpus);
        if (kind === undefined) return;
        const title = vscode.l10n.t('“{0}” {1} …', shorten(from.quote, 16), relationName(kind));
        const to = typeof other === 'string' ? chosen.get(other) : await pickAnnotation(annotations, nearestFirst(annotations, from), title);
        if (to) await client.relate({ from: from.id, to: to.id, kind });
      },
      'meipi.markForRelation': async (node?: Chosen) => mark(await chosen.of(node)),
      'meipi.unmarkAnnotation': () => Promise.resolve(mark(undefined)),
      'meipi.relateMarked': async (node?: Chosen, given?: unknown) => {
        const from = markedId === undefined ? undefined : chosen.get(markedId);
        if (!from) {
          void vscode.window.showInformationMessage(vscode.l10n.t('Mark the annotation that the relation begins at first.'));
          return;
        }
        const to = await chosen.of(node);
        if (!to) return;
        // The server says why two corpora do not go together; a kind need not be chosen for that.
        const kind = typeof given === 'string' ? given : to.corpus === from.corpus ? await pickKind(notes, from.corpus) : RELATION_KINDS[0];
        if (kind === undefined) return;
        await client.relate({ from: from.id, to: to.id, kind });
        mark(undefined);
      },
      'meipi.goToRelated': async (node?: RelationNode | Chosen) => {
        const relation = await pickRelation(parts, node, vscode.l10n.t('Go to which related annotation?'));
        if (!relation) return;
        if (relation.other) await openLocation(relation.other.uri, annotations.range(relation.other));
        else void vscode.window.showInformationMessage(vscode.l10n.t('The related annotation was deleted. The relation is kept; undoing the deletion mends it.'));
      },
      'meipi.deleteRelation': async (node?: RelationNode | Chosen) => {
        const relation = await pickRelation(parts, node, vscode.l10n.t('Delete which relation?'));
        if (relation) await client.delete([relation.relation.id]);
      },
      'meipi.changeRelation': async (node?: RelationNode | Chosen) => {
        const relation = await pickRelation(parts, node, vscode.l10n.t('Change which relation?'));
        const kind = relation && (await pickKind(notes, relation.relation.corpus));
        if (relation && kind !== undefined) await client.relate({ relation: relation.relation.id, kind });
      },
      'meipi.relationMemo': async (node?: RelationNode | Chosen) => {
        const relation = await pickRelation(parts, node, vscode.l10n.t('The memo of which relation?'));
        if (relation) await memos.open(relation.relation.id);
      },
    }),
  );
}

/** The relation meant: a row of the panel, or one of those of an annotation; asked for where there are several. */
async function pickRelation({ annotations, notes, chosen }: Parts, node: RelationNode | Chosen, title: string): Promise<RelationNode | undefined> {
  if (typeof node === 'object' && 'relation' in node) return node;
  const annotation = await chosen.of(node);
  if (!annotation) return undefined;
  const relations = relationsOf(annotation.id, annotations, notes);
  if (relations.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('This annotation has no relations.'), 4000);
    return undefined;
  }
  if (relations.length === 1) return relations[0];
  const picked = await vscode.window.showQuickPick(relations.map((relation) => ({ label: relationLabel(relation), description: relationTarget(relation), relation })), { placeHolder: title, matchOnDescription: true });
  return picked?.relation;
}

/** Lets the user choose a kind of relation, or type one of their own. */
function pickKind(notes: NoteCache, corpus: string): Promise<string | undefined> {
  const used = notes.relationKinds(corpus);
  const kinds = [...new Set([...RELATION_KINDS, ...used])];
  const known = kinds.map((kind) => ({ label: relationName(kind), value: kind }));
  const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: string }>();
  picker.title = vscode.l10n.t('Kind of relation');
  picker.placeholder = vscode.l10n.t('Choose a kind or type a new one');
  picker.items = known;
  picker.onDidChangeValue((typed) => {
    const kind = typed.trim();
    const exists = known.some((item) => item.label === kind || item.value === kind);
    picker.items = kind === '' || exists ? known : [...known, { label: `$(add) ${vscode.l10n.t('New kind “{0}”', kind)}`, value: kind, alwaysShow: true }];
  });
  return new Promise((resolve) => {
    let result: string | undefined;
    picker.onDidAccept(() => {
      result = picker.selectedItems[0]?.value;
      picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(result);
    });
    picker.show();
  });
}

/** Other annotations of the corpus: those of the same document first, by how far away they are. */
function nearestFirst(annotations: AnnotationCache, from: AnnotationInfo): AnnotationInfo[] {
  const line = from.range?.start.line ?? 0;
  const distance = ({ uri, range }: AnnotationInfo): number => (uri === from.uri ? Math.abs((range?.start.line ?? 0) - line) : Infinity);
  return annotations.all
    .filter(({ corpus, id }) => corpus === from.corpus && id !== from.id)
    .map((annotation, index) => ({ annotation, index, distance: distance(annotation) }))
    .sort((a, b) => (a.distance === b.distance ? a.index - b.index : a.distance - b.distance))
    .map(({ annotation }) => annotation);
}
