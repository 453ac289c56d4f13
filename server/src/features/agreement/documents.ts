import type { Annotation } from '../../annotations/model';
import type { CorpusDocument } from '../../corpus/corpus';

/** Documents that annotators have all worked on, and those that some of them have not. */
export interface SharedDocuments {
  readonly shared: readonly CorpusDocument[];
  readonly leftOut: readonly { readonly document: CorpusDocument; readonly missing: readonly string[] }[];
}

/**
 * Who has annotated a passage of a document, or has said that they are at work on it or done with it, has worked on it: what such a
 * person did not mark is a judgement. What somebody did not mark who never opened a document is none.
 */
export function sharedDocuments(documents: readonly CorpusDocument[], annotators: readonly string[], annotations: readonly Annotation[], notes: readonly Annotation[]): SharedDocuments {
  const worked = new Set<string>();
  for (const { document, creator, adjudicates } of annotations) if (!adjudicates) worked.add(`${creator}\n${document}`);
  for (const { document, creator, status } of notes) if (status === 'in-work' || status === 'done') worked.add(`${creator}\n${document}`);
  const shared: CorpusDocument[] = [];
  const leftOut: { document: CorpusDocument; missing: readonly string[] }[] = [];
  for (const document of documents) {
    const missing = annotators.filter((annotator) => !worked.has(`${annotator}\n${document.id}`));
    if (missing.length === 0) shared.push(document);
    // A document that nobody has worked on is none that somebody is missing in.
    else if (missing.length < annotators.length) leftOut.push({ document, missing });
  }
  return { shared, leftOut };
}
