import type { CoxTies } from "./cox-likelihood.js";

/**
 * How the risk of the event depends on what is known of a customer. Plain JSON.
 * @typeParam Name - The names of the covariates.
 * @category Cox regression
 */
export interface CoxModel<Name extends string = string> {
  /** What it is. */
  readonly kind: "cox";
  /** The covariates, in the order in which they were asked for. */
  readonly covariates: readonly Name[];
  /** How events at the same time were treated. */
  readonly ties: CoxTies;
  /** How many customers there are: the sum of the weights. */
  readonly customers: number;
  /** How many of them have the event. */
  readonly events: number;
  /** Per covariate, the logarithm of the factor by which one more of it multiplies the risk. */
  readonly coefficients: Readonly<Record<Name, number>>;
  /** Per covariate, the standard error of the coefficient. */
  readonly standardErrors: Readonly<Record<Name, number>>;
  /** The covariance of the coefficients, rows and columns in the order of `covariates`: the inverse of the observed information. */
  readonly covariance: readonly (readonly number[])[];
  /** The log partial likelihood where all coefficients are 0. */
  readonly logLikelihoodAtZero: number;
  /** The log partial likelihood of the coefficients. */
  readonly logLikelihood: number;
  /**
   * Of the pairs of which one has the event while the other is watched and stays longer, the share in which the model gives the first the
   * higher risk (ties count half): 0.5 is guessing. `null` without such pairs. Measured on the customers that the model was fitted to.
   */
  readonly concordance: number | null;
  /** Three tests of whether the covariates say anything at all. */
  readonly tests: CoxTests;
  /** What was computed. */
  readonly definition: CoxDefinition;
}

/**
 * How a Cox model was fitted.
 * @category Cox regression
 */
export interface CoxDefinition {
  /** Proportional hazards, by the partial likelihood. */
  readonly method: "cox";
  /** How events at the same time were treated. */
  readonly ties: CoxTies;
  /** The covariance is the inverse of the second derivatives, negated, of the log-likelihood at its maximum. */
  readonly covariance: "observed-information";
}

/**
 * Three tests of the hypothesis that all coefficients are 0; in large samples they agree.
 * @category Cox regression
 */
export interface CoxTests {
  /** Twice the difference of the log-likelihoods. */
  readonly likelihoodRatio: ChiSquareTest;
  /** The coefficients, squared and measured by their covariance. */
  readonly wald: ChiSquareTest;
  /** The slope of the log-likelihood at 0; of a single covariate of 0 and 1, without ties, the log-rank test. */
  readonly score: ChiSquareTest;
}

/**
 * A test whose statistic has a chi-square distribution when there is no effect.
 * @category Cox regression
 */
export interface ChiSquareTest {
  /** The statistic. */
  readonly statistic: number;
  /** How many coefficients were tested. */
  readonly degreesOfFreedom: number;
  /** How likely a statistic as large is when there is no effect. */
  readonly pValue: number;
}
