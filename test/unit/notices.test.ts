import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

describe('third-party notices', () => {
  it('hold the licence of every package that is bundled or shipped', function () {
    // Where the native module is not installed, its part cannot be written.
    if (!existsSync(join(root, 'node_modules', 'nodejieba'))) return this.skip();
    execFileSync(process.execPath, [join(root, 'scripts', 'notices.mjs'), '--check'], { stdio: 'pipe' });
  });

  it('name where the word lists come from that are made from another one', () => {
    const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
    for (const name of ['words', 'names', 'foreignNames']) {
      const { source } = JSON.parse(readFileSync(join(root, 'server', 'data', 'sources', `${name}.json`), 'utf8')) as { source: string };
      assert.match(source, /jieba/);
      assert.ok(notices.includes(`${name}.json`), name);
    }
    assert.match(notices, /Copyright \(c\) 2013 Sun Junyi/);
  });
});
