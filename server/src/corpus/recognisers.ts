import type { CustomUnit } from '../recognise/numbers/units';
import type { Recogniser } from '../recognise/recogniser';
import type { KnownWords } from '../recognise/terms/segmenter';
import type { TermBase } from '../recognise/terms/termBase';
import { digestOf } from './digest';
import type { WorkContext } from './indexing/job';
import { sharedRecogniser, type Recognition, type SharedLayer } from './recognition';

/** What all documents are recognised with, units and term bases, and the recognisers made with it. */
export class SharedRecognisers {
  readonly #recognition: Recognition;
  readonly #words: KnownWords;
  #units: readonly CustomUnit[] = [];
  #termBases: readonly TermBase[] = [];
  /** Counts up when units or term bases change. */
  #version = 0;
  /** Both are made when they are first asked for. */
  #digests: { readonly units: string; readonly termBases: string } | undefined;
  readonly #made = new Map<SharedLayer, Recogniser>();

  /** @param words what is known of how a segmenter cuts clauses, at any time */
  constructor(recognition: Recognition, words: KnownWords) {
    this.#recognition = recognition;
    this.#words = words;
  }

  /** The units that the corpus adds to those of the program. */
  setUnits(units: readonly CustomUnit[]): void {
    this.#units = units;
    this.#changed('number');
  }

  /** The first of two term bases with the same concept has precedence. */
  setTermBases(termBases: readonly TermBase[]): void {
    this.#termBases = termBases;
    this.#changed('term');
  }

  /** The recogniser of a layer; another one after a change. */
  of(layer: SharedLayer): Recogniser {
    let recogniser = this.#made.get(layer);
    if (!recogniser) this.#made.set(layer, (recogniser = sharedRecogniser(this.#recognition, layer, { units: this.#units, termBases: this.#termBases, words: this.#words })));
    return recogniser;
  }

  /** What others need to make the same. */
  contextFor(corpus: string): WorkContext {
    return { corpus, version: this.#version, units: this.#units, termBases: this.#termBases };
  }

  get version(): number {
    return this.#version;
  }

  /** Digests of units and term bases: where one is the same, so is what was recognised with them, in this session or another. */
  get digests(): { readonly units: string; readonly termBases: string } {
    return (this.#digests ??= { units: digestOf([JSON.stringify(this.#units)]), termBases: digestOf([JSON.stringify(this.#termBases)]) });
  }

  #changed(layer: SharedLayer): void {
    this.#version++;
    this.#digests = undefined;
    this.#made.delete(layer);
  }
}
