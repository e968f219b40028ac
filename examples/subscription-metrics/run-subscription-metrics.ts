// A CSV of subscriptions in, what the business earns, keeps and loses out.
import { stat, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { parseSubscriptions } from "clientele/subscriptions";
import { addToDate, calendarDate, instant, type CalendarDate, type Instant } from "clientele/time";
import { count } from "../customer-base-report/format.js";
import { htmlPage } from "../customer-base-report/html-page.js";
import { printBlocks } from "../customer-base-report/print-blocks.js";
import { printable, shortened } from "../customer-base-report/printable.js";
import type { Output } from "../customer-base-report/run-report.js";
import { analyse } from "./analyse.js";
import { HELP, readMetricsCommand, type MetricsCommand } from "./command.js";
import { inMetricsWords } from "./flag-words.js";
import { present } from "./present.js";
import { parsingOptions, readSubscriptions, type ReadSubscriptions } from "./read-subscriptions.js";

/** Carries out a command line; gives the exit code: 1 when nothing could be done. `now`, in epoch milliseconds, tells dates of the future. */
export async function runSubscriptionMetrics(args: readonly string[], output: Output, now: number): Promise<0 | 1> {
  // Names come from the file, and a terminal obeys what it is sent.
  const print = (text: string): void => {
    output.print(printable(text));
  };
  try {
    const command = readMetricsCommand(args);
    if (command === null) print(HELP);
    else await carryOut(command, print, now);
    return 0;
  } catch (error) {
    const message = inMetricsWords(error instanceof Error ? error.message : String(error));
    output.printError(printable(`subscription-metrics: ${message}\n(--help says what can be said)`));
    return 1;
  }
}

async function carryOut(command: MetricsCommand, print: Output["print"], now: number): Promise<void> {
  const { timeZone = "UTC" } = command;
  // Everything that can be known to be wrong before the file is read.
  parseSubscriptions([], parsingOptions(command));
  const stated = statedAsOf(command, timeZone);
  await checkTargets(command);

  const read = await readSubscriptions(command);
  const notes = readingNotes(command, read);
  print(notes.join("\n"));
  const currency = currencyOf(command, read);
  checkPrices(read);
  const asOf = stated ?? lastKnownDay(read, calendarDate(now, timeZone));
  if (stated === null)
    print(`As of ${asOf}, the day after the last start or end that is not of the future, since none was named (--as-of)`);

  const analysis = analyse(read.lines, { currency, timeZone, asOf: instant(asOf, { timeZone }), month: command.month ?? null });
  const blocks = present(analysis);
  print(`\n${printBlocks(blocks)}`);
  if (command.json !== undefined) await writeFile(command.json, JSON.stringify(analysis, null, 2));
  await writeFile(command.out, await htmlPage("Subscription metrics", `${basename(command.file)}: ${notes[0] ?? ""}`, blocks));
  print(`The same with pictures: ${command.out}`);
}

function statedAsOf({ asOf }: MetricsCommand, timeZone: string): CalendarDate | null {
  if (asOf === undefined) return null;
  let at: Instant;
  try {
    at = instant(asOf, { timeZone });
  } catch {
    throw new Error(`--as-of: expected a date such as 2024-12-31, got "${asOf}"`);
  }
  return calendarDate(at, timeZone);
}

/** Files that are written have a folder, and none is written over another or over the subscriptions. */
async function checkTargets({ file, out, json }: MetricsCommand): Promise<void> {
  const taken = new Map([[resolve(file), "the file of subscriptions"]]);
  for (const [flag, path] of Object.entries({ out, json })) {
    if (path === undefined) continue;
    const other = taken.get(resolve(path));
    if (other !== undefined) throw new Error(`--${flag}: ${path} is already ${other}`);
    if (!(await isFolder(dirname(resolve(path))))) throw new Error(`--${flag}: there is no folder ${dirname(path)}`);
    if (await isFolder(path)) throw new Error(`--${flag}: ${path} is a folder`);
    taken.set(resolve(path), `what --${flag} writes`);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/** What was read, what was guessed, and what could not be read, by reason and with the first line that it stands on. */
function readingNotes(command: MetricsCommand, { rows, lines, rejected, columns, shape }: ReadSubscriptions): string[] {
  const reasons = new Map<string, { times: number; note: string }>();
  for (const { line, column, code, message } of rejected) {
    const reason = `${code}${column === "" ? "" : ` in column ${shortened(column)}`}`;
    const known = reasons.get(reason);
    if (known === undefined) reasons.set(reason, { times: 1, note: `${reason}, first in line ${String(line)}: ${message}` });
    else known.times += 1;
  }
  const guesses = columns.guessed.map((flag) => `--${flag} ${JSON.stringify(shortened(columns.columns.get(flag) ?? ""))}`);
  return [
    `${count(rows)} rows read, ${count(lines.length)} subscriptions, ${count(rejected.length)} rejected`,
    `File: ${command.file} (${shape.encoding}, columns divided by ${shape.delimiter === "\t" ? "tabs" : `"${shape.delimiter}"`})`,
    ...(guesses.length > 0 ? [`Columns guessed: ${guesses.join(" ")}`] : []),
    ...(columns.columns.has("end") ? [] : ["No column for --end: nobody ever leaves"]),
    ...(command.timeZone === undefined ? ["Time zone: UTC, since none was named (--time-zone)"] : []),
    ...[...reasons.values()].map(({ times, note }) => `  ${count(times)} x ${note}`),
  ];
}

function currencyOf({ file }: MetricsCommand, { lines }: ReadSubscriptions): string {
  const currencies = [...new Set(lines.map(({ subscription }) => subscription.amount.currency))];
  const [currency] = currencies;
  if (currency === undefined) throw new Error(`no row of ${file} is a subscription`);
  if (currencies.length > 1)
    throw new Error(`the subscriptions are in ${currencies.join(" and ")}; name the one to look at: --currency ${currency}`);
  return currency;
}

/** Revenue is added up in twelfths of a minor unit. */
function checkPrices({ lines }: ReadSubscriptions): void {
  if (Number.isSafeInteger(lines.reduce((sum, { subscription }) => sum + 12 * subscription.amount.minor, 0))) return;
  const largest = lines.reduce((most, line) => (line.subscription.amount.minor > most.subscription.amount.minor ? line : most));
  throw new Error(
    `the prices add up to more than can be counted exactly; the largest price stands in line ${String(largest.line)}. Does --amount name the right column?`,
  );
}

/** The day after the last date that is not of the future. */
function lastKnownDay({ lines }: ReadSubscriptions, today: CalendarDate): CalendarDate {
  const dates = lines
    .flatMap(({ subscription: { start, end } }) => (end === null ? [start] : [start, end]))
    .filter((date) => date <= today);
  const last = dates.reduce<CalendarDate | null>((latest, date) => (latest === null || date > latest ? date : latest), null);
  if (last === null) throw new Error("all subscriptions are of the future; name the day to look at: --as-of DATE");
  return addToDate(last, { days: 1 });
}
