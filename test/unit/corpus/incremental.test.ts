import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { neverCancelled } from '../../../server/src/corpus/ports';
import type { CorpusWorkspace } from '../../../server/src/corpus/workspace';
import { anyEvent, anyFiles, builtInTermBase, ChangingCorpus, placeOf } from './changingCorpus';
import { corpusOf, FakeCutter } from './fakes';

/** The parts of what a corpus answers on an entity say the same when they are asked for alone. */
function partsAgree(corpus: CorpusWorkspace): void {
  for (const { id, name, forms } of corpus.entityNames) {
    const entity = corpus.entity(id) ?? assert.fail();
    assert.deepEqual([entity.name, entity.forms], [name, forms]);
    const [role, introduction] = [corpus.roleOf(id), corpus.introductionOf(id)];
    const [first] = entity.roles;
    assert.deepEqual([role?.text, role && placeOf(role.at)], [first?.text, first && placeOf(first.at)]);
    assert.deepEqual(introduction && placeOf(introduction), entity.introducedAt && placeOf(entity.introducedAt));
    assert.equal(corpus.mentionCount(id), [...corpus.mentions(id)].length);
    assert.equal(corpus.statementCount(id), [...corpus.statements(id)].length);
  }
}

describe('a corpus after any changes', () => {
  it('answers as one that was opened in that state', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, fc.array(anyEvent, { maxLength: 12 }), fc.boolean(), fc.constantFrom(1, 10, undefined), async (files, events, indexFirst, awakeUnits) => {
        const changing = new ChangingCorpus(await corpusOf(files, { builtInTermBase, awakeUnits, cutter: new FakeCutter() }));
        if (indexFirst) await changing.corpus.index(neverCancelled);
        for (const event of events) await changing.happen(event);
        await changing.answersAsOpenedAnew();
        partsAgree(changing.corpus);
      }),
      { numRuns: 200 },
    );
  });
});
