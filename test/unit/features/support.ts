import { WrittenText } from '../../../server/src/text/writtenText';
import type { ConceptEntry, Corpus, CorpusDocument, Definition, Entity, Mention, Statement } from '../../../server/src/corpus/corpus';
import { addScripts, countScripts } from '../../../server/src/corpus/mentionScripts';
import { ShownState } from '../../../server/src/corpus/incremental/shownState';
import { isWanted } from '../../../server/src/corpus/tagRow';
import type { DefinitionSentence, DocumentDate, NumberTag, SourceTag, Tag, TermTag } from '../../../server/src/recognise/tags';
import type { Concept } from '../../../server/src/recognise/terms/termBase';
import { Reading } from '../../../server/src/text/reading';
import { scriptOf } from '../../../server/src/text/script';
import { SourceText } from '../../../server/src/text/sourceText';
import { bySpan, contains, overlaps, type Span } from '../../../server/src/text/span';
import { findStructure, type Structure } from '../../../server/src/text/structure';

/** A tag as a fixture says it: everything but the place. */
export type TagSpec =
  | Omit<TermTag, 'start' | 'end'>
  | Omit<NumberTag, 'start' | 'end'>
  | Omit<SourceTag, 'start' | 'end'>;

export interface DocumentSpec {
  /** `⟦…⟧` are tags (they nest), `‸` is the cursor. */
  readonly text: string;
  readonly title?: string;
  readonly date?: DocumentDate;
  /** Who says what: the ids, and the content as it stands in the text. */
  readonly statements?: readonly { readonly sources: readonly string[]; readonly content: string; readonly cue?: string; readonly by?: string }[];
  /** Sentences that define a concept: its id, the sentence and the term in it. */
  readonly defines?: readonly { readonly id: string; readonly sentence: string; readonly term: string }[];
  /** Replaces what is found by text/structure; reading offsets. */
  readonly structure?: (reading: Reading) => Structure;
}

export interface CorpusSpec {
  readonly documents: Readonly<Record<string, string | DocumentSpec>>;
  /** What the text between `⟦` and `⟧` is a tag of. */
  readonly tags?: Readonly<Record<string, TagSpec>>;
  readonly concepts?: readonly Concept[];
  /** Term-base file of concepts, by id; the others are built in. */
  readonly locations?: Readonly<Record<string, { readonly uri: string; readonly span: Span }>>;
  /** Roles of persons: the text of the role as it stands in a document. */
  readonly roles?: Readonly<Record<string, readonly { readonly text: string; readonly document: string }[]>>;
}

export interface Fixture {
  readonly corpus: Corpus;
  readonly document: (id: string) => CorpusDocument;
  /** Offset of the first `‸` of a document. */
  readonly cursor: (id: string) => number;
}

export function term(id: string): TagSpec {
  return { layer: 'term', kind: 'concept', id: `concept:${id}` };
}

export function person(name: string): TagSpec {
  return { layer: 'source', kind: 'person', id: `person:${name}` };
}

export function work(name: string): TagSpec {
  return { layer: 'source', kind: 'work', id: `work:${name}` };
}

/** A corpus in memory that behaves as the interface says, from texts with marks in them. */
export function fixture(spec: CorpusSpec): Fixture {
  const cursors = new Map<string, number>();
  const documents = Object.entries(spec.documents).map(([id, each]) => {
    const document = typeof each === 'string' ? { text: each } : each;
    const marked = unmark(document.text, spec.tags ?? {});
    if (marked.cursor !== undefined) cursors.set(id, marked.cursor);
    return makeDocument(id, document, marked);
  });
  const corpus = makeCorpus(spec, documents);
  return {
    corpus,
    document: (id) => existing(corpus.document(id), `document ${id}`),
    cursor: (id) => existing(cursors.get(id), `cursor in ${id}`),
  };
}

interface Marked {
  readonly text: string;
  readonly tags: readonly Tag[];
  readonly cursor?: number;
}

function unmark(marked: string, specs: Readonly<Record<string, TagSpec>>): Marked {
  let text = '';
  let cursor: number | undefined;
  const open: number[] = [];
  const tags: Tag[] = [];
  for (const character of marked) {
    if (character === '⟦') open.push(text.length);
    else if (character === '⟧') {
      const span = { start: existing(open.pop(), 'opening mark'), end: text.length };
      const written = text.slice(span.start, span.end);
      tags.push({ ...existing(specs[written.replace(/\s+/g, '')], `tag for ${written}`), ...span });
    } else if (character === '‸') cursor = text.length;
    else text += character;
  }
  return { text, tags: tags.sort(bySpan), ...(cursor === undefined ? {} : { cursor }) };
}

function makeDocument(id: string, spec: DocumentSpec, marked: Marked): CorpusDocument {
  const text = new SourceText(marked.text);
  const reading = new Reading(marked.text);
  const place = (part: string): Span => {
    const start = marked.text.indexOf(part);
    if (start < 0) throw new Error(`No such passage: ${part}`);
    return { start, end: start + part.length };
  };
  const definitions: DefinitionSentence[] = (spec.defines ?? []).map(({ id: concept, sentence, term: name }) => {
    const span = place(sentence);
    const start = span.start + sentence.indexOf(name);
    return { ...span, id: `concept:${concept}`, term: { start, end: start + name.length }, evidence: 'explicit' };
  });
  const attributions = (spec.statements ?? []).map(({ sources, content, cue, by }) => ({ ...place(content), sources, cue: cue ?? '', content: place(content), ...(by === undefined ? {} : { by: place(by) }) }));
  return {
    id,
    uri: `file:///corpus/${encodeURIComponent(id)}`,
    title: spec.title ?? id,
    knownTitle: spec.title ?? id,
    authors: [],
    date: spec.date,
    text,
    textUpTo: () => text,
    textInPassing: text,
    hasText: true,
    reading,
    roughLength: text.length,
    writtenText: new WrittenText(marked.text, reading.runs),
    script: scriptOf(marked.text),
    structure: spec.structure?.(reading) ?? findStructure(reading),
    *readInSteps() {
      yield;
    },
    tags: marked.tags,
    attributions,
    definitions,
    recognised: { tags: marked.tags, attributions },
    tagCount: marked.tags.length,
    revision: 1,
    tagsAt(offset) {
      const inside = marked.tags.filter((tag) => contains(tag, offset));
      const found = inside.length > 0 ? inside : marked.tags.filter((tag) => tag.end === offset);
      return found.sort((a, b) => a.end - a.start - (b.end - b.start));
    },
    tagsIn: (span) => marked.tags.filter((tag) => overlaps(tag, span)),
    tagsSoFar: (filter) => (filter ? marked.tags.filter((tag) => isWanted(tag, filter)) : marked.tags),
    attributionsSoFar: attributions,
    shownState: new ShownState(),
    isProvisional: false,
  };
}

function makeCorpus(spec: CorpusSpec, documents: readonly CorpusDocument[]): Corpus {
  const concepts: ConceptEntry[] = (spec.concepts ?? []).map((concept) => ({ id: `concept:${concept.id}`, concept, termBase: 'Meipi', location: spec.locations?.[concept.id] }));
  const mentions = (id: string): Mention[] => documents.flatMap((document) => document.tags.filter((tag) => tag.layer !== 'number' && tag.id === id).map((span) => ({ document, span })));
  const entities: Entity[] = [];
  for (const document of documents) {
    for (const tag of document.tags) {
      if (tag.layer !== 'source' || entities.some((entity) => entity.id === tag.id)) continue;
      const forms = [...new Set(mentions(tag.id).map((mention) => mention.document.text.slice(mention.span)))];
      const roles = (spec.roles?.[tag.id] ?? []).map((role) => {
        const stated = existing(documents.find((each) => each.id === role.document), role.document);
        const start = stated.text.text.indexOf(role.text);
        return { text: role.text, at: { document: stated, span: { start, end: start + role.text.length } } };
      });
      const introducing = documents.flatMap((each) => each.tags.filter((other) => other.layer === 'source' && other.id === tag.id && other.introduces).map((span) => ({ document: each, span })))[0];
      entities.push({ id: tag.id, kind: tag.kind, name: forms[0] ?? '', forms, roles, introducedAt: introducing ?? mentions(tag.id)[0] });
    }
  }
  return {
    root: 'file:///corpus',
    name: 'corpus',
    documents,
    document: (id) => documents.find((document) => document.id === id),
    documentAt: (uri) => documents.find((document) => document.uri === uri),
    concept: (id) => concepts.find((entry) => entry.id === id),
    concepts,
    entity: (id) => entities.find((entity) => entity.id === id),
    entityNames: entities,
    *entityNamesInSteps() {
      yield;
      return entities;
    },
    roleOf: (id) => entities.find((entity) => entity.id === id)?.roles[0],
    introductionOf: (id) => entities.find((entity) => entity.id === id)?.introducedAt ?? mentions(id)[0],
    mentions,
    mentionCount: (id) => mentions(id).length,
    mentionCounts: (id) =>
      documents.flatMap((document) => {
        const spans = mentions(id).filter((mention) => mention.document === document).map(({ span }) => span);
        return spans[0] ? [{ document, count: spans.length, first: spans[0], scripts: countScripts(document, spans) }] : [];
      }),
    mentionScripts: (id) => documents.map((document) => countScripts(document, mentions(id).filter((mention) => mention.document === document).map(({ span }) => span))).reduce(addScripts, {}),
    statementCount: (id) => documents.reduce((sum, { attributions }) => sum + attributions.filter(({ sources }) => sources.includes(id)).length, 0),
    statements: (id): Statement[] => documents.flatMap((document) => document.attributions.filter((each) => each.sources.includes(id)).map((attribution) => ({ document, span: attribution.content, attribution }))),
    definitions: (id): Definition[] => documents.flatMap((document) => document.definitions.filter((each) => each.id === id).map((each) => ({ document, span: { start: each.start, end: each.end }, term: each.term, evidence: each.evidence }))),
    find: () => [],
    index: () => Promise.resolve(),
    recognise: () => Promise.resolve(),
    askForWords: () => Promise.resolve(false),
    isIndexed: true,
    readCount: documents.length,
    effort: { here: 0, elsewhere: 0, fromCache: 0 },
    units: [],
    problems: [],
  };
}

function existing<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The fixture has no ${what}`);
  return value;
}
