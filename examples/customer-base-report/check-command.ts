// Everything about a command that can be known to be wrong before the file is read, which may take a while.
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parsePurchases } from "clientele/purchases";
import { customerBaseReport } from "clientele/report";
import { instant, type Instant } from "clientele/time";
import { parsingOptions, reportOptions, zoneOf } from "./library-options.js";
import type { ReportCommand } from "./options.js";

/** Throws an Error that names the flag. */
export async function checkCommand(command: ReportCommand): Promise<void> {
  checkReading(command);
  // The library checks its options itself; here it has nothing else to do.
  parsePurchases([], parsingOptions(command, {}));
  customerBaseReport([], reportOptions(command, statedAsOf(command) ?? 0));
  await checkTargets(command);
}

/** The instant of `--as-of`, when it was named. */
export function statedAsOf(command: ReportCommand): Instant | undefined {
  if (command.asOf === undefined) return undefined;
  try {
    return instant(command.asOf, { timeZone: zoneOf(command) });
  } catch {
    throw new Error(`--as-of: expected a date such as 2024-12-31, got "${command.asOf}"`);
  }
}

function checkReading({ delimiter, encoding }: ReportCommand): void {
  if (delimiter !== undefined && !/^[^"\r\n]$/.test(delimiter))
    throw new Error(`--delimiter: expected one character or tab, got "${delimiter}"`);
  try {
    new TextDecoder(encoding);
  } catch {
    throw new Error(`--encoding: expected the name of an encoding such as windows-1252, got "${encoding ?? ""}"`);
  }
}

/** Files that are written have a folder, and none is written over another or over the orders. */
async function checkTargets({ file, out, rejected, json }: ReportCommand): Promise<void> {
  const taken = new Map([[resolve(file), "the file of orders"]]);
  for (const [flag, path] of Object.entries({ out, rejected, json })) {
    if (path === undefined) continue;
    const place = resolve(path);
    const other = taken.get(place);
    if (other !== undefined) throw new Error(`--${flag}: ${path} is already ${other}`);
    if (!(await isFolder(dirname(place)))) throw new Error(`--${flag}: there is no folder ${dirname(path)}`);
    if (await isFolder(place)) throw new Error(`--${flag}: ${path} is a folder`);
    taken.set(place, `what --${flag} writes`);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
