// The sample corpus as the pictures of the documentation show it: with a second and a third annotator, a reply, a relation,
// a memo on a document and decisions on tags; and what another program does to its texts afterwards.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The annotator of the sample corpus, at whose window the pictures are taken. */
export const READER = 'Sample Reader';

/** The document that two invented people annotated, and what each marked: annotator, passage, code. */
export const COMPARED = '03-newspaper-feature-tw.txt';
const MARKS = [
  ['何靜', '還籠罩在薄霧裡', 'metaphor'],
  ['陸遠', '還籠罩在薄霧裡', 'definition'],
  ['何靜', '老師傅的耳朵', 'metaphor'],
  ['陸遠', '老師傅的耳朵，變成3萬筆聲音檔', 'metaphor'],
  ['何靜', '昨晚的良率', 'problem'],
  ['何靜', '機器思考', 'metaphor'],
  ['陸遠', '機器思考', 'metaphor'],
];
export const COMPARED_ANNOTATORS = ['何靜', '陸遠'];

/** The document whose memo is opened, with a reply and a relation to another passage of it. */
export const TALKED_ABOUT = '01-policy-brief.txt';

/** Decisions on tags of a document: passage, verdict, what the machine found, what it is instead. */
const DECIDED = '07-news-dispatch.txt';
const DECISIONS = [
  ['周以宁', 'accepted', { layer: 'source', kind: 'person', id: 'person:周以宁' }],
  ['卓文渊', 'accepted', { layer: 'source', kind: 'person', id: 'person:卓文渊' }],
  ['几块', 'rejected', { layer: 'number', kind: 'cardinal', value: { lo: 2, hi: 9, unit: '块' } }],
];

/** Adds what the pictures show to a copy of the sample corpus. */
export function addPeople(folder) {
  addItems(folder, COMPARED, MARKS.map(([name, exact, code]) => passage(folder, COMPARED, exact, name, { body: [{ type: 'TextualBody', purpose: 'tagging', value: code }] })));
  const { items } = read(folder, TALKED_ABOUT);
  const [first, second] = items;
  addItems(folder, TALKED_ABOUT, [
    { motivation: 'replying', target: first.id, creator: person('何靜'), body: [memo('The column has no yardstick at all, only examples. **Two definitions**, then?')] },
    { motivation: 'replying', target: first.id, creator: person(READER), body: [memo('Two, and I would keep one code for both: *Definition*.')] },
    { motivation: 'linking', target: first.id, creator: person(READER), body: [{ type: 'SpecificResource', purpose: 'linking', source: second.id }, { type: 'TextualBody', purpose: 'classifying', value: 'contradicts' }] },
    { motivation: 'commenting', target: `urn:meipi:document:${TALKED_ABOUT}`, creator: person(READER), body: [memo('A brief that argues for patience: read it beside the column of 08.')] },
  ]);
  addItems(folder, DECIDED, DECISIONS.map(([exact, verdict, tag]) => passage(folder, DECIDED, exact, READER, { 'meipi:decision': { verdict, tag } })));
}

/** Does to texts what another program might: a passage edited, one deleted, one moved, one that stands twice. */
export function damage(folder) {
  change(folder, '04-interview.txt', (text) => {
    const lines = text.replace('耐心资本就是出钱的人', '耐心资本就是出了钱的人').replace(/[^。]*店名叫[^。]*。/, '').split('\n');
    const [doubled = ''] = lines.splice(lines.findIndex((line) => line.includes('那条线少了9个')), 1);
    return [...lines.slice(0, 2), doubled, '', ...lines.slice(2), doubled, ''].join('\n');
  });
  change(folder, '02-magazine-article.txt', (text) => {
    const lines = text.trimEnd().split('\n');
    const [moved = ''] = lines.splice(lines.findIndex((line) => line.includes('補貼到賬平均要等5個月')), 1);
    return [...lines, '', moved, ''].join('\n');
  });
}

function change(folder, document, edit) {
  const file = join(folder, document);
  const before = readFileSync(file, 'utf8');
  const after = edit(before);
  if (after === before) throw new Error(`${document}: nothing was changed`);
  writeFileSync(file, after);
}

function passage(folder, document, exact, name, more) {
  const text = readFileSync(join(folder, document), 'utf8').replace(/^\ufeff/, '');
  const at = text.indexOf(exact);
  if (at < 0) throw new Error(`${document} has no ${exact}`);
  const start = [...text.slice(0, at)].length;
  return {
    creator: person(name), ...more,
    target: { type: 'SpecificResource', source: `urn:meipi:document:${document}`, selector: [{ type: 'TextQuoteSelector', exact, prefix: text.slice(at - 8, at), suffix: text.slice(at + exact.length, at + exact.length + 8) }, { type: 'TextPositionSelector', start, end: start + [...exact].length }] },
  };
}

function person(name) {
  return { type: 'Person', name };
}

function memo(value) {
  return { type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value };
}

let made = 0;

function addItems(folder, document, items) {
  const page = read(folder, document);
  const dated = items.map((item) => {
    const created = `2025-11-21T08:${String(++made).padStart(2, '0')}:00Z`;
    return { id: `urn:uuid:00000000-0000-4000-8000-${String(made).padStart(12, '0')}`, type: 'Annotation', created, modified: created, ...item };
  });
  writeFileSync(join(folder, `${document}.annotations.json`), JSON.stringify({ ...page, items: [...page.items, ...dated] }));
}

function read(folder, document) {
  try {
    return JSON.parse(readFileSync(join(folder, `${document}.annotations.json`), 'utf8'));
  } catch {
    return { '@context': ['http://www.w3.org/ns/anno.jsonld'], type: 'AnnotationPage', items: [] };
  }
}
