import type { CurrencyCode } from "../foundation/money/currency.js";
import { monthTotals, type MonthTotals, type MovementType } from "./month-totals.js";
import type { RecurringRevenue } from "./recurring-revenue.js";
import { minorOfTwelfths } from "./twelfths.js";

/**
 * How recurring revenue moved in one month: `opening + new + expansion + reactivation - contraction - churn = closing`, in minor units, all 0 or more.
 * @category Recurring revenue
 */
export interface RevenueMovementMonth {
  /** The month, `"2024-01"`. */
  readonly month: string;
  /** What was paid at the end of the month before; its closing. */
  readonly opening: number;
  /** From customers who had never paid before. */
  readonly new: number;
  /** What customers of the opening pay more. */
  readonly expansion: number;
  /** What customers of the opening pay less, without those who left. */
  readonly contraction: number;
  /** What customers of the opening paid who pay nothing more. */
  readonly churn: number;
  /** From customers who had paid before, but not at the opening. */
  readonly reactivation: number;
  /** What is paid at the end of the month. */
  readonly closing: number;
  /** Customers who paid at the opening; `openingCustomers + newCustomers + reactivatedCustomers - churnedCustomers = closingCustomers`. */
  readonly openingCustomers: number;
  /** Customers who pay for the first time. */
  readonly newCustomers: number;
  /** Customers who paid at the opening and pay nothing more. */
  readonly churnedCustomers: number;
  /** Customers who came back. */
  readonly reactivatedCustomers: number;
  /** Customers who pay at the end of the month. */
  readonly closingCustomers: number;
}

/**
 * How the revenue from one customer moved in one month.
 * @category Recurring revenue
 */
export interface RevenueMovement {
  /** When. */
  readonly month: string;
  /** Who. */
  readonly customerId: string;
  /** What kind of movement. */
  readonly type: MovementType;
  /** By how much, in minor units; below 0 for contraction and churn. */
  readonly amountMinor: number;
}

/**
 * The movements of recurring revenue.
 * @category Recurring revenue
 */
export interface RevenueMovements {
  /** One entry a month, in order. */
  readonly months: RevenueMovementMonth[];
  /** What they are made of: one movement at most a customer and month; by month, then by customer id. */
  readonly movements: RevenueMovement[];
  /** The one currency; `null` without subscriptions. */
  readonly currency: CurrencyCode | null;
  /** What was counted. */
  readonly definition: RevenueMovementsDefinition;
}

/**
 * What movements of recurring revenue count.
 * @category Recurring revenue
 */
export interface RevenueMovementsDefinition {
  /** The difference between two last days of months, all lines of a customer together: ups and downs in between cancel out. */
  readonly method: "net-per-customer-and-month";
}

/**
 * Follows recurring revenue from month to month: what came, grew, shrank, left and came back.
 *
 * A customer has one movement a month at most, the difference between its last day and that of the month before: who ends one line and starts a dearer one expands by the
 * difference, who ends one line of two contracts. Who pays again is a reactivation, also when they paid only before the first month; at the opening of the first month
 * counts what was paid on the day before it. Amounts are added as whole twelfths of a minor unit, so `Math.round(12 * amount)` fulfils the equation exactly; the amounts
 * themselves are rounded once, to a float. Cost: O(rows).
 *
 * @param revenue - What {@link recurringRevenue} gave.
 * @returns The months and the movements that they are made of.
 * @throws An {@link InvalidArgumentError} when a row has no lawful amount or month, or a month has two of one customer.
 *
 * @example
 * import { parseSubscriptions, recurringRevenue, revenueMovements } from "clientele/subscriptions";
 *
 * const { values } = parseSubscriptions([
 *   { customerId: "anna", start: "2024-01-15", amount: "10.00", interval: "month" },
 *   { customerId: "anna", start: "2024-02-15", amount: "5.00", interval: "month" },
 *   { customerId: "ben", start: "2024-01-01", end: "2024-02-20", amount: "8.00", interval: "month" },
 * ], { currency: "EUR" });
 * const revenue = recurringRevenue(values, { from: "2024-01-01", until: "2024-03-01", timeZone: "UTC", asOf: "2024-06-01T00:00:00Z" });
 * const { months, movements } = revenueMovements(revenue);
 * months.map((month) => [month.month, month.opening, month.new, month.expansion, month.churn, month.closing]);
 * // => [["2024-01", 0, 1800, 0, 0, 1800], ["2024-02", 1800, 0, 500, 800, 1500]]
 * movements[3]; // => { month: "2024-02", customerId: "ben", type: "churn", amountMinor: -800 }
 *
 * @category Recurring revenue
 */
export function revenueMovements(revenue: RecurringRevenue): RevenueMovements {
  const movements: RevenueMovement[][] = [];
  const totals = monthTotals(revenue, (type, { month, customerId, before, now }) => {
    const movement = { month: revenue.months[month] as string, customerId, type, amountMinor: minorOfTwelfths(now - before) };
    (movements[month] ??= []).push(movement);
  });
  return {
    months: totals.map(inMinorUnits),
    movements: movements.flat(),
    currency: revenue.currency,
    definition: { method: "net-per-customer-and-month" },
  };
}

function inMinorUnits(total: MonthTotals): RevenueMovementMonth {
  return {
    month: total.month,
    opening: minorOfTwelfths(total.opening),
    new: minorOfTwelfths(total.new),
    expansion: minorOfTwelfths(total.expansion),
    contraction: minorOfTwelfths(total.contraction),
    churn: minorOfTwelfths(total.churn),
    reactivation: minorOfTwelfths(total.reactivation),
    closing: minorOfTwelfths(total.closing),
    openingCustomers: total.openingCustomers,
    newCustomers: total.newCustomers,
    churnedCustomers: total.churnedCustomers,
    reactivatedCustomers: total.reactivatedCustomers,
    closingCustomers: total.closingCustomers,
  };
}
