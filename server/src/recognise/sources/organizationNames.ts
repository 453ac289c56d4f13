import data from '../../../data/sources/organizations.json';
import { fold } from '../../text/fold';
import { WordSet } from './wordSet';

const tails = new WordSet(data.tails);
const known = new WordSet(data.known);
const generic = new WordSet(data.generic);
const reject = new WordSet(data.reject);

/** What stands in the name of no body: particles, pronouns, adverbs, punctuation. */
const NOT_IN_A_NAME = new RegExp(`[${fold('的了是将会要可把被着过也都就还又让使令不没很吗呢吧之其这那哪谁么我你他她它们等有里只，。；：？！、“”《》\n\r')}]`);
const SHORTEST = 3;
const LONGEST = 30;

/** Whether a folded text reads as the name of a body: a known short name, or something with the tail of one (研究院, 局, 公司). */
export function isOrganizationName(text: string): boolean {
  if (known.has(text)) return true;
  if (text.length < SHORTEST || text.length > LONGEST || generic.has(text) || NOT_IN_A_NAME.test(withoutKnown(text))) return false;
  if (reject.lengthAt(text, 0) > 0) return false;
  const tail = tails.lengthBefore(text, text.length);
  // 产业布局 ends in 局, but the word is 布局.
  return tail > 0 && tail < text.length && generic.lengthBefore(text, text.length) <= tail;
}

/** A body that text writes in Latin letters (IDC, INEGI). */
export function isLatinName(text: string): boolean {
  return /^[A-Z][A-Za-z&.-]{1,20}(?: [A-Z][A-Za-z&.-]{1,20}){0,4}$/.test(text);
}

/** 委员会, 协会 and the like hold 会, which as a verb cannot stand in a name. */
function withoutKnown(text: string): string {
  return text.replace(/委员会|协会|学会|商会|联合会|理事会|基金会|研究会|总会|工会|议会|国会|大会|社会|世博会|奥委会|银保监会|证监会|监会|分会|总工会|促进会|会计|会展|会议|有限|国有|有色|有机|公里|里程|高等|平等|中等|初等|人民|他山|可再生|可持续|重要|摘要|要闻/g, '');
}
