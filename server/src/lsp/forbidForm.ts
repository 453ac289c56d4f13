import * as l10n from '@vscode/l10n';
import type { FileSystem } from '../corpus/ports';
import { insertForbidden } from '../corpus/termBaseEdit';
import { proposedFormOf } from '../features/proposedForm';
import { editTermBase, inTurn } from './corpusFiles';
import { UserError } from './guard';
import type { ForbiddenForm, ForbidFormArguments } from './protocol';
import type { Workspace } from './workspace';

/**
 * Forbids the proposed form that a mention was found by: one line in the first JSON term base of the corpus, or in terms.json,
 * which is made and named in corpus.json.
 */
export function forbidForm(workspace: Workspace, files: FileSystem, args: ForbidFormArguments): Promise<ForbiddenForm> {
  return inTurn(workspace, () => writeForbidden(workspace, files, args));
}

async function writeForbidden(workspace: Workspace, files: FileSystem, { uri, range }: ForbidFormArguments): Promise<ForbiddenForm> {
  const at = workspace.locate(uri);
  if (!at) throw new UserError(l10n.t('This file belongs to no corpus. Declare its folder a corpus first.'));
  const asked = at.document.text.spanOf(range);
  for (const tag of at.document.tagsIn({ start: asked.start, end: Math.max(asked.end, asked.start + 1) })) {
    const form = tag.layer === 'term' ? proposedFormOf(at.loaded.corpus, at.document, tag) : undefined;
    if (tag.layer !== 'term' || form === undefined) continue;
    const id = tag.id.slice(tag.id.indexOf(':') + 1);
    const { file, rangeOf } = await editTermBase(workspace, files, at.loaded, (path) => /\.jsonc?$/i.test(path), (text) => insertForbidden(text, id, form));
    return { id, form, file, range: rangeOf(id) };
  }
  throw new UserError(l10n.t('No mention of a term by a proposed form stands here.'));
}
