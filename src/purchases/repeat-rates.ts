import { checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { rate, type Rate } from "../foundation/rate/rate.js";
import { dayOfDate } from "../foundation/time/calendar-date.js";
import { readInstant, type InstantLike } from "../foundation/time/instant.js";
import { startOfLocalDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { Purchases } from "./purchase-columns.js";
import { purchaseHistories, type FullyRefunded, type PurchaseHistories } from "./purchase-histories.js";

/**
 * The local dates that a repeat rate is about, and what counts.
 * @category Repeat rates
 */
export interface RepeatPeriodOptions {
  /** Only purchases before this instant count. */
  readonly asOf: InstantLike;
  /** The IANA zone of `from` and `to`. */
  readonly timeZone: string;
  /** The first local date of the period, `"YYYY-MM-DD"`. */
  readonly from: string;
  /** The first local date after the period. */
  readonly to: string;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded;
}

/**
 * Which repeat purchase rate is meant; the field uses the one name for all of them.
 *
 * - `"customers-to-date"`: customers with two purchases or more, of all customers; all of history, the period does not matter.
 * - `"customers-within-period"`: customers with two purchases or more in the period, of the customers in the period.
 * - `"purchases-in-period"`: purchases that are not a customer's first ever, of all purchases in the period.
 * - `"repeaters-per-first-time-buyer"`: buyers of the period who had bought before it, per first-time buyer of the period; a ratio that may exceed 1.
 *
 * @category Repeat rates
 */
export type RepeatPurchaseMethod =
  "customers-to-date" | "customers-within-period" | "purchases-in-period" | "repeaters-per-first-time-buyer";

/**
 * Which returning customer rate is meant.
 *
 * - `"not-first-purchase"`: customers with a purchase in the period that is not their first ever; an earlier one in the same period counts.
 * - `"bought-before-period"`: customers of the period who had bought before it began.
 *
 * @category Repeat rates
 */
export type ReturningCustomerMethod = "not-first-purchase" | "bought-before-period";

/**
 * A repeat rate and the definition it follows.
 * @category Repeat rates
 */
export interface RepeatRate<Method extends string> extends Rate {
  /** What was counted. */
  readonly definition: {
    /** The named way. */
    readonly method: Method;
    /** The first local date of the period. */
    readonly from: string;
    /** The first local date after it. */
    readonly to: string;
    /** The zone of both. */
    readonly timeZone: string;
    /** Whether fully refunded purchases counted. */
    readonly fullyRefunded: FullyRefunded;
  };
}

const REPEAT_METHODS = ["customers-to-date", "customers-within-period", "purchases-in-period", "repeaters-per-first-time-buyer"] as const;
const RETURNING_METHODS = ["not-first-purchase", "bought-before-period"] as const;

/**
 * The repeat purchase rate (Wiederkaufrate), by one of the four definitions in use: on one year of the same shop they gave 0.91, 0.78, 0.73 and 3.5.
 *
 * @param purchases - Rows or columns, in any order; all of history, not only the period, or first purchases are mistaken.
 * @param options - The period, and which definition is meant.
 * @returns The rate with its definition; `value` is `null` when nobody is in the denominator.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or currencies are mixed.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2023-11-01T10:00:00Z", amount: "20.00" },
 *   { id: 2, customerId: "anna", at: "2024-02-05T10:00:00Z", amount: "10.00" },
 *   { id: 3, customerId: "ben", at: "2024-02-06T10:00:00Z", amount: "15.00" },
 * ], { currency: "EUR" });
 * const year = { asOf: "2025-01-01T00:00:00Z", timeZone: "UTC", from: "2024-01-01", to: "2025-01-01" };
 * purchases.repeatPurchaseRate(values, { ...year, method: "customers-to-date" }).value; // => 0.5
 * purchases.repeatPurchaseRate(values, { ...year, method: "customers-within-period" }).value; // => 0
 *
 * @category Repeat rates
 */
export function repeatPurchaseRate(
  purchases: Purchases,
  options: RepeatPeriodOptions & { readonly method: RepeatPurchaseMethod },
): RepeatRate<RepeatPurchaseMethod> {
  const { method } = options;
  checkOneOf("options.method", method, REPEAT_METHODS);
  const { histories, customers } = buyersOf(purchases, options);
  return { ...repeatRate(), definition: definitionOf(method, options) };

  function repeatRate(): Rate {
    if (method === "customers-to-date") {
      const all = [...histories.customers].map((c) => (histories.starts[c + 1] as number) - (histories.starts[c] as number));
      return rate(all.filter((bought) => bought >= 2).length, all.length);
    }
    if (method === "customers-within-period") return rate(customers.filter(({ within }) => within >= 2).length, customers.length);
    const firstTime = customers.filter(({ before }) => before === 0).length;
    if (method === "repeaters-per-first-time-buyer") return rate(customers.length - firstTime, firstTime);
    const bought = customers.reduce((sum, { within }) => sum + within, 0);
    return rate(bought - firstTime, bought);
  }
}

/**
 * The returning customer rate: the share of a period's customers who were no strangers.
 *
 * @param purchases - Rows or columns, in any order; all of history, not only the period.
 * @param options - The period, and which definition is meant.
 * @returns The rate with its definition; `value` is `null` when nobody bought in the period.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or currencies are mixed.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-02-05T10:00:00Z", amount: "10.00" },
 *   { id: 2, customerId: "anna", at: "2024-03-05T10:00:00Z", amount: "10.00" },
 *   { id: 3, customerId: "ben", at: "2024-02-06T10:00:00Z", amount: "15.00" },
 * ], { currency: "EUR" });
 * const year = { asOf: "2025-01-01T00:00:00Z", timeZone: "UTC", from: "2024-01-01", to: "2025-01-01" };
 * purchases.returningCustomerRate(values, { ...year, method: "not-first-purchase" }).value; // => 0.5
 * purchases.returningCustomerRate(values, { ...year, method: "bought-before-period" }).value; // => 0
 *
 * @category Repeat rates
 */
export function returningCustomerRate(
  purchases: Purchases,
  options: RepeatPeriodOptions & { readonly method: ReturningCustomerMethod },
): RepeatRate<ReturningCustomerMethod> {
  const { method } = options;
  checkOneOf("options.method", method, RETURNING_METHODS);
  const { customers } = buyersOf(purchases, options);
  const returning = customers.filter(({ before, within }) => before > 0 || (method === "not-first-purchase" && within >= 2));
  return { ...rate(returning.length, customers.length), definition: definitionOf(method, options) };
}

/** A customer who bought in the period: how often before it, and how often in it. */
interface Buyer {
  readonly before: number;
  readonly within: number;
}

function buyersOf(purchases: Purchases, options: RepeatPeriodOptions): { histories: PurchaseHistories; customers: Buyer[] } {
  const { start, end, asOf } = readPeriod(options);
  const histories = purchaseHistories(purchases, { asOf, fullyRefunded: options.fullyRefunded ?? "exclude", revenue: "net" });
  const customers: Buyer[] = [];
  for (const c of histories.customers) {
    let [before, within] = [0, 0];
    for (let i = histories.starts[c] as number; i < (histories.starts[c + 1] as number); i += 1) {
      const at = histories.at[i] as number;
      if (at < start) before += 1;
      else if (at < end) within += 1;
    }
    if (within > 0) customers.push({ before, within });
  }
  return { histories, customers };
}

/** The period's first instant and the first one after it. */
export function readPeriod(options: RepeatPeriodOptions): { start: number; end: number; asOf: number } {
  const zone = zoneOffsets(options.timeZone);
  const [from, to] = [dayOfDate(options.from, "options.from"), dayOfDate(options.to, "options.to")];
  if (from >= to) throw new InvalidArgumentError("options.to", "a date after from", options.to);
  return { start: startOfLocalDay(from, zone), end: startOfLocalDay(to, zone), asOf: readInstant("options.asOf", options.asOf) };
}

export function definitionOf<Method extends string>(method: Method, options: RepeatPeriodOptions): RepeatRate<Method>["definition"] {
  const { from, to, timeZone, fullyRefunded = "exclude" } = options;
  return { method, from, to, timeZone, fullyRefunded };
}
