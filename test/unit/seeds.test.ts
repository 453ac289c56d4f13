import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSidecar, type StoredAnnotation } from '../../server/src/annotations/sidecar/sidecar';
import type { CodeBook } from '../../server/src/annotations/model';
import { MANIFEST_NAME, parseManifest } from '../../server/src/corpus/manifest';
import { SourceText } from '../../server/src/text/sourceText';

const folder = fileURLToPath(new URL('../../seeds/', import.meta.url));
const names = readdirSync(folder);
const texts = names.filter((name) => name.endsWith('.txt'));
const sidecars = names.filter((name) => name.endsWith('.annotations.json'));

function read(name: string): string {
  return readFileSync(folder + name, 'utf8');
}

function annotationsOf(sidecar: string): readonly StoredAnnotation[] {
  const { sidecar: page, problems } = parseSidecar(read(sidecar), sidecar);
  assert.deepEqual(problems, []);
  return page?.annotations ?? [];
}

describe('The sample corpus', () => {
  it('has six to eight texts of at least 15,000 Han characters together', () => {
    const han = texts.reduce((sum, name) => sum + (read(name).match(/\p{Script=Han}/gu)?.length ?? 0), 0);
    assert.ok(texts.length >= 6 && texts.length <= 8, `${texts.length} texts`);
    assert.ok(han >= 15_000, `${han} characters`);
  });

  it('has texts in well-formed UTF-8, without a byte order mark and with one kind of line end each', () => {
    for (const name of texts) {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(folder + name));
      assert.ok(!text.startsWith('\ufeff'), name);
      const ends = new Set(text.match(/\r\n|\r|\n/g));
      assert.equal(ends.size, 1, name);
      assert.deepEqual(ends, new Set([name === '07-news-dispatch.txt' ? '\r\n' : '\n']), name);
    }
  });

  it('has characters that break naive counting: outside the BMP, an emoji, a variation sequence, full-width digits', () => {
    const all = texts.map(read).join('\n');
    assert.match(all, /\u{20BB7}/u);
    assert.match(all, /[\u{1F300}-\u{1FAFF}]/u);
    assert.equal(all.match(/\p{Script=Han}[\u{E0100}-\u{E01EF}]/gu)?.length, 1);
    assert.match(all, /[０-９]/);
  });

  it('is described by a corpus.json without a mistake, which names exactly the texts that are there', () => {
    const { manifest, problems } = parseManifest(read(MANIFEST_NAME), MANIFEST_NAME);
    assert.deepEqual(problems, []);
    assert.deepEqual([...manifest.documents.keys()].sort(), [...texts].sort());
    assert.ok(manifest.codeBook && names.includes(manifest.codeBook.value));
    for (const [name, document] of manifest.documents) {
      assert.ok(document.title, name);
      assert.ok(document.authors.length > 0, name);
    }
  });

  it('leaves one document without a date, so that relative dates stay open there', () => {
    const { manifest } = parseManifest(read(MANIFEST_NAME), MANIFEST_NAME);
    const undated = [...manifest.documents].filter(([, document]) => document.date === undefined).map(([name]) => name);
    assert.deepEqual(undated, ['08-column-hk.txt']);
    assert.match(read('08-column-hk.txt'), /去年十月/);
    assert.doesNotMatch(read('08-column-hk.txt'), /(?:19|20)\d\d|二[〇零]/);
  });

  it('has a code book whose ids are unique, whose parents stand before their children and whose names are in both scripts', () => {
    const { codes } = JSON.parse(read('codebook.json')) as CodeBook;
    const seen = new Set<string>();
    for (const code of codes) {
      assert.ok(!seen.has(code.id), code.id);
      assert.ok(code.parent === undefined || seen.has(code.parent), code.id);
      seen.add(code.id);
      assert.match(code.color, /^#[0-9a-f]{6}$/);
      assert.ok(code.description, code.id);
      for (const language of ['en', 'zh-Hans', 'zh-Hant']) assert.ok(code.names?.[language], `${code.id} ${language}`);
    }
    assert.ok(codes.some((code) => code.parent !== undefined));
  });

  it('has annotations whose quotations stand at their positions, counted in code points, of the text as it is', () => {
    assert.ok(sidecars.length >= 3);
    for (const sidecar of sidecars) {
      const name = sidecar.replace(/\.annotations\.json$/, '');
      assert.ok(texts.includes(name), sidecar);
      const text = read(name);
      const points = [...text];
      for (const { id, passage } of annotationsOf(sidecar).flatMap((annotation) => annotation.parts.map((part) => ({ id: annotation.id, passage: part.passage })))) {
        assert.ok(passage.position, id);
        const { start, end } = passage.position;
        assert.equal(points.slice(start, end).join(''), passage.quote, id);
        assert.equal(points.slice(Math.max(0, start - 32), start).join(''), passage.prefix, id);
        assert.equal(points.slice(end, end + 32).join(''), passage.suffix, id);
        assert.equal(passage.textHash, createHash('sha256').update(text).digest('hex'), id);
      }
    }
  });

  it('has annotations with codes of the code book only, of one reader, each with an id of its own', () => {
    const { codes } = JSON.parse(read('codebook.json')) as CodeBook;
    const known = new Set(codes.map((code) => code.id));
    const annotations = sidecars.flatMap(annotationsOf);
    assert.equal(new Set(annotations.map((annotation) => annotation.id)).size, annotations.length);
    for (const annotation of annotations) {
      assert.ok(annotation.codes.length > 0, annotation.id);
      for (const code of annotation.codes) assert.ok(known.has(code), code);
      assert.equal(annotation.creator, 'Sample Reader');
    }
  });

  it('shows what annotations can be: two that overlap, a memo, a passage over a broken line, one after a surrogate pair', () => {
    const bySidecar = sidecars.map((name) => ({ text: new SourceText(read(name.replace(/\.annotations\.json$/, ''))), annotations: annotationsOf(name) }));
    const all = bySidecar.flatMap(({ annotations }) => annotations);
    assert.ok(all.some((annotation) => annotation.memo !== ''));
    assert.ok(all.some((annotation) => annotation.parts[0]?.passage.quote.includes('\n')));
    assert.ok(
      bySidecar.some(({ annotations }) =>
        annotations.some((a, i) => annotations.slice(i + 1).some((b) => (b.parts[0]?.passage.position?.start ?? Infinity) < (a.parts[0]?.passage.position?.end ?? 0))),
      ),
    );
    assert.ok(
      bySidecar.some(({ text, annotations }) => annotations.some(({ parts }) => parts.some(({ passage }) => passage.position !== undefined && text.codePoints.toUtf16(passage.position.start) !== passage.position.start))),
    );
  });
});
