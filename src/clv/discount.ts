import { checkObject, checkOneOf } from "../foundation/errors/check.js";
import { checkAmount, checkScale } from "../numerics/limits.js";

/**
 * How much less a later purchase counts. The rate is always of a year, so that it cannot be taken for one of a week.
 * @category Discounting
 */
export interface Discount {
  /** The rate of a year as a share (0.1 for 10 per cent); 0 or more. */
  readonly annualRate: number;
  /** How many of the model's time units make a year: 52 for weeks, 365.25 for days. */
  readonly unitsPerYear: number;
  /** `annual`: one year divides by `1 + annualRate`; `continuous`: by `exp(annualRate)`. */
  readonly compounding: "annual" | "continuous";
}

/** The continuous rate of one time unit. */
export function discountRatePerUnit(discount: Discount): number {
  checkObject("options.discount", discount);
  const { annualRate, unitsPerYear, compounding } = discount;
  checkAmount("options.discount.annualRate", annualRate);
  checkScale("options.discount.unitsPerYear", unitsPerYear);
  checkOneOf("options.discount.compounding", compounding, ["annual", "continuous"]);
  // Never -0, whose reciprocal is below all discounts.
  return (compounding === "annual" ? Math.log1p(annualRate) : annualRate) / unitsPerYear + 0;
}
