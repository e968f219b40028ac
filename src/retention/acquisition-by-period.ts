import type { CurrencyCode } from "../foundation/money/currency.js";
import type { Instant, InstantLike } from "../foundation/time/instant.js";
import type { PeriodSpec } from "../foundation/time/periods.js";
import type { Purchases } from "../purchases/purchase-columns.js";
import type { FullyRefunded } from "../purchases/purchase-histories.js";
import { acquisitionMatrix } from "./acquisition-matrix.js";
import type { Cohort } from "./cohort-triangle.js";
import { countAcquisition, readAcquisitionTask } from "./count-acquisition.js";

/**
 * How {@link acquisitionByPeriod} counts.
 * @category Cohorts
 */
export interface AcquisitionOptions {
  /** How time is cut, for cohorts and periods alike. */
  readonly period: PeriodSpec;
  /** Only purchases before this instant count; a period that ends later is still running. */
  readonly asOf: InstantLike;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded;
}

/**
 * Who bought in each period, how often and for how much, by when they were acquired.
 * @category Cohorts
 */
export interface AcquisitionByPeriod {
  /** The periods from the first purchase to the last moment before `asOf`, without gaps. */
  readonly periods: readonly AcquisitionPeriod[];
  /** The cohorts that have customers, earliest first. */
  readonly cohorts: readonly Cohort[];
  /** One row a cohort, one cell a period: how many of its customers bought. 0 before the cohort was there; the running period as far as it is known. */
  readonly customers: readonly (readonly number[])[];
  /** How many purchases they made. */
  readonly purchases: readonly (readonly number[])[];
  /** What these brought in less refunds, in minor units. A refund counts in the period of its purchase. */
  readonly revenueMinor: readonly (readonly number[])[];
  /** The sums over all cohorts, period by period. */
  readonly totals: AcquisitionTotals;
  /** The currency of the revenue; `null` when there are no purchases. */
  readonly currency: CurrencyCode | null;
  /** What was counted. */
  readonly definition: {
    /** Each customer belongs to the period of the first purchase. */
    readonly method: "first-purchase";
    /** How time was cut; of weeks always with the day that they begin on. */
    readonly period: PeriodSpec;
    /** When. */
    readonly asOf: Instant;
    /** Whether fully refunded purchases counted. */
    readonly fullyRefunded: FullyRefunded;
  };
}

/**
 * All customers together, one number a period.
 * @category Cohorts
 */
export interface AcquisitionTotals {
  /** How many customers bought. */
  readonly customers: readonly number[];
  /** How many purchases they made. */
  readonly purchases: readonly number[];
  /** What these brought in less refunds, in minor units. */
  readonly revenueMinor: readonly number[];
}

/**
 * A calendar period of {@link AcquisitionByPeriod}.
 * @category Cohorts
 */
export interface AcquisitionPeriod {
  /** Its name. */
  readonly label: string;
  /** Its first instant. */
  readonly start: Instant;
  /** The first instant after it. */
  readonly end: Instant;
  /** Whether it is over. */
  readonly complete: boolean;
}

/**
 * Splits the customers, purchases and revenue of each calendar period by when the customers were acquired: how much of this year's revenue is of customers won before
 * (the customer cohort chart, C3).
 *
 * Every customer has one cohort, so each column adds up to the total of its period, to the last minor unit. Only paid purchases before `asOf` count, and not those that
 * were refunded in full. Give all of history, or old customers look new. Cost: O(rows + cohorts * periods).
 *
 * Reference: McCarthy and Fader, Customer-Based Corporate Valuation for Publicly Traded Noncontractual Firms, Journal of Marketing Research 55 (2018).
 *
 * @param purchases - Rows or columns, in any order.
 * @param options - The periods and `asOf`.
 * @returns The matrices and their totals; no periods when there are no purchases.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, currencies are mixed, the revenue leaves the safe integers, a period does not lie in the years 0001
 * to 9999, or there would be more than 10 million cells.
 *
 * @example
 * import { purchases, retention } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-01-10T12:00:00Z", amount: "20.00" },
 *   { id: 2, customerId: "anna", at: "2024-02-05T12:00:00Z", amount: "10.00" },
 *   { id: 3, customerId: "ben", at: "2024-02-07T12:00:00Z", amount: "15.00" },
 * ], { currency: "EUR" });
 * const month = { unit: "month", timeZone: "Europe/Berlin" } as const;
 * const { cohorts, revenueMinor, totals } = retention.acquisitionByPeriod(values, { period: month, asOf: "2024-03-01T00:00:00+01:00" });
 * cohorts.map(({ label }) => label); // => ["2024-01", "2024-02"]
 * revenueMinor; // => [[2000, 1000], [0, 1500]]
 * totals.revenueMinor; // => [2000, 2500]
 *
 * @category Cohorts
 */
export function acquisitionByPeriod(purchases: Purchases, options: AcquisitionOptions): AcquisitionByPeriod {
  const task = readAcquisitionTask(options);
  return acquisitionMatrix(countAcquisition(purchases, task), task);
}
