// The purchases that count, customer by customer in the order of time: what every figure of this room is read from.
import { checkOneOf } from "../foundation/errors/check.js";
import { compareIds } from "../foundation/ids/ids.js";
import { asColumns, type PurchaseColumns, type Purchases } from "./purchase-columns.js";

/**
 * Whether a purchase that was refunded in full is still a purchase. One of 0.00 that was never refunded always is.
 * @category Purchases
 */
export type FullyRefunded = "exclude" | "include";

/** Which purchases count. */
export interface Counting {
  /** Purchases at or after this instant do not count. */
  readonly asOf: number;
  readonly fullyRefunded: FullyRefunded;
}

/** The counted rows of each customer. */
export interface PurchaseHistories {
  readonly columns: PurchaseColumns;
  /** The customers with a counted row, as places in `columns.customerIds`, in the order of their ids. */
  readonly customers: Int32Array;
  /** The rows of customer `c` are `rows[starts[c]]` to `rows[starts[c + 1] - 1]`, earliest first. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/** Groups the counted purchases by customer, each customer's in the order of (instant, amount). */
export function purchaseHistories(purchases: Purchases, counting: Counting): PurchaseHistories {
  checkOneOf("options.fullyRefunded", counting.fullyRefunded, ["exclude", "include"]);
  const columns = asColumns(purchases);
  const { customer, customerIds } = columns;
  const counts = rowCounter(columns, counting);

  const starts = new Int32Array(customerIds.length + 1);
  for (let row = 0; row < customer.length; row += 1) if (counts(row)) (starts[(customer[row] as number) + 1] as number) += 1;
  for (let c = 0; c < customerIds.length; c += 1) (starts[c + 1] as number) += starts[c] as number;

  const rows = new Int32Array(starts[customerIds.length] as number);
  const next = starts.slice(0, customerIds.length);
  for (let row = 0; row < customer.length; row += 1) {
    if (!counts(row)) continue;
    const c = customer[row] as number;
    rows[next[c] as number] = row;
    (next[c] as number) += 1;
  }
  for (let c = 0; c < customerIds.length; c += 1) sortByTime(rows, starts[c] as number, starts[c + 1] as number, columns);
  return { columns, customers: customersById(customerIds, starts), starts, rows };
}

/** Whether a row counts: bought before `asOf`, and not refunded in full where that excludes it. */
export function rowCounter({ at, amountMinor, refundedMinor }: PurchaseColumns, { asOf, fullyRefunded }: Counting): (row: number) => boolean {
  if (refundedMinor === undefined || fullyRefunded === "include") return (row) => (at[row] as number) < asOf;
  return (row) => (at[row] as number) < asOf && !isFullyRefunded(amountMinor[row] as number, refundedMinor[row] as number);
}

/** Whether all that was charged was given back. */
export function isFullyRefunded(amountMinor: number, refundedMinor: number): boolean {
  return refundedMinor > 0 && refundedMinor >= amountMinor;
}

/** Sorts rows[start..end) by (instant, amount): ties have one order whatever the order of the source. */
function sortByTime(rows: Int32Array, start: number, end: number, { at, amountMinor }: PurchaseColumns): void {
  let sorted = true;
  for (let i = start + 1; i < end && sorted; i += 1) sorted = (at[rows[i - 1] as number] as number) < (at[rows[i] as number] as number);
  if (sorted) return;
  rows.subarray(start, end).sort((a, b) => (at[a] as number) - (at[b] as number) || (amountMinor[a] as number) - (amountMinor[b] as number));
}

/** The customers that have rows, sorted by id; a dictionary that is already sorted is not sorted again. */
function customersById(customerIds: readonly string[], starts: Int32Array): Int32Array {
  const present: number[] = [];
  let ascending = true;
  for (let c = 0; c < customerIds.length; c += 1) {
    if ((starts[c] as number) === (starts[c + 1] as number)) continue;
    ascending &&= present.length === 0 || (customerIds[present.at(-1) as number] as string) < (customerIds[c] as string);
    present.push(c);
  }
  if (!ascending) present.sort((a, b) => compareIds(customerIds[a] as string, customerIds[b] as string));
  return Int32Array.from(present);
}
