import type { AnalysedDocument } from '../document';

/** {@link DocumentsLeft} for those who only look. */
export type Left = ReadonlySet<AnalysedDocument> & Pick<DocumentsLeft, 'units'>;

/** Documents with something left to do, in the order in which they came, with how much text they are; a walk reaches what is added meanwhile. */
export class DocumentsLeft extends Set<AnalysedDocument> {
  /** Code units of each as it came: its text may change before it goes. */
  readonly #sizes = new Map<AnalysedDocument, number>();
  #units = 0;

  /** Code units of all of them, about. */
  get units(): number {
    return this.#units;
  }

  override add(document: AnalysedDocument): this {
    if (!this.has(document)) {
      const size = document.roughLength;
      this.#sizes.set(document, size);
      this.#units += size;
    }
    return super.add(document);
  }

  override delete(document: AnalysedDocument): boolean {
    this.#units -= this.#sizes.get(document) ?? 0;
    this.#sizes.delete(document);
    return super.delete(document);
  }

  override clear(): void {
    super.clear();
    this.#sizes.clear();
    this.#units = 0;
  }
}
