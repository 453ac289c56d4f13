import type { LocalFiles } from '../../../../server/src/corpus/ports';
import type { Recognition } from '../../../../server/src/corpus/recognition';
import type { WorkBatch, WorkContext, Workforce, WorkResult } from '../../../../server/src/corpus/indexing/job';
import { DocumentWorker } from '../../../../server/src/corpus/indexing/worker';
import type { MemoryFiles } from '../fakes';
import { pathOf } from '../fakes';

/** The files of a test, had at once. `mtime` is the number of the version. */
export function localFilesOf(files: MemoryFiles): LocalFiles {
  return {
    stat: (uri) => {
      const bytes = files.contents.get(pathOf(uri));
      return bytes && { kind: 'file', size: bytes.length, mtime: files.versions.get(pathOf(uri)) ?? 0 };
    },
    read: (uri) => {
      files.lateReads.push(pathOf(uri));
      if (files.broken.has(pathOf(uri))) throw new Error('no permission');
      return files.contents.get(pathOf(uri));
    },
    isSettled: () => true,
    hash: (bytes) => Buffer.from(bytes).toString('base64'),
  };
}

/** Workers that work when they are told to, in this thread. Everything that goes to them or comes from them is cloned. */
export class FakeWorkforce implements Workforce {
  readonly size: number;
  readonly worthwhile: number;
  readonly isWarm = false;
  /** Jobs done, by address, with what was asked for. */
  readonly jobs: string[] = [];
  readonly #recognition: Recognition;
  readonly #files: LocalFiles | undefined;
  readonly #threads: { worker: DocumentWorker; context: WorkContext | undefined; namesVersion: number }[] = [];
  readonly #onWork: () => Promise<void>;
  #next = 0;

  constructor(recognition: Recognition, { files, size = 2, worthwhile = 1, onWork = () => Promise.resolve() }: { files?: LocalFiles; size?: number; worthwhile?: number; onWork?: () => Promise<void> } = {}) {
    this.#recognition = recognition;
    this.#files = files;
    this.size = size;
    this.worthwhile = worthwhile;
    this.#onWork = onWork;
  }

  async work({ context, namesSince, documents }: WorkBatch): Promise<WorkResult> {
    const index = this.#next++ % this.size;
    const thread = (this.#threads[index] ??= { worker: new DocumentWorker(this.#recognition, this.#files), context: undefined, namesVersion: 0 });
    const isSame = thread.context?.corpus === context.corpus;
    const names = namesSince(isSame ? thread.namesVersion : 0);
    const order = structuredClone({ ...(isSame && thread.context?.version === context.version ? {} : { context }), names, documents });
    thread.context = context;
    thread.namesVersion = names.version;
    for (const { uri, survey, layers } of documents) this.jobs.push(`${pathOf(uri)} ${[...(survey ? ['survey'] : []), ...layers].join(' ') || 'names'}`);
    const outcomes = structuredClone(thread.worker.perform(order));
    await this.#onWork();
    return { namesVersion: names.version, outcomes };
  }
}
