// A CSV of orders in, the picture of its customer base out.
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { customerBaseReport } from "clientele/report";
import { stringify } from "csv-stringify/sync";
import { asOfDay } from "./as-of.js";
import { checkAmounts } from "./check-amounts.js";
import { checkCommand } from "./check-command.js";
import { inFlagWords } from "./flag-words.js";
import { htmlPage } from "./html-page.js";
import { reportOptions } from "./library-options.js";
import { HELP, readCommand, type ReportCommand } from "./options.js";
import { present } from "./present.js";
import { printBlocks } from "./print-blocks.js";
import { printable } from "./printable.js";
import { readOrders, type Orders } from "./read-orders.js";
import { readingNotes } from "./reading-notes.js";

/** Carries out a command line; gives the exit code: 1 only when nothing could be done. `now`, in epoch milliseconds, tells orders of the future. */
export async function runReport(args: readonly string[], output: Output, now: number): Promise<0 | 1> {
  // Names and ids come from the file, and a terminal obeys what it is sent.
  const print = (text: string): void => {
    output.print(printable(text));
  };
  try {
    const command = readCommand(args);
    if (command === null) print(HELP);
    else await carryOut(command, print, now);
    return 0;
  } catch (error) {
    const message = inFlagWords(error instanceof Error ? error.message : String(error));
    output.printError(printable(`report: ${message}\n(--help says what can be said)`));
    return 1;
  }
}

/** Where text goes. */
export interface Output {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

async function carryOut(command: ReportCommand, print: Output["print"], now: number): Promise<void> {
  await checkCommand(command);
  const orders = await readOrders(command);
  const notes = readingNotes(command, orders);
  print(notes.join("\n"));
  if (command.rejected !== undefined) await writeRejected(command.rejected, orders);
  if (orders.parsed.values.length === 0) throw new Error(`no row of ${command.file} is an order`);

  const asOf = asOfDay(command, orders, now);
  if (asOf.notes.length > 0) print(asOf.notes.join("\n"));
  checkAmounts(orders, asOf.at);

  const report = customerBaseReport(orders.parsed.values, reportOptions(command, asOf.at));
  const blocks = present(report);
  print(`\n${printBlocks(blocks)}`);
  if (command.json !== undefined) await writeFile(command.json, JSON.stringify(report, null, 2));
  await writeFile(command.out, await htmlPage("Customer base report", `${basename(command.file)}: ${notes[0] ?? ""}`, blocks));
  print(`The same with pictures: ${command.out}`);
}

async function writeRejected(file: string, { rejected }: Orders): Promise<void> {
  await writeFile(file, stringify([...rejected], { header: true, columns: ["line", "column", "code", "message"] }));
}
