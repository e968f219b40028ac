// A CSV of orders in, who stays and who leaves out. Files are read as the customer base report reads them.
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { PeriodUnit } from "clientele/time";
import { asOfDay } from "../customer-base-report/as-of.js";
import { checkAmounts } from "../customer-base-report/check-amounts.js";
import { checkCommand } from "../customer-base-report/check-command.js";
import { inFlagWords } from "../customer-base-report/flag-words.js";
import { htmlPage } from "../customer-base-report/html-page.js";
import { zoneOf } from "../customer-base-report/library-options.js";
import { printBlocks } from "../customer-base-report/print-blocks.js";
import { printable } from "../customer-base-report/printable.js";
import { readOrders } from "../customer-base-report/read-orders.js";
import { readingNotes } from "../customer-base-report/reading-notes.js";
import type { Output } from "../customer-base-report/run-report.js";
import { analyse } from "./analyse.js";
import { HELP, readRetentionCommand, type RetentionCommand } from "./command.js";
import { present } from "./present.js";

/** Carries out a command line; gives the exit code: 1 when nothing could be done. `now`, in epoch milliseconds, tells orders of the future. */
export async function runRetentionReport(args: readonly string[], output: Output, now: number): Promise<0 | 1> {
  const print = (text: string): void => {
    output.print(printable(text));
  };
  try {
    const command = readRetentionCommand(args);
    if (command === null) print(HELP);
    else await carryOut(command, print, now);
    return 0;
  } catch (error) {
    const message = inFlagWords(error instanceof Error ? error.message : String(error));
    output.printError(printable(`retention-report: ${message}\n(--help says what can be said)`));
    return 1;
  }
}

async function carryOut({ report, inactivityDays }: RetentionCommand, print: Output["print"], now: number): Promise<void> {
  await checkCommand(report);
  const orders = await readOrders(report);
  const notes = readingNotes(report, orders);
  print(notes.join("\n"));
  const [first] = orders.parsed.values;
  if (first === undefined) throw new Error(`no row of ${report.file} is an order`);
  const asOf = asOfDay(report, orders, now);
  if (asOf.notes.length > 0) print(asOf.notes.join("\n"));
  checkAmounts(orders, asOf.at);

  const analysis = analyse(orders.parsed.values, {
    currency: first.amount.currency,
    asOf: asOf.at,
    period: { unit: report.period as PeriodUnit, timeZone: zoneOf(report) },
    inactivityDays,
  });
  const blocks = present(analysis);
  print(`\n${printBlocks(blocks)}`);
  if (report.json !== undefined) await writeFile(report.json, JSON.stringify(analysis, null, 2));
  await writeFile(report.out, await htmlPage("Who stays and who leaves", `${basename(report.file)}: ${notes[0] ?? ""}`, blocks));
  print(`The same with pictures: ${report.out}`);
}
