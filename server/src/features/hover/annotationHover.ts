import * as l10n from '@vscode/l10n';
import type { Annotation, CodeBook } from '../../annotations/model';
import type { NoteIndex } from '../../annotations/noteIndex';
import { escapeLines, escapeMarkdown } from '../markdown';
import { relationLines } from '../relations';
import { bullets, paragraphs } from './parts';

/** What others wrote about annotations, and how to find an annotation by its id. */
export interface HoverNotes {
  readonly notes: NoteIndex;
  readonly find: (id: string) => Annotation | undefined;
}

/** An annotation: codes by name, memo, how many replies, relations, who made it and when. */
export function annotationHover(annotation: Annotation, codeBook: CodeBook, own?: HoverNotes): string {
  const names = annotation.codes.map((id) => codeBook.codes.find((code) => code.id === id)?.name ?? id);
  const title = names.length > 0 ? names.map((name) => `**${escapeMarkdown(name)}**`).join(l10n.t(', ')) : `**${l10n.t('No code')}**`;
  const replies = own?.notes.repliesTo(annotation.id).length ?? 0;
  const relations = own ? relationLines(annotation.id, own.notes, own.find) : [];
  return paragraphs(
    `${title} · ${l10n.t('Annotation')} · *${escapeMarkdown(`${annotation.creator}, ${annotation.modified.slice(0, 10)}`)}*`,
    escapeLines(annotation.memo),
    replies > 0 ? `*${l10n.t('Replies: {0}', replies)}*` : undefined,
    relations.length > 0 ? bullets(relations) : undefined,
  );
}
