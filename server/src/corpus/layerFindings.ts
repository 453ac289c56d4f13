import type { Attribution, DefinitionSentence, SourceTag, Tag, TermTag } from '../recognise/tags';
import type { SourceText } from '../text/sourceText';
import type { DocumentFindings } from './findings';
import { scriptsOf, type ScriptCounts } from './mentionScripts';
import { SAID } from './packed/form';
import type { Interned } from './packed/interned';
import { packFindings } from './packed/packFindings';
import { PackedFindings, type VisitId } from './packed/packedFindings';
import { ListRow, PackedRow, type TagRow } from './tagRow';

/**
 * What the recogniser of one layer found in a document, as objects while somebody works with them and as packed bytes otherwise. Either is
 * made of the other when it is asked for; counts and what belongs to one id are read off whichever there is.
 */
export class LayerFindings {
  #found: DocumentFindings | undefined;
  #packed: Uint8Array | undefined;
  /** Of the document; undefined where the findings came packed. */
  readonly #text: SourceText | undefined;
  #row: TagRow | undefined;

  private constructor(found: DocumentFindings | undefined, packed: Uint8Array | undefined, text: SourceText | undefined) {
    this.#found = found;
    this.#packed = packed;
    this.#text = text;
  }

  static of(found: DocumentFindings, text: SourceText): LayerFindings {
    return new LayerFindings(found, undefined, text);
  }

  static packed({ bytes }: PackedFindings): LayerFindings {
    return new LayerFindings(undefined, bytes, undefined);
  }

  get found(): DocumentFindings {
    return (this.#found ??= this.packed.all());
  }

  /** Whether everything is there as objects. */
  get isUnpacked(): boolean {
    return this.#found !== undefined;
  }

  /** The tags, wherever they are; those that are packed stay so. */
  get row(): TagRow {
    return (this.#row ??= this.#found ? new ListRow(this.#found.tags) : new PackedRow(this.packed));
  }

  get packed(): PackedFindings {
    this.#packed ??= packFindings(this.found, this.#text?.text ?? '');
    return new PackedFindings(this.#packed);
  }

  get tagCount(): number {
    return this.#found ? this.#found.tags.length : this.packed.tagCount;
  }

  /** All tags; those that are packed become objects for whoever asks only. */
  tags(): readonly Tag[] {
    return this.#found ? this.#found.tags : this.packed.tags();
  }

  /** All attributions, likewise. */
  attributions(): readonly Attribution[] {
    return this.#found ? this.#found.attributions : this.packed.attributions();
  }

  /** All definitions, likewise. */
  definitions(): readonly DefinitionSentence[] {
    return this.#found ? this.#found.definitions : this.packed.definitions();
  }

  /** Hands out how often each concept and entity stands here; `strings` has those that were read before. */
  eachId(strings: Interned<string>, visit: VisitId): void {
    if (this.#found) eachIdOf(this.#found, visit);
    else this.packed.eachId(strings, visit);
  }

  /** The mentions of a concept or an entity, in text order. */
  tagsOf(id: string): readonly (SourceTag | TermTag)[] {
    return this.#found ? tagsOf(this.#found, id) : this.packed.tagsOf(id);
  }

  /** The first of them. */
  firstTagOf(id: string): SourceTag | TermTag | undefined {
    return this.#found ? tagsOf(this.#found, id)[0] : this.packed.tagsOf(id, 1)[0];
  }

  /** How many of the mentions are written in each script. */
  scriptsOf(id: string): ScriptCounts {
    return this.#found && this.#text ? scriptsOf(this.#text.text, tagsOf(this.#found, id)) : this.packed.scriptsOf(id);
  }

  /** The attributions that name a source, in text order. */
  statementsOf(id: string): readonly Attribution[] {
    return this.#found ? statementsOf(this.#found, id) : this.packed.statementsOf(id);
  }

  /** The sentences that define a concept, in text order. */
  definitionsOf(id: string): readonly DefinitionSentence[] {
    return this.#found ? definitionsOf(this.#found, id) : this.packed.definitionsOf(id);
  }

  /** Lets go of the objects. */
  rest(): void {
    void this.packed;
    this.#found = undefined;
    this.#row = undefined;
  }
}

/** Hands out how often findings have each id. */
export function eachIdOf({ tags, attributions, definitions }: DocumentFindings, visit: VisitId): void {
  const counts = new Map<string, { tags: number; statements: number; definitions: number; said: number }>();
  const at = (id: string): { tags: number; statements: number; definitions: number; said: number } => {
    let own = counts.get(id);
    if (!own) counts.set(id, (own = { tags: 0, statements: 0, definitions: 0, said: 0 }));
    return own;
  };
  for (const tag of tags) {
    if (tag.layer === 'number') continue;
    const own = at(tag.id);
    own.tags++;
    if (tag.layer !== 'source') continue;
    own.said |= (tag.role === undefined ? 0 : SAID.role) | (tag.introduces ? SAID.introduction : 0);
  }
  for (const { sources } of attributions) for (const source of new Set(sources)) at(source).statements++;
  for (const { id } of definitions) at(id).definitions++;
  for (const [id, own] of counts) visit(id, own.tags, own.statements, own.definitions, own.said);
}

export function tagsOf({ tags }: Pick<DocumentFindings, 'tags'>, id: string): (SourceTag | TermTag)[] {
  return tags.filter((tag): tag is SourceTag | TermTag => tag.layer !== 'number' && tag.id === id);
}

export function statementsOf({ attributions }: Pick<DocumentFindings, 'attributions'>, id: string): Attribution[] {
  return attributions.filter(({ sources }) => sources.includes(id));
}

export function definitionsOf({ definitions }: Pick<DocumentFindings, 'definitions'>, id: string): DefinitionSentence[] {
  return definitions.filter((definition) => definition.id === id);
}
