import type { Span } from '../../../text/span';
import type { ReadResult, TermBaseProblem, TermBaseReader } from './reader';
import { RDF, skosEntries, type Triple } from './skos';
import { attribute, languageOf, parseXml, XML, type XmlElement } from './xml';

/** SKOS in RDF/XML (W3C Recommendation, 25 February 2014). What stands before a mistake in the XML is read. */
export const skosRdfXmlReader: TermBaseReader = {
  extensions: ['.rdf', '.owl', '.skos', '.xml'],
  reads: (text) => text.slice(0, 20_000).includes(RDF),
  read,
};

function read(text: string): ReadResult {
  const problems: TermBaseProblem[] = [];
  const root = parseXml(text, problems);
  const places = new Map<string, Span>();
  const triples: Triple[] = [];
  if (root) {
    const graph = new Graph(triples, places);
    // A file may be one node without the element around.
    if (root.namespace === RDF && root.name === 'RDF') for (const child of root.children) graph.node(child);
    else graph.node(root);
  }
  return { entries: skosEntries(triples, (iri) => places.get(iri) ?? { start: 0, end: 0 }, problems), problems };
}

/** Nodes and properties take turns from level to level. */
class Graph {
  readonly #triples: Triple[];
  readonly #places: Map<string, Span>;
  #blanks = 0;

  constructor(triples: Triple[], places: Map<string, Span>) {
    this.#triples = triples;
    this.#places = places;
  }

  /** Reads an element that is a node; gives its IRI. One that a broken file breaks off is left out. */
  node(element: XmlElement): string {
    const iri = this.#iriOf(element);
    if (!element.isClosed) return iri;
    const type = element.namespace + element.name;
    if (type !== `${RDF}Description`) {
      this.#add(iri, `${RDF}type`, { iri: type });
      if (!this.#places.has(iri)) this.#places.set(iri, { start: element.start, end: element.end });
    } else if (!this.#places.has(iri)) this.#places.set(iri, { start: element.start, end: element.end });
    for (const { namespace, name, value } of element.attributes) {
      // Properties may be written as attributes.
      if (namespace !== '' && namespace !== RDF && namespace !== XML && namespace !== XMLNS) this.#add(iri, namespace + name, { value, language: languageOf(element) });
      if (namespace === RDF && name === 'type') this.#add(iri, `${RDF}type`, { iri: resolve(value, element) });
    }
    for (const property of element.children) this.#property(iri, property);
    return iri;
  }

  #property(subject: string, property: XmlElement): void {
    const predicate = property.namespace + property.name;
    const resource = attribute(property, 'resource', RDF);
    const blank = attribute(property, 'nodeID', RDF);
    const parseType = attribute(property, 'parseType', RDF);
    if (resource !== undefined) this.#add(subject, predicate, { iri: resolve(resource, property) });
    else if (blank !== undefined) this.#add(subject, predicate, { iri: `_:${blank}` });
    else if (parseType === 'Resource') {
      const iri = this.#newBlank();
      this.#add(subject, predicate, { iri });
      for (const inner of property.children) this.#property(iri, inner);
    } else if (property.children.length > 0 && parseType !== 'Literal') {
      for (const child of property.children) this.#add(subject, predicate, { iri: this.node(child) });
    } else this.#add(subject, predicate, { value: property.text, language: languageOf(property) });
  }

  #iriOf(element: XmlElement): string {
    const about = attribute(element, 'about', RDF);
    if (about !== undefined) return resolve(about, element);
    const id = attribute(element, 'ID', RDF);
    if (id !== undefined) return resolve(`#${id}`, element);
    const blank = attribute(element, 'nodeID', RDF);
    return blank !== undefined ? `_:${blank}` : this.#newBlank();
  }

  #newBlank(): string {
    return `_:${++this.#blanks} `;
  }

  #add(subject: string, predicate: string, object: Triple['object']): void {
    this.#triples.push({ subject, predicate, object });
  }
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** An IRI against the nearest `xml:base`; without one it stays as it is written, which is enough to tell concepts of one file apart. */
function resolve(reference: string, element: XmlElement): string {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const base = attribute(at, 'base', XML);
    if (base !== undefined) return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
  }
  return reference;
}
