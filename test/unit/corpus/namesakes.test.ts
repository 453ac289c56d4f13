import { strict as assert } from 'node:assert';
import { builtInTermBase, createRecognition } from '../../../server/src/corpus/engine';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { hover } from '../../../server/src/features/hover/hover';
import { fileLink } from '../../../server/src/features/markdown';
import { corpusOf } from './fakes';

/** A corpus with the recognisers of the program; the names are invented. */
const real = { recognition: createRecognition(), builtInTermBase };
const files = {
  'a.txt': '东湖大学经济研究所所长葛云舟表示，泊位要增加。',
  'b.txt': '石橋村村支書葛雲舟表示，今年收成好。',
  'c.txt': '来的人里有葛云舟。',
};

async function indexed(documents: Readonly<Record<string, string>>): Promise<Awaited<ReturnType<typeof corpusOf>>['corpus']> {
  const { corpus } = await corpusOf(documents, real);
  await corpus.index(neverCancelled);
  return corpus;
}

describe('two people of one name in a corpus', () => {
  it('have mentions, roles and statements of their own', async () => {
    const corpus = await indexed(files);
    const economist = 'person:葛云舟（东湖大学经济研究所所长）';
    const villager = 'person:葛云舟（石桥村村支书）';
    assert.deepEqual([...corpus.mentions(economist)].map(({ document }) => document.id), ['a.txt']);
    assert.deepEqual([...corpus.mentions(villager)].map(({ document }) => document.id), ['b.txt']);
    assert.deepEqual([...corpus.mentions('person:葛云舟')].map(({ document }) => document.id), ['c.txt']);
    assert.deepEqual(corpus.entity(villager)?.roles.map(({ text }) => text), ['石橋村村支書']);
    assert.equal(corpus.statementCount(economist), 1);
  });

  it('are reported at the first mention of each, as a note', async () => {
    const corpus = await indexed(files);
    assert.deepEqual(corpus.problems.map(({ code, severity, uri }) => [code, severity, uri.slice(-5)]), [['source.namesakes', 'information', 'a.txt'], ['source.namesakes', 'information', 'b.txt']]);
    assert.deepEqual((await indexed({ 'a.txt': files['a.txt'], 'c.txt': files['c.txt'] })).problems, []);
  });

  it('are named by the hover, which says who is meant, or that nobody says it', async () => {
    const corpus = await indexed(files);
    const shown = (id: string): string => {
      const document = corpus.document(id) ?? assert.fail();
      const at = Math.max(document.text.text.indexOf('葛云舟'), document.text.text.indexOf('葛雲舟'));
      return hover({ corpus, document, locale: 'en', link: fileLink }, at, { annotations: [], codeBook: { codes: [] } }, neverCancelled)?.markdown ?? '';
    };
    assert.match(shown('a.txt'), /Several people have this name/);
    assert.match(shown('a.txt'), /东湖大学经济研究所所长.*, meant here/);
    assert.match(shown('b.txt'), /石橋村村支書.*, meant here/);
    assert.doesNotMatch(shown('c.txt'), /meant here/);
    assert.match(shown('c.txt'), /does not say which of them is meant/);
  });
});
