import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { version } from '../../../../package.json';
import type { Column, ColumnType, Value } from './table';

/** Rows in a row group at most: what a reader takes at once, and the most that is held here. */
const GROUP_ROWS = 65_536;
/** Code units of text in a row group, about: rows with long sentences make smaller ones. */
const GROUP_TEXT = 8_000_000;
/** Rows after which other work is let in. */
const BREATH = 1000;

/**
 * A table as an Apache Parquet file (https://parquet.apache.org/docs/file-format/), Snappy-compressed, columns with few different values
 * dictionary-encoded. Piece by piece, a row group at a time, so that memory does not grow with the table; empty pieces between them let
 * other work in. At the end the number of rows.
 */
export function* parquetFile<Row>(columns: readonly Column<Row>[], rows: Iterable<Row>): Generator<Uint8Array, number, void> {
  const bytes = new PieceWriter();
  // Readers in Java want this form of the name (parquet-java, VersionParser).
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: `meipi version ${version}` });
  let count = 0;
  let group = new RowGroup(columns);
  for (const row of rows) {
    group.add(row);
    if (++count % BREATH === 0) yield NOTHING;
    if (group.isFull) {
      group.write(writer);
      yield bytes.take();
      group = new RowGroup(columns);
    }
  }
  group.write(writer);
  // Nothing is waited for: the bytes stay in memory until they are taken.
  void writer.finish();
  yield bytes.take();
  return count;
}

const NOTHING = new Uint8Array();

/** Gathers bytes until they are taken. */
class PieceWriter extends ByteWriter {
  /** What was written since this was last asked. */
  take(): Uint8Array {
    const taken = this.getBytes().slice();
    this.index = 0;
    return taken;
  }
}

/** The values of some rows, by column. */
class RowGroup<Row> {
  readonly #columns: readonly Column<Row>[];
  readonly #values: Value[][];
  #rows = 0;
  #text = 0;

  constructor(columns: readonly Column<Row>[]) {
    this.#columns = columns;
    this.#values = columns.map(() => []);
  }

  add(row: Row): void {
    this.#rows++;
    this.#columns.forEach((column, i) => {
      const value = column.of(row);
      if (typeof value === 'string') this.#text += value.length;
      (this.#values[i] as Value[]).push(value);
    });
  }

  get isFull(): boolean {
    return this.#rows >= GROUP_ROWS || this.#text >= GROUP_TEXT;
  }

  write(writer: ParquetWriter): void {
    if (this.#rows === 0) return;
    void writer.write({ columnData: this.#columns.map(({ name }, i) => ({ name, data: this.#values[i] as Value[] })), rowGroupSize: this.#rows });
  }
}

const STRING: Pick<SchemaElement, 'type' | 'converted_type'> = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };

function schemaOf<Row>(columns: readonly Column<Row>[]): SchemaElement[] {
  return [{ name: 'schema', num_children: columns.length }, ...columns.flatMap(({ name, type }) => elementsOf(name, type))];
}

function elementsOf(name: string, type: ColumnType): SchemaElement[] {
  switch (type) {
    case 'string':
      return [{ name, ...STRING, repetition_type: 'OPTIONAL' }];
    case 'integer':
      return [{ name, type: 'INT32', repetition_type: 'OPTIONAL' }];
    case 'number':
      return [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }];
    case 'boolean':
      return [{ name, type: 'BOOLEAN', repetition_type: 'OPTIONAL' }];
    case 'strings':
      // A list in three levels: https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
      return [
        { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', ...STRING, repetition_type: 'REQUIRED' },
      ];
  }
}
