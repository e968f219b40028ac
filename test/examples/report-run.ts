// Runs the main job in this process, on files of a folder of its own.
import { readFileSync, writeFileSync } from "node:fs";
import { runReport } from "../../examples/customer-base-report/run-report.js";
import { programRuns } from "./program-runs.js";

export { EUR, HEADER } from "./program-runs.js";

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
  const { folder, inFolder, run } = programRuns(runReport);
  const report: ReportRuns["report"] = async (...args) => {
    const { code, lines, errors } = await run(...args);
    return { code, text: lines, errors };
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
