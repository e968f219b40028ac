import { checkRevenue } from "./check-revenue.js";
import { checkTwelfths } from "./twelfths.js";
import { eachChange, type RevenueChange } from "./read-revenue.js";
import type { RecurringRevenue } from "./recurring-revenue.js";

/**
 * How revenue from a customer moved within a month.
 *
 * - `"new"`: nothing was ever paid before this month.
 * - `"expansion"`, `"contraction"`: more, or less, is paid than at the end of the month before.
 * - `"churn"`: nothing is paid any more.
 * - `"reactivation"`: nothing was paid at the end of the month before, but something at some time before this month, seen at the end of a month or not.
 *
 * @category Recurring revenue
 */
export type MovementType = "new" | "expansion" | "contraction" | "churn" | "reactivation";

/** The movements of one month, in whole twelfths of a minor unit. */
export interface MonthTotals {
  readonly month: string;
  opening: number;
  new: number;
  expansion: number;
  contraction: number;
  churn: number;
  reactivation: number;
  closing: number;
  /** What those who paid at the opening pay at most as they did then. */
  kept: number;
  openingCustomers: number;
  newCustomers: number;
  churnedCustomers: number;
  reactivatedCustomers: number;
  closingCustomers: number;
}

/** What kind of movement a change is; `null` when it is none. */
export function movementOf({ before, now, hasPaid }: RevenueChange): MovementType | null {
  if (before === now) return null;
  if (before === 0) return hasPaid ? "reactivation" : "new";
  if (now === 0) return "churn";
  return now > before ? "expansion" : "contraction";
}

/** Adds up every month; `visit` sees each customer's movement on the way. */
export function monthTotals(revenue: RecurringRevenue, visit?: (type: MovementType, change: RevenueChange) => void): MonthTotals[] {
  checkRevenue("revenue", revenue);
  const totals = revenue.months.map(emptyTotals);
  eachChange(revenue, (change) => {
    const type = movementOf(change);
    addChange(totals[change.month] as MonthTotals, change, type);
    if (type !== null && visit !== undefined) visit(type, change);
  });
  for (const { opening, closing } of totals) checkTwelfths("revenue", Math.max(opening, closing));
  return totals;
}

function addChange(total: MonthTotals, { before, now }: RevenueChange, type: MovementType | null): void {
  total.opening += before;
  total.closing += now;
  total.kept += Math.min(before, now);
  if (before > 0) total.openingCustomers += 1;
  if (now > 0) total.closingCustomers += 1;
  if (type === null) return;
  total[type] += Math.abs(now - before);
  if (type === "new") total.newCustomers += 1;
  else if (type === "churn") total.churnedCustomers += 1;
  else if (type === "reactivation") total.reactivatedCustomers += 1;
}

function emptyTotals(month: string): MonthTotals {
  const amounts = { opening: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, closing: 0, kept: 0 };
  return { month, ...amounts, openingCustomers: 0, newCustomers: 0, churnedCustomers: 0, reactivatedCustomers: 0, closingCustomers: 0 };
}
