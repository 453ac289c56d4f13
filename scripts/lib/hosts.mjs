// Where the extension can be opened and tested: an installed VS Code, one that @vscode/test-electron downloads, or the
// browser workbench. MEIPI_HOST=code|download|browser asks for one of them.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { firstCommand } from './run.mjs';
import { findBrowser } from './workbench.mjs';

/** What to install when there is no host at all. */
export const NO_HOST = [
  'No editor to run in. Install one of these and try again:',
  '  - Visual Studio Code, with its `code` command on the PATH (under Linux without a display also xvfb), or',
  '  - Chromium or Google Chrome (Debian: apt-get install chromium fonts-noto-cjk), for the browser workbench.',
].join('\n');

/**
 * The first host at hand; undefined when there is none.
 *
 * @param {{ needsBrowser?: boolean }} [options] a user's own browser will do to look at the workbench, tests need one to drive
 * @returns {Promise<{ kind: 'electron' | 'browser', name: string, executable?: string, browser?: string } | undefined>}
 */
export async function findHost({ needsBrowser = true } = {}) {
  const wanted = process.env.MEIPI_HOST;
  if (!wanted || wanted === 'code') {
    const executable = installedCode();
    if (executable && (await canShowWindows())) return { kind: 'electron', name: 'installed VS Code', executable };
  }
  if ((!wanted || wanted === 'download') && (await canShowWindows())) {
    const executable = await downloadedCode();
    if (executable) return { kind: 'electron', name: 'downloaded VS Code', executable };
  }
  if (!wanted || wanted === 'browser') {
    const browser = findBrowser();
    if (browser || !needsBrowser) return { kind: 'browser', name: 'browser workbench', browser };
  }
  return undefined;
}

/** The program behind the `code` command. */
function installedCode() {
  const command = firstCommand(['code']);
  if (!command) return undefined;
  const bin = dirname(realpathSync(command));
  const candidates = [join(bin, '..', 'code'), join(bin, '..', 'Code.exe'), join(bin, '..', '..', '..', 'MacOS', 'Electron'), '/usr/share/code/code'];
  return candidates.find((path) => existsSync(path));
}

async function downloadedCode() {
  try {
    const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
    return await downloadAndUnzipVSCode({ version: 'stable', timeout: 30_000, reporter: new SilentReporter() });
  } catch (error) {
    console.log(`VS Code could not be downloaded (${error instanceof Error ? error.message.split('\n')[0] : String(error)}).`);
    return undefined;
  }
}

/** Whether there is a display; under Linux without one, Xvfb is started where it is installed, and ends with this process. */
async function canShowWindows() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return true;
  if (!firstCommand(['Xvfb'])) return false;
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.once('exit', () => resolve(undefined));
    server.stdio[3].once('data', (chunk) => resolve(String(chunk).trim()));
  });
  if (number === undefined) return false;
  process.env.DISPLAY = `:${number}`;
  server.unref();
  server.stdio[3].unref?.();
  process.once('exit', () => server.kill());
  return true;
}
