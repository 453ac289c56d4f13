import type { EstablishedName } from '../../recognise/sources/established';
import { withoutWhite } from '../../recognise/sources/whiteSpace';
import { digestOf } from '../digest';
import { NameFinder } from './nameFinder';

/** The names that the sources of one document depend on. */
export interface RelevantNames {
  /** In an order that does not depend on which became known first. */
  readonly names: readonly EstablishedName[];
  /** Equal for equal names. */
  readonly digest: string;
}

/** Names known in a whole corpus, and which of them matter to a text. */
export class KnownNames {
  readonly #byKey = new Map<string, EstablishedName>();
  /** By folded form without white space. */
  readonly #byForm = new Map<string, EstablishedName[]>();
  /** Names of which roles are stated, by id. */
  readonly #statedById = new Map<string, EstablishedName[]>();
  readonly #finder = new NameFinder();
  /** Names that are known and not in {@link #byForm} and {@link #finder} yet: where all is known from an earlier session, nobody looks for names. */
  #unfiled: EstablishedName[] = [];

  get size(): number {
    return this.#byKey.size;
  }

  has(name: EstablishedName): boolean {
    return this.#byKey.has(keyOf(name));
  }

  /** Whether it was not known. */
  add(name: EstablishedName): boolean {
    const key = keyOf(name);
    if (this.#byKey.has(key)) return false;
    this.#byKey.set(key, name);
    this.#unfiled.push(name);
    if (statesRoles(name)) addTo(this.#statedById, name.id, name);
    return true;
  }

  remove(name: EstablishedName): void {
    const key = keyOf(name);
    const known = this.#byKey.get(key);
    if (!known) return;
    this.#file();
    this.#byKey.delete(key);
    const form = withoutWhite(known.form);
    if (removeFrom(this.#byForm, form, known)) this.#finder.remove(form);
    if (statesRoles(known)) removeFrom(this.#statedById, known.id, known);
  }

  /** All of them, in no order. */
  values(): IterableIterator<EstablishedName> {
    return this.#byKey.values();
  }

  /** The names of which several documents state different roles: those of several people may be among them. */
  *statedSeveralTimes(): Generator<EstablishedName> {
    for (const names of this.#statedById.values()) if (names.length > 1) yield* names;
  }

  /**
   * The names that the sources of a document depend on, by the text of its reading: those whose form stands in it, be it torn apart by white space, and for
   * each of these the roles that any document states of its person, which tell people of one name apart.
   */
  relevantTo(text: string): RelevantNames {
    this.#file();
    const relevant = new Map<string, EstablishedName>();
    // A person of whom many documents state a role has as many names, but one id.
    const ids = new Set<string>();
    for (const form of this.#finder.in(text)) {
      for (const name of this.#byForm.get(form) ?? []) {
        relevant.set(keyOf(name), name);
        ids.add(name.id);
      }
    }
    for (const id of ids) for (const stated of this.#statedById.get(id) ?? []) relevant.set(keyOf(stated), stated);
    const keys = [...relevant.keys()].sort();
    return { names: keys.map((key) => relevant.get(key) as EstablishedName), digest: digestOf(keys) };
  }

  #file(): void {
    if (this.#unfiled.length === 0) return;
    for (const name of this.#unfiled) {
      const form = withoutWhite(name.form);
      if (addTo(this.#byForm, form, name)) this.#finder.add(form);
    }
    this.#unfiled = [];
  }
}

/** What makes two names the same. */
export function keyOf(name: EstablishedName): string {
  let key = keys.get(name);
  if (key === undefined) keys.set(name, (key = [name.id, name.form, ...(name.roles ?? [])].join('\n')));
  return key;
}

/** Of names that were asked for their key: one object stands for a name in all documents that were known from an earlier session. */
const keys = new WeakMap<EstablishedName, string>();

function statesRoles({ roles }: EstablishedName): boolean {
  return roles !== undefined && roles.length > 0;
}

/** Whether it is the first under its key. */
function addTo(map: Map<string, EstablishedName[]>, key: string, name: EstablishedName): boolean {
  const known = map.get(key);
  if (known) known.push(name);
  else map.set(key, [name]);
  return !known;
}

/** Whether it was the last under its key. */
function removeFrom(map: Map<string, EstablishedName[]>, key: string, name: EstablishedName): boolean {
  const known = map.get(key);
  const at = known?.indexOf(name) ?? -1;
  if (!known || at < 0) return false;
  known.splice(at, 1);
  if (known.length > 0) return false;
  map.delete(key);
  return true;
}
