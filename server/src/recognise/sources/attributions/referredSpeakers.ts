import cues from '../../../../data/sources/cues.json';
import { unitAt } from '../../../text/characters';
import type { Span } from '../../../text/span';
import { CodeUnitSet } from '../../codeUnitSet';
import type { SourceTag } from '../../tags';
import { endsWithTitle, isTitle, mayEndTitle } from '../personContext';
import { WordSet } from '../wordSet';
import type { Discourse } from './anaphora';
import type { Cue } from './cues';
import type { Sentence } from './sentences';
import type { Speaker } from './speaker';
import { holds, without } from './stretch';

/** Speakers that a clause refers to and does not name: by a pronoun, a role, a title or surname alone, or as the subject of the clause before. */

/** Persons of the document who have a stated role, for titles that stand alone (院长表示). */
export interface KnownRoles {
  /** Ids of the persons whose role ends with a title or whose name begins with a surname. */
  withTitle(title: string): readonly string[];
  withSurname(surname: string): readonly string[];
}

const publicBodies = new WordSet(cues.publicBodies);

export const ROLE = new RegExp(`(?:该|这位|这名|那位|那名|上述|前述|这个)(?:[^,。;:“”]{0,6})(?:${cues.roleNouns.join('|')})$`);
const BODY = new RegExp(`(?:该|这家|这个|上述|前述)(?:${cues.bodyNouns.join('|')})(?:方面|官方|相关负责人|有关负责人|负责人|发言人|创始人|人士)?$`);
const THIS_WORK = new RegExp(`(?:^|[,，。;；:”\\s])(?:而|但|同时|此外|其中)?(?:该|这份|这一|此|这部|这项|上述|这篇|这本)(?:${cues.workNouns.join('|')})[^,，。;；]{0,8}$`);
const PRONOUN = /(?:^|[,，。;；:：、\s”]|但|而|同时|此外|对此|为此|因此|随后|另外|不过|并且|然后|于是|最后|接着|后来|此前|所以|其实|但是|而且)(他|她|前者|后者|其本人|本人)(?![的们被和与])[^,，。;；:：的们被]{0,10}$/;

/** One of these stands in every pronoun, and one in every 该机构, 这位专家, 上述报告: asked before the patterns are tried. */
const PRONOUNS = CodeUnitSet.of('他她前其本');
export const DEMONSTRATIVES = CodeUnitSet.of('该这那上前此');

const TITLE_ALONE = /^(?:但|而|对此|随后|同时)?((?:总|副|前|原)?\p{Script=Han}{2,6})$/u;
const SURNAME_ALONE = /^(?:但|而|另)?(\p{Script=Han})$/u;
/** Code units of these at most: each character may be beyond the Basic Multilingual Plane. */
const LONGEST_TITLE = 15;
const LONGEST_SURNAME = 3;

/** What a pronoun, a role or 该机构 stands for, and titles that stand alone. */
export function referred(text: string, sentence: Sentence, cue: Cue, clause: string, bare: string, words: Span, near: readonly SourceTag[], discourse: Discourse, roles: KnownRoles): Speaker | undefined {
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
