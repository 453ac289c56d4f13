import { parentPort, workerData } from 'node:worker_threads';
import { createRecognition, onlyLayers } from '../../corpus/engine';
import type { WorkOrder } from '../../corpus/indexing/job';
import { DocumentWorker } from '../../corpus/indexing/worker';
import { filesOneByOne } from '../localFiles';
import type { WorkerMessage, WorkerStart } from './workerPool';

// The thread that a WorkerPool starts: one order after another, one answer for each.
const port = parentPort;
if (port) {
  const { layers } = workerData as WorkerStart;
  const recognition = createRecognition();
  const worker = new DocumentWorker(layers ? onlyLayers(recognition, new Set(layers)) : recognition, filesOneByOne());
  const send = (message: WorkerMessage, transferred: readonly ArrayBuffer[] = []): void => port.postMessage(message, transferred);
  port.on('message', (order: WorkOrder) => {
    const outcomes = worker.perform(order);
    send({ kind: 'done', outcomes }, outcomes.flatMap(({ known, found }) => [known, found].flatMap((bytes) => (bytes ? [bytes.buffer as ArrayBuffer] : []))));
  });
  send({ kind: 'ready' });
}
