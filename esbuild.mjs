// Builds dist/: extension.js (the VS Code side), server.js (the language server) and cli.js (the command line), which run serverMain.js and
// cliMain.js as they were compiled last time (server/src/platform/compiled.ts), segmenter.js (the process that holds nodejieba), recogniser.js
// (a thread that recognises), tables/ (what takes long to make and is made here, server/src/platform/builtValues.ts).
// --watch builds again on every change, --production minifies, --outdir=FOLDER builds elsewhere, --tests also builds the
// tests that run inside the editor.
import { readdirSync } from 'node:fs';
import { context } from 'esbuild';
import { builtValues } from './scripts/lib/builtValues.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const outdir = process.argv.find((argument) => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';

/** Packages that are large and loaded by `import()` when they are needed: each a bundle of its own, so that others need not read it. */
const ON_FIRST_USE = { pinyin: 'pinyin-pro' };

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  supported: {
    // Else a pattern with \p{…} would be made anew each time a function comes to it.
    'regexp-unicode-property-escapes': true,
    // What is loaded on first use is CommonJS: `import()` becomes `require`, which also code that was compiled before can call (platform/compiled.ts).
    'dynamic-import': false,
  },
  format: 'cjs',
  outdir,
  sourcemap: true,
  minify: production,
  logLevel: 'info',
  // nodejieba is a native module; it is loaded on first need and does without where it cannot be (server/src/platform).
  external: ['vscode', 'nodejieba'],
  mainFields: ['module', 'main'],
  plugins: [builtValues(outdir), { name: 'on first use', setup: asBundlesOfTheirOwn }],
};

const contexts = await Promise.all([
  context({ ...shared, entryPoints: { extension: 'client/src/extension.ts' } }),
  context({ ...shared, entryPoints: { server: 'server/src/lsp/start.ts', cli: 'server/src/cli/start.ts' }, banner: { js: '#!/usr/bin/env node' } }),
  context({ ...shared, entryPoints: { serverMain: 'server/src/lsp/main.ts', cliMain: 'server/src/cli/main.ts', segmenter: 'server/src/platform/segmenterMain.ts', recogniser: 'server/src/platform/workers/workerMain.ts', ...ON_FIRST_USE } }),
  ...(process.argv.includes('--tests') ? [context({ ...shared, outdir: 'out/vscode', entryPoints: editorTests(), external: ['vscode', 'mocha'], minify: false })] : []),
]);

for (const each of contexts) {
  if (watch) await each.watch();
  else {
    await each.rebuild();
    await each.dispose();
  }
}

function asBundlesOfTheirOwn({ onResolve }) {
  for (const [name, path] of Object.entries(ON_FIRST_USE)) {
    onResolve({ filter: new RegExp(`^${path}$`) }, ({ kind }) => (kind === 'dynamic-import' ? { path: `./${name}.js`, external: true } : undefined));
  }
}

/** The runner and each test file of the extension-host ring, one bundle each. */
function editorTests() {
  const folder = 'test/vscode/host';
  return readdirSync(folder).filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
}
