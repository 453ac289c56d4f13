import type { ExportInput } from '../exportInput';

/**
 * A table of a corpus, one Parquet file: its columns, and its rows in the order of the documents and their texts. In all tables `file` is the path
 * of the document below the corpus root, and `start` and `end` are code points, so that tables can be joined.
 */
export interface Table<Row> {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  rows(input: ExportInput): Iterable<Row>;
}

/** A column of a table, and its value in a row. */
export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (row: Row) => Value;
}

/** What a column of each type holds; every one may be null. Integers have 32 bits. */
interface Held {
  readonly string: string;
  readonly integer: number;
  readonly number: number;
  readonly boolean: boolean;
  readonly strings: readonly string[];
}

export type ColumnType = keyof Held;
export type Value = Held[ColumnType] | null | undefined;

/** The fields of a row, or of a part of it, that a column of a type can hold. */
type FieldOf<Part, Type extends ColumnType> = { [Name in keyof Part & string]: NonNullable<Part[Name]> extends Held[Type] ? Name : never }[keyof Part & string];

/** Makes columns that have the names of the fields that they hold, of the row or of the part of it that `partOf` gives. */
export function fieldsOf<Row, Part>(partOf: (row: Row) => Part | undefined): <Type extends ColumnType>(type: Type, ...names: readonly FieldOf<Part, Type>[]) => Column<Row>[] {
  return (type, ...names) => names.map((name) => ({ name, type, of: (row) => partOf(row)?.[name] as Value }));
}

/** A quantity that is a number. */
export function asNumber(value: number | string | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** One that is a duration or a date. */
export function asText(value: number | string | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
