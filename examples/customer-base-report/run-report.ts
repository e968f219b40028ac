// A CSV of orders in, the picture of its customer base out.
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { customerBaseReport, type CustomerBaseReport } from "clientele/report";
import { addToDate, calendarDate, instant, type PeriodUnit } from "clientele/time";
import { stringify } from "csv-stringify/sync";
import { htmlPage } from "./html-page.js";
import { COLUMN_FLAGS, HELP, readCommand, type ReportCommand } from "./options.js";
import { present } from "./present.js";
import { printBlocks } from "./print-blocks.js";
import { readOrders, type Orders, type RejectedRow } from "./read-orders.js";

/** Carries out a command line; gives the exit code: 1 only when nothing could be done. */
export async function runReport(args: readonly string[], output: Output): Promise<0 | 1> {
  try {
    const command = readCommand(args);
    if (command === null) output.print(HELP);
    else await carryOut(command, output);
    return 0;
  } catch (error) {
    output.printError(`report: ${error instanceof Error ? error.message : String(error)}\n(--help says what can be said)`);
    return 1;
  }
}

/** Where text goes. */
export interface Output {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

async function carryOut(command: ReportCommand, { print }: Output): Promise<void> {
  const orders = await readOrders(command);
  const notes = readingNotes(command, orders);
  print(notes.join("\n"));
  if (command.rejected !== undefined)
    await writeFile(command.rejected, stringify([...orders.rejected], { header: true, columns: ["line", "column", "code", "message"] }));
  if (orders.parsed.values.length === 0) throw new Error(`no row of ${command.file} is an order`);

  checkOneCurrency(orders);

  const report = reportOf(command, orders);
  const blocks = present(report);
  print(`\n${printBlocks(blocks)}`);
  if (command.json !== undefined) await writeFile(command.json, JSON.stringify(report, null, 2));
  await writeFile(command.out, await htmlPage("Customer base report", `${basename(command.file)}: ${notes[0] ?? ""}`, blocks));
  print(`The same with pictures: ${command.out}`);
}

function checkOneCurrency({ parsed }: Orders): void {
  const currencies = [...new Set(parsed.values.map(({ amount }) => amount.currency))];
  if (currencies.length > 1)
    throw new Error(`the orders are in ${currencies.join(" and ")}; name the one to report: --currency ${currencies[0] ?? ""}`);
}

function reportOf(command: ReportCommand, { parsed }: Orders): CustomerBaseReport {
  const timeZone = command.timeZone ?? "UTC";
  const last = parsed.values.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
  const asOf = command.asOf ?? addToDate(calendarDate(last, timeZone), { days: 1 });
  return customerBaseReport(parsed.values, {
    asOf: instant(asOf, { timeZone }),
    timeZone,
    inactivityDays: command.inactivityDays,
    period: command.period as PeriodUnit,
    horizonDays: command.horizonDays,
    annualDiscountRate: command.discountRate,
    ...(command.grossMargin === undefined ? {} : { grossMargin: command.grossMargin }),
  });
}

/** What was read, what was guessed, and what could not be read. */
function readingNotes(command: ReportCommand, { parsed, rejected, columns, encoding, delimiter }: Orders): string[] {
  const { rows, accepted, duplicates, suspectedDuplicates } = parsed.summary;
  const guesses = columns.guessed.map((flag) => `--${flag} ${JSON.stringify(columns.columns[COLUMN_FLAGS[flag]])}`);
  const notes = [
    `${format(rows)} rows read, ${format(accepted)} orders, ${format(rejected.length)} rejected, ${format(duplicates)} repeated`,
  ];
  notes.push(`File: ${command.file} (${encoding}, columns divided by ${delimiter === "\t" ? "tabs" : `"${delimiter}"`})`);
  if (guesses.length > 0) notes.push(`Columns guessed: ${guesses.join(" ")}`);
  if (columns.columns.id === undefined)
    notes.push(`No order ids: rows are numbered; ${format(suspectedDuplicates)} equal another row and may be duplicates`);
  if (command.timeZone === undefined) notes.push("Time zone: UTC, since none was named (--time-zone)");
  notes.push(...rejectionNotes(rejected));
  return notes;
}

/** Rejected rows by reason, each with the first line it stands on. */
function rejectionNotes(rejected: Orders["rejected"]): string[] {
  const reasons = new Map<string, { count: number; first: RejectedRow }>();
  for (const row of rejected) {
    const reason = `${row.code}${row.column === "" ? "" : ` in column ${row.column}`}`;
    const known = reasons.get(reason);
    if (known === undefined) reasons.set(reason, { count: 1, first: row });
    else known.count += 1;
  }
  return [...reasons].map(
    ([reason, { count, first }]) => `  ${format(count)} x ${reason}, first in line ${String(first.line)}: ${first.message}`,
  );
}

function format(value: number): string {
  return value.toLocaleString("en-GB");
}
