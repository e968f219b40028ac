// Reads recurring revenue back, customer by customer and month by month, in whole twelfths of a minor unit.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../foundation/ids/ids.js";
import type { OpeningRevenue, RecurringRevenue, RecurringRevenueRow } from "./recurring-revenue.js";
import { twelfthsOfMinor } from "./twelfths.js";

/** What a customer paid before a month and in it. */
export interface RevenueChange {
  customerId: string;
  /** Which month, from 0. */
  month: number;
  /** In twelfths, at the end of the month before. */
  before: number;
  /** In twelfths, at the end of the month. */
  now: number;
  /** Whether they had paid at any time before. */
  hasPaid: boolean;
}

/**
 * Visits every month of checked revenue before which or in which a customer paid: customers by id, of each the months in order. The object visited with is the same every time.
 * Cost: O(rows), and sorting them when they are not in order.
 */
export function eachChange(revenue: RecurringRevenue, visit: (change: RevenueChange) => void): void {
  const rows = inOrder(revenue.rows, compareRows);
  const opening = inOrder(revenue.opening, (a, b) => compareIds(a.customerId, b.customerId));
  const formers = inOrder(revenue.formerCustomerIds, compareIds);
  const nextMonth = rowMonths(revenue, rows);
  const change: RevenueChange = { customerId: "", month: 0, before: 0, now: 0, hasPaid: false };
  let [row, open, former] = [0, 0, 0];
  while (row < rows.length || open < opening.length) {
    const id = firstId(rows[row]?.customerId, opening[open]?.customerId);
    while (former < formers.length && (formers[former] as string) < id) former += 1;
    change.customerId = id;
    change.month = 0;
    change.before = opening[open]?.customerId === id ? openingTwelfths(opening, open++) : 0;
    change.hasPaid = change.before > 0 || formers[former] === id;
    for (;;) {
      const rowMonth = nextMonth(row, id);
      if (change.before === 0) change.month = rowMonth;
      if (change.month >= revenue.months.length) break;
      change.now = rowMonth === change.month ? rowTwelfths(rows, row++) : 0;
      visit(change);
      change.hasPaid = true;
      change.before = change.now;
      change.month += 1;
    }
  }
}

function firstId(a: string | undefined, b: string | undefined): string {
  if (a === undefined || b === undefined) return a ?? (b as string);
  return a <= b ? a : b;
}

function compareRows(a: RecurringRevenueRow, b: RecurringRevenueRow): number {
  // Most rows follow one of the same customer.
  return a.customerId === b.customerId ? compareIds(a.month, b.month) : compareIds(a.customerId, b.customerId);
}

/** The values as they are, when they are in order. */
function inOrder<T>(values: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  for (let i = 1; i < values.length; i++) {
    if (compare(values[i - 1] as T, values[i] as T) > 0) return [...values].sort(compare);
  }
  return values;
}

/** Gives the number of a row's month; beyond the last month when the row is of another customer. Throws where two rows are of one month. */
function rowMonths({ months }: RecurringRevenue, rows: readonly RecurringRevenueRow[]): (row: number, customerId: string) => number {
  const numbers = new Map(months.map((label, i) => [label, i]));
  let [latest, number] = [-1, 0];
  return (row, customerId) => {
    if (row === latest) return number;
    const here = rows[row];
    if (here?.customerId !== customerId) return Infinity;
    const previous = rows[row - 1];
    if (previous?.customerId === customerId && previous.month === here.month)
      throw new InvalidArgumentError(placeOf(here, "month"), "one row a customer and month", here.month);
    const found = months[number + 1] === here.month ? number + 1 : numbers.get(here.month);
    if (found === undefined) throw new InvalidArgumentError(placeOf(here, "month"), "one of revenue.months", here.month);
    [latest, number] = [row, found];
    return found;
  };
}

/** What a row pays. */
export function rowTwelfths(rows: readonly RecurringRevenueRow[], index: number): number {
  const row = rows[index] as RecurringRevenueRow;
  return twelfthsOfMinor(row.amountMinor, () => placeOf(row, "amountMinor"));
}

/** What is paid at the opening; the rows by customer. */
export function openingTwelfths(opening: readonly OpeningRevenue[], index: number): number {
  const { customerId, amountMinor } = opening[index] as OpeningRevenue;
  const place = (field: string): string => `revenue.opening (${JSON.stringify(customerId)}).${field}`;
  if (opening[index + 1]?.customerId === customerId) throw new InvalidArgumentError(place("customerId"), "one row a customer", customerId);
  return twelfthsOfMinor(amountMinor, () => place("amountMinor"));
}

/** Rows may have been sorted, so they are named after what they hold. */
function placeOf({ customerId, month }: RecurringRevenueRow, field: string): string {
  return `revenue.rows (${JSON.stringify(customerId)}, ${month}).${field}`;
}
