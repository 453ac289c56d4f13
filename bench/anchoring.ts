// npm run bench:anchoring [-- --spans N --peers N --seed N]: what becomes of passages when their text changes. Random passages of every
// length and document of MEIPI_CORPUS (else the sample corpus) under known damage, found again with and without the text they were
// taken from, and by what other programs use, in the same run (npm ci --prefix bench). Prints Markdown tables. --seed chooses other
// passages and other damage; --spans 0 measures only the speed.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DAMAGES, LENGTHS, type Length, type Version } from './anchoring/damage';
import { random } from './lib/random';
import { anchor, apacheAnnotator, domAnchorTextQuote, hypothesis, meipi, take, type Found, type Matcher } from './anchoring/matchers';
import type { Span } from '../server/src/text/span';

const { values: options } = parseArgs({ options: { spans: { type: 'string' }, peers: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, errors: { type: 'boolean' } } });
// --only NAME: one damage; --errors: every passage that was not found right, with its text, on standard error.
/** Passages of each length and document under each damage, for Meipi and for each of the others. */
const SPANS = Number(options.spans ?? 1000);
const PEER_SPANS = Number(options.peers ?? 100);
const SEED = Number(options.seed ?? 20240501);

const folder = resolve(process.env['MEIPI_CORPUS'] ?? 'seeds');
const texts = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => ({ name: basename(name, '.txt'), text: readFileSync(join(folder, name), 'utf8') })).filter(({ text }) => text.length > 1500);
/** A text that stands twice in its document is counted by itself: without the old text the copies cannot be told apart. */
const isTwice = ({ text }: { text: string }): boolean => {
  const third = text.slice(0, Math.floor(text.length / 3));
  let again = 0;
  let windows = 0;
  for (let at = 0; at + 40 < third.length; at += 40) {
    windows++;
    if (text.includes(third.slice(at, at + 40), at + 40)) again++;
  }
  return again * 2 > windows;
};

const OUTCOMES = ['right', 'off', 'wrong', 'ambiguous', 'lost'] as const;
type Outcome = (typeof OUTCOMES)[number];
type Counts = Record<Outcome, number>;

/** Matcher, kind of document, damage, length. */
const table = new Map<string, Counts>();
const key = (...parts: string[]): string => parts.join('\t');

interface Contestant {
  readonly name: string;
  /** Passages of each length and document under each damage. */
  readonly spans: number;
  readonly find: Matcher;
}

async function contestants(): Promise<Contestant[]> {
  return [
    { name: 'Meipi', spans: SPANS, find: meipi(true) },
    { name: 'Meipi, old text unknown', spans: SPANS, find: meipi(false) },
    ...(PEER_SPANS === 0 ? [] : [
      { name: 'Hypothesis’ scoring', spans: PEER_SPANS, find: await hypothesis() },
      { name: 'dom-anchor-text-quote', spans: PEER_SPANS, find: await domAnchorTextQuote() },
      { name: '@apache-annotator/dom', spans: PEER_SPANS, find: await apacheAnnotator() },
    ]),
  ];
}

async function measure(matchers: readonly Contestant[]): Promise<void> {
  for (const document of texts) {
    const kind = isTwice(document) ? 'twice' : 'once';
    for (const [damage, make] of Object.entries(DAMAGES)) {
      if (options.only && !damage.includes(options.only)) continue;
      for (const length of LENGTHS) {
        const next = random(SEED + length.length * 7919 + damage.length * 104729 + document.text.length);
        const seen = new Map(matchers.map(({ name }) => [name, 0]));
        for (let empty = 0; empty < 5 && (seen.get('Meipi') as number) < SPANS;) {
          const version = make(document.text, length, next);
          if (version.cases.length === 0) empty++;
          for (const { name, spans, find } of matchers) {
            const left = spans - (seen.get(name) as number);
            if (left <= 0) continue;
            const cases = version.cases.slice(0, left);
            seen.set(name, (seen.get(name) as number) + cases.length);
            const found = await find({ ...version, cases });
            cases.forEach((each, i) => count(name, kind, damage, length, version, each, found[i] as Found, document.name));
          }
        }
      }
    }
  }
}

function count(name: string, kind: string, damage: string, length: Length, version: Version, { span, truth }: Version['cases'][number], found: Found, document: string): void {
  const outcome = judge(version, span, truth, found);
  const at = key(name, kind, damage, length);
  let counts = table.get(at);
  if (!counts) table.set(at, (counts = { right: 0, off: 0, wrong: 0, ambiguous: 0, lost: 0 }));
  counts[outcome]++;
  if (options.errors && name.startsWith('Meipi') && (outcome === 'wrong' || outcome === 'off' || (truth && outcome !== 'right'))) {
    const show = (text: string, { start, end }: Span): string => `${text.slice(Math.max(0, start - 16), start)}[${text.slice(start, end)}]${text.slice(end, end + 16)}`.replace(/\n/g, '⏎');
    console.error(`${name} | ${document} | ${damage} | ${length} | ${outcome}\n  old ${show(version.old, span)}\n  now ${truth ? show(version.now, truth) : '—'}\n  got ${typeof found === 'string' ? found : show(version.now, found.span)}`);
  }
}

/** Right: the very place, or an equal reading of it (the quotation itself, overlapping). Off: the place, but other bounds. */
function judge({ old, now }: Version, span: Span, truth: Span | undefined, found: Found): Outcome {
  if (typeof found === 'string') return found;
  if (!truth) return 'wrong';
  const common = Math.min(found.span.end, truth.end) - Math.max(found.span.start, truth.start);
  if (common <= 0) return 'wrong';
  if (found.span.start === truth.start && found.span.end === truth.end) return 'right';
  if (now.slice(found.span.start, found.span.end) === old.slice(span.start, span.end)) return 'right';
  return common * 2 >= Math.max(found.span.end, truth.end) - Math.min(found.span.start, truth.start) ? 'off' : 'wrong';
}

function print(matchers: readonly Contestant[]): void {
  console.log(`${texts.length} documents, ${texts.reduce((sum, { text }) => sum + text.length, 0).toLocaleString('en')} UTF-16 units; ${SPANS} passages of each length and document under each damage (the others: ${PEER_SPANS}); seed ${SEED}; Node ${process.versions.node}\n`);
  for (const kind of ['once', 'twice']) {
    const names = texts.filter((document) => (isTwice(document) ? 'twice' : 'once') === kind);
    if (names.length === 0) continue;
    console.log(kind === 'once' ? `### Documents that stand once (${names.length})\n` : `### Documents whose text stands twice (${names.length})\n`);
    console.log('Share found in the right place, and wrongly placed, by length: term / phrase / sentence / passage.\n');
    console.log('| damage | | passages | found right, % | other bounds, % | wrongly placed, % | ambiguous, % | lost, % |\n| --- | --- | ---: | --- | --- | --- | --- | --- |');
    for (const damage of Object.keys(DAMAGES)) {
      for (const { name } of matchers) {
        const rows = LENGTHS.map((length) => table.get(key(name, kind, damage, length)));
        if (rows.every((row) => row === undefined)) continue;
        const cells = OUTCOMES.map((outcome) => rows.map((row) => (row ? percent(row[outcome], total(row)) : '')).join(' / '));
        console.log(`| ${damage} | ${name} | ${rows.reduce((sum, row) => sum + (row ? total(row) : 0), 0)} | ${cells.join(' | ')} |`);
      }
    }
    console.log('\n| overall | passages | wrongly placed, terms | wrongly placed, all | other bounds |\n| --- | ---: | ---: | ---: | ---: |');
    for (const { name } of matchers) {
      const all = [...table].filter(([at]) => at.startsWith(key(name, kind) + '\t'));
      const sum = (of: Outcome, only?: Length): number => all.filter(([at]) => !only || at.endsWith(`\t${only}`)).reduce((n, [, row]) => n + row[of], 0);
      const passages = all.reduce((n, [, row]) => n + total(row), 0);
      const terms = all.filter(([at]) => at.endsWith('\tterm')).reduce((n, [, row]) => n + total(row), 0);
      console.log(`| ${name} | ${passages} | ${sum('wrong', 'term')} of ${terms} | ${sum('wrong')} (${((100 * sum('wrong')) / passages).toFixed(3)} %) | ${sum('off')} |`);
    }
    console.log('');
  }
}

/**
 * How long a thousand passages of a text of a million characters take to find, in each of which a character has changed, so that
 * none is found by its quotation alone. The text is written by a Markov chain over the documents (each character by the two before
 * it), so that it reads like them and does not repeat itself.
 */
async function measureSpeed(): Promise<void> {
  const version = staleVersion(1_000_000, 1000);
  const passages = take(version);
  const peer = await hypothesis();
  const sample = { ...version, cases: version.cases.filter((_, i) => i % 50 === 0) };
  const rows: { name: string; run: () => unknown; count: number; times: number[] }[] = [
    { name: 'Meipi', run: () => anchor(version, passages, true), count: passages.length, times: [] },
    { name: 'Meipi, old text unknown', run: () => anchor(version, passages, false), count: passages.length, times: [] },
    { name: `Hypothesis’ scoring on approx-string-match, ${sample.cases.length} of them`, run: () => peer(sample), count: sample.cases.length, times: [] },
  ];
  for (let round = -1; round < 5; round++) {
    for (const { run, count, times } of rows) {
      const start = performance.now();
      await run();
      if (round >= 0) times.push((performance.now() - start) * (passages.length / count));
    }
  }
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
  const slowest = median(rows.at(-1)?.times ?? []);
  console.log(`### Speed\n\n${passages.length} passages, a character changed in each, in ${version.now.length.toLocaleString('en')} UTF-16 units; medians of 5\n`);
  console.log('| | milliseconds for all | times faster than Hypothesis’ scoring |\n| --- | ---: | ---: |');
  for (const { name, times } of rows) console.log(`| ${name} | ${median(times).toFixed(0)} | ${(slowest / median(times)).toFixed(0)} |`);
}

function staleVersion(length: number, count: number): Version {
  const next = random(SEED);
  const followers = new Map<string, string[]>();
  const source = [...texts.map(({ text }) => text).join('\n')];
  source.forEach((character, i) => {
    const before = (source[i - 2] ?? '') + (source[i - 1] ?? '');
    const list = followers.get(before);
    if (list) list.push(character);
    else followers.set(before, [character]);
  });
  const written = [source[0] as string, source[1] as string];
  while (written.length < length) {
    const list = followers.get((written.at(-2) as string) + (written.at(-1) as string)) ?? source;
    written.push(list[Math.floor(next() * list.length)] as string);
  }
  const old = written.join('');
  const make = DAMAGES['one character changed inside'];
  const parts: Version[] = [];
  for (let at = 0, taken = 0, size = Math.ceil((old.length * 24) / count); at < old.length; at += size) {
    const part = make?.(old.slice(at, at + size), LENGTHS[(at / size) % LENGTHS.length] as Length, next);
    if (!part) continue;
    const cases = part.cases.slice(0, count - taken);
    taken += cases.length;
    parts.push({ ...part, cases });
  }
  let [before, after] = [0, 0];
  const cases = parts.flatMap((part) => {
    const moved = part.cases.map(({ span, truth }) => ({ span: shift(span, before), truth: truth && shift(truth, after) }));
    before += part.old.length;
    after += part.now.length;
    return moved;
  });
  return { old: parts.map((part) => part.old).join(''), now: parts.map((part) => part.now).join(''), cases };
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function total(row: Counts): number {
  return OUTCOMES.reduce((sum, outcome) => sum + row[outcome], 0);
}

function percent(part: number, whole: number): string {
  const value = (100 * part) / whole;
  return value === 0 || value === 100 ? String(value) : value.toFixed(value > 99 || value < 1 ? 2 : 1);
}

void contestants().then(async (matchers) => {
  if (SPANS > 0) {
    await measure(matchers);
    print(matchers);
  }
  await measureSpeed();
});
