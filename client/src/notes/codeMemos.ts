import * as vscode from 'vscode';
import type { AnnotationCache } from '../annotations/cache';
import { codesInTreeOrder } from '../annotations/codeTree';
import type { MemoFiles } from '../annotations/memoFiles';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { shorten } from './chosen';
import type { NoteCache } from './noteCache';

/** A code of a corpus, as rows of views name it. */
export interface NamedCode {
  /** Root of the corpus. */
  readonly corpus: string;
  readonly code: string | { readonly id: string };
}

/**
 * The command that opens the memo on a code, called with `{ corpus, code }`, or with nothing, to choose a code. One's own memo
 * can be written; those of others are offered beside it.
 */
export function registerCodeMemos(client: MeipiClient, annotations: AnnotationCache, notes: NoteCache, memos: MemoFiles): vscode.Disposable {
  return registerCommands({
    'meipi.codeMemo': async (named?: NamedCode) => {
      const chosen = named ?? (await pickCodeOfCorpus(client));
      if (!chosen) return;
      const code = typeof chosen.code === 'string' ? chosen.code : chosen.code.id;
      const annotator = client.corpora.find(({ root }) => root === chosen.corpus)?.annotator;
      const others = notes.aboutCode(chosen.corpus, code).filter(({ creator, memo }) => creator !== annotator && memo !== '');
      if (others.length === 0) return memos.openOfCode(chosen.corpus, code);
      const own: vscode.QuickPickItem & { id?: string } = { label: vscode.l10n.t('My memo') };
      const picked = await vscode.window.showQuickPick([own, ...others.map(({ id, creator, memo }) => ({ label: creator, description: shorten(memo, 60), id }))], {
        placeHolder: vscode.l10n.t('Memo on the code “{0}”', annotations.code(chosen.corpus, code).name),
      });
      if (!picked) return;
      await (picked.id === undefined ? memos.openOfCode(chosen.corpus, code) : memos.open(picked.id));
    },
  });
}

async function pickCodeOfCorpus(client: MeipiClient): Promise<NamedCode | undefined> {
  const rows = client.corpora.flatMap(({ root, name, codes }) =>
    codesInTreeOrder(codes).map(({ code, depth }) => ({ label: `${'\u3000'.repeat(depth)}${code.name}`, description: client.corpora.length > 1 ? name : '', corpus: root, code })),
  );
  if (rows.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('There are no codes yet.'));
  return rows.length === 0 ? undefined : vscode.window.showQuickPick(rows, { placeHolder: vscode.l10n.t('The memo on which code?') });
}
