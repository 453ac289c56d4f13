// npm run quality: tags the corpus at MEIPI_CORPUS with the built command line and has the scorer print its figures.
// MEIPI_SCORER names score_tags.py; --termbase for the term layer is passed on. Nothing is judged here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/lib/run.mjs';

const { MEIPI_CORPUS: corpus, MEIPI_SCORER: scorer, MEIPI_SCORER_TERMBASE: termBase } = process.env;
if (!corpus || !scorer) {
  console.error('npm run quality: set MEIPI_CORPUS to the folder of documents and MEIPI_SCORER to score_tags.py');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'meipi-quality-'));
try {
  score(['--layers', 'number,source'], ['--layer', 'number']);
  score(['--layers', 'number,source'], ['--layer', 'source']);
  if (termBase) score(['--layers', 'term', '--termbase', termBase], ['--layer', 'term']);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function score(tagArguments, scoreArguments) {
  const tags = join(folder, 'tags.jsonl');
  const tagged = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), 'tag', corpus, ...tagArguments], { stdio: ['ignore', openSync(tags, 'w'), 'inherit'] });
  if (tagged.status !== 0) process.exit(tagged.status ?? 1);
  spawnSync('python3', [scorer, tags, ...scoreArguments, ...process.argv.slice(2)], { stdio: 'inherit' });
}
