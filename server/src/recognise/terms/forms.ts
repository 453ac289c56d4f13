import { fold } from '../../text/fold';
import { regionalForms } from './regionalForms';
import type { Concept } from './termBase';

/** A written form of a concept. */
export interface WrittenForm {
  /** As the term base writes it, or as it was proposed. */
  readonly text: string;
  /** BCP 47, or `abbr`. */
  readonly language: string;
  /** Not in the term base: the regional wording that OpenCC knows for one of its Simplified forms. */
  readonly proposed: boolean;
}

/**
 * All written forms of a concept: those of its term base, then the wordings of Taiwan and Hong Kong proposed for
 * its Simplified forms. `forbidden` forms are left out, in whichever script they are forbidden; so is a proposal
 * that differs from a form of the concept by script alone.
 */
export function writtenForms(concept: Concept): readonly WrittenForm[] {
  const forbidden = new Set((concept.forbidden ?? []).map(fold));
  const forms: WrittenForm[] = [];
  const known = new Set<string>();
  for (const [language, texts] of Object.entries(concept.forms)) {
    for (const text of texts ?? []) {
      if (text.trim() === '' || forbidden.has(fold(text))) continue;
      known.add(fold(text));
      forms.push({ text, language, proposed: false });
    }
  }
  for (const form of [...forms]) {
    if (!isMainland(form.language)) continue;
    for (const { language, text } of regionalForms(form.text)) {
      const folded = fold(text);
      if (known.has(folded) || forbidden.has(folded)) continue;
      known.add(folded);
      forms.push({ text, language, proposed: true });
    }
  }
  return forms;
}

/** Whether a language tag says Simplified Chinese. */
export function isMainland(language: string): boolean {
  return /^zh(?:$|-(?:Hans|CN|SG|MY)\b)/i.test(language);
}

/** Whether a language tag says Traditional Chinese. */
export function isTraditional(language: string): boolean {
  return /^zh-(?:Hant|TW|HK|MO)\b/i.test(language);
}
