import { checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { checkSigned, SMALLEST } from "../../numerics/limits.js";

/**
 * What the rule of thumb takes; both numbers are of the same period.
 * @category Simple values
 */
export interface RevenuePerUserOverChurnInput {
  /** What a customer pays in a period on average, in any unit (minor units of money). */
  readonly averageRevenuePerUser: number;
  /** The share of customers lost in a period, from 0 to 1. */
  readonly churnRate: number;
}

/**
 * A lifetime value by rule of thumb, and what is wrong with it.
 * @category Simple values
 */
export interface RevenuePerUserOverChurn {
  /** `averageRevenuePerUser / churnRate`, in the unit of the revenue and not rounded; `null` when the churn rate is 0. */
  readonly value: number | null;
  /** Why the value misleads, in plain words for whoever reads it. */
  readonly warning: string;
}

const WARNING =
  "This is revenue, not profit, and money of later years counts in full. It takes the churn of all customers together for that of each: " +
  "new customers leave sooner and old ones stay longer than it says. A small error in a small churn rate changes it much, and it reaches " +
  "further into the future than the business has been observed. Use it to compare at most, not to decide what a customer may cost.";

/**
 * The rule of thumb for subscriptions: average revenue per user divided by the churn rate, with a warning.
 *
 * The rate's reciprocal is the mean lifetime, in periods, of customers who all leave with the same chance in every period. They do not
 * (Fader and Hardie 2010, "Customer-base valuation in a contractual setting"). Where numbers of cohorts are at hand,
 * {@link fitShiftedBetaGeometric} is better.
 *
 * @param input - The average revenue and the churn rate of a period.
 * @returns The value with the warning, which belongs wherever the value is shown.
 * @throws An {@link InvalidArgumentError} when the revenue or the churn rate is not possible.
 *
 * @example
 * import { revenuePerUserOverChurn } from "clientele/clv";
 *
 * const { value, warning } = revenuePerUserOverChurn({ averageRevenuePerUser: 2000, churnRate: 0.04 });
 * value; // => 50000
 * warning.slice(0, 32); // => "This is revenue, not profit, and"
 * revenuePerUserOverChurn({ averageRevenuePerUser: 2000, churnRate: 0 }).value; // => null
 *
 * @category Simple values
 */
export function revenuePerUserOverChurn(input: RevenuePerUserOverChurnInput): RevenuePerUserOverChurn {
  checkObject("input", input);
  const { averageRevenuePerUser, churnRate } = input;
  checkSigned("input.averageRevenuePerUser", averageRevenuePerUser);
  if (typeof churnRate !== "number" || !(churnRate === 0 || (churnRate >= SMALLEST && churnRate <= 1)))
    throw new InvalidArgumentError("input.churnRate", "0, or a share from 1e-30 to 1", churnRate);
  return { value: churnRate === 0 ? null : averageRevenuePerUser / churnRate + 0, warning: WARNING };
}
