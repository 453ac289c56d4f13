import { strict as assert } from 'node:assert';
import { build, type Plugin } from 'esbuild';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtValuesIn, decodeBuiltValue, encodeBuiltValue, type BuiltValue } from '../../../server/src/platform/builtValues';

const ROOT = join(__dirname, '..', '..', '..');
const SOURCES = join(ROOT, 'server', 'src');

const table = fc.oneof(
  fc.uint8Array({ maxLength: 9 }), fc.uint16Array({ maxLength: 9 }), fc.int16Array({ maxLength: 9 }), fc.uint32Array({ maxLength: 9 }), fc.int32Array({ maxLength: 9 }),
);
const json = fc.jsonValue({ noUnicodeString: false }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const value = fc.oneof(
  table, fc.string({ unit: 'grapheme' }), fc.array(json),
  fc.dictionary(fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'), fc.oneof(table, json)),
) as fc.Arbitrary<BuiltValue>;

describe('values made when the program is built', () => {
  it('are read as they were written, wherever their bytes begin', () => {
    fc.assert(fc.property(value, fc.integer({ min: 0, max: 9 }), (written, offset) => {
      const bytes = encodeBuiltValue(written);
      const shifted = Buffer.from(new ArrayBuffer(bytes.length + offset), offset, bytes.length);
      shifted.set(bytes);
      assert.deepEqual(withoutPrototype(decodeBuiltValue(shifted)), withoutPrototype(written));
    }));
  });

  it('lie where they were read, so that a table is not there twice', () => {
    const bytes = Buffer.from(new Uint8Array(encodeBuiltValue({ costs: new Int16Array([1, -2, 3]) })).buffer);
    const { costs } = decodeBuiltValue(bytes) as { costs: Int16Array };
    assert.equal(costs.buffer, bytes.buffer);
    assert.deepEqual([...costs], [1, -2, 3]);
  });

  it('are there once for all threads where they have large tables, and read by each where they have none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'meipi-built-'));
    const written = { table: new Uint32Array(1 << 14).fill(7), words: ['\u5929'] };
    writeFileSync(join(folder, 'large.bin'), encodeBuiltValue(written));
    writeFileSync(join(folder, 'words.bin'), encodeBuiltValue(['\u5929'.repeat(1 << 16)]));
    writeFileSync(join(folder, 'small.bin'), encodeBuiltValue(new Uint8Array(9)));
    const here = builtValuesIn(folder);
    const read = here.read('large') as typeof written;
    for (const name of ['words', 'small']) here.read(name);
    assert.deepEqual(read, written);
    assert.deepEqual([...here.bytes.keys()], ['large']);
    // A thread gets the map as a message does; its files may be gone.
    const there = builtValuesIn(join(folder, 'none'), structuredClone(here.bytes));
    const again = there.read('large') as typeof written;
    assert.deepEqual(again, written);
    read.table[3] = 8;
    assert.equal(again.table[3], 8);
    assert.throws(() => there.read('small'), /ENOENT/);
  });

  it('make another bundle when they are others, so that nothing is taken for the work of the program that was recognised with other data', async () => {
    const { builtValues } = (await import(pathToFileURL(join(ROOT, 'scripts', 'lib', 'builtValues.mjs')).href)) as { builtValues: (outdir: string) => Plugin };
    const folder = mkdtempSync(join(tmpdir(), 'meipi-built-'));
    writeFileSync(join(folder, 'main.ts'), "import { words } from './words.built';\nexport const count = words().length;\n");
    const bundleWith = async (words: readonly string[]): Promise<string> => {
      writeFileSync(join(folder, 'words.built.ts'), `export function words(): string[] { return ${JSON.stringify(words)}; }\n`);
      const { outputFiles } = await build({ entryPoints: [join(folder, 'main.ts')], bundle: true, write: false, minify: true, platform: 'node', format: 'cjs', outdir: folder, logLevel: 'error', plugins: [builtValues(folder)] });
      return outputFiles[0]?.text ?? '';
    };
    const first = await bundleWith(['天']);
    assert.doesNotMatch(first, /天/);
    assert.notEqual(await bundleWith(['地']), first);
    assert.equal(await bundleWith(['天']), first);
  });

  for (const path of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.built.ts'))) {
    it(`can be written and read: ${path}`, async () => {
      const module = (await import(pathToFileURL(join(SOURCES, path)).href)) as Record<string, unknown>;
      const makers = Object.entries('default' in module ? (module['default'] as Record<string, unknown>) : module).filter(([, make]) => typeof make === 'function');
      assert.ok(makers.length > 0);
      for (const [name, make] of makers as [string, () => BuiltValue][]) {
        const made = make();
        assert.deepEqual(decodeBuiltValue(Buffer.from(encodeBuiltValue(made))), made, name);
      }
    });
  }
});

/** Objects made by fast-check may have no prototype, on which `deepEqual` insists. */
function withoutPrototype(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) ? { ...value } : value;
}
