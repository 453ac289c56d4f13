import { strict as assert } from 'node:assert';
import { codesOfKeys, lastUsed, withUse, type RecentCode } from '../../../client/src/coding/keys';
import type { CodeInfo } from '../../../server/src/lsp/protocol';

const code = (id: string, key?: string): CodeInfo => ({ id, name: id, color: '#111111', uses: 0, ...(key === undefined ? {} : { key }) });
const shown = (codes: readonly CodeInfo[], recent: readonly RecentCode[]): string => [...codesOfKeys(codes, recent)].map(([digit, { id }]) => digit + id).join(' ');
const used = (...ids: readonly string[]): RecentCode[] => ids.reduce<RecentCode[]>(withUse, []);

describe('the keys of codes', () => {
  it('are those of the code book first; other digits have the recent codes, then those not used yet', () => {
    const codes = [code('a'), code('b', '2'), code('c'), code('d')];
    assert.equal(shown(codes, []), '1a 2b 3c 4d');
    assert.equal(shown(codes, used('d')), '1d 2b 3a 4c');
    assert.equal(shown(codes, used('d', 'b', 'gone')), '1d 2b 3a 4c', 'one with a digit of its own keeps it, and one that is no more has none');
  });

  it('stay where they are when a code is used again', () => {
    assert.equal(shown([code('a'), code('b'), code('c')], used('c', 'a', 'c', 'a', 'a')), '1c 2a 3b');
  });

  it('go from the code used longest ago to a new one when all are taken', () => {
    const codes = [...'abcdefghij'].map((id) => code(id));
    assert.equal(shown(codes, used(...'abcdefghi', 'a', 'j')), '1a 2j 3c 4d 5e 6f 7g 8h 9i');
  });

  it('remember the code used last', () => {
    assert.equal(lastUsed(used('a', 'b', 'a')), 'a');
    assert.equal(lastUsed([]), undefined);
  });
});
