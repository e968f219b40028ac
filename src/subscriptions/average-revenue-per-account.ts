import { rate } from "../foundation/rate/rate.js";
import { monthTotals } from "./month-totals.js";
import type { RecurringRevenue } from "./recurring-revenue.js";
import type { RevenueRate, RevenueRateDefinition } from "./revenue-rate.js";
import { minorOfTwelfths } from "./twelfths.js";

/**
 * What a customer pays a month on average: the revenue at the end of a month, over those who pay.
 *
 * Not a share: minor units a customer. Cost: O(rows).
 *
 * @param revenue - What {@link recurringRevenue} gave.
 * @returns One average a month; `value` is `null` where nobody pays.
 * @throws An {@link InvalidArgumentError} when the revenue is not lawful.
 *
 * @example
 * import { averageRevenuePerAccount, parseSubscriptions, recurringRevenue } from "clientele/subscriptions";
 *
 * const { values } = parseSubscriptions([
 *   { customerId: "anna", start: "2024-01-15", amount: "10.00", interval: "month" },
 *   { customerId: "ben", start: "2024-01-01", amount: "360.00", interval: "year" },
 * ], { currency: "EUR" });
 * const revenue = recurringRevenue(values, { from: "2024-01-01", until: "2024-02-01", timeZone: "UTC", asOf: "2024-06-01T00:00:00Z" });
 * averageRevenuePerAccount(revenue).map(({ numerator, denominator, value }) => [numerator, denominator, value]); // => [[4000, 2, 2000]]
 *
 * @category Revenue rates
 */
export function averageRevenuePerAccount(revenue: RecurringRevenue): RevenueRate[] {
  const definition: RevenueRateDefinition = {
    method: "average-revenue-per-account",
    numerator: "what is paid at the end of the month",
    denominator: "customers who pay at the end of the month",
  };
  return monthTotals(revenue).map(({ month, closing, closingCustomers }) => ({
    month,
    ...rate(minorOfTwelfths(closing), closingCustomers),
    definition,
  }));
}
