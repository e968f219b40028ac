import { addToSum, emptySum, sumOf, sumValue, type RunningSum } from "../../numerics/sum.js";
import type { CustomerTable } from "../customer-table.js";
import { frequencySteps, sumOfDigammaRises, sumOfLogRises } from "./frequency-steps.js";

/** Rows between two compensated additions: plain sums of so few terms lose nothing that matters. */
const BLOCK = 256;

/** What the rows add up to, beside the terms that depend on the frequency alone. */
interface RowSums {
  /** The log-likelihood's terms. */
  readonly value: RunningSum;
  /** Of log(alpha + age), and of log((alpha + age) / (alpha + recency)) of those who left. */
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
  const customers = sumOf(table.count);
  return (parameters, gradient) => {
    const [r, alpha, a, b] = parameters as unknown as [number, number, number, number];
    const sums: RowSums = { value: emptySum(), byR: emptySum(), byAlpha: emptySum(), left: emptySum(), byB: emptySum() };
    for (let row = 0; row < table.frequency.length; row += BLOCK) {
      addRows(table, row, Math.min(row + BLOCK, table.frequency.length), r, alpha, a, b, sums);
    }
    const logAlpha = Math.log(alpha);
    const left = sumValue(sums.left);
    const leaving = sumOfDigammaRises(steps, a + b);
    gradient[0] = customers * logAlpha + sumOfDigammaRises(steps, r) - sumValue(sums.byR);
    gradient[1] = (customers * r) / alpha - sumValue(sums.byAlpha);
    gradient[2] = left / a - leaving;
    gradient[3] = sumOfDigammaRises(steps, b) - leaving - sumValue(sums.byB);
    return (
      customers * r * logAlpha + sumOfLogRises(steps, r) + sumOfLogRises(steps, b) - sumOfLogRises(steps, a + b) + sumValue(sums.value)
    );
  };
}

/** Adds the rows `from` to `to`, with `to` excluded. */
function addRows(table: CustomerTable, from: number, to: number, r: number, alpha: number, a: number, b: number, sums: RowSums): void {
  const { frequency, recency, age, count } = table;
  let value = 0;
  let byR = 0;
  let byAlpha = 0;
  let left = 0;
  let byB = 0;
  for (let row = from; row < to; row++) {
    const x = frequency[row] as number;
    const customers = count[row] as number;
    const now = alpha + (age[row] as number);
    const logNow = Math.log(now);
    let rowValue = -(r + x) * logNow;
    let rowByR = logNow;
    let rowByAlpha = (r + x) / now;
    if (x > 0) {
      const then = alpha + (recency[row] as number);
      const silence = Math.log(now / then);
      // The odds of having left at the last purchase, in logs: for heavy buyers they overflow.
      const logOdds = (r + x) * silence + Math.log(a / (b + x - 1));
      const small = Math.exp(-Math.abs(logOdds));
      const gone = (logOdds > 0 ? 1 : small) / (1 + small);
      rowValue += Math.max(logOdds, 0) + Math.log(1 + small);
      rowByR -= gone * silence;
      rowByAlpha += gone * (r + x) * (1 / then - 1 / now);
      left += customers * gone;
      byB += (customers * gone) / (b + x - 1);
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
