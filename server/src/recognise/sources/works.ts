import works from '../../../data/sources/works.json';
import { isHan } from '../../text/characters';
import type { Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { rememberLast } from './rememberLast';
import { placeKind, placesOf } from './scan';
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
/** The longest title in single brackets that stand alone: 〈一篇文章〉. */
const LONGEST_IN_SINGLE = 40;

const INTRODUCED = /(?:以下统称|以下简称|以下称|下文称|下简称|下称|统称|简称|又称|亦称|也称|又名|俗称)(?:为|作)?[:"“‘]*$/;
/** `《full》(以下简称“short”)`: a short title that the text itself puts in no brackets. */
const INTRODUCED_IN_QUOTES = /^[^《》。;；\r\n]{0,30}?(?:以下统称|以下简称|以下称|下文称|下简称|下称|简称|又称)(?:为|作)?[:]?["“‘]([^"“”‘’《》\r\n]{2,24})["”’]/;
/** With what {@link INTRODUCED} ends, and what {@link INTRODUCED_IN_QUOTES} always has. */
const ENDS_INTRODUCTION = CodeUnitSet.of('称名为作:"“‘');
const CALLED = '称';
const genericTitles = new WordSet(works.genericTitles);

const OPEN = 0x300a;
const CLOSE = 0x300b;
const OPEN_VERTICAL = 0xfe3d;
const CLOSE_VERTICAL = 0xfe3e;
const SINGLE_OPEN = 0x3c;
const SINGLE_CLOSE = 0x3e;

/**
 * Finds works by their brackets: 《》, its vertical form, 〈〉 standing alone, and titles inside titles. A bracket that lost its
 * partner is completed where the same title stands whole elsewhere in the text, and passed over otherwise. A short title has
 * its full one where 下称 introduces it, before and after that place, and when it is a generic word (《意见》) that the last full title ends with.
 */
export const findWorks = rememberLast((text: string): readonly WorkMention[] => {
  const { brackets, single } = bracketsIn(text);
  const pairs = bracketPairs(text, brackets);
  const spans = [...pairs, ...brokenTitles(text, brackets, pairs), ...singleBrackets(text, single, pairs)].sort((a, b) => a.start - b.start || b.end - a.end);
  const introductions = findIntroductions(text, spans);
  const found: WorkMention[] = [];
  const byPlace = new Map([...introductions].reverse().map((each) => [each.at, each]));
  const byTitle = grouped(introductions);
  for (const span of spans) {
    const introduced = byPlace.get(span.start);
    if (introduced) {
      found.push({ ...span, fullTitle: introduced.full, introduces: true });
      continue;
    }
    const title = titleOf(text, span);
    const introducing = byTitle.get(title) ?? NO_INTRODUCTIONS;
    const known = introducedBefore(introducing, span.start) ?? (genericTitles.has(title) ? lastEndingWith(text, title, found) : undefined) ?? soleIntroduction(introducing, span);
    found.push(known ? { ...span, fullTitle: known } : span);
  }
  return found;
});

function titleOf(text: string, span: Span): string {
  let { start, end } = span;
  if (OPENS_TITLE.has(text.charCodeAt(start))) start++;
  if (end > start && CLOSES_TITLE.has(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end).trim();
}

const OPENS_TITLE = CodeUnitSet.of('《<︽');
const CLOSES_TITLE = CodeUnitSet.of('》>︾');

// #region Brackets

const TITLE_SIGN = placeKind('《》︽︾<>');

/** Offsets of all signs that open or close a title, and of the single brackets that open one. */
function bracketsIn(text: string): { readonly brackets: readonly number[]; readonly single: readonly number[] } {
  const brackets: number[] = [];
  const single: number[] = [];
  for (const at of placesOf(text, TITLE_SIGN)) {
    (text.charCodeAt(at) === SINGLE_OPEN ? single : brackets).push(at);
  }
  return { brackets, single };
}

/** Pairs of title brackets in order of their beginning, the outer before the inner. */
function bracketPairs(text: string, brackets: readonly number[]): Span[] {
  const pairs: Span[] = [];
  const open: number[] = [];
  for (const i of brackets) {
    const unit = text.charCodeAt(i);
    if (unit === OPEN || unit === OPEN_VERTICAL) {
      // An old bracket that cannot be closed any more is forgotten.
      while (open.length > 0 && i - (open[0] as number) > LONGEST_TITLE) open.shift();
      open.push(i);
    } else if (unit === CLOSE || unit === CLOSE_VERTICAL) {
      const start = open.pop();
      if (start !== undefined && isTitleStretch(text, start, i + 1)) pairs.push({ start, end: i + 1 });
    } else if (unit === SINGLE_CLOSE && open.length > 0 && i - (open[open.length - 1] as number) <= LONGEST_TITLE && !text.slice(open[open.length - 1], i).includes('<')) {
      // A title that scanning closed with a single bracket: 《…〉.
      const start = open[open.length - 1] as number;
      const next = text.slice(i + 1, i + 1 + LONGEST_TITLE).search(/[《》]/);
      if ((next < 0 || text[i + 1 + next] === '《') && isTitleStretch(text, start, i + 1)) {
        open.pop();
        pairs.push({ start, end: i + 1 });
      }
    }
  }
  return pairs.sort((a, b) => a.start - b.start || b.end - a.end).filter((pair) => /[^\s《》<>]/.test(text.slice(pair.start, pair.end)));
}

function isTitleStretch(text: string, start: number, end: number): boolean {
  // A full stop inside says that the bracket was closed nowhere before it.
  if (end - start > LONGEST_TITLE || /。(?![》>])/.test(text.slice(start, end))) return false;
  const breaks = text.slice(start, end).match(/[\r\n]+/g);
  return breaks === null || (breaks.length === 1 && end - start <= LONGEST_OVER_A_BREAK);
}

/** 〈…〉 on its own, as Taiwan prints the titles of articles, and `<…》` whose first bracket scanning halved. Only with Han characters at both edges: a<b is none. */
function singleBrackets(text: string, single: readonly number[], pairs: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const i of single) {
    if (pairs.some((pair) => pair.start <= i && i < pair.end)) continue;
    const close = /[<>《》\r\n。]/.exec(text.slice(i + 1, i + 2 + LONGEST_IN_SINGLE));
    if (!close || (close[0] !== '>' && close[0] !== '》')) continue;
    const end = i + 2 + close.index;
    if (close.index > 1 && isHan(text.charCodeAt(i + 1)) && /[\p{Script=Han}\d)”’!?]/u.test(text[end - 2] as string)) found.push({ start: i, end });
  }
  return found;
}

/** Brackets without a partner before or after a title that stands whole elsewhere: `《海岸杂志` beside 《海岸》. */
function brokenTitles(text: string, brackets: readonly number[], pairs: readonly Span[]): Span[] {
  // Nearly always each bracket has its partner.
  if (brackets.length === 2 * pairs.length) return [];
  const bound = new Set(pairs.flatMap((pair) => [pair.start, pair.end - 1]));
  const single = brackets.filter((at) => !bound.has(at) && (text.charCodeAt(at) === OPEN || text.charCodeAt(at) === CLOSE));
  if (single.length === 0) return [];
  const titles = [...new Set(pairs.map((pair) => titleOf(text, pair)))].filter((title) => title.length >= 2).sort((a, b) => b.length - a.length);
  const broken: Span[] = [];
  for (const i of single) {
    if (text.charCodeAt(i) === OPEN) {
      const title = titles.find((each) => text.startsWith(each, i + 1));
      if (title) broken.push({ start: i, end: i + 1 + title.length });
    } else {
      const title = titles.find((each) => text.startsWith(each, i - each.length));
      if (title) broken.push({ start: i - title.length, end: i + 1 });
    }
  }
  return broken.filter((span) => !pairs.some((pair) => pair.start < span.end && span.start < pair.end));
}

// #endregion

// #region Short titles

interface Introduction {
  /** Where the short title is introduced. */
  readonly at: number;
  readonly title: string;
  readonly full: Span;
}

function findIntroductions(text: string, spans: readonly Span[]): Introduction[] {
  const found: Introduction[] = [];
  const fulls = new Map<number, Span>();
  const fullOf = (span: Span): Span => fulls.get(span.start) ?? span;
  spans.forEach((span, index) => {
    if (ENDS_INTRODUCTION.has(text.charCodeAt(span.start - 1)) && INTRODUCED.test(text.slice(Math.max(0, span.start - 9), span.start))) {
      for (let i = index - 1; i >= 0 && i >= index - 3; i--) {
        const before = spans[i] as Span;
        // An inner title (《关于《甲》的说明》) is not the one introduced.
        if (before.end > span.start || span.start - before.end > 40 || spans.some((outer) => outer !== before && outer.start <= before.start && before.end < outer.end && outer.end <= span.start)) continue;
        const full = fullOf(before);
        found.push({ at: span.start, title: titleOf(text, span), full });
        fulls.set(span.start, full);
        return;
      }
    }
    const after = text.slice(span.end, span.end + 64);
    const quoted = after.includes(CALLED) ? INTRODUCED_IN_QUOTES.exec(after) : null;
    if (quoted) found.push({ at: -1 - span.end, title: (quoted[1] as string).trim(), full: fullOf(span) });
  });
  return found;
}

const NO_INTRODUCTIONS: readonly Introduction[] = [];

/** Introductions by the short title, in order. */
function grouped(introductions: readonly Introduction[]): ReadonlyMap<string, readonly Introduction[]> {
  const byTitle = new Map<string, Introduction[]>();
  for (const each of introductions) {
    const known = byTitle.get(each.title);
    if (known) known.push(each);
    else byTitle.set(each.title, [each]);
  }
  return byTitle;
}

/** The full title of the last introduction before an offset. */
function introducedBefore(introducing: readonly Introduction[], offset: number): Span | undefined {
  return introducing.findLast((each) => Math.abs(each.at) <= offset)?.full;
}

/** The full title of a short one that the text introduces only later, when it introduces one only. */
function soleIntroduction(introducing: readonly Introduction[], span: Span): Span | undefined {
  const [first] = introducing;
  return first && introducing.every((each) => each.full.start === first.full.start) && first.full.start !== span.start ? first.full : undefined;
}

function lastEndingWith(text: string, title: string, found: readonly WorkMention[]): Span | undefined {
  for (let i = found.length - 1; i >= 0 && i >= found.length - 40; i--) {
    const work = found[i] as WorkMention;
    const full = work.fullTitle ?? work;
    const fullTitle = titleOf(text, full).replace(/\([^()]*\)$/, '');
    if (fullTitle.length > title.length && fullTitle.endsWith(title)) return full;
  }
  return undefined;
}

// #endregion
