import cues from '../../../../data/sources/cues.json';
import { CodeUnitSet } from '../../codeUnitSet';
import { WordSet } from '../wordSet';
import { holds, without } from './stretch';

/** Words for people and bodies that name nobody: 多位专家, 业内人士, 网友. */

export const unnamedSources = new WordSet(cues.unnamedSources);
export const unnamedBare = new WordSet(cues.unnamedBare);

const marks = cues.unnamedMarks.join('|');
const UNNAMED_GROUP = new RegExp(`(?:${marks})[^,，。;；:：”“、]{0,16}$`);
const OPENS_UNNAMED = new RegExp(`^(?:${marks})`);

/** 多位专家, 业内人士, 采访的专家, 专家: words for people or bodies, at the beginning of the clause, that name nobody. */
export function isUnnamed(clause: string): boolean {
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

/** Whether the sentence or clause before an offset speaks of people without a name whom 他们 can stand for. */
export function spokenOfBefore(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 70), offset);
  for (let end = before.length; end > 0; end--) if (unnamedSources.lengthBefore(before, end) > 1) return true;
  return false;
}
