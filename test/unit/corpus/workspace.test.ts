import { strict as assert } from 'node:assert';
import { neverCancelled } from '../../../server/src/corpus/ports';
import type { Mention } from '../../../server/src/corpus/corpus';
import type { CorpusChange } from '../../../server/src/corpus/folder/changes';
import type { CorpusWorkspace } from '../../../server/src/corpus/workspace';
import { createRecognition } from '../../../server/src/corpus/engine';
import { firstOf } from '../../../server/src/features/subject';
import { encode } from './encode';
import { corpusOf, fakeRecognition, ROOT, uriOf } from './fakes';

const TERMS = { name: 'Meipi', concepts: [{ id: '产业', forms: { 'zh-Hans': ['产业'], 'zh-Hant': ['產業'] } }, { id: '市场', forms: { 'zh-Hans': ['市场'] } }] };

const places = (mentions: readonly Mention[]): [string, number, string][] =>
  mentions.map(({ document, span }) => [document.id, span.start, document.text.slice(span)]);
const ids = (corpus: CorpusWorkspace): string[] => corpus.documents.map(({ id }) => id);
const codes = (corpus: CorpusWorkspace): string[] => corpus.problems.map(({ code }) => code).sort();
const texts = (corpus: CorpusWorkspace, id: string): string[] => (corpus.document(id)?.tags ?? assert.fail()).map((tag) => corpus.document(id)?.text.slice(tag) ?? '');

describe('which documents belong to a corpus', () => {
  it('takes every .txt below a folder without corpus.json, but for hidden folders and node_modules', async () => {
    const { corpus } = await corpusOf({ 'b.txt': '乙', 'a/a.TXT': '甲', 'note.md': '', '.git/x.txt': '', '.meipi/x.txt': '', 'node_modules/p/x.txt': '', 'a/.b/x.txt': '' });
    assert.deepEqual(ids(corpus), ['a/a.TXT', 'b.txt']);
    assert.equal(corpus.hasManifest, false);
    assert.equal(corpus.name, 'corpus');
    assert.equal(corpus.root, ROOT);
  });

  it('takes what "files" names less what "exclude" names; a folder stands for everything in it', async () => {
    const manifest = { title: '文集', files: ['文章', '*.md'], exclude: ['文章/草稿/**'] };
    const { corpus } = await corpusOf({ 'corpus.json': JSON.stringify(manifest), 'x.txt': '', 'y.md': '丙', '文章/一.txt': '甲', '文章/草稿/二.txt': '乙', '文章/一.txt.annotations.json': '{}' });
    assert.deepEqual(ids(corpus), ['y.md', '文章/一.txt']);
    assert.equal(corpus.name, '文集');
    assert.deepEqual(corpus.problems, []);
  });

  it('reports a glob and a document of corpus.json that match nothing, at their place', async () => {
    const manifest = '{"files": ["a.txt", "b/*.txt"], "exclude": ["c"], "documents": {"d.txt": {}, "e.txt": {}}, "termBases": ["t.json"]}';
    const { corpus } = await corpusOf({ 'corpus.json': manifest, 'a.txt': '', 'e.txt': '' });
    const marked = corpus.problems.map(({ code, span, uri }) => [code, span && manifest.slice(span.start, span.end), uri]);
    const uri = uriOf('corpus.json');
    assert.deepEqual(marked, [
      ['corpus.matches-nothing', '"b/*.txt"', uri],
      ['corpus.matches-nothing', '"c"', uri],
      ['corpus.unknown-document', '"d.txt"', uri],
      ['corpus.unknown-document', '"e.txt"', uri],
      ['corpus.missing-file', '"t.json"', uri],
    ]);
    assert.deepEqual(ids(corpus), ['a.txt']);
  });

  it('takes "." and "./" for the whole folder, and what is no glob for one that matches nothing', async () => {
    for (const glob of ['.', './', './.']) {
      const { corpus } = await corpusOf({ 'corpus.json': JSON.stringify({ files: [glob] }), 'a.txt': '', 'b/c.txt': '' });
      assert.deepEqual(ids(corpus), ['a.txt', 'b/c.txt'], glob);
    }
    for (const glob of ['', ' ', '*'.repeat(100_000), '[', '(', '!(']) {
      const { corpus } = await corpusOf({ 'corpus.json': JSON.stringify({ files: ['a.txt', glob], exclude: [glob] }), 'a.txt': '' });
      assert.deepEqual(ids(corpus), ['a.txt'], glob);
      assert.deepEqual(corpus.problems.map(({ code }) => code), ['corpus.matches-nothing', 'corpus.matches-nothing'], glob);
    }
  });

  it('finds a document by any spelling of its address', async () => {
    const { corpus } = await corpusOf({ '文 章.txt': '甲' });
    for (const uri of [uriOf('文 章.txt'), 'file:///corpus/%e6%96%87%20%E7%AB%A0.txt', 'file:///corpus/文 章.txt']) {
      assert.equal(corpus.documentAt(uri)?.id, '文 章.txt', uri);
    }
    assert.equal(corpus.documentAt('file:///elsewhere/文 章.txt'), undefined);
  });
});

describe('documents of a corpus', () => {
  it('are called by their own title, not by a brand or a subhead over a part of the text', async () => {
    const prose = '这一年的产业升级走得很快，各地都在寻找新的增长点，也都在总结自己的经验。\n';
    const { corpus } = await corpusOf({
      'titled.txt': `旧厂新生\n文 | 张三\n${prose}`,
      '產業.txt': `NOVATEK\n\n广告\n\n${prose}`,
      'interview.txt': `${prose}\n一、转型之路\n\n${prose}`,
      'english.txt': 'Factories Reborn\n\nThe year brought many changes to the old factories, and to those who work there.\n',
    });
    const titles = Object.fromEntries(corpus.documents.map(({ id, title }) => [id, title]));
    assert.deepEqual(titles, { 'titled.txt': '旧厂新生', '產業.txt': '產業', 'interview.txt': 'interview', 'english.txt': 'Factories Reborn' });
  });

  it('have what corpus.json says of them', async () => {
    const manifest = { documents: { 'a.txt': { title: '标题', date: '2024-03', authors: ['某人'], url: 'https://example.org' } } };
    const { corpus } = await corpusOf({ 'corpus.json': JSON.stringify(manifest), 'a.txt': '共5家', 'b.txt': '共6家' });
    const document = corpus.document('a.txt') ?? assert.fail();
    assert.deepEqual([document.title, document.authors, document.url, document.date], ['标题', ['某人'], 'https://example.org', { edtf: '2024-03', from: 'corpus' }]);
    assert.equal(corpus.document('b.txt')?.title, 'b');
    assert.equal(corpus.document('b.txt')?.date, undefined);
    const [tag] = document.tags;
    assert.deepEqual(tag?.layer === 'number' && tag.value, { num: 5, resolvedFrom: { edtf: '2024-03', from: 'corpus' } });
  });

  it('all have the date that the caller sets', async () => {
    const { corpus } = await corpusOf({ 'corpus.json': '{"documents": {"a.txt": {"date": "2024"}}}', 'a.txt': '', 'b.txt': '' }, { date: '2020-01-02' });
    assert.deepEqual(corpus.documents.map(({ date }) => date?.edtf), ['2020-01-02', '2020-01-02']);
  });

  it('are read in the encoding that corpus.json names, of the document before that of the corpus', async () => {
    const manifest = { encoding: 'gb18030', documents: { 'b.txt': { encoding: 'big5' } } };
    const { corpus } = await corpusOf({ 'corpus.json': JSON.stringify(manifest), 'a.txt': encode('简体', 'gb18030'), 'b.txt': encode('繁體', 'big5') });
    assert.deepEqual(corpus.documents.map(({ text }) => text.text), ['简体', '繁體']);
  });

  it('that cannot be decoded or read are reported and left out, the rest is there', async () => {
    const { corpus, files } = await corpusOf({ 'a.txt': Buffer.from([0, 1, 2, 0xff]), 'b.txt': '甲', 'c.txt': '乙' });
    files.broken.add('c.txt');
    await corpus.reload();
    assert.deepEqual(ids(corpus), ['b.txt']);
    assert.deepEqual(corpus.problems.map(({ uri, code, severity }) => [uri, code, severity]), [
      [uriOf('a.txt'), 'document.undecodable', 'error'],
      [uriOf('c.txt'), 'document.unreadable', 'error'],
    ]);
  });

  it('give the tags at an offset, the shortest first, the end counting when nothing else is there', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '新市场5家' }, { builtInTermBase: { name: 't', concepts: [...TERMS.concepts, { id: '5家', forms: { 'zh-Hans': ['5家'] } }] } });
    const document = corpus.document('a.txt') ?? assert.fail();
    const at = (offset: number): string[] => document.tagsAt(offset).map((tag) => document.text.slice(tag));
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6].map(at), [[], ['市场'], ['市场'], ['5', '5家'], ['5家'], ['5家'], []]);
    assert.deepEqual(document.tagsIn({ start: 2, end: 4 }).map((tag) => document.text.slice(tag)), ['市场', '5家', '5']);
    assert.deepEqual(document.tagsIn({ start: 0, end: 1 }), []);
  });
});

describe('names across documents', () => {
  const contents = { 'a.txt': '林某说：“可以。”', 'b.txt': '记者林某报道。', 'c.txt': '林某与王某。' };

  it('established in one document are known in all, in both scripts', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '陳某在場。', 'b.txt': '记者陈某报道。' });
    await corpus.index(neverCancelled);
    assert.deepEqual(places([...corpus.mentions('person:陈某')]), [['a.txt', 0, '陳某'], ['b.txt', 2, '陈某']]);
  });

  it('are gathered into an entity with forms by frequency, role and first place', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '陳某。陳某', 'b.txt': '记者陈某报道。' });
    const entity = corpus.entity('person:陈某') ?? assert.fail();
    assert.deepEqual([entity.kind, entity.name, entity.forms], ['person', '陳某', ['陳某', '陈某']]);
    assert.deepEqual(entity.roles.map(({ text, at }) => [text, ...places([at])]), [['记者', ['b.txt', 0, '记者']]]);
    assert.deepEqual(entity.introducedAt && places([entity.introducedAt]), [['a.txt', 0, '陳某']]);
    assert.deepEqual(corpus.entityNames.map(({ id }) => id), ['person:陈某']);
    assert.equal(corpus.entity('person:没有'), undefined);
    assert.equal(corpus.entity('concept:产业'), undefined);
  });

  it('are called by their commonest form, soft line breaks left out', async () => {
    const long = '这里说的是许多年以来各地方政府与企业共同面对的一个老问题，有人问过陈';
    const { corpus } = await corpusOf({ 'a.txt': '陳某来过。', 'b.txt': `${long}\r\n某和记者陈某报道的人。` });
    assert.deepEqual([...corpus.mentions('person:陈某')].map(({ document, span }) => document.text.slice(span)), ['陳某', '陈\r\n某', '陈某']);
    assert.deepEqual(corpus.entity('person:陈某')?.forms, ['陈某', '陳某']);
  });

  it('have their statements', async () => {
    const { corpus } = await corpusOf(contents);
    const [statement, ...more] = corpus.statements('person:林某');
    assert.deepEqual(more, []);
    assert.equal(statement?.document.text.slice(statement.attribution.content), '可以。');
  });

  it('when a document changes, only documents with the changed names are tagged again', async () => {
    let recognised: string[] = [];
    const recognition = {
      ...fakeRecognition,
      sources: (...names: Parameters<typeof fakeRecognition.sources>) => {
        const real = fakeRecognition.sources(...names);
        return { ...real, recognise: (input: Parameters<typeof real.recognise>[0]) => (recognised.push(input.reading.source), real.recognise(input)) };
      },
    };
    const { corpus } = await corpusOf({ ...contents, 'd.txt': '无人' }, { recognition });
    await corpus.index(neverCancelled);
    recognised = [];
    corpus.setText(uriOf('d.txt'), '记者王某报道');
    assert.deepEqual(places([...corpus.mentions('person:王某')]), [['c.txt', 3, '王某'], ['d.txt', 2, '王某']]);
    assert.deepEqual(recognised.sort(), ['林某与王某。', '记者王某报道']);
    recognised = [];
    corpus.setText(uriOf('d.txt'), undefined);
    assert.deepEqual([...corpus.mentions('person:王某')], []);
    assert.deepEqual(texts(corpus, 'c.txt'), ['林某']);
  });

  it('are forgotten with the only document that establishes them', async () => {
    const { corpus, files } = await corpusOf(contents);
    await corpus.index(neverCancelled);
    files.contents.delete('b.txt');
    await corpus.filesChanged([uriOf('b.txt')]);
    assert.deepEqual(ids(corpus), ['a.txt', 'c.txt']);
    assert.deepEqual([...corpus.mentions('person:林某')], []);
    assert.deepEqual(corpus.entityNames, []);
    assert.deepEqual(corpus.problems, []);
  });

  it('are handed to the documents in which they stand; those known in their own document only to none', async () => {
    const seen: string[][] = [];
    const recognition = {
      ...fakeRecognition,
      survey: () => [{ id: 'organization:甲', form: '甲', scope: 'document' as const }, { id: 'person:乙', form: '乙', scope: 'corpus' as const }],
      sources: (names: readonly { form: string }[]) => (seen.push(names.map(({ form }) => form)), fakeRecognition.sources([])),
    };
    const { corpus } = await corpusOf({ 'a.txt': '甲', 'b.txt': '乙' }, { recognition });
    await corpus.index(neverCancelled);
    assert.deepEqual(seen, [[], ['乙']]);
  });
});

describe('concepts', () => {
  const own = '[{"id": "产业", "forms": {"zh-Hans": ["产业", "行业"]}}]';

  it('of the corpus go before the built-in ones and know their place', async () => {
    const { corpus } = await corpusOf({ 'corpus.json': '{"termBases": ["t.json"]}', 't.json': own, 'a.txt': '产业与行业及市场' }, { builtInTermBase: TERMS });
    const entry = corpus.concept('concept:产业') ?? assert.fail();
    assert.equal(entry.termBase, 't.json');
    assert.equal(entry.location?.uri, uriOf('t.json'));
    assert.ok(own.slice(entry.location?.span.start).startsWith('{"id": "产业"'));
    assert.deepEqual(corpus.concepts.map(({ id, location }) => [id, location !== undefined]), [['concept:产业', true], ['concept:市场', false]]);
    assert.deepEqual(texts(corpus, 'a.txt'), ['产业', '行业', '市场']);
  });

  it('are counted by document and by the script of each mention, that of the document for a form that both write alike', async () => {
    const termBases = { name: 't', concepts: [{ id: '产业', forms: { 'zh-Hans': ['产业', '行情'], 'zh-Hant': ['產業'] } }] };
    const { corpus } = await corpusOf({ 'a.txt': '两个产业，產業，行情', 'b.txt': '這是產業的行情。行情', 'c.txt': '甲' }, { builtInTermBase: termBases });
    const counted = (): unknown => corpus.mentionCounts('concept:产业').map(({ document, count, first, scripts }) => [document.id, count, document.text.slice(first), scripts]);
    const other = ['b.txt', 3, '產業', { hant: 3 }];
    assert.deepEqual(counted(), [['a.txt', 3, '产业', { hans: 1, hant: 1, mixed: 1 }], other]);
    assert.deepEqual(corpus.mentionScripts('concept:产业'), { hans: 1, hant: 4, mixed: 1 });
    corpus.setText(uriOf('a.txt'), '两个产业，行情');
    assert.deepEqual(counted(), [['a.txt', 2, '产业', { hans: 2 }], other]);
    assert.deepEqual(corpus.mentionScripts('concept:产业'), { hans: 2, hant: 3 });
  });

  it('of given files replace the built-in ones and those of the corpus', async () => {
    const contents = { 'corpus.json': '{"termBases": ["t.json"]}', 't.json': own, 'u.json': '[{"id": "及", "forms": {"zh-Hans": ["及"]}}]', 'a.txt': '产业及市场' };
    const { corpus } = await corpusOf(contents, { builtInTermBase: TERMS, termBaseFiles: [uriOf('u.json')] });
    assert.deepEqual(texts(corpus, 'a.txt'), ['及']);
    assert.deepEqual(corpus.concepts.map(({ id }) => id), ['concept:及']);
  });

  it('of a term base with more mistakes than a call takes arguments are read, and the mistakes told', async () => {
    const rows = Array.from({ length: 200_000 }, () => ',乙').join('\n');
    const { corpus } = await corpusOf({ 'corpus.json': '{"termBases": ["t.csv"]}', 't.csv': `id,en\n甲,a\n${rows}` });
    assert.ok(corpus.concept('concept:甲'));
    assert.equal(corpus.problems.length, 200_000);
  });

  it('follow a changed term base, and a broken one is a problem', async () => {
    const { corpus, files } = await corpusOf({ 'corpus.json': '{"termBases": ["t.json"]}', 't.json': own, 'a.txt': '产业与市场，共5家' });
    await corpus.index(neverCancelled);
    files.set('t.json', '[{"id": "市场", "forms": {"zh-Hans": ["市场"]}}]');
    await corpus.filesChanged([uriOf('t.json')]);
    assert.deepEqual(texts(corpus, 'a.txt'), ['市场', '5']);
    assert.deepEqual(places([...corpus.mentions('concept:产业')]), []);
    files.set('t.json', '[{');
    await corpus.filesChanged([uriOf('t.json')]);
    assert.deepEqual(texts(corpus, 'a.txt'), ['5']);
    assert.ok(corpus.problems.length > 0 && corpus.problems.every(({ uri, code }) => uri === uriOf('t.json') && code.startsWith('termbase.')));
  });

  it('have the sentences that define them, the one that opens with the term first', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '在这里，产业是指甲。', 'b.txt': '產業是指乙。' }, { builtInTermBase: TERMS });
    assert.deepEqual(corpus.definitions('concept:产业').map(({ document, span, term }) => [document.text.slice(span), document.text.slice(term)]), [
      ['產業是指乙', '產業'],
      ['在这里，产业是指甲', '产业'],
    ]);
  });
});

describe('finding a string', () => {
  it('reaches any script and width, across soft breaks, in document order up to a limit', async () => {
    const long = '这里说的是许多年以来各地方政府与企业共同面对的一个老问题，也就是产';
    const { corpus } = await corpusOf({ 'a.txt': `${long}\r\n业转型。`, 'b.txt': '產業、产业、ＧＤＰ与gdp', 'c.txt': '产业' });
    const find = (query: string, limit = 10): [string, string][] => firstOf(corpus.find(query, neverCancelled), limit).map(({ document, span }) => [document.id, document.text.slice(span)]);
    assert.deepEqual(find('産業'), [['a.txt', '产\r\n业'], ['b.txt', '產業'], ['b.txt', '产业'], ['c.txt', '产业']]);
    assert.deepEqual(find('产业', 2), [['a.txt', '产\r\n业'], ['b.txt', '產業']]);
    assert.deepEqual(find('Gdp'), [['b.txt', 'ＧＤＰ'], ['b.txt', 'gdp']]);
    assert.deepEqual(find('.'), []);
    assert.deepEqual(find('  '), []);
    assert.deepEqual([...corpus.find('产业', { isCancellationRequested: true })], []);
  });
});

describe('changes of a corpus', () => {
  const listen = (corpus: CorpusWorkspace): CorpusChange[] => {
    const heard: CorpusChange[] = [];
    corpus.onDidChange((change) => heard.push(change));
    return heard;
  };
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('take the text of an open editor before that of the file, until it is closed', async () => {
    const { corpus, files } = await corpusOf({ 'a.txt': '共5家' });
    const uri = uriOf('a.txt');
    const before = corpus.document('a.txt');
    assert.equal(corpus.setText(uri, '共67家'), true);
    assert.deepEqual(texts(corpus, 'a.txt'), ['67']);
    files.set('a.txt', '共8家');
    await corpus.filesChanged([uri]);
    assert.deepEqual(texts(corpus, 'a.txt'), ['67']);
    corpus.setText(uri, undefined);
    assert.deepEqual(texts(corpus, 'a.txt'), ['8']);
    assert.deepEqual(before?.text.text, '共5家', 'a document that was handed out keeps its text');
    assert.equal(corpus.setText(uriOf('no.txt'), 'x'), false);
  });

  it('warn when the editor opened a file in another encoding than its own', async () => {
    const bytes = encode('这个问题我们都要看。', 'gb18030');
    const { corpus } = await corpusOf({ 'a.txt': bytes, 'b.txt': '甲' });
    const uri = uriOf('a.txt');
    assert.equal(corpus.encodingOf(uri), 'gb18030');
    corpus.setText(uri, new TextDecoder('utf-8').decode(bytes));
    assert.deepEqual(corpus.problems.map((problem) => [problem.uri, problem.code]), [[uri, 'document.other-encoding']]);
    corpus.setText(uri, '这个问题我们都要看。');
    assert.deepEqual(corpus.problems, []);
    corpus.setText(uriOf('b.txt'), '\ufffd');
    assert.deepEqual(corpus.problems, []);
  });

  it('are told together, with the documents whose text or tags changed', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '林某', 'b.txt': '', 'c.txt': '别人' });
    await corpus.index(neverCancelled);
    await settled();
    const heard = listen(corpus);
    corpus.setText(uriOf('b.txt'), '记者');
    corpus.setText(uriOf('b.txt'), '记者林某报道');
    await settled();
    assert.deepEqual(heard, [{ corpus: false, uris: [uriOf('b.txt')] }]);
    assert.deepEqual(texts(corpus, 'a.txt'), ['林某']);
    await settled();
    assert.deepEqual(heard[1], { corpus: false, uris: [uriOf('a.txt')] });
    corpus.setText(uriOf('b.txt'), '记者林某报道');
    await settled();
    assert.equal(heard.length, 2, 'the same text is no change');
  });

  it('read only the file that changed', async () => {
    const { corpus, files } = await corpusOf({ 'a.txt': '甲', 'b.txt': '乙' });
    files.reads.length = 0;
    files.set('a.txt', '丙');
    await corpus.filesChanged([uriOf('a.txt')]);
    assert.deepEqual(files.reads, ['a.txt']);
    assert.equal(corpus.document('a.txt')?.text.text, '丙');
  });

  it('add new files, drop deleted ones and follow corpus.json', async () => {
    const { corpus, files } = await corpusOf({ 'a.txt': '甲' });
    const heard = listen(corpus);
    await settled();
    files.set('b.txt', '乙');
    await corpus.filesChanged([uriOf('b.txt')]);
    assert.deepEqual(ids(corpus), ['a.txt', 'b.txt']);
    files.set('corpus.json', '{"exclude": ["a.txt"], "documents": {"b.txt": {"title": "题", "date": "2024"}}}');
    await corpus.filesChanged([uriOf('corpus.json')]);
    assert.deepEqual(ids(corpus), ['b.txt']);
    assert.equal(corpus.document('b.txt')?.title, '题');
    assert.equal(corpus.document('b.txt')?.date?.edtf, '2024');
    assert.ok(heard.some((change) => change.corpus));
    files.contents.delete('corpus.json');
    await corpus.filesChanged([uriOf('corpus.json')]);
    assert.deepEqual(ids(corpus), ['a.txt', 'b.txt']);
    assert.equal(corpus.document('b.txt')?.title, 'b');
  });

  it('recognise numbers again when corpus.json names other units', async () => {
    const { corpus, files } = await corpusOf({ 'a.txt': '共收3筐。', 'corpus.json': '{}' }, { recognition: createRecognition() });
    const units = (): unknown[] => corpus.document('a.txt')?.tags.map((tag) => tag.layer === 'number' && [tag.kind, tag.value.unit]) ?? [];
    assert.deepEqual(units(), []);
    files.set('corpus.json', '{"units": [{"name": "筐", "si": {"unit": "kg", "factor": 25}}]}');
    await corpus.filesChanged([uriOf('corpus.json')]);
    assert.deepEqual(units(), [['measure', '筐']]);
    files.set('corpus.json', '{}');
    await corpus.filesChanged([uriOf('corpus.json')]);
    assert.deepEqual(units(), []);
  });

  it('read a document again when corpus.json names another encoding', async () => {
    const { corpus, files } = await corpusOf({ 'a.txt': encode('繁體', 'big5'), 'corpus.json': '{"encoding": "gb18030"}' });
    assert.notEqual(corpus.document('a.txt')?.text.text, '繁體');
    files.set('corpus.json', '{"documents": {"a.txt": {"encoding": "big5"}}}');
    await corpus.filesChanged([uriOf('corpus.json')]);
    assert.equal(corpus.document('a.txt')?.text.text, '繁體');
  });
});

describe('indexing', () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${String(i).padStart(2, '0')}.txt`, i === 29 ? '记者林某报道' : `林某与市场${i}`]));

  it('makes all mentions known and tells its progress', async () => {
    const { corpus } = await corpusOf(many, { builtInTermBase: TERMS });
    assert.equal(corpus.isIndexed, false);
    const progress: [number, number, number][] = [];
    await corpus.index(neverCancelled, (...told) => progress.push(told));
    assert.equal(corpus.isIndexed, true);
    assert.deepEqual(progress.at(-1), [30, 30, 1]);
    assert.ok(progress.every(([done, total, share], i) => total === 30 && done >= (progress[i - 1]?.[0] ?? 0) && share >= (progress[i - 1]?.[2] ?? 0)), 'it only grows');
    assert.ok(progress.some(([done, , share]) => done === 0 && share > 0), 'it begins with the first pass');
  });

  it('counts progress by the size of the texts, and documents when they are done', async () => {
    const { corpus } = await corpusOf({ 'a.txt': '林某'.repeat(900), ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`b${i}.txt`, '林某'.repeat(5)])) });
    const shares = new Map<number, number>();
    await corpus.index(neverCancelled, (done, _total, share) => shares.set(done, share));
    assert.ok((shares.get(1) ?? 0) > 0.9, 'the long one is done first here');
  });

  it('knows all mentions then', async () => {
    const { corpus } = await corpusOf(many, { builtInTermBase: TERMS });
    await corpus.index(neverCancelled);
    assert.equal(corpus.mentionCount('person:林某'), 30);
    assert.equal(corpus.mentionCount('concept:市场'), 29);
  });

  it('answers with what is on screen before it has come to it, and says how much it knows', async () => {
    const { corpus } = await corpusOf(many, { builtInTermBase: TERMS });
    corpus.setText(uriOf('07.txt'), '林某与市场七');
    assert.equal(corpus.document('07.txt')?.tags.length, 1, 'an editor asks for its colours');
    assert.deepEqual([corpus.mentionCounts('concept:市场').map(({ document }) => document.id), corpus.mentionCount('concept:市场'), corpus.readCount], [['07.txt'], 1, 1]);
    assert.deepEqual([...corpus.mentions('concept:市场')].map(({ document }) => document.id), ['07.txt']);
    await corpus.index(neverCancelled);
    assert.deepEqual([corpus.mentionCount('concept:市场'), corpus.readCount], [29, 30]);
  });

  it('stops when cancelled and goes on later', async () => {
    const { corpus } = await corpusOf(many);
    const token = { isCancellationRequested: false };
    await corpus.index(token, (done) => (token.isCancellationRequested = done >= 20));
    assert.equal(corpus.isIndexed, false);
    await corpus.index(neverCancelled);
    assert.equal(corpus.isIndexed, true);
    assert.equal(corpus.mentionCount('person:林某'), 30);
  });

  it('lets other work change documents meanwhile', async () => {
    const big = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.txt`, `林某${'。'.repeat(40_000)}`]));
    let pauses = 0;
    const { corpus } = await corpusOf(big, {
      pause: () => {
        pauses++;
        if (pauses === 20) corpus.setText(uriOf('0.txt'), '记者林某报道');
        return Promise.resolve();
      },
    });
    await corpus.index(neverCancelled);
    assert.ok(pauses > 20);
    assert.equal(corpus.mentionCount('person:林某'), 12);
  });

  it('leaves out a document that is deleted meanwhile', async () => {
    const big = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.txt`, `市场${'。'.repeat(40_000)}`]));
    let pauses = 0;
    const { corpus, files } = await corpusOf(big, {
      builtInTermBase: TERMS,
      pause: async () => {
        pauses++;
        // Twelve pauses for the first pass; then every document has three.
        if (pauses !== 14) return;
        files.contents.delete('0.txt');
        await corpus.filesChanged([uriOf('0.txt')]);
      },
    });
    await corpus.index(neverCancelled);
    assert.ok(pauses > 14);
    assert.equal(corpus.documents.length, 11);
    assert.equal(corpus.mentionCount('concept:市场'), 11);
  });

  it('goes on when a recogniser breaks on a document, and reports it', async () => {
    const logged: string[] = [];
    const recognition = {
      ...fakeRecognition,
      numbers: () => {
        const real = fakeRecognition.numbers();
        return { ...real, recognise: (input: Parameters<typeof real.recognise>[0]) => (input.reading.text.includes('坏') ? assert.fail('broken') : real.recognise(input)) };
      },
    };
    const logger = { info: () => undefined, warn: () => undefined, error: (message: string) => logged.push(message) };
    const { corpus } = await corpusOf({ 'a.txt': '坏市场5', 'b.txt': '市场5' }, { recognition, builtInTermBase: TERMS, logger });
    await corpus.index(neverCancelled);
    assert.deepEqual(texts(corpus, 'a.txt'), ['市场']);
    assert.deepEqual(texts(corpus, 'b.txt'), ['市场', '5']);
    assert.deepEqual(corpus.problems.map(({ uri, code }) => [uri, code]), [[uriOf('a.txt'), 'document.recogniser-failed']]);
    assert.ok(logged.length === 1 && !logged[0]?.includes('市场'));
    corpus.setText(uriOf('a.txt'), '好5');
    assert.deepEqual(texts(corpus, 'a.txt'), ['5']);
    assert.deepEqual(corpus.problems, []);
  });

  it('goes on when the first pass breaks on a document', async () => {
    const recognition = { ...fakeRecognition, survey: (input: Parameters<typeof fakeRecognition.survey>[0]) => (input.reading.text.includes('坏') ? assert.fail() : fakeRecognition.survey(input)) };
    const { corpus } = await corpusOf({ 'a.txt': '坏', 'b.txt': '记者林某报道' }, { recognition });
    await corpus.index(neverCancelled);
    assert.deepEqual(texts(corpus, 'b.txt'), ['林某']);
    assert.deepEqual(codes(corpus), ['document.recogniser-failed']);
  });
});
