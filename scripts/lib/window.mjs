// An editor window with the extension loaded, driven by Playwright: the same mouse and keyboard in every host.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, root } from './run.mjs';
import { CHROMIUM_FLAGS, startWorkbench, workbenchAddress } from './workbench.mjs';

/** Settings that keep a test window the same everywhere. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',

};

/**
 * Opens a folder in a window of the host. Resolves to Playwright's page and a function that closes everything.
 * `file` is opened at once; `extension: null` leaves the project's extension out (a VSIX was installed instead). `locale` (`zh-CN`) is the
 * editor's language for extensions, in the browser only: elsewhere it needs a language pack.
 *
 * @param {{ kind: string, executable?: string, browser?: string }} host
 * @param {{ folder: string, file?: string, settings?: Record<string, unknown>, width?: number, height?: number, extension?: string | null, extensions?: string[], locale?: string }} options
 * @returns {Promise<{ page: import('playwright-core').Page, log: () => string, close: () => Promise<void> }>}
 */
export async function openWindow(host, { folder, file, settings = {}, width = 1400, height = 900, extension = root, extensions = [], locale }) {
  const all = { ...QUIET_SETTINGS, ...settings };
  return host.kind === 'electron'
    ? openElectron(host, { folder, file, settings: all, extension, extensions })
    : openBrowser(host, { folder, file, settings: all, width, height, extension, extensions, locale });
}

async function openBrowser(host, { folder, file, settings, width, height, extension, extensions, locale }) {
  const { chromium } = await import('playwright-core');
  const server = await startWorkbench({ settings, extensions });
  const browser = await chromium.launch({ executablePath: host.browser, args: CHROMIUM_FLAGS });
  const context = await browser.newContext({ viewport: { width, height }, locale: locale ?? 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });
  // What a language pack would set. The workbench's own strings stay English without one.
  if (locale) await context.addInitScript((language) => { globalThis._VSCODE_NLS_LANGUAGE = language; }, locale.toLowerCase());
  const page = await context.newPage();
  await page.goto(workbenchAddress({ port: server.port, folder, extension: extension ?? undefined, file }));
  await page.waitForSelector('.monaco-workbench', { timeout: 120_000 });
  return {
    page,
    log: server.log,
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

async function openElectron(host, { folder, file, settings, extension, extensions }) {
  const { _electron } = await import('playwright-core');
  const data = mkdtempSync(join(tmpdir(), 'meipi-window-'));
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify(settings));
  if (extensions.length > 0) {
    const { resolveCliArgsFromVSCodeExecutablePath } = await import('@vscode/test-electron');
    const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(host.executable, { reuseMachineInstall: true });
    const folders = [`--user-data-dir=${data}`, `--extensions-dir=${join(data, 'extensions')}`];
    for (const vsix of extensions) await must(cli, [...args, ...folders, '--install-extension', vsix]);
  }
  const app = await _electron.launch({
    executablePath: host.executable,
    args: [
      folder, ...(file ? [file] : []), `--user-data-dir=${data}`, `--extensions-dir=${join(data, 'extensions')}`, '--skip-welcome', '--skip-release-notes',
      '--disable-workspace-trust', '--disable-telemetry', '--no-sandbox', ...(extension ? [`--extensionDevelopmentPath=${extension}`] : []),
    ],
  });
  const page = await app.firstWindow();
  await page.waitForSelector('.monaco-workbench', { timeout: 120_000 });
  return {
    page,
    log: () => '',
    async close() {
      await app.close();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Runs a compiled test runner (a module that exports `run`) in the extension host and resolves to its exit code.
 * What it logs is shown.
 */
export async function runInExtensionHost(host, { folder, tests, settings = {} }) {
  if (host.kind === 'electron') {
    const { runTests } = await import('@vscode/test-electron');
    const data = mkdtempSync(join(tmpdir(), 'meipi-tests-'));
    mkdirSync(join(data, 'User'), { recursive: true });
    writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
    return runTests({
      vscodeExecutablePath: host.executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${data}`],
    });
  }
  const { chromium } = await import('playwright-core');
  const server = await startWorkbench({ settings: { ...QUIET_SETTINGS, ...settings } });
  const browser = await chromium.launch({ executablePath: host.browser, args: CHROMIUM_FLAGS });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-US' })).newPage();
    const ended = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The tests did not end within half an hour.\n${server.log()}`)), 1_800_000);
      // The workbench goes without a native logger of its own, and says so often.
      void page.exposeFunction('codeAutomationLog', (type, args) => {
        if (!/bindings file|build.Release|AccountPolicyGate/.test(String(args[0]))) console.log(...args);
      });
      void page.exposeFunction('codeAutomationExit', (code) => {
        clearTimeout(late);
        resolve(code);
      });
    });
    await page.goto(workbenchAddress({ port: server.port, folder, extension: root, tests }));
    return await ended;
  } finally {
    await browser.close();
    await server.stop();
  }
}
