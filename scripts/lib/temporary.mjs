import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * From now on everything that this process and those it starts put among the temporary files lies in one folder, which goes when this
 * process ends: also what an editor leaves there, and what belongs to a test that was broken off. Unsaved work and caches of the servers are kept
 * there as well, apart from those of the person who runs them.
 */
export function keepTemporaryFilesTogether() {
  // The path of a socket has 103 bytes at most, of which the temporary folder of macOS takes half.
  const folder = mkdtempSync(join(process.platform === 'darwin' ? '/tmp' : tmpdir(), 'meipi-run-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  process.env.MEIPI_STATE = join(folder, 'state');
  process.env.MEIPI_CACHE = join(folder, 'cache');
  process.once('exit', () => remove(folder));
  process.once('SIGTERM', () => process.exit(143));
}

/** A program that was told to end may still write there while the folder is taken away, so that it is not empty in the end; then again. */
function remove(folder) {
  for (let left = 10; left > 0; left--) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 1 });
      return;
    } catch (error) {
      if (left === 1) console.error(`Left behind: ${folder} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
}
