import { RequestType, type Range } from 'vscode-languageserver-protocol';
import type { PageParams } from './page';

// Figures: what numbers measure.

/**
 * Things that numbers of the corpora measure, those of several documents first: a page of them. Texts that are not recognised yet are
 * recognised for it.
 */
export const FigureThingsRequest = new RequestType<FigureThingsParams, FigureThings, void>('meipi/figureThings');

export interface FigureQueryParams extends PageParams {
  /** The corpus root; absent for all corpora. */
  readonly corpus?: string;
  /** Part, in any script, of what is measured, of the number as written, of a source or of the title of a document. */
  readonly filter?: string;
  /** Only things that several documents have figures of. */
  readonly shared?: boolean;
}

export type FigureThingsParams = FigureQueryParams;

/** Things or figures given at once at most. */
export const FIGURES_PAGE = 500;

export interface FigureThings {
  readonly things: readonly FigureThingInfo[];
  /** How many things fit, how many figures they have together, and how many of the things several documents have figures of. */
  readonly total: number;
  readonly figures: number;
  readonly shared: number;
  /** Figures that fit and do not say what they measure; they are asked for with the thing `""`. */
  readonly unmeasured: number;
}

/** A thing measured. */
export interface FigureThingInfo {
  readonly corpus: string;
  /** Names it in {@link FiguresParams}. */
  readonly key: string;
  /** As a text writes it, in Simplified characters. */
  readonly name: string;
  readonly figures: number;
  readonly documents: number;
  /** Whether documents or sources give the same value for the same time, or values that cannot both be true. */
  readonly agreement?: 'agrees' | 'differs';
  /** The figure, where there is one alone. */
  readonly only?: FigureInfo;
}

/** The figures of a thing by time, then by document, or of all documents in the order of the text: a page of them. */
export const FiguresRequest = new RequestType<FiguresParams, FigureInfo[], void>('meipi/figures');

export interface FiguresParams extends Omit<FigureQueryParams, 'shared'> {
  /** The key of a thing; `""` for figures that do not say what they measure; absent for all. */
  readonly thing?: string;
}

export interface FigureInfo {
  readonly corpus: string;
  readonly uri: string;
  readonly range: Range;
  /** The title of the document, and its date in EDTF. */
  readonly title: string;
  readonly date?: string;
  /** The number as written. */
  readonly text: string;
  readonly kind: string;
  /** What it measures, with its owner or whole, in Simplified characters. */
  readonly measures?: string;
  /** EDTF, an ISO 8601 duration, or words. */
  readonly period?: string;
  /** What a change is counted from. */
  readonly base?: string;
  /** Where a change goes whose size the number is. */
  readonly change?: 'rise' | 'fall' | 'level';
  /** Who says it, by name; empty where the source is not named. Absent where the text itself says it. */
  readonly sources?: readonly string[];
  /** The words of the text for whoever says it (他, 多位专家). */
  readonly by?: string;
  readonly agreement?: 'agrees' | 'differs';
  /** The sentence it stands in, at most 300 characters. */
  readonly sentence: string;
}
