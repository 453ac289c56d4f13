import * as vscode from 'vscode';
import type { AnnotationInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { CodingRequests } from '../coding/requests';
import { registerCommands } from '../commands';
import { openLocation } from '../navigation';
import type { AnnotationCache } from './cache';
import { pickCode, pickCodes } from './codePicker';
import type { MemoFiles } from './memoFiles';
import type { DecisionNode } from './decisionRows';
import type { AnnotationNode, AnnotationTree, Node } from './tree';

/** What a command is called with: a row of the panel, or `panel` by the panel's keys, for what is selected there. */
type Chosen = AnnotationNode | 'panel';

/** Commands that make, change and remove annotations, from the editor and from the panel. */
export function registerAnnotationCommands(client: MeipiClient, annotations: AnnotationCache, tree: AnnotationTree, memos: MemoFiles): vscode.Disposable {
  const commands: Record<string, (...args: never[]) => Promise<void>> = {
    'meipi.annotate': (code?: string) => annotate(client, code, false),
    'meipi.annotateWithMemo': () => annotate(client, undefined, true),
    'meipi.editCodes': async (node?: Chosen, selected?: AnnotationNode[]) => editCodes(client, await allChosen(annotations, tree, node, selected)),
    'meipi.editMemo': async (node?: Chosen) => {
      const annotation = await chosen(annotations, tree, node);
      if (annotation) await memos.open(annotation.id);
    },
    'meipi.deleteAnnotation': async (node?: Chosen, selected?: AnnotationNode[]) => {
      if (node !== 'panel') return remove(client, await allChosen(annotations, tree, node, selected));
      // With the key, rows of all kinds may be selected.
      const rows = await tree.settledRows();
      const decided = rows.flatMap((row) => (row.kind === 'decision' ? [row.decision.id] : []));
      const notes = rows.flatMap((row) => (row.kind === 'note' ? [row.note] : []));
      if (decided.length > 0) await client.withdrawDecisions(decided);
      if (decided.length + notes.length === 0) await remove(client, await allChosen(annotations, tree, node));
      else await remove(client, [...tree.selection, ...notes]);
    },
    'meipi.withdrawDecisions': async (node?: DecisionNode, selected?: readonly Node[]) => {
      const rows = selected ?? (node ? [node] : await tree.settledRows());
      const ids = rows.flatMap((row) => (row.kind === 'decision' ? [row.decision.id] : []));
      if (ids.length > 0) await client.withdrawDecisions(ids);
    },
    // The keys stay with the panel.
    'meipi.revealDecision': async (uri: string, range?: NonNullable<AnnotationInfo['range']>) => void (await openLocation(uri, range && client.range(range), true)),
    'meipi.lockAnnotation': async (node?: Chosen, selected?: AnnotationNode[]) => {
      const those = await allChosen(annotations, tree, node, selected);
      if (those.length > 0) await new CodingRequests(client).lock(those.map(({ id }) => id), those.some(({ locked }) => !locked));
    },
    'meipi.undo': async () => report(await client.undo(), vscode.l10n.t('Nothing to undo.'), (what) => vscode.l10n.t('Undone: {0}', what)),
    'meipi.redo': async () => report(await client.redo(), vscode.l10n.t('Nothing to redo.'), (what) => vscode.l10n.t('Done again: {0}', what)),
    'meipi.revealAnnotation': (node: AnnotationNode) => reveal(annotations, node.annotation),
  };
  return registerCommands(commands);
}

/** Annotates the selections of the active editor, with the code given or one that is chosen. */
async function annotate(client: MeipiClient, code: string | undefined, withMemo: boolean): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const corpus = editor && client.corpusOf(editor.document.uri);
  if (!editor || !corpus) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a document of a corpus to annotate it.'));
    return;
  }
  const passages = editor.selections.filter((selection) => !selection.isEmpty);
  if (passages.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select a passage to annotate.'));
    return;
  }
  const picked = code === undefined ? await pickCode(client, corpus, vscode.l10n.t('Annotate')) : { code, withMemo: false };
  if (!picked) return;
  const memo = withMemo || picked.withMemo ? await vscode.window.showInputBox({ prompt: vscode.l10n.t('Memo (Markdown)'), ignoreFocusOut: true }) : '';
  if (memo === undefined) return;
  const codes = picked.code === '' ? [] : [picked.code];
  for (const passage of passages) await client.annotate(editor.document.uri, passage, codes, memo);
}

/** Of several annotations, the codes that all have are changed; others that one or the other has stay. */
async function editCodes(client: MeipiClient, chosen: readonly AnnotationInfo[]): Promise<void> {
  const [first] = chosen;
  if (!first) return;
  if (chosen.some(({ corpus }) => corpus !== first.corpus)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('These annotations are of several corpora, which have codes of their own. Select those of one corpus.'));
    return;
  }
  const corpus = client.corpora.find(({ root }) => root === first.corpus);
  const common = first.codes.filter((code) => chosen.every(({ codes }) => codes.includes(code)));
  const title = chosen.length === 1 ? shorten(first.quote) : vscode.l10n.t('Codes that all {0} annotations have', chosen.length);
  const codes = corpus && (await pickCodes(client, corpus, common, title));
  if (!codes) return;
  client.recentCodes.use(corpus.root, codes.filter((code) => !common.includes(code) && corpus.codes.some(({ id }) => id === code)));
  await client.recode({
    ids: chosen.map(({ id }) => id),
    add: codes.filter((code) => !common.includes(code)),
    remove: common.filter((code) => !codes.includes(code)),
  });
}

async function remove(client: MeipiClient, doomed: readonly AnnotationInfo[]): Promise<void> {
  if (doomed.length === 0) return;
  const count = await client.delete(doomed.map(({ id }) => id));
  const undo = vscode.l10n.t('Undo');
  const message = count === 1 ? vscode.l10n.t('Annotation deleted.') : vscode.l10n.t('{0} annotations deleted.', count);
  const deletion = client.commandCount;
  // Not awaited: the notification may stay for as long as it likes. Then something else may be the last change, which
  // must not be undone in its place.
  void vscode.window.showInformationMessage(message, undo).then(async (answer) => {
    if (answer !== undo) return;
    if (client.commandCount === deletion) {
      for (const corpus of new Set(doomed.map((annotation) => annotation.corpus))) await client.undo(corpus);
    } else void vscode.window.showInformationMessage(vscode.l10n.t('Other changes were made since. Undo them one by one with the button of the panel.'));
  });
}

/** The annotations meant: the rows selected in the panel, each once, or the one that {@link chosen} finds. */
async function allChosen(annotations: AnnotationCache, tree: AnnotationTree, node?: Chosen, selected: readonly AnnotationNode[] = []): Promise<AnnotationInfo[]> {
  const rows = node === 'panel' ? await tree.settledSelection() : selected.flatMap((row) => (row.kind === 'annotation' ? [row.annotation] : []));
  const many = [...new Map(rows.map((annotation) => [annotation.id, annotation])).values()];
  if (many.length > 0) return many;
  const one = await chosen(annotations, tree, node);
  return one ? [one] : [];
}

/** The annotation meant: the row of the panel, the one under the cursor, or the one selected in the panel. */
async function chosen(annotations: AnnotationCache, tree: AnnotationTree, node?: Chosen): Promise<AnnotationInfo | undefined> {
  if (node === 'panel') return (await tree.settledSelection())[0];
  if (node) return annotations.get(node.annotation.id);
  const editor = vscode.window.activeTextEditor;
  const here = editor ? annotations.at(editor.document.uri, editor.selection.active) : [];
  if (here.length > 1) {
    const picked = await vscode.window.showQuickPick(
      here.map((annotation) => ({
        label: shorten(annotation.quote),
        description: annotation.codes.map((code) => annotations.code(annotation.corpus, code).name).join(vscode.l10n.t(', ')),
        annotation,
      })),
      { placeHolder: vscode.l10n.t('Which annotation?') },
    );
    return picked?.annotation;
  }
  const found = here[0] ?? tree.selection[0];
  if (!found) void vscode.window.showInformationMessage(vscode.l10n.t('No annotation at the cursor.'));
  return found;
}

async function reveal(annotations: AnnotationCache, annotation: AnnotationInfo): Promise<void> {
  const range = annotations.range(annotation);
  // The keys stay with the panel: Delete pressed next is meant for the annotation, never for the text.
  await openLocation(annotation.uri, range, true);
}

function report(what: string | null, nothing: string, something: (what: string) => string): void {
  vscode.window.setStatusBarMessage(what === null ? nothing : something(what), 4000);
}

function shorten(quote: string): string {
  const text = quote.replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
