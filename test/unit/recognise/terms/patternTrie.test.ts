import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { normalisePattern } from '../../../../server/src/recognise/terms/normalForm';
import { PatternTrie } from '../../../../server/src/recognise/terms/patternTrie';

/** Every occurrence of every pattern, found by looking at each place. */
function everywhere(patterns: readonly string[], text: string): string[] {
  const found: string[] = [];
  const normal = normalisePattern(text);
  const seen = new Set<string>();
  patterns.forEach((pattern, index) => {
    const wanted = normalisePattern(pattern);
    if (wanted === '' || seen.has(wanted)) return;
    seen.add(wanted);
    for (let at = normal.indexOf(wanted); at >= 0; at = normal.indexOf(wanted, at + 1)) found.push(`${index}@${at}`);
  });
  return found.sort();
}

function scanned(patterns: readonly string[], text: string): string[] {
  const { patterns: found, starts, ends } = new PatternTrie(patterns).scan(text);
  found.forEach((pattern, i) => assert.equal((ends[i] as number) - (starts[i] as number), (patterns[pattern] as string).length));
  return Array.from(found, (pattern, i) => `${pattern}@${starts[i] as number}`).sort();
}

describe('term patternTrie', () => {
  it('finds nested and overlapping patterns', () => {
    assert.deepEqual(scanned(['新质生产力', '生产力', '力学'], '新质生产力学'), ['0@0', '1@2', '2@4']);
  });

  it('gives occurrences by their beginnings, the shortest of those that begin together first', () => {
    const found = new PatternTrie(['力学', '新质生产力', '新质']).scan('新质生产力学');
    assert.deepEqual([...found.patterns], [2, 1, 0]);
  });

  it('compares Latin letters without case and a hyphen as a space', () => {
    assert.deepEqual(scanned(['high-quality'], 'High Quality, HIGH-QUALITY'), ['0@0', '0@14']);
  });

  it('finds nothing with no patterns, and nothing for an empty one', () => {
    assert.deepEqual(scanned([], '新质'), []);
    assert.deepEqual(scanned(['', '质'], '新质'), ['1@1']);
  });

  it('passes over a pattern that is too long for a term, and finds the others', () => {
    assert.deepEqual(scanned(['新'.repeat(100_000), '质'], '新质'), ['1@1']);
  });

  it('finds exactly what a search at every place finds', () => {
    const word = fc.string({ unit: fc.constantFrom('新', '质', '生', 'a', 'B', '-', '𠮷', '\ud800'), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.string({ unit: fc.constantFrom('新', '质', '生', 'a', 'b', ' ', '𠮷', '\ud800', '。'), maxLength: 40 }), (patterns, text) => {
        assert.deepEqual(scanned(patterns, text), everywhere(patterns, text));
      }),
    );
  });

  it('finds what stands anywhere in a long text', () => {
    for (let at = 4090; at < 4100; at++) assert.deepEqual(scanned(['产业政策', '策'], `${'无'.repeat(at)}产业政策`), [`0@${at}`, `1@${at + 3}`]);
  });

  it('keeps apart thousands of patterns', () => {
    const patterns = Array.from({ length: 5000 }, (_, i) => String.fromCharCode(0x4e00 + (i % 97), 0x5e00 + ((i * 31) % 911), 0x6e00 + (i % 13)));
    const trie = new PatternTrie(patterns);
    for (let i = 0; i < patterns.length; i += 7) {
      const found = Array.from(trie.scan(`。${patterns[i]}。`).patterns, (pattern) => patterns[pattern]);
      assert.deepEqual(found, [patterns[i]]);
    }
  });
});
