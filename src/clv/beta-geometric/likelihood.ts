// The log-likelihood of the models with beta-geometric dropout.
import type { Objective } from "../../numerics/minimise.js";
import { addToSum, emptySum, sumOf, sumValue, type RunningSum } from "../../numerics/sum.js";
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
  /** Of that chance over b and the chances to leave before the last one. */
  readonly byB: RunningSum;
}

/**
 * When customers can leave for the first time: 0 for after the first repeat purchase (BG/NBD), 1 for after the very first one (MBG/NBD). So
 * many chances to leave has a customer beyond one for each repeat purchase.
 */
export type EarlyChances = 0 | 1;

/** The log-likelihood of the customers as a function of r, alpha, a and b; writes its derivatives. */
export function betaGeometricLikelihood(table: CustomerTable, early: EarlyChances): Objective {
  const steps = frequencySteps(table.frequency, table.count);
  const firstChances = early * sumOf(table.count);
  return (parameters, gradient) => {
    const [r, alpha, a, b] = parameters as unknown as [number, number, number, number];
    const sums: RowSums = { value: emptySum(), byR: emptySum(), byAlpha: emptySum(), left: emptySum(), byB: emptySum() };
    for (let row = 0; row < table.frequency.length; row += BLOCK) {
      addRows(table, early, row, Math.min(row + BLOCK, table.frequency.length), r, alpha, a, b, sums);
    }
    const left = sumValue(sums.left);
    const leaving = sumOfDigammaRises(steps, a + b + early) + firstChances / (a + b);
    gradient[0] = sumOfDigammaRises(steps, r) + sumValue(sums.byR);
    gradient[1] = sumValue(sums.byAlpha);
    gradient[2] = left / a - leaving;
    gradient[3] = sumOfDigammaRises(steps, b + early) + firstChances / b - leaving - sumValue(sums.byB);
    const stayed = sumOfLogRises(steps, b + early) - sumOfLogRises(steps, a + b + early) - firstChances * Math.log1p(a / b);
    return sumOfLogRises(steps, r) + stayed + sumValue(sums.value);
  };
}

/** Adds the rows `from` to `to`, with `to` excluded. */
function addRows(
  table: CustomerTable,
  early: EarlyChances,
  from: number,
  to: number,
  r: number,
  alpha: number,
  a: number,
  b: number,
  sums: RowSums,
): void {
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
    if (x + early > 0) {
      const then = alpha + (recency[row] as number);
      const silent = (time - (recency[row] as number)) / then;
      const silence = Math.log1p(silent);
      // The odds of having left at the last purchase; for heavy buyers they overflow.
      const survived = b + (x + early - 1);
      const growth = (r + x) * silence;
      const odds = (a / survived) * Math.exp(growth);
      const gone = odds < Infinity ? odds / (1 + odds) : 1;
      const logAll = odds < Infinity ? Math.log(1 + odds) : growth + Math.log(a / survived);
      rowValue += logAll - x * (logGrowth + logAlpha);
      rowByR += gone * silence;
      rowByAlpha -= gone * (r + x) * (silent / now);
      left += customers * gone;
      byB += (customers * gone) / survived;
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
