import type { Annotation, Code, CodeBook } from '../annotations/model';
import type { Attribution, Tag } from '../recognise/tags';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import type { FigureRow } from './figures';

/** What an export is made of: plain data, so that any corpus, or part of one, can be handed in. */
export interface ExportInput {
  readonly corpus: { readonly name: string; readonly root: string };
  readonly documents: readonly ExportDocument[];
  readonly codeBook: CodeBook;
  /** Memos on codes, and replies to them. */
  readonly codeNotes: readonly Annotation[];
  readonly content: ExportContent;
  /** The time of the export: ISO 8601, UTC. Formats that can say which version of a text they speak of need it. */
  readonly date?: string | undefined;
  /** The table of figures. Read when walked through, each time anew. */
  readonly figures: Iterable<FigureRow>;
  /** The role of a person, when the mention itself states none. */
  readonly roleOf?: ((id: string) => string | undefined) | undefined;
}

/** What people added, what was found automatically, or both. */
export type ExportContent = 'annotations' | 'tags' | 'both';

/** Spans in it are UTF-16 offsets in `text`. */
export interface ExportDocument {
  /** Path below the corpus root, with `/`. */
  readonly id: string;
  readonly uri: string;
  readonly title: string;
  /** EDTF. */
  readonly date?: string | undefined;
  readonly text: SourceText;
  /** SHA-256 of the text in UTF-8, hexadecimal. */
  readonly textHash: string;
  readonly annotations: readonly Annotation[];
  /** Memos on the document, replies, relations, states of work. */
  readonly notes: readonly Annotation[];
  readonly tags: readonly Tag[];
  /** Written with the tags, where a format has a place for them. */
  readonly attributions: readonly Attribution[];
}

/** A format that a corpus can be exported to. */
export interface ExportFormat {
  /** On the command line and in messages. */
  readonly name: string;
  /** For people: what it is, or what reads it. */
  readonly label: string;
  /** The text of the file, piece by piece; at its end the number of records in it. */
  write(input: ExportInput): Generator<string, number, void>;
}

/** A format that a corpus is exported to as a folder, with a file for each table. */
export interface FolderFormat {
  /** On the command line and in messages. */
  readonly name: string;
  /** For people: what it is, or what reads it. */
  readonly label: string;
  /** The files, to be written one after another. */
  files(input: ExportInput): readonly ExportFile[];
}

/** A file of a {@link FolderFormat}. */
export interface ExportFile {
  readonly name: string;
  /** Its bytes, piece by piece, empty pieces among them; at its end the number of rows. */
  readonly write: () => Generator<Uint8Array, number, void>;
}

/** The unit of all offsets in exports: Unicode code points from the start of the text, the end excluded. */
export const OFFSET_UNIT = 'codepoint';

/** A passage as it is exported. */
export interface ExportedPassage {
  /** Code points. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A span in code points with its text; throws when the two do not agree, so that no export can carry wrong offsets. */
export function exportPassage(text: SourceText, span: Span): ExportedPassage {
  const { start, end } = text.codePoints.spanToCodePoints(span);
  const passage = { start, end, text: text.slice(span) };
  const back = text.codePoints.spanToUtf16({ start, end });
  if (back.start !== span.start || back.end !== span.end) throw new RangeError(`A passage of an export cuts a character in two (UTF-16 offsets ${span.start} to ${span.end}).`);
  return passage;
}

/** Annotations by place, those without one last. */
export function inOrder(annotations: readonly Annotation[]): Annotation[] {
  const start = ({ span }: Annotation): number => span?.start ?? Number.MAX_SAFE_INTEGER;
  return [...annotations].sort((a, b) => start(a) - start(b) || (b.span?.end ?? 0) - (a.span?.end ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** What a note is. */
export type NoteKind = 'memo' | 'reply' | 'relation' | 'status';

/** What an annotation about a document, a code or another annotation is for. A status with a memo is a status. */
export function noteKind({ about, relation, status }: Annotation): NoteKind {
  if (relation) return 'relation';
  if (about.kind === 'annotation') return 'reply';
  return status === undefined ? 'memo' : 'status';
}

/** The name of a code; its id, when the code book lacks it. */
export function codeNames({ codes }: CodeBook): (id: string) => string {
  const names = new Map(codes.map(({ id, name }: Code) => [id, name]));
  return (id) => names.get(id) ?? id;
}
