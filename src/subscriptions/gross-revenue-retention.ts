import { checkOneOf } from "../foundation/errors/check.js";
import { firstMonthCohort } from "./first-month-cohort.js";
import { monthTotals } from "./month-totals.js";
import type { RecurringRevenue } from "./recurring-revenue.js";
import { rateOfAmounts, type RetentionBasis, type RevenueRate, type RevenueRateDefinition } from "./revenue-rate.js";

/**
 * Whose revenue {@link grossRevenueRetention} follows.
 * @category Revenue rates
 */
export interface GrossRevenueRetentionOptions {
  /** Those of the month before, or those of the first month; there is no right default. */
  readonly basis: RetentionBasis;
}

/**
 * The share of revenue that was kept, whatever others paid more: for each customer the smaller of what they paid then and what they pay now.
 *
 * Never above 1: nobody makes up for another. It counts customers, not events: who goes up and down within a month has lost nothing.
 * Cost: O(rows).
 *
 * @param revenue - What {@link recurringRevenue} gave.
 * @param options - Whose revenue is followed.
 * @returns One rate a month, in minor units; `value` is `null` where nobody paid then.
 * @throws An {@link InvalidArgumentError} when the basis is unknown or the revenue not lawful.
 *
 * @example
 * import { grossRevenueRetention, parseSubscriptions, recurringRevenue } from "clientele/subscriptions";
 *
 * const { values } = parseSubscriptions([
 *   { customerId: "anna", start: "2024-01-15", end: "2024-02-15", amount: "10.00", interval: "month" },
 *   { customerId: "anna", start: "2024-02-15", amount: "15.00", interval: "month" },
 *   { customerId: "ben", start: "2024-01-01", end: "2024-02-20", amount: "10.00", interval: "month" },
 * ], { currency: "EUR" });
 * const revenue = recurringRevenue(values, { from: "2024-01-01", until: "2024-03-01", timeZone: "UTC", asOf: "2024-06-01T00:00:00Z" });
 * grossRevenueRetention(revenue, { basis: "movement" }).map(({ month, value }) => [month, value]); // => [["2024-01", null], ["2024-02", 0.5]]
 *
 * @category Revenue rates
 */
export function grossRevenueRetention(revenue: RecurringRevenue, options: GrossRevenueRetentionOptions): RevenueRate[] {
  const basis: unknown = (options as Partial<GrossRevenueRetentionOptions> | undefined)?.basis;
  checkOneOf("options.basis", basis, ["movement", "cohort"]);
  const definition: RevenueRateDefinition = {
    method: "gross-revenue-retention",
    basis,
    numerator: "for each of these customers the smaller of what they paid then and what they pay at the end of the month",
    denominator: basis === "movement" ? "what was paid at the end of the month before" : "what was paid at the end of the first month",
  };
  return basis === "movement"
    ? monthTotals(revenue).map(({ month, kept, opening }) => rateOfAmounts(month, kept, opening, definition))
    : firstMonthCohort(revenue).map(({ month, kept, base }) => rateOfAmounts(month, kept, base, definition));
}
