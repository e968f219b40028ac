// Streams a CSV of orders into purchases. Nothing stops it but a file that cannot be opened or has no usable header.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Transform } from "node:stream";
import { parsePurchasesAsync, type ParsedPurchases, type ParsePurchasesOptions } from "clientele/purchases";
import { SingleBar } from "cli-progress";
import { parse, type CsvError, type Info } from "csv-parse";
import { chooseColumns, type ChosenColumns } from "./guess-columns.js";
import type { ReportCommand } from "./options.js";
import { sniff } from "./sniff.js";

/** Below this a bar would only flicker. */
const BYTES_WORTH_A_BAR = 4_000_000;

/** A row that did not become a purchase, as people look for it in the file. */
export interface RejectedRow {
  readonly line: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

export interface Orders {
  readonly parsed: ParsedPurchases;
  readonly rejected: readonly RejectedRow[];
  readonly columns: ChosenColumns;
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly bytes: number;
}

/** Reads the file that a command names. Throws a plain Error when nothing can be read from it. */
export async function readOrders(command: ReportCommand): Promise<Orders> {
  const { size } = await stat(command.file).catch(() => {
    throw new Error(`cannot open ${command.file}`);
  });
  if (size === 0) throw new Error(`${command.file} is empty`);
  const { encoding = "utf-8", delimiter } = { ...(await sniff(command.file)), ...stated(command) };
  const records = openRecords(command.file, encoding, delimiter, size);
  const first = await records.next();
  if (first.done === true) throw new Error(`${command.file} has no header line`);
  const header = first.value.cells.map((name) => name.trim());
  const columns = chooseColumns(header, command.columns);
  if (command.currency === undefined && columns.columns.currency === undefined) {
    throw new Error("which currency? The file has no column for it, so name it: --currency USD");
  }

  const lines: number[] = [];
  const rows = rowsOf(records, header, Object.values(columns.columns), lines);
  const parsed = await parsePurchasesAsync(rows, parsingOptions(command, columns));
  const faults = records.faults.map(({ line, message }) => ({ line, column: "", code: "csv", message }));
  const rejected = parsed.rejected.map(({ row, path, code, message }) => {
    const column = (columns.columns as Record<string, string | undefined>)[path.replace(/[.[].*/, "")] ?? path;
    return { line: lines[row - 1] ?? 0, column, code, message };
  });
  return { parsed, rejected: [...faults, ...rejected].sort((a, b) => a.line - b.line), columns, encoding, delimiter, header, bytes: size };
}

function stated({ encoding, delimiter }: ReportCommand): { encoding?: string; delimiter?: string } {
  return { ...(encoding === undefined ? {} : { encoding }), ...(delimiter === undefined ? {} : { delimiter }) };
}

function parsingOptions(command: ReportCommand, { columns }: ChosenColumns): ParsePurchasesOptions {
  const { currency, timeZone = "UTC", decimalSeparator, groupSeparator, anonymous } = command;
  return {
    columns,
    timeZone,
    ...(currency === undefined ? {} : { currency }),
    ...(anonymous === undefined ? {} : { anonymous }),
    ...(columns.id === undefined ? { ids: "row-number" as const } : {}),
    ...(decimalSeparator === undefined ? {} : { decimalSeparator }),
    ...(groupSeparator === undefined ? {} : { groupSeparator: groupSeparator as NonNullable<ParsePurchasesOptions["groupSeparator"]> }),
  };
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

interface Records extends AsyncGenerator<CsvRecord> {
  /** Lines that are no CSV. */
  readonly faults: { line: number; message: string }[];
}

/** The records of a file, with the line each ends on; shows a bar on long files. */
function openRecords(file: string, encoding: string, delimiter: string, size: number): Records {
  const faults: Records["faults"] = [];
  const bar =
    size > BYTES_WORTH_A_BAR && process.stderr.isTTY ? new SingleBar({ format: "reading {bar} {percentage} %", etaBuffer: 50 }) : undefined;
  const decoder = new TextDecoder(encoding);
  const decode = new Transform({
    readableObjectMode: false,
    transform(chunk: Buffer, _, done) {
      bar?.increment(chunk.length);
      done(null, Buffer.from(decoder.decode(chunk, { stream: true })));
    },
    flush(done) {
      done(null, Buffer.from(decoder.decode()));
    },
  });
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  parser.on("skip", (error: CsvError) => faults.push({ line: Number(error["lines"] ?? 0), message: error.message }));
  const records = (async function* (): AsyncGenerator<CsvRecord> {
    bar?.start(size, 0);
    for await (const { record, info } of createReadStream(file).pipe(decode).pipe(parser) as AsyncIterable<{
      record: string[];
      info: Info;
    }>) {
      yield { cells: record, line: info.lines };
    }
    bar?.stop();
  })();
  return Object.assign(records, { faults });
}

/** Records as objects of the columns that are used. No prototype, so that a column named `__proto__` is a column like any other. */
async function* rowsOf(records: Records, header: readonly string[], used: readonly string[], lines: number[]): AsyncGenerator<object> {
  const places = used.map((column) => [column, header.indexOf(column)] as const);
  for await (const { cells, line } of records) {
    lines.push(line);
    const row = Object.create(null) as Record<string, string | undefined>;
    for (const [column, place] of places) row[column] = cells[place];
    yield row;
  }
}
