import cues from '../../../../data/sources/cues.json';
import { isHan, isWhite, standsAt, unitAt } from '../../../text/characters';
import { fold } from '../../../text/fold';
import { lowerBound, type Span } from '../../../text/span';
import { CodeUnitSet } from '../../codeUnitSet';
import type { SourceTag } from '../../tags';
import { WHITE_SPACE } from '../whiteSpace';
import { WordSet } from '../wordSet';
import {
  AS_SAID, CITES, CLAUSAL, DIRECT, DOUBTS, GIVES_WORD, LEARNS, NAMES_THING, PUTS_FORWARD, REPORTS, SAYS, SHOWN_BY, TELLS, TELLS_WHOM, THINKS, UNNAMED, VIEW, type CuePlaces,
} from './cuePlaces';
import type { Sentence } from './sentences';

/** Words that tie a statement to its source. */
export interface Cue extends Span {
  /**
   * `verb`: a verb of saying or thinking after its subject. `view`: 在…看来. `unnamed`: 据悉, 有观点认为. `according`: 据…数据.
   * `shown`: 数据显示, 报告指出. `colon`: whatever stands between a speaker and `:“`.
   */
  readonly kind: 'verb' | 'view' | 'unnamed' | 'according' | 'shown' | 'colon';
}

const statement = new WordSet(cues.statement);
const clausal = new WordSet(cues.clausal);
const SHORTEST_CLAUSE = 8;
/** 指 has no things for its object. */
const SHORTEST_AFTER_ONE = 4;

/** Whether a verb is one that also has things for its object (批评, 宣布), so that what it leads to ends before another's statement. */
export function isClausal(word: string): boolean {
  return clausal.has(word);
}
const notCueBefore = new WordSet(cues.notCueBefore);
const unnamed = new WordSet(cues.unnamed);

const nouns = cues.shownNouns.join('|');
const SHOWN = new RegExp(`^(?:${cues.shownLeads.join('|')})?(?:${nouns})(?:${nouns})?(?:结果)?(?:也可以|也可|可以|也|还|则|均|都|同时|进一步|明确|充分)?(?:显示|表明|指出|称|认为|发现|提到|证明|证实|(?:提出|预计|预测|强调|建议|披露)(?=[,:“]))(?![出了屏器卡])`);
/** 记者从某某获悉: what is learned from somebody. */
const LEARNED = /^从([^,。;!?“《\r\n]{2,40}?)(?:处|方面|官方)?(?:获悉|了解到|瞭解到|得知|获知)[,:]?/;

const ACCORDING = /^(?:根据|按照|依据|据)((?:《[^》\r\n]{1,60}》|“[^”\r\n]{1,40}”|[^,，。;；!?！？《“\r\n]){2,70})[,，:]/;
/** 如某某所说. */
const SAID_BEFORE = /^(?:所|曾)(?:经)?(?:说|言|指出|强调|述|讲)(?:过)?(?:的)?(?:那样|一样)?(?=[,:])/;
/** 笑着说, 说道: the word of saying after a verb. */
const SAYS_MORE = /^(?:[说道称](?=[,，:：“])|[说称]道?(?=[,:“]))/;
const SAYING = CodeUnitSet.of('说道称');
/** 说了算, 提出者, 表示器: parts of other words. */
const PART_OF_A_NOUN = CodeUnitSet.of('者人书家员器');
/** An attitude, no statement: 表示不满, 表示热烈的欢迎. */
const ATTITUDE_PARTICLES = ['了', '出', '过'];
const DEGREES = ['热烈', '衷心', '诚挚', '深切', '强烈', '坚决', '高度', '由衷', '崇高', '充分', '深表', '极大', '明确', '完全', '十分', '非常', '严重'];
const ATTITUDES = [
  '欢迎', '感谢', '祝贺', '不满', '不解', '敬意', '慰问', '哀悼', '遗憾', '抗议', '谴责', '赞赏', '支持', '反对', '同意', '理解', '关注', '关切', '担忧', '歉意', '谢意', '肯定',
  '认可', '乐观', '愤怒', '满意', '惋惜', '期待', '怀疑', '赞同', '尊重', '否认', '异议', '拒绝',
];
const ATTITUDE = new RegExp(`^(?:${ATTITUDE_PARTICLES.join('|')})?(?:${DEGREES.join('|')})?(?:的)?(?:${ATTITUDES.join('|')})(?=[。,;!?”]|$)`);
const OPENS_ATTITUDE = CodeUnitSet.of([...ATTITUDE_PARTICLES, ...DEGREES, '的', ...ATTITUDES].map((word) => word.charAt(0)).join(''));
const LONGEST_ATTITUDE = 24;

/** Cues of a sentence outside quotations and titles, in order. */
export function cuesIn(text: string, places: CuePlaces, sentence: Sentence, sources: readonly SourceTag[]): readonly Cue[] {
  // Most sentences have none, and no list is made for them.
  let found: Cue[] | undefined;
  const skips = skipsOf(sentence, sources);
  let next = 0;
  for (let i = sentence.start; i < sentence.end; ) {
    while (next < skips.length && (skips[next] as Span).end <= i) next++;
    const skipped = skips[next];
    const stop = Math.min(skipped?.start ?? sentence.end, sentence.end);
    const cue = firstCue(text, places, i, stop, sentence);
    if (cue) (found ??= []).push(cue);
    i = cue ? cue.end : Math.max(i, stop);
    if (skipped && skipped.start <= i) i = Math.max(i, skipped.end);
  }
  for (const quote of sentence.quotes) {
    const colon = cueBeforeColon(text, sentence, quote, sources, found ?? NO_CUES);
    if (!colon) continue;
    found ??= [];
    found.splice(lowerBound(found, colon.start, (each) => each.start), 0, colon);
  }
  return found ?? NO_CUES;
}

/** The first cue that begins in a stretch. */
function firstCue(text: string, places: CuePlaces, from: number, to: number, sentence: Sentence): Cue | undefined {
  for (let at = places.next(from); at < to; at = places.next(at + 1)) {
    const cue = cueAt(text, at, places, sentence);
    if (cue) return cue;
  }
  return undefined;
}

const NO_CUES: readonly Cue[] = [];

/** Quotations and titles, in order: words inside them are no cues. */
function skipsOf(sentence: Sentence, sources: readonly SourceTag[]): readonly Span[] {
  if (sources.length === 0 || !sources.some(isWork)) return sentence.quotes;
  const works = sources.filter(isWork);
  return sentence.quotes.length === 0 ? works : [...sentence.quotes, ...works].sort((a, b) => a.start - b.start);
}

function isWork(source: SourceTag): boolean {
  return source.kind === 'work';
}

/** The cue that begins at a place, which is the one found last. */
function cueAt(text: string, at: number, places: CuePlaces, sentence: Sentence): Cue | undefined {
  const { ways } = places;
  if (ways === SAYS) return verbAt(text, at, places, sentence);
  if ((ways & UNNAMED) !== 0 && isClauseStart(text, at, sentence)) return { start: at, end: withPointsOut(text, at + unnamed.lengthAt(text, at)), kind: 'unnamed' };
  if ((ways & SHOWN_BY) !== 0) {
    const shown = SHOWN.exec(text.slice(at, at + 24));
    if (shown) return { start: at, end: at + shown[0].length, kind: 'shown' };
  }
  if ((ways & VIEW) !== 0 && standsAt(text, at, '看来') && OPENS_VIEW.test(text.slice(Math.max(sentence.start, at - 120), at)) && !NO_VIEW_AFTER.has(unitAt(text, at - 1))) return { start: at, end: at + 2, kind: 'view' };
  if ((ways & CITES) !== 0) {
    const clause = isClauseStart(text, at, sentence) ? ACCORDING.exec(text.slice(at, Math.min(sentence.end, at + 150))) : null;
    return clause ? { start: at, end: at + clause[0].length - 1, kind: 'according' } : undefined;
  }
  if ((ways & LEARNS) !== 0) {
    const learned = LEARNED.exec(text.slice(at, Math.min(sentence.end, at + 60)));
    if (learned) return { start: at, end: at + learned[0].replace(/[,:]$/, '').length, kind: 'according' };
  }
  if ((ways & AS_SAID) !== 0) {
    const asSaid = SAID_BEFORE.exec(text.slice(at, at + 10));
    if (asSaid) return { start: at, end: at + asSaid[0].length, kind: 'verb' };
  }
  if ((ways & GIVES_WORD) !== 0) {
    const gives = GIVES.exec(text.slice(at, at + 40));
    if (gives) return { start: at, end: at + gives[0].length - 1, kind: 'verb' };
  }
  return (ways & SAYS) !== 0 ? verbAt(text, at, places, sentence) : undefined;
}

/** 总看来, 表看来: these are other words. */
const NO_VIEW_AFTER = CodeUnitSet.of('总这由表');

/** A verb of saying or thinking with its content after it, or at the end of the clause that follows a quotation. */
function verbAt(text: string, at: number, places: CuePlaces, sentence: Sentence): Cue | undefined {
  const { verbLength, verbLabels: labels } = places;
  let end = withPointsOut(text, at + verbLength);
  // 告诉《财经》, 告诉记者: whom is told belongs to the cue.
  if ((labels & TELLS) !== 0) {
    const told = TOLD.exec(text.slice(end, Math.min(sentence.end, end + 30)))?.[0];
    // 当医生告知他病情后,…: when that was, and no statement.
    if (told !== undefined && ENDS_OCCASION.has(unitAt(told, told.length - 1))) return undefined;
    if (told !== undefined && ((labels & TELLS_WHOM) !== 0 || HEARERS.test(told))) end += told.length;
    else if ((labels & TELLS_WHOM) !== 0) return undefined;
  }
  if (SAYING.has(unitAt(text, end))) end += SAYS_MORE.exec(text.slice(end, end + 3))?.[0].length ?? 0;
  const next = unitAt(text, end);
  if (PART_OF_A_NOUN.has(next)) return undefined;
  const opens = leadsOn(text, end) || end >= sentence.end - 1 || (next === LE && COLON_AFTER_OBJECT.test(text.slice(end, end + 24))) || ((labels & PUTS_FORWARD) !== 0 && !AFTER_A_VERB.has(next));
  if (!opens && ((labels & DIRECT) === 0 || next === LE || next === GUO || ((labels & CLAUSAL) !== 0 && !hasClause(text, end, sentence, verbLength === 1 ? SHORTEST_AFTER_ONE : SHORTEST_CLAUSE)))) return undefined;
  const leadStart = Math.max(sentence.start, at - LONGEST_VERB_LEAD);
  // 被认为, 被称为: nobody's own words; 被业内认为 says whose.
  if (isPassive(text, at, sentence.start) && !((labels & THINKS) !== 0 && PASSIVE.test(text.slice(leadStart, at)))) return undefined;
  // 某社记者某某报道:…: a by-line.
  if ((labels & REPORTS) !== 0 && next === COLON && text.slice(leadStart, at).includes('记者')) return undefined;
  const before = unitAt(text, at - 1);
  // 以及批评…的歌曲, 受批评: no verb of the clause.
  if (!opens && (labels & CLAUSAL) !== 0 && NO_VERB_AFTER.has(before)) return undefined;
  // 不认为, 没有透露: what somebody does not say.
  if (ENDS_NEGATION.has(before) && NEGATED.test(text.slice(leadStart, at))) return undefined;
  // 对…广泛质疑: what is doubted stands before the verb.
  if ((labels & DOUBTS) !== 0 && (next === COMMA || next === FULL_STOP) && /对(?!此|于此)[^,，。]{1,30}$/.test(text.slice(Math.max(sentence.start, at - 34), at))) return undefined;
  // 规划建议提出: a noun before the verb.
  if (isHan(next) && statement.lengthAt(text, end) > 1) return undefined;
  // 宣布“投降”的消息: a word quoted, no statement.
  if (next === OPENING_MARK && /^“[^”]{1,8}”的/.test(text.slice(end, end + 24))) return undefined;
  if (!opens && ATTRIBUTIVE.has(next)) return undefined;
  if (OPENS_ATTITUDE.has(next) && ATTITUDE.test(text.slice(end, end + LONGEST_ATTITUDE))) return undefined;
  if ((labels & NAMES_THING) !== 0 && next !== COMMA && next !== COLON && isNamedThing(text, end, sentence)) return undefined;
  return { start: at, end, kind: 'verb' };
}

/** Whom is told, up to the mark after it. */
const TOLD = /^(?:《[^》]{1,20}》(?:记者)?|[^,，。:：《》“”\r\n]{1,12})(?=[,，:：。!?]|$)/;
const HEARERS = /记者|我们|大家|他|她|我|众|学生|同|读者|人们|企业|投资|消费|用户|业者|各界|世人|后人|市民|家长|考生|司机|旅客/;
const ENDS_OCCASION = CodeUnitSet.of('后时前');
/** Characters before a verb in which a passive or a negation is looked for. */
const LONGEST_VERB_LEAD = 16;

const LE = 0x4e86;
const GUO = 0x8fc7;
const SHI = 0x662f;
const DE = 0x7684;
const COMMA = 0x2c;
const COLON = 0x3a;
const FULL_STOP = 0x3002;
const OPENING_MARK = 0x201c;
/** What stands between a verb and the mark that leads to what is said, and these marks: 说了:, 指出的是,. */
const PARTICLES = CodeUnitSet.of('了过着到');
const LEADING_MARKS = CodeUnitSet.of(',，:：“');
const AFTER_A_VERB = CodeUnitSet.of('了的过');
const ATTRIBUTIVE = CodeUnitSet.of('的地得');
const COLON_AFTER_OBJECT = /^了[^,，。;；:：“”]{2,16}[:：]/;

/** Whether a mark that leads to what is said follows, maybe after a particle or 的是. */
function leadsOn(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const particles = PARTICLES.has(unit) ? 1 : unit === DE && text.charCodeAt(at + 1) === SHI ? 2 : 0;
  return LEADING_MARKS.has(text.charCodeAt(at + particles));
}

/** 强调指|出: the longest word of the list may end inside 指出. */
function withPointsOut(text: string, end: number): number {
  return text[end - 1] === '指' && text[end] === '出' ? end + 1 : end;
}

/** 及, 受, 被: after these a verb with an object is that of no speaker. */
const NO_VERB_AFTER = CodeUnitSet.of(fold('及和与或、的于为被受遭怕以'));

/** Whether a clause of some length follows, and no bare object. */
function hasClause(text: string, from: number, sentence: Span, shortest: number): boolean {
  if (sentence.end - from <= shortest) return false;
  const end = clauseEnd(text, from, Math.min(sentence.end, from + 60), ENDS_OBJECT);
  return (end - from >= shortest || LEADS_TO_SPEECH.has(unitAt(text, end))) && !ENDS_OCCASION_CLAUSE.test(text.slice(Math.max(from, end - 2), end));
}

const ENDS_OBJECT = CodeUnitSet.of(',;。:“”');
const LEADS_TO_SPEECH = CodeUnitSet.of(':“');
const ENDS_OCCASION_CLAUSE = /(?:时|后|之际)$/;

/** Where the clause at an offset ends: before the first character of a set, or `to`. */
function clauseEnd(text: string, from: number, to: number, ends: CodeUnitSet): number {
  let end = from;
  while (end < to && !ends.has(text.charCodeAt(end))) end++;
  return end;
}

/** 提出硬科技理念, 提出“…”的概念以来: the object is a thing that is put forward, not what is said. */
function isNamedThing(text: string, from: number, sentence: Span): boolean {
  const end = clauseEnd(text, from, Math.min(sentence.end, from + LONGEST_THING), ENDS_THING);
  for (let i = from; i < end; i++) {
    if (!things.mayBegin(text.charCodeAt(i))) continue;
    const thingEnd = i + things.lengthAt(text, i);
    if (thingEnd > i && thingEnd <= end && (thingEnd === end || (GOES_ON_AFTER_THING.has(text.charCodeAt(thingEnd)) && AFTER_THING.test(text.slice(thingEnd, end))))) return true;
  }
  return false;
}

/** Characters from the verb on in which the thing is looked for. */
const LONGEST_THING = 40;
const ENDS_THING = CodeUnitSet.of(',，。;；:：!?');
const things = new WordSet([
  '概念', '理念', '口号', '说法', '构想', '设想', '倡议', '主张', '理论', '问题', '挑战', '质疑', '批评', '建议', '意见', '看法', '观点', '申请', '请求', '上诉', '目标', '战略', '方案', '计划',
  '课题', '思路', '要求',
]);
/** What may follow the thing: 的提出以来, 后. */
const AFTER_THING = /^(?:的[^,]{0,8})?(?:以?来|以?后|之后|时|中|的时候)?$/;
const GOES_ON_AFTER_THING = CodeUnitSet.of('的以来后之时中');

const NEGATED = /(?:不|没|没有|未|未曾|尚未|并未|无法|拒绝|不愿|不肯|未能|没能|难以|不便|从未)$/;
const ENDS_NEGATION = CodeUnitSet.of('不没有未曾法绝愿肯能以便从');

/** Whether 被 or 据 stands before a verb in its clause, a few characters away at most. */
function isPassive(text: string, at: number, from: number): boolean {
  for (let i = at - 1; i >= from && i >= at - 7; i--) {
    const unit = text.charCodeAt(i);
    if (PASSIVE_WORDS.has(unit)) return true;
    if (ENDS_CLAUSE.has(unit)) return false;
  }
  return false;
}

const PASSIVE_WORDS = CodeUnitSet.of('被据');
const ENDS_CLAUSE = CodeUnitSet.of(',，。;；:：');

/** 给出了…的界定:…, 作出判断:…: a noun for what is said, led to by a colon. */
const GIVES = /^(?:给出|作出|做出|提出|得出|下|有|发出|留下|写下)(?:了|过)?[^,，。;；:：]{0,16}(?:定义|界定|解释|判断|回答|答复|结论|评价|说明|预测|概括|总结|阐释|论断|表述|建议|倡议|呼吁|承诺|警告|感慨|感叹|疑问|观点|看法|说法|名言|话)[:：]/;

/** 某某自勉:“…”, 某某笑着回忆:“…”: any verb that leads from a speaker to a quotation by a colon. */
function cueBeforeColon(text: string, sentence: Sentence, quote: Span, sources: readonly SourceTag[], known: readonly Cue[]): Cue | undefined {
  let colon = quote.start - 1;
  while (colon > sentence.start && isWhite(text.charCodeAt(colon))) colon--;
  if (unitAt(text, colon) !== COLON || quote.end - quote.start < 8) return undefined;
  const speaker = sources.findLast((source) => source.kind === 'person' && source.end <= colon);
  const pronoun = /(?:^|[,，。;；\s”])([他她])(?![们的])[^,，。;；]{1,10}$/.exec(text.slice(Math.max(sentence.start, colon - 16), colon));
  if (pronoun) {
    const start = colon - pronoun[0].length + pronoun[0].indexOf(pronoun[1] as string) + 1;
    return known.some((cue) => cue.end > start && cue.end <= colon) ? undefined : { start, end: colon, kind: 'colon' };
  }
  if (!speaker || colon - speaker.end > 14 || colon - speaker.end < 1 || speaker.start < sentence.start) return undefined;
  if (known.some((cue) => cue.end > speaker.end && cue.end <= colon) || /[,。;]/.test(text.slice(speaker.end, colon))) return undefined;
  return { start: speaker.end, end: colon, kind: 'colon' };
}

/** Whether a stretch ends in a verb of saying: `院长某某说`, `某某告诉记者`, `某某在采访中表示`. */
export function saysBefore(clause: string): boolean {
  if (/(?:告诉|告知)[^,]{1,12}$/.test(clause)) return true;
  const bare = clause.replace(/(?:道|着|过|了)$/, '');
  if (statement.lengthBefore(clause, clause.length) > 0) return notCueBefore.lengthBefore(clause, clause.length) === 0;
  return bare !== clause && statement.lengthBefore(bare, bare.length) > 0;
}

/** 被某某认为: the words for whoever thinks so. */
export const PASSIVE = /被([^,，。;；:：被]{2,14})$/;

/** Where the 在 of 在…看来 may stand. */
const OPENS_VIEW = /(?:^|[,，。;；:\s”])(?:而|但|不过|同时|因此|然而|与此同时)?在/;

export function isClauseStart(text: string, at: number, sentence: Span): boolean {
  if (at <= sentence.start) return true;
  const before = text.charCodeAt(at - 1);
  return BEFORE_A_CLAUSE.has(before) || (ENDS_CONNECTIVE.has(before) && CONNECTIVE.test(text.slice(Math.max(sentence.start, at - 2), at)));
}

const BEFORE_A_CLAUSE = CodeUnitSet.of(`,，。;；:：!?！？“”(而但${WHITE_SPACE}`);
const CONNECTIVE = /(?:其中|另外|此外|另|同时|不过|然而|而且)$/;
const ENDS_CONNECTIVE = CodeUnitSet.of('中外另时过而且');
