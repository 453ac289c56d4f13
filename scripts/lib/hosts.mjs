// Where the extension can be opened and tested: an installed VS Code, one that @vscode/test-electron downloads, or the
// browser workbench. MEIPI_HOST=code|download|browser asks for one of them.
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
    if (executable && canShowWindows()) return { kind: 'electron', name: 'installed VS Code', executable };
  }
  if ((!wanted || wanted === 'download') && canShowWindows()) {
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

function canShowWindows() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}
