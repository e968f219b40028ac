// The records of a CSV file, each with the lines it stands on.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { parse, type CsvError, type Info } from "csv-parse";
import type { FileShape } from "./sniff.js";

export interface CsvRecord {
  readonly cells: readonly string[];
  readonly firstLine: number;
  /** Another than the first when a cell holds line breaks. */
  readonly lastLine: number;
  /** The record opens a quote that the file never closes; it has no cells. */
  readonly isOpen: boolean;
}

/** Streams a file; nothing in it stops the stream. `onBytes` hears how much was read. */
export async function* csvRecords(
  file: string,
  { encoding, delimiter, linesBefore }: FileShape,
  onBytes: (bytes: number) => void,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    from_line: linesBefore + 1,
    record_delimiter: "\n",
    info: true,
    // Not `trim`: with it a quote in the wrong place makes the parser drop the rows behind it.
    ltrim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  let open: CsvError | undefined;
  parser.on("skip", (error: CsvError) => {
    open = error;
  });
  // A failure on the way ends the parser with it, and so the loop below.
  pipeline(
    createReadStream(file),
    (chunks) => decoded(chunks, encoding, onBytes),
    parser,
    () => undefined,
  );

  let before: Pick<Info, "lines" | "empty_lines"> = { lines: linesBefore, empty_lines: 0 };
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
    yield { cells: record, firstLine: firstLine(before, info.empty_lines), lastLine: info.lines, isOpen: false };
    before = info;
  }
  if (open !== undefined) {
    const [lines, emptyLines] = [Number(open["lines"]), Number(open["empty_lines"])];
    yield { cells: [], firstLine: firstLine(before, emptyLines), lastLine: lines, isOpen: true };
  }
}

function firstLine(before: Pick<Info, "lines" | "empty_lines">, emptyLines: number): number {
  return before.lines + (emptyLines - before.empty_lines) + 1;
}

/** Text with one kind of line end, so that lines are counted as editors count them. */
async function* decoded(chunks: AsyncIterable<Buffer>, encoding: string, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    const text = held + decoder.decode(chunk, { stream: true });
    // The other half of a line end may begin the next chunk.
    held = text.endsWith("\r") ? "\r" : "";
    yield withLineFeeds(text.slice(0, text.length - held.length));
  }
  yield withLineFeeds(held + decoder.decode());
}

function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** A cell without spaces around it, and without quotes that are left around it because of a space or a quote in the wrong place. */
export function cellText(cell = ""): string {
  const text = cell.trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text;
}
