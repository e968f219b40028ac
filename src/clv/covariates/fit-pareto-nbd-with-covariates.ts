import { ok, type Result } from "../../foundation/result/result.js";
import { PARETO_NBD_FIT } from "../pareto-nbd/fit-pareto-nbd.js";
import type { FitError } from "../fit-error.js";
import type { ParetoNbdCovariateModel, CovariateFitOptions, CustomersWithCovariates } from "./covariate-model.js";
import { PARETO_NBD_EFFECTS } from "./effects.js";
import { fitWithCovariates } from "./fit-with-covariates.js";

/**
 * Fits the Pareto/NBD model with covariates: what is known of customers from the start (the channel they came by, their country) may make them buy
 * more often or leave sooner.
 *
 * A covariate z of purchases multiplies the purchase rate by `exp(coefficient * z)`, one of dropout the rate of leaving (Fader
 * and Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models"). By maximum likelihood
 * without penalty; the maximum does not depend on the units of the covariates. A coefficient says what goes together, not what causes what.
 *
 * The parameters are those of a customer whose covariates are all at their means.
 *
 * Linear in the number of customers; soonest when few different values occur.
 *
 * @param customers - Histories with covariates as rows or columns; rows with a `count` stand for that many customers.
 * @param options - Which covariates act on what, the time unit to note in the model, and a limit of the search.
 * @returns The model with standard errors, or why there is none: see {@link FitError}; `unidentified` when a covariate is the same for all customers, or follows
 *   from others.
 * @throws An {@link InvalidArgumentError} when a row cannot be a history, a covariate is missing or not a number, or none is named.
 *
 * @example
 * import { fitParetoNbdWithCovariates, modelForCustomer, simulate } from "clientele/clv";
 *
 * const often = simulate({ kind: "pareto-nbd", parameters: { r: 1, alpha: 4, s: 0.8, beta: 20 } }, { customers: 1000, age: 40, seed: 1 });
 * const seldom = simulate({ kind: "pareto-nbd", parameters: { r: 1, alpha: 8, s: 0.8, beta: 20 } }, { customers: 1000, age: 40, seed: 2 });
 * const customers = [
 *   ...often.map((customer) => ({ ...customer, covariates: { newsletter: 1 } })),
 *   ...seldom.map((customer) => ({ ...customer, covariates: { newsletter: 0 } })),
 * ];
 * const fit = fitParetoNbdWithCovariates(customers, { purchase: ["newsletter"] });
 * fit.ok && Math.exp(fit.value.coefficients.purchase["newsletter"] ?? 0) > 1.7; // => true
 *
 * @category Covariates
 */
export function fitParetoNbdWithCovariates(
  customers: CustomersWithCovariates,
  options: CovariateFitOptions,
): Result<ParetoNbdCovariateModel, FitError> {
  const fit = fitWithCovariates(PARETO_NBD_FIT, PARETO_NBD_EFFECTS, customers, options);
  return fit.ok ? ok({ kind: "pareto-nbd-with-covariates", ...fit.value }) : fit;
}
