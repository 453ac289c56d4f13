import { lowerBound, type Span } from '../../../text/span';
import type { Block, BlockKind, Structure } from '../../../text/structure';
import type { SourceTag } from '../../tags';
import { allMatches } from '../allMatches';
import type { PlaceCursor } from '../placeCursor';
import { Discourse } from './anaphora';
import { contentsOf } from './content';
import { cuePlaces, cuesIn, isClausal, isClauseStart, type Cue } from './cues';
import type { Found } from './found';
import { findQuotations, quotationAt, type Quotation } from './quotations';
import { sentencesOf, type Sentence } from './sentences';
import { speakerOf, type KnownRoles, type Speaker } from './speakers';

/** Shorter quotations that stand alone are words set off. */
const SHORTEST_ALONE = 10;

/** Lines that hold no statements. */
const NOT_PROSE: ReadonlySet<BlockKind | undefined> = new Set<BlockKind>(['byline', 'furniture', 'caption']);

/** What the sentences of a text say that somebody says, in order. `sources` are persons, works and bodies. */
export function statementsOf(text: string, structure: Structure, sources: readonly SourceTag[]): Found[] {
  const { blocks, turns, articles } = structure;
  const labels = new Set(turns.map((turn) => turn.start));
  const titles = new Set(articles.map((article) => article.start));
  const quotations = findQuotations(text, (offset) => labels.has(offset) || isHeadingOrByline(kindAt(blocks, offset)));
  const roles = knownRoles(text, sources);
  const discourse = new Discourse();
  const places = cuePlaces(text);
  const found: Found[] = [];
  let last: Found | undefined;
  let lastWasQuoted = false;
  // Sentences come in order, so what lies in them is found by going on from the last one.
  let block = 0;
  let source = 0;
  for (const sentence of sentencesOf(text, quotations)) {
    while (block < blocks.length && (blocks[block] as Block).end <= sentence.start) block++;
    const kind = (blocks[block]?.start ?? Infinity) <= sentence.start ? blocks[block]?.kind : undefined;
    const quotesOnly = isQuotationOnly(sentence);
    if (sentence.opensParagraph) {
      if (labels.has(sentence.start) || titles.has(sentence.start)) {
        discourse.reset();
        last = undefined;
      }
      discourse.openParagraph();
      // A quotation alone in its paragraph goes on with the speaker of the paragraph before, unless they take turns.
      if (lastWasQuoted || !quotesOnly || kind === 'heading') last = undefined;
    }
    if (NOT_PROSE.has(kind)) {
      if (sentence.opensParagraph) last = undefined;
      continue;
    }
    while (source < sources.length && (sources[source] as SourceTag).start < sentence.start) source++;
    const outside = unquotedSources(sources, source, sentence, quotations);
    if (outside.length === 0 && sentence.quotes.length === 0 && places.next(sentence.start) >= sentence.end) {
      // Most sentences: nobody is named or speaks.
      lastWasQuoted = false;
      continue;
    }
    let statements = kind === 'heading' ? headlineStatements(text, places, sentence, outside, discourse, roles) : sentenceStatements(text, places, sentence, outside, discourse, roles);
    if (statements.length === 0 && last && quotesOnly) statements = [{ ...last, end: sentence.end, content: (sentence.quotes[0] as Quotation).inside }];
    const goesOn = statements.length === 0 && last?.sources.some((id) => id.startsWith('person:')) === true && outside.length === 0 ? quotationAfterColon(text, sentence) : undefined;
    if (goesOn && last) statements = [{ ...last, end: sentence.end, content: goesOn.inside }];
    if (statements.length > 0) found.push(...statements);
    if (statements.length > 0 || outside.length > 0) discourse.add(outside, statements.map((each) => each.sources));
    // In the sentences that follow nobody else is named: what they quote is still theirs.
    last = statements.at(-1) ?? (outside.some(({ kind }) => kind !== 'work') ? undefined : last);
    lastWasQuoted = quotesOnly;
  }
  return found;
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

/** The sources of a sentence that stand outside quotations, `first` being the first that begins in it. */
function unquotedSources(sources: readonly SourceTag[], first: number, sentence: Sentence, quotations: readonly Quotation[]): readonly SourceTag[] {
  if ((sources[first]?.start ?? Infinity) >= sentence.end) return NO_SOURCES;
  const unquoted: SourceTag[] = [];
  for (let i = first; i < sources.length; i++) {
    const source = sources[i] as SourceTag;
    if (source.start >= sentence.end) break;
    if (source.end <= sentence.end && !isQuoted(quotations, source)) unquoted.push(source);
  }
  return unquoted;
}

/** A headline whose parts a space divides (官方称…　学者指…): a part with a statement of its own ends the one before. */
function headlineStatements(text: string, places: PlaceCursor, sentence: Sentence, sources: readonly SourceTag[], discourse: Discourse, roles: KnownRoles): readonly Found[] {
  const statements: Found[] = [];
  let end = sentence.end;
  const headline = text.slice(sentence.start, sentence.end);
  const spaces = headline.includes(' ') ? allMatches(headline, PARTS_HEADLINE).map((match) => sentence.start + match.index) : [];
  for (const start of [...spaces.reverse(), sentence.start]) {
    if (sentence.quotes.some((quote) => quote.start < start && start < quote.end)) continue;
    const part = { ...sentence, start, end, quotes: sentence.quotes.filter((quote) => start <= quote.start && quote.end <= end) };
    const own = sentenceStatements(text, places, part, sources.filter((source) => start <= source.start && source.end <= end), discourse, roles);
    if (own.length === 0) continue;
    statements.unshift(...own);
    end = start;
  }
  return statements;
}

const PARTS_HEADLINE = /(?<=\p{Script=Han} ?) (?=\p{Script=Han})/gu;

function sentenceStatements(text: string, places: PlaceCursor, sentence: Sentence, sources: readonly SourceTag[], discourse: Discourse, roles: KnownRoles): readonly Found[] {
  const cues = cuesIn(text, places, sentence, sources);
  if (cues.length === 0) return NO_STATEMENTS;
  const found: Found[] = [];
  let covered = sentence.start;
  const spoken: { readonly cue: Cue; readonly speaker: Speaker }[] = [];
  for (const cue of cues) {
    const speaker = speakerOf(text, sentence, cue, sources, discourse, roles);
    if (speaker) spoken.push({ cue, speaker });
  }
  spoken.forEach(({ cue, speaker }, index) => {
    if (cue.start < covered) return;
    const next = spoken.slice(index + 1).find((other) => takesOver(text, cue, other.cue, other.speaker));
    const until = next ? { ...sentence, end: beforeClause(text, next.speaker.start), quotes: sentence.quotes.filter((quote) => quote.end <= next.speaker.start) } : sentence;
    covered = Math.max(covered, addStatements(text, until, cue, speaker, found));
  });
  return found;
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
  return (cue.kind === 'unnamed' || cue.kind === 'according' || REPORTS.test(text.slice(cue.start, cue.end))) && isClauseStart(text, content.start, sentence) && /(?:报道|报导|媒体|消息|悉|了解|瞭解|介绍|透露|称|说)$/.test(text.slice(cue.start, cue.end));
}

const REPORTS = /^(?:报道|报导)/;

/** Who can be meant by a title alone or by surname and title: from the roles stated beside names. */
function knownRoles(text: string, sources: readonly SourceTag[]): KnownRoles {
  let persons: { readonly id: string; readonly role: string }[] | undefined;
  const all = (): { readonly id: string; readonly role: string }[] =>
    (persons ??= [...new Map(sources.filter((source) => source.kind === 'person').map((source) => {
      const role = source.roleSpan ? text.slice(source.roleSpan.start, source.roleSpan.end) : '';
      return [`${source.id} ${role}`, { id: source.id, role }] as const;
    })).values()]);
  let surnames: Map<string, string[]> | undefined;
  const bySurname = (): Map<string, string[]> => {
    if (surnames) return surnames;
    surnames = new Map();
    for (const { id } of all()) {
      const surname = String.fromCodePoint(id.codePointAt(PERSON.length) ?? 0);
      const ids = surnames.get(surname);
      if (!ids) surnames.set(surname, [id]);
      else if (!ids.includes(id)) ids.push(id);
    }
    return surnames;
  };
  return {
    withTitle: (title) => [...new Set(all().filter(({ role }) => role.endsWith(title)).map(({ id }) => id))],
    withSurname: (surname) => bySurname().get(surname) ?? NOBODY,
  };
}

/** How the id of a person begins. */
const PERSON = 'person:';
const NOBODY: readonly string[] = [];

function isQuotationOnly(sentence: Sentence): boolean {
  const quote = sentence.quotes[0];
  return sentence.quotes.length === 1 && quote !== undefined && quote.start === sentence.start && quote.end >= sentence.end - 1 && quote.end - quote.start > SHORTEST_ALONE;
}

/** 而…势必影响…:“…”: the quotation that ends a sentence without a cue. */
function quotationAfterColon(text: string, sentence: Sentence): Quotation | undefined {
  const quote = sentence.quotes.at(-1);
  return quote && quote.end >= sentence.end - 1 && quote.start > sentence.start && text[quote.start - 1] === ':' && quote.end - quote.start > SHORTEST_ALONE ? quote : undefined;
}

function isQuoted(quotations: readonly Quotation[], source: Span): boolean {
  const quotation = quotationAt(quotations, source.start);
  return quotation !== undefined && quotation.start < source.start;
}
