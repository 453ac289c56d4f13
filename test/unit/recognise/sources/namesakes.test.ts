import { strict as assert } from 'node:assert';
import type { EstablishedName } from '../../../../server/src/recognise/sources/established';
import { findNamesakes, namesakeWith } from '../../../../server/src/recognise/sources/namesakes';
import { surveyOf, tagsOf } from './read';

const ECONOMIST = '东湖大学经济研究所所长葛云舟表示，泊位要增加。';
const VILLAGER = '石桥村村支书葛云舟表示，今年收成好。';

const survey = (...texts: readonly string[]): EstablishedName[] => texts.flatMap((text) => surveyOf(text));
const people = (...texts: readonly string[]): string[] => [...findNamesakes(survey(...texts)).values()].flatMap((of) => of.map(({ id }) => id));
const idIn = (text: string, established: readonly EstablishedName[]): string | undefined => tagsOf(text, established).find(({ kind }) => kind === 'person')?.id;

describe('two people of one name', () => {
  it('are kept apart when the fields of work in different documents do not go together', () => {
    assert.deepEqual(people(ECONOMIST, VILLAGER), ['person:葛云舟（东湖大学经济研究所所长）', 'person:葛云舟（石桥村村支书）']);
    assert.deepEqual(people('東湖大學經濟研究所所長葛雲舟表示,泊位要增加。', '石橋村村支書葛雲舟表示,今年收成好。').length, 2);
  });

  it('are one when roles may follow each other or be held together', () => {
    assert.deepEqual(people(ECONOMIST, '东湖大学教授葛云舟指出，运费在跌。'), []);
    assert.deepEqual(people(ECONOMIST, '财政部部长葛云舟指出，运费在跌。'), []);
    assert.deepEqual(people('潮信集团董事长葛云舟表示，可以。', '潮信集团司机葛云舟表示，可以。'), []);
  });

  it('are one within a document, whatever it says of them', () => {
    assert.deepEqual(people(ECONOMIST + VILLAGER), []);
  });

  it('are told apart anew when other documents state other roles of the same names', () => {
    const [economist, villager, professor] = [survey(ECONOMIST), survey(VILLAGER), survey('东湖大学教授葛云舟指出，运费在跌。')];
    const counts = [[...economist, ...professor], [...economist, ...villager], [...economist, ...professor], economist].map((names) => findNamesakes(names).size);
    assert.deepEqual(counts, [0, 1, 0, 0]);
  });

  it('are one when one document states no role', () => {
    assert.deepEqual(people(ECONOMIST, '葛云舟指出，运费在跌。'), []);
  });

  it('have ids of their own in the documents that say which of them is meant', () => {
    const established = survey(ECONOMIST, VILLAGER);
    assert.equal(idIn(VILLAGER, established), 'person:葛云舟（石桥村村支书）');
    assert.equal(idIn('東湖大學教授葛雲舟指出,運費在跌。', established), 'person:葛云舟（东湖大学经济研究所所长）');
  });

  it('leave the plain id to mentions that do not say who is meant', () => {
    assert.equal(idIn('来的人里有葛云舟。', survey(ECONOMIST, VILLAGER)), 'person:葛云舟');
  });

  it('have the plain id while there is one person', () => {
    assert.equal(idIn(ECONOMIST, survey(ECONOMIST)), 'person:葛云舟');
  });

  it('are decided by a common affiliation before the field of work', () => {
    const [both] = findNamesakes(survey(ECONOMIST, VILLAGER)).values();
    assert.ok(both);
    assert.equal(namesakeWith(both, ['石桥村会计'])?.id, 'person:葛云舟（石桥村村支书）');
    assert.equal(namesakeWith(both, []), undefined);
  });
});
