import { ok, type Result } from "../../foundation/result/result.js";
import { betaGeometricFit } from "../beta-geometric/fit.js";
import type { FitError } from "../fit-error.js";
import type { BgNbdCovariateModel, CovariateFitOptions, CustomersWithCovariates } from "./covariate-model.js";
import { BG_NBD_EFFECTS } from "./effects.js";
import { fitWithCovariates } from "./fit-with-covariates.js";

/**
 * Fits the BG/NBD model with covariates: what is known of customers from the start (the channel they came by, their country) may make them buy
 * more often or leave sooner.
 *
 * A covariate z of purchases multiplies the purchase rate by `exp(coefficient * z)`, one of dropout the parameter `a` of the chances of leaving (Fader
 * and Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models", with `b` the same for all). By maximum likelihood
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
 * import { fitBgNbdWithCovariates, modelForCustomer, simulate } from "clientele/clv";
 *
 * const often = simulate({ kind: "bg-nbd", parameters: { r: 1, alpha: 4, a: 0.8, b: 2.5 } }, { customers: 1000, age: 40, seed: 1 });
 * const seldom = simulate({ kind: "bg-nbd", parameters: { r: 1, alpha: 8, a: 0.8, b: 2.5 } }, { customers: 1000, age: 40, seed: 2 });
 * const customers = [
 *   ...often.map((customer) => ({ ...customer, covariates: { newsletter: 1 } })),
 *   ...seldom.map((customer) => ({ ...customer, covariates: { newsletter: 0 } })),
 * ];
 * const fit = fitBgNbdWithCovariates(customers, { purchase: ["newsletter"] });
 * fit.ok && Math.exp(fit.value.coefficients.purchase["newsletter"] ?? 0) > 1.7; // => true
 *
 * @category Covariates
 */
export function fitBgNbdWithCovariates(
  customers: CustomersWithCovariates,
  options: CovariateFitOptions,
): Result<BgNbdCovariateModel, FitError> {
  const fit = fitWithCovariates(betaGeometricFit("bg-nbd", 0), BG_NBD_EFFECTS, customers, options);
  return fit.ok ? ok({ kind: "bg-nbd-with-covariates", ...fit.value }) : fit;
}
