import { strict as assert } from 'node:assert';
import { hover, type Hover } from '../../../server/src/features/hover/hover';
import { fileLink, statementsCommandLink } from '../../../server/src/features/markdown';
import { attributionsAt, MAX_STATEMENTS, sourceAt, statementsOf } from '../../../server/src/features/statements';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { fixture, person, type CorpusSpec } from './support';

const LU = 'person:陆文博';
const GE = 'person:葛云舟';

const spec = (text: string, statements: NonNullable<Exclude<CorpusSpec['documents'][string], string>['statements']>): CorpusSpec => ({
  documents: { 'a.txt': { title: '甲', text, statements }, 'b.txt': { title: '乙', text: '院長⟦陸文博⟧說，時間不等人。', statements: [{ sources: [LU], content: '時間不等人', cue: '說' }] } },
  tags: { 陆文博: person('陆文博'), 陸文博: person('陆文博'), 葛云舟: person('葛云舟') },
  roles: { [LU]: [{ text: '院长', document: 'a.txt' }] },
});

function hoverAt(of: CorpusSpec, statementsLink?: (id: string) => string): (Hover & { written: string }) | undefined {
  const { corpus, document, cursor } = fixture(of);
  const found = hover({ corpus, document: document('a.txt'), locale: 'en', link: fileLink, statementsLink }, cursor('a.txt'), { annotations: [], codeBook: { codes: [] } }, neverCancelled);
  return found && { ...found, written: document('a.txt').text.slice(found.span) };
}

describe('hover on what somebody says', () => {
  it('says whose statement it is, with role and cue, anywhere in the content', () => {
    for (const text of ['院长⟦陆文博⟧指出，规‸则要先立起来。', '院长⟦陆文博⟧指出，规则要先立起‸来。']) {
      const found = hoverAt(spec(text, [{ sources: [LU], content: '规则要先立起来', cue: '指出', by: '陆文博' }]));
      assert.equal(found?.written, '规则要先立起来');
      assert.match(found.markdown, /^Statement of \*\*\[陆文博\]\(.*#L1\)\*\* \(院长\) · cue 指出$/);
    }
  });

  it('names several sources, also where each is told apart by another attribution', () => {
    const two = hoverAt(spec('院长⟦陆文博⟧、⟦葛云舟⟧认为，规‸则重要。', [{ sources: [LU, GE], content: '规则重要', cue: '认为' }]));
    assert.match(two?.markdown ?? '', /^Statement of \*\*陆文博\*\* \(院长\), \*\*葛云舟\*\* · cue 认为$/);
    const told = hoverAt(spec('院长⟦陆文博⟧与⟦葛云舟⟧：规‸则重要。', [{ sources: [LU], content: '规则重要', cue: '讲述人' }, { sources: [GE], content: '规则重要', cue: '讲述人' }]));
    assert.equal(told?.markdown.split('\n').length, 1);
    assert.match(told?.markdown ?? '', /陆文博.*葛云舟/);
  });

  it('says that a source has no name, and the words for it', () => {
    const found = hoverAt(spec('院长。多位专家认为，规‸则重要。', [{ sources: [], content: '规则重要', cue: '认为', by: '多位专家' }]));
    assert.equal(found?.markdown, 'Statement of an unnamed source: 多位专家 · cue 认为');
    assert.equal(hoverAt(spec('院长。据悉，规‸则重要。', [{ sources: [], content: '规则重要', cue: '据悉' }]))?.markdown, 'Statement of an unnamed source · cue 据悉');
  });

  it('is one short line for a turn, and marks no more than the sentence of a long one', () => {
    const long = '规则重要。' + '时间也重要，不能着急。'.repeat(60);
    const found = hoverAt(spec(`院长。${long.replace('规则', '规‸则')}`, [{ sources: [GE], content: long }]));
    assert.equal(found?.markdown, 'Spoken by **葛云舟**');
    assert.equal(found?.written, '规则重要。');
  });

  it('tells the innermost statement first, then the turn it stands in, and stands last in the hover of a tag', () => {
    const nested = hoverAt(spec('院长。张三说，规‸则重要。时间也重要。', [{ sources: [GE], content: '张三说，规则重要。时间也重要。' }, { sources: [LU], content: '规则重要', cue: '说' }]));
    assert.match(nested?.markdown ?? '', /^Statement of \*\*[陆陸]文博.*\n.*Spoken by \*\*葛云舟\*\*$/);
    const tagged = hoverAt(spec('院长。张三说，⟦陆‸文博⟧来了。', [{ sources: [GE], content: '陆文博来了', cue: '说' }]));
    assert.equal(tagged?.written, '陆文博');
    assert.match(tagged.markdown, /^\*\*陆文博\*\* · Person[^]*---\n\nStatement of \*\*葛云舟\*\* · cue 说$/);
  });

  it('links the number of statements of a source to the list of them, where the editor has one', () => {
    const linked = hoverAt(spec('院长⟦陆‸文博⟧指出，规则重要。', [{ sources: [LU], content: '规则重要' }]), (id) => statementsCommandLink('file:///a.txt', id));
    assert.match(linked?.markdown ?? '', /\[Attributed statements\\: 2\]\(command:meipi\.statementsOfSource\?/);
    assert.match(hoverAt(spec('院长⟦陆‸文博⟧指出，规则重要。', [{ sources: [LU], content: '规则重要' }]))?.markdown ?? '', /Attributed statements: 2/);
  });
});

describe('the statements of a source', () => {
  const made = fixture(spec('院长⟦陆文博⟧指出，规则重要。雨停了。', [{ sources: [LU], content: '规则重要', cue: '指出' }]));

  it('are all of the corpus, in both scripts, document by document', () => {
    const found = statementsOf(made.corpus, LU);
    assert.equal(found?.name, '陆文博');
    assert.equal(found?.count, 2);
    assert.deepEqual(found?.statements.map(({ document, attribution }) => [document.id, document.text.slice(attribution.content)]), [['a.txt', '规则重要'], ['b.txt', '時間不等人']]);
  });

  it('are none for what is no source', () => {
    for (const id of ['concept:规则', 'person:无名', '']) assert.equal(statementsOf(made.corpus, id), undefined);
  });

  it('are bounded for the editor, and counted in full', () => {
    const many = Array.from({ length: MAX_STATEMENTS + 3 }, (_, i) => `第${i}句。`);
    const { corpus } = fixture({ documents: { 'a.txt': { text: `⟦陆文博⟧${many.join('')}`, statements: many.map((content) => ({ sources: [LU], content })) } }, tags: { 陆文博: person('陆文博') } });
    const found = statementsOf(corpus, LU);
    assert.equal(found?.statements.length, MAX_STATEMENTS);
    assert.equal(found?.count, MAX_STATEMENTS + 3);
  });

  it('belong to the source mentioned at a place, else to the one whose statement it is', () => {
    const document = made.document('a.txt');
    assert.equal(sourceAt(document, 3), LU);
    assert.equal(sourceAt(document, document.text.text.indexOf('规则') + 1), LU);
    assert.equal(sourceAt(document, document.text.text.indexOf('雨停') + 1), undefined);
    assert.deepEqual(attributionsAt(document, document.text.text.indexOf('雨停') + 1), []);
  });
});
