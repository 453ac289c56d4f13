import type { Span } from './span';

/** A line break that stands in the middle of a sentence, with the white space around it. */
export interface SoftBreak extends Span {
  /** Latin words stand on both sides, so the break is also the space between them. */
  readonly asSpace: boolean;
}

/**
 * Finds the line breaks that a converter or OCR put inside a sentence (tagging guidelines, opening
 * paragraph): no sentence-final punctuation before them, and what follows goes on with the sentence.
 *
 * A short line without punctuation may as well be a heading, so length decides: a line breaks softly
 * when it is as long as prose is, or when it ends in a mark that cannot end anything. Spans are UTF-16
 * offsets in the document, in order.
 */
export function softBreaks(text: string): SoftBreak[] {
  const lines = nonEmptyLines(text);
  const width = typicalWidth(lines);
  const speakers = recurringLabels(lines);
  const breaks: SoftBreak[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i] as Line;
    const next = lines[i + 1] as Line;
    const afterBreak = breaks.length > 0 && (breaks[breaks.length - 1] as SoftBreak).end === line.start;
    if (!goesOn(line, next, { width, afterBreak, speakers })) continue;
    const before = text[line.end - 1] as string;
    const after = text[next.start] as string;
    breaks.push({ start: line.end, end: next.start, asSpace: LATIN_LETTER.test(before) && LATIN.test(after) });
  }
  return breaks;
}

/** A line with something on it; the span leaves out white space at both ends. */
interface Line extends Span {
  readonly text: string;
  /** White space before the first character, in columns of one Han character. */
  readonly indent: number;
}

/** Sentence-final marks, and the closing signs that may follow one. */
const FINAL = /[。！？!?…；;：:.．|｜～~][”’」』）)】》〉\]"'＂]*$/;
/** A line that ends in a closing sign on its own ends something too (a quotation, a bracketed remark). */
const CLOSING = /[”’」』】〕\]]$/;
/** Marks after which a sentence must go on. */
const OPEN_END = /[，,、（(“「『《〈【〔—\-–·]$/;
/** Signs that cannot begin a line of their own: the sentence goes on. */
const CANNOT_BEGIN = /^[，,、。；;：:！!？?）)”’」』》〉】〕％%]/;
/** Beginnings of headings, list items, captions, contents lines and labels. */
const BEGINS_ANEW =
  /^(?:[（(]?[一二三四五六七八九十百]+[）)、．.]|[（(]\d{1,2}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳❶-❿•●■◆▲★※*＊【［\[#>]|第[一二三四五六七八九十百\d]+[章节節编編篇部回讲講期]|[图圖表]\s*\d|[—–-]\s|(?:文|编辑|編輯|来源|來源|责任编辑|責任編輯|责编|責編|作者|供稿|摄影|攝影|记者|記者)\s*[/／|｜:：])/;
/** A label such as a speaker's name: a few characters, then a colon. */
const LABEL = /^[^\s，。,.:：“"（(]{1,8}(?:[（(][^）)]{1,12}[）)])?[:：]/;
const ENDS_IN_PROSE = /[\p{Script=Han}\p{L}\p{N}%％’”）)》」]$/u;
const LATIN = /[A-Za-zÀ-ɏ0-9]/;
const LATIN_LETTER = /[A-Za-zÀ-ɏ,;]/;
const INNER_MARK = /[，。,；、：]/;

/** Headings of the corpus's kind of text are shorter than this many characters; prose cut off in the middle is longer. */
const LONGEST_HEADING = 30;

interface Evidence {
  /** Width the page was set to, 0 when there is none. */
  readonly width: number;
  /** The line itself begins in the middle of a sentence. */
  readonly afterBreak: boolean;
  /** Labels that open three lines or more: what they open is speech. */
  readonly speakers: ReadonlySet<string>;
}

function goesOn(line: Line, next: Line, { width, afterBreak, speakers }: Evidence): boolean {
  if (CANNOT_BEGIN.test(next.text) && !/^[—–-]/.test(next.text)) return !FINAL.test(line.text);
  if (FINAL.test(line.text)) return false;
  if (next.indent >= 2 || BEGINS_ANEW.test(next.text)) return false;
  if (LABEL.test(next.text)) return false;
  if (OPEN_END.test(line.text)) return line.text.length > 1;
  if (hasOpenBracket(line.text)) return true;
  if (!ENDS_IN_PROSE.test(line.text) || BEGINS_ANEW.test(line.text) && line.text.length < LONGEST_HEADING) return false;
  // The tail of a sentence that was itself broken off is prose however short it is.
  const isProse = (afterBreak || line.text.length >= LONGEST_HEADING || speakers.has(labelOf(line.text))) && INNER_MARK.test(line.text);
  // A page set in lines of one width breaks them all at that width.
  const fillsTheMeasure = width > 0 && line.text.length >= width - 2 && line.text.length <= width + 2;
  if (CLOSING.test(line.text)) return isProse && fillsTheMeasure;
  return isProse || fillsTheMeasure;
}

/** A quotation or bracket opened in the line is not closed in it. */
function hasOpenBracket(text: string): boolean {
  const last = Math.max(...['“', '「', '『', '《', '（', '('].map((sign) => text.lastIndexOf(sign)));
  return last >= 0 && !/[”」』》）)]/.test(text.slice(last));
}

function labelOf(text: string): string {
  return LABEL.exec(text)?.[0].slice(0, -1) ?? '';
}

function recurringLabels(lines: readonly Line[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    const label = BEGINS_ANEW.test(text) ? '' : labelOf(text);
    if (label !== '') counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 3).map(([label]) => label));
}

function nonEmptyLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    let end = start;
    while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
    let from = start;
    let to = end;
    let indent = 0;
    while (from < to && isSpace(text.charCodeAt(from))) {
      indent += text.charCodeAt(from) === 0x3000 || text.charCodeAt(from) === 0x09 ? 1 : 0.5;
      from++;
    }
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    if (to > from) lines.push({ start: from, end: to, text: text.slice(from, to), indent });
    start = end + 1;
  }
  return lines;
}

/**
 * The width that the lines of a page were set to, in code units, or 0 when lines have no common width:
 * the commonest length, when a quarter of all lines have it within two characters.
 */
function typicalWidth(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const { text } of lines) if (text.length >= 12) counts.set(text.length, (counts.get(text.length) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const length of counts.keys()) {
    let near = 0;
    for (let d = -2; d <= 2; d++) near += counts.get(length + d) ?? 0;
    if (near > most) {
      most = near;
      best = length;
    }
  }
  return most >= 6 && most >= lines.length / 4 ? best : 0;
}

function isBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x3000 || unit === 0xa0 || unit === 0xfeff;
}
