// What makes a record of a CSV unfit before its cells are read.
import type { CsvRecord } from "./csv-records.js";

/** A row that did not become a purchase, as people look for it in the file. */
export interface RejectedRow {
  readonly line: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

/** The fault of a record, if any. `used` are the columns that are read, with their places. */
export function recordFault(record: CsvRecord, columnCount: number, used: readonly (readonly [string, number])[]): RejectedRow | undefined {
  const { cells, firstLine, lastLine } = record;
  const fault = (code: string, message: string, column = ""): RejectedRow => ({ line: firstLine, column, code, message });
  if (record.isOpen || (lastLine > firstLine && hidesRows(cells, used))) {
    const lines = lastLine > firstLine ? `lines ${String(firstLine)} to ${String(lastLine)}` : `line ${String(firstLine)}`;
    return fault("open-quote", `${lines} could not be read: a quotation mark opens a cell there and does not close it`);
  }
  if (cells.length > columnCount && cells.slice(columnCount).some((cell) => cell.trim() !== "")) {
    const counts = `expected ${String(columnCount)} columns as in the header, got ${String(cells.length)}`;
    return fault("too-many-columns", `${counts}: does a cell without quotes hold the character that divides columns?`);
  }
  const damaged = used.find(([, place]) => cells[place]?.includes("\uFFFD") === true);
  return (
    damaged &&
    fault("unreadable-character", "expected readable text, got the mark of a lost character: is the --encoding right?", damaged[0])
  );
}

/** Whether line breaks stand where only a quote that was not closed can have brought them. */
function hidesRows(cells: readonly string[], used: readonly (readonly [string, number])[]): boolean {
  return (
    used.some(([, place]) => cells[place]?.trim().includes("\n") === true) ||
    // A quote in the wrong place is left in the cell that it opens.
    cells.some((cell) => cell.startsWith('"') && cell.includes("\n"))
  );
}
