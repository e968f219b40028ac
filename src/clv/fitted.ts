/**
 * How a model was fitted and how sure its parameters are.
 *
 * @typeParam Name - The names of the model's parameters.
 * @category Fitting
 */
export interface Fitted<Name extends string> {
  /** The log-likelihood at the maximum, with every term that depends on the data or the parameters, in the caller's units. */
  readonly logLikelihood: number;
  /** How many customers the model was fitted to. */
  readonly customers: number;
  /** The standard error of each parameter, from the curvature of the log-likelihood at its maximum. */
  readonly standardErrors: Readonly<Record<Name, number>>;
  /** The covariances of the estimates, in the order of `parameters`. */
  readonly covariance: readonly (readonly number[])[];
  /** Always `true`: a fit that did not reach a maximum is an error, not a model. */
  readonly converged: true;
  /** The largest derivative of the log-likelihood by the logarithm of a parameter, per customer; 0 but for rounding. */
  readonly gradientNorm: number;
  /** How often the log-likelihood of all customers was evaluated. */
  readonly evaluations: number;
  /** From how many points the maximum was searched: that of a part of the customers where there are very many, and from it that of all. */
  readonly starts: number;
  /** Whether every search ended at the same maximum; if not, this is the highest. `null` after a search from one point alone. */
  readonly startsAgree: boolean | null;
}

/**
 * Options of a fit.
 *
 * @typeParam Name - The names of the model's parameters.
 * @category Fitting
 */
export interface FitOptions<Name extends string = string> {
  /** The search is given up after this many evaluations of the log-likelihood from one start; 1000 if not given. */
  readonly maxEvaluations?: number | undefined;
  /**
   * Parameters to search from, those of last month's model, say: saves time. Whether other starts end at the same maximum is not looked at then; where the
   * search finds none, the usual ones follow.
   */
  readonly start?: Readonly<Record<Name, number>> | undefined;
}

/**
 * Options of the fit of a model of purchases in time.
 *
 * @typeParam Name - The names of the model's parameters.
 * @category Fitting
 */
export interface TransactionFitOptions<Name extends string = string> extends FitOptions<Name> {
  /** The unit of the ages (`"week"`), kept in the model for its reader; the computation does not use it. */
  readonly timeUnit?: string | undefined;
}
