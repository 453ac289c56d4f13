import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Mention } from '../../../server/src/corpus/corpus';
import { neverCancelled } from '../../../server/src/corpus/ports';
import type { CorpusWorkspace } from '../../../server/src/corpus/workspace';
import { corpusOf, FakeCutter, uriOf, type MemoryFiles } from './fakes';

/**
 * For tests that hold a corpus that has gone through something against one that was opened as it is in the end: random corpora for the
 * small recognisers (fakes.ts), what may happen to them, and all that a corpus answers.
 */

export const builtInTermBase = { name: 't', concepts: [{ id: '产业', forms: { 'zh-Hans': ['产业'], 'zh-Hant': ['產業'] } }] };
const IDS = ['person:林某', 'person:陈某', 'person:王某', 'concept:产业', 'concept:甲'];

const piece = fc.constantFrom('记者林某报道', '记者陳某报道', '林某', '陈某', '林 某', '陳某说：“好。”', '王某', '产业', '產業是指甲。', '其产业', '各產業', '，', '\n', '7');
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const path = fc.integer({ min: 0, max: 11 }).map((i) => `${i}.txt`);
const textOrNone = fc.option(text, { nil: undefined });

/** The files of a corpus. */
export const anyFiles = fc.dictionary(path, text);

/** A file that is written, or gone. */
export const anyFileChange = fc.record({ path, text: textOrNone });

/** What may happen to a corpus: an editor has another text or closes it, the file changes, somebody asks for tags. */
export type CorpusEvent = { readonly kind: 'buffer' | 'disk' | 'ask'; readonly path: string; readonly text?: string | undefined };
export const anyEvent: fc.Arbitrary<CorpusEvent> = fc.oneof(
  fc.record({ kind: fc.constant('buffer' as const), path, text: textOrNone }),
  fc.record({ kind: fc.constant('disk' as const), path, text: textOrNone }),
  fc.record({ kind: fc.constant('ask' as const), path }),
);

/** A corpus to which events happen. */
export class ChangingCorpus {
  readonly corpus: CorpusWorkspace;
  readonly #files: MemoryFiles;
  readonly #buffers = new Map<string, string>();

  constructor({ corpus, files }: { corpus: CorpusWorkspace; files: MemoryFiles }) {
    this.corpus = corpus;
    this.#files = files;
  }

  async happen(event: CorpusEvent): Promise<void> {
    switch (event.kind) {
      case 'ask':
        void this.corpus.document(event.path)?.tags;
        return;
      case 'buffer':
        if (!this.corpus.setText(uriOf(event.path), event.text)) return;
        if (event.text === undefined) this.#buffers.delete(event.path);
        else this.#buffers.set(event.path, event.text);
        return;
      case 'disk':
        if (event.text === undefined) this.#files.contents.delete(event.path);
        else this.#files.set(event.path, event.text);
        await this.corpus.filesChanged([uriOf(event.path)]);
        if (event.text === undefined) this.#buffers.delete(event.path);
    }
  }

  /** Asserts that, indexed, it answers as a corpus that is opened now with the same texts. */
  async answersAsOpenedAnew(): Promise<void> {
    await this.corpus.index(neverCancelled);
    assert.ok(this.corpus.isIndexed);
    const contents = Object.fromEntries([...this.#files.contents].map(([name, bytes]) => [name, this.#buffers.get(name) ?? bytes]));
    const fresh = await corpusOf(contents, { builtInTermBase, cutter: new FakeCutter() });
    await fresh.corpus.index(neverCancelled);
    assert.deepEqual(stateOf(this.corpus), stateOf(fresh.corpus));
  }
}

/** Everything that a corpus answers, as plain data. */
export function stateOf(corpus: CorpusWorkspace): unknown {
  return {
    documents: corpus.documents.map(({ id, title, date, script, text: source, tags, attributions, definitions }) => ({ id, title, date, script, text: source.text, tags, attributions, definitions })),
    mentions: IDS.map((id) => [...corpus.mentions(id)].map(placeOf)),
    statements: IDS.map((id) => [...corpus.statements(id)].map(placeOf)),
    definitions: IDS.map((id) => corpus.definitions(id).map(placeOf)),
    counts: IDS.map((id) => [corpus.mentionCounts(id).map(({ document, count, first, scripts }) => [document.id, count, first, scripts]), corpus.mentionCount(id), corpus.mentionScripts(id), corpus.statementCount(id)]),
    entities: corpus.entityNames.map((name) => {
      const entity = corpus.entity(name.id);
      return [name, entity?.name, entity?.forms, entity?.roles.map((role) => [role.text, placeOf(role.at)]), entity?.introducedAt && placeOf(entity.introducedAt)];
    }),
    problems: corpus.problems,
  };
}

export function placeOf({ document, span }: Mention): unknown {
  return [document.id, span];
}
