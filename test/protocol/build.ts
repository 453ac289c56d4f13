import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds dist/ before the tests, so that they run what is in the sources; not when another server is named. */
export function mochaGlobalSetup(): void {
  if (process.env['MEIPI_SERVER'] === undefined) execFileSync(process.execPath, ['esbuild.mjs'], { cwd: join(__dirname, '..', '..'), stdio: ['ignore', 'ignore', 'inherit'] });
}
