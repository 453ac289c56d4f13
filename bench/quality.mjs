// npm run quality: how right the recognisers are on hand-made references, with other programs beside them in the same run. Built
// command line, real files; the judging is done by the scorers of the references.
//   MEIPI_CORPUS     the documents
//   MEIPI_REFERENCE  folder with sample/ (tags.jsonl, termbase.json …) and numbers/dev.jsonl
//   MEIPI_SCORERS    folder with score_tags.py and score_numbers.py
// Arguments are passed to score_tags.py: `npm run quality -- --errors 20`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../scripts/lib/run.mjs';
import { jiebaPersons, recognizersNumbers } from './peers.mjs';

const { MEIPI_CORPUS: corpus, MEIPI_REFERENCE: reference, MEIPI_SCORERS: scorers } = process.env;
if (!corpus || !reference || !scorers) {
  console.error('npm run quality: set MEIPI_CORPUS, MEIPI_REFERENCE and MEIPI_SCORERS (see bench/quality.mjs)');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'meipi-quality-'));
try {
  const documents = readdirSync(corpus).filter((name) => name.endsWith('.txt')).map((name) => ({ name, text: readFileSync(join(corpus, name), 'utf8') }));
  const tags = meipi('tags', [corpus, '--layers', 'number,source']);
  heading('Numbers on the corpus: Meipi');
  scoreTags(tags, '--layer', 'number');
  heading('Numbers on the corpus: @microsoft/recognizers-text-suite');
  scoreTags(lines('recognizers', documents.flatMap(({ name, text }) => recognizersNumbers(text).map((tag) => ({ file: name, ...tag })))), '--layer', 'number');
  numberCases(join(reference, 'numbers', 'dev.jsonl'));
  heading('Sources on the corpus: Meipi');
  scoreTags(tags, '--layer', 'source');
  heading('Persons on the corpus: nodejieba, name tags (only the line "person" counts)');
  scoreTags(lines('jieba', documents.flatMap(({ name, text }) => jiebaPersons(text).map((tag) => ({ file: name, ...tag })))), '--layer', 'source', '--kind', 'person');
  heading('Terms on the corpus, with the term base of the reference: Meipi');
  scoreTags(meipi('terms', [corpus, '--layers', 'term', '--termbase', join(reference, 'sample', 'termbase.json')]), '--layer', 'term');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Numbers on single cases: each is a document of its own. */
function numberCases(file) {
  const inputs = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line).input);
  const cases = join(folder, 'cases');
  mkdirSync(cases);
  inputs.forEach((input, i) => writeFileSync(join(cases, `${i}.txt`), input));
  const byCase = inputs.map(() => []);
  for (const line of readFileSync(meipi('case-tags', [cases, '--layers', 'number']), 'utf8').split('\n')) {
    if (line === '') continue;
    const tag = JSON.parse(line);
    byCase[Number.parseInt(basename(tag.file))]?.push(tag);
  }
  heading('Numbers on single cases: Meipi');
  scoreCases(file, inputs, byCase);
  heading('Numbers on single cases: @microsoft/recognizers-text-suite');
  scoreCases(file, inputs, inputs.map(recognizersNumbers));
}

function scoreCases(file, inputs, byCase) {
  const flat = ({ start, end, kind, value }) => ({ start, end, kind, ...value, ...(kind === 'money' ? { cur: value.unit } : {}) });
  const predictions = lines('cases', inputs.map((input, i) => ({ input, tags: byCase[i].map(flat) })));
  python('score_numbers.py', file, predictions, '--key', 'tags');
}

/** Runs `meipi tag`; the file with its output. */
function meipi(name, args) {
  const output = join(folder, `${name}.jsonl`);
  const tagged = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), 'tag', ...args], { stdio: ['ignore', openSync(output, 'w'), 'inherit'] });
  if (tagged.status !== 0) process.exit(tagged.status ?? 1);
  return output;
}

function lines(name, items) {
  const file = join(folder, `${name}.jsonl`);
  writeFileSync(file, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  return file;
}

function scoreTags(predictions, ...args) {
  python('score_tags.py', predictions, ...args, ...process.argv.slice(2));
}

function python(script, ...args) {
  const scored = spawnSync('python3', [join(scorers, script), ...args], { stdio: 'inherit', env: { ...process.env, REFERENCE: join(reference, 'sample') } });
  if (scored.status !== 0) process.exit(scored.status ?? 1);
}

function heading(text) {
  console.log(`\n## ${text}`);
}
