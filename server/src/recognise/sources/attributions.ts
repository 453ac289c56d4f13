import cues from '../../../data/sources/cues.json';
import { lowerBound, type Span } from '../../text/span';
import type { Reading } from '../../text/reading';
import type { Block } from '../../text/structure';
import type { RecogniserInput } from '../recogniser';
import type { Attribution, SourceTag } from '../tags';
import type { Credit } from './credits';
import { WordSet } from './wordSet';

const statement = new WordSet(cues.statement);
const direct = new WordSet(cues.direct);
const notCue = new WordSet(cues.notCue);
const notCueBefore = new WordSet(cues.notCueBefore);
const unnamed = new WordSet(cues.unnamed);
const unnamedSources = new WordSet(cues.unnamedSources);

/** How far before its cue a source may stand, in characters. */
const REACH = 110;
/** A sentence longer than this is no sentence but text without punctuation: it is read piece by piece. */
const LONGEST_SENTENCE = 1200;

/**
 * Finds who says what: a cue, the source it belongs to, and the content, which is the quotation or the rest of
 * the sentence (tagging guidelines, attributions). `tags` are the source tags of the reading, in order.
 */
export function findAttributions(input: RecogniserInput, tags: readonly SourceTag[], credits: readonly Credit[]): Attribution[] {
  const { text } = input.reading;
  const sources = tags.filter((tag) => tag.kind !== 'url');
  const told = [...paragraphsOf(text)].flatMap((paragraph) => paragraphAttributions(text, paragraph, sources));
  const found: Found[] = [...turnAttributions(input, sources), ...narratorAttributions(input, sources, credits), ...told];
  return found
    .sort((a, b) => a.start - b.start || a.content.start - b.content.start || b.end - a.end)
    .map(({ start, end, sources: ids, cue, content }) => ({ start, end, sources: ids, cue: cue ? written(input.reading, cue) : '', content }));
}

/** An attribution whose cue is still a place in the reading. */
interface Found extends Span {
  readonly sources: readonly string[];
  readonly cue: Span | undefined;
  readonly content: Span;
}

/** A stretch in the characters of the document, line breaks inside it left out. */
function written(reading: Reading, span: Span): string {
  return reading.written(span).replace(/\s*[\r\n]\s*/g, '');
}

// #region Turns and narrators

function turnAttributions(input: RecogniserInput, sources: readonly SourceTag[]): Found[] {
  const found: Found[] = [];
  for (const turn of input.structure.turns) {
    const label = sourcesIn(sources, turn.label)[0];
    const first = turn.parts[0];
    const last = turn.parts[turn.parts.length - 1];
    if (turn.anonymous || !label || !first || !last) continue;
    found.push({ start: turn.label.start, end: last.end, sources: [label.id], cue: undefined, content: { start: first.start, end: last.end } });
  }
  return found;
}

/** What a named narrator tells (讲述人：…): from the by-line to the next credit or article, headings before that left out. */
function narratorAttributions(input: RecogniserInput, sources: readonly SourceTag[], credits: readonly Credit[]): Found[] {
  const { text } = input.reading;
  const { blocks } = input.structure;
  const found: Found[] = [];
  credits.forEach((credit, index) => {
    if (!credit.speaks) return;
    const persons = sourcesIn(sources, credit).filter((tag) => tag.kind === 'person');
    if (persons.length === 0) return;
    // Several narrators on lines of their own tell the same: the content begins after the last of them.
    let last = index;
    while (credits[last + 1]?.speaks && text.slice((credits[last] as Credit).end, (credits[last + 1] as Credit).start).trim() === '') last++;
    let following = last + 1;
    while (credits[following] && !(credits[following] as Credit).speaks && /\S/.test(text.slice(lineStart(text, (credits[following] as Credit).start), (credits[following] as Credit).start))) following++;
    const next = credits[following];
    const from = lineEnd(text, (credits[last] as Credit).end);
    const to = next ? lineStart(text, next.start) : text.length;
    const told: Span[] = [];
    for (let i = lowerBound(blocks, from, (block) => block.start); i < blocks.length; i++) {
      const block = blocks[i] as Block;
      if (block.end > to || (block.kind === 'heading' && block.level === 1)) break;
      if (block.kind === 'paragraph' || block.kind === 'list-item') told.push(block);
    }
    const prose = withoutTrailingHeadings(text, told);
    const first = prose[0];
    const end = prose[prose.length - 1];
    if (!first || !end) return;
    found.push({
      start: Math.min(credit.start, first.start),
      end: end.end,
      sources: persons.map((person) => person.id),
      cue: credit.label,
      content: { start: first.start, end: end.end },
    });
  });
  return found;
}

/** Short lines without a full stop at the end of a narration head what comes next; printed-in lines before it are no narration. */
function withoutTrailingHeadings(text: string, blocks: readonly Span[]): readonly Span[] {
  let from = 0;
  let to = blocks.length;
  const isProse = (block: Span | undefined): boolean => block !== undefined && (block.end - block.start > 40 || /[。！!？?…”]$/.test(text.slice(block.start, block.end)));
  while (from < to && !isProse(blocks[from])) from++;
  while (to > from && !isProse(blocks[to - 1])) to--;
  return blocks.slice(from, to);
}

// #endregion

// #region Sentences

interface Sentence extends Span {
  /** Quotations in it, the marks included. */
  readonly quotes: readonly Span[];
}

/** The last source that a pronoun can stand for, and what it said last. */
interface Memory {
  person: SourceTag | undefined;
  work: SourceTag | undefined;
  last: Found | undefined;
}

function paragraphAttributions(text: string, paragraph: Span, sources: readonly SourceTag[]): Found[] {
  const found: Found[] = [];
  const memory: Memory = { person: undefined, work: undefined, last: undefined };
  for (const sentence of sentencesOf(text, paragraph)) {
    const inside = sourcesIn(sources, sentence);
    const attributions = sentenceAttributions(text, sentence, inside, memory);
    if (attributions.length === 0 && memory.last && isQuotationOnly(sentence)) {
      // A quotation that goes on after a sentence with a source is the same source's.
      const content = insideQuote(sentence.quotes[0] as Span);
      attributions.push({ ...memory.last, start: memory.last.start, end: sentence.end, content });
    }
    found.push(...attributions);
    // In the sentences that follow nobody else is named: what they quote is still theirs.
    memory.last = attributions.at(-1) ?? (inside.some((source) => source.kind !== 'work') ? undefined : memory.last);
    for (const source of inside) {
      if (sentence.quotes.some((quote) => quote.start <= source.start && source.end <= quote.end)) continue;
      if (source.kind === 'person') memory.person = source;
      if (source.kind === 'work') memory.work = source;
    }
  }
  return found;
}

function sentenceAttributions(text: string, sentence: Sentence, sources: readonly SourceTag[], memory: Memory): Found[] {
  const found: Found[] = [];
  const outside = sources.filter((source) => !isQuoted(sentence, source.start));
  let covered = sentence.start;
  for (const cue of cuesIn(text, sentence, outside)) {
    if (cue.start < covered) continue;
    const subject = subjectOf(text, sentence, cue, outside, memory);
    if (!subject) continue;
    const whole = contentOf(text, sentence, cue);
    if (!whole) continue;
    const content = whole.start >= cue.end ? untilNextCue(text, sentence, whole) : whole;
    found.push({
      start: Math.min(subject.start, cue.start, content.start),
      end: Math.max(cue.end, content.end),
      sources: subject.ids,
      cue,
      content,
    });
    if (content.start >= cue.end) covered = content.end;
    if (content.end < whole.end) {
      // 甲提出…，强调…: the same source goes on with another cue.
      const next = NEXT_CUE.exec(text.slice(content.end, whole.end));
      if (!next) continue;
      const afterCue = content.end + next[0].length;
      const second = { start: afterCue - (next[1] as string).length, end: afterCue };
      const rest = trimEnd(text, { start: second.end + (/[,，:：]/.test(text[second.end] ?? '') ? 1 : 0), end: whole.end });
      if (rest.end > rest.start) found.push({ start: Math.min(subject.start, second.start), end: rest.end, sources: subject.ids, cue: second, content: rest });
      covered = rest.end;
    }
  }
  return found;
}

/** A second verb of saying with the same subject, after a comma. */
const NEXT_CUE = /^[,，;；](?:并|还|也|同时|并且|随后|又)?(强调|指出|提出|认为|要求|表示|明确|重申|呼吁)(?=[^的了过]|了[,，:：])/;

/** Content ends where its source goes on with another cue; quotations are left whole. */
function untilNextCue(text: string, sentence: Sentence, content: Span): Span {
  for (let i = content.start; i < content.end; i++) {
    const quote = sentence.quotes.find((each) => each.start === i);
    if (quote) i = quote.end - 1;
    else if (/[,，;；]/.test(text[i] as string) && NEXT_CUE.test(text.slice(i, i + 10))) return { start: content.start, end: i };
  }
  return content;
}

interface Cue extends Span {
  readonly kind: 'verb' | 'view' | 'unnamed' | 'according';
}

/** Cues of a sentence outside quotations and titles, in order. */
function cuesIn(text: string, sentence: Sentence, sources: readonly SourceTag[]): Cue[] {
  const found: Cue[] = [];
  for (let i = sentence.start; i < sentence.end; ) {
    const skipped = sentence.quotes.find((each) => each.start === i) ?? sources.find((source) => source.kind === 'work' && source.start === i);
    if (skipped) {
      i = skipped.end;
      continue;
    }
    const cue = cueAt(text, i, sentence);
    if (cue) found.push(cue);
    i = cue ? cue.end : i + 1;
  }
  return found;
}

function cueAt(text: string, at: number, sentence: Span): Cue | undefined {
  const opening = unnamed.lengthAt(text, at);
  if (opening > 0 && isClauseStart(text, at, sentence)) return { start: at, end: at + opening, kind: 'unnamed' };
  const shown = /^(?:最新|相关|初步|公开)?(?:数据|统计|报告|调查|研究|资料|监测|测算|统计数据)(?:结果)?(?:显示|表明|指出|称|认为)/.exec(text.slice(at, at + 16));
  if (shown) return { start: at, end: at + shown[0].length, kind: 'verb' };
  if (text.startsWith('看来', at) && /(?:^|[,，。;；:\s])在/.test(text.slice(sentence.start, at)) && !/[总这由表]/.test(text[at - 1] ?? '')) return { start: at, end: at + 2, kind: 'view' };
  if (text[at] === '据' || text.startsWith('根据', at) || text.startsWith('按照', at)) {
    const head = text[at] === '据' ? 1 : 2;
    const clause = /^(?:《[^》\r\n]{1,60}》|[^,，。;；!?！？《\r\n]){2,60}[,，]/.exec(text.slice(at + head, at + head + 140));
    if (clause && isClauseStart(text, at, sentence)) return { start: at, end: at + head + clause[0].length - 1, kind: 'according' };
    return undefined;
  }
  const length = statement.lengthAt(text, at);
  if (length === 0 || notCue.lengthAt(text, at) > 0 || notCueBefore.lengthBefore(text, at + length) > 0) return undefined;
  const word = text.slice(at, at + length);
  let end = at + length;
  // 告诉《财经》, 告诉记者: whom is told belongs to the cue.
  if (word === '告诉') {
    const told = /^(?:《[^》\r\n]{1,20}》(?:记者)?|[^,，。:：《》“”\r\n]{1,12})(?=[,，:：])/.exec(text.slice(end, end + 30));
    if (!told) return undefined;
    end += told[0].length;
  }
  // 提醒说, 笑着说道: the word of saying goes with the verb before it.
  if (/^[说道称][,，:：“]/.test(text.slice(end, end + 2))) end++;
  const after = text.slice(end, end + 3);
  const opens =
    /^(?:[了过着]|的是)?[,，:：“]/.test(after) || end >= sentence.end - 1 || /^了[^,，。;；:：“”]{2,16}[:：]/.test(text.slice(end, end + 20)) || (word === '提出' && text[end] !== '了' && text[end] !== '的');
  if (!opens && !direct.has(word)) return undefined;
  // 被认为, 被业内称为: nobody's own words.
  if (/被[^,，。;；:：]{0,6}$/.test(text.slice(Math.max(sentence.start, at - 7), at))) return undefined;
  // 宣布“投降”的消息: a word quoted, no statement.
  if (/^“[^”]{1,8}”的/.test(text.slice(end, end + 12))) return undefined;
  // 表示不满, 表示欢迎, 说的话: an attitude or an attribute, no statement.
  if (/^[的地得]|^(?:欢迎|感谢|祝贺|不满|不解|敬意|慰问|哀悼|遗憾|抗议|谴责|赞赏|支持|反对|同意|理解|关注|关切)/.test(after) && !opens) return undefined;
  return { start: at, end, kind: 'verb' };
}

interface Subject {
  readonly ids: readonly string[];
  readonly start: number;
}

const PRONOUN = /(?:^|[,，。;；:：、\s”])(?:但|而|同时|此外|对此|为此|因此|随后|另外|不过|并且)?((?:他|她)(?!们)|该负责人|该人士|该专家|该学者|前者|后者|其)(?:[^,，。;；]{0,14})$/;
const THIS_WORK = /(?:^|[,，。;；\s])(?:该|这份|这一|此)(方案|报告|意见|文件|规划|通知|办法|措施|文章|白皮书|书|文|研究|政策|条例|纲要|决定|指南|法案|调查|论文|计划)[^,，。;；]{0,6}$/;

/** Who says it; undefined when nobody in sight does, so that the cue is no attribution. */
function subjectOf(text: string, sentence: Sentence, cue: Cue, sources: readonly SourceTag[], memory: Memory): Subject | undefined {
  if (cue.kind === 'unnamed') return { ids: [], start: cue.start };
  if (cue.kind === 'according') {
    const named = sources.filter((source) => source.start >= cue.start && source.end <= cue.end);
    if (named.length > 0) return { ids: idsOf(named.some((source) => source.kind !== 'work') ? named.filter((source) => source.kind !== 'work') : named), start: cue.start };
    const clause = text.slice(cue.start, cue.end);
    return /(?:显示|表明|数据|统计|报道|测算|估算|预测|介绍|透露|消息|调查|了解)$/.test(clause) && !/[《“]/.test(clause) ? { ids: [], start: cue.start } : undefined;
  }
  const before = text.slice(Math.max(sentence.start, cue.start - REACH), cue.start);
  const near = sources.filter((source) => source.end <= cue.start && cue.start - source.end <= REACH);
  if (cue.kind === 'view') {
    const opens = sentence.start + text.slice(sentence.start, cue.start).search(/(?:^|[,，。;；:\s])在(?![^,，]*(?:^|[,，。;；:\s])在)/);
    const named = sources.filter((source) => source.kind !== 'work' && source.start >= opens && source.end <= cue.start);
    if (named.length > 0) return { ids: idsOf(named), start: opens };
    if (/他$|她$/.test(before) && memory.person) return { ids: [memory.person.id], start: opens };
    return mentionsUnnamed(text.slice(opens, cue.start)) ? { ids: [], start: opens } : undefined;
  }
  const unnamedGroup = /(?:^|[,，。;；:：\s”])([^,，。;；:：”“]{0,14}?(?:多位|一些|不少|部分|有的|有|多名|几位|众多|许多|业内|相关|受访|知情|市场|分析|行业)[^,，。;；:：”“、]{0,8})$/.exec(trimAdverbs(before));
  const nearest = near.at(-1);
  if (unnamedGroup && mentionsUnnamed(unnamedGroup[1] as string) && !(nearest && nearest.end > cue.start - before.length + unnamedGroup.index + 1)) {
    return { ids: [], start: cue.start };
  }
  const named = nearest ? subjectAmong(text, near, cue) : undefined;
  if (named) return named;
  const thisWork = THIS_WORK.exec(before);
  const work = near.findLast((source) => source.kind === 'work') ?? memory.work;
  if (thisWork && work) return { ids: [work.id], start: cue.start };
  const pronoun = PRONOUN.exec(before);
  if (pronoun && (pronoun[1] as string) !== '其') {
    const person = near.findLast((source) => source.kind === 'person') ?? memory.person;
    if (person) return { ids: [person.id], start: cue.start };
  }
  return undefined;
}

/** The source nearest to its cue when only what may stand between the two does; names listed with it belong to it. */
function subjectAmong(text: string, near: readonly SourceTag[], cue: Cue): Subject | undefined {
  for (let i = near.length - 1; i >= 0 && i >= near.length - 4; i--) {
    const source = near[i] as SourceTag;
    const gap = text.slice(source.end, cue.start);
    if (source.kind === 'work') {
      // 向《财经》表示, 接受《财经》采访: the one who is told, not the one who says.
      if (/(?:向|对|与|接受|给|和|在|由|从|自|从|据|于)$/.test(text.slice(source.start - 2, source.start)) || !isWorkGap(gap) || /^(?:公布|发布|印发|出台|释出|发表)$/.test(text.slice(cue.start, cue.end))) continue;
      const issuer = near[i - 1];
      if (issuer && issuer.kind !== 'work' && source.start - issuer.end <= 8 && !/[。;；]/.test(text.slice(issuer.end, source.start))) return { ids: [issuer.id], start: issuer.start };
      return { ids: [source.id], start: source.start };
    }
    if (!isSubjectGap(gap)) continue;
    const together = [source];
    for (let k = i - 1; k >= 0; k--) {
      const other = near[k] as SourceTag;
      const following = together[0] as SourceTag;
      const between = text.slice(other.end, following.start);
      if (other.kind === 'work' || !/^(?:、|和|与|及|以及|\s)?[^,，。;；:：“”《》]{0,24}$/.test(between) || !/^(?:、|和|与|及|以及)/.test(between)) break;
      together.unshift(other);
    }
    return { ids: idsOf(together), start: (together[0] as SourceTag).start };
  }
  return undefined;
}

/** What may stand between a source and its cue: titles, adverbs, whom it is told, when and where. */
function isSubjectGap(gap: string): boolean {
  if (gap.length > 100 || /[。;；:：!?！？\r\n”]/.test(gap)) return false;
  const bare = gap
    .replace(/(?:发表|发布|公布|印发|联合印发|下发|出台|释出|撰写)了?(?:题为)?《[^》]{1,60}》[^,，]{0,6}[,，]/, '')
    .replace(/\([^()]{0,40}\)/g, '')
    .replace(/(?:在|于)[^,，]{0,36}(?:时|中|上|后|间|期间|会上|发布会|论坛|采访)[,，]?(?=就|曾|也|还|则|对|向|$)/, '')
    .replace(/(?:向|对)《[^》]{1,20}》(?:记者)?/, '')
    .replace(/(?:向|对)[^,，]{1,12}$/, '')
    .replace(/接受[^,，]{1,20}(?:采访|专访)时/, '');
  if (/[,，]/.test(bare)) return false;
  return bare.length <= 16 && !/[的是]/.test(bare.slice(0, -1)) && !/[把被让使令]/.test(bare);
}

function isWorkGap(gap: string): boolean {
  return gap.length <= 14 && !/[。;；:：,，!?！？\r\n的是]/.test(gap.replace(/\([^()]*\)/g, '').replace(/[,，](?=(?:也|还|并|明确)*$)/, ''));
}

function trimAdverbs(before: string): string {
  return before.replace(/(?:也|都|还|均|普遍|则|纷纷|一致|曾|已|向《[^》]{1,20}》|对《[^》]{1,20}》|在接受[^,，]{1,20}时)+$/, '');
}

function mentionsUnnamed(stretch: string): boolean {
  const bare = stretch.replace(/等?$/, '');
  return unnamedSources.lengthBefore(bare, bare.length) > 0;
}

/** What is said: the quotation beside the cue, or the rest of the sentence after it, the final mark left out. */
function contentOf(text: string, sentence: Sentence, cue: Cue): Span | undefined {
  let from = cue.end;
  const led = /^(?:[了过着](?=[,，:：“])|的是)?[,，:：\s]*/.exec(text.slice(from, from + 8))?.[0].length ?? 0;
  const rest = trimEnd(text, { start: from + led, end: sentence.end });
  if (rest.start >= rest.end) {
    // “…”某某说。 The quotation stands before the cue.
    const quote = sentence.quotes.filter((each) => each.end <= cue.start).at(-1);
    return quote ? insideQuote(quote) : undefined;
  }
  from = rest.start;
  const quote = sentence.quotes.find((each) => each.start === from);
  if (quote && (quote.end >= rest.end || /[:：]/.test(text.slice(cue.end, from))) && quote.end - quote.start > 8) return insideQuote(quote);
  // A colon later in a short clause opens what is said: 阐释了…的内涵：….
  const colon = /^[^,，。:：“”《》]{2,16}[:：]/.exec(text.slice(from, rest.end));
  if (colon && /^[了]/.test(text.slice(cue.end)) && from + colon[0].length < rest.end) return { start: from + colon[0].length, end: rest.end };
  return rest;
}

function trimEnd(text: string, span: Span): Span {
  let { end } = span;
  while (end > span.start && /[\s。！!？?…;；,，]/.test(text[end - 1] as string)) end--;
  return { start: span.start, end };
}

function insideQuote(quote: Span): Span {
  return { start: quote.start + 1, end: quote.end - 1 };
}

function isQuotationOnly(sentence: Sentence): boolean {
  const quote = sentence.quotes[0];
  return sentence.quotes.length === 1 && quote !== undefined && quote.start === sentence.start && quote.end >= sentence.end - 1 && quote.end - quote.start > 10;
}

function isQuoted(sentence: Sentence, offset: number): boolean {
  return sentence.quotes.some((quote) => quote.start <= offset && offset < quote.end);
}

function isClauseStart(text: string, at: number, sentence: Span): boolean {
  return at <= sentence.start || /[,，。;；:：!?！？“”\s(]/.test(text[at - 1] as string);
}

/** Sentences end at 。！？… outside quotations; a closing quotation mark after a full stop ends one unless the speaker follows. */
function sentencesOf(text: string, paragraph: Span): Sentence[] {
  const sentences: Sentence[] = [];
  let start = paragraph.start;
  let quotes: Span[] = [];
  let open = -1;
  const close = (end: number): void => {
    while (start < end && /\s/.test(text[start] as string)) start++;
    if (start < end) sentences.push({ start, end, quotes });
    start = end;
    quotes = [];
    open = -1;
  };
  for (let i = paragraph.start; i < paragraph.end; i++) {
    const character = text[i] as string;
    if (character === '“' && open < 0) open = i;
    else if (character === '”' && open >= 0) {
      quotes.push({ start: open, end: i + 1 });
      open = -1;
      const endsInside = /[。！!？?…]/.test(text[i - 1] as string);
      if (endsInside && !isSaidAfter(text, i + 1, paragraph.end)) close(i + 1);
    } else if (/[。！!？?]/.test(character) && (open < 0 || i - start > LONGEST_SENTENCE)) {
      while (i + 1 < paragraph.end && /[。！!？?”’)]/.test(text[i + 1] as string)) i++;
      close(i + 1);
    } else if (open < 0 && i - start > LONGEST_SENTENCE && /[;；,， ]/.test(character)) close(i + 1);
    else if (i - start > 2 * LONGEST_SENTENCE) close(i + 1);
  }
  close(paragraph.end);
  return sentences;
}

/** `….“…。”某某说。`: a quotation that its speaker follows is one sentence with the speaker. */
function isSaidAfter(text: string, at: number, end: number): boolean {
  const clause = /^[^。！!？?“”\r\n]{1,40}/.exec(text.slice(at, Math.min(end, at + 41)))?.[0] ?? '';
  const bare = clause.replace(/[,，:：\s]+$/, '');
  return bare.length > 0 && clause.length < 40 && statement.lengthBefore(bare, bare.length) > 0;
}

// #endregion

function sourcesIn(sources: readonly SourceTag[], span: Span): SourceTag[] {
  const inside: SourceTag[] = [];
  for (let i = lowerBound(sources, span.start, (source) => source.start); i < sources.length; i++) {
    const source = sources[i] as SourceTag;
    if (source.start >= span.end) break;
    if (source.end <= span.end) inside.push(source);
  }
  return inside;
}

function idsOf(sources: readonly SourceTag[]): string[] {
  return [...new Set(sources.map((source) => source.id))];
}

function* paragraphsOf(text: string): Generator<Span> {
  for (const match of text.matchAll(/[^\r\n]+/g)) yield { start: match.index, end: match.index + match[0].length };
}

function lineStart(text: string, offset: number): number {
  while (offset > 0 && !/[\r\n]/.test(text[offset - 1] as string)) offset--;
  return offset;
}

function lineEnd(text: string, offset: number): number {
  while (offset < text.length && !/[\r\n]/.test(text[offset] as string)) offset++;
  return offset;
}
