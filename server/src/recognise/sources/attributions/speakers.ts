import cues from '../../../../data/sources/cues.json';
import { standsAt, unitAt } from '../../../text/characters';
import type { Span } from '../../../text/span';
import { UnitClasses } from '../../../text/unitClasses';
import { CodeUnitSet } from '../../codeUnitSet';
import type { SourceTag } from '../../tags';
import { allMatches } from '../allMatches';
import { endsWithTitle, isTitle, mayEndTitle } from '../personContext';
import { WHITE_SPACE } from '../whiteSpace';
import { WordSet } from '../wordSet';
import type { Discourse } from './anaphora';
import { PASSIVE, type Cue } from './cues';
import type { Sentence } from './sentences';

/** Who says it. */
export interface Speaker {
  /** Empty for somebody without a name. */
  readonly ids: readonly string[];
  /** Where the words that belong to the attribution begin. */
  readonly start: number;
  /** The words for whoever says it: names, a pronoun, 多位专家. */
  readonly by?: Span;
}

/** Persons of the document who have a stated role, for titles that stand alone (院长表示). */
export interface KnownRoles {
  /** Ids of the persons whose role ends with a title or whose name begins with a surname. */
  withTitle(title: string): readonly string[];
  withSurname(surname: string): readonly string[];
}

const unnamedSources = new WordSet(cues.unnamedSources);
const unnamedBare = new WordSet(cues.unnamedBare);
const publicBodies = new WordSet(cues.publicBodies);

/** How far before its cue a source may stand, in characters. */
const REACH = 110;

const marks = cues.unnamedMarks.join('|');
const UNNAMED_GROUP = new RegExp(`(?:${marks})[^,，。;；:：”“、]{0,16}$`);
const OPENS_UNNAMED = new RegExp(`^(?:${marks})`);
const ROLE = new RegExp(`(?:该|这位|这名|那位|那名|上述|前述|这个)(?:[^,。;:“”]{0,6})(?:${cues.roleNouns.join('|')})$`);
const BODY = new RegExp(`(?:该|这家|这个|上述|前述)(?:${cues.bodyNouns.join('|')})(?:方面|官方|相关负责人|有关负责人|负责人|发言人|创始人|人士)?$`);
const THIS_WORK = new RegExp(`(?:^|[,，。;；:”\\s])(?:而|但|同时|此外|其中)?(?:该|这份|这一|此|这部|这项|上述|这篇|这本)(?:${cues.workNouns.join('|')})[^,，。;；]{0,8}$`);
const PRONOUN = /(?:^|[,，。;；:：、\s”]|但|而|同时|此外|对此|为此|因此|随后|另外|不过|并且|然后|于是|最后|接着|后来|此前|所以|其实|但是|而且)(他|她|前者|后者|其本人|本人)(?![的们被和与])[^,，。;；:：的们被]{0,10}$/;
const PLURAL_PRONOUN = /(?:^|[,，。;；:：\s”])(?:但|而|同时|因此)?(?:他们|她们)$/;
/** 声明说, 报道指. */
const IN_WRITING = /^(?:声明|报道|公告|通报|评论)[说称指]/;
/** 又指, 并称: the sentence goes on with whoever spoke in the one before. */
const GOES_ON = /^(?:并|又|亦|另|还|也|更|再|续|同时|另外|此外|并且|其后|随后|最后)+$/;
const ENDS_GOES_ON = CodeUnitSet.of('并又亦另还也更再续时外且后');
/** 发言人又指: whoever's spokesman spoke before. */
const SPOKESMAN = /^(?:该|这名|这位|该名)?(?:新闻)?发言人$/;
/** 母亲 of somebody, 律师 of somebody: not the person named before. */
const SOMEBODY_ELSES = /^的?(?:母亲|父亲|妻子|丈夫|儿子|女儿|家人|家属|律师|秘书|助理|同事|朋友|团队|办公室|经纪人|父母|弟弟|哥哥|姐姐|妹妹|粉丝|支持者|律师团)/;
const OPENS_SOMEBODY_ELSES = CodeUnitSet.of('的母父妻丈儿女家律秘助同朋团办经弟哥姐妹粉支');

/** Who says it; undefined when nobody in sight does, so that the cue is no attribution. `sources` are those of the sentence outside quotations. */
export function speakerOf(text: string, sentence: Sentence, cue: Cue, sources: readonly SourceTag[], discourse: Discourse, roles: KnownRoles): Speaker | undefined {
  if (cue.kind === 'unnamed') return { ids: [], start: cue.start };
  if (cue.kind === 'according') return cited(text, cue, sources);
  if (cue.kind === 'view') return viewer(text, sentence, cue, sources, discourse);
  // A quotation before the cue ends what can be its subject.
  const quote = sentence.quotes.findLast((each) => each.end <= cue.start && each.end - each.start > 12);
  const from = Math.max(sentence.start, cue.start - REACH, quote && endsStatement(text, quote) ? quote.end : 0);
  const near = sourcesBetween(sources, from, cue.start);
  const clauseStart = lastLimit(text, from, cue.start);
  const clause = withoutAdverbs(text.slice(clauseStart, cue.start));
  const words = { start: clauseStart + clause.length - clause.trimStart().length, end: clauseStart + clause.length };
  const nearest = near.at(-1);
  if (!nearest && clause.includes('发言人') && SPOKESMAN.test(clause.trim())) return { ids: discourse.speakerHere() ?? [], start: words.start, by: words };
  let bare: string | undefined;
  if (!nearest || nearest.end <= clauseStart || nearest.kind === 'work') {
    bare = withoutOccasion(clause);
    // Also after or before words for the occasion: 采访中专家.
    if ((isUnnamed(clause) || (bare !== clause && isUnnamed(bare))) && !(holds(clause, DEMONSTRATIVES) && ROLE.test(clause))) return { ids: [], start: words.start, by: words };
  }
  const passive = standsAt(text, cue.start, '认为') ? PASSIVE.exec(text.slice(from, cue.start)) : null;
  if (passive) return passiveSpeaker(passive[1] as string, near, cue);
  const named = nearest ? subjectAmong(text, near, cue) : undefined;
  if (named) return named;
  if (cue.kind === 'verb' && from === sentence.start && ENDS_GOES_ON.has(unitAt(text, cue.start - 1)) && GOES_ON.test(text.slice(from, cue.start).trimStart())) {
    const ids = discourse.speakerHere();
    return ids === undefined ? undefined : { ids, start: cue.start };
  }
  if (clause.endsWith('们') && PLURAL_PRONOUN.test(clause)) {
    const ids = discourse.speakersTogether() ?? (spokenOfBefore(text, words.start) ? [] : discourse.speakerHere());
    return ids && { ids, start: words.start, by: words };
  }
  // 声明说, 报道指: what tells is in the cue; a statement is that of whoever has spoken here.
  if (clause.trim() === '' && near.length === 0 && IN_WRITING.test(text.slice(cue.start, cue.end))) return { ids: text.startsWith('声明', cue.start) ? (discourse.speakerHere() ?? []) : [], start: cue.start };
  return referred(text, sentence, cue, clause, (bare ?? withoutOccasion(clause)).trim(), words, near, discourse, roles);
}

/** The sources, in order, that lie between two offsets. */
function sourcesBetween(sources: readonly SourceTag[], from: number, to: number): readonly SourceTag[] {
  const isBetween = (source: SourceTag): boolean => source.start >= from && source.end <= to;
  return sources.every(isBetween) ? sources : sources.filter(isBetween);
}

/** 据…数据, 根据…的报告, 从…获悉: what is named in it. */
function cited(text: string, cue: Cue, sources: readonly SourceTag[]): Speaker | undefined {
  const named = sources.filter((source) => source.start >= cue.start && source.end <= cue.end);
  const [first] = named;
  // The body and the report it has published: both are sources of what is cited.
  if (first) return { ids: idsOf(named), start: cue.start, by: { start: first.start, end: (named.at(-1) as SourceTag).end } };
  const clause = text.slice(cue.start, cue.end);
  if (/^(?:根据|按照|依据|据)\d/.test(clause)) return undefined;
  if (clause.startsWith('从')) return { ids: [], start: cue.start };
  return /(?:显示|表明|数据|统计|报道|测算|估算|预测|介绍|透露|消息|调查|了解|瞭解|资料|信息|报告|研究|披露|估计|分析|爆料|回忆|通报|公告|描述|解释|预计|排行榜|普查|监测|计算|推算|说法|的说法|称|说)(?:结果)?$/.test(clause) &&
    !/^(?:根据|按照|依据|据)(?:上述|以上|这一|这些|此)|(?:实际|现有|不同)/.test(clause)
    ? { ids: [], start: cue.start }
    : undefined;
}

const OPENS_VIEW = /(?:^|[,，。;；:\s”而但])在/g;

/** 在…看来. */
function viewer(text: string, sentence: Sentence, cue: Cue, sources: readonly SourceTag[], discourse: Discourse): Speaker | undefined {
  const stretch = text.slice(sentence.start, cue.start);
  let opens = -1;
  for (const match of allMatches(stretch, OPENS_VIEW)) opens = match.index + match[0].length - 1;
  if (opens < 0) return undefined;
  // 在甲,乙等多位专家看来: the list may hold commas, and 在 the first of the clauses.
  const start = sentence.start + opens;
  const named = sources.filter((source) => source.kind !== 'work' && source.start > start && source.end <= cue.start);
  const words = { start: start + 1, end: cue.start };
  if (named.length > 0) return { ids: idsOf(named), start, by: words };
  const bare = text.slice(start + 1, cue.start);
  if (/^[他她]$/.test(bare)) {
    const person = discourse.person(sources.filter((source) => source.kind === 'person' && source.end <= start));
    return person === undefined ? undefined : { ids: [person], start, by: words };
  }
  if (ROLE.test(bare)) return { ids: discourse.role([]), start, by: words };
  return unnamedSources.lengthBefore(bare.replace(/等$/, ''), bare.replace(/等$/, '').length) > 0 ? { ids: [], start, by: words } : undefined;
}

/** 多位专家, 业内人士, 采访的专家, 专家: words for people or bodies, at the beginning of the clause, that name nobody. */
function isUnnamed(clause: string): boolean {
  const bare = withoutManner(withoutConnectives(clause.trim()));
  return bare.length > 0 && bare.length <= 40 && isKindOfPeople(bare) && !(holds(bare, SIGNS_OF_NOBODY) && NOBODY.test(bare));
}

function isKindOfPeople(bare: string): boolean {
  if (unnamedBare.has(bare) || (OPENS_ONE_OF_MANY.has(bare.charCodeAt(0)) && ONE_OF_MANY.test(bare))) return true;
  const length = unnamedSources.lengthBefore(bare, bare.length);
  if (length === 0) return false;
  const modifier = bare.slice(0, bare.length - length);
  if (UNNAMED_GROUP.test(modifier) || OPENS_UNNAMED.test(bare)) return true;
  // 接受采访的专家, 三分之二以上的受访者.
  return unnamedBare.lengthBefore(bare, bare.length) > 0 && (modifier.endsWith('的') || (modifier.length <= 10 && !/[把被让使对向在了是给]/.test(modifier)));
}

/** Words that lead from the clause before to this one. */
const CONNECTIVES = /^(?:但|而|不过|同时|此外|另外|然而|对此|为此|因此|其实|目前|当前|近日|日前|近期|如今|甚至|也|还|就连|其中|就像|正如|好像|如同|不过|所以)+/;
const OPENS_CONNECTIVE = CodeUnitSet.of('但而不同此另然对为因其目当近日如甚也还就正好所');

function withoutConnectives(clause: string): string {
  return OPENS_CONNECTIVE.has(clause.charCodeAt(0)) ? without(clause, CONNECTIVES) : clause;
}

/** 专家等, 网友纷纷地. */
const MANNER = /等$|(?<=[民众人员友者])\p{Script=Han}{2}[的地]$/u;
const ENDS_MANNER = CodeUnitSet.of('等的地');

function withoutManner(clause: string): string {
  return ENDS_MANNER.has(clause.charCodeAt(clause.length - 1)) ? without(clause, MANNER) : clause;
}

/** 一名新昌的茶商, 有目击街坊: somebody of a kind that no list has. */
const ONE_OF_MANY = /^(?:有|有些|有一[位名]|一[位名些]|[两二三四五六七八九十几数多][位名]|多数|不少|许多|部分|另一?[位名])[^,，的了是]{0,12}的?[^,，]{0,6}[商民员工人者生户主师友客长家农妇坊]$/;
const OPENS_ONE_OF_MANY = CodeUnitSet.of('有一两二三四五六七八九十几数多不许部另');
/** 没有人说, 帮助企业预测: nobody says it, or the people are the object of another verb. */
const NOBODY = /没有|没人|无人|沒|谁|帮助|帮|能够|可以|还能|使得|促使|支持|推动|引导|鼓励|助力|让|协助|便于|供(?!应|货|稿|电|水)/;
/** The first characters of these. */
const SIGNS_OF_NOBODY = CodeUnitSet.of('没无沒谁帮能可还使促支推引鼓助让协便供');

/** 被业内认为. */
function passiveSpeaker(words: string, near: readonly SourceTag[], cue: Cue): Speaker | undefined {
  const by = { start: cue.start - words.length, end: cue.start };
  const named = near.filter((source) => source.start >= by.start);
  return named.length > 0 || isUnnamed(words) ? { ids: idsOf(named), start: by.start, by } : undefined;
}

/** Whether the sentence or clause before an offset speaks of people without a name whom 他们 can stand for. */
function spokenOfBefore(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 70), offset);
  for (let end = before.length; end > 0; end--) if (unnamedSources.lengthBefore(before, end) > 1) return true;
  return false;
}

/** One of these stands in every pronoun, and one in every 该机构, 这位专家, 上述报告: asked before the patterns are tried. */
const PRONOUNS = CodeUnitSet.of('他她前其本');
const DEMONSTRATIVES = CodeUnitSet.of('该这那上前此');

/** Whether a character of a set stands in a text, before an offset of it. */
function holds(text: string, set: CodeUnitSet, end = text.length): boolean {
  for (let i = 0; i < end; i++) if (set.has(text.charCodeAt(i))) return true;
  return false;
}

const TITLE_ALONE = /^(?:但|而|对此|随后|同时)?((?:总|副|前|原)?\p{Script=Han}{2,6})$/u;
const SURNAME_ALONE = /^(?:但|而|另)?(\p{Script=Han})$/u;
/** Code units of these at most: each character may be beyond the Basic Multilingual Plane. */
const LONGEST_TITLE = 15;
const LONGEST_SURNAME = 3;

/** What a pronoun, a role or 该机构 stands for, and titles that stand alone. */
function referred(text: string, sentence: Sentence, cue: Cue, clause: string, bare: string, words: Span, near: readonly SourceTag[], discourse: Discourse, roles: KnownRoles): Speaker | undefined {
  const persons = (): readonly SourceTag[] => near.filter((source) => source.kind === 'person');
  const pronoun = holds(bare, PRONOUNS) ? PRONOUN.exec(bare) : null;
  if (pronoun) {
    const person = discourse.person(persons());
    const at = words.start + clause.trimStart().indexOf(pronoun[1] as string);
    return person === undefined ? undefined : { ids: [person], start: Math.min(at, cue.start), by: { start: at, end: at + (pronoun[1] as string).length } };
  }
  const by = words.start < words.end ? words : undefined;
  const demonstrates = holds(clause, DEMONSTRATIVES);
  if (demonstrates && THIS_WORK.test(clause)) {
    const work = near.findLast((source) => source.kind === 'work')?.id ?? discourse.work() ?? discourse.body();
    return { ids: work === undefined ? [] : [work], start: words.start, ...(by ? { by } : {}) };
  }
  if (cue.kind === 'shown') return shownBy(text, cue, clause, words, near, discourse);
  if (demonstrates && ROLE.test(bare)) return { ids: discourse.role(persons()), start: words.start, ...(by ? { by } : {}) };
  if (demonstrates && BODY.test(bare)) {
    const body = near.findLast((source) => source.kind === 'organization')?.id ?? discourse.body();
    return { ids: body === undefined ? [] : [body], start: words.start, ...(by ? { by } : {}) };
  }
  const last = unitAt(bare, bare.length - 1);
  const title = bare.length <= LONGEST_TITLE && mayEndTitle(last) ? TITLE_ALONE.exec(bare)?.[1] : undefined;
  if (title !== undefined) {
    const own = isTitle(title) ? roles.withTitle(title) : endsWithTitle(title) && isTitle(title.slice(1)) ? roles.withSurname(title.slice(0, 1)) : undefined;
    if (own) return { ids: own.length === 1 ? own : [], start: words.start, ...(by ? { by } : {}) };
  }
  // 刘指,…: the surname alone of somebody named before, as papers of Hong Kong write.
  const surname = cue.kind === 'verb' && bare.length > 0 && bare.length <= LONGEST_SURNAME ? SURNAME_ALONE.exec(bare)?.[1] : undefined;
  if (surname !== undefined) {
    const own = roles.withSurname(surname);
    if (own.length === 1) return { ids: own, start: words.start, by: words };
  }
  const addressed = ENDS_ADDRESS.has(last) ? ADDRESSED.exec(bare) : null;
  if (addressed) {
    // 消费者林女士 is introduced here, and nobody named before.
    const own = bare.startsWith(addressed[0]) && !/[的员者民户长人生家客主]/.test(addressed[0].slice(0, 1)) ? roles.withSurname(addressed[1] as string) : [];
    return { ids: own.length === 1 ? own : [], start: words.start, ...(by ? { by } : {}) };
  }
  return withoutSubject(text, sentence, cue, near) ?? withPronounBefore(text, sentence, cue, near, discourse) ?? publicBody(bare, words);
}

/** 四川省提出, 会议指出, 某公司公告: a body or gathering that is nobody known by name here. */
function publicBody(clause: string, words: Span): Speaker | undefined {
  if (publicBodies.lengthBefore(clause, clause.length) === 0) return undefined;
  const bare = without(clause, BEFORE_A_BODY);
  const length = publicBodies.lengthBefore(bare, bare.length);
  return length > 0 && bare.length >= 2 && bare.length <= 16 && !/[的了在把被让对向给将使以\d]|个|批|帮助|能够|可以/.test(bare) ? { ids: [], start: words.start, by: words } : undefined;
}

const BEFORE_A_BODY = /^(?:但|而|对此|随后|同时|此次|本次|这次|今年\S{0,4}?月|去年\S{0,4}?月)+/;

/** 林女士, 张某: a surname with a form of address. */
const ADDRESSED = /(?:^|[^\p{Script=Han}]|的|[员者民户长人生家客主工商师友妇])(\p{Script=Han})(?:氏|太|先生|女士|小姐|太太|某某?|师傅|大[妈爷叔婶]|阿姨|奶奶|爷爷|老伯|姐|哥|婆婆|同学)$/u;

const ENDS_ADDRESS = CodeUnitSet.of('氏生士姐太某傅妈爷叔婶姨奶伯哥婆学');

/** What may stand between the comma and the verb. */
const JOINED = /,(?:并|还|也|亦|更|仅|只|续|再|同时|并且|随后|其后|又|则|就|再次|进一步|明确|还特别|特别|首先|最后)*$/;
const ENDS_JOINED = CodeUnitSet.of(',并还也亦更仅只续再时且后又则就次步确别先');

/** 某某主持会议,强调…: after a comma the subject of the sentence goes on, when nobody else comes between. */
function withoutSubject(text: string, sentence: Sentence, cue: Cue, near: readonly SourceTag[]): Speaker | undefined {
  if (near.length === 0 || cue.kind !== 'verb' || !ENDS_JOINED.has(unitAt(text, cue.start - 1))) return undefined;
  const sayers = near.filter((source) => source.kind !== 'work');
  const [subject] = sayers;
  if (!subject) return undefined;
  const gap = text.slice(subject.end, cue.start);
  if (gap.length > 70 || !JOINED.test(gap)) return undefined;
  if (sayers.length > 1 || /[。;:!?“”]/.test(gap) || (gap.match(/,/g)?.length ?? 0) > 3) return undefined;
  const lead = text.slice(sentence.start, subject.start);
  if (/[“”:;]/.test(lead) || (lead.match(/,/g)?.length ?? 0) > 2) return undefined;
  // The name is the subject: a verb follows it at once, and no other subject after the comma.
  if (/^[的等、和与及]|^[^,]{0,12}(?:是|被|称为)/.test(gap) || /,(?:[^,]{0,6}(?:我们|他们|这|其|该|公司|企业|市场|社会上|人们|大家))/.test(gap)) return undefined;
  return { ids: [subject.id], start: subject.start, by: { start: subject.start, end: subject.end } };
}

/** 她在会上…,又强调…: the pronoun that opens the sentence is still the subject. */
function withPronounBefore(text: string, sentence: Sentence, cue: Cue, near: readonly SourceTag[], discourse: Discourse): Speaker | undefined {
  if (cue.kind !== 'verb' || cue.start - sentence.start > 70 || !OPENS_WITH_PRONOUN.has(unitAt(text, sentence.start)) || near.some((source) => source.kind === 'person')) return undefined;
  const lead = text.slice(sentence.start, cue.start);
  if (!/^(?:但|而)?[他她](?![们的])/.test(lead) || !/,(?:并|亦|又|也|还|更|再|并且|同时)+$/.test(lead) || /[。;:!?“”]/.test(lead)) return undefined;
  const person = discourse.person([]);
  return person === undefined ? undefined : { ids: [person], start: sentence.start };
}

const OPENS_WITH_PRONOUN = CodeUnitSet.of('但而他她');

/** Whose data or report it is that shows something: the body or work before the noun, the report of the sentence before, or nobody's. */
function shownBy(text: string, cue: Cue, clause: string, words: Span, near: readonly SourceTag[], discourse: Discourse): Speaker {
  const here = near.findLast((source) => source.end > words.start);
  if (here) return { ids: [here.id], start: here.start, by: { start: here.start, end: here.end } };
  const bare = without(clause.trim(), BEFORE_A_REPORT);
  const noun = text.slice(cue.start, cue.end);
  if (/^(?:该|这|此)/.test(noun) || (bare === '' && /^(?:报告|研究|白皮书|文章|公告|通报|声明|文件|调查|评论)(?:结果)?(?:也|还|则|同时|进一步|明确)?(?:显示|表明|指出|称|认为|发现|提)/.test(noun))) {
    const publisher = discourse.publisher();
    return { ids: publisher === undefined ? [] : [publisher], start: cue.start };
  }
  return { ids: [], start: words.start < words.end ? words.start : cue.start, ...(words.start < words.end ? { by: words } : {}) };
}

const BEFORE_A_REPORT = /^(?:而|但|同时|此外|另外|其中)/;

/** The source nearest to its cue when only what may stand between the two does; names listed with it belong to it. */
function subjectAmong(text: string, near: readonly SourceTag[], cue: Cue): Speaker | undefined {
  for (let i = near.length - 1; i >= 0 && i >= near.length - 4; i--) {
    const source = near[i] as SourceTag;
    const gap = text.slice(source.end, cue.start);
    if (source.kind === 'work') {
      // 向《财经》表示, 接受《财经》采访: the one who is told, not the one who says.
      if (/(?:向|对|与|接受|给|和|在|由|从|自|据|于)$/.test(text.slice(source.start - 2, source.start)) || !isWorkGap(gap) || /^(?:公布|发布|印发|出台|释出|发表)$/.test(text.slice(cue.start, cue.end))) continue;
      const issuer = near[i - 1];
      if (issuer && issuer.kind !== 'work' && source.start - issuer.end <= 8 && !/[。;；]/.test(text.slice(issuer.end, source.start))) return { ids: [issuer.id], start: issuer.start, by: { start: issuer.start, end: issuer.end } };
      return { ids: [source.id], start: source.start, by: { start: source.start, end: source.end } };
    }
    if (source.kind === 'person' && gap.length <= 24 && OPENS_SOMEBODY_ELSES.has(unitAt(gap, 0)) && SOMEBODY_ELSES.test(gap) && !/[,。;:]/.test(gap)) return { ids: [], start: source.start, by: { start: source.start, end: cue.start } };
    if (!isSubjectGap(gap)) continue;
    // 会见到访的某某时表示: somebody in the occasion.
    if (near[i - 1] && OCCASION_ENDS.test(gap)) continue;
    // 接受甲采访时表示, 对甲说: the one who asks or is told.
    if (near[i - 1] && /(?:接受|向|对|告诉|与|同|会见|会晤|致电|回应|回复)$/.test(text.slice(Math.max(0, source.start - 2), source.start))) continue;
    const together = [source];
    for (let k = i - 1; k >= 0; k--) {
      const other = near[k] as SourceTag;
      const following = together[0] as SourceTag;
      const between = text.slice(other.end, following.start);
      if (other.kind === 'work' || !/^(?:女士|先生|小姐|教授|博士|院士|主任|老师)?(?:、|和|与|及|以及|\s|\([^()]{0,20}\)、?)[^,，。;；:：“”《》]{0,30}$/.test(between)) break;
      together.unshift(other);
    }
    const first = together[0] as SourceTag;
    return { ids: idsOf(together), start: first.start, by: { start: first.start, end: source.end } };
  }
  return undefined;
}

/** 在…“…”中. */
const TITLE_IN_OCCASION = /[在于][^,。;“”]{0,20}“[^”]{1,40}”[^,。;“”]{0,12}[中上里时]/;
const OCCASION_ENDS = /^(?:等人?|一行)?(?:时|后|期间|之际)/;

/** What may stand between a source and its cue: titles, adverbs, whom it is told, when and where. */
function isSubjectGap(between: string): boolean {
  // 在共同著作“…”中: a title that stands in the occasion.
  const gap = between.includes('”') ? without(between, TITLE_IN_OCCASION) : between;
  if (gap.length > 100 || holds(gap, ENDS_SUBJECT) || closesFirst(gap)) return false;
  const verbal = withoutAdverbs(gap);
  const bare = withoutOccasion(verbal.includes('《') ? without(verbal, PUBLISHING) : verbal);
  if (bare.includes('，') || (bare.includes(',') && without(bare, COMMA_BEFORE_A_DAY).includes(','))) return false;
  // 甲同意控方…: somebody else without a name says it.
  const others = unnamedBare.lengthBefore(bare, bare.length);
  if (others > 1 && others < bare.length && !/^[等、和与及]|[在于向对]/.test(bare)) return false;
  return bare.length <= 16 && !holds(bare, ATTRIBUTIVE, bare.length - 1) && !holds(bare, TAKES_OBJECT);
}

/** What ends whatever has the source for its subject. */
const ENDS_SUBJECT = CodeUnitSet.of('。;；:：!?！？\r\n”');
const ATTRIBUTIVE = CodeUnitSet.of('的是');
const TAKES_OBJECT = CodeUnitSet.of('把被让使令');

/** Whether a bracket closes that the stretch has not opened. */
function closesFirst(gap: string): boolean {
  const close = gap.indexOf(')');
  return close >= 0 && gap.lastIndexOf('(', close) < 0;
}

const PUBLISHING = /(?:发表|发布|公布|印发|联合印发|下发|出台|释出|撰写)了?(?:题为)?《[^》]{1,60}》[^,，]{0,6}[,，]/;
const COMMA_BEFORE_A_DAY = /^,(?=(?:日前|近日|早前|其后|昨日|今日|当天|当日|会后|赛后|随后)?$)/;

/** What the patterns for occasions go by, as classes of characters: which of them a stretch holds tells which may match. */
const BRACKET = 1;
const TITLE = 2;
const AT = 4;
const TOWARDS = 8;
const ABOUT = 16;
const FROM = 32;
const OF = 64;
const DOES = 128;
const occasionSigns = new UnitClasses().add(BRACKET, '(').add(TITLE, '《').add(AT, '在于').add(TOWARDS, '向对同跟').add(ABOUT, '就针围关对通根').add(FROM, '从').add(OF, '的').add(DOES, '接出参主谈提说回走调考视会致演发总解面展采');

const IN_BRACKETS = /\([^()]{0,40}\)/g;

/** What stands at the end of an occasion, of a work, of words for what is said. */
const ENDS_TIME = CodeUnitSet.of('时中后际上间,，');
const ENDS_WORK = CodeUnitSet.of('论究说作章告查点文书析据计');
const ENDS_WORDS = CodeUnitSet.of('话法点息析究道');

/** Where, when, to whom and on what occasion something is said; each with the class of which it needs a character, and what the stretch ends with. */
const OCCASIONS: readonly { readonly needs: number; readonly ends?: CodeUnitSet; readonly occasion: RegExp }[] = [
  { needs: DOES, ends: ENDS_TIME, occasion: /(?:接受|出席|参加|主持|谈及|谈到|谈起|提到|提及|说到|说起|回应|回答|回忆|走访|调研|考察|视察|会见|致辞|演讲|发言|总结|解释|面对|展望|采访)[^,，]{0,40}?(?:时|中|后|之际|会上|期间)[,，]?$/ },
  { needs: AT, occasion: /(?:在|于)[^,，]{0,40}(?:时|中|上|后|间|期间|会上|发布会|论坛|采访|里|处|内)[,，]?(?=就|曾|也|还|则|对|向|再次|公开|明确|首次|$)/ },
  { needs: TITLE, occasion: /(?:向|对)《[^》]{1,20}》(?:记者)?/ },
  { needs: ABOUT, occasion: /(?:就|针对|围绕|关于|对于|通过|根据)[^,，]{1,30}$/ },
  { needs: TOWARDS, occasion: /(?:向|对|同|跟)[^,，]{1,12}$/ },
  { needs: FROM, occasion: /,?从[^,，]{1,20}(?:角度|视角|层面|方面|立场|意义上)(?:来看|来说|出发|看)?,?$/ },
  { needs: OF, ends: ENDS_WORK, occasion: /的[^,，的]{0,12}(?:理论|研究|学说|著作|文章|报告|调查|观点|论文|书|分析|数据|统计)$/ },
  { needs: OF, ends: ENDS_WORDS, occasion: /的(?:话|原话|说法|观点|消息|分析|研究|报道|看法)$/ },
  { needs: DOES, occasion: /接受[^,，]{1,20}(?:采访|专访)时/ },
];

/** Leaves out where, when, to whom and on what occasion something is said. */
function withoutOccasion(gap: string): string {
  let held = 0;
  for (let i = 0; i < gap.length; i++) held |= occasionSigns.of(gap.charCodeAt(i));
  if (held === 0) return gap;
  let bare = (held & BRACKET) !== 0 ? gap.replace(IN_BRACKETS, '') : gap;
  // Leaving something out adds no character: the patterns that cannot match at first cannot match later.
  for (const { needs, ends, occasion } of OCCASIONS) {
    if ((held & needs) === needs && (ends === undefined || ends.has(unitAt(bare, bare.length - 1)))) bare = without(bare, occasion);
  }
  return bare;
}

/** A text without the first match of a pattern; `replace` costs several times as much where there is none, as nearly always. */
function without(text: string, pattern: RegExp): string {
  const match = pattern.exec(text);
  return match ? text.slice(0, match.index) + text.slice(match.index + match[0].length) : text;
}

function isWorkGap(gap: string): boolean {
  const bare = withoutOccasion(gap);
  if (bare.length > 14) return false;
  const outside = bare.includes('(') ? bare.replace(/\([^()]*\)/g, '') : bare;
  return !holds(without(outside, COMMA_BEFORE_ADVERBS), ENDS_WORK_GAP);
}

const COMMA_BEFORE_ADVERBS = /[,，](?=(?:也|还|并|明确)*$)/;
const ENDS_WORK_GAP = CodeUnitSet.of('。;；:：,，!?！？\r\n的是');

function withoutAdverbs(before: string): string {
  return MAY_END_ADVERB.has(before.charCodeAt(before.length - 1)) ? without(before, ADVERBS) : before;
}

const ADVERB_WORDS = [
  '也', '亦', '又', '再', '续', '仅', '只', '甚至', '都', '还', '均', '普遍', '则', '纷纷', '一致', '曾', '已', '曾经', '已经', '就', '便', '明确', '公开', '再次', '一再', '多次', '反复', '直接', '坚决', '坦率地',
  '进一步', '同时', '随后', '近日', '日前', '今天', '昨天', '昨日', '今日', '此前', '\\d{1,2}日', '早前', '其后', '稍后', '昨晚', '今早', '今晚', '前日', '周[一二三四五六日]', '傍晚', '清晨', '早上', '晚上', '当天',
  '当日', '发言', '明显', '强烈', '深刻', '清楚地', '更', '向《[^》]{1,20}》(?:记者)?', '对《[^》]{1,20}》(?:记者)?', '向记者', '对记者', '对此', '在接受[^,，]{1,20}时', '接受[^,，]{1,20}时',
];
const ADVERBS = new RegExp(`(?:${ADVERB_WORDS.join('|')})+$`);
/** With what they may end; the patterns among them with a day of the week, the mark of a title or 记者. */
const MAY_END_ADVERB = CodeUnitSet.of(`${ADVERB_WORDS.map((word) => word.slice(-1)).join('')}一二三四五六日》者`);

/** Where the clause begins that goes on to an offset; not before `from`. */
function lastLimit(text: string, from: number, to: number): number {
  let start = to;
  while (start > from && !CLAUSE_LIMITS.has(text.charCodeAt(start - 1))) start--;
  return start;
}

const CLAUSE_LIMITS = CodeUnitSet.of(`，,。；;：:！!？?”“${WHITE_SPACE}`);

/** Whether a quotation before the cue is a statement rather than a word set off. */
function endsStatement(text: string, quote: Span): boolean {
  return /[,，。！!？?…]/.test(text[quote.end - 2] ?? '') || /[,，。]/.test(text[quote.end] ?? '');
}

function idsOf(sources: readonly SourceTag[]): string[] {
  return [...new Set(sources.map((source) => source.id))];
}
