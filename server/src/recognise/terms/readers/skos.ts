import type { Span } from '../../../text/span';
import { entriesOf, type ConceptDraft, type DraftName, type DraftText } from './draft';
import type { ReadEntry, TermBaseProblem } from './reader';

/** A statement of an RDF file: an IRI or blank node, the IRI of a property, and what it is said to be. */
export interface Triple {
  readonly subject: string;
  readonly predicate: string;
  readonly object: Resource | Literal;
}

export interface Resource {
  readonly iri: string;
}

export interface Literal {
  readonly value: string;
  readonly language?: string | undefined;
}

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
export const SKOS = 'http://www.w3.org/2004/02/skos/core#';
export const SKOS_XL = 'http://www.w3.org/2008/05/skos-xl#';

/**
 * The concepts of a SKOS vocabulary (W3C Recommendation, 18 August 2009) and of its extension for labels: preferred,
 * alternative and hidden labels are forms; a definition, else a scope note, defines; broader, narrower, related and matching
 * concepts of the same file are relations. `placeOf` gives the place of a concept in the file.
 */
export function skosEntries(triples: Iterable<Triple>, placeOf: (iri: string) => Span, problems: TermBaseProblem[]): ReadEntry[] {
  const concepts = new Map<string, Map<string, Triple['object'][]>>();
  for (const { subject, predicate, object } of triples) {
    let properties = concepts.get(subject);
    if (!properties) concepts.set(subject, (properties = new Map<string, Triple['object'][]>()));
    const values = properties.get(predicate);
    if (values) values.push(object);
    else properties.set(predicate, [object]);
  }
  const drafts: ConceptDraft[] = [];
  for (const [iri, properties] of concepts) {
    const resources = (predicate: string): string[] => (properties.get(predicate) ?? []).flatMap((object) => ('iri' in object ? [object.iri] : []));
    const literals = (predicate: string): Literal[] => (properties.get(predicate) ?? []).flatMap((object) => ('iri' in object ? noteValues(concepts, object.iri) : [object]));
    const labels = (kind: string): Literal[] => [
      ...(properties.get(SKOS + kind) ?? []).flatMap((object) => ('iri' in object ? [] : [object])),
      ...resources(SKOS_XL + kind).flatMap((label) => (concepts.get(label)?.get(`${SKOS_XL}literalForm`) ?? []).flatMap((object) => ('iri' in object ? [] : [object]))),
    ];
    const types = resources(`${RDF}type`);
    // Some publishers do not say that a concept is one; schemes and collections have labels, too.
    const isLabelled = properties.has(`${SKOS}prefLabel`) || properties.has(`${SKOS_XL}prefLabel`);
    if (!types.includes(`${SKOS}Concept`) && (!isLabelled || types.some((type) => NO_CONCEPTS.has(type)))) continue;
    const name = ({ value, language }: Literal): DraftName => ({ text: value, language });
    const names: DraftName[] = [
      ...labels('prefLabel').map((label) => ({ ...name(label), preferred: true })),
      ...labels('altLabel').map(name),
      ...labels('hiddenLabel').map(name),
    ];
    const definitions: DraftText[] = ['definition', 'scopeNote'].flatMap((kind) => literals(SKOS + kind).map(({ value, language }) => ({ text: value, language })));
    drafts.push({ key: iri, span: placeOf(iri), names, definitions, related: RELATIONS.flatMap((relation) => resources(SKOS + relation)) });
  }
  return entriesOf(drafts, problems);
}

const NO_CONCEPTS = new Set(['ConceptScheme', 'Collection', 'OrderedCollection'].map((name) => SKOS + name));

const RELATIONS = [
  'broader', 'narrower', 'broaderTransitive', 'narrowerTransitive', 'related', 'exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch',
];

/** A definition that is a resource of its own has its text in `rdf:value`. */
function noteValues(resources: ReadonlyMap<string, ReadonlyMap<string, readonly Triple['object'][]>>, iri: string): Literal[] {
  return (resources.get(iri)?.get(`${RDF}value`) ?? []).flatMap((object) => ('iri' in object ? [] : [object]));
}
