import type { Span } from '../../../text/span';
import type { Concept } from '../termBase';

/** A mistake in a term base, at its place (UTF-16 offsets in the file's text); without a place the whole file is meant. */
export interface TermBaseProblem {
  readonly span?: Span;
  readonly severity: 'error' | 'warning' | 'information';
  /** Stable, for tests and settings: `termbase.syntax`, `termbase.no-id`, … */
  readonly code: string;
  readonly message: string;
}

/** An entry as it was read, and where it stands. */
export interface ReadEntry {
  readonly concept: Concept;
  readonly span: Span;
}

/** What a reader makes of a file. Entries with a mistake are left out, or read without the faulty part, and reported. */
export interface ReadResult {
  readonly entries: readonly ReadEntry[];
  readonly problems: readonly TermBaseProblem[];
}

/** Reads one file format. It must not throw on any text. */
export interface TermBaseReader {
  /** Endings of file names, with the dot, in small letters. */
  readonly extensions: readonly string[];
  /** Whether a text is in this format, where several formats have one ending; readers with this are asked before those without. */
  readonly reads?: (text: string) => boolean;
  read(text: string, fileName: string): ReadResult;
}

/** Languages of definitions: a definition given without one is Chinese when it has a Han character. */
export function definitionLanguage(definition: string): 'zh' | 'en' {
  return /\p{Script=Han}/u.test(definition) ? 'zh' : 'en';
}

/** An entry without an id goes by its first Simplified form, which is what an id is. */
export function defaultId(forms: Concept['forms']): string | undefined {
  return forms['zh-Hans']?.[0];
}
