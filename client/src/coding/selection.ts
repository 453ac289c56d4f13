import * as vscode from 'vscode';
import type { AnnotationInfo, SelectArguments } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import type { inTurn } from './inTurn';
import type { CodingRequests } from './requests';

const OFFER_MS = 10_000;
const WIDEN_KEY = process.platform === 'darwin' ? '⌃⌘W' : 'Ctrl+Alt+W';

/** Selecting by word, clause, sentence, paragraph and turn, and the offer to widen an annotation that cuts a word. */
export function registerSelection(client: MeipiClient, requests: CodingRequests, queue: ReturnType<typeof inTurn>): vscode.Disposable {
  let offered: { readonly id: string; readonly range: NonNullable<AnnotationInfo['widen']>['range'] } | undefined;
  const select = (unit: SelectArguments['unit']) => async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !client.corpusOf(editor.document.uri)) return;
    const found = await Promise.all(editor.selections.map((selection) => requests.select(editor.document.uri, selection, unit)));
    if (found.every((range) => range === undefined)) vscode.window.setStatusBarMessage(vscode.l10n.t('Nothing of this kind stands at the cursor.'), 3000);
    editor.selections = editor.selections.map((selection, i) => (found[i] ? new vscode.Selection(found[i].start, found[i].end) : selection));
    editor.revealRange(editor.selection);
  };
  return vscode.Disposable.from(
    client.onDidAnnotate(({ id, widen }) => {
      offered = widen && { id, range: widen.range };
      if (widen) vscode.window.setStatusBarMessage(vscode.l10n.t('{1}: widen to “{0}”', widen.text, WIDEN_KEY), OFFER_MS);
    }),
    // The place offered counts in the text as it was.
    vscode.workspace.onDidChangeTextDocument(() => (offered = undefined)),
    registerCommands(queue({
      'meipi.selectWord': select('word'),
      'meipi.selectClause': select('clause'),
      'meipi.selectSentence': select('sentence'),
      'meipi.selectParagraph': select('paragraph'),
      'meipi.selectTurn': select('turn'),
      'meipi.widenAnnotation': async () => {
        if (!offered) {
          vscode.window.setStatusBarMessage(vscode.l10n.t('The last annotation cuts no word.'), 3000);
          return;
        }
        const { id, range } = offered;
        offered = undefined;
        await client.edit({ id, range });
      },
    })),
  );
}
