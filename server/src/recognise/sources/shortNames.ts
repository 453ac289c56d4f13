import data from '../../../data/sources/organizations.json';
import { fold } from '../../text/fold';
import type { Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { isKnownBody, isOrganizationName } from './organizationNames';
import { rememberLast } from './rememberLast';
import { placeKind, placesOf } from './scan';

/**
 * The short names that a text gives to bodies: `全称（下称“短名”）`, `全称（简称短名，英文ABBR）`, `全称（ABBR）`, `ABBR（全称）`.
 * All offsets count in folded text.
 */

/** A short name, where it is introduced, and the full name it stands for. */
export interface ShortName extends Span {
  readonly full: Span;
  /** The characters of the short name stand in the full one in their order, so that it may be taken for the same body in other documents too. */
  readonly abbreviates: boolean;
}

/** A bracket after a name, its content, and what such a bracket says of a name. */
const BRACKET = /[(〔[]([^()〔〕[\]\r\n]{2,80})[)〕\]]/y;
const OPENS_BRACKET = placeKind('(〔[');
const SAYS_NAME = /^(?:以下|下文|下)?(?:简称为|统称为|称为|简称|统称|合称|称|又称|亦称|也称|又名|亦名|曾用名|原名|英文名|英文简称|英文缩写|英文|缩写为|缩写|英语|德语|法语|日语)(?:作|做|是)?[:,]?\s*/;
/** `…，简称X，` without a bracket. */
const BARE = /[,，](?:以下|下文|下)?简?称(?:为)?["“”'‘’「」『』]{1}([^"“”'‘’「」『』\r\n]{2,16})["“”'‘’「」『』]/y;
/** What {@link BARE} has after its comma, and how many characters may stand before it. */
const CALLED = placeKind('称');
const LONGEST_LEAD = 4;
const ACRONYM = /^[A-Z][A-Za-z&-]{1,11}$/;
const LONGEST = 30;
const LIMITS = CodeUnitSet.of('，,。；;：:！!？?“”‘’《》()\r\n、');
/** Words before a name that are no part of it. */
const BEFORE_A_NAME = /[的了是在由与对和向为给走进位于来自据到从被把将]|公司|旗下|下属|所属|直属|根据|加入|成立|创办|收购|投资|采访|加盟|就职于|任职于/;

/** Every short name a text introduces, in order. A short name that is a general word (公司, 集团, 报告) holds nothing. */
export const findShortNames = rememberLast((text: string): readonly ShortName[] => {
  const found: ShortName[] = [];
  const add = (start: number, written: string, full: Span, explicit: boolean): void => {
    const end = start + written.length;
    if (written.length < 2 || written === text.slice(full.start, full.end) || general.has(written)) return;
    const abbreviates = isSubsequence(written, text.slice(full.start, full.end));
    if (explicit || abbreviates || ACRONYM.test(written)) found.push({ start, end, full, abbreviates });
  };
  for (const match of matchesAtPlaces(text, OPENS_BRACKET, 0, BRACKET)) {
    const content = match[1] as string;
    const from = match.index + 1;
    const lead = SAYS_NAME.exec(content)?.[0].length;
    if (lead === undefined && !ACRONYM.test(content) && !/^[A-Z][A-Za-z &,.'-]{5,70}[,，]\s?[A-Z][A-Za-z&-]{1,11}$/.test(content)) {
      // ABBR(full name): the name in the bracket is the full one.
      const short = /(?<![A-Za-z])[A-Z][A-Za-z&-]{1,11}$/.exec(text.slice(Math.max(0, match.index - 12), match.index))?.[0];
      if (short && isOrganizationName(content) && !isKnownBody(content) && content.length > 3) add(match.index - short.length, short, { start: from, end: from + content.length }, false);
      continue;
    }
    const full = nameBefore(text, match.index);
    if (!full) continue;
    // Several names in one bracket: 简称“甲”或“乙”，英文缩写ABC.
    let at = 0;
    for (const part of content.split(/[,，;；、]|或(?:者)?/)) {
      const start = content.indexOf(part, at);
      at = start + part.length;
      const said = SAYS_NAME.exec(part)?.[0].length ?? 0;
      const bare = /^["“”'‘’\s]*([^"“”'‘’]+?)["“”'‘’\s]*$/.exec(part.slice(said));
      if (!bare) continue;
      const written = bare[1] as string;
      if (written.length > 16 && !/^[A-Za-z]/.test(written)) continue;
      if (/^[A-Za-z]/.test(written) && !ACRONYM.test(written)) continue;
      add(from + start + said + part.slice(said).indexOf(written), written, full, said > 0);
    }
  }
  for (const match of matchesAtPlaces(text, CALLED, LONGEST_LEAD, BARE)) {
    const full = nameBefore(text, match.index);
    const written = match[1] as string;
    if (full) add(match.index + match[0].lastIndexOf(written), written, full, true);
  }
  return found;
});

/** The matches of a sticky pattern, without overlap, that begin at a place of a kind, or up to so many characters before it. */
function* matchesAtPlaces(text: string, kind: number, before: number, sticky: RegExp): Generator<RegExpExecArray> {
  let from = 0;
  for (const place of placesOf(text, kind)) {
    for (let at = Math.max(from, place - before); at <= place; at++) {
      sticky.lastIndex = at;
      const match = sticky.exec(text);
      if (!match) continue;
      from = at + match[0].length;
      yield match;
      break;
    }
  }
}

/** Short names that a text introduces, folded, with the full name they stand for; the first introduction of a short name holds. */
export function introducedNames(text: string): Map<string, Span> {
  const names = new Map<string, Span>();
  for (const { start, end, full } of findShortNames(text)) {
    const short = text.slice(start, end);
    if (!names.has(short)) names.set(short, full);
  }
  return names;
}

/** Words that a document may call a body by, but that name no body. */
const general = new Set([...data.alone, ...data.generic, ...data.notBodies, '两公司', '双方', '本公司', '该公司', '目标公司', '标的公司', '上市公司'].map(fold));

/** The name of a body that ends at an offset: back to the clause before it, leading words left out. */
function nameBefore(text: string, end: number): Span | undefined {
  let start = end;
  while (start > 0 && end - start < LONGEST && !LIMITS.has(text.charCodeAt(start - 1))) start--;
  for (;;) {
    const name = text.slice(start, end);
    if (isOrganizationName(name)) return { start, end };
    const cut = BEFORE_A_NAME.exec(name);
    if (!cut || cut.index + cut[0].length >= name.length) return undefined;
    start += cut.index + cut[0].length;
  }
}

/** Whether the characters of a short name stand in the full one in the same order. */
function isSubsequence(short: string, full: string): boolean {
  let at = 0;
  for (const character of short) {
    at = full.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
