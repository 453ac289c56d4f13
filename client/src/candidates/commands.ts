import * as vscode from 'vscode';
import type { AddedTerm, CandidateInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { openLocation } from '../navigation';
import type { CandidateNode, CandidateTree, Node } from './tree';

/** Commands of the panel of term candidates, and "Add to Term Base" for a selection in a document. */
export function registerCandidateCommands(client: MeipiClient, tree: CandidateTree): vscode.Disposable {
  const commands: Record<string, (...args: never[]) => Promise<void>> = {
    'meipi.termCandidates': async () => {
      await vscode.commands.executeCommand('meipi.candidates.focus');
      await tree.refresh();
    },
    'meipi.refreshCandidates': () => tree.refresh(),
    'meipi.showMoreCandidates': () => Promise.resolve(tree.showMore()),
    'meipi.addTerm': (node?: Node, selected?: Node[]) => addTerm(client, tree, chosen(node, selected)),
    'meipi.hideCandidate': async (node?: Node, selected?: Node[]) => hide(client, tree, chosen(node, selected) ?? tree.selection),
  };
  return registerCommands(commands);
}

/** The candidates of the rows that a command was called on; undefined when it was called on none. */
function chosen(node: Node | undefined, selected: readonly Node[] | undefined): CandidateInfo[] | undefined {
  if (node?.kind !== 'candidate') return undefined;
  return (selected ?? [node]).filter((each): each is CandidateNode => each.kind === 'candidate').map(({ candidate }) => candidate);
}

async function addTerm(client: MeipiClient, tree: CandidateTree, candidates: readonly CandidateInfo[] | undefined): Promise<void> {
  if (!candidates) {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selection.isEmpty) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Select a term in a document of a corpus.'));
      return;
    }
    tell(client, [await client.addTerm({ uri: client.address(editor.document.uri), range: client.protocolRange(editor.selection) })]);
    return;
  }
  const added: AddedTerm[] = [];
  for (const candidate of candidates) {
    const { corpus, form, forms, aliases, english, definition } = candidate;
    added.push(await client.addTerm({ corpus, form, forms, aliases, english, definition: definition?.text ?? '' }));
    tree.remove(candidate);
  }
  tell(client, added);
}

/** What was written is an ordinary file: the message leads there, where it can be edited, and undone as any edit of it. */
function tell(client: MeipiClient, added: readonly AddedTerm[]): void {
  const last = added.at(-1);
  if (!last) return;
  const name = [...new Set(added.map(({ file }) => vscode.workspace.asRelativePath(vscode.Uri.parse(file))))].join(vscode.l10n.t(', '));
  const message = added.length === 1
    ? vscode.l10n.t('“{0}” was written to {1}. To take it back, delete its entry there.', last.id, name)
    : vscode.l10n.t('{0} terms were written to {1}. To take one back, delete its entry there.', added.length, name);
  const edit = vscode.l10n.t('Edit Entry');
  void vscode.window.showInformationMessage(message, edit).then(async (answer) => {
    if (answer === edit) await openLocation(last.file, client.range(last.range));
  });
}

async function hide(client: MeipiClient, tree: CandidateTree, candidates: readonly CandidateInfo[]): Promise<void> {
  for (const candidate of candidates) {
    await client.hideCandidate({ corpus: candidate.corpus, form: candidate.form });
    tree.remove(candidate);
  }
  const [first] = candidates;
  if (!first) return;
  const back = vscode.l10n.t('Undo');
  const message = candidates.length === 1
    ? vscode.l10n.t('“{0}” is no candidate any more: corpus.json has it under "notTerms".', first.form)
    : vscode.l10n.t('{0} are no candidates any more: corpus.json has them under "notTerms".', candidates.length);
  void vscode.window.showInformationMessage(message, back).then(async (answer) => {
    if (answer !== back) return;
    for (const { corpus, form } of candidates) await client.hideCandidate({ corpus, form, hide: false });
    await tree.refresh();
  });
}
