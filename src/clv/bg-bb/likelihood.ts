import { addToSum, emptySum, sumValue, type RunningSum } from "../../numerics/sum.js";
import { frequencySteps, sumOfDigammaRises, sumOfLogRises } from "../frequency-steps.js";
import type { OpportunityTable } from "./opportunity-table.js";
import { passOpportunities, silenceFrom, tailFactors } from "./silent-tail.js";

/**
 * The log-likelihood of the customers' purchases in their order, as a function of alpha, beta, gamma and delta; writes its derivatives
 * (Fader, Hardie and Shang 2010).
 *
 * It has two factors: up to the last purchase the customer was there; from then on silent, whether there or not. The first depends on the
 * frequency and the recency alone, one at a time, so that it is a sum over these. The second is followed opportunity by opportunity, once
 * for all customers of the same frequency and recency.
 */
export function bgBbLikelihood(table: OpportunityTable): (parameters: Float64Array, gradient: Float64Array) => number {
  const { frequency, recency, count } = table;
  const bought = frequencySteps(frequency, count);
  const refused = frequencySteps(
    recency.map((last, row) => last - (frequency[row] as number)),
    count,
  );
  const there = frequencySteps(recency, count);
  const silent = silentRows(table);
  return (parameters, gradient) => {
    const [alpha, beta, gamma, delta] = parameters as unknown as [number, number, number, number];
    const value = emptySum();
    const slopes = [emptySum(), emptySum(), emptySum(), emptySum()] as const;
    addSilence(silent, parameters, value, slopes);
    const chances = sumOfDigammaRises(there, alpha + beta);
    const leaving = sumOfDigammaRises(there, gamma + delta);
    gradient[0] = sumOfDigammaRises(bought, alpha) - chances + sumValue(slopes[0]);
    gradient[1] = sumOfDigammaRises(refused, beta) - chances + sumValue(slopes[1]);
    gradient[2] = sumValue(slopes[2]) - leaving;
    gradient[3] = sumOfDigammaRises(there, delta) - leaving + sumValue(slopes[3]);
    const buying = sumOfLogRises(bought, alpha) + sumOfLogRises(refused, beta) - sumOfLogRises(there, alpha + beta);
    return buying + sumOfLogRises(there, delta) - sumOfLogRises(there, gamma + delta) + sumValue(value);
  };
}

/** The rows of customers whose last opportunities passed without a purchase, by frequency, recency and opportunities. */
function silentRows({ frequency, recency, opportunities, count }: OpportunityTable): OpportunityTable {
  const rows = new Uint32Array(count.length)
    .map((_, row) => row)
    .filter((row) => (opportunities[row] as number) > (recency[row] as number) && (count[row] as number) > 0)
    .sort((a, b) => by(frequency, a, b) || by(recency, a, b) || by(opportunities, a, b));
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row] as number);
  return { frequency: pick(frequency), recency: pick(recency), opportunities: pick(opportunities), count: pick(count) };
}

function by(column: Float64Array, a: number, b: number): number {
  return (column[a] as number) - (column[b] as number);
}

function addSilence(
  { frequency, recency, opportunities, count }: OpportunityTable,
  parameters: Float64Array,
  value: RunningSum,
  slopes: readonly RunningSum[],
): void {
  const longest = opportunities.reduce((most, now) => Math.max(most, now), 0);
  const factors = tailFactors(parameters, longest);
  let tail = silenceFrom(0, 0);
  for (let row = 0; row < count.length; row++) {
    const x = frequency[row] as number;
    const last = recency[row] as number;
    if (row === 0 || x !== frequency[row - 1] || last !== recency[row - 1]) tail = silenceFrom(x, last);
    passOpportunities(tail, factors, opportunities[row] as number);
    const { alive, left, missing, leftBy, logAliveBy } = tail;
    const customers = count[row] as number;
    const silence = left + alive;
    addToSum(value, customers * (missing < 0.5 ? Math.log1p(-missing) : Math.log(silence)));
    for (let i = 0; i < slopes.length; i++) {
      const slope = (leftBy[i] as number) + alive * (logAliveBy[i] as number);
      addToSum(slopes[i] as RunningSum, customers * (slope / silence));
    }
  }
}
