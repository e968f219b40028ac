// Turns records into rows for the library, and remembers what the library does not: lines, faults of the CSV, statuses in other words.
import { cellText, type CsvRecord } from "./csv-records.js";
import type { ChosenColumns } from "./guess-columns.js";
import { readStatus } from "./read-status.js";
import { recordFault, type RejectedRow } from "./record-fault.js";

type Row = Record<string, string | undefined>;

export class RowReader {
  /** Per row that was handed on, its line. */
  readonly lines: number[] = [];
  readonly faults: RejectedRow[] = [];
  readonly statuses = new Map<string, string>();
  continued = 0;
  readonly #ids: (string | undefined)[] = [];
  readonly #columns: ChosenColumns["columns"];
  readonly #columnCount: number;
  readonly #used: readonly (readonly [string, number])[];

  constructor(header: readonly string[], columns: ChosenColumns["columns"]) {
    this.#columns = columns;
    this.#columnCount = header.length;
    this.#used = [...new Set(Object.values(columns))].map((column) => [column, header.indexOf(column)]);
  }

  /** Objects of the columns that are used. No prototype, so that a column named `__proto__` is a column like any other. */
  async *rows(records: AsyncIterable<CsvRecord>): AsyncGenerator<object> {
    let before: Row | undefined;
    for await (const record of records) {
      const fault = recordFault(record, this.#columnCount, this.#used);
      if (fault !== undefined) {
        this.faults.push(fault);
        continue;
      }
      const row = Object.create(null) as Row;
      for (const [column, place] of this.#used) row[column] = cellText(record.cells[place]);
      this.#readStatus(row);
      this.lines.push(record.firstLine);
      if (this.#columns.id !== undefined) this.#ids.push(row[this.#columns.id]);
      if (before !== undefined && this.#continues(before, row)) this.continued += 1;
      before = row;
      yield row;
    }
  }

  /** The line of an accepted order; `rejected` are the numbers of the rows that were not accepted. */
  lineOf(id: string, rejected: ReadonlySet<number>): number {
    const place =
      this.#columns.id === undefined
        ? Number(id.replace("row-", "")) - 1
        : this.#ids.findIndex((other, i) => other === id && !rejected.has(i + 1));
    return this.lines[place] ?? 0;
  }

  #readStatus(row: Row): void {
    const { status: column, refunded } = this.#columns;
    const status = column === undefined ? undefined : row[column];
    if (column === undefined || status === undefined || status === "") return;
    const meaning = readStatus(status, refunded !== undefined && (row[refunded] ?? "") !== "");
    if (meaning === status) return;
    this.statuses.set(status, meaning);
    row[column] = meaning;
  }

  #continues(before: Row, row: Row): boolean {
    const { id, customerId, at } = this.#columns;
    const same = [id, customerId, at].every((column) => column !== undefined && row[column] === before[column]);
    return same && this.#used.some(([column]) => row[column] !== before[column]);
  }
}
