import { isHan } from '../../text/characters';
import type { Reading } from '../../text/reading';
import { simplify } from '../../text/script';
import { bySpan, type Span } from '../../text/span';
import type { RecogniserInput } from '../recogniser';
import type { SourceTag } from '../tags';
import { findAddresses } from './addresses';
import { entityIdAt, writtenForm } from './canonical';
import { Coverage } from './coverage';
import { findCredits, type Credit } from './credits';
import type { EstablishedName } from './established';
import { findNames, NameTrie } from './nameTrie';
import { findDatelines } from './organizationFrames';
import { evidenceAround, isStrong, statedRole, weightOf } from './personContext';
import { findPersonNames } from './personNames';
import { introducedNames } from './shortNames';
import { speakerLabels, type SpeakerLabel } from './speakerLabels';
import { withoutWhite, withSingleSpaces } from './whiteSpace';
import { WordLattice, wordCost } from './wordCosts';

/**
 * The mentions of persons in a document: first what the document itself says (by-lines, speaker labels, names by shape and
 * surroundings), then every other place where a name established here or elsewhere stands.
 */

// #region What the document itself says

/** A mention of a person, found in its document alone. */
export interface Person extends Span {
  readonly id: string;
  readonly strong: boolean;
  readonly foreign: boolean;
  readonly role: Span | undefined;
  /** The bracketed original of the name before it. */
  readonly original: boolean;
}

/** What a document itself says of persons: plain data, which takes long to find. */
export interface FoundPersons {
  readonly credits: readonly Credit[];
  readonly labels: readonly SpeakerLabel[];
  /** Persons found in the document alone. */
  readonly persons: readonly Person[];
  /** Web and e-mail addresses, in which no name stands. */
  readonly addresses: readonly Span[];
  /** Agencies and places before the date of a report, in which no person is mentioned either. */
  readonly datelines: readonly Span[];
}

/** The same with what is quickly made of it. */
export interface PersonAnalysis extends FoundPersons {
  /** The roles that the document states of each person, by id: in Simplified, without blanks, in the order they stand in. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** Where no person is mentioned whatever the text looks like: addresses, datelines. */
  readonly blocked: Coverage;
}

/** The survey and the recogniser read a document one after the other: what both need is worked out once. */
const analyses = new WeakMap<Reading, PersonAnalysis>();

export function analysePersons(input: RecogniserInput): PersonAnalysis {
  const known = analyses.get(input.reading);
  if (known) return known;
  const { reading } = input;
  const { text } = reading;
  const credits = findCredits(text);
  const labels = speakerLabels(input);
  const certain = new Map<number, Person>();
  const add = (span: Span, role?: Span): void => {
    certain.set(span.start, { start: span.start, end: span.end, id: entityIdAt(reading, 'person', span), strong: true, foreign: false, role, original: false });
  };
  for (const credit of credits) for (const person of credit.persons) add(person, person.role);
  for (const label of labels) if (label.kind === 'person') add(label);
  const addresses = findAddresses(text);
  const datelines = findDatelines(text);
  const blocked = new Coverage([...addresses, ...datelines]);
  const taken = new Coverage([...certain.values(), ...shortNamesOfBodies(text)]);
  const persons = [...certain.values()];
  for (const name of findPersonNames(text, persons)) {
    if (taken.hits(name) || blocked.hits(name)) continue;
    const { start, end, strong, foreign, role } = name;
    persons.push({ start, end, id: entityIdAt(reading, 'person', name), strong, foreign, role, original: false });
  }
  const united = unitePersons(text, persons);
  const analysis: PersonAnalysis = { credits, labels, persons: united, addresses, datelines, roles: statedRoles(reading, united), blocked };
  analyses.set(reading, analysis);
  return analysis;
}

/** Spares {@link analysePersons} the search: `found` is what it found in another reading of the same text. */
export function resumePersons(reading: Reading, found: FoundPersons): void {
  const { credits, labels, persons, addresses, datelines } = found;
  analyses.set(reading, { credits, labels, persons, addresses, datelines, roles: statedRoles(reading, persons), blocked: new Coverage([...addresses, ...datelines]) });
}

function statedRoles(reading: Reading, persons: readonly Person[]): ReadonlyMap<string, readonly string[]> {
  const roles = new Map<string, string[]>();
  for (const { id, role } of persons) {
    if (!role) continue;
    const written = simplify(withoutWhite(reading.written(role)));
    const stated = roles.get(id);
    if (!stated) roles.set(id, [written]);
    else if (!stated.includes(written)) stated.push(written);
  }
  return roles;
}

/** Every place where a short name stands that the text introduces for a body (下称“…”): no person, however like one it looks. */
function shortNamesOfBodies(text: string): Span[] {
  const names = introducedNames(text);
  if (names.size === 0) return [];
  const trie = new NameTrie<true>();
  for (const name of names.keys()) trie.add(name, true);
  return findNames(text, [trie]);
}

/** Foreign names have one id: the surname alone that of the full name before it; a bracketed original that of the name it follows. */
function unitePersons(text: string, persons: readonly Person[]): Person[] {
  const full = new Map<string, string>();
  const united: Person[] = [];
  for (const person of [...persons].sort(bySpan)) {
    const surname = surnameIn(text, person);
    if (surname !== undefined && !full.has(surname)) full.set(surname, person.id);
    const id = person.foreign ? (full.get(text.slice(person.start, person.end)) ?? person.id) : person.id;
    united.push(id === person.id ? person : { ...person, id });
    if (text.charCodeAt(person.end) !== OPENING_BRACKET) continue;
    const original = /^\(([A-Z][A-Za-z.'’-]*(?:[ ·][A-Za-z.'’-]+){0,5})\)/.exec(text.slice(person.end, person.end + 60));
    if (original) {
      united.push({ start: person.end + 1, end: person.end + 1 + (original[1] as string).length, id, strong: false, foreign: true, role: undefined, original: true });
    }
  }
  return united;
}

const OPENING_BRACKET = 0x28;

/** The names that a document establishes for the whole corpus: those of persons found by strong evidence. */
export function establishedPersons(reading: Reading, persons: readonly Person[]): EstablishedName[] {
  const names: EstablishedName[] = [];
  for (const person of persons) if (person.strong) addForms(reading, person, names);
  return names;
}

/** Adds the forms under which a person is known elsewhere. */
function addForms(reading: Reading, person: Person, names: EstablishedName[]): void {
  if (person.original || (person.foreign && !person.strong)) return;
  const form = writtenForm(reading, person);
  if (form.length < 2) return;
  names.push({ id: person.id, form, scope: 'corpus' });
  const surname = surnameIn(form, { start: 0, end: form.length });
  if (surname !== undefined) names.push({ id: person.id, form: surname, scope: 'document' });
}

/** The last part of a foreign name with middle dots or initials, of two characters at least; undefined for a Chinese name, which is whole. */
function surnameIn(text: string, name: Span): string | undefined {
  for (let at = name.end - 1; at >= name.start; at--) {
    const unit = text.charCodeAt(at);
    if (unit !== MIDDLE_DOT && unit !== FULL_STOP) continue;
    const surname = text.slice(at + 1, name.end).trim();
    return surname.length >= 2 ? surname : undefined;
  }
  return undefined;
}

const MIDDLE_DOT = 0xb7;
const FULL_STOP = 0x2e;

// #endregion

// #region Mentions

/** A name known elsewhere is not read into a longer word: how much dearer the clause may become by it. */
const DEAREST_BOUNDARY = 8;
/** Surroundings that make a law, a place or a body of the name. */
const AGAINST = -15;
/** Names that are everyday words too (高峰, 文明) are mentions only where their surroundings say so; cost as in wordCosts.ts. */
const ORDINARY = 27;

/** The names of persons that a corpus knows, ready to be found in each of its documents. */
export type KnownPersons = NameTrie<EstablishedName>;

export function knownPersons(established: readonly EstablishedName[]): KnownPersons {
  const known: KnownPersons = new NameTrie();
  for (const name of established) if (name.id.startsWith('person:')) known.add(name.form, name);
  return known;
}

/** The tags of all persons of a document: those of its analysis, and the names established there or, as `known` says, elsewhere. */
export function collectPersons(input: RecogniserInput, { persons: own, blocked }: PersonAnalysis, known: KnownPersons): SourceTag[] {
  const { reading } = input;
  const { text } = reading;
  const names = new NameTrie<EstablishedName>();
  const forms: EstablishedName[] = [];
  for (const person of own) addForms(reading, person, forms);
  for (const name of forms) names.add(name.form, name);
  const tags: SourceTag[] = [];
  const taken = new Coverage(own);
  const tag = (span: Span, id: string, role: Span | undefined): void => {
    const { start, end } = span;
    tags.push(role ? { start, end, layer: 'source', kind: 'person', id, role: withSingleSpaces(reading.written(role)), roleSpan: role } : { start, end, layer: 'source', kind: 'person', id });
  };
  for (const person of own) tag(person, person.id, person.role);
  for (const { start, end, value } of findNames(text, [names, known])) {
    const span = { start, end };
    if (taken.hits(span) || !standsAlone(text, span)) continue;
    const evidence = evidenceAround(text, start, end);
    if (weightOf(evidence) < AGAINST || (isOrdinaryWord(text.slice(start, end)) && !isStrong(evidence))) continue;
    tag(span, value.id, statedRole(text, start, end));
  }
  return tags.filter((found) => !blocked.hits(found)).sort(bySpan);
}

function isOrdinaryWord(name: string): boolean {
  return (wordCost(name) ?? Infinity) <= ORDINARY;
}

/** Reads one place after another. */
const lattice = new WordLattice();

/** Whether a known name at a place is a word of its own there. */
function standsAlone(text: string, span: Span): boolean {
  let start = span.start;
  while (start > 0 && span.start - start < 8 && isHan(text.charCodeAt(start - 1))) start--;
  let end = span.end;
  while (end < text.length && end - span.end < 8 && isHan(text.charCodeAt(end))) end++;
  if (text.charCodeAt(span.start - 1) === MIDDLE_DOT || text.charCodeAt(span.end) === MIDDLE_DOT) return false;
  if (start === span.start && end === span.end) return true;
  lattice.read(text, start, end);
  // The cost of the name itself is no matter, only what is left of the words at both of its ends.
  const boundary = Math.max(lattice.boundaryCost(span.start), lattice.boundaryCost(span.end));
  return boundary <= DEAREST_BOUNDARY || lattice.gain(span.start, span.end, 30) >= 0;
}

// #endregion
