import type { Node } from 'jsonc-parser';
import { fieldsOf, readJsonText, spanOf } from './jsonText';
import type { ReadResult, TermBaseProblem, TermBaseReader } from './reader';
import { RDF, SKOS, SKOS_XL, type Literal, type Triple } from './skos';
import { SkosGraph } from './skosGraph';

/**
 * SKOS in JSON-LD (W3C Recommendation, 16 July 2020) in the shapes that vocabularies are published in: one node, a list, or a
 * `@graph`; properties as IRIs, with prefixes, or by names that a `@context` of the file gives them, with values in
 * any of the usual ways (`@value` and `@language`, a language map, plain). A context elsewhere is never fetched: names that only
 * such a one explains are taken for those of SKOS (`prefLabel`).
 */
export const skosJsonLdReader: TermBaseReader = {
  extensions: ['.jsonld', '.json'],
  reads: (text) => /"@(?:context|graph|id)"/.test(text.slice(0, 20_000)),
  read,
};

function read(text: string): ReadResult {
  const problems: TermBaseProblem[] = [];
  const root = readJsonText(text, problems);
  const graph = new SkosGraph();
  if (root) new NodeReader(graph).value(root, NO_CONTEXT);
  return graph.result(problems);
}

/** What the names of a file mean. */
interface Context {
  readonly terms: ReadonlyMap<string, { readonly iri: string; readonly language?: string | undefined; readonly isResource: boolean }>;
  readonly language?: string | undefined;
}

const NO_CONTEXT: Context = {
  terms: new Map([
    ['skos', { iri: SKOS, isResource: false }],
    ['skosxl', { iri: SKOS_XL, isResource: false }],
    ['skos-xl', { iri: SKOS_XL, isResource: false }],
    ['rdf', { iri: RDF, isResource: false }],
  ]),
};

/** Reads nodes into a graph. */
class NodeReader {
  readonly #graph: SkosGraph;

  constructor(graph: SkosGraph) {
    this.#graph = graph;
  }

  /** Reads a node, or a list of them; gives the IRI of a node. */
  value(node: Node, outer: Context): string | undefined {
    if (node.type === 'array') for (const item of node.children ?? []) this.value(item, outer);
    if (node.type !== 'object') return undefined;
    const fields = new Map(properties(node));
    const own = fields.get('@context');
    const context = own ? contextOf(own, outer) : outer;
    const aliased = (keyword: string): Node | undefined => {
      const direct = fields.get(keyword) ?? fields.get(keyword.replace('@', ''));
      return direct ?? [...fields].find(([name]) => context.terms.get(name)?.iri === keyword)?.[1];
    };
    const graph = aliased('@graph');
    if (graph) this.value(graph, context);
    const id = aliased('@id') ?? fields.get('uri');
    const iri = id?.type === 'string' ? expand(id.value as string, context) : this.#graph.newBlank();
    // {"@id": …} alone only refers to a node.
    if (fields.size > 1) this.#graph.place(iri, spanOf(node));
    for (const type of strings(aliased('@type'))) this.#graph.add(iri, `${RDF}type`, { iri: propertyOf(type, context) });
    for (const [name, value] of fields) {
      if (name.startsWith('@') || value === id) continue;
      const term = context.terms.get(name);
      this.#property(iri, propertyOf(name, context), value, term?.language ?? context.language, term?.isResource ?? false, context);
    }
    return iri;
  }

  #property(subject: string, predicate: string, value: Node, language: string | undefined, isResource: boolean, context: Context): void {
    const add = (object: Triple['object']): void => this.#graph.add(subject, predicate, object);
    if (value.type === 'array') {
      for (const item of value.children ?? []) this.#property(subject, predicate, item, language, isResource, context);
    } else if (value.type === 'string') {
      const text = value.value as string;
      add(isResource || RESOURCES.has(predicate) ? { iri: expand(text, context) } : literal(text, language));
    } else if (value.type === 'object') {
      const fields = new Map(properties(value));
      const text = fields.get('@value') ?? fields.get('value');
      const list = fields.get('@list') ?? fields.get('@set');
      if (list) this.#property(subject, predicate, list, language, isResource, context);
      else if (text?.type === 'string') {
        const own = fields.get('@language') ?? fields.get('lang') ?? fields.get('language');
        add(literal(text.value as string, own?.type === 'string' ? (own.value as string) : language));
      } else if (LITERALS.has(predicate) && fields.size > 0 && [...fields.keys()].every((key) => /^(?:@none|[a-zA-Z]{2,3}(?:[-_][A-Za-z0-9]+)*)$/.test(key))) {
        // A language map: {"zh": …, "en": […]}.
        for (const [tag, texts] of fields) for (const each of strings(texts)) add(literal(each, tag === '@none' ? undefined : tag));
      } else {
        const iri = this.value(value, context);
        if (iri !== undefined) add({ iri });
      }
    }
  }
}

const RESOURCES = new Set(
  ['broader', 'narrower', 'related', 'broaderTransitive', 'narrowerTransitive', 'exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch', 'inScheme', 'topConceptOf'].map((name) => SKOS + name),
);
const LITERALS = new Set(['prefLabel', 'altLabel', 'hiddenLabel', 'definition', 'scopeNote', 'note', 'notation', 'example'].map((name) => SKOS + name));
/** Names that are SKOS's own, where no context says otherwise. */
const OWN_NAME = new RegExp(`^(?:Concept|ConceptScheme|${[...RESOURCES, ...LITERALS].map((iri) => iri.slice(SKOS.length)).join('|')})$`);

function literal(value: string, language: string | undefined): Literal {
  return { value, ...(language !== undefined && { language }) };
}

/** The IRI of a property or type. */
function propertyOf(name: string, context: Context): string {
  const term = context.terms.get(name);
  if (term) return term.iri;
  return OWN_NAME.test(name) ? SKOS + name : expand(name, context);
}

/** A name with a known prefix written out; anything else as it is. */
function expand(name: string, { terms }: Context): string {
  const colon = name.indexOf(':');
  if (colon < 0 || name.startsWith('//', colon + 1)) return name;
  const prefix = terms.get(name.slice(0, colon));
  return prefix ? prefix.iri + name.slice(colon + 1) : name;
}

function contextOf(node: Node, outer: Context): Context {
  if (node.type === 'array') return (node.children ?? []).reduce((context, item) => contextOf(item, context), outer);
  if (node.type !== 'object') return outer;
  const terms = new Map(outer.terms);
  const defined = [...properties(node)];
  const vocabulary = defined.find(([name]) => name === '@vocab')?.[1];
  const language = defined.find(([name]) => name === '@language')?.[1];
  // Prefixes come first: they may be used by what stands before them.
  for (const passes of [0, 1]) {
    for (const [name, value] of defined) {
      if (name.startsWith('@')) continue;
      const field = (key: string): string | undefined => {
        const found = value.type === 'object' ? [...properties(value)].find(([each]) => each === key)?.[1] : undefined;
        return found?.type === 'string' ? (found.value as string) : undefined;
      };
      const iri = value.type === 'string' ? (value.value as string) : (field('@id') ?? (OWN_NAME.test(name) ? SKOS + name : undefined));
      if (iri === undefined || (passes === 0 && /^[\w-]+:[^/]/.test(iri))) continue;
      const type = field('@type');
      terms.set(name, { iri: iri.startsWith('@') ? iri : expand(iri, { terms }), language: field('@language'), isResource: type === '@id' || type === '@vocab' });
    }
  }
  if (vocabulary?.type === 'string' && vocabulary.value === SKOS) for (const iri of [...RESOURCES, ...LITERALS]) terms.set(iri.slice(SKOS.length), { iri, isResource: RESOURCES.has(iri) });
  return { terms, language: language?.type === 'string' ? (language.value as string) : outer.language };
}

function strings(node: Node | undefined): string[] {
  const items = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
  return items.flatMap((item) => (item.type === 'string' ? [item.value as string] : []));
}

function* properties(node: Node): Generator<[string, Node]> {
  for (const { name, value } of fieldsOf(node)) yield [name, value];
}
