import * as l10n from '@vscode/l10n';
import { URI, Utils } from 'vscode-uri';
import { resolvePath } from '../corpus/fileList';
import { MANIFEST_NAME } from '../corpus/manifest';
import type { FileSystem } from '../corpus/ports';
import { insertForbidden, insertInList, OWN_TERM_BASE } from '../corpus/termBaseEdit';
import { proposedFormOf } from '../features/proposedForm';
import { parseTermBase } from '../recognise/terms/parseTermBase';
import { attempt, inTurn, rangeIn, readText, write } from './candidates';
import { UserError } from './guard';
import type { ForbiddenForm, ForbidFormArguments } from './protocol';
import type { Workspace } from './workspace';

/**
 * Forbids the proposed form that a mention was found by: one line in the first JSON term base of the corpus, or in terms.json,
 * which is made and named in corpus.json. The files are read anew before, so that nothing that stands there is lost.
 */
export async function forbidForm(workspace: Workspace, files: FileSystem, args: ForbidFormArguments): Promise<ForbiddenForm> {
  return inTurn(workspace, () => writeForbidden(workspace, files, args));
}

async function writeForbidden(workspace: Workspace, files: FileSystem, { uri, range }: ForbidFormArguments): Promise<ForbiddenForm> {
  const at = workspace.locate(uri);
  if (!at) throw new UserError(l10n.t('This file belongs to no corpus. Declare its folder a corpus first.'));
  const { corpus } = at.loaded;
  const asked = at.document.text.spanOf(range);
  for (const tag of at.document.tagsIn({ start: asked.start, end: Math.max(asked.end, asked.start + 1) })) {
    const form = tag.layer === 'term' ? proposedFormOf(corpus, at.document, tag) : undefined;
    if (tag.layer !== 'term' || form === undefined) continue;
    const id = tag.id.slice(tag.id.indexOf(':') + 1);
    const own = corpus.manifest.termBases.map(({ value }) => value.replaceAll('\\', '/'));
    const path = own.find((name) => /\.jsonc?$/i.test(name)) ?? OWN_TERM_BASE;
    const root = URI.parse(corpus.root);
    const file = resolvePath(root, path);
    const manifest = resolvePath(root, MANIFEST_NAME);
    const before = await readText(files, file);
    const manifestBefore = own.includes(path) ? undefined : await readText(files, manifest);
    // Both are made before either is written: a broken corpus.json leaves the term base as it is.
    const written = attempt(file, () => insertForbidden(before, id, form));
    const named = own.includes(path) ? undefined : attempt(manifest, () => insertInList(manifestBefore, 'termBases', path));
    if (written !== before) await write(files, file, written);
    if (named !== undefined && named !== manifestBefore) await write(files, manifest, named);
    await workspace.filesChanged([file, manifest]);
    return { id, form, file, range: rangeIn(written, parseTermBase(written, Utils.basename(URI.parse(file))).locations.get(id)) };
  }
  throw new UserError(l10n.t('No mention of a term by a proposed form stands here.'));
}
