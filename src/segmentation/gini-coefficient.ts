import { checkOneOf } from "../foundation/errors/check.js";
import { sumOfTerms } from "../numerics/sum.js";
import { sortedValues } from "./concentration.js";

/**
 * Whether {@link giniCoefficient} is that of the values themselves (`"none"`), or corrected for a small sample by n / (n - 1) (`"unbiased"`), so that everything
 * in one hand gives 1.
 * @category Concentration
 */
export type GiniCorrection = "none" | "unbiased";

/**
 * The Gini coefficient: 0 when all values are equal, near 1 when one holds everything.
 *
 * It is half the mean difference between two values, relative to their mean: sum((2 i - n - 1) x_i) / (n sum(x)) over the values in ascending order (Gini 1912).
 * Cost: a sort.
 *
 * It says how unequal revenue is, not who holds it and not that unequal is bad: many one-time buyers beside a few regulars give a high one.
 *
 * @param values - One value a customer, 0 or more: revenue, purchases.
 * @param options - The correction, `"none"` when left out.
 * @returns The coefficient, 0 to 1; `null` when there are no values, their sum is 0, one is negative, or for one value with the correction.
 * @throws An {@link InvalidArgumentError} when a value is not finite or the correction is unknown.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * segmentation.giniCoefficient([60, 20, 15, 3, 2]); // => 0.532
 * segmentation.giniCoefficient([0, 0, 0, 100]); // => 0.75
 * segmentation.giniCoefficient([0, 0, 0, 100], { correction: "unbiased" }); // => 1
 * segmentation.giniCoefficient([]); // => null
 *
 * @category Concentration
 */
export function giniCoefficient(values: Iterable<number>, options: { readonly correction?: GiniCorrection } = {}): number | null {
  const { correction = "none" } = options;
  checkOneOf("options.correction", correction, ["none", "unbiased"]);
  const found = sortedValues(values);
  if (found === null) return null;
  const { sorted, total } = found;
  const n = sorted.length;
  if (correction === "unbiased" && n === 1) return null;
  // The smallest is paired with the greatest, and so on inwards: no term is negative, so equal values give exactly 0.
  const spread = sumOfTerms(Math.floor(n / 2), (i) => (n - 1 - 2 * i) * ((sorted[n - 1 - i] as number) - (sorted[i] as number)));
  return Math.min(1, spread / ((correction === "unbiased" ? n - 1 : n) * total));
}
