import { checkNonNegative, checkObject } from "../../foundation/errors/check.js";
import type { CustomerId } from "../../foundation/ids/ids.js";
import type { Instant } from "../../foundation/time/instant.js";
import { addToSum, emptySum, sumValue } from "../../numerics/sum.js";
import type { Purchases } from "../../purchases/purchase-columns.js";
import type { FullyRefunded } from "../../purchases/purchase-histories.js";
import { purchaseGaps, type PurchaseGapOptions, type PurchaseGaps } from "./purchase-gaps.js";

/**
 * How {@link churnRisk} weighs a customer's own gaps against everybody's.
 * @category Silence
 */
export interface ChurnRiskOptions extends PurchaseGapOptions {
  /** How many gaps of one's own everybody's weigh as much as; 5 when left out. A convention: 0 trusts the shortest history. */
  readonly priorGaps?: number;
}

/**
 * How unusual a customer's silence is.
 * @category Silence
 */
export interface CustomerChurnRisk {
  /** Who. */
  readonly customerId: CustomerId;
  /** From 0 to 1: the share of comparable gaps that were shorter than the silence; `null` when there is none to compare with. */
  readonly risk: number | null;
  /** Local days since the last purchase. */
  readonly silentDays: number;
  /** The customer's own gaps: days with a purchase, less one. */
  readonly gaps: number;
  /** Those that were shorter than the silence. */
  readonly shorterGaps: number;
}

/**
 * How unusual the silence of each customer is.
 * @category Silence
 */
export interface ChurnRisks {
  /** Every customer with a purchase, by id (code units). */
  readonly customers: readonly CustomerChurnRisk[];
  /** How many customers have gaps: what everybody's distribution rests on. */
  readonly customersWithGaps: number;
  /** What was counted. */
  readonly definition: {
    /** The share of gaps, of one's own and of everybody, that were shorter than the silence. */
    readonly method: "share-of-shorter-gaps";
    /** How many gaps of one's own everybody's weigh as much as. */
    readonly priorGaps: number;
    /** Up to when. */
    readonly asOf: Instant;
    /** The zone whose days counted. */
    readonly timeZone: string;
    /** Whether fully refunded purchases counted. */
    readonly fullyRefunded: FullyRefunded;
  };
}

/**
 * Says how unusual the present silence of each customer is, without a model: which share of comparable gaps between purchases was shorter.
 *
 * `(k + m F) / (n + m)`: of the customer's `n` own gaps, `k` were shorter than the silence; `F` is the same share among everybody's gaps, each customer with gaps weighing
 * alike; `m` is `priorGaps`. So 0.9 says that by now nine of ten such customers would be back if they were coming back at all. Gaps run between local
 * days with a purchase; a silence as long as a gap is not longer than it.
 *
 * It is no probability of having left: who never returns has left no gap, everybody's gaps are those of customers who did come back, and
 * gaps that are long are missing where history is short, which makes risks too high. Seasons and changes of pace are not seen. Someone who bought once is
 * compared with everybody alone. `probabilityAlive` of a fitted model says more where there are enough data. Cost: O(rows) when rows come in the order of
 * time, and O(gaps log gaps).
 *
 * @param purchases - Rows or columns, in any order.
 * @param options - `asOf`, the zone, and the weight of everybody's gaps.
 * @returns One risk a customer; `null` when nobody has bought on two days, or, with `priorGaps: 0`, the customer has not.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or currencies are mixed.
 *
 * @example
 * import { purchases, retention } from "clientele";
 *
 * const days = { anna: ["2024-01-01", "2024-01-08", "2024-01-15"], ben: ["2024-01-01", "2024-02-20"], cem: ["2024-01-20"] };
 * const rows = Object.entries(days).flatMap(([customerId, dates]) => dates.map((date) => ({ id: customerId + date, customerId, at: `${date}T12:00:00Z`, amount: "5.00" })));
 * const { values } = purchases.parsePurchases(rows, { currency: "EUR" });
 * const { customers } = retention.churnRisk(values, { asOf: "2024-03-01T00:00:00Z", timeZone: "UTC", priorGaps: 2 });
 * customers.map(({ customerId, silentDays, risk }) => [customerId, silentDays, risk]);
 * // => [["anna", 46, 0.75], ["ben", 10, 0.3333333333333333], ["cem", 41, 0.5]]
 *
 * @category Silence
 */
export function churnRisk(purchases: Purchases, options: ChurnRiskOptions): ChurnRisks {
  checkObject("options", options);
  const { priorGaps = 5 } = options;
  checkNonNegative("options.priorGaps", priorGaps);
  const gaps = purchaseGaps(purchases, options);
  const { asOf, timeZone, fullyRefunded, customerIds, starts, days, silence } = gaps;
  const { shareBelow, customersWithGaps } = everybody(gaps);
  const customers = customerIds.map((customerId, i): CustomerChurnRisk => {
    const [first, end] = [starts[i] as number, starts[i + 1] as number];
    const silentDays = silence[i] as number;
    const shorterGaps = countBelow(days, first, end, silentDays);
    const weight = customersWithGaps === 0 ? 0 : end - first + priorGaps;
    const risk = weight === 0 ? null : Math.min(1, (shorterGaps + priorGaps * shareBelow(silentDays)) / weight);
    return { customerId, risk, silentDays, gaps: end - first, shorterGaps };
  });
  return { customers, customersWithGaps, definition: { method: "share-of-shorter-gaps", priorGaps, asOf, timeZone, fullyRefunded } };
}

/** The share of everybody's gaps that are shorter than so many days, customers weighing alike. */
function everybody({ starts, days }: PurchaseGaps): { shareBelow: (silentDays: number) => number; customersWithGaps: number } {
  const longest = days.reduce((most, gap) => Math.max(most, gap), 0);
  const weights = new Float64Array(longest + 1);
  let customersWithGaps = 0;
  for (let i = 0; i + 1 < starts.length; i += 1) {
    const [first, end] = [starts[i] as number, starts[i + 1] as number];
    for (let place = first; place < end; place += 1) (weights[days[place] as number] as number) += 1 / (end - first);
    if (first < end) customersWithGaps += 1;
  }
  // below[d]: the gaps shorter than d days.
  const below = new Float64Array(longest + 1);
  const sum = emptySum();
  for (let gap = 0; gap <= longest; gap += 1) {
    below[gap] = sumValue(sum) / Math.max(1, customersWithGaps);
    addToSum(sum, weights[gap] as number);
  }
  return { customersWithGaps, shareBelow: (silentDays) => (silentDays > longest ? 1 : (below[Math.max(0, silentDays)] as number)) };
}

/** How many of the ascending values in the places [first, end) are below a limit. */
function countBelow(values: Int32Array, first: number, end: number, limit: number): number {
  let [low, high] = [first, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low - first;
}
