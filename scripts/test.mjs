// npm test: installs, builds, checks, and runs every ring of tests; ends with the sum of the runners' own counts.
// npm test -- unit protocol: those rings only.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, must, root, run } from './lib/run.mjs';
import { keepTemporaryFilesTogether } from './lib/temporary.mjs';

const RINGS = ['check', 'unit', 'protocol', 'editor'];
const wanted = process.argv.slice(2);
const rings = wanted.length > 0 ? wanted : RINGS;
const unknown = rings.find((ring) => !RINGS.includes(ring));
if (unknown) {
  console.error(`npm test: unknown ring "${unknown}"; there are ${RINGS.join(', ')}`);
  process.exit(2);
}

await ensureInstalled();
const counts = join(root, 'out', 'test-counts.jsonl');
mkdirSync(join(root, 'out'), { recursive: true });
rmSync(counts, { force: true });
process.env.MEIPI_TEST_COUNTS = counts;

let broken = 0;
const step = async (title, action) => {
  console.log(`\n— ${title}`);
  try {
    const code = await action();
    if (code) broken++;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    broken++;
  }
};
const bin = (name) => join(root, 'node_modules', '.bin', name);
const mocha = (...args) => run(bin('mocha'), ['--reporter', 'scripts/lib/counting-reporter.cjs', ...args]);

await must(process.execPath, ['esbuild.mjs', '--tests']);
if (rings.includes('check')) {
  await step('Types', () => run(bin('tsc'), ['-p', '.']));
  await step('Lint', () => run(bin('eslint'), ['.']));
}
if (rings.includes('unit')) await step('Unit tests', () => mocha());
if (rings.includes('protocol')) await step('Protocol tests', () => mocha('--config', 'test/protocol/.mocharc.json'));
if (rings.includes('editor')) await step('Editor tests', editorTests);

const total = { passed: 0, failed: 0, skipped: 0 };
for (const line of existsSync(counts) ? readFileSync(counts, 'utf8').split('\n').filter(Boolean) : []) {
  for (const [key, value] of Object.entries(JSON.parse(line))) total[key] += value;
}
// A step that broke without a failed test (a type error, no editor to run in) counts as one failure.
const failed = Math.max(total.failed, broken);
console.log(`\n${total.passed} passed, ${failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);

async function editorTests() {
  const { findHost, NO_HOST } = await import('./lib/hosts.mjs');
  const host = await findHost();
  if (!host) {
    console.error(NO_HOST);
    return 1;
  }
  console.log(`in the ${host.name}`);
  const { runInExtensionHost } = await import('./lib/window.mjs');
  keepTemporaryFilesTogether();
  const folder = mkdtempSync(join(tmpdir(), 'meipi-corpus-'));
  cpSync(join(root, 'seeds'), folder, { recursive: true });
  const inHost = await runInExtensionHost(host, { folder, tests: join(root, 'out', 'vscode', 'index.js') });
  const inWindow = await mocha('--config', 'test/vscode/window/.mocharc.json');
  return inHost || inWindow;
}
