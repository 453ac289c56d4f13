import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { DocumentFindings } from '../../../../server/src/corpus/findings';
import { builtInTermBase, createRecognition } from '../../../../server/src/corpus/engine';
import { SAID } from '../../../../server/src/corpus/packed/form';
import { internedStrings } from '../../../../server/src/corpus/packed/interned';
import { PackedFindings } from '../../../../server/src/corpus/packed/packedFindings';
import { packFindings } from '../../../../server/src/corpus/packed/packFindings';
import { neverCancelled } from '../../../../server/src/corpus/ports';
import type { TermTag } from '../../../../server/src/recognise/tags';
import { scriptOf } from '../../../../server/src/text/script';
import { bySpan } from '../../../../server/src/text/span';
import { corpusOf } from '../fakes';
import { findings, places, plain } from './arbitraries';

const NOTHING: DocumentFindings = { tags: [], attributions: [], definitions: [] };

function packed(found: DocumentFindings, text = ''): PackedFindings {
  return PackedFindings.of(found, text);
}

/** How often each id stands in findings, as whoever takes them in is told. */
function countsIn(findings: PackedFindings): Map<string, readonly number[]> {
  const counts = new Map<string, readonly number[]>();
  findings.eachId(internedStrings(), (id, ...own) => {
    assert.ok(!counts.has(id));
    counts.set(id, own);
  });
  return counts;
}

describe('packed findings', () => {
  it('give back exactly what was packed', () => {
    fc.assert(
      fc.property(findings, (generated) => {
        const found = plain(generated);
        assert.deepEqual(packed(found).all(), found);
      }),
    );
  });

  it('give back findings that were not in order in order', () => {
    const [first, second] = [2, 5].map((start) => ({ start, end: start + 1, layer: 'term' as const, kind: 'concept' as const, id: 'concept:产业' }));
    assert.deepEqual(packed({ ...NOTHING, tags: [second ?? assert.fail(), first ?? assert.fail()] }).all().tags, [first, second]);
  });

  it('say how often each id stands in them', () => {
    fc.assert(
      fc.property(findings, (generated) => {
        const found = plain(generated);
        const counted = packed(found);
        assert.equal(counted.tagCount, found.tags.length);
        assert.equal(counted.attributionCount, found.attributions.length);
        assert.equal(counted.definitionCount, found.definitions.length);
        const expected = [...idsOf(found)].map((id): [string, number[]] => [id, [
          found.tags.filter((tag) => tag.layer !== 'number' && tag.id === id).length,
          found.attributions.filter(({ sources }) => sources.includes(id)).length,
          found.definitions.filter((definition) => definition.id === id).length,
          (found.tags.some((tag) => tag.layer === 'source' && tag.id === id && tag.role !== undefined) ? SAID.role : 0)
            | (found.tags.some((tag) => tag.layer === 'source' && tag.id === id && tag.introduces) ? SAID.introduction : 0),
        ]]);
        assert.deepEqual(countsIn(counted), new Map(expected));
      }),
    );
  });

  it('say in which scripts the mentions of each id are written', () => {
    const signs = fc.array(fc.constantFrom('产', '產', '业', '業', '中', '文', 'A', '𠮷'), { maxLength: 60 }).map((all) => all.join(''));
    const places = fc.array(fc.record({ id: fc.nat(3), start: fc.nat(70), length: fc.nat(4) }), { maxLength: 30 });
    fc.assert(
      fc.property(signs, places, (text, all) => {
        const tags = all.map(({ id, start, length }): TermTag => ({ layer: 'term', kind: 'concept', id: `concept:${id}`, start, end: start + length })).sort(bySpan);
        const [counted, ids] = [packed({ ...NOTHING, tags }, text), new Set(tags.map(({ id }) => id))];
        for (const id of [...ids, 'concept:nowhere']) {
          const written = tags.filter((tag) => tag.id === id).map(({ start, end }) => scriptOf(text.slice(start, end)));
          const expected = Object.fromEntries([...new Set(written)].map((script) => [script, written.filter((each) => each === script).length]));
          assert.deepEqual(counted.scriptsOf(id), expected);
        }
        assert.deepEqual(counted.all().tags, tags);
        assert.deepEqual([...countsIn(counted).keys()].sort(), [...ids].sort());
      }),
    );
  });

  it('find what belongs to an id without the rest', () => {
    fc.assert(
      fc.property(findings, (generated) => {
        const found = plain(generated);
        const row = packed(found);
        for (const id of [...idsOf(found), 'concept:nowhere']) {
          const tags = found.tags.filter((tag) => tag.layer !== 'number' && tag.id === id);
          assert.deepEqual(row.tagsOf(id), tags);
          assert.deepEqual(row.tagsOf(id, 2), tags.slice(0, 2));
          assert.deepEqual(row.statementsOf(id), found.attributions.filter(({ sources }) => sources.includes(id)));
          assert.deepEqual(row.definitionsOf(id), found.definitions.filter((definition) => definition.id === id));
        }
      }),
    );
  });

  it('find the tags that begin in a stretch, and say how many begin before it', () => {
    fc.assert(
      fc.property(findings, places, fc.nat(), (generated, span, at) => {
        const found = plain(generated);
        const row = packed(found);
        const start = found.tags[at % (found.tags.length || 1)]?.start ?? 0;
        for (const each of [span, { start, end: start + 1 }, { start: Math.max(0, start - 20), end: start + 50 }, { start, end: start }]) {
          assert.deepEqual(row.tagsBeginningIn(each.start, each.end), found.tags.filter((tag) => tag.start >= each.start && tag.start < each.end));
          assert.equal(row.tagsBefore(each.start), found.tags.filter((tag) => tag.start < each.start).length);
        }
        assert.equal(row.longestTag, Math.max(0, ...found.tags.map((tag) => tag.end - tag.start)));
      }),
    );
  });

  it('are read wherever they lie in other bytes', () => {
    fc.assert(
      fc.property(findings, fc.nat(9), (generated, shift) => {
        const found = plain(generated);
        const bytes = packFindings(found, '');
        const shifted = new Uint8Array(shift + bytes.length + 3).fill(0xee);
        shifted.set(bytes, shift);
        assert.deepEqual(new PackedFindings(shifted.subarray(shift, shift + bytes.length)).all(), found);
      }),
    );
  });

  it('have a buffer of their own, which may go to another thread', () => {
    const bytes = packFindings(NOTHING, '');
    assert.equal(bytes.byteLength, bytes.buffer.byteLength);
  });

  it('hold what the recognisers of the program find, in fewer bytes than the text takes in memory', async function () {
    const folder = process.env.MEIPI_CORPUS ?? 'seeds';
    this.timeout(60_000);
    const texts = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => [name, readFileSync(join(folder, name))] as const);
    const { corpus } = await corpusOf(Object.fromEntries(texts), { recognition: createRecognition(), builtInTermBase });
    await corpus.index(neverCancelled);
    let characters = 0;
    let bytes = 0;
    for (const document of corpus.documents) {
      const { tags, attributions, definitions } = { definitions: document.definitions, ...document.recognised };
      const row = packed({ tags, attributions, definitions }, document.text.text);
      assert.deepEqual(row.all(), { tags, attributions, definitions });
      assert.equal(JSON.stringify(row.all().tags.flatMap((tag) => (tag.layer === 'number' ? [tag.measures] : []))), JSON.stringify(tags.flatMap((tag) => (tag.layer === 'number' ? [tag.measures] : []))), 'fields in the order in which they are exported');
      characters += document.text.length;
      bytes += row.bytes.length;
    }
    assert.ok(characters > 0);
    assert.ok(bytes < 2 * characters, `${bytes} bytes for ${characters} characters`);
  });
});

function idsOf({ tags, attributions, definitions }: DocumentFindings): Set<string> {
  const ofTags = tags.flatMap((tag) => (tag.layer === 'number' ? [] : [tag.id]));
  return new Set([...ofTags, ...attributions.flatMap(({ sources }) => sources), ...definitions.map(({ id }) => id)]);
}
