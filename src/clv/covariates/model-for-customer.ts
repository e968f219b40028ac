import { checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { A_SIGNED_AMOUNT, checkSigned, LARGEST } from "../../numerics/limits.js";
import type { BgNbd } from "../bg-nbd/bg-nbd.js";
import type { ParetoNbd } from "../pareto-nbd/pareto-nbd.js";
import type { BgNbdWithCovariates, CovariateModel, Covariates } from "./covariate-model.js";

/**
 * The model of a customer of a model with covariates.
 *
 * @typeParam Model - The model with covariates.
 * @category Covariates
 */
export type ModelOfCustomer<Model extends CovariateModel> = Model extends BgNbdWithCovariates ? BgNbd : ParetoNbd;

/** A factor of e^30 either way is no effect of a covariate but an error. */
const LARGEST_LOG = 30;

/**
 * The model of one customer, or of all who have the same covariates: with it every prediction is made as without covariates.
 *
 * @param model - A fitted model with covariates.
 * @param covariates - The customer's covariates; those of the model must be there.
 * @returns The model of the customer.
 * @throws An {@link InvalidArgumentError} when a covariate of the model is missing or not a number, or so far from those of the fit that a parameter would be
 *   e^30 times as large or small.
 *
 * @example
 * import { expectedPurchases, modelForCustomer } from "clientele/clv";
 *
 * const model = {
 *   kind: "bg-nbd-with-covariates",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 *   coefficients: { purchase: { newsletter: 0.7 }, dropout: {} },
 *   means: { newsletter: 0.25 },
 * } as const;
 * const subscriber = modelForCustomer(model, { newsletter: 1 });
 * subscriber.kind; // => "bg-nbd"
 * subscriber.parameters.alpha.toFixed(3); // => "2.611"
 *
 * @category Covariates
 */
export function modelForCustomer<Model extends CovariateModel>(model: Model, covariates: Covariates): ModelOfCustomer<Model> {
  return customerModel(model, covariates) as ModelOfCustomer<Model>;
}

function customerModel(model: CovariateModel, covariates: Covariates): BgNbd | ParetoNbd {
  const { kind, coefficients, means } = model;
  checkOneOf("model.kind", kind, ["bg-nbd-with-covariates", "pareto-nbd-with-covariates"]);
  const purchase = logFactor("purchase", coefficients.purchase, means, covariates);
  const dropout = logFactor("dropout", coefficients.dropout, means, covariates);
  if (kind === "bg-nbd-with-covariates") {
    const { r, alpha, a, b } = model.parameters;
    return { kind: "bg-nbd", parameters: { r, alpha: alpha * Math.exp(-purchase), a: a * Math.exp(dropout), b } };
  }
  const { r, alpha, s, beta } = model.parameters;
  return { kind: "pareto-nbd", parameters: { r, alpha: alpha * Math.exp(-purchase), s, beta: beta * Math.exp(-dropout) } };
}

/** The logarithm of what the covariates multiply by. */
function logFactor(side: string, coefficients: Covariates, means: Covariates, covariates: Covariates): number {
  let sum = 0;
  for (const [name, coefficient] of Object.entries(coefficients)) {
    const value: unknown = covariates[name];
    const mean: unknown = means[name];
    checkSigned(`model.coefficients.${side}.${name}`, coefficient);
    checkSigned(`model.means.${name}`, mean);
    if (typeof value !== "number" || !(Math.abs(value) <= LARGEST))
      throw new InvalidArgumentError(`covariates.${name}`, A_SIGNED_AMOUNT, value);
    sum += coefficient * (value - mean);
  }
  if (!(Math.abs(sum) < LARGEST_LOG))
    throw new InvalidArgumentError("covariates", "values near those that the model was fitted to", covariates);
  return sum;
}
