import type { BgNbdParameters } from "../bg-nbd/bg-nbd.js";
import type { CountedCustomerHistory, CustomerHistoryColumns } from "../customer-history.js";
import type { Fitted, TransactionFitOptions } from "../fitted.js";
import type { ParetoNbdParameters } from "../pareto-nbd/pareto-nbd.js";

/**
 * What is known of a customer beside the purchases and does not change: numbers by name. A yes or no is 1 or 0; a choice of three is two of these.
 * @category Covariates
 */
export type Covariates = Readonly<Record<string, number>>;

/**
 * A customer's history with covariates.
 * @category Covariates
 */
export interface CustomerWithCovariates extends CountedCustomerHistory {
  /** The customer's covariates; those that a fit names must be there. */
  readonly covariates: Covariates;
}

/**
 * Histories with covariates as columns of equal length.
 * @category Covariates
 */
export interface CustomerWithCovariatesColumns extends CustomerHistoryColumns {
  /** A column for each covariate. */
  readonly covariates: Readonly<Record<string, ArrayLike<number>>>;
}

/**
 * Many customers with covariates, as rows or as columns.
 * @category Covariates
 */
export type CustomersWithCovariates = readonly CustomerWithCovariates[] | CustomerWithCovariatesColumns;

/**
 * Which covariates act on what. At least one must be named.
 * @category Covariates
 */
export interface CovariateFitOptions extends Omit<TransactionFitOptions, "start"> {
  /** Names of the covariates that make customers buy more or less often. */
  readonly purchase?: readonly string[] | undefined;
  /** Names of the covariates that make customers leave sooner or later. */
  readonly dropout?: readonly string[] | undefined;
}

/**
 * What a unit more of each covariate does, as the logarithm of a factor.
 * @category Covariates
 */
export interface CovariateCoefficients {
  /** On the purchase rate: 0.1 makes it about 10 per cent higher (`exp(0.1)` times). */
  readonly purchase: Covariates;
  /** On dropout, above 0 for leaving sooner: on the rate of leaving (Pareto/NBD) or on the parameter `a` of the chances of leaving (BG/NBD). */
  readonly dropout: Covariates;
}

/**
 * What the covariates of a model do.
 * @category Covariates
 */
export interface CovariateEffects {
  /** What a unit more of each covariate does. */
  readonly coefficients: CovariateCoefficients;
  /** The mean of each covariate over the customers of the fit: the parameters are those of a customer who has all of these. */
  readonly means: Covariates;
}

/**
 * A BG/NBD model with covariates as predictions need it. {@link modelForCustomer} makes the model of one customer of it.
 * @category Covariates
 */
export interface BgNbdWithCovariates extends CovariateEffects {
  /** Which model it is. */
  readonly kind: "bg-nbd-with-covariates";
  /** The parameters of a customer whose covariates are all at their means. */
  readonly parameters: BgNbdParameters;
}

/**
 * A Pareto/NBD model with covariates as predictions need it. {@link modelForCustomer} makes the model of one customer of it.
 * @category Covariates
 */
export interface ParetoNbdWithCovariates extends CovariateEffects {
  /** Which model it is. */
  readonly kind: "pareto-nbd-with-covariates";
  /** The parameters of a customer whose covariates are all at their means. */
  readonly parameters: ParetoNbdParameters;
}

/**
 * A model with covariates.
 * @category Covariates
 */
export type CovariateModel = BgNbdWithCovariates | ParetoNbdWithCovariates;

/**
 * How a model with covariates was fitted. `standardErrors` has the parameters, then `purchase.NAME` and `dropout.NAME` of each coefficient; `covariance` is in
 * their order.
 * @category Covariates
 */
export interface CovariateFit extends Fitted<string> {
  /** The unit of all times, as the caller named it; `null` when it was not named. */
  readonly timeUnit: string | null;
}

/**
 * A fitted BG/NBD model with covariates: plain JSON.
 * @category Covariates
 */
export interface BgNbdCovariateModel extends BgNbdWithCovariates, CovariateFit {}

/**
 * A fitted Pareto/NBD model with covariates: plain JSON.
 * @category Covariates
 */
export interface ParetoNbdCovariateModel extends ParetoNbdWithCovariates, CovariateFit {}
