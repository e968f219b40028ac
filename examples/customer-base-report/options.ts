// The command line: what may be said, what is assumed when it is not.
import { parseArgs } from "node:util";

/** The file that is read when none is named, and what is known of it. */
const SHOP = { file: "examples/data/shop-orders.csv", currency: "EUR", timeZone: "Europe/Berlin", asOf: "2026-01-01" };

/** The fields a column can be named for; the flag is the key. */
export const COLUMN_FLAGS = {
  id: "id",
  customer: "customerId",
  at: "at",
  amount: "amount",
  "amount-minor": "amountMinor",
  refunded: "refunded",
  "currency-column": "currency",
  channel: "channel",
  status: "status",
} as const;

export type ColumnFlag = keyof typeof COLUMN_FLAGS;

export interface ReportCommand {
  readonly file: string;
  /** Columns that were named; "none" switches a field off. */
  readonly columns: Partial<Record<ColumnFlag, string>>;
  readonly currency: string | undefined;
  readonly timeZone: string | undefined;
  readonly asOf: string | undefined;
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  readonly decimalSeparator: "." | "," | undefined;
  readonly groupSeparator: string | undefined;
  readonly anonymous: "reject" | "one-time" | undefined;
  readonly inactivityDays: number;
  readonly period: string;
  readonly horizonDays: number;
  readonly discountRate: number;
  readonly grossMargin: number | undefined;
  readonly out: string;
  readonly rejected: string | undefined;
  readonly json: string | undefined;
}

export const HELP = `Shows the customer base in a CSV of orders: who they are, who stays, what they are worth.

  npm run report                          the small shop in examples/data
  npm run report -- orders.csv [options]  any CSV with a header line

Columns (guessed from usual names when not named; "none" switches a guess off)
  --customer NAME         who bought                    --at NAME            when
  --amount NAME           how much, in major units      --amount-minor NAME  how much, in cents
  --id NAME               the order's id                --refunded NAME      what was given back
  --currency-column NAME  the currency of a row         --status NAME        paid, pending, cancelled,
                                                        or usual names of these
  --channel NAME          where it was bought

How to read the file
  --currency CODE         the one currency of the file, such as USD
  --time-zone ZONE        the zone of the business, such as America/New_York (UTC when not given)
  --delimiter CHARACTER   , or ; or | or tab (found in the header line when not given)
  --encoding NAME         utf-8, windows-1252, utf-16le (found when not given)
  --decimal-separator X   . or , (. when not given)
  --group-separator X     what stands between groups of three digits
  --anonymous WAY         a row without a customer: reject (when not given), or one-time

What to report
  --as-of DATE            only orders before this local date count (the day after the last order that is not of the
                          future, when not given)
  --inactivity-days N     without an order for more days a customer is inactive (180)
  --period UNIT           day, week, month, quarter or year of movements and cohorts (month)
  --horizon-days N        how far lifetime value looks ahead (365)
  --discount-rate SHARE   per year (0.1)
  --gross-margin SHARE    what remains of revenue; without it lifetime value is revenue

Where it goes
  --out FILE              the page with pictures (report.html)
  --rejected FILE         the rows that could not be read, with line and reason, as CSV
  --json FILE             the whole report as JSON
  --help                  this text
`;

const TEXT = { type: "string" } as const;

/** Reads the command line; `null` when help was asked for. Throws a plain Error with what is wrong. */
export function readCommand(args: readonly string[]): ReportCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      ...(Object.fromEntries(Object.keys(COLUMN_FLAGS).map((flag) => [flag, TEXT])) as Record<ColumnFlag, typeof TEXT>),
      currency: TEXT,
      "time-zone": TEXT,
      "as-of": TEXT,
      delimiter: TEXT,
      encoding: TEXT,
      "decimal-separator": TEXT,
      "group-separator": TEXT,
      anonymous: TEXT,
      "inactivity-days": TEXT,
      period: TEXT,
      "horizon-days": TEXT,
      "discount-rate": TEXT,
      "gross-margin": TEXT,
      out: TEXT,
      rejected: TEXT,
      json: TEXT,
    },
  });
  if (values.help === true) return null;
  if (positionals.length > 1) throw new Error(`one file at a time, not ${positionals.join(", ")}`);
  const shop = positionals.length === 0 ? SHOP : undefined;
  return {
    file: positionals[0] ?? SHOP.file,
    columns: Object.fromEntries(
      Object.keys(COLUMN_FLAGS).flatMap((flag) => (values[flag as ColumnFlag] === undefined ? [] : [[flag, values[flag as ColumnFlag]]])),
    ),
    currency: values.currency ?? shop?.currency,
    timeZone: values["time-zone"] ?? shop?.timeZone,
    asOf: values["as-of"] ?? shop?.asOf,
    delimiter: values.delimiter === "tab" || values.delimiter === "\\t" ? "\t" : values.delimiter,
    encoding: values.encoding,
    decimalSeparator: oneOf("decimal-separator", values["decimal-separator"], [".", ","]),
    groupSeparator: values["group-separator"],
    anonymous: oneOf("anonymous", values.anonymous, ["reject", "one-time"]),
    inactivityDays: numberOf("inactivity-days", values["inactivity-days"]) ?? 180,
    period: values.period ?? "month",
    horizonDays: numberOf("horizon-days", values["horizon-days"]) ?? 365,
    discountRate: numberOf("discount-rate", values["discount-rate"]) ?? 0.1,
    grossMargin: numberOf("gross-margin", values["gross-margin"]),
    out: values.out ?? "report.html",
    rejected: values.rejected,
    json: values.json,
  };
}

function numberOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new Error(`--${flag}: expected a number, got "${text}"`);
  return value;
}

function oneOf<T extends string>(flag: string, text: string | undefined, allowed: readonly T[]): T | undefined {
  if (text !== undefined && !allowed.includes(text as T)) throw new Error(`--${flag}: expected ${allowed.join(" or ")}, got "${text}"`);
  return text as T | undefined;
}
