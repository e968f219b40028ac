// The purchases that count, customer by customer in the order of time: what every figure of this room is read from.
import { checkOneOf } from "../foundation/errors/check.js";
import { compareIds } from "../foundation/ids/ids.js";
import { asColumns, type PurchaseColumns, type Purchases } from "./purchase-columns.js";

/**
 * Whether a purchase that was refunded in full is still a purchase. One of 0.00 that was never refunded always is.
 * @category Purchases
 */
export type FullyRefunded = "exclude" | "include";

/**
 * Revenue less refunds, or as charged. A refund counts where its purchase counts, on the date of the purchase.
 * @category Purchases
 */
export type RevenueBasis = "net" | "gross";

/** Which purchases count, and what they bring in. */
export interface Counting {
  /** Purchases at or after this instant do not count. */
  readonly asOf: number;
  readonly fullyRefunded: FullyRefunded;
  readonly revenue: RevenueBasis;
}

/** The counted purchases of each customer. Customer `c` owns the places from `starts[c]` up to `starts[c + 1]`, earliest purchase first. */
export interface PurchaseHistories {
  readonly columns: PurchaseColumns;
  /** The customers with a counted purchase, as places in `columns.customerIds`, in the order of their ids. */
  readonly customers: Int32Array;
  readonly starts: Int32Array;
  /** When, epoch milliseconds. */
  readonly at: Float64Array;
  /** What it brought in, minor units. */
  readonly revenueMinor: Float64Array;
}

/** Groups the counted purchases by customer, each customer's in the order of (instant, revenue). Cost: O(rows) when rows come in the order of time. */
export function purchaseHistories(purchases: Purchases, counting: Counting): PurchaseHistories {
  checkOneOf("options.fullyRefunded", counting.fullyRefunded, ["exclude", "include"]);
  checkOneOf("options.revenue", counting.revenue, ["net", "gross"]);
  const columns = asColumns(purchases);
  const { customer, customerIds } = columns;
  const counts = countedRows(columns, counting);
  const refunds = counting.revenue === "net" ? columns.refundedMinor : undefined;

  const starts = new Int32Array(customerIds.length + 1);
  for (let row = 0; row < customer.length; row += 1) if (counts[row] === 1) (starts[(customer[row] as number) + 1] as number) += 1;
  for (let c = 0; c < customerIds.length; c += 1) (starts[c + 1] as number) += starts[c] as number;

  const at = new Float64Array(starts[customerIds.length] as number);
  const revenueMinor = new Float64Array(at.length);
  const next = starts.slice(0, customerIds.length);
  for (let row = 0; row < customer.length; row += 1) {
    if (counts[row] !== 1) continue;
    const c = customer[row] as number;
    const place = next[c] as number;
    next[c] = place + 1;
    at[place] = (columns.at[row] as number) + 0; // no -0
    revenueMinor[place] = (columns.amountMinor[row] as number) - (refunds?.[row] ?? 0) + 0;
  }
  for (let c = 0; c < customerIds.length; c += 1) sortByTime(at, revenueMinor, starts[c] as number, starts[c + 1] as number);
  return { columns, customers: customersById(customerIds, starts), starts, at, revenueMinor };
}

/** Per row 1 when it counts: bought before `asOf`, and not refunded in full where that excludes it; else 0. */
export function countedRows(
  { at, amountMinor, refundedMinor }: Pick<PurchaseColumns, "at" | "refundedMinor"> & Partial<Pick<PurchaseColumns, "amountMinor">>,
  { asOf, fullyRefunded }: Omit<Counting, "revenue">,
): Uint8Array {
  const counts = new Uint8Array(at.length);
  const refunds = fullyRefunded === "exclude" ? refundedMinor : undefined;
  for (let row = 0; row < at.length; row += 1) {
    if ((at[row] as number) >= asOf) continue;
    counts[row] = refunds !== undefined && isFullyRefunded(amountMinor?.[row] ?? 0, refunds[row] as number) ? 0 : 1;
  }
  return counts;
}

/** Whether all that was charged was given back. */
export function isFullyRefunded(amountMinor: number, refundedMinor: number): boolean {
  return refundedMinor > 0 && refundedMinor >= amountMinor;
}

/** Longer stretches out of order are sorted by index; insertion would be quadratic. */
const LONGEST_INSERTION = 64;

/** Sorts the places [start, end) by (instant, revenue), so that ties have one order whatever the order of the source. */
function sortByTime(at: Float64Array, revenueMinor: Float64Array, start: number, end: number): void {
  if (end - start > LONGEST_INSERTION) {
    sortLongByTime(at, revenueMinor, start, end);
    return;
  }
  for (let i = start + 1; i < end; i += 1) {
    const instant = at[i] as number;
    const revenue = revenueMinor[i] as number;
    let j = i - 1;
    while (j >= start && ((at[j] as number) > instant || ((at[j] as number) === instant && (revenueMinor[j] as number) > revenue))) {
      at[j + 1] = at[j] as number;
      revenueMinor[j + 1] = revenueMinor[j] as number;
      j -= 1;
    }
    at[j + 1] = instant;
    revenueMinor[j + 1] = revenue;
  }
}

function sortLongByTime(at: Float64Array, revenueMinor: Float64Array, start: number, end: number): void {
  const [instants, revenues] = [at.slice(start, end), revenueMinor.slice(start, end)];
  const order = Int32Array.from(instants.keys()).sort(
    (a, b) => (instants[a] as number) - (instants[b] as number) || (revenues[a] as number) - (revenues[b] as number),
  );
  order.forEach((from, to) => {
    at[start + to] = instants[from] as number;
    revenueMinor[start + to] = revenues[from] as number;
  });
}

/** The customers that have purchases, sorted by id; a dictionary that is already sorted is not sorted again. */
function customersById(customerIds: readonly string[], starts: Int32Array): Int32Array {
  const present = new Int32Array(customerIds.length);
  let [count, ascending] = [0, true];
  for (let c = 0; c < customerIds.length; c += 1) {
    if (starts[c] === starts[c + 1]) continue;
    ascending &&= count === 0 || (customerIds[present[count - 1] as number] as string) < (customerIds[c] as string);
    present[count] = c;
    count += 1;
  }
  const customers = present.subarray(0, count);
  return ascending ? customers : customers.sort((a, b) => compareIds(customerIds[a] as string, customerIds[b] as string));
}
