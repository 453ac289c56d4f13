import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { openDocument, packDocument, type KnownOfDocument } from '../../../../server/src/corpus/packed/packDocument';
import { openSurvey, packSurvey } from '../../../../server/src/corpus/packed/packSurvey';
import { PackedFindings } from '../../../../server/src/corpus/packed/packedFindings';
import { LAYERS } from '../../../../server/src/recognise/tags';
import { findings, names, plain, statedDate } from './arbitraries';

const question = fc.record({ clause: fc.string({ unit: 'binary' }), start: fc.nat(40), end: fc.nat(40) });
const known: fc.Arbitrary<KnownOfDocument> = fc
  .record({ layers: fc.subarray([...LAYERS]), found: findings, names: fc.option(names, { nil: undefined }), statedDate, forms: fc.option(fc.uint8Array(), { nil: undefined }), wanted: fc.option(fc.array(question, { minLength: 1, maxLength: 3 }), { nil: undefined }) })
  .map(({ layers, found, ...rest }) => plain({ layers, found, ...rest }))
  .map(({ layers, found, ...rest }) => ({ findings: new Map(layers.map((layer) => [layer, PackedFindings.of(found, '')])), ...rest }));

describe('what is known of a document', () => {
  it('comes out of packed bytes as it went in, with the parts that it has', () => {
    fc.assert(
      fc.property(known, (given) => {
        const opened = openDocument(packDocument(given)) ?? assert.fail('refused');
        assert.deepEqual(opened.names, given.names);
        assert.deepEqual(opened.statedDate, given.statedDate);
        assert.deepEqual(opened.wanted, given.wanted);
        assert.deepEqual(opened.forms && [...opened.forms], given.forms && [...given.forms]);
        assert.deepEqual([...opened.findings.keys()], [...given.findings.keys()]);
        for (const [layer, packed] of given.findings) assert.deepEqual(opened.findings.get(layer)?.all(), packed.all());
      }),
    );
  });

  it('is refused when a byte was changed or lost', () => {
    fc.assert(
      fc.property(known, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, place, change) => {
        const bytes = packDocument(given);
        const at = place % bytes.length;
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ change;
        assert.equal(openDocument(changed), undefined);
        assert.equal(openDocument(bytes.slice(0, at)), undefined);
      }),
    );
  });

  it('is refused when another version of the program packed it, and is told from what a survey found', () => {
    const bytes = packDocument({ findings: new Map() });
    assert.notEqual(openDocument(bytes), undefined);
    assert.equal(openSurvey(bytes), undefined);
    assert.equal(openDocument(packSurvey({ sources: { persons: { persons: [], labels: [], credits: [], addresses: [], datelines: [] }, works: [], shortNames: [], frames: [] }, structure: { blocks: [], articles: [], turns: [] }, breaks: [] })), undefined);
    bytes[3] = (bytes[3] as number) + 1;
    assert.equal(openDocument(bytes), undefined);
    assert.equal(openDocument(new Uint8Array()), undefined);
  });

  it('is refused when a byte was added', () => {
    fc.assert(fc.property(known, (given) => assert.equal(openDocument(Uint8Array.of(...packDocument(given), 0)), undefined)));
  });

  it('has a buffer of its own, which may go to another thread', () => {
    const bytes = packDocument({ findings: new Map() });
    assert.equal(bytes.byteLength, bytes.buffer.byteLength);
  });
});
