import { checkFlag } from "./check-flag.js";
import { monthTotals } from "./month-totals.js";
import type { RecurringRevenue } from "./recurring-revenue.js";
import { rateOfAmounts, type RevenueRate, type RevenueRateDefinition } from "./revenue-rate.js";

/**
 * What {@link quickRatio} counts as gained.
 * @category Revenue rates
 */
export interface QuickRatioOptions {
  /** Whether revenue from customers who came back was gained; `true` when left out. */
  readonly includeReactivation?: boolean;
}

/**
 * How much revenue was gained for each unit that was lost: `(new + expansion + reactivation) / (contraction + churn)`.
 *
 * Not a share: 4 means that four were gained for one lost, below 1 revenue falls. Cost: O(rows).
 *
 * @param revenue - What {@link recurringRevenue} gave.
 * @param options - Whether reactivation counts.
 * @returns One ratio a month, in minor units; `value` is `null` where nothing was lost.
 * @throws An {@link InvalidArgumentError} when the option or the revenue is not lawful.
 *
 * @example
 * import { parseSubscriptions, quickRatio, recurringRevenue } from "clientele/subscriptions";
 *
 * const { values } = parseSubscriptions([
 *   { customerId: "anna", start: "2024-01-15", end: "2024-02-10", amount: "10.00", interval: "month" },
 *   { customerId: "ben", start: "2024-02-01", amount: "40.00", interval: "month" },
 * ], { currency: "EUR" });
 * const revenue = recurringRevenue(values, { from: "2024-01-01", until: "2024-03-01", timeZone: "UTC", asOf: "2024-06-01T00:00:00Z" });
 * quickRatio(revenue).map(({ numerator, denominator, value }) => [numerator, denominator, value]); // => [[1000, 0, null], [4000, 1000, 4]]
 *
 * @category Revenue rates
 */
export function quickRatio(revenue: RecurringRevenue, options: QuickRatioOptions = {}): RevenueRate[] {
  const { includeReactivation = true } = options;
  checkFlag("options.includeReactivation", includeReactivation);
  const definition: RevenueRateDefinition = {
    method: "quick-ratio",
    includeReactivation,
    numerator: includeReactivation ? "new revenue, expansion and reactivation" : "new revenue and expansion",
    denominator: "contraction and churn",
  };
  return monthTotals(revenue).map(({ month, new: won, expansion, reactivation, contraction, churn }) =>
    rateOfAmounts(month, won + expansion + (includeReactivation ? reactivation : 0), contraction + churn, definition),
  );
}
