import type { Span } from '../text/span';

/** The kinds of things found automatically, each by a recogniser of its own. */
export const LAYERS = ['number', 'source', 'term'] as const;
export type Layer = (typeof LAYERS)[number];

export const NUMBER_KINDS = ['cardinal', 'ordinal', 'percent', 'fraction', 'multiple', 'money', 'measure', 'date', 'duration', 'time'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

export const SOURCE_KINDS = ['person', 'work', 'organization', 'url'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * A span found automatically. Recognisers count in the reading; everything outside `recognise/` sees
 * document offsets. UTF-16 code units in both.
 */
export type Tag = NumberTag | SourceTag | TermTag;

export interface NumberTag extends Span {
  readonly layer: 'number';
  readonly kind: NumberKind;
  readonly value: NumberValue;
  /** What the number measures, where its own clause says so. */
  readonly measures?: Measurement;
}

/** What a number measures. Words are those of the text, folded to Simplified. */
export interface Measurement {
  /** The thing measured, as the clause names it: `研发投入占营业收入的比例`, `粮食产量`. */
  readonly what: string;
  /** The whole that a share is a share of (`营业收入`), or the one that has the property, where the clause names it apart. */
  readonly of?: string;
  /** The direction of a change: `level` where the clause says that there is none (持平, 稳定在). Absent where no change is spoken of. */
  readonly change?: 'rise' | 'fall' | 'level';
  /** The number is where a change has led (增至, 降到), not its size (增长, 下降了). */
  readonly reached?: true;
  /** What the change is counted from, or the quantity compared with: EDTF where it is a date that could be resolved, else the words (`同比`, `全国平均`). */
  readonly base?: string;
  /** The time that the number holds for, where the clause or sentence states it: EDTF, an ISO 8601 duration, or the words. */
  readonly period?: string;
}

/** The value of a number, with the fields of the tagging guidelines. */
export interface NumberValue {
  readonly num?: number;
  /** Lower bound; in ISO 8601 form (`P2Y`) for durations. */
  readonly lo?: number | string;
  /** Upper bound, likewise. */
  readonly hi?: number | string;
  readonly approx?: true;
  /** Canonical unit: a classifier or measure in Simplified, an ISO 4217 code, `pp` for percentage points, `bp` for hundredths of one, `×` for multiples. */
  readonly unit?: string;
  /** What a rate is per (`月` in 美元/月). */
  readonly per?: string;
  /** Date in EDTF (ISO 8601-2); null for a relative date in a document whose date is unknown. */
  readonly edtf?: string | null;
  /** Duration or time of day in ISO 8601. */
  readonly iso?: string;
  /** The date was resolved from, or needs, the date of the document. */
  readonly relative?: true;
  /** For a resolved relative date: the date it was counted from. */
  readonly resolvedFrom?: DocumentDate;
}

/** The date of a document and how it is known. */
export interface DocumentDate {
  readonly edtf: string;
  /** Set by the user in corpus.json, or stated by the text itself. */
  readonly from: 'corpus' | 'text';
}

export interface SourceTag extends Span {
  readonly layer: 'source';
  readonly kind: SourceKind;
  /** Kind and canonical form in Simplified: `person:王一鸣`. */
  readonly id: string;
  /** Role or affiliation stated next to this very mention. */
  readonly role?: string;
  /** Where that role stands. */
  readonly roleSpan?: Span;
  /** The ids of all people of this name, when the corpus speaks of several (see sources/namesakes.ts). */
  readonly namesakes?: readonly string[];
  /** This mention introduces the entity's short form (`下称“中望软件”`). */
  readonly introduces?: true;
}

export interface TermTag extends Span {
  readonly layer: 'term';
  readonly kind: 'concept';
  /** `concept:` and the id of the concept in its term base. */
  readonly id: string;
  /** The ids of all concepts that are written so, this one among them, when there are several. */
  readonly alternatives?: readonly string[];
}

/** Who says what. Offsets count as those of tags do. */
export interface Attribution extends Span {
  /** Ids of the sources; empty for unnamed ones (多位专家). */
  readonly sources: readonly string[];
  /** The cue as written (`表示`); empty for a speaker label. */
  readonly cue: string;
  readonly content: Span;
  /** The words for whoever says it: the mentions, a pronoun, a group without a name (多位专家), a speaker label. */
  readonly by?: Span;
}

/** A place where a concept is defined by the text itself (`X是指…`, `所谓X，即…`): the sentence, and the term in it. */
export interface DefinitionSentence extends Span {
  /** `concept:` and the id. */
  readonly id: string;
  readonly term: Span;
  /** How plainly it defines: in so many words (X是指…, 所谓X…), by a bare 是, or by only naming what was described (…，称为X). */
  readonly evidence: 'explicit' | 'copula' | 'naming';
}
