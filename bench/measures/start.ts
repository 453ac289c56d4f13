import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { SegmenterProcess, startSegmenter } from '../../server/src/platform/segmenterProcess';
import { below, figure } from '../lib/figure';
import type { Measure } from '../lib/measure';
import { familyOf, memoryOf, NO_MEMORY } from '../lib/memory';
import { jiebaCut, NO_JIEBA } from '../lib/peers';
import { timedCommand } from '../lib/processes';
import { originalsFolder } from '../lib/scaleCorpus';
import { cacheBeside, firstTag, openSession, type Place } from '../lib/session';
import { median, medianRatio } from '../lib/statistics';
import { readTexts } from '../lib/texts';

const TERM = '新质生产力';
const CUT = `const j=require('nodejieba');for(const f of process.argv.slice(1))j.cut(require('fs').readFileSync(f,'utf8'),true)`;

/**
 * From the start of the server to its first answers, on the real documents, and the memory it takes there. Beside it in the same run: a
 * bare Node process, one that cuts the same texts into words with nodejieba, and grep for the same term in one script.
 */
export const startMeasure: Measure = {
  name: 'start',
  title: 'Start',
  async run({ full, dist, nodeArguments, leaveOut }) {
    const texts = readTexts();
    const files = texts.map(({ file }) => file);
    const longest = texts.reduce((a, b) => (a.text.length >= b.text.length ? a : b));
    const uri = pathToFileURL(longest.file).href;
    const open = (): ReturnType<typeof openSession> => openSession({ dist, folder: originalsFolder(), nodeArguments, initializationOptions: { cache: false } });
    const hasJieba = jiebaCut() !== undefined;
    if (!hasJieba) leaveOut(NO_JIEBA);
    const times = { node: [] as number[], jieba: [] as number[], grep: [] as number[], ready: [] as number[], firstHover: [] as number[], coldHover: [] as number[], tags: [] as number[], hover: [] as number[], references: [] as number[], memory: [] as number[], started: [] as number[], segmenterReady: [] as number[], segmenterMemory: [] as number[], segmenterLeft: [] as number[] };
    // As after an installation: nothing is compiled yet.
    rmSync(cacheBeside(dist), { recursive: true, force: true });
    const place = await placeOf(await open(), uri);
    rmSync(cacheBeside(dist), { recursive: true, force: true });
    times.coldHover.push(await firstHover(await open(), uri, longest.text, place));
    for (let round = 0; round < (full ? 9 : 5); round++) {
      times.node.push(await timedCommand(process.execPath, ['-e', '0']));
      if (hasJieba) times.jieba.push(await timedCommand(process.execPath, ['-e', CUT, ...files]));
      times.grep.push(await timedCommand('grep', ['-o', TERM, ...files]));
      const session = await open();
      times.ready.push(session.initialized);
      times.tags.push(await session.allTags);
      const at = { textDocument: { uri }, position: place };
      times.hover.push((await session.timed('textDocument/hover', at)).ms);
      const { answer, ms } = await session.timed<unknown[]>('textDocument/references', { ...at, context: { includeDeclaration: true } });
      if (answer.length === 0) throw new Error('no references were found');
      times.references.push(ms);
      const memory = memoryOf(session.pid);
      if (memory) times.memory.push(memory.resident / 1e6);
      times.started.push(familyOf(session.pid).length - 1);
      await session.close();
      if (hasJieba && round < 3) await takeSegmenter(dist, times);
      times.firstHover.push(await firstHover(await open(), uri, longest.text, place));
    }
    if (times.memory.length === 0) leaveOut(NO_MEMORY);
    const row = (name: string, key: keyof typeof times, to?: readonly [keyof typeof times, string], bar?: ReturnType<typeof below>): ReturnType<typeof figure>[] =>
      times[key].length === 0 ? [] : [figure({
        name, value: median(times[key]), unit: UNITS[key] ?? 'ms',
        ...(to && times[to[0]].length > 0 ? { comparison: to[1], ratio: medianRatio(times[key], times[to[0]]) } : {}),
        ...(bar ? { bar } : {}),
      })];
    const [node, jieba, grep] = [['node', 'a bare Node process'], ['jieba', 'nodejieba'], ['grep', 'grep, one script']] as const;
    return [
      ...row('a bare Node process starts and ends', 'node'),
      ...row('nodejieba: start, load, cut the texts', 'jieba', node),
      ...row(`grep -o ${TERM}`, 'grep', node),
      ...row('server: start to initialized', 'ready', node),
      ...row('server: start to the first hover answered', 'firstHover', node, below(500, '500 ms')),
      ...row('the same, the first time after an installation', 'coldHover'),
      ...row('server: start to all tags', 'tags', jieba),
      ...row('a hover after that', 'hover', node),
      ...row('a references request after that, both scripts', 'references', grep),
      ...(times.memory.length > 0 ? [
        ...row('memory of the server with all tags', 'memory', undefined, below(120, '120 MB')),
        ...row('processes that the server has started by then', 'started'),
        ...row('what the process with nodejieba adds, once a rule asks for its evidence', 'segmenterMemory'),
        ...row('what is left of it when it is let go', 'segmenterLeft'),
      ] : []),
      ...row('that process: asked to answered, the first time', 'segmenterReady', jieba),
    ];
  },
};

const UNITS: Readonly<Record<string, string>> = { memory: 'MB', segmenterMemory: 'MB', segmenterLeft: 'MB', started: '' };

/** The process that holds nodejieba, as the server starts it when a rule needs its evidence, and ends it. */
async function takeSegmenter(dist: string, times: { segmenterReady: number[]; segmenterMemory: number[]; segmenterLeft: number[] }): Promise<void> {
  const children = (): number => familyOf(process.pid).slice(1).reduce((sum, pid) => sum + (memoryOf(pid)?.resident ?? 0), 0);
  let ended: Promise<unknown> = Promise.resolve();
  const segmenter = new SegmenterProcess({ start: () => {
    const child = startSegmenter(dist);
    ended = new Promise((resolve) => child.once('exit', resolve));
    return child;
  } });
  const before = children();
  const start = performance.now();
  await segmenter.cut(['产业体系正在发生变化'], []);
  times.segmenterReady.push(performance.now() - start);
  if (segmenter.name !== 'nodejieba') throw new Error('the process could not load nodejieba');
  times.segmenterMemory.push((children() - before) / 1e6);
  segmenter.letGo();
  await ended;
  times.segmenterLeft.push((children() - before) / 1e6);
}

async function placeOf(session: Awaited<ReturnType<typeof openSession>>, uri: string): Promise<Place> {
  await session.allTags;
  const place = await firstTag(session, uri);
  await session.close();
  return place;
}

/** As an editor does it: the document on screen is opened, and the mouse rests on a word of it. Milliseconds from the start of the process to the answer. */
async function firstHover(session: Awaited<ReturnType<typeof openSession>>, uri: string, text: string, position: Place): Promise<number> {
  await session.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'meipi', version: 1, text } });
  const { answer } = await session.timed('textDocument/hover', { textDocument: { uri }, position });
  const ms = session.sinceStart();
  if (!answer) throw new Error('the first hover found nothing');
  await session.close();
  return ms;
}
