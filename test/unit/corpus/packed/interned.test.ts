import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { ByteReader, ByteWriter } from '../../../../server/src/corpus/packed/bytes';
import { internedStrings } from '../../../../server/src/corpus/packed/interned';
import { internedNames, openDocument, packDocument } from '../../../../server/src/corpus/packed/packDocument';

describe('values read from packed bytes again and again', () => {
  it('are what was written, however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 1000 }), (strings) => {
        const bytes = new ByteWriter();
        for (const each of strings) bytes.string(each);
        const interned = internedStrings();
        for (let round = 0; round < 2; round++) {
          const reader = new ByteReader(bytes.written);
          assert.deepEqual(strings.map(() => interned.next(reader)), strings);
          assert.equal(reader.at, bytes.length);
        }
      }),
    );
  });

  it('are one object for all documents', () => {
    const names = [{ id: 'person:林某', form: '林某', scope: 'corpus' }, { id: 'person:林某', form: '林某', scope: 'corpus', roles: ['馆长', '记者'] }, { id: 'person:林某', form: '林某', scope: 'document' }] as const;
    const known = internedNames();
    const [first, second] = [names, [...names].reverse()].map((each) => openDocument(packDocument({ findings: new Map(), names: each }), known)?.names ?? assert.fail());
    assert.deepEqual(first, names);
    assert.deepEqual(second, [...names].reverse());
    for (const [i, name] of (first ?? []).entries()) assert.equal(second?.[2 - i], name);
  });

  it('are one object each however many there are: what finds them grows several times', () => {
    const names = Array.from({ length: 2100 }, (_, i) => ({ id: `person:林${i}`, form: `林${i}`, scope: 'corpus' as const }));
    const bytes = packDocument({ findings: new Map(), names });
    const known = internedNames();
    const [first, second] = [0, 1].map(() => openDocument(bytes, known)?.names);
    assert.deepEqual(first, names);
    assert.ok(first?.every((name, i) => name === second?.[i]));
  });
});
