import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { openDocument, openNames, packDocument, packNames, type KnownOfDocument } from '../../../../server/src/corpus/packed/packDocument';
import { PackedFindings } from '../../../../server/src/corpus/packed/packedFindings';
import { LAYERS } from '../../../../server/src/recognise/tags';
import { findings, names, plain, statedDate } from './arbitraries';

const question = fc.record({ clause: fc.string({ unit: 'binary' }), start: fc.nat(40), end: fc.nat(40) });
const known: fc.Arbitrary<KnownOfDocument> = fc
  .record({ layers: fc.subarray([...LAYERS]), found: findings, names: fc.option(names, { nil: undefined }), statedDate, wanted: fc.option(fc.array(question, { minLength: 1, maxLength: 3 }), { nil: undefined }) })
  .map(({ layers, found, ...rest }) => plain({ layers, found, ...rest }))
  .map(({ layers, found, ...rest }) => ({ findings: new Map(layers.map((layer) => [layer, PackedFindings.of(found)])), ...rest }));

describe('what is known of a document', () => {
  it('comes out of packed bytes as it went in, with the parts that it has', () => {
    fc.assert(
      fc.property(known, (given) => {
        const opened = openDocument(packDocument(given)) ?? assert.fail('refused');
        assert.deepEqual(opened.names, given.names);
        assert.deepEqual(opened.statedDate, given.statedDate);
        assert.deepEqual(opened.wanted, given.wanted);
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

  it('is told from findings alone', () => {
    const bytes = packDocument({ findings: new Map() });
    assert.equal(PackedFindings.open(bytes), undefined);
    assert.equal(openNames(bytes), undefined);
  });
});

describe('packed names of a document', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(names, (generated) => {
        const given = plain(generated);
        assert.deepEqual(openNames(packNames(given)), given);
      }),
    );
  });

  it('are refused when a byte was lost', () => {
    const bytes = packNames([{ id: 'person:陈启文', form: '陈启文', scope: 'corpus' }]);
    for (let length = 0; length < bytes.length; length++) assert.equal(openNames(bytes.slice(0, length)), undefined);
  });
});
