import { strict as assert } from 'node:assert';
import { type Dangling, danglingIn, danglingProblems, type Places } from '../../../server/src/annotations/dangling';
import type { Annotation } from '../../../server/src/annotations/model';
import { idsInSidecars, itemIds } from '../../../server/src/annotations/sidecar/itemIds';
import { SourceText } from '../../../server/src/text/sourceText';
import { MemoryFiles, ROOT } from './memory';
import { note, passageNote } from './notes';

const text = new SourceText('渡船每天三班，桥修好以后就停了。');
const passage = passageNote(text, ['三班'], { id: 'urn:uuid:passage' });
const other = passageNote(text, ['停了'], { id: 'urn:uuid:other' });
const about = (id: string): { about: Annotation['about'] } => ({ about: { kind: 'annotation', id } });

/** What is dangling among notes, where the two passages and the code `k` are there. */
function dangling(...notes: readonly Annotation[]): Dangling[] {
  const ids = new Set([passage, other, ...notes].map(({ id }) => id));
  return danglingIn(notes, { annotation: (id) => ids.has(id), code: (id) => id === 'k' });
}

describe('notes about what is not there', () => {
  it('are relations with either end missing, replies, and memos on codes', () => {
    const relation = note({ ...about(passage.id), relation: { kind: 'supports', to: 'urn:uuid:gone' } });
    const both = note({ ...about('urn:uuid:away'), relation: { kind: 'supports', to: 'urn:uuid:gone' } });
    const reply = note({ ...about('urn:uuid:gone'), memo: '同意' });
    const onCode = note({ about: { kind: 'code', id: 'x' }, memo: '何时用' });
    assert.deepEqual(dangling(relation, both, reply, onCode).map(({ note: { id }, end, missing }) => [id, end, missing]), [
      [relation.id, 'relation-to', 'urn:uuid:gone'],
      [both.id, 'relation-from', 'urn:uuid:away'], [both.id, 'relation-to', 'urn:uuid:gone'],
      [reply.id, 'reply', 'urn:uuid:gone'],
      [onCode.id, 'code', 'x'],
    ]);
  });

  it('are none of those whose ends are there, be they passages, replies or memos on documents', () => {
    const onDocument = note({ about: { kind: 'document' }, memo: '全篇' });
    const reply = note({ ...about(onDocument.id), memo: '是' });
    const again = note({ ...about(reply.id), memo: '不是' });
    const relation = note({ ...about(passage.id), relation: { kind: 'answers', to: reply.id } });
    assert.deepEqual(dangling(onDocument, reply, again, relation, note({ about: { kind: 'code', id: 'k' }, memo: '记' })), []);
  });

  describe('as problems', () => {
    const file = (...notes: readonly Annotation[]): string => JSON.stringify({ items: notes.map(({ id, about: subject }) => ({ target: subject.kind === 'annotation' ? subject.id : '', id })) });
    const places = (...notes: readonly Annotation[]): Places => ({
      annotation: (id) => [passage, other, ...notes].find((each) => each.id === id),
      uriOf: (document) => `${ROOT}/${document}`,
      inSidecar: (document) => ({ uri: `${ROOT}/${document}.annotations.json`, items: itemIds(file(...notes)) }),
    });
    const told = (...notes: readonly Annotation[]): string[] => danglingProblems(dangling(...notes), places(...notes)).map(({ uri, span, code, severity }) => {
      const at = uri.endsWith('.json') ? file(...notes) : text.text;
      return `${severity} ${code} ${uri.slice(ROOT.length + 1)} ${span ? at.slice(span.start, span.end) : ''}`;
    });

    it('stand at the passage that they hang on, through replies too', () => {
      const reply = note({ ...about(passage.id), memo: '是' });
      assert.deepEqual(told(reply, note({ ...about(reply.id), relation: { kind: 'supports', to: 'urn:uuid:gone' } })), ['warning annotation.dangling-relation a.txt 三班']);
    });

    it('stand at the note in its sidecar where they hang on none', () => {
      const first = note({ ...about('urn:uuid:gone'), memo: '同意' });
      const second = note({ ...about(first.id), relation: { kind: 'supports', to: 'urn:uuid:away' } });
      assert.deepEqual(told(first, second), [`warning annotation.dangling-reply a.txt.annotations.json "${first.id}"`, `warning annotation.dangling-relation a.txt.annotations.json "${second.id}"`]);
    });

    it('end with notes that are about each other', () => {
      const circle = [note({ id: 'urn:uuid:1', ...about('urn:uuid:2'), memo: 'a' }), note({ id: 'urn:uuid:2', ...about('urn:uuid:1'), memo: 'b' })];
      const relation = note({ ...about('urn:uuid:1'), relation: { kind: 'supports', to: 'urn:uuid:gone' } });
      assert.deepEqual(told(...circle, relation), [`warning annotation.dangling-relation a.txt.annotations.json "${relation.id}"`]);
    });

    it('name the kind, who made them and what is missing', () => {
      const relation = note({ ...about(passage.id), relation: { kind: '補充', to: 'urn:uuid:gone' }, creator: '陆远' });
      const [problem] = danglingProblems(dangling(relation), places(relation));
      for (const word of ['補充', '陆远', 'urn:uuid:gone', 'leads to']) assert.ok(problem?.message.includes(word), problem?.message);
    });
  });
});

describe('the ids in sidecars', () => {
  it('are those of all items, however they are written, with the place of the first', () => {
    const page = '{"items": [\n{"id":"urn:a","target":"urn:c"}\n,{ "id" : "urn:\\u5947", "a": 1, "a": 2 }, {"id":"urn:a"}]}';
    const found = itemIds(page);
    assert.deepEqual([...found.keys()], ['urn:a', 'urn:奇']);
    assert.deepEqual([...found.values()].map(({ start, end }) => page.slice(start, end)), ['"urn:a"', '"urn:\\u5947"']);
    assert.equal(found.get('urn:a')?.start, page.indexOf('"urn:a"'));
  });

  it('are gathered from all folders of a corpus, and from none when one sidecar cannot be read', async () => {
    const files = new MemoryFiles();
    files.files.set(`${ROOT}/a.txt.annotations.json`, '{"items":[{"id":"urn:a"}]}');
    files.files.set(`${ROOT}/b/gone.txt.annotations.json`, '{"items":[{"id":"urn:b"}]}');
    files.files.set(`${ROOT}/b/other.json`, '{"id":"urn:none"}');
    assert.deepEqual([...(await idsInSidecars(ROOT, files) ?? [])].sort(), ['urn:a', 'urn:b']);
    files.files.set(`${ROOT}/b/cut.txt.annotations.json`, '{"items":[{"id":"urn:c"}');
    assert.equal(await idsInSidecars(ROOT, files), undefined);
  });
});
