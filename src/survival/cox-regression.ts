import { checkObject, checkOneOf } from "../foundation/errors/check.js";
import { ok, type Result } from "../foundation/result/result.js";
import { chiSquareTail } from "../numerics/incomplete-gamma.js";
import { concordanceOf } from "./cox-concordance.js";
import { coxData, type CoxData } from "./cox-data.js";
import type { CoxError } from "./cox-error.js";
import { linearPredictors, type CoxTies } from "./cox-likelihood.js";
import type { ChiSquareTest, CoxModel } from "./cox-model.js";
import { checkCovariates, type CoxColumns, type CoxRow } from "./cox-rows.js";
import { maximiseCox, type CoxMaximum } from "./cox-search.js";

/**
 * What {@link coxRegression} looks at.
 * @typeParam Name - The names of the covariates.
 * @category Cox regression
 */
export interface CoxOptions<Name extends string = string> {
  /** The covariates: names of numbers in the rows. A yes or no is 1 or 0; of k kinds, k - 1 are such covariates. */
  readonly covariates: readonly Name[];
  /**
   * How events at the same time are treated: `"efron"` is close to what finer times would give, `"breslow"` is simpler and draws coefficients
   * towards 0 where there are many. Without ties they are the same.
   */
  readonly ties: CoxTies;
}

/**
 * Says by which factor each covariate multiplies the risk of leaving at any time: proportional hazards (Cox 1972).
 *
 * The risk itself may go up and down over time as it likes; the model supposes that the factors do not. Maximises the partial likelihood
 * with ties by Efron (1977) or Breslow (1974), by Newton's method on centred and scaled covariates; coefficients, and their covariance from the observed
 * information, are in the caller's units. At risk at t are the rows with entry < t <= time of the same stratum. A weight w is w equal rows.
 *
 * Cost: sorting, then a few walks over the rows, each O(rows x covariates squared).
 *
 * @param rows - Rows or columns, in any order.
 * @param options - The covariates, and how ties are treated.
 * @returns The model; or an error: `unidentified` without rows, events or variation, or where a covariate follows from the others, `boundary` where a coefficient grows without
 * end, `not-converged` where the search got stuck.
 * @throws An {@link InvalidArgumentError} when an option is missing or not lawful, or a row has a time or entry below 0, an entry that is not before its
 * time, an event that is neither a boolean nor 0 or 1, a weight that is not a whole number, or no number for a covariate.
 *
 * @example
 * import { survival } from "clientele";
 *
 * const rows = [
 *   { time: 1, event: true, calls: 1 }, { time: 2, event: true, calls: 0 }, { time: 2, event: true, calls: 1 },
 *   { time: 3, event: false, calls: 1 }, { time: 4, event: true, calls: 0 }, { time: 4, event: true, calls: 1 },
 *   { time: 5, event: false, calls: 0 }, { time: 6, event: true, calls: 0 },
 * ];
 * const fitted = survival.coxRegression(rows, { covariates: ["calls"], ties: "efron" });
 * fitted.ok && fitted.value.coefficients.calls.toFixed(4); // => "1.0994"
 * fitted.ok && fitted.value.tests.likelihoodRatio.pValue.toFixed(3); // => "0.242"
 *
 * @category Cox regression
 */
export function coxRegression<Name extends string>(
  rows: Iterable<CoxRow<NoInfer<Name>>> | CoxColumns<NoInfer<Name>>,
  options: CoxOptions<Name>,
): Result<CoxModel<Name>, CoxError> {
  checkObject("options", options);
  const covariates = checkCovariates(options.covariates);
  checkOneOf("options.ties", options.ties, ["efron", "breslow"]);
  const data = coxData(rows, covariates);
  const maximum = maximiseCox(data, options.ties, covariates);
  return maximum.ok ? ok(modelOf(data, options.ties, covariates, maximum.value)) : maximum;
}

function modelOf<Name extends string>(data: CoxData, ties: CoxTies, covariates: readonly Name[], maximum: CoxMaximum): CoxModel<Name> {
  const { at, likelihood, covariance, zero, covarianceAtZero } = maximum;
  const unit = (j: number): number => data.scale[j] as number;
  const named = (value: (j: number) => number): Record<Name, number> =>
    Object.fromEntries(covariates.map((name, j) => [name, value(j)])) as Record<Name, number>;
  const test = (statistic: number): ChiSquareTest => {
    // Rounding may bring a statistic of 0 below it.
    const positive = Math.max(0, statistic);
    return { statistic: positive, degreesOfFreedom: covariates.length, pValue: chiSquareTail(positive, covariates.length) };
  };
  return {
    kind: "cox",
    covariates,
    ties,
    customers: data.customers,
    events: data.events,
    coefficients: named((j) => (at[j] as number) / unit(j)),
    standardErrors: named((j) => Math.sqrt(covariance[j]?.[j] as number) / unit(j)),
    covariance: covariance.map((row, i) => row.map((value, j) => value / unit(i) / unit(j))),
    logLikelihoodAtZero: zero.logLikelihood,
    logLikelihood: likelihood.logLikelihood,
    concordance: concordanceOf(data, linearPredictors(data, at)),
    tests: {
      likelihoodRatio: test(2 * (likelihood.logLikelihood - zero.logLikelihood)),
      wald: test(quadraticForm(likelihood.information, at)),
      score: test(quadraticForm(covarianceAtZero, zero.gradient)),
    },
    definition: { method: "cox", ties, covariance: "observed-information" },
  };
}

function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  let sum = 0;
  for (const [i, row] of matrix.entries())
    for (const [j, value] of row.entries()) sum += value * (vector[i] as number) * (vector[j] as number);
  return sum;
}
