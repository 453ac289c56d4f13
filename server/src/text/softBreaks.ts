import { isBreak, isDigit, isHan } from './characters';
import type { Span } from './span';
import type { Steps } from './steps';
import { UnitClasses } from './unitClasses';

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
 * offsets in the document, in order; `marks` are the offsets of all line breaks and colons in it, in order,
 * with others between them or without.
 */
export function softBreaks(text: string, marks: readonly number[]): SoftBreak[] {
  const lines = nonEmptyLines(text, marks);
  const breaks: SoftBreak[] = [];
  addBreaks(breaks, text, lines, new Evidence(lines), 0, lines.length, false);
  return breaks;
}

/** The same, of a long text in steps of a few milliseconds. */
export function* softBreaksInSteps(text: string, marks: readonly number[]): Steps<SoftBreak[]> {
  const lines = nonEmptyLines(text, marks);
  const evidence = new Evidence(lines);
  const breaks: SoftBreak[] = [];
  let afterBreak = false;
  for (let from = 0; from < lines.length; from += STEP) {
    yield;
    afterBreak = addBreaks(breaks, text, lines, evidence, from, Math.min(from + STEP, lines.length), afterBreak);
  }
  return breaks;
}

/** Lines that are looked at in one step. */
const STEP = 2000;

/** Adds the breaks behind lines from one to before another; whether the last of them breaks softly, given whether the one before them does. */
function addBreaks(breaks: SoftBreak[], text: string, lines: readonly Line[], evidence: Evidence, from: number, to: number, isAfterBreak: boolean): boolean {
  let afterBreak = isAfterBreak;
  for (let i = from; i < to && i + 1 < lines.length; i++) {
    const line = lines[i] as Line;
    const next = lines[i + 1] as Line;
    const isHeadline = i === 0 && headsParagraph(line, next) && evidence.width === 0;
    afterBreak = !isHeadline && goesOn(line, next, evidence, afterBreak);
    if (afterBreak) breaks.push({ start: line.end, end: next.start, asSpace: LATIN_LETTER.test(text.charAt(line.end - 1)) && LATIN.test(text.charAt(next.start)) });
  }
  return afterBreak;
}

/** A line with something on it; the span leaves out white space at both ends. */
class Line implements Span {
  readonly start: number;
  readonly end: number;
  /** White space before the first character, in columns of one Han character. */
  readonly indent: number;
  readonly #source: string;
  readonly #colon: number;
  #text: string | undefined;
  #label: string | undefined;

  /** `colon` is the offset of the first colon of the line, or -1. */
  constructor(source: string, start: number, end: number, indent: number, colon: number) {
    this.start = start;
    this.end = end;
    this.indent = indent;
    this.#source = source;
    this.#colon = colon;
  }

  get text(): string {
    return (this.#text ??= this.#source.slice(this.start, this.end));
  }

  get length(): number {
    return this.end - this.start;
  }

  /** The classes of the first character. */
  get first(): number {
    return signs.of(this.#source.charCodeAt(this.start));
  }

  get lastUnit(): number {
    return this.#source.charCodeAt(this.end - 1);
  }

  /** The classes of the last character. */
  get last(): number {
    return signs.of(this.lastUnit);
  }

  /** A space stands where one is behind a name of a few characters. */
  get hasEarlySpace(): boolean {
    const from = this.start + SHORTEST_NAME;
    const to = Math.min(this.end, this.start + LONGEST_NAME + 1);
    for (let i = from; i < to; i++) if (isSpace(this.#source.charCodeAt(i))) return true;
    return false;
  }

  /** A quotation or bracket opened in the line is not closed in it. */
  get hasOpenBracket(): boolean {
    for (let i = this.end - 1; i >= this.start; i--) {
      const side = signs.of(this.#source.charCodeAt(i)) & (OPENS_BRACKET | CLOSES_BRACKET);
      if (side !== 0) return side === OPENS_BRACKET;
    }
    return false;
  }

  /** Ends as sentences do: a final mark ends the line, or closing signs after one. */
  get isFinal(): boolean {
    return endsAsSentence(this.#source, this.start, this.end);
  }

  /** The label that the line begins with, without its colon; empty without one: nearly always. */
  get label(): string {
    if (this.#colon < 0 || this.#colon - this.start >= FARTHEST_COLON) return '';
    return (this.#label ??= LABEL.exec(this.text.slice(0, FARTHEST_COLON))?.[0].slice(0, -1) ?? '');
  }
}

/**
 * Whether what stands between two offsets ends as sentences do, white space behind it left out: no soft break ever follows such a
 * line, whatever the rest of the text is like.
 */
export function endsAsSentence(text: string, start: number, end: number): boolean {
  let last = end - 1;
  while (last >= start && (isSpace(text.charCodeAt(last)) || isBreak(text.charCodeAt(last)))) last--;
  while (last >= start && signs.has(text.charCodeAt(last), ENDS_AFTER_FINAL)) last--;
  return last >= start && signs.has(text.charCodeAt(last), ENDS_FINAL);
}

/** What a line begins or ends with, as classes of its first and last character. */
const ENDS_FINAL = 1;
const ENDS_AFTER_FINAL = 2;
/** A line that ends in a closing sign on its own ends something too (a quotation, a bracketed remark). */
const CLOSING = 4;
/** Marks after which a sentence must go on. */
const OPEN_END = 8;
/** Signs that cannot begin a line of their own: the sentence goes on. */
const CANNOT_BEGIN = 16;
/** With what {@link BEGINS_ANEW} may begin; all that it is written with, so that it never says too little. */
const MAY_BEGIN_ANEW = 32;
const OPENS_BRACKET = 64;
const CLOSES_BRACKET = 128;

/** Whoever made a text is named after one of these, before it or after it. */
const CREDITS = ['文', '编辑', '編輯', '来源', '來源', '责任编辑', '責任編輯', '责编', '責編', '作者', '执笔', '執筆', '供稿', '摄影', '攝影', '记者', '記者'];
const CREDIT = new RegExp(`^(?:${CREDITS.join('|')})\\s*[/／|｜:：]`);
const NUMERALS = '一二三四五六七八九十百';
const BULLETS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿•●■◆▲★※*＊【［[#>';
const DASHES = '—–-';
/** Beginnings of headings, list items, captions, contents lines and by-lines. */
const BEGINS_ANEW = new RegExp(
  [
    CREDIT.source,
    `^[（(]?[${NUMERALS}]+[）)、．.]`,
    /^[（(]\d{1,2}[）)]|^\d{1,2}[.、．](?!\d)/.source,
    `^[${BULLETS.replace('[', '\\[')}]`,
    /^第[一二三四五六七八九十百\d]+[章节節编編篇部回讲講期]/.source,
    `^[图圖表]\\s*\\d|^[${DASHES}]\\s`,
  ].join('|'),
);

const signs = new UnitClasses()
  .add(ENDS_FINAL, '。！？!?…；;：:.．|｜～~')
  .add(ENDS_AFTER_FINAL, '”’」』）)】》〉]"\'＂')
  .add(CLOSING, '”’」』】〕]')
  .add(OPEN_END, '，,、（(“「『《〈【〔—-–·')
  .add(CANNOT_BEGIN, '，,、。；;：:！!？?）)”’」』》〉】〕％%')
  .add(MAY_BEGIN_ANEW, `${CREDITS.map((word) => word.charAt(0)).join('')}（(${NUMERALS}0123456789${BULLETS}第图圖表${DASHES}`)
  .add(OPENS_BRACKET, '“「『《（(')
  .add(CLOSES_BRACKET, '”」』》）)');

/** A sentence with a bracketed remark after it: 。（完）, with the date as agencies of Taiwan write it: 。（編輯：某某）1140704 */
const FINAL_REMARK = /[。！？!?…][”’」』]*[（(][^（()）]{1,16}[）)](?:\d{6,8})?$/;
/** The longest of these with its marks, in code units. */
const LONGEST_REMARK = 24;
/** An author and an affiliation on a line of their own, as they stand under a title one after the other. */
const SHORTEST_NAME = 2;
/** Of four characters, each of two code units at most. */
const LONGEST_NAME = 8;
const AUTHOR = /^\p{Script=Han}{2,4}[ \u3000]+\p{Script=Han}{4,}/u;
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

/** What all lines together tell of each; worked out when first asked for. */
class Evidence {
  readonly #lines: readonly Line[];
  #width: number | undefined;
  #labels: ReadonlyMap<string, LabelCount> | undefined;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  /** Width the page was set to, 0 when there is none. */
  get width(): number {
    return (this.#width ??= typicalWidth(this.#lines));
  }

  /** Whether a label opens three lines or more, most of them sentences: what it opens is speech. */
  isSpeaker(label: string): boolean {
    const { count, finished } = this.#countOf(label);
    return count >= 3 && finished * 2 >= count;
  }

  /** Whether a label opens two lines or more. */
  recurs(label: string): boolean {
    return this.#countOf(label).count >= 2;
  }

  #countOf(label: string): LabelCount {
    return (this.#labels ??= countLabels(this.#lines)).get(label) ?? NO_LINES;
  }
}

/** How many lines a label opens, and how many of them end as sentences do. */
interface LabelCount {
  readonly count: number;
  readonly finished: number;
}

const NO_LINES: LabelCount = { count: 0, finished: 0 };

/** Whether a sentence runs on from a line into the next. `afterBreak`: the line itself begins in the middle of a sentence. */
function goesOn(line: Line, next: Line, evidence: Evidence, afterBreak: boolean): boolean {
  if (line.isFinal) return false;
  if ((next.first & CANNOT_BEGIN) !== 0) return true;
  if (beginsAnew(next) || isCredit(line) || endsInRemark(line)) return false;
  if (next.indent >= 2 || (isAuthor(line) && isAuthor(next))) return false;
  const { label } = next;
  if (label !== '' && (evidence.recurs(label) || !PART_OF_SENTENCE.test(label) || !isProseLine(line, evidence, afterBreak))) return false;
  if ((line.last & OPEN_END) !== 0) return line.length > 1;
  if (line.hasOpenBracket) return true;
  if (!endsInProse(line) || (line.length < LONGEST_HEADING && beginsAnew(line))) return false;
  const isProse = isProseLine(line, evidence, afterBreak);
  if (isProse && (line.last & CLOSING) === 0) return true;
  // A page set in lines of one width breaks them all at that width.
  const { width } = evidence;
  const fillsTheMeasure = width > 0 && line.length >= width - 2 && line.length <= width + 2;
  return fillsTheMeasure && (isProse || (line.last & CLOSING) === 0);
}

/** The tail of a sentence that was itself broken off is prose however short it is, and so is what a speaker says. */
function isProseLine(line: Line, evidence: Evidence, afterBreak: boolean): boolean {
  const { label } = line;
  const mayBeProse = afterBreak || (line.length >= LONGEST_HEADING && !HEADLINE.test(line.text)) || (label !== '' && evidence.isSpeaker(label));
  return (mayBeProse && INNER_MARK.test(line.text)) || SENTENCE_INSIDE.test(line.text);
}

/** A remark ends in a bracket, or in the digits of a date. */
function endsInRemark(line: Line): boolean {
  return ((line.last & CLOSES_BRACKET) !== 0 || isDigit(line.lastUnit)) && FINAL_REMARK.test(line.text.slice(-LONGEST_REMARK));
}

function isAuthor(line: Line): boolean {
  return line.hasEarlySpace && AUTHOR.test(line.text);
}

/** Most lines end in a Han character or a mark, which need no pattern. */
function endsInProse(line: Line): boolean {
  return isHan(line.lastUnit) || ENDS_IN_PROSE.test(line.text.slice(-2));
}

function isCredit(line: Line): boolean {
  return (line.first & MAY_BEGIN_ANEW) !== 0 && CREDIT.test(line.text);
}

function beginsAnew(line: Line): boolean {
  return (line.first & MAY_BEGIN_ANEW) !== 0 && BEGINS_ANEW.test(line.text);
}

/** The first line of a text over a whole paragraph that is longer: no page was set so, and the line is its headline. */
function headsParagraph(line: Line, next: Line): boolean {
  return line.length < LONGEST_HEADLINE && next.length > LONGEST_HEADLINE && next.isFinal && !line.text.includes('。') && (line.last & OPEN_END) === 0;
}

const LONGEST_HEADLINE = 50;

/** A label with its bracket and colon ends before this offset. */
const FARTHEST_COLON = 24;

/** The lines that labels open, credits left out. */
function countLabels(lines: readonly Line[]): Map<string, LabelCount> {
  const counts = new Map<string, { count: number; finished: number }>();
  for (const line of lines) {
    const { label } = line;
    if (label === '' || isCredit(line)) continue;
    const entry = counts.get(label) ?? { count: 0, finished: 0 };
    entry.count++;
    if (line.isFinal) entry.finished++;
    counts.set(label, entry);
  }
  return counts;
}

function nonEmptyLines(text: string, marks: readonly number[]): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let colon = -1;
  for (const mark of marks) {
    const unit = text.charCodeAt(mark);
    if (isBreak(unit)) {
      addLine(lines, text, start, mark, colon);
      start = mark + 1;
      colon = -1;
    } else if (colon < 0 && isColon(unit)) colon = mark;
  }
  addLine(lines, text, start, text.length, colon);
  return lines;
}

function addLine(lines: Line[], text: string, start: number, end: number, colon: number): void {
  let from = start;
  let to = end;
  let indent = 0;
  for (; from < to; from++) {
    const unit = text.charCodeAt(from);
    if (!isSpace(unit)) break;
    indent += unit === 0x3000 || unit === 0x09 ? 1 : 0.5;
  }
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  if (to > from) lines.push(new Line(text, from, to, indent, colon));
}

/** Lines of pages are shorter, in code units. */
const WIDEST = 400;

/**
 * The width that the lines of a page were set to, in code units, or 0 when lines have no common width:
 * the commonest length, when a quarter of all lines have it within two characters.
 */
function typicalWidth(lines: readonly Line[]): number {
  const counts = new Uint32Array(WIDEST + 4);
  for (const { length } of lines) if (length >= 12 && length <= WIDEST) counts[length] = (counts[length] as number) + 1;
  let best = 0;
  let most = 0;
  for (const { length } of lines) {
    // Each length once, in the order of the lines.
    if (length < 12 || length > WIDEST || length === best) continue;
    let near = 0;
    for (let d = -2; d <= 2; d++) near += counts[length + d] as number;
    if (near > most) {
      most = near;
      best = length;
    }
  }
  return most >= 6 && most >= lines.length / 4 ? best : 0;
}

/** A colon of either width. */
function isColon(unit: number): boolean {
  return unit === 0x3a || unit === 0xff1a;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x3000 || unit === 0xa0 || unit === 0xfeff;
}
