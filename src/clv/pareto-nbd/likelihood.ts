import type { Objective } from "../../numerics/minimise.js";
import { addToSum, emptySum, sumValue, type RunningSum } from "../../numerics/sum.js";
import type { CustomerTable } from "../customer-table.js";
import { frequencySteps, sumOfDigammaRises, sumOfLogRises } from "../frequency-steps.js";
import { silences } from "./silence.js";

/** Rows between two compensated additions: plain sums of so few terms lose nothing that matters. */
const BLOCK = 256;

/** What the rows add up to, beside the terms that depend on the frequency alone: the value, and its derivatives. */
interface RowSums {
  readonly value: RunningSum;
  readonly byR: RunningSum;
  readonly byAlpha: RunningSum;
  readonly byS: RunningSum;
  readonly byBeta: RunningSum;
}

/** The log-likelihood of the customers as a function of r, alpha, s and beta; writes its derivatives. */
export function paretoNbdLikelihood(table: CustomerTable): Objective {
  const steps = frequencySteps(table.frequency, table.count);
  const silenceAfter = silences();
  return (parameters, gradient) => {
    const [r] = parameters as unknown as [number];
    const sums: RowSums = { value: emptySum(), byR: emptySum(), byAlpha: emptySum(), byS: emptySum(), byBeta: emptySum() };
    for (let row = 0; row < table.frequency.length; row += BLOCK) {
      addRows(table, row, Math.min(row + BLOCK, table.frequency.length), parameters, silenceAfter, sums);
    }
    gradient[0] = sumOfDigammaRises(steps, r) + sumValue(sums.byR);
    gradient[1] = sumValue(sums.byAlpha);
    gradient[2] = sumValue(sums.byS);
    gradient[3] = sumValue(sums.byBeta);
    return sumOfLogRises(steps, r) + sumValue(sums.value);
  };
}

/** Adds the rows `from` to `to`, with `to` excluded: of each the chance of its purchases until the last, times that of the silence since. */
function addRows(
  { frequency, recency, age, count }: CustomerTable,
  from: number,
  to: number,
  parameters: Float64Array,
  silenceAfter: ReturnType<typeof silences>,
  sums: RowSums,
): void {
  const [r, alpha, s, beta] = parameters as unknown as [number, number, number, number];
  let [value, byR, byAlpha, byS, byBeta] = [0, 0, 0, 0, 0];
  for (let row = from; row < to; row++) {
    const x = frequency[row] as number;
    const last = recency[row] as number;
    const customers = count[row] as number;
    const then = alpha + last;
    const betaThen = beta + last;
    const silence = silenceAfter(r + x, then, s, betaThen, (age[row] as number) - last);
    const logGrowth = Math.log1p(last / alpha);
    const logStay = Math.log1p(last / beta);
    value += customers * (silence.log - r * logGrowth - s * logStay - (x === 0 ? 0 : x * Math.log(then)));
    byR += customers * (silence.byShape - logGrowth);
    byAlpha += customers * (silence.byTime + (r * (last / alpha) - x) / then);
    byS += customers * (silence.byS - logStay);
    byBeta += customers * (silence.byBeta + (s * (last / beta)) / betaThen);
  }
  addToSum(sums.value, value);
  addToSum(sums.byR, byR);
  addToSum(sums.byAlpha, byAlpha);
  addToSum(sums.byS, byS);
  addToSum(sums.byBeta, byBeta);
}
