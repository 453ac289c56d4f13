import type { ConceptDraft, DraftName, DraftText } from './draft';
import { entriesOf } from './draft';
import type { ReadResult, TermBaseProblem, TermBaseReader } from './reader';
import { attribute, languageOf, parseXml, type XmlElement } from './xml';

/**
 * TBX, TermBase eXchange (ISO 30042): version 2 (2008, `martif`, `termEntry`, `langSet`, `tig` or `ntig`) and version 3
 * (2019, `tbx`, `conceptEntry`, `langSec`, `termSec`), and in the latter both styles: data categories as attributes (DCA,
 * `<descrip type="definition">`) and as elements of their own (DCT, `<basic:definition>`).
 *
 * Definitions are taken from the concept, the language and the term; deprecated and superseded terms are forbidden
 * forms; acronyms and abbreviations in Latin letters match in just their capitals; cross references become
 * relations. Entries that were whole before a mistake in the XML are read.
 */
export const tbxReader: TermBaseReader = {
  extensions: ['.tbx', '.xml'],
  reads: (text) => /<(?:\w+:)?(?:martif|tbx|MARTIF|TBX)[\s>]/.test(text.slice(0, 4000)),
  read,
};

function read(text: string): ReadResult {
  const problems: TermBaseProblem[] = [];
  const root = parseXml(text, problems);
  const entries = root ? [...elementsNamed(root, ENTRY)].filter(({ isClosed }) => isClosed) : [];
  return { entries: entriesOf(entries.map((entry, index) => draftOf(entry, index)), problems), problems };
}

const ENTRY = new Set(['termEntry', 'conceptEntry']);
const LANGUAGE = new Set(['langSet', 'langSec']);
const TERM = new Set(['tig', 'ntig', 'termSec']);

function draftOf(entry: XmlElement, index: number): ConceptDraft {
  const data = [...dataOf(entry)];
  const names: DraftName[] = [];
  for (const section of elementsNamed(entry, TERM)) {
    const name = nameOf(section);
    if (name) names.push(name);
  }
  const definitions: DraftText[] = data.filter(({ category }) => category === 'definition').map(({ element }) => ({ text: element.text, language: languageOf(element) }));
  return {
    key: attribute(entry, 'id') ?? String(index + 1),
    span: { start: entry.start, end: entry.end },
    names,
    definitions,
    related: data.filter(({ category }) => CROSS_REFERENCES.has(category)).map(({ element }) => attribute(element, 'target')?.replace(/^#/, '') ?? ''),
    subject: data.find(({ category }) => category === 'subjectField')?.element.text.trim().replace(/\s+/g, ' '),
    source: sourceOf(data.find(({ category }) => category === 'definition')?.element),
  };
}

/** The term of a section and what is said of it. A term without a language section has no language. */
function nameOf(section: XmlElement): DraftName | undefined {
  let term: XmlElement | undefined;
  for (const element of elementsNamed(section, new Set(['term']))) term ??= element;
  if (!term) return undefined;
  const notes = new Map<string, string>();
  for (const { category, element } of dataOf(section)) if (!notes.has(category)) notes.set(category, element.text.trim());
  const status = notes.get('administrativeStatus') ?? notes.get('normativeAuthorization') ?? '';
  return {
    text: term.text,
    language: languageOf(term),
    preferred: /^preferred/i.test(status),
    abbreviation: /^(?:abbreviation|acronym|initialism|abbreviatedForm|shortForm)/i.test(notes.get('termType') ?? ''),
    forbidden: /^(?:deprecated|superseded|obsolete|forbidden|rejected|notRecommended)/i.test(status),
  };
}

const CROSS_REFERENCES = new Set([
  'crossReference', 'relatedConcept', 'relatedConceptBroader', 'relatedConceptNarrower', 'subordinateConceptGeneric', 'subordinateConceptPartitive',
  'superordinateConceptGeneric', 'superordinateConceptPartitive', 'coordinateConcept', 'coordinateConceptGeneric', 'coordinateConceptPartitive',
]);

/** Elements that only hold others, or whose category is none. */
const GROUPS = new Set(['descripGrp', 'termNoteGrp', 'termGrp', 'adminGrp', 'transacGrp', 'term', 'note', 'date', ...LANGUAGE, ...TERM]);

/** The data categories inside an element, with those of the levels below: in DCA named by `type`, in DCT by the element. */
function* dataOf(element: XmlElement): Generator<{ readonly category: string; readonly element: XmlElement }> {
  for (const child of element.children) {
    const type = attribute(child, 'type');
    if (type !== undefined) yield { category: type, element: child };
    else if (!GROUPS.has(child.name)) yield { category: child.name, element: child };
    yield* dataOf(child);
  }
}

/** In the group of a definition the source that is given beside it. */
function sourceOf(definition: XmlElement | undefined): string | undefined {
  const group = definition?.parent;
  if (group?.name !== 'descripGrp') return undefined;
  return group.children.find((child) => (attribute(child, 'type') ?? child.name) === 'source')?.text.trim().replace(/\s+/g, ' ');
}

function* elementsNamed(element: XmlElement, names: ReadonlySet<string>): Generator<XmlElement> {
  for (const child of element.children) {
    if (names.has(child.name)) yield child;
    else yield* elementsNamed(child, names);
  }
}
