// npm run bench:tagging [-- FILE…]: how fast a text is tagged, all three layers and the reading included, beside nodejieba cutting the
// same text into words. Texts: the arguments, else those of MEIPI_CORPUS, else the sample corpus. Both run in this process, turn by
// turn, after rounds that are not counted, in which the compiler warms up; nodejieba and the term base are loaded before. Prints a
// Markdown table.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import nodejieba from 'nodejieba';
import { builtInTermBase, createRecognition } from '../server/src/corpus/engine';
import { Jieba } from '../server/src/platform/jieba';
import type { Recogniser, RecogniserInput } from '../server/src/recognise/recogniser';
import { tagReading } from '../server/src/recognise/tagger';
import { Reading } from '../server/src/text/reading';
import { findStructure } from '../server/src/text/structure';

const ROUNDS = 15;
const WARM_UP = 5;
/** Times that each goes through the texts in its turn: steady work on a large corpus, not the first moments after another's. */
const PASSES = 8;
const folder = resolve(process.env['MEIPI_CORPUS'] ?? 'seeds');
const files = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => join(folder, name));
const texts = files.map((file) => ({ name: basename(file), text: readFileSync(file, 'utf8') }));

const segmenter = new Jieba();
const recognition = createRecognition();
const terms = recognition.terms([builtInTermBase], (clause) => segmenter.words(clause));
const numbers = recognition.numbers();

/** One thing that is timed: what it does to a text. */
const CONTESTANTS: Record<string, (text: string) => void> = {
  'nodejieba cut': (text) => void nodejieba.cut(text, true),
  'reading and structure': (text) => void read(text),
  'numbers': (text) => void tagReading(read(text), [numbers]),
  'sources': (text) => void tagSources(read(text), []),
  'terms': (text) => void tagReading(read(text), [terms]),
  'all layers': (text) => void tagSources(read(text), [numbers, terms]),
};

function read(text: string): RecogniserInput {
  const reading = new Reading(text);
  return { reading, structure: findStructure(reading) };
}

/** Both passes of the source layer, with the other recognisers on the same reading. */
function tagSources(input: RecogniserInput, others: readonly Recogniser[]): void {
  tagReading(input, [...others, recognition.sources(recognition.survey(input))]);
}

const rounds: Record<string, number[]> = Object.fromEntries(Object.keys(CONTESTANTS).map((name) => [name, []]));
for (let round = -WARM_UP; round < ROUNDS; round++) {
  for (const [name, run] of Object.entries(CONTESTANTS)) {
    const start = performance.now();
    for (let pass = 0; pass < PASSES; pass++) for (const { text } of texts) run(text);
    if (round >= 0) rounds[name]?.push(performance.now() - start);
  }
}

const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
const jieba = rounds['nodejieba cut'] as number[];
console.log(`${texts.length} texts, ${characters.toLocaleString('en')} UTF-16 units; ${ROUNDS} rounds of ${PASSES} passes, medians; Node ${process.versions.node}, ${cpus().length} cores\n`);
console.log('| what | million characters a second | times nodejieba `cut` |\n| --- | ---: | ---: |');
for (const [name, times] of Object.entries(rounds)) {
  // Median of the ratios, round by round, so that a drift of the machine's speed cancels out.
  const speed = (PASSES * characters) / median(times) / 1000;
  console.log(`| ${name} | ${speed.toFixed(2)} | ${median(times.map((time, i) => (jieba[i] as number) / time)).toFixed(2)} |`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}
