import { checkOneOf } from "../foundation/errors/check.js";
import { checkFlag } from "./check-flag.js";
import { firstMonthCohort } from "./first-month-cohort.js";
import { monthTotals } from "./month-totals.js";
import type { RecurringRevenue } from "./recurring-revenue.js";
import { rateOfAmounts, type RetentionBasis, type RevenueRate, type RevenueRateDefinition } from "./revenue-rate.js";

/**
 * How {@link netRevenueRetention} counts.
 * @category Revenue rates
 */
export interface NetRevenueRetentionOptions {
  /** Those of the month before, or those of the first month; there is no right default. */
  readonly basis: RetentionBasis;
  /**
   * Whether customers who came back count although they did not pay at the opening; `false` when left out. Of the basis `"cohort"` nothing is left out: who paid in the
   * first month and comes back counts in any case.
   */
  readonly includeReactivation?: boolean;
}

/**
 * What becomes of revenue without new customers: kept, grown, shrunk and lost, against what it was.
 *
 * By movement: `(opening + expansion - contraction - churn) / opening`, with reactivation added on demand. By cohort: what the customers of the first month pay in each month,
 * against what they paid then. Above 1, those who stay pay more than was lost. Cost: O(rows).
 *
 * @param revenue - What {@link recurringRevenue} gave.
 * @param options - Whose revenue is followed, and whether reactivation counts.
 * @returns One rate a month, in minor units; `value` is `null` where nobody paid then.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or the revenue is not.
 *
 * @example
 * import { netRevenueRetention, parseSubscriptions, recurringRevenue } from "clientele/subscriptions";
 *
 * const { values } = parseSubscriptions([
 *   { customerId: "anna", start: "2024-01-15", end: "2024-02-15", amount: "10.00", interval: "month" },
 *   { customerId: "anna", start: "2024-02-15", amount: "15.00", interval: "month" },
 *   { customerId: "ben", start: "2024-01-01", end: "2024-02-20", amount: "10.00", interval: "month" },
 * ], { currency: "EUR" });
 * const revenue = recurringRevenue(values, { from: "2024-01-01", until: "2024-03-01", timeZone: "UTC", asOf: "2024-06-01T00:00:00Z" });
 * netRevenueRetention(revenue, { basis: "movement" }).map(({ month, value }) => [month, value]); // => [["2024-01", null], ["2024-02", 0.75]]
 *
 * @category Revenue rates
 */
export function netRevenueRetention(revenue: RecurringRevenue, options: NetRevenueRetentionOptions): RevenueRate[] {
  const { basis, includeReactivation = false } = (options as Partial<NetRevenueRetentionOptions> | undefined) ?? {};
  checkOneOf("options.basis", basis, ["movement", "cohort"]);
  checkFlag("options.includeReactivation", includeReactivation);
  if (basis === "cohort") {
    const definition = definitionOf(basis, true);
    return firstMonthCohort(revenue).map(({ month, now, base }) => rateOfAmounts(month, now, base, definition));
  }
  const definition = definitionOf(basis, includeReactivation);
  return monthTotals(revenue).map(({ month, opening, expansion, contraction, churn, reactivation }) =>
    rateOfAmounts(month, opening + expansion - contraction - churn + (includeReactivation ? reactivation : 0), opening, definition),
  );
}

function definitionOf(basis: RetentionBasis, includeReactivation: boolean): RevenueRateDefinition {
  const method = "net-revenue-retention";
  if (basis === "cohort") {
    const numerator = "what the customers of the first month pay at the end of the month";
    return { method, basis, includeReactivation, numerator, denominator: "what was paid at the end of the first month" };
  }
  const back = includeReactivation ? ", and those who came back" : "";
  const numerator = `what the customers of the month before${back} pay at the end of the month`;
  return { method, basis, includeReactivation, numerator, denominator: "what was paid at the end of the month before" };
}
