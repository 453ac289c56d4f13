import cues from '../../../../data/sources/cues.json';
import { unitAt } from '../../../text/characters';
import { fold } from '../../../text/fold';
import { CodeUnitSet } from '../../codeUnitSet';
import { placeKind, placesOf } from '../scan';
import { labelsAt, ROOT, UnitTrie } from '../unitTrie';
import { WordOpenings } from '../wordOpenings';
import { WordSet } from '../wordSet';

/** Where cues may begin in a text: what their own words and those after them tell, before their sentences are known. */

// #region Ways in which a cue may begin, as bits

export const UNNAMED = 1;
export const SHOWN_BY = 2;
export const VIEW = 4;
export const CITES = 8;
export const LEARNS = 16;
export const AS_SAID = 32;
export const GIVES_WORD = 64;
export const SAYS = 128;

const CITING = ['据', '根据', '按照', '依据'];
const opening: readonly (readonly [number, readonly string[]])[] = [
  [UNNAMED, cues.unnamed],
  [SHOWN_BY, cues.shownNouns],
  [SHOWN_BY, cues.shownLeads.flatMap((lead) => cues.shownNouns.map((noun) => lead + noun))],
  [VIEW, ['看来']],
  [CITES, CITING],
  [LEARNS, ['从']],
  [AS_SAID, ['所', '曾'].flatMap((word) => ['经', '说', '言', '指', '强', '述', '讲'].map((next) => word + next))],
  [GIVES_WORD, ['给出', '作出', '做出', '提出', '得出', '下', '有', '发出', '留下', '写下']],
  [SAYS, cues.statement],
];
const openings = new WordOpenings();
for (const [way, words] of opening) openings.add(way, words);
const OPENS_CUE = placeKind(opening.flatMap(([, words]) => words.map(fold)));

// #endregion

// #region What a word is, as labels

const STATES = 1;
const NO_CUE = 2;
const NAMES_NOBODY = 4;
const QUOTES = 8;
/** What it says stands right behind the verb. */
export const DIRECT = 16;
/** Has a clause for what is said, or else an object that is none (批评政府). */
export const CLAUSAL = 32;
/** Takes whom is told between itself and what is said. */
export const TELLS = 64;
/** Of these, those that tell nothing without saying whom. */
export const TELLS_WHOM = 128;
/** What is doubted may stand before the verb. */
export const DOUBTS = 256;
/** Puts forward what is said, or a thing. */
export const PUTS_FORWARD = 512;
/** Has a thing that has a name for its object as well. */
export const NAMES_THING = 1024;
export const THINKS = 2048;
export const REPORTS = 4096;

const labelled: readonly (readonly [number, readonly string[]])[] = [
  [STATES, cues.statement],
  [NO_CUE, cues.notCue],
  [NAMES_NOBODY, cues.unnamed],
  [QUOTES, CITING],
  [DIRECT, cues.direct],
  [CLAUSAL, cues.clausal],
  [TELLS, ['告诉', '告知', '提醒', '叮嘱', '嘱咐', '告诫', '反问', '追问', '回答', '答复']],
  [TELLS_WHOM, ['告诉', '告知']],
  [DOUBTS, ['质疑', '批评', '抨击', '痛批', '斥责']],
  [PUTS_FORWARD, ['提出', '要求']],
  [NAMES_THING, ['提出', '要求', '明确']],
  [THINKS, ['认为']],
  [REPORTS, ['报道']],
];
const words = wordsWithLabels();
const notCueBefore = new WordSet(cues.notCueBefore);

function wordsWithLabels(): UnitTrie {
  const labels = new Map<string, number>();
  for (const [label, list] of labelled) for (const word of list.map(fold)) labels.set(word, (labels.get(word) ?? 0) | label);
  return new UnitTrie(labels);
}

// #endregion

/** What is known of a place in one number: the ways of its cue, above them the length of the verb of saying, above that its labels. */
const LENGTH_SHIFT = 8;
const LABELS_SHIFT = 13;
const WAYS = (1 << LENGTH_SHIFT) - 1;
const LENGTHS = (1 << (LABELS_SHIFT - LENGTH_SHIFT)) - 1;

/** The places of the text that was looked through last, each with what is known of it behind it. */
let rows = new Uint32Array(0);

/**
 * A way through the places of a folded text where a cue may begin: asked from left to right each is looked at once. Good until the next
 * text is looked through.
 */
export class CuePlaces {
  readonly #rows: Uint32Array;
  readonly #size: number;
  readonly #end: number;
  #at = 0;

  constructor(text: string) {
    const all = placesOf(text, OPENS_CUE);
    if (rows.length < 2 * all.length) rows = new Uint32Array(4 * all.length);
    let size = 0;
    for (let i = 0; i < all.length; i++) {
      const at = all[i] as number;
      const ways = openings.kindsAt(text.charCodeAt(at), unitAt(text, at + 1));
      const known = ways === 0 ? 0 : knownAt(text, at, ways);
      if (known === 0) continue;
      rows[size++] = at;
      rows[size++] = known;
    }
    this.#rows = rows;
    this.#size = size;
    this.#end = text.length;
  }

  /** The first place from an offset on; the length of the text when there is none. The other questions are about this one. */
  next(from: number): number {
    const places = this.#rows;
    let at = this.#at;
    while (at > 0 && (places[at - 2] as number) >= from) at -= 2;
    while (at < this.#size && (places[at] as number) < from) at += 2;
    this.#at = at;
    return at < this.#size ? (places[at] as number) : this.#end;
  }

  /** The ways in which a cue may begin there. */
  get ways(): number {
    return this.#known & WAYS;
  }

  /** Length of the verb of saying; 0 where there is none. */
  get verbLength(): number {
    return (this.#known >>> LENGTH_SHIFT) & LENGTHS;
  }

  /** The labels of the verb. */
  get verbLabels(): number {
    return this.#known >>> LABELS_SHIFT;
  }

  get #known(): number {
    return this.#rows[this.#at + 1] as number;
  }
}

/** What is known of a place that {@link openings} gives some ways; 0 when no cue begins there. */
function knownAt(text: string, at: number, ways: number): number {
  let left = ways & (VIEW | AS_SAID);
  let verb = 0;
  if ((ways & (SAYS | UNNAMED | CITES)) !== 0) {
    let length = 0;
    let verbLabels = 0;
    let labels = 0;
    let node = ROOT;
    for (let i = at; i < text.length; i++) {
      node = words.step(node, text.charCodeAt(i));
      if (node === 0) break;
      const own = labelsAt(node);
      labels |= own;
      if ((own & STATES) === 0) continue;
      verbLabels = own;
      length = i + 1 - at;
    }
    // What stands there may be part of another word.
    if (length > 0 && (labels & NO_CUE) === 0 && notCueBefore.lengthBefore(text, at + length) === 0) {
      left |= SAYS;
      verb = (verbLabels << LABELS_SHIFT) | (length << LENGTH_SHIFT);
    }
    if ((labels & NAMES_NOBODY) !== 0) left |= UNNAMED;
    if ((labels & QUOTES) !== 0) left |= CITES;
  }
  if ((ways & SHOWN_BY) !== 0 && goesOnToShow(text, at)) left |= SHOWN_BY;
  if ((ways & LEARNS) !== 0 && goesOnToLearn(text, at)) left |= LEARNS;
  if ((ways & GIVES_WORD) !== 0 && hasColon(text, at)) left |= GIVES_WORD;
  return left | verb;
}

/** The first characters of the verbs that data or a report leads to, and of all Han characters the lowest. */
const SHOWS = CodeUnitSet.of(fold('显表指称认发提证预强建披'));
const FIRST_HAN = 0x3400;
/** Characters before that verb at most. */
const LONGEST_BEFORE_SHOWS = 20;

/** Whether a verb of showing may follow: nearly every 数据 shows nothing. */
function goesOnToShow(text: string, at: number): boolean {
  const end = Math.min(text.length, at + LONGEST_BEFORE_SHOWS);
  for (let i = at; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < FIRST_HAN) return false;
    if (SHOWS.has(unit)) return true;
  }
  return false;
}

/** The last characters of the verbs of learning, and what does not stand before them. */
const LEARNS_END = CodeUnitSet.of(fold('悉到知'));
const NOT_LEARNED_OVER = CodeUnitSet.of(',。;!?“《\r\n');
const LONGEST_LEARNED = 48;

/** Whether a verb of learning may follow. */
function goesOnToLearn(text: string, at: number): boolean {
  const end = Math.min(text.length, at + LONGEST_LEARNED);
  for (let i = at + 1; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (LEARNS_END.has(unit)) return true;
    if (NOT_LEARNED_OVER.has(unit)) return false;
  }
  return false;
}

/** Characters between a verb of giving and the colon at most. */
const LONGEST_GIVES = 22;

/** Whether the clause at an offset leads to a colon. */
function hasColon(text: string, at: number): boolean {
  const end = Math.min(text.length, at + LONGEST_GIVES);
  for (let i = at; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x3a || unit === 0xff1a) return true;
    if (unit === 0x2c || unit === 0x3002 || unit === 0x3b) return false;
  }
  return false;
}
