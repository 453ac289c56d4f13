import type { EstablishedName } from '../recognise/sources/established';

/**
 * The names that the documents of a corpus establish for each other. A name holds as long as one document
 * establishes it.
 */
export class NameRegister {
  readonly #byDocument = new Map<string, readonly EstablishedName[]>();
  readonly #names = new Map<string, { readonly name: EstablishedName; documents: number }>();

  /** All names that hold, in an order that does not depend on which became known first. */
  get names(): EstablishedName[] {
    return [...this.#names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { name }]) => name);
  }

  /**
   * Puts what a document establishes in place of what it did before, and gives the folded forms that became
   * known or unknown by it. Names known in their own document only are not kept.
   */
  replace(documentId: string, names: readonly EstablishedName[]): string[] {
    const shared = names.filter((name) => name.scope === 'corpus');
    const changed = new Set<string>();
    // Counting up before down keeps a name that stands in both from going and coming back.
    for (const name of unique(shared)) {
      const known = this.#names.get(key(name));
      if (known) known.documents++;
      else {
        this.#names.set(key(name), { name, documents: 1 });
        changed.add(name.form);
      }
    }
    for (const name of unique(this.#byDocument.get(documentId) ?? [])) {
      const known = this.#names.get(key(name));
      if (known && --known.documents === 0) {
        this.#names.delete(key(name));
        changed.add(name.form);
      }
    }
    if (shared.length > 0) this.#byDocument.set(documentId, shared);
    else this.#byDocument.delete(documentId);
    return [...changed];
  }
}

function unique(names: readonly EstablishedName[]): Iterable<EstablishedName> {
  return new Map(names.map((name) => [key(name), name])).values();
}

function key(name: EstablishedName): string {
  return [name.id, name.form, ...(name.roles ?? [])].join('\n');
}
