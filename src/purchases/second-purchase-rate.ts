import { checkInteger } from "../foundation/errors/check.js";
import { rate } from "../foundation/rate/rate.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { Purchases } from "./purchase-columns.js";
import { purchaseHistories } from "./purchase-histories.js";
import { definitionOf, readPeriod, type RepeatPeriodOptions, type RepeatRate } from "./repeat-rates.js";

/**
 * How many first-time buyers came back soon.
 * @category Repeat rates
 */
export interface SecondPurchaseRate extends RepeatRate<"second-purchase-within-days"> {
  /** All first-time buyers of the period; the denominator is those of them whose `withinDays` had passed at `asOf`. */
  readonly firstTimeBuyers: number;
}

/**
 * The second-purchase rate (Wiederkäuferrate): of a period's first-time buyers, the share who bought a second time within so many days.
 *
 * Only first-time buyers with full follow-up count: `withinDays` local days after their first date, and that day over, at `asOf`. Without that the last weeks
 * would look bad only because they are recent. A second purchase on the day of the first counts.
 *
 * @param purchases - Rows or columns, in any order; all of history, not only the period.
 * @param options - The period of the first purchase, and the days allowed for the second.
 * @returns The rate, with all first-time buyers beside it; `value` is `null` when none has full follow-up.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or currencies are mixed.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-02-05T10:00:00Z", amount: "10.00" },
 *   { id: 2, customerId: "anna", at: "2024-02-20T10:00:00Z", amount: "10.00" },
 *   { id: 3, customerId: "ben", at: "2024-02-06T10:00:00Z", amount: "15.00" },
 *   { id: 4, customerId: "cleo", at: "2024-12-20T10:00:00Z", amount: "15.00" },
 * ], { currency: "EUR" });
 * const year = { asOf: "2025-01-01T00:00:00Z", timeZone: "UTC", from: "2024-01-01", to: "2025-01-01" };
 * const { numerator, denominator, firstTimeBuyers } = purchases.secondPurchaseRate(values, { ...year, withinDays: 30 });
 * [numerator, denominator, firstTimeBuyers]; // => [1, 2, 3]
 *
 * @category Repeat rates
 */
export function secondPurchaseRate(
  purchases: Purchases,
  options: RepeatPeriodOptions & { readonly withinDays: number },
): SecondPurchaseRate {
  const { withinDays } = options;
  checkInteger("options.withinDays", withinDays, 1, 36_525);
  const { start, end, asOf } = readPeriod(options);
  const zone = zoneOffsets(options.timeZone);
  const asOfDay = localDay(asOf, zone);
  const { customers, starts, at } = purchaseHistories(purchases, {
    asOf,
    fullyRefunded: options.fullyRefunded ?? "exclude",
    revenue: "net",
  });

  let [firstTimeBuyers, followedUp, cameBack] = [0, 0, 0];
  for (const c of customers) {
    const [first, after] = [starts[c] as number, starts[c + 1] as number];
    const firstAt = at[first] as number;
    if (firstAt < start || firstAt >= end) continue;
    firstTimeBuyers += 1;
    const lastDay = localDay(firstAt, zone) + withinDays;
    if (lastDay >= asOfDay) continue;
    followedUp += 1;
    if (first + 1 < after && localDay(at[first + 1] as number, zone) <= lastDay) cameBack += 1;
  }
  return { ...rate(cameBack, followedUp), firstTimeBuyers, definition: definitionOf("second-purchase-within-days", options) };
}
