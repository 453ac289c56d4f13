import type { Line } from './line';
import { MAKERS, MAY_BE_PRINTED, MAY_NAME_MAKER } from './lineClasses';

/** Lines that say who made a text, when and where it was printed. */

const BYLINE = new RegExp(`^[[(]?(?:${MAKERS.join('|')})(?:、\\S{1,8}|及\\S{1,8})?\\s*[/|:]`);
/** The by-lines that stand under a title; the others close an article. */
const OPENING_BYLINE = /^[[(]?(?:文|口\s*述|采\s*访|撰\s*文|作\s*者|执\s*笔|记\s*者|本报记者|讲述人|主讲人|本期主讲人|对谈人|受访者|嘉\s*宾)(?![图])/;
const ARRANGED_BY = /^\((?:本报记者|记者|\S{2,4})?.{0,20}(?:整理|采访|编译|摄|报道|供稿)\)$/;
/** A reporter's by-line as newspapers of Taiwan print it: 記者林…／…報導. */
const REPORTED_BY = /^By\s+[A-Z]|^(?:本报|特约|驻\S{2,4})?(?:特约)?记者\s*\p{Script=Han}{2,4}(?:[、\s]\p{Script=Han}{2,4}){0,4}\s*[/|]?\s*\S{0,8}(?:报道|报导|专访|专题报道|特稿)$/u;
/** A date on a line of its own. */
const DATE_LINE = /^[(]?\d{2,4}[年./-]\s?\d{1,2}[月./-]\s?(?:\d{1,2}日?)?(?:\s*\d{1,2}:\d{2})?[)]?$/;
/** Where a text was printed: 《报》(2020年1月1日 第 2 版). */
const PRINTED_IN = /^《[^》]{1,30}》\s*\([^()]*\d[^()]*\)$/;
/** A second narrator or author on a line of their own: role or affiliation and name, or the other way round. */
const BYLINE_GOES_ON =
  /^[^。,;:!?]{2,30}\s+\p{Script=Han}(?:\p{Script=Han}{1,3}|\s+\p{Script=Han})$|^\p{Script=Han}{2,4}(?:\s\p{Script=Han}{2,4}){0,3}\s[^。,;:!?\s]{4,40}$/u;
/** A by-line may carry the title and address of what was reprinted, but it is no paragraph. */
const LONGEST_BYLINE = 160;

/** Whether a line names who made a text, as 文/ and 记者: do; somebody who speaks may be named likewise. */
export function namesMaker(line: Line): boolean {
  return (line.first & MAY_NAME_MAKER) !== 0 && BYLINE.test(line.text);
}

/** Whether a line is a by-line; `follows` when one stands in the line before. */
export function isByline(line: Line, follows: boolean, isSpoken: (line: Line) => boolean): boolean {
  if (line.length >= LONGEST_BYLINE) return false;
  if (follows && BYLINE_GOES_ON.test(line.text)) return true;
  const { first } = line;
  if ((first & (MAY_NAME_MAKER | MAY_BE_PRINTED)) === 0) return false;
  const { text } = line;
  if ((first & MAY_NAME_MAKER) !== 0 && ((BYLINE.test(text) && !isSpoken(line)) || ARRANGED_BY.test(text) || REPORTED_BY.test(text))) return true;
  return (first & MAY_BE_PRINTED) !== 0 && (DATE_LINE.test(text) || PRINTED_IN.test(text));
}

/** Whether a by-line is of those that stand under titles. */
export function standsUnderTitle({ text }: Line): boolean {
  return OPENING_BYLINE.test(text) || REPORTED_BY.test(text);
}
