import type { ExportFile, ExportInput, FolderFormat } from '../exportInput';
import { parquetFile } from './parquetFile';
import { attributions, documents, figures, tags, type Table } from './tables';

/** What is recognised, a Parquet file for each table: for DuckDB, Spark, pandas, R. docs/scale.md lists the columns. */
export const parquet: FolderFormat = {
  name: 'parquet',
  label: 'Apache Parquet (DuckDB, Spark)',
  contents: ['tags'],
  files: (input) => [fileOf(documents, input), fileOf(tags, input), fileOf(attributions, input), fileOf(figures, input)],
};

function fileOf<Row>(table: Table<Row>, input: ExportInput): ExportFile {
  return { name: `${table.name}.parquet`, write: () => parquetFile(table.columns, table.rows(input)) };
}
