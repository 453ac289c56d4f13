import type { Code } from '../annotations/model';
import { idFor } from '../annotations/codeBook/codeBook';

/**
 * What a code has and REFI-QDA has no place for stands at the end of its description: an empty line, a line that says so, and then each
 * field of codebook.json on a line, its value in JSON. People can read it in any program, and Meipi takes it out again.
 */
const MARK = '— Meipi —';

/** The description of a code with what else it has; `undefined` for a code that has neither. */
export function withCarried(description: string | undefined, carried: Readonly<Record<string, unknown>>): string | undefined {
  const lines = Object.entries(carried).map(([field, value]) => `${/^[A-Za-z]\w*$/.test(field) ? field : JSON.stringify(field)}: ${JSON.stringify(value)}`);
  // A description that has such a line itself gets one more, so that the last one is ours.
  if (lines.length === 0 && !description?.split('\n').includes(MARK)) return description;
  return `${description === undefined ? '' : `${description}\n\n`}${[MARK, ...lines].join('\n')}`;
}

/** Takes apart what {@link withCarried} put together. What follows the mark and is not of this kind belongs to the description. */
export function withoutCarried(text: string): { readonly description: string | undefined; readonly carried: Readonly<Record<string, unknown>> } {
  const lines = text.split('\n');
  const at = lines.lastIndexOf(MARK);
  const fields = at < 0 ? undefined : readFields(lines.slice(at + 1));
  if (!fields) return { description: text === '' ? undefined : text, carried: {} };
  const before = lines.slice(0, at);
  const description = (before.at(-1) === '' ? before.slice(0, -1) : before).join('\n');
  return { description: at === 0 ? undefined : description, carried: fields };
}

/** The fields of a code that the format has no place for, as codebook.json has them. */
export function carriedOf(code: Code): Record<string, unknown> {
  const { id, name, names, alternativeNames, examples, key, replaces, other } = code;
  return {
    // An id that is made of the name again need not be told.
    ...(id === idFor(name, new Set()) ? {} : { id }),
    ...(names && Object.keys(names).length > 0 ? { names } : {}),
    ...(alternativeNames?.length ? { alternativeNames } : {}),
    ...(examples?.length ? { examples } : {}),
    ...(key === undefined ? {} : { key }),
    ...(replaces?.length ? { replaces } : {}),
    ...other,
  };
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function readFields(lines: readonly string[]): Record<string, unknown> | undefined {
  const fields: Record<string, unknown> = {};
  // Programs add white space at the end.
  for (const line of lines.join('\n').trimEnd().split('\n').filter((each) => each !== '')) {
    const [, field, value] = /^([A-Za-z]\w*|"(?:[^"\\]|\\.)*"): (.*)$/.exec(line.trimEnd()) ?? [];
    if (field === undefined || value === undefined) return undefined;
    try {
      const key: unknown = field.startsWith('"') ? JSON.parse(field) : field;
      Object.defineProperty(fields, String(key), { value: JSON.parse(value) as unknown, enumerable: true, configurable: true, writable: true });
    } catch {
      return undefined;
    }
  }
  return fields;
}
