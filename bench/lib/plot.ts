// Plots of growth as SVG: both axes logarithmic, so that a power law is a straight line and its slope the exponent. Legible in light and
// dark, by the reader's own setting; what a plot shows stands in it as text, too.
import { fitPowerLaw } from './statistics';

export interface Line {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
}

export interface Axis {
  readonly label: string;
  /** A value as it stands at the axis. */
  readonly tick: (value: number) => string;
}

const WIDTH = 760;
const HEIGHT = 460;
const MARGIN = { left: 96, right: 32, top: 44, bottom: 56 };
const LEGEND_LINE = 20;
/** Colours that are told apart with any colour vision, in light and dark (P. Tol's "bright", of which the pale ones are left out), and marks for those who see none. */
const COLOURS = ['#4477aa', '#ee6677', '#228833', '#aa3377', '#b08900', '#2b8ca3'];
const DARK_COLOURS = ['#77aadd', '#ff99a5', '#66cc77', '#dd77bb', '#ddcc77', '#77ddee'];
const MARKS = ['circle', 'square', 'triangle', 'diamond'] as const;

/** What a plot says, for those who do not see it: each line with its exponent, its first and its last point. */
export function describe({ x, y, lines }: Plot): string {
  return lines.filter(({ points }) => points.length > 0).map(({ name, points }) => {
    const sorted = [...points].sort((a, b) => a.x - b.x);
    const [first, last] = [sorted[0], sorted.at(-1)] as [{ x: number; y: number }, { x: number; y: number }];
    const ends = first === last ? `${y.tick(first.y)} at ${x.tick(first.x)}` : `${y.tick(first.y)} at ${x.tick(first.x)} to ${y.tick(last.y)} at ${x.tick(last.x)}`;
    return `${legendOf({ name, points })}: ${ends}`;
  }).join('; ');
}

/** A plot as an SVG document. Points that are not positive have no place on a logarithmic axis and are left out. */
export function svg(plot: Plot): string {
  const lines = plot.lines.map((line) => ({ ...line, points: line.points.filter(({ x, y }) => x > 0 && y > 0).sort((a, b) => a.x - b.x) })).filter(({ points }) => points.length > 0);
  const height = HEIGHT + LEGEND_LINE * (lines.length + 1);
  const inner = { left: MARGIN.left, right: WIDTH - MARGIN.right, top: MARGIN.top, bottom: HEIGHT - MARGIN.bottom };
  const x = scale(lines.flatMap(({ points }) => points.map((point) => point.x)), inner.left, inner.right);
  const y = scale(lines.flatMap(({ points }) => points.map((point) => point.y)), inner.bottom, inner.top);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="13">`,
    `<title id="title">${escaped(plot.title)}</title>`,
    `<desc id="desc">${escaped(describe({ ...plot, lines }))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${height}"/>`,
    `<text class="text" x="${WIDTH / 2}" y="24" text-anchor="middle" font-size="16" font-weight="600">${escaped(plot.title)}</text>`,
    ...x.ticks.map((value) => `<path class="grid" d="M${at(x.place(value))} ${inner.top}V${inner.bottom}"/><text class="text" x="${at(x.place(value))}" y="${inner.bottom + 18}" text-anchor="middle">${escaped(plot.x.tick(value))}</text>`),
    ...y.ticks.map((value) => `<path class="grid" d="M${inner.left} ${at(y.place(value))}H${inner.right}"/><text class="text" x="${inner.left - 8}" y="${at(y.place(value) + 4)}" text-anchor="end">${escaped(plot.y.tick(value))}</text>`),
    `<path class="axis" d="M${inner.left} ${inner.top}V${inner.bottom}H${inner.right}"/>`,
    `<text class="text" x="${(inner.left + inner.right) / 2}" y="${HEIGHT - 14}" text-anchor="middle">${escaped(plot.x.label)}</text>`,
    `<text class="text" transform="translate(18 ${(inner.top + inner.bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(plot.y.label)}</text>`,
    ...linear(lines, x, y),
    ...lines.map(({ points }, i) => [
      `<path class="line" stroke="var(--c${i % COLOURS.length})" d="${points.map((point, k) => `${k === 0 ? 'M' : 'L'}${at(x.place(point.x))} ${at(y.place(point.y))}`).join('')}"/>`,
      ...points.map((point) => mark(i, x.place(point.x), y.place(point.y))),
    ].join('')),
    ...lines.map((line, i) => {
      const top = HEIGHT + LEGEND_LINE * (i + 1) - 4;
      return `<path class="line" stroke="var(--c${i % COLOURS.length})" d="M${MARGIN.left} ${top}h28"/>${mark(i, MARGIN.left + 14, top)}<text class="text" x="${MARGIN.left + 38}" y="${top + 4}">${escaped(legendOf(line))}</text>`;
    }),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

const STYLE = `:root{${variables(COLOURS)}--ground:#fff;--text:#1f2328;--grid:#d8dee4;--axis:#59636e}`
  + `@media (prefers-color-scheme:dark){:root{${variables(DARK_COLOURS)}--ground:#0d1117;--text:#e6edf3;--grid:#30363d;--axis:#9198a1}}`
  + '.ground{fill:var(--ground)}.text{fill:var(--text)}.grid{stroke:var(--grid);fill:none}.axis{stroke:var(--axis);fill:none}.line{fill:none;stroke-width:2}.linear{fill:none;stroke-dasharray:2 5;opacity:.7}';

function variables(colours: readonly string[]): string {
  return colours.map((colour, i) => `--c${i}:${colour};`).join('');
}

/** The name of a line with its exponent. */
function legendOf({ name, points }: Line): string {
  const law = fitPowerLaw(points);
  return law ? `${name}, exponent ${law.exponent.toFixed(2)}` : name;
}

/** From the first point of each line where it would go if it grew as the size does: the dotted line to compare with. */
function linear(lines: readonly Line[], x: Scale, y: Scale): string[] {
  return lines.flatMap(({ points: [first, ...rest] }, i) => {
    const last = rest.at(-1);
    if (!first || !last) return [];
    const reach = Math.min(last.x, first.x * (y.most / first.y));
    return [`<path class="linear" stroke="var(--c${i % COLOURS.length})" d="M${at(x.place(first.x))} ${at(y.place(first.y))}L${at(x.place(reach))} ${at(y.place(first.y * (reach / first.x)))}"/>`];
  });
}

interface Scale {
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
  readonly most: number;
}

/** Whole powers of ten around the values, and 2 and 5 times each where there are few. */
function scale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  const place = (value: number): number => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
  const steps = high - low <= 2 ? [1, 2, 5] : [1];
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)).flatMap((power) => steps.map((step) => step * power)).filter((tick) => tick <= 10 ** high * 1.0001);
  return { place, ticks, most: 10 ** high };
}

function mark(index: number, x: number, y: number): string {
  const fill = `fill="var(--c${index % COLOURS.length})"`;
  switch (MARKS[index % MARKS.length] as (typeof MARKS)[number]) {
    case 'circle': return `<circle ${fill} cx="${at(x)}" cy="${at(y)}" r="4.5"/>`;
    case 'square': return `<rect ${fill} x="${at(x - 4)}" y="${at(y - 4)}" width="8" height="8"/>`;
    case 'triangle': return `<path ${fill} d="M${at(x)} ${at(y - 5)}l5 9h-10z"/>`;
    case 'diamond': return `<path ${fill} d="M${at(x)} ${at(y - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"/>`;
  }
}

function at(value: number): string {
  return String(+value.toFixed(1));
}

/** Text as XML has it, also in attributes; characters that XML cannot have are left out. */
export function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  // What XML 1.0 forbids, and surrogates without a partner.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '').replace(/[&<>"']/g, (sign) => entities[sign] as string);
}
