// Small helpers around child processes; only Node itself, because they run before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Runs a command with its output shown; resolves to its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/** Runs a command and throws when it fails. */
export async function must(command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with exit code ${code}`);
}

/** The first of the commands that can be started, or undefined. */
export function firstCommand(names) {
  const probe = process.platform === 'win32' ? 'where' : 'which';
  for (const name of names) {
    const found = spawnSync(probe, [name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.split(/\r?\n/)[0].trim();
  }
  return undefined;
}

/** Installs the packages of package-lock.json when they are missing or the lock file is newer than what is installed. */
export async function ensureInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = existsSync(installed) ? JSON.parse(readFileSync(installed, 'utf8')).packages : {};
  const missing = Object.entries(wanted).some(
    ([path, entry]) => path !== '' && !entry.optional && present[path]?.version !== entry.version,
  );
  if (missing) await must('npm', ['ci']);
}
