import { strict as assert } from 'node:assert';
import type { Cancellation } from '../../../server/src/corpus/ports';
import type { Client } from '../../../server/src/lsp/capabilities';
import { codingCommands } from '../../../server/src/lsp/codingCommands';
import type { LoadedCorpus } from '../../../server/src/lsp/loadedCorpus';
import type { CommandContext } from '../../../server/src/lsp/named';
import { ServerCommand, type AnnotatePlacesArguments, type PlacesResult } from '../../../server/src/lsp/protocol';
import { sha256 } from '../../../server/src/platform/snapshots';
import { MemoryFiles, ROOT, sidecarOf } from '../annotations/memory';
import { loaded } from './loaded';

const NAMES = ['a.txt', 'b.txt', 'c.txt'];
const TEXT = '产业兴，产业强。\n记者林某报道：产业有5家。';

describe('coding many places', () => {
  let files: MemoryFiles;
  let corpus: LoadedCorpus;
  /** Called with each passage that is looked at. */
  let look: () => void;
  const token = { isCancellationRequested: false };

  beforeEach(async () => {
    files = new MemoryFiles();
    for (const name of NAMES) files.files.set(`${ROOT}/${name}`, TEXT);
    corpus = await loaded(files);
    look = () => undefined;
    token.isCancellationRequested = false;
  });

  afterEach(() => corpus.close());

  const hash = (text: string): string => {
    look();
    return sha256(text);
  };
  const commands = (): Record<string, (argument: unknown, token: Cancellation) => Promise<{ readonly result: unknown }>> => {
    const workspace = { locate: (uri: string) => ({ loaded: corpus, corpus: corpus.corpus, document: corpus.corpus.documentAt(uri) }), corpusAt: () => corpus, loaded: [corpus] };
    return codingCommands({ workspace, deps: { hash, pause: () => Promise.resolve() } } as unknown as CommandContext, { options: {} } as Client);
  };
  const run = async <T>(command: string, argument: object): Promise<T> => (await commands()[command]?.(argument, token))?.result as T;
  const places = (): Promise<PlacesResult> => {
    const place = { line: 0, character: 0 };
    return run(ServerCommand.places, { uri: `${ROOT}/a.txt`, range: { start: place, end: place }, of: 'string', text: '产业' });
  };
  const chosen = ({ corpus: root, documents }: PlacesResult): AnnotatePlacesArguments => ({ corpus: root, documents, codes: ['产业'] });

  it('lists them document by document, in the order of the texts', async () => {
    const found = await places();
    assert.deepEqual(found.documents.map(({ uri, places: own }) => [uri, own.map(({ range: { start } }) => [start.line, start.character])]), NAMES.map((name) => [`${ROOT}/${name}`, [[0, 0], [0, 4], [1, 7]]]));
    assert.equal(found.total, 9);
  });

  it('annotates all places of a document that is listed twice', async () => {
    const { documents: [first], ...rest } = chosen(await places());
    assert.ok(first);
    const twice = { ...rest, documents: [{ ...first, places: first.places.slice(0, 1) }, { ...first, places: first.places.slice(1) }] };
    assert.deepEqual(await run(ServerCommand.annotatePlaces, twice), { annotated: 3, changed: 0 });
    assert.deepEqual(corpus.annotations().map(({ parts }) => parts[0]?.span?.start), [0, 4, 16]);
  });

  it('changes nothing when it is cancelled before all was looked at', async () => {
    const args = chosen(await places());
    let looked = 0;
    look = () => {
      if (++looked === 5) token.isCancellationRequested = true;
    };
    await assert.rejects(run(ServerCommand.annotatePlaces, args), (error: { code?: number }) => error.code === -32800);
    assert.deepEqual(corpus.annotations(), []);
    assert.equal(NAMES.some((name) => files.files.has(sidecarOf(name))), false);
    assert.equal(await corpus.undo(), undefined);
  });

  it('leaves out what is no longer there in a text that is edited while the others are looked at', async () => {
    const args = chosen(await places());
    let looked = 0;
    look = () => {
      // The first document was looked at, and is edited while the second is.
      if (++looked === 5) corpus.edited(`${ROOT}/a.txt`, { text: TEXT.replace('产业强', '行业强'), edits: [{ start: 4, deletedLength: 2, insertedText: '行业' }] });
    };
    assert.deepEqual(await run(ServerCommand.annotatePlaces, args), { annotated: 8, changed: 1 });
    assert.deepEqual(corpus.corpus.documents.map(({ id }) => corpus.annotations(id).length), [2, 3, 3]);
    assert.ok(corpus.annotations().every(({ quote, anchor }) => quote === '产业' && anchor === 'exact'));
    await corpus.undo();
    assert.deepEqual(corpus.annotations(), []);
  });
});
