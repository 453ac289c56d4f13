import data from '../../../data/sources/occupations.json';
import { fold } from '../../text/fold';
import type { EstablishedName } from './established';
import { WordSet } from './wordSet';

/**
 * Two people of one name. The rule is careful, since one person has many roles: within a document a name is one person; two
 * documents speak of different people only when both state roles, these name no common affiliation, and no field of work of the
 * one goes together with one of the other (an economist and the head of a village; not a dean and a professor, not a professor and
 * a minister). Each of these people then has an id of their own, the name with a role in brackets; a mention in a document that does not say
 * which of them is meant keeps the plain id.
 */

/** One of several people of a name. */
export interface Namesake {
  readonly id: string;
  /** As stated, in Simplified; the one that most documents state first. */
  readonly roles: readonly string[];
}

const fields = Object.entries(data.fields).map(([field, words]) => ({ field, words: new WordSet(words) }));
const together = new Set(data.together.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));

/** A village has secretaries and directors of its own. */
const OF_A_VILLAGE = new RegExp(fold('(?:村|屯|生产队|居委会|社区)[^市县省]{0,8}(?:支书|书记|主任|会长|组长)$'));
/** Parts of affiliations that many people have in common. */
const GENERAL = new RegExp(fold('有限|责任|股份|公司|集团|中国|全国|国家|国际|大学|学院|研究院|研究所|研究中心|研究|委员会|人民政府|政府|协会|学会|原|前|首席|经济|主任|副|教授|院长|所长|会长|总裁|董事长|书记|局长'), 'g');
/** Characters that two roles must share in a row to be of one affiliation. */
const SHARED = 3;
/** Of these, how many must not be part of a general word. */
const DISTINCTIVE = 2;

/** What the documents of a corpus say of one person or several of a name. */
interface Profile {
  readonly roles: readonly string[];
  readonly fields: ReadonlySet<string>;
}

/** The people whose names need telling apart, by the plain id of the name; most names are not in it. */
export function findNamesakes(names: readonly EstablishedName[]): ReadonlyMap<string, readonly Namesake[]> {
  // Only a name that several documents state roles of may be that of several people: few need a profile.
  const stated = new Map<string, (readonly string[])[]>();
  for (const { id, roles } of names) {
    if (!roles || roles.length === 0) continue;
    const known = stated.get(id);
    if (known) known.push(roles);
    else stated.set(id, [roles]);
  }
  const namesakes = new Map<string, readonly Namesake[]>();
  for (const [id, all] of stated) {
    const people = all.length > 1 ? peopleOf(all) : [];
    if (people.length > 1) namesakes.set(id, people.map((person) => ({ id: `${id}（${person[0] as string}）`, roles: person })));
  }
  return namesakes;
}

/** The one of several people of a name that a document with these stated roles speaks of; undefined when it does not say. */
export function namesakeWith(people: readonly Namesake[], roles: readonly string[]): Namesake | undefined {
  const profile = profileOf(roles);
  const fitting = people.filter(({ roles: stated }) => {
    const other = profileOf(stated);
    return sharesAffiliation(profile, other) || (profile.fields.size > 0 && !contradict(profile, other));
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** By the first of the roles: what was told last. The same roles of one name are stated to many documents, and comparing all with all is dear. */
const toldApart = new WeakMap<readonly string[], { readonly all: readonly (readonly string[])[]; readonly people: readonly (readonly string[])[] }>();

/** The people among those of whom these roles are stated, as the roles of each. */
function peopleOf(all: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const [first = []] = all;
  const known = toldApart.get(first);
  if (known?.all.length === all.length && all.every((roles, i) => roles === known.all[i])) return known.people;
  const people = peopleAmong(all.map(profileOf));
  toldApart.set(first, { all, people });
  return people;
}

/** Groups of profiles that do not contradict each other, as the roles of each group. Profiles in no known field decide nothing. */
function peopleAmong(all: readonly Profile[]): string[][] {
  const groups: Profile[][] = [];
  for (const profile of all.filter((each) => each.fields.size > 0)) {
    const joined = groups.filter((group) => group.some((other) => !contradict(profile, other)));
    const rest = groups.filter((group) => !joined.includes(group));
    groups.splice(0, groups.length, ...rest, [...joined.flat(), profile]);
  }
  return groups.map(rolesOf).sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));
}

/** The distinct roles of a group: those most often stated first, of these the longest. */
function rolesOf(group: readonly Profile[]): string[] {
  const counts = new Map<string, number>();
  for (const { roles } of group) for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || b.length - a.length || (a < b ? -1 : 1)).map(([role]) => role);
}

function contradict(a: Profile, b: Profile): boolean {
  if (sharesAffiliation(a, b)) return false;
  for (const one of a.fields) for (const other of b.fields) if (one === other || together.has(`${one} ${other}`)) return false;
  return true;
}

function sharesAffiliation(a: Profile, b: Profile): boolean {
  return a.roles.some((one) => b.roles.some((other) => haveCommonPart(fold(one), fold(other))));
}

function haveCommonPart(a: string, b: string): boolean {
  for (let i = 0; i + SHARED <= a.length; i++) {
    const part = a.slice(i, i + SHARED);
    if (b.includes(part) && part.replace(GENERAL, '').length >= DISTINCTIVE) return true;
  }
  return false;
}

function profileOf(roles: readonly string[]): Profile {
  const found = new Set<string>();
  for (const role of roles) {
    for (const part of fold(role).split(/[、,，;；/]/)) {
      const field = fieldOf(part.trim());
      if (field) found.add(field);
    }
  }
  return { roles, fields: found };
}

/** The field of work of the title that ends a folded role: of the longest word that does. */
function fieldOf(role: string): string | undefined {
  if (OF_A_VILLAGE.test(role)) return 'village';
  let best: { field: string; length: number } | undefined;
  for (const { field, words } of fields) {
    const length = words.lengthBefore(role, role.length);
    if (length > (best?.length ?? 0)) best = { field, length };
  }
  return best?.field;
}
