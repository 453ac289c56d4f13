import { foldUnit } from '../../text/fold';
import { textOf } from '../../text/units';
import { lowerBound, type Span } from '../../text/span';

/**
 * A text as passages are compared: folded (script, width), without white space, line breaks and characters without shape, so
 * that joining wrapped lines, converting to the other script or taking out the blanks of a scan is no change at all. Offsets here
 * count in {@link units}; `toSource` and `fromSource` lead to UTF-16 offsets in the text and back.
 */
export class SqueezedText {
  readonly source: string;
  readonly units: Uint16Array;
  readonly #offsets: Uint32Array;
  #text: string | undefined;

  constructor(source: string) {
    this.source = source;
    const units = new Uint16Array(source.length);
    const offsets = new Uint32Array(source.length);
    let length = 0;
    for (let i = 0; i < source.length; i++) {
      const unit = foldUnit(source.charCodeAt(i));
      if (isBlank(unit)) continue;
      if (unit === 0xdb40 && isIdeographicSelector(source.charCodeAt(i + 1))) {
        i++;
        continue;
      }
      units[length] = unit;
      offsets[length++] = i;
    }
    this.units = units.subarray(0, length);
    this.#offsets = offsets.subarray(0, length);
  }

  get length(): number {
    return this.units.length;
  }

  get text(): string {
    return (this.#text ??= textOf(this.units, this.length));
  }

  /** The span in the text (UTF-16 offsets) of a non-empty one here; variation selectors stay with their character. */
  toSource({ start, end }: Span): Span {
    const last = (this.#offsets[end - 1] as number) + 1;
    const selectors = /^(?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef])+/.exec(this.source.slice(last, last + 4))?.[0].length ?? 0;
    return { start: this.#offsets[start] as number, end: last + selectors };
  }

  /** The text (with its blanks) of a non-empty span here. */
  sourceOf(span: Span): string {
    const { start, end } = this.toSource(span);
    return this.source.slice(start, end);
  }

  /** What of a span in the text (UTF-16 offsets) stands here; empty when it holds nothing but blanks. */
  fromSource({ start, end }: Span): Span {
    return { start: lowerBound(this.#offsets, start, (offset) => offset), end: lowerBound(this.#offsets, end, (offset) => offset) };
  }

  /** Whether a sentence or a line begins at an offset, or the text ends there. */
  beginsSentence(offset: number): boolean {
    return this.beginsLine(offset) || SENTENCE_ENDS.has(this.units[offset - 1] as number);
  }

  /** Whether a line begins at an offset, or the text ends there. */
  beginsLine(offset: number): boolean {
    if (offset === 0 || offset === this.length) return true;
    const from = (this.#offsets[offset - 1] as number) + 1;
    const to = this.#offsets[offset] as number;
    return to > from && /[\r\n]/.test(this.source.slice(from, to));
  }
}

/** Marks that end a sentence, folded, and the quotation marks behind them. */
export const SENTENCE_ENDS: ReadonlySet<number> = new Set([...'。！？!?…；;”’'].map((sign) => sign.charCodeAt(0)));

/** White space and characters without shape, after folding (which makes every space of Unicode the plain one). */
function isBlank(unit: number): boolean {
  if (unit > 0x2fff) return unit === 0x3000 || unit === 0xfeff || (unit >= 0xfe00 && unit <= 0xfe0f);
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return unit === 0xa0 || unit === 0xad || unit === 0x200b || unit === 0x2028 || unit === 0x2029 || unit === 0x2060 || unit === 0x85;
}

function isIdeographicSelector(unit: number): boolean {
  return unit >= 0xdd00 && unit <= 0xddef;
}
