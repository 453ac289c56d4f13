import { type Node, parseTree, type ParseError, type ParseOptions } from 'jsonc-parser';

/** Files of people and programs are nested far less deeply; what is deeper would exhaust the stack of whoever walks through it. */
const DEEPEST = 200;

/** A JSON text as a tree whose nodes know their place (UTF-16 offsets in the text). */
export interface JsonTree {
  /** Absent when there is nothing to read, or when the text is nested too deeply to be read. */
  readonly root?: Node | undefined;
  readonly errors: readonly ParseError[];
  /** Where the text is nested deeper than any file should be. */
  readonly tooDeepAt?: number | undefined;
}

/** Parses JSON, with comments unless `options` forbid them. Never throws. */
export function parseJsonTree(text: string, options?: ParseOptions): JsonTree {
  const tooDeepAt = deepNestingIn(text);
  if (tooDeepAt !== undefined) return { errors: [], tooDeepAt };
  const errors: ParseError[] = [];
  return { root: parseTree(text, errors, options), errors };
}

/** The offset at which a JSON text nests too deeply to be walked through; `undefined` for all others, whether valid or not. */
export function deepNestingIn(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '"') i = endOfString(text, i);
    else if (sign === '/') i = endOfComment(text, i);
    else if (sign === ']' || sign === '}') depth--;
    else if ((sign === '[' || sign === '{') && ++depth > DEEPEST) return i;
  }
  return undefined;
}

/** Offset of the closing quotation mark, or of the line break that cuts the string off. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"' && text[i] !== '\n') i += text[i] === '\\' ? 2 : 1;
  return i;
}

/** Offset of the last character of a comment; that of the slash when none begins there. */
function endOfComment(text: string, start: number): number {
  const end = text[start + 1] === '/' ? text.indexOf('\n', start) : text[start + 1] === '*' ? text.indexOf('*/', start) + 1 : start;
  return end < start ? text.length : end;
}
