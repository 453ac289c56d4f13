import data from '../../../data/sources/organizations.json';
import { unitAt } from '../../text/characters';
import { fold } from '../../text/fold';
import type { Reading } from '../../text/reading';
import type { Span } from '../../text/span';
import { entityId, entityIdAt, writtenForm } from './canonical';
import type { EstablishedName } from './established';
import { isOrganizationName } from './organizationNames';
import { findOrganizations } from './organizations';
import { placeKind, placesOf } from './scan';
import { findShortNames, type ShortName } from './shortNames';
import { WordOpenings } from './wordOpenings';
import { WordSet } from './wordSet';

/**
 * Which body a name stands for. A short form has the id of its full name where this document introduces it (下称“短名”), where
 * another document does and no third contradicts, and where the short form is generally known and the corpus uses the full one.
 */

/** The names of bodies with established short forms, full name first; by folded form. */
const sameBody = new Map<string, readonly string[]>();
for (const names of data.sameBody) for (const name of names) sameBody.set(fold(name), names);
const sameBodyNames = new WordSet(sameBody.keys());
const OPENS_BODY = placeKind(sameBody.keys());
const sameBodyOpenings = new WordOpenings().add(1, sameBody.keys());

/** A short form of fewer characters may be anybody's elsewhere. */
const SHORTEST_ELSEWHERE = 3;

interface OwnNames {
  readonly shortNames: readonly ShortName[];
  /** What the document cites, as far as it can be seen without knowing other documents. */
  readonly cited: readonly Span[];
  readonly established: readonly EstablishedName[];
}

/** The survey and the recogniser read a document one after the other: what both need is worked out once. */
const owned = new WeakMap<Reading, OwnNames>();

/** The names of bodies that a document establishes for itself (scope `document`) and for the corpus. */
export function establishedBodies(reading: Reading): readonly EstablishedName[] {
  return ownNames(reading).established;
}

function ownNames(reading: Reading): OwnNames {
  const known = owned.get(reading);
  if (known) return known;
  const { text } = reading;
  const established = new Map<string, EstablishedName>();
  const add = (id: string, form: string, scope: EstablishedName['scope']): void => {
    if (!established.has(`${id}\n${form}`)) established.set(`${id}\n${form}`, { id, form, scope });
  };
  const shortNames = findShortNames(text);
  for (const short of shortNames) {
    const form = writtenForm(reading, short);
    const elsewhere = form.length >= SHORTEST_ELSEWHERE && (short.abbreviates || /^[A-Za-z]/.test(form));
    add(entityIdAt(reading, 'organization', short.full), form, elsewhere ? 'corpus' : 'document');
  }
  const cited = findOrganizations(text);
  for (const mention of cited) {
    const form = writtenForm(reading, mention);
    if (!isOrganizationName(form)) add(entityIdAt(reading, 'organization', mention), form, 'corpus');
  }
  for (const form of sameBodyNamesIn(text)) {
    const names = sameBody.get(form) as readonly string[];
    const used = names.findIndex((name) => fold(name) === form);
    // The corpus uses this name: the shorter ones of the same body are short for it.
    for (const short of names.slice(used + 1)) add(entityId('organization', names[used] as string), fold(short), 'corpus');
  }
  const own: OwnNames = { shortNames, cited, established: [...established.values()] };
  owned.set(reading, own);
  return own;
}

/** The folded names with short forms that stand in a text, the longest at each place, in the order they first stand in. */
function sameBodyNamesIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  let end = 0;
  for (const at of placesOf(text, OPENS_BODY)) {
    if (at < end || sameBodyOpenings.kindsAt(text.charCodeAt(at), unitAt(text, at + 1)) === 0) continue;
    const length = sameBodyNames.lengthAt(text, at);
    if (length === 0) continue;
    end = at + length;
    found.add(text.slice(at, end));
  }
  return found;
}

/** The names of bodies that all documents of a corpus establish. */
export class EstablishedBodies {
  readonly #ids = new Map<string, Set<string>>();
  /** Folded names that nothing in themselves shows to be those of bodies. */
  readonly unlisted: ReadonlySet<string>;

  constructor(known: readonly EstablishedName[]) {
    for (const { id, form } of known) if (id.startsWith('organization:')) addTo(this.#ids, form, id);
    this.unlisted = new Set([...this.#ids.keys()].filter((form) => !isOrganizationName(form)));
  }

  /** The ids of the bodies that have a folded name. */
  idsOf(form: string): Iterable<string> {
    return this.#ids.get(form) ?? [];
  }
}

/** The names of bodies known in a document. */
export class BodyNames {
  readonly #reading: Reading;
  readonly #everywhere: EstablishedBodies;
  /** Ids by folded form: introduced in this document, and established by it. */
  readonly #introduced = new Map<string, string>();
  readonly #here = new Map<string, Set<string>>();

  constructor(reading: Reading, everywhere: EstablishedBodies) {
    this.#reading = reading;
    this.#everywhere = everywhere;
    const own = ownNames(reading);
    for (const short of own.shortNames) {
      const form = writtenForm(reading, short);
      if (!this.#introduced.has(form)) this.#introduced.set(form, entityIdAt(reading, 'organization', short.full));
    }
    for (const { id, form } of own.established) addTo(this.#here, form, id);
  }

  /** The bodies that the document cites; `labels` are folded names of speakers. */
  cited(labels: readonly string[]): readonly Span[] {
    const unlisted = new Set([...this.#everywhere.unlisted, ...[...this.#introduced.keys(), ...labels].filter((form) => !isOrganizationName(form))]);
    return unlisted.size === 0 ? ownNames(this.#reading).cited : findOrganizations(this.#reading.text, unlisted);
  }

  /** The id of the body that a span names. */
  idAt(span: Span): string {
    return this.#idOf(writtenForm(this.#reading, span)) ?? entityIdAt(this.#reading, 'organization', span);
  }

  #idOf(form: string): string | undefined {
    const introduced = this.#introduced.get(form);
    if (introduced) return introduced;
    const ids = [...new Set([...(this.#here.get(form) ?? []), ...this.#everywhere.idsOf(form)])];
    if (ids.length <= 1) return ids[0];
    // Two full names for one short form: one body under names of different length, or two bodies, and then nobody knows which.
    const names = sameBody.get(form)?.map((name) => entityId('organization', name));
    return names && ids.every((id) => names.includes(id)) ? names.find((id) => ids.includes(id)) : undefined;
  }
}

function addTo(ids: Map<string, Set<string>>, form: string, id: string): void {
  const known = ids.get(form);
  if (known) known.add(id);
  else ids.set(form, new Set([id]));
}
