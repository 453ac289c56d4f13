import * as l10n from '@vscode/l10n';
import type { FileSystem } from '../corpus/ports';
import { SIDECAR_ENDING, sidecarUri } from './addresses';
import { AnnotationError } from './errors';
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
 * @throws {AnnotationError} where the old document is there, the sidecar is gone or cannot be read, or the document has annotations in a file
 */
export async function moveSidecar(files: FileSystem, sidecar: string, document: string, names: AttachNames): Promise<void> {
  const target = sidecarUri(document);
  if (!sidecar.endsWith(SIDECAR_ENDING)) throw new AnnotationError(l10n.t('{0} is no file of annotations.', names.sidecar));
  if (await files.stat(sidecar.slice(0, -SIDECAR_ENDING.length))) throw new AnnotationError(l10n.t('The document of {0} is there: its annotations stay with it.', names.sidecar));
  const bytes = await files.read(sidecar);
  if (!bytes) throw new AnnotationError(l10n.t('{0} is not there any more.', names.sidecar));
  if (countOf(bytes, sidecar) === undefined) throw new AnnotationError(l10n.t('{0} cannot be read. Repair it first.', names.sidecar));
  await files.withLock(target, async () => {
    const there = await files.read(target);
    if (there && countOf(there, target) !== 0) throw hasOwn(names);
    const { state, overwritten } = await files.replace(target, bytes, there);
    if (state === 'differs') throw hasOwn(names);
    // Another program was writing annotations of the document just then: they are its own.
    if (overwritten && (await files.replace(target, overwritten, bytes)).state === 'done') throw hasOwn(names);
  });
  // What another program wrote into the old file meanwhile stays there, to be offered again.
  await files.remove(sidecar, bytes);
}

function hasOwn({ document, sidecar }: AttachNames): AnnotationError {
  return new AnnotationError(l10n.t('{0} has annotations of its own; those in {1} were left alone.', document, sidecar));
}

/** How many items a sidecar holds; `undefined` when it cannot be read. */
function countOf(bytes: Uint8Array, uri: string): number | undefined {
  try {
    const { sidecar } = parseSidecar(new TextDecoder('utf-8', { fatal: true }).decode(bytes), uri);
    return sidecar && sidecar.annotations.length + sidecar.others.length;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
