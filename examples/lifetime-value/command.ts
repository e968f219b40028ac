// The command line: that of the customer base report, less what has no meaning here.
import { readCommand, type ReportCommand } from "../customer-base-report/options.js";

/** In a folder of this repository, and known to its list of files that are not kept. */
const PAGE = "examples/lifetime-value/report.html";

const WITHOUT_MEANING = ["--period", "--inactivity-days", "--rejected"];

export const HELP = `Shows what the customers in a CSV of orders are worth, and how far that can be trusted.

  npx tsx examples/lifetime-value/main.ts                          the small shop in examples/data
  npx tsx examples/lifetime-value/main.ts orders.csv [options]     any CSV with a header line

What to look at
  --as-of DATE            only orders before this local date count (the day after the last order that is not of the
                          future, when not given)
  --horizon-days N        how far lifetime value looks ahead (365)
  --discount-rate SHARE   per year (0.1)
  --gross-margin SHARE    what remains of revenue; without it lifetime value is revenue

Where it goes
  --out FILE              the page with pictures (${PAGE})
  --json FILE             all figures as JSON
  --help                  this text

How the file is read (--currency, --time-zone, names of columns, separators, encoding): as the customer base report
reads it; "npm run report -- --help" lists it all.
`;

/** Reads the command line; `null` when help was asked for. Throws a plain Error with what is wrong. */
export function readLifetimeValueCommand(args: readonly string[]): ReportCommand | null {
  const foreign = args.find((arg) => WITHOUT_MEANING.includes(arg.replace(/=.*/s, "")));
  if (foreign !== undefined) throw new Error(`${foreign.replace(/=.*/s, "")} belongs to the customer base report`);
  // Of a flag that is said twice the last one counts.
  return readCommand(["--out", PAGE, ...args]);
}
