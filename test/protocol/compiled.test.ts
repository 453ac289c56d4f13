import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DIST = join(__dirname, '..', '..', 'dist');

describe('a program that was run before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meipi-compiled-'));
  const cache = join(folder, 'cache');
  const program = join(folder, 'dist');

  before(() => {
    for (const name of ['cli.js', 'cliMain.js', 'server.js', 'serverMain.js', 'tables']) cpSync(join(DIST, name), join(program, name), { recursive: true });
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const help = (where = cache): string => execFileSync(process.execPath, [join(program, 'cli.js'), '--help'], { encoding: 'utf8', env: { ...process.env, MEIPI_CACHE: where } });
  const kept = (): string => join(cache, 'compiled', readdirSync(join(cache, 'compiled'))[0] ?? '');

  it('finds what was compiled then, and says the same', () => {
    const first = help();
    const { mtimeMs, size } = statSync(kept());
    assert.ok(size > 100_000);
    assert.equal(help(), first);
    assert.equal(statSync(kept()).mtimeMs, mtimeMs);
    assert.equal(readdirSync(join(cache, 'compiled')).length, 1);
  });

  it('finds it also where V8 was told to hold its memory while it ran', () => {
    const own = join(folder, 'cache of the server');
    const compiled = (): number => {
      execFileSync(process.execPath, [join(program, 'server.js'), '--help'], { env: { ...process.env, MEIPI_CACHE: own } });
      return statSync(join(own, 'compiled', readdirSync(join(own, 'compiled'))[0] ?? '')).mtimeMs;
    };
    assert.equal(compiled(), compiled());
  });

  it('compiles again when its source is another of the same length', () => {
    const source = readFileSync(join(program, 'cliMain.js'), 'utf8');
    assert.ok(source.includes('usage: meipi COMMAND'));
    writeFileSync(join(program, 'cliMain.js'), source.replace('usage: meipi COMMAND', 'USAGE: meipi COMMAND'));
    assert.match(help(), /^USAGE: meipi COMMAND/);
    assert.match(help(), /^USAGE: meipi COMMAND/);
  });

  it('compiles again when what was kept is damaged, and keeps it anew', () => {
    const whole = readFileSync(kept());
    for (const damaged of [Buffer.alloc(0), whole.subarray(0, 1000), Buffer.concat([whole.subarray(0, 20), Buffer.alloc(5000, 7)])]) {
      writeFileSync(kept(), damaged);
      assert.match(help(), /^USAGE/);
      assert.ok(statSync(kept()).size > 100_000);
    }
  });

  it('runs where nothing can be kept', () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    assert.match(help(file), /^USAGE/);
  });
});
