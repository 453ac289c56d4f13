import { isHan, isLargeHan, skipSpaces, skipSpacesBack } from '../../text/characters';
import { lowerBound, type Span } from '../../text/span';
import { personContext, isTitle } from './personContext';
import { continuesTransliteration, dottedPartCost, foreignNamesAt, isSurname, isTransliteration, isWellKnown, nativeNamesAt, type NameShape } from './nameShapes';
import { wordCost, WordLattice } from './wordCosts';

/** A name found in folded text. */
export interface NameMention extends Span {
  /** Found by its surroundings, not by its shape alone. */
  readonly strong: boolean;
  readonly role?: Span;
  readonly foreign: boolean;
}

interface Candidate extends Span {
  readonly shape: NameShape['kind'] | 'dotted';
  /** The logarithm of the odds that a name stands here, in tenths: of its shape and its surroundings. */
  score: number;
  /** What it is worth against candidates that overlap it: as the score, but whole gains, so that the longer foreign name wins. */
  readonly value: number;
  strong: boolean;
  readonly role?: Span;
}

/**
 * What the shape says: how much better the text reads with a name there than as ordinary words (`gain` of wordCosts.ts) times a
 * weight, and how rare names are. Fitted with the weights of personContext.ts; the gain weighs less than one for one because
 * characters and words do not occur independently of each other, and least in foreign names, where places and firms look alike.
 */
const SHAPES = {
  chinese: { gain: 1.4, most: 60, base: -21, short: -6 },
  japanese: { gain: 1.4, most: 60, base: -21, short: -6 },
  foreign: { gain: 0.48, most: 60, base: -16, short: -10 },
} as const;
/** The score that makes a name: just below even odds, where F1 was best. */
const ENOUGH = -3;
/** A name that everybody knows. */
const WELL_KNOWN = { foreign: 60, chinese: 25, japanese: 25 } as const;
/** A foreign name that the list of words has: a country, a thing. */
const LISTED_WORD = -25;
/** A foreign name after which the transliteration goes on. */
const PART = -20;
/** A neighbour in a list of names (甲、乙和丙). */
const IN_A_LIST = 25;
/** The same with a comma between them, which parts clauses oftener than names. */
const AFTER_A_COMMA = 10;
/** A neighbour in a row of names without separators. */
const IN_A_RUN = 11;
/** What a name set wide may cost: its characters must be those of names. */
const DEAREST_SPACED = 48;
/** Han runs are read in pieces of this length, with an overlap, so that time stays linear on any text. */
const PIECE = 240;
const OVERLAP = 12;

/**
 * Finds personal names by what their characters say (nameShapes.ts), by whether the words around them read better
 * with or without a name there (wordCosts.ts), by their surroundings (personContext.ts), and by standing in a list with
 * others. `accepted` are names known for other reasons (a by-line, another document): lists go on from them.
 */
export function findPersonNames(text: string, accepted: readonly Span[] = []): NameMention[] {
  const candidates = collectCandidates(text);
  const taken = new Set<Candidate>();
  const byStart = new Map<number, Candidate[]>();
  const byEnd = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    push(byStart, candidate.start, candidate);
    push(byEnd, candidate.end, candidate);
  }
  const chosen = chooseBest(candidates);
  for (const candidate of chosen) taken.add(candidate);

  // Lists: every name lends weight to its neighbours, in both directions.
  const queue: Span[] = [...chosen, ...accepted];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const right = separatorAfter(text, next.end);
    const left = separatorBefore(text, next.start);
    for (const neighbour of [...(right === undefined ? [] : (byStart.get(right) ?? [])), ...(left === undefined ? [] : (byEnd.get(left) ?? []))]) {
      const between = neighbour.start > next.start ? text.slice(next.end, neighbour.start) : text.slice(neighbour.end, next.start);
      const weight = between.includes(',') ? AFTER_A_COMMA : IN_A_LIST;
      if (taken.has(neighbour) || neighbour.score + weight < ENOUGH) continue;
      const rivals = (byStart.get(neighbour.start) ?? []).filter((other) => other.score > neighbour.score);
      if (rivals.length > 0) continue;
      neighbour.score += weight;
      neighbour.strong = true;
      taken.add(neighbour);
      queue.push(neighbour);
    }
  }
  return chooseBest([...taken]).map(({ start, end, strong, role, shape }) => ({
    start: shape === 'foreign' || shape === 'dotted' ? withInitials(text, start) : start,
    end,
    strong,
    foreign: shape === 'foreign' || shape === 'dotted',
    ...(role ? { role } : {}),
  }));
}

/** Latin initials written against a transliterated surname (E.A.) belong to the name. */
function withInitials(text: string, start: number): number {
  const initials = /(?<![A-Za-z.])(?:[A-Z]\.[ ·]?){1,3}$/.exec(text.slice(Math.max(0, start - 12), start));
  return initials ? start - initials[0].length : start;
}

/**
 * The candidates without overlap that are worth the most together, in order of place (weighted interval scheduling). In a row
 * of names without separators (李明王强赵小兰) each gains by its neighbours.
 */
function chooseBest(candidates: readonly Candidate[]): Candidate[] {
  const byEnd = [...candidates].sort((a, b) => a.end - b.end || a.start - b.start);
  // best[i]: what the first i candidates yield at most; reached[i]: the same when the i-th is among those chosen.
  const best = [0];
  const reached: number[] = [];
  const previous: number[] = [];
  byEnd.forEach((candidate, i) => {
    const before = lowerBound(byEnd, candidate.start + 1, ({ end }) => end);
    let from = best[before] as number;
    let link = -1;
    for (let k = before - 1; k >= 0 && (byEnd[k] as Candidate).end === candidate.start; k--) {
      if (isNative(candidate) && isNative(byEnd[k] as Candidate) && (reached[k] as number) + IN_A_RUN > from) {
        from = (reached[k] as number) + IN_A_RUN;
        link = k;
      }
    }
    reached.push(from + (candidate.score >= ENOUGH ? Math.max(1, candidate.value) : candidate.score - ENOUGH));
    previous.push(link);
    best.push(Math.max(best[i] as number, reached[i] as number));
  });
  const chosen: Candidate[] = [];
  for (let i = byEnd.length; i > 0; ) {
    if ((best[i] as number) === (best[i - 1] as number)) {
      i--;
      continue;
    }
    let k = i - 1;
    let candidate = byEnd[k] as Candidate;
    chosen.push(candidate);
    while ((previous[k] as number) >= 0) {
      k = previous[k] as number;
      candidate = byEnd[k] as Candidate;
      chosen.push(candidate);
    }
    i = lowerBound(byEnd, candidate.start + 1, ({ end }) => end);
  }
  return chosen.reverse();
}

function isNative({ shape }: Candidate): boolean {
  return shape === 'chinese' || shape === 'japanese';
}

function collectCandidates(text: string): Candidate[] {
  const candidates: Candidate[] = [];
  const places = placesOf(text);
  let start = 0;
  while (start < text.length) {
    if (!isHan(text.charCodeAt(start))) {
      start++;
      continue;
    }
    let end = start;
    while (end < text.length && (isHan(text.charCodeAt(end)) || isInnerDot(text, end) || isLargeHan(text.charCodeAt(end)) || isLargeHan(text.charCodeAt(end - 1)))) end++;
    for (let from = start; from < end; from += PIECE - OVERLAP) {
      const to = Math.min(end, from + PIECE);
      collectInRun(text, from, to, from > start ? from + OVERLAP / 2 : from, to < end ? to - OVERLAP / 2 : to, places, candidates);
      if (to === end) break;
    }
    start = end;
  }
  collectSpacedNames(text, candidates);
  return candidates;
}

/** Two-character names of places that the text writes with 市, 县, 镇 or 省: 某某 begins no personal name where 某某市 stands too. */
function placesOf(text: string): Set<string> {
  const places = new Set<string>();
  for (const match of text.matchAll(/(?<=(\p{Script=Han}{2}))(?:市(?![长场民面值委井])|县(?![长令委])|镇(?![长定静痛])|省(?![长委级]))/gu)) places.add(match[1] as string);
  return places;
}

/** Candidates of one stretch of Han characters; only those that begin between `first` and `last` count, the rest is context. */
function collectInRun(text: string, start: number, end: number, first: number, last: number, places: ReadonlySet<string>, candidates: Candidate[]): void {
  if (end - start < 2) return;
  let lattice: WordLattice | undefined;
  const add = (from: number, shape: NameShape): void => {
    lattice ??= new WordLattice(text, start, end);
    const to = from + shape.length;
    const gain = lattice.gain(from, to, shape.cost);
    if (shape.kind === 'chinese' && places.has(text.slice(from, from + 2))) return;
    if (gain < -40 || isTitle(text.slice(from, to)) || isFormOfAddress(text.slice(from, to)) || NO_NAME.test(text.slice(from, to))) return;
    const context = personContext(text, from, to);
    const famous = isWellKnown(text.slice(from, to));
    // A piece of a longer transliteration is no Chinese name.
    if (shape.kind === 'chinese' && !context.evidence.includes('title') && isInTransliteration(text, from, to)) return;
    const weights = SHAPES[shape.kind];
    const part = shape.kind === 'foreign' && continuesTransliteration(text, to) ? PART : 0;
    const score = weights.gain * Math.min(gain, weights.most) + weights.base + part + (shape.short ? weights.short : 0) + context.weight + (famous ? WELL_KNOWN[shape.kind] : shape.kind === 'foreign' && wordCost(text.slice(from, to)) !== undefined ? LISTED_WORD : 0);
    if (score + IN_A_LIST < ENOUGH) return;
    const value = SHAPES.chinese.gain * gain + context.weight + part;
    candidates.push({ start: from, end: to, shape: shape.kind, score, value, strong: context.strong, ...(context.role ? { role: context.role } : {}) });
  };
  for (let i = first; i < last; i++) {
    const unit = text.charCodeAt(i);
    for (const shape of nativeNamesAt(text, i, end)) add(i, shape);
    if (isTransliteration(unit) && (i === start || !isTransliteration(text.charCodeAt(i - 1)) || isSurname(unit) || i - first < 8)) {
      for (const shape of foreignNamesAt(text, i, end)) add(i, shape);
    }
    if (unit === 0xb7) {
      const dotted = dottedName(text, i, start, end);
      if (dotted && dotted.firstDot === i) {
        lattice ??= new WordLattice(text, start, end);
        addDotted(text, dotted, lattice, candidates);
      }
    }
  }
}

interface DottedName extends Span {
  readonly firstDot: number;
  readonly lastDot: number;
}

/** Whether a stretch is a piece of a transliteration: all its characters are usual there, and one that follows or goes before is too; a surname may be less usual. */
function isInTransliteration(text: string, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (!isTransliteration(text.charCodeAt(i))) return false;
  if (isTransliteration(text.charCodeAt(start))) return isTransliteration(text.charCodeAt(end)) || isTransliteration(text.charCodeAt(start - 1));
  return continuesTransliteration(text, start + 1) && continuesTransliteration(text, end);
}

/** Ends of places and bodies that no given name has, and weekdays. */
const NO_NAME = /(?:公司|集团|大学|银行|政府|赛|局|署|厅|部|院|社|所|处|网|市|省|区|镇|村|县|堡|队|楼|宫|乡|厂|店|馆|寺|庙|杯|茶)$|^周[一二三四五六日末][上下早晚中午]?$/;

/** Surname and form of address (李先生, 胡老) are no full name. */
function isFormOfAddress(name: string): boolean {
  return isTitle(name.slice(1)) || /^.(?:老|总|工|某|氏|家|姓|大[爷娘妈姐哥嫂]|[阿大小老二三四五六].)$/.test(name) && (name.length === 2 || /^.大[爷娘妈姐哥嫂]$/.test(name));
}

/** The longest stretch of name parts around a middle dot. */
function dottedName(text: string, dot: number, start: number, end: number): DottedName | undefined {
  let from = dot;
  while (from > start && dot - from < 8 && isHan(text.charCodeAt(from - 1))) from--;
  let firstDot = dot;
  if (from > start && text.charCodeAt(from - 1) === 0xb7) firstDot = from - 1;
  let lastDot = dot;
  let to = dot + 1;
  while (to < end && to - lastDot <= 8) {
    if (text.charCodeAt(to) === 0xb7) lastDot = to;
    else if (!isHan(text.charCodeAt(to)) && !/[A-Z]/.test(text[to] as string)) break;
    to++;
  }
  return from < dot && to > lastDot + 1 ? { start: from, end: to, firstDot, lastDot } : undefined;
}

/** A name with middle dots: its outer parts reach as far as transliteration and the words around allow. */
function addDotted(text: string, name: DottedName, lattice: WordLattice, candidates: Candidate[]): void {
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
      const score = lattice.gain(from, to, 8 + head + innerCost + tail) + 24 + ENOUGH;
      if (best && best.score >= score) continue;
      const context = personContext(text, from, to);
      best = { start: from, end: to, shape: 'dotted', score, value: 200 + score, strong: true, ...(context.role ? { role: context.role } : {}) };
    }
  }
  if (best && best.score >= ENOUGH) candidates.push(best);
}

/** Names set wide (李  明, 王 小 兰), where their surroundings say that one stands there. */
function collectSpacedNames(text: string, candidates: Candidate[]): void {
  for (const match of text.matchAll(/(?<!\p{Script=Han})\p{Script=Han}[ \t]{1,4}\p{Script=Han}(?:[ \t]{1,4}\p{Script=Han})?/gu)) {
    const start = match.index;
    if (!isSurname(text.charCodeAt(start))) continue;
    for (const written of [match[0], match[0].slice(0, match[0].search(/[ \t]+\S$/))]) {
      const joined = written.replace(/[ \t]+/g, '');
      const end = start + written.length;
      const shape = nativeNamesAt(joined, 0, joined.length).find(({ length }) => length === joined.length);
      if (joined.length < 2 || !shape || shape.cost > DEAREST_SPACED) continue;
      const context = personContext(text, start, end);
      if (!context.strong || (isHan(text.charCodeAt(end)) && !context.evidence.some((evidence) => evidence === 'saying' || evidence === 'shortSaying' || evidence === 'formOfAddress'))) continue;
      candidates.push({ start, end, shape: 'chinese', score: 20, value: 20, strong: true, ...(context.role ? { role: context.role } : {}) });
      break;
    }
  }
}

function isInnerDot(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === 0xb7 && isHan(text.charCodeAt(offset - 1)) && isHan(text.charCodeAt(offset + 1));
}

/** Where the next item of a list of names begins; undefined when the names end here. */
function separatorAfter(text: string, offset: number): number | undefined {
  const at = skipSpaces(text, offset);
  if (/[、,/]/.test(text[at] ?? '')) return skipSpaces(text, at + 1);
  if (/[和与及跟]/.test(text[at] ?? '')) return at + 1;
  if (text.startsWith('以及', at)) return at + 2;
  return at > offset ? at : undefined;
}

function separatorBefore(text: string, offset: number): number | undefined {
  const at = skipSpacesBack(text, offset);
  if (/[、,/]/.test(text[at - 1] ?? '')) return skipSpacesBack(text, at - 1);
  if (/[和与及跟]/.test(text[at - 1] ?? '')) return text[at - 2] === '以' ? at - 2 : at - 1;
  return at < offset ? at : undefined;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
