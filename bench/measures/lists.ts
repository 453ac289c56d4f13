import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { concordanceLine, sortConcordance, type ConcordanceLine } from '../../server/src/cli/concordance';
import type { Mention } from '../../server/src/corpus/corpus';
import { neverCancelled } from '../../server/src/corpus/ports';
import { firstOf } from '../../server/src/features/subject';
import { indexedCorpus } from '../lib/corpora';
import { below, figure, type Bar, type Figure } from '../lib/figure';
import type { Measure } from '../lib/measure';
import { timedCommand } from '../lib/processes';
import { inTurns } from '../lib/rounds';
import { scaleCorpus } from '../lib/scaleCorpus';
import { openSession, type Place, type Session } from '../lib/session';
import { median } from '../lib/statistics';

/** A term, and a string that stands there ten times as often; the corpus for scale has both in both scripts. */
const CONCEPT = 'concept:新质生产力';
const WRITTEN = ['新质生产力', '新質生產力'];
const STRING = ['发展', '發展'];
const PAGE = 100;
const WIDTH = 20;
/** As many lines as the bar speaks of; of a smaller corpus all. */
const LINES = 100_000;

/** References and concordances over the whole corpus, beside grep and sort, which read the files each time. */
export const listsMeasure: Measure = {
  name: 'lists',
  title: 'References and concordances',
  bySize: true,
  async run({ full, size, dist, nodeArguments, progress }) {
    const corpus = scaleCorpus({ bytes: size });
    const rounds = { seconds: full ? 6 : 2, least: 3, warmUp: 100, passes: 1 };
    progress('references');
    const session = await openSession({ dist, folder: corpus.folder, nodeArguments });
    await session.allTags;
    const references = await referencesOf(session, corpus.folder, full ? 40 : 15);
    await session.close();
    progress('concordances');
    const opened = await indexedCorpus(corpus.folder);
    const places = firstOf(opened.find(STRING[0] as string, neverCancelled), LINES);
    const shell = (command: string, words: readonly string[]): Promise<number> => timedCommand('sh', ['-c', command, 'sh', `(${words.join('|')}).{0,${WIDTH}}`, corpus.folder]);
    const timings = await inTurns({
      page: () => linesOf(firstOf(opened.mentions(CONCEPT), PAGE)).length,
      stringPage: () => linesOf(firstOf(opened.find(STRING[0] as string, neverCancelled), PAGE)).length,
      sorted: () => sortConcordance(linesOf(places), 'right').length,
      grep: () => shell('grep -rhoE "$1" "$2"', WRITTEN),
      grepSort: () => shell(`grep -rhoE "$1" "$2" | head -n ${LINES} | sort`, STRING),
    }, rounds);
    const row = (name: string, ms: number, line: string, to?: { name: string; ms: number; ratio?: number }, bar?: Bar): Figure => figure({
      name, value: ms, unit: 'ms', size, growth: { plot: 'lists', line },
      ...(to ? { comparison: to.name, ratio: to.ratio ?? ms / to.ms } : {}), ...(bar ? { bar } : {}),
    });
    const grep = { name: 'grep', ms: timings.ms('grep') };
    const sort = { name: 'grep and sort', ms: timings.ms('grepSort'), ratio: timings.timesAsLong('sorted', 'grepSort') };
    const bar = below(50, '50 ms');
    return [
      figure({ name: 'mentions of the term', value: opened.mentionCount(CONCEPT), unit: '', size }),
      row('grep for the term, both scripts', grep.ms, 'grep for the term'),
      row('references of the term, the first 5,000 at most', references, 'references', grep, bar),
      row(`the first ${PAGE} lines of its concordance`, timings.ms('page'), 'first lines of a concordance', { ...grep, ratio: timings.timesAsLong('page', 'grep') }, bar),
      row(`the first ${PAGE} lines of the concordance of a string`, timings.ms('stringPage'), 'first lines, of a string', { ...grep, ratio: timings.timesAsLong('stringPage', 'grep') }, bar),
      figure({ name: 'lines of the concordance that is sorted', value: places.length, unit: '', size }),
      row('grep and sort these lines', sort.ms, 'grep and sort'),
      row('the lines made and sorted by right context', timings.ms('sorted'), 'concordance made and sorted', sort, places.length === LINES ? below(500, '500 ms for 100,000 lines') : undefined),
    ];
  },
};

function linesOf(mentions: readonly Mention[]): ConcordanceLine[] {
  return mentions.map((mention) => concordanceLine(mention, WIDTH));
}

/** Milliseconds that a references request takes once one has been answered, the median. */
async function referencesOf(session: Session, folder: string, requests: number): Promise<number> {
  const { uri, position } = firstPlace(folder);
  const times: number[] = [];
  for (let i = 0; i <= requests; i++) {
    const { answer, ms } = await session.timed<unknown[]>('textDocument/references', { textDocument: { uri }, position, context: { includeDeclaration: true } });
    if (answer.length === 0) throw new Error('no references were found');
    if (i > 0) times.push(ms);
  }
  return median(times);
}

/** Where the term first stands in the first document that has it. */
function firstPlace(folder: string): { uri: string; position: Place } {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.txt')).sort()) {
    const text = readFileSync(join(folder, name), 'utf8');
    const at = text.indexOf(WRITTEN[0] as string);
    if (at < 0) continue;
    const lines = text.slice(0, at).split(/\r\n|\r|\n/);
    return { uri: pathToFileURL(join(folder, name)).href, position: { line: lines.length - 1, character: (lines.at(-1) as string).length } };
  }
  throw new Error(`${WRITTEN[0]} stands nowhere`);
}
