import * as l10n from '@vscode/l10n';
import type { Problem } from '../corpus/corpus';
import type { Span } from '../text/span';
import type { Annotation } from './model';

/** Characters of a memo in a message. */
const MEMO = 24;

/** Something that a note names and that is not there: an end of a relation, the annotation replied to, the code that a memo is about. */
export interface Dangling {
  readonly note: Annotation;
  readonly end: 'relation-from' | 'relation-to' | 'reply' | 'code';
  /** Of the annotation or code that is missing. */
  readonly missing: string;
}

/** What there is in a corpus for notes to name, by id. */
export interface Named {
  annotation(id: string): boolean;
  code(id: string): boolean;
}

/** What notes name and is not there, in the order of the notes. Those of passages are passed over, as they name nothing but codes. */
export function danglingIn(notes: readonly Annotation[], there: Named): Dangling[] {
  return notes.flatMap((note): Dangling[] => {
    const { about, relation } = note;
    if (about.kind === 'code') return there.code(about.id) ? [] : [{ note, end: 'code', missing: about.id }];
    if (about.kind !== 'annotation') return [];
    const found: Dangling[] = there.annotation(about.id) ? [] : [{ note, end: relation ? 'relation-from' : 'reply', missing: about.id }];
    if (relation && !there.annotation(relation.to)) found.push({ note, end: 'relation-to', missing: relation.to });
    return found;
  });
}

/** Where annotations are shown and kept. */
export interface Places {
  annotation(id: string): Annotation | undefined;
  /** URI of a document. */
  uriOf(document: string): string | undefined;
  /** The sidecar of a document, and where its items stand in the file, by their ids (UTF-16 offsets). */
  inSidecar(document: string): { readonly uri: string; readonly items: ReadonlyMap<string, Span> } | undefined;
}

/**
 * What is dangling, as problems: at the passage that the note hangs on, through other notes too; where it hangs on none, at the note in
 * its sidecar.
 */
export function danglingProblems(found: readonly Dangling[], places: Places): Problem[] {
  const sidecars = new Map([...new Set(found.map(({ note }) => note.document))].map((document) => [document, places.inSidecar(document)]));
  return found.flatMap((dangling): Problem[] => {
    const { note } = dangling;
    const passage = passageUnder(note, places);
    const sidecar = sidecars.get(note.document);
    const uri = (passage && places.uriOf(passage.document)) ?? sidecar?.uri;
    if (uri === undefined) return [];
    const span = passage ? passage.span : sidecar?.items.get(note.id);
    return [{ uri, ...(span ? { span } : {}), severity: 'warning', ...describe(dangling) }];
  });
}

/** The annotation of a passage that a note is about, or that the note is about which it is about. */
function passageUnder({ about, id }: Annotation, places: Places): (Annotation & { readonly span: Span }) | undefined {
  const seen = new Set([id]);
  for (let at = about; at.kind === 'annotation' && !seen.has(at.id);) {
    seen.add(at.id);
    const found = places.annotation(at.id);
    if (!found) return undefined;
    const { span } = found;
    if (found.about.kind === 'passage') return span && { ...found, span };
    at = found.about;
  }
  return undefined;
}

function describe({ note: { memo, relation, creator }, end, missing }: Dangling): Pick<Problem, 'code' | 'message'> {
  switch (end) {
    case 'relation-from': return { code: 'annotation.dangling-relation', message: l10n.t('The relation “{0}” by {1} begins at an annotation that is not in the corpus ({2}).', relation?.kind ?? '', creator, missing) };
    case 'relation-to': return { code: 'annotation.dangling-relation', message: l10n.t('The relation “{0}” by {1} leads to an annotation that is not in the corpus ({2}).', relation?.kind ?? '', creator, missing) };
    case 'reply': return { code: 'annotation.dangling-reply', message: l10n.t('The reply “{0}” by {1} is to an annotation that is not in the corpus ({2}).', shortened(memo), creator, missing) };
    case 'code': return { code: 'annotation.dangling-memo', message: l10n.t('The memo “{0}” by {1} is about the code “{2}”, which the code book lacks.', shortened(memo), creator, missing) };
  }
}

function shortened(memo: string): string {
  const characters = [...memo.trim().replace(/\s+/g, ' ')];
  return characters.length > MEMO ? `${characters.slice(0, MEMO).join('')}…` : characters.join('');
}
