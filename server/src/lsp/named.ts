import * as l10n from '@vscode/l10n';
import type { Annotation } from '../annotations/model';
import { UserError } from './guard';
import type { Indexing } from './indexing';
import type { LoadDeps, LoadedCorpus } from './loadedCorpus';
import type { Located, Workspace } from './workspace';

/** What the arguments of commands name; what is not there is told to the user. */

/** What commands work on. */
export interface CommandContext {
  readonly workspace: Workspace;
  readonly indexing: Indexing;
  readonly deps: Pick<LoadDeps, 'files' | 'pause' | 'clock' | 'hash' | 'guidOf'> & {
    /** Deletes what is kept of all corpora from one session to the next. */
    readonly clearCache?: (() => Promise<void>) | undefined;
  };
}

/** What a command gives back, and what a person in an editor without the extension is told. */
export interface Outcome<R> {
  readonly result: R;
  readonly message?: string | undefined;
}

export function documentAt(workspace: Workspace, uri: string): Located {
  const at = workspace.locate(uri);
  if (!at) throw new UserError(l10n.t('This file belongs to no corpus. Declare its folder a corpus first.'));
  return at;
}

export function corpusAt(workspace: Workspace, root: string): LoadedCorpus {
  const loaded = workspace.corpusAt(root);
  if (!loaded) throw new UserError(l10n.t('There is no corpus in {0}.', root));
  return loaded;
}

export function annotationWith(workspace: Workspace, id: string): { readonly loaded: LoadedCorpus; readonly annotation: Annotation } {
  for (const loaded of workspace.loaded) {
    const annotation = loaded.annotation(id);
    if (annotation) return { loaded, annotation };
  }
  throw new UserError(l10n.t('The annotation is no more.'));
}

/** The names of codes, for a message. */
export function codeNames({ shownCodeBook: { codes } }: LoadedCorpus, ids: readonly string[]): string {
  return ids.map((id) => codes.find((code) => code.id === id)?.name ?? id).join(l10n.t(', ')) || l10n.t('No code');
}
