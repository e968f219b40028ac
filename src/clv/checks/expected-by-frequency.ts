// How many customers a model expects to have made each number of repeat purchases, from their ages alone.
import { addToSum, emptySum, sumOf, sumValue, type RunningSum } from "../../numerics/sum.js";
import { isOfOpportunities } from "../model-customers.js";
import { methodsOf, type TransactionModel } from "../transaction-model.js";

/** Points to interpolate between, at first; each further try has twice the steps. */
const FIRST_STEPS = 32;
/** The coarser points may be off by so much of a bin and of all customers; the finer ones are far better. */
const NEAR = 1e-10;
const NEAR_NOTHING = 1e-13;
/** Places so much of the whole stretch apart are one. */
const SAME_PLACE = 1e-15;

type AgeWithCustomers = readonly [age: number, customers: number];

/** The customers expected to have made 0, 1, ... repeat purchases at their ages; in the last bin all who made `lastBin` or more. */
export function expectedByFrequency(model: TransactionModel, age: Float64Array, count: Float64Array, lastBin: number): number[] {
  const customersOfAge = new Map<number, number>();
  age.forEach((now, row) => customersOfAge.set(now, (customersOfAge.get(now) ?? 0) + (count[row] as number)));
  const methods = methodsOf(model);
  const expectedOf = (customers: Iterable<AgeWithCustomers>): number[] => {
    const sums = Array.from({ length: lastBin + 1 }, emptySum);
    for (const [now, weight] of customers) {
      const shares = methods.purchaseCounts(model.parameters, now, lastBin - 1);
      [...shares, Math.max(0, 1 - sumOf(shares))].forEach((share, bin) => {
        addToSum(sums[bin] as RunningSum, share * weight);
      });
    }
    return sums.map(sumValue);
  };
  return (isOfOpportunities(model) ? null : interpolated(customersOfAge, scaleOf(model), expectedOf)) ?? expectedOf(customersOfAge);
}

/** The age from which on customers of the model begin to differ from new ones. */
function scaleOf({ parameters }: TransactionModel): number {
  const { alpha, beta = alpha } = parameters as { readonly alpha: number; readonly beta?: number };
  return Math.min(alpha, beta);
}

/**
 * The same where there are many different ages: the shares are smooth functions of the logarithm of the age, so that customers of any age can
 * be given to a few fixed ages in such parts as a polynomial through these would. `null` where the ages are too few for that to save time, or
 * twice as many fixed ages say something else.
 */
function interpolated(
  customersOfAge: ReadonlyMap<number, number>,
  scale: number,
  expectedOf: (customers: Iterable<AgeWithCustomers>) => number[],
): number[] | null {
  const all = sumOf([...customersOfAge.values()]);
  let coarse: number[] | null = null;
  for (let steps = FIRST_STEPS; 4 * steps <= customersOfAge.size; steps *= 2) {
    const fine = expectedOf(customersOfFixedAges(customersOfAge, scale, steps)).map((expected) => Math.max(0, expected));
    const isNear = coarse?.every((expected, bin) => {
      const value = fine[bin] as number;
      return Math.abs(value - expected) <= NEAR * value + NEAR_NOTHING * all;
    });
    if (isNear === true) return fine;
    coarse = fine;
  }
  return null;
}

/** Lagrange's polynomials at Chebyshev's points, summed over the customers; in their barycentric form (Berrut and Trefethen 2004). */
function customersOfFixedAges(customersOfAge: ReadonlyMap<number, number>, scale: number, steps: number): AgeWithCustomers[] {
  const place = (now: number): number => Math.log1p(now / scale);
  const [low, high] = [...customersOfAge.keys()].reduce(([least, most], now) => [Math.min(least, now), Math.max(most, now)], [Infinity, 0]);
  const [from, to] = [place(low), place(high)];
  const points = Float64Array.from({ length: steps + 1 }, (_, k) => from + (to - from) * Math.sin((Math.PI * k) / (2 * steps)) ** 2);
  const weights = points.map((_, k) => (k % 2 === 0 ? 1 : -1) * (k === 0 || k === steps ? 0.5 : 1));
  const sums = Array.from(points, emptySum);
  const terms = new Float64Array(steps + 1);
  for (const [now, customers] of customersOfAge) {
    const at = place(now);
    let total = 0;
    let hit = -1;
    for (let k = 0; k <= steps; k++) {
      const distance = at - (points[k] as number);
      if (Math.abs(distance) <= SAME_PLACE * (to - from)) hit = k;
      total += terms[k] = (weights[k] as number) / distance;
    }
    if (hit >= 0) addToSum(sums[hit] as RunningSum, customers);
    else for (let k = 0; k <= steps; k++) addToSum(sums[k] as RunningSum, customers * ((terms[k] as number) / total));
  }
  return sums.map((sum, k) => {
    const now = k === 0 ? low : k === steps ? high : scale * Math.expm1(points[k] as number);
    return [now, sumValue(sum)];
  });
}
