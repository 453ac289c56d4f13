import { isLatin, isDigit } from '../../text/characters';
import { fold } from '../../text/fold';
import { writtenForms } from '../../recognise/terms/forms';
import type { ConceptEntry } from '../corpus';

/** Marks around the name of a concept in words that {@link ConceptForms.unified} gives. */
const OPEN = '\u0002';
const CLOSE = '\u0003';

/** The written forms of concepts, to tell names apart that differ by a form only (GDP, 国内生产总值, 國內生產毛額). */
export class ConceptForms {
  /** By folded form without letter case, the folded name of the concept; of two concepts with one form the first. */
  readonly #names = new Map<string, string>();
  /** Lengths of forms by their first character, the longest first. */
  readonly #lengths = new Map<string, number[]>();

  constructor(concepts: readonly ConceptEntry[]) {
    for (const { concept } of concepts) {
      const name = fold(concept.forms['zh-Hans']?.[0] ?? concept.id).toLowerCase();
      for (const { text } of writtenForms(concept)) this.#add(fold(text).toLowerCase(), name);
    }
    for (const lengths of this.#lengths.values()) lengths.sort((a, b) => b - a);
  }

  #add(form: string, name: string): void {
    if (this.#names.has(form)) return;
    this.#names.set(form, name);
    const first = form[0] ?? '';
    const lengths = this.#lengths.get(first);
    if (!lengths) this.#lengths.set(first, [form.length]);
    else if (!lengths.includes(form.length)) lengths.push(form.length);
  }

  /**
   * The words, folded and in lower case, with each form of a concept replaced by the concept's name between marks, from the left, the
   * longest first; Latin forms only where they are whole words.
   */
  unified(words: string): string {
    const once = this.#replaced(words);
    // A replaced form may be part of a longer one: R&D经费 is 研发经费 then, which is 研发投入.
    return once.includes(CLOSE) ? this.#replaced(unmarked(once)) : once;
  }

  #replaced(words: string): string {
    let result = '';
    for (let at = 0; at < words.length; ) {
      const found = this.#at(words, at);
      result += found ? OPEN + found.name + CLOSE : words[at];
      at += found?.length ?? 1;
    }
    return result;
  }

  #at(words: string, at: number): { readonly name: string; readonly length: number } | undefined {
    if (isLetter(words, at) && isLetter(words, at - 1)) return undefined;
    for (const length of this.#lengths.get(words[at] as string) ?? []) {
      const name = this.#names.get(words.slice(at, at + length));
      if (name !== undefined && !(isLetter(words, at + length - 1) && isLetter(words, at + length))) return { name, length };
    }
    return undefined;
  }
}

/** Words without the marks around concepts. */
export function unmarked(words: string): string {
  return words.replaceAll(OPEN, '').replaceAll(CLOSE, '');
}

/** Words with another text in the place of each concept. */
export function withoutConcepts(words: string, instead: string): string {
  return words.replace(CONCEPT, instead);
}

/** Words with what matches a pattern left out, but not inside a concept. */
export function without(words: string, pattern: string): string {
  return words.replace(new RegExp(`${CONCEPT.source}|(?:${pattern})`, 'g'), (found) => (found.startsWith(OPEN) ? found : ''));
}

/** A concept at an offset, with its marks; undefined where none begins. */
export function conceptAt(words: string, at: number): { readonly name: string; readonly end: number } | undefined {
  if (words[at] !== OPEN) return undefined;
  const close = words.indexOf(CLOSE, at);
  return close < 0 ? undefined : { name: words.slice(at + 1, close), end: close + 1 };
}

/** A word that a concept ends with and that is said once more behind it (研发经费 and 投入强度, where the concept is 研发投入), once. */
export function withoutEchoes(words: string): string {
  return words.replace(ECHO, `$1${CLOSE}`);
}

const CONCEPT = new RegExp(`${OPEN}[^${CLOSE}]*${CLOSE}`, 'g');
const ECHO = new RegExp(`(\\p{Script=Han}{2,})${CLOSE}\\1`, 'gu');

function isLetter(words: string, at: number): boolean {
  const unit = words.charCodeAt(at);
  return isLatin(unit) || isDigit(unit);
}
