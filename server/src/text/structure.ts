import { isBreak, isDigit, isHan, isWhite } from './characters';
import type { Reading } from './reading';
import type { Span } from './span';
import { finish, type Steps } from './steps';
import { UnitClasses } from './unitClasses';

/** What a line of a reading is. A line is what stands between two hard line breaks. */
export type BlockKind = 'heading' | 'paragraph' | 'byline' | 'caption' | 'list-item' | 'furniture';

/** One line of the reading with something on it; offsets count in the reading. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** 1 for the title of an article, 2 and 3 for headings inside it; 0 for everything that is no heading. */
  readonly level: number;
}

/** What one speaker says: from the label to the next label, headings and closing credits left out. */
export interface Turn extends Span {
  /** The label without its colon, as written. */
  readonly label: Span;
  /** The unnamed interviewer (问, 問, Q). */
  readonly anonymous: boolean;
  /** What is said: the turn without its label, one span for each stretch between headings. */
  readonly parts: readonly Span[];
}

/** A titled piece of a document, from its heading to the next article. */
export interface Article extends Span {
  readonly title: Span;
}

/** How a reading is built. Everything is in reading offsets (UTF-16), in order, without overlap within a list. */
export interface Structure {
  readonly blocks: readonly Block[];
  readonly articles: readonly Article[];
  readonly turns: readonly Turn[];
}

/** Finds blocks, articles and speaker turns of a reading. Linear in its length. */
export function findStructure(reading: Reading): Structure {
  return finish(structureInSteps(reading));
}

/** The same, of a long reading in steps of a few milliseconds. */
export function* structureInSteps(reading: Reading): Steps<Structure> {
  const lines = linesOf(reading);
  yield;
  const labels = speakerLabels(lines);
  yield;
  const blocks = yield* classify(lines, labels);
  yield;
  return {
    blocks,
    articles: articlesOf(blocks),
    turns: turnsOf(lines, blocks, labels),
  };
}

/** Lines that are looked at in one step. */
const STEP = 2000;

/** A line without the white space at its ends, and what is asked of it again and again. */
class Line implements Span {
  readonly start: number;
  readonly end: number;
  /** A colon stands in it where one of contact data may. */
  readonly hasEarlyColon: boolean;
  /** The speaker label that it begins with, without colon and bracketed role. */
  readonly label: string | undefined;
  /** Offset in `text` after the label with its colon; 0 without one. */
  readonly labelEnd: number;
  /** The classes of the first character. */
  readonly first: number;
  /** Those of the last one but for closing signs. */
  readonly #last: number;
  readonly #reading: string;
  #text: string | undefined;
  #shape: string | undefined;

  /** `colon` is the offset of the first colon from `start` on, or beyond the line. */
  constructor(reading: string, start: number, end: number, colon: number) {
    this.#reading = reading;
    this.start = start;
    this.end = end;
    // White space before the colon may be of any length.
    this.hasEarlyColon = colon < end && (colon - start <= FARTHEST_CONTACT || isWhite(reading.charCodeAt(colon - 1)));
    this.first = firsts.of(reading.charCodeAt(start));
    this.#last = lastSigns(reading, start, end);
    // Without a colon near its beginning a line has no label: most lines.
    const label = colon < end && colon - start < FARTHEST_COLON ? LABEL.exec(this.text) : null;
    this.label = label?.[1];
    this.labelEnd = label?.[0].length ?? 0;
  }

  /** A mark that ends a sentence or part of one ends the line, or closing signs after one. */
  get endsASentence(): boolean {
    return (this.#last & ENDS_SENTENCE) !== 0;
  }

  /** Likewise a mark that ends what is said. */
  get endsSpeech(): boolean {
    return (this.#last & ENDS_SPEECH) !== 0;
  }

  get text(): string {
    return (this.#text ??= this.#reading.slice(this.start, this.end));
  }

  get length(): number {
    return this.end - this.start;
  }

  /** A word for contact data may begin where {@link CONTACT} has one. */
  get namesContact(): boolean {
    const to = Math.min(this.end, this.start + LONGEST_BEFORE_CONTACT + 1);
    for (let i = this.start; i < to; i++) if (signs.has(this.#reading.charCodeAt(i), OPENS_CONTACT)) return true;
    return false;
  }

  /** A number below {@link KINDS_OF_ENDS} that lines of one shape have in common: by their first and last characters. */
  get ends(): number {
    const first = kindOfEnd(this.#reading.charCodeAt(this.start));
    const last = kindOfEnd(this.#reading.charCodeAt(this.end - 1));
    return (first + 31 * last) % KINDS_OF_ENDS;
  }

  /** A full stop, question or exclamation mark stands in it. */
  get hasInnerEnd(): boolean {
    for (let i = this.start; i < this.end; i++) if (signs.has(this.#reading.charCodeAt(i), ENDS_SPEECH)) return true;
    return false;
  }

  /** The text with one sign for each number and each white space: what running heads have in common. */
  get shape(): string {
    return (this.#shape ??= shapeOf(this.text));
  }

  /** Whether it takes more columns of one Han character; a Latin letter takes half of one. */
  isWiderThan(columns: number): boolean {
    const { length } = this;
    if (length <= columns) return false;
    if (length > 2 * columns) return true;
    let narrow = 0;
    for (let i = this.start; i < this.end; i++) {
      const unit = this.#reading.charCodeAt(i);
      if (unit >= 0x20 && unit <= 0x7e) narrow++;
    }
    return length - narrow / 2 > columns;
  }
}

const KINDS_OF_ENDS = 1024;

/** A digit may be any other in a line of the same shape. */
function kindOfEnd(unit: number): number {
  return isDigit(unit) ? 0 : unit;
}

function linesOf(reading: Reading): Line[] {
  const { text, signs } = reading;
  const lines: Line[] = [];
  let from = 0;
  let colon = -1;
  const add = (lineEnd: number): void => {
    let start = from;
    let end = lineEnd;
    while (start < end && isWhite(text.charCodeAt(start))) start++;
    while (end > start && isWhite(text.charCodeAt(end - 1))) end--;
    if (start < end) lines.push(new Line(text, start, end, colon < 0 ? text.length : colon));
  };
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] as number;
    if (isBreak(text.charCodeAt(sign))) {
      add(sign);
      from = sign + 1;
      colon = -1;
    } else if (colon < 0) colon = sign;
  }
  add(text.length);
  return lines;
}

// #region Blocks

// The reading is folded: patterns are written in Simplified and with half-width signs.

/** What a line begins with, as classes of its first character: the patterns below are tried only where they may match. */
const MAY_NAME_MAKER = 1;
const MAY_BE_CAPTION = 2;
const MAY_BE_PAGE_NUMBER = 4;
const MAY_BE_ADDRESS = 8;
const MAY_BE_LIST_ITEM = 16;
const MAY_BE_NUMBERED = 32;
const MAY_BE_PRINTED = 64;
/** What stands in a line or ends it, as classes of each character. */
const ENDS_SENTENCE = 1;
const CLOSES = 2;
const ENDS_SPEECH = 4;
const OPENS_CONTACT = 8;

/** Who made a text: at the head of an article or after it. */
const MAKERS = [
  '文', '图', '口\\s*述', '采\\s*访', '撰\\s*文', '作\\s*者', '执\\s*笔', '编\\s*辑', '责任?编辑', '责\\s*编', '主\\s*编', '编\\s*译', '翻\\s*译', '译\\s*者', '校\\s*对', '摄\\s*影',
  '记\\s*者', '本报记者', '实习生', '通讯员', '供\\s*稿', '整\\s*理', '排\\s*版', '讲述人', '主讲人', '本期主讲人', '主持人?', '对谈人', '受访者', '嘉\\s*宾',
  '来\\s*源', '原文来\\s*源', '稿件来\\s*源', '资料来\\s*源', '文章来\\s*源', '数据来\\s*源', '图片来\\s*源', '原\\s*载', '转载自', '出处',
];
const BYLINE = new RegExp(`^[[(]?(?:${MAKERS.join('|')})(?:、\\S{1,8}|及\\S{1,8})?\\s*[/|:]`);
/** The by-lines that stand under a title; the others close an article. */
const OPENING_BYLINE = /^[[(]?(?:文|口\s*述|采\s*访|撰\s*文|作\s*者|执\s*笔|记\s*者|本报记者|讲述人|主讲人|本期主讲人|对谈人|受访者|嘉\s*宾)(?![图])/;
const ARRANGED_BY = /^\((?:本报记者|记者|\S{2,4})?.{0,20}(?:整理|采访|编译|摄|报道|供稿)\)$/;
/** A reporter's by-line as newspapers of Taiwan print it: 記者林…／…報導. */
const REPORTED_BY = /^By\s+[A-Z]|^(?:本报|特约|驻\S{2,4})?(?:特约)?记者\s*\p{Script=Han}{2,4}(?:[、\s]\p{Script=Han}{2,4}){0,4}\s*[/|]?\s*\S{0,8}(?:报道|报导|专访|专题报道|特稿)$/u;
const OPENS_REPORTED_BY = 'B本特驻记';
/** A date on a line of its own. */
const DATE_LINE = /^[(]?\d{2,4}[年./-]\s?\d{1,2}[月./-]\s?(?:\d{1,2}日?)?(?:\s*\d{1,2}:\d{2})?[)]?$/;
/** Where a text was printed: 《报》(2020年1月1日 第 2 版). */
const PRINTED_IN = /^《[^》]{1,30}》\s*\([^()]*\d[^()]*\)$/;
/** A second narrator or author on a line of their own: role or affiliation and name, or the other way round. */
const BYLINE_GOES_ON =
  /^[^。,;:!?]{2,30}\s+\p{Script=Han}(?:\p{Script=Han}{1,3}|\s+\p{Script=Han})$|^\p{Script=Han}{2,4}(?:\s\p{Script=Han}{2,4}){0,3}\s[^。,;:!?\s]{4,40}$/u;
const CAPTION = /^(?:图|表|附表|附图)\s*(?:\d+|[一二三四五六七八九十]+)(?![年月日个万亿])[\s:.、]?|图\s*[/|]\s*\S{2,12}$/;
const NUMBERED_HEADING: readonly { readonly pattern: RegExp; readonly level: number }[] = [
  { pattern: /^第[一二三四五六七八九十百\d]+[章编篇部]/, level: 2 },
  { pattern: /^第[一二三四五六七八九十百\d]+[节讲回]/, level: 3 },
  { pattern: /^(?:案例|专栏|附录|附件)\s*(?:[一二三四五六七八九十]+|\d+)/, level: 2 },
  { pattern: /^[一二三四五六七八九十]{1,3}[、.]/, level: 2 },
  { pattern: /^\([一二三四五六七八九十]{1,3}\)/, level: 3 },
  { pattern: /^\d{1,2}(?:\.\d{1,2}){0,2}[、.\s]\s*(?=\D)/, level: 3 },
];
const BULLETS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿·●■◆▲★*';
const LIST_ITEM = new RegExp(`^(?:[${BULLETS}]|[-—]\\s|\\(\\d{1,2}\\)|\\d{1,2}[、)])`);
/** Lines of contact data, codes and numbers only. */
const CONTACTS = ['电话', '传真', '热线', '邮箱', '邮件', '邮编', '邮政编码', '网址', '官方网站', '地址', '定价', '国外发行代号', '印刷', '联系人'];
/** Code units before the name of such data at most. */
const LONGEST_BEFORE_CONTACT = 12;
const CONTACT = new RegExp(`^(?:.{0,${LONGEST_BEFORE_CONTACT}}(?:${CONTACTS.join('|')})\\s*:|(?:https?://|www\\.)\\S+$|ISSN|ISBN|CN\\s*\\d|扫码|扫描)`, 'i');
/** The first colon of such a line stands no farther behind what is before it, in code units: {@link CONTACT}. */
const FARTHEST_CONTACT = 18;
const PAGE_NUMBER = /^(?:[-—·•\s]*\d{1,4}[-—·•\s]*|P\d{1,4}|第\s*\d+\s*页.{0,8})$/;
/** Marks that newspapers set before subheads as well as before list items. */
const HEADING_MARK = /^[■◆●▲★]/;
/** In columns (see {@link Line.isWiderThan}). */
const LONGEST_HEADING = 40;
/** A title with its summary, likewise. */
const LONGEST_SUMMARY = 60;
/** The second line of a title. */
const SUBTITLE = /^(?:——|—|--)/;
/** Prose rather than a title: three clauses or more, or a full stop. */
const SEVERAL_CLAUSES = /[,;].*[,;]|。/;
/** A by-line may carry the title and address of what was reprinted, but it is no paragraph. */
const LONGEST_BYLINE = 160;
const SHORTEST_PROSE = 40;

const DIGITS = '0123456789';
const firsts = new UnitClasses()
  .add(MAY_NAME_MAKER, `[(${MAKERS.map((word) => word.charAt(0)).join('')}${OPENS_REPORTED_BY}`)
  .add(MAY_BE_PRINTED, `(《${DIGITS}`)
  .add(MAY_BE_CAPTION, '图表附')
  .add(MAY_BE_PAGE_NUMBER, `-—·•P第${DIGITS}`)
  .add(MAY_BE_ADDRESS, 'hHwWiIcC扫')
  .add(MAY_BE_LIST_ITEM, `${BULLETS}-—(${DIGITS}`)
  .add(MAY_BE_NUMBERED, `第案专附一二三四五六七八九十(${DIGITS}`);
const signs = new UnitClasses()
  .add(ENDS_SENTENCE, '。;,、:…')
  .add(CLOSES, '”’")]】')
  .add(ENDS_SPEECH, '。!?…')
  .add(OPENS_CONTACT, CONTACTS.map((word) => word.charAt(0)).join(''));

function* classify(lines: readonly Line[], labels: ReadonlySet<string>): Steps<Block[]> {
  const running = new RunningLines(lines);
  yield;
  let afterByline = false;
  const isByline = (line: Line): boolean => {
    if (line.length >= LONGEST_BYLINE) return false;
    if (afterByline && BYLINE_GOES_ON.test(line.text)) return true;
    const { first } = line;
    if ((first & (MAY_NAME_MAKER | MAY_BE_PRINTED)) === 0) return false;
    const { text } = line;
    if ((first & MAY_NAME_MAKER) !== 0 && ((BYLINE.test(text) && !isSpoken(line, labels)) || ARRANGED_BY.test(text) || REPORTED_BY.test(text))) return true;
    return (first & MAY_BE_PRINTED) !== 0 && (DATE_LINE.test(text) || PRINTED_IN.test(text));
  };
  const kindOf = (line: Line, level: number): BlockKind => {
    afterByline = isByline(line);
    if (afterByline) return 'byline';
    if (isCaption(line)) return 'caption';
    if (isFurniture(line) || running.has(line)) return 'furniture';
    if (isSpoken(line, labels)) return 'paragraph';
    if (level > 0) return 'heading';
    return (line.first & MAY_BE_LIST_ITEM) !== 0 && LIST_ITEM.test(line.text) ? 'list-item' : 'paragraph';
  };
  const first = new Array<Block>(lines.length);
  for (let i = 0; i < lines.length; i++) {
    if (i % STEP === STEP - 1) yield;
    const line = lines[i] as Line;
    const level = headingLevel(line);
    const kind = kindOf(line, level);
    first[i] = { start: line.start, end: line.end, kind, level: kind === 'heading' ? level : 0 };
  }
  yield;
  return yield* promoteHeadings(lines, first, labels);
}

function isCaption(line: Line): boolean {
  if (line.length >= 60) return false;
  const { text } = line;
  return ((line.first & MAY_BE_CAPTION) !== 0 || text.includes('图')) && CAPTION.test(text) && !text.includes('。');
}

/** A page number, or contact data. */
function isFurniture(line: Line): boolean {
  if ((line.first & MAY_BE_PAGE_NUMBER) !== 0 && PAGE_NUMBER.test(line.text)) return true;
  return isContact(line);
}

function isContact(line: Line): boolean {
  return ((line.hasEarlyColon && line.namesContact) || (line.first & MAY_BE_ADDRESS) !== 0) && CONTACT.test(line.text);
}

/** Short lines that stand over prose are headings; the one over a by-line, or the first of a document, is a title. */
function* promoteHeadings(lines: readonly Line[], blocks: readonly Block[], labels: ReadonlySet<string>): Steps<Block[]> {
  const result = [...blocks];
  const setHeading = (index: number, level: number): void => {
    const { start, end } = result[index] as Block;
    result[index] = { start, end, kind: 'heading', level };
  };
  const isProse = (index: number): boolean => {
    const line = lines[index];
    return line !== undefined && result[index]?.kind === 'paragraph' && (line.length >= SHORTEST_PROSE || /[。!?]/.test(line.text));
  };
  // From the end, so that a heading over a heading over prose is found as well.
  for (let i = lines.length - 2; i >= 0; i--) {
    if (i % STEP === 0) yield;
    const line = lines[i] as Line;
    if (line.endsASentence || line.length < 2) continue;
    const { kind } = result[i] as Block;
    if (kind !== 'paragraph' && !(kind === 'list-item' && HEADING_MARK.test(line.text))) continue;
    const next = result[i + 1] as Block;
    if (!(next.kind === 'list-item' || (next.kind === 'heading' && next.level > 1) || isProse(i + 1))) continue;
    if (looksLikeHeading(line) && !isSpoken(line, labels)) setHeading(i, 2);
  }
  let titled = false;
  for (let i = 0; i + 1 < lines.length; i++) {
    if ((result[i + 1] as Block).kind !== 'byline') continue;
    const block = result[i] as Block;
    const line = lines[i] as Line;
    const mayBeTitle = (block.kind === 'heading' && block.level < 3) || (block.kind === 'paragraph' && !line.endsASentence && !line.isWiderThan(LONGEST_SUMMARY));
    if (!mayBeTitle || numberedLevel(line) > 0) continue;
    if (standsOverByline(lines, result, i) && isOpeningByline(result, i + 1, lines.length)) {
      // What is too long for a title is the summary under it.
      const above = lines[i - 1];
      const { text } = line;
      const isSummary = line.isWiderThan(LONGEST_HEADING) || SUBTITLE.test(text) || SEVERAL_CLAUSES.test(text);
      const title = isSummary && above && looksLikeHeading(above) && result[i - 1]?.kind !== 'furniture' ? i - 1 : i;
      setHeading(i, 2);
      setHeading(title, 1);
      titled = true;
    }
  }
  const opening = result.findIndex((block) => block.kind === 'heading' || block.kind === 'paragraph');
  if (!titled && opening >= 0) {
    const line = lines[opening] as Line;
    if (!line.isWiderThan(LONGEST_SUMMARY) && !line.endsASentence && numberedLevel(line) === 0 && !isSpoken(line, labels) && lines.length > 1) setHeading(opening, 1);
  }
  return result;
}

/** Whether the by-lines directly under a line hold one that stands under titles. */
function standsOverByline(lines: readonly Line[], blocks: readonly Block[], index: number): boolean {
  for (let i = index + 1; i < lines.length && blocks[i]?.kind === 'byline'; i++) {
    const { text } = lines[i] as Line;
    if (OPENING_BYLINE.test(text) || REPORTED_BY.test(text)) return true;
  }
  return false;
}

/** A by-line with prose after it opens an article; one at the end closes it. */
function isOpeningByline(blocks: readonly Block[], from: number, end: number): boolean {
  for (let i = from; i < Math.min(from + 12, end); i++) {
    const block = blocks[i] as Block;
    if (block.kind === 'paragraph' && block.end - block.start >= SHORTEST_PROSE / 2) return true;
  }
  return false;
}

/** The classes of the last character of a line that is no closing sign; none when all are. */
function lastSigns(text: string, start: number, end: number): number {
  for (let last = end - 1; last >= start; last--) {
    const classes = signs.of(text.charCodeAt(last));
    if ((classes & CLOSES) === 0) return classes;
  }
  return 0;
}

function looksLikeHeading(line: Line): boolean {
  if (line.length < 2 || line.endsASentence || line.isWiderThan(LONGEST_HEADING)) return false;
  const { text } = line;
  if (line.hasInnerEnd && SENTENCE_INSIDE.test(text)) return false;
  // A question with several clauses is a sentence of the prose, not a heading over it.
  if (isAsking(text.charCodeAt(text.length - 1)) && ASKS_IN_CLAUSES.test(text) && !HEADING_MARK.test(text)) return false;
  return isHan(text.charCodeAt(0)) || LETTER.test(text);
}

/** A sentence ends inside the line, and another begins. */
const SENTENCE_INSIDE = /[。!?][”’]*\p{Script=Han}{2}/u;
const ASKS_IN_CLAUSES = /,.*[?!]$/;
const LETTER = /[\p{Script=Han}A-Za-z]/u;

function isAsking(unit: number): boolean {
  return unit === 0x3f || unit === 0x21;
}

function headingLevel(line: Line): number {
  return line.endsASentence || line.isWiderThan(LONGEST_HEADING) ? 0 : numberedLevel(line);
}

function numberedLevel(line: Line): number {
  if ((line.first & MAY_BE_NUMBERED) === 0) return 0;
  return NUMBERED_HEADING.find(({ pattern }) => pattern.test(line.text))?.level ?? 0;
}

/** Running heads and feet: short lines that stand three times or more, whatever page number they carry. */
class RunningLines {
  readonly #shapes = new Set<string>();
  /** How often lines end in each way, as far as it matters: by their ends nearly all are told apart, without their shapes. */
  readonly #ends = new Uint8Array(KINDS_OF_ENDS);

  constructor(lines: readonly Line[]) {
    const ends = this.#ends;
    const short = lines.filter((line) => line.length <= LONGEST_HEADING && !line.endsASentence && line.label === undefined);
    for (const { ends: kind } of short) if ((ends[kind] as number) < LEAST_REPEATED) ends[kind] = (ends[kind] as number) + 1;
    const counts = new Map<string, number>();
    for (const line of short) {
      if ((ends[line.ends] as number) < LEAST_REPEATED) continue;
      const count = (counts.get(line.shape) ?? 0) + 1;
      counts.set(line.shape, count);
      if (count === LEAST_REPEATED) this.#shapes.add(line.shape);
    }
  }

  /** Whether a line looks as they do. */
  has(line: Line): boolean {
    return this.#shapes.size > 0 && line.length <= LONGEST_HEADING && (this.#ends[line.ends] as number) >= LEAST_REPEATED && this.#shapes.has(line.shape);
  }
}

const LEAST_REPEATED = 3;

function shapeOf(text: string): string {
  let shape = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isOfKind = isDigit(unit) ? isDigit : isWhite(unit) ? isWhite : undefined;
    if (!isOfKind) continue;
    shape += text.slice(from, i) + (isOfKind === isDigit ? '#' : ' ');
    while (i + 1 < text.length && isOfKind(text.charCodeAt(i + 1))) i++;
    from = i + 1;
  }
  return from === 0 ? text : shape + text.slice(from);
}

// #endregion

// #region Articles

function articlesOf(blocks: readonly Block[]): Article[] {
  const titles: number[] = [];
  for (let i = 0; i < blocks.length; i++) if ((blocks[i] as Block).level === 1) titles.push(i);
  return titles.map((title, i) => {
    const { start, end } = blocks[title] as Block;
    const last = blocks[(titles[i + 1] ?? blocks.length) - 1] as Block;
    return { start, end: last.end, title: { start, end } };
  });
}

// #endregion

// #region Speaker turns

const LABEL = /^([^\s,。、;:!?“”"'()《》<>[\]【】|/]{1,12}(?:\s?[^\s,。、;:!?“”"'()《》<>[\]【】|/]{1,4})?)(?:\([^()]{1,20}\))?\s*:\s*(?=\S|$)/;
/** A label that stands alone on its line, what is said beginning on the next: a name or a role, no clause that leads to a quotation. */
const ALONE = /^(?!其|如|即|以下|他|她|我|这|那)\p{Script=Han}{2,5}(?<![说道问答称示为写是的了下:指出强调认到问言点因果式法类项注据料容件录])$|^[A-Z][A-Za-z. ·]{1,20}$|^(?:问|答|提问|回答|Q|A)$/u;
const ANONYMOUS = /^(?:问|Q|提问)$/i;
const ANSWER = /^(?:答|A)$/i;
/** A line in which speech ends before credits behind a dash. */
const FINISHED_BEFORE_CREDITS = /[。!?…][”’")\]】]*-{2,}.*$/;
/** A label and a bracketed role end before this offset. */
const FARTHEST_COLON = 48;
/** A note in brackets that ends an interview: 本文…, 以上…整理, 有删节. */
const CLOSING_NOTE = /^\((?:本文|本刊|本稿|本报|文中|以上|全文|应受访者|应采访对象|访谈|采访|对话|注:|编者)[^()]*(?:\([^()]*\)[^()]*)*\)$/;
const CREDITS = /-{2,}\s*\[|—{2,}\s*\[/;

/** 记者: may be a by-line or the one who asks; what ends as a sentence was said, and a label with nothing after it names nobody. */
function isCredit(line: Line): boolean {
  if ((line.first & MAY_NAME_MAKER) === 0) return false;
  return BYLINE.test(line.text) && !isFinished(line) && !(line.label !== undefined && line.labelEnd === line.length);
}

/** Whether a line ends as speech does, or goes on with credits behind a dash. */
function isFinished(line: Line): boolean {
  return line.endsSpeech || (line.text.includes('--') && FINISHED_BEFORE_CREDITS.test(line.text));
}

/** Whether a line begins a speaker's turn. */
function isSpoken(line: Line, speakers: ReadonlySet<string>): boolean {
  return line.label !== undefined && speakers.has(line.label) && !isCredit(line);
}

/**
 * Labels of an interview: a line label is a speaker when it comes back, and when at least two labels take
 * turns, and when what it opens are sentences. Contact data and by-lines are labels of another kind.
 */
function speakerLabels(lines: readonly Line[]): Set<string> {
  const counts = new Map<string, { count: number; finished: number }>();
  let previous: string | undefined;
  let changes = 0;
  lines.forEach((line, i) => {
    const { label, labelEnd } = line;
    if (label === undefined || isContact(line) || /\d/.test(label) || isCredit(line)) return;
    const isAlone = labelEnd === line.length;
    if (isAlone && !ALONE.test(label)) return;
    const entry = counts.get(label) ?? { count: 0, finished: 0 };
    entry.count++;
    const spoken = isAlone ? lines[i + 1] : line;
    if (spoken && isFinished(spoken)) entry.finished++;
    counts.set(label, entry);
  });
  const recurring = new Set(
    [...counts]
      .filter(([label, { count, finished }]) => (count >= 2 || ANONYMOUS.test(label) || ANSWER.test(label)) && finished / count >= 0.5)
      .map(([label]) => label),
  );
  for (const line of lines) {
    const { label } = line;
    if (label === undefined || !isSpoken(line, recurring)) continue;
    if (previous !== undefined && previous !== label) changes++;
    previous = label;
  }
  return recurring.size >= 2 && changes >= 2 ? recurring : new Set();
}

function turnsOf(lines: readonly Line[], blocks: readonly Block[], labels: ReadonlySet<string>): Turn[] {
  const turns: Turn[] = [];
  if (labels.size === 0) return turns;
  let open: { label: Span; anonymous: boolean; parts: Span[] } | undefined;
  const close = (): void => {
    const last = open?.parts.at(-1);
    if (open && last) turns.push({ label: open.label, anonymous: open.anonymous, parts: open.parts, start: open.label.start, end: last.end });
    open = undefined;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const block = blocks[i] as Block;
    if (line.label !== undefined && block.kind === 'paragraph' && isSpoken(line, labels)) {
      close();
      const { start, label } = line;
      open = { label: { start, end: start + label.length }, anonymous: ANONYMOUS.test(label), parts: [] };
      if (line.labelEnd < line.length) addPart(open.parts, { start: start + line.labelEnd, end: line.end }, line, true);
      continue;
    }
    if (!open) continue;
    if (block.kind === 'byline' || (block.kind === 'heading' && block.level === 1) || CLOSING_NOTE.test(line.text)) {
      close();
    } else if (block.kind === 'paragraph' || block.kind === 'list-item') {
      const before = i > 0 ? (blocks[i - 1] as Block).kind : undefined;
      const afterParagraph = before === 'paragraph' || before === 'list-item';
      addPart(open.parts, { start: line.start, end: line.end }, line, !afterParagraph);
    }
    if (creditsIn(line)) close();
  }
  close();
  return turns;
}

/** Where the credits begin that close a line of speech; null in one without, nearly all. */
function creditsIn(line: Line): RegExpExecArray | null {
  return line.text.includes('[') ? CREDITS.exec(line.text) : null;
}

/** Adds a stretch of speech, joined to the stretch before it unless a heading stands between. */
function addPart(parts: Span[], span: Span, line: Line, begins: boolean): void {
  const credits = creditsIn(line);
  const end = credits ? Math.max(span.start, line.start + credits.index) : span.end;
  const last = parts.at(-1);
  if (begins || !last) parts.push({ start: span.start, end });
  else parts[parts.length - 1] = { start: last.start, end };
}

// #endregion
