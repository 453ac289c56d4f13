import type { Steps } from '../text/steps';
import type { Analysis } from './analysis';
import type { Entity, EntityName, Mention, Role } from './corpus';
import { firstRole, gatherEntity, introduction, sourceKindOf } from './entities';

/** What an analysis knows of persons, works and organizations. What was gathered is kept until something is recognised anew. */
export class KnownEntities {
  readonly #analysis: Analysis;
  #gathered: { readonly version: number; readonly entities: Map<string, Entity | undefined>; readonly roles: Map<string, Role | undefined> } | undefined;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** The entity behind an id, with all its spellings and roles. Every document that mentions it is looked into. */
  entity(id: string): Entity | undefined {
    const kind = sourceKindOf(id);
    if (!kind) return undefined;
    // Asking may bring the index up to date, and with it the version.
    const occurrences = this.#analysis.occurrences(id);
    const { entities } = this.#now();
    if (!entities.has(id)) entities.set(id, gatherEntity(id, kind, occurrences));
    return entities.get(id);
  }

  /** All entities by name. */
  get names(): readonly EntityName[] {
    return this.#analysis.entityNames;
  }

  /** The same, in steps of a few milliseconds. */
  namesInSteps(): Steps<readonly EntityName[]> {
    return this.#analysis.entityNamesInSteps();
  }

  /** The role of an entity that is stated first. One document is looked into. */
  roleOf(id: string): Role | undefined {
    const first = this.#analysis.firstWithRole(id);
    if (!first) return undefined;
    const { roles } = this.#now();
    if (!roles.has(id)) roles.set(id, firstRole(first));
    return roles.get(id);
  }

  /** Where a short form of an entity is introduced first, or else its first mention. One document is looked into. */
  introductionOf(id: string): Mention | undefined {
    const first = this.#analysis.firstWithIntroduction(id);
    return first && introduction(first);
  }

  #now(): { readonly entities: Map<string, Entity | undefined>; readonly roles: Map<string, Role | undefined> } {
    const { version } = this.#analysis;
    if (this.#gathered?.version !== version) this.#gathered = { version, entities: new Map<string, Entity | undefined>(), roles: new Map<string, Role | undefined>() };
    return this.#gathered;
  }
}
