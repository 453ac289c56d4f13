import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { createRecognition } from '../../../../server/src/corpus/engine';
import { keyOf, KnownNames } from '../../../../server/src/corpus/names/knownNames';
import { NameRegister } from '../../../../server/src/corpus/names/nameRegister';
import type { EstablishedName } from '../../../../server/src/recognise/sources/established';
import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';

const NAMES: readonly EstablishedName[] = [
  { id: 'person:林一', form: '林一', scope: 'corpus' },
  { id: 'person:林一', form: '林一', scope: 'corpus', roles: ['馆长'] },
  { id: 'person:林一', form: '林一', scope: 'corpus', roles: ['农民'] },
  { id: 'person:安·林一', form: '林一', scope: 'corpus', roles: ['院士'] },
  { id: 'person:安·林一', form: '安·林一', scope: 'corpus', roles: ['司机'] },
  { id: 'organization:甲乙会', form: '甲乙会', scope: 'corpus' },
  { id: 'organization:丙', form: '丙', scope: 'document' },
];

describe('The names that documents establish for each other', () => {
  const establishing = fc.array(fc.record({ document: fc.constantFrom('a', 'b', 'c'), names: fc.subarray([...NAMES]) }), { maxLength: 12 });

  it('are those that a document establishes now, whatever it did before', () => {
    fc.assert(
      fc.property(establishing, (steps) => {
        const register = new NameRegister();
        const now = new Map<string, readonly EstablishedName[]>();
        for (const { document, names } of steps) {
          register.replace(document, names);
          now.set(document, names);
        }
        const fresh = new NameRegister();
        for (const [document, names] of now) fresh.replace(document, names);
        for (const text of ['林一', '安·林一与甲乙会', '丙']) assert.deepEqual(register.relevantTo(text), fresh.relevantTo(text));
        assert.deepEqual(register.statedSeveralTimes, fresh.statedSeveralTimes);
      }),
    );
  });

  it('are told by their differences from any earlier version, or all of them where these are not remembered any more', () => {
    fc.assert(
      fc.property(establishing, fc.nat(12), fc.constantFrom(0, 1, 3, undefined), (steps, keptAt, leastLog) => {
        const register = new NameRegister(leastLog);
        let copy = new KnownNames();
        let version = 0;
        const follow = (): void => {
          const changes = register.changesSince(version);
          if (changes.isAll) copy = new KnownNames();
          for (const name of changes.removed) copy.remove(name);
          for (const name of changes.added) copy.add(name);
          version = changes.version;
        };
        for (const [i, { document, names }] of steps.entries()) {
          register.replace(document, names);
          if (i === keptAt) follow();
        }
        follow();
        assert.equal(version, register.version);
        const expected = new Set<string>();
        for (const document of ['a', 'b', 'c']) for (const name of steps.filter((step) => step.document === document).at(-1)?.names ?? []) if (name.scope === 'corpus') expected.add(keyOf(name));
        assert.deepEqual([...copy.values()].map(keyOf).sort(), [...expected].sort());
      }),
    );
  });

  it('are told in no more changes than there are names, however often they came and went', () => {
    const register = new NameRegister(2);
    for (let i = 0; i < 50; i++) {
      register.replace('a', NAMES.slice(i % 3, 1 + (i % 3)));
      for (const version of [0, register.version >> 1]) {
        const { added, removed } = register.changesSince(version);
        assert.ok(added.length + removed.length <= 4);
      }
    }
    assert.ok(register.changesSince(0).isAll);
    assert.equal(register.changesSince(register.version - 1).isAll, false);
  });

  it('matter to a text in which they stand, and with them what is said of the same person under another form', () => {
    const register = new NameRegister();
    register.replace('a', NAMES);
    const relevant = (text: string): string[] => register.relevantTo(text).names.map(({ id, form, roles }) => [id, form, ...(roles ?? [])].join(' '));
    assert.deepEqual(relevant('甲 乙会'), ['organization:甲乙会 甲乙会']);
    assert.deepEqual(relevant('丙'), []);
    assert.ok(relevant('林一').includes('person:安·林一 安·林一 司机'), 'its role tells namesakes apart');
    assert.notEqual(register.relevantTo('林一').digest, register.relevantTo('甲乙会').digest);
  });
});

describe('The sources of a document', () => {
  const recognition = createRecognition();
  const piece = fc.constantFrom(
    '东湖大学教授葛云舟表示，', '石橋村村支書葛雲舟表示，', '葛云舟', '葛 云 舟', '记者 罗以宁', '罗以宁说：“好。”', '羅以寧', '据青川研究社数据，', '青川研究社', '据青川研究社与明河所数据，', '明河所显示，',
    '《中华人民共和国港口法》', '《港口法》', '《港 口法》', '安德烈·穆勒教授指出，', '穆勒', '穆勒表示', '（下称“青川社”）', '中国青川研究有限公司（下称“青川社”）表示，', '青川社', '。\n', '，', '的数据', '新华社', '国家统计局', '统计局', '\n罗以宁：我看好。\n',
  );
  const document = fc.array(piece, { minLength: 1, maxLength: 10 }).map((pieces) => pieces.join(''));

  it('depend on no other names than those that matter to its text', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 6 }), (texts) => {
        const inputs = texts.map((text) => {
          const reading = new Reading(text);
          return { reading, structure: findStructure(reading) };
        });
        const all = new Map<string, EstablishedName>();
        const known = new KnownNames();
        for (const input of inputs) {
          for (const name of recognition.survey(input)) {
            if (name.scope !== 'corpus') continue;
            all.set(keyOf(name), name);
            known.add(name);
          }
        }
        const withAll = recognition.sources([...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name));
        for (const input of inputs) {
          assert.deepEqual(recognition.sources(known.relevantTo(input.reading.text).names).recognise(input), withAll.recognise(input));
        }
      }),
      { numRuns: 400 },
    );
  });
});
