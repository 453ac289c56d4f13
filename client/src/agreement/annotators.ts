import * as vscode from 'vscode';
import type { AnnotationCache } from '../annotations/cache';
import { registerCommands } from '../commands';

/** Key of the workspace state under which annotators are kept whose annotations are not shown. */
const HIDDEN = 'hiddenAnnotators';

/** "Show and Hide Annotators": whose annotations the panel and the text show, remembered for the workspace. */
export function registerAnnotatorFilter(annotations: AnnotationCache, state: vscode.Memento): vscode.Disposable {
  annotations.hide(state.get<string[]>(HIDDEN, []));
  return registerCommands({
    'meipi.chooseAnnotators': async (shown?: readonly string[]) => {
      const chosen = shown ?? (await ask(annotations));
      if (!chosen) return;
      const hidden = annotations.annotators.filter((annotator) => !chosen.includes(annotator));
      annotations.hide(hidden);
      await state.update(HIDDEN, hidden);
    },
  });
}

async function ask({ annotators, hidden }: AnnotationCache): Promise<readonly string[] | undefined> {
  if (annotators.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nobody has annotated anything yet.'));
    return undefined;
  }
  const items = annotators.map((annotator) => ({ label: annotator === '' ? vscode.l10n.t('Without a name') : annotator, annotator, picked: !hidden.has(annotator) }));
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, title: vscode.l10n.t('Whose annotations are shown?') });
  return picked?.map(({ annotator }) => annotator);
}
