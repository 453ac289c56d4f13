import type { CustomUnit } from '../recognise/numbers/units';
import type { Attribution, DefinitionSentence, DocumentDate, SourceKind, Tag } from '../recognise/tags';
import type { Concept } from '../recognise/terms/termBase';
import type { Reading } from '../text/reading';
import type { Script } from '../text/script';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import type { Steps } from '../text/steps';
import type { WrittenText } from '../text/writtenText';
import type { Structure } from '../text/structure';
import type { DecidedTag } from './decisions';
import type { ScriptCounts } from './mentionScripts';
import type { ShownState } from './incremental/shownState';
import type { TagFilter } from './tagRow';
import type { Cancellation } from './ports';

/**
 * The façade that features, exports and the command line read a corpus through. Everything in it counts in
 * document offsets (UTF-16 code units), except `reading` and `structure`, which count in the reading.
 */
export interface Corpus {
  /** URI of the corpus folder, without a slash at the end. */
  readonly root: string;
  /** Its `title` in corpus.json, or the name of the folder. */
  readonly name: string;
  /** Sorted by id. */
  readonly documents: readonly CorpusDocument[];
  document(id: string): CorpusDocument | undefined;
  documentAt(uri: string): CorpusDocument | undefined;
  /** Units of numbers that corpus.json adds to those of the program. */
  readonly units: readonly CustomUnit[];
  /** The concept behind `concept:…` and the term base it is in. */
  concept(id: string): ConceptEntry | undefined;
  readonly concepts: readonly ConceptEntry[];
  /** The person, work or organisation behind a source id. */
  entity(id: string): Entity | undefined;
  /** All entities with the ways they are written, sorted by id. */
  readonly entityNames: readonly EntityName[];
  /** The same, which the first time takes long in a large corpus, in steps of a few milliseconds. */
  entityNamesInSteps(): Steps<readonly EntityName[]>;
  /** The role of an entity that is stated first. */
  roleOf(sourceId: string): Role | undefined;
  /** Where a short form of an entity is introduced first, or else the first mention. */
  introductionOf(sourceId: string): Mention | undefined;
  /** Every mention of a concept or an entity, document by document, in text order; a document is looked into when its turn comes. */
  mentions(id: string): Iterable<Mention>;
  /** How many mentions of a concept or an entity there are. */
  mentionCount(id: string): number;
  /** The documents that mention a concept or an entity, in their order, and how often each does. */
  mentionCounts(id: string): readonly DocumentMentions[];
  /** In which scripts its mentions are written, in all documents; those that come first stand first. */
  mentionScripts(id: string): ScriptCounts;
  /** Every attributed statement of a source, document by document, in text order; a document is looked into when its turn comes. */
  statements(sourceId: string): Iterable<Statement>;
  /** How many statements of a source there are. */
  statementCount(sourceId: string): number;
  /** Sentences of the corpus that define a concept, the best first. */
  definitions(conceptId: string): readonly Definition[];
  /** Every place of a string in any script and width, also across soft line breaks; a document is looked into when its turn comes. */
  find(query: string, token: Cancellation): Iterable<Mention>;
  /**
   * Recognises all documents and has doubtful word boundaries looked into, letting other work in between; resolves early when cancelled. From then on
   * nothing changes by itself.
   */
  index(token: Cancellation, progress?: Progress): Promise<void>;
  /**
   * The first half of {@link index}: hits at word boundaries that are in doubt stand. Before it has run, questions about mentions and entities are answered
   * for the documents seen so far (all of them in a corpus of a few documents).
   */
  recognise(token: Cancellation, progress?: Progress): Promise<void>;
  /** The other half, for when all documents are recognised; resolves to whether anything was in doubt. */
  askForWords(token: Cancellation): Promise<boolean>;
  readonly isIndexed: boolean;
  /**
   * How many documents questions about mentions and entities are answered from: fewer than there are while a corpus is read for the first time, or when that was
   * cancelled.
   */
  readonly readCount: number;
  /** How often a layer of a document was recognised, by this thread and in others, and how often it was known from an earlier session. */
  readonly effort: Effort;
  /** What is wrong with corpus.json, term bases or documents, each with the file and the place. */
  readonly problems: readonly Problem[];
}

/**
 * Told how far the recognising of a corpus is: documents that are done, all of them, and the share of the work that is done, from 0 to 1: by the
 * size of the texts, as the longest come first, and with what was done for documents that are not done yet.
 */
export type Progress = (done: number, total: number, share: number) => void;

/** What was done for a corpus since it was opened, in layers of documents. */
export interface Effort {
  readonly here: number;
  readonly elsewhere: number;
  readonly fromCache: number;
}

export interface CorpusDocument {
  /** Path below the corpus root, with `/`. */
  readonly id: string;
  readonly uri: string;
  /** From corpus.json, else the first heading, else the file name. */
  readonly title: string;
  /** The title as far as it is known without reading a text that nobody has looked at yet; the name of the file until then. */
  readonly knownTitle: string;
  readonly authors: readonly string[];
  readonly url?: string | undefined;
  readonly date?: DocumentDate | undefined;
  readonly text: SourceText;
  /** The text up to an offset at least: of one that nobody has read yet, no more than that where it is long. Spans up to there have their places in it. */
  textUpTo(offset: number): SourceText;
  /** The same for whoever needs little of it, once: a text that has not been asked for yet is read and not kept. */
  readonly textInPassing: SourceText;
  /** About how many code units the text has, without reading it. */
  readonly roughLength: number;
  /** Whether the text was there from the beginning, or has been asked for. */
  readonly hasText: boolean;
  readonly script: Script;
  readonly reading: Reading;
  /** The text as it is read, in its own characters. */
  readonly writtenText: WrittenText;
  readonly structure: Structure;
  /** Makes `reading` and `structure`, which take some time in a long document, in steps of a few milliseconds. */
  readInSteps(): Steps<void>;
  /** Sorted by start, longer first; layers may overlap, tags of one layer never do. What a person decided on them is applied (decisions.ts). */
  readonly tags: readonly DecidedTag[];
  readonly attributions: readonly Attribution[];
  readonly definitions: readonly DefinitionSentence[];
  /** What the recognisers found, whatever a person decided on it; in the same order. */
  readonly recognised: { readonly tags: readonly Tag[]; readonly attributions: readonly Attribution[] };
  /** How many tags there are, without making them. */
  readonly tagCount: number;
  /** Another number as soon as tags, attributions or definitions may be others. */
  readonly revision: number;
  /** Tags that take in the offset (its end included when nothing else does), the shortest first. */
  tagsAt(offset: number): readonly DecidedTag[];
  tagsIn(span: Span): readonly DecidedTag[];
  /**
   * `tags`, or those of them that are wanted; in a large document that an editor has open, those that are known at once, before it has been
   * recognised as a whole. So are those of `tagsAt` and `tagsIn`.
   */
  tagsSoFar(filter?: TagFilter): readonly DecidedTag[];
  /** `attributions`, likewise. */
  readonly attributionsSoFar: readonly Attribution[];
  /** The state of what is shown at places: another one whenever that is something else. */
  readonly shownState: ShownState;
  /** Whether places are answered for before the document has been recognised as a whole. */
  readonly isProvisional: boolean;
}

export interface ConceptEntry {
  /** With its prefix: `concept:新质生产力`. */
  readonly id: string;
  readonly concept: Concept;
  readonly termBase: string;
  /** Where the entry stands; absent for the built-in term base. */
  readonly location?: { readonly uri: string; readonly span: Span } | undefined;
}

/** The ways a person, work or organisation is written. */
export interface EntityName {
  readonly id: string;
  readonly kind: SourceKind;
  /** The name as written most often. */
  readonly name: string;
  /** Every spelling, the name among them, those written most often first. */
  readonly forms: readonly string[];
}

export interface Entity extends EntityName {
  /** Roles and affiliations with the place they are stated, the first stated first. */
  readonly roles: readonly Role[];
  /** Where a short form is introduced, or the first mention. */
  readonly introducedAt?: Mention | undefined;
}

/** A role or affiliation, and where it is stated. */
export interface Role {
  readonly text: string;
  readonly at: Mention;
}

export interface Mention {
  readonly document: CorpusDocument;
  readonly span: Span;
}

/** The mentions that one document has of something; it is looked into for what is more than their number. */
export interface DocumentMentions {
  readonly document: CorpusDocument;
  readonly count: number;
  readonly first: Span;
  readonly scripts: ScriptCounts;
}

export interface Statement extends Mention {
  readonly attribution: Attribution;
}

export interface Definition extends Mention {
  /** The term inside the sentence. */
  readonly term: Span;
  readonly evidence: DefinitionSentence['evidence'];
}

export type Severity = 'error' | 'warning' | 'information';

export interface Problem {
  readonly uri: string;
  /** Document offsets in that file; absent when the file as a whole is meant. */
  readonly span?: Span;
  readonly severity: Severity;
  /** Stable, for tests and settings: `corpus.unknown-field`, `document.undecodable`, `sidecar.invalid`. */
  readonly code: string;
  readonly message: string;
}
