// What RFM needs of purchases, customer by customer: the last, how many, and what they brought in. One pass over the rows, in whatever order they come.
import { checkOneOf } from "../foundation/errors/check.js";
import { checkedMinor } from "../foundation/money/money.js";
import { asColumns, type PurchaseColumns, type Purchases } from "../purchases/purchase-columns.js";
import { isFullyRefunded, type Counting } from "../purchases/purchase-histories.js";
import { orderById } from "./order-by-id.js";

/** The customers with a counted purchase, in the order of their ids. */
export interface PurchaseFigures {
  readonly customerIds: readonly string[];
  readonly lastAt: Float64Array;
  readonly purchases: Int32Array;
  readonly revenueMinor: Float64Array;
  readonly currency: string | null;
}

/** A customer's figures stand side by side, so that a row touches one place of memory: the last purchase, how many, what they brought in. */
const WIDTH = 3;

/** Counts purchases by customer. Cost: O(rows), and O(customers log customers) where ids are not sorted yet. */
export function purchaseFigures(purchases: Purchases, counting: Counting): PurchaseFigures {
  checkOneOf("options.fullyRefunded", counting.fullyRefunded, ["exclude", "include"]);
  checkOneOf("options.revenue", counting.revenue, ["net", "gross"]);
  const columns = asColumns(purchases);
  const table = countRows(columns, counting);
  const { customerIds, present } = presentById(columns.customerIds, table);
  const n = present.length;
  const figures = { lastAt: new Float64Array(n), purchases: new Int32Array(n), revenueMinor: new Float64Array(n) };
  for (let i = 0; i < n; i += 1) {
    const place = WIDTH * (present[i] as number);
    const revenueMinor = table[place + 2] as number;
    figures.lastAt[i] = table[place] as number;
    figures.purchases[i] = table[place + 1] as number;
    figures.revenueMinor[i] = revenueMinor <= Number.MAX_SAFE_INTEGER ? revenueMinor : checkedMinor("revenueMinor", revenueMinor);
  }
  return { customerIds, ...figures, currency: n === 0 ? null : columns.currency };
}

function countRows({ customerIds, customer, at, amountMinor, refundedMinor }: PurchaseColumns, counting: Counting): Float64Array {
  const { asOf, revenue } = counting;
  const withoutRefunded = counting.fullyRefunded === "exclude";
  const table = new Float64Array(WIDTH * customerIds.length);
  for (let row = 0; row < customer.length; row += 1) {
    const instant = at[row] as number;
    if (instant >= asOf) continue;
    const amount = amountMinor[row] as number;
    const refunded = refundedMinor === undefined ? 0 : (refundedMinor[row] as number);
    if (withoutRefunded && isFullyRefunded(amount, refunded)) continue;
    const place = WIDTH * (customer[row] as number);
    if (table[place + 1] === 0 || instant > (table[place] as number)) table[place] = instant;
    (table[place + 1] as number) += 1;
    (table[place + 2] as number) += revenue === "net" ? amount - refunded : amount;
  }
  return table;
}

/** The customers that have purchases in the order of their ids, and their places. A dictionary that is already sorted, as most are, is not sorted again. */
function presentById(ids: readonly string[], table: Float64Array): { customerIds: string[]; present: Int32Array } {
  const places = new Int32Array(ids.length);
  const customerIds = new Array<string>(ids.length);
  let [count, ascending, last] = [0, true, ""];
  for (let c = 0; c < ids.length; c += 1) {
    if (table[WIDTH * c + 1] === 0) continue;
    const id = ids[c] as string;
    ascending &&= last <= id;
    last = id;
    places[count] = c;
    customerIds[count] = id;
    count += 1;
  }
  const present = places.subarray(0, count);
  customerIds.length = count;
  if (ascending) return { customerIds, present };
  const order = orderById(customerIds);
  return { customerIds: Array.from(order, (i) => customerIds[i] as string), present: order.map((i) => present[i] as number) };
}
