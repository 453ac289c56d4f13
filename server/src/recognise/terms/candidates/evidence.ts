import type { Span } from '../../../text/span';

/** A name that a text itself marks as one: by quotation marks, a definition, an English name in brackets, another name. */
export interface Marked extends Span {
  readonly kind: 'quoted' | 'defined' | 'glossed' | 'alias' | 'aliased';
  /** The span is the end of a longer stretch, and where the name begins in it is not said. */
  readonly openStart: boolean;
  /** Of a glossed one: what stands in the bracket. */
  readonly english?: string;
  /** Of an aliased one: where its other name stands. */
  readonly alias?: Span;
}

/** A name without marks inside: Han characters, Latin letters, digits, a middle dot or hyphen between them. */
const NAME = String.raw`[\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z0-9·\-+/]{1,15}`;
const QUOTED_NAME = new RegExp(String.raw`“(${NAME})”`, 'gu');
const CALLED = new RegExp(String.raw`(?:被?称为|称之为|称作|谓之|叫做|叫作|被叫做|所谓(?:的)?)(?:“(${NAME})”|(${NAME})(?=[,。;:)!?]|\s*$))`, 'gum');
/** X是指…, at the beginning of a clause; what stands between it and the cue is left to the reader of definitions. */
const MEANT = new RegExp(String.raw`(?:^|[,。;:!?\n(]|所谓(?:的)?)[\s*]*“?(${NAME})”?(?:\([^()\n]{1,80}\))?”?[*]*[,:]?[*]*\s*(?:一般|通常|主要|具体|就)?(?:(?:是指|就是指|系指)(?![导向望引派责定明示挥控使令出])|指的是|意指|泛指|特指|(?:可以|可|一般|通常)?被?(?:定义|界定)为|是一[种类门项])`, 'gum');
const GLOSSED = new RegExp(String.raw`(${NAME})”?\((?:英文(?:名|名称|缩写|简称)?[为是:]?\s*)?([A-Za-z][A-Za-z0-9 ,.&/\-'’:;]{1,78})\)`, 'uy');
/** The other name of what stands before: 全称(下称“短名”), 全称(简称短名), X,又称Y. */
const ALIASED = new RegExp(String.raw`(${NAME})”?(?:\([A-Za-z][^()\n]{1,60}\))?(?:\((?:以下|下文|本文)?(?:均|统)?(?:简称|下称|又称|亦称|也称|俗称|通称|别称|旧称|也叫|又叫|又名)(?:为|作)?|[,]?(?:又称|亦称|也称|也被称为|又被称为|俗称|也叫|又叫|又名|简称))(?:为|作)?[:]?\s*(?:“(${NAME})”|(${NAME}?)(?=[,。;:)、]|\s*$))`, 'umy');

/** Code units of the longest name, and of the longest Latin gloss of one with its brackets. */
const NAME_UNITS = 32;
const GLOSS_UNITS = 123;
/** What stands in every match of GLOSSED, right behind the name, and in every one of ALIASED, behind name and gloss. */
const GLOSS_OPENS = /(?<=[\p{Script=Han}A-Za-z0-9·\-+/”])\((?=英文|[A-Za-z])/gu;
const ALIAS_CUE = /简称|下称|[又亦也俗通别旧]称|也叫|又叫|又名|[也又]被称为/gu;

/**
 * Finds what a folded text marks as a name, by the kind of mark: quotation marks, words for calling, words for meaning, English names, other names; each in
 * the order of the text. Linear in its length; offsets are UTF-16 code units of the text.
 */
export function markedNames(text: string): readonly (readonly Marked[])[] {
  const quoted = matchesOf(QUOTED_NAME, text, (match) => ({ ...group(match, 1), kind: 'quoted', openStart: false }));
  const called = matchesOf(CALLED, text, (match) => ({ ...group(match, match[1] === undefined ? 2 : 1), kind: 'defined', openStart: false }));
  const meant = matchesOf(MEANT, text, (match) => ({ ...group(match, 1), kind: 'defined', openStart: false }));
  const glossed = near(GLOSSED, text, GLOSS_OPENS, NAME_UNITS + 1).map((match): Marked => ({ ...group(match, 1), kind: 'glossed', openStart: true, english: (match[2] as string).trim() }));
  const aliased = near(ALIASED, text, ALIAS_CUE, NAME_UNITS + 1 + GLOSS_UNITS + 6).flatMap((match): Marked[] => {
    const alias = group(match, match[2] === undefined ? 3 : 2);
    return alias.end - alias.start < 2 ? [] : [{ ...group(match, 1), kind: 'aliased', openStart: true, alias }, { ...alias, kind: 'alias', openStart: false }];
  });
  return [quoted, called, meant, glossed, aliased];
}

function matchesOf(pattern: RegExp, text: string, toMarked: (match: RegExpExecArray) => Marked): Marked[] {
  return Array.from(text.matchAll(pattern), toMarked);
}

/**
 * All matches of a sticky pattern that begins with a name, which would be tried at every character of it. Each match has a place of `anchor` in it, at most
 * so many code units behind its beginning, and these are rare.
 */
function near(pattern: RegExp, text: string, anchor: RegExp, most: number): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  let next = 0;
  for (const { index } of text.matchAll(anchor)) {
    for (let from = Math.max(next, index - most); from < index; from++) {
      // Not from the middle of a character.
      if (isLowSurrogate(text.charCodeAt(from)) && isHighSurrogate(text.charCodeAt(from - 1))) continue;
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      if (!match) continue;
      found.push(match);
      next = pattern.lastIndex;
      if (next > index) break;
      from = next - 1;
    }
  }
  return found;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Where a group of a match stands; the last of equal stretches, as names stand before what marks them. */
function group(match: RegExpExecArray, index: number): Span {
  const text = match[index] ?? '';
  const within = index === 1 ? match[0].indexOf(text) : match[0].lastIndexOf(text);
  return { start: match.index + within, end: match.index + within + text.length };
}

/**
 * Whether a short name can be made of a full one: its characters stand in the full name in order (云汀港务 in
 * 东湖云汀港务股份有限公司), or it is a Latin abbreviation whose letters begin words of the English name or stand in
 * it in order, the first at its very beginning (Schwartz and Hearst 2003).
 */
export function isShortFor(short: string, full: string): boolean {
  if (short.length >= full.length) return false;
  const letters = [...short.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  const within = full.toLowerCase();
  if (letters.length === 0 || (/^[a-z]/.test(within) && within[0] !== letters[0])) return false;
  let at = -1;
  return letters.every((letter) => (at = within.indexOf(letter, at + 1)) >= 0);
}

/** The English name and the abbreviation in a bracket: "Large Language Model, LLM". What is neither gives nothing. */
export function readGloss(gloss: string): { readonly name?: string; readonly abbreviation?: string } {
  const parts = gloss.split(/\s*[,;:]\s*/).filter((part) => part !== '' && !/^(?:abbr|short)\b/i.test(part));
  const abbreviation = parts.find((part) => /^[A-Z][A-Za-z0-9&/-]{0,9}$/.test(part) && /[A-Z].*[A-Z0-9]/.test(part));
  const name = parts.find((part) => part !== abbreviation && /^[A-Za-z][A-Za-z0-9 &/'’.-]{2,}$/.test(part));
  return { ...(name !== undefined && { name }), ...(abbreviation !== undefined && { abbreviation }) };
}
