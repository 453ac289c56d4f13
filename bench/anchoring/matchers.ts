// What finds a passage again: Meipi, and matchers that other programs use, each with what it keeps of a passage.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { anchorPassages, withTwins, type Anchored } from '../../server/src/annotations/anchoring/anchoring';
import type { Passage } from '../../server/src/annotations/model';
import { takePassage } from '../../server/src/annotations/anchoring/passages';
import { SourceText } from '../../server/src/text/sourceText';
import type { Span } from '../../server/src/text/span';
import type { Version } from './damage';

export type Found = { readonly span: Span } | 'lost' | 'ambiguous';

/** Finds the passages of a version in its new text. */
export type Matcher = (version: Version) => Promise<readonly Found[]> | readonly Found[];

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Meipi, with or without the text that the passages were taken from. */
export function meipi(knowsOldText: boolean): Matcher {
  return (version) => anchor(version, take(version), knowsOldText)
    .map(({ span, state }) => (span ? { span } : state === 'ambiguous' ? 'ambiguous' : 'lost'));
}

/** The passages of a version as Meipi keeps them. */
export function take({ old, cases }: Version): Passage[] {
  const source = new SourceText(old);
  const taken = hash(old);
  return cases.map(({ span }) => withTwins(takePassage(source, span, taken, ''), source));
}

export function anchor({ old, now }: Version, passages: readonly Passage[], knowsOldText: boolean): Anchored[] {
  return anchorPassages(passages, new SourceText(now), hash(now), () => (knowsOldText ? old : undefined));
}

const requirePeer = createRequire(resolve('bench/package.json'));

async function peer(name: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(requirePeer.resolve(name)).href);
  } catch {
    console.error('bench: install what Meipi is measured beside: npm ci --prefix bench');
    process.exit(2);
  }
}

interface Quotation {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
}

function quotation(text: string, { start, end }: Span): Quotation {
  return { exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - 32), start), suffix: text.slice(end, end + 32), start };
}

/**
 * The scoring that Hypothesis publishes, on approx-string-match: the position if it holds the quotation; else exact hits
 * or, without one, those with the fewest errors, at most half of the quotation; the best of (50 quotation + 20 prefix
 * + 20 suffix + 2 nearness) / 92, whatever its score.
 */
export async function hypothesis(): Promise<Matcher> {
  type Match = { start: number; end: number; errors: number };
  const { default: search } = (await peer('approx-string-match')) as { default: (text: string, pattern: string, maxErrors: number) => Match[] };
  const share = (text: string, wanted: string): number => {
    if (text === '' || wanted === '') return 0;
    const [match] = search(text, wanted, wanted.length);
    return match ? 1 - match.errors / wanted.length : 0;
  };
  return ({ old, now, cases }) => cases.map(({ span }): Found => {
    const { exact, prefix, suffix, start } = quotation(old, span);
    if (now.slice(start, start + exact.length) === exact) return { span: { start, end: start + exact.length } };
    let matches: Match[] = [];
    for (let at = now.indexOf(exact); at >= 0; at = now.indexOf(exact, at + 1)) matches.push({ start: at, end: at + exact.length, errors: 0 });
    if (matches.length === 0) matches = search(now, exact, Math.min(256, exact.length / 2));
    let best: Span | undefined;
    let bestScore = -1;
    for (const match of matches) {
      const score = 50 * (1 - match.errors / exact.length)
        + 20 * share(now.slice(Math.max(0, match.start - prefix.length), match.start), prefix)
        + 20 * share(now.slice(match.end, match.end + suffix.length), suffix)
        + 2 * (1 - Math.abs(match.start - start) / now.length);
      if (score > bestScore) [best, bestScore] = [match, score];
    }
    return best ? { span: { start: best.start, end: best.end } } : 'lost';
  });
}

/** dom-anchor-text-quote, told the old position; of a page it reads nothing but the text. */
export async function domAnchorTextQuote(): Promise<Matcher> {
  type Root = { textContent: string };
  const { toTextPosition } = (await peer('dom-anchor-text-quote')) as { toTextPosition: (root: Root, selector: Quotation, options: { hint: number }) => Span | null };
  return ({ old, now, cases }) => cases.map(({ span }): Found => {
    const quote = quotation(old, span);
    const found = toTextPosition({ textContent: now }, quote, { hint: quote.start });
    return found ? { span: { start: found.start, end: found.end } } : 'lost';
  });
}

/** @apache-annotator/dom on a page of one text node in jsdom, its own description of the passage and its own matcher. */
export async function apacheAnnotator(): Promise<Matcher> {
  type Description = { type: string; exact: string; prefix?: string; suffix?: string };
  const { JSDOM } = requirePeer('jsdom') as { JSDOM: new (html: string) => { window: { document: Document; Node: object; NodeFilter: object; Range: object } } };
  type Text = { readonly data: string };
  type Body = { textContent: string; firstChild: Text };
  type DomRange = { setStart(node: Text, offset: number): void; setEnd(node: Text, offset: number): void; startOffset: number; endOffset: number };
  type Document = { body: Body; createRange(): DomRange };
  const { describeTextQuote, createTextQuoteSelectorMatcher } = (await peer('@apache-annotator/dom')) as {
    describeTextQuote: (range: DomRange, scope: Body) => Promise<Description>;
    createTextQuoteSelectorMatcher: (description: Description) => (scope: Body) => AsyncIterable<DomRange>;
  };
  // It takes these from the page around it.
  const { Node, NodeFilter, Range } = new JSDOM('').window;
  Object.assign(globalThis, { Node, NodeFilter, Range });
  const page = (text: string): Document => {
    const { document } = new JSDOM('<body></body>').window;
    document.body.textContent = text;
    return document;
  };
  return async ({ old, now, cases }) => {
    const before = page(old);
    const after = page(now);
    const found: Found[] = [];
    for (const { span } of cases) {
      const range = before.createRange();
      range.setStart(before.body.firstChild, span.start);
      range.setEnd(before.body.firstChild, span.end);
      const description = await describeTextQuote(range, before.body);
      const spans: Span[] = [];
      for await (const match of createTextQuoteSelectorMatcher(description)(after.body)) {
        spans.push({ start: match.startOffset, end: match.endOffset });
        if (spans.length > 1) break;
      }
      // The first match is what its documentation takes.
      found.push(spans[0] ? { span: spans[0] } : 'lost');
    }
    return found;
  };
}
