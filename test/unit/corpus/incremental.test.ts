import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { neverCancelled } from '../../../server/src/corpus/ports';
import type { CorpusWorkspace } from '../../../server/src/corpus/workspace';
import type { EntityName, Mention } from '../../../server/src/corpus/corpus';
import { corpusOf, fakeRecognition, uriOf } from './fakes';

const builtInTermBase = { name: 't', concepts: [{ id: '产业', forms: { 'zh-Hans': ['产业'], 'zh-Hant': ['產業'] } }] };
const IDS = ['person:林某', 'person:陈某', 'person:王某', 'concept:产业'];

/** Everything that a corpus answers, as plain data. */
function stateOf(corpus: CorpusWorkspace): unknown {
  const at = ({ document, span }: { document: { id: string }; span: object }): unknown => [document.id, span];
  return {
    documents: corpus.documents.map(({ id, text, tags, attributions, definitions }) => ({ id, text: text.text, tags, attributions, definitions })),
    mentions: IDS.map((id) => [...corpus.mentions(id)].map(at)),
    statements: IDS.map((id) => [...corpus.statements(id)].map(at)),
    definitions: IDS.map((id) => corpus.definitions(id).map(at)),
    counts: IDS.map((id) => [corpus.mentionCounts(id).map(({ document, count }) => [document.id, count]), corpus.mentionCount(id), corpus.statementCount(id)]),
    entities: corpus.entityNames.map((name) => ({ ...name, ...entityOf(corpus, name) })),
  };
}

/** What a corpus answers on an entity, with the places as data; its parts say the same when they are asked for alone. */
function entityOf(corpus: CorpusWorkspace, { id, name, forms }: EntityName): object {
  const placeOf = (mention: Mention | undefined): unknown => mention && [mention.document.id, mention.span];
  const entity = corpus.entity(id);
  assert.deepEqual([entity?.name, entity?.forms], [name, forms]);
  const role = corpus.roleOf(id);
  const [first] = entity?.roles ?? [];
  assert.deepEqual([role?.text, placeOf(role?.at)], [first?.text, placeOf(first?.at)]);
  assert.deepEqual(placeOf(corpus.introductionOf(id)), placeOf(entity?.introducedAt));
  assert.equal(corpus.mentionCount(id), [...corpus.mentions(id)].length);
  assert.equal(corpus.statementCount(id), [...corpus.statements(id)].length);
  return { roles: entity?.roles.map(({ text, at }) => [text, placeOf(at)]), introducedAt: placeOf(entity?.introducedAt) };
}

describe('a corpus after any changes', () => {
  const piece = fc.constantFrom('记者林某报道', '记者陳某报道', '林某', '陈某', '陳某说：“好。”', '王某', '产业', '產業是指甲。', '，', '\n', '7');
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const path = fc.integer({ min: 0, max: 11 }).map((i) => `${i}.txt`);
  const change = fc.oneof(
    fc.record({ kind: fc.constant('buffer' as const), path, text: fc.option(text, { nil: undefined }) }),
    fc.record({ kind: fc.constant('disk' as const), path, text: fc.option(text, { nil: undefined }) }),
    fc.record({ kind: fc.constant('ask' as const), path, text: fc.constant(undefined) }),
  );

  it('answers as one that was opened in that state', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, text), fc.array(change, { maxLength: 12 }), fc.boolean(), fc.constantFrom(1, 10, undefined), async (contents, changes, indexFirst, awakeUnits) => {
        const { corpus, files } = await corpusOf(contents, { builtInTermBase, awakeUnits });
        if (indexFirst) await corpus.index(neverCancelled);
        const buffers = new Map<string, string>();
        for (const each of changes) {
          if (each.kind === 'ask') void corpus.document(each.path)?.tags;
          else if (each.kind === 'buffer') {
            if (!corpus.setText(uriOf(each.path), each.text)) continue;
            if (each.text === undefined) buffers.delete(each.path);
            else buffers.set(each.path, each.text);
          } else {
            if (each.text === undefined) files.contents.delete(each.path);
            else files.set(each.path, each.text);
            await corpus.filesChanged([uriOf(each.path)]);
            if (each.text === undefined) buffers.delete(each.path);
          }
        }
        await corpus.index(neverCancelled);
        const final = Object.fromEntries([...files.contents].map(([name, bytes]) => [name, buffers.get(name) ?? bytes]));
        const fresh = await corpusOf(final, { builtInTermBase, recognition: fakeRecognition });
        await fresh.corpus.index(neverCancelled);
        assert.deepEqual(stateOf(corpus), stateOf(fresh.corpus));
      }),
      { numRuns: 200 },
    );
  });
});
