import { lowerBound, type Span } from '../../../text/span';
import type { Block } from '../../../text/structure/blocks';
import { CodeUnitSet } from '../../codeUnitSet';
import type { RecogniserInput } from '../../recogniser';
import type { SourceTag } from '../../tags';
import type { Credit } from '../credits';
import { sourcesIn, type Found } from './found';

/** Statements that take in whole turns or articles: speaker turns, narrators, lectures. */

/** A label for the one who answers (答, A). */
const ANSWER = /^(?:答|A|受访者|嘉宾)$/i;
/** Labels of credits that name whoever is interviewed. */
const INTERVIEWED = /^(?:口\s*述|讲\s*述|受访|嘉\s*宾|对谈|被访)/;
/** The note that an article was a speech: 本文根据某某在…的讲话整理. */
const FROM_A_SPEECH = /^[(\[]?(?:本文|本稿|文章|以上内容|全文)(?:系|是|为|由|根据|据|依据|改编自|摘自|整理自)[^\r\n]{0,80}?(?:讲稿|讲话|发言|演讲|讲座|报告|授课|讲课|口述|致辞)[^\r\n]{0,40}$/;

const OPENS_NOTE = CodeUnitSet.of('([本文以全');

/** What each named speaker of an interview says: one statement a turn, without a cue. */
export function turnAttributions(input: RecogniserInput, sources: readonly SourceTag[], credits: readonly Credit[]): Found[] {
  const { text } = input.reading;
  const found: Found[] = [];
  let interviewed: string | null | undefined;
  for (const turn of input.structure.turns) {
    const first = turn.parts[0];
    const last = turn.parts[turn.parts.length - 1];
    if (turn.anonymous || !first || !last) continue;
    const label = sourcesIn(sources, turn.label)[0];
    let id = label?.id;
    if (id === undefined && ANSWER.test(text.slice(turn.label.start, turn.label.end))) {
      if (interviewed === undefined) interviewed = interviewee(text, input, sources, credits) ?? null;
      id = interviewed ?? undefined;
    }
    if (id === undefined) continue;
    found.push({ start: turn.label.start, end: last.end, sources: [id], cue: undefined, content: { start: first.start, end: last.end }, by: turn.label });
  }
  return found;
}

/** The one person who answers: named by a credit, or the only one whom the text before the first question names. */
function interviewee(text: string, input: RecogniserInput, sources: readonly SourceTag[], credits: readonly Credit[]): string | undefined {
  const credited = new Set(
    credits
      .filter((credit) => credit.label && INTERVIEWED.test(text.slice(credit.label.start, credit.label.end)))
      .flatMap((credit) => sourcesIn(sources, credit))
      .filter((source) => source.kind === 'person')
      .map((source) => source.id),
  );
  if (credited.size === 1) return [...credited][0];
  const first = input.structure.turns[0];
  if (!first) return undefined;
  const isCredited = (source: SourceTag): boolean => /(?:记者|编辑|摄影|整理|采写|撰文)\s*$/.test(text.slice(Math.max(0, source.start - 8), source.start)) || credits.some((credit) => credit.start <= source.start && source.end <= credit.end);
  const named = new Set(sourcesIn(sources, { start: 0, end: first.start }).filter((source) => source.kind === 'person' && !isCredited(source)).map((source) => source.id));
  return named.size === 1 ? [...named][0] : undefined;
}

/** What a named narrator tells (讲述人：…): from the by-line to the next credit or article, headings before that left out. */
export function narratorAttributions(input: RecogniserInput, sources: readonly SourceTag[], credits: readonly Credit[]): Found[] {
  const { text } = input.reading;
  const { blocks } = input.structure;
  const found: Found[] = [];
  credits.forEach((credit, index) => {
    if (!credit.speaks) return;
    const persons = sourcesIn(sources, credit).filter((tag) => tag.kind === 'person' && credit.persons.some(({ start }) => start === tag.start));
    const [person] = persons;
    if (!person) return;
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
    const content = proseOf(text, told);
    if (!content) return;
    found.push({
      start: Math.min(credit.start, content.start),
      end: content.end,
      sources: persons.map((each) => each.id),
      cue: credit.label,
      content,
      by: { start: person.start, end: (persons.at(-1) as SourceTag).end },
    });
  });
  return found;
}

/** An article that a closing note says to be somebody's lecture or speech (本文根据某某的讲稿整理): all of its prose. */
export function lectureAttributions(input: RecogniserInput, sources: readonly SourceTag[]): Found[] {
  const { text } = input.reading;
  const { blocks, articles } = input.structure;
  const found: Found[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const note = blocks[i] as Block;
    if (note.end - note.start > 160 || !OPENS_NOTE.has(text.charCodeAt(note.start)) || !FROM_A_SPEECH.test(text.slice(note.start, note.end))) continue;
    const persons = sourcesIn(sources, note).filter((source) => source.kind === 'person');
    const [speaker] = persons;
    if (!speaker || new Set(persons.map(({ id }) => id)).size > 1) continue;
    const article = articles.findLast((each) => each.start <= note.start);
    const from = article && article.end >= note.start ? article.title.end : (article?.end ?? 0);
    const told: Span[] = [];
    for (let k = lowerBound(blocks, from, (block) => block.start); k < i; k++) {
      const block = blocks[k] as Block;
      if (block.kind === 'paragraph' || block.kind === 'list-item') told.push(block);
    }
    const content = proseOf(text, told);
    if (content) found.push({ start: content.start, end: note.end, sources: [speaker.id], cue: undefined, content, by: { start: speaker.start, end: speaker.end } });
  }
  return found;
}

/** Short lines without a full stop at the end of a narration head what comes next; printed-in lines before it are no narration. */
function proseOf(text: string, blocks: readonly Span[]): Span | undefined {
  let from = 0;
  let to = blocks.length;
  const isProse = (block: Span | undefined): boolean => block !== undefined && (block.end - block.start > 40 || /[。！!？?…”]$/.test(text.slice(block.start, block.end)));
  while (from < to && !isProse(blocks[from])) from++;
  while (to > from && !isProse(blocks[to - 1])) to--;
  const first = blocks[from];
  const last = blocks[to - 1];
  return first && last && to > from ? { start: first.start, end: last.end } : undefined;
}

function lineStart(text: string, offset: number): number {
  while (offset > 0 && !/[\r\n]/.test(text[offset - 1] as string)) offset--;
  return offset;
}

function lineEnd(text: string, offset: number): number {
  while (offset < text.length && !/[\r\n]/.test(text[offset] as string)) offset++;
  return offset;
}
