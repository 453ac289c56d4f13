import { strict as assert } from 'node:assert';
import type { Annotation } from '../../../server/src/annotations/model';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { hover, type HoverAnnotations } from '../../../server/src/features/hover/hover';
import { commandLink, fileLink } from '../../../server/src/features/markdown';
import { fixture, person, term, work, type CorpusSpec, type TagSpec } from './support';

const ai = {
  id: '人工智能',
  forms: { 'zh-Hans': ['人工智能'], 'zh-Hant': ['人工智能'], 'zh-Hant-TW': ['人工智慧'], en: ['artificial intelligence'], abbr: ['AI'] },
  definition: { zh: '让机器做需要智力的事的技术。', en: 'Technology that lets machines do what takes intelligence.' },
};

const none: HoverAnnotations = { annotations: [], codeBook: { codes: [] } };

function hoverAt(spec: CorpusSpec, id: string, own = none, locale = 'en', link = commandLink): { written: string; markdown: string } | undefined {
  const { corpus, document, cursor } = fixture(spec);
  const found = hover({ corpus, document: document(id), locale, link }, cursor(id), own, neverCancelled);
  return found && { written: document(id).text.slice(found.span), markdown: found.markdown };
}

describe('hover on a term', () => {
  const spec: CorpusSpec = {
    documents: {
      'a.txt': { title: '甲', text: '所谓⟦人工智能⟧，就是让机器思考。我们谈⟦人工智能⟧。', defines: [{ id: '人工智能', sentence: '所谓人工智能，就是让机器思考。', term: '人工智能' }] },
      'b.txt': { title: '乙', text: '這裡談⟦人工‸智慧⟧與產業發展的關係。' },
    },
    tags: { 人工智能: term('人工智能'), 人工智慧: term('人工智能') },
    concepts: [ai],
  };

  it('gives its exact range and its names in every wording', () => {
    const found = hoverAt(spec, 'b.txt');
    assert.equal(found?.written, '人工智慧');
    for (const part of ['**人工智能** · Term', 'Taiwan: 人工智慧', 'English: artificial intelligence', 'Abbreviation: AI']) assert.ok(found?.markdown.includes(part), part);
  });

  it('names the subject field, where the term base has one', () => {
    const of = (subject?: string): string => hoverAt({ ...spec, concepts: [{ ...ai, ...(subject !== undefined && { subject }) }] }, 'b.txt')?.markdown ?? '';
    assert.ok(of('computer science').includes('Subject field: computer science'));
    assert.ok(!of().includes('Subject field'));
  });

  it('says when Taiwan has no wording of its own, and which wording was only proposed', () => {
    const named = (text: string, forms: Record<string, string[]>): string => {
      const id = forms['zh-Hans']?.[0] ?? '';
      const found = hoverAt({ documents: { 'a.txt': { text } }, tags: { [id]: term(id) }, concepts: [{ ...ai, id, forms }] }, 'a.txt');
      return found?.markdown ?? '';
    };
    assert.ok(named('发展⟦制‸造业⟧。', { 'zh-Hans': ['制造业'], 'zh-Hant': ['製造業'] }).includes('Traditional and Taiwan: 製造業'));
    const proposed = named('铺设⟦网‸络⟧。', { 'zh-Hans': ['网络'], 'zh-Hant': ['網絡'] });
    assert.ok(proposed.includes('Traditional: 網絡') && proposed.includes('Taiwan: 網路 (proposed)'), proposed);
  });

  it('gives the definition in Chinese and in the language of the reader, and the term base', () => {
    const english = hoverAt(spec, 'b.txt', none, 'en-GB')?.markdown ?? '';
    assert.ok(english.includes('让机器做需要智力的事的技术。') && english.includes('Technology that lets machines') && english.includes('Term base: Meipi'));
    const chinese = hoverAt(spec, 'b.txt', none, 'zh-cn')?.markdown ?? '';
    assert.ok(chinese.includes('让机器做需要智力的事的技术。') && !chinese.includes('Technology'));
  });

  it('quotes the sentence that defines it in the corpus, with a link', () => {
    const found = hoverAt(spec, 'b.txt')?.markdown ?? '';
    assert.match(found, /> 所谓人工智能，就是让机器思考。 — \[甲\\, line 1\]\(command:meipi\.openLocation\?/);
  });

  it('counts its mentions by script and by document', () => {
    const found = hoverAt(spec, 'b.txt')?.markdown ?? '';
    assert.ok(found.includes('Mentions: 3, documents: 2'), found);
    assert.match(found, /Simplified 2, Traditional 1/);
    assert.match(found, /\[甲\]\(command:[^)]+\): 2/);
    assert.doesNotMatch(found, /so far/);
  });

  it('writes large counts as the reader does', () => {
    const { corpus, document, cursor } = fixture(spec);
    const many = { ...corpus, mentionCounts: () => [{ document: document('b.txt'), count: 12345, first: { start: 0, end: 1 }, scripts: { hant: 12345 } }], mentionScripts: () => ({ hant: 12345 }) };
    const found = hover({ corpus: many, document: document('b.txt'), locale: 'en', link: commandLink }, cursor('b.txt'), none, neverCancelled)?.markdown ?? '';
    assert.ok(found.includes('Mentions: 12,345') && found.includes('Traditional 12,345'), found);
  });

  it('says of how many documents the counts are, while not all have been read', () => {
    const { corpus, document, cursor } = fixture(spec);
    const partly = { ...corpus, isIndexed: false, readCount: 1 };
    const found = hover({ corpus: partly, document: document('b.txt'), locale: 'en', link: commandLink }, cursor('b.txt'), none, neverCancelled)?.markdown ?? '';
    assert.ok(found.includes('so far, with 1 of 2 documents read'), found);
  });
});

describe('hover on a number', () => {
  const at = (written: string, tag: TagSpec, locale = 'en'): string => hoverAt({ documents: { 'a.txt': `達⟦${written}‸⟧。` }, tags: { [written]: tag } }, 'a.txt', none, locale)?.markdown ?? '';

  it('writes the value out with its unit and what it measures', () => {
    const found = at('2300億元', { layer: 'number', kind: 'money', value: { num: 2300e8, unit: 'CNY' }, measures: { what: '產業規模' } });
    for (const part of ['230\\,000\\,000\\,000 CNY', 'Amount of money', 'Unit: CNY', 'Chinese Yuan', 'Measures: 產業規模']) assert.ok(found.includes(part), `${part} in ${found}`);
  });

  it('says large numbers in the reader’s own way', () => {
    assert.ok(at('2300億元', { layer: 'number', kind: 'money', value: { num: 2300e8, unit: 'CNY' } }, 'zh-CN').includes('2300亿'));
  });

  it('gives the bounds of a range and of a one-sided bound', () => {
    const range = at('50-60年', { layer: 'number', kind: 'duration', value: { lo: 'P50Y', hi: 'P60Y' } });
    assert.ok(range.includes('**50–60 years**') && range.includes('At least 50 years') && range.includes('At most 60 years') && range.includes('ISO 8601: P50Y, P60Y'), range);
    const bound = at('3000多個', { layer: 'number', kind: 'cardinal', value: { lo: 3000, unit: '个' } });
    const mixed = at('半年到两年', { layer: 'number', kind: 'duration', value: { lo: 'P6M', hi: 'P2Y' } });
    assert.ok(mixed.includes('**6 months–2 years**'), mixed);
    assert.ok(at('50-60年', { layer: 'number', kind: 'duration', value: { lo: 'P50Y', hi: 'P60Y' } }, 'zh-TW').includes('**50'), 'in Chinese');
    assert.ok(bound.includes('At least 3\\,000') && !bound.includes('At most'), bound);
  });

  it('gives measures in SI units, where they are in others', () => {
    assert.ok(at('3亩', { layer: 'number', kind: 'measure', value: { num: 3, unit: '亩' } }).includes('\n- = 2\\,000 m²'));
    assert.ok(at('6到9畝', { layer: 'number', kind: 'measure', value: { lo: 6, hi: 9, unit: '亩' } }).includes('\n- = 4\\,000–6\\,000 m²'));
    assert.ok(!at('5米', { layer: 'number', kind: 'measure', value: { num: 5, unit: '米' } }).includes('\n- ='));
  });

  it('tells percentages from percentage points', () => {
    assert.ok(at('38%', { layer: 'number', kind: 'percent', value: { num: 38 } }).includes('38\\%'));
    assert.ok(at('13.2个百分点', { layer: 'number', kind: 'percent', value: { num: 13.2, unit: 'pp' } }).includes('Unit: percentage points'));
  });

  it('writes dates and durations out in the language of the reader, beside their normal form', () => {
    const date = (edtf: string, locale: string): string => at('日期', { layer: 'number', kind: 'date', value: { edtf } }, locale);
    assert.ok(date('2024-12-30', 'zh-CN').includes('**2024年12月30日**') && date('2024-12-30', 'zh-CN').includes('EDTF: 2024\\-12\\-30'));
    assert.ok(date('2024-04', 'en-GB').includes('**April 2024**'));
    assert.ok(date('XXXX-12-13', 'zh-TW').includes('**12月13日**'));
    assert.ok(date('2018/2022', 'zh-CN').includes('2018年 – 2022年'));
    assert.ok(date('199X', 'zh-CN').includes('**1990–1999**') && date('19XX', 'zh-TW').includes('**1900–1999**'));
    assert.ok(date('2024-03-11T18:34', 'zh-CN').includes('**2024年3月11日 18\\:34**'));
    assert.ok(date('2018~', 'zh-CN').includes('**≈ 2018年**') && date('199X/2024', 'zh-CN').includes('**1990–1999 – 2024年**'));
    assert.ok(date('2024-21', 'zh-CN').includes('**2024\\-21**'), 'what has no plain form is given as it is');
    const duration = at('2年半', { layer: 'number', kind: 'duration', value: { iso: 'P2Y6M' } }, 'zh-CN');
    assert.ok(duration.includes('2年 6个月') && duration.includes('ISO 8601: P2Y6M'), duration);
  });

  it('gives a resolved date with the reason, and says when a date cannot be resolved', () => {
    const resolved = at('去年', { layer: 'number', kind: 'date', value: { edtf: '2023', relative: true, resolvedFrom: { edtf: '2024-05-06', from: 'text' } } });
    assert.ok(resolved.includes('**2023**') && resolved.includes('2024\\-05\\-06, stated in the text'), resolved);
    const unresolved = at('去年', { layer: 'number', kind: 'date', value: { edtf: null, relative: true } });
    assert.ok(unresolved.includes('not resolved') && unresolved.includes('corpus.json'), unresolved);
  });
});

describe('hover on a source', () => {
  const spec: CorpusSpec = {
    documents: {
      'a.txt': { title: '甲', text: '研究员⟦陈⟧', },
      'b.txt': {
        title: '乙',
        text: '研究員⟦林知‸遠⟧指出，產業要升級。⟦林知远⟧还说，人才要培养。他補充，資金要到位。最後，制度要完善。',
        statements: ['產業要升級', '人才要培养', '資金要到位', '制度要完善'].map((content) => ({ sources: ['person:林知远'], content })),
      },
    },
    tags: { 林知远: person('林知远'), 林知遠: person('林知远'), 陈: person('陈') },
    roles: { 'person:林知远': [{ text: '研究員', document: 'b.txt' }] },
  };

  it('gives kind, role with its place, other spellings, and the first three statements', () => {
    const found = hoverAt(spec, 'b.txt');
    assert.equal(found?.written, '林知遠');
    for (const part of ['**林知遠** · Person', 'Role: 研究員 ([乙\\, line 1](', 'Also written: 林知远', 'Mentions: 2, documents: 1', 'Attributed statements: 4', '> 產業要升級', '> 資金要到位']) assert.ok(found?.markdown.includes(part), part);
    assert.ok(!found?.markdown.includes('制度要完善'));
  });
});

describe('hover on a source whose role is written in both scripts', () => {
  it('gives the role once', () => {
    const markdown = hoverAt({
      documents: { 'a.txt': '院长⟦林知远⟧说。', 'b.txt': '院長⟦林‸知遠⟧說。' },
      tags: { 林知远: person('林知远'), 林知遠: person('林知远') },
      roles: { 'person:林知远': [{ text: '院长', document: 'a.txt' }, { text: '院長', document: 'b.txt' }] },
    }, 'b.txt')?.markdown ?? '';
    assert.equal(markdown.match(/Role:/g)?.length, 1, markdown);
  });
});

describe('hover', () => {
  const overlapping: CorpusSpec = {
    documents: { 'a.txt': '見⟦《⟦人工智‸能⟧法》⟧。' },
    tags: { 人工智能: term('人工智能'), '《人工智能法》': work('人工智能法') },
    concepts: [ai],
  };

  it('shows every layer at the place, the innermost first and with its range', () => {
    const found = hoverAt(overlapping, 'a.txt');
    assert.equal(found?.written, '人工智能');
    assert.ok((found?.markdown.indexOf('Term') ?? -1) < (found?.markdown.indexOf('Work') ?? -1));
  });

  it('shows the codes and the memo of annotations there', () => {
    const annotation: Annotation = { id: 'urn:uuid:1', document: 'a.txt', about: { kind: 'passage' }, parts: [{ span: { start: 0, end: 9 }, quote: '', anchor: 'exact', passage: { quote: '', prefix: '', suffix: '' } }], span: { start: 0, end: 9 }, quote: '', anchor: 'exact', codes: ['c1'], memo: '为何*重要*？\n待查', creator: '读者', created: '2026-01-02T00:00:00Z', modified: '2026-01-02T00:00:00Z' };
    const found = hoverAt(overlapping, 'a.txt', { annotations: [annotation], codeBook: { codes: [{ id: 'c1', name: '法规', color: '#ff0000' }] } });
    assert.ok(found?.markdown.includes('**法规** · Annotation') && found.markdown.includes('为何\\*重要\\*？  \n待查') && found.markdown.includes('读者'));
  });

  it('puts the reader’s own annotations before what was found', () => {
    const annotation: Annotation = { id: 'urn:uuid:1', document: 'a.txt', about: { kind: 'passage' }, parts: [{ span: { start: 0, end: 9 }, quote: '', anchor: 'exact', passage: { quote: '', prefix: '', suffix: '' } }], span: { start: 0, end: 9 }, quote: '', anchor: 'exact', codes: ['c1'], memo: '', creator: '读者', created: '2026-01-02T00:00:00Z', modified: '2026-01-02T00:00:00Z' };
    const found = hoverAt(overlapping, 'a.txt', { annotations: [annotation], codeBook: { codes: [{ id: 'c1', name: '法规', color: '#ff0000' }] } });
    assert.ok(found?.markdown.startsWith('**法规** · Annotation') && found.written === '人工智能', found?.markdown);
  });

  it('lists the places of what is mentioned more than once, and cuts long titles', () => {
    const title = '一个'.repeat(40);
    const document = (text: string) => ({ documents: { 'a.txt': { title, text } }, tags: { 算力: term('算力') } });
    const once = hoverAt(document('⟦算力‸⟧'), 'a.txt')?.markdown ?? '';
    assert.ok(once.includes('Mentions: 1') && !once.includes(']('), once);
    const twice = hoverAt(document('⟦算力‸⟧与⟦算力⟧'), 'a.txt')?.markdown ?? '';
    assert.ok(twice.includes('一个…](') && !twice.includes(title), twice);
  });

  it('is absent where nothing is', () => {
    assert.equal(hoverAt({ documents: { 'a.txt': '平‸常。' } }, 'a.txt'), undefined);
  });

  it('escapes what comes from the corpus and links nowhere but to the one command', () => {
    const nasty = '[点](command:evil)<img/src=x>$(bug)www.example.com`**';
    const found = hoverAt({ documents: { 'a.txt': { title: nasty, text: `⟦${nasty}‸⟧⟦${nasty}⟧` } }, tags: { [nasty]: person(nasty) } }, 'a.txt')?.markdown ?? '';
    const links = [...found.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map((match) => match[1] ?? '');
    assert.ok(links.length > 0 && links.every((link) => link.startsWith('command:meipi.openLocation?')), links.join());
    assert.ok(!/(?<!\\)[<`$]/.test(found.replace(/\]\([^)]*\)/g, '')) && !found.includes('www.'), found);
  });

  it('links to files with a line where the editor has no command for it', () => {
    const found = hoverAt({ documents: { 'a (1).txt': '一\n⟦算力‸⟧⟦算力⟧' }, tags: { 算力: term('算力') } }, 'a (1).txt', none, 'en', fileLink)?.markdown ?? '';
    assert.ok(found.includes('](file:///corpus/a%20%281%29.txt#L2)'), found);
  });
});
