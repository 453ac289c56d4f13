import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { HeldAnnotations } from '../../../client/src/annotations/heldAnnotations';
import type { AnnotationStore } from '../../../server/src/annotations/store';
import { toAnnotationInfo } from '../../../server/src/lsp/annotationInfo';
import type { LoadedCorpus } from '../../../server/src/lsp/loadedCorpus';
import type { AnnotationChanges } from '../../../server/src/lsp/protocol';
import { ToldAnnotations } from '../../../server/src/lsp/toldAnnotations';
import { SourceText } from '../../../server/src/text/sourceText';
import { open, ROOT, type Opened } from '../annotations/memory';

/** What the server tells a client of a corpus and what the client makes of it. */
class Session {
  readonly store: AnnotationStore;
  readonly texts: Map<string, string>;
  readonly sources = new Map<string, SourceText>();
  readonly held = new HeldAnnotations(1000);
  readonly told: ToldAnnotations;
  readonly loaded: LoadedCorpus;
  state: string | undefined;

  constructor({ store, texts }: Opened, page?: number) {
    this.store = store;
    this.texts = texts;
    this.told = new ToldAnnotations(page);
    const document = (id: string): object | undefined => (texts.has(id) ? { id, uri: `${ROOT}/${id}`, text: this.text(id) } : undefined);
    const corpus = {
      root: ROOT,
      get documents() {
        return [...texts.keys()].map(document);
      },
      document,
    };
    this.loaded = { corpus, annotations: (id: string) => store.list({ document: id }) } as unknown as LoadedCorpus;
  }

  text(id: string): SourceText {
    const known = this.sources.get(id);
    if (known && known.text === this.texts.get(id)) return known;
    const source = new SourceText(this.texts.get(id) ?? '');
    this.sources.set(id, source);
    return source;
  }

  edit(id: string, start: number, deleted: number, insertedText: string): void {
    const text = this.texts.get(id) ?? '';
    const deletedLength = Math.min(deleted, text.length - start);
    this.texts.set(id, text.slice(0, start) + insertedText + text.slice(start + deletedLength));
    this.store.edited(id, [{ start, deletedLength, insertedText }], this.text(id));
  }

  /** Asks until there is no more to tell; the answers. */
  ask(): AnnotationChanges[] {
    const answers: AnnotationChanges[] = [];
    do {
      const answer = this.told.changes([this.loaded], this.state);
      answers.push(answer);
      this.state = answer.state;
      this.held.apply(fromWire(answer));
    } while (answers.at(-1)?.hasMore);
    return answers;
  }

  /** What the client should hold. */
  get truth(): unknown {
    return fromWire([...this.texts.keys()].map((id) => this.store.list({ document: id }).map((each) => toAnnotationInfo(each, this.loaded))).filter(({ length }) => length > 0));
  }

  get known(): unknown {
    return fromWire([...this.texts.keys()].flatMap((id) => {
      const annotations = this.held.documents.get(`${ROOT}/${id}`);
      return annotations ? [annotations] : [];
    }));
  }
}

/** A value as it comes over the wire. */
function fromWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const LINES = Array.from({ length: 20 }, (_, i) => `第${i}行：数据要素、算力和人工智能。`).join('\n');

async function annotated(count: number, page?: number): Promise<Session> {
  const opened = await open({ 'a.txt': LINES, 'b.txt': LINES });
  const step = Math.floor(LINES.length / count);
  for (let i = 0; i < count; i++) await opened.store.add({ document: 'a.txt', spans: [{ start: i * step, end: i * step + 4 }], codes: ['c1'], creator: '何静' });
  await opened.store.add({ document: 'b.txt', spans: [{ start: 0, end: 3 }, { start: 9, end: 11 }], codes: ['c2'], creator: '何静' });
  return new Session(opened, page);
}

describe('annotations that an editor holds', () => {
  it('are told all at first, and nothing when nothing changed', async () => {
    const session = await annotated(20);
    const [first] = session.ask();
    assert.equal(first?.isWhole, true);
    assert.deepEqual(session.known, session.truth);
    assert.deepEqual(session.ask().map(({ isWhole, documents }) => [isWhole, documents]), [[false, []]]);
  });

  it('move with a key in their line by their places alone, and with a line break by one number', async () => {
    const session = await annotated(20);
    session.ask();
    session.edit('a.txt', 0, 0, '新');
    const [key] = session.ask();
    assert.deepEqual(key?.documents.map(({ uri, shifts, removed, changed, moved }) => [uri, shifts, removed, changed, moved?.length]), [[`${ROOT}/a.txt`, undefined, undefined, undefined, 1]]);
    assert.deepEqual(session.known, session.truth);
    session.edit('a.txt', 5, 0, '\n');
    const [lineBreak] = session.ask();
    assert.deepEqual(lineBreak?.documents.map(({ shifts, removed, changed }) => [shifts?.length, removed, changed]), [[1, undefined, undefined]]);
    assert.ok((lineBreak.documents[0]?.moved?.length ?? 0) <= 1);
    assert.deepEqual(session.known, session.truth);
  });

  it('say which of them begin in another line, while nothing but places changes', async () => {
    const session = await annotated(20);
    session.ask();
    const apply = (): unknown => {
      const answer = session.told.changes([session.loaded], session.state);
      session.state = answer.state;
      return session.held.apply(answer);
    };
    const uris = new Set([`${ROOT}/a.txt`]);
    session.edit('a.txt', 0, 0, '新');
    assert.deepEqual(apply(), { uris, movedLines: new Set() });
    const below = session.store.list({ document: 'a.txt' }).filter(({ span }) => (span?.start ?? 0) > 60).map(({ id }) => id);
    session.edit('a.txt', 60, 0, '\n');
    assert.deepEqual(apply(), { uris, movedLines: new Set(below) });
    await session.store.edit(below[0] ?? '', { memo: '看' });
    assert.deepEqual(apply(), { uris, movedLines: undefined });
  });

  it('are told whole again after an answer that did not arrive', async () => {
    const session = await annotated(5);
    session.ask();
    session.edit('a.txt', 0, 0, '新');
    session.told.changes([session.loaded], session.state);
    assert.equal(session.ask()[0]?.isWhole, true);
    assert.deepEqual(session.known, session.truth);
  });

  it('go with a document that leaves the corpus', async () => {
    const session = await annotated(5);
    session.ask();
    session.texts.delete('a.txt');
    await session.store.reload('a.txt');
    session.ask();
    assert.deepEqual(session.known, session.truth);
    assert.deepEqual([...session.held.documents.keys()], [`${ROOT}/b.txt`]);
  });

  it('are no more than were agreed on, and the editor knows that there are more', async () => {
    const session = await annotated(20);
    const few = new HeldAnnotations(8);
    few.apply(session.told.changes([session.loaded]));
    assert.deepEqual([[...few.documents.values()].flat().length, few.isCut], [8, true]);
  });

  it('are the same as those of the server after anything that happens, however few are told at once', async () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('edit' as const), at: fc.nat(), deleted: fc.nat(30), inserted: fc.constantFrom('', '新', '\n', '两行\n字', '\n\n\n') }),
      fc.record({ kind: fc.constantFrom<'add' | 'delete' | 'memo' | 'undo' | 'ask' | 'replace'>('add', 'delete', 'memo', 'undo', 'ask', 'replace'), at: fc.nat() }),
    );
    await fc.assert(fc.asyncProperty(fc.array(action, { maxLength: 14 }), fc.constantFrom(1, 3, 5000), async (actions, page) => {
      const session = await annotated(12, page);
      const { store } = session;
      for (const each of actions) {
        const [id, text] = ['a.txt', session.texts.get('a.txt') ?? ''];
        const all = store.list({ document: id });
        if (each.kind === 'edit') session.edit(id, each.at % (text.length + 1), each.deleted, each.inserted);
        else if (each.kind === 'add' && text.trim().length > 9) await store.add({ document: id, spans: [{ start: 0, end: text.length }, { start: 0, end: text.length - 1 }].slice(0, 1 + (each.at % 2)), creator: '陆远' });
        else if (each.kind === 'delete') await store.delete(all.slice(each.at % (all.length + 1)).slice(0, 2).map((annotation) => annotation.id));
        else if (each.kind === 'memo' && all.length > 0) await store.edit(all[each.at % all.length]?.id ?? '', { memo: `第${each.at}次` });
        else if (each.kind === 'undo') await store.undo();
        else if (each.kind === 'ask') {
          session.ask();
          assert.deepEqual(session.known, session.truth);
        } else if (each.kind === 'replace') {
          session.texts.set(id, text.split('\n').reverse().join('\n'));
          store.replaced(id, session.text(id));
        }
      }
      session.ask();
      assert.deepEqual(session.known, session.truth);
    }), { numRuns: 60 });
  });
});
