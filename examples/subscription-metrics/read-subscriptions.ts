// A CSV into subscriptions. Nothing stops it but a file that cannot be opened or has no usable header.
import { stat } from "node:fs/promises";
import { parseSubscriptions, type ParseSubscriptionsOptions, type Subscription, type SubscriptionField } from "clientele/subscriptions";
import { cellText, csvRecords } from "../customer-base-report/csv-records.js";
import { amount as formatAmount } from "../customer-base-report/format.js";
import { recordFault, type RejectedRow } from "../customer-base-report/record-fault.js";
import { sniff, type FileShape } from "../customer-base-report/sniff.js";
import { chooseColumns, type ChosenColumns } from "./columns.js";
import type { ColumnFlag, MetricsCommand } from "./command.js";
import { inMetricsWords } from "./flag-words.js";

/** The field that a column is read for; plans are no field of the library. */
const FIELDS: ReadonlyMap<ColumnFlag, SubscriptionField> = new Map([
  ["customer", "customerId"],
  ["start", "start"],
  ["end", "end"],
  ["amount", "amount"],
  ["amount-minor", "amountMinor"],
  ["interval", "interval"],
  ["currency-column", "currency"],
]);

/** Other names of intervals. */
const INTERVALS: ReadonlyMap<string, string> = new Map([
  ...["month", "months", "monthly", "1 month", "monat", "monatlich"].map((name) => [name, "month"] as const),
  ...["quarter", "quarterly", "3 months", "quartal", "vierteljährlich"].map((name) => [name, "quarter"] as const),
  ...["year", "years", "yearly", "annual", "annually", "1 year", "12 months", "jahr", "jährlich"].map((name) => [name, "year"] as const),
]);

/** A subscription with the name of its plan. */
export interface PlanLine {
  readonly subscription: Subscription;
  /** As the file has it; without a column for it the price and the interval. */
  readonly plan: string;
}

interface LineOfFile extends PlanLine {
  readonly line: number;
}

export interface ReadSubscriptions {
  readonly lines: readonly LineOfFile[];
  readonly rows: number;
  /** In the order of the file. */
  readonly rejected: readonly RejectedRow[];
  readonly columns: ChosenColumns;
  readonly shape: FileShape;
}

interface Source {
  readonly rows: object[];
  readonly plans: string[];
  readonly lineOf: number[];
  readonly faults: RejectedRow[];
}

/** Reads the file that a command names. Throws a plain Error when nothing can be read from it. */
export async function readSubscriptions(command: MetricsCommand): Promise<ReadSubscriptions> {
  await checkFile(command.file);
  const shape = await sniff(command.file, command);
  const records = csvRecords(command.file, shape, () => undefined);
  const first = await records.next();
  if (first.done === true) throw new Error(`${command.file} has no header line`);
  if (first.value.isOpen) throw new Error(`the header line of ${command.file} opens a quotation mark that is not closed`);
  const header = first.value.cells.map(cellText);
  const columns = chooseColumns(header, command.columns);
  if (command.currency === undefined && !columns.columns.has("currency-column"))
    throw new Error("which currency? The file has no column for it, so name it: --currency USD");

  const source = await readRows(records, header, columns);
  const { values, rejected } = parseSubscriptions(source.rows, parsingOptions(command));
  const flagOf = new Map([...FIELDS].map(([flag, field]) => [field as string, flag]));
  const faults = rejected.map(({ row, path, code, message }) => {
    const flag = flagOf.get(path.replace(/[.[].*/, ""));
    return {
      line: source.lineOf[row - 1] ?? 0,
      column: (flag && columns.columns.get(flag)) ?? path,
      code,
      message: inMetricsWords(message),
    };
  });
  const isRejected = new Set(rejected.map(({ row }) => row - 1));
  const accepted = source.rows.flatMap((_, i) => (isRejected.has(i) ? [] : [{ plan: source.plans[i] ?? "", line: source.lineOf[i] ?? 0 }]));
  return {
    lines: values.map((subscription, i) => {
      const { plan, line } = accepted[i] ?? { plan: "", line: 0 };
      return { subscription, plan: plan === "" ? priceOf(subscription) : plan, line };
    }),
    rows: source.rows.length + source.faults.length,
    rejected: [...source.faults, ...faults].sort((a, b) => a.line - b.line),
    columns,
    shape,
  };
}

export function parsingOptions({
  currency,
  timeZone = "UTC",
  decimalSeparator,
  groupSeparator,
}: MetricsCommand): ParseSubscriptionsOptions {
  return {
    timeZone,
    ...(currency === undefined ? {} : { currency }),
    ...(decimalSeparator === undefined ? {} : { decimalSeparator }),
    ...(groupSeparator === undefined ? {} : { groupSeparator: groupSeparator as NonNullable<ParseSubscriptionsOptions["groupSeparator"]> }),
  };
}

async function checkFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => {
    throw new Error(`cannot open ${file}`);
  });
  if (found.isDirectory()) throw new Error(`${file} is a folder`);
  if (found.size === 0) throw new Error(`${file} is empty`);
}

async function readRows(records: ReturnType<typeof csvRecords>, header: readonly string[], { columns }: ChosenColumns): Promise<Source> {
  const used = [...new Set(columns.values())].map((column) => [column, header.indexOf(column)] as const);
  const source: Source = { rows: [], plans: [], lineOf: [], faults: [] };
  const cellOf = (cells: readonly string[], flag: ColumnFlag): string => {
    const column = columns.get(flag);
    return column === undefined ? "" : cellText(cells[header.indexOf(column)]);
  };
  for await (const record of records) {
    const fault = recordFault(record, header.length, used);
    if (fault !== undefined) {
      source.faults.push(fault);
      continue;
    }
    const row: Partial<Record<SubscriptionField, string>> = {};
    for (const [flag, field] of FIELDS) row[field] = cellOf(record.cells, flag);
    row.interval = INTERVALS.get((row.interval ?? "").toLowerCase()) ?? row.interval ?? "";
    source.rows.push(row);
    source.plans.push(cellOf(record.cells, "plan"));
    source.lineOf.push(record.firstLine);
  }
  return source;
}

function priceOf({ amount, interval }: Subscription): string {
  return `${formatAmount(amount.minor, amount.currency)} a ${interval}`;
}
