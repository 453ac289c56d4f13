import { isHan, unitAt } from '../../text/characters';
import type { Candidate } from './candidate';
import { AS_FIRST, AS_SECOND, AS_SINGLE, AS_SURNAME, BEGINS_SPECIAL, characterTables, COSTS, FLAGS, IN_A_RUN, IN_NAMES, IN_TRANSLITERATIONS, IS_HAN, IS_LARGE, IS_MIDDLE_DOT, IS_SURNAME, ROW } from './characterRows';
import { addDotted, dottedName, isInnerDot } from './dottedNames';
import { helpOfRow, LONGEST_NAME, MAYBE_FOREIGN, MAYBE_FOUR, MAYBE_SPECIAL, MAYBE_THREE, MAYBE_TWO, MIDDLE_DOT_HERE } from './nameBounds';
import { ENOUGH, IN_A_LIST, NATIVE, scoreOf, TRANSLITERATED } from './nameScores';
import { addForeignNames, addNativeNames, CHINESE, continuesTransliteration, FOREIGN, isCount, isWellKnown, JAPANESE, MARRIED, mayBeginWellKnown, NAME, NameShapes, TWO_CHARACTERS, type NameKind } from './nameShapes';
import { sift, waysInList, waysInRow, type Sifted } from './nameSieve';
import { isFormOfAddress, isInTransliteration, MAY_END_NO_NAME, namesOfPlaces, NO_NAME } from './noNames';
import { evidenceAfter, evidenceBefore, hasEvidence, isStrong, isTitle, likelyAfter, likelyBefore, mostAfterPair, mostBeforePair, weightOf, type EvidenceSet } from './personContext';
import { MARGIN, placesOf, scan } from './scan';
import { BLANK, spacedNames } from './spacedNames';
import { gainWithin, isWordAt, NameGains } from './wordCosts';

/**
 * Where personal names may stand: every stretch whose characters and surroundings together come near enough to a name
 * that it may be one, if only in a list with others. Which of them are names is decided in personNames.ts.
 */

const SHAPE_OF_KIND = { [CHINESE]: 'chinese', [JAPANESE]: 'japanese', [FOREIGN]: 'foreign' } as const;

/** No evidence looked for yet. */
const UNKNOWN = -1;
/** From this gain on the shape is considered at all. */
const LEAST_GAIN = -40;
/** A foreign name that the list of words has: a country, a thing. */
const LISTED_WORD = -25;
/** A foreign name after which the transliteration goes on. */
const PART = -20;

/** Han runs are read in pieces of this length, with an overlap, so that time stays linear on any text. */
const PIECE = 240;
const OVERLAP = 12;

/**
 * Finds the candidates of one folded text, at the places that the sieve leaves. Nearly all are none still: what costs least rejects
 * first. A name that only a neighbour in a list makes one is looked for where such a neighbour is found.
 */
export class CandidateFinder {
  /** The candidates that need no neighbour in a list. */
  readonly candidates: readonly Candidate[];
  readonly #text: string;
  readonly #symbols: Uint16Array;
  /** What is known of each character (characterRows.ts). */
  readonly #rows: Int16Array;
  readonly #costs: Uint8Array;
  readonly #gains = new NameGains();
  readonly #found: Candidate[] = [];
  readonly #byStart = new Map<number, Candidate[]>();
  readonly #byEnd = new Map<number, Candidate[]>();
  /** All candidates that begin at an offset, those in lists among them: where they have been asked for. */
  readonly #listed = new Map<number, readonly Candidate[]>();
  #places: ReadonlySet<string> | undefined;
  /** Of the place in hand: whether it follows a candidate without a separator, as names in a row do; */
  #isInRow = false;
  /** whether every shape there needs the help of a neighbour in a list only; */
  #isListed = false;
  /** whether a well-known name may begin there; */
  #mayBeWellKnown = false;
  /** what stands before it, as far as it is seen at once, and all of it: once they are asked for; and the most that this weighs. */
  #likely: EvidenceSet = UNKNOWN;
  #before: EvidenceSet = UNKNOWN;
  #weightBefore = 0;
  /** The run of Han characters that was last read, and the piece of it. */
  #runStart = 0;
  #runEnd = 0;
  #start = 0;
  #end = 0;

  constructor(text: string) {
    const scanned = scan(text);
    this.#text = text;
    this.#symbols = scanned.symbols;
    const { rows, costs } = characterTables();
    this.#rows = rows;
    this.#costs = costs;
    this.#findAll(sift(scanned, placesOf(text, BLANK)));
    this.candidates = [...this.#found, ...spacedNames(text)];
    for (const candidate of this.candidates) {
      push(this.#byStart, candidate.start, candidate);
      push(this.#byEnd, candidate.end, candidate);
    }
  }

  /** Finds the names at the places of the sieve, and those that only follow another without a separator. */
  #findAll({ count, places, ways }: Sifted): void {
    const { length } = this.#text;
    const found = this.#found;
    /** Ends of candidates where no name has been looked for yet, the first of them last. */
    const ends: number[] = [];
    for (let next = 0; ; ) {
      const sifted = next < count ? (places[next] as number) : length;
      const end = ends.length > 0 ? (ends[ends.length - 1] as number) : length;
      const place = Math.min(sifted, end);
      if (place === length) return;
      let way = sifted === place ? (ways[next++] as number) : 0;
      const isInRow = end === place && this.#isAfterCandidate(place);
      if (end === place) ends.pop();
      if (isInRow) way = waysInRow(this.#rows, this.#symbols, place + MARGIN);
      if (way === 0) continue;
      const known = found.length;
      if (way === MIDDLE_DOT_HERE) this.#findDotted(place);
      else this.#findNames(place, way, isInRow, false, found);
      for (let i = known; i < found.length; i++) insertDescending(ends, (found[i] as Candidate).end);
    }
  }

  /** All candidates that begin at an offset where a list of names may go on. */
  listedAt(start: number): readonly Candidate[] {
    const known = this.#listed.get(start);
    if (known) return known;
    const own = this.#byStart.get(start) ?? NONE;
    const way = waysInList(this.#rows, this.#symbols, start + MARGIN);
    if (way === 0 || way === MIDDLE_DOT_HERE) return own;
    const found: Candidate[] = [];
    this.#findNames(start, way, true, true, found);
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

  /** Whether a candidate ends at an offset. */
  #isAfterCandidate(offset: number): boolean {
    for (let i = this.#found.length - 1; i >= 0; i--) {
      const { start, end } = this.#found[i] as Candidate;
      if (end === offset) return true;
      if (offset - start > LONGEST_NAME) return false;
    }
    return false;
  }

  /** Adds the candidates that begin at an offset; when `listed`, those too that need the help of a neighbour in a list. */
  #findNames(start: number, way: number, isInRow: boolean, listed: boolean, found: Candidate[]): void {
    this.#isInRow = isInRow;
    this.#isListed = listed;
    this.#mayBeWellKnown = (this.#flagsAt(start) & BEGINS_SPECIAL) !== 0 && mayBeginWellKnown(this.#text, start);
    this.#likely = UNKNOWN;
    this.#before = UNKNOWN;
    this.#weightBefore = mostBeforePair(unitAt(this.#text, start - 2), unitAt(this.#text, start - 1));
    if ((way & MAYBE_SPECIAL) !== 0) {
      shapes.count = 0;
      addNativeNames(this.#text, start, this.#longestEnd(start), shapes);
      this.#considerAll(start, found);
    } else this.#findPlainNames(start, way, found);
    if ((way & MAYBE_FOREIGN) !== 0 && this.#beginsTransliteration(start)) {
      shapes.count = 0;
      addForeignNames(this.#text, start, this.#longestEnd(start), shapes);
      this.#considerAll(start, found);
    }
  }

  /** A plain Chinese name: a surname of one character and a given name of one or two, or with four the surnames of a couple before it. */
  #findPlainNames(start: number, way: number, found: Candidate[]): void {
    const costs = this.#costs;
    const symbols = this.#symbols;
    const at = start + MARGIN;
    const second = COSTS * (symbols[at + 1] as number) + IN_NAMES;
    const third = COSTS * (symbols[at + 2] as number) + IN_NAMES;
    const surname = NAME + (costs[COSTS * (symbols[at] as number) + IN_NAMES + AS_SURNAME] as number);
    if ((way & MAYBE_TWO) !== 0) this.#consider(start, start + 2, surname + TWO_CHARACTERS + (costs[second + AS_SINGLE] as number), CHINESE, true, found);
    if ((way & MAYBE_THREE) !== 0 && !isCount(this.#text, start + 1)) {
      this.#consider(start, start + 3, surname + (costs[second + AS_FIRST] as number) + (costs[third + AS_SECOND] as number), CHINESE, false, found);
    }
    if ((way & MAYBE_FOUR) !== 0) {
      const fourth = COSTS * (symbols[at + 3] as number) + IN_NAMES;
      const cost = surname + MARRIED + (costs[second + AS_SURNAME] as number) + (costs[third + AS_FIRST] as number) + (costs[fourth + AS_SECOND] as number);
      this.#consider(start, start + 4, cost, CHINESE, false, found);
    }
  }

  /** Considers the shapes that were made for an offset. */
  #considerAll(start: number, found: Candidate[]): void {
    for (let k = 0; k < shapes.count; k++) {
      this.#consider(start, shapes.ends[k] as number, shapes.costs[k] as number, shapes.kinds[k] as NameKind, shapes.short[k] === 1, found);
    }
  }

  /** Where the longest name that begins at an offset may end: in its run. */
  #longestEnd(start: number): number {
    let end = start + 1;
    while (end < start + LONGEST_NAME && ((this.#flagsAt(end) & IS_HAN) !== 0 || this.#isInRun(end))) end++;
    return end;
  }

  /** A transliteration begins where none goes before, with a surname, or near the beginning of its run. */
  #beginsTransliteration(start: number): boolean {
    if ((this.#flagsAt(start) & IS_SURNAME) !== 0 || (this.#flagsAt(start - 1) & IN_TRANSLITERATIONS) === 0) return true;
    this.#enter(start);
    return start - (this.#start === this.#runStart ? this.#start : this.#start + OVERLAP / 2) < LONGEST_NAME;
  }

  /** What is known of the character at an offset, as bits. */
  #flagsAt(offset: number): number {
    return this.#rows[ROW * (this.#symbols[offset + MARGIN] as number) + FLAGS] as number;
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
    const flags = this.#flagsAt(offset);
    if ((flags & IN_A_RUN) !== 0) return (flags & IS_MIDDLE_DOT) === 0 || isInnerDot(this.#text, offset);
    return (this.#flagsAt(offset - 1) & IS_LARGE) !== 0;
  }

  /**
   * Makes a candidate of a shape that begins at the place in hand. It meets one bound of its score after another, each dearer and
   * closer than the one before: what words it is made of, with what stands beside it at a glance; what words stand there; how it reads as
   * words. None is below the score, so that no candidate is lost.
   */
  #consider(start: number, end: number, cost: number, kind: NameKind, short: boolean, found: Candidate[]): void {
    const text = this.#text;
    const weights = kind === FOREIGN ? TRANSLITERATED : NATIVE;
    const shape = weights.base + (short ? weights.short : 0);
    const shapeAtMost = shape + (this.#mayBeWellKnown ? weights.wellKnown : 0);
    const weightAfter = mostAfterPair(unitAt(text, end), unitAt(text, end + 1));
    const enough = ENOUGH - (this.#isListed ? IN_A_LIST : helpOfRow(this.#rows, this.#symbols, start + MARGIN, end + MARGIN, this.#isInRow));
    const gainAtMost = gainWithin(text, start, end, cost);
    if (gainAtMost < LEAST_GAIN || scoreOf(weights, gainAtMost, shapeAtMost, this.#weightBefore + weightAfter) < enough) return;
    if (this.#likely === UNKNOWN) {
      this.#likely = likelyBefore(text, start);
      this.#weightBefore = weightOf(this.#likely);
      if (scoreOf(weights, gainAtMost, shapeAtMost, this.#weightBefore + weightAfter) < enough) return;
    }
    const part = kind === FOREIGN && continuesTransliteration(text, end) ? PART : 0;
    const other = shapeAtMost + part;
    const likelyEnd = likelyAfter(text, end);
    if (scoreOf(weights, gainAtMost, other, this.#weightBefore + weightOf(likelyEnd)) < enough) return;
    if (this.#before === UNKNOWN) this.#before = evidenceBefore(text, start, this.#likely);
    const evidence = this.#before | evidenceAfter(text, end, likelyEnd);
    const weight = weightOf(evidence);
    if (scoreOf(weights, gainAtMost, other, weight) < enough) return;
    this.#enter(start);
    if (end > this.#end) return;
    const gain = this.#gains.of(start, end, cost);
    if (gain < LEAST_GAIN || scoreOf(weights, gain, other, weight) < enough) return;
    const name = text.slice(start, end);
    if (!this.#mayBeName(name, kind, start, evidence)) return;
    const fame = this.#mayBeWellKnown && isWellKnown(name) ? weights.wellKnown : kind === FOREIGN && isWordAt(text, start, end) ? LISTED_WORD : 0;
    const score = scoreOf(weights, gain, shape + part + fame, weight);
    if (score < enough) return;
    found.push({ start, end, shape: SHAPE_OF_KIND[kind], score, value: NATIVE.gain * gain + weight + part, strong: isStrong(evidence) });
  }

  /** Whether what the text has elsewhere or the name itself rules it out. */
  #mayBeName(name: string, kind: NameKind, start: number, evidence: EvidenceSet): boolean {
    if (kind === CHINESE) {
      this.#places ??= namesOfPlaces(this.#text);
      if (this.#places.has(name.slice(0, 2))) return false;
      // A piece of a longer transliteration is no Chinese name.
      if (!hasEvidence(evidence, 'title') && isInTransliteration(this.#text, start, start + name.length)) return false;
    }
    return !isTitle(name) && !isFormOfAddress(name) && !(MAY_END_NO_NAME.has(name.charCodeAt(name.length - 1)) && NO_NAME.test(name));
  }
}

const NONE: readonly Candidate[] = [];

/** Adds a number to numbers in descending order, unless it is among them. */
function insertDescending(numbers: number[], number: number): void {
  let at = numbers.length;
  while (at > 0 && (numbers[at - 1] as number) < number) at--;
  if (at > 0 && numbers[at - 1] === number) return;
  for (let i = numbers.length; i > at; i--) numbers[i] = numbers[i - 1] as number;
  numbers[at] = number;
}

function push(map: Map<number, Candidate[]>, key: number, value: Candidate): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Shapes that begin at the place in hand. */
const shapes = new NameShapes();
