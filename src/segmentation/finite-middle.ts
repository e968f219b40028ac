// Means and quantiles of any finite numbers, also where their sums and differences are too great for one.
import { quantileOfSorted } from "../numerics/quantile.js";
import { sumOf, sumOfTerms } from "../numerics/sum.js";

/** The mean of at least one number. */
export function finiteMean(values: Float64Array): number {
  const sum = sumOf(values);
  return (Number.isFinite(sum) ? sum / values.length : sumOfTerms(values.length, (i) => (values[i] as number) / values.length)) + 0;
}

/** The type-7 quantile of at least one number in ascending order. */
export function finiteQuantile(sorted: Float64Array, share: number): number {
  const quantile = quantileOfSorted(sorted, share) as number;
  if (Number.isFinite(quantile)) return quantile + 0;
  const halves = sorted.map((value) => value / 2);
  return 2 * (quantileOfSorted(halves, share) as number);
}
