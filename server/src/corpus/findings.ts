import type { Attribution, DefinitionSentence, Tag } from '../recognise/tags';
import { bySpan } from '../text/span';

/** What the recognisers found in a document, in document offsets. */
export interface DocumentFindings {
  readonly tags: readonly Tag[];
  readonly attributions: readonly Attribution[];
  readonly definitions: readonly DefinitionSentence[];
}

/** All layers as one, in the order of their spans. */
export function merged(layers: readonly DocumentFindings[]): DocumentFindings {
  return {
    tags: layers.flatMap((findings) => findings.tags).sort(bySpan),
    attributions: layers.flatMap((findings) => findings.attributions).sort(bySpan),
    definitions: layers.flatMap((findings) => findings.definitions).sort(bySpan),
  };
}
