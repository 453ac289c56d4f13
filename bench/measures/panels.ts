import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { below, figure, type Figure } from '../lib/figure';
import type { Measure } from '../lib/measure';
import { memoryOf, NO_MEMORY } from '../lib/memory';
import { jiebaCut, NO_JIEBA } from '../lib/peers';
import { scaleCorpus } from '../lib/scaleCorpus';
import { firstTag, openSession, type Session } from '../lib/session';
import { quantile } from '../lib/statistics';

/** Milliseconds between the answer to a hover and the next. */
const EVERY = 50;
/** Hovers that are asked for while nothing else is done. */
const AT_REST = 40;
const WAIT = { name: '100 ms', ms: 100 };

const PANELS = [
  { name: 'term candidates', method: 'meipi/candidates' },
  { name: 'figures by the thing measured', method: 'meipi/figureThings' },
] as const;

/**
 * The panels that have to go through all of a corpus, opened for the first time: how long that takes, how long a hover waits meanwhile, beside
 * hovers while nothing else is done, and what memory it takes. Counting candidates is held against nodejieba, with whose words one would begin.
 */
export const panelsMeasure: Measure = {
  name: 'panels',
  title: 'Panels about the whole corpus',
  bySize: true,
  async run({ size, dist, nodeArguments, progress, leaveOut }) {
    const { folder } = scaleCorpus({ bytes: size });
    const cut = jiebaCut();
    if (!cut) leaveOut(NO_JIEBA);
    progress('the words of nodejieba');
    const words = cut && timed(() => textsOf(folder).forEach((text) => cut(text)));
    const figures: Figure[] = words === undefined ? [] : [figure({ name: 'nodejieba `cut` of the texts', value: words / 1000, unit: 's', size })];
    progress('panels');
    const session = await openSession({ dist, folder, nodeArguments });
    await session.allTags;
    const hover = await hoverIn(session, folder);
    const first = await hover();
    const rest: number[] = [];
    for (let i = 0; i < AT_REST; i++) rest.push(await hover());
    figures.push(figure({ name: 'the first hover', value: first, unit: 'ms', size }));
    figures.push(figure({ name: 'a hover while nothing else is done, the longest wait', value: Math.max(...rest), unit: 'ms', size }));
    for (const { name, method } of PANELS) {
      const before = memoryOf(session.pid);
      const { ms, waits } = await opened(session, method, hover);
      const after = memoryOf(session.pid);
      if (!before || !after) leaveOut(NO_MEMORY);
      const compared = words !== undefined && method === 'meipi/candidates' ? { comparison: 'nodejieba `cut`', ratio: ms / words } : {};
      figures.push(
        figure({ name, value: ms / 1000, unit: 's', size, growth: { plot: 'panels', line: name }, ...compared }),
        figure({ name: `a hover meanwhile, the longest wait: ${name}`, value: Math.max(...waits), unit: 'ms', size, comparison: 'while nothing else is done', ratio: Math.max(...waits) / Math.max(...rest), bar: below(WAIT.ms, WAIT.name) }),
        figure({ name: `a hover meanwhile, 99th percentile: ${name}`, value: quantile(waits, 0.99), unit: 'ms', size }),
        ...(before && after ? [figure({ name: `memory at its peak beyond what the server had: ${name}`, value: Math.max(0, after.peak - Math.max(before.peak, before.resident)) / 1e6, unit: 'MB', size })] : []),
      );
    }
    await session.close();
    return figures;
  },
};

/** Opens a panel, with one hover after another until it is there: what it took and how long each of these waited, in milliseconds. */
async function opened(session: Session, method: string, hover: () => Promise<number>): Promise<{ ms: number; waits: number[] }> {
  let isOpen = false;
  const panel = session.timed(method, {}).finally(() => (isOpen = true));
  const waits: number[] = [];
  do {
    waits.push(await hover());
    await pause(EVERY);
  } while (!isOpen);
  return { ms: (await panel).ms, waits };
}

/** Asks for the hover on the first tag of a document in the editor; gives how long it took. */
async function hoverIn(session: Session, folder: string): Promise<() => Promise<number>> {
  const [path = ''] = pathsIn(folder);
  const uri = pathToFileURL(path).href;
  await session.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'plaintext', version: 1, text: readFileSync(path, 'utf8') } });
  const position = await firstTag(session, uri);
  return async () => {
    const { answer, ms } = await session.timed<object | null>('textDocument/hover', { textDocument: { uri }, position });
    if (!answer) throw new Error('a hover was not answered');
    return ms;
  };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function textsOf(folder: string): string[] {
  return pathsIn(folder).map((path) => readFileSync(path, 'utf8'));
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt')).sort().map((name) => join(folder, name));
}
