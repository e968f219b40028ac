import { checkOneOf } from "../foundation/errors/check.js";
import { readInstant, type InstantLike } from "../foundation/time/instant.js";
import { asColumns, type Purchases } from "./purchase-columns.js";
import { isFullyRefunded, type FullyRefunded } from "./purchase-histories.js";

/**
 * What becomes of purchases when a figure is taken: which count, and why the others do not. `given = counted + notPaid + afterAsOf + fullyRefunded`.
 * @category Summaries
 */
export interface PurchaseCounts {
  /** All purchases given. */
  readonly given: number;
  /** Those that count. */
  readonly counted: number;
  /** Left out: pending or cancelled. */
  readonly notPaid: number;
  /** Left out: paid, but at or after `asOf`. */
  readonly afterAsOf: number;
  /** Left out: before `asOf`, but refunded in full; 0 when those are included. */
  readonly fullyRefunded: number;
  /** Of those that count: of 0.00. */
  readonly zeroAmount: number;
  /** Of those that count: with a refund. */
  readonly withRefund: number;
}

/**
 * Says which purchases count at `asOf`, and why the others do not: nothing is left out silently.
 *
 * @param purchases - Rows or columns.
 * @param options - `asOf`, and whether purchases that were refunded in full count (`"exclude"` when left out).
 * @returns The counts.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or currencies are mixed.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-02-05T10:00:00Z", amount: "10.00" },
 *   { id: 2, customerId: "anna", at: "2024-02-20T10:00:00Z", amount: "10.00", status: "cancelled" },
 *   { id: 3, customerId: "ben", at: "2025-02-06T10:00:00Z", amount: "15.00" },
 * ], { currency: "EUR" });
 * const { counted, notPaid, afterAsOf } = purchases.countPurchases(values, { asOf: "2025-01-01T00:00:00Z" });
 * [counted, notPaid, afterAsOf]; // => [1, 1, 1]
 *
 * @category Summaries
 */
export function countPurchases(
  purchases: Purchases,
  options: { readonly asOf: InstantLike; readonly fullyRefunded?: FullyRefunded },
): PurchaseCounts {
  const { fullyRefunded: way = "exclude" } = options;
  checkOneOf("options.fullyRefunded", way, ["exclude", "include"]);
  const asOf = readInstant("options.asOf", options.asOf);
  const { at, amountMinor, refundedMinor, notPaid = 0 } = asColumns(purchases);
  let [afterAsOf, fullyRefunded, zeroAmount, withRefund] = [0, 0, 0, 0];
  for (let row = 0; row < at.length; row += 1) {
    const [amount, refunded] = [amountMinor[row] as number, refundedMinor?.[row] ?? 0];
    if ((at[row] as number) >= asOf) afterAsOf += 1;
    else if (way === "exclude" && isFullyRefunded(amount, refunded)) fullyRefunded += 1;
    else {
      if (amount === 0) zeroAmount += 1;
      if (refunded > 0) withRefund += 1;
    }
  }
  const counted = at.length - afterAsOf - fullyRefunded;
  return { given: at.length + notPaid, counted, notPaid, afterAsOf, fullyRefunded, zeroAmount, withRefund };
}
