import type { Concept } from '../recognise/terms/termBase';
import { scriptOf, simplify } from '../text/script';

/** What is known of a term that is to become a concept. */
export interface NewTerm {
  readonly form: string;
  readonly forms?: readonly string[] | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly english?: string | undefined;
  /** A draft: the sentence of the corpus. */
  readonly definition?: string | undefined;
}

/** A concept with the forms of a term by language: its id is the form in Simplified characters. */
export function conceptOf({ form, forms = [], aliases = [], english, definition }: NewTerm): Concept {
  const id = HAN.test(form) ? simplify(form.trim()) : form.trim();
  const byLanguage: Record<string, string[]> = {};
  const add = (text: string): void => {
    const trimmed = text.trim();
    if (trimmed === '') return;
    const list = (byLanguage[languageOf(trimmed)] ??= []);
    if (!list.includes(trimmed)) list.push(trimmed);
  };
  for (const text of [id, form, ...forms, ...(english === undefined ? [] : [english]), ...aliases]) add(text);
  const text = definition?.trim();
  return { id, forms: byLanguage, ...(text && { definition: { [HAN.test(text) ? 'zh' : 'en']: text } }) };
}

const HAN = /\p{Script=Han}/u;

function languageOf(form: string): string {
  if (!HAN.test(form)) return /^[A-Z][A-Za-z0-9&/-]{0,9}$/.test(form) && /[A-Z].*[A-Z0-9]/.test(form) ? 'abbr' : 'en';
  return scriptOf(form) === 'hant' ? 'zh-Hant' : 'zh-Hans';
}
