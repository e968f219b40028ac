import type { BgBb, OpportunityHistory } from "./bg-bb/bg-bb.js";
import type { BgNbd } from "./bg-nbd/bg-nbd.js";
import type { CustomerHistory } from "./customer-history.js";
import type { MbgNbd } from "./mbg-nbd/mbg-nbd.js";
import type { ParetoNbd } from "./pareto-nbd/pareto-nbd.js";
import { methodsOf, type CustomerOf, type TransactionModel } from "./transaction-model.js";

/**
 * How long a customer is expected to stay from now, given the purchases so far: 0 for those who have left already, counted in by their chance.
 *
 * A time in the model's unit under BG/NBD, MBG/NBD and Pareto/NBD; under BG/BB the number of opportunities to come at which the customer is
 * still there. It is a mean over customers who may be very unlike: a few who hardly ever leave draw it far out, to infinity where the model
 * gives enough of them (CDNOW is such a case), and then it is `null`. That says nothing bad of the model: purchases within a horizon, or
 * discounted ones, are finite all the same and are what a forecast should rest on. Nor is it a time until the next purchase or a date of churn.
 * Under BG/NBD and MBG/NBD customers leave right after a purchase, so that the time runs up to their last purchase.
 *
 * The mean time of who is still there is (beta + T) / (s - 1) under Pareto/NBD, as the rate of leaving is then gamma distributed (s, beta + T);
 * under BG/NBD the mean of 1 / p, the purchases until leaving, times the mean of 1 / lambda, the time to each; under BG/BB (delta + n) / (gamma - 1).
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param customer - The customer's history, in the model's time unit.
 * @returns The expected time or number of opportunities; `null` where it is infinite: for s, a or gamma of at most 1, and under BG/NBD and
 *   MBG/NBD for a frequency of at most 1 - r.
 * @throws An {@link InvalidArgumentError} when the history or a parameter is not possible.
 *
 * @example
 * import { expectedResidualLifetime } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.5, alpha: 4, a: 3, b: 6 } } as const;
 * expectedResidualLifetime(model, { frequency: 4, recency: 20, age: 20 })?.toFixed(1); // => "30.9"
 * expectedResidualLifetime(model, { frequency: 4, recency: 10, age: 20 })?.toFixed(1); // => "8.6"
 * expectedResidualLifetime(model, { frequency: 0, recency: 0, age: 20 }); // => null
 *
 * @category Predictions
 */
export function expectedResidualLifetime<Model extends TransactionModel>(model: Model, customer: CustomerOf<Model>): number | null {
  const methods = methodsOf(model);
  methods.checkCustomer(customer);
  const remaining = lifetimeWhileThere(model, customer);
  return remaining === null ? null : methods.probabilityAlive(model.parameters, customer) * remaining;
}

/** The mean lifetime of a customer who has not left. */
function lifetimeWhileThere(model: BgNbd | MbgNbd | ParetoNbd | BgBb, customer: CustomerHistory | OpportunityHistory): number | null {
  if (model.kind === "bg-bb") {
    const { gamma, delta } = model.parameters;
    return gamma > 1 ? (delta + (customer as OpportunityHistory).opportunities) / (gamma - 1) : null;
  }
  const { frequency, age } = customer as CustomerHistory;
  if (model.kind === "pareto-nbd") {
    const { s, beta } = model.parameters;
    return s > 1 ? (beta + age) / (s - 1) : null;
  }
  const { r, alpha, a } = model.parameters;
  const b = model.parameters.b + frequency + (model.kind === "mbg-nbd" ? 1 : 0);
  return a > 1 && r + frequency > 1 ? ((a + b - 1) / (a - 1)) * ((alpha + age) / (r + frequency - 1)) : null;
}
