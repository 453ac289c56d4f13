// A corpus as the engine opens it in this process, for what is asked of it without an editor.
import { pathToFileURL } from 'node:url';
import { builtInTermBase, createRecognition } from '../../server/src/corpus/engine';
import { neverCancelled } from '../../server/src/corpus/ports';
import { openCorpus, type CorpusWorkspace } from '../../server/src/corpus/workspace';
import { nodeFiles } from '../../server/src/platform/nodeFiles';

/** Opens the corpus in a folder and indexes it, in one thread and without a cache. */
export async function indexedCorpus(folder: string): Promise<CorpusWorkspace> {
  const corpus = await openCorpus(pathToFileURL(folder).href, nodeFiles, {
    recognition: createRecognition(), builtInTermBase, pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  await corpus.index(neverCancelled);
  return corpus;
}
