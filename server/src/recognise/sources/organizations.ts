import data from '../../../data/sources/organizations.json';
import cues from '../../../data/sources/cues.json';
import { unitAt } from '../../text/characters';
import { fold } from '../../text/fold';
import { bySpan, type Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { circumstanceBefore, isLimit, leadLength, LONGEST_CIRCUMSTANCE, pattern, stretchStart, trailLength } from './clauseParts';
import { findFrames, type Frame } from './organizationFrames';
import { isKnownBody, isLatinName, isMedium, isOrganizationName, isUnlistedName, knownMediumBefore, mayEndOrganization, mayEndOrganizationWith } from './organizationNames';
import { endsWithTitle } from './personContext';
import { rememberLast } from './rememberLast';
import { wordCost } from './wordCosts';
import { WordSet } from './wordSet';

/**
 * Bodies in the places where a text cites them as the origin of a statement, a figure or a publication (tagging
 * guidelines, layer `source`). What makes a mention one is its frame: 据X数据, X数据显示, X表示, X发布《…》, X某日讯,
 * 从X获悉, X记者, X相关负责人称. Bodies without such a frame are merely mentioned. Offsets count in folded text.
 */

const originNouns = new WordSet(data.originNouns);
const publishVerbs = new WordSet(data.publishVerbs);
const documentNouns = new WordSet(data.documentNouns);
const spokespersons = new WordSet(data.spokespersons);
const statement = new WordSet(cues.statement);

const LONGEST = 30;

const BEFORE_ORIGIN = pattern('(?:最新|官方|公开|发布的?|公布的?|的)+$');
const JOINT = pattern('(?:、|和|与|及|以及|会同|联合|携手|\\s/\\s)$');
const owned = new WordSet(['旗下', '下属', '所属', '直属', '下设']);
const JOINS_NAMES = CodeUnitSet.of(fold('和与及'));

/** Finds the bodies that a text cites. `extra` are folded names known for other reasons (a speaker label, a short form, another document). */
export function findOrganizations(text: string, extra: ReadonlySet<string> = NO_NAMES): Span[] {
  const first = citations(text, extra);
  // A name that 据X数据 shows to be one is known in the whole text.
  const unlisted = first.filter(({ start, end }) => !isOrganizationName(text.slice(start, end)) && !extra.has(text.slice(start, end)));
  if (unlisted.length === 0) return first;
  return citations(text, new Set([...extra, ...unlisted.map(({ start, end }) => text.slice(start, end))]));
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** What counts as the name of a body: what reads as one, and what is known for other reasons. */
class NameTest {
  readonly #extra: ReadonlySet<string>;
  /** Last code units of the extra names. */
  readonly #lasts = new CodeUnitSet();

  constructor(extra: ReadonlySet<string>) {
    this.#extra = extra;
    for (const name of extra) this.#lasts.add(name.charCodeAt(name.length - 1));
  }

  isName(text: string): boolean {
    return isOrganizationName(text) || this.#extra.has(text);
  }

  /** Whether an extra name may end in a stretch of a text; no is certain. */
  mayHoldExtra(text: string, { start, end }: Span): boolean {
    for (let at = start; at < end; at++) if (this.#lasts.has(text.charCodeAt(at))) return true;
    return false;
  }

  /** Whether a name may end with a code unit. */
  mayEndWith(unit: number): boolean {
    return mayEndOrganizationWith(unit) || this.#lasts.has(unit);
  }

  /** Whether a name may end at an offset of the text; no is certain. */
  mayEnd(text: string, end: number, from: number): boolean {
    return mayEndOrganization(text, end, from) || this.#lasts.has(text.charCodeAt(end - 1));
  }
}

function citations(text: string, extra: ReadonlySet<string>): Span[] {
  const names = new NameTest(extra);
  const found = new Map<number, Span>();
  for (const { frame, cited } of citingFrames(text)) {
    for (const span of extra.size > 0 && names.mayHoldExtra(text, reachOf(text, frame)) ? citedIn(text, frame, names) : cited) {
      const known = found.get(span.start);
      if (!known || known.end < span.end) found.set(span.start, { start: span.start, end: span.end });
    }
  }
  return withoutInner([...found.values()]);
}

/** A frame, and what it cites when no names are known but those that read as such. */
export interface CitingFrame {
  readonly frame: Frame;
  readonly cited: readonly Span[];
}

/** All frames of a text: most are near no name that is known for other reasons. */
export const citingFrames = rememberLast((text: string): readonly CitingFrame[] => {
  const names = new NameTest(NO_NAMES);
  return findFrames(text).map((frame) => ({ frame, cited: citedIn(text, frame, names) }));
});

/** The stretch that the names of a frame stand in. */
function reachOf(text: string, frame: Frame): Span {
  switch (frame.kind) {
    case 'according':
      return { start: frame.end, end: Math.min(text.length, frame.end + LONGEST + LONGEST_CITED) };
    case 'publish':
      return { start: stretchStart(text, frame.start, LONGEST_SUBJECT), end: frame.start };
    case 'say':
      return { start: Math.max(0, frame.start - LONGEST_CIRCUMSTANCE - 1 - LONGEST_SUBJECT), end: frame.start };
    case 'list':
    case 'dateline':
      return frame;
    case 'reporter':
    case 'medium':
      return { start: frame.start, end: frame.start };
  }
}

/** Characters after a frame, its lead left out, and before a verb in which names are looked for. */
const LONGEST_CITED = LONGEST + 20;
const LONGEST_SUBJECT = LONGEST + 30;

/** The bodies that a frame cites. */
function citedIn(text: string, frame: Frame, names: NameTest): readonly Span[] {
  switch (frame.kind) {
    case 'according':
      return citedAfter(text, frame, names);
    case 'say':
    case 'publish':
      return subjectBefore(text, frame, names);
    case 'list':
      return listEndingAt(text, frame.start, frame.end, names);
    case 'dateline':
      return agencyIn(text, frame, names);
    case 'reporter':
      return mediumEndingAt(text, frame.start);
    case 'medium':
      return [frame];
  }
}

function withoutInner(spans: readonly Span[]): Span[] {
  let end = 0;
  return [...spans].sort(bySpan).filter((span) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}

// #region Frames

/** `据X数据`, `据X公布的《…》`: the names before a noun of origin, a verb of publishing or 的. */
function citedAfter(text: string, frame: Frame, names: NameTest): Span[] {
  const from = frame.end + leadLength(text.slice(frame.end, frame.end + LONGEST));
  const isCiting = text.slice(frame.start, frame.end) === CITING;
  let limit = from;
  while (limit < text.length && limit - from < LONGEST_CITED && !isLimit(text, limit)) limit++;
  for (let to = limit; to > from + 1; to--) {
    const origin = originNouns.lengthAt(text, to) > 0;
    const citing = origin || publishVerbs.lengthAt(text, to) > 0 || statement.lengthAt(text, to) > 0;
    const unit = unitAt(text, to);
    const closes = citing || (MAY_CLOSE_CITED.has(unit) && CLOSES_CITED.test(text.slice(to, to + 8))) || spokespersons.lengthAt(text, to) > 0 || (OPENS_SURVEY.has(unit) && SURVEYS.test(text.slice(to, to + 40))) || (isCiting && to === limit && /[,，]/.test(text[to] ?? ''));
    if (!closes) continue;
    const cited = listEndingAt(text, from, to, names);
    if (cited.length > 0) {
      // 根据教育部的安排 cites no statement: what follows 的 must be one.
      if (text[to] === '的' && !citesDocument(text, to + 1)) continue;
      return cited;
    }
    if ((origin || (citing && isLatinName(text.slice(from, to)))) && isUnlistedName(text.slice(from, to))) return [{ start: from, end: to }];
    // 据IT桔子最新数据
    const unlisted = BEFORE_ORIGIN.exec(text.slice(from, to))?.index;
    if (origin && unlisted !== undefined && unlisted > 1 && isUnlistedName(text.slice(from, from + unlisted))) return [{ start: from, end: from + unlisted }];
  }
  return [];
}

const CITING = fold('据');
const CLOSES_CITED = pattern(String.raw`^(?:最新|新近|新的|提供的|公开的|近日|日前|此前|今日|昨日|今天|昨天|官网|官微|网站|的|《|等|\(|相关|有关|独家|联合|\d{4}年|\d{1,2}月|\d{1,2}日|上周|本周|周[一二三四五六日]|上月|本月)`);

/** With what that may begin: all that the pattern is written with, and digits. */
const MAY_CLOSE_CITED = CodeUnitSet.of(`${CLOSES_CITED.source}0123456789`);
const OPENS_SURVEY = CodeUnitSet.of(fold('针对就'));

/** `据X对…的调查`: what is surveyed stands between. */
const SURVEYS = pattern('^(?:针对|对|就)[^，,。；;：:！!？?《》\\r\\n]{2,30}(?:的|进行的|所做的|开展的)(?:[^，,。]{0,6})?(?:调查|研究|统计|监测|测算|分析|预测|调研|评估|估算)');

/** Whether a stretch names a statement, a figure or a publication within its clause. */
function citesDocument(text: string, from: number): boolean {
  for (let at = from; at < text.length && at - from < 30; at++) {
    if (text[at] === '《') return true;
    if (isLimit(text, at)) return false;
    if (documentNouns.lengthAt(text, at) > 0 || originNouns.lengthAt(text, at) > 0) return true;
  }
  return false;
}

/** `X数据显示`, `X近日发布…`, `X相关负责人表示`: the subjects of a verb, when the clause has nothing else before the verb. */
function subjectBefore(text: string, verb: Frame, names: NameTest): Span[] {
  const start = stretchStart(text, verb.start, LONGEST_SUBJECT);
  const subject = subjectEndingAt(text, start, verb.start, verb, names);
  if (subject.length > 0 || verb.kind === 'publish') return subject;
  // 高盛在《…》报告中指出: the circumstances may hold a title.
  const circumstance = circumstanceBefore(text, verb.start);
  if (circumstance === undefined) return subject;
  return subjectEndingAt(text, circumstance < start ? stretchStart(text, circumstance, LONGEST_SUBJECT) : start, circumstance, verb, names);
}

function subjectEndingAt(text: string, start: number, verbAt: number, verb: Frame, names: NameTest): Span[] {
  if (!mayHoldSubject(text, start, verbAt, verb, names)) return [];
  const from = start + leadLength(text.slice(start, verbAt));
  const word = text.slice(verb.start, verb.end);
  let end = verbAt;
  let reports = isShowing(word);
  let publishes = publishVerbs.has(word);
  for (let n = 0; n < 7 && end > from; n++) {
    if (endsWithTitle(text.slice(from, end)) && spokespersons.lengthBefore(text, end, from) === 0) return [];
    const subjects = listEndingAt(text, from, end, names);
    // 对甲提出, 在乙表示: the body is no subject.
    if (subjects.length > 0 && NO_SUBJECT_AFTER.test(text.slice(Math.max(0, (subjects[0] as Span).start - 2), (subjects[0] as Span).start))) return [];
    const endsAsReport = endsReport.lengthBefore(text, end, from) > 0;
    if (subjects.length > 0 && !endsAsReport) return subjects;
    // 启衡数据发布: a firm with such a name publishes; figures do not.
    const brand = publishes ? brands.lengthBefore(text, end, from) : 0;
    if (brand > 0 && isUnlistedName(text.slice(from, end - brand))) return [{ start: from, end }];
    const published = n > 0 ? publishVerbs.lengthBefore(text, end, from) : 0;
    if (published > 0) {
      publishes = true;
      end -= published;
      continue;
    }
    const trail = trailLength(text, from, end);
    if (trail > 0 && endsReport.lengthBefore(text, end, end - trail) > 0) reports = true;
    const spokesperson = trail > 0 ? 0 : spokespersons.lengthBefore(text, end, from);
    const noun = trail + spokesperson > 0 ? 0 : originNouns.lengthBefore(text, end, from);
    if (noun > 0) reports = true;
    const particle = trail + spokesperson + noun > 0 ? 0 : text[end - 1] === '的' ? 1 : 0;
    const bracket = trail + spokesperson + noun + particle > 0 ? 0 : bracketBefore(text, end, from);
    const length = trail + spokesperson + noun + particle + bracket;
    if (bracket > 0 && STOCK_CODE.test(text.slice(end - bracket, end))) {
      const listed = listedCompanyBefore(text, from, end - bracket);
      if (listed) return [listed];
    }
    if (length === 0) break;
    end -= length;
  }
  const name = text.slice(from, end);
  // IT桔子数据显示: what shows figures is a body though no list has it.
  return reports && end < verbAt && isUnlistedName(name) ? [{ start: from, end }] : [];
}

/**
 * Whether a stretch before a verb may hold its subject: the end of a name, or a word for figures, which a name without a tail may
 * have. Asked first, as nearly all stretches hold neither and to read one is dear.
 */
function mayHoldSubject(text: string, start: number, verbAt: number, verb: Frame, names: NameTest): boolean {
  if (isShowing(text.slice(verb.start, verb.end)) || text[verbAt - 1] === ')') return true;
  for (let end = start + 2; end <= verbAt; end++) {
    const last = text.charCodeAt(end - 1);
    if (names.mayEndWith(last) && names.mayEnd(text, end, start)) return true;
    if (tellsOfFigures.mayEnd(last) && tellsOfFigures.lengthBefore(text, end, start) > 0) return true;
  }
  return false;
}

function isShowing(verb: string): boolean {
  return verb === SHOWING || verb === MAKING_CLEAR;
}

const SHOWING = fold('显示');
const MAKING_CLEAR = fold('表明');
const NO_SUBJECT_AFTER = pattern('(?:对|向|给|被|让|使|在|从|于|到|把|将|针对|关于|有关|访问|参观|就)$');
/** Second parts of the names of firms that sell figures. */
const BRANDS = ['数据', '研究', '咨询', '资讯', '智库', '洞察', '观察'];
const brands = new WordSet(BRANDS);
const REPORTS = ['数据', '报告', '研究', '调查', '统计', '资料', '监测', '指数', '人士'];
const endsReport = new WordSet(REPORTS);
const tellsOfFigures = new WordSet([...BRANDS, ...REPORTS, ...data.originNouns]);

/** A bracket that ends at an offset (国际能源署(IEA)表示): its length. */
function bracketBefore(text: string, end: number, from: number): number {
  if (text[end - 1] !== ')') return 0;
  const open = text.lastIndexOf('(', end - 2);
  return open > from && end - open <= 60 ? end - open : 0;
}

/** (0480), (600519.SH), (2330-TW): what stands before it is the name of a listed company. */
const STOCK_CODE = /^\((?:\d{4,6}(?:[.-][A-Z]{2,4})?|[A-Z]{2,6}[:.]\s?[A-Z0-9]{1,6})\)$/;
/** 发展商某某: what kind of company it is. */
const KIND_OF_COMPANY = pattern('^.{0,8}(?:发展商|开发商|供应商|运营商|制造商|零售商|厂商|龙头|巨头|大厂|母公司|子公司|旗下)');

/** The name of a company before its stock code. */
function listedCompanyBefore(text: string, from: number, end: number): Span | undefined {
  const kind = KIND_OF_COMPANY.exec(text.slice(from, end))?.[0].length ?? 0;
  const start = from + kind;
  return end - start >= 2 && end - start <= 8 && /^[\p{Script=Han}A-Za-z]+$/u.test(text.slice(start, end)) ? { start, end } : undefined;
}

const NEWS_TAIL = pattern('(?:社|网|报|台|新闻|财经|通讯)$');

/** The agency at the head of its report; a place may stand between it and the date. */
function agencyIn(text: string, dateline: Span, names: NameTest): Span[] {
  for (let end = dateline.end; end > dateline.start + 1 && dateline.end - end <= 8; end--) {
    const listed = knownMediumBefore(text, end, dateline.start);
    if (listed > 0) return [{ start: end - listed, end }];
    const name = text.slice(dateline.start, end);
    if (NEWS_TAIL.test(name) && names.isName(name)) return [{ start: dateline.start, end }];
  }
  return [];
}

/** Ends of a stretch in which a name may stand. */
const LIMIT = /[，,。；;：:！!？?“”‘’《》〈〉\r\n]/;

/** The medium that a reporter is of: the longest name before 记者. */
function mediumEndingAt(text: string, end: number): Span[] {
  const listed = knownMediumBefore(text, end, Math.max(0, end - 12));
  if (listed > 0) return [{ start: end - listed, end }];
  for (let start = Math.max(0, end - 12); start < end - 2; start++) {
    const name = text.slice(start, end);
    if (isMedium(name) && startsHere(text, start) && !LIMIT.test(name)) return [{ start, end }];
  }
  return [];
}

function startsHere(text: string, start: number): boolean {
  return start === 0 || !/[\p{Script=Han}A-Za-z]/u.test(text[start - 1] as string) || mayBegin(text, start, Math.max(0, start - 4));
}

// #endregion

// #region Names and lists of names

/** What a name may follow inside a clause. */
const ENDS_BEFORE_A_NAME = pattern('(?:的|和|与|及|以及|由|经|据|根据|按照|援引|引用|来自|在|对|向|从|为|是|给|连同|会同|联合|携手|旗下|下属|所属|直属|下设|附属|包括|例如|比如|如|像|被|让|而|但|后|中|上|时|日|月|年|初|底|末|前|来|自|曾|昨|今)$');
/** Verbs and dates are no part of a name, so one may begin after them. */
const AFTER_A_VERB = pattern(`(?:${data.notInNames.join('|')})$`);
/** Single characters of these that are as often part of a word. */
const PART_OF_A_WORD = pattern('[由经据在对向从为是给如像被让而但后中上时日月年初底末前来自曾昨今和与及]');

/**
 * The list of names that ends at an offset: `甲`, `甲和乙`, `甲、乙与丙`. Empty when no name ends there. `from` bounds the stretch. The
 * first name begins where the stretch does or after a word that no name goes on over.
 */
function listEndingAt(text: string, from: number, end: number, test: NameTest): Span[] {
  const names: Span[] = [];
  let to = end;
  while (names.length < 12) {
    const name = nameEndingAt(text, from, to, test);
    if (!name) break;
    names.unshift(name);
    const joint = JOINT.exec(text.slice(from, name.start))?.[0].length ?? 0;
    if (joint === 0) break;
    to = name.start - joint;
  }
  return names;
}

function nameEndingAt(text: string, from: number, end: number, test: NameTest): Span | undefined {
  if (!test.mayEnd(text, end, from)) return undefined;
  for (let start = Math.max(from, end - LONGEST); start < end - 1; start++) {
    if (start !== from && !mayBegin(text, start, from)) continue;
    const name = text.slice(start, end);
    if (!test.isName(name)) continue;
    // A headline may run into the agency after it: the listed name is the surer one.
    const listed = knownMediumBefore(text, end, start);
    if (listed > 0 && !isKnownBody(name)) return { start: end - listed, end };
    // 商务部和财政部 would read as one name by its tail, but is two.
    const second = secondName(name, test);
    return { start: start + second, end };
  }
  return undefined;
}

/** Whether a name may begin at a place inside a clause. */
function mayBegin(text: string, start: number, from: number): boolean {
  const before = text[start - 1] as string;
  if (/[、,，\s)—]/.test(before)) return true;
  const stretch = text.slice(Math.max(from, start - 3), start);
  if (AFTER_A_VERB.test(stretch)) return true;
  return ENDS_BEFORE_A_NAME.test(stretch) && !(PART_OF_A_WORD.test(before) && wordCost(text.slice(start - 1, start + 1)) !== undefined);
}

/** Where the last of several joined names begins; 0 when it is one name. */
function secondName(name: string, test: NameTest): number {
  if (isKnownBody(name)) return 0;
  for (let at = name.length - 2; at > 1; at--) {
    // 专家及某某组织: people without a name, and a body.
    if (JOINS_NAMES.has(name.charCodeAt(at)) && (test.isName(name.slice(0, at)) || spokespersons.lengthBefore(name, at) > 0) && test.isName(name.slice(at + 1))) return at + 1;
    const belongs = owned.lengthAt(name, at);
    if (belongs > 0 && test.isName(name.slice(at + belongs))) return at + belongs;
  }
  return 0;
}

// #endregion
