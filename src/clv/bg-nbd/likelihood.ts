import { addToSum, emptySum, sumValue, type RunningSum } from "../../numerics/sum.js";
import type { CustomerTable } from "../customer-table.js";
import { frequencySteps, sumOfDigammaRises, sumOfLogRises } from "../frequency-steps.js";

/** Rows between two compensated additions: plain sums of so few terms lose nothing that matters. */
const BLOCK = 256;

/** What the rows add up to, beside the terms that depend on the frequency alone. */
interface RowSums {
  /** The log-likelihood's terms, and their derivatives by r and by alpha. */
  readonly value: RunningSum;
  readonly byR: RunningSum;
  readonly byAlpha: RunningSum;
  /** Of the chance of having left. */
  readonly left: RunningSum;
  /** Of that chance over b + x - 1. */
  readonly byB: RunningSum;
}

/** The log-likelihood of the customers as a function of r, alpha, a and b; writes its derivatives. */
export function bgNbdLikelihood(table: CustomerTable): (parameters: Float64Array, gradient: Float64Array) => number {
  const steps = frequencySteps(table.frequency, table.count);
  return (parameters, gradient) => {
    const [r, alpha, a, b] = parameters as unknown as [number, number, number, number];
    const sums: RowSums = { value: emptySum(), byR: emptySum(), byAlpha: emptySum(), left: emptySum(), byB: emptySum() };
    for (let row = 0; row < table.frequency.length; row += BLOCK) {
      addRows(table, row, Math.min(row + BLOCK, table.frequency.length), r, alpha, a, b, sums);
    }
    const left = sumValue(sums.left);
    const leaving = sumOfDigammaRises(steps, a + b);
    gradient[0] = sumOfDigammaRises(steps, r) + sumValue(sums.byR);
    gradient[1] = sumValue(sums.byAlpha);
    gradient[2] = left / a - leaving;
    gradient[3] = sumOfDigammaRises(steps, b) - leaving - sumValue(sums.byB);
    return sumOfLogRises(steps, r) + sumOfLogRises(steps, b) - sumOfLogRises(steps, a + b) + sumValue(sums.value);
  };
}

/** Adds the rows `from` to `to`, with `to` excluded. */
function addRows(table: CustomerTable, from: number, to: number, r: number, alpha: number, a: number, b: number, sums: RowSums): void {
  const { frequency, recency, age, count } = table;
  const logAlpha = Math.log(alpha);
  let value = 0;
  let byR = 0;
  let byAlpha = 0;
  let left = 0;
  let byB = 0;
  for (let row = from; row < to; row++) {
    const x = frequency[row] as number;
    const customers = count[row] as number;
    const time = age[row] as number;
    const now = alpha + time;
    // r log(alpha) and r log(alpha + age) would cancel where alpha is large.
    const logGrowth = Math.log1p(time / alpha);
    let rowValue = -r * logGrowth;
    let rowByR = -logGrowth;
    let rowByAlpha = (r * (time / alpha) - x) / now;
    if (x > 0) {
      const then = alpha + (recency[row] as number);
      const silent = (time - (recency[row] as number)) / then;
      const silence = Math.log1p(silent);
      // The odds of having left at the last purchase; for heavy buyers they overflow.
      const growth = (r + x) * silence;
      const odds = (a / (b + (x - 1))) * Math.exp(growth);
      const gone = odds < Infinity ? odds / (1 + odds) : 1;
      const logAll = odds < Infinity ? Math.log(1 + odds) : growth + Math.log(a / (b + (x - 1)));
      rowValue += logAll - x * (logGrowth + logAlpha);
      rowByR += gone * silence;
      rowByAlpha -= gone * (r + x) * (silent / now);
      left += customers * gone;
      byB += (customers * gone) / (b + (x - 1));
    }
    value += customers * rowValue;
    byR += customers * rowByR;
    byAlpha += customers * rowByAlpha;
  }
  addToSum(sums.value, value);
  addToSum(sums.byR, byR);
  addToSum(sums.byAlpha, byAlpha);
  addToSum(sums.left, left);
  addToSum(sums.byB, byB);
}
