import data from '../../../data/sources/organizations.json';
import cues from '../../../data/sources/cues.json';
import { fold } from '../../text/fold';
import { bySpan, type Span } from '../../text/span';
import { isKnownBody, isLatinName, isMedium, isOrganizationName, isUnlistedName, knownMediumBefore } from './organizationNames';
import { endsWithTitle } from './personContext';
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
const notCue = new WordSet(cues.notCue);
const notCueBefore = new WordSet(cues.notCueBefore);

const LONGEST = 30;
/** Ends of a stretch in which a name may stand. */
const LIMIT = /[，,。；;：:！!？?“”‘’《》〈〉\r\n]/;

/** Patterns are written in Simplified and matched on the folded text. */
const pattern = (source: string, flags = ''): RegExp => new RegExp(fold(source), flags);

/** A date as it stands between a name and its verb. */
const DATE = String.raw`(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}(?:日|号))?(?:初|底|中旬|上旬|下旬|末)?(?:上午|下午|晚间|晚|凌晨|中午)?`;
/** What stands before a name in its clause and is no part of it. */
const LEAD = pattern(
  String.raw`^(?:\s|(?:而|但|且|不过|然而|此外|同时|另外|其中|对此|为此|因此|随后|目前|当前|日前|近日|近期|最近|昨日|昨天|今日|今天|今年|去年|前年|此前|早前|据|根据|按照|由|与|和|经|如|像|以及|例如|比如|正如|这是|是|包括|来自|引用|援引|依据|按|即|时任|又据|另据|综合|会后|会上|期间|当天|当日|同日|次日|当晚|当时|事后|之后|后来|连日来|一直以来|具体来看|数据方面|上周[一二三四五六日]?|本周[一二三四五六日]?|周[一二三四五六日]|上月|本月|年初|年底|早在)|\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:初|底|中旬|上旬|下旬|末)?|\d{1,2}月(?:\d{1,2}日)?(?:初|底|中旬|上旬|下旬|末)?|\d{1,2}日|截至)+`,
);
/** What stands between a name and its verb and belongs to neither. */
const TRAIL = pattern(
  String.raw`(?:\s|发言|致辞|撰文|发文|受访时?|分析|答复|答问|发声|通报|回信|日前|近日|近期|近来|最近|昨日|昨天|昨|今日|今天|今早|今晨|今年|去年|此前|早前|早些时候|随后|当天|当日|同日|稍早|上周[一二三四五六日]?|本周[一二三四五六日]?|周[一二三四五六日]|联合|正式|首次|再次|多次|一再|反复|已经|已|也|还|则|便|就|又|曾|曾经|先后|共同|陆续|最新|最近|公开|明确|严正|郑重|书面|同时|均|都|只|却|仍|同样|特别|进一步|一致|普遍|等(?:[一二三四五六七八九十\d]+)?(?:个|家|大)?(?:部门|部委|机构|单位|媒体|部|家|国际组织|组织|公司|大学)?|的?(?:相关|有关|最新|一项|一份|年度|季度|月度)?(?:研究|调查|统计|监测|预测|测算|分析)?(?:结果|报告|数据|资料|公告|文件|名单|榜单|消息|指数)|于|在|${DATE}(?=$))$`,
);
/** `在…上`, `向…`, `就…`: when, where and to whom, between a name and its verb; and titles of works the body says it in. */
const CIRCUMSTANCE = pattern(
  String.raw`(?:(?:近日|日前|昨日|今日|今天|昨天|最近)?(?:在|于)(?!内)[^，,。；;：:！!？?\r\n在]{1,44}(?:中|上|里|时|间|后|会|内)|(?:对|向|就|给)[^，,。；;：:！!？?\r\n]{1,20}|(?:发布|公布|发表|发出|下发|出具)[^，,。；;：:！!？?\r\n]{0,24})(?:也|还|则|就|曾|再次|均)?$`,
);

/** Verbs of saying with a body as their subject, the longer before the shorter. */
const SAY = pattern(
  '(?:显示|表明|指出|表示|认为|强调|透露|介绍|预计|预测|预估|预期|预警|预报|宣布|宣称|声称|坚称|称|说|要求|提出|估计|估算|测算|回应|警告|警示|呼吁|发文|撰文|刊文|报道|判断|建议|披露|通报|证实|确认|否认|承认|提醒|重申|声明|写道|评论|坦言|解释|补充|主张|辩称|预言|反驳|批评|谴责|敦促|抗议|推算|评估|发现|提示|告诉|告知|解读|发声|发帖|推文|援引|明确)',
  'g',
);
const PUBLISH = pattern('(?:联合发布|联合印发|发布|公布|印发|释出|出台|颁布|发表|下发|刊发|刊登|出具|编制|编写|编纂|撰写|制定|推出|上修|下修|公告|出版(?!社|物|界|业|商|局|集团|总署)|修订)', 'g');
const ACCORDING = pattern('(?:据|按照|援引|引用|来自|引述|转引|参照|综合)', 'g');
const LEARNED = pattern('(?:从|由|向)([^，,。；;：:！!？?“”《》\\r\\n]{2,30}?)(?:处|方面|官网|网站)?(?:获悉|得知|了解到|获得的|证实|传来|传出|获取的)', 'g');
const REPORTER = pattern('(?:特派记者|特约记者|特约撰稿人|特约评论员|首席记者|见习记者|驻.{1,6}记者|评论员|记者|通讯员)(?!会|站|团|协会|节|证|问|席|招待)', 'g');
const TOLD = pattern('(?:接受|告诉|对|向)([^，,。；;：:！!？?“”《》\\r\\n]{2,16}?)(?:的|独家|书面|电话|视频|等媒体)*(?:采访|专访|记者|表示|说|透露|介绍|称|[，,])', 'g');
const PUBLISHED_BY = pattern('(?:由)([^，,。；;：:！!？?“”《》\\r\\n]{3,40}?)(?:联合|共同|日前|近日|正式)?(?:发布|编制|编写|撰写|出具|出版|印发|制定|公布|发起)', 'g');
const IN_THE_EYES = pattern('在([^，,。；;：:！!？?“”《》\\r\\n]{2,30})看来', 'g');
const DATELINE = pattern(String.raw`(?<![\d.一二三四五六七八九十])(?:[\d〇零一二三四五六七八九]{4}年)?(?:[\d一二三四五六七八九十]{1,2}月)?[\d一二三四五六七八九十]{1,3}日(?:\s?\d{1,2}:\d{2})?(?:\s?\([^()]{1,12}\))?\s?(?:讯|电|消息|专电|发稿|播发|综合报道)`, 'g');
const PICTURE = pattern(String.raw`\(([\p{Script=Han}A-Za-z]{2,10}?)(?:发|供图|供稿|图|图片)(?:[,，\s][^()]{0,14}|[^()]{0,8}摄)?\)`, 'gu');

/** The 据 of 数据, 占据, 证据. */
const PART_OF_ANOTHER_WORD = pattern('[占证依数凭票收论单字拒]$');
const AFTER_A_DOCUMENT = pattern('(?:报告|《[^》]*》|数据|指数|榜单|名单|白皮书|该书)[^，,。]{0,6}$');
const BEFORE_ORIGIN = pattern('(?:最新|官方|公开|发布的?|公布的?|的)+$');
/** 发布会, 出版商. */
const NO_VERB_OF_PUBLISHING = pattern('^(?:会|厅|者|商|方|平台|渠道|日|期)');
const AFTER_A_REPORT = pattern('(?:显示|表明|指出|称|认为|说|预测|中|里|上)');
const LEADING_WORD = pattern('[由与和经在如像按即是据]');
const SHOWS_NOTHING_SAID = pattern('^显示(?:出|了|屏|器|技术)');
const ATTITUDE = pattern('^表示(?:哀悼|祝贺|慰问|感谢|敬意|谢意|歉意|欢送)');
const VERB_OR_NOUN = pattern('^(?:报道|评论|解读|推文|发现|明确|评估|推算|测算|披露)$');
const AFTER_A_NOUN = pattern('^(?:[和与及、]|中心|机构|部门|方法|报告|系统)');
const TELLS = pattern('^(?:告诉|告知)$');
const TOLD_TO = pattern('^(?:记者|《|本报|[^，,。；;：:！!？?“”\\r\\n]{1,12}[，,：:])');
const OFTEN_A_NOUN = pattern('^(?:要求|介绍|声明|预警|预报)$');
const ENDS_A_NOUN = pattern('^(?:[。；;、]|信|会)');
const BEFORE_AN_AGENCY = pattern('^(?:又据|另据|根据|综合|据)');
const JOINT = pattern('(?:、|和|与|及|以及|会同|联合|携手|\\s/\\s)$');
const OWNED = pattern('^(?:旗下|下属|所属|直属|下设)');

/** Finds the bodies that a text cites. `extra` are folded names known for other reasons (a speaker label, a short form, another document). */
export function findOrganizations(text: string, extra: ReadonlySet<string> = new Set()): Span[] {
  const first = citations(text, extra);
  // A name that 据X数据 shows to be one is known in the whole text.
  const unlisted = first.filter(({ start, end }) => !isOrganizationName(text.slice(start, end)) && !extra.has(text.slice(start, end)));
  if (unlisted.length === 0) return first;
  return citations(text, new Set([...extra, ...unlisted.map(({ start, end }) => text.slice(start, end))]));
}

function citations(text: string, extra: ReadonlySet<string>): Span[] {
  const isName = (name: string): boolean => isOrganizationName(name) || extra.has(name);
  const found = new Map<number, Span>();
  const add = (spans: readonly Span[]): void => {
    for (const span of spans) {
      const known = found.get(span.start);
      if (!known || known.end < span.end) found.set(span.start, { start: span.start, end: span.end });
    }
  };
  for (const match of text.matchAll(ACCORDING)) {
    if (match[0] === fold('据') && PART_OF_ANOTHER_WORD.test(text.slice(match.index - 1, match.index)) && text[match.index - 1] !== fold('依')) continue;
    add(citedAfter(text, match.index + match[0].length, isName, match[0]));
  }
  for (const match of text.matchAll(SAY)) add(subjectBefore(text, match.index, match[0], isName, 'say'));
  for (const match of text.matchAll(PUBLISH)) {
    if (publishesSomething(text, match.index + match[0].length)) add(subjectBefore(text, match.index, match[0], isName, 'publish'));
  }
  for (const match of text.matchAll(LEARNED)) add(listEndingAt(text, match.index + 1, match.index + 1 + trimTrail(match[1] as string).length, isName));
  for (const match of text.matchAll(PUBLISHED_BY)) {
    const from = match.index + 1;
    if (publishesSomething(text, match.index + match[0].length) || AFTER_A_DOCUMENT.test(text.slice(Math.max(0, match.index - 60), match.index))) {
      add(listEndingAt(text, from, from + trimTrail(match[1] as string).length, isName));
    }
  }
  for (const match of text.matchAll(IN_THE_EYES)) {
    const spokesperson = spokespersons.lengthBefore(match[1] as string, (match[1] as string).length);
    add(listEndingAt(text, match.index + 1, match.index + 1 + (match[1] as string).length - spokesperson, isName));
  }
  for (const match of text.matchAll(REPORTER)) add(mediumEndingAt(text, match.index));
  for (const match of text.matchAll(TOLD)) {
    const name = (match[1] as string);
    const start = match.index + match[0].indexOf(name);
    if (isMedium(name)) add([{ start, end: start + name.length }]);
  }
  for (const match of text.matchAll(PICTURE)) {
    const name = match[1] as string;
    if (isMedium(name)) add([{ start: match.index + 1, end: match.index + 1 + name.length }]);
  }
  for (const dateline of findDatelines(text)) add(agencyIn(text, dateline, isName));
  return withoutInner([...found.values()]);
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
function citedAfter(text: string, start: number, isName: (name: string) => boolean, cue: string): Span[] {
  const from = start + leadLength(text.slice(start, start + LONGEST));
  let limit = from;
  while (limit < text.length && limit - from < LONGEST + 20 && !LIMIT.test(text[limit] as string)) limit++;
  for (let to = limit; to > from + 1; to--) {
    const origin = originNouns.lengthAt(text, to) > 0;
    const citing = origin || publishVerbs.lengthAt(text, to) > 0 || statement.lengthAt(text, to) > 0;
    const closes = citing || CLOSES_CITED.test(text.slice(to, to + 8)) || spokespersons.lengthAt(text, to) > 0 || SURVEYS.test(text.slice(to, to + 40)) || (cue === fold('据') && to === limit && /[,，]/.test(text[to] ?? ''));
    if (!closes) continue;
    const names = listEndingAt(text, from, to, isName);
    if (names.length > 0) {
      // 根据教育部的安排 cites no statement: what follows 的 must be one.
      if (text[to] === '的' && !citesDocument(text, to + 1)) continue;
      return names;
    }
    if ((origin || (citing && isLatinName(text.slice(from, to)))) && isUnlistedName(text.slice(from, to))) return [{ start: from, end: to }];
    // 据IT桔子最新数据
    const unlisted = BEFORE_ORIGIN.exec(text.slice(from, to))?.index;
    if (origin && unlisted !== undefined && unlisted > 1 && isUnlistedName(text.slice(from, from + unlisted))) return [{ start: from, end: from + unlisted }];
  }
  return [];
}

const CLOSES_CITED = pattern(String.raw`^(?:最新|新近|新的|提供的|公开的|近日|日前|此前|今日|昨日|今天|昨天|官网|官微|网站|的|《|等|\(|相关|有关|独家|联合|\d{4}年|\d{1,2}月|\d{1,2}日|上周|本周|周[一二三四五六日]|上月|本月)`);

/** `据X对…的调查`: what is surveyed stands between. */
const SURVEYS = pattern('^(?:针对|对|就)[^，,。；;：:！!？?《》\\r\\n]{2,30}(?:的|进行的|所做的|开展的)(?:[^，,。]{0,6})?(?:调查|研究|统计|监测|测算|分析|预测|调研|评估|估算)');

/** Whether a stretch names a statement, a figure or a publication within its clause. */
function citesDocument(text: string, from: number): boolean {
  for (let at = from; at < text.length && at - from < 30; at++) {
    if (text[at] === '《') return true;
    if (LIMIT.test(text[at] as string)) return false;
    if (documentNouns.lengthAt(text, at) > 0 || originNouns.lengthAt(text, at) > 0) return true;
  }
  return false;
}

/** What a verb of publishing has for its object: a work, a report, figures; or a statement that follows at once. Goods are none. */
function publishesSomething(text: string, from: number): boolean {
  if (NO_VERB_OF_PUBLISHING.test(text.slice(from, from + 2))) return false;
  if (/^[,，:：“]/.test(text.slice(from, from + 1))) return true;
  const attribute = text[from] === '的';
  let at = from;
  for (; at < text.length && at - from < 46; at++) {
    const unit = text[at] as string;
    if (unit === '《') return true;
    if (unit === '“' || unit === '”') continue;
    if (LIMIT.test(unit)) break;
  }
  // The noun that ends the object counts: 发布数据产品 publishes a product.
  const object = text.slice(from, at);
  if (documentNouns.lengthBefore(object, object.length) > 0) return true;
  const shows = AFTER_A_REPORT.exec(object);
  if (shows && documentNouns.lengthBefore(object, shows.index) > 0) return true;
  return attribute && documentNouns.lengthAt(object, 1) > 0;
}

/** `X数据显示`, `X近日发布…`, `X相关负责人表示`: the subjects of a verb, when the clause has nothing else before the verb. */
function subjectBefore(text: string, verbAt: number, verb: string, isName: (name: string) => boolean, kind: 'say' | 'publish'): Span[] {
  if (kind === 'say' && (notCue.lengthAt(text, verbAt) > 0 || notCueBefore.lengthBefore(text, verbAt + verb.length) > 0)) return [];
  if (NOUN_NOW.test(text.slice(Math.max(0, verbAt - 2), verbAt))) return [];
  if (kind === 'say' && !opensStatement(text, verbAt, verb)) return [];
  let start = verbAt;
  while (start > 0 && verbAt - start < LONGEST + 30 && !LIMIT.test(text[start - 1] as string)) start--;
  // 高盛在《…》报告中指出: the circumstances may hold a title.
  let from = start;
  const wide = text.slice(Math.max(0, verbAt - 110), verbAt);
  const circumstance = kind === 'say' ? CIRCUMSTANCE.exec(wide) : null;
  const ends = [verbAt];
  if (circumstance) ends.push(verbAt - wide.length + circumstance.index);
  for (const stop of ends) {
    if (stop < from) {
      from = stop;
      while (from > 0 && stop - from < LONGEST + 30 && !LIMIT.test(text[from - 1] as string)) from--;
    }
    const names = subjectEndingAt(text, from, stop, verb, isName);
    if (names.length > 0) return names;
  }
  return [];
}

function subjectEndingAt(text: string, start: number, verbAt: number, verb: string, isName: (name: string) => boolean): Span[] {
  const from = start + leadLength(text.slice(start, verbAt));
  let end = verbAt;
  let reports = verb === fold('显示') || verb === fold('表明');
  let publishes = publishVerbs.has(verb);
  for (let n = 0; n < 7 && end > from; n++) {
    if (endsWithTitle(text.slice(from, end)) && spokespersons.lengthBefore(text, end, from) === 0) return [];
    const names = listEndingAt(text, from, end, isName);
    // 对甲提出, 在乙表示: the body is no subject.
    if (names.length > 0 && NO_SUBJECT_AFTER.test(text.slice(Math.max(0, (names[0] as Span).start - 2), (names[0] as Span).start))) return [];
    if (names.length > 0 && !ENDS_AS_REPORT.test(text.slice(from, end))) return names;
    // 启衡数据发布: a firm with such a name publishes; figures do not.
    if (publishes && BRAND.test(text.slice(from, end)) && isUnlistedName(text.slice(from, end).replace(BRAND, ''))) return [{ start: from, end }];
    const published = n > 0 ? publishVerbs.lengthBefore(text, end, from) : 0;
    if (published > 0) {
      publishes = true;
      end -= published;
      continue;
    }
    const trail = TRAIL.exec(text.slice(from, end))?.[0].length ?? 0;
    const spokesperson = trail > 0 ? 0 : spokespersons.lengthBefore(text, end, from);
    const noun = trail + spokesperson > 0 ? 0 : originNouns.lengthBefore(text, end, from);
    const particle = trail + spokesperson + noun > 0 ? 0 : text[end - 1] === '的' ? 1 : 0;
    const bracket = trail + spokesperson + noun + particle > 0 ? 0 : bracketBefore(text, end, from);
    const length = trail + spokesperson + noun + particle + bracket;
    if (length === 0) break;
    if (noun > 0 || (trail > 0 && ENDS_AS_REPORT.test(text.slice(end - trail, end)))) reports = true;
    end -= length;
  }
  const name = text.slice(from, end);
  // IT桔子数据显示: what shows figures is a body though no list has it.
  return reports && end < verbAt && isUnlistedName(name) ? [{ start: from, end }] : [];
}

/** Length of what stands before a name in its clause. 经济日报 begins with no 经. */
function leadLength(clause: string): number {
  const length = LEAD.exec(clause)?.[0].length ?? 0;
  const cutsAWord = length > 0 && /\p{Script=Han}/u.test(clause[length - 1] as string) && wordCost(clause.slice(length - 1, length + 1)) !== undefined;
  return cutsAWord && LEADING_WORD.test(clause[length - 1] as string) ? length - 1 : length;
}

const NO_SUBJECT_AFTER = pattern('(?:对|向|给|被|让|使|在|从|于|到|把|将|针对|关于|有关|访问|参观|就)$');
/** Second parts of the names of firms that sell figures. */
const BRAND = pattern('(?:数据|研究|咨询|资讯|智库|洞察|观察)$');
const ENDS_AS_REPORT = pattern('(?:数据|报告|研究|调查|统计|资料|监测|指数|人士)$');

/** Whether a verb of saying is followed by what is said: not by a bare attribute (表示的, 要求的) or by nothing of the kind. */
function opensStatement(text: string, verbAt: number, verb: string): boolean {
  const after = text.slice(verbAt + verb.length, verbAt + verb.length + 4);
  if (/^[的地得]|^之/.test(after)) return false;
  if (SHOWS_NOTHING_SAID.test(verb + after) || ATTITUDE.test(verb + after)) return false;
  if (VERB_OR_NOUN.test(verb)) return !AFTER_A_NOUN.test(after);
  if (TELLS.test(verb)) return TOLD_TO.test(text.slice(verbAt + verb.length, verbAt + verb.length + 16));
  if (OFTEN_A_NOUN.test(verb)) return !ENDS_A_NOUN.test(after);
  return true;
}

/** 进行通报, 作出回应: the verb is a noun there. */
const NOUN_NOW = pattern('(?:进行|予以|开展|加以|作出|做出|给予|提供|发出|引起|受到|得到|遭到|的)$');

/** A bracket that ends at an offset (国际能源署(IEA)表示): its length. */
function bracketBefore(text: string, end: number, from: number): number {
  if (text[end - 1] !== ')') return 0;
  const open = text.lastIndexOf('(', end - 2);
  return open > from && end - open <= 60 ? end - open : 0;
}

function trimTrail(written: string): string {
  let bare = written;
  for (let n = 0; n < 4; n++) {
    const next = bare.replace(TRAIL, '');
    if (next === bare) break;
    bare = next;
  }
  return bare;
}

/** What stands before the date of `X12月3日讯`, `X北京12月3日电`: agency and place, nobody's name. */
export function findDatelines(text: string): Span[] {
  const datelines: Span[] = [];
  for (const match of text.matchAll(DATELINE)) {
    const end = match.index;
    let start = end;
    while (start > 0 && end - start < 20 && !/[，,。；;：:！!？?“”《》()[\]【】\r\n\s]/.test(text[start - 1] as string)) start--;
    const lead = BEFORE_AN_AGENCY.exec(text.slice(start, end))?.[0].length ?? 0;
    if (start + lead < end) datelines.push({ start: start + lead, end });
  }
  return datelines;
}

const NEWS_TAIL = pattern('(?:社|网|报|台|新闻|财经|通讯)$');

/** The agency at the head of its report; a place may stand between it and the date. */
function agencyIn(text: string, dateline: Span, isName: (name: string) => boolean): Span[] {
  for (let end = dateline.end; end > dateline.start + 1 && dateline.end - end <= 8; end--) {
    const listed = knownMediumBefore(text, end, dateline.start);
    if (listed > 0) return [{ start: end - listed, end }];
    const name = text.slice(dateline.start, end);
    if (isName(name) && NEWS_TAIL.test(name)) return [{ start: dateline.start, end }];
  }
  return [];
}

/** The medium that a reporter is of: the longest name before 记者. */
function mediumEndingAt(text: string, end: number): Span[] {
  const listed = knownMediumBefore(text, end, Math.max(0, end - 12));
  if (listed > 0) return [{ start: end - listed, end }];
  for (let start = Math.max(0, end - 12); start < end - 2; start++) {
    const name = text.slice(start, end);
    if (!LIMIT.test(name) && startsHere(text, start) && isMedium(name)) return [{ start, end }];
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
function listEndingAt(text: string, from: number, end: number, isName: (name: string) => boolean): Span[] {
  const names: Span[] = [];
  let to = end;
  while (names.length < 12) {
    const name = nameEndingAt(text, from, to, isName);
    if (!name) break;
    names.unshift(name);
    const joint = JOINT.exec(text.slice(from, name.start))?.[0].length ?? 0;
    if (joint === 0) break;
    to = name.start - joint;
  }
  return names;
}

function nameEndingAt(text: string, from: number, end: number, isName: (name: string) => boolean): Span | undefined {
  for (let start = Math.max(from, end - LONGEST); start < end - 1; start++) {
    if (start !== from && !mayBegin(text, start, from)) continue;
    const name = text.slice(start, end);
    if (!isName(name)) continue;
    // A headline may run into the agency after it: the listed name is the surer one.
    const listed = knownMediumBefore(text, end, start);
    if (listed > 0 && !isKnownBody(name)) return { start: end - listed, end };
    // 商务部和财政部 would read as one name by its tail, but is two.
    const second = secondName(name, isName);
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
function secondName(name: string, isName: (name: string) => boolean): number {
  if (isKnownBody(name)) return 0;
  for (let at = name.length - 2; at > 1; at--) {
    if (/[和与及]/.test(name[at] as string) && isName(name.slice(0, at)) && isName(name.slice(at + 1))) return at + 1;
    const owned = OWNED.exec(name.slice(at, at + 2))?.[0].length ?? 0;
    if (owned > 0 && isName(name.slice(at + owned))) return at + owned;
  }
  return 0;
}

// #endregion
