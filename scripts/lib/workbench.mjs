// The browser workbench: VS Code's own web workbench and server out of the npm package code-server, with extensions
// in the remote extension host. It serves where VS Code itself can be neither found nor downloaded.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { firstCommand, must, root } from './run.mjs';

const CODE_SERVER = '4.139.1';
const NODE_MAJOR = 24;
const home = join(root, '.host');
const vscode = join(home, 'node_modules', 'code-server', 'lib', 'vscode');

/** Flags that keep Chromium quiet and working in a container. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
];

/** Path of a Chromium-like browser, or undefined. `CHROME_PATH` wins. */
export function findBrowser() {
  const known = [
    process.env.CHROME_PATH,
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return known.find((path) => path && existsSync(path)) ?? firstCommand(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']);
}

/** Installs the workbench into .host/ once; resolves to the Node that runs it and its entry point. */
async function installWorkbench() {
  mkdirSync(home, { recursive: true });
  if (!existsSync(join(home, 'package.json'))) writeFileSync(join(home, 'package.json'), '{"private":true}\n');
  const node = await installNode();
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  const done = join(home, `installed-${CODE_SERVER}`);
  if (!existsSync(done)) {
    console.log('Installing the browser workbench into .host/ (once) …');
    await must('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `code-server@${CODE_SERVER}`], { cwd: home, env });
    await must('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: vscode, env });
    writeFileSync(done, '');
  }
  return { node, main: join(vscode, 'out', 'server-main.js') };
}

async function installNode() {
  if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const node = join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) await must('npm', ['install', '--no-audit', '--no-fund', `${name}@${NODE_MAJOR}`], { cwd: home });
  return node;
}

/**
 * Starts a workbench server. `settings` are the machine's; `vsix` is installed into it when given, otherwise the
 * extension is loaded from the project's folder by the page's payload.
 */
export async function startWorkbench({ settings = {}, port, extensions = [] } = {}) {
  const { node, main } = await installWorkbench();
  const data = mkdtempSync(join(tmpdir(), 'meipi-workbench-'));
  mkdirSync(join(data, 'data', 'Machine'), { recursive: true });
  writeFileSync(
    join(data, 'data', 'Machine', 'settings.json'),
    JSON.stringify({ 'chat.disableAIFeatures': true, 'workbench.startupEditor': 'none', ...settings }),
  );
  const chosen = port ?? (await freePort());
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  for (const name of Object.keys(env)) if (name.startsWith('VSCODE_')) delete env[name];
  const common = ['--server-data-dir', data, '--accept-server-license-terms', '--disable-telemetry'];
  for (const vsix of extensions) await must(node, [main, ...common, '--install-extension', vsix], { env, shell: false, stdio: 'ignore' });
  const server = spawn(
    node,
    [main, '--host', '127.0.0.1', '--port', String(chosen), '--without-connection-token', ...common, '--disable-workspace-trust', '--enable-smoke-test-driver'],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (log = (log + chunk).slice(-20_000)));
  await listening(chosen, server, () => log);
  return {
    port: chosen,
    data,
    log: () => log,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The address that opens a folder in a workbench, with the extension under development, a test runner or a file to show. */
export function workbenchAddress({ port, folder, extension, tests, file }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`;
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (file) payload.push(['openFile', remote(file)]);
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function listening(port, server, log) {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`The workbench server ended with exit code ${server.exitCode}.\n${log()}`);
    try {
      const response = await fetch(`http://127.0.0.1:${port}/version`);
      if (response.ok) return;
    } catch {
      // not yet
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The workbench server did not answer within 30 seconds.\n${log()}`);
}
