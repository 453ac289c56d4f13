import * as vscode from 'vscode';
import { messageOf } from './corpusDocuments';

/** Registers commands by their id. What one throws is shown as an error with its message. */
export function registerCommands(commands: Readonly<Record<string, (...args: never[]) => Promise<void>>>): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, async (...args: never[]) => {
        try {
          await run(...args);
        } catch (error) {
          void vscode.window.showErrorMessage(messageOf(error));
        }
      }),
    ),
  );
}
