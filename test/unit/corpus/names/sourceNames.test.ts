import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { SourceNames } from '../../../../server/src/corpus/names/sourceNames';
import type { EstablishedName } from '../../../../server/src/recognise/sources/established';

interface Read {
  readonly reading: { readonly text: string };
}

const name = (form: string): EstablishedName => ({ id: `person:${form}`, form, scope: 'corpus' });
const [LIN, CHEN] = [name('林某'), name('陈某')];
const read = (text: string): Read => ({ reading: { text } });
/** One whose text must not be looked into. */
const unread: Read = { get reading(): never { return assert.fail('read'); } };
const everything = (): boolean => true;

/** Recognises sources now, with the names that matter. */
function recognise(names: SourceNames<Read>, document: Read): void {
  names.use(document, names.relevantTo(document).digest, names.register.version);
}

describe('The names that sources were recognised with', () => {
  it('are those that matter as long as no name becomes known or unknown', () => {
    const names = new SourceNames<Read>(everything);
    const document = read('林某来过');
    names.establish('a', [LIN]);
    recognise(names, document);
    assert.ok(names.isChecked(document));
    assert.equal(names.establish('a', [LIN]), false);
    assert.ok(names.isChecked(document));
    assert.equal(names.establish('b', [LIN]), false, 'known already');
    assert.ok(names.isChecked(document));
  });

  it('are looked into again after that, and stay where the new name does not stand in the text', () => {
    const names = new SourceNames<Read>(everything);
    const [concerned, other] = [read('陈某来过'), read('林某来过')];
    names.establish('a', [LIN]);
    for (const document of [concerned, other]) recognise(names, document);
    assert.equal(names.establish('b', [CHEN]), true);
    assert.deepEqual([...names.unchecked], [concerned, other]);
    assert.equal(names.check(other), true);
    assert.equal(names.check(concerned), false);
    assert.deepEqual([names.isChecked(other), names.digestOf(concerned), [...names.unchecked]], [true, undefined, []]);
  });

  it('may be others by the time they come from elsewhere: those of an earlier version are looked into', () => {
    const names = new SourceNames<Read>(everything);
    const document = read('林某');
    const { version } = names.register;
    const { digest } = names.relevantTo(document);
    names.establish('a', [LIN]);
    names.use(document, digest, version);
    assert.deepEqual([names.isChecked(document), [...names.unchecked]], [false, [document]]);
    assert.equal(names.check(document), false);
  });

  it('are not noted of a document that has left the corpus', () => {
    const names = new SourceNames<Read>(() => false);
    const document = read('林某');
    names.use(document, 'digest', names.register.version);
    names.useKept(document, 'digest', 'register');
    assert.deepEqual([names.digestOf(document), names.isChecked(document), names.unchecked.size], [undefined, false, 0]);
  });

  it('of a document that was given up hold for good, and its text is not looked into', () => {
    const names = new SourceNames<Read>(everything);
    names.giveUp(unread);
    names.establish('a', [LIN]);
    assert.equal(names.check(unread), true);
    assert.ok(names.isGivenUp(unread) && names.isChecked(unread));
  });

  it('of an earlier session hold without a look into a text where all names are those of then', () => {
    const before = new SourceNames<Read>(everything);
    before.establish('a', [LIN]);
    before.establish('b', [CHEN]);
    const now = new SourceNames<Read>(everything);
    now.establish('b', [CHEN]);
    now.useKept(unread, 'digest', before.register.digest);
    assert.deepEqual([now.isChecked(unread), [...now.unchecked]], [false, [unread]]);
    now.establish('a', [LIN]);
    now.checkKept();
    assert.deepEqual([now.isChecked(unread), now.digestOf(unread), now.unchecked.size], [true, 'digest', 0]);
  });

  it('of an earlier session are looked into where one name is another, also when it was as then once more later', () => {
    const before = new SourceNames<Read>(everything);
    before.establish('a', [LIN]);
    const now = new SourceNames<Read>(everything);
    now.useKept(unread, 'digest', before.register.digest);
    now.establish('a', [CHEN]);
    now.checkKept();
    now.establish('a', [LIN]);
    now.checkKept();
    assert.deepEqual([...now.unchecked], [unread]);
  });

  it('are checked or not, one of both, of each document that has some and no other, whatever happens', () => {
    const documents = ['林某', '陈某', '林某和陈某', ''].map(read);
    const document = fc.constantFrom(...documents);
    const step = fc.oneof(
      fc.record({ does: fc.constantFrom('recognise' as const, 'forget' as const, 'giveUp' as const, 'check' as const, 'leave' as const, 'kept' as const), document }),
      fc.record({ does: fc.constant('establish' as const), id: fc.constantFrom('a', 'b'), names: fc.subarray([LIN, CHEN]) }),
      fc.record({ does: fc.constant('checkKept' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const gone = new Set<Read>();
        const names = new SourceNames<Read>((each) => !gone.has(each));
        for (const each of steps) {
          if (each.does === 'establish') names.establish(each.id, each.names);
          else if (each.does === 'checkKept') names.checkKept();
          else if (each.does === 'recognise') recognise(names, each.document);
          else if (each.does === 'kept') names.useKept(each.document, names.relevantTo(each.document).digest, names.register.digest);
          else if (each.does === 'leave') {
            gone.add(each.document);
            names.forget(each.document);
          } else names[each.does](each.document);
          for (const own of documents) {
            const isUnchecked = names.unchecked.has(own);
            assert.equal(names.digestOf(own) !== undefined, isUnchecked !== names.isChecked(own));
            assert.ok(!(isUnchecked && names.isChecked(own)));
            if (gone.has(own)) assert.equal(names.digestOf(own), undefined);
            if (names.isChecked(own) && !names.isGivenUp(own)) assert.equal(names.digestOf(own), names.relevantTo(own).digest);
          }
        }
      }),
    );
  });
});
