// npm run package: a VSIX with only what is needed to run. nodejieba is native, so the file is for the platform it was
// made on; where nodejieba could not be built the extension does without and the VSIX is for every platform.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureInstalled, must, root } from './lib/run.mjs';

/** What nodejieba reads at run time. */
const JIEBA = ['index.js', 'package.json', 'LICENSE', 'build/Release/nodejieba.node', 'submodules/cppjieba/LICENSE', 'submodules/cppjieba/dict'];

await ensureInstalled();
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
await must(process.execPath, ['esbuild.mjs', '--production']);

const source = join(root, 'node_modules', 'nodejieba');
const native = existsSync(join(source, 'build/Release/nodejieba.node'));
if (native) {
  for (const path of JIEBA) {
    if (!existsSync(join(source, path))) continue;
    const target = join(dist, 'node_modules', 'nodejieba', path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(source, path), target, { recursive: true });
  }
} else console.log('nodejieba is not built here: the VSIX goes without it and Intl.Segmenter takes its place.');

const target = native ? ['--target', `${process.platform}-${process.arch}`] : [];
await must(join(root, 'node_modules', '.bin', 'vsce'), ['package', '--no-dependencies', '--allow-missing-repository', ...target, '--out', process.argv[2] ?? 'meipi.vsix']);
