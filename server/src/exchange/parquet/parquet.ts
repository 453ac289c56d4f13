import type { ExportFile, ExportInput, FolderFormat } from '../exportInput';
import { annotations } from './annotations';
import { attributions } from './attributions';
import { documents } from './documents';
import { figures } from './figures';
import { notes } from './notes';
import { parquetFile } from './parquetFile';
import type { Table } from './table';
import { tags } from './tags';

/** A Parquet file for each table, for DuckDB, Spark, pandas, R: a file beside this one, and a line here. docs/scale.md lists the columns. */
export const parquet: FolderFormat = {
  name: 'parquet',
  label: 'Apache Parquet (DuckDB, Spark)',
  files: (input) => [
    fileOf(documents, input),
    ...(input.content === 'annotations' ? [] : [fileOf(tags, input), fileOf(attributions, input), fileOf(figures, input)]),
    ...(input.content === 'tags' ? [] : [fileOf(annotations, input), fileOf(notes, input)]),
  ],
};

function fileOf<Row>(table: Table<Row>, input: ExportInput): ExportFile {
  return { name: `${table.name}.parquet`, write: () => parquetFile(table.columns, table.rows(input)) };
}
