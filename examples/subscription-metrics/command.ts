// The command line: what may be said, what is assumed when it is not.
import { parseArgs } from "node:util";

/** The file that is read when none is named, and what is known of it. */
const BUSINESS = {
  file: "examples/subscription-metrics/subscriptions.csv",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  asOf: "2026-01-01",
};
/** In a folder of this repository, and known to its list of files that are not kept. */
const PAGE = "examples/subscription-metrics/report.html";

/** The flags that name columns. */
export const COLUMN_FLAGS = ["customer", "start", "end", "amount", "amount-minor", "interval", "plan", "currency-column"] as const;

export type ColumnFlag = (typeof COLUMN_FLAGS)[number];

export interface MetricsCommand {
  readonly file: string;
  /** Columns that were named; "none" switches a guess off. */
  readonly columns: Readonly<Partial<Record<ColumnFlag, string>>>;
  readonly currency: string | undefined;
  readonly timeZone: string | undefined;
  readonly asOf: string | undefined;
  readonly month: string | undefined;
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  readonly decimalSeparator: "." | "," | undefined;
  readonly groupSeparator: string | undefined;
  readonly out: string;
  readonly json: string | undefined;
}

export const HELP = `Shows what a business of subscriptions earns, keeps and loses, from a CSV with one line a subscription.

  npx tsx examples/subscription-metrics/main.ts                              the small business beside it
  npx tsx examples/subscription-metrics/main.ts subscriptions.csv [options]  any CSV with a header line

Columns (guessed from usual names when not named; "none" switches a guess off)
  --customer NAME         who pays                      --plan NAME          the name of the plan
  --start NAME            the first day paid for        --end NAME           the day after the last; empty: no end known
  --amount NAME           the price of one interval     --amount-minor NAME  the same in cents
  --interval NAME         month, quarter, year, or      --currency-column NAME  the currency of a row
                          usual names of these

How to read the file
  --currency CODE         the one currency of the file, such as USD
  --time-zone ZONE        the zone of the business, such as America/New_York (UTC when not given)
  --delimiter CHARACTER   , or ; or | or tab (found in the header line when not given)
  --encoding NAME         utf-8, windows-1252, utf-16le (found when not given)
  --decimal-separator X   . or , (. when not given)
  --group-separator X     what stands between groups of three digits

What to look at
  --as-of DATE            the first local date of which nothing is known yet (the day after the last start or end that
                          is not of the future, when not given)
  --month YYYY-MM         the month whose churn is told by all definitions (the last one that is over)

Where it goes
  --out FILE              the page with pictures (${PAGE})
  --json FILE             all figures as JSON
  --help                  this text
`;

const TEXT = { type: "string" } as const;

/** Reads the command line; `null` when help was asked for. Throws a plain Error with what is wrong. */
export function readMetricsCommand(args: readonly string[]): MetricsCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      ...(Object.fromEntries(COLUMN_FLAGS.map((flag) => [flag, TEXT])) as Record<ColumnFlag, typeof TEXT>),
      currency: TEXT,
      "time-zone": TEXT,
      "as-of": TEXT,
      month: TEXT,
      delimiter: TEXT,
      encoding: TEXT,
      "decimal-separator": TEXT,
      "group-separator": TEXT,
      out: TEXT,
      json: TEXT,
    },
  });
  if (values.help === true) return null;
  if (positionals.length > 1) throw new Error(`one file at a time, not ${positionals.join(", ")}`);
  const known = positionals.length === 0 ? BUSINESS : undefined;
  const decimalSeparator = values["decimal-separator"];
  if (decimalSeparator !== undefined && decimalSeparator !== "." && decimalSeparator !== ",")
    throw new Error(`--decimal-separator: expected . or , and got "${decimalSeparator}"`);
  if (values.month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(values.month))
    throw new Error(`--month: expected a month such as 2024-12, got "${values.month}"`);
  return {
    file: positionals[0] ?? BUSINESS.file,
    columns: Object.fromEntries(COLUMN_FLAGS.flatMap((flag) => (values[flag] === undefined ? [] : [[flag, values[flag]]]))),
    currency: values.currency ?? known?.currency,
    timeZone: values["time-zone"] ?? known?.timeZone,
    asOf: values["as-of"] ?? known?.asOf,
    month: values.month,
    delimiter: values.delimiter === "tab" || values.delimiter === "\\t" ? "\t" : values.delimiter,
    encoding: values.encoding,
    decimalSeparator,
    groupSeparator: values["group-separator"],
    out: values.out ?? PAGE,
    json: values.json,
  };
}
