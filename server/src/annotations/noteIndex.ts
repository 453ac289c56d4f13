import type { Annotation } from './model';

/**
 * Annotations about documents, codes and other annotations, found by what they are about. Lists are in the order in which
 * the notes were made.
 */
export class NoteIndex {
  readonly #replies = new Map<string, Annotation[]>();
  readonly #from = new Map<string, Annotation[]>();
  readonly #to = new Map<string, Annotation[]>();
  readonly #documents = new Map<string, Annotation[]>();
  /** By document, then by annotator. */
  readonly #statuses = new Map<string, Map<string, Annotation>>();
  readonly #codes = new Map<string, Annotation[]>();

  /** Takes any annotations; those of passages are passed over. */
  constructor(notes: readonly Annotation[]) {
    for (const note of [...notes].sort(byTime)) {
      const { about, relation, status } = note;
      if (about.kind === 'code') listed(this.#codes, about.id).push(note);
      if (about.kind === 'annotation' && !relation) listed(this.#replies, about.id).push(note);
      if (about.kind === 'annotation' && relation) {
        listed(this.#from, about.id).push(note);
        listed(this.#to, relation.to).push(note);
      }
      if (about.kind !== 'document') continue;
      if (status === undefined || note.memo !== '') listed(this.#documents, note.document).push(note);
      if (status !== undefined) this.#keepStatus(note);
    }
  }

  /** Of several states of work that merging left, the one set last. */
  #keepStatus(note: Annotation): void {
    let ofDocument = this.#statuses.get(note.document);
    if (!ofDocument) this.#statuses.set(note.document, (ofDocument = new Map<string, Annotation>()));
    const known = ofDocument.get(note.creator);
    if (!known || known.modified <= note.modified) ofDocument.set(note.creator, note);
  }

  /** What was replied to an annotation, replies to replies among them, by time. */
  repliesTo(id: string): readonly Annotation[] {
    const found: Annotation[] = [];
    const seen = new Set([id]);
    for (const next of seen) {
      for (const reply of this.#replies.get(next) ?? []) {
        if (seen.has(reply.id)) continue;
        seen.add(reply.id);
        found.push(reply);
      }
    }
    return found.sort(byTime);
  }

  /** Relations that begin at an annotation: it supports, answers, … another. */
  relationsFrom(id: string): readonly Annotation[] {
    return this.#from.get(id) ?? [];
  }

  /** Relations that lead to an annotation. */
  relationsTo(id: string): readonly Annotation[] {
    return this.#to.get(id) ?? [];
  }

  /** Memos about a document as a whole. */
  aboutDocument(document: string): readonly Annotation[] {
    return this.#documents.get(document) ?? [];
  }

  aboutCode(code: string): readonly Annotation[] {
    return this.#codes.get(code) ?? [];
  }

  /** The notes that say how far annotators are with a document, one of each annotator. */
  statusesOf(document: string): readonly Annotation[] {
    return [...(this.#statuses.get(document)?.values() ?? [])];
  }
}

function listed<K, V>(lists: Map<K, V[]>, key: K): V[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}

function byTime(a: Annotation, b: Annotation): number {
  return a.created < b.created ? -1 : a.created > b.created ? 1 : a.id < b.id ? -1 : 1;
}
