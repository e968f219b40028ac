import { checkInteger, checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { checkScale, checkShape } from "../../numerics/limits.js";
import type { GammaGamma, SpendHistory } from "./gamma-gamma.js";
import { meanSpendFault } from "./spend-table.js";

/**
 * What a customer is to be expected to spend on a purchase, given the mean so far.
 *
 * Lies between the customer's own mean and that of all customers, the closer to the own one the more purchases it is made of (Fader and
 * Hardie 2013, equation 5). Without repeat purchases it is the mean of all customers.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param customer - Frequency and mean spend of the customer.
 * @returns The expected mean spend, in the unit of the model and not rounded; `null` when it is infinite (`p * frequency + q <= 1`), and for a
 *   mean spend below 0, which the model has no place for.
 * @throws An {@link InvalidArgumentError} when a number of the customer or a parameter is not possible.
 *
 * @example
 * import { expectedSpend } from "clientele/clv";
 *
 * const model = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;
 * expectedSpend(model, { frequency: 2, meanSpend: 22.35 })?.toFixed(2); // => "24.66"
 * expectedSpend(model, { frequency: 0, meanSpend: null })?.toFixed(2); // => "35.22"
 *
 * @category Predictions
 */
export function expectedSpend(model: GammaGamma, customer: SpendHistory): number | null {
  const spendOf = spendToExpect(model);
  checkObject("customer", customer);
  const { frequency, meanSpend } = customer;
  checkInteger("customer.frequency", frequency, 0);
  const wrong = meanSpendFault(frequency, meanSpend);
  if (wrong !== null) throw new InvalidArgumentError("customer.meanSpend", wrong, meanSpend);
  return spendOf(frequency, meanSpend ?? 0);
}

/** {@link expectedSpend} of many checked customers: the model is checked once. */
export function spendToExpect(model: GammaGamma): (frequency: number, meanSpend: number) => number | null {
  const { p, q, gamma } = checkGammaGamma(model);
  return (frequency, meanSpend) => {
    if (frequency === 0) return q > 1 ? (p * gamma) / (q - 1) : null;
    const weight = p * frequency + q - 1;
    return weight > 0 && meanSpend >= 0 ? (p * (gamma + frequency * meanSpend)) / weight : null;
  };
}

/** The parameters of a model; throws for those that no Gamma-Gamma model has. */
export function checkGammaGamma(model: GammaGamma): GammaGamma["parameters"] {
  checkObject("model", model);
  const { kind, parameters } = model;
  checkOneOf("model.kind", kind, ["gamma-gamma"]);
  checkObject("model.parameters", parameters);
  checkShape("model.parameters.p", parameters.p);
  checkShape("model.parameters.q", parameters.q);
  checkScale("model.parameters.gamma", parameters.gamma);
  return parameters;
}
