import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseCodeBook } from '../../../server/src/annotations/codeBook/codeBook';
import { addCode, deleteCodes, editCode, mergeCodes, moveCodes } from '../../../server/src/annotations/codeBook/codeBookEdit';
import { rebaseCodeBook } from '../../../server/src/annotations/codeBook/codeBookRebase';
import { CodeBookStore } from '../../../server/src/annotations/codeBook/codeBookStore';
import { type CodeBookText, readCodeBookText, writeCodeBookText } from '../../../server/src/annotations/codeBook/codeBookText';
import { MemoryFiles, ROOT } from './memory';

const BASE = `{
  "codes": [
    { "id": "a", "name": "甲", "color": "#2f86c8", "owner": "组" },
    { "id": "b", "name": "乙", "examples": ["一"] },
    { "id": "c", "name": "丙", "names": { "en": "C" } },
    { "id": "d", "name": "丁", "parent": "c" }
  ]
}
`;
const done = (...changes: ((book: CodeBookText) => CodeBookText)[]): string => writeCodeBookText(changes.reduce((book, change) => change(book), readCodeBookText(BASE)));
const codesOf = (text: string | undefined): Record<string, unknown>[] => (JSON.parse(text ?? '') as { codes: Record<string, unknown>[] }).codes;
const code = (text: string | undefined, id: string): Record<string, unknown> | undefined => codesOf(text).find((each) => each['id'] === id);

describe('doing to one version of a code book what was done to another', () => {
  it('takes what each side did: added, changed, moved, deleted', () => {
    const ours = done((book) => editCode(book, 'a', { name: '甲甲' }), (book) => addCode(book, { name: '新' }).book, (book) => deleteCodes(book, ['b']));
    const theirs = done((book) => editCode(book, 'a', { color: '#c2710c' }), (book) => moveCodes(book, ['d'], { before: 'a' }));
    const { text, conflicts } = rebaseCodeBook(BASE, ours, theirs);
    assert.deepEqual(conflicts, []);
    assert.deepEqual(codesOf(text).map(({ id }) => id), ['d', '新', 'a', 'c']);
    assert.deepEqual(code(text, 'a'), { id: 'a', name: '甲甲', color: '#c2710c', owner: '组' });
    assert.equal(code(text, 'd')?.['parent'], undefined);
  });

  it('writes into the layout of the other version', () => {
    const theirs = JSON.stringify({ note: 1, codes: codesOf(BASE) }, undefined, '\t');
    const { text } = rebaseCodeBook(BASE, done((book) => editCode(book, 'a', { name: '甲甲' })), theirs);
    assert.equal(text, theirs.replace('"name": "甲"', '"name": "甲甲"'));
  });

  it('unites lists and names item by item', () => {
    const ours = done((book) => editCode(editCode(book, 'b', { examples: ['一', '二'] }), 'c', { names: { de: 'Z' } }));
    const theirs = done((book) => editCode(editCode(book, 'b', { examples: ['三'] }), 'c', { names: { en: 'See' } }));
    const { text, conflicts } = rebaseCodeBook(BASE, ours, theirs);
    assert.deepEqual(conflicts, []);
    assert.deepEqual([code(text, 'b')?.['examples'], code(text, 'c')?.['names']], [['二', '三'], { en: 'See', de: 'Z' }]);
  });

  it('keeps the other version of a field that both changed, and says so where it is read', () => {
    const { text, conflicts } = rebaseCodeBook(BASE, done((book) => editCode(book, 'a', { name: '我们' })), done((book) => editCode(book, 'a', { name: '他们' })));
    assert.deepEqual(conflicts, [{ code: 'a', field: 'name', ours: '我们', theirs: '他们' }]);
    assert.deepEqual([code(text, 'a')?.['name'], code(text, 'a')?.['conflicts']], ['我们', { name: '他们' }]);
    assert.deepEqual(parseCodeBook(text ?? '', '').problems.map(({ code: kind, severity }) => [kind, severity]), [['codebook.conflict', 'warning']]);
  });

  it('never deletes what the other side changed', () => {
    const changed = done((book) => editCode(book, 'b', { description: '改' }));
    const deleted = done((book) => deleteCodes(book, ['b']));
    for (const [ours, theirs] of [[changed, deleted], [deleted, changed]]) {
      const { text, conflicts } = rebaseCodeBook(BASE, ours, theirs);
      assert.equal(code(text, 'b')?.['description'], '改');
      assert.deepEqual(conflicts, []);
    }
  });

  it('makes no circle of two moves that are none alone', () => {
    const ours = done((book) => moveCodes(book, ['a'], { parent: 'b' }));
    const theirs = done((book) => moveCodes(book, ['b'], { parent: 'a' }));
    const { text, conflicts } = rebaseCodeBook(BASE, ours, theirs);
    assert.deepEqual(conflicts, [{ code: 'b', field: 'parent', ours: undefined, theirs: 'a' }]);
    assert.deepEqual([code(text, 'a')?.['parent'], code(text, 'b')?.['parent']], ['b', undefined]);
    assert.deepEqual(parseCodeBook(text ?? '', '').problems, []);
  });

  it('loses no code and no change of a field, whatever two people do', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.oneof(
      fc.tuple(fc.constant('name'), id, fc.constantFrom('子', '丑', '寅')),
      fc.tuple(fc.constant('color'), id, fc.constantFrom('#111111', '#222222')),
      fc.tuple(fc.constant('move'), id, id),
      fc.tuple(fc.constant('add'), id, fc.constantFrom('卯', '辰')),
      fc.tuple(fc.constant('delete'), id, fc.constant('')),
    );
    const apply = (steps: [string, string, string][]): string => {
      let book = readCodeBookText(BASE);
      for (const [what, of, value] of steps) {
        try {
          if (what === 'name') book = editCode(book, of, { name: value });
          else if (what === 'color') book = editCode(book, of, { color: value });
          else if (what === 'move') book = moveCodes(book, [of], { parent: value });
          else if (what === 'add') book = addCode(book, { name: value }).book;
          else book = deleteCodes(book, [of]);
        } catch {
          // Refused.
        }
      }
      return writeCodeBookText(book);
    };
    fc.assert(fc.property(fc.array(step, { maxLength: 5 }), fc.array(step, { maxLength: 5 }), (one, two) => {
      const [ours, theirs] = [apply(one), apply(two)];
      const { text } = rebaseCodeBook(BASE, ours, theirs);
      const { codeBook, isBroken } = parseCodeBook(text ?? '', '');
      assert.equal(isBroken, false);
      const [was, our, their, now] = [BASE, ours, theirs, text].map((each) => new Map(codesOf(each).map((fields) => [fields['id'] as string, fields])));
      for (const [each, fields] of [...our!, ...their!]) {
        const before = was!.get(each);
        const isOurs = our!.get(each) === fields;
        const merged = now!.get(each);
        if (!merged) {
          assert.deepEqual(fields, before, `${each} was changed or added, and is gone`);
          continue;
        }
        for (const field of ['name', 'color']) {
          // Of a code that both made, each with the colour it was given, one has to be taken.
          if (fields[field] === before?.[field] || (!before && field === 'color')) continue;
          const kept = [merged[field], (merged['conflicts'] as Record<string, unknown> | undefined)?.[field]];
          assert.ok(kept.includes(fields[field]), `${each}.${field} of ${isOurs ? 'ours' : 'theirs'}`);
        }
      }
      assert.ok(codeBook.codes.length >= 1 || codesOf(text).length === 0);
      assert.equal(rebaseCodeBook(BASE, BASE, theirs).text, theirs);
      assert.equal(rebaseCodeBook(BASE, ours, BASE).text, ours);
    }), { numRuns: 500 });
  });
});

describe('a code book that another program changes at once', () => {
  const opened = async (): Promise<{ store: CodeBookStore; files: MemoryFiles; uri: string }> => {
    const files = new MemoryFiles();
    const uri = `${ROOT}/codebook.json`;
    files.files.set(uri, BASE);
    const store = new CodeBookStore(uri, files);
    await store.load();
    return { store, files, uri };
  };

  it('ends with what both did, conflicts told', async () => {
    const { store, files, uri } = await opened();
    files.files.set(uri, done((book) => editCode(book, 'a', { name: '他们', color: '#c2710c' }), (book) => addCode(book, { name: '他们的' }).book));
    await store.change((book) => editCode(book, 'a', { name: '我们', description: '注' }));
    assert.deepEqual(code(files.files.get(uri), 'a'), { id: 'a', name: '我们', color: '#c2710c', owner: '组', description: '注', conflicts: { name: '他们' } });
    assert.ok(code(files.files.get(uri), '他们的'));
    assert.deepEqual(store.problems.map((problem) => problem.code), ['codebook.conflict']);
  });

  it('loses nothing that another program writes between reading and replacing, or in the moment of replacing', async () => {
    const { store, files, uri } = await opened();
    files.beforeWrite = () => {
      files.beforeWrite = () => undefined;
      files.files.set(uri, done((book) => editCode(book, 'b', { name: '他们' })));
    };
    await store.change((book) => editCode(book, 'a', { name: '我们' }));
    assert.deepEqual([code(files.files.get(uri), 'a')?.['name'], code(files.files.get(uri), 'b')?.['name']], ['我们', '他们']);
    const replace = files.replace.bind(files);
    files.replace = async (...args) => {
      files.replace = replace;
      return { ...(await replace(...args)), overwritten: new TextEncoder().encode(done((book) => addCode(book, { name: '丑' }).book)) };
    };
    await store.change((book) => editCode(book, 'c', { name: '寅' }));
    assert.deepEqual([code(files.files.get(uri), 'c')?.['name'], code(files.files.get(uri), '丑')?.['name'], store.codeBook.codes.at(-1)?.name], ['寅', '丑', '丑']);
    files.beforeWrite = () => files.files.set(uri, `${files.files.get(uri) ?? ''} `);
    await assert.rejects(store.change((book) => editCode(book, 'd', { name: '卯' })), /keeps changing/);
  });

  it('takes back only what was done, whatever was changed since', async () => {
    const { store, files, uri } = await opened();
    const change = await store.change((book) => mergeCodes(editCode(book, 'b', { name: '改' }), ['c'], 'a'));
    files.files.set(uri, writeCodeBookText(editCode(editCode(readCodeBookText(files.files.get(uri)), 'a', { description: '后来' }), 'b', { name: '又改' })));
    await store.revert(change!);
    const after = files.files.get(uri);
    assert.deepEqual(code(after, 'a'), { id: 'a', name: '甲', color: '#2f86c8', owner: '组', description: '后来' });
    assert.equal(code(after, 'b')?.['name'], '又改', 'what was changed since stays');
    assert.deepEqual([code(after, 'c'), code(after, 'd')], [{ id: 'c', name: '丙', names: { en: 'C' } }, { id: 'd', name: '丁', parent: 'c' }]);
    assert.deepEqual(codesOf(after).map(({ id }) => id), ['a', 'b', 'c', 'd']);
    assert.deepEqual(store.problems, []);
  });

  it('restores a file byte by byte when nothing else changed it', async () => {
    for (const edit of [
      (book: CodeBookText) => mergeCodes(book, ['c', 'b'], 'd'), (book: CodeBookText) => deleteCodes(book, ['a', 'c']), (book: CodeBookText) => moveCodes(book, ['d'], { before: 'a' }),
      (book: CodeBookText) => addCode(book, { name: '新', parent: 'a' }).book,
    ]) {
      const { store, files, uri } = await opened();
      const change = (await store.change(edit))!;
      assert.notEqual(files.files.get(uri), BASE);
      await store.revert(change);
      assert.equal(files.files.get(uri), BASE);
      await store.revert({ before: change.after, after: change.before });
      assert.equal(files.files.get(uri), change.after);
    }
  });

  it('writes nothing when writing fails, when nothing changed, or over a file that is broken', async () => {
    const { store, files, uri } = await opened();
    assert.equal(await store.change((book) => editCode(book, 'a', { name: '甲' })), undefined);
    assert.equal(files.writes, 0);
    files.beforeWrite = () => {
      throw new Error('ENOSPC');
    };
    await assert.rejects(store.change((book) => editCode(book, 'a', { name: '改' })), /ENOSPC/);
    assert.deepEqual([files.files.get(uri), store.codeBook.codes[0]?.name], [BASE, '甲']);
    files.beforeWrite = () => undefined;
    files.files.set(uri, `<<<<<<< ours\n${BASE}`);
    await assert.rejects(store.change((book) => editCode(book, 'a', { name: '改' })), /cannot be changed/);
    assert.equal(files.files.get(uri), `<<<<<<< ours\n${BASE}`);
  });
});
