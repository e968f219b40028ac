import { addToSum, emptySum, sumValue } from "../numerics/sum.js";
import { sortedValues } from "./concentration.js";

/**
 * Which share of the customers, the smallest first, holds which share of the total. Point `i` is (`population[i]`, `share[i]`).
 * @category Concentration
 */
export interface LorenzCurve {
  /** Shares of the customers, from 0 to 1 in steps of 1 / n. */
  readonly population: readonly number[];
  /** What that share of the customers holds of the total, from 0 to 1. */
  readonly share: readonly number[];
}

/**
 * The Lorenz curve: the straight diagonal when all values are equal, the more bent the more a few hold (Lorenz 1905).
 *
 * The Gini coefficient is twice the area between the curve and the diagonal. Cost: a sort.
 *
 * @param values - One value a customer, 0 or more: revenue, purchases.
 * @returns n + 1 points from (0, 0) to (1, 1); `null` when there are no values, their sum is 0, or one is negative.
 * @throws An {@link InvalidArgumentError} when a value is not finite.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * segmentation.lorenzCurve([60, 15, 20, 5]);
 * // => { population: [0, 0.25, 0.5, 0.75, 1], share: [0, 0.05, 0.2, 0.4, 1] }
 *
 * @category Concentration
 */
export function lorenzCurve(values: Iterable<number>): LorenzCurve | null {
  const found = sortedValues(values);
  if (found === null) return null;
  const { sorted, total } = found;
  const population = [0];
  const share = [0];
  const held = emptySum();
  sorted.forEach((value, i) => {
    addToSum(held, value);
    population.push((i + 1) / sorted.length);
    share.push(i + 1 === sorted.length ? 1 : Math.min(1, sumValue(held) / total));
  });
  return { population, share };
}
