import { checkOneOf } from "../foundation/errors/check.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import type { CurrencyCode } from "../foundation/money/currency.js";
import { checkedMinor } from "../foundation/money/money.js";
import { readInstant, type Instant, type InstantLike } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../foundation/time/zone-offsets.js";
import type { PurchaseColumns, Purchases } from "./purchase-columns.js";
import { purchaseHistories, type FullyRefunded, type PurchaseHistories } from "./purchase-histories.js";

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
 * Revenue less refunds, or as charged. A refund counts where its purchase counts, on the date of the purchase.
 * @category Summaries
 */
export type RevenueBasis = "net" | "gross";

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
  const histories = purchaseHistories(purchases, { asOf, fullyRefunded: options.fullyRefunded });
  const occasionsOf = options.occasion === "day" ? distinctDays(histories, zone) : purchaseCount;
  const revenueOf = rowRevenue(histories.columns, options.revenue);
  const { columns, customers, starts, rows } = histories;
  const currency = columns.currency as CurrencyCode;

  return Array.from(customers, (c) => {
    const [start, end] = [starts[c] as number, starts[c + 1] as number];
    let revenueMinor = 0;
    for (let i = start; i < end; i += 1) revenueMinor += revenueOf(rows[i] as number);
    return {
      customerId: columns.customerIds[c] as CustomerId,
      firstAt: columns.at[rows[start] as number] as Instant,
      lastAt: columns.at[rows[end - 1] as number] as Instant,
      occasions: occasionsOf(start, end),
      purchases: end - start,
      revenueMinor: checkedMinor("revenueMinor", revenueMinor),
      currency,
    };
  });
}

/** Checks the options and resolves their instant and zone. */
export function checkSummariesOptions(options: CustomerSummariesOptions): { asOf: Instant; zone: ZoneOffsets } {
  checkOneOf("options.occasion", options.occasion, ["purchase", "day"]);
  checkOneOf("options.revenue", options.revenue, ["net", "gross"]);
  checkOneOf("options.fullyRefunded", options.fullyRefunded, ["exclude", "include"]);
  return { asOf: readInstant("options.asOf", options.asOf), zone: zoneOffsets(options.timeZone) };
}

/** What a row brought in, in minor units. */
export function rowRevenue({ amountMinor, refundedMinor }: PurchaseColumns, revenue: RevenueBasis): (row: number) => number {
  if (refundedMinor === undefined || revenue === "gross") return (row) => amountMinor[row] as number;
  return (row) => (amountMinor[row] as number) - (refundedMinor[row] as number);
}

function purchaseCount(start: number, end: number): number {
  return end - start;
}

/** Counts the local days of rows[start..end), which are in the order of time. */
function distinctDays({ columns, rows }: PurchaseHistories, zone: ZoneOffsets): (start: number, end: number) => number {
  const dayOf = (row: number): number => localDay(columns.at[row] as number, zone);
  return (start, end) => {
    let [days, last] = [0, -Infinity];
    for (let i = start; i < end; i += 1) {
      const day = dayOf(rows[i] as number);
      // Clocks set back across midnight repeat a day; then only the set of all days is right.
      if (day < last) return new Set(Array.from(rows.subarray(start, end), dayOf)).size;
      if (day > last) days += 1;
      last = day;
    }
    return days;
  };
}
