import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strict as assert } from 'node:assert';
import { copyOfSample, Window } from './support';

const root = join(__dirname, '..', '..', '..');

describe('The VSIX', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'meipi-vsix-'));
  const vsix = join(scratch, 'meipi.vsix');
  const { folder, remove } = copyOfSample();
  after(() => {
    remove();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('is made of what is needed, installs, and works without the project', async () => {
    execFileSync(process.execPath, ['scripts/package.mjs', vsix], { cwd: root, stdio: 'ignore' });
    assert.ok(statSync(vsix).size < 20_000_000);
    const window = await Window.open(folder, {}, { extension: null, extensions: [vsix] });
    try {
      await window.openFile('01-policy-brief.txt');
      await window.token('新质生产力').waitFor({ timeout: 60_000 });
      await window.hover('新质生产力', 'new quality productive forces');
    } finally {
      await window.close();
    }
  });
});
