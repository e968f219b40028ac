import { rate } from "../foundation/rate/rate.js";
import { monthTotals } from "./month-totals.js";
import type { RecurringRevenue } from "./recurring-revenue.js";
import type { RevenueRate, RevenueRateDefinition } from "./revenue-rate.js";

/**
 * The share of customers who left, each counting alike whatever they paid.
 *
 * Of those who paid at the end of the month before, who pays nothing at the end of this one. Who leaves and comes back within the month, or comes and leaves within it,
 * has not left. Cost: O(rows).
 *
 * @param revenue - What {@link recurringRevenue} gave.
 * @returns One rate a month, of customers; `value` is `null` where nobody paid at the opening.
 * @throws An {@link InvalidArgumentError} when the revenue is not lawful.
 *
 * @example
 * import { logoChurn, parseSubscriptions, recurringRevenue } from "clientele/subscriptions";
 *
 * const { values } = parseSubscriptions([
 *   { customerId: "anna", start: "2024-01-15", amount: "10.00", interval: "month" },
 *   { customerId: "ben", start: "2024-01-01", end: "2024-02-20", amount: "990.00", interval: "month" },
 * ], { currency: "EUR" });
 * const revenue = recurringRevenue(values, { from: "2024-01-01", until: "2024-03-01", timeZone: "UTC", asOf: "2024-06-01T00:00:00Z" });
 * logoChurn(revenue).map(({ numerator, denominator, value }) => [numerator, denominator, value]); // => [[0, 0, null], [1, 2, 0.5]]
 *
 * @category Revenue rates
 */
export function logoChurn(revenue: RecurringRevenue): RevenueRate[] {
  const definition: RevenueRateDefinition = {
    method: "logo-churn",
    numerator: "customers who paid at the end of the month before and pay nothing at the end of the month",
    denominator: "customers who paid at the end of the month before",
  };
  return monthTotals(revenue).map(({ month, churnedCustomers, openingCustomers }) => ({
    month,
    ...rate(churnedCustomers, openingCustomers),
    definition,
  }));
}
