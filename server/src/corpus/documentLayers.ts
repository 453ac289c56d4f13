import { LAYERS, type Attribution, type Layer } from '../recognise/tags';
import { bySpan, type Span } from '../text/span';
import { sourceKindOf } from './entities';
import { merged, type DocumentFindings } from './findings';
import type { LayerFindings } from './layerFindings';
import { JoinedRow, type TagRow } from './tagRow';

/** What was found in a document, layer by layer, and all layers as one. A layer that is to be recognised again is so when it is asked for. */
export class DocumentLayers {
  readonly #recognise: (layer: Layer) => LayerFindings;
  readonly #onChange: (layer: Layer) => void;
  readonly #layers = new Map<Layer, LayerFindings>();
  /** What layers held that are to be recognised again. */
  readonly #outdated = new Map<Layer, LayerFindings>();
  /** The tags of all layers where they lie. */
  #row: TagRow | undefined;
  #merged: DocumentFindings | undefined;
  #attributions: readonly Attribution[] | undefined;

  /** @param onChange told when a layer holds something else, or does not hold any more */
  constructor(recognise: (layer: Layer) => LayerFindings, onChange: (layer: Layer) => void) {
    this.#recognise = recognise;
    this.#onChange = onChange;
  }

  /** Whether a layer has been recognised and still holds. */
  has(layer: Layer): boolean {
    return this.#layers.has(layer);
  }

  /** Whether all layers have. */
  get areWhole(): boolean {
    return LAYERS.every((layer) => this.#layers.has(layer));
  }

  /** What a layer holds; undefined while it has to be recognised. */
  get(layer: Layer): LayerFindings | undefined {
    return this.#layers.get(layer);
  }

  /** Recognises a layer now, unless it has been. */
  ensure(layer: Layer): LayerFindings {
    const known = this.#layers.get(layer);
    if (known) return known;
    const findings = this.#recognise(layer);
    this.put(layer, findings);
    return findings;
  }

  put(layer: Layer, findings: LayerFindings): void {
    this.#layers.set(layer, findings);
    this.#outdated.delete(layer);
    this.#changed(layer);
  }

  /** A layer is to be recognised again. */
  forget(layer: Layer): void {
    const findings = this.#layers.get(layer);
    if (!findings) return;
    this.#layers.delete(layer);
    this.#outdated.set(layer, findings);
    this.#changed(layer);
  }

  /** A layer as it was recognised last, whether that still holds or not. */
  lastOf(layer: Layer): LayerFindings | undefined {
    return this.#layers.get(layer) ?? this.#outdated.get(layer);
  }

  /** All that were recognised, likewise. */
  last(): LayerFindings[] {
    return LAYERS.map((layer) => this.lastOf(layer)).filter((findings) => findings !== undefined);
  }

  /** The one in which a concept, or an entity, is found, by its id. */
  lastWith(id: string): LayerFindings | undefined {
    return this.lastOf(sourceKindOf(id) ? 'source' : 'term');
  }

  // #region All layers as one

  /** The tags of all layers where they lie; recognises what is not yet. */
  row(): TagRow {
    const layers = LAYERS.map((layer) => this.ensure(layer));
    return (this.#row ??= new JoinedRow(layers.map(({ row }) => row)));
  }

  /** The same as far as it was asked for since something changed. */
  get rowAtHand(): TagRow | undefined {
    return this.#row;
  }

  /** Everything as objects, in the order of spans; recognises what is not yet. */
  merge(): DocumentFindings {
    // Each layer first: one that is recognised lets go of what was merged before.
    const layers = LAYERS.map((layer) => this.ensure(layer));
    return (this.#merged ??= merged(layers.map(({ found }) => found)));
  }

  /** The same as far as it was asked for since something changed. */
  get merged(): DocumentFindings | undefined {
    return this.#merged;
  }

  /** Everything as it was recognised last, whether that still holds or not. */
  mergeLast(): DocumentFindings {
    return merged(this.last().map(({ found }) => found));
  }

  /** All attributions as they were recognised last, without making objects of tags. */
  get attributions(): readonly Attribution[] {
    return (this.#attributions ??= gathered(this.last(), (layer) => layer.attributions()));
  }

  /** Whether everything is recognised and holds, and is still packed: then a question about some of it is answered without making objects of all. */
  get isPacked(): boolean {
    return !this.#merged && this.areWhole && LAYERS.some((layer) => this.#layers.get(layer)?.isUnpacked === false);
  }

  // #endregion

  /** Lets go of what can be made again. */
  rest(): void {
    this.#letGo();
    for (const layer of this.last()) layer.rest();
  }

  #changed(layer: Layer): void {
    this.#letGo();
    this.#onChange(layer);
  }

  #letGo(): void {
    this.#row = undefined;
    this.#merged = undefined;
    this.#attributions = undefined;
  }
}

/** What several layers have of something, in the order of spans. */
export function gathered<T extends Span>(layers: readonly LayerFindings[], of: (layer: LayerFindings) => readonly T[]): readonly T[] {
  const found = layers.map(of).filter((each) => each.length > 0);
  return found.length > 1 ? found.flat().sort(bySpan) : (found[0] ?? []);
}
