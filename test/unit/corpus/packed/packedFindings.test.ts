import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { DocumentFindings } from '../../../../server/src/corpus/document';
import { builtInTermBase, createRecognition } from '../../../../server/src/corpus/engine';
import { PackedFindings } from '../../../../server/src/corpus/packed/packedFindings';
import { packFindings } from '../../../../server/src/corpus/packed/packFindings';
import { neverCancelled } from '../../../../server/src/corpus/ports';
import { overlaps } from '../../../../server/src/text/span';
import { corpusOf } from '../fakes';
import { findings, places, plain } from './arbitraries';

const NOTHING: DocumentFindings = { tags: [], attributions: [], definitions: [] };

function opened(found: DocumentFindings): PackedFindings {
  return PackedFindings.open(packFindings(found)) ?? assert.fail('refused');
}

describe('packed findings', () => {
  it('give back exactly what was packed', () => {
    fc.assert(
      fc.property(findings, (generated) => {
        const found = plain(generated);
        assert.deepEqual(opened(found).all(), found);
      }),
    );
  });

  it('give back findings that were not in order in order', () => {
    const [first, second] = [2, 5].map((start) => ({ start, end: start + 1, layer: 'term' as const, kind: 'concept' as const, id: 'concept:产业' }));
    assert.deepEqual(opened({ ...NOTHING, tags: [second ?? assert.fail(), first ?? assert.fail()] }).all().tags, [first, second]);
  });

  it('say how often each id stands in them', () => {
    fc.assert(
      fc.property(findings, (generated) => {
        const found = plain(generated);
        const packed = opened(found);
        assert.equal(packed.tagCount, found.tags.length);
        assert.equal(packed.attributionCount, found.attributions.length);
        assert.equal(packed.definitionCount, found.definitions.length);
        const counts = new Map(packed.ids().map(({ id, ...rest }) => [id, rest]));
        assert.equal(counts.size, packed.ids().length);
        for (const id of idsOf(found)) {
          assert.deepEqual(counts.get(id), {
            tags: found.tags.filter((tag) => tag.layer !== 'number' && tag.id === id).length,
            statements: found.attributions.filter(({ sources }) => sources.includes(id)).length,
            definitions: found.definitions.filter((definition) => definition.id === id).length,
            hasRole: found.tags.some((tag) => tag.layer === 'source' && tag.id === id && tag.role !== undefined),
            isIntroduced: found.tags.some((tag) => tag.layer === 'source' && tag.id === id && tag.introduces),
          });
        }
        assert.deepEqual(new Set(counts.keys()), idsOf(found));
      }),
    );
  });

  it('find what belongs to an id without the rest', () => {
    fc.assert(
      fc.property(findings, (generated) => {
        const found = plain(generated);
        const packed = opened(found);
        for (const id of [...idsOf(found), 'concept:nowhere']) {
          const tags = found.tags.filter((tag) => tag.layer !== 'number' && tag.id === id);
          assert.deepEqual(packed.tagsOf(id), tags);
          assert.deepEqual([...packed.spansOf(id)], tags.flatMap(({ start, end }) => [start, end]));
          assert.deepEqual(packed.statementsOf(id), found.attributions.filter(({ sources }) => sources.includes(id)));
          assert.deepEqual(packed.definitionsOf(id), found.definitions.filter((definition) => definition.id === id));
        }
      }),
    );
  });

  it('find the tags of a span', () => {
    fc.assert(
      fc.property(findings, places, fc.nat(), (generated, span, at) => {
        const found = plain(generated);
        const packed = opened(found);
        const start = found.tags[at % (found.tags.length || 1)]?.start ?? 0;
        for (const each of [span, { start, end: start + 1 }, { start: Math.max(0, start - 20), end: start + 50 }, { start, end: start }]) {
          assert.deepEqual(packed.tagsIn(each), found.tags.filter((tag) => overlaps(tag, each)));
        }
      }),
    );
  });

  it('are read wherever they lie in other bytes', () => {
    fc.assert(
      fc.property(findings, fc.nat(9), (generated, shift) => {
        const found = plain(generated);
        const bytes = packFindings(found);
        const shifted = new Uint8Array(shift + bytes.length + 3).fill(0xee);
        shifted.set(bytes, shift);
        assert.deepEqual(PackedFindings.open(shifted.subarray(shift, shift + bytes.length))?.all(), found);
      }),
    );
  });

  it('are refused when a byte was changed, lost or added', () => {
    fc.assert(
      fc.property(findings, fc.nat(), fc.integer({ min: 1, max: 255 }), (found, place, change) => {
        const bytes = packFindings(found);
        const at = place % bytes.length;
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ change;
        assert.equal(PackedFindings.open(changed), undefined);
        assert.equal(PackedFindings.open(bytes.slice(0, at)), undefined);
        assert.equal(PackedFindings.open(Uint8Array.of(...bytes, 0)), undefined);
      }),
    );
  });

  it('are refused when another version of the program packed them', () => {
    const bytes = packFindings(NOTHING);
    bytes[3] = (bytes[3] as number) + 1;
    assert.equal(PackedFindings.open(bytes), undefined);
    assert.equal(PackedFindings.open(new Uint8Array()), undefined);
  });

  it('have a buffer of their own, which may go to another thread', () => {
    const bytes = packFindings(NOTHING);
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
      const packed = opened({ tags, attributions, definitions });
      assert.deepEqual(packed.all(), { tags, attributions, definitions });
      assert.equal(JSON.stringify(packed.all().tags.flatMap((tag) => (tag.layer === 'number' ? [tag.measures] : []))), JSON.stringify(tags.flatMap((tag) => (tag.layer === 'number' ? [tag.measures] : []))), 'fields in the order in which they are exported');
      characters += document.text.length;
      bytes += packed.bytes.length;
    }
    assert.ok(characters > 0);
    assert.ok(bytes < 2 * characters, `${bytes} bytes for ${characters} characters`);
  });
});

function idsOf({ tags, attributions, definitions }: DocumentFindings): Set<string> {
  const ofTags = tags.flatMap((tag) => (tag.layer === 'number' ? [] : [tag.id]));
  return new Set([...ofTags, ...attributions.flatMap(({ sources }) => sources), ...definitions.map(({ id }) => id)]);
}
