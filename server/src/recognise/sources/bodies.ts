import data from '../../../data/sources/organizations.json';
import { fold } from '../../text/fold';
import type { Reading } from '../../text/reading';
import type { Span } from '../../text/span';
import { entityId, entityIdAt, writtenForm } from './canonical';
import type { EstablishedName } from './established';
import { NameTrie } from './nameTrie';
import { isOrganizationName } from './organizationNames';
import { findOrganizations } from './organizations';
import { findShortNames, type ShortName } from './shortNames';

/**
 * Which body a name stands for. A short form has the id of its full name where this document introduces it (下称“短名”), where
 * another document does and no third contradicts, and where the short form is generally known and the corpus uses the full one.
 */

/** The names of bodies with established short forms, full name first; by folded form. */
const sameBody = new Map<string, readonly string[]>();
const sameBodyNames = new NameTrie<string>();
for (const names of data.sameBody) {
  for (const name of names) {
    sameBody.set(fold(name), names);
    sameBodyNames.add(fold(name), name);
  }
}

/** A short form of fewer characters may be anybody's elsewhere. */
const SHORTEST_ELSEWHERE = 3;

interface OwnNames {
  readonly shortNames: readonly ShortName[];
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
  for (const mention of findOrganizations(text)) {
    const form = writtenForm(reading, mention);
    if (!isOrganizationName(form)) add(entityIdAt(reading, 'organization', mention), form, 'corpus');
  }
  for (const { value } of sameBodyNames.matches(text)) {
    const names = sameBody.get(fold(value)) as readonly string[];
    // The corpus uses this name: the shorter ones of the same body are short for it.
    for (const short of names.slice(names.indexOf(value) + 1)) add(entityId('organization', value), fold(short), 'corpus');
  }
  const own: OwnNames = { shortNames, established: [...established.values()] };
  owned.set(reading, own);
  return own;
}

/** The names of bodies known in a document. */
export class BodyNames {
  readonly #reading: Reading;
  /** Ids by folded form: of this document, and of all documents. */
  readonly #here = new Map<string, string>();
  readonly #everywhere = new Map<string, Set<string>>();

  constructor(reading: Reading, known: readonly EstablishedName[]) {
    this.#reading = reading;
    const own = ownNames(reading);
    for (const short of own.shortNames) {
      const form = writtenForm(reading, short);
      if (!this.#here.has(form)) this.#here.set(form, entityIdAt(reading, 'organization', short.full));
    }
    for (const { id, form } of [...own.established, ...known]) {
      if (!id.startsWith('organization:')) continue;
      const ids = this.#everywhere.get(form);
      if (ids) ids.add(id);
      else this.#everywhere.set(form, new Set([id]));
    }
  }

  /** Folded names that are known to be bodies though nothing in them says so. */
  get forms(): ReadonlySet<string> {
    return new Set([...this.#here.keys(), ...this.#everywhere.keys()]);
  }

  /** The id of the body that a span names. */
  idAt(span: Span): string {
    const form = writtenForm(this.#reading, span);
    return this.#idOf(form) ?? entityIdAt(this.#reading, 'organization', span);
  }

  #idOf(form: string): string | undefined {
    const here = this.#here.get(form);
    if (here) return here;
    const ids = [...(this.#everywhere.get(form) ?? [])];
    if (ids.length <= 1) return ids[0];
    // Two full names for one short form: one body under names of different length, or two bodies, and then nobody knows which.
    const names = sameBody.get(form)?.map((name) => entityId('organization', name));
    return names && ids.every((id) => names.includes(id)) ? names.find((id) => ids.includes(id)) : undefined;
  }
}
