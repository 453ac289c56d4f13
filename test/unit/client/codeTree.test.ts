import { strict as assert } from 'node:assert';
import { codesInTreeOrder, codeTree } from '../../../client/src/annotations/codeTree';
import type { CodeInfo } from '../../../server/src/lsp/protocol';

const code = (id: string, parent?: string): CodeInfo => ({ id, name: id, color: '#336699', uses: 0, ...(parent === undefined ? {} : { parent }) });
const rows = (...codes: CodeInfo[]): string[] => codesInTreeOrder(codes).map((row) => `${row.depth} ${row.code.id}`);

describe('the tree of codes', () => {
  it('has parents before their children, each in the order of the code book', () => {
    assert.deepEqual(rows(code('丙'), code('乙二', '乙'), code('乙'), code('乙一', '乙'), code('甲', '乙二')), ['0 丙', '0 乙', '1 乙二', '2 甲', '1 乙一']);
  });

  it('has on top a code whose parent is not there', () => {
    assert.deepEqual(rows(code('甲', '無'), code('乙')), ['0 甲', '0 乙']);
  });

  it('has every code once, even of those that are each other\'s parents', () => {
    assert.deepEqual(rows(code('甲', '乙'), code('乙', '甲'), code('丙', '丙')), ['0 甲', '1 乙', '0 丙']);
  });

  it('holds children in their parent', () => {
    const [top] = codeTree([code('甲'), code('乙', '甲')]);
    assert.deepEqual(top?.children.map((branch) => branch.code.id), ['乙']);
  });
});
