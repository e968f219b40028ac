import { checkOneOf } from "../foundation/errors/check.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import type { CurrencyCode } from "../foundation/money/currency.js";
import { checkedMinor } from "../foundation/money/money.js";
import { readInstant, type Instant, type InstantLike } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../foundation/time/zone-offsets.js";
import type { Purchases } from "./purchase-columns.js";
import { purchaseHistories, type FullyRefunded, type RevenueBasis } from "./purchase-histories.js";

/**
 * What one customer has bought so far.
 * @category Summaries
 */
export interface CustomerSummary {
  /** Who. */
  readonly customerId: CustomerId;
  /** The first purchase that counts. */
  readonly firstAt: Instant;
  /** The last purchase that counts. */
  readonly lastAt: Instant;
  /** How often they bought: purchases, or local days with a purchase, as `occasion` says. */
  readonly occasions: number;
  /** How many purchases count. */
  readonly purchases: number;
  /** What they spent, in minor units: net of refunds or gross, as `revenue` says. */
  readonly revenueMinor: number;
  /** The currency of `revenueMinor`. */
  readonly currency: CurrencyCode;
}

/**
 * What counts in a {@link CustomerSummary}.
 * @category Summaries
 */
export interface CustomerSummariesOptions {
  /** Only purchases before this instant count. */
  readonly asOf: InstantLike;
  /** The IANA zone whose days count. */
  readonly timeZone: string;
  /** Whether an occasion is every purchase, or every local day with one. */
  readonly occasion: Occasion;
  /** Whether refunds are taken off the revenue. */
  readonly revenue: RevenueBasis;
  /** Whether a purchase that was refunded in full still counts. */
  readonly fullyRefunded: FullyRefunded;
}

/**
 * What one occasion of buying is: every purchase, or every local day with one or more.
 * @category Summaries
 */
export type Occasion = "purchase" | "day";

/**
 * Sums up what each customer has bought.
 *
 * Only paid purchases before `asOf` count; {@link countPurchases} says how many rows that leaves out. A purchase of 0.00 that was never refunded is a purchase.
 * Cost: O(rows), and O(customers log customers) where ids are not sorted yet.
 *
 * @param purchases - Rows or columns, in any order.
 * @param options - What counts.
 * @returns One summary a customer with a counted purchase, sorted by id (code units).
 * @throws An {@link InvalidArgumentError} when an option is not lawful, currencies are mixed, or a sum leaves the safe integers.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-05-01T09:30:00Z", amount: "20.00" },
 *   { id: 2, customerId: "anna", at: "2024-05-01T18:00:00Z", amount: "7.50", refunded: "2.50" },
 *   { id: 3, customerId: "anna", at: "2024-07-01T09:30:00Z", amount: "99.00" },
 * ], { currency: "EUR" });
 * const [anna] = purchases.customerSummaries(values, {
 *   asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", occasion: "day", revenue: "net", fullyRefunded: "exclude",
 * });
 * [anna?.purchases, anna?.occasions, anna?.revenueMinor]; // => [2, 1, 2500]
 *
 * @category Summaries
 */
export function customerSummaries(purchases: Purchases, options: CustomerSummariesOptions): CustomerSummary[] {
  const { asOf, zone } = checkSummariesOptions(options);
  const histories = purchaseHistories(purchases, { asOf, fullyRefunded: options.fullyRefunded, revenue: options.revenue });
  const { columns, customers, starts, at, revenueMinor } = histories;
  const currency = columns.currency as CurrencyCode;
  const summaries = new Array<CustomerSummary>(customers.length);
  for (let i = 0; i < customers.length; i += 1) {
    const c = customers[i] as number;
    const start = starts[c] as number;
    const end = starts[c + 1] as number;
    let revenue = 0;
    for (let place = start; place < end; place += 1) revenue += revenueMinor[place] as number;
    summaries[i] = {
      customerId: columns.customerIds[c] as CustomerId,
      firstAt: at[start] as Instant,
      lastAt: at[end - 1] as Instant,
      occasions: options.occasion === "day" ? distinctDays(at, start, end, zone) : end - start,
      purchases: end - start,
      revenueMinor: checkedMinor("revenueMinor", revenue),
      currency,
    };
  }
  return summaries;
}

/** Checks the options and resolves their instant and zone. */
export function checkSummariesOptions(options: CustomerSummariesOptions): { asOf: Instant; zone: ZoneOffsets } {
  checkOneOf("options.occasion", options.occasion, ["purchase", "day"]);
  checkOneOf("options.revenue", options.revenue, ["net", "gross"]);
  checkOneOf("options.fullyRefunded", options.fullyRefunded, ["exclude", "include"]);
  return { asOf: readInstant("options.asOf", options.asOf), zone: zoneOffsets(options.timeZone) };
}

/** Counts the local days of at[start..end), which are in the order of time. */
function distinctDays(at: Float64Array, start: number, end: number, zone: ZoneOffsets): number {
  let days = 0;
  let last = -Infinity;
  for (let place = start; place < end; place += 1) {
    const day = localDay(at[place] as number, zone);
    // Clocks set back across midnight repeat a day; then only the set of all days is right.
    if (day < last) return new Set(Array.from(at.subarray(start, end), (instant) => localDay(instant, zone))).size;
    if (day > last) days += 1;
    last = day;
  }
  return days;
}
