import { addToSum, emptySum, sumValue } from "../../numerics/sum.js";

/**
 * What customers who have something in common bought in the holdout, expected and actual.
 * @category Checks
 */
export interface HoldoutBin {
  /** How many customers. */
  readonly customers: number;
  /** What one of them was expected to buy in the holdout, on average. */
  readonly expected: number;
  /** What one of them bought in it, on average. */
  readonly actual: number;
}

/** What rows of customers were expected to buy, and bought. */
interface Forecasts {
  readonly count: Float64Array;
  readonly expected: Float64Array;
  readonly actual: Float64Array;
}

/** Puts together the rows of each bin, those beyond the last into the last; bins without customers are left out. */
export function holdoutBins({ count, expected, actual }: Forecasts, last: number, binOf: (row: number) => number): [number, HoldoutBin][] {
  const sums = Array.from({ length: last + 1 }, () => ({ customers: emptySum(), expected: emptySum(), actual: emptySum() }));
  for (let row = 0; row < count.length; row++) {
    // Where all rows are alike, the width of the bins is 0 and the number of this one 0 / 0.
    const sum = sums[Math.min(binOf(row) || 0, last)] as (typeof sums)[number];
    const customers = count[row] as number;
    addToSum(sum.customers, customers);
    addToSum(sum.expected, customers * (expected[row] as number));
    addToSum(sum.actual, customers * (actual[row] as number));
  }
  return sums.flatMap((sum, bin): [number, HoldoutBin][] => {
    const customers = sumValue(sum.customers);
    return customers > 0
      ? [[bin, { customers, expected: sumValue(sum.expected) / customers, actual: sumValue(sum.actual) / customers }]]
      : [];
  });
}
