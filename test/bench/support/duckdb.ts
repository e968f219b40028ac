// DuckDB beside the library, with the same data in memory. It is no dependency: not every platform has its binaries. `npm install --no-save @duckdb/node-api`
// brings it; without it benchmarks say that they skip it.
import { performance } from "node:perf_hooks";

/** What is used of its connections. */
export interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  createAppender(table: string): Promise<{ appendDouble(value: number): void; endRow(): void; closeSync(): void }>;
}

interface DuckDb {
  readonly DuckDBInstance: { create(path: string, options: Readonly<Record<string, string>>): Promise<{ connect(): Promise<Connection> }> };
}

/** A database in memory with as many threads as are compared with; `null` where it is not installed. */
export async function duckdb(threads = 2): Promise<Connection | null> {
  const name = "@duckdb/node-api";
  const module = await (import(name) as Promise<DuckDb>).catch(() => null);
  if (module === null) {
    console.log(`  DuckDB skipped: ${name} is not installed`);
    return null;
  }
  const instance = await module.DuckDBInstance.create(":memory:", { threads: String(threads) });
  return instance.connect();
}

/** Fills a table of double columns. */
export async function fill(connection: Connection, table: string, columns: Readonly<Record<string, ArrayLike<number>>>): Promise<void> {
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
export async function measuredQuery(connection: Connection, name: string, rounds: number, sql: string): Promise<number[][]> {
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
