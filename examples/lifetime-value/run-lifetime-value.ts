// A CSV of orders in, what its customers are worth out. Files are read as the customer base report reads them.
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { asOfDay } from "../customer-base-report/as-of.js";
import { checkAmounts } from "../customer-base-report/check-amounts.js";
import { checkCommand } from "../customer-base-report/check-command.js";
import { inFlagWords } from "../customer-base-report/flag-words.js";
import { htmlPage } from "../customer-base-report/html-page.js";
import { zoneOf } from "../customer-base-report/library-options.js";
import type { ReportCommand } from "../customer-base-report/options.js";
import { printBlocks } from "../customer-base-report/print-blocks.js";
import { printable } from "../customer-base-report/printable.js";
import { readOrders } from "../customer-base-report/read-orders.js";
import { readingNotes } from "../customer-base-report/reading-notes.js";
import type { Output } from "../customer-base-report/run-report.js";
import { analyse } from "./analyse.js";
import { HELP, readLifetimeValueCommand } from "./command.js";
import { present } from "./present.js";

/** Carries out a command line; gives the exit code: 1 when nothing could be done. `now`, in epoch milliseconds, tells orders of the future. */
export async function runLifetimeValue(args: readonly string[], output: Output, now: number): Promise<0 | 1> {
  const print = (text: string): void => {
    output.print(printable(text));
  };
  try {
    const command = readLifetimeValueCommand(args);
    if (command === null) print(HELP);
    else await carryOut(command, print, now);
    return 0;
  } catch (error) {
    const message = inFlagWords(error instanceof Error ? error.message : String(error));
    output.printError(printable(`lifetime-value: ${message}\n(--help says what can be said)`));
    return 1;
  }
}

async function carryOut(command: ReportCommand, print: Output["print"], now: number): Promise<void> {
  await checkCommand(command);
  const orders = await readOrders(command);
  const notes = readingNotes(command, orders);
  print(notes.join("\n"));
  const [first] = orders.parsed.values;
  if (first === undefined) throw new Error(`no row of ${command.file} is an order`);
  const asOf = asOfDay(command, orders, now);
  if (asOf.notes.length > 0) print(asOf.notes.join("\n"));
  checkAmounts(orders, asOf.at);

  const analysis = analyse(orders.parsed.values, {
    currency: first.amount.currency,
    timeZone: zoneOf(command),
    asOf: asOf.at,
    horizonDays: command.horizonDays,
    annualDiscountRate: command.discountRate,
    margin: command.grossMargin ?? null,
  });
  const blocks = present(analysis);
  print(`\n${printBlocks(blocks)}`);
  if (command.json !== undefined) await writeFile(command.json, JSON.stringify(analysis, null, 2));
  await writeFile(command.out, await htmlPage("What customers are worth", `${basename(command.file)}: ${notes[0] ?? ""}`, blocks));
  print(`The same with pictures: ${command.out}`);
}
