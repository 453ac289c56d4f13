import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { AnnotationStore, type NewAnnotation } from '../../../server/src/annotations/store';
import { openCorpus } from '../../../server/src/corpus/workspace';
import { nodeFiles } from '../../../server/src/platform/nodeFiles';
import { newAnnotationId, sha256, snapshotsIn } from '../../../server/src/platform/snapshots';
import { fakeRecognition } from '../corpus/fakes';
import { meipi, temporaryFolder } from './meipi';

const A = '𠮷城的桥修好了，过河只要三分钟。';
const B = '渡口今年停了。老人说2024年还有船。';
const BOOK = JSON.stringify({ codes: [{ id: 'b', name: '桥', color: '#112233' }, { id: 'f', name: '渡口', color: '#112233' }, { id: 'd', name: '日期', names: { en: 'date' }, color: '#112233' }] });

describe('meipi agreement', () => {
  const folder = temporaryFolder();
  let made = 0;

  /** A corpus in which two annotators have marked what is given. */
  async function annotated(...marks: readonly (readonly [document: string, quote: string, code: string, creator: string, more?: Partial<NewAnnotation>])[]): Promise<string> {
    const name = `corpus-${++made}`;
    folder.write({ [`${name}/corpus.json`]: '{"title": "例"}', [`${name}/codebook.json`]: BOOK, [`${name}/a.txt`]: A, [`${name}/b.txt`]: B });
    const path = join(folder.path, name);
    const corpus = await openCorpus(URI.file(path).toString(), nodeFiles, { recognition: fakeRecognition });
    const store = new AnnotationStore(corpus, { files: nodeFiles, snapshots: snapshotsIn(nodeFiles, corpus.root), clock: { now: () => '2024-05-06T07:08:09Z' }, hash: sha256, newId: newAnnotationId });
    await store.load();
    for (const [document, quote, code, creator, more] of marks) {
      const start = (document === 'a.txt' ? A : B).indexOf(quote);
      await store.add({ document, spans: [{ start, end: start + quote.length }], codes: [code], creator, ...more });
    }
    return path;
  }

  const TWO = [['a.txt', '桥修好了', 'b', '林'], ['a.txt', '桥修好了', 'b', '方'], ['a.txt', '过河', 'f', '林'], ['a.txt', '三分钟', 'f', '方'], ['b.txt', '渡口', 'f', '林']] as const;

  interface Json {
    readonly annotators: readonly string[];
    readonly machine: boolean;
    readonly documents: readonly string[];
    readonly leftOut: readonly { readonly document: string; readonly missing: readonly string[] }[];
    readonly undecided?: number;
    readonly rows: readonly { readonly scope: string; readonly code?: { readonly name: string }; readonly passages: readonly number[]; readonly results: Readonly<Record<string, { readonly value?: number; readonly reason?: string; readonly samples?: number }>> }[];
  }

  async function json(path: string, ...options: readonly string[]): Promise<Json[]> {
    const run = await meipi(path, ['agreement', '--format', 'json', ...options, '.']);
    assert.deepEqual([run.code, run.errors], [0, []]);
    return JSON.parse(run.out) as Json[];
  }

  it('writes a table for people: all codes, marked or not, and each code', async () => {
    const run = await meipi(await annotated(...TWO), ['agreement', '.']);
    assert.deepEqual([run.code, run.errors], [0, []]);
    assert.match(run.lines[0] ?? '', /^例: 方, 林; documents: 1; characters: 16$/);
    assert.equal(run.lines[1], 'left out: b.txt (not worked on by 方)');
    assert.match(run.lines[2] ?? '', /^code +passages +Cohen's κ +Fleiss' κ +uα +cuα +γ$/);
    assert.deepEqual(run.lines.slice(3, 7).map((line) => line.split(/ {2,}/)[0]).sort(), ['(all codes)', '(marked or not)', '桥', '渡口'].sort());
    assert.match(run.lines.find((line) => line.startsWith('桥')) ?? '', /^桥 +1 \/ 1 +1\.000 +1\.000 +1\.000 +no variation +1\.000$/);
    assert.match(run.lines.at(-1) ?? '', /^γ: relative error of the expected disorder at most \d+\.\d percent/);
  });

  it('writes JSON with every value, and the same for the same seed', async () => {
    const path = await annotated(...TWO);
    const [first] = await json(path);
    assert.deepEqual([first?.annotators, first?.documents, first?.leftOut], [['方', '林'], ['a.txt'], [{ document: 'b.txt', missing: ['方'] }]]);
    const ferry = first?.rows.find(({ code }) => code?.name === '渡口');
    assert.deepEqual([ferry?.passages, ferry?.results['alpha-cu']?.reason], [[1, 1], 'no-common-passages']);
    assert.ok((ferry?.results['cohen']?.value ?? 1) < 0);
    assert.deepEqual(await json(path), [first]);
  });

  it('writes CSV with one line for each measure', async () => {
    const run = await meipi(await annotated(...TWO), ['agreement', '--format', 'csv', '--measure', 'cohen', '--measure', 'gamma', '.']);
    const lines = run.out.trimEnd().split('\r\n');
    assert.ok(lines[0]?.startsWith('\ufeffcorpus,annotators,machine,scope,code,name,passages,measure,value,reason,'));
    assert.equal(lines.length, 1 + 4 * 2);
    assert.ok(lines.some((line) => line.startsWith('例,方; 林,false,code,b,桥,1; 1,cohen,1,')));
  });

  it('takes annotators, codes, units and documents that are named', async () => {
    const path = await annotated(...TWO, ['a.txt', '三分钟', 'b', '贝'], ['b.txt', '渡口', 'f', '贝']);
    const [pair] = await json(path, '--annotators', '林,贝', '--code', '渡口', '--units', 'sentence');
    assert.deepEqual([pair?.annotators, pair?.documents, pair?.rows.length], [['林', '贝'], ['a.txt', 'b.txt'], 3]);
    const everything = await json(path, '--every-document');
    assert.deepEqual([everything[0]?.documents, everything[0]?.annotators.length], [['a.txt', 'b.txt'], 3]);
    const run = await meipi(path, ['agreement', '--format', 'json', 'b.txt']);
    assert.deepEqual((JSON.parse(run.out) as Json[])[0]?.documents, ['b.txt'], 'of the two who have annotated it');
  });

  it('compares what is recognised with each annotator', async () => {
    const decision = { verdict: 'accepted', tag: { layer: 'number', kind: 'date' } } as const;
    const path = await annotated(['b.txt', '2024年', 'd', '林'], ['b.txt', '2024年', '', '方', { codes: [], decision }]);
    const reports = await json(path, '--with', 'machine');
    assert.deepEqual(reports.map(({ annotators, machine }) => [annotators, machine]), [[['方'], true], [['林'], true]]);
    for (const { rows } of reports) {
      const dates = rows.find(({ code }) => code?.name === 'number/date');
      assert.deepEqual([dates?.passages, dates?.results['cohen']?.value], [[1, 1], 1]);
    }
  });

  it('has nothing to say of nothing, and refuses what it does not know', async () => {
    const [empty] = await json(await annotated());
    assert.deepEqual([empty?.annotators, empty?.rows[0]?.results['gamma']?.reason], [[], 'too-few-annotators']);
    for (const options of [['--measure', 'delta'], ['--units', 'word'], ['--with', 'nobody'], ['--format', 'xml']]) {
      assert.equal((await meipi(folder.path, ['agreement', ...options, '.'])).code, 2);
    }
  });
});
