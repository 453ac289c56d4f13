import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let state: string | undefined;
let cache: string | undefined;

/**
 * Builds dist/ before the tests, so that they run what is in the sources; not when another server is named. Unsaved work and
 * caches of the servers are kept apart from those of the person who runs them.
 */
export function mochaGlobalSetup(): void {
  if (process.env['MEIPI_STATE'] === undefined) process.env['MEIPI_STATE'] = state = mkdtempSync(join(tmpdir(), 'meipi-state-'));
  if (process.env['MEIPI_CACHE'] === undefined) process.env['MEIPI_CACHE'] = cache = mkdtempSync(join(tmpdir(), 'meipi-cache-'));
  if (process.env['MEIPI_SERVER'] === undefined) execFileSync(process.execPath, ['esbuild.mjs'], { cwd: join(__dirname, '..', '..'), stdio: ['ignore', 'ignore', 'inherit'] });
}

export function mochaGlobalTeardown(): void {
  for (const folder of [state, cache]) if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
