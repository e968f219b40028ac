// Reads one row of any source as a subscription. The one place that knows what a lawful one is; the schema and the bulk parser both call it.
import { describeValue } from "../foundation/errors/describe-value.js";
import { InvalidArgumentError, isInvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { ValidationIssue } from "../foundation/errors/validation-error.js";
import { LONGEST_ID, type CustomerId } from "../foundation/ids/ids.js";
import { money, type Money } from "../foundation/money/money.js";
import { readMoney, type ParseMoneyOptions } from "../foundation/money/parse-money.js";
import { dateOfDay, dayOfDate, FIRST_DAY, LAST_DAY, type CalendarDate } from "../foundation/time/calendar-date.js";
import { readInstant } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { BillingInterval, Subscription, SubscriptionInput } from "./subscription.js";

/** What a source leaves unsaid. */
export interface ReadingContext {
  readonly currency?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly numberFormat?: ParseMoneyOptions | undefined;
  readonly columns?: Readonly<Partial<Record<SubscriptionField, string | null>>> | undefined;
}

/**
 * The fields of a subscription as sources have it.
 * @category Parsing
 */
export type SubscriptionField = keyof SubscriptionInput;

export const SUBSCRIPTION_FIELDS: readonly SubscriptionField[] = [
  "customerId",
  "start",
  "end",
  "amount",
  "amountMinor",
  "currency",
  "interval",
];

export const INTERVALS: readonly BillingInterval[] = ["month", "quarter", "year"];

const DATE = /^\d{4}-\d{2}-\d{2}$/;

type Fields = Partial<Record<SubscriptionField, unknown>>;

type Read = { subscription: Subscription } | { issues: ValidationIssue[] };

/** The subscription, or everything that is wrong with the row. */
export function readSubscription(row: unknown, context: ReadingContext): Read {
  try {
    return readFields(row, context);
  } catch {
    return { issues: [{ path: "", code: "unreadable", message: "expected a row that can be read, got one that throws" }] };
  }
}

function readFields(row: unknown, context: ReadingContext): Read {
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    return { issues: [{ path: "", code: "not-an-object", message: `expected an object, got ${describeValue(row)}` }] };
  }
  const fields = ownFields(row, context.columns);
  const issues: ValidationIssue[] = [];
  const attempt = <T>(code: string, read: () => T): T | undefined => attemptOr(issues, code, read);

  const customerId = attempt("invalid-id", () => readCustomer(fields.customerId));
  const start = attempt("invalid-date", () => readDate("start", fields.start, context.timeZone));
  const end = attempt("invalid-date", () => (fields.end === undefined ? null : readDate("end", fields.end, context.timeZone)));
  const amount = attempt("invalid-amount", () => readAmount(fields, context));
  const interval = attempt("invalid-interval", () => readInterval(fields.interval));
  if (typeof end === "string" && start !== undefined && end < start)
    issues.push({ path: "end", code: "ends-before-start", message: `expected a date not before the start (${start}), got "${end}"` });
  if (customerId === undefined || start === undefined || end === undefined || amount === undefined || interval === undefined) {
    return { issues };
  }
  return issues.length > 0 ? { issues } : { subscription: { customerId, start, end, amount, interval } };
}

/** What `read` gives, or one more issue. */
function attemptOr<T>(issues: ValidationIssue[], code: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isInvalidArgumentError(error)) throw error;
    const fault = error.argument === "currency" ? "invalid-currency" : code;
    issues.push({ path: error.argument, code: fault, message: error.message.slice(error.argument.length + 2) });
    return undefined;
  }
}

/** The fields under our own names; absent, `null` and empty ones are left out. Only the row's own properties are read. */
function ownFields(row: object, columns: ReadingContext["columns"]): Fields {
  const fields: Fields = {};
  for (const name of SUBSCRIPTION_FIELDS) {
    const named = columns?.[name];
    const source = named ?? name;
    const value: unknown = named !== null && Object.hasOwn(row, source) ? (row as Record<string, unknown>)[source] : undefined;
    if (value !== undefined && value !== null && value !== "") fields[name] = value;
  }
  return fields;
}

function readCustomer(value: unknown): CustomerId {
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== "string" || text.length > LONGEST_ID || text.trim() === "") {
    throw new InvalidArgumentError("customerId", `a string of 1 to ${String(LONGEST_ID)} characters or a whole number`, value);
  }
  return text as CustomerId;
}

/** A local date as it is; of a moment, the date in the zone. */
function readDate(path: string, value: unknown, timeZone: string | undefined): CalendarDate {
  if (typeof value === "string" && DATE.test(value)) return dateOfDay(dayOfDate(value, path));
  if (timeZone === undefined) throw new InvalidArgumentError(path, "a date, YYYY-MM-DD (a moment: with a timeZone beside it)", value);
  const day = localDay(readInstant(path, value, timeZone), zoneOffsets(timeZone));
  if (day < FIRST_DAY || day > LAST_DAY) throw new InvalidArgumentError(path, "a moment whose date is in the years 0001 to 9999", value);
  return dateOfDay(day);
}

function readInterval(value: unknown): BillingInterval {
  if (INTERVALS.includes(value as BillingInterval)) return value as BillingInterval;
  throw new InvalidArgumentError("interval", `one of ${INTERVALS.join(", ")}`, value);
}

/** The amount under `amount` or `amountMinor`, never both. */
function readAmount(fields: Fields, context: ReadingContext): Money {
  const { amount: major, amountMinor: minor } = fields;
  if (major !== undefined && minor !== undefined) throw new InvalidArgumentError("amount", "either amount or amountMinor", major);
  const inner = isMoneyInput(major) ? major.currency : undefined;
  const currency = readCurrency([context.currency, fields.currency, inner]);
  const whole = isMoneyInput(major)
    ? wholeMinor("amount.minor", major.minor)
    : minor === undefined
      ? null
      : wholeMinor("amountMinor", minor);
  const text = typeof major === "number" ? String(major) : major;
  const format = typeof major === "number" ? {} : (context.numberFormat ?? {});
  const amount = whole === null ? readMoney("amount", text, currency, format) : money(whole, currency);
  if (amount.minor < 0) throw new InvalidArgumentError("amount", "an amount of at least 0", major ?? minor);
  return amount;
}

function isMoneyInput(value: unknown): value is { minor: unknown; currency: unknown } {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "minor") && Object.hasOwn(value, "currency");
}

function wholeMinor(path: string, value: unknown): number {
  const minor = typeof value === "string" && /^[+-]?\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof minor !== "number" || !Number.isSafeInteger(minor))
    throw new InvalidArgumentError(path, "a whole number of minor units", value);
  return minor;
}

/** The one currency that all who name one agree on. */
function readCurrency(stated: readonly unknown[]): string {
  const named = stated.filter((currency) => currency !== undefined);
  const [first] = named;
  const other = named.find((currency) => currency !== first);
  if (other !== undefined) throw new InvalidArgumentError("currency", `the currency ${describeValue(first)}`, other);
  if (typeof first !== "string") throw new InvalidArgumentError("currency", "a currency, in the row or in the options", first);
  return first;
}
