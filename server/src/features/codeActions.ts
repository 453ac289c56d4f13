import * as l10n from '@vscode/l10n';
import type { Annotation, Code } from '../annotations/model';
import type { Corpus, CorpusDocument } from '../corpus/corpus';
import type { Verdict } from '../corpus/decisions';
import type { Layer } from '../recognise/tags';
import { isBareDecision } from '../annotations/decisions';
import { trimPassage } from '../annotations/anchoring/passages';
import { overlaps, type Span } from '../text/span';
import { proposedFormOf } from './proposedForm';

/** What a code action does; the server turns it into one of its commands. */
export type CodeAction =
  | { readonly title: string; readonly do: 'annotate'; readonly span: Span; readonly codes: readonly string[] }
  | { readonly title: string; readonly do: 'recode'; readonly id: string; readonly codes: readonly string[] }
  | { readonly title: string; readonly do: 'delete'; readonly id: string }
  | { readonly title: string; readonly do: 'addTerm'; readonly span: Span }
  | { readonly title: string; readonly do: 'forbidForm'; readonly span: Span }
  | { readonly title: string; readonly do: 'widen'; readonly id: string; readonly span: Span }
  | { readonly title: string; readonly do: 'decide'; readonly span: Span; readonly layer: Layer; readonly verdict: Verdict | 'none'; readonly as?: { readonly id: string }; readonly scope: 'this' | 'unlocked' };

/** What is longer is a passage, not a term. */
const LONGEST_TERM = 30;

/** A menu with more codes is no menu; other codes are given by name through the command. */
const MAX_CODES = 50;

/**
 * What can be done about a selection (or, with nothing selected, about the tag at the cursor): annotate it with
 * each code or without one, give the annotations there another code, delete them, make it a term, forbid the form
 * that a mention was found by when that was only proposed. Document offsets.
 */
export function codeActions(document: CorpusDocument, selection: Span, codes: readonly Code[], annotations: readonly Annotation[], corpus?: Pick<Corpus, 'concept'>): CodeAction[] {
  const shown = codes.filter(({ codable }) => codable !== false).slice(0, MAX_CODES);
  const name = (id: string): string => codes.find((code) => code.id === id)?.name ?? id;
  const span = selection.end > selection.start ? selection : document.tagsAt(selection.start)[0];
  const actions: CodeAction[] = [];
  if (span) {
    const passage = { start: span.start, end: span.end };
    for (const code of shown) actions.push({ title: l10n.t('Annotate with “{0}”', code.name), do: 'annotate', span: passage, codes: [code.id] });
    actions.push({ title: l10n.t('Annotate without a code'), do: 'annotate', span: passage, codes: [] });
  }
  const asked = { start: selection.start, end: Math.max(selection.end, selection.start + 1) };
  const here = annotations.filter(({ document: id, parts, ...rest }) => id === document.id && !isBareDecision(rest) && parts.some(({ span: at }) => at && overlaps(at, asked)));
  for (const annotation of here) {
    const label = annotation.codes.map(name).join(l10n.t(', ')) || l10n.t('No code');
    for (const code of shown) {
      if (annotation.codes.includes(code.id)) continue;
      const title = here.length > 1 ? l10n.t('Add “{0}” to the annotation “{1}”', code.name, label) : l10n.t('Add “{0}” to the annotation', code.name);
      actions.push({ title, do: 'recode', id: annotation.id, codes: [...annotation.codes, code.id] });
    }
    actions.push({ title: l10n.t('Delete the annotation “{0}”', label), do: 'delete', id: annotation.id });
  }
  // Some editors end a selection inside the surrogate pair of its last character.
  const term = trimPassage(document.text.text, selection);
  if (term && isTermLike(document, term)) actions.push({ title: l10n.t('Add “{0}” to the term base', writtenIn(document, term)), do: 'addTerm', span: term });
  for (const tag of corpus ? document.tagsIn(asked) : []) {
    if (tag.layer !== 'term' || !corpus) continue;
    const form = proposedFormOf(corpus, document, tag);
    if (form !== undefined) actions.push({ title: l10n.t('Forbid the form “{0}” of “{1}”', form, tag.id.slice(tag.id.indexOf(':') + 1)), do: 'forbidForm', span: { start: tag.start, end: tag.end } });
  }
  return actions;
}

/** What is selected could be a term: short, on one line as it is read, and no concept yet. */
function isTermLike(document: CorpusDocument, { start, end }: Span): boolean {
  if (end - start < 2 || end - start > LONGEST_TERM) return false;
  if (document.tagsIn({ start, end }).some((tag) => tag.layer === 'term' && tag.start === start && tag.end === end)) return false;
  const written = writtenIn(document, { start, end });
  return /\p{L}/u.test(written) && !/[\r\n，。；：！？、“”「」]/.test(written);
}

function writtenIn({ reading }: CorpusDocument, span: Span): string {
  return reading.written(reading.fromSourceSpan(span)).trim();
}
