import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const readJson = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(root, name), 'utf8')) as Record<string, unknown>;

/** Every string literal that the sources hand to `l10n.t`. */
function keysInSources(): Set<string> {
  const keys = new Set<string>();
  for (const folder of ['client/src', 'server/src']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const source = readFileSync(join(root, folder, name), 'utf8');
      for (const match of source.matchAll(/l10n\s*\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)) {
        keys.add((match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'));
      }
    }
  }
  return keys;
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\d\}/g)].map((match) => match[0]).sort();

describe('translations', () => {
  const keys = keysInSources();

  for (const language of ['zh-cn', 'zh-tw']) {
    const bundle = readJson(`l10n/bundle.l10n.${language}.json`) as Record<string, string>;

    it(`${language}: every message of the sources is translated, with its placeholders`, () => {
      assert.ok(keys.size > 50);
      for (const key of keys) {
        assert.ok(bundle[key], `not translated: ${key}`);
        assert.deepEqual(placeholders(bundle[key]), placeholders(key), key);
      }
    });

    it(`${language}: nothing is translated that no source says`, () => {
      assert.deepEqual(Object.keys(bundle).filter((key) => !keys.has(key)), []);
    });

    it(`${language}: the manifest is translated as a whole`, () => {
      assert.deepEqual(Object.keys(readJson(`package.nls.${language}.json`)), Object.keys(readJson('package.nls.json')));
    });
  }

  it('every message that the manifest names exists, and every one that exists is named', () => {
    const named = new Set([...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]));
    assert.deepEqual([...named].sort(), Object.keys(readJson('package.nls.json')).sort());
  });
});
