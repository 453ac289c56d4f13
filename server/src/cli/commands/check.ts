import { codeBookUriOf } from '../../annotations/codeBook/codeBookStore';
import { lookForOrphans, orphanProblem } from '../../annotations/sidecar/orphans';
import { type PartReview, reviewsOf } from '../../annotations/review';
import type { Problem } from '../../corpus/corpus';
import { neverCancelled } from '../../corpus/ports';
import { sha256 } from '../../platform/snapshots';
import type { SourceText } from '../../text/sourceText';
import { openAnnotations } from '../annotations';
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

/** Broken sidecars and code books, annotations whose passage is not found, and codes that the code book lacks. */
async function annotationProblems({ corpus }: OpenedCorpus, io: Io): Promise<Problem[]> {
  const { annotations, codeBook } = await openAnnotations(corpus, io);
  const problems: Problem[] = [...codeBook.problems, ...annotations.problems];
  const known = new Set(codeBook.codeBook.codes.map(({ id }) => id));
  for (const annotation of annotations.list()) {
    const { document, span, codes } = annotation;
    const found = corpus.document(document);
    const uri = found?.uri ?? corpus.root;
    const report = (code: string, message: string): void => {
      problems.push({ uri, span, severity: 'warning', code, message });
    };
    if (found) problems.push(...reviewsOf(annotation, found.text).map((review) => passageProblem(review, found.uri, found.text)));
    for (const code of codes) if (!known.has(code)) report('annotation.unknown-code', `The code book has no code "${code}".`);
  }
  return problems;
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
