import type { Reading } from '../../text/reading';
import { bySpan, overlaps, type Span } from '../../text/span';
import type { Findings, Recogniser, RecogniserInput } from '../recogniser';
import type { SourceTag } from '../tags';
import { findAttributions } from './attributions';
import { BodyNames, establishedBodies, EstablishedBodies } from './bodies';
import { entityIdAt, writtenForm } from './canonical';
import { Coverage } from './coverage';
import type { EstablishedName } from './established';
import { findNamesakes, namesakeWith, type Namesake } from './namesakes';
import { citingFrames, type CitingFrame } from './organizations';
import { analysePersons, collectPersons, establishedPersons, knownPersons, resumePersons, type FoundPersons, type KnownPersons, type PersonAnalysis } from './persons';
import { findShortNames, type ShortName } from './shortNames';
import { establishedTitles, workId } from './titles';
import { findWorks, type WorkMention } from './works';

/**
 * The source layer: who or what a statement rests on (tagging guidelines). Works in two passes: every document is
 * surveyed for names that its own words establish; the recogniser made with what all surveys say finds the mentions.
 */

/** Names that this document establishes by strong evidence. */
export function surveySources(input: RecogniserInput): EstablishedName[] {
  const { persons, labels, roles } = analysePersons(input);
  const established: EstablishedName[] = [];
  const byId = new Map<string, EstablishedName[]>();
  const add = (name: EstablishedName, stated?: readonly string[]): void => {
    const { id, form, scope } = name;
    const known = byId.get(id);
    if (known?.some((other) => other.form === form && other.scope === scope)) return;
    const added = stated ? { id, form, scope, roles: stated } : name;
    established.push(added);
    if (known) known.push(added);
    else byId.set(id, [added]);
  };
  for (const name of establishedPersons(input.reading, persons)) add(name, name.scope === 'corpus' ? roles.get(name.id) : undefined);
  for (const name of establishedBodies(input.reading)) add(name);
  for (const name of establishedTitles(input.reading, findWorks(input.reading.text))) add(name);
  for (const label of labels) {
    if (label.kind === 'organization') add({ id: label.id, form: writtenForm(input.reading, label), scope: 'corpus' });
  }
  return established;
}

/** What a document itself says of its sources, whatever others say: plain data, which takes long to find. */
export interface FoundSources {
  readonly persons: FoundPersons;
  readonly works: readonly WorkMention[];
  readonly shortNames: readonly ShortName[];
  readonly frames: readonly CitingFrame[];
}

/** What the survey of a document found, for {@link resumeSources}. */
export function foundSources(input: RecogniserInput): FoundSources {
  const { text } = input.reading;
  return { persons: analysePersons(input), works: findWorks(text), shortNames: findShortNames(text), frames: citingFrames(text) };
}

/** Spares the recogniser that is given this reading next what a survey did already: `found` is what was found in another reading of the same text. */
export function resumeSources(reading: Reading, { persons, works, shortNames, frames }: FoundSources): void {
  resumePersons(reading, persons);
  findWorks.recall(reading.text, works);
  findShortNames.recall(reading.text, shortNames);
  citingFrames.recall(reading.text, frames);
}

/** A recogniser that knows what the surveys of all documents established. */
export function createSourceRecogniser(established: readonly EstablishedName[] = []): Recogniser {
  const known = established.filter((name) => name.scope === 'corpus');
  const shared: Shared = {
    persons: knownPersons(known),
    namesakes: findNamesakes(known),
    bodies: new EstablishedBodies(known),
    titles: known.filter(({ id }) => id.startsWith('work:')),
  };
  return { layer: 'source', recognise: (input) => recognise(input, shared) };
}

/** What the documents of a corpus know together. */
interface Shared {
  readonly persons: KnownPersons;
  readonly namesakes: ReadonlyMap<string, readonly Namesake[]>;
  readonly bodies: EstablishedBodies;
  readonly titles: readonly EstablishedName[];
}

function recognise(input: RecogniserInput, { persons: knownInCorpus, namesakes, bodies, titles: sharedTitles }: Shared): Findings {
  const { reading } = input;
  const { text } = reading;
  const analysis = analysePersons(input);
  const workMentions = findWorks(text);
  const titles = new Map([...sharedTitles, ...establishedTitles(reading, workMentions)].map(({ form, id }) => [form, id]));
  const works: SourceTag[] = workMentions.map((work) => ({
    start: work.start,
    end: work.end,
    layer: 'source',
    kind: 'work',
    id: workId(reading, work, titles),
    ...(work.introduces ? { introduces: true as const } : {}),
  }));
  const addresses: SourceTag[] = analysis.addresses.map((span) => ({ start: span.start, end: span.end, layer: 'source', kind: 'url', id: entityIdAt(reading, 'url', span) }));

  const persons = tellApart(collectPersons(input, analysis, knownInCorpus), analysis.roles, namesakes);

  const organizations = collectOrganizations(input, analysis, bodies, [...works, ...addresses], persons);
  // 鲁迅研究会: what reads as a name inside that of a body is no mention of the person.
  const ofBodies = new Coverage(organizations);
  const tags = [...works, ...addresses, ...persons.filter((person) => !ofBodies.hits(person)), ...organizations].sort(bySpan);
  return { tags, attributions: findAttributions(input, tags, analysis.credits) };
}

/** Gives each mention of a name that several people of the corpus have the id of the one that its document speaks of. */
function tellApart(tags: readonly SourceTag[], roles: ReadonlyMap<string, readonly string[]>, namesakes: ReadonlyMap<string, readonly Namesake[]>): readonly SourceTag[] {
  if (namesakes.size === 0) return tags;
  return tags.map((tag) => {
    const people = namesakes.get(tag.id);
    if (!people) return tag;
    const meant = namesakeWith(people, roles.get(tag.id) ?? []);
    return { ...tag, id: meant?.id ?? tag.id, namesakes: people.map(({ id }) => id) };
  });
}

function collectOrganizations(input: RecogniserInput, analysis: PersonAnalysis, established: EstablishedBodies, others: readonly SourceTag[], persons: readonly SourceTag[]): SourceTag[] {
  const { reading } = input;
  const bodies = new BodyNames(reading, established);
  const labels = analysis.labels.filter(({ kind }) => kind === 'organization');
  const ofPersons = new Coverage(persons);
  const isPartOfPerson = (span: Span): boolean =>
    ofPersons.hits(span) && persons.some((person) => overlaps(person, span) && !(span.start <= person.start && person.end <= span.end && span.end - span.start > person.end - person.start));
  const tags = new Map<number, SourceTag>();
  const blocked = new Coverage(others);
  const add = (span: Span, id: string): void => {
    if (!blocked.hits(span) && !isPartOfPerson(span) && !tags.has(span.start)) tags.set(span.start, { start: span.start, end: span.end, layer: 'source', kind: 'organization', id });
  };
  for (const label of labels) add(label, bodies.idAt(label));
  for (const credit of analysis.credits) for (const span of credit.organizations) add(span, bodies.idAt(span));
  for (const mention of bodies.cited(labels.map((label) => writtenForm(reading, label)))) add(mention, bodies.idAt(mention));
  return [...tags.values()];
}
