import data from '../../../data/sources/credits.json';
import { isDigit, isHan, isWhite } from '../../text/characters';
import { fold } from '../../text/fold';
import { UnitClasses } from '../../text/unitClasses';
import type { Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { allMatches } from './allMatches';
import { isNativeName, isForeignName } from './nameShapes';
import { isKnownBody, isNameBesideLabel, isOrganizationName } from './organizationNames';
import { endsWithTitle, isTitle } from './personContext';
import { placeKind, placesOf } from './scan';
import { wordCost } from './wordCosts';
import { withoutWhite } from './whiteSpace';
import { WordSet } from './wordSet';

/** Who a by-line, a closing credit or a line under a title names. Offsets count in folded text. */
export interface Credit extends Span {
  readonly persons: readonly CreditedPerson[];
  readonly organizations: readonly Span[];
  /** The label (文, 责任编辑, 讲述人); absent when a line gives name and affiliation only. */
  readonly label?: Span;
  /** What follows, to the next credit, is told by these persons (讲述人, 主讲人). */
  readonly speaks: boolean;
}

export interface CreditedPerson extends Span {
  readonly role?: Span;
}

const labels = new WordSet(data.labels);
const speakers = new WordSet(data.speakers);
const origins = new WordSet(data.origins);
const closing = new WordSet(data.closing);
const affiliations = new WordSet(['作者单位', '单位', '通讯地址', '工作单位']);

const LABEL_SIGNS = '/|:丨';
const labelSigns = CodeUnitSet.of(LABEL_SIGNS);
const LONGEST_LINE = 120;
/** `文 /`, `责任编辑:`, `编 辑 |`; the label stands at the head of the line or after a space. */
const LABEL = /(?<![^\s([【/*|;])((?:\p{Script=Han}\s?){1,8}(?:[、/及和&]\s?(?:\p{Script=Han}\s?){1,6})?)\s*[/|:丨]\s*/gu;
const LABEL_HERE = new RegExp(LABEL.source, 'yu');
const IN_BRACKETS = /\(([^()\r\n]{2,48})\)/g;
/** `[排版:甲 编辑:乙/来源:丙]` at the end of a text. */
const LABELS_IN_BRACKETS = /[[【〔(]([^[\]【】〔〕()\r\n]{4,160})[\]】〕)]/g;
/** A body and the page its piece begins on. */
const BODY_AND_PAGE = /^(\p{Script=Han}{6,30})[ \t]{1,3}P?\d{1,3}$/u;
const NAMES_AND_PAGE = /^((?:\p{Script=Han}{2,4}[ \t、]{1,3}){1,5})P?\d{1,3}$/u;
/** A caption that ends with where its picture is from: `…。图/新华社`. */
const CAPTION = new RegExp(fold('[。!？?)](图|图片|供图|图源|图片来源|来源|摄影)\\s?[/:|丨]\\s?([^\\s。,，]{2,16})$'));
/** What tells where a piece was written or a picture taken. */
const whereFrom = new WordSet(['发自', '来自', '摄于', '写于', '编发']);
const MEMBER = /(?:委员|成员|会员|代表|院士|教授|博士|研究员|主编|编辑|主任|院长|所长|部长|局长|会长|总裁|经理|董事|顾问|作者|记者)[^\p{Script=Han}]*$/u;

/** What stands in a line and makes some kind of credit possible, as classes of characters. */
const BREAK = 1;
const LABEL_SIGN = 2;
const BRACKET = 4;
const BREAKS = '\n\r';
const BRACKETS = '([【〔';
const signsOfCredits = new UnitClasses().add(BREAK, BREAKS).add(LABEL_SIGN, LABEL_SIGNS).add(BRACKET, BRACKETS);
const CREDIT_SIGN = placeKind(BREAKS + LABEL_SIGNS + BRACKETS);

/** Finds the credits of a folded text, line by line. */
export function findCredits(text: string): Credit[] {
  const credits: Credit[] = [];
  let speaking: Credit | undefined;
  const places = placesOf(text, CREDIT_SIGN);
  let start = 0;
  let signs = 0;
  for (let i = 0; i <= places.length; i++) {
    const end = places[i] ?? text.length;
    signs |= end < text.length ? signsOfCredits.of(text.charCodeAt(end)) : BREAK;
    if ((signs & BREAK) === 0) continue;
    const line = trimmed(text, start, end);
    const signsOfLine = signs;
    start = end + 1;
    signs = 0;
    if (line.start >= line.end) continue;
    const found = line.end - line.start <= LONGEST_LINE ? creditsOfLine(text, line, signsOfLine) : NO_CREDITS;
    if (found.length === 0 && speaking && line.end - line.start <= 60) {
      // A second narrator on a line of their own: role and name as in the line before.
      const more = namesIn(text, line, false);
      const person = more.persons.at(-1);
      if (more.persons.length === 1 && person?.role && person.end === line.end) {
        credits.push({ ...line, ...more, ...(speaking.label ? { label: speaking.label } : {}), speaks: true });
        continue;
      }
    }
    if (found.length > 0) credits.push(...found);
    if ((signsOfLine & BRACKET) !== 0) addCreditsInBrackets(text, line, (signsOfLine & LABEL_SIGN) !== 0, credits);
    speaking = found.find((credit) => credit.speaks);
  }
  return credits;
}

const NO_CREDITS: readonly Credit[] = [];

function creditsOfLine(text: string, line: Span, signs: number): readonly Credit[] {
  const labelled = (signs & LABEL_SIGN) !== 0 ? labelledCredits(text, line) : undefined;
  if (labelled) return labelled;
  const caption = (signs & LABEL_SIGN) !== 0 ? CAPTION.exec(text.slice(line.start, line.end)) : null;
  if (caption) {
    const end = line.start + caption.index + caption[0].length;
    const name = { start: end - (caption[2] as string).length, end };
    if (isKnownBody(textOf(text, name)) || isOrganizationName(textOf(text, name))) {
      const at = line.start + caption.index + caption[0].indexOf(caption[1] as string);
      return [{ start: at, end, persons: [], organizations: [name], label: { start: at, end: at + (caption[1] as string).length }, speaks: false }];
    }
  }
  const affiliated = affiliationsIn(text, line);
  if (affiliated) return affiliated;
  if (!isDigit(text.charCodeAt(line.end - 1))) return NO_CREDITS;
  const content = text.slice(line.start, line.end);
  const page = NAMES_AND_PAGE.exec(content);
  if (page) {
    const names = namesIn(text, { start: line.start, end: line.start + (page[1] as string).trimEnd().length }, false);
    if (names.persons.length > 0 && names.complete) return [{ ...line, ...names, speaks: false }];
  }
  // A contributor in a table of contents.
  const contributor = BODY_AND_PAGE.exec(content)?.[1];
  if (contributor && isOrganizationName(contributor)) {
    const end = line.start + contributor.length;
    return [{ start: line.start, end, persons: [], organizations: [{ start: line.start, end }], speaks: false }];
  }
  return [];
}

/** `文 / 甲 编辑 / 乙`: labels with what each names; undefined when the stretch does not begin with one. */
function labelledCredits(text: string, stretch: Span): Credit[] | undefined {
  const found: Credit[] = [];
  const written = text.slice(stretch.start, stretch.end);
  if (!opensWithLabel(written)) return undefined;
  const matches = allMatches(written, LABEL).filter((match) => isLabel(match[1] as string));
  matches.forEach((match, i) => {
    const from = stretch.start + match.index + match[0].length;
    const to = stretch.start + (matches[i + 1]?.index ?? stretch.end - stretch.start);
    const name = withoutWhite(match[1] as string);
    const rest = untilClosingBracket(text, from, to);
    const { persons, organizations } = origins.has(name) ? originsIn(text, rest) : namesIn(text, rest, true);
    if (persons.length + organizations.length === 0) return;
    const label = { start: stretch.start + match.index, end: stretch.start + match.index + (match[1] as string).trimEnd().length };
    // Where somebody works is no origin of the text.
    found.push({ start: label.start, end: rest.end, persons, organizations: affiliations.has(name) ? [] : organizations, label, speaks: speakers.has(name) });
  });
  return found;
}

/** Below this code unit no Han character stands. */
const FIRST_HAN = 0x2e80;
const HAN_ONLY = /^\p{Script=Han}+$/u;

function isHanOnly(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // The main blocks are told without a pattern.
    if (!isHan(unit)) return unit >= FIRST_HAN && HAN_ONLY.test(text);
  }
  return text.length > 0;
}

/** Whether a label stands at the first or second character. Looked for there alone: most stretches have none, and to search them all is dear. */
function opensWithLabel(written: string): boolean {
  // From the second character to the sign that closes a label only these may stand.
  for (let i = 1; i < written.length; i++) {
    const unit = written.charCodeAt(i);
    if (labelSigns.has(unit)) break;
    if ((unit < FIRST_HAN && unit !== 0x26 && !isWhite(unit)) || unit === 0x3002) return false;
  }
  LABEL_HERE.lastIndex = 0;
  let match = LABEL_HERE.exec(written);
  if (!match) {
    LABEL_HERE.lastIndex = 1;
    match = LABEL_HERE.exec(written);
  }
  return match !== null && isLabel(match[1] as string);
}

const WORD = /\S+/g;

/** `甲 某所所长`, `甲 乙 某学院`, several of these on one line: names, then what they belong to. */
function affiliationsIn(text: string, line: Span): Credit[] | undefined {
  if (!opensWithName(text, line)) return undefined;
  const words = allMatches(text.slice(line.start, line.end), WORD).map((match) => ({ start: line.start + match.index, end: line.start + match.index + match[0].length }));
  const credits: Credit[] = [];
  for (let i = 0; i < words.length; ) {
    const names: Span[] = [];
    for (; i < words.length && isUnlabelledName(textOf(text, words[i])); i++) names.push(words[i] as Span);
    const first = i;
    while (i < words.length && !isUnlabelledName(textOf(text, words[i]))) i++;
    const from = words[first];
    const to = words[i - 1];
    if (names.length === 0 || i === first || !from || !to || to.end - from.start < 4 || !isAffiliation(text.slice(from.start, to.end))) return undefined;
    const role = { start: from.start, end: to.end };
    credits.push({ start: (names[0] as Span).start, end: to.end, persons: names.map((name) => ({ ...name, role })), organizations: [], speaks: false });
  }
  return credits.length > 0 ? credits : undefined;
}

/** Whether a stretch begins with a name of two to four characters before white space: nearly all lines do not. */
function opensWithName(text: string, { start, end }: Span): boolean {
  let at = start;
  while (at < end && at < start + 5 && !isWhite(text.charCodeAt(at))) at++;
  return at >= start + 2 && at < start + 5 && at < end && isUnlabelledName(text.slice(start, at));
}

function textOf(text: string, span: Span | undefined): string {
  return span ? text.slice(span.start, span.end) : '';
}

function isUnlabelledName(word: string): boolean {
  return isHanOnly(word) && isPersonToken(word, false);
}

function isAffiliation(written: string): boolean {
  return !/[。!?;]/.test(written) && (MEMBER.test(written) || endsWithTitle(written) || isOrganizationName(written.slice(written.lastIndexOf('、') + 1).replace(/\s/g, '')));
}

/** `(甲、乙整理)`, `(记者甲 乙)`, `(甲 摄)`. */
function addCreditsInBrackets(text: string, line: Span, mayBeLabelled: boolean, credits: Credit[]): void {
  const written = text.slice(line.start, line.end);
  const labelled: number[] = [];
  if (mayBeLabelled) {
    for (const match of allMatches(written, LABELS_IN_BRACKETS)) {
      const start = line.start + match.index + 1;
      for (const credit of labelledCredits(text, { start, end: start + (match[1] as string).length }) ?? NO_CREDITS) {
        credits.push(credit);
        labelled.push(credit.start);
      }
    }
  }
  if (!written.includes('(')) return;
  for (const match of allMatches(written, IN_BRACKETS)) {
    if (labelled.some((start) => start > line.start + match.index && start < line.start + match.index + match[0].length)) continue;
    let from = line.start + match.index + 1;
    let to = from + (match[1] as string).length;
    const lead = leadingLabel(text, from, to);
    const verb = closing.lengthBefore(text, to, from);
    if (lead === 0 && verb === 0) continue;
    const label = lead > 0 ? { start: from, end: from + lead } : { start: to - verb, end: to };
    from += lead;
    if (lead === 0) to -= verb;
    while (/[:\s/|]/.test(text[from] ?? '') && from < to) from++;
    while (to > from && /\s/.test(text[to - 1] as string)) to--;
    const names = namesIn(text, { start: from, end: to }, lead > 0 || verb > 1);
    if (names.persons.length > 0 && names.complete) {
      credits.push({ start: line.start + match.index, end: line.start + match.index + match[0].length, ...names, label, speaks: false });
    }
  }
}

function leadingLabel(text: string, start: number, end: number): number {
  const length = labels.lengthAt(text, start);
  return length > 1 && start + length < end ? length : 0;
}

/** 编辑部, 设计部, 市场部. */
const DEPARTMENT = /[编设发市广营策制].{0,4}部$/;

const JOINS_LABELS = CodeUnitSet.of('、/及和&');

function holdsOne(text: string, units: CodeUnitSet): boolean {
  for (let i = 0; i < text.length; i++) if (units.has(text.charCodeAt(i))) return true;
  return false;
}

function isLabel(written: string): boolean {
  const bare = withoutWhite(written);
  const parts = holdsOne(bare, JOINS_LABELS) ? bare.split(/[、/及和&]/) : [bare];
  return parts.every((part) => labels.has(part) || endsWithTitle(part) || (part.endsWith('部') && DEPARTMENT.test(part)));
}

interface Names {
  readonly persons: readonly CreditedPerson[];
  readonly organizations: readonly Span[];
  /** Nothing but names (and roles) stands in the stretch. */
  readonly complete: boolean;
}

/**
 * Reads a list of names. With a label before them, any short token that is no ordinary word may be a name (a
 * pseudonym); without one it must have the shape of a full name.
 */
function namesIn(text: string, stretch: Span, labelled: boolean): Names {
  const persons: CreditedPerson[] = [];
  const organizations: Span[] = [];
  let complete = true;
  let role: Span | undefined;
  const tokens = tokensOf(text, stretch);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Span;
    const next = tokens[i + 1];
    const word = text.slice(token.start, token.end);
    if (word.length === 1 && next && next.end - next.start === 1 && /^[ \t]+$/.test(text.slice(token.end, next.start)) && isNativeName(word + text.slice(next.start, next.end))) {
      persons.push({ start: token.start, end: next.end, ...(role ? { role } : {}) });
      i++;
    } else if (labelled && isKnownBody(word)) {
      organizations.push(token);
    } else if (isPersonToken(word, labelled)) {
      persons.push({ ...token, ...(role ? { role } : {}) });
    } else if (endsWithTitle(word) || (next && /^[《“]/.test(word))) {
      role = role && /^[ \t]*$/.test(text.slice(role.end, token.start)) ? { start: role.start, end: token.end } : token;
      continue;
    } else if (labelled && isOrganizationName(word) && word.length >= 4) organizations.push(token);
    else complete = false;
  }
  return { persons, organizations, complete };
}

function isPersonToken(word: string, labelled: boolean): boolean {
  if (isTitle(word) || labels.has(word) || whereFrom.lengthAt(word, 0) > 0) return false;
  if (word.includes('·')) return isForeignName(word);
  if (word.length < 2 || word.length > 4 || !isHanOnly(word)) return false;
  const cost = wordCost(word);
  if (isNativeName(word)) return cost === undefined || cost > (labelled ? 22 : 27);
  return labelled && cost === undefined && !isOrganizationName(word);
}

/** `来源:财联社,…`, `数据来源:甲、乙`: the items up to the first that names no body. Beside the label a name needs no tail. */
function originsIn(text: string, stretch: Span): Names {
  const tokens = tokensOf(text, stretch);
  const isBody = (token: Span): boolean => {
    const word = text.slice(token.start, token.end);
    return isOrganizationName(word) || isNameBesideLabel(word);
  };
  const other = tokens.findIndex((token) => !isBody(token));
  const organizations = other < 0 ? tokens : tokens.slice(0, other);
  return { persons: [], organizations, complete: organizations.length > 0 };
}

const TOKEN = /《[^》]*》|[^\s、,/|;；。&()《》*]+/g;

function tokensOf(text: string, stretch: Span): Span[] {
  const tokens: Span[] = [];
  for (const match of allMatches(text.slice(stretch.start, stretch.end), TOKEN)) {
    tokens.push({ start: stretch.start + match.index, end: stretch.start + match.index + match[0].length });
  }
  return tokens;
}

function untilClosingBracket(text: string, start: number, end: number): Span {
  const stretch = text.slice(start, end);
  const close = stretch.search(/[)\]】]/);
  const open = stretch.search(/[([【]/);
  const to = close >= 0 && (open < 0 || open > close) ? start + close : end;
  return trimmed(text, start, to);
}

/** A stretch without the white space at its ends. */
function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isWhite(text.charCodeAt(start))) start++;
  while (end > start && isWhite(text.charCodeAt(end - 1))) end--;
  return { start, end };
}
