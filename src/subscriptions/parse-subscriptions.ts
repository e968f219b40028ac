import { checkIterable, checkObject } from "../foundation/errors/check.js";
import { rejection, type Rejection } from "../foundation/errors/rejection.js";
import { ValidationError } from "../foundation/errors/validation-error.js";
import { currencyDigits } from "../foundation/money/currency.js";
import { checkSeparators, type ParseMoneyOptions } from "../foundation/money/parse-money.js";
import { checkColumns } from "../foundation/readers/row-fields.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { readSubscription, SUBSCRIPTION_FIELDS, type ReadingContext, type SubscriptionField } from "./read-subscription.js";
import type { Subscription } from "./subscription.js";

/**
 * What a source of subscriptions leaves unsaid.
 * @category Parsing
 */
export interface ParseSubscriptionsOptions extends ParseMoneyOptions {
  /** The one currency of the source, ISO 4217; a row that names another is rejected. Needed unless every row names its own. */
  readonly currency?: string;
  /**
   * The source's own names of fields: `{ customerId: "customer", start: "started_on" }`. A field not named here is read under our name for it; `null` says that
   * the source has no such field, whatever its columns are called.
   */
  readonly columns?: Readonly<Partial<Record<SubscriptionField, string | null>>>;
  /** The IANA zone in which moments become dates; without it only dates are accepted. */
  readonly timeZone?: string;
}

/**
 * What was in a source of subscriptions. `rows = accepted + rejected`.
 * @category Parsing
 */
export interface ParseSubscriptionsSummary {
  /** Rows read. */
  readonly rows: number;
  /** Rows that became subscriptions. */
  readonly accepted: number;
  /** Rows that did not; each has a {@link Rejection}. */
  readonly rejected: number;
}

/**
 * Subscriptions and what became of the rows they came from.
 * @category Parsing
 */
export interface ParsedSubscriptions {
  /** The subscriptions, in the order of the rows. */
  readonly values: Subscription[];
  /** The rows that are none, in their order. */
  readonly rejected: Rejection[];
  /** The counts. */
  readonly summary: ParseSubscriptionsSummary;
}

/**
 * Reads one line of a subscription from outside.
 *
 * @param input - Anything; see {@link SubscriptionInput} for what is accepted.
 * @returns The subscription.
 * @throws A {@link ValidationError} that lists everything wrong with it.
 *
 * @example
 * import { parseSubscription } from "clientele/subscriptions";
 *
 * parseSubscription({ customerId: 17, start: "2024-05-01", amount: "9.90", currency: "EUR", interval: "month" });
 * // => { customerId: "17", start: "2024-05-01", end: null, amount: { minor: 990, currency: "EUR" }, interval: "month" }
 *
 * @category Parsing
 */
export function parseSubscription(input: unknown): Subscription {
  const read = readSubscription(input, {});
  if ("issues" in read) throw new ValidationError("subscription", read.issues);
  return read.value;
}

/**
 * Reads many lines of subscriptions from outside, and never stops at a bad row.
 *
 * Lines have no ids: equal rows are two lines, which add up. Amounts are read exactly: a JavaScript number is accepted only when it has no more decimals than the
 * currency.
 *
 * @param rows - Rows of any source, as objects.
 * @param options - What the source leaves unsaid.
 * @returns The subscriptions, the rejected rows with reasons, and the counts.
 * @throws An {@link InvalidArgumentError} when the rows cannot be walked through or an option is not lawful; never because of a row.
 *
 * @example
 * import { parseSubscriptions } from "clientele/subscriptions";
 *
 * const rows = [
 *   { customer: "anna", since: "2024-05-01", price: "9.90", interval: "month" },
 *   { customer: "ben", since: "2024-05-01", price: "99.00", interval: "decade" },
 * ];
 * const { values, rejected, summary } = parseSubscriptions(rows, {
 *   currency: "EUR",
 *   columns: { customerId: "customer", start: "since", amount: "price" },
 * });
 * values.length; // => 1
 * rejected[0]?.path; // => "interval"
 * summary; // => { rows: 2, accepted: 1, rejected: 1 }
 *
 * @category Parsing
 */
export function parseSubscriptions(rows: Iterable<unknown>, options: ParseSubscriptionsOptions = {}): ParsedSubscriptions {
  checkIterable("rows", rows);
  checkOptions(options);
  const { currency, timeZone, columns } = options;
  const context: ReadingContext = { currency, timeZone, columns, numberFormat: options };
  const values: Subscription[] = [];
  const rejected: Rejection[] = [];
  let count = 0;
  for (const row of rows) {
    count += 1;
    const read = readSubscription(row, context);
    if ("value" in read) values.push(read.value);
    else rejected.push(rejection(count, read.issues));
  }
  return { values, rejected, summary: { rows: count, accepted: values.length, rejected: rejected.length } };
}

function checkOptions(options: ParseSubscriptionsOptions): void {
  checkObject("options", options);
  const { currency, timeZone, columns } = options;
  if (currency !== undefined) currencyDigits(currency);
  if (timeZone !== undefined) zoneOffsets(timeZone, "options.timeZone");
  checkColumns(columns, SUBSCRIPTION_FIELDS);
  checkSeparators(options);
}
