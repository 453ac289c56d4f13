import type { ReadResult, TermBaseProblem, TermBaseReader } from './reader';
import { RDF } from './skos';
import { SkosGraph } from './skosGraph';
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
  const graph = new SkosGraph();
  if (root) {
    const reader = new ElementReader(graph);
    // A file may be one node without the element around.
    if (root.namespace === RDF && root.name === 'RDF') for (const child of root.children) reader.node(child);
    else reader.node(root);
  }
  return graph.result(problems);
}

/** Reads elements into a graph; nodes and properties take turns from level to level. */
class ElementReader {
  readonly #graph: SkosGraph;

  constructor(graph: SkosGraph) {
    this.#graph = graph;
  }

  /** Reads an element that is a node; gives its IRI. One that a broken file breaks off is left out. */
  node(element: XmlElement): string {
    const iri = this.#iriOf(element);
    if (!element.isClosed) return iri;
    const type = element.namespace + element.name;
    this.#graph.place(iri, { start: element.start, end: element.end });
    if (type !== `${RDF}Description`) this.#graph.add(iri, `${RDF}type`, { iri: type });
    for (const { namespace, name, value } of element.attributes) {
      // Properties may be written as attributes.
      if (namespace !== '' && namespace !== RDF && namespace !== XML && namespace !== XMLNS) this.#graph.add(iri, namespace + name, { value, language: languageOf(element) });
      if (namespace === RDF && name === 'type') this.#graph.add(iri, `${RDF}type`, { iri: resolve(value, element) });
    }
    for (const property of element.children) this.#property(iri, property);
    return iri;
  }

  #property(subject: string, property: XmlElement): void {
    const predicate = property.namespace + property.name;
    const resource = attribute(property, 'resource', RDF);
    const blank = attribute(property, 'nodeID', RDF);
    const parseType = attribute(property, 'parseType', RDF);
    if (resource !== undefined) this.#graph.add(subject, predicate, { iri: resolve(resource, property) });
    else if (blank !== undefined) this.#graph.add(subject, predicate, { iri: `_:${blank}` });
    else if (parseType === 'Resource') {
      const iri = this.#graph.newBlank();
      this.#graph.add(subject, predicate, { iri });
      for (const inner of property.children) this.#property(iri, inner);
    } else if (property.children.length > 0 && parseType !== 'Literal') {
      for (const child of property.children) this.#graph.add(subject, predicate, { iri: this.node(child) });
    } else this.#graph.add(subject, predicate, { value: property.text, language: languageOf(property) });
  }

  #iriOf(element: XmlElement): string {
    const about = attribute(element, 'about', RDF);
    if (about !== undefined) return resolve(about, element);
    const id = attribute(element, 'ID', RDF);
    if (id !== undefined) return resolve(`#${id}`, element);
    const blank = attribute(element, 'nodeID', RDF);
    return blank !== undefined ? `_:${blank}` : this.#graph.newBlank();
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
