import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, MessageType, type LogMessageParams } from 'vscode-languageserver-protocol/node';
import { below, figure, type Figure } from '../lib/figure';
import { linkAll } from '../lib/linkedFiles';
import type { Context, Measure } from '../lib/measure';
import { below as belowNumber, oneOf, random } from '../lib/random';
import { readOriginals, scaleCorpus, scaleFolder } from '../lib/scaleCorpus';
import { openSession, type Session } from '../lib/session';
import { median, medianRatio, quantile } from '../lib/statistics';
import { varied } from '../lib/textVariation';

const LONG = 1_000_000;
const MIDDLE = 100_000;
const SHORT = 10_000;
/** Bytes of the corpora that the long document is put into, in quick and full runs. */
const CORPORA = { quick: [10e6], full: [10e6, 100e6] } as const;
/** Lines that a window shows. */
const VISIBLE = 60;
/** Keys typed at one place before a pause. */
const BURST = 12;
/** What is typed: mostly characters, a line break and a deletion now and then. */
const TYPED = [...'的新市场一技2年，。', '', '', '\n'];

type Key = 'visible' | 'delta' | 'highlight' | 'links' | 'annotations' | 'everything';
type Times = Readonly<Record<Key, number[]>>;

/**
 * A key press in a document of a million characters: how soon the server, spoken to as VS Code does, has the tokens of the visible lines and all
 * else that is asked for after a key; beside the same in a document of ten thousand, and in a large corpus. And how often what is shown at once is
 * what is shown once the whole document has been recognised again.
 */
export const typingMeasure: Measure = {
  name: 'typing',
  title: 'Typing',
  async run(context) {
    const figures = [...(await typingAlone(context))];
    for (const bytes of CORPORA[context.full ? 'full' : 'quick']) figures.push(...(await typingInCorpus(context, bytes)));
    return figures;
  },
};

/** In a corpus of the documents that are typed in. */
async function typingAlone(context: Context): Promise<Figure[]> {
  const texts = { 'short.txt': textOf(SHORT), 'middle.txt': textOf(MIDDLE), 'long.txt': textOf(LONG) };
  return inSession(context, texts, undefined, async (typists) => {
    const { 'long.txt': long, 'middle.txt': middle, 'short.txt': short } = typists;
    const [inLong, inMiddle] = [[] as number[], [] as number[]];
    for (let i = 0; i < (context.full ? 100 : 20); i++) {
      inLong.push(await long.keyInPause());
      inMiddle.push(await middle.keyInPause());
    }
    const whileBusy = (where: string, times: readonly number[]): Figure => ({ name: `a key pressed while the document is recognised again: tokens of the visible lines, 99th percentile, ${where}`, value: quantile(times, 0.99), unit: 'ms' });
    const longOne = `a document of a million characters, ${Math.round(long.tokens / 1000)},000 tokens`;
    const middleOne = 'a document of a hundred thousand characters';
    return [
      ...rows(longOne, long.times, short.times),
      whileBusy(longOne, inLong),
      figure({ name: `a key: tokens of the visible lines, 99th percentile, ${middleOne}`, value: quantile(middle.times.visible, 0.99), unit: 'ms', bar: below(16, '16 ms') }),
      whileBusy(middleOne, inMiddle),
      { name: 'tokens shown at once that are there when the whole has been recognised, of those in the visible lines, median', value: 100 * median(long.agreement), unit: '%' },
      { name: 'the same, mean', value: (100 * long.agreement.reduce((sum, each) => sum + each, 0)) / long.agreement.length, unit: '%' },
    ];
  });
}

/** In the long document as one of a corpus of so many bytes. */
async function typingInCorpus(context: Context, bytes: number): Promise<Figure[]> {
  context.progress(`in a corpus of ${bytes / 1e6} MB`);
  return inSession(context, { 'long.txt': textOf(LONG) }, scaleCorpus({ bytes }).folder, ({ 'long.txt': { times } }) => {
    const row = (what: string, share: number, key: Key, bar = false): Figure => figure({ name: what, value: quantile(times[key], share), unit: 'ms', size: bytes, ...(bar ? { bar: below(16, '16 ms') } : {}) });
    return [
      row('a key in that document as one of a corpus: tokens of the visible lines, median', 0.5, 'visible'),
      row('a key in that document as one of a corpus: tokens of the visible lines, 99th percentile', 0.99, 'visible', true),
      row('all that is asked for after it, 99th percentile', 0.99, 'everything'),
    ];
  });
}

/** Writes documents, among those of a corpus if one is given, opens all that is written and types in one after the other. */
async function inSession<Name extends string>(
  { full, dist, nodeArguments, progress }: Context,
  texts: Readonly<Record<Name, string>>,
  among: string | undefined,
  then: (typists: Readonly<Record<Name, Typist>>) => Figure[] | Promise<Figure[]>,
): Promise<Figure[]> {
  mkdirSync(scaleFolder(), { recursive: true });
  const folder = mkdtempSync(join(scaleFolder(), 'typing-'));
  try {
    const [corpus, cache] = [join(folder, 'corpus'), join(folder, 'cache')];
    mkdirSync(corpus);
    if (among !== undefined) linkAll(among, corpus);
    for (const [name, text] of Object.entries<string>(texts)) writeFileSync(join(corpus, name), text);
    const session = await openSession({
      dist, folder: corpus, nodeArguments, capabilities: { workspace: { semanticTokens: { refreshSupport: true } } }, initializationOptions: { cache: pathToFileURL(cache).href },
    });
    // What fails in the background leaves an editor with old tokens, and looks fast.
    const failures: string[] = [];
    session.connection.onNotification('window/logMessage', ({ type, message }: LogMessageParams) => {
      if (type === MessageType.Error) failures.push(message);
    });
    await session.allTags;
    const typists = {} as Record<Name, Typist>;
    for (const name of Object.keys(texts) as Name[]) typists[name] = await Typist.open(session, pathToFileURL(join(corpus, name)).href, texts[name]);
    const all = Object.values<Typist>(typists);
    // Functions are compiled by use, and the first keys are no matter.
    for (const typist of all) for (let i = 0; i < 3; i++) await typist.burst(false);
    for (const typist of all) typist.clear();
    const bursts = full ? 100 : 32;
    for (let i = 0; i < bursts; i++) {
      for (const typist of all) await typist.burst(i % 4 === 3);
      if (i % 16 === 15) progress(`${i + 1} of ${bursts} times ${BURST} keys`);
    }
    const figures = await then(typists);
    if (failures.length > 0) throw new Error(`the server failed ${failures.length} times: ${failures[0]}`);
    await session.close();
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rows(where: string, long: Times, short: Times): Figure[] {
  const row = (what: string, key: Key, bar = false): Figure[] => [
    figure({ name: `${what}, median, ${where}`, value: median(long[key]), unit: 'ms', comparison: 'one of 10,000', ratio: medianRatio(long[key], short[key]) }),
    figure({ name: `${what}, 99th percentile, ${where}`, value: quantile(long[key], 0.99), unit: 'ms', comparison: 'one of 10,000', ratio: quantile(long[key], 0.99) / quantile(short[key], 0.99), ...(bar ? { bar: below(16, '16 ms') } : {}) }),
  ];
  return [
    ...row('a key: tokens of the visible lines', 'visible', true),
    ...row('then the delta of all tokens', 'delta'),
    ...row('then highlights', 'highlight'),
    ...row('then links', 'links'),
    ...row('then changes of annotations', 'annotations'),
    ...row('all of these', 'everything'),
  ];
}

/** A text of so many UTF-16 units, made of variations of the real documents. */
function textOf(units: number): string {
  const originals = readOriginals();
  let text = '';
  for (let seed = 1; text.length < units; seed++) {
    for (const original of originals) {
      for (const paragraph of varied(original, seed)) {
        if (text.length < units) text += paragraph;
      }
      if (!text.endsWith('\n')) text += '\n';
    }
  }
  return text;
}

/** Someone who types in one document, and the editor that asks for them. */
class Typist {
  readonly times: Times = { visible: [], delta: [], highlight: [], links: [], annotations: [], everything: [] };
  /** By burst, the share of the tokens in the visible lines that were right before the document had settled. */
  readonly agreement: number[] = [];
  readonly #session: Session;
  readonly #uri: string;
  readonly #next = random(7);
  readonly #lines: string[];
  #version = 1;
  #resultId = '';
  #state: string | undefined;
  /** What is asked for in the background and given up at the next key. */
  #later: CancellationTokenSource | undefined;
  tokens = 0;

  private constructor(session: Session, uri: string, text: string) {
    this.#session = session;
    this.#uri = uri;
    this.#lines = text.split('\n');
    session.connection.onNotification('meipi/statusChanged', () => undefined);
  }

  static async open(session: Session, uri: string, text: string): Promise<Typist> {
    const typist = new Typist(session, uri, text);
    await session.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'corpus-text', version: 1, text } });
    const { resultId, data } = await session.connection.sendRequest<{ resultId: string; data: number[] }>('textDocument/semanticTokens/full', { textDocument: { uri } });
    typist.#resultId = resultId;
    typist.tokens = data.length / 5;
    return typist;
  }

  clear(): void {
    for (const times of Object.values(this.times)) times.length = 0;
    this.agreement.length = 0;
  }

  /** Keys at a place in the middle of the document, each followed by what VS Code asks for; `compares` waits until the document has settled. */
  async burst(compares: boolean): Promise<void> {
    let { line, character } = this.#place();
    for (let i = 0; i < BURST; i++) ({ line, character } = await this.#key(line, character));
    if (!compares) return;
    const before = await this.#visible(line);
    await this.#settled();
    this.agreement.push(shareIn(before, await this.#visible(line)));
  }

  /** Milliseconds until a key has its tokens that is pressed when the server has begun to recognise the document again. */
  async keyInPause(): Promise<number> {
    const { line, character } = this.#place();
    await this.#key(line, character);
    await new Promise((resolve) => setTimeout(resolve, 380 + 250 * this.#next()));
    const last = this.times.visible.length;
    await this.#key(line, character);
    return this.times.visible[last] as number;
  }

  #place(): { line: number; character: number } {
    const line = Math.floor(this.#lines.length * (0.2 + 0.6 * this.#next()));
    return { line, character: belowNumber(this.#next, (this.#lines[line] as string).length + 1) };
  }

  async #key(line: number, character: number): Promise<{ line: number; character: number }> {
    const typed = oneOf(this.#next, TYPED);
    const text = this.#lines[line] as string;
    const at = isInside(text, character) ? character - 1 : character;
    const from = typed === '' && at > 0 ? at - (isInside(text, at - 1) ? 2 : 1) : at;
    const range = { start: { line, character: from }, end: { line, character: at } };
    const written = text.slice(0, from) + typed + text.slice(at);
    this.#lines.splice(line, 1, ...written.split('\n'));
    const place = typed === '\n' ? { line: line + 1, character: 0 } : { line, character: from + typed.length };
    this.#later?.cancel();
    this.#later = new CancellationTokenSource();
    const textDocument = { uri: this.#uri };
    const started = performance.now();
    void this.#session.connection.sendNotification('textDocument/didChange', { textDocument: { ...textDocument, version: ++this.#version }, contentChanges: [{ range, text: typed }] });
    await this.#visible(place.line);
    this.times.visible.push(performance.now() - started);
    const delta = await this.#timed<{ resultId: string }>('delta', 'textDocument/semanticTokens/full/delta', { textDocument, previousResultId: this.#resultId });
    this.#resultId = delta.resultId;
    await this.#timed('highlight', 'textDocument/documentHighlight', { textDocument, position: place });
    await this.#timed('links', 'textDocument/documentLink', { textDocument });
    const changes = await this.#timed<{ state?: string } | null>('annotations', 'meipi/annotationChanges', { since: this.#state });
    this.#state = changes?.state;
    this.times.everything.push(performance.now() - started);
    for (const method of ['textDocument/documentSymbol', 'textDocument/foldingRange']) {
      this.#session.connection.sendRequest(method, { textDocument }, this.#later.token).catch(() => undefined);
    }
    return place;
  }

  async #timed<T>(key: Key, method: string, params: object): Promise<T> {
    const { answer, ms } = await this.#session.timed<T>(method, params);
    this.times[key].push(ms);
    return answer;
  }

  /** The tokens of the lines around one, each as text. */
  async #visible(line: number): Promise<string[]> {
    const first = Math.max(0, line - (VISIBLE >> 1));
    const range = { start: { line: first, character: 0 }, end: { line: first + VISIBLE, character: 0 } };
    const { data } = await this.#session.connection.sendRequest<{ data: number[] }>('textDocument/semanticTokens/range', { textDocument: { uri: this.#uri }, range });
    let [at, character] = [0, 0];
    return Array.from({ length: data.length / 5 }, (_, i) => {
      const [lines = 0, characters = 0, ...rest] = data.slice(5 * i, 5 * i + 5);
      character = lines === 0 ? character + characters : characters;
      at += lines;
      return [at, character, ...rest].join();
    });
  }

  /** Resolves when the document has been recognised as a whole again: an outline is answered only then. */
  async #settled(): Promise<void> {
    await this.#session.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: this.#uri } });
  }
}

/** Whether an offset stands inside a character of two code units. */
function isInside(text: string, offset: number): boolean {
  return /[\udc00-\udfff]/.test(text[offset] ?? '');
}

/** The share of what both lists have together that is in both. */
function shareIn(a: readonly string[], b: readonly string[]): number {
  const other = new Set(b);
  const both = a.filter((each) => other.has(each)).length;
  const all = a.length + b.length - both;
  return all === 0 ? 1 : both / all;
}
