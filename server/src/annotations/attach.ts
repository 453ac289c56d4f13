import * as l10n from '@vscode/l10n';
import type { FileSystem } from '../corpus/ports';
import { SIDECAR_ENDING, sidecarUri } from './addresses';
import { AnnotationError } from './errors';
import { stringifyJson } from './sidecar/json';
import { parseSidecar } from './sidecar/sidecar';

/** Names of files as the person knows them, for messages. */
export interface AttachNames {
  readonly sidecar: string;
  readonly document: string;
}

/**
 * Gives a sidecar whose document is gone to another document: it gets the name that belongs to that one, and keeps its contents to the byte.
 * The new file is complete before the old one goes, so that whenever the process ends there is one of them, or both.
 *
 * @param sidecar URI of the sidecar.
 * @param document URI of the document, which has no annotations in memory.
 * @returns the ids of what was moved, for {@link moveSidecarBack}
 * @throws {AnnotationError} where the old document is there, the sidecar is gone or cannot be read, or the document has annotations in a file
 */
export async function moveSidecar(files: FileSystem, sidecar: string, document: string, names: AttachNames): Promise<ReadonlySet<string>> {
  const target = sidecarUri(document);
  if (!sidecar.endsWith(SIDECAR_ENDING)) throw new AnnotationError(l10n.t('{0} is no file of annotations.', names.sidecar));
  if (await files.stat(sidecar.slice(0, -SIDECAR_ENDING.length))) throw new AnnotationError(l10n.t('The document of {0} is there: its annotations stay with it.', names.sidecar));
  const bytes = await files.read(sidecar);
  if (!bytes) throw new AnnotationError(l10n.t('{0} is not there any more.', names.sidecar));
  const ids = idsOf(bytes, sidecar);
  if (ids === undefined) throw new AnnotationError(l10n.t('{0} cannot be read. Repair it first.', names.sidecar));
  await files.withLock(target, async () => {
    const there = await files.read(target);
    if (there && idsOf(there, target)?.size !== 0) throw hasOwn(names);
    const { state, overwritten } = await files.replace(target, bytes, there);
    if (state === 'differs') throw hasOwn(names);
    // Another program was writing annotations of the document just then: they are its own.
    if (overwritten && (await files.replace(target, overwritten, bytes)).state === 'done') throw hasOwn(names);
  });
  // What another program wrote into the old file meanwhile stays there, to be offered again.
  await files.remove(sidecar, bytes);
  return ids;
}

/**
 * Takes back what {@link moveSidecar} did: the sidecar of the document goes where it came from, with what was changed in it since.
 *
 * @param moved the ids that it had
 * @throws {AnnotationError} where the document has got annotations of its own since, or there are annotations in the old place again; then nothing is moved
 */
export async function moveSidecarBack(files: FileSystem, sidecar: string, document: string, names: AttachNames, moved: ReadonlySet<string>): Promise<void> {
  const from = sidecarUri(document);
  await files.withLock(from, async () => {
    const bytes = await files.read(from);
    const ids = bytes && idsOf(bytes, from);
    if (!bytes || !ids) throw new AnnotationError(l10n.t('The annotations of {0} cannot be taken from it again: their file is not there, or cannot be read.', names.document));
    if ([...ids].some((id) => !moved.has(id))) throw new AnnotationError(l10n.t('{0} has got further annotations since; what was attached to it stays with it.', names.document));
    if ((await files.replace(sidecar, bytes, undefined)).state === 'differs') throw new AnnotationError(l10n.t('There is a file {0} again; what was attached to {1} stays with it.', names.sidecar, names.document));
    if ((await files.remove(from, bytes)) === 'done') return;
    await files.remove(sidecar, bytes);
    throw new AnnotationError(l10n.t('{0} has got further annotations since; what was attached to it stays with it.', names.document));
  });
}

function hasOwn({ document, sidecar }: AttachNames): AnnotationError {
  return new AnnotationError(l10n.t('{0} has annotations of its own; those in {1} were left alone.', document, sidecar));
}

/** The ids of the items of a sidecar; of an item without one, its text. `undefined` when the file cannot be read. */
function idsOf(bytes: Uint8Array, uri: string): ReadonlySet<string> | undefined {
  try {
    const { sidecar } = parseSidecar(new TextDecoder('utf-8', { fatal: true }).decode(bytes), uri);
    return sidecar && new Set([...sidecar.annotations.map(({ id }) => id), ...sidecar.others.map((other) => stringifyJson(other))]);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
