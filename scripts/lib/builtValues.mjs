// The esbuild plugin for what is made when the program is built (server/src/platform/builtValues.ts). Modules NAME.built.ts: what their
// functions give is written to tables/ in the output folder, and functions that read it take their place. Data files in JSON: they are
// read from there, too, as an object in the source is read slower and kept twice.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { root } from './run.mjs';

const RUNTIME = join(root, 'server/src/platform/builtValues.ts');
const DATA = join(root, 'server/data');

/** @returns {import('esbuild').Plugin} */
export function builtValues(outdir) {
  return {
    name: 'built values',
    async setup({ onLoad }) {
      const { encodeBuiltValue } = (await evaluated(RUNTIME)).exports;
      const write = (name, value) => {
        const bytes = encodeBuiltValue(value);
        mkdirSync(join(outdir, 'tables'), { recursive: true });
        writeFileSync(join(outdir, 'tables', `${name}.bin`), bytes);
        // What was recognised is kept for one bundle: with other data it has to be another.
        return `readBuiltValue(${JSON.stringify(name)}, ${JSON.stringify(createHash('sha256').update(bytes).digest('base64url'))})`;
      };
      const reading = `import { readBuiltValue } from ${JSON.stringify(RUNTIME)};`;
      onLoad({ filter: /\.built\.ts$/ }, async ({ path }) => {
        const { exports, inputs } = await evaluated(path);
        const lines = Object.entries(exports).map(([name, make]) => `export const ${name} = () => ${write(`${basename(path, '.built.ts')}.${name}`, make())};`);
        return { contents: [reading, ...lines].join('\n'), resolveDir: dirname(path), watchFiles: inputs };
      });
      onLoad({ filter: /\.json$/ }, ({ path }) => {
        const name = relative(DATA, path);
        if (name.startsWith('..')) return undefined;
        const value = write(name.replaceAll(sep, '.').slice(0, -'.json'.length), JSON.parse(readFileSync(path, 'utf8')));
        return { contents: `${reading}\nexport default ${value};`, resolveDir: dirname(path), loader: 'js' };
      });
    },
  };
}

/** What a module of the program exports, and the files it is made of. */
async function evaluated(path) {
  const { outputFiles, metafile } = await build({
    entryPoints: [path], bundle: true, write: false, metafile: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], absWorkingDir: root, logLevel: 'error',
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', '__dirname', outputFiles[0].text)(module, module.exports, createRequire(path), dirname(path));
  return { exports: module.exports, inputs: Object.keys(metafile.inputs).map((input) => join(root, input)) };
}
