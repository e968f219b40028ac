import { rate, type Rate } from "../foundation/rate/rate.js";
import { minorOfTwelfths } from "./twelfths.js";

/**
 * A rate of one month's recurring revenue.
 * @category Revenue rates
 */
export interface RevenueRate extends Rate {
  /** The month, `"2024-01"`. */
  readonly month: string;
  /** What was counted, of what. */
  readonly definition: RevenueRateDefinition;
}

/**
 * What a rate of recurring revenue counts.
 * @category Revenue rates
 */
export interface RevenueRateDefinition {
  /** Which rate. */
  readonly method: "gross-revenue-retention" | "net-revenue-retention" | "quick-ratio" | "average-revenue-per-account" | "logo-churn";
  /** Whose revenue is followed, where that can differ. */
  readonly basis?: RetentionBasis;
  /** Whether revenue from customers who came back counts, where that can differ. */
  readonly includeReactivation?: boolean;
  /** The numerator in words. */
  readonly numerator: string;
  /** The denominator in words. */
  readonly denominator: string;
}

/**
 * Whose revenue a retention follows.
 *
 * - `"movement"`: of those who paid at the end of the month before, in each month anew.
 * - `"cohort"`: of those who paid at the end of the first month, who stay the same; who comes back counts again.
 *
 * The product of the months of the first is not the last month of the second where customers came back or came new.
 *
 * @category Revenue rates
 */
export type RetentionBasis = "movement" | "cohort";

/** A rate of two amounts in twelfths of a minor unit. */
export function rateOfAmounts(month: string, numerator: number, denominator: number, definition: RevenueRateDefinition): RevenueRate {
  return { month, ...rate(minorOfTwelfths(numerator), minorOfTwelfths(denominator)), definition };
}
