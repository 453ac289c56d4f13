import { type CodeUnitSet } from '../../codeUnitSet';

/** Whether a character of a set stands in a text, before an offset of it. */
export function holds(text: string, set: CodeUnitSet, end = text.length): boolean {
  for (let i = 0; i < end; i++) if (set.has(text.charCodeAt(i))) return true;
  return false;
}

/** A text without the first match of a pattern; `replace` costs several times as much where there is none, as nearly always. */
export function without(text: string, pattern: RegExp): string {
  const match = pattern.exec(text);
  return match ? text.slice(0, match.index) + text.slice(match.index + match[0].length) : text;
}
