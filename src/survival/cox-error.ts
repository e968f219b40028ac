/**
 * Why a Cox regression has no answer.
 * @category Cox regression
 */
export type CoxError = CoxBoundary | CoxUnidentified | CoxNotConverged;

/**
 * The likelihood goes on rising as a coefficient grows without end: the covariate tells apart who has the event next and who has not, each
 * time. Fewer covariates, coarser ones or more customers may help.
 * @category Cox regression
 */
export interface CoxBoundary {
  /** What the refusal is called. */
  readonly code: "boundary";
  /** The covariate whose coefficient goes furthest, measured in its standard deviations; others may go with it. */
  readonly covariate: string;
  /** Where its coefficient goes. */
  readonly limit: "infinity" | "minus-infinity";
  /** The log-likelihood reached on the way; the limit is above it. */
  readonly logLikelihood: number;
}

/**
 * The data do not say what the coefficients are.
 * @category Cox regression
 */
export interface CoxUnidentified {
  /** What the refusal is called. */
  readonly code: "unidentified";
  /**
   * Why: there are no customers, nobody has the event, a covariate is the same for all who are at risk together (within the strata, at the
   * times of events), or a covariate follows from those before it.
   */
  readonly reason: "no-rows" | "no-events" | "no-variation" | "collinear";
  /** The covariates at fault; none when there are no customers or no events. */
  readonly covariates: readonly string[];
  /** How many customers there are. */
  readonly customers: number;
  /** How many of them have the event. */
  readonly events: number;
}

/**
 * The search ended before it reached a maximum.
 * @category Cox regression
 */
export interface CoxNotConverged {
  /** What the refusal is called. */
  readonly code: "not-converged";
  /** How many steps the search took. */
  readonly iterations: number;
  /** The log-likelihood where it ended. */
  readonly logLikelihood: number;
}
