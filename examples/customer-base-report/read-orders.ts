// Streams a CSV of orders into purchases. Nothing stops it but a file that cannot be opened or has no usable header.
import { stat } from "node:fs/promises";
import { parsePurchasesAsync, type ParsedPurchases, type Purchase } from "clientele/purchases";
import { SingleBar } from "cli-progress";
import { cellText, csvRecords, type CsvRecord } from "./csv-records.js";
import { inFlagWords } from "./flag-words.js";
import { chooseColumns, type ChosenColumns } from "./guess-columns.js";
import { parsingOptions } from "./library-options.js";
import type { ReportCommand } from "./options.js";
import type { RejectedRow } from "./record-fault.js";
import { RowReader } from "./row-reader.js";
import { sniff, type FileShape } from "./sniff.js";

/** Below this a bar would only flicker. */
const BYTES_WORTH_A_BAR = 4_000_000;

export interface Orders {
  readonly parsed: ParsedPurchases;
  /** Rows of the file: `parsed` knows only those that are lawful CSV. */
  readonly rows: number;
  /** In the order of the file. */
  readonly rejected: readonly RejectedRow[];
  readonly columns: ChosenColumns;
  readonly shape: FileShape;
  /** Other names of statuses in the file, and what each was read as. */
  readonly statuses: ReadonlyMap<string, string>;
  /** Rows that go on with the order of the row before: same id, customer and date, other content. */
  readonly continued: number;
  /** Where an order stands. */
  readonly lineOf: (purchase: Purchase) => number;
}

/** Reads the file that a command names. Throws a plain Error when nothing can be read from it. */
export async function readOrders(command: ReportCommand): Promise<Orders> {
  const size = await sizeOf(command.file);
  const shape = await sniff(command.file, command);
  const records = withBar(size, (onBytes) => csvRecords(command.file, shape, onBytes));
  const header = await readHeader(command.file, records);
  const columns = chooseColumns(header, command.columns);
  if (command.currency === undefined && columns.columns.currency === undefined) {
    throw new Error("which currency? The file has no column for it, so name it: --currency USD");
  }
  const reader = new RowReader(header, columns.columns);
  const parsed = await parsePurchasesAsync(reader.rows(records), parsingOptions(command, columns.columns));
  const rejected = parsed.rejected.map(({ row, path, code, message }) => {
    const column = (columns.columns as Record<string, string | undefined>)[path.replace(/[.[].*/, "")] ?? path;
    return { line: reader.lines[row - 1] ?? 0, column, code, message: inFlagWords(message) };
  });
  return {
    parsed,
    rows: parsed.summary.rows + reader.faults.length,
    rejected: [...reader.faults, ...rejected].sort((a, b) => a.line - b.line),
    columns,
    shape,
    statuses: reader.statuses,
    continued: reader.continued,
    lineOf: ({ id }) => reader.lineOf(id, new Set(parsed.rejected.map(({ row }) => row))),
  };
}

/** How large a file is. Throws a plain Error when it cannot be read or is empty. */
export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => {
    throw new Error(`cannot open ${file}`);
  });
  if (found.isDirectory()) throw new Error(`${file} is a folder`);
  if (found.size === 0) throw new Error(`${file} is empty`);
  return found.size;
}

/** The names of the columns. Throws a plain Error when there are none. */
export async function readHeader(file: string, records: AsyncGenerator<CsvRecord>): Promise<string[]> {
  const first = await records.next();
  if (first.done === true) throw new Error(`${file} has no header line`);
  if (first.value.isOpen) throw new Error(`the header line of ${file} opens a quotation mark that is not closed`);
  return first.value.cells.map(cellText);
}

/** Shows a bar while a long file is read. */
async function* withBar(size: number, open: (onBytes: (bytes: number) => void) => AsyncGenerator<CsvRecord>): AsyncGenerator<CsvRecord> {
  if (size < BYTES_WORTH_A_BAR || !process.stderr.isTTY) {
    yield* open(() => undefined);
    return;
  }
  const bar = new SingleBar({ format: "reading {bar} {percentage} %", etaBuffer: 50 });
  bar.start(size, 0);
  try {
    yield* open((bytes) => {
      bar.increment(bytes);
    });
  } finally {
    bar.stop();
  }
}
