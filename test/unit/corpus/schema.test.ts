import { strict as assert } from 'node:assert';
import schema from '../../../schemas/corpus.schema.json';
import { isEdtf } from '../../../server/src/corpus/edtf';
import { parseManifest } from '../../../server/src/corpus/manifest';

describe('the JSON schema of corpus.json', () => {
  it('knows the same fields as the reader', () => {
    const sample = (fields: object): string => JSON.stringify(Object.fromEntries(Object.keys(fields).map((name) => [name, null])));
    const text = `{"documents": {"a": ${sample(schema.properties.documents.additionalProperties.properties)}}, ${sample({ ...schema.properties, documents: 0 }).slice(1).replace(/,?"documents":null/, '')}`;
    const unknown = parseManifest(text, 'file:///corpus.json').problems.filter(({ code }) => code !== 'corpus.wrong-type');
    assert.deepEqual(unknown, []);
    assert.deepEqual(
      /Known are: (.*)\./.exec(parseManifest('{"x": 1}', 'file:///c').problems[0]?.message ?? '')?.[1]?.split(', ').sort(),
      Object.keys(schema.properties).filter((name) => name !== '$schema').sort(),
    );
  });

  it('takes no date away that the reader takes', () => {
    const pattern = new RegExp(schema.definitions.edtf.pattern);
    for (const date of ['2024', '2024-03-18', '199X', 'XXXX-12-13', '1984?', '2004-06~', 'Y17000', '-0044', '2018/2022', '1985/..', '../1985', '/2006', '2004/']) {
      assert.ok(isEdtf(date) && pattern.test(date), date);
    }
    for (const date of schema.definitions.edtf.examples) assert.ok(isEdtf(date), date);
  });
});
