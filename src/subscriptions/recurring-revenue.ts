import { checkIterable, checkObject } from "../foundation/errors/check.js";
import type { CurrencyCode } from "../foundation/money/currency.js";
import { readInstant, type Instant, type InstantLike } from "../foundation/time/instant.js";
import { revenueMonths } from "./revenue-months.js";
import { subscriptionLines, type SubscriptionLines } from "./subscription-lines.js";
import type { Subscription } from "./subscription.js";
import { checkTwelfths, minorOfTwelfths } from "./twelfths.js";

/**
 * Which months {@link recurringRevenue} reads.
 * @category Recurring revenue
 */
export interface RecurringRevenueOptions {
  /** A local date of the first month, `"YYYY-MM-DD"`. */
  readonly from: string;
  /** The local date after the last month; of a month that it cuts, all is read. */
  readonly until: string;
  /** The IANA zone of the dates, which decides which months were over at `asOf`. */
  readonly timeZone: string;
  /** Months that end after this instant are not there: what will be paid then is not known yet. */
  readonly asOf: InstantLike;
}

/**
 * What one customer pays in one month.
 * @category Recurring revenue
 */
export interface RecurringRevenueRow {
  /** Who. */
  readonly customerId: string;
  /** The month, `"2024-01"`. */
  readonly month: string;
  /** All lines together, above 0: whole twelfths of a minor unit, divided by 12. */
  readonly amountMinor: number;
}

/**
 * What one customer pays at the opening.
 * @category Recurring revenue
 */
export interface OpeningRevenue {
  /** Who. */
  readonly customerId: string;
  /** All lines together, above 0: whole twelfths of a minor unit, divided by 12. */
  readonly amountMinor: number;
}

/**
 * Recurring revenue by customer and month: plain data that can be stored, and that all else in this room is made of.
 * @category Recurring revenue
 */
export interface RecurringRevenue {
  /** Says what this is, where it is stored. */
  readonly kind: "recurring-revenue";
  /** The layout of the stored form. */
  readonly schemaVersion: 1;
  /** The one currency; `null` without subscriptions. */
  readonly currency: CurrencyCode | null;
  /** The months that were read, in order and without gaps. */
  readonly months: readonly string[];
  /** One row for each customer and month with revenue, by customer id and then by month. */
  readonly rows: readonly RecurringRevenueRow[];
  /** What was paid on the day before the first month; by customer id. */
  readonly opening: readonly OpeningRevenue[];
  /**
   * Who had paid before without being seen, in order: they pay nothing at the opening, and began a paid line before the first month, or in a month before the first one at
   * whose end they pay. They do not come as new customers.
   */
  readonly formerCustomerIds: readonly string[];
  /** What was counted. */
  readonly definition: RecurringRevenueDefinition;
}

/**
 * What recurring revenue counts.
 * @category Recurring revenue
 */
export interface RecurringRevenueDefinition {
  /** A month's revenue is what the lines that run on its last day cost a month. */
  readonly method: "last-day-of-month";
  /** The zone of the dates. */
  readonly timeZone: string;
  /** The instant at which all months were over. */
  readonly asOf: Instant;
}

/**
 * Reads what each customer pays a month, on the last day of each month.
 *
 * A line counts when `start <= last day < end`. A quarter's price counts a third, a year's a twelfth, not rounded: amounts are added as whole twelfths of a minor unit
 * and divided by 12 at the end, so `Math.round(12 * amountMinor)` is exact and sums of it are too. All lines of a customer add up. Lines of 0 and lines without a day count
 * nowhere. A line that lies between two last days of months is not seen, but who pays again in a later month is a former customer, whatever the window. Give all of
 * history, or customers who come back look new. Customers can be split among machines: {@link mergeRecurringRevenue} joins the parts.
 * Cost: O(lines + rows), and sorting the customers.
 *
 * @param subscriptions - Lines of one currency, in any order.
 * @param options - The months, their zone, and what time it is.
 * @returns The amounts by customer and month; no months when none was over at `asOf`.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or `until` is not after `from`; naming the row, when a line ends before it starts, is not lawful, or
 * has another currency than those before it; when amounts are too large to be added exactly (187 649 984 473 770 minor units a month).
 *
 * @example
 * import { parseSubscriptions, recurringRevenue } from "clientele/subscriptions";
 *
 * const { values } = parseSubscriptions([
 *   { customerId: "anna", start: "2024-01-15", amount: "10.00", interval: "month" },
 *   { customerId: "ben", start: "2024-01-01", end: "2024-02-29", amount: "1000.00", interval: "year" },
 * ], { currency: "EUR" });
 * const revenue = recurringRevenue(values, { from: "2024-01-01", until: "2024-03-01", timeZone: "Europe/Berlin", asOf: "2024-06-01T00:00:00Z" });
 * revenue.months; // => ["2024-01", "2024-02"]
 * revenue.rows.map(({ customerId, month, amountMinor }) => [customerId, month, amountMinor.toFixed(2)]);
 * // => [["anna", "2024-01", "1000.00"], ["anna", "2024-02", "1000.00"], ["ben", "2024-01", "8333.33"]]
 *
 * @category Recurring revenue
 */
export function recurringRevenue(subscriptions: Iterable<Subscription>, options: RecurringRevenueOptions): RecurringRevenue {
  checkObject("options", options);
  checkIterable("subscriptions", subscriptions);
  const asOf = readInstant("options.asOf", options.asOf);
  const months = revenueMonths(options, asOf);
  const lines = subscriptionLines(subscriptions, months);
  return {
    kind: "recurring-revenue",
    schemaVersion: 1,
    currency: lines.currency,
    months: months.labels,
    ...(months.count === 0 ? { rows: [], opening: [], formerCustomerIds: [] } : addLines(lines, months.labels)),
    definition: { method: "last-day-of-month", timeZone: options.timeZone, asOf },
  };
}

/** Adds the lines of each customer up. */
function addLines(lines: SubscriptionLines, labels: readonly string[]): Pick<RecurringRevenue, "rows" | "opening" | "formerCustomerIds"> {
  const rows: RecurringRevenueRow[] = [];
  const opening: OpeningRevenue[] = [];
  const formerCustomerIds: string[] = [];
  const totals = new Float64Array(labels.length + 1);
  // How much more is paid in a slot than in the one before it.
  const steps = new Float64Array(labels.length + 2);
  const { ends, order } = linesByCustomer(lines);
  for (const { customerId, index } of sortedCustomers(lines.customerIds)) {
    const [begin, end] = [index === 0 ? 0 : (ends[index - 1] as number), ends[index] as number];
    let [first, last] = [labels.length + 1, 0];
    for (let i = begin; i < end; i++) {
      const line = order[i] as number;
      const [from, until, twelfths] = [lines.from[line] as number, lines.until[line] as number, lines.twelfths[line] as number];
      step(steps, from, twelfths);
      step(steps, until, -twelfths);
      first = Math.min(first, from);
      last = Math.max(last, until);
    }
    // Of those who are never seen, only what was before the window is told.
    const seen = first > labels.length ? 1 : first;
    if (first > 0 && (lines.begun[index] as number) < seen) formerCustomerIds.push(customerId);
    let paid = 0;
    for (let slot = first; slot < last; slot++) {
      paid += steps[slot] as number;
      steps[slot] = 0;
      if (paid === 0) continue;
      totals[slot] = (totals[slot] as number) + paid;
      const amountMinor = minorOfTwelfths(paid);
      if (slot === 0) opening.push({ customerId, amountMinor });
      else rows.push({ customerId, month: labels[slot - 1] as string, amountMinor });
    }
    steps[last] = 0;
  }
  for (const total of totals) checkTwelfths("subscriptions", total);
  return { rows, opening, formerCustomerIds };
}

/** Adds to a step; a sum that is not exact would show in no total. */
function step(steps: Float64Array, slot: number, twelfths: number): void {
  const sum = (steps[slot] as number) + twelfths;
  if (!Number.isSafeInteger(sum)) checkTwelfths("subscriptions", Math.abs(sum));
  steps[slot] = sum;
}

/** The customers by id, with their numbers. */
function* sortedCustomers(customerIds: readonly string[]): Generator<{ customerId: string; index: number }> {
  const isSorted = customerIds.every((id, i) => i === 0 || (customerIds[i - 1] as string) < id);
  if (isSorted) {
    for (const [index, customerId] of customerIds.entries()) yield { customerId, index };
    return;
  }
  const numbers = new Map(customerIds.map((id, index) => [id, index]));
  for (const customerId of [...customerIds].sort()) yield { customerId, index: numbers.get(customerId) as number };
}

/** The lines in the order of their customers' numbers; `ends` is where each customer's lines end. */
function linesByCustomer({ customer, customerIds }: SubscriptionLines): { ends: Int32Array; order: Int32Array } {
  const starts = new Int32Array(customerIds.length + 1);
  for (const index of customer) starts[index + 1] = (starts[index + 1] as number) + 1;
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const order = new Int32Array(customer.length);
  for (let line = 0; line < customer.length; line++) {
    const index = customer[line] as number;
    order[starts[index] as number] = line;
    starts[index] = (starts[index] as number) + 1;
  }
  return { ends: starts, order };
}
