import type { Accumulator } from "../foundation/accumulator/accumulator.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds, type CustomerId } from "../foundation/ids/ids.js";
import type { CurrencyCode } from "../foundation/money/currency.js";
import { checkedMinor } from "../foundation/money/money.js";
import type { Instant } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { checkSummariesOptions, type CustomerSummariesOptions, type CustomerSummary } from "./customer-summaries.js";
import type { Purchase } from "./purchase.js";
import { checkPurchase, isPaid } from "./purchase-columns.js";
import { isFullyRefunded } from "./purchase-histories.js";

/**
 * What {@link customerSummaryAccumulator} keeps between rows. JSON; store it, send it, merge it.
 * @category Summaries
 */
export interface CustomerSummaryState {
  /** The one currency; `null` before the first purchase. */
  currency: CurrencyCode | null;
  /** By customer id, with `:` before it, so that no id can be mistaken for a property of objects. */
  customers: Record<string, CustomerSummaryPart>;
}

/**
 * What is known of one customer so far.
 * @category Summaries
 */
export interface CustomerSummaryPart {
  /** The first counted purchase. */
  firstAt: number;
  /** The last counted purchase. */
  lastAt: number;
  /** How many purchases count. */
  purchases: number;
  /** Their revenue in minor units. */
  revenueMinor: number;
  /** The local days with a purchase, as day numbers from 1970-01-01, ascending; empty when the occasion is the purchase. */
  days: number[];
}

/**
 * {@link customerSummaries} in parts: on several workers, in a stream, or on top of yesterday's state.
 *
 * Merging the parts of any split of the rows gives the same summaries as the whole.
 *
 * @param options - What counts; the same for all parts.
 * @returns The accumulator.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one when currencies are mixed or a sum leaves the safe integers.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-05-01T09:30:00Z", amount: "20.00" },
 *   { id: 2, customerId: "anna", at: "2024-05-02T18:00:00Z", amount: "7.50" },
 * ], { currency: "EUR" });
 * const { empty, add, merge, finish } = purchases.customerSummaryAccumulator({
 *   asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", occasion: "day", revenue: "net", fullyRefunded: "exclude",
 * });
 * const parts = values.map((purchase) => add(empty(), purchase)); // on two workers, say
 * const whole = parts.reduce((a, b) => merge(a, b));
 * finish(whole).map((summary) => summary.revenueMinor); // => [2750]
 *
 * @category Summaries
 */
export function customerSummaryAccumulator(
  options: CustomerSummariesOptions,
): Accumulator<Purchase, CustomerSummaryState, CustomerSummary[]> {
  const { asOf, zone } = checkSummariesOptions(options);
  const partOf = (purchase: Purchase): CustomerSummaryPart | null => {
    const refundedMinor = purchase.refunded?.minor ?? 0;
    if (!isPaid(purchase) || purchase.at >= asOf) return null;
    if (options.fullyRefunded === "exclude" && isFullyRefunded(purchase.amount.minor, refundedMinor)) return null;
    return {
      firstAt: purchase.at,
      lastAt: purchase.at,
      purchases: 1,
      revenueMinor: purchase.amount.minor - (options.revenue === "net" ? refundedMinor : 0),
      days: options.occasion === "day" ? [localDay(purchase.at, zone)] : [],
    };
  };
  return {
    empty: () => ({ currency: null, customers: {} }),
    add: (state, purchase) => {
      state.currency ??= purchase.amount.currency;
      checkPurchase(purchase, state.currency);
      const part = partOf(purchase);
      if (part !== null) joinPart(state, `:${purchase.customerId}`, part);
      return state;
    },
    merge: (a, b) => {
      if (b.currency !== null) joinCurrency(a, b.currency);
      for (const [key, part] of Object.entries(b.customers)) joinPart(a, key, part);
      return a;
    },
    finish: (state) => finished(state, options),
  };
}

function joinCurrency(state: CustomerSummaryState, currency: CurrencyCode): void {
  state.currency ??= currency;
  if (state.currency !== currency) throw new InvalidArgumentError("b.currency", `one currency (${state.currency})`, currency);
}

function joinPart({ customers }: CustomerSummaryState, key: string, part: CustomerSummaryPart): void {
  const own = customers[key];
  if (own === undefined) {
    customers[key] = { ...part, days: [...part.days] };
    return;
  }
  own.firstAt = Math.min(own.firstAt, part.firstAt);
  own.lastAt = Math.max(own.lastAt, part.lastAt);
  own.purchases += part.purchases;
  own.revenueMinor = checkedMinor("revenueMinor", own.revenueMinor + part.revenueMinor);
  own.days = unionOfDays(own.days, part.days);
}

/** Joins two ascending lists of different days in place; days mostly come in order, so that most are appended. */
function unionOfDays(a: number[], b: readonly number[]): number[] {
  for (const day of b) {
    if (a.length === 0 || day > (a.at(-1) as number)) a.push(day);
    else insertDay(a, day);
  }
  return a;
}

function insertDay(days: number[], day: number): void {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  if (days[low] !== day) days.splice(low, 0, day);
}

function finished({ customers, currency }: CustomerSummaryState, { occasion }: CustomerSummariesOptions): CustomerSummary[] {
  return Object.entries(customers)
    .map(([key, { firstAt, lastAt, purchases, revenueMinor, days }]) => ({
      customerId: key.slice(1) as CustomerId,
      firstAt: firstAt as Instant,
      lastAt: lastAt as Instant,
      occasions: occasion === "day" ? days.length : purchases,
      purchases,
      revenueMinor,
      currency: currency as CurrencyCode,
    }))
    .sort((a, b) => compareIds(a.customerId, b.customerId));
}
