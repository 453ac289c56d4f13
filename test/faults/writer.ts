import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TextDocument } from '../../server/src/annotations/ports';
import { AnnotationStore } from '../../server/src/annotations/store';
import { journalIn } from '../../server/src/platform/journal';
import { nodeFiles } from '../../server/src/platform/nodeFiles';
import { newAnnotationId, sha256, snapshotsIn } from '../../server/src/platform/snapshots';
import { SourceText } from '../../server/src/text/sourceText';

/**
 * A process that annotates a.txt in a folder as fast as it can, until it is killed: `writer FOLDER STATE`. It writes a line to standard
 * output for each change that it was told is saved: `add ID`, `memo ID TEXT`, `delete ID`.
 */
async function main(folder: string, state: string): Promise<void> {
  const root = pathToFileURL(folder).href;
  const document: TextDocument = { id: 'a.txt', uri: `${root}/a.txt`, text: new SourceText(readFileSync(join(folder, 'a.txt'), 'utf8')) };
  const store = new AnnotationStore({ documents: [document], document: (id) => (id === document.id ? document : undefined) }, {
    files: nodeFiles,
    snapshots: snapshotsIn(nodeFiles, root),
    journal: journalIn(state, nodeFiles),
    clock: { now: () => new Date().toISOString() },
    hash: sha256,
    newId: newAnnotationId,
  });
  await store.load();
  const told = (line: string): void => void process.stdout.write(`${line}\n`);
  for (let n = 0; ; n++) {
    const start = (n * 7) % (document.text.length - 4);
    const { id } = await store.add({ document: document.id, spans: [{ start, end: start + 3 }], codes: ['概念'], creator: '甲' });
    told(`add ${id}`);
    if (n % 3 === 1) {
      const memo = `第${n}条`;
      await store.edit(id, { memo });
      told(`memo ${id} ${memo}`);
    }
    if (n % 5 === 4) {
      told(`deleting ${id}`);
      await store.delete([id]);
      told(`delete ${id}`);
    }
    if (n % 4 === 3) await store.settle();
  }
}

void main(process.argv[2] as string, process.argv[3] as string);
