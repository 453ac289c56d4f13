import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meipi } from './meipi';

const folder = process.env['MEIPI_CORPUS'];

describe('meipi on a real corpus', function () {
  this.timeout(60_000);
  before(function () {
    if (folder === undefined) this.skip();
  });
  const path = (): string => folder ?? assert.fail();
  const hashes = (): string[] => readdirSync(path()).map((name) => `${name} ${createHash('sha256').update(readFileSync(join(path(), name))).digest('hex')}`);

  it('writes offsets that give the text of every tag and every statement, and changes no file', async () => {
    const before = hashes();
    const characters = new Map<string, string[]>();
    const between = (file: string, start: number, end: number): string => {
      let text = characters.get(file);
      if (!text) characters.set(file, (text = [...readFileSync(file, 'utf8').replace(/^\ufeff/, '')]));
      return text.slice(start, end).join('');
    };
    const tags = await meipi(path(), ['tag', path()]);
    assert.equal(tags.code, 0);
    const layers = new Set<string>();
    for (const line of tags.lines) {
      const { file, start, end, text, layer } = JSON.parse(line) as { file: string; start: number; end: number; text: string; layer: string };
      assert.equal(between(file, start, end), text);
      assert.equal(text.trim(), text);
      layers.add(layer);
    }
    assert.deepEqual([...layers].sort(), ['number', 'source', 'term']);
    const attributions = await meipi(path(), ['attributions', path()]);
    for (const line of attributions.lines) {
      const { file, contentStart, contentEnd, text } = JSON.parse(line) as { file: string; contentStart: number; contentEnd: number; text: string };
      assert.equal(between(file, contentStart, contentEnd), text);
    }
    assert.ok(attributions.lines.length > 0);
    assert.deepEqual(hashes(), before);
  });

  it('writes the same whenever it is asked', async () => {
    const [once, twice] = [await meipi(path(), ['tag', path()]), await meipi(path(), ['tag', path()])];
    assert.equal(once.out, twice.out);
  });
});
