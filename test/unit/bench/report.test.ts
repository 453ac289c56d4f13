import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { plotsOf } from '../../../bench/lib/docs';
import { atLeast, below, figure, type Figure } from '../../../bench/lib/figure';
import { partsOf, withParts } from '../../../bench/lib/markedText';
import type { Taken } from '../../../bench/lib/measure';
import { MEASURES } from '../../../bench/measures/list';
import { barTable, measureTable, written } from '../../../bench/lib/report';

const taken = (figures: Figure[], leftOut: string[] = []): Taken => ({ measure: 'm', figures, leftOut, seconds: 1 });

describe('a figure', () => {
  it('meets a bar from which on it is good, and one below which it is', () => {
    const fast = { name: 'a', value: 3, unit: 's', comparison: 'b', bar: atLeast(6, '6 times') };
    assert.equal(figure({ ...fast, ratio: 6 }).met, true);
    assert.equal(figure({ ...fast, ratio: 5.99 }).met, false);
    const small = { name: 'a', unit: 'MB', bar: below(120, '120 MB') };
    assert.equal(figure({ ...small, value: 119.9 }).met, true);
    assert.equal(figure({ ...small, value: 120 }).met, false);
  });

  it('without a bar is neither met nor missed', () => {
    assert.equal(figure({ name: 'a', value: 1, unit: 's' }).met, undefined);
  });

  it('cannot have a bar for a ratio that it does not have', () => {
    assert.throws(() => figure({ name: 'a', value: 1, unit: 's', bar: atLeast(6, '6 times') }), RangeError);
  });
});

describe('the table of what should be reached', () => {
  const at = (size: number, value: number): Figure => figure({ name: 'kept', value, unit: 'bytes', size, bar: below(6, '6 bytes') });

  it('takes of several sizes the one that the bars speak of, or the nearest', () => {
    assert.match(barTable([taken([at(1e6, 9), at(300e6, 3)]), taken([at(100e6, 5)])]), /\| kept, 100 MB \| 5 bytes \|.*\| yes \|$/);
    assert.match(barTable([taken([at(1e6, 9), at(10e6, 7)])]), /\| kept, 10 MB \| 7 bytes \|.*\| \*\*no\*\* \|$/);
  });

  it('leaves out what has no bar, and keeps figures apart that differ in what they are held against', () => {
    const find = { name: 'find', value: 1, unit: 'x' };
    const table = barTable([taken([figure(find), figure({ ...find, comparison: 'a', ratio: 2, bar: atLeast(1, '1') }), figure({ ...find, comparison: 'b', ratio: 2, bar: atLeast(3, '3') })])]);
    assert.deepEqual(table.split('\n').slice(2), ['| find | 1 x | 2 | a | at least 1 | yes |', '| find | 1 x | 2 | b | at least 3 | **no** |']);
  });
});

it('the table of a measure puts the sizes of one figure one below the other, and has only columns that say something', () => {
  const table = measureTable([
    figure({ name: 'a', value: 1, unit: 's', size: 1e6 }), figure({ name: 'b', value: 2, unit: 's', size: 1e6 }),
    figure({ name: 'a', value: 100, unit: 's', size: 10e6 }),
  ]);
  assert.equal(table, '| what | size | measured |\n| --- | ---: | ---: |\n| a | 1 MB | 1 s |\n| a | 10 MB | 100 s |\n| b | 1 MB | 2 s |');
});

it('numbers are written with as many digits as tell', () => {
  assert.deepEqual([12345.6, 45.67, 1.234, 0.01234, 0].map(written), ['12,346', '45.7', '1.23', '0.012', '0']);
});

it('a table cell that has a bar in it stays one cell', () => {
  assert.match(measureTable([figure({ name: 'grep | sort', value: 1, unit: 's' })]), /\| grep \\\| sort \| 1 s \|/);
});

describe('the parts of a page that are written by a program', () => {
  const page = '# A\n\nOwn words.\n\n<!-- bench:bars -->\nold\n<!-- /bench -->\n\nMore.\n\n<!-- bench:fold --><!-- /bench -->\n';

  it('are written anew between their marks, and nothing else is', () => {
    const now = withParts(page, (name) => (name === 'bars' ? 'new $& $1' : undefined));
    assert.equal(now, page.replace('\nold\n', () => '\n\nnew $& $1\n\n'));
    assert.equal(withParts(now, (name) => (name === 'bars' ? 'new $& $1' : undefined)), now);
  });

  it('are known by their names', () => {
    assert.deepEqual(partsOf(page), ['bars', 'fold']);
  });

  it('must end, and begin', () => {
    assert.throws(() => partsOf('<!-- bench:a --> x'), SyntaxError);
    assert.throws(() => partsOf('<!-- bench:a --> <!-- bench:b --> <!-- /bench -->'), SyntaxError);
    assert.throws(() => withParts('x <!-- /bench -->', () => ''), SyntaxError);
  });
});

describe('plots of growth', () => {
  const point = (line: string, size: number, value: number, unit = 's'): Figure => figure({ name: line, value, unit, size, growth: { plot: 'index', line } });

  it('gather the sizes of each line', () => {
    const plot = plotsOf([point('a', 1e6, 1), point('b', 1e6, 2), point('a', 10e6, 10), figure({ name: 'c', value: 1, unit: 's', size: 1e6 })]).get('index');
    assert.deepEqual(plot?.lines, [{ name: 'a', points: [{ x: 1e6, y: 1 }, { x: 10e6, y: 10 }] }, { name: 'b', points: [{ x: 1e6, y: 2 }] }]);
  });

  it('cannot have seconds and bytes on one axis', () => {
    assert.throws(() => plotsOf([point('a', 1e6, 1), point('b', 1e6, 2, 'MB')]), RangeError);
  });
});

it('the page about performance has a part for every measure, and none for what is not measured', () => {
  const parts = partsOf(readFileSync('docs/performance.md', 'utf8'));
  const others = parts.filter((name) => name !== 'machine' && name !== 'bars' && !name.startsWith('plot-'));
  assert.deepEqual(others, MEASURES.map(({ name }) => name));
});
