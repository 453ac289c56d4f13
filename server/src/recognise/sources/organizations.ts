import cues from '../../../data/sources/cues.json';
import data from '../../../data/sources/organizations.json';
import type { Span } from '../../text/span';
import { isLatinName, isOrganizationName } from './organizationNames';
import { endsWithTitle } from './personContext';
import { WordSet } from './wordSet';

/** A body cited as the origin of a statement, a figure or a publication, in folded text. */
export interface OrganizationMention extends Span {
  /** The full name it is short for, where the text introduces the short form. */
  readonly fullName?: Span;
}

const originNouns = new WordSet(data.originNouns);
const publishVerbs = new WordSet(data.publishVerbs);
const statement = new WordSet(cues.statement);
const notCue = new WordSet(cues.notCue);

const LONGEST = 30;
/** Ends of a stretch in which a name may stand. */
const LIMIT = /[，,。；;：:！!？?“”‘’《》\r\n]/;
/** What stands between clause and name, or between name and verb, and belongs to neither. */
const LEAD =
  /^(?:\s|(?:而|但|且|不过|然而|此外|同时|另外|其中|对此|为此|因此|随后|目前|当前|日前|近日|近期|最近|昨日|昨天|今日|今天|今年|去年|前年|此前|早前|据|根据|按照|由|与|和|经|在|如|像|以及|例如|比如|正如|这是|是|包括|来自|引用|援引|依据|按|即|时任)|(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:初|底|中旬|上旬|下旬|末)?(?=\D))+/;
const TRAIL =
  /(?:\s|日前|近日|近期|最近|昨日|昨天|今日|今天|今年|去年|此前|早前|随后|联合|正式|首次|再次|已经|已|也|还|则|便|就|又|曾|曾经|先后|共同|最新|等(?:[一二三四五六七八九十\d]+)?(?:个|家)?(?:部门|部委|机构|单位|部|家)?|官方|官网|方面|的?(?:相关)?(?:研究|调查|统计|监测)?(?:报告|数据|人士)?|于|在|(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)$/;

/** `FULL(下称“SHORT”)` */
const INTRODUCED = /\((?:以下|下)?(?:简称|称|统称)(?:为)?[:]?["“]?([^"”()]{2,12})["”]?\)/g;

/**
 * Finds bodies in the places where a text cites them (tagging guidelines, layer `source`): 据X数据, X数据显示,
 * X某日讯, X表示, X发布. `extra` are folded names known for other reasons (a speaker label, another document).
 */
export function findOrganizations(text: string, extra: ReadonlySet<string> = new Set()): OrganizationMention[] {
  const shortForms = introducedNames(text);
  const isName = (name: string): boolean => isOrganizationName(name) || shortForms.has(name) || extra.has(name);
  const found = new Map<number, OrganizationMention>();
  const add = (span: Span | undefined): void => {
    if (!span || found.has(span.start)) return;
    const fullName = shortForms.get(text.slice(span.start, span.end));
    found.set(span.start, { ...span, ...(fullName ? { fullName } : {}) });
  };
  for (const match of text.matchAll(/据|按照|援引|引用|来自|引述/g)) {
    const from = match.index + match[0].length;
    if (/[占证依数凭票收论单字]$/.test(text.slice(match.index - 1, match.index)) && match[0] === '据' && text[match.index - 1] !== '依') continue;
    add(citedAfter(text, from, isName));
  }
  for (const match of text.matchAll(/(?:显示|表明|指出|表示|认为|强调|透露|介绍|预计|预测|宣布|称|说|要求|提出|发布|公布|印发|释出|出台|颁布|披露|通报|估计|估算|回应|警告|呼吁|发表|发文|撰文|报道|获悉|判断|建议)/g)) {
    add(subjectBefore(text, match.index, match[0], isName));
  }
  for (const dateline of findDatelines(text)) add(agencyIn(text, dateline, isName));
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Short names that the text introduces, folded, with the full name they stand for. */
export function introducedNames(text: string): Map<string, Span> {
  const names = new Map<string, Span>();
  for (const match of text.matchAll(INTRODUCED)) {
    const full = nameBefore(text, match.index);
    if (full && isSubsequence(match[1] as string, text.slice(full.start, full.end))) names.set(match[1] as string, full);
  }
  return names;
}

/** The name of a body that ends at an offset: back to the clause before it, leading words left out. */
function nameBefore(text: string, end: number): Span | undefined {
  let start = end;
  while (start > 0 && end - start < LONGEST && !LIMIT.test(text[start - 1] as string) && text[start - 1] !== '、') start--;
  for (;;) {
    const name = text.slice(start, end);
    if (isOrganizationName(name)) return { start, end };
    const cut = /[的了是在由与对和向为给走进位于来自]|公司/.exec(name);
    if (!cut || cut.index + cut[0].length >= name.length) return undefined;
    start += cut.index + cut[0].length;
  }
}

function isSubsequence(short: string, full: string): boolean {
  let at = 0;
  for (const character of short) {
    at = full.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** `据X数据`, `据X公布的《…》`: the longest name before a noun of origin, a verb of publishing or 的. */
function citedAfter(text: string, start: number, isName: (name: string) => boolean): Span | undefined {
  let end = start;
  while (end < text.length && end - start < LONGEST && !LIMIT.test(text[end] as string)) end++;
  for (let to = end; to > start + 1; to--) {
    const closes =
      originNouns.lengthAt(text, to) > 0 || publishVerbs.lengthAt(text, to) > 0 || statement.lengthAt(text, to) > 0 ||
      /^(?:最新|近日|日前|此前|今日|昨日|官网|网站|的|《|等|\(|\d{4}年|\d{1,2}月|\d{1,2}日)/.test(text.slice(to, to + 5));
    if (!closes) continue;
    const name = text.slice(start, to);
    const citing = originNouns.lengthAt(text, to) > 0 || publishVerbs.lengthAt(text, to) > 0 || statement.lengthAt(text, to) > 0;
    if (isName(name) || (isLatinName(name) && citing)) return { start, end: to };
  }
  return undefined;
}

/** `X数据显示`, `X近日发布`, `X表示`: the subject of a verb, when the clause has nothing else before the verb. */
function subjectBefore(text: string, verbAt: number, verb: string, isName: (name: string) => boolean): Span | undefined {
  if (notCue.lengthAt(text, verbAt) > 0) return undefined;
  let start = verbAt;
  while (start > 0 && verbAt - start < LONGEST + 14 && !LIMIT.test(text[start - 1] as string)) start--;
  const clause = text.slice(start, verbAt);
  const lead = LEAD.exec(clause)?.[0].length ?? 0;
  let from = start + lead;
  let end = verbAt;
  let reports = verb === '显示' || verb === '表明';
  for (let n = 0; n < 4; n++) {
    const trail = TRAIL.exec(text.slice(from, end))?.[0] ?? '';
    if (trail === '') break;
    if (/数据|报告|研究|调查|统计/.test(trail)) reports = true;
    end -= trail.length;
    const name = text.slice(from, end);
    if (isName(name) && !/(?:数据|报告|研究|调查|统计|人士)$/.test(name)) break;
  }
  const noun = originNouns.lengthBefore(text, end, from);
  if (noun > 0 && end - noun > from && !isName(text.slice(from, end))) {
    end -= noun;
    reports = true;
  }
  if (text[end - 1] === '的') end--;
  // 甲、乙等部门印发: each of the list; the last is nearest to the verb.
  const list = text.slice(from, end).lastIndexOf('、');
  if (list >= 0 && isName(text.slice(from + list + 1, end))) from += list + 1;
  const name = text.slice(from, end);
  if (endsWithTitle(name)) return undefined;
  if (isName(name)) return { start: from, end };
  return reports && isLatinName(name) ? { start: from, end } : undefined;
}

/** What stands before the date of `X12月3日讯`, `X北京12月3日电`: agency and place, nobody's name. */
export function findDatelines(text: string): Span[] {
  const datelines: Span[] = [];
  for (const match of text.matchAll(/(?<![\d.])(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\s?\d{1,2}:\d{2})?(?:\s?\([^()]{1,12}\))?\s?(?:讯|电|消息|专电|发稿|播发)/g)) {
    const end = match.index;
    let start = end;
    while (start > 0 && end - start < 20 && !/[，,。；;：:！!？?“”《》()[\]【】\r\n\s]/.test(text[start - 1] as string)) start--;
    if (start < end) datelines.push({ start, end });
  }
  return datelines;
}

/** The agency at the head of its report; a place may stand between it and the date. */
function agencyIn(text: string, dateline: Span, isName: (name: string) => boolean): Span | undefined {
  for (let end = dateline.end; end > dateline.start + 1; end--) {
    const name = text.slice(dateline.start, end);
    if (dateline.end - end <= 8 && isName(name) && /(?:社|网|报|台|新闻|财经|通讯)$/.test(name)) return { start: dateline.start, end };
  }
  return undefined;
}
