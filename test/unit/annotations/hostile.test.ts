import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import schema from '../../../schemas/annotations.schema.json';
import { parseJson, stringifyJson } from '../../../server/src/annotations/sidecar/json';
import { encodeSidecar, formatSidecar, parseSidecar, type Sidecar, type StoredAnnotation } from '../../../server/src/annotations/sidecar/sidecar';
import { open, sidecarOf } from './memory';

const URI = 'file:///corpus/a.txt.annotations.json';

/** A page with an annotation of every kind. */
const PAGE = {
  '@context': ['http://www.w3.org/ns/anno.jsonld', { meipi: 'urn:meipi:terms:' }],
  id: 'urn:meipi:annotations:a.txt',
  type: 'AnnotationPage',
  items: [
    {
      id: 'urn:uuid:1', type: 'Annotation', motivation: 'tagging', created: '2024-05-01T08:00:00Z', modified: '2024-05-01T09:00:00Z', creator: { type: 'Person', name: '何静' },
      body: [{ type: 'TextualBody', purpose: 'tagging', value: '概念' }, { type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: '备注' }],
      target: {
        type: 'SpecificResource',
        state: { type: 'TimeState', sourceDate: '2024-05-01T08:00:00Z', cached: `urn:sha256:${'a'.repeat(64)}` },
        selector: [{ type: 'TextQuoteSelector', exact: '算力', prefix: '发展', suffix: '要快' }, { type: 'TextPositionSelector', start: 2, end: 4 }],
        'meipi:original': { selector: [{ type: 'TextQuoteSelector', exact: '算力', prefix: '', suffix: '' }] },
        'meipi:anchor': 'moved',
        source: 'urn:meipi:document:a.txt',
      },
      'meipi:decision': { verdict: 'rejected', tag: { layer: 'term', kind: 'term', id: 'concept:算力' } },
      'meipi:locked': true,
      'meipi:adjudicates': ['urn:uuid:7'],
      'meipi:conflictsWith': 'urn:uuid:8',
    },
    {
      id: 'urn:uuid:2', type: 'Annotation', motivation: 'linking', created: '2024-05-01T08:00:00Z', modified: '2024-05-01T09:00:00Z', creator: { type: 'Person', name: '何静' },
      body: [{ type: 'SpecificResource', purpose: 'linking', source: 'urn:uuid:1' }, { type: 'TextualBody', purpose: 'classifying', value: 'supports' }],
      target: 'urn:uuid:9',
    },
    { id: 'urn:uuid:3', type: 'Annotation', motivation: 'assessing', body: [{ type: 'TextualBody', purpose: 'assessing', value: 'done' }], target: 'urn:meipi:document:a.txt' },
  ],
};

describe('a sidecar that another program wrote, or a fault', () => {
  it('is no sidecar when it is cut off at any byte, and says so', () => {
    const bytes = Buffer.from(formatSidecar(parseSidecar(JSON.stringify(PAGE), URI).sidecar as Sidecar, 'a.txt').trimEnd());
    for (let length = 0; length < bytes.length; length++) {
      const { sidecar, problems } = parseSidecar(bytes.subarray(0, length).toString('utf8'), URI);
      assert.equal(sidecar, undefined, `after ${length} bytes`);
      assert.deepEqual(problems.map(({ severity, code }) => [severity, code]), [['error', 'sidecar.invalid']]);
      assert.ok((problems[0]?.span?.end ?? 0) <= length);
    }
  });

  it('keeps what it says, whatever stands in the place of any of its values', () => {
    const page = JSON.stringify(PAGE);
    let kept = 0;
    // What a context lacks is added to it.
    for (const path of pathsOf(PAGE).filter(([first]) => first !== '@context')) {
      for (const value of ['null', 'true', '-1', '1.0', '1e400', '12345678901234567890', '""', '"\\ud800"', '[]', '[null]', '{}', '{"__proto__":{"x":1},"constructor":[1.50]}', '{"a":1,"a":2}', '{"b":1,"2":2}']) {
        const text = replaced(page, path, value);
        const { sidecar } = parseSidecar(text, URI);
        if (!sidecar) {
          assert.ok(path.length === 0 || ((path[0] === 'type' || path[0] === 'items') && path.length === 1), `${path.join('.')} ${value}`);
          continue;
        }
        const again = formatSidecar(sidecar, 'a.txt');
        assert.equal(Buffer.from(encodeSidecar(sidecar, 'a.txt')).toString(), again);
        // One line each, and the value where it was.
        assert.equal(again.split('\n').filter((line) => /^[ ,]/.test(line)).length, (JSON.parse(text) as { items: unknown[] }).items.length);
        if (stringifyJson(parseJson(text)).includes(`"${path.at(-1)}":${value}`)) assert.ok(stringifyJson(parseJson(again)).includes(`"${path.at(-1)}":${value}`), `${path.join('.')} ${value}\n${again}`);
        assert.equal(formatSidecar(parseSidecar(again, URI).sidecar as Sidecar, 'a.txt'), again, `${path.join('.')} ${value}`);
        kept++;
      }
    }
    assert.ok(kept > 1000);
  });

  it('keeps unknown numbers, fields named twice and the order of fields when one of its annotations is changed', () => {
    const odd = '"ex:n":[1.0,-0,1e400,12345678901234567890],"ex:twice":{"a":1,"a":2},"ex:order":{"b":1,"2":2,"1":3},"__proto__":{"p":1.50}';
    const text = JSON.stringify(PAGE).replace('"motivation":"tagging"', `${odd},"motivation":"tagging"`).replace('"type":"SpecificResource"', `"type":"SpecificResource",${odd}`);
    const { sidecar, problems } = parseSidecar(text, URI);
    assert.deepEqual(problems, []);
    const changed = { ...(sidecar?.annotations[0] as StoredAnnotation), memo: '改' };
    const again = formatSidecar({ ...(sidecar as Sidecar), annotations: [changed] }, 'a.txt');
    assert.equal(again.split(odd).length, 3);
    assert.ok(again.includes(`"type":"Annotation",${odd},"motivation"`));
    assert.equal(({} as { p?: unknown }).p, undefined);
  });

  it('is not read when a field of the page stands twice, and an annotation is not shown when one of its fields does', () => {
    const page = parseSidecar('{"type":"AnnotationPage","items":[],"items":[]}', URI);
    assert.equal(page.sidecar, undefined);
    assert.match(page.problems[0]?.message ?? '', /"items" stands twice/);
    const items = ['{"id":"urn:x:1","id":"urn:x:2","type":"Annotation","target":"urn:meipi:document:a.txt"}', '{"id":"urn:x:3","type":"Annotation","target":{"source":"urn:x:t","source":"urn:x:u","selector":{"type":"TextQuoteSelector","exact":"字"}}}'];
    const { sidecar, problems } = parseSidecar(`{"type":"AnnotationPage","items":[${items.join(',')}]}`, URI);
    assert.deepEqual(problems.map(({ message }) => /"\w+" stands twice/.exec(message)?.[0]), ['"id" stands twice', '"source" stands twice']);
    assert.deepEqual(sidecar?.others.map((each) => stringifyJson(each)), items);
  });

  it('may have positions written as other numbers', () => {
    const text = JSON.stringify(PAGE).replace('"start":2,"end":4', '"start":2.0,"end":4e0');
    const { sidecar, problems } = parseSidecar(text, URI);
    assert.deepEqual([problems, sidecar?.annotations[0]?.parts[0]?.passage.position], [[], { start: 2, end: 4 }]);
    assert.match(formatSidecar(sidecar as Sidecar, 'a.txt'), /"start":2\.0,"end":4e0/);
  });

  it('is never overwritten while it is none', async () => {
    const whole = JSON.stringify(PAGE);
    for (const text of [whole.slice(0, -20), '', '\0\0\0', '[]', '{"type":"AnnotationPage"}', '{"a":'.repeat(300), `${whole}${whole}`]) {
      const { store, files } = await open({ 'a.txt': '发展算力要快。' });
      files.files.set(sidecarOf('a.txt'), text);
      await store.reload('a.txt');
      await assert.rejects(store.add({ document: 'a.txt', spans: [{ start: 0, end: 2 }], creator: '甲' }));
      await store.save('a.txt');
      assert.equal(files.files.get(sidecarOf('a.txt')), text);
    }
  });
});

describe('the JSON schema of sidecars', () => {
  const validate = new Ajv({ strict: false }).compile(schema);

  it('takes every sidecar that is written, and those of the sample corpus', () => {
    const seeds = join(__dirname, '..', '..', '..', 'seeds');
    const texts = readdirSync(seeds).filter((name) => name.endsWith('.annotations.json')).map((name) => readFileSync(join(seeds, name), 'utf8'));
    assert.ok(texts.length > 0);
    for (const text of [...texts, formatSidecar(parseSidecar(JSON.stringify(PAGE), URI).sidecar as Sidecar, 'a.txt'), formatSidecar({ page: {}, annotations: [], others: [] }, 'a.txt')]) {
      assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors));
    }
  });

  it('takes no page that is not read, and no annotation that is read with a warning', () => {
    for (const text of ['[]', '{"items":[]}', '{"type":"AnnotationPage"}', '{"type":"AnnotationPage","items":{}}', '{"type":"AnnotationPage","items":[7]}', '{"type":"AnnotationPage","items":[{"type":"Annotation","target":"urn:x"}]}',
      JSON.stringify(PAGE).replace('"start":2', '"start":-2'), JSON.stringify(PAGE).replace('"start":2', '"start":"2"'), JSON.stringify(PAGE).replace('"exact":"算力","prefix":"发展"', '"prefix":""')]) {
      const { sidecar, problems } = parseSidecar(text, URI);
      assert.ok(!sidecar || problems.length > 0, text);
      assert.ok(!validate(JSON.parse(text)), text);
    }
  });
});

/** The paths to all values of a value. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]))];
}

/** A JSON text with another text in the place of one value. */
function replaced(json: string, path: readonly (string | number)[], text: string): string {
  const mark = '"\u{10FFFF}here"';
  const value: unknown = JSON.parse(json);
  if (path.length === 0) return text;
  let at = value as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  at[path.at(-1) ?? ''] = JSON.parse(mark);
  return JSON.stringify(value).replace(mark, text);
}
