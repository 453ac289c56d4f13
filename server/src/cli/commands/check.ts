import { codeBookUriOf } from '../../annotations/codeBook/codeBookStore';
import { lookForOrphans, orphanProblem } from '../../annotations/sidecar/orphans';
import { danglingIn, danglingProblems } from '../../annotations/dangling';
import { type PartReview, reviewsOf } from '../../annotations/review';
import { idsInSidecars } from '../../annotations/sidecar/itemIds';
import type { Problem } from '../../corpus/corpus';
import { neverCancelled } from '../../corpus/ports';
import type { CorpusWorkspace } from '../../corpus/workspace';
import { sha256 } from '../../platform/snapshots';
import type { SourceText } from '../../text/sourceText';
import { openAnnotations, type OpenedAnnotations } from '../annotations';
import type { Command, Io } from '../command';
import { openPaths, placeOf, RECOGNITION_OPTIONS, type OpenedCorpus } from '../corpora';

export const check: Command = {
  name: 'check',
  usage: 'PATH… [--termbase FILE]',
  summary: 'print what is wrong with documents, corpus.json, term bases, code book and annotations; exit code 1 when something is',
  options: RECOGNITION_OPTIONS,
  async run(args, io) {
    let findings = 0;
    for (const opened of await openPaths(args.positionals, args, io, { reportErrors: false })) {
      await opened.corpus.index(neverCancelled);
      for (const problem of [...opened.corpus.problems, ...(await annotationProblems(opened, io)), ...(await orphanProblems(opened, io))]) {
        // A note is no fault: it does not make the check fail.
        if (problem.severity !== 'information') findings++;
        await io.out.line(`${await placeOf(problem, opened, io)}: ${problem.severity}: ${problem.message} (${problem.code})`);
      }
    }
    return findings > 0 ? 1 : 0;
  },
};

/** Broken sidecars and code books, annotations whose passage is not found, codes that the code book lacks, and notes about what is not there. */
async function annotationProblems(opened: OpenedCorpus, io: Io): Promise<Problem[]> {
  const { corpus } = opened;
  const people = await openAnnotations(corpus, io);
  const { annotations, codeBook } = people;
  const passages = annotations.list().flatMap((annotation) => {
    const found = corpus.document(annotation.document);
    return found ? reviewsOf(annotation, found.text).map((review) => passageProblem(review, found.uri, found.text)) : [];
  });
  return [...codeBook.problems, ...annotations.problems, ...passages, ...unknownCodes(people, corpus), ...(await danglingNotes(people, corpus, io))];
}

/** Codes of annotations and notes that the code book lacks, at the passage or, without one, in the sidecar. Nothing where the code book cannot be read. */
function unknownCodes({ annotations, codeBook }: OpenedAnnotations, corpus: CorpusWorkspace): Problem[] {
  if (codeBook.isBroken) return [];
  return [...annotations.list(), ...annotations.notes()].flatMap(({ id, document, span, codes }) => codes.filter((code) => !codeBook.has(code)).map((code): Problem => {
    const uri = corpus.document(document)?.uri;
    const sidecar = uri !== undefined && span ? undefined : annotations.inSidecar(document);
    const place = uri !== undefined && span ? { uri, span } : { uri: sidecar?.uri ?? uri ?? corpus.root, span: sidecar?.items.get(id) };
    return { ...place, severity: 'warning', code: 'annotation.unknown-code', message: `The code book has no code "${code}".` };
  }));
}

/**
 * Relations, replies and memos about what is not in the corpus. All its sidecars are looked through, whatever paths were named; where one of
 * them cannot be read, nobody knows which annotations are missing, and only memos on codes are looked at.
 */
async function danglingNotes({ annotations, codeBook }: OpenedAnnotations, corpus: CorpusWorkspace, io: Io): Promise<Problem[]> {
  const code = (id: string): boolean => codeBook.isBroken || codeBook.has(id);
  const notes = annotations.notes();
  const found = danglingIn(notes, { annotation: (id) => annotations.get(id) !== undefined, code });
  if (found.length === 0) return [];
  const everything = await idsInSidecars(corpus.root, io.files);
  const dangling = found.filter(({ end, missing }) => end === 'code' || (everything !== undefined && !everything.has(missing)));
  return danglingProblems(dangling, { annotation: (id) => annotations.get(id), uriOf: (id) => corpus.document(id)?.uri, inSidecar: (id) => annotations.inSidecar(id) });
}

/** Annotations whose document is gone, with the document that has its text now. */
async function orphanProblems({ corpus }: OpenedCorpus, io: Io): Promise<Problem[]> {
  const { root, documents } = corpus;
  const place = { root, documents, codeBook: codeBookUriOf(root, corpus.manifest), holds: (path: string) => corpus.holds(path) };
  return (await lookForOrphans(place, { files: io.files, hash: sha256, pause: () => Promise.resolve() })).map(orphanProblem);
}

/** What became of a passage, at its place; a lost one stands where it stood, as far as the text still reaches. Found elsewhere or edited, it is no fault. */
function passageProblem({ state, chosen, span, candidates, movedBy, stoodAt }: PartReview, uri: string, text: SourceText): Problem {
  const quote = `The annotated passage "${shortened(chosen)}"`;
  const at = { start: stoodAt, end: stoodAt };
  const code = `annotation.${state}`;
  switch (state) {
    case 'lost':
      return { uri, span: at, severity: 'warning', code, message: `${quote} is not in the text any more.` };
    case 'ambiguous':
      return { uri, span: candidates[0] ?? at, severity: 'warning', code, message: `${quote} may be at several places.` };
    case 'moved':
      return { uri, span: span ?? at, severity: 'information', code, message: `${quote} has moved by ${movedBy?.characters ?? 0} characters.` };
    case 'changed':
      return { uri, span: span ?? at, severity: 'information', code, message: `${quote} now reads "${span ? shortened(text.slice(span)) : ''}".` };
  }
}

function shortened(quote: string): string {
  const characters = [...quote.replace(/\s+/g, ' ')];
  return characters.length > 24 ? `${characters.slice(0, 24).join('')}…` : characters.join('');
}
