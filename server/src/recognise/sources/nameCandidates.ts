import { isHan, isLargeHan, isSpace, unitAt } from '../../text/characters';
import type { Span } from '../../text/span';
import { evidenceAfter, evidenceAround, evidenceBefore, hasEvidence, isStrong, isTitle, mostAfter, mostBefore, weightOf, type Evidence, type EvidenceSet } from './personContext';
import {
  addForeignNames,
  addNativeNames,
  CHINESE,
  continuesTransliteration,
  dottedPartCost,
  FOREIGN,
  isPlainPlace,
  isSurname,
  isTransliteration,
  isWellKnown,
  JAPANESE,
  mayBeginName,
  mayBeginNative,
  mayBeginWellKnown,
  mostOfMarried,
  mostOfThree,
  mostOfTwo,
  MOST_SHAPES,
  nativeNameCost,
  NameShapes,
  type NameKind,
} from './nameShapes';
import { costAlone, isWordAt, NameGains } from './wordCosts';
import { UnitSet } from './unitSet';

/**
 * Where personal names may stand: every stretch whose characters and surroundings together come near enough to a name
 * that it may be one, if only in a list with others. Which of them are names is decided in personNames.ts.
 */

/** A possible name in folded text. */
export interface Candidate extends Span {
  readonly shape: 'chinese' | 'japanese' | 'foreign' | 'dotted';
  /** The logarithm of the odds that a name stands here, in tenths: of its shape and its surroundings. */
  score: number;
  /** What it is worth against candidates that overlap it: as the score, but whole gains, so that the longer foreign name wins. */
  readonly value: number;
  strong: boolean;
}

const SHAPE_OF_KIND = { [CHINESE]: 'chinese', [JAPANESE]: 'japanese', [FOREIGN]: 'foreign' } as const;

/** The score that makes a name: just below even odds, where F1 was best. */
export const ENOUGH = -3;
/** What a neighbour in a row of names without separators adds. */
export const IN_A_ROW = 11;
/** What a neighbour in a list of names (甲、乙和丙) adds to the score. */
export const IN_A_LIST = 25;

/**
 * What the shape says: how much better the text reads with a name there than as ordinary words (`gain` of wordCosts.ts) times a
 * weight, and how rare names are. Fitted with the weights of personContext.ts; the gain weighs less than one for one because
 * characters and words do not occur independently of each other, and least in foreign names, where places and firms look alike.
 */
const NATIVE = { gain: 1.4, most: 60, base: -21, short: -6, wellKnown: 25 } as const;
const TRANSLITERATED = { gain: 0.48, most: 60, base: -16, short: -10, wellKnown: 60 } as const;
/** What stands between two names of a list, or begins or ends what does. */
const listSigns = new UnitSet('、,/和与及跟以 \t');
/** No evidence looked for yet. */
const UNKNOWN = -1;
const IMPOSSIBLE = Infinity;
/** Code units of the longest name of Chinese or Japanese shape: each character of four may be beyond the BMP. */
const LONGEST_NATIVE = 8;
/** From this gain on the shape is considered at all. */
const LEAST_GAIN = -40;
/** A foreign name that the list of words has: a country, a thing. */
const LISTED_WORD = -25;
/** A foreign name after which the transliteration goes on. */
const PART = -20;
/** What a name set wide may cost: its characters must be those of names. */
const DEAREST_SPACED = 48;
/** Han runs are read in pieces of this length, with an overlap, so that time stays linear on any text. */
const PIECE = 240;
const OVERLAP = 12;

const MIDDLE_DOT = 0xb7;

/** Finds the candidates of a folded text. */
export function findCandidates(text: string): Candidate[] {
  const finder = new CandidateFinder(text);
  let start = 0;
  while (start < text.length) {
    if (!isHan(text.charCodeAt(start))) {
      start++;
      continue;
    }
    const end = endOfRun(text, start);
    for (let from = start; from < end; from += PIECE - OVERLAP) {
      const to = Math.min(end, from + PIECE);
      finder.findIn(from, to, from > start ? from + OVERLAP / 2 : from, to < end ? to - OVERLAP / 2 : to);
      if (to === end) break;
    }
    start = end;
  }
  addSpacedNames(text, finder.candidates);
  return finder.candidates;
}

/** The end of a run of Han characters, with the middle dots inside it. */
function endOfRun(text: string, start: number): number {
  for (let end = start + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (!isHan(unit) && !isInnerDot(text, end) && !isLargeHan(unit) && !isLargeHan(unitAt(text, end - 1))) return end;
  }
  return text.length;
}

/** Finds the candidates in stretches of Han characters of one text. Almost every possible name is none: what costs least rejects first. */
class CandidateFinder {
  readonly candidates: Candidate[] = [];
  readonly #text: string;
  readonly #shapes = new NameShapes();
  readonly #gains = new NameGains();
  /** What a shape scores at most, and the score that makes a candidate of it. */
  readonly #scores = new Float64Array(MOST_SHAPES);
  readonly #enough = new Float64Array(MOST_SHAPES);
  #places: ReadonlySet<string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Candidates of one stretch of Han characters; only those that begin between `first` and `last` count, the rest is context. */
  findIn(start: number, end: number, first: number, last: number): void {
    if (end - start < 2) return;
    const text = this.#text;
    const shapes = this.#shapes;
    this.#gains.within(text, start, end);
    for (let i = first; i < last; i++) {
      const unit = text.charCodeAt(i);
      if (mayBeginName(unit)) {
        const foreign = isTransliteration(unit) && (i === start || !isTransliteration(unitAt(text, i - 1)) || isSurname(unit) || i - first < 8);
        shapes.count = 0;
        if (mayBeginNative(unit) && mayBeNativeName(text, i, unit)) addNativeNames(text, i, end, shapes);
        if (foreign) addForeignNames(text, i, end, shapes);
        if (shapes.count > 0) this.#considerAt(i);
      } else if (unit === MIDDLE_DOT) {
        const dotted = dottedName(text, i, start, end);
        if (dotted && dotted.firstDot === i) addDotted(text, dotted, this.#gains, this.candidates);
      }
    }
  }

  /**
   * Makes candidates of the shapes that begin at an offset. A shape meets one bound of its score after another, each dearer and
   * closer than the one before; none is below the score, so that no candidate is lost.
   */
  #considerAt(start: number): void {
    const longest = this.#lookAt(start);
    if (longest === 0) return;
    const text = this.#text;
    const shapes = this.#shapes;
    this.#gains.beginAt(start, longest);
    let before = UNKNOWN;
    let weightBefore = mostBefore(unitAt(text, start - 1));
    for (let k = 0; k < shapes.count; k++) {
      const enough = this.#enough[k] as number;
      if (enough === IMPOSSIBLE) continue;
      const end = shapes.ends[k] as number;
      const cost = shapes.costs[k] as number;
      const kind = shapes.kinds[k] as NameKind;
      const weights = kind === FOREIGN ? TRANSLITERATED : NATIVE;
      const mayBeWellKnown = mayBeginWellKnown(text, start);
      const part = kind === FOREIGN && continuesTransliteration(text, end) ? PART : 0;
      const base = weights.base + (shapes.short[k] === 1 ? weights.short : 0) + part;
      const atMost = base + (mayBeWellKnown ? weights.wellKnown : 0);
      const gainAtMost = this.#gains.atMost(end, cost);
      if (gainAtMost < LEAST_GAIN || scoreOf(weights, gainAtMost, atMost, weightBefore + mostAfter(unitAt(text, end))) < enough) continue;
      if (before === UNKNOWN) {
        before = evidenceBefore(text, start);
        weightBefore = weightOf(before);
      }
      const evidence = before | evidenceAfter(text, end);
      const weight = weightOf(evidence);
      if (scoreOf(weights, gainAtMost, atMost, weight) < enough) continue;
      const gain = this.#gains.of(start, end, cost);
      if (gain < LEAST_GAIN || scoreOf(weights, gain, atMost, weight) < enough) continue;
      const name = text.slice(start, end);
      if (!this.#mayBeName(name, kind, start, evidence)) continue;
      const fame = mayBeWellKnown && isWellKnown(name) ? weights.wellKnown : kind === FOREIGN && isWordAt(text, start, end) ? LISTED_WORD : 0;
      const score = scoreOf(weights, gain, base + fame, weight);
      if (score < enough) continue;
      this.candidates.push({ start, end, shape: SHAPE_OF_KIND[kind], score, value: NATIVE.gain * gain + weight + part, strong: isStrong(evidence) });
    }
  }

  /**
   * A first look at the shapes that begin at an offset, at their characters one by one and at those beside them. Sets the score that
   * each needs, given the neighbours it might have, or that it is impossible. Returns where the longest of the others ends; 0 when there is none.
   */
  #lookAt(start: number): number {
    const text = this.#text;
    const shapes = this.#shapes;
    const previous = unitAt(text, start - 1);
    const most = mostBefore(previous);
    const isKnown = mayBeginWellKnown(text, start);
    let inList = listSigns.has(previous);
    let possible = false;
    let at = start;
    let alone = 0;
    for (let k = 0; k < shapes.count; k++) {
      const end = shapes.ends[k] as number;
      if (end < at) {
        at = start;
        alone = 0;
      }
      for (; at < end; at++) alone += costAlone(text.charCodeAt(at));
      const next = unitAt(text, end);
      const weights = shapes.kinds[k] === FOREIGN ? TRANSLITERATED : NATIVE;
      const gainAtMost = alone - (shapes.costs[k] as number);
      const other = weights.base + (shapes.short[k] === 1 ? weights.short : 0) + (isKnown ? weights.wellKnown : 0);
      this.#scores[k] = gainAtMost < LEAST_GAIN ? -Infinity : scoreOf(weights, gainAtMost, other, most + mostAfter(next));
      possible ||= (this.#scores[k] as number) >= ENOUGH - IN_A_LIST;
      inList ||= listSigns.has(next);
    }
    if (!possible) return 0;
    let longest = 0;
    for (let k = 0; k < shapes.count; k++) {
      const end = shapes.ends[k] as number;
      const score = this.#scores[k] as number;
      let enough = ENOUGH - IN_A_LIST;
      if (score >= enough && !inList) enough = ENOUGH - this.#helpOfRow(start, end);
      this.#enough[k] = score < enough ? IMPOSSIBLE : enough;
      if (score >= enough && end > longest) longest = end;
    }
    return longest;
  }

  /** Whether what the text has elsewhere or the name itself rules it out. */
  #mayBeName(name: string, kind: NameKind, start: number, evidence: EvidenceSet): boolean {
    if (kind === CHINESE) {
      this.#places ??= placesOf(this.#text);
      if (this.#places.has(name.slice(0, 2))) return false;
      // A piece of a longer transliteration is no Chinese name.
      if (!hasEvidence(evidence, 'title') && isInTransliteration(this.#text, start, start + name.length)) return false;
    }
    return !isTitle(name) && !isFormOfAddress(name) && !NO_NAME.test(name);
  }

  /** The most that a row of names without separators adds to a shape: a neighbour on either side, which may be a name set wide. */
  #helpOfRow(start: number, end: number): number {
    const text = this.#text;
    if (isSpace(unitAt(text, start - 2)) || isSpace(unitAt(text, end + 1))) return 2 * IN_A_ROW;
    let help = mayBeginNative(unitAt(text, end)) ? IN_A_ROW : 0;
    for (let i = this.candidates.length - 1; i >= 0 && start - (this.candidates[i] as Candidate).start <= LONGEST_NATIVE; i--) {
      if ((this.candidates[i] as Candidate).end === start) {
        help += IN_A_ROW;
        break;
      }
    }
    return help;
  }
}

/**
 * Whether a Chinese or Japanese name that begins with a code unit might become a candidate: most surnames begin ordinary words, and
 * a glance tells so. It reads each character once: it is taken at every seventh character of a text.
 */
function mayBeNativeName(text: string, start: number, unit: number): boolean {
  const given = unitAt(text, start + 1);
  const then = unitAt(text, start + 2);
  const last = unitAt(text, start + 3);
  if (!isPlainPlace(unit, given, then, last)) return true;
  const other = NATIVE.base + IN_A_LIST + ROUNDING + mostBefore(unitAt(text, start - 1));
  return (
    scoreOf(NATIVE, mostOfTwo(unit, given), other + NATIVE.short, mostAfter(then)) >= ENOUGH ||
    scoreOf(NATIVE, mostOfThree(unit, given, then), other, mostAfter(last)) >= ENOUGH ||
    (isSurname(given) && scoreOf(NATIVE, mostOfMarried(unit, given, then, last), other, mostAfter(unitAt(text, start + 4))) >= ENOUGH)
  );
}

/** More than the rounding of a score. */
const ROUNDING = 1e-6;


/** The score of a shape: of its gain, of all else that it says, and of the weight of its surroundings. */
function scoreOf(weights: typeof NATIVE | typeof TRANSLITERATED, gain: number, other: number, context: number): number {
  return weights.gain * Math.min(gain, weights.most) + other + context;
}

/** Ends of the names of places, and what does not follow them there. */
const PLACE_ENDS = [
  ['市', '长场民面值委井'],
  ['县', '长令委'],
  ['镇', '长定静痛'],
  ['省', '长委级'],
] as const;

/** Two-character names of places that the text writes with 市, 县, 镇 or 省: 某某 begins no personal name where 某某市 stands too. */
function placesOf(text: string): Set<string> {
  const places = new Set<string>();
  for (const [tail, others] of PLACE_ENDS) {
    for (let at = text.indexOf(tail, 2); at >= 0; at = text.indexOf(tail, at + 1)) {
      const name = text.slice(at - 2, at);
      if (!others.includes(text[at + 1] ?? ' ') && TWO_HAN.test(name)) places.add(name);
    }
  }
  return places;
}

const TWO_HAN = /^\p{Script=Han}{2}$/u;

interface DottedName extends Span {
  readonly firstDot: number;
  readonly lastDot: number;
}

/** Whether a stretch is a piece of a transliteration: all its characters are usual there, and one that follows or goes before is too; a surname may be less usual. */
function isInTransliteration(text: string, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (!isTransliteration(unitAt(text, i))) return false;
  if (isTransliteration(unitAt(text, start))) return isTransliteration(unitAt(text, end)) || isTransliteration(unitAt(text, start - 1));
  return continuesTransliteration(text, start + 1) && continuesTransliteration(text, end);
}

/** Ends of places and bodies that no given name has, and weekdays. */
const NO_NAME = /(?:公司|集团|大学|银行|政府|赛|局|署|厅|部|院|社|所|处|网|市|省|区|镇|村|县|堡|队|楼|宫|乡|厂|店|馆|寺|庙|杯|茶)$|^周[一二三四五六日末][上下早晚中午]?$/;

/** What a form of address after a surname begins with. */
const addresses = new UnitSet('老总工某氏家姓大阿小二三四五六');

/** Surname and form of address (李先生, 胡老) are no full name. */
function isFormOfAddress(name: string): boolean {
  return isTitle(name.slice(1)) || addresses.has(name.charCodeAt(1)) && /^.(?:老|总|工|某|氏|家|姓|大[爷娘妈姐哥嫂]|[阿大小老二三四五六].)$/.test(name) && (name.length === 2 || /^.大[爷娘妈姐哥嫂]$/.test(name));
}

/** The longest stretch of name parts around a middle dot. */
function dottedName(text: string, dot: number, start: number, end: number): DottedName | undefined {
  let from = dot;
  while (from > start && dot - from < 8 && isHan(unitAt(text, from - 1))) from--;
  let firstDot = dot;
  if (from > start && unitAt(text, from - 1) === MIDDLE_DOT) firstDot = from - 1;
  let lastDot = dot;
  let to = dot + 1;
  while (to < end && to - lastDot <= 8) {
    if (unitAt(text, to) === MIDDLE_DOT) lastDot = to;
    else if (!isHan(unitAt(text, to)) && !/[A-Z]/.test(text[to] as string)) break;
    to++;
  }
  return from < dot && to > lastDot + 1 ? { start: from, end: to, firstDot, lastDot } : undefined;
}

/** A name with middle dots: its outer parts reach as far as transliteration and the words around allow. */
function addDotted(text: string, name: DottedName, gains: NameGains, candidates: Candidate[]): void {
  const inner = text.slice(name.firstDot + 1, name.lastDot).split('·');
  if (name.lastDot > name.firstDot && !inner.every((part) => dottedPartCost(part) !== undefined)) return;
  const innerCost = name.lastDot > name.firstDot ? inner.reduce((sum, part) => sum + (dottedPartCost(part) ?? 0), 0) : 0;
  let best: Candidate | undefined;
  for (let from = name.start; from < name.firstDot; from++) {
    const head = dottedPartCost(text.slice(from, name.firstDot));
    if (head === undefined) continue;
    for (let to = name.lastDot + 2; to <= name.end; to++) {
      const tail = dottedPartCost(text.slice(name.lastDot + 1, to));
      if (tail === undefined) continue;
      // A dot inside a word is so rare that only the ends are in question.
      const score = gains.of(from, to, 8 + head + innerCost + tail) + 24 + ENOUGH;
      if (best && best.score >= score) continue;
      best = { start: from, end: to, shape: 'dotted', score, value: 200 + score, strong: true };
    }
  }
  if (best && best.score >= ENOUGH) candidates.push(best);
}

/** Names set wide (李  明, 王 小 兰), where their surroundings say that one stands there. */
function addSpacedNames(text: string, candidates: Candidate[]): void {
  let done = 0;
  for (let at = nextSpace(text, 1); at < text.length; at = nextSpace(text, at + 1)) {
    if (isSpace(unitAt(text, at - 1))) continue;
    // A character beyond the BMP begins no name, but may stand before one that then is none.
    const start = at - (isLargeHan(unitAt(text, at - 2)) ? 2 : 1);
    if (start < done) continue;
    SET_WIDE.lastIndex = start;
    const found = SET_WIDE.exec(text)?.[0];
    if (found === undefined) continue;
    done = start + found.length;
    const candidate = spacedName(text, start, found);
    if (candidate) candidates.push(candidate);
  }
}

/** The offset of the next space or tab; the length of the text when there is none. */
function nextSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

const SET_WIDE = /(?<!\p{Script=Han})\p{Script=Han}[ \t]{1,4}\p{Script=Han}(?:[ \t]{1,4}\p{Script=Han})?/uy;

/** What may follow a name set wide without a sign between. */
const ENDS_SPACED: readonly Evidence[] = ['saying', 'shortSaying', 'formOfAddress'];

function spacedName(text: string, start: number, found: string): Candidate | undefined {
  if (!isSurname(unitAt(text, start))) return undefined;
  for (const written of [found, found.slice(0, found.search(/[ \t]+\S$/))]) {
    const joined = written.replace(/[ \t]+/g, '');
    const end = start + written.length;
    if (joined.length < 2 || (nativeNameCost(joined) ?? Infinity) > DEAREST_SPACED) continue;
    const evidence = evidenceAround(text, start, end);
    if (!isStrong(evidence) || (isHan(unitAt(text, end)) && !ENDS_SPACED.some((kind) => hasEvidence(evidence, kind)))) continue;
    return { start, end, shape: 'chinese', score: 20, value: 20, strong: true };
  }
  return undefined;
}

function isInnerDot(text: string, offset: number): boolean {
  return unitAt(text, offset) === MIDDLE_DOT && isHan(unitAt(text, offset - 1)) && isHan(unitAt(text, offset + 1));
}
