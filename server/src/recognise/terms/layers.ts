import type { Concept, TermBase } from './termBase';

/** A concept as several term bases together have it. */
export interface LayeredConcept {
  /** With its prefix: `concept:新质生产力`. */
  readonly id: string;
  readonly concept: Concept;
  /** The first term base that has it: where its entry is looked up. */
  readonly termBase: TermBase;
}

/**
 * Lays term bases over one another; earlier ones (the user's) win. Entries with one id are one concept: its forms
 * and relations are united, its definition and source come from the first entry that has one, and a form that one
 * term base forbids is not brought back by a later one (though an entry's own forms stand against those below).
 */
export function layerTermBases(termBases: readonly TermBase[]): readonly LayeredConcept[] {
  const layered = new Map<string, LayeredConcept>();
  for (const termBase of termBases) {
    for (const concept of termBase.concepts) {
      const above = layered.get(concept.id);
      layered.set(
        concept.id,
        above ? { ...above, concept: unite(above.concept, concept) } : { id: `concept:${concept.id}`, concept, termBase },
      );
    }
  }
  return [...layered.values()];
}

function unite(above: Concept, below: Concept): Concept {
  const own = new Set(Object.values(above.forms).flatMap((forms) => forms ?? []));
  const forms: Record<string, readonly string[]> = {};
  for (const language of union(Object.keys(above.forms), Object.keys(below.forms))) {
    forms[language] = union(above.forms[language], below.forms[language]);
  }
  const forbidden = union(above.forbidden, below.forbidden?.filter((form) => !own.has(form)));
  const related = union(above.related, below.related);
  const defined = above.definition ? above : below;
  const subject = above.subject ?? below.subject;
  return {
    id: above.id,
    forms,
    ...(defined.definition && { definition: defined.definition }),
    ...(defined.source !== undefined && { source: defined.source }),
    ...(related.length > 0 && { related }),
    ...(subject !== undefined && { subject }),
    ...(forbidden.length > 0 && { forbidden }),
  };
}

function union(first: readonly string[] = [], second: readonly string[] = []): readonly string[] {
  return [...new Set([...first, ...second])];
}
