import { isOneOf } from './characters';
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
  const speakers = labelsOf(lines, 3, true);
  const recurring = labelsOf(lines, 2, false);
  const breaks: SoftBreak[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i] as Line;
    const next = lines[i + 1] as Line;
    const afterBreak = breaks.length > 0 && (breaks[breaks.length - 1] as SoftBreak).end === line.start;
    if ((i === 0 && width === 0 && headsParagraph(line, next)) || !goesOn(line, next, { width, afterBreak, speakers, recurring })) continue;
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
  /** Ends as sentences do. */
  readonly isFinal: boolean;
  /** The label that it begins with, without its colon; empty without one. */
  readonly label: string;
}

/** Sentence-final marks, and the closing signs that may follow one. */
const FINAL = '。！？!?…；;：:.．|｜～~';
const AFTER_FINAL = '”’」』）)】》〉]"\'＂';
/** A sentence with a bracketed remark after it: 。（完）, with the date as agencies of Taiwan write it: 。（編輯：某某）1140704 */
const FINAL_REMARK = /[。！？!?…][”’」』]*[（(][^（()）]{1,16}[）)](?:\d{6,8})?$/;
/** The longest of these with its marks, in code units. */
const LONGEST_REMARK = 24;
/** A line that ends in a closing sign on its own ends something too (a quotation, a bracketed remark). */
const CLOSING = /[”’」』】〕\]]$/;
/** An author and an affiliation on a line of their own, as they stand under a title one after the other. */
const AUTHOR = /^\p{Script=Han}{2,4}[ \u3000]+\p{Script=Han}{4,}/u;
/** Marks after which a sentence must go on. */
const OPEN_END = /[，,、（(“「『《〈【〔—\-–·]$/;
/** Signs that cannot begin a line of their own: the sentence goes on. */
const CANNOT_BEGIN = /^[，,、。；;：:！!？?）)”’」』》〉】〕％%]/;
/** Who made a text, before or after it. */
const CREDIT =
  /^(?:文|编辑|編輯|来源|來源|责任编辑|責任編輯|责编|責編|作者|执笔|執筆|供稿|摄影|攝影|记者|記者)\s*[/／|｜:：]/;
/** Beginnings of headings, list items, captions, contents lines and by-lines. */
const BEGINS_ANEW = new RegExp(
  [
    CREDIT.source,
    /^[（(]?[一二三四五六七八九十百]+[）)、．.]/.source,
    /^[（(]\d{1,2}[）)]|^\d{1,2}[.、．](?!\d)/.source,
    /^[①-⑳❶-❿•●■◆▲★※*＊【［[#>]/.source,
    /^第[一二三四五六七八九十百\d]+[章节節编編篇部回讲講期]/.source,
    /^[图圖表]\s*\d|^[—–-]\s/.source,
  ].join('|'),
);
/** A label such as a speaker's name: a few characters, then a colon. */
const LABEL = /^[^\s，。,.:：“"（(]{1,8}(?:[（(][^）)]{1,12}[）)])?[:：]/;
/** A few characters and a colon that are no label but the second half of a sentence (…提醒 / 他说：). */
const PART_OF_SENTENCE = /[是的了在而就也]|[说說道称稱为為示出认認醒]$/;
const ENDS_IN_PROSE = /[\p{Script=Han}\p{L}\p{N}%％’”）)》」]$/u;
const LATIN = /[A-Za-zÀ-ɏ0-9]/;
const LATIN_LETTER = /[A-Za-zÀ-ɏ,;]/;
const INNER_MARK = /[，。,；、：]/;
/** Two parts of a headline with a space between them, and no comma: 某市拟建铁路　学者：…. */
const HEADLINE = /^[^，。；,;]*\p{Script=Han}[ \u3000]{1,2}\p{Script=Han}[^，。；,;]*$/u;
/** A sentence ends inside the line, and another begins. */
const SENTENCE_INSIDE = /[。！？](?<=\S{4}.)[”’」』]*\p{Script=Han}{2}/u;

/** Headings of the corpus's kind of text are shorter than this many characters; prose cut off in the middle is longer. */
const LONGEST_HEADING = 30;

interface Evidence {
  /** Width the page was set to, 0 when there is none. */
  readonly width: number;
  /** The line itself begins in the middle of a sentence. */
  readonly afterBreak: boolean;
  /** Labels that open three lines of sentences or more: what they open is speech. */
  readonly speakers: ReadonlySet<string>;
  /** Labels that open two lines or more. */
  readonly recurring: ReadonlySet<string>;
}

function goesOn(line: Line, next: Line, { width, afterBreak, speakers, recurring }: Evidence): boolean {
  if (line.isFinal) return false;
  if (CANNOT_BEGIN.test(next.text) && !/^[—–-]/.test(next.text)) return true;
  if (FINAL_REMARK.test(line.text.slice(-LONGEST_REMARK)) || CREDIT.test(line.text)) return false;
  if (next.indent >= 2 || BEGINS_ANEW.test(next.text)) return false;
  if (AUTHOR.test(line.text) && AUTHOR.test(next.text)) return false;
  const isProse =
    // The tail of a sentence that was itself broken off is prose however short it is, and so is what a speaker says.
    ((afterBreak || (line.text.length >= LONGEST_HEADING && !HEADLINE.test(line.text)) || speakers.has(line.label)) && INNER_MARK.test(line.text)) ||
    SENTENCE_INSIDE.test(line.text);
  const { label } = next;
  if (label !== '' && (recurring.has(label) || !isProse || !PART_OF_SENTENCE.test(label))) return false;
  if (OPEN_END.test(line.text)) return line.text.length > 1;
  if (hasOpenBracket(line.text)) return true;
  if (!ENDS_IN_PROSE.test(line.text) || BEGINS_ANEW.test(line.text) && line.text.length < LONGEST_HEADING) return false;
  // A page set in lines of one width breaks them all at that width.
  const fillsTheMeasure = width > 0 && line.text.length >= width - 2 && line.text.length <= width + 2;
  if (CLOSING.test(line.text)) return isProse && fillsTheMeasure;
  return isProse || fillsTheMeasure;
}

/** The first line of a text over a whole paragraph that is longer: no page was set so, and the line is its headline. */
function headsParagraph(line: Line, next: Line): boolean {
  return next.isFinal && line.text.length < LONGEST_HEADLINE && next.text.length > LONGEST_HEADLINE && !line.text.includes('。') && !OPEN_END.test(line.text);
}

const LONGEST_HEADLINE = 50;

/** A quotation or bracket opened in the line is not closed in it. */
function hasOpenBracket(text: string): boolean {
  for (let i = text.length - 1; i >= 0; i--) {
    const side = BRACKETS[text.charCodeAt(i)] as number;
    if (side !== 0) return side > 0;
  }
  return false;
}

/** By code unit: 1 for what opens a quotation or bracket, -1 for what closes one. */
const BRACKETS = new Int8Array(0x10000);
for (const sign of '“「『《（(') BRACKETS[sign.charCodeAt(0)] = 1;
for (const sign of '”」』》）)') BRACKETS[sign.charCodeAt(0)] = -1;

/** A final mark ends the text, or closing signs after one. */
function isFinal(text: string): boolean {
  let last = text.length - 1;
  while (isOneOf(text, last, AFTER_FINAL)) last--;
  return isOneOf(text, last, FINAL);
}

/** A label with its bracket and colon ends before this offset. */
const FARTHEST_COLON = 24;

function labelOf(text: string): string {
  const head = text.slice(0, FARTHEST_COLON);
  return head.includes(':') || head.includes('：') ? (LABEL.exec(head)?.[0].slice(0, -1) ?? '') : '';
}

/** Labels that open at least `least` lines and, for speakers, mostly lines that end as sentences do. */
function labelsOf(lines: readonly Line[], least: number, ofSentences: boolean): Set<string> {
  const counts = new Map<string, { count: number; finished: number }>();
  for (const { text, isFinal, label } of lines) {
    if (label === '' || CREDIT.test(text)) continue;
    const entry = counts.get(label) ?? { count: 0, finished: 0 };
    entry.count++;
    if (isFinal) entry.finished++;
    counts.set(label, entry);
  }
  const enough = [...counts].filter(([, { count, finished }]) => count >= least && (!ofSentences || finished * 2 >= count));
  return new Set(enough.map(([label]) => label));
}

const LINE_END = /[\r\n]/g;

function nonEmptyLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    LINE_END.lastIndex = start;
    const end = LINE_END.exec(text)?.index ?? text.length;
    let from = start;
    let to = end;
    let indent = 0;
    while (from < to && isSpace(text.charCodeAt(from))) {
      indent += text.charCodeAt(from) === 0x3000 || text.charCodeAt(from) === 0x09 ? 1 : 0.5;
      from++;
    }
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    if (to > from) {
      const line = text.slice(from, to);
      lines.push({ start: from, end: to, text: line, indent, isFinal: isFinal(line), label: labelOf(line) });
    }
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

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x3000 || unit === 0xa0 || unit === 0xfeff;
}
