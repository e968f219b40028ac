// Orders, customers, consents and contacts in, whom a campaign reaches out. Orders are read as the customer base report reads them.
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
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
import { HELP, readSegmentsCommand, type SegmentsCommand } from "./command.js";
import { present } from "./present.js";
import { knownNotes, readKnown } from "./read-known.js";
import { readRules } from "./read-rules.js";

/** Carries out a command line; gives the exit code: 1 when nothing could be done. `now`, in epoch milliseconds, tells orders of the future. */
export async function runSegments(args: readonly string[], output: Output, now: number): Promise<0 | 1> {
  const print = (text: string): void => {
    output.print(printable(text));
  };
  try {
    const command = readSegmentsCommand(args);
    if (command === null) print(HELP);
    else await carryOut(command, print, now);
    return 0;
  } catch (error) {
    const message = inFlagWords(error instanceof Error ? error.message : String(error));
    output.printError(printable(`segments: ${message}\n(--help says what can be said)`));
    return 1;
  }
}

async function carryOut(command: SegmentsCommand, print: Output["print"], now: number): Promise<void> {
  const { report } = command;
  await checkCommand(report);
  const segments = await readRules(command.rules);
  const orders = await readOrders(report);
  const notes = readingNotes(report, orders);
  print(notes.join("\n"));
  const [first] = orders.parsed.values;
  if (first === undefined) throw new Error(`no row of ${report.file} is an order`);
  const known = await readKnown(command, zoneOf(report));
  print(knownNotes(known).join("\n"));
  const asOf = asOfDay(report, orders, now);
  if (asOf.notes.length > 0) print(asOf.notes.join("\n"));
  checkAmounts(orders, asOf.at);

  const analysis = analyse(orders.parsed.values, known, {
    currency: first.amount.currency,
    timeZone: zoneOf(report),
    asOf: asOf.at,
    inactivityDays: report.inactivityDays,
    segments,
  });
  const blocks = present(analysis);
  print(`\n${printBlocks(blocks)}`);
  if (report.json !== undefined) await writeFile(report.json, JSON.stringify(analysis, null, 2));
  await writeFile(report.out, await htmlPage("Whom a campaign reaches", `${basename(report.file)}: ${notes[0] ?? ""}`, blocks));
  print(`The same with pictures: ${report.out}`);
}
