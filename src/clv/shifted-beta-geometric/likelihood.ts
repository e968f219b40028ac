import type { Objective } from "../../numerics/minimise.js";
import { sumOfTerms } from "../../numerics/sum.js";
import type { RenewalTable } from "./renewal-table.js";

/**
 * The log-likelihood of the customers' decisions as a function of alpha and beta; writes its derivatives. After k renewals a customer
 * cancels with the chance alpha / (alpha + beta + k).
 */
export function shiftedBetaGeometricLikelihood({ lost, renewed }: RenewalTable): Objective {
  return (parameters, gradient) => {
    const [alpha, beta] = parameters as unknown as [number, number];
    const sum = (term: (lost: number, renewed: number, betaNow: number) => number): number =>
      sumOfTerms(lost.length, (k) => term(lost[k] as number, renewed[k] as number, beta + k));
    // More or fewer losses than expected.
    const surplus = (left: number, stayed: number, betaNow: number): number => (left * betaNow - stayed * alpha) / (alpha + betaNow);
    gradient[0] = sum(surplus) / alpha;
    gradient[1] = -sum((left, stayed, betaNow) => surplus(left, stayed, betaNow) / betaNow);
    return sum((left, stayed, betaNow) => times(left, logShare(alpha, betaNow)) + times(stayed, logShare(betaNow, alpha)));
  };
}

/** log(a / (a + b)), also where the quotient is nearly 1. */
function logShare(a: number, b: number): number {
  return a < b ? Math.log(a / (a + b)) : Math.log1p(-b / (a + b));
}

function times(count: number, log: number): number {
  return count === 0 ? 0 : count * log;
}
