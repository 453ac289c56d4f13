import { isDigit, isHan } from '../characters';
import type { Steps } from '../steps';
import type { Block } from './blocks';
import { standsUnderTitle } from './bylines';
import { type Line, STEP } from './line';
import { MAY_BE_NUMBERED } from './lineClasses';
import { isSpoken } from './speakerLabels';

/** Headings: numbered, or short lines over prose; and titles, which stand over by-lines or open a document. */

const NUMBERED_HEADING: readonly { readonly pattern: RegExp; readonly level: number }[] = [
  { pattern: /^第[一二三四五六七八九十百\d]+[章编篇部]/, level: 2 },
  { pattern: /^第[一二三四五六七八九十百\d]+[节讲回]/, level: 3 },
  { pattern: /^(?:案例|专栏|附录|附件)\s*(?:[一二三四五六七八九十]+|\d+)/, level: 2 },
  { pattern: /^[一二三四五六七八九十]{1,3}[、.]/, level: 2 },
  { pattern: /^\([一二三四五六七八九十]{1,3}\)/, level: 3 },
  { pattern: /^\d{1,2}(?:\.\d{1,2}){0,2}[、.\s]\s*(?=\D)/, level: 3 },
];

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
const SHORTEST_PROSE = 40;

/** The level that the number of a line gives it as a heading; 0 when it has none or is no heading. */
export function headingLevel(line: Line): number {
  return line.endsASentence || line.isWiderThan(LONGEST_HEADING) ? 0 : numberedLevel(line);
}

function numberedLevel(line: Line): number {
  return numbering(line)?.level ?? 0;
}

function numbering(line: Line): (typeof NUMBERED_HEADING)[number] | undefined {
  return (line.first & MAY_BE_NUMBERED) === 0 ? undefined : NUMBERED_HEADING.find(({ pattern }) => pattern.test(line.text));
}

/**
 * Tells headings from running heads with the same words, line by line in their order: a running head repeats the number of the part that it stands over,
 * a heading has another than the one before it. So 第一章 counts once however many pages it stands on, and 一、 of each part of a report counts anew.
 */
export class SectionNumbers {
  /** The number that was last seen of each way of numbering. */
  readonly #latest = new Map<RegExp, string>();

  /** Whether a line that has a {@link headingLevel} has a new number. Never of digits alone, which may be those of a page. */
  begins(line: Line): boolean {
    const pattern = numbering(line)?.pattern;
    const number = pattern?.exec(line.text)?.[0];
    if (!pattern || number === undefined || isDigit(number.charCodeAt(0))) return false;
    const isNew = this.#latest.get(pattern) !== number;
    this.#latest.set(pattern, number);
    return isNew;
  }
}

/** Whether a line is long enough for prose, or has sentences. */
export function readsAsProse(line: Line): boolean {
  return line.length >= SHORTEST_PROSE || /[。!?]/.test(line.text);
}

/** Short lines that stand over prose are headings; the one over a by-line, or the first of a document, is a title. */
export function* promoteHeadings(lines: readonly Line[], blocks: readonly Block[], labels: ReadonlySet<string>): Steps<Block[]> {
  const result = [...blocks];
  const setHeading = (index: number, level: number): void => {
    const { start, end } = result[index] as Block;
    result[index] = { start, end, kind: 'heading', level };
  };
  const isProse = (index: number): boolean => {
    const line = lines[index];
    return line !== undefined && result[index]?.kind === 'paragraph' && readsAsProse(line);
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
  for (let i = index + 1; i < lines.length && blocks[i]?.kind === 'byline'; i++) if (standsUnderTitle(lines[i] as Line)) return true;
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
