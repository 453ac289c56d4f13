import data from '../../../data/sources/organizations.json';
import { isHan } from '../../text/characters';
import { fold } from '../../text/fold';
import { WordLattice, wordCost } from './wordCosts';
import { WordSet } from './wordSet';

/** What reads as the name of a body. All texts are folded. */

const tails = new WordSet(data.tails);
const weakTails = new WordSet(data.weakTails);
const known = new WordSet(data.known);
const generic = new WordSet(data.generic);
const alone = new WordSet(data.alone);
const modifiers = new WordSet(data.modifiers);
const reject = new WordSet(data.reject);
const media = new WordSet(data.media.known);
const mediaTails = new WordSet(data.media.tails);
const notOrigins = new WordSet([...data.originNouns, ...data.documentNouns, ...data.spokespersons, ...data.notBodies]);

/** What stands in the name of no body: particles, pronouns, adverbs, punctuation. */
const NOT_IN_A_NAME = new RegExp(`[${fold('的了是将会要可把被着过也都就还又让使令不没很吗呢吧之其这那哪谁么我你他她它们等有里只，。；：？！、“”《》()[]【】|/<>—'.replace(/[[\]]/g, '\\$&'))}\\n\\r]`);
/** Verbs, adverbs and dates that a name cannot run over. */
const NO_PART = new RegExp(`${data.notInNames.map(fold).join('|')}|[\\d一二三四五六七八九十]${fold('[年月日]')}`);
const SHORTEST = 3;
const LONGEST = 30;

/** Whether a text is in the list of bodies that are cited by names of their own. */
export function isKnownBody(text: string): boolean {
  return known.has(text);
}

/** Whether a folded text reads as the name of a body: a known name, or something with the tail of one (研究院, 局, 公司). */
export function isOrganizationName(text: string): boolean {
  if (known.has(text)) return true;
  if (text.length < SHORTEST || text.length > LONGEST) return false;
  // The tail first: most texts have none, and it is found without a regular expression.
  const tail = tails.lengthBefore(text, text.length);
  // 产业布局 ends in 局, but the word is 布局.
  if (tail === 0 || tail >= text.length || generic.lengthBefore(text, text.length) > tail) return false;
  if (generic.has(text) || alone.has(text) || reject.lengthAt(text, 0) > 0) return false;
  // 群众举报, 登台: the tail is half of another word.
  if (tail === 1 && wordCost(text.slice(-2)) !== undefined) return false;
  // 科技公司, 上市银行: a kind of body, no one in particular.
  const weak = weakTails.lengthBefore(text, text.length);
  if (weak > 0 && isModifiersOnly(text.slice(0, text.length - Math.max(weak, tail)))) return false;
  if (/^[\d\s]|\s$/.test(text) || opensWithParticle(text)) return false;
  const bare = withoutKnown(text);
  return !NOT_IN_A_NAME.test(bare) && !NO_PART.test(bare);
}

const nameEnds = new WordSet([...data.tails, ...data.known]);

/** Whether the name of a body may end at an offset of a folded text: a listed name or the tail of one ends there. Quick, and never wrong where it says no. */
export function mayEndOrganization(text: string, end: number, from: number): boolean {
  return nameEnds.lengthBefore(text, end, from) > 0;
}

/** Whether the name of a body may end with a code unit. */
export function mayEndOrganizationWith(unit: number): boolean {
  return nameEnds.mayEnd(unit);
}

/** 据某某局, 由某某院: the first character stands before the name, unless it makes a word with the next (经济, 自然). */
function opensWithParticle(text: string): boolean {
  return PARTICLE.test(text[0] as string) && wordCost(text.slice(0, 2)) === undefined;
}

const PARTICLE = new RegExp(`[${fold('由经据在对向从为自给被让而但如像与和及')}]`);

/** Whether a body gives news: a listed agency, paper or station, or a name with the tail of one. */
export function isMedium(text: string): boolean {
  return media.has(text) || (isOrganizationName(text) && mediaTails.lengthBefore(text, text.length) > 0);
}

/** Length of the listed agency, paper or station that ends a text; 0 when none does. */
export function knownMediumBefore(text: string, end: number, from: number): number {
  return media.lengthBefore(text, end, from);
}

/** A body that text writes in Latin letters (IDC, INEGI). */
export function isLatinName(text: string): boolean {
  return /^[A-Z][A-Za-z&.-]{1,20}(?: [A-Z][A-Za-z&.-]{1,20}){0,4}$/.test(text);
}

/** Cost in one character from which on a stretch is no row of ordinary words; see wordCosts.ts. */
const UNUSUAL = 11;

/**
 * Whether a text without the tail of a body may yet name one, as it does in 据X数据: short, and no ordinary words.
 * Nothing but that frame speaks for it.
 */
export function isUnlistedName(text: string): boolean {
  return isLatinName(text) || (mayBeName(text) && (MIXED.test(text) || new WordLattice(text, 0, text.length).cost >= UNUSUAL * text.length));
}

/** Whether a text may name a body where a label says that a body follows (来源：X). */
export function isNameBesideLabel(text: string): boolean {
  return isLatinName(text) || mayBeName(text);
}

/** 估算和, 商务大(数据): a word with the beginning of the next. */
const JOINS = new RegExp(`[${fold('和与及大')}]$`);
const MIXED = /^[A-Za-z]{2,}\p{Script=Han}{2,4}$/u;

/** Two to eight characters that are neither a word nor a general designation. */
function mayBeName(text: string): boolean {
  if (text.length < 2 || text.length > 8 || !/^[\p{Script=Han}A-Za-z0-9]+$/u.test(text) || !/\p{Script=Han}/u.test(text)) return false;
  if (NOT_IN_A_NAME.test(text) || JOINS.test(text) || reject.lengthAt(text, 0) > 0 || generic.has(text) || alone.has(text) || wordCost(text) !== undefined) return false;
  if (notOrigins.lengthBefore(text, text.length) > 0 || modifiers.lengthAt(text, 0) === text.length || isModifiersOnly(text)) return false;
  return MIXED.test(text) || (isHan(text.charCodeAt(0)) && isHan(text.charCodeAt(text.length - 1)));
}

/** Whether a text is a row of words that only say of what kind a body is. */
function isModifiersOnly(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    const length = modifiers.lengthAt(text, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** 委员会, 协会 and the like hold 会, which as a verb cannot stand in a name. */
function withoutKnown(text: string): string {
  return text.replace(KNOWN_PARTS, '');
}

const KNOWN_PARTS = new RegExp(
  [
    '委员会', '协会', '学会', '商会', '联合会', '理事会', '基金会', '研究会', '总会', '工会', '议会', '国会', '大会', '社会', '世博会', '奥委会', '银保监会', '证监会', '保监会', '银监会',
    '监会', '分会', '促进会', '联谊会', '董事会', '红十字会', '同业公会', '公会', '教会', '会计', '会展', '会议', '有限', '国有', '有色', '有机', '公里', '里程', '高等', '平等', '中等', '初等', '人民', '他山',
    '可再生', '可持续', '重要', '摘要', '要闻', '足联', '不动产', '过程', '使馆', '大使', '领事', '就业', '是非', '着陆', '里昂', '会战', '等离子', '公使', '使用', '不列颠', '将军', '会所', '代表大会', '代表团', '代表处',
  ].map(fold).join('|'),
  'g',
);
