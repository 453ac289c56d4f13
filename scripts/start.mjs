// npm start [-- FOLDER]: installs, builds, and opens a corpus (the sample, unless a folder is named) with the extension loaded.
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled, must, root, run } from './lib/run.mjs';

const folder = resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? join(root, 'seeds'));
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`meipi: ${folder}: no such folder`);
  process.exit(2);
}
await ensureInstalled();
await must(process.execPath, ['esbuild.mjs']);
if (!existsSync(join(folder, 'corpus.json'))) {
  console.log(`${folder} has no corpus.json: click the Meipi icon at the side of the window and choose "Use This Folder as a Corpus".`);
}
const { findHost } = await import('./lib/hosts.mjs');
const host = await findHost({ needsBrowser: false });
if (host.kind === 'electron') {
  console.log(`Opening ${folder} in ${host.name}.`);
  process.exit(await run(host.executable, [folder, `--extensionDevelopmentPath=${root}`, '--new-window', '--wait'], { shell: false }));
}
const { startWorkbench, workbenchAddress } = await import('./lib/workbench.mjs');
const server = await startWorkbench({ port: process.env.PORT ? Number(process.env.PORT) : undefined });
console.log(`\nOpen this address in a browser (Ctrl+C ends the server):\n\n  ${workbenchAddress({ port: server.port, folder, extension: root })}\n`);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void server.stop().then(() => process.exit(0)));
