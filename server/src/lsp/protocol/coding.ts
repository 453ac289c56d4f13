import type { Range } from 'vscode-languageserver-protocol';
import type { AnnotationInfo } from './annotations';

// Coding passages, one or many at once.

export interface CodeArguments {
  readonly uri: string;
  /** A passage; an empty one is the cursor, and means the shortest own annotation there. */
  readonly range: Range;
  /** Id of a code, or a name as in {@link AnnotateArguments}. */
  readonly code: string;
}

/** What {@link CodingCommand.code} did: to a new annotation, to one that was there, or to one that had nothing else and is gone. */
export interface CodedResult {
  readonly done: 'added' | 'given' | 'taken' | 'deleted';
  /** As it is now; as it was, when it is deleted. */
  readonly annotation: AnnotationInfo;
}

/** Which places: of what stands at a place of a document, or of a string in any script. */
export interface PlacesArguments {
  readonly uri: string;
  /** A place in the document, or what is selected there. */
  readonly range: Range;
  /** All mentions of the concept or entity; all statements of the source; all places of the string that is selected. */
  readonly of: 'mentions' | 'statements' | 'string';
  /** Another string than the one selected. */
  readonly text?: string | undefined;
  /** A code (id or name): passages that the present annotator has given it already are left out, and counted. */
  readonly code?: string | undefined;
}

/** Places given at most. */
export const PLACES = 5000;

export interface PlacesResult {
  readonly corpus: string;
  /** What the places are of: a name, or the string. */
  readonly label: string;
  readonly documents: readonly { readonly uri: string; readonly title: string; readonly places: readonly PlaceInfo[] }[];
  /** How many there are in all, the first {@link PLACES} of which are given, and how many more are coded already. */
  readonly total: number;
  readonly coded: number;
}

export interface PlaceInfo {
  readonly range: Range;
  /** The passage on one line, shortened, and what stands before and after it. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** Names the passage as it is written: with it, {@link CodingCommand.annotatePlaces} sees whether the text has changed since. */
  readonly check: string;
}

export interface AnnotatePlacesArguments {
  readonly corpus: string;
  readonly documents: readonly { readonly uri: string; readonly places: readonly { readonly range: Range; readonly check?: string | undefined }[] }[];
  /** As in {@link AnnotateArguments}. */
  readonly codes: readonly string[];
  readonly memo?: string | undefined;
}

export interface AnnotatedPlaces {
  readonly annotated: number;
  /** Places left out, because the text changed since they were asked for. */
  readonly changed: number;
}

export interface SelectArguments {
  readonly uri: string;
  readonly range: Range;
  readonly unit: 'word' | 'clause' | 'sentence' | 'paragraph' | 'turn';
}

/** Part of the commands of the server (index.ts). */
export const CodingCommand = {
  /** {@link CodeArguments} to {@link CodedResult}: gives a passage a code, or takes it away; adds an annotation where there is none */
  code: 'meipi.server.code',
  /** {@link PlacesArguments} to {@link PlacesResult}: mentions, statements or places of a string, to be annotated at once */
  places: 'meipi.server.places',
  /** {@link AnnotatePlacesArguments} to {@link AnnotatedPlaces}, in one step of undo */
  annotatePlaces: 'meipi.server.annotatePlaces',
  /** {@link SelectArguments} to a range, or null: a selection widened to whole words, clauses, sentences, paragraphs or turns */
  select: 'meipi.server.select',
} as const;
