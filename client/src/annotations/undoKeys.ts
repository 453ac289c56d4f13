import * as vscode from 'vscode';
import { ServerCommand } from '../../../server/src/lsp/protocol';
import { CORPUS_TEXT, type MeipiClient } from '../client';

/** Commands that are one step of undo, where they change anything. */
const STEPS: ReadonlySet<string> = new Set([
  ServerCommand.annotate, ServerCommand.editAnnotation, ServerCommand.recodeAnnotations, ServerCommand.deleteAnnotations,
  ServerCommand.addNote, ServerCommand.relate, ServerCommand.setStatus,
  ServerCommand.acceptPassages, ServerCommand.keepLost, ServerCommand.reattach, ServerCommand.adjudicate,
  ServerCommand.code, ServerCommand.annotatePlaces, ServerCommand.lockAnnotations, ServerCommand.decideTags, ServerCommand.withdrawDecisions,
  ServerCommand.mergeCodes, ServerCommand.splitCode, ServerCommand.deleteCode,
]);

/**
 * The editor's own keys for undo and redo take back what was done to annotations as long as nothing was typed since, and nothing
 * else was looked at: then they are for the text again. package.json binds them by the two context keys set here; these follow a
 * moment late, so that the commands look once more whom they are for.
 */
export function registerUndoKeys(client: MeipiClient): vscode.Disposable {
  let done = 0;
  let undone = 0;
  const count = (nowDone: number, nowUndone: number): void => {
    if (nowDone > 0 !== done > 0) void vscode.commands.executeCommand('setContext', 'meipi.canUndo', nowDone > 0);
    if (nowUndone > 0 !== undone > 0) void vscode.commands.executeCommand('setContext', 'meipi.canRedo', nowUndone > 0);
    [done, undone] = [nowDone, nowUndone];
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('meipi.undoInEditor', () => vscode.commands.executeCommand(done > 0 ? 'meipi.undo' : 'undo')),
    vscode.commands.registerCommand('meipi.redoInEditor', () => vscode.commands.executeCommand(undone > 0 ? 'meipi.redo' : 'redo')),
    client.onDidRun(({ command, result }) => {
      if (command === ServerCommand.undo) count(result === null ? 0 : Math.max(0, done - 1), result === null ? undone : undone + 1);
      else if (command === ServerCommand.redo) count(result === null ? done : done + 1, result === null ? 0 : Math.max(0, undone - 1));
      else if (STEPS.has(command) && !isNothing(result)) count(done + 1, 0);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.languageId === CORPUS_TEXT && contentChanges.length > 0) count(0, 0);
    }),
    vscode.window.onDidChangeActiveTextEditor(() => count(0, 0)),
  );
}

/** A command that changed nothing says so by 0, null, an empty list, or the number of what it did. */
function isNothing(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return result === 0 || result === null;
  if (Array.isArray(result)) return result.length === 0;
  const { annotated, changed, decided } = result as { readonly annotated?: number; readonly changed?: number; readonly decided?: number };
  return decided === 0 || (annotated === 0 && changed === 0);
}
