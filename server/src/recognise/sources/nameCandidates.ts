import { isHan, isLargeHan, isSpace, unitAt } from '../../text/characters';
import type { Span } from '../../text/span';
import { CodeUnitSet } from '../codeUnitSet';
import { evidenceAfter, evidenceAround, evidenceBefore, hasEvidence, isStrong, isTitle, likelyAfter, likelyBefore, weightOf, type Evidence, type EvidenceSet } from './personContext';
import { ENOUGH, IN_A_LIST, IN_A_ROW, NATIVE, scoreOf, TRANSLITERATED } from './nameScores';
import {
  addForeignNames,
  addNativeNames,
  addPlainName,
  CHINESE,
  continuesTransliteration,
  dottedPartCost,
  FOREIGN,
  isSurname,
  isTransliteration,
  isWellKnown,
  JAPANESE,
  mayBeginNative,
  mayBeginWellKnown,
  MOST_SHAPES,
  nativeNameCost,
  NameShapes,
  type NameKind,
} from './nameShapes';
import {
  AFTER,
  BEFORE,
  characterTables,
  type CharacterTables,
  IN_A_RUN,
  IN_TRANSLITERATIONS,
  IS_LARGE,
  IS_MIDDLE_DOT,
  IS_SURNAME,
  LONGEST_NAME,
  MAYBE_FOREIGN,
  MAYBE_FOUR,
  MAYBE_SPECIAL,
  MAYBE_THREE,
  MAYBE_TWO,
  MIDDLE_DOT_HERE,
  ROW,
  siftNames,
  TENTHS,
  waysInList,
} from './nameSieve';
import { MARGIN, placeKind, placesOf, scan } from './scan';
import { isWordAt, NameGains } from './wordCosts';

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

/** No evidence looked for yet. */
const UNKNOWN = -1;
const IMPOSSIBLE = Infinity;
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

/**
 * Finds the candidates of one folded text, at the places that the sieve leaves. Nearly all are none still: what costs least rejects
 * first. A name that only a neighbour in a list makes one is looked for where such a neighbour is found.
 */
export class CandidateFinder {
  /** The candidates that need no neighbour in a list. */
  readonly candidates: readonly Candidate[];
  readonly #text: string;
  readonly #symbols: Uint16Array;
  readonly #characters: CharacterTables;
  readonly #gains = new NameGains();
  readonly #found: Candidate[] = [];
  readonly #byStart = new Map<number, Candidate[]>();
  readonly #byEnd = new Map<number, Candidate[]>();
  /** All candidates that begin at an offset, those in lists among them: where they have been asked for. */
  readonly #listed = new Map<number, readonly Candidate[]>();
  #places: ReadonlySet<string> | undefined;
  /** What stands before the shapes in hand, as far as it is seen at once. */
  #likely: EvidenceSet = UNKNOWN;
  /** The run of Han characters that was last read, and the piece of it. */
  #runStart = 0;
  #runEnd = 0;
  #start = 0;
  #end = 0;

  constructor(text: string) {
    const scanned = scan(text);
    this.#text = text;
    this.#symbols = scanned.symbols;
    this.#characters = characterTables();
    const { offsets, ways, count } = siftNames(text);
    for (let i = 0; i < count; i++) {
      const offset = offsets[i] as number;
      const way = ways[i] as number;
      if (way === MIDDLE_DOT_HERE) this.#findDotted(offset);
      else this.#findNames(offset, way, false, this.#found);
    }
    this.candidates = [...this.#found, ...spacedNames(text)];
    for (const candidate of this.candidates) {
      push(this.#byStart, candidate.start, candidate);
      push(this.#byEnd, candidate.end, candidate);
    }
  }

  /** All candidates that begin at an offset where a list of names may go on. */
  listedAt(start: number): readonly Candidate[] {
    const known = this.#listed.get(start);
    if (known) return known;
    const own = this.#byStart.get(start) ?? NONE;
    const way = waysInList(this.#symbols, start + MARGIN);
    if (way === 0 || way === MIDDLE_DOT_HERE) return own;
    const found: Candidate[] = [];
    this.#findNames(start, way, true, found);
    const isOf = (candidates: readonly Candidate[], { end, shape }: Candidate): Candidate | undefined => candidates.find((each) => each.end === end && each.shape === shape);
    const all = own.length === 0 ? found : [...found.map((each) => isOf(own, each) ?? each), ...own.filter((each) => !isOf(found, each))];
    this.#listed.set(start, all);
    return all;
  }

  /** All candidates that end at an offset before which a list of names may go on. */
  listedBefore(end: number): readonly Candidate[] {
    const first = Math.max(0, end - LONGEST_NAME);
    const listed = (this.#byEnd.get(end) ?? NONE).filter(({ start }) => start < first);
    for (let start = first; start < end - 1; start++) for (const candidate of this.listedAt(start)) if (candidate.end === end) listed.push(candidate);
    return listed;
  }

  /** Adds the candidates that begin at an offset; when `listed`, those too that need the help of a neighbour in a list. */
  #findNames(start: number, way: number, listed: boolean, found: Candidate[]): void {
    shapes.count = 0;
    if ((way & MAYBE_SPECIAL) !== 0) addNativeNames(this.#text, start, this.#longestEnd(start), shapes);
    else {
      if ((way & MAYBE_TWO) !== 0) addPlainName(this.#text, start, 2, shapes);
      if ((way & MAYBE_THREE) !== 0) addPlainName(this.#text, start, 3, shapes);
      if ((way & MAYBE_FOUR) !== 0) addPlainName(this.#text, start, 4, shapes);
    }
    if ((way & MAYBE_FOREIGN) !== 0 && this.#beginsTransliteration(start)) addForeignNames(this.#text, start, this.#longestEnd(start), shapes);
    if (shapes.count > 0) this.#considerAt(start, listed, found);
  }

  /** Where the longest name that begins at an offset may end: in its run. */
  #longestEnd(start: number): number {
    let end = start + 1;
    while (end < start + LONGEST_NAME && this.#isInRun(end)) end++;
    return end;
  }

  /** A transliteration begins where none goes before, with a surname, or near the beginning of its run. */
  #beginsTransliteration(start: number): boolean {
    const { flags } = this.#characters;
    const at = start + MARGIN;
    if (((flags[this.#symbols[at] as number] as number) & IS_SURNAME) !== 0 || ((flags[this.#symbols[at - 1] as number] as number) & IN_TRANSLITERATIONS) === 0) return true;
    this.#enter(start);
    return start - (this.#start === this.#runStart ? this.#start : this.#start + OVERLAP / 2) < LONGEST_NAME;
  }

  /** A name around a middle dot, which is found at the first of its dots. */
  #findDotted(dot: number): void {
    if (!isInnerDot(this.#text, dot)) return;
    this.#enter(dot);
    const dotted = dottedName(this.#text, dot, this.#start, this.#end);
    if (dotted && dotted.firstDot === dot) addDotted(this.#text, dotted, this.#gains, this.#found);
  }

  /** Sets the stretch that is read around a name: a run of Han characters with the middle dots inside it, or a piece of a long one. */
  #enter(offset: number): void {
    if (offset < this.#runStart || offset >= this.#runEnd) {
      let start = offset;
      while (start > 0 && this.#isInRun(start - 1)) start--;
      // No run begins with half a character or what is beyond the BMP.
      while (!isHan(this.#text.charCodeAt(start))) start++;
      let end = offset + 1;
      while (this.#isInRun(end)) end++;
      this.#runStart = start;
      this.#runEnd = end;
    }
    const length = this.#runEnd - this.#runStart;
    const step = PIECE - OVERLAP;
    const last = length <= PIECE ? 0 : Math.ceil((length - PIECE) / step);
    // Of the pieces, which overlap, the one whose inner part has the offset.
    const piece = Math.min(last, Math.max(0, Math.floor((offset - this.#runStart - OVERLAP / 2) / step)));
    const from = this.#runStart + piece * step;
    const to = Math.min(this.#runEnd, from + PIECE);
    if (from === this.#start && to === this.#end) return;
    this.#start = from;
    this.#end = to;
    this.#gains.within(this.#text, from, to);
  }

  #isInRun(offset: number): boolean {
    const { flags } = this.#characters;
    const at = offset + MARGIN;
    const found = flags[this.#symbols[at] as number] as number;
    if ((found & IN_A_RUN) !== 0) return (found & IS_MIDDLE_DOT) === 0 || isInnerDot(this.#text, offset);
    return ((flags[this.#symbols[at - 1] as number] as number) & IS_LARGE) !== 0;
  }

  /**
   * Makes candidates of the shapes that begin at an offset. A shape meets one bound of its score after another, each dearer and
   * closer than the one before; none is below the score, so that no candidate is lost.
   */
  #considerAt(start: number, listed: boolean, found: Candidate[]): void {
    const text = this.#text;
    const mayBeWellKnown = mayBeginWellKnown(text, start);
    const longest = this.#lookAt(start, mayBeWellKnown, listed);
    if (longest === 0) return;
    this.#gains.beginAt(text, start, longest);
    let before = UNKNOWN;
    for (let k = 0; k < shapes.count; k++) {
      const enough = needed[k] as number;
      if (enough === IMPOSSIBLE) continue;
      const end = shapes.ends[k] as number;
      const cost = shapes.costs[k] as number;
      const kind = shapes.kinds[k] as NameKind;
      const weights = kind === FOREIGN ? TRANSLITERATED : NATIVE;
      const part = kind === FOREIGN && continuesTransliteration(text, end) ? PART : 0;
      const base = weights.base + (shapes.short[k] === 1 ? weights.short : 0) + part;
      const atMost = base + (mayBeWellKnown ? weights.wellKnown : 0);
      const gainAtMost = this.#gains.atMost(end, cost);
      if (gainAtMost < LEAST_GAIN || scoreOf(weights, gainAtMost, atMost, contexts[k] as number) < enough) continue;
      if (before === UNKNOWN) before = evidenceBefore(text, start, this.#likely);
      const evidence = before | evidenceAfter(text, end, likelyEnds[k]);
      const weight = weightOf(evidence);
      if (scoreOf(weights, gainAtMost, atMost, weight) < enough) continue;
      this.#enter(start);
      if (end > this.#end) continue;
      const gain = this.#gains.of(start, end, cost);
      if (gain < LEAST_GAIN || scoreOf(weights, gain, atMost, weight) < enough) continue;
      const name = text.slice(start, end);
      if (!this.#mayBeName(name, kind, start, evidence)) continue;
      const fame = mayBeWellKnown && isWellKnown(name) ? weights.wellKnown : kind === FOREIGN && isWordAt(text, start, end) ? LISTED_WORD : 0;
      const score = scoreOf(weights, gain, base + fame, weight);
      if (score < enough) continue;
      found.push({ start, end, shape: SHAPE_OF_KIND[kind], score, value: NATIVE.gain * gain + weight + part, strong: isStrong(evidence) });
    }
  }

  /**
   * A first look at the shapes that begin at an offset, at their characters one by one and at those beside them, then at the words beside
   * them. Sets the score that each needs, given the neighbours it might have, or that it is impossible. Returns where the longest of
   * the others ends; 0 when there is none.
   */
  #lookAt(start: number, mayBeWellKnown: boolean, listed: boolean): number {
    const text = this.#text;
    const { rows, alone } = this.#characters;
    const symbols = this.#symbols;
    let weightBefore = (rows[ROW * (symbols[start - 1 + MARGIN] as number) + BEFORE] as number) / TENTHS;
    this.#likely = UNKNOWN;
    let longest = 0;
    let read = start;
    let costs = 0;
    for (let k = 0; k < shapes.count; k++) {
      const end = shapes.ends[k] as number;
      if (end < read) {
        read = start;
        costs = 0;
      }
      for (; read < end; read++) costs += alone[symbols[read + MARGIN] as number] as number;
      needed[k] = IMPOSSIBLE;
      const gainAtMost = costs - (shapes.costs[k] as number);
      if (gainAtMost < LEAST_GAIN) continue;
      const weights = shapes.kinds[k] === FOREIGN ? TRANSLITERATED : NATIVE;
      const other = weights.base + (shapes.short[k] === 1 ? weights.short : 0) + (mayBeWellKnown ? weights.wellKnown : 0);
      const atMost = weights.gain * Math.min(gainAtMost, weights.most) + other;
      const weightAfter = (rows[ROW * (symbols[end + MARGIN] as number) + AFTER] as number) / TENTHS;
      if (atMost + weightBefore + weightAfter < ENOUGH - IN_A_LIST) continue;
      const enough = ENOUGH - (listed ? IN_A_LIST : this.#helpOfRow(start, end));
      if (atMost + weightBefore + weightAfter < enough) continue;
      if (this.#likely === UNKNOWN) {
        this.#likely = likelyBefore(text, start);
        weightBefore = weightOf(this.#likely);
        if (atMost + weightBefore + weightAfter < enough) continue;
      }
      const likelyEnd = likelyAfter(text, end);
      const context = weightBefore + weightOf(likelyEnd);
      if (atMost + context < enough) continue;
      needed[k] = enough;
      likelyEnds[k] = likelyEnd;
      contexts[k] = context;
      if (end > longest) longest = end;
    }
    return longest;
  }

  /** Whether what the text has elsewhere or the name itself rules it out. */
  #mayBeName(name: string, kind: NameKind, start: number, evidence: EvidenceSet): boolean {
    if (kind === CHINESE) {
      this.#places ??= namesOfPlaces(this.#text);
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
    for (let i = this.#found.length - 1; i >= 0 && start - (this.#found[i] as Candidate).start <= LONGEST_NAME; i--) {
      if ((this.#found[i] as Candidate).end === start) {
        help += IN_A_ROW;
        break;
      }
    }
    return help;
  }
}

const NONE: readonly Candidate[] = [];

function push(map: Map<number, Candidate[]>, key: number, value: Candidate): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Shapes that begin at the place in hand; of each the score that makes a candidate of it, what stands after it as far as it is seen at once, and the weight of that with what stands before. */
const shapes = new NameShapes();
const needed = new Float64Array(MOST_SHAPES);
const likelyEnds = new Int32Array(MOST_SHAPES);
const contexts = new Int32Array(MOST_SHAPES);

/** Ends of the names of places, and what does not follow them there. */
const PLACE_ENDS: ReadonlyMap<string, string> = new Map([
  ['市', '长场民面值委井'],
  ['县', '长令委'],
  ['镇', '长定静痛'],
  ['省', '长委级'],
]);
const ENDS_PLACE = placeKind(PLACE_ENDS.keys());

/** Two-character names of places that the text writes with 市, 县, 镇 or 省: 某某 begins no personal name where 某某市 stands too. */
function namesOfPlaces(text: string): Set<string> {
  const found = new Set<string>();
  for (const at of placesOf(text, ENDS_PLACE)) {
    const others = PLACE_ENDS.get(text[at] as string) ?? '';
    if (at >= 2 && isHan(text.charCodeAt(at - 2)) && isHan(text.charCodeAt(at - 1)) && !others.includes(text[at + 1] ?? ' ')) found.add(text.slice(at - 2, at));
  }
  return found;
}

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
const addresses = CodeUnitSet.of('老总工某氏家姓大阿小二三四五六');

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
function spacedNames(text: string): Candidate[] {
  const candidates: Candidate[] = [];
  let done = 0;
  for (const at of placesOf(text, SPACE)) {
    if (at === 0 || isSpace(text.charCodeAt(at - 1))) continue;
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
  return candidates;
}

const SPACE = placeKind(' \t');
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
