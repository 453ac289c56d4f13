import { URI } from 'vscode-uri';
import { SourceText } from '../../text/sourceText';
import type { DocumentSource, TextDocument } from '../ports';

/**
 * The code book as a document without a text, so that annotations about codes are kept as all others are: in a sidecar beside
 * the file (`codebook.json.annotations.json`), written, merged and undone with the rest.
 *
 * `root` and `uri` are the addresses of the corpus folder and of the code book, which need not exist yet. The id is the path
 * of the code book as seen from the folder.
 */
export function codeBookDocument(root: string, uri: string): TextDocument {
  return { id: pathFrom(root, uri), uri, text: NO_TEXT };
}

const NO_TEXT = new SourceText('');

/** The documents of a corpus and its code book. A code book that is a document of the corpus itself stays that one. */
export function withCodeBook(corpus: DocumentSource, codeBook: () => TextDocument): DocumentSource {
  return {
    get documents() {
      const book = codeBook();
      return corpus.document(book.id) ? corpus.documents : [...corpus.documents, book];
    },
    document(id) {
      const found = corpus.document(id);
      if (found) return found;
      const book = codeBook();
      return book.id === id ? book : undefined;
    },
  };
}

/** A path from one folder to a file, with `..` where the file lies outside. */
function pathFrom(folder: string, file: string): string {
  const [from, to] = [folder, file].map((uri) => URI.parse(uri).path.split('/').filter((part) => part !== '')) as [string[], string[]];
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
