import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { AnalysedDocument } from '../../../server/src/corpus/document';
import { MentionIndex } from '../../../server/src/corpus/mentionIndex';
import { SAID } from '../../../server/src/corpus/packed/form';
import type { VisitId } from '../../../server/src/corpus/packed/packedFindings';

/** How often a layer has an id, and what its tags say beside. */
interface IdCounts {
  readonly id: string;
  readonly tags: number;
  readonly statements: number;
  readonly definitions: number;
  readonly hasRole: boolean;
  readonly isIntroduced: boolean;
}

/** As much of a document as the index looks at: what it has of ids, in several layers. */
function documentWith(id: string, layers: readonly (readonly IdCounts[])[]): AnalysedDocument {
  const eachId = (_strings: unknown, visit: VisitId): void => {
    for (const { id: own, tags, statements, definitions, hasRole, isIntroduced } of layers.flat()) visit(own, tags, statements, definitions, (hasRole ? SAID.role : 0) | (isIntroduced ? SAID.introduction : 0));
  };
  return { id, eachId } as unknown as AnalysedDocument;
}

/** What layers have together, by id. */
function together(layers: readonly (readonly IdCounts[])[]): Map<string, IdCounts> {
  const all = new Map<string, IdCounts>();
  for (const own of layers.flat()) {
    const { tags, statements, definitions, hasRole, isIntroduced } = all.get(own.id) ?? { tags: 0, statements: 0, definitions: 0, hasRole: false, isIntroduced: false };
    all.set(own.id, { id: own.id, tags: tags + own.tags, statements: statements + own.statements, definitions: definitions + own.definitions, hasRole: hasRole || own.hasRole, isIntroduced: isIntroduced || own.isIntroduced });
  }
  return all;
}

describe('the index of mentions', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const counts = fc.record({ id: fc.constantFrom(...ids), tags: fc.nat(3), statements: fc.nat(3), definitions: fc.nat(3), hasRole: fc.boolean(), isIntroduced: fc.boolean() });
  const step = fc.record({ document: fc.integer({ min: 0, max: 20 }).map((i) => `${i}.txt`), layers: fc.option(fc.array(fc.uniqueArray(counts, { selector: ({ id }) => id }), { maxLength: 3 }), { nil: undefined }) });

  it('knows of each id what the documents have now, in the order of their ids, whatever came, went and changed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const index = new MentionIndex();
        const now = new Map<string, ReadonlyMap<string, IdCounts>>();
        for (const each of steps) {
          if (each.layers) {
            index.put(documentWith(each.document, each.layers));
            now.set(each.document, together(each.layers));
          } else {
            index.remove(each.document);
            now.delete(each.document);
          }
          for (const id of ids) {
            const expected = [...now].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([document, all]) => [all.get(id)].filter((own) => own !== undefined).map((own) => ({ document, ...own })));
            const sum = (of: 'tags' | 'statements'): number => expected.reduce((total, own) => total + own[of], 0);
            const first = (isMeant: (own: IdCounts) => boolean): string | undefined => expected.find(isMeant)?.document;
            assert.deepEqual(
              index.of(id).map(({ document, tagCount, statementCount, definitionCount }) => [document.id, tagCount, statementCount, definitionCount]),
              expected.map(({ document, tags, statements, definitions }) => [document, tags, statements, definitions]),
            );
            assert.deepEqual([index.tagCount(id), index.statementCount(id)], [sum('tags'), sum('statements')]);
            assert.deepEqual(
              [index.firstWithTag(id), index.firstWithRole(id), index.firstWithIntroduction(id)].map((found) => found?.document.id),
              [first(({ tags }) => tags > 0), first(({ hasRole }) => hasRole), first(({ isIntroduced }) => isIntroduced)],
            );
          }
        }
      }),
    );
  });
});
