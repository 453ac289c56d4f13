import type { CorpusDocument } from '../corpus/corpus';
import type { Knowledge } from '../corpus/loneDocuments';
import type { Layer } from '../recognise/tags';
import { type Arguments, type Io, oneOf, type Option, UsageError } from './command';
import { indexAll, openLoneDocuments, openPaths } from './corpora';
import { looksLikeRecord, parseRecord, type BrokenRecord } from './records';
import { linesOf, lookAtStart, type Pieces } from './standardInput';

/** What a command writes of each document: the rows of a table, in the order of the text. */
export interface DocumentTable<Row extends object> {
  /** What the rows are, in the line of a document. */
  readonly name: string;
  /** The column with the document, which the line of a document has no need of. */
  readonly documentColumn: keyof Row;
  /** What has to be recognised. */
  readonly layers: ReadonlySet<Layer>;
  /** Before everything else. */
  readonly head?: string | undefined;
  /** A row as it is written; as JSON Lines where absent. */
  readonly written?: ((row: Row) => string) | undefined;
  /** Asked once for a corpus that is recognised, then for its documents. */
  rowsOf(documents: readonly CorpusDocument[], knowledge: Knowledge, nameOf: (document: CorpusDocument) => string): (document: CorpusDocument) => Iterable<Row>;
}

/** Options of commands that write a table of documents. */
export const TABLE_OPTIONS = {
  input: { value: 'jsonl|text', help: 'what stands on standard input: JSON Lines {"id", "text", "date"?}, each line a document that stands alone, or one text; when absent its first line tells' },
  'per-document': { help: 'write one line for each document, also for one in which nothing is found' },
} satisfies Record<string, Option>;

/** Writes a table of the documents that paths name, or of those on standard input. The exit code. */
export async function writeTable<Row extends object>(table: DocumentTable<Row>, args: Arguments, io: Io): Promise<number> {
  const perDocument = args.has('per-document');
  if (perDocument && table.written) throw new UsageError('--per-document writes JSON Lines');
  const writer = perDocument ? lines : rows;
  const { records, io: world } = await standardInputOf(args, io);
  if (table.head !== undefined && !perDocument) await io.out.text(table.head);
  if (records) return filter(table, records, writer, args, world);
  for (const opened of await openPaths(args.positionals, args, world, { layers: table.layers })) {
    await indexAll(opened, io);
    const nameOf = (document: CorpusDocument): string => opened.nameOf(document);
    const rowsOf = table.rowsOf(opened.corpus.documents, opened.corpus, nameOf);
    for (const document of opened.corpus.documents) await writer.document(table, nameOf(document), rowsOf(document), io);
  }
  return 0;
}

/**
 * Standard input as records, where it is wanted as such or begins with one; else the world with standard input as it was.
 * @throws {UsageError} when records are wanted and something else is to be read
 */
export async function standardInputOf(args: Arguments, io: Io): Promise<{ records?: Pieces; io: Io }> {
  const alone = args.positionals.length > 0 && args.positionals.every((path) => path === '-');
  const wanted = args.value('input') === undefined ? undefined : oneOf(args, 'input', ['jsonl', 'text'], 'text');
  if (wanted === 'jsonl') {
    if (!alone) throw new UsageError('--input jsonl reads standard input: the only PATH must be -');
    return { records: io.standardInput, io };
  }
  if (wanted === 'text' || !alone) return { io };
  const { line, pieces } = await lookAtStart(io.standardInput, '{'.charCodeAt(0));
  if (line && looksLikeRecord(line)) return { records: pieces, io };
  return { io: { ...io, standardInput: pieces } };
}

/** How what is found in documents is written. */
interface Writer {
  document<Row extends object>(table: DocumentTable<Row>, id: string, found: Iterable<Row>, io: Io): Promise<void>;
  /** A line of the input that holds no document. */
  broken(record: BrokenRecord, io: Io): Promise<void>;
}

/**
 * Each line of standard input a document of its own, the rows in the same order. No more is read before what is read is written, and what is
 * written is handed on before more is waited for.
 */
async function filter<Row extends object>(table: DocumentTable<Row>, pieces: Pieces, writer: Writer, args: Arguments, io: Io): Promise<number> {
  const lone = await openLoneDocuments(args, io, table.layers);
  const date = args.value('date');
  for await (const complete of linesOf(pieces)) {
    for (const { number, bytes } of complete) {
      const place = `-:${number}`;
      const record = parseRecord(bytes);
      if (!record) continue;
      if ('error' in record) {
        io.fail(place, record.error);
        await writer.broken(record, io);
        continue;
      }
      const { document, knowledge, failures } = await lone.open(record.id, record.text, date ?? record.date);
      await writer.document(table, record.id, table.rowsOf([document], knowledge, () => record.id)(document), io);
      for (const message of failures) io.fail(place, message);
    }
    await io.out.flush();
  }
  return 0;
}

/** A line for each row. */
const rows: Writer = {
  async document({ written }, _id, found, io) {
    for (const row of found) if (io.out.gather(written ? written(row) : `${JSON.stringify(row)}\n`)) await io.out.flush();
  },
  broken: () => Promise.resolve(),
};

/** A line for each document, and for each that is broken, so that each line of the input has one in the output. */
const lines: Writer = {
  async document({ name, documentColumn }, id, found, io) {
    await io.out.json({ id, [name]: [...found].map((row) => ({ ...row, [documentColumn]: undefined })) });
  },
  async broken({ id, error }, io) {
    await io.out.json({ id: id ?? null, error });
  },
};
