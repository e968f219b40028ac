import { checkRevenue } from "./check-revenue.js";
import { eachChange } from "./read-revenue.js";
import type { RecurringRevenue } from "./recurring-revenue.js";
import { checkTwelfths } from "./twelfths.js";

/** What the customers of the first month pay in one month, in whole twelfths of a minor unit. */
export interface CohortMonth {
  readonly month: string;
  /** What they paid in the first month. */
  readonly base: number;
  /** What they pay now. */
  now: number;
  /** What they pay now at most as each did then. */
  kept: number;
}

/** Follows the customers who paid at the end of the first month. */
export function firstMonthCohort(revenue: RecurringRevenue): CohortMonth[] {
  checkRevenue("revenue", revenue);
  const sums = revenue.months.map(() => ({ now: 0, kept: 0 }));
  let [member, then] = ["", 0];
  eachChange(revenue, ({ month, customerId, now }) => {
    if (month === 0) [member, then] = [customerId, now];
    const sum = sums[month];
    if (customerId !== member || then === 0 || sum === undefined) return;
    sum.now += now;
    sum.kept += Math.min(then, now);
  });
  const base = sums[0]?.now ?? 0;
  for (const { now } of sums) checkTwelfths("revenue", now);
  return revenue.months.map((month, i) => ({ month, base, now: 0, kept: 0, ...sums[i] }));
}
