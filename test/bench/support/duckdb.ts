// DuckDB beside the library, with the same data in memory.
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { performance } from "node:perf_hooks";

/** A database in memory with as many threads as are compared with. */
export async function duckdb(threads = 2): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  return instance.connect();
}

/** Fills a table of double columns. */
export async function fill(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, ArrayLike<number>>>,
): Promise<void> {
  const names = Object.keys(columns);
  const lists = Object.values(columns);
  await connection.run(`create table ${table} (${names.map((name) => `${name} double`).join(", ")})`);
  const appender = await connection.createAppender(table);
  for (let row = 0; row < (lists[0]?.length ?? 0); row += 1) {
    for (const list of lists) appender.appendDouble(list[row] as number);
    appender.endRow();
  }
  appender.closeSync();
}

/** Runs a query a few times, prints the best time, and gives its rows as numbers. */
export async function measuredQuery(connection: DuckDBConnection, name: string, rounds: number, sql: string): Promise<number[][]> {
  let ms = Infinity;
  let rows: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const reader = await connection.runAndReadAll(sql);
    ms = Math.min(ms, performance.now() - start);
    rows = reader.getRows().map((row) => row.map(Number));
  }
  console.log(`  ${`DuckDB: ${name}`.padEnd(56)} ${ms.toFixed(1).padStart(8)} ms`);
  return rows;
}
