import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { duckDb, type Answer } from '../exchange/duckdb';
import { meipi, rows, temporaryFolder } from './meipi';

const root = join(__dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'scale.md'), 'utf8');

/** The blocks of a language in docs/scale.md. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block as string);
}

describe('docs/scale.md: GNU parallel', () => {
  const commands = blocks('sh').filter((block) => block.startsWith('parallel '));
  const folder = temporaryFolder();
  let environment: NodeJS.ProcessEnv;
  const inFolder = (command: string): string => execFileSync('sh', ['-c', command], { cwd: folder.path, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

  before(function () {
    // Another program of this name, of moreutils, is none.
    if (!spawnSync('parallel', ['--version'], { encoding: 'utf8' }).stdout?.startsWith('GNU parallel')) {
      console.warn('      GNU parallel is not installed: its examples are not run');
      this.skip();
    }
    const main = join(root, 'server', 'src', 'cli', 'main.ts');
    folder.write({
      'bin/meipi': `#!/bin/sh\nexec "${process.execPath}" --import "${require.resolve('tsx')}" "${main}" "$@"\n`,
      'corpus.jsonl': Array.from({ length: 60 }, (_, i) => `${JSON.stringify({ id: `d${i}`, text: i % 7 === 0 ? '' : `东岚大学教授沈砚秋表示，${2000 + i}年增长${i}%。`.repeat(i) })}\n`).join(''),
    });
    chmodSync(join(folder.path, 'bin', 'meipi'), 0o755);
    environment = { ...process.env, PATH: `${join(folder.path, 'bin')}${delimiter}${process.env['PATH']}`, HOME: folder.path };
  });

  it('has examples', () => assert.equal(commands.length, 2));

  for (const command of commands) {
    it(`gives what one process gives: ${command.split('\n')[0]}`, function () {
      this.timeout(60_000);
      // A small corpus is to be cut in several blocks, too.
      const cut = command.replace('--block 10M', '--block 40k');
      assert.notEqual(cut, command);
      inFolder(cut);
      const alone = inFolder(`meipi tag - --input jsonl ${command.includes('--per-document') ? '--per-document' : ''} < corpus.jsonl`);
      assert.ok(alone.length > 1000);
      assert.equal(readFileSync(join(folder.path, 'tags.jsonl'), 'utf8'), alone);
    });
  }
});

describe('docs/scale.md: Parquet and DuckDB', () => {
  const folder = temporaryFolder();
  let ask: (sql: string) => Promise<Answer>;
  before(async function () {
    this.timeout(30_000);
    const duck = await duckDb();
    if (!duck) {
      console.warn('      DuckDB has no native module for this machine: the queries of the page are not run');
      return this.skip();
    }
    ask = (sql) => duck(folder.path, sql);
    const [command] = blocks('sh').filter((block) => block.startsWith('meipi export '));
    assert.ok(command);
    cpSync(join(root, 'seeds'), join(folder.path, 'seeds'), { recursive: true });
    const run = await meipi(folder.path, command.trim().split(' ').slice(1));
    assert.deepEqual([run.code, run.errors], [0, []]);
    const filtered = await meipi(folder.path, ['tag', '-'], `${JSON.stringify({ id: 'a', text: '算力增长12%，达300万吨。' })}\n`);
    folder.write({ 'tags.jsonl': filtered.out, 'tags-2.jsonl': filtered.out.replaceAll('"a"', '"b"') });
  });

  for (const [i, sql] of blocks('sql').entries()) {
    it(`runs query ${i + 1} of the page: ${sql.split('\n')[0]}`, async () => {
      // DuckDB writes where the process is.
      const placed = sql.replace("TO 'tags.parquet'", `TO '${join(folder.path, 'tags.parquet')}'`);
      const { rows: found } = await ask(placed);
      assert.ok(found.length > 0, 'the sample corpus has an answer');
    });
  }

  it('has examples', () => assert.equal(blocks('sql').length, 7));

  it('holds what the JSON Lines export and meipi figures hold', async () => {
    const exported = await rows(folder.path, ['export', '--format', 'jsonl', '--content', 'tags', '--out', '-', 'seeds']);
    const count = (layer: string): number => exported.filter((row) => row['layer'] === layer).length;
    assert.deepEqual((await ask("SELECT layer, count(*) FROM 'parquet/tags.parquet' GROUP BY ALL ORDER BY ALL")).rows, ['number', 'source', 'term'].map((layer) => [layer, String(count(layer))]));
    const attributed = exported.filter((row) => 'cue' in row);
    assert.deepEqual((await ask("SELECT file, start, \"end\", sources, cue, text FROM 'parquet/attributions.parquet'")).rows, attributed.map(({ file, start, end, sources, cue, text }) => [file, start, end, sources, cue, text]));
    const figures = await rows(join(folder.path, 'seeds'), ['figures', '.', '--format', 'jsonl']);
    const columns = ['file', 'start', 'text', 'measures', 'base_value', 'base_unit', 'source_ids', 'thing', 'agreement', 'sentence'];
    assert.deepEqual((await ask(`SELECT ${columns.join(', ')} FROM 'parquet/figures.parquet'`)).rows, figures.map((row) => columns.map((column) => row[column === 'file' ? 'document' : column] ?? null)));
    const every = (await ask("SELECT t.num FROM 'parquet/figures.parquet' f JOIN 'parquet/tags.parquet' t USING (file, start, \"end\") WHERE t.layer = 'number' AND f.value IS DISTINCT FROM t.num")).rows;
    assert.deepEqual(every, [], 'each figure has the value of its tag');
  });
});
