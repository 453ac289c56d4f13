// npx tsx bench/attributions.ts REFERENCE.jsonl CORPUS [--regions FILE.json] [--errors]: how well attributions agree with a reference.
// A line of the reference: {"doc", "source_ids": [names] or "source_id", "cue", "content_start", "content_end", "extended_end"?, "doubt"?};
// offsets are code points, `doc` is how a file name begins, an empty cue or a colon, or "turn": true, marks a speaker's turn. Sources without a name have
// no id. A statement of several sources counts once for each. One counts as found when its source is the same and the contents overlap by
// more than 0.8 (intersection over union, of either extent where the reference gives two); doubtful ones count neither way. Regions are
// [{"doc","start","end"}]: what lies outside is not judged. Without them what the reference covers of each document is, from first to last.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSourceRecogniser, surveySources } from '../server/src/recognise/sources/sources';
import { entityId } from '../server/src/recognise/sources/canonical';
import { tagReading } from '../server/src/recognise/tagger';
import { CodePointIndex } from '../server/src/text/codePoints';
import { Reading } from '../server/src/text/reading';
import { findStructure } from '../server/src/text/structure';

interface Statement {
  readonly doc: string;
  /** Empty for nobody in particular. */
  readonly source: string;
  readonly cue: string;
  readonly turn: boolean;
  /** The extents that are right, or the one that was found; code points. */
  readonly extents: readonly (readonly [number, number])[];
  readonly doubt: boolean;
}

interface ReferenceLine {
  readonly doc: string;
  readonly source_ids?: readonly string[];
  readonly source_id?: string | null;
  readonly cue?: string;
  readonly turn?: boolean;
  readonly content_start: number;
  readonly content_end: number;
  readonly extended_end?: number;
  readonly doubt?: boolean;
}

const OVERLAP = 0.8;
const [referenceFile, corpus] = process.argv.slice(2);
if (!referenceFile || !corpus) {
  console.error('npx tsx bench/attributions.ts REFERENCE.jsonl CORPUS [--regions FILE.json] [--errors]');
  process.exit(2);
}
const regionsAt = process.argv.indexOf('--regions');
const showErrors = process.argv.includes('--errors');

const texts = new Map(readdirSync(corpus).filter((name) => name.endsWith('.txt')).map((name) => [name, readFileSync(join(corpus, name), 'utf8')]));
const nameOf = (source: string): string => entityId('person', source.replace(/^(?:person|work|organization):/, '').replace(/[《》]/g, '')).replace(/^person:/, '').replace(/[()（）\s“”"‘’]/g, '');

const expected = readFileSync(referenceFile, 'utf8').split('\n').filter((line) => line.trim() !== '').flatMap((line): Statement[] => {
  const row = JSON.parse(line) as ReferenceLine;
  const ids = row.source_ids ?? (row.source_id ? [row.source_id] : []);
  const turn = row.turn ?? /^[:：]?$/.test(row.cue ?? '');
  const extents = [row.content_end, row.extended_end].filter((end) => end !== undefined).map((end): [number, number] => [row.content_start, end]);
  return (ids.length > 0 ? ids : ['']).map((id) => ({ doc: row.doc, source: nameOf(id), cue: row.cue ?? '', turn, extents, doubt: row.doubt ?? false }));
});

interface Region { readonly doc: string; readonly start: number; readonly end: number }
const regions: readonly Region[] = regionsAt > 0
  ? (JSON.parse(readFileSync(process.argv[regionsAt + 1] as string, 'utf8')) as Region[])
  : [...new Set(expected.map(({ doc }) => doc))].map((doc) => {
      const extents = expected.filter((each) => each.doc === doc).flatMap((each) => each.extents);
      return { doc, start: Math.min(...extents.map(([start]) => start)), end: Math.max(...extents.map(([, end]) => end)) };
    });
const isJudged = ({ doc, extents }: Statement): boolean => regions.some((region) => region.doc === doc && extents.some(([start, end]) => region.start <= start && end <= region.end));

const found = recogniseAll().filter(isJudged);
for (const [title, turn] of [['sources and content', false], ['speaker turns', true]] as const) {
  report(title, expected.filter((each) => each.turn === turn && isJudged(each)), found.filter((each) => each.turn === turn));
}

function recogniseAll(): Statement[] {
  const inputs = [...texts].map(([name, text]) => {
    const reading = new Reading(text);
    return { name, text, input: { reading, structure: findStructure(reading) } };
  });
  const recogniser = createSourceRecogniser(inputs.flatMap(({ input }) => surveySources(input)));
  return inputs.flatMap(({ name, text, input }) => {
    const codePoints = new CodePointIndex(text);
    return tagReading(input, [recogniser]).attributions.flatMap((attribution): Statement[] => {
      const { start, end } = attribution.content;
      const extents: [number, number][] = [[codePoints.toCodePoint(start), codePoints.toCodePoint(end)]];
      const doc = regions.map((region) => region.doc).find((prefix) => name.startsWith(prefix)) ?? name;
      return (attribution.sources.length > 0 ? attribution.sources : ['']).map((source) => ({ doc, source: nameOf(source), cue: attribution.cue, turn: attribution.cue === '', extents, doubt: false }));
    });
  });
}

function report(title: string, reference: readonly Statement[], predicted: readonly Statement[]): void {
  const certain = reference.filter(({ doubt }) => !doubt);
  if (certain.length === 0) return;
  for (const withSource of [true, false]) {
    const matches = (a: Statement, b: Statement): boolean => a.doc === b.doc && (!withSource || a.source === b.source) && overlap(a, b) > OVERLAP;
    const left = new Set(predicted);
    const missed: Statement[] = [];
    for (const each of certain) {
      const hit = [...left].filter((other) => matches(each, other)).sort((a, b) => overlap(each, b) - overlap(each, a))[0];
      if (hit) left.delete(hit);
      else missed.push(each);
    }
    const spurious = [...left].filter((other) => !reference.some((each) => each.doubt && each.doc === other.doc && overlap(each, other) > 0.5));
    const hits = certain.length - missed.length;
    const precision = hits / Math.max(1, hits + spurious.length);
    const recall = hits / certain.length;
    const figures = [precision, recall, (2 * precision * recall) / Math.max(1e-9, precision + recall)].map((figure) => figure.toFixed(3));
    console.log(`${withSource ? title : 'content alone'}: ${certain.length} in the reference, precision ${figures[0]}, recall ${figures[1]}, F1 ${figures[2]}`);
    if (withSource && showErrors) {
      for (const each of missed) tell('missed  ', each);
      for (const each of spurious) tell('spurious', each);
    }
  }
}

function tell(what: string, { doc, source, cue, extents }: Statement): void {
  const [start, end] = extents[0] as readonly [number, number];
  const [, text = ''] = [...texts].find(([name]) => name.startsWith(doc)) ?? [];
  const points = [...text];
  const shown = (from: number, to: number): string => points.slice(Math.max(0, from), to).join('').replace(/\s+/g, ' ');
  console.log(`  ${what} ${doc}@${start} [${source}] ${cue} …${shown(start - 30, start)}⟦${end - start > 120 ? `${shown(start, start + 60)}……${shown(end - 30, end)}` : shown(start, end)}⟧${shown(end, end + 15)}`);
}

function overlap(a: Statement, b: Statement): number {
  let best = 0;
  for (const [aStart, aEnd] of a.extents) {
    for (const [bStart, bEnd] of b.extents) {
      const shared = Math.min(aEnd, bEnd) - Math.max(aStart, bStart);
      best = Math.max(best, shared / (Math.max(aEnd, bEnd) - Math.min(aStart, bStart)));
    }
  }
  return best;
}
