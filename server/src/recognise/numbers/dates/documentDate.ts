import { isDigit, isWhite, skipSpacesBack } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { DocumentDate } from '../../tags';

/** How far from either end of a document a statement of its date is looked for, in code units. */
const HEAD = 4000;
const TAIL = 1500;

const YMD = String.raw`(?<y>(?:19|20)\d{2})\s*(?:年|[-./])\s*(?<m>\d{1,2})\s*(?:月|[-./])\s*(?<d>\d{1,2})(?:日|号|(?!\d)|(?=\d{2}:))`;
const COMPACT = String.raw`(?<y>(?:19|20)\d{2})(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\d|3[01])`;
const CLOCK = String.raw`(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?`;
const LABEL = String.raw`(?:发布时间|发布日期|发表时间|发表日期|出版日期|出版时间|发稿时间|发文日期|成文日期|印发日期|刊发日期|更新时间|日期|时间|Date|Published)`;

interface Statement {
  readonly pattern: RegExp;
  /** Whether the stretch has what the pattern ends with, or its label: a look for a word or two, as the patterns are slow. */
  readonly mayStand: (stretch: string) => boolean;
}

/**
 * Ways in which a document states its own date, the surest first. Each must fill a line, stand in brackets
 * with a page number, or follow a label: a date in running prose dates what is told, not the document.
 */
const STATEMENTS: readonly Statement[] = [
  // 发布时间：2024年5月4日
  { pattern: new RegExp(String.raw`(?:^|[\s|(])${LABEL}\s*[:：]\s*(?:${YMD})`, 'gm'), mayStand: hasLabel },
  // （2023年5月4日 第 3 版）
  { pattern: new RegExp(String.raw`[(（]\s*${YMD}\s*,?\s*第\s*[\d一二三四五六七八九十]{1,3}\s*版\s*[)）]`, 'g'), mayStand: hasPage },
  // A line that is a date, with a time of day or the name of the source before it.
  { pattern: new RegExp(String.raw`^[ \t]*(?:(?:来源|作者|来自)?[:：]?[^\d\n。，,；;]{0,16}[ \t|]+)?${YMD}${CLOCK}[ \t]*$`, 'gm'), mayStand: hasLineOfDate },
  { pattern: new RegExp(String.raw`^[ \t]*${COMPACT}${CLOCK}[ \t]*$`, 'gm'), mayStand: hasLineOfDate },
  // 本报北京2024年5月4日电, 某社2024年5月4日讯
  { pattern: new RegExp(String.raw`(?:^|[(（【\n])[ \t]*[^\d\n。，,；;]{1,14}${YMD}(?:电|讯)`, 'g'), mayStand: hasDateline },
];

/** 6月15日出版 beside 2024年6月刊. */
const ISSUE_DAY = /(?<m>\d{1,2})月(?<d>\d{1,2})日出版/;
const ISSUE_MONTH = /^[^\n。，,]{0,24}?(?<y>(?:19|20)\d{2})年(?<m>\d{1,2})月刊/m;

/**
 * The date that the document itself states, from its folded reading; undefined when it states none, or two
 * that differ, or a day without its year. Conservative: a wrong date would put every 今年 in a wrong year.
 */
export function findDocumentDate(text: string): DocumentDate | undefined {
  const stretches = text.length <= HEAD + TAIL ? [text] : [text.slice(0, HEAD), text.slice(-TAIL)];
  for (const statement of STATEMENTS) {
    const found = new Set<string>();
    for (const stretch of stretches) {
      if (!statement.mayStand(stretch)) continue;
      for (const match of stretch.matchAll(statement.pattern)) {
        const edtf = edtfOf(match.groups ?? {});
        if (edtf !== undefined) found.add(edtf);
      }
    }
    if (found.size > 1) return undefined;
    for (const edtf of found) return { edtf, from: 'text' };
  }
  const head = stretches[0] as string;
  const issue = head.includes('月刊') ? ISSUE_MONTH.exec(head)?.groups : undefined;
  if (!issue) return undefined;
  const day = ISSUE_DAY.exec(head)?.groups;
  const edtf = edtfOf(day && Number(day.m) === Number(issue.m) ? { ...issue, d: day.d } : issue);
  return edtf === undefined ? undefined : { edtf, from: 'text' };
}

/** The last words of the labels, with a colon after them. */
const LABEL_ENDS = ['日期', '时间', 'Date', 'Published'] as const;

function hasLabel(stretch: string): boolean {
  return LABEL_ENDS.some((label) => isAnywhere(stretch, label, (_, end) => COLON.has(stretch.charCodeAt(skipBlanks(stretch, end)))));
}

/** The 版 of a page before a closing bracket. */
function hasPage(stretch: string): boolean {
  return isAnywhere(stretch, '版', (_, end) => CLOSING.has(stretch.charCodeAt(skipBlanks(stretch, end))));
}

/** 电 or 讯 straight after a day. */
function hasDateline(stretch: string): boolean {
  return ['电', '讯'].some((word) => isAnywhere(stretch, word, (start) => DAY_ENDS.has(stretch.charCodeAt(start - 1))));
}

/** A line that ends as a date or a time does. */
function hasLineOfDate(stretch: string): boolean {
  if (OTHER_BREAKS.some((sign) => stretch.includes(sign))) return true;
  for (let end = stretch.indexOf('\n'); ; end = stretch.indexOf('\n', end + 1)) {
    if (endsAsDate(stretch, skipSpacesBack(stretch, end < 0 ? stretch.length : end))) return true;
    if (end < 0) return false;
  }
}

/** 5日, -05, 月05 or :30 stand before the offset, or eight digits. */
function endsAsDate(stretch: string, end: number): boolean {
  const last = stretch.charCodeAt(end - 1);
  if (!isDigit(last)) return DAY_ENDS.has(last);
  let start = end - 1;
  while (isDigit(stretch.charCodeAt(start - 1))) start--;
  const before = stretch.charCodeAt(start - 1);
  return BEFORE_LAST_DIGITS.has(before) || isWhite(before) || end - start === COMPACT_DIGITS;
}

const COLON = CodeUnitSet.of(':：');
const CLOSING = CodeUnitSet.of(')）');
const DAY_ENDS = CodeUnitSet.of('日号0123456789');
/** What stands before the digits that end a date or a time, besides white space. */
const BEFORE_LAST_DIGITS = CodeUnitSet.of('月-./:');
/** 20240504 */
const COMPACT_DIGITS = 8;
/** What ends a line for a pattern besides the line feed. */
const OTHER_BREAKS = ['\r', '\u2028', '\u2029'];
const BLANK = /\s/;

/** Whether the word stands somewhere in the text so that the condition holds for its start and end. */
function isAnywhere(text: string, word: string, holds: (start: number, end: number) => boolean): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (holds(at, at + word.length)) return true;
  return false;
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i < text.length && BLANK.test(text[i] as string)) i++;
  return i;
}

function edtfOf(groups: Record<string, string | undefined>): string | undefined {
  const month = Number(groups.m);
  if (!(month >= 1 && month <= 12)) return undefined;
  const prefix = `${groups.y}-${String(month).padStart(2, '0')}`;
  if (groups.d === undefined) return prefix;
  const day = Number(groups.d);
  const lastDay = new Date(Date.UTC(Number(groups.y), month, 0)).getUTCDate();
  return day >= 1 && day <= lastDay ? `${prefix}-${String(day).padStart(2, '0')}` : undefined;
}
