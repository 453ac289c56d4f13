import { RequestType, type Position, type Range } from 'vscode-languageserver-protocol';

// Mentions of concepts and entities, and what a source says.

/** The next or previous mention of what stands at a position, across documents; null when nothing is tagged there. */
export const NextMentionRequest = new RequestType<NextMentionParams, MentionLocation | null, void>('meipi/nextMention');

export interface NextMentionParams {
  readonly uri: string;
  readonly position: Position;
  readonly direction: 'next' | 'previous';
}

export interface MentionLocation {
  readonly uri: string;
  readonly range: Range;
  /** Which of how many, counted from 1, and what it is a mention of. */
  readonly index: number;
  readonly count: number;
  readonly label: string;
}

export interface StatementsArguments {
  /** A document of the corpus that is asked. */
  readonly uri: string;
  /** The source mentioned at this place, else the one whose statement it is. */
  readonly position?: Position | undefined;
  /** The source itself (`person:王小明`), instead of a place. */
  readonly source?: string | undefined;
}

export interface StatementsResult {
  readonly source: string;
  readonly name: string;
  readonly count: number;
  /** The contents of the first 2000 statements, document by document; plain locations of the protocol with more in them. */
  readonly statements: readonly StatementLocation[];
}

export interface StatementLocation {
  readonly uri: string;
  readonly range: Range;
  /** Title of the document. */
  readonly document: string;
  readonly cue: string;
  /** At most 200 characters of what is said. */
  readonly text: string;
}

/** Part of the commands of the server (index.ts). */
export const MentionCommand = {
  /** {@link StatementsArguments} to {@link StatementsResult}: all that a source says; null when there is no source at the place. */
  statements: 'meipi.server.statements',
} as const;
