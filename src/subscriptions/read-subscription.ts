// Reads one row of any source as a subscription. The one place that knows what a lawful one is; the schema and the bulk parser both call it.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { ValidationIssue } from "../foundation/errors/validation-error.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { money, type Money } from "../foundation/money/money.js";
import { agreedCurrency, readMajor, type SourceContext } from "../foundation/readers/amount-field.js";
import {
  attemptOr,
  ownFields,
  readId,
  readRow,
  wholeMinor,
  type Read,
  type RowFields,
  type SourceColumns,
} from "../foundation/readers/row-fields.js";
import { dateOfDay, dayOfDate, FIRST_DAY, LAST_DAY, type CalendarDate } from "../foundation/time/calendar-date.js";
import { readInstant } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { BillingInterval, Subscription, SubscriptionInput } from "./subscription.js";

/** What a source leaves unsaid. */
export interface ReadingContext extends SourceContext {
  readonly columns?: SourceColumns<SubscriptionField> | undefined;
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

type Fields = RowFields<SubscriptionField>;

/** The subscription, or everything that is wrong with the row. */
export function readSubscription(row: unknown, context: ReadingContext): Read<Subscription> {
  return readRow(row, (own, issues) => readFields(own, issues, context));
}

function readFields(row: object, issues: ValidationIssue[], context: ReadingContext): Subscription | undefined {
  const fields = ownFields(row, SUBSCRIPTION_FIELDS, context.columns);
  const attempt = <T>(code: string, read: () => T): T | undefined => attemptOr(issues, "", code, read);

  const customerId = attempt("invalid-id", () => readId("customerId", fields.customerId) as CustomerId);
  const start = attempt("invalid-date", () => readDate("start", fields.start, context.timeZone));
  const end = attempt("invalid-date", () => (fields.end === undefined ? null : readDate("end", fields.end, context.timeZone)));
  const amount = attempt("invalid-amount", () => readAmount(fields, context));
  const interval = attempt("invalid-interval", () => readInterval(fields.interval));
  if (typeof end === "string" && start !== undefined && end < start)
    issues.push({ path: "end", code: "ends-before-start", message: `expected a date not before the start (${start}), got "${end}"` });
  if (customerId === undefined || start === undefined || end === undefined || amount === undefined || interval === undefined) {
    return undefined;
  }
  return { customerId, start, end, amount, interval };
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
  const currency = agreedCurrency([context.currency, fields.currency], major);
  const amount =
    minor === undefined ? readMajor("amount", major, currency, context.numberFormat) : money(wholeMinor("amountMinor", minor), currency);
  if (amount.minor < 0) throw new InvalidArgumentError("amount", "an amount of at least 0", major ?? minor);
  return amount;
}
