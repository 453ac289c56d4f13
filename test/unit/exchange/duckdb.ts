/** What a query gave: values of DuckDB's JSON form (a 64-bit count is a string there). */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * Asks DuckDB in a folder, or says that there is none for this machine: its npm package has native code for the usual ones.
 */
export async function duckDb(): Promise<((folder: string, sql: string) => Promise<Answer>) | undefined> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch(() => ({ DuckDBInstance: undefined }));
  if (!DuckDBInstance) return undefined;
  // Files are written anew within the same second here, which the cache would not see.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', enable_external_file_cache: 'false' });
  return async (folder, sql) => {
    const connection = await instance.connect();
    try {
      await connection.run(`SET file_search_path = '${folder.replaceAll("'", "''")}'`);
      const reader = await connection.runAndReadAll(sql);
      return { columns: reader.columnNames(), rows: reader.getRowsJson() };
    } finally {
      connection.closeSync();
    }
  };
}
