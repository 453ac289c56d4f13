import * as l10n from '@vscode/l10n';
import type { Annotation, CodeBook } from '../../annotations/model';
import { escapeLines, escapeMarkdown } from '../markdown';
import { paragraphs } from './parts';

/** An annotation: codes by name, memo, who made it and when. */
export function annotationHover(annotation: Annotation, codeBook: CodeBook): string {
  const names = annotation.codes.map((id) => codeBook.codes.find((code) => code.id === id)?.name ?? id);
  const title = names.length > 0 ? names.map((name) => `**${escapeMarkdown(name)}**`).join(', ') : `**${l10n.t('No code')}**`;
  return paragraphs(
    `${title} · ${l10n.t('Annotation')} · *${escapeMarkdown(`${annotation.creator}, ${annotation.modified.slice(0, 10)}`)}*`,
    escapeLines(annotation.memo),
  );
}
