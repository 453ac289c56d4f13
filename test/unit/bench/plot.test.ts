import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe as inWords, escaped, svg, type Plot } from '../../../bench/lib/plot';

const plot = (given: Partial<Plot> = {}): Plot => ({
  title: 'Time & size',
  x: { label: 'size', tick: (value) => `${value} MB` },
  y: { label: 'seconds <s>', tick: (value) => `${value} s` },
  lines: [
    { name: 'linear', points: [{ x: 1, y: 2 }, { x: 100, y: 200 }, { x: 10, y: 20 }] },
    { name: 'square "root"', points: [{ x: 1, y: 1 }, { x: 100, y: 10 }] },
  ],
  ...given,
});

/** Reads it as XML and gives the text of each element by its name. */
function texts(document: string): { name: string; text: string }[] {
  const read: { name: string; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  const open: { name: string; text: string }[] = [];
  parser.on('opentag', ({ name }) => {
    const element = { name, text: '' };
    read.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    const inner = open.at(-1);
    if (inner) inner.text += text;
  });
  parser.write(document).close();
  return read;
}

describe('a plot as SVG', () => {
  it('is well-formed whatever the names say, and says them as they are', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      const read = texts(svg(plot({ title: `${name}x`, lines: [{ name, points: [{ x: 1, y: 1 }] }] })));
      const title = read.find((element) => element.name === 'title')?.text ?? '';
      // A parser of XML reads every line break as one.
      assert.equal(title, allowed(`${name}x`).replace(/\r\n?/g, '\n'));
    }), { numRuns: 40 });
  });

  it('names each line with its exponent, in the picture and in its description', () => {
    const read = texts(svg(plot()));
    const legend = read.filter(({ name }) => name === 'text').map(({ text }) => text);
    assert.ok(legend.includes('linear, exponent 1.00'));
    assert.ok(legend.includes('square "root", exponent 0.50'));
    assert.equal(read.find(({ name }) => name === 'desc')?.text, inWords(plot()));
    assert.equal(inWords(plot()), 'linear, exponent 1.00: 2 s at 1 MB to 200 s at 100 MB; square "root", exponent 0.50: 1 s at 1 MB to 10 s at 100 MB');
  });

  it('has both axes named, and marks of the whole powers of ten', () => {
    const written = texts(svg(plot())).map(({ text }) => text);
    for (const expected of ['size', 'seconds <s>', '1 MB', '10 MB', '100 MB', '1 s', '1000 s']) assert.ok(written.includes(expected), expected);
  });

  it('leaves out points without a logarithm, and lines without a point', () => {
    const drawn = svg(plot({ lines: [{ name: 'nothing', points: [{ x: 1, y: 0 }] }, { name: 'one', points: [{ x: 1, y: 1 }, { x: 0, y: 3 }] }] }));
    assert.ok(!drawn.includes('nothing'));
    assert.ok(!/NaN|Infinity/.test(drawn));
    assert.equal(drawn.match(/<circle/g)?.length, 2, 'one in the picture and one in the legend');
  });

  it('draws everything inside its frame', () => {
    const drawn = svg(plot());
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(drawn) as unknown as [string, string, string];
    for (const [, x, y] of drawn.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) assert.ok(Number(x) >= 0 && Number(x) <= Number(width) && Number(y) >= 0 && Number(y) <= Number(height), `${x} ${y}`);
  });

  it('has colours for light and for dark', () => {
    assert.match(svg(plot()), /prefers-color-scheme:\s*dark/);
  });
});

it('text for XML has its signs as entities, and no character that XML forbids', () => {
  assert.equal(escaped(`<a href="x">'&'</a>`), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
  assert.equal(escaped('a\u0000\u0008b\ufffe\ud800c😀\udc00'), 'abc😀');
});

function allowed(text: string): string {
  return [...text].filter((sign) => {
    const code = sign.codePointAt(0) as number;
    return code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code > 0xffff;
  }).join('');
}
