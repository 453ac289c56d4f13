import { strict as assert } from 'node:assert';
import type { AnalysedDocument } from '../../../../server/src/corpus/document';
import { Passes } from '../../../../server/src/corpus/indexing/passes';
import { SourceNames } from '../../../../server/src/corpus/names/sourceNames';
import { LAYERS, type Layer } from '../../../../server/src/recognise/tags';

/** A corpus of documents that are no more than a text and the layers that were recognised, and what was done to them, in order. */
class Corpus {
  readonly done: string[] = [];
  readonly retagged: string[] = [];
  readonly names: SourceNames<AnalysedDocument> = new SourceNames<AnalysedDocument>((document) => this.passes.has(document));
  readonly passes: Passes = new Passes({
    names: this.names,
    // 记 before two characters establishes a name.
    survey: ({ id, reading }) => {
      this.done.push(`survey ${id}`);
      return [...reading.text.matchAll(/记(..)/gu)].map(([, form = '']) => ({ id: `person:${form}`, form, scope: 'corpus' as const }));
    },
    indexes: [{ put: ({ id }) => void this.done.push(`index ${id}`), remove: (id) => void this.done.push(`remove ${id}`) }],
    onRetagged: (uris) => void this.retagged.push(...uris),
  });

  put(id: string, text: string, { isProvisional = false, length = text.length } = {}): AnalysedDocument {
    const layers = new Set<Layer>();
    const document = {
      id,
      uri: id,
      roughLength: length,
      isProvisional,
      reading: { text },
      has: (layer: Layer) => layers.has(layer),
      forget: (layer: Layer) => layers.delete(layer),
      ensure: (layer: Layer) => {
        if (layers.has(layer)) return;
        this.done.push(`${layer} ${id}`);
        layers.add(layer);
        if (layer === 'source') this.names.use(document, this.names.relevantTo(document).digest, this.names.register.version);
      },
      settle: () => undefined,
    } as unknown as AnalysedDocument;
    this.passes.put(document);
    return document;
  }

  /** What was done since this was asked last. */
  get since(): string[] {
    return this.done.splice(0);
  }
}

const recognised = (id: string): string[] => LAYERS.map((layer) => `${layer} ${id}`);

describe('The passes of a document', () => {
  it('come one after another: surveyed, recognised, taken into the indexes; none twice for nothing', () => {
    const corpus = new Corpus();
    const a = corpus.put('a', '记林某');
    assert.deepEqual([[...corpus.passes.unsurveyed], [...corpus.passes.unindexed], corpus.passes.areDone], [[a], [a], false]);
    corpus.passes.index(a);
    assert.deepEqual(corpus.since, ['survey a', ...recognised('a'), 'index a']);
    corpus.passes.survey(a);
    corpus.passes.check(a);
    corpus.passes.indexFew();
    assert.deepEqual([corpus.since, corpus.passes.unsurveyed.size, corpus.passes.unindexed.size], [[], 0, 0]);
    corpus.passes.finish();
    assert.ok(corpus.passes.areDone);
  });

  it('are gone through again for sources alone where a name that became known stands, and nowhere else', () => {
    const corpus = new Corpus();
    const [a, b] = [corpus.put('a', '林某来过'), corpus.put('b', '没有人')];
    for (const document of [a, b]) corpus.passes.index(document);
    const c = corpus.put('c', '记林某');
    corpus.passes.survey(c);
    assert.deepEqual([...corpus.passes.unchecked], [a, b]);
    corpus.done.length = 0;
    corpus.passes.indexFew();
    assert.deepEqual(corpus.since, [...recognised('c'), 'index c', 'source a', 'index a']);
    assert.deepEqual(corpus.retagged, ['a']);
  });

  it('take the names of other documents into account before a document is asked, as far as they are few', () => {
    const corpus = new Corpus();
    const a = corpus.put('a', '林某来过');
    corpus.passes.index(a);
    corpus.done.length = 0;
    corpus.put('b', '记林某');
    corpus.passes.prepare(a);
    assert.deepEqual([corpus.since, a.has('source')], [['survey b'], false]);
  });

  it('of more than a few documents are left to indexing by a question', () => {
    const corpus = new Corpus();
    for (let i = 0; i < 9; i++) corpus.put(`${i}`, '林某');
    corpus.passes.indexFew();
    assert.deepEqual([corpus.since, corpus.passes.unindexed.size], [[], 9]);
    corpus.passes.remove('8');
    corpus.done.length = 0;
    corpus.passes.indexFew();
    assert.deepEqual([corpus.since.filter((each) => each.startsWith('index')).length, corpus.passes.unindexed.size], [8, 0]);
  });

  it('are done as long as no more than a few documents came or changed since, and little is to be looked through', () => {
    const corpus = new Corpus();
    const long = corpus.put('long', '没有人', { length: 1_000_001 });
    corpus.passes.index(long);
    corpus.passes.finish();
    for (let i = 0; i < 8; i++) corpus.put(`${i}`, '来过');
    assert.deepEqual([corpus.passes.areDone, corpus.passes.wereDone], [true, true]);
    corpus.passes.survey(corpus.put('0', '记林某'));
    assert.deepEqual([corpus.passes.areDone, corpus.passes.wereDone], [false, true]);
    for (let i = 8; i < 10; i++) corpus.put(`${i}`, '来过');
    assert.equal(corpus.passes.wereDone, false);
  });

  it('leave a document in which someone types to indexing', () => {
    const corpus = new Corpus();
    const a = corpus.put('a', '记林某', { isProvisional: true });
    corpus.passes.indexFew();
    assert.deepEqual([corpus.since, [...corpus.passes.unindexed]], [[], [a]]);
  });

  it('are not gone through for what was found elsewhere: other names are looked at when all are surveyed', () => {
    const corpus = new Corpus();
    const [a] = [corpus.put('a', '林某来过'), corpus.put('b', '记林某')];
    corpus.passes.acceptSurvey(a, []);
    corpus.names.use(a, corpus.names.relevantTo(a).digest, corpus.names.register.version);
    corpus.passes.indexAccepted(a);
    assert.deepEqual(corpus.since, [...recognised('a'), 'index a']);
    corpus.passes.acceptSurvey(a, [{ id: 'person:陈某', form: '陈某', scope: 'corpus' }]);
    assert.equal(corpus.names.register.version, 0, 'a document is surveyed once');
  });

  it('begin anew for a document that takes the place of another, which is no more', () => {
    const corpus = new Corpus();
    const before = corpus.put('a', '记林某');
    corpus.passes.index(before);
    const after = corpus.put('a', '没有人');
    assert.deepEqual([corpus.passes.has(before), corpus.passes.has(after), corpus.names.digestOf(before)], [false, true, undefined]);
    assert.deepEqual([[...corpus.passes.unsurveyed], [...corpus.passes.unindexed]], [[after], [after]]);
    assert.equal(corpus.names.register.establishedBy('a').length, 1, 'until it is surveyed, its names hold');
    corpus.passes.index(after);
    assert.equal(corpus.names.register.establishedBy('a').length, 0);
  });

  it('end with a document that goes: its names are unknown, and the indexes forget it', () => {
    const corpus = new Corpus();
    const [a, b] = [corpus.put('a', '记林某'), corpus.put('b', '林某来过')];
    for (const document of [a, b]) corpus.passes.index(document);
    const { version } = corpus.passes;
    corpus.done.length = 0;
    corpus.passes.remove('a');
    assert.ok(corpus.passes.version > version);
    assert.deepEqual([corpus.since, [...corpus.passes.unchecked]], [['remove a'], [b]]);
    corpus.passes.indexFew();
    assert.deepEqual(corpus.since, ['source b', 'index b']);
  });

  it('begin anew where a text turns out to be another, with the layers that it had', () => {
    const corpus = new Corpus();
    const a = corpus.put('a', '记林某');
    corpus.passes.index(a);
    corpus.done.length = 0;
    corpus.passes.startAgain(a);
    assert.deepEqual([[...corpus.passes.unsurveyed], LAYERS.filter((layer) => a.has(layer)), corpus.retagged], [[a], [], ['a', 'a', 'a']]);
    corpus.passes.indexFew();
    assert.deepEqual(corpus.since, ['survey a', ...recognised('a'), 'index a']);
  });
});
