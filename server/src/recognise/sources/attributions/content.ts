import { isWhite, standsAt, unitAt } from '../../../text/characters';
import type { Span } from '../../../text/span';
import { UnitClasses } from '../../../text/unitClasses';
import { CodeUnitSet } from '../../codeUnitSet';
import { WHITE_SPACE } from '../whiteSpace';
import type { Cue } from './cues';
import type { Quotation } from './quotations';
import type { Sentence } from './sentences';

/** What is said: the quotation beside the cue or the rest of the sentence, final punctuation left out (tagging guidelines, attributions). */
export interface Content extends Span {
  /** A cue further on with the same source: 甲指出…,强调…. */
  readonly next?: Span;
}

/** Shorter ones are words set off, not what is said. */
const SHORTEST_QUOTATION = 8;
/** Verbs with a clause for what is said, never a thing. */
const STATES = /(?:认为|表示|指出|强调|相信|坦言|直言|觉得|称|说|指)$/;
/** A shorter stretch before a quotation says nothing by itself. */
const SHORTEST_LEAD = 4;
/** A second verb of saying with the same subject, after a comma. */
const NEXT_CUE = /^[,，;；](?:并|还|也|亦|更|同时|并且|随后|又|并再次|还特别|特别|同时还|同时也|同时亦|另)?(强调|指出|提出|认为|要求|表示|明确|重申|呼吁|建议|称|说|坦言|提醒|透露|宣布|预计|批评|质疑|澄清|直言|补充|警告|指责|指(?![出数导定挥南示向标责控明望派使认]))(?=[^的了过者为服明法话出]|了[,，:：])/;
/** 论, 观点: what follows 认为 is what the view says, not the speaker. */
const A_VIEW = /(?:论|观点|声音|看法|说法|舆论|质疑|意见|想法|误区|心态)[”’"]?$/;
/** The author comes back to what was said: 可见, 这番话, 此言. */
const COMMENT_ON_SPEECH = /^[,，;；](?:由此可见|可见|足见|此言|此语|这番话|这番表态|这句话|这一表态|这一说法|这一判断|这一论断|这一表述|这一论述|这一提法|这一结论|这一数据|这一数字|这组数据|言下之意|换言之|也就是说|于是)/;
/** 您怎么看: the one who asks turns to the one who is asked. */
const TURNS_TO_YOU = /^[,，;；](?:对此)?[^,，;；。]{0,8}[您你]/;
/** After figures: 这意味着, 表明. */
const COMMENT_ON_FIGURES = /^[,，;；](?:由此可见|可见|足见|(?:而)?这(?:也|都|充分|无疑|还|就|又)?(?:意味着|表明|说明|反映|显示|印证|证明)|(?:充分|也)?(?:反映出|反映了|表明|说明|意味着|印证了))/;
/** After an object without a comma before it (强调创新,这是…): a main clause of the author. */
const COMMENT_ON_OBJECT = /^[,，;；](?:这(?:一[^,，]{1,8})?(?:既|不仅|也|正|就|都|无疑|充分|深刻)?(?:是|为|体现|标志|彰显|反映|说明|表明|意味着|对|给|在)|此举|可见|由此|从而|为[^,，。]{2,20}(?:指明|提供|奠定|注入|作出|做出)|体现了|彰显了|标志着|引发|引起|得到|受到|令|让人)/;

/** With what these begin after the mark, as classes of that character: each is tried only where it may match. */
const MAY_SAY_MORE = 1;
const MAY_COMMENT_ON_SPEECH = 2;
const MAY_COMMENT_ON_FIGURES = 4;
const MAY_COMMENT_ON_OBJECT = 8;
const beginnings = new UnitClasses()
  .add(MAY_SAY_MORE, '并还也亦更同随又特另强指提认要表明重呼建称说坦透宣预批质澄直补警')
  .add(MAY_COMMENT_ON_SPEECH, '由可足此这言换也于')
  .add(MAY_COMMENT_ON_FIGURES, '由可足而这充也反表说意印')
  .add(MAY_COMMENT_ON_OBJECT, '这此可由从为体彰标引得受令让');
/** Characters in which they are looked for. */
const LONGEST_COMMENT = 40;

/** The contents that a cue leads to: one, or the quotation before it and what follows it too (“…,”某某说,“…”). */
export function contentsOf(text: string, sentence: Sentence, cue: Cue): Content[] {
  const before = quotationBefore(text, sentence, cue)?.inside;
  const after = contentAfter(text, sentence, cue, before !== undefined) ?? [];
  return before ? [before, ...after] : after;
}

/** “…,”某某说: the quotation that stands before the clause of the cue and was not led to by a cue of its own. */
function quotationBefore(text: string, sentence: Sentence, cue: Cue): Quotation | undefined {
  if (sentence.quotes.length === 0 || (cue.kind !== 'verb' && cue.kind !== 'colon')) return undefined;
  const index = sentence.quotes.findLastIndex((each) => each.end <= cue.start);
  const quote = sentence.quotes[index];
  if (!quote || quote.inside.end - quote.inside.start < 4) return undefined;
  const gap = text.slice(quote.end, cue.start);
  if (/[。;；:!?]/.test(gap.replace(/^[,。]/, '')) || gap.length > 80) return undefined;
  // Said before the cue is what ends as speech does, or stands at the head of the sentence with a comma after it.
  const ends = /[,，。！!？?…—]/.test(text[quote.inside.end - 1] as string);
  const opens = quote.start === sentence.start;
  if (opens ? !ends && !/^[,，]/.test(gap) && quote.inside.end - quote.inside.start < 12 : !ends) return undefined;
  const lead = text.slice(Math.max(sentence.start, quote.start - 1), quote.start);
  return opens || !/[:：]/.test(lead) ? quote : undefined;
}

const PARTICLES = CodeUnitSet.of('了过着');
const LEADS_TO_CONTENT = CodeUnitSet.of(',，:：“');
const LEADS_ON = CodeUnitSet.of(`,，:：${WHITE_SPACE}`);
/** How far what is said may stand behind its cue. */
const LONGEST_LEAD = 60;

/** Where what stands between a cue and what it leads to ends: a particle, 的是, marks and white space. */
function leadEnd(text: string, cueEnd: number): number {
  const most = Math.min(text.length, cueEnd + LONGEST_LEAD);
  let at = cueEnd;
  if (PARTICLES.has(unitAt(text, at)) && LEADS_TO_CONTENT.has(unitAt(text, at + 1))) at++;
  else if (standsAt(text, at, '的是')) at += 2;
  while (at < most && LEADS_ON.has(text.charCodeAt(at))) at++;
  return at;
}

function contentAfter(text: string, sentence: Sentence, cue: Cue, quoted: boolean): Content[] | undefined {
  const from = leadEnd(text, cue.end);
  const rest = trimmed(text, { start: from, end: sentence.end });
  if (rest.start >= rest.end) return undefined;
  const quote = sentence.quotes.find((each) => each.start === rest.start);
  const colon = quote !== undefined && rest.start > cue.end && /[:：]/.test(text.slice(cue.end, rest.start));
  if (quote && colon && (quote.end >= rest.end || quote.inside.end - quote.inside.start >= 4)) {
    const more = sentence.quotes.filter((each) => each.start >= quote.end && isJoined(text.slice(quote.end, each.start)));
    return [quote, ...more].map((each) => each.inside);
  }
  if (quote && (quote.end >= rest.end || (endsAsSpeech(text, quote) && quote.inside.end - quote.inside.start >= SHORTEST_QUOTATION)) && quote.end - quote.start > SHORTEST_QUOTATION) {
    // “…”“…”: quotations one after the other are one statement each.
    const more = quoted ? sentence.quotes.filter((each) => each.start >= quote.end && isJoined(text.slice(quote.end, each.start))) : [];
    return [quote, ...more].map((each) => each.inside);
  }
  // A colon later in a short clause opens what is said: 阐释了…的内涵：….
  const later = hasColonWithin(text, rest.start, Math.min(rest.end, rest.start + LONGEST_BEFORE_COLON)) ? COLON_LATER.exec(text.slice(rest.start, rest.end)) : null;
  if (later && (text[cue.end] === '了' || cue.kind === 'verb') && rest.start + later[0].length < rest.end && (text[cue.end] === '了' || text[rest.start + later[0].length] === '“')) {
    const contentStart = rest.start + later[0].length;
    const after = sentence.quotes.find((each) => each.start === contentStart);
    const clause = later[0].replace(/[:：]\s*$/, '');
    const lead = { start: rest.start, end: rest.start + clause.length };
    if (after && after.end >= rest.end && STATES.test(text.slice(cue.start, cue.end)) && clause.length > SHORTEST_LEAD && !/的[^的]{1,6}$/.test(clause)) return [lead, after.inside];
    return [after && after.end >= rest.end ? after.inside : { start: contentStart, end: rest.end }];
  }
  if (later && /主要体现|体现在|如下/.test(later[0])) return [rest];
  return paraphrase(text, sentence, cue, rest, from === cue.end);
}

const COLON_LATER = /^[^,，。:：“”《》]{2,24}[:：]\s*/;
const LONGEST_BEFORE_COLON = 25;
const NOT_BEFORE_COLON = CodeUnitSet.of(',，。“”《》');

/** Whether a colon comes before other marks: few clauses have one. */
function hasColonWithin(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x3a || unit === 0xff1a) return true;
    if (NOT_BEFORE_COLON.has(unit)) return false;
  }
  return false;
}

const CLAUSE_MARKS = CodeUnitSet.of(',，;；');

const ASKS = CodeUnitSet.of('?？');

/** The rest of the sentence, up to another cue of the same source or a comment of the author; quotations in it are left whole. */
function paraphrase(text: string, sentence: Sentence, cue: Cue, rest: Span, isObject: boolean): Content[] {
  const figures = cue.kind === 'shown' || cue.kind === 'according' || cue.kind === 'unnamed';
  const asks = ASKS.has(text.charCodeAt(sentence.end - 1));
  let nextQuote = sentence.quotes.findIndex((each) => each.end > rest.start);
  for (let i = rest.start; i < rest.end; i++) {
    const quote = nextQuote >= 0 ? sentence.quotes[nextQuote] : undefined;
    if (quote && quote.start === i) {
      // 某某认为…:“…”: in other words first, then in the speaker's own.
      if (cue.kind === 'verb' && text[i - 1] === ':' && quote.end >= rest.end && i - rest.start > SHORTEST_LEAD && quote.inside.end - quote.inside.start >= SHORTEST_QUOTATION) {
        return [{ start: rest.start, end: i - 1 }, quote.inside];
      }
      i = quote.end - 1;
      nextQuote++;
      continue;
    }
    if (!CLAUSE_MARKS.has(text.charCodeAt(i))) continue;
    const may = beginnings.of(unitAt(text, i + 1));
    if (may === 0 && !asks) continue;
    const head = text.slice(i, i + LONGEST_COMMENT);
    const again = cue.kind === 'verb' && (may & MAY_SAY_MORE) !== 0 ? NEXT_CUE.exec(head) : null;
    if (again && !(again[1] === '认为' && A_VIEW.test(text.slice(rest.start, i)))) {
      const end = i + again[0].length;
      return [{ start: rest.start, end: i, next: { start: end - (again[1] as string).length, end } }];
    }
    const isComment =
      ((may & MAY_COMMENT_ON_SPEECH) !== 0 && COMMENT_ON_SPEECH.test(head)) ||
      (asks && TURNS_TO_YOU.test(head)) ||
      (figures && (may & MAY_COMMENT_ON_FIGURES) !== 0 && COMMENT_ON_FIGURES.test(head)) ||
      (isObject && (may & MAY_COMMENT_ON_OBJECT) !== 0 && COMMENT_ON_OBJECT.test(head));
    if (isComment) return [{ start: rest.start, end: i }];
  }
  return [rest];
}

function endsAsSpeech(text: string, quote: Quotation): boolean {
  return /[,，。！!？?…]/.test(text[quote.inside.end - 1] as string);
}

function isJoined(gap: string): boolean {
  return /^[\s、,]*$/.test(gap);
}

const LEFT_OUT_AT_END = CodeUnitSet.of(`。！!？?…;；,，:：${WHITE_SPACE}`);

/** White space and final punctuation left out. */
function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isWhite(text.charCodeAt(start))) start++;
  while (end > start && LEFT_OUT_AT_END.has(text.charCodeAt(end - 1))) end--;
  return { start, end };
}
