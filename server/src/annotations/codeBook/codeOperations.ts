import * as l10n from '@vscode/l10n';
import { findCode, idFor, UNKNOWN_COLOR } from './codeBook';
import { addCode, type CodeChange, type CodePlace, deleteCodes, editCode, mergeCodes, moveCodes, type NewCode } from './codeBookEdit';
import type { CodeBookChange, CodeBookStore } from './codeBookStore';
import { type CodeBookText, entryWith } from './codeBookText';
import type { Beside } from '../history';
import type { Annotation, Code } from '../model';
import { AnnotationError, type AnnotationStore, type Edition } from '../store';

/**
 * What people do to codes over a whole corpus: code book and annotations change together and are undone together. The code book is written
 * first; what fails before that leaves everything as it was. All throw {@link AnnotationError} with a message for the user.
 */

/** A corpus whose codes are changed. */
export interface CodedCorpus {
  readonly codes: CodeBookStore;
  readonly annotations: AnnotationStore;
}

/** What becomes of the uses of a code that is deleted: it is taken from the annotations, its parent takes its place, or they keep its id. */
export type UsesOfDeleted = 'remove' | 'parent' | 'keep';

/** Adds a code. A name that a code has already gives that code. */
export async function makeCode(corpus: CodedCorpus, code: NewCode): Promise<Code> {
  const existing = findCode(corpus.codes.codeBook, code.name);
  if (existing) return existing;
  let id = '';
  await changeCodeBook(corpus, l10n.t('New code “{0}”', code.name.trim()), (book) => {
    const added = addCode(book, code);
    id = added.id;
    return added.book;
  });
  return codeWith(corpus, id);
}

/** Changes what is said of a code. One that only annotations have is taken into the code book. */
export async function changeCode(corpus: CodedCorpus, id: string, change: CodeChange): Promise<Code> {
  const { name } = usedCode(corpus, id);
  await changeCodeBook(corpus, l10n.t('Change the code “{0}”', name), (book) => editCode(entryWith(book, id) ? book : addCode(book, { id, name }).book, id, change));
  return codeWith(corpus, id);
}

export async function putCodes(corpus: CodedCorpus, ids: readonly string[], place: CodePlace): Promise<void> {
  const moved = ids.map((id) => codeWith(corpus, id).name);
  await changeCodeBook(corpus, l10n.t('Move the codes {0}', quoted(moved)), (book) => moveCodes(book, ids, place));
}

/** Merges codes into one; every annotation that has one of them gets that one. How many annotations changed. */
export async function joinCodes(corpus: CodedCorpus, from: readonly string[], into: string): Promise<number> {
  const sources = new Set(from);
  const edit = usesOf(corpus, sources).map(({ id, codes }) => ({ id, change: { codes: replaced(codes, (code) => (sources.has(code) ? [into] : [code])) } }));
  const description = l10n.t('Merge {0} into “{1}”', quoted(from.map((id) => usedCode(corpus, id).name)), codeWith(corpus, into).name);
  await changeCodeBook(corpus, description, (book) => mergeCodes(book, from, into), edit);
  return edit.length;
}

export interface SplitCode {
  /** The code that gives some of its uses away. */
  readonly id: string;
  /** Name of the code that gets them, which is made beside it unless there is one of this name. */
  readonly name: string;
  /** Ids of annotations that have the code. */
  readonly annotations: readonly string[];
  readonly color?: string | undefined;
  readonly description?: string | undefined;
}

/** Gives some uses of a code to another, new one. Annotations that lack the code are passed over. */
export async function splitCode(corpus: CodedCorpus, { id, name, annotations, color, description }: SplitCode): Promise<{ readonly code: Code; readonly changed: number }> {
  const { codes } = corpus;
  const source = usedCode(corpus, id);
  const chosen = new Set(annotations);
  const uses = usesOf(corpus, new Set([id])).filter((annotation) => chosen.has(annotation.id));
  if (uses.length === 0) throw new AnnotationError(l10n.t('None of the annotations chosen has the code “{0}”.', source.name));
  const existing = findCode(codes.codeBook, name);
  if (existing?.id === id) throw new AnnotationError(l10n.t('The other code needs a name of its own.'));
  let target = existing?.id ?? idFor(name, new Set(codes.codeBook.codes.map((code) => code.id)));
  const after = nextSibling(codes.codeBook.codes, source);
  const split = (book: CodeBookText): CodeBookText => {
    if (existing) return book;
    const added = addCode(book, { name, parent: source.parent, before: after, color, description });
    target = added.id;
    return added.book;
  };
  const edit = (): Edition[] => uses.map((annotation) => ({ id: annotation.id, change: { codes: replaced(annotation.codes, (code) => (code === id ? [target] : [code])) } }));
  await changeCodeBook(corpus, l10n.t('Split “{0}”: {1} annotations to “{2}”', source.name, uses.length, name.trim()), split, edit);
  return { code: codeWith(corpus, target), changed: uses.length };
}

/** Deletes codes; those below them move up. How many annotations changed. */
export async function removeCodes(corpus: CodedCorpus, ids: readonly string[], uses: UsesOfDeleted): Promise<number> {
  const doomed = new Set(ids);
  const codes = ids.map((id) => usedCode(corpus, id));
  const heir = (id: string): string | undefined => {
    const seen = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && doomed.has(at) && !seen.has(at)) {
      seen.add(at);
      at = corpus.codes.codeBook.codes.find((code) => code.id === at)?.parent;
    }
    return at;
  };
  if (uses === 'parent') {
    const orphan = codes.find(({ id }) => heir(id) === undefined);
    if (orphan) throw new AnnotationError(l10n.t('“{0}” stands below no code that its annotations could be given to.', orphan.name));
  }
  const edit = uses === 'keep' ? [] : usesOf(corpus, doomed).map((annotation): Edition => {
    const left = replaced(annotation.codes, (code) => (!doomed.has(code) ? [code] : uses === 'parent' ? [heir(code) ?? code] : []));
    return { id: annotation.id, change: { codes: left } };
  });
  await changeCodeBook(corpus, l10n.t('Delete the codes {0}', quoted(codes.map(({ name }) => name))), (book) => deleteCodes(book, ids), edit);
  return edit.length;
}

/** Changes the code book, and annotations with it, in one step of undo. Nothing is recorded when nothing changed. */
export async function changeCodeBook({ codes, annotations }: CodedCorpus, description: string, change: (book: CodeBookText) => CodeBookText, edit: readonly Edition[] | (() => readonly Edition[]) = []): Promise<void> {
  let done: CodeBookChange | undefined;
  let isFirst = true;
  const beside: Beside = {
    async redo() {
      if (isFirst) done = await codes.change(change);
      else if (done) await codes.revert({ before: done.after, after: done.before });
      isFirst = false;
      return done !== undefined;
    },
    async undo() {
      if (done) await codes.revert(done);
    },
  };
  await annotations.batch(description, { edit, beside });
}

/** Annotations and notes that have one of some codes. */
function usesOf({ annotations }: CodedCorpus, codes: ReadonlySet<string>): Annotation[] {
  return [...annotations.list(), ...annotations.notes()].filter((annotation) => annotation.codes.some((code) => codes.has(code)));
}

function replaced(codes: readonly string[], by: (code: string) => readonly string[]): string[] {
  return [...new Set(codes.flatMap(by))];
}

function codeWith({ codes }: CodedCorpus, id: string): Code {
  const code = codes.codeBook.codes.find((each) => each.id === id);
  if (!code) throw new AnnotationError(l10n.t('There is no code with the id "{0}".', id));
  return code;
}

/** A code of the code book, or one that only annotations have. */
function usedCode(corpus: CodedCorpus, id: string): Code {
  const isUnknown = !corpus.codes.codeBook.codes.some((code) => code.id === id) && usesOf(corpus, new Set([id])).length > 0;
  return isUnknown ? { id, name: id, color: UNKNOWN_COLOR } : codeWith(corpus, id);
}

function nextSibling(codes: readonly Code[], { id, parent }: Code): string | undefined {
  const siblings = codes.filter((code) => code.parent === parent).map((code) => code.id);
  return siblings[siblings.indexOf(id) + 1];
}

/** At most three names, in quotation marks. */
function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `“${name}”`).join(', ');
  return names.length > 3 ? `${shown} …` : shown;
}
