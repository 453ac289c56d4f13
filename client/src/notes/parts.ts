import * as vscode from 'vscode';
import type { AnnotationCache } from '../annotations/cache';
import { pickCode } from '../annotations/codePicker';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { pickAnnotation } from './chosen';

/** Commands for annotations of several parts: made of several selections, with a part more, with a part less. */
export function registerParts(client: MeipiClient, annotations: AnnotationCache): vscode.Disposable {
  return registerCommands({
    'meipi.annotateTogether': async (code?: string) => {
      const selected = selectedPassages(client);
      if (!selected) return;
      const { editor, passages, corpus } = selected;
      const picked = code === undefined ? await pickCode(client, corpus, vscode.l10n.t('Annotate {0} passages together', passages.length)) : { code, withMemo: false };
      if (!picked) return;
      const memo = picked.withMemo ? await vscode.window.showInputBox({ prompt: vscode.l10n.t('Memo (Markdown)'), ignoreFocusOut: true }) : '';
      const [first, ...more] = passages;
      if (first && memo !== undefined) await client.annotate(editor.document.uri, first, picked.code === '' ? [] : [picked.code], memo, more);
    },
    'meipi.addPart': async (id?: string) => {
      const selected = selectedPassages(client);
      if (!selected) return;
      const { editor, passages } = selected;
      const { uri } = editor.document;
      const line = editor.selection.active.line;
      const nearest = [...annotations.of(uri)].sort((a, b) => Math.abs((a.range?.start.line ?? Infinity) - line) - Math.abs((b.range?.start.line ?? Infinity) - line));
      if (nearest.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('This document has no annotation yet that the selection could be added to.'));
        return;
      }
      const target = typeof id === 'string' ? annotations.get(id) : await pickAnnotation(annotations, nearest, vscode.l10n.t('Add the selection to which annotation?'));
      if (target) await client.edit({ id: target.id, addParts: passages.map((passage) => client.protocolRange(passage)) });
    },
    'meipi.removePart': async () => {
      const editor = vscode.window.activeTextEditor;
      const position = editor?.selection.active;
      const here = editor && position ? annotations.at(editor.document.uri, position).filter((annotation) => annotations.ranges(annotation).length > 1) : [];
      if (here.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('No annotation of several passages at the cursor.'));
        return;
      }
      const target = here.length === 1 ? here[0] : await pickAnnotation(annotations, here, vscode.l10n.t('Which annotation?'));
      const part = target && position && annotations.ranges(target).find((range) => range.contains(position));
      if (target && part) await client.edit({ id: target.id, removeParts: [client.protocolRange(part)] });
    },
  });
}

/** What is selected in a document of a corpus; `undefined`, with a message, when nothing is. */
function selectedPassages(client: MeipiClient): { editor: vscode.TextEditor; passages: vscode.Selection[]; corpus: NonNullable<ReturnType<MeipiClient['corpusOf']>> } | undefined {
  const editor = vscode.window.activeTextEditor;
  const corpus = editor && client.corpusOf(editor.document.uri);
  if (!editor || !corpus) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a document of a corpus to annotate it.'));
    return undefined;
  }
  const passages = editor.selections.filter((selection) => !selection.isEmpty);
  if (passages.length > 0) return { editor, passages, corpus };
  void vscode.window.showInformationMessage(vscode.l10n.t('Select a passage to annotate.'));
  return undefined;
}
