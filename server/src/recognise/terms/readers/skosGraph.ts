import type { Span } from '../../../text/span';
import type { ReadResult, TermBaseProblem } from './reader';
import { skosEntries, type Triple } from './skos';

/** The statements of an RDF file as they are read, and where the nodes stand that they are about. */
export class SkosGraph {
  readonly #triples: Triple[] = [];
  readonly #places = new Map<string, Span>();
  #blanks = 0;

  add(subject: string, predicate: string, object: Triple['object']): void {
    this.#triples.push({ subject, predicate, object });
  }

  /** Where a node is described; the first place counts. */
  place(iri: string, span: Span): void {
    if (!this.#places.has(iri)) this.#places.set(iri, span);
  }

  /** A name for a node without one, which no file can write. */
  newBlank(): string {
    return `_:${++this.#blanks} `;
  }

  /** The concepts that the statements describe. */
  result(problems: TermBaseProblem[]): ReadResult {
    return { entries: skosEntries(this.#triples, (iri) => this.#places.get(iri) ?? { start: 0, end: 0 }, problems), problems };
  }
}
