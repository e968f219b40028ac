// What is said of a file before its figures: what was read, what was guessed, and what could not be read.
import { count } from "./format.js";
import { COLUMN_FLAGS, type ReportCommand } from "./options.js";
import { listed, shortened } from "./printable.js";
import type { Orders } from "./read-orders.js";
import type { RejectedRow } from "./record-fault.js";

export function readingNotes(command: ReportCommand, orders: Orders): string[] {
  const { parsed, rows, rejected, columns, shape, statuses } = orders;
  const { accepted, duplicates, suspectedDuplicates } = parsed.summary;
  const guesses = columns.guessed.map((flag) => `--${flag} ${JSON.stringify(shortened(columns.columns[COLUMN_FLAGS[flag]] ?? ""))}`);
  const notes = [
    `${count(rows)} rows read, ${count(accepted)} orders, ${count(rejected.length)} rejected, ${count(duplicates)} repeated`,
    `File: ${command.file} (${shape.encoding}, columns divided by ${shape.delimiter === "\t" ? "tabs" : `"${shape.delimiter}"`})`,
  ];
  if (guesses.length > 0) notes.push(`Columns guessed: ${guesses.join(" ")}`);
  if (statuses.size > 0) notes.push(`Statuses read: ${listed([...statuses].map(([name, meaning]) => `${shortened(name)} as ${meaning}`))}`);
  if (columns.columns.id === undefined)
    notes.push(`No order ids: rows are numbered; ${count(suspectedDuplicates)} equal another row and may be duplicates`);
  if (command.timeZone === undefined) notes.push("Time zone: UTC, since none was named (--time-zone)");
  return [...notes, ...rejectionNotes(rejected), ...remedies(orders)];
}

/** Rejected rows by reason, each with the first line it stands on. */
export function rejectionNotes(rejected: readonly RejectedRow[]): string[] {
  const reasons = new Map<string, { times: number; first: RejectedRow }>();
  for (const row of rejected) {
    const reason = `${row.code}${row.column === "" ? "" : ` in column ${shortened(row.column)}`}`;
    const known = reasons.get(reason);
    if (known === undefined) reasons.set(reason, { times: 1, first: row });
    else known.times += 1;
  }
  return [...reasons].map(
    ([reason, { times, first }]) => `  ${count(times)} x ${reason}, first in line ${String(first.line)}: ${first.message}`,
  );
}

/** What to do about rejections whose cause lies in the whole file, not in single rows. */
function remedies({ columns, rejected, continued }: Orders): string[] {
  const times = (code: string): number => rejected.filter((row) => row.code === code).length;
  const [conflicts, statusFaults] = [times("id-conflict"), times("invalid-status")];
  const notes = [];
  if (statusFaults > 0 && columns.guessed.includes("status"))
    notes.push(`The status column was guessed; without it all orders count as paid: --status none`);
  if (conflicts > 1 && continued > conflicts / 2)
    notes.push(
      `The file seems to hold order lines: ${count(continued)} rows repeat the order, customer and date of the row before. Add them up to one row an order first.`,
    );
  return notes;
}
