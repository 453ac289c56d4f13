import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { SnapshotStore } from '../annotations/ports';
import type { FileSystem } from '../corpus/ports';
import type { EarlierVersions } from './gitVersions';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal; for a UTF-8 file without byte order mark, that of the file. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A name for a new annotation (RFC 9562, version 4). */
export function newAnnotationId(): string {
  return `urn:uuid:${randomUUID()}`;
}

/**
 * Keeps the texts that annotations were made on in `.meipi/texts/` of a corpus folder (`root`, a URI without a slash at the
 * end), one gzip file per version, named by hash. A damaged file counts as absent; `earlier` is asked for what is absent.
 */
export function snapshotsIn(files: FileSystem, root: string, earlier?: EarlierVersions): SnapshotStore {
  const fileOf = (hash: string): string => `${root}/.meipi/texts/${hash}.txt.gz`;
  const kept = async (hash: string): Promise<string | undefined> => {
    const bytes = await files.read(fileOf(hash));
    if (!bytes) return undefined;
    try {
      const text = (await decompress(bytes)).toString('utf8');
      return sha256(text) === hash ? text : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    async read(hash, document) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
      return (await kept(hash)) ?? (document === undefined ? undefined : earlier?.(hash, document));
    },

    async write(hash, text) {
      if (await files.stat(fileOf(hash))) return;
      await files.writeAtomic(fileOf(hash), await compress(text));
    },
  };
}
