// Runs the main job in this process, on files of a folder of its own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { runReport } from "../../examples/customer-base-report/run-report.js";

export const EUR: readonly string[] = ["--currency", "EUR", "--time-zone", "Europe/Berlin"];
export const HEADER = "order_id,customer_id,date,total";
/** The clock of all runs. */
const NOW = Date.UTC(2026, 0, 15, 12);

interface Run {
  readonly code: number;
  readonly text: string;
  readonly errors: string;
}

export interface ReportRuns {
  readonly folder: string;
  readonly inFolder: (name: string) => string;
  readonly report: (...args: string[]) => Promise<Run>;
  /** Runs the report on a file with this content. */
  readonly reportOn: (content: string | Buffer, ...args: string[]) => Promise<Run>;
  /** The lines of the file of rejected rows. */
  readonly rejectedRows: () => string[];
}

/** Runs of one test file, in a folder that goes with it. */
export function reportRuns(): ReportRuns {
  const folder = mkdtempSync(join(tmpdir(), "clientele-report-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const inFolder = (name: string): string => join(folder, name);
  const report: ReportRuns["report"] = async (...args) => {
    const [text, errors]: [string[], string[]] = [[], []];
    const code = await runReport(args, { print: (line) => text.push(line), printError: (line) => errors.push(line) }, NOW);
    return { code, text: text.join("\n"), errors: errors.join("\n") };
  };
  return {
    folder,
    inFolder,
    report,
    reportOn: (content, ...args) => {
      writeFileSync(inFolder("orders.csv"), content);
      return report(inFolder("orders.csv"), "--out", inFolder("report.html"), "--rejected", inFolder("rejected.csv"), ...args);
    },
    rejectedRows: () => readFileSync(inFolder("rejected.csv"), "utf8").trim().split("\n").slice(1),
  };
}
