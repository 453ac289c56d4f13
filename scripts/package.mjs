// npm run package [-- FILE]: a VSIX with only what is needed to run. nodejieba is native, so the file is for the platform it
// was made on; where nodejieba could not be built the VSIX goes without it and is for every platform.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureInstalled, must, root } from './lib/run.mjs';

/** What the VSIX holds beside dist/. */
const FILES = [
  'package.json', 'package.nls.json', 'package.nls.zh-cn.json', 'package.nls.zh-tw.json', 'language-configuration.json',
  '.vscodeignore', 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'CHANGELOG.md', 'l10n', 'schemas', 'syntaxes', 'docs/images/icon.png', 'docs/images/meipi.svg',
];
/** What nodejieba reads at run time. */
const JIEBA = ['index.js', 'package.json', 'LICENSE', 'build/Release/nodejieba.node', 'submodules/cppjieba/LICENSE', 'submodules/cppjieba/dict'];

const target = resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? join(root, 'meipi.vsix'));
await ensureInstalled();
const staging = mkdtempSync(join(tmpdir(), 'meipi-package-'));
try {
  for (const file of FILES) cpSync(join(root, file), join(staging, file), { recursive: true });
  // The pictures of the README stay in the repository; the editor's page of an extension cannot show them.
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(staging, 'README.md'), readme.replace(/^!\[.*\n\n?/gm, ''));
  await must(process.execPath, ['esbuild.mjs', '--production', `--outdir=${join(staging, 'dist')}`]);

  const jieba = join(root, 'node_modules', 'nodejieba');
  const native = existsSync(join(jieba, 'build/Release/nodejieba.node'));
  for (const path of native ? JIEBA : []) {
    if (existsSync(join(jieba, path))) cpSync(join(jieba, path), join(staging, 'dist', 'node_modules', 'nodejieba', path), { recursive: true });
  }
  if (!native) console.log('nodejieba is not built here: the VSIX goes without it, and Intl.Segmenter takes its place.');
  const platform = native ? ['--target', `${process.platform}-${process.arch}`] : [];
  const vsce = join(root, 'node_modules', '.bin', 'vsce');
  await must(vsce, ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', ...platform, '--out', target], { cwd: staging });
} finally {
  rmSync(staging, { recursive: true, force: true });
}
