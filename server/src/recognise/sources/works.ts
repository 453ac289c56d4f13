import data from '../../../data/sources/works.json';
import type { Span } from '../../text/span';
import { WordSet } from './wordSet';

/** A titled work in folded text. */
export interface WorkMention extends Span {
  /** The mention that has the full title, when this one is a short title. */
  readonly fullTitle?: Span;
  /** This mention introduces the short title (下称《…》). */
  readonly introduces?: true;
}

/** A title may run on over a line break, but a bracket that finds no partner within so many characters is broken. */
const LONGEST_TITLE = 120;
const LONGEST_OVER_A_BREAK = 60;

const INTRODUCED = /(?:下称|以下简称|以下称|下简称|简称|又称|以下统称)[:"“]?$/;
const genericTitles = new WordSet(data.genericTitles);

/**
 * Finds works by their brackets. Titles inside titles are works too. A bracket without a partner is passed over.
 * A short title has its full one where 下称 introduces it, or when it is a generic word (《意见》) that the last full title ends with.
 */
export function findWorks(text: string): WorkMention[] {
  const works: WorkMention[] = [];
  const shortTitles = new Map<string, Span>();
  for (const span of bracketPairs(text)) {
    const title = text.slice(span.start + 1, span.end - 1).trim();
    if (title === '') continue;
    const introduced = introducedTitle(text, span, works);
    if (introduced) {
      shortTitles.set(title, introduced);
      works.push({ ...span, fullTitle: introduced, introduces: true });
      continue;
    }
    const known = shortTitles.get(title) ?? (genericTitles.has(title) ? lastEndingWith(text, title, works) : undefined);
    works.push(known ? { ...span, fullTitle: known } : span);
  }
  return works;
}

/** Pairs of title brackets in order of their beginning, the outer before the inner. */
function bracketPairs(text: string): Span[] {
  const pairs: Span[] = [];
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x300a) {
      // An old bracket that cannot be closed any more is forgotten.
      while (open.length > 0 && i - (open[0] as number) > LONGEST_TITLE) open.shift();
      open.push(i);
    } else if (unit === 0x300b) {
      const start = open.pop();
      if (start !== undefined && isTitleStretch(text, start, i + 1)) pairs.push({ start, end: i + 1 });
    } else if (unit === 0x3e && open.length > 0 && i - (open[open.length - 1] as number) <= LONGEST_TITLE && !text.slice(open[open.length - 1], i).includes('<')) {
      // A title that scanning closed with a single bracket: 《…〉.
      const start = open[open.length - 1] as number;
      const next = text.slice(i + 1, i + 1 + LONGEST_TITLE).search(/[《》]/);
      if ((next < 0 || text[i + 1 + next] === '《') && isTitleStretch(text, start, i + 1)) {
        open.pop();
        pairs.push({ start, end: i + 1 });
      }
    }
  }
  return pairs.sort((a, b) => a.start - b.start || b.end - a.end);
}

function isTitleStretch(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_TITLE) return false;
  const breaks = text.slice(start, end).match(/[\r\n]+/g);
  return breaks === null || (breaks.length === 1 && end - start <= LONGEST_OVER_A_BREAK && !/。/.test(text.slice(start, end)));
}

/** The full title before a short one in `《full》(下称《short》)`. */
function introducedTitle(text: string, span: Span, works: readonly WorkMention[]): Span | undefined {
  if (!INTRODUCED.test(text.slice(Math.max(0, span.start - 8), span.start))) return undefined;
  for (let i = works.length - 1; i >= 0 && i >= works.length - 4; i--) {
    const work = works[i] as WorkMention;
    if (work.end <= span.start && span.start - work.end <= 40) return work.fullTitle ?? work;
  }
  return undefined;
}

function lastEndingWith(text: string, title: string, works: readonly WorkMention[]): Span | undefined {
  for (let i = works.length - 1; i >= 0 && i >= works.length - 40; i--) {
    const work = works[i] as WorkMention;
    const full = work.fullTitle ?? work;
    const fullTitle = text.slice(full.start + 1, full.end - 1).replace(/\([^()]*\)$/, '');
    if (fullTitle.length > title.length && fullTitle.endsWith(title)) return full;
  }
  return undefined;
}
