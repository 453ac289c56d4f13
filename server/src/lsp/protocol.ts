import { NotificationType, NotificationType0, RequestType, RequestType0 } from 'vscode-languageserver-protocol';
import type { Position, Range } from 'vscode-languageserver-protocol';
import type { CodeChange, CodePlace } from '../annotations/codeBook/codeBookEdit';
import type { About, AnchorState, AnnotationFields, Code, Status, TagRef } from '../annotations/model';
import type { Verdict } from '../corpus/decisions';
import type { AgreementReport, AgreementRow, MeasureResult } from '../features/agreement/report';

/**
 * Everything that the client and the server say to each other beyond the Language Server Protocol. The client
 * imports only this file (and only its types and names). Positions are LSP positions, UTF-16.
 */

// #region Starting

/** `initializationOptions` of the initialize request; every editor may leave out any of them. */
export interface InitializationOptions {
  /**
   * The editor has the commands of the Meipi extension: links in hovers run `meipi.openLocation` with the arguments
   * `uri, range`, and what a command did is reported by the editor itself. Without it links lead to files, and the server
   * reports by `window/showMessage`.
   */
  readonly commandLinks?: boolean | undefined;
  /** URIs of folders that are a corpus though they have no corpus.json. */
  readonly folders?: readonly string[] | undefined;
  /** The annotator that the user chose; goes before the one in corpus.json. */
  readonly annotator?: string | undefined;
  /** The annotator when neither the user nor corpus.json names one. */
  readonly defaultAnnotator?: string | undefined;
  /** Others' annotations are told nowhere: not in requests, hovers or counts. Exports and files have them. */
  readonly blind?: boolean | undefined;
  /** Annotations that cut a word are offered to be widened, unless this is false. */
  readonly widening?: boolean | undefined;
  /** The editor answers {@link ChooseFileRequest}; without it, copies are written beside the file that they are of. */
  readonly chooseFile?: boolean | undefined;
  /** Threads that recognise a large corpus; as many as the machine has cores when 0 or absent. */
  readonly threads?: number | undefined;
  /**
   * URI of a folder for what is kept from one session to the next and can be deleted at any time; false for none. Without it, the folder that
   * the system has for such things.
   */
  readonly cache?: string | false | undefined;
  /** URI of the bundle of translated strings; the server finds its own by the locale when absent. */
  readonly l10nBundle?: string | undefined;
}

// #endregion

// #region From the client to the server

/** A page of a long list. */
export interface PageParams {
  /** How many to pass over; 0 when absent. */
  readonly offset?: number;
  /** How many to give; as many as are given at once at most, when absent or more. */
  readonly limit?: number;
}

/** Which corpora the server knows, with their documents. */
export const CorporaRequest = new RequestType0<CorpusInfo[], void>('meipi/corpora');

export interface CorpusInfo {
  readonly root: string;
  readonly name: string;
  /** The first {@link DOCUMENTS_TOLD} by id. */
  readonly documents: readonly CorpusDocumentInfo[];
  /** How many documents the corpus has. */
  readonly documentCount: number;
  readonly codes: readonly CodeInfo[];
  /** The annotator that new annotations get. */
  readonly annotator: string;
}

/** Documents of a corpus that are told at most: far above what anyone reads and annotates by hand. */
export const DOCUMENTS_TOLD = 20_000;

export interface CorpusDocumentInfo {
  readonly id: string;
  readonly uri: string;
  readonly title: string;
  /** The encoding of the file by its WHATWG name (`utf-8`, `gb18030`, …); absent for one that is not on disk. */
  readonly encoding?: string;
}

export interface CodeInfo extends Omit<Code, 'other'> {
  /** In the language of the user, where the code book has a name in it. */
  readonly name: string;
  /** The language tag in `names` that the name shown is of; absent where it is the code's own. */
  readonly language?: string;
  /** The name as the code book has it, where that is another. */
  readonly ownName?: string;
  /** Annotations that have the code. */
  readonly uses: number;
  /** Annotations have it, and the code book lacks it. */
  readonly isUnknown?: true;
}

/**
 * Ids of the codes of a corpus that a person may mean who typed something, the best first: by part of a name in any language, script and width,
 * by pinyin without tones or by its initials. All of them, in the order of the code book, for an empty query.
 */
export const FindCodesRequest = new RequestType<FindCodesParams, string[], void>('meipi/findCodes');

export interface FindCodesParams {
  readonly corpus: string;
  readonly query: string;
}

/**
 * The annotations of all corpora, of one or of one document, by document, then by place: a page of them. A page
 * with fewer than were asked for is the last.
 */
export const AnnotationsRequest = new RequestType<AnnotationsParams, AnnotationInfo[], void>('meipi/annotations');

export interface AnnotationsParams extends PageParams {
  /** A document of the corpus, or the corpus root; absent for all corpora. */
  readonly uri?: string;
}

/** Annotations given at once at most. */
export const ANNOTATIONS_PAGE = 5000;

/**
 * What became of the annotations of all corpora since an earlier answer, for an editor that holds them all: while someone types, places move,
 * and little of that has to be told. The server remembers what it told last; asked for anything else, it tells everything anew.
 */
export const AnnotationChangesRequest = new RequestType<AnnotationChangesParams, AnnotationChanges, void>('meipi/annotationChanges');

export interface AnnotationChangesParams {
  /** `state` of the last answer; absent for everything. */
  readonly since?: string;
}

export interface AnnotationChanges {
  /** Names what the editor knows with this answer. */
  readonly state: string;
  /** Everything is told anew: what the editor held before no longer counts. */
  readonly isWhole: boolean;
  /** An answer names {@link ANNOTATIONS_PAGE} annotations at most: the others are told when asked again, with this `state`. */
  readonly hasMore: boolean;
  readonly documents: readonly DocumentAnnotationChanges[];
}

/** Of one document. First all that is held of it is shifted, then the other changes are made. */
export interface DocumentAnnotationChanges {
  readonly uri: string;
  /** Where whole lines moved: see {@link shiftLine}. */
  readonly shifts?: readonly LineShift[];
  /** Ids. */
  readonly removed?: readonly string[];
  /** Those of which nothing but the place changed, where lines that moved do not say it all. */
  readonly moved?: readonly AnnotationPlace[];
  /** New ones, and those that otherwise changed. */
  readonly changed?: readonly AnnotationInfo[];
}

/** From a line on, up to the line of the next shift, places moved down by so many lines. */
export interface LineShift {
  readonly line: number;
  readonly by: number;
}

/** Where an annotation is, as {@link AnnotationInfo} says it. */
export type AnnotationPlace = Pick<AnnotationInfo, 'id' | 'range' | 'ranges'>;

/** The line that a line has become. Shifts are in the order of their lines. */
export function shiftLine(line: number, shifts: readonly LineShift[]): number {
  let by = 0;
  for (const shift of shifts) {
    if (shift.line > line) break;
    ({ by } = shift);
  }
  return line + by;
}

export interface AnnotationInfo extends AnnotationFields {
  readonly id: string;
  readonly corpus: string;
  readonly uri: string;
  readonly document: string;
  readonly about: About;
  /** Absent when the passage is lost or ambiguous. */
  readonly range?: Range;
  /** All parts that have a place, of a discontinuous annotation; absent where there is one part alone. */
  readonly ranges?: readonly Range[];
  /** At most 200 characters of the passage. */
  readonly quote: string;
  readonly anchor: AnchorState;
  readonly codes: readonly string[];
  readonly memo: string;
  readonly creator: string;
  readonly created: string;
  readonly modified: string;
  /**
   * Given with an annotation that was just made, whose passage begins or ends inside a word or a tag: the passage likely meant, and what
   * it says. Only where the editor did not say no to it ({@link InitializationOptions.widening}).
   */
  readonly widen?: { readonly range: Range; readonly text: string };
}

/**
 * Passages of which a person has still to say what became of them, of all corpora, of one or of one document: a page of them, by document,
 * then by place. A page with fewer than were asked for is the last.
 */
export const ReviewsRequest = new RequestType<AnnotationsParams, ReviewInfo[], void>('meipi/reviews');

/** Passages to review given at once at most. */
export const REVIEWS_PAGE = 1000;

export interface ReviewInfo {
  /** Of the annotation. */
  readonly id: string;
  readonly corpus: string;
  readonly uri: string;
  readonly document: string;
  readonly codes: readonly string[];
  readonly creator: string;
  /** Index of the passage in its annotation, and of how many. */
  readonly part: number;
  readonly parts: number;
  readonly state: 'moved' | 'changed' | 'ambiguous' | 'lost';
  /** At most 200 characters: the passage as annotated, as last chosen where that is another, and as it reads now where it has a place. */
  readonly original: string;
  readonly chosen?: string;
  readonly now?: string;
  /** What stood before and after it. */
  readonly before: string;
  readonly after: string;
  /** Where it is now. */
  readonly range?: Range;
  /** How far from where it stood: code points and lines, negative towards the start. */
  readonly movedBy?: { readonly characters: number; readonly lines: number };
  /** Where it may be now, the likeliest first; at most ten. */
  readonly candidates: readonly CandidatePlace[];
}

/** A place with what stands around it. */
export interface CandidatePlace {
  readonly range: Range;
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

/** The whole text in which a passage was made, or null where it is not kept. */
export const EarlierTextRequest = new RequestType<EarlierTextParams, string | null, void>('meipi/earlierText');

export interface EarlierTextParams {
  /** Of the annotation. */
  readonly id: string;
  readonly part?: number;
}

/**
 * Annotations about documents, codes and other annotations (memos, replies, relations, states of work) of all corpora, of
 * one, of one document or of its code book: a page of them, by document, then by time. A page with fewer than were asked for
 * is the last.
 */
export const NotesRequest = new RequestType<AnnotationsParams, NoteInfo[], void>('meipi/notes');

export interface NoteInfo extends AnnotationInfo {
  /** The annotation or code that it is about, or the annotation that it relates to, is there no more. */
  readonly orphaned?: true;
}

/**
 * What the present annotator decided on automatic tags, of all corpora or of one, by document, then by place: a page of those that fit, with
 * the counts of all that fit.
 */
export const DecisionsRequest = new RequestType<DecisionsParams, DecisionsResult, void>('meipi/decisions');

export interface DecisionsParams extends PageParams {
  /** The corpus root; absent for all corpora. */
  readonly corpus?: string;
  /** Only those with this verdict; the counts are of all verdicts. */
  readonly verdict?: Verdict;
  /** Part of the passage, of what it was taken for, of what it is instead, or of the title of the document. */
  readonly filter?: string;
}

/** Decisions given at once at most. */
export const DECISIONS_PAGE = 1000;

export interface DecisionsResult {
  readonly decisions: readonly DecisionInfo[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

export interface DecisionInfo {
  /** Of the annotation that keeps it. */
  readonly id: string;
  readonly corpus: string;
  readonly uri: string;
  readonly document: string;
  /** Of the document. */
  readonly title: string;
  /** Absent when the passage is lost or ambiguous. */
  readonly range?: Range;
  /** At most 200 characters of the passage. */
  readonly quote: string;
  readonly verdict: Verdict;
  /** What the machine found, and its name: of a concept or entity, or the kind of a number. */
  readonly tag: TagRef;
  readonly label: string;
  /** What it is instead, when corrected. */
  readonly as?: TagRef;
  readonly asLabel?: string;
  readonly locked?: true;
  readonly modified: string;
}

/** How far annotators are with the documents of all corpora or of one: a page of documents, with the sums of all. */
export const ProgressRequest = new RequestType<ProgressParams, ProgressResult, void>('meipi/progress');

export interface ProgressParams extends PageParams {
  /** The corpus root; absent for all corpora. */
  readonly corpus?: string;
}

/** Documents given at once at most. */
export const PROGRESS_PAGE = 500;

export interface ProgressResult {
  readonly documents: readonly DocumentProgressInfo[];
  /** How many documents there are. */
  readonly total: number;
  /** One for each corpus. */
  readonly corpora: readonly CorpusProgressInfo[];
}

export interface CoverageInfo {
  /** Annotations of passages; bare decisions on automatic tags do not count. */
  readonly annotations: number;
  /** Code points, white space left out, in no annotation. */
  readonly uncodedCharacters: number;
  /** Sentences that no annotation touches. */
  readonly uncodedSentences: number;
}

/** The coverage of a document is that of all annotators together. */
export interface DocumentProgressInfo extends CoverageInfo {
  readonly corpus: string;
  readonly uri: string;
  readonly document: string;
  readonly title: string;
  /** Code points, white space left out. */
  readonly characters: number;
  readonly sentences: number;
  /** Whoever annotated it or set a status. */
  readonly annotators: readonly AnnotatorProgressInfo[];
}

export interface AnnotatorProgressInfo extends CoverageInfo {
  readonly annotator: string;
  readonly status: Status;
}

export interface CorpusProgressInfo extends CoverageInfo {
  readonly corpus: string;
  readonly documents: number;
  readonly characters: number;
  readonly sentences: number;
  readonly annotators: readonly {
    readonly annotator: string;
    readonly annotations: number;
    /** Documents; the others are new to the annotator. */
    readonly inWork: number;
    readonly done: number;
  }[];
}

/** The next or previous sentence without an annotation, across documents; null when there is none. */
export const NextUncodedRequest = new RequestType<NextUncodedParams, UncodedLocation | null, void>('meipi/nextUncoded');

export interface NextUncodedParams extends NextMentionParams {
  /** Only annotations of this annotator count; those of all when absent. */
  readonly annotator?: string;
}

export interface UncodedLocation {
  readonly uri: string;
  readonly range: Range;
  /** Title of the document, and how many sentences of it are uncoded. */
  readonly title: string;
  readonly left: number;
}

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

/**
 * The terms that corpora use and their term bases lack, the best first, of one corpus or of all. Counting takes a fifth of a
 * second for 100,000 characters, and is done anew for each request.
 */
export const CandidatesRequest = new RequestType<CandidatesParams, CandidateInfo[], void>('meipi/candidates');

export interface CandidatesParams {
  /** The corpus root; absent for all corpora. */
  readonly corpus?: string;
  /** How many of each corpus; {@link CANDIDATES} when absent or more. */
  readonly limit?: number;
}

/** Candidates of a corpus given at most. */
export const CANDIDATES = 500;

/** Places given of each candidate at most. */
export const CANDIDATE_CONTEXTS = 50;

export interface CandidateInfo {
  readonly corpus: string;
  /** In Simplified characters. */
  readonly form: string;
  /** As the documents write it, in any script, the most frequent first. */
  readonly forms: readonly string[];
  readonly score: number;
  readonly frequency: number;
  readonly documents: number;
  /** The sentence of a document that defines it best. */
  readonly definition?: { readonly uri: string; readonly range: Range; readonly text: string };
  readonly aliases: readonly string[];
  readonly english?: string;
  /** The first {@link CANDIDATE_CONTEXTS} places. */
  readonly contexts: readonly CandidateContext[];
}

export interface CandidateContext {
  readonly uri: string;
  readonly range: Range;
  /** What stands around it, on one line. */
  readonly text: string;
}

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

/**
 * How far annotators agree, overall and for each code. Takes as long as gamma needs; other requests are answered meanwhile. Null when the
 * corpus is not known, or others' annotations are hidden.
 */
export const AgreementRequest = new RequestType<AgreementParams, AgreementInfo | null, void>('meipi/agreement');

export interface AgreementParams {
  /** The corpus root. */
  readonly corpus: string;
  /** By name; everybody when absent. */
  readonly annotators?: readonly string[];
  /** Ids of codes; all when absent. */
  readonly codes?: readonly string[];
  /** URIs of documents; all when absent. */
  readonly documents?: readonly string[];
  /** Also documents that not every annotator has worked on. */
  readonly everyDocument?: boolean;
  /** What kappas are taken on: `character` (when absent), `clause` or `sentence`. */
  readonly units?: string;
  /** What is recognised beside the one annotator named, in the kinds of the tags. */
  readonly machine?: boolean;
}

export interface AgreementInfo extends Pick<AgreementReport, 'annotators' | 'machine' | 'units' | 'unplaced' | 'undecided'> {
  readonly corpus: string;
  /** Titles of the documents compared. */
  readonly documents: readonly string[];
  /** Documents that not every annotator has worked on, with those who have not. */
  readonly leftOut: readonly { readonly document: string; readonly missing: readonly string[] }[];
  readonly rows: readonly AgreementRowInfo[];
}

export interface AgreementRowInfo extends Omit<AgreementRow, 'results'> {
  /** By the names `cohen`, `fleiss`, `alpha-u`, `alpha-cu`, `gamma`. */
  readonly results: Readonly<Record<string, MeasureResult>>;
}

/** Where annotators do not agree: what nobody has decided yet, a page of it. Null as {@link AgreementRequest} is. */
export const DisagreementsRequest = new RequestType<DisagreementsParams, DisagreementsInfo | null, void>('meipi/disagreements');

export interface DisagreementsParams extends PageParams {
  /** The corpus root. */
  readonly corpus: string;
  readonly annotators?: readonly string[];
  /** URIs of documents; all when absent. */
  readonly documents?: readonly string[];
}

/** Disagreements given at once at most. */
export const DISAGREEMENTS_PAGE = 500;

export interface DisagreementsInfo {
  /** Everybody who has annotated something in the corpus, and whom this compares. */
  readonly everybody: readonly string[];
  readonly annotators: readonly string[];
  /** By document, then by place. */
  readonly open: readonly DisagreementInfo[];
  /** How many are open and decided in all, and at how many places all agree. */
  readonly total: number;
  readonly settled: number;
  readonly agreed: number;
}

export interface DisagreementInfo {
  /** Names it as long as it has the same annotations. */
  readonly id: string;
  readonly corpus: string;
  readonly uri: string;
  readonly title: string;
  /** From the first passage to the last. */
  readonly range: Range;
  /** Other codes, another extent, both, or somebody marked nothing. */
  readonly kind: 'codes' | 'extent' | 'codes-and-extent' | 'missing';
  readonly sides: readonly DisagreementSideInfo[];
  /** At most 200 characters of the text there. */
  readonly quote: string;
}

export interface DisagreementSideInfo {
  readonly annotator: string;
  /** None when the annotator marked nothing there. */
  readonly annotations: readonly string[];
  readonly codes: readonly string[];
  readonly ranges: readonly Range[];
  readonly memos: readonly string[];
}

/** How far indexing is. */
export const StatusRequest = new RequestType0<IndexStatus, void>('meipi/status');

/** Sent when the person turns to the editor: what could not be saved is tried again. */
export const RetryNotification = new NotificationType0('meipi/retry');

// #endregion

// #region From the server to the client

/** Sent whenever annotations or code books changed, by whomever. */
export const AnnotationsChangedNotification = new NotificationType<AnnotationsChangedParams>('meipi/annotationsChanged');

export interface AnnotationsChangedParams {
  readonly corpus: string;
  /** Documents concerned; absent when the code book changed and all are. */
  readonly uris?: readonly string[];
  /** Whether codes, or how often they are used, changed: `meipi/corpora` has another answer then. */
  readonly codes: boolean;
  /** A text was edited, and nothing else of annotations changed but where their passages are. */
  readonly placesOnly?: true;
}

/** Sent when the set of corpora or their documents changed: the client sets the language of the documents. */
export const CorporaChangedNotification = new NotificationType<readonly CorpusInfo[]>('meipi/corporaChanged');

/** Sent while indexing and when it ends. */
export const StatusNotification = new NotificationType<IndexStatus>('meipi/statusChanged');

export interface IndexStatus {
  readonly state: 'idle' | 'indexing' | 'cancelled';
  readonly indexed: number;
  readonly documents: number;
  readonly tags: number;
  /** Name of the word segmenter in use; empty while none was needed. */
  readonly segmenter: string;
  /** Problems by severity, for the status item. */
  readonly problems: number;
  /** Documents whose annotations are not all in their files, because writing failed. */
  readonly unsaved: number;
  /** What was done since the server started, where it was done. */
  readonly effort: Effort;
}

/** How often a layer of a document was recognised, by the main thread and in others, and how often it was known from an earlier session. */
export interface Effort {
  readonly here: number;
  readonly elsewhere: number;
  readonly fromCache: number;
}

/** Asks the person for a file to write; null when they choose none. */
export const ChooseFileRequest = new RequestType<ChooseFileParams, string | null, void>('meipi/chooseFile');

export interface ChooseFileParams {
  /** URI of the file that is proposed. */
  readonly suggested: string;
}

// #endregion

// #region Commands (workspace/executeCommand), for every editor

/**
 * Commands of the server. Arguments are one JSON object each. Failures are response errors with a message for the
 * user; changes are announced by `meipi/annotationsChanged`.
 */
export const ServerCommand = {
  /** {@link AnnotateArguments} to {@link AnnotationInfo} */
  annotate: 'meipi.server.annotate',
  /** {@link EditAnnotationArguments} to {@link AnnotationInfo} */
  editAnnotation: 'meipi.server.editAnnotation',
  /** {@link RecodeArguments} to the number changed, in one step of undo for each corpus */
  recodeAnnotations: 'meipi.server.recodeAnnotations',
  /** {@link AddNoteArguments} to {@link AnnotationInfo}: a reply, or a memo on a document or a code */
  addNote: 'meipi.server.addNote',
  /** {@link RelateArguments} to {@link AnnotationInfo}: relates two annotations, or gives a relation another kind */
  relate: 'meipi.server.relate',
  /** {@link SetStatusArguments} to the number of documents whose status changed, in one step of undo for each corpus */
  setStatus: 'meipi.server.setStatus',
  /** `{ ids: string[] }` to the number of annotations whose passages are settled where they were found */
  acceptPassages: 'meipi.server.acceptPassages',
  /** `{ ids: string[] }` to the number of annotations whose lost passages are no longer asked about */
  keepLost: 'meipi.server.keepLost',
  /** {@link ReattachArguments} to {@link AnnotationInfo} */
  reattach: 'meipi.server.reattach',
  /** `{ ids: string[] }` to the number deleted */
  deleteAnnotations: 'meipi.server.deleteAnnotations',
  /** `{ corpus?: string }` to a description of what was undone, or null */
  undo: 'meipi.server.undo',
  redo: 'meipi.server.redo',
  /** {@link AddCodeArguments} to {@link CodeInfo}; a name that a code has already gives that code */
  addCode: 'meipi.server.addCode',
  /** {@link EditCodeArguments} to {@link CodeInfo} */
  editCode: 'meipi.server.editCode',
  /** {@link MoveCodeArguments} to null */
  moveCode: 'meipi.server.moveCode',
  /** {@link MergeCodesArguments} to the number of annotations changed; like all that is done to codes, one step of undo */
  mergeCodes: 'meipi.server.mergeCodes',
  /** {@link SplitCodeArguments} to {@link SplitCodeResult} */
  splitCode: 'meipi.server.splitCode',
  /** {@link DeleteCodeArguments} to the number of annotations changed */
  deleteCode: 'meipi.server.deleteCode',
  /** {@link ImportCodesArguments} to {@link ImportCodesResult} */
  importCodes: 'meipi.server.importCodes',
  /** {@link ExportArguments} to {@link ExportResult} */
  export: 'meipi.server.export',
  /**
   * `{ folder: string, write?: boolean }`: loads the folder as a corpus, after writing an empty corpus.json unless there is one or
   * `write` is false. To {@link CorpusInfo}
   */
  declareCorpus: 'meipi.server.declareCorpus',
  /** {@link AddTermArguments} to {@link AddedTerm}: writes a concept into the corpus's own term base */
  addTerm: 'meipi.server.addTerm',
  /** {@link ForbidFormArguments} to {@link ForbiddenForm}: a form that was only proposed is forbidden in the corpus's own term base */
  forbidForm: 'meipi.server.forbidForm',
  /** {@link HideCandidateArguments} to null: a candidate that is no term is remembered in corpus.json */
  hideCandidate: 'meipi.server.hideCandidate',
  /** {@link StatementsArguments} to {@link StatementsResult}: all that a source says; null when there is no source at the place. */
  statements: 'meipi.server.statements',
  /** {@link AdjudicateArguments} to {@link AnnotationInfo}s: records a decision between annotators, in one step of undo */
  adjudicate: 'meipi.server.adjudicate',
  /** {@link CodeArguments} to {@link CodedResult}: gives a passage a code, or takes it away; adds an annotation where there is none */
  code: 'meipi.server.code',
  /** {@link PlacesArguments} to {@link PlacesResult}: mentions, statements or places of a string, to be annotated at once */
  places: 'meipi.server.places',
  /** {@link AnnotatePlacesArguments} to {@link AnnotatedPlaces}, in one step of undo */
  annotatePlaces: 'meipi.server.annotatePlaces',
  /** `{ ids: string[], locked: boolean }` to the number changed, in one step of undo for each corpus */
  lockAnnotations: 'meipi.server.lockAnnotations',
  /** {@link TagsAtArguments} to {@link TagInfo}[]: the tags at a place, rejected ones among them */
  tagsAt: 'meipi.server.tagsAt',
  /** {@link UndecidedTagArguments} to {@link UndecidedTagInfo}, or null when every tag is decided */
  undecidedTag: 'meipi.server.undecidedTag',
  /** {@link DecideTagsArguments} to {@link DecidedTags}, in one step of undo */
  decideTags: 'meipi.server.decideTags',
  /** `{ ids: string[] }` of annotations to the number of decisions on tags that were taken back, in one step of undo for each corpus */
  withdrawDecisions: 'meipi.server.withdrawDecisions',
  /** {@link SubjectsArguments} to {@link SubjectInfo}[]: concepts and entities by name */
  subjects: 'meipi.server.subjects',
  /** {@link SelectArguments} to a range, or null: a selection widened to whole words, clauses, sentences, paragraphs or turns */
  select: 'meipi.server.select',
  /** {@link AttachSidecarArguments} to {@link AttachedSidecar}: gives annotations whose document is gone to the document that has its text now */
  attachSidecar: 'meipi.server.attachSidecar',
  /** Read texts, annotations and code books from disk again and index everything; for editors that watch no files. */
  reindex: 'meipi.server.reindex',
  /** Deletes what is kept of all corpora from one session to the next. */
  clearCache: 'meipi.server.clearCache',
} as const;

export interface AnnotateArguments {
  readonly uri: string;
  readonly range: Range;
  /** Further parts of the same annotation. */
  readonly more?: readonly Range[] | undefined;
  /** Ids of codes, or names: a name that is not in the code book is added to it. */
  readonly codes: readonly string[];
  readonly memo?: string;
}

/** Where a passage of an annotation is, as a person says. */
export interface ReattachArguments {
  readonly id: string;
  readonly range: Range;
  /** Index of the passage in its annotation; 0 when absent. */
  readonly part?: number;
}

export interface EditAnnotationArguments {
  readonly id: string;
  readonly codes?: readonly string[];
  readonly memo?: string;
  /** A new extent of the passage, and its further parts. */
  readonly range?: Range;
  readonly more?: readonly Range[] | undefined;
  /** Further parts beside those that it has; the parts that stay keep what is remembered of them. */
  readonly addParts?: readonly Range[] | undefined;
  /** Parts to be taken away: those that these ranges touch. */
  readonly removeParts?: readonly Range[] | undefined;
  readonly locked?: boolean | undefined;
}

export interface CodeArguments {
  readonly uri: string;
  /** A passage; an empty one is the cursor, and means the shortest own annotation there. */
  readonly range: Range;
  /** Id of a code, or a name as in {@link AnnotateArguments}. */
  readonly code: string;
}

/** What {@link ServerCommand.code} did: to a new annotation, to one that was there, or to one that had nothing else and is gone. */
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
  /** Names the passage as it is written: with it, {@link ServerCommand.annotatePlaces} sees whether the text has changed since. */
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

export interface TagsAtArguments {
  readonly uri: string;
  /** Of a tag; an empty one is the cursor. */
  readonly range: Range;
}

export interface TagInfo {
  readonly uri: string;
  readonly range: Range;
  /** As written, on one line. */
  readonly text: string;
  readonly tag: TagRef;
  /** Name of the concept or entity; the kind of a number. */
  readonly label: string;
  /** What the present annotator decided. */
  readonly verdict?: 'accepted' | 'rejected' | 'corrected';
  /** The decision is locked; it is kept in this annotation. */
  readonly locked?: boolean;
  readonly annotation?: string;
  /** What else the words may stand for, this one included; absent where there is nothing else. */
  readonly alternatives?: readonly SubjectInfo[];
  /** Neither the text nor a person says which of them. */
  readonly ambiguous?: boolean;
}

/** A concept or an entity. */
export interface SubjectInfo {
  readonly id: string;
  readonly layer: string;
  readonly kind: string;
  readonly label: string;
}

export interface SubjectsArguments {
  readonly corpus: string;
  /** Part of a name in any script; of all when empty. */
  readonly query: string;
}

/** Concepts and entities given at most. */
export const SUBJECTS = 100;

export interface UndecidedTagArguments {
  readonly uri: string;
  /** Of the tag after which the next is wanted; an empty one is the cursor. */
  readonly range: Range;
  /** Layer of that tag, where several have one range. */
  readonly layer?: string | undefined;
  readonly direction?: 'next' | 'previous' | undefined;
  /** Only tags of these layers. */
  readonly layers?: readonly string[] | undefined;
}

export interface UndecidedTagInfo extends TagInfo {
  /** How many tags of these layers are undecided in the corpus. */
  readonly undecided: number;
}

export interface DecideTagsArguments {
  readonly uri: string;
  /** Of the tag; an empty one is the cursor, and means the shortest tag there. */
  readonly range: Range;
  /** Layer of the tag, where several have one range. */
  readonly layer?: string | undefined;
  /** `none` takes a decision back. */
  readonly verdict: 'accepted' | 'rejected' | 'corrected' | 'none';
  /** What the tag is instead, when corrected; what is left out stays as it is. */
  readonly as?: Partial<TagRef> | undefined;
  /** The passage that it should have, when corrected. */
  readonly extent?: Range | undefined;
  /** This tag alone (when absent), all like it in the corpus, or all but those whose decision is locked. */
  readonly scope?: 'this' | 'unlocked' | 'all' | undefined;
  /** Like it are tags of the same concept, entity or kind of number (`id`, when absent), or those written the same in any script. */
  readonly by?: 'id' | 'form' | undefined;
}

export interface DecidedTags {
  readonly decided: number;
  /** Tags left alone, because their decision is locked. */
  readonly locked: number;
}

export interface AttachSidecarArguments {
  /** URI of a sidecar beside which there is no document. */
  readonly sidecar: string;
  /** URI of a document without annotations. */
  readonly document: string;
}

export interface AttachedSidecar {
  /** URI and id of the document. */
  readonly uri: string;
  readonly document: string;
  /** How many annotations, notes among them, it has now. */
  readonly annotations: number;
}

export interface SelectArguments {
  readonly uri: string;
  readonly range: Range;
  readonly unit: 'word' | 'clause' | 'sentence' | 'paragraph' | 'turn';
}

export interface RecodeArguments {
  readonly ids: readonly string[];
  /** Codes that all of them get: ids or names, as in {@link AnnotateArguments}. */
  readonly add?: readonly string[];
  /** Codes that none of them keeps. */
  readonly remove?: readonly string[];
}

/** Just one of `annotation`, `uri`, and `corpus` with `code` says what it is about. */
export interface AddNoteArguments {
  /** Markdown. */
  readonly memo: string;
  /** Id of the annotation that is replied to. */
  readonly annotation?: string | undefined;
  /** A document. */
  readonly uri?: string | undefined;
  readonly corpus?: string | undefined;
  /** Id of a code. */
  readonly code?: string | undefined;
}

/** Either `from`, `to` and `kind`, for a new relation, or `relation` and `kind`. */
export interface RelateArguments {
  /** Id of a relation. */
  readonly relation?: string | undefined;
  /** Ids of two annotations of one corpus: the first supports, contradicts, answers, … the second. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** `supports`, `contradicts`, `answers`, `same-as`, or any other word. */
  readonly kind: string;
  /** Markdown. */
  readonly memo?: string | undefined;
}

export interface SetStatusArguments {
  /** Documents, of any corpora. */
  readonly uris: readonly string[];
  /** Of the present annotator. */
  readonly status: Status;
}

export interface AdjudicateArguments {
  /** A document of the corpus. */
  readonly uri: string;
  /** {@link DisagreementInfo.id}, and the annotators that it is between. */
  readonly disagreement: string;
  readonly annotators: readonly string[];
  /** What one annotator has (nothing, where that one marked nothing), what all have, nothing, or something of one's own. */
  readonly take: 'one' | 'all' | 'none' | 'own';
  /** Whose, with `one`. */
  readonly annotator?: string | undefined;
  /** With `own`: ids of codes, or names as in {@link AnnotateArguments}; passages where they are not those of the first annotator. */
  readonly codes?: readonly string[] | undefined;
  readonly ranges?: readonly Range[] | undefined;
  readonly memo?: string | undefined;
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

/** What is said of a code; what is left out stays, and null takes it away. */
export type CodeFields = Omit<CodeChange, 'name'>;

export interface AddCodeArguments extends CodeFields, CodePlace {
  readonly corpus: string;
  readonly name: string;
}

export interface EditCodeArguments extends CodeFields {
  readonly corpus: string;
  readonly id: string;
  readonly name?: string | undefined;
}

export interface MoveCodeArguments extends CodePlace {
  readonly corpus: string;
  /** Codes, which move with all below them and stand in this order then. */
  readonly ids: readonly string[];
}

export interface MergeCodesArguments {
  readonly corpus: string;
  readonly ids: readonly string[];
  /** The code that stays. */
  readonly into: string;
}

export interface SplitCodeArguments {
  readonly corpus: string;
  readonly id: string;
  /** Name of the code that gets some of its uses; made beside it, unless there is one of this name. */
  readonly name: string;
  /** Ids of the annotations that get it. */
  readonly annotations: readonly string[];
  readonly color?: string | undefined;
  readonly description?: string | undefined;
}

export interface SplitCodeResult {
  readonly code: CodeInfo;
  readonly changed: number;
}

export interface DeleteCodeArguments {
  readonly corpus: string;
  readonly ids: readonly string[];
  /** What becomes of their uses: they go from the annotations, the parent takes their place, or the annotations keep the ids. */
  readonly uses: 'remove' | 'parent' | 'keep';
}

export interface ImportCodesArguments {
  readonly corpus: string;
  /** Name of a format: `qdc`. */
  readonly format: string;
  /** URI. */
  readonly file: string;
  /** Of a code that is there and differs, whether what is there is kept (so when absent) or what the file says taken. */
  readonly differences?: 'keep' | 'take' | undefined;
}

export interface ImportCodesResult {
  readonly added: number;
  readonly known: number;
  readonly changed: number;
  /** What was not taken over, or is not as the file has it, in the language of the user. */
  readonly remarks: readonly string[];
}

/**
 * A new concept. Either `corpus` and `form` are given, or `uri` and `range`: then the form is what stands there. What is left
 * out is taken from the candidate of that form, if there is one.
 */
export interface AddTermArguments {
  readonly corpus?: string | undefined;
  readonly form?: string | undefined;
  readonly uri?: string | undefined;
  readonly range?: Range | undefined;
  readonly forms?: readonly string[] | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly english?: string | undefined;
  /** A definition; empty for none, not even the sentence that the corpus has. */
  readonly definition?: string | undefined;
}

export interface AddedTerm {
  /** Id of the concept, without a prefix. */
  readonly id: string;
  /** URI of the term base it was written to. */
  readonly file: string;
  /** Where the entry stands in it. */
  readonly range: Range;
  /** The term base was made, and named in corpus.json. */
  readonly created: boolean;
}

/** A mention that was found by a proposed form, or a place in it. */
export interface ForbidFormArguments {
  readonly uri: string;
  readonly range: Range;
}

export interface ForbiddenForm {
  /** Id of the concept, without a prefix. */
  readonly id: string;
  readonly form: string;
  /** URI of the term base, and the entry in it. */
  readonly file: string;
  readonly range: Range;
}

export interface HideCandidateArguments {
  readonly corpus: string;
  readonly form: string;
  /** False shows it again. */
  readonly hide?: boolean | undefined;
}

export interface ExportArguments {
  readonly corpus: string;
  /** Name of a format: `csv`, `jsonl`, `w3c`; of tags also `parquet`; of figures the first two; of codes `qdc`. */
  readonly format: string;
  /** What to write; annotations when absent. `figures` is the table of all, `comparison` has those of the same thing side by side, `codes` is the code book. */
  readonly content?: 'annotations' | 'tags' | 'figures' | 'comparison' | 'codes';
  /** File to write to; of `parquet`, which has a file for each table, the folder. */
  readonly file: string;
}

export interface ExportResult {
  readonly file: string;
  /** Records written; of a code book, codes. */
  readonly rows: number;
  /** What the format cannot hold, or has in another place, in the language of the user. */
  readonly losses?: readonly string[];
}

// #endregion
