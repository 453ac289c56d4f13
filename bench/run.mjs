// node bench/run.mjs NAME [ARGUMENT…]: bundles bench/NAME.ts as the product is bundled and runs it; what tsx makes of the sources is slower.
import { build } from 'esbuild';
import { join } from 'node:path';
import { builtValues } from '../scripts/lib/builtValues.mjs';
import { must, root } from '../scripts/lib/run.mjs';

const [name, ...args] = process.argv.slice(2);
const outfile = join(root, 'out', 'bench', `${name}.js`);
await build({
  entryPoints: [join(root, 'bench', `${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  supported: { 'regexp-unicode-property-escapes': true },
  mainFields: ['module', 'main'],
  external: ['nodejieba'],
  logLevel: 'error',
  plugins: [builtValues(join(root, 'out', 'bench'))],
});
await must(process.execPath, [outfile, ...args]);
