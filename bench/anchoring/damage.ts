// Random passages of a text, and versions of the text with known damage: where each passage is afterwards is known by construction.
import { Converter } from 'opencc-js';
import { trimPassage } from '../../server/src/annotations/anchoring/passages';
import { fold } from '../../server/src/text/fold';
import type { Span } from '../../server/src/text/span';

export const LENGTHS = ['term', 'phrase', 'sentence', 'passage'] as const;
export type Length = (typeof LENGTHS)[number];

/** A text before and after, and passages of the old one with where they are in the new one (UTF-16 offsets); none when deleted. */
export interface Version {
  readonly old: string;
  readonly now: string;
  readonly cases: readonly { readonly span: Span; readonly truth: Span | undefined }[];
}

type Damage = (text: string, length: Length, next: () => number) => Version;

/** Sentences moved at once. */
const MOST_MOVED = 5;

/** What happens to a text between two visits; each takes a text and gives a version of it with as many passages as fit. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  '25 edits elsewhere': (old, length, next) => {
    const spans = choose(old, length, next, 120);
    const script = new Script(old);
    for (let tries = 0; script.size < 25 && tries < 2000; tries++) {
      const start = int(next, old.length);
      const deleted = next() < 0.4 ? 0 : 1 + int(next, 20);
      const inserted = deleted > 0 && next() < 0.4 ? '' : piece(old, next, 20);
      if (spans.every((span) => start + deleted <= span.start - 40 || start >= span.end + 40)) script.replace(start, start + deleted, inserted);
    }
    return script.version(spans);
  },
  'an edit on each side, 10 characters away at most': (old, length, next) => {
    const spans = choose(old, length, next, 120);
    const script = new Script(old);
    for (const span of spans) {
      for (const side of [-1, 1]) {
        const distance = int(next, 11);
        const [deleted, inserted] = smallEdit(old, next);
        const start = side > 0 ? span.end + distance : span.start - distance - deleted;
        if (start >= 0 && start + deleted <= old.length) script.replace(start, start + deleted, inserted);
      }
    }
    return script.version(spans);
  },
  'one character changed inside': (old, length, next) => {
    const spans = choose(old, length, next, 120);
    const script = new Script(old);
    for (const { start, end } of spans) {
      const at = start + int(next, end - start);
      const kind = next();
      if (kind < 0.6) script.repair(at, other(old, next, old[at] as string));
      else if (kind < 0.8) script.replace(at, at + 1, '');
      else script.replace(start + 1 + int(next, end - start - 1), undefined, other(old, next, ''));
    }
    return script.version(spans);
  },
  'its sentence deleted': (old, length, next) => {
    const spans = choose(old, length, next, 120);
    const script = new Script(old);
    for (const span of spans) {
      const block = sentencesOf(old, span);
      script.replace(block.start, block.end, '');
    }
    return script.version(spans);
  },
  'its sentence moved 2,000 characters away': (old, length, next) => {
    const spans = choose(old, length, next, 120);
    const bounds = sentenceStarts(old);
    const blocks = spans.map((span) => sentencesOf(old, span));
    const script = new Script(old);
    const moved: { span: Span; block: Span }[] = [];
    // In random order, since only the first few are moved: not those where the text begins.
    const order = blocks.map((_, i) => ({ i, at: next() })).sort((a, b) => a.at - b.at);
    order.forEach(({ i }) => {
      const block = blocks[i] as Span;
      const moving = old.slice(block.start, block.end);
      // Right beside its like, nobody can say which of the two was moved.
      const isBesideLike = (at: number): boolean => {
        const like = squeezed(moving);
        const room = 2 * moving.length;
        return squeezed(old.slice(at, at + room)).startsWith(like) || squeezed(old.slice(Math.max(0, at - room), at)).endsWith(like);
      };
      const targets = bounds.filter((at) => (at <= block.start - 2000 || at >= block.end + 2000) && blocks.every(({ start, end }) => at < start - 40 || at > end + 40) && !isBesideLike(at));
      if (targets.length === 0 || moved.length === MOST_MOVED) return;
      // Nor, where both of two like sentences were moved, which is which.
      if (moved.some((other) => isAlike(old.slice(other.block.start, other.block.end), moving))) return;
      if (script.move(block, targets[int(next, targets.length)] as number)) moved.push({ span: spans[i] as Span, block });
    });
    return script.version(moved.map(({ span }) => span).sort((a, b) => a.start - b.start));
  },
  'line wraps joined': (source, length, next) => {
    const old = wrap(source, 24 + int(next, 20));
    const spans = choose(old.text, length, next, 60);
    const script = new Script(old.text);
    for (const at of old.wraps) script.replace(at, at + 1, '');
    return script.version(spans);
  },
  'Traditional to Simplified': (source, length, next) => converted(source, traditional(source), simplified, length, next),
  'Simplified to Traditional': (source, length, next) => converted(source, simplified(source), traditional, length, next),
  'OCR repaired': (source, length, next) => {
    const { text: old, repairs } = scan(source, next);
    const spans = choose(old, length, next, 60);
    const script = new Script(old);
    for (const { at, repaired } of repairs) {
      if (repaired === '') script.replace(at, at + 1, '');
      else script.repair(at, repaired);
    }
    return script.version(spans);
  },
};

function squeezed(text: string): string {
  return text.replace(/\s/g, '');
}

/** Whether two stretches have so much in common that one may be taken for a part of the other. */
function isAlike(a: string, b: string): boolean {
  const least = Math.min(12, a.length, b.length);
  for (let at = 0; at + least <= b.length; at++) if (a.includes(b.slice(at, at + least))) return true;
  return false;
}

// #region Passages

/** As many passages of a length as stand at least `apart` characters from each other, forty at most, in order. */
function choose(text: string, length: Length, next: () => number, apart: number): Span[] {
  const chosen: Span[] = [];
  const most = Math.min(40, Math.floor(text.length / 250));
  for (let tries = 0; tries < most * 12 && chosen.length < most; tries++) {
    const span = candidate(text, length, next);
    if (!span) continue;
    const room = sentencesOf(text, span);
    if (chosen.every((other) => room.end + apart <= sentencesOf(text, other).start || sentencesOf(text, other).end + apart <= room.start)) chosen.push(span);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

function candidate(text: string, length: Length, next: () => number): Span | undefined {
  const start = int(next, text.length);
  if (length === 'sentence') {
    const span = trimPassage(text, sentencesOf(text, { start, end: start + 1 }));
    return span && span.end - span.start >= 13 && span.end - span.start <= 200 ? span : undefined;
  }
  const [least, most] = length === 'term' ? [2, 4] : length === 'phrase' ? [5, 12] : [41, 120];
  const span = { start, end: start + least + int(next, most - least + 1) };
  if (span.end > text.length) return undefined;
  const quote = text.slice(span.start, span.end);
  const trimmed = trimPassage(text, span);
  if (!trimmed || trimmed.start !== span.start || trimmed.end !== span.end) return undefined;
  if (length === 'term' && !/^\p{Script=Han}+$/u.test(quote)) return undefined;
  return length === 'phrase' && /[。！？!?\r\n]/.test(quote) ? undefined : span;
}

const SENTENCE_END = /[。！？!?][”’」』）]*|[\r\n]+/g;

function sentenceStarts(text: string): number[] {
  return [0, ...[...text.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length)];
}

const startsOf = new Map<string, number[]>();

/** The sentences that a span touches. */
function sentencesOf(text: string, { start, end }: Span): Span {
  let starts = startsOf.get(text);
  if (!starts) {
    if (startsOf.size > 8) startsOf.clear();
    startsOf.set(text, (starts = sentenceStarts(text)));
  }
  return { start: starts.findLast((at) => at <= start) ?? 0, end: starts.find((at) => at >= end) ?? text.length };
}

// #endregion

// #region Damage

/** Edits of a text, none touching another, with what becomes of every character. */
class Script {
  readonly #text: string;
  readonly #edits: { start: number; end: number; inserted: string; moved?: Span; keeps?: boolean }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get size(): number {
    return this.#edits.length;
  }

  /** Replaces a stretch; leaves it out when it touches an earlier edit. An insertion has no end. */
  replace(start: number, end: number | undefined, inserted: string): void {
    this.#add({ start, end: end ?? start, inserted });
  }

  /** Replaces a character by what it ought to be. */
  repair(at: number, inserted: string): void {
    this.#add({ start: at, end: at + 1, inserted, keeps: true });
  }

  /** Moves a stretch; does nothing when either place touches an earlier edit. */
  move(from: Span, to: number): boolean {
    if (!this.#isFree(from) || !this.#isFree({ start: to, end: to })) return false;
    this.#edits.push({ ...from, inserted: '' }, { start: to, end: to, inserted: this.#text.slice(from.start, from.end), moved: from });
    return true;
  }

  version(spans: readonly Span[]): Version {
    const map = new Int32Array(this.#text.length).fill(-1);
    const parts: string[] = [];
    let length = 0;
    let at = 0;
    const keep = (from: number, to: number): void => {
      for (let i = from; i < to; i++) map[i] = length + i - from;
      parts.push(this.#text.slice(from, to));
      length += to - from;
    };
    for (const { start, end, inserted, moved, keeps } of this.#edits.sort((a, b) => a.start - b.start || a.end - b.end)) {
      keep(at, start);
      if (moved) keep(moved.start, moved.end);
      else {
        if (keeps) map[start] = length;
        parts.push(inserted);
        length += inserted.length;
      }
      at = end;
    }
    keep(at, this.#text.length);
    const cases = spans.map((span) => {
      const kept = [...map.subarray(span.start, span.end)].filter((place) => place >= 0);
      return { span, truth: kept.length === 0 ? undefined : { start: kept[0] as number, end: (kept.at(-1) as number) + 1 } };
    });
    return { old: this.#text, now: parts.join(''), cases };
  }

  #add(edit: { start: number; end: number; inserted: string; keeps?: boolean }): void {
    if (this.#isFree(edit)) this.#edits.push(edit);
  }

  #isFree({ start, end }: Span): boolean {
    return this.#edits.every((edit) => end < edit.start || edit.end < start || (start !== end && edit.start !== edit.end && (end === edit.start || edit.end === start)));
  }
}

function smallEdit(text: string, next: () => number): [deleted: number, inserted: string] {
  const kind = next();
  if (kind < 0.4) return [0, piece(text, next, 3)];
  return kind < 0.7 ? [1 + int(next, 3), ''] : [1 + int(next, 2), piece(text, next, 2)];
}

/** Up to so many characters from somewhere in the text, without line breaks. */
function piece(text: string, next: () => number, most: number): string {
  const start = int(next, text.length - most);
  return text.slice(start, start + 1 + int(next, most)).replace(/[\r\n]/g, '') || '又';
}

/** A Han character of the text that is not this one. */
function other(text: string, next: () => number, than: string): string {
  for (;;) {
    const unit = text[int(next, text.length)] as string;
    if (/^\p{Script=Han}$/u.test(unit) && fold(unit) !== fold(than)) return unit;
  }
}

function wrap(source: string, width: number): { text: string; wraps: number[] } {
  const wraps: number[] = [];
  let text = '';
  let column = 0;
  for (const character of source) {
    if (column >= width && !/[\r\n，。、；：？！”]/.test(character)) {
      wraps.push(text.length);
      text += '\n';
      column = 0;
    }
    text += character;
    column = /[\r\n]/.test(character) ? 0 : column + 1;
  }
  return { text, wraps };
}

const toTraditional = Converter({ from: 'cn', to: 't' });
const toSimplified = Converter({ from: 't', to: 'cn' });
const traditional = (text: string): string => sameLength(text, toTraditional);
const simplified = (text: string): string => sameLength(text, toSimplified);

/** Converts line by line; a line that would change its length is left as it is. */
function sameLength(text: string, convert: (text: string) => string): string {
  return text.replace(/[^\r\n]+/g, (line) => {
    const result = convert(line);
    return result.length === line.length ? result : line;
  });
}

function converted(_source: string, old: string, convert: (text: string) => string, length: Length, next: () => number): Version {
  const spans = choose(old, length, next, 60);
  return { old, now: convert(old), cases: spans.map((span) => ({ span, truth: span })) };
}

/** Characters that scanners take for one another. */
const CONFUSED: Readonly<Record<string, string>> = {
  日: '曰', 己: '已', 未: '末', 人: '入', 大: '犬', 土: '士', 千: '干', 天: '夭', 白: '自', 目: '日', 今: '令', 木: '本', 力: '刀', 间: '问', 這: '遺', 这: '迖', 了: '丁', 業: '亜', 为: '力', 的: '旳', '，': ',', '。': '.', '：': ':', '（': '(', '）': ')', '0': 'O', '1': 'l',
};

/** The text as a scanner reads it: characters mistaken, blanks between characters, half-width signs; with how to repair it. */
function scan(source: string, next: () => number): { text: string; repairs: { at: number; repaired: string }[] } {
  const repairs: { at: number; repaired: string }[] = [];
  const mistaken = new Set(Object.keys(CONFUSED).filter(() => next() < 0.5));
  let text = '';
  for (const character of source) {
    if (mistaken.has(character)) {
      repairs.push({ at: text.length, repaired: character });
      text += CONFUSED[character] as string;
    } else if (/\p{Script=Han}/u.test(character) && next() < 0.03) {
      text += character;
      repairs.push({ at: text.length, repaired: '' });
      text += ' ';
    } else text += character;
  }
  return { text, repairs };
}

function int(next: () => number, below: number): number {
  return Math.floor(next() * below);
}

// #endregion
