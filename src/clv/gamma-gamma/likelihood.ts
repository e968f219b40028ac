import { digamma, digammaRiseByAny, logGamma, logGammaRise } from "../../numerics/gamma.js";
import { addToSum, emptySum, sumOfTerms, sumValue } from "../../numerics/sum.js";
import { frequencyCounts, type FrequencyCounts } from "../frequency-steps.js";
import type { SpendTable } from "./spend-table.js";

/** Rows between two compensated additions: plain sums of so few terms lose nothing that matters. */
const BLOCK = 256;

/** The log-likelihood of the customers' mean spend given their frequency, as a function of p, q and gamma; writes its derivatives. */
export function gammaGammaLikelihood(table: SpendTable): (parameters: Float64Array, gradient: Float64Array) => number {
  const { frequency, meanSpend, count, customers } = table;
  const counts = frequencyCounts(frequency, count);
  const total = frequency.map((x, row) => x * (meanSpend[row] as number));
  const logTotal = total.map(Math.log);
  const logMeans = sumOfTerms(count.length, (row) => (count[row] as number) * Math.log(meanSpend[row] as number));
  return (parameters, gradient) => {
    const [p, q, gamma] = parameters as unknown as [number, number, number];
    const logGammaParameter = Math.log(gamma);
    const value = emptySum();
    const byP = emptySum();
    const byQ = emptySum();
    const byGamma = emptySum();
    for (let start = 0; start < count.length; start += BLOCK) {
      let blockP = 0;
      let blockQ = 0;
      let blockGamma = 0;
      let block = 0;
      for (let row = start; row < Math.min(start + BLOCK, count.length); row++) {
        const weight = count[row] as number;
        const shape = p * (frequency[row] as number);
        const spend = total[row] as number;
        // Of gamma + spend, the share of the spend and one over that of gamma, in logs: first the one that is nearer to 0, which the other
        // would lose digits to.
        const odds = (logTotal[row] as number) - logGammaParameter;
        const nearer = Math.log1p(odds > 0 ? gamma / spend : spend / gamma);
        const share = odds > 0 ? -nearer : odds - nearer;
        const ratio = odds > 0 ? odds + nearer : nearer;
        block += weight * (shape * share - q * ratio);
        blockP += weight * (frequency[row] as number) * share;
        blockQ += weight * ratio;
        blockGamma += (weight * (q * spend - shape * gamma)) / (gamma + spend);
      }
      addToSum(value, block);
      addToSum(byP, blockP);
      addToSum(byQ, blockQ);
      addToSum(byGamma, blockGamma);
    }
    const gammas = gammaTerms(counts, p, q, customers);
    gradient[0] = gammas.byP + sumValue(byP);
    gradient[1] = gammas.byQ - sumValue(byQ);
    gradient[2] = sumValue(byGamma) / gamma;
    return gammas.value + sumValue(value) - logMeans;
  };
}

/** The sum over customers of logGamma(p x + q) - logGamma(p x) - logGamma(q), with its derivatives. */
function gammaTerms(
  { frequency, customers }: FrequencyCounts,
  p: number,
  q: number,
  all: number,
): { value: number; byP: number; byQ: number } {
  const sum = (term: (x: number) => number): number =>
    sumOfTerms(frequency.length, (k) => (customers[k] as number) * term(frequency[k] as number));
  return {
    value: sum((x) => logGammaRise(p * x, q)) - all * logGamma(q),
    byP: sum((x) => x * digammaRiseByAny(p * x, q)),
    byQ: sum((x) => digamma(p * x + q)) - all * digamma(q),
  };
}
