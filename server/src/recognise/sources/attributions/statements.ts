import { standsAt } from '../../../text/characters';
import { lowerBound, type Span } from '../../../text/span';
import type { Block, BlockKind } from '../../../text/structure/blocks';
import type { Structure } from '../../../text/structure';
import type { SourceTag } from '../../tags';
import { allMatches } from '../allMatches';
import { Discourse } from './anaphora';
import { contentsOf } from './content';
import { CuePlaces } from './cuePlaces';
import { cuesIn, isClausal, isClauseStart, type Cue } from './cues';
import type { Found } from './found';
import { findQuotations, type Quotation } from './quotations';
import { SentenceReader, type Sentence } from './sentences';
import { speakerOf } from './speakers';
import type { KnownRoles } from './referredSpeakers';
import type { Speaker } from './speaker';

/** Shorter quotations that stand alone are words set off. */
const SHORTEST_ALONE = 10;

/** What the sentences of a text say that somebody says, in order. `sources` are persons, works and bodies. */
export function statementsOf(text: string, structure: Structure, sources: readonly SourceTag[]): Found[] {
  const { blocks, turns, articles } = structure;
  const labels = new StartCursor(turns);
  const titles = new StartCursor(articles);
  const quotations = findQuotations(text, (offset) => beginsAt(turns, offset) || isHeadingOrByline(kindAt(blocks, offset)));
  const roles = knownRoles(text, sources);
  const discourse = new Discourse();
  const places = new CuePlaces(text);
  const found: Found[] = [];
  let last: Found | undefined;
  let lastWasQuoted = false;
  // Sentences come in order, so what lies in them is found by going on from the last one.
  let block = 0;
  let source = 0;
  const sentences = new SentenceReader(text, quotations);
  while (sentences.next()) {
    const { start, end, quotes, opensParagraph } = sentences;
    while (block < blocks.length && (blocks[block] as Block).end <= start) block++;
    const line = block < blocks.length ? (blocks[block] as Block) : undefined;
    const kind = line && line.start <= start ? line.kind : undefined;
    const quotesOnly = isQuotationOnly(start, end, quotes);
    if (opensParagraph) {
      if (labels.isAt(start) || titles.isAt(start)) {
        discourse.reset();
        last = undefined;
      }
      discourse.openParagraph();
      // A quotation alone in its paragraph goes on with the speaker of the paragraph before, unless they take turns.
      if (lastWasQuoted || !quotesOnly || kind === 'heading') last = undefined;
    }
    if (holdsNoStatement(kind)) {
      if (opensParagraph) last = undefined;
      continue;
    }
    while (source < sources.length && (sources[source] as SourceTag).start < start) source++;
    const outside = unquotedSources(sources, source, end, quotes);
    const isBare = quotes.length === 0 && places.next(start) >= end;
    if (isBare) {
      // Most sentences: nobody speaks.
      lastWasQuoted = false;
      if (outside.length === 0) continue;
      discourse.add(outside, undefined);
      if (outside.some(isNoWork)) last = undefined;
      continue;
    }
    const sentence: Sentence = { start, end, quotes };
    let statements = kind === 'heading' ? headlineStatements(text, places, sentence, outside, discourse, roles) : sentenceStatements(text, places, sentence, outside, discourse, roles);
    if (statements.length === 0 && last) {
      if (quotesOnly) statements = [{ ...last, end, content: (quotes[0] as Quotation).inside }];
      else if (outside.length === 0 && last.sources.some(isPerson)) {
        const goesOn = quotationAfterColon(text, sentence);
        if (goesOn) statements = [{ ...last, end, content: goesOn.inside }];
      }
    }
    for (const statement of statements) found.push(statement);
    const latest = statements.at(-1);
    if (latest || outside.length > 0) discourse.add(outside, latest?.sources);
    // In the sentences that follow nobody else is named: what they quote is still theirs.
    if (latest || outside.some(isNoWork)) last = latest;
    lastWasQuoted = quotesOnly;
  }
  return found;
}

/** Lines of these kinds hold no statements. */
function holdsNoStatement(kind: BlockKind | undefined): boolean {
  return kind === 'byline' || kind === 'furniture' || kind === 'caption';
}

function isNoWork({ kind }: SourceTag): boolean {
  return kind !== 'work';
}

function isPerson(id: string): boolean {
  return id.startsWith(PERSON);
}

/** Whether one of the spans, in order, begins at an offset. */
function beginsAt(spans: readonly Span[], offset: number): boolean {
  return spans[lowerBound(spans, offset, (each) => each.start)]?.start === offset;
}

/** The kind of the line that an offset stands in. */
function kindAt(blocks: readonly Block[], offset: number): BlockKind | undefined {
  const block = blocks[lowerBound(blocks, offset + 1, (each) => each.start) - 1];
  return block && offset < block.end ? block.kind : undefined;
}

function isHeadingOrByline(kind: BlockKind | undefined): boolean {
  return kind === 'heading' || kind === 'byline';
}

const NO_STATEMENTS: readonly Found[] = [];
const NO_SOURCES: readonly SourceTag[] = [];

/** The sources before an offset that stand outside the quotations of their sentence, `first` being the first that begins in it. */
function unquotedSources(sources: readonly SourceTag[], first: number, end: number, quotes: readonly Quotation[]): readonly SourceTag[] {
  let next = first;
  let leftOut = 0;
  for (; next < sources.length; next++) {
    const source = sources[next] as SourceTag;
    if (source.start >= end) break;
    if (source.end > end || isQuoted(quotes, source)) leftOut++;
  }
  if (next - first === leftOut) return NO_SOURCES;
  const inside = sources.slice(first, next);
  return leftOut === 0 ? inside : inside.filter((source) => source.end <= end && !isQuoted(quotes, source));
}

/** A headline whose parts a space divides (官方称…　学者指…): a part with a statement of its own ends the one before. */
function headlineStatements(text: string, places: CuePlaces, sentence: Sentence, sources: readonly SourceTag[], discourse: Discourse, roles: KnownRoles): readonly Found[] {
  const headline = text.slice(sentence.start, sentence.end);
  if (!headline.includes(' ')) return sentenceStatements(text, places, sentence, sources, discourse, roles);
  const starts = [sentence.start, ...allMatches(headline, PARTS_HEADLINE).map((match) => sentence.start + match.index)];
  const statements: Found[] = [];
  let { end } = sentence;
  for (const start of starts.reverse()) {
    if (sentence.quotes.some((quote) => quote.start < start && start < quote.end)) continue;
    const part = { start, end, quotes: sentence.quotes.filter((quote) => start <= quote.start && quote.end <= end) };
    const own = sentenceStatements(text, places, part, sources.filter((source) => start <= source.start && source.end <= end), discourse, roles);
    if (own.length === 0) continue;
    statements.unshift(...own);
    end = start;
  }
  return statements;
}

const PARTS_HEADLINE = /(?<=\p{Script=Han} ?) (?=\p{Script=Han})/gu;

function sentenceStatements(text: string, places: CuePlaces, sentence: Sentence, sources: readonly SourceTag[], discourse: Discourse, roles: KnownRoles): readonly Found[] {
  const cues = cuesIn(text, places, sentence, sources);
  let spoken: Spoken[] | undefined;
  for (const cue of cues) {
    const speaker = speakerOf(text, sentence, cue, sources, discourse, roles);
    if (!speaker) continue;
    if (spoken) spoken.push({ cue, speaker });
    else spoken = [{ cue, speaker }];
  }
  if (!spoken) return NO_STATEMENTS;
  const found: Found[] = [];
  let covered = sentence.start;
  for (let i = 0; i < spoken.length; i++) {
    const { cue, speaker } = spoken[i] as Spoken;
    if (cue.start >= covered) covered = Math.max(covered, addStatements(text, beforeOther(text, sentence, spoken, i), cue, speaker, found));
  }
  return found;
}

/** A cue and who says what it leads to. */
interface Spoken {
  readonly cue: Cue;
  readonly speaker: Speaker;
}

/** The sentence as far as nobody else speaks than with one of its cues. */
function beforeOther(text: string, sentence: Sentence, spoken: readonly Spoken[], index: number): Sentence {
  const { cue } = spoken[index] as Spoken;
  for (let i = index + 1; i < spoken.length; i++) {
    const other = spoken[i] as Spoken;
    if (!takesOver(text, cue, other.cue, other.speaker)) continue;
    const { start } = other.speaker;
    return { start: sentence.start, end: beforeClause(text, start), quotes: sentence.quotes.filter((quote) => quote.end <= start) };
  }
  return sentence;
}

/** Whether somebody else speaks from a later cue on: 甲认为…,乙则认为…; 据报道,…,丙表示…. */
function takesOver(text: string, cue: Cue, other: Cue, speaker: Speaker): boolean {
  if (!speaker.by || speaker.by.start <= cue.end + 1 || speaker.start < cue.end) return false;
  const limit = beforeClause(text, speaker.start);
  const mark = text[limit] ?? '';
  if (limit <= cue.end + 1 || !/[,;]/.test(mark)) return false;
  if (cue.kind === 'verb' && speaker.ids.length > 0 && isClausal(text.slice(cue.start, cue.end))) return true;
  return mark === ';' || cue.kind === 'unnamed' || cue.kind === 'according' || cue.kind === 'shown' || /[则却也还]|另|其他/.test(text.slice(limit, other.end));
}

/** The mark before the clause that begins near an offset. */
function beforeClause(text: string, offset: number): number {
  let at = offset - 1;
  while (at > 0 && offset - at < 40 && !/[,;。:]/.test(text[at] as string)) at--;
  return at;
}

/** Adds what a cue leads to; the offset up to which the text is accounted for. */
function addStatements(text: string, sentence: Sentence, cue: Cue, speaker: Speaker, found: Found[]): number {
  let covered = cue.end;
  for (const content of contentsOf(text, sentence, cue)) {
    if (content.end <= content.start) continue;
    if (found.some((other) => other.content.start === content.start && other.content.end === content.end)) continue;
    const { next } = content;
    const span = { start: content.start, end: content.end };
    found.push(attribution(speaker, cue, span));
    if (content.start >= cue.end && !passesOn(text, sentence, cue, span)) covered = Math.max(covered, content.end);
    if (next) covered = Math.max(covered, addStatements(text, sentence, { ...next, kind: 'verb' }, speaker, found));
  }
  return covered;
}

function attribution(speaker: Speaker, cue: Span, content: Span): Found {
  return {
    start: Math.min(speaker.start, cue.start, content.start),
    end: Math.max(cue.end, content.end),
    sources: speaker.ids,
    cue,
    content,
    by: speaker.by,
  };
}

/** 据报道,院长某某表示…: what is reported is in its turn somebody's statement. */
function passesOn(text: string, sentence: Sentence, cue: Cue, content: Span): boolean {
  return (cue.kind === 'unnamed' || cue.kind === 'according' || standsAt(text, cue.start, '报道') || standsAt(text, cue.start, '报导')) && isClauseStart(text, content.start, sentence) && /(?:报道|报导|媒体|消息|悉|了解|瞭解|介绍|透露|称|说)$/.test(text.slice(cue.start, cue.end));
}

/** Who can be meant by a title alone or by surname and title: from the roles stated beside names. */
function knownRoles(text: string, sources: readonly SourceTag[]): KnownRoles {
  let bySurname: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    withTitle: (title) => [...new Set(sources.filter((source) => source.kind === 'person' && hasRole(text, source, title)).map(({ id }) => id))],
    withSurname: (surname) => (bySurname ??= idsBySurname(sources)).get(surname) ?? NOBODY,
  };
}

/** Whether the role that is stated beside a name ends with a title. */
function hasRole(text: string, { roleSpan }: SourceTag, title: string): boolean {
  return roleSpan !== undefined && roleSpan.end - roleSpan.start >= title.length && standsAt(text, roleSpan.end - title.length, title);
}

/** The ids of all persons, in the order of the text, by the first character of their names. */
function idsBySurname(sources: readonly SourceTag[]): Map<string, string[]> {
  const ids = new Set<string>();
  for (const { kind, id } of sources) if (kind === 'person') ids.add(id);
  const bySurname = new Map<string, string[]>();
  for (const id of ids) {
    const surname = String.fromCodePoint(id.codePointAt(PERSON.length) ?? 0);
    const others = bySurname.get(surname);
    if (others) others.push(id);
    else bySurname.set(surname, [id]);
  }
  return bySurname;
}

/** How the id of a person begins. */
const PERSON = 'person:';
const NOBODY: readonly string[] = [];

function isQuotationOnly(start: number, end: number, quotes: readonly Quotation[]): boolean {
  if (quotes.length !== 1) return false;
  const quote = quotes[0] as Quotation;
  return quote.start === start && quote.end >= end - 1 && quote.end - quote.start > SHORTEST_ALONE;
}

/** 而…势必影响…:“…”: the quotation that ends a sentence without a cue. */
function quotationAfterColon(text: string, sentence: Sentence): Quotation | undefined {
  const quote = sentence.quotes.at(-1);
  return quote && quote.end >= sentence.end - 1 && quote.start > sentence.start && text[quote.start - 1] === ':' && quote.end - quote.start > SHORTEST_ALONE ? quote : undefined;
}

function isQuoted(quotes: readonly Quotation[], source: Span): boolean {
  for (const quote of quotes) if (quote.start < source.start && source.start < quote.end) return true;
  return false;
}

/** A way through spans in order of their beginnings, asked from left to right. */
class StartCursor {
  readonly #spans: readonly Span[];
  #at = 0;

  constructor(spans: readonly Span[]) {
    this.#spans = spans;
  }

  /** Whether one of them begins at an offset. */
  isAt(offset: number): boolean {
    const spans = this.#spans;
    while (this.#at < spans.length && (spans[this.#at] as Span).start < offset) this.#at++;
    return this.#at < spans.length && (spans[this.#at] as Span).start === offset;
  }
}
