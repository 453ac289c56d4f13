import type { SemanticTokensEdit } from 'vscode-languageserver';
import { TOKEN_MODIFIERS, TOKEN_TYPES, type Token } from '../features/semanticTokens';
import type { Change } from '../text/changes';
import type { SourceText } from '../text/sourceText';
import { lowerBound } from '../text/span';

/**
 * Tokens as numbers, each with its own line: what the protocol sends counts from the token before, so that one that stays where it is has
 * other numbers when the one before it goes.
 */
export interface PlacedTokens {
  /** By token. */
  readonly lines: Uint32Array;
  /** By token {@link WIDTH} numbers: first character in the line, length, type, modifiers. */
  readonly rest: Uint32Array;
}

const WIDTH = 4;
/** Numbers by which the protocol describes a token: lines and characters from the one before, length, type, modifiers. */
const SENT = 5;

/** Tokens of a text, in its order. */
export function placed(tokens: readonly Token[], text: SourceText): PlacedTokens {
  const lines = new Uint32Array(tokens.length);
  const rest = new Uint32Array(WIDTH * tokens.length);
  tokens.forEach((token, i) => {
    const { line, character } = text.positionAt(token.start);
    lines[i] = line;
    rest.set([character, token.end - token.start, TOKEN_TYPES.indexOf(token.type), bitsOf(token)], WIDTH * i);
  });
  return { lines, rest };
}

function bitsOf({ modifiers }: Token): number {
  let bits = 0;
  for (const modifier of modifiers) bits |= 1 << TOKEN_MODIFIERS.indexOf(modifier);
  return bits;
}

/** Tokens as the protocol sends them. */
export function tokenData(tokens: PlacedTokens): number[] {
  return sent(tokens, 0, tokens.lines.length);
}

/**
 * Tokens after some lines have become others, and the edits that make what was sent of the former what would be sent of these. `tokensIn`
 * gives the tokens of lines as they are now, the last one excluded. The former are not to be used any more: these may lie in their place, as
 * copies of all tokens of a long document would be made for every key.
 */
export function spliced(before: PlacedTokens, changes: readonly Change[], tokensIn: (from: number, to: number) => PlacedTokens): { readonly tokens: PlacedTokens; readonly edits: SemanticTokensEdit[] } {
  const splices: Splice[] = [];
  for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
    const from = lowerBound(before.lines, oldStart, (line) => line);
    const to = Math.max(from, lowerBound(before.lines, oldEnd, (line) => line));
    const by = [tokensIn(newStart, newEnd)];
    const last = splices.at(-1);
    // With no token between them they are one, as the first of each counts from the last before it.
    if (last && last.to === from) splices[splices.length - 1] = { from: last.from, to, by: [...last.by, ...by], shift: newEnd - oldEnd };
    else splices.push({ from, to, by, shift: newEnd - oldEnd });
  }
  // The token behind a splice counts from the last of it.
  const sentBefore = splices.map(({ from, to }) => sent(before, from, to + 1));
  const tokens = joined(before, splices);
  const edits: SemanticTokensEdit[] = [];
  let grown = 0;
  splices.forEach((splice, i) => {
    const { from, to } = splice;
    const start = from + grown;
    grown += growthOf(splice);
    const edit = difference(sentBefore[i] as number[], sent(tokens, start, to + grown + 1));
    if (edit) edits.push({ ...edit, start: SENT * from + edit.start });
  });
  return { tokens, edits };
}

/** Tokens from one to before another, in the place of which others come; those behind are so many lines further on. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly by: readonly PlacedTokens[];
  readonly shift: number;
}

/** How many tokens more there are with a splice. */
function growthOf({ from, to, by }: Splice): number {
  return by.reduce((sum, { lines }) => sum + lines.length, 0) - (to - from);
}

/** Room for so much more in proportion, so that the next tokens fit in. */
const SLACK = 1.125;

function joined(before: PlacedTokens, splices: readonly Splice[]): PlacedTokens {
  const length = splices.reduce((sum, splice) => sum + growthOf(splice), before.lines.length);
  const [first, second] = splices;
  if (!first) return before;
  if (!second && 4 * length <= before.lines.buffer.byteLength && 4 * WIDTH * length <= before.rest.buffer.byteLength) return joinedInPlace(before, first, length);
  const room = Math.ceil(SLACK * length);
  const lines = new Uint32Array(room).subarray(0, length);
  const rest = new Uint32Array(WIDTH * room).subarray(0, WIDTH * length);
  let at = 0;
  const keep = (from: number, to: number, shift: number): void => {
    for (let i = from; i < to; i++) lines[at + i - from] = (before.lines[i] as number) + shift;
    rest.set(before.rest.subarray(WIDTH * from, WIDTH * to), WIDTH * at);
    at += to - from;
  };
  let next = 0;
  let shift = 0;
  for (const splice of splices) {
    keep(next, splice.from, shift);
    for (const tokens of splice.by) {
      lines.set(tokens.lines, at);
      rest.set(tokens.rest, WIDTH * at);
      at += tokens.lines.length;
    }
    ({ to: next, shift } = splice);
  }
  keep(next, before.lines.length, shift);
  return { lines, rest };
}

function joinedInPlace(before: PlacedTokens, { from, to, by, shift }: Splice, length: number): PlacedTokens {
  const lines = new Uint32Array(before.lines.buffer, 0, length);
  const rest = new Uint32Array(before.rest.buffer, 0, WIDTH * length);
  const end = before.lines.length;
  const toNow = to + length - end;
  // Of the same room, so that what is moved beyond its end is there as well.
  new Uint32Array(lines.buffer).copyWithin(toNow, to, end);
  new Uint32Array(rest.buffer).copyWithin(WIDTH * toNow, WIDTH * to, WIDTH * end);
  if (shift !== 0) for (let i = toNow; i < length; i++) lines[i] = (lines[i] as number) + shift;
  let at = from;
  for (const tokens of by) {
    lines.set(tokens.lines, at);
    rest.set(tokens.rest, WIDTH * at);
    at += tokens.lines.length;
  }
  return { lines, rest };
}

/** What the protocol sends of the tokens from one to before another, as far as there are any. */
function sent({ lines, rest }: PlacedTokens, from: number, to: number): number[] {
  const end = Math.min(to, lines.length);
  const data = new Array<number>(SENT * Math.max(0, end - from));
  let line = from > 0 ? (lines[from - 1] as number) : 0;
  let character = from > 0 ? (rest[WIDTH * (from - 1)] as number) : 0;
  for (let i = from, at = 0; i < end; i++) {
    const nextLine = lines[i] as number;
    const nextCharacter = rest[WIDTH * i] as number;
    data[at++] = nextLine - line;
    data[at++] = nextLine === line ? nextCharacter - character : nextCharacter;
    for (let k = 1; k < WIDTH; k++) data[at++] = rest[WIDTH * i + k] as number;
    line = nextLine;
    character = nextCharacter;
  }
  return data;
}

/** The one edit between the common beginning and the common end of two rows of numbers; undefined when they are the same. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensEdit | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return undefined;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, deleteCount: before.length - start - tail, data: after.slice(start, after.length - tail) };
}
