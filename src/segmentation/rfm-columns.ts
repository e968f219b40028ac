import type { CustomerId } from "../foundation/ids/ids.js";
import type { Purchases } from "../purchases/purchase-columns.js";
import type { FullyRefunded, RevenueBasis } from "../purchases/purchase-histories.js";
import { purchaseFigures } from "./purchase-figures.js";
import { moneyOf, recencyDaysOf } from "./rfm-subject.js";
import { readRfmOptions } from "./rfm-task.js";
import type { RfmDefinition, RfmFigureDiagnostics, RfmOptions, RfmThresholds } from "./rfm.js";
import { scoreFigures } from "./score-figures.js";

/**
 * How {@link rfmColumns} counts and scores.
 * @category RFM
 */
export interface RfmColumnsOptions extends RfmOptions {
  /** Whether refunds are taken off the money. */
  readonly revenue: RevenueBasis;
  /** Whether a purchase that was refunded in full still counts. */
  readonly fullyRefunded: FullyRefunded;
}

/**
 * The scores of all customers as columns of equal length: customer `i` is `customerIds[i]`. {@link rfmRows} makes rows of them.
 * @category RFM
 */
export interface RfmColumns {
  /** The customers with a counted purchase, sorted by id. */
  readonly customerIds: readonly CustomerId[];
  /** Per customer, whole days from the local date of the last purchase to that of `asOf`. */
  readonly recencyDays: Int32Array;
  /** Per customer, purchases. */
  readonly frequency: Int32Array;
  /** Per customer, the money that was scored, in minor units: all of it, or the mean of a purchase, not rounded. */
  readonly monetaryMinor: Float64Array;
  /** Per customer, all that they spent, in minor units. */
  readonly revenueMinor: Float64Array;
  /** Per customer, the recency score, 1 (longest ago) to `bins`. */
  readonly r: Uint8Array;
  /** Per customer, the frequency score, 1 (fewest purchases) to `bins`. */
  readonly f: Uint8Array;
  /** Per customer, the monetary score, 1 (least money) to `bins`. */
  readonly m: Uint8Array;
  /** The cuts that the scores come down to; `null` where there are none, as in {@link RfmScores}. */
  readonly cuts: RfmThresholds | null;
  /** How well each figure could be told apart. */
  readonly diagnostics: RfmFigureDiagnostics;
  /** The currency of the money; `null` when nobody has a counted purchase. */
  readonly currency: string | null;
  /** What was counted and scored. */
  readonly definition: RfmColumnsDefinition;
}

/**
 * What was counted and scored, and how.
 * @category RFM
 */
export interface RfmColumnsDefinition extends RfmDefinition {
  /** Whether refunds were taken off the money. */
  readonly revenue: RevenueBasis;
  /** Whether a purchase that was refunded in full counted. */
  readonly fullyRefunded: FullyRefunded;
}

/**
 * Scores the customers of many purchases, straight from purchases to columns of scores: no object a customer or purchase is made.
 *
 * The same as `rfmScores` of `customerSummaries`: only paid purchases before `asOf` count, and customers without one are left out. Cost: O(purchases), and a sort of
 * the amounts; three numbers a customer while it counts.
 *
 * @param purchases - Columns, or rows, in any order.
 * @param options - When, what counts, how many scores, and how they are cut.
 * @returns The columns; of length 0 when nobody has a counted purchase.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, currencies are mixed, a column is not lawful, or a sum leaves the safe integers.
 *
 * @example
 * import { purchases, segmentation } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "ben", at: "2024-03-01T09:30:00Z", amount: "5.00" },
 *   { id: 2, customerId: "anna", at: "2024-05-02T09:30:00Z", amount: "7.50" },
 *   { id: 3, customerId: "anna", at: "2024-05-30T18:00:00Z", amount: "20.00" },
 * ], { currency: "EUR" });
 * const rfm = segmentation.rfmColumns(purchases.purchaseColumns(values), {
 *   asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", bins: 2, method: "quantile", monetary: "total", revenue: "net", fullyRefunded: "exclude",
 * });
 * rfm.customerIds; // => ["anna", "ben"]
 * [[...rfm.recencyDays], [...rfm.r]]; // => [[2, 92], [2, 1]]
 * segmentation.rfmRows(rfm, [0])[0]?.score; // => "222"
 *
 * @category RFM
 */
export function rfmColumns(purchases: Purchases, options: RfmColumnsOptions): RfmColumns {
  const task = readRfmOptions(options);
  const { revenue, fullyRefunded } = options;
  const { asOf, monetary } = task.definition;
  const figures = purchaseFigures(purchases, { asOf, revenue, fullyRefunded });
  const { customerIds, lastAt, revenueMinor, purchases: frequency } = figures;
  const n = customerIds.length;
  const recencyDays = new Int32Array(n);
  const monetaryMinor = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    recencyDays[i] = recencyDaysOf(lastAt[i] as number, task);
    monetaryMinor[i] = moneyOf(revenueMinor[i] as number, frequency[i] as number, monetary);
  }
  return {
    customerIds: customerIds as readonly CustomerId[],
    recencyDays,
    frequency,
    monetaryMinor,
    revenueMinor,
    // Customers are in the order of their ids.
    ...scoreFigures({ recencyDays, frequency, monetaryMinor }, task, () => Int32Array.from(customerIds.keys())),
    currency: figures.currency,
    definition: { ...task.definition, revenue, fullyRefunded },
  };
}
