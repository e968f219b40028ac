import { checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { A_SIGNED_AMOUNT, LARGEST } from "../../numerics/limits.js";
import type { BgNbd } from "../bg-nbd/bg-nbd.js";
import type { ParetoNbd } from "../pareto-nbd/pareto-nbd.js";
import type { BgNbdCovariateModel, Covariates, ParetoNbdCovariateModel } from "./covariate-model.js";

/**
 * The model of one customer, or of all who have the same covariates: with it every prediction is made as without covariates.
 *
 * @param model - A fitted model with covariates.
 * @param covariates - The customer's covariates; those of the model must be there.
 * @returns The model of the customer.
 * @throws An {@link InvalidArgumentError} when a covariate of the model is missing or not a number, or makes a parameter 0 or infinite.
 *
 * @example
 * import { expectedPurchases, modelForCustomer } from "clientele/clv";
 *
 * const model = {
 *   kind: "bg-nbd-with-covariates",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 *   coefficients: { purchase: { newsletter: 0.7 }, dropout: {} },
 * } as const;
 * const subscriber = modelForCustomer(model, { newsletter: 1 });
 * subscriber.kind; // => "bg-nbd"
 * expectedPurchases(subscriber, { frequency: 2, recency: 30, age: 39 }, 39).toFixed(2); // => "1.57"
 *
 * @category Covariates
 */
export function modelForCustomer(model: Pick<BgNbdCovariateModel, "kind" | "parameters" | "coefficients">, covariates: Covariates): BgNbd;
export function modelForCustomer(
  model: Pick<ParetoNbdCovariateModel, "kind" | "parameters" | "coefficients">,
  covariates: Covariates,
): ParetoNbd;
export function modelForCustomer(
  model: Pick<BgNbdCovariateModel | ParetoNbdCovariateModel, "kind" | "parameters" | "coefficients">,
  covariates: Covariates,
): BgNbd | ParetoNbd {
  checkOneOf("model.kind", model.kind, ["bg-nbd-with-covariates", "pareto-nbd-with-covariates"]);
  const purchase = logFactor(model.coefficients.purchase, covariates);
  const dropout = logFactor(model.coefficients.dropout, covariates);
  if ("a" in model.parameters) {
    const { r, alpha, a, b } = model.parameters;
    return { kind: "bg-nbd", parameters: { r, alpha: alpha * Math.exp(-purchase), a: a * Math.exp(dropout), b } };
  }
  const { r, alpha, s, beta } = model.parameters;
  return { kind: "pareto-nbd", parameters: { r, alpha: alpha * Math.exp(-purchase), s, beta: beta * Math.exp(-dropout) } };
}

/** The logarithm of what the covariates multiply by; not so far from 0 that nothing or everything is left. */
function logFactor(coefficients: Covariates, covariates: Covariates): number {
  let sum = 0;
  for (const [name, coefficient] of Object.entries(coefficients)) {
    const value: unknown = covariates[name];
    if (typeof value !== "number" || !(Math.abs(value) <= LARGEST))
      throw new InvalidArgumentError(`covariates.${name}`, A_SIGNED_AMOUNT, value);
    sum += coefficient * value;
  }
  if (!(Math.abs(sum) < LARGEST_LOG))
    throw new InvalidArgumentError("covariates", "values near those that the model was fitted to", covariates);
  return sum;
}

const LARGEST_LOG = 30;
