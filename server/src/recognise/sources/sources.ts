import { isHan } from '../../text/characters';
import type { Reading } from '../../text/reading';
import { bySpan, type Span } from '../../text/span';
import type { Findings, Recogniser, RecogniserInput } from '../recogniser';
import type { SourceTag } from '../tags';
import { findAddresses } from './addresses';
import { findAttributions } from './attributions';
import { entityId } from './canonical';
import { findCredits, type Credit } from './credits';
import type { EstablishedName } from './established';
import { NameTrie } from './nameTrie';
import { isForeignName, isNativeName } from './nameShapes';
import { findDatelines, findOrganizations, introducedNames } from './organizations';
import { isOrganizationName } from './organizationNames';
import { endsWithTitle, isTitle, personContext } from './personContext';
import { findPersonNames } from './personNames';
import { WordLattice, wordCost } from './wordCosts';
import { findWorks } from './works';

/**
 * The source layer: who or what a statement rests on (tagging guidelines). Works in two passes: every document is
 * surveyed for names that its own words establish; the recogniser made with what all surveys say finds the mentions.
 */

/** Names that this document establishes by strong evidence. */
export function surveySources(input: RecogniserInput): EstablishedName[] {
  const { persons, labels } = analyse(input);
  const established = new Map<string, EstablishedName>();
  const add = (name: EstablishedName): void => {
    established.set(`${name.scope} ${name.form}`, name);
  };
  for (const person of persons) {
    if (!person.strong) continue;
    for (const name of formsOf(input.reading, person)) add(name);
  }
  for (const label of labels) {
    if (label.kind === 'organization') add({ id: label.id, form: writtenForm(input.reading, label), scope: 'corpus' });
  }
  return [...established.values()];
}

/** A recogniser that knows what the surveys of all documents established. */
export function createSourceRecogniser(established: readonly EstablishedName[] = []): Recogniser {
  const known = established.filter((name) => name.scope === 'corpus');
  return { layer: 'source', recognise: (input) => recognise(input, known) };
}

function recognise(input: RecogniserInput, known: readonly EstablishedName[]): Findings {
  const { reading } = input;
  const { text } = reading;
  const analysis = analyse(input);
  const works: SourceTag[] = findWorks(text).map((work) => ({
    start: work.start,
    end: work.end,
    layer: 'source',
    kind: 'work',
    id: idOf(reading, 'work', work.fullTitle ?? work),
    ...(work.introduces ? { introduces: true as const } : {}),
  }));
  const addresses: SourceTag[] = findAddresses(text).map((span) => ({ ...span, layer: 'source', kind: 'url', id: idOf(reading, 'url', span) }));

  const trie = new NameTrie<EstablishedName>();
  for (const person of analysis.persons) for (const name of formsOf(reading, person)) trie.add(name.form, name);
  for (const name of known) if (name.id.startsWith('person:')) trie.add(name.form, name);
  const blocked = new Blocked([...addresses, ...findDatelines(text)]);
  const persons = collectPersons(input, analysis.persons, trie).filter((tag) => !blocked.hits(tag));

  const bodies = new Set(known.filter((name) => name.id.startsWith('organization:')).map((name) => name.form));
  for (const label of analysis.labels) if (label.kind === 'organization') bodies.add(writtenForm(reading, label));
  const organizations = collectOrganizations(input, analysis, bodies, [...works, ...addresses, ...persons]);

  const tags = [...works, ...addresses, ...persons, ...organizations].sort(bySpan);
  return { tags, attributions: findAttributions(input, tags, analysis.credits) };
}

// #region What the document itself says

interface Person extends Span {
  readonly id: string;
  readonly strong: boolean;
  readonly foreign: boolean;
  readonly role?: Span;
  readonly original?: boolean;
}

interface Label extends Span {
  readonly kind: 'person' | 'organization';
  readonly id: string;
}

interface Analysis {
  readonly credits: readonly Credit[];
  readonly labels: readonly Label[];
  /** Persons found in the document alone. */
  readonly persons: readonly Person[];
}

/** The survey and the recogniser read a document one after the other: what both need is worked out once. */
const analyses = new WeakMap<Reading, Analysis>();

function analyse(input: RecogniserInput): Analysis {
  const known = analyses.get(input.reading);
  if (known) return known;
  const { reading } = input;
  const { text } = reading;
  const credits = findCredits(text);
  const labels = speakerLabels(input);
  const certain = new Map<number, Person>();
  const add = (span: Span, role?: Span): void => {
    certain.set(span.start, { start: span.start, end: span.end, id: idOf(reading, 'person', span), strong: true, foreign: false, ...(role ? { role } : {}) });
  };
  for (const credit of credits) for (const person of credit.persons) add(person, person.role);
  for (const label of labels) if (label.kind === 'person') add(label);
  const blocked = new Blocked([...certain.values(), ...findAddresses(text), ...shortNamesOfBodies(text), ...findDatelines(text)]);
  const persons = [...certain.values()];
  for (const name of findPersonNames(text, persons)) {
    if (!blocked.hits(name)) persons.push({ ...name, id: idOf(reading, 'person', name) });
  }
  const analysis: Analysis = { credits, labels, persons: unitePersons(text, persons) };
  analyses.set(reading, analysis);
  return analysis;
}

/** Every place where a short name stands that the text introduces for a body (下称“…”): no person, however like one it looks. */
function shortNamesOfBodies(text: string): Span[] {
  const trie = new NameTrie<true>();
  for (const name of introducedNames(text).keys()) trie.add(name, true);
  return [...trie.matches(text)];
}

/** Foreign names have one id: the surname alone that of the full name before it; a bracketed original that of the name it follows. */
function unitePersons(text: string, persons: readonly Person[]): Person[] {
  const full = new Map<string, string>();
  const united: Person[] = [];
  for (const person of [...persons].sort(bySpan)) {
    const written = text.slice(person.start, person.end);
    const surname = surnameOf(written);
    if (surname !== written && surname.length >= 2 && !full.has(surname)) full.set(surname, person.id);
    const id = person.foreign ? (full.get(written) ?? person.id) : person.id;
    united.push(id === person.id ? person : { ...person, id });
    const original = /^\(([A-Z][A-Za-z.'’-]*(?:[ ·][A-Za-z.'’-]+){0,5})\)/.exec(text.slice(person.end, person.end + 60));
    if (original) {
      united.push({ start: person.end + 1, end: person.end + 1 + (original[1] as string).length, id, strong: false, foreign: true, original: true });
    }
  }
  return united;
}

/** Speaker labels that name somebody: a person, or a body that asks the questions. */
function speakerLabels(input: RecogniserInput): Label[] {
  const { reading, structure } = input;
  const counts = new Map<string, number>();
  for (const turn of structure.turns) {
    const written = reading.text.slice(turn.label.start, turn.label.end);
    counts.set(written, (counts.get(written) ?? 0) + 1);
  }
  const labels: Label[] = [];
  for (const turn of structure.turns) {
    if (turn.anonymous) continue;
    const span = nameOfLabel(reading.text, turn.label);
    const written = reading.text.slice(span.start, span.end);
    if (isTitle(written)) continue;
    if (isNativeName(written) || isForeignName(written)) labels.push({ ...span, kind: 'person', id: idOf(reading, 'person', span) });
    else if (isOrganizationName(written) || /[社报网台刊]$|周刊$|日报$/.test(written)) labels.push({ ...span, kind: 'organization', id: idOf(reading, 'organization', span) });
    else if (/^\p{Script=Han}{2,4}$/u.test(written) && (counts.get(written) ?? 0) > 1 && wordCost(written) === undefined && !endsWithTitle(written)) {
      labels.push({ ...span, kind: 'person', id: idOf(reading, 'person', span) });
    }
  }
  return labels;
}

/** The name in a label, its title left out (`张三(主持人)`, `主持人 张三`). */
function nameOfLabel(text: string, label: Span): Span {
  const written = text.slice(label.start, label.end);
  const bracket = written.search(/\s*[(（]/);
  if (bracket > 0) return { start: label.start, end: label.start + bracket };
  const space = written.lastIndexOf(' ');
  if (space > 0 && endsWithTitle(written.slice(0, space).trim())) return { start: label.start + space + 1, end: label.end };
  return label;
}

/** The forms under which a person is known elsewhere. */
function formsOf(reading: Reading, person: Person): EstablishedName[] {
  const form = writtenForm(reading, person);
  if (person.original || form.length < 2 || (person.foreign && !person.strong)) return [];
  const names: EstablishedName[] = [{ id: person.id, form, scope: 'corpus' }];
  const surname = surnameOf(form);
  if (surname !== form && surname.length >= 2) names.push({ id: person.id, form: surname, scope: 'document' });
  return names;
}

/** The last part of a foreign name with middle dots or initials; a Chinese name is whole. */
function surnameOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('·'), name.lastIndexOf('.')) + 1).trim();
}

function writtenForm(reading: Reading, span: Span): string {
  return reading.text.slice(span.start, span.end).replace(/[ \t]+/g, '');
}

// #endregion

// #region Mentions

/** A name known elsewhere is not read into a longer word: how much dearer the clause may become by it. */
const DEAREST_BOUNDARY = 8;
/** Surroundings that make a law, a place or a body of the name. */
const AGAINST = -8;
/** Names that are everyday words too (高峰, 文明) are mentions only where their surroundings say so; cost as in wordCosts.ts. */
const ORDINARY = 27;

function collectPersons(input: RecogniserInput, own: readonly Person[], trie: NameTrie<EstablishedName>): SourceTag[] {
  const { reading } = input;
  const { text } = reading;
  const tags: SourceTag[] = [];
  const taken = new Blocked(own);
  const tag = (span: Span, id: string, role: Span | undefined): void => {
    tags.push({
      start: span.start,
      end: span.end,
      layer: 'source',
      kind: 'person',
      id,
      ...(role ? { role: reading.written(role).replace(/\s+/g, ' '), roleSpan: role } : {}),
    });
  };
  for (const person of own) tag(person, person.id, person.role);
  for (const { start, end, value } of trie.matches(text)) {
    const span = { start, end };
    if (taken.hits(span) || !standsAlone(text, span)) continue;
    const context = personContext(text, start, end);
    if (context.weight < AGAINST || (isOrdinaryWord(text.slice(start, end)) && !context.strong)) continue;
    tag(span, value.id, context.role);
  }
  return tags.sort(bySpan);
}

function isOrdinaryWord(name: string): boolean {
  return (wordCost(name) ?? Infinity) <= ORDINARY;
}

/** Whether a known name at a place is a word of its own there. */
function standsAlone(text: string, span: Span): boolean {
  let start = span.start;
  while (start > 0 && span.start - start < 8 && isHan(text.charCodeAt(start - 1))) start--;
  let end = span.end;
  while (end < text.length && end - span.end < 8 && isHan(text.charCodeAt(end))) end++;
  if (text.charCodeAt(span.start - 1) === 0xb7 || text.charCodeAt(span.end) === 0xb7) return false;
  if (start === span.start && end === span.end) return true;
  const lattice = new WordLattice(text, start, end);
  // The cost of the name itself is no matter, only what is left of the words at both of its ends.
  const boundary = Math.max(lattice.boundaryCost(span.start), lattice.boundaryCost(span.end));
  return boundary <= DEAREST_BOUNDARY || lattice.gain(span.start, span.end, 30) >= 0;
}

function collectOrganizations(input: RecogniserInput, analysis: Analysis, bodies: ReadonlySet<string>, others: readonly SourceTag[]): SourceTag[] {
  const { reading } = input;
  const tags = new Map<number, SourceTag>();
  const blocked = new Blocked(others);
  const add = (span: Span, id: string): void => {
    if (!blocked.hits(span) && !tags.has(span.start)) tags.set(span.start, { start: span.start, end: span.end, layer: 'source', kind: 'organization', id });
  };
  for (const label of analysis.labels) if (label.kind === 'organization') add(label, label.id);
  for (const credit of analysis.credits) for (const span of credit.organizations) add(span, idOf(reading, 'organization', span));
  for (const mention of findOrganizations(reading.text, bodies)) add(mention, idOf(reading, 'organization', mention.fullName ?? mention));
  return [...tags.values()];
}

/** Spans that keep others off their place. */
class Blocked {
  /** 1 for each covered code unit, up to the last of them. */
  readonly #covered: Uint8Array;

  constructor(spans: readonly Span[]) {
    this.#covered = new Uint8Array(spans.reduce((last, { end }) => Math.max(last, end), 0));
    for (const { start, end } of spans) this.#covered.fill(1, start, end);
  }

  hits({ start, end }: Span): boolean {
    return this.#covered.subarray(start, end).includes(1);
  }
}

function idOf(reading: Reading, kind: SourceTag['kind'], span: Span): string {
  return entityId(kind, reading.written(span));
}

// #endregion

