import type { Annotation, Status } from '../annotations/model';
import type { NoteIndex } from '../annotations/noteIndex';
import type { Corpus, CorpusDocument } from '../corpus/corpus';
import type { Cancellation } from '../corpus/ports';
import { isLowSurrogate } from '../text/codePoints';
import { sentencesIn } from '../text/sentences';
import { bySpan, lowerBound, type Span } from '../text/span';
import { finish, inTurns, type Steps } from '../text/steps';

/** What one annotator, or all together, did and left in a text. */
export interface Coverage {
  /** Annotations of passages; bare decisions on automatic tags do not count. */
  readonly annotations: number;
  /** Code points, white space left out, in no annotation. */
  readonly uncodedCharacters: number;
  /** Sentences that no annotation touches. */
  readonly uncodedSentences: number;
}

export interface AnnotatorProgress extends Coverage {
  readonly annotator: string;
  readonly status: Status;
}

/** How far a document is; its own coverage is that of all annotators together. */
export interface DocumentProgress extends Coverage {
  readonly document: CorpusDocument;
  /** Code points, white space left out. */
  readonly characters: number;
  readonly sentences: number;
  /** Whoever annotated it or set a status, by name. */
  readonly annotators: readonly AnnotatorProgress[];
}

/** What progress is counted from. */
export interface ProgressSource {
  readonly corpus: Corpus;
  /** Annotations of passages of a document. */
  annotations(document: string): readonly Annotation[];
  readonly noteIndex: NoteIndex;
}

/**
 * The progress of the documents of a corpus. What is counted is kept until the text or the annotations of that document
 * change, so that a change costs one document.
 */
export class ProgressTable {
  readonly #source: ProgressSource;
  readonly #known = new Map<string, DocumentProgress>();

  constructor(source: ProgressSource) {
    this.#source = source;
  }

  /** Counts documents anew when next asked: their annotations changed. */
  forget(documents: readonly string[]): void {
    for (const document of documents) this.#known.delete(document);
  }

  /** All documents, in the order of the corpus. Lets other work in between documents; `undefined` when cancelled. */
  async all(token: Cancellation, pause: () => Promise<void>): Promise<DocumentProgress[] | undefined> {
    const { documents } = this.#source.corpus;
    const rows: DocumentProgress[] = [];
    for (const document of documents) {
      const known = this.#fresh(document);
      if (!known) {
        await pause();
        if (token.isCancellationRequested) return undefined;
        const isMeasured = await inTurns(measuredInSteps(document), pause, () => token.isCancellationRequested);
        if (!isMeasured) return undefined;
      }
      rows.push(known ?? this.of(document));
    }
    return rows;
  }

  of(document: CorpusDocument): DocumentProgress {
    const known = this.#fresh(document);
    if (known) return known;
    const counted = progressOf(document, this.#source.annotations(document.id), this.#source.noteIndex);
    this.#known.set(document.id, counted);
    return counted;
  }

  /** A document whose text changed is another object. */
  #fresh(document: CorpusDocument): DocumentProgress | undefined {
    const known = this.#known.get(document.id);
    return known?.document === document ? known : undefined;
  }
}

/** The progress of one document. */
export function progressOf(document: CorpusDocument, annotations: readonly Annotation[], notes: NoteIndex): DocumentProgress {
  const measured = measure(document);
  const coding = annotations.filter(isCoding);
  const statuses = new Map(notes.statusesOf(document.id).map(({ creator, status }) => [creator, status]));
  const names = [...new Set([...coding.map(({ creator }) => creator), ...statuses.keys()])].sort();
  return {
    document,
    characters: measured.characters,
    sentences: measured.sentences.length,
    ...coverage(document, measured, coding),
    annotators: names.map((annotator) => ({
      annotator,
      status: statuses.get(annotator) ?? 'new',
      ...coverage(document, measured, coding.filter(({ creator }) => creator === annotator)),
    })),
  };
}

/** Sentences that no annotation touches, in document offsets; `annotator` asks for those that this annotator left. */
export function uncodedSentences(document: CorpusDocument, annotations: readonly Annotation[], annotator?: string): Span[] {
  const coding = annotations.filter((each) => isCoding(each) && (annotator === undefined || each.creator === annotator));
  return untouched(measure(document).sentences, coveredBy(coding));
}

/** Accepting or rejecting a tag says nothing of what the passage is about. */
function isCoding({ codes, memo, decision }: Annotation): boolean {
  return !decision || codes.length > 0 || memo !== '';
}

interface Measured {
  readonly characters: number;
  /** Document offsets; lines of punctuation alone left out. */
  readonly sentences: readonly Span[];
}

/** A text never changes: a changed document is another object. */
const known = new WeakMap<CorpusDocument, Measured>();

function measure(document: CorpusDocument): Measured {
  return known.get(document) ?? finish(measuredInSteps(document));
}

/** UTF-16 code units of a document that takes more than a few milliseconds. */
const LONG = 100_000;
/** Sentences that are looked at in one step. */
const STEP = 2000;

/** Measures a document, a long one in steps of a few milliseconds. */
function* measuredInSteps(document: CorpusDocument): Steps<Measured> {
  const measured = known.get(document);
  if (measured) return measured;
  if (document.roughLength >= LONG) yield* document.readInSteps();
  const { reading, text } = document;
  const sentences: Span[] = [];
  for (const [i, sentence] of sentencesIn(reading.text).entries()) {
    if (i > 0 && i % STEP === 0) yield;
    if (/[\p{L}\p{N}]/u.test(reading.text.slice(sentence.start, sentence.end))) sentences.push(reading.toSourceSpan(sentence));
  }
  let characters = 0;
  for (let start = 0; start < text.length; start += LONG) {
    if (start > 0) yield;
    characters += visible(text.text, { start, end: Math.min(text.length, start + LONG) });
  }
  const now = { characters, sentences };
  known.set(document, now);
  return now;
}

function coverage(document: CorpusDocument, { characters, sentences }: Measured, annotations: readonly Annotation[]): Coverage {
  const covered = coveredBy(annotations);
  return {
    annotations: annotations.length,
    uncodedCharacters: characters - covered.reduce((sum, span) => sum + visible(document.text.text, span), 0),
    uncodedSentences: untouched(sentences, covered).length,
  };
}

/** The stretches that annotations take up, those that overlap or touch united, in order. */
function coveredBy(annotations: readonly Annotation[]): Span[] {
  const spans = annotations.flatMap(({ parts }) => parts.flatMap(({ span }) => span ?? [])).sort(bySpan);
  const united: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = united.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else united.push({ start, end });
  }
  return united;
}

function untouched(sentences: readonly Span[], covered: readonly Span[]): Span[] {
  return sentences.filter(({ start, end }) => {
    const next = covered[lowerBound(covered, start + 1, (span) => span.end)];
    return !next || next.start >= end;
  });
}

/** Code points of a stretch (UTF-16 offsets) that show. */
function visible(text: string, { start, end }: Span): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (!isLowSurrogate(unit) && !isBlank(unit)) count++;
  }
  return count;
}

/** White space, byte order marks and zero-width spaces. */
function isBlank(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0 || unit === 0x3000 || unit === 0xfeff || (unit >= 0x2000 && unit <= 0x200b) || unit === 0x2028 || unit === 0x2029;
}
