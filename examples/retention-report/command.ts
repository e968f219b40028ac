// The command line: that of the customer base report, less what has no meaning here.
import { readCommand, type ReportCommand } from "../customer-base-report/options.js";

/** In a folder of this repository, and known to its list of files that are not kept. */
const PAGE = "examples/retention-report/report.html";

const WITHOUT_MEANING = ["--horizon-days", "--discount-rate", "--gross-margin", "--rejected"];

export const HELP = `Shows who stays and who leaves among the customers in a CSV of orders, who have no contract to end.

  npx tsx examples/retention-report/main.ts                          the small shop in examples/data
  npx tsx examples/retention-report/main.ts orders.csv [options]     any CSV with a header line

What to look at
  --as-of DATE            only orders before this local date count (the day after the last order that is not of the
                          future, when not given)
  --inactivity-days N     without an order for more days a customer counts as gone (within how many days 95 % of all
                          returns happened, when not given)
  --period UNIT           day, week, month, quarter or year of movements and cohorts (month)

Where it goes
  --out FILE              the page with pictures (${PAGE})
  --json FILE             all figures as JSON
  --help                  this text

How the file is read (--currency, --time-zone, names of columns, separators, encoding): as the customer base report
reads it; "npm run report -- --help" lists it all.
`;

export interface RetentionCommand {
  readonly report: ReportCommand;
  /** As named; `null`: to be suggested. */
  readonly inactivityDays: number | null;
}

/** Reads the command line; `null` when help was asked for. Throws a plain Error with what is wrong. */
export function readRetentionCommand(args: readonly string[]): RetentionCommand | null {
  const flags = args.map((arg) => arg.replace(/=.*/s, ""));
  const foreign = flags.find((flag) => WITHOUT_MEANING.includes(flag));
  if (foreign !== undefined) throw new Error(`${foreign} belongs to the customer base report`);
  // Of a flag that is said twice the last one counts.
  const report = readCommand(["--out", PAGE, ...args]);
  return report && { report, inactivityDays: flags.includes("--inactivity-days") ? report.inactivityDays : null };
}
