import { strict as assert } from 'node:assert';
import { codeResolver } from '../../../server/src/annotations/codeBook/codeBook';
import { CodeBookStore } from '../../../server/src/annotations/codeBook/codeBookStore';
import { changeCode, type CodedCorpus, joinCodes, makeCode, putCodes, removeCodes, splitCode } from '../../../server/src/annotations/codeBook/codeOperations';
import { AnnotationError, AnnotationStore } from '../../../server/src/annotations/store';
import { sha256, snapshotsIn } from '../../../server/src/platform/snapshots';
import { SourceText } from '../../../server/src/text/sourceText';
import { MemoryFiles, place, ROOT, sidecarOf, TickingClock } from './memory';

const URI = `${ROOT}/codebook.json`;
const BOOK = `${JSON.stringify({ codes: [{ id: 'a', name: '甲' }, { id: 'b', name: '乙', parent: 'a' }, { id: 'c', name: '丙' }] }, undefined, 2)}\n`;
const TEXTS: Readonly<Record<string, string>> = { '一.txt': '东湖市发布了计划，企业表示欢迎。', '二.txt': '計劃由東湖市提出，企業看法不一。' };

interface Coded extends CodedCorpus {
  readonly files: MemoryFiles;
  /** Codes of the annotations by their quotation, as the sidecars have them. */
  onDisk(): Record<string, string[]>;
  shown(): Record<string, readonly string[]>;
}

let windows = 0;

async function open(files = new MemoryFiles()): Promise<Coded> {
  if (!files.files.has(URI)) files.files.set(URI, BOOK);
  const codes = new CodeBookStore(URI, files);
  await codes.load();
  let ids = 0;
  const window = ++windows;
  const document = (id: string): { id: string; uri: string; text: SourceText } | undefined => (TEXTS[id] === undefined ? undefined : { id, uri: `${ROOT}/${id}`, text: new SourceText(TEXTS[id]) });
  const annotations = new AnnotationStore({ documents: Object.keys(TEXTS).map((id) => document(id)!), document }, {
    files, snapshots: snapshotsIn(files, ROOT), clock: new TickingClock(), hash: sha256, newId: () => `urn:uuid:00000000-0000-4000-9${String(window).padStart(3, '0')}-${String(++ids).padStart(12, '0')}`,
    codeId: (id) => codeResolver(codes.codeBook)(id),
  });
  await annotations.load();
  return {
    codes, annotations, files,
    onDisk: () => Object.fromEntries(Object.keys(TEXTS).flatMap((id) => {
      const page = JSON.parse(files.files.get(sidecarOf(id)) ?? '{"items":[]}') as { items: { body?: { purpose: string; value: string }[]; target: { selector: { exact?: string }[] } }[] };
      return page.items.map(({ body = [], target }) => [target.selector.find(({ exact }) => exact)?.exact, body.filter(({ purpose }) => purpose === 'tagging').map(({ value }) => value)]);
    })) as Record<string, string[]>,
    shown: () => Object.fromEntries(annotations.list().map(({ quote, codes: own }) => [quote, own])),
  };
}

async function annotated(): Promise<Coded> {
  const coded = await open();
  const add = (document: string, quote: string, codes: string[]): Promise<unknown> => coded.annotations.add({ document, spans: [place(TEXTS[document]!, quote)], codes, creator: '何静' });
  await add('一.txt', '东湖市', ['a']);
  await add('一.txt', '企业', ['a', 'b']);
  await add('二.txt', '計劃', ['b']);
  await add('二.txt', '企業', ['c']);
  return coded;
}

const START = { '东湖市': ['a'], '企业': ['a', 'b'], '計劃': ['b'], '企業': ['c'] };

describe('changing codes over a corpus', () => {
  /** Every action: what is on disk after it, that one undo restores all files, and one redo makes them again. */
  async function checkSteps(coded: Coded, after: Record<string, string[]>): Promise<void> {
    assert.deepEqual(coded.onDisk(), after);
    const book = coded.files.files.get(URI);
    await coded.annotations.undo();
    assert.deepEqual([coded.onDisk(), coded.files.files.get(URI)], [START, BOOK]);
    await coded.annotations.redo();
    assert.deepEqual([coded.onDisk(), coded.files.files.get(URI)], [after, book]);
    await coded.annotations.undo();
    assert.equal(coded.annotations.undoable?.startsWith('Annotate'), true, 'it was one step');
  }

  it('merges codes with all their uses in one step', async () => {
    const coded = await annotated();
    assert.equal(await joinCodes(coded, ['a', 'b'], 'c'), 3);
    assert.deepEqual(coded.codes.codeBook.codes.map(({ id, replaces, alternativeNames }) => [id, replaces, alternativeNames]), [['c', ['a', 'b'], ['甲', '乙']]]);
    await checkSteps(coded, { '东湖市': ['c'], '企业': ['c'], '計劃': ['c'], '企業': ['c'] });
  });

  it('lets sidecars of other people, who know nothing of a merge, have the code that stayed', async () => {
    const coded = await annotated();
    const theirs = coded.files.files.get(sidecarOf('二.txt'))!;
    await joinCodes(coded, ['b'], 'a');
    coded.files.files.set(sidecarOf('二.txt'), theirs);
    const later = await open(coded.files);
    assert.deepEqual(later.shown(), { '东湖市': ['a'], '企业': ['a'], '計劃': ['a'], '企業': ['c'] });
    assert.deepEqual(later.annotations.list({ code: 'a' }).length, 3);
    const [old] = later.annotations.list({ document: '二.txt' });
    await later.annotations.recode([old!.id], ['c'], ['a']);
    assert.deepEqual(later.onDisk()['計劃'], ['c'], 'and taking that code away takes the old id away');
  });

  it('splits a code: the uses chosen get a new one beside it', async () => {
    const coded = await annotated();
    const chosen = coded.annotations.list({ code: 'a' }).filter(({ quote }) => quote === '企业').map(({ id }) => id);
    const { code, changed } = await splitCode(coded, { id: 'a', name: '市场', annotations: [...chosen, 'urn:uuid:none'] });
    assert.deepEqual([code.id, code.name, changed], ['市场', '市场', 1]);
    assert.deepEqual(coded.codes.codeBook.codes.map(({ id }) => id), ['a', 'b', '市场', 'c']);
    await checkSteps(coded, { ...START, '企业': ['市场', 'b'] });
  });

  it('refuses a split that gives nothing away, or to itself', async () => {
    const coded = await annotated();
    await assert.rejects(splitCode(coded, { id: 'a', name: '市场', annotations: [] }), AnnotationError);
    await assert.rejects(splitCode(coded, { id: 'a', name: '甲', annotations: coded.annotations.list({ code: 'a' }).map(({ id }) => id) }), AnnotationError);
    assert.equal(coded.files.files.get(URI), BOOK);
  });

  for (const [uses, after] of [
    ['remove', { '东湖市': ['a'], '企业': ['a'], '計劃': [], '企業': ['c'] }],
    ['parent', { '东湖市': ['a'], '企业': ['a'], '計劃': ['a'], '企業': ['c'] }],
    ['keep', START],
  ] as const) {
    it(`deletes a code: ${uses}`, async () => {
      const coded = await annotated();
      await removeCodes(coded, ['b'], uses);
      assert.deepEqual(coded.codes.codeBook.codes.map(({ id }) => id), ['a', 'c']);
      await checkSteps(coded, after as unknown as Record<string, string[]>);
    });
  }

  it('refuses to give uses to a parent that there is none of', async () => {
    const coded = await annotated();
    await assert.rejects(removeCodes(coded, ['a', 'b'], 'parent'), AnnotationError);
    await assert.rejects(removeCodes(coded, ['none'], 'remove'), AnnotationError);
    assert.deepEqual([coded.onDisk(), coded.files.files.get(URI)], [START, BOOK]);
  });

  it('undoes what was done to the code book alone, too', async () => {
    const coded = await annotated();
    await changeCode(coded, 'a', { name: '新名' });
    await putCodes(coded, ['c'], { before: 'a' });
    const made = await makeCode(coded, { name: '丁', parent: 'c' });
    assert.equal((await makeCode(coded, { name: '丁' })).id, made.id, 'a known name gives the known code');
    assert.deepEqual(coded.codes.codeBook.codes.map(({ name }) => name), ['丙', '丁', '新名', '乙']);
    for (let i = 0; i < 3; i++) await coded.annotations.undo();
    assert.equal(coded.files.files.get(URI), BOOK);
    for (let i = 0; i < 3; i++) await coded.annotations.redo();
    assert.deepEqual(coded.codes.codeBook.codes.map(({ name }) => name), ['丙', '丁', '新名', '乙']);
  });

  it('records nothing when nothing changed', async () => {
    const coded = await annotated();
    const before = coded.annotations.undoable;
    await changeCode(coded, 'a', { name: '甲' });
    assert.equal(coded.annotations.undoable, before);
  });

  it('takes a code that only annotations have into the code book, merges it and deletes it', async () => {
    const coded = await annotated();
    await coded.annotations.add({ document: '一.txt', spans: [place(TEXTS['一.txt']!, '计划')], codes: ['旧码'], creator: '陆' });
    assert.equal((await changeCode(coded, '旧码', { name: '旧的' })).id, '旧码');
    await coded.annotations.undo();
    assert.equal(await joinCodes(coded, ['旧码'], 'c'), 1);
    assert.deepEqual([coded.onDisk()['计划'], coded.codes.codeBook.codes.at(-1)?.replaces], [['c'], ['旧码']]);
    await coded.annotations.undo();
    assert.equal(await removeCodes(coded, ['旧码'], 'remove'), 1);
    assert.deepEqual(coded.onDisk()['计划'], []);
  });

  it('does nothing to annotations when the code book cannot be written, nor to the code book when annotations cannot', async () => {
    const coded = await annotated();
    coded.files.beforeWrite = (uri) => {
      if (uri === URI) throw new Error('ENOSPC');
    };
    await assert.rejects(joinCodes(coded, ['b'], 'a'), /ENOSPC/);
    assert.deepEqual([coded.onDisk(), coded.shown()], [START, START]);
    coded.files.beforeWrite = () => undefined;
    coded.files.files.set(sidecarOf('二.txt'), '{');
    await coded.annotations.reload('二.txt');
    await assert.rejects(joinCodes(coded, ['b'], 'a'), AnnotationError);
    assert.equal(coded.files.files.get(URI), BOOK);
  });

  it('keeps a change that could not be undone for another try', async () => {
    const coded = await annotated();
    await joinCodes(coded, ['b'], 'a');
    coded.files.beforeWrite = (uri) => {
      if (uri === URI) throw new Error('ENOSPC');
    };
    await assert.rejects(coded.annotations.undo(), /ENOSPC/);
    coded.files.beforeWrite = () => undefined;
    await coded.annotations.undo();
    assert.deepEqual([coded.onDisk(), coded.files.files.get(URI)], [START, BOOK]);
  });
});
