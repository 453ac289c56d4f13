import { pathToFileURL } from 'node:url';
import { below, figure } from '../lib/figure';
import type { Measure } from '../lib/measure';
import { memoryOf, NO_MEMORY } from '../lib/memory';
import { jiebaCut, NO_JIEBA } from '../lib/peers';
import { timedCommand } from '../lib/processes';
import { originalsFolder } from '../lib/scaleCorpus';
import { firstTag, openSession, type Place } from '../lib/session';
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
    const open = (): ReturnType<typeof openSession> => openSession({ dist, folder: originalsFolder(), nodeArguments });
    const hasJieba = jiebaCut() !== undefined;
    if (!hasJieba) leaveOut(NO_JIEBA);
    const times = { node: [] as number[], jieba: [] as number[], grep: [] as number[], ready: [] as number[], firstHover: [] as number[], tags: [] as number[], hover: [] as number[], references: [] as number[], memory: [] as number[] };
    let place: Place | undefined;
    for (let round = 0; round < (full ? 9 : 5); round++) {
      times.node.push(await timedCommand(process.execPath, ['-e', '0']));
      if (hasJieba) times.jieba.push(await timedCommand(process.execPath, ['-e', CUT, ...files]));
      times.grep.push(await timedCommand('grep', ['-o', TERM, ...files]));
      const session = await open();
      times.ready.push(session.initialized);
      times.tags.push(await session.allTags);
      place ??= await firstTag(session, uri);
      const at = { textDocument: { uri }, position: place };
      times.hover.push((await session.timed('textDocument/hover', at)).ms);
      const { answer, ms } = await session.timed<unknown[]>('textDocument/references', { ...at, context: { includeDeclaration: true } });
      if (answer.length === 0) throw new Error('no references were found');
      times.references.push(ms);
      const memory = memoryOf(session.pid);
      if (memory) times.memory.push(memory.resident / 1e6);
      await session.close();
      times.firstHover.push(await firstHover(await open(), uri, longest.text, place));
    }
    if (times.memory.length === 0) leaveOut(NO_MEMORY);
    const row = (name: string, key: keyof typeof times, to?: readonly [keyof typeof times, string], bar?: ReturnType<typeof below>): ReturnType<typeof figure>[] =>
      times[key].length === 0 ? [] : [figure({
        name, value: median(times[key]), unit: key === 'memory' ? 'MB' : 'ms',
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
      ...row('server: start to all tags', 'tags', jieba),
      ...row('a hover after that', 'hover', node),
      ...row('a references request after that, both scripts', 'references', grep),
      ...row('memory of the server with all tags', 'memory', undefined, below(120, '120 MB')),
    ];
  },
};

/** As an editor does it: the document on screen is opened, and the mouse rests on a word of it. Milliseconds from the start of the process to the answer. */
async function firstHover(session: Awaited<ReturnType<typeof openSession>>, uri: string, text: string, position: Place): Promise<number> {
  await session.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'meipi', version: 1, text } });
  const { answer } = await session.timed('textDocument/hover', { textDocument: { uri }, position });
  const ms = session.sinceStart();
  if (!answer) throw new Error('the first hover found nothing');
  await session.close();
  return ms;
}
