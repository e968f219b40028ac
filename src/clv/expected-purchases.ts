import { methodsOf, type CustomerOf, type TransactionModel } from "./transaction-model.js";

/**
 * The number of purchases to expect of a customer within a time from now, given the purchases so far; the chance that the customer has left
 * already is counted in.
 *
 * Accurate to at least nine digits for every history and horizon. About half a microsecond a customer: to score a whole base, call it in a
 * plain loop.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param customer - The customer's history, in the model's time unit.
 * @param horizon - How far to look ahead, in the model's time unit; for BG/BB a number of opportunities.
 * @returns The expected number, usually not whole.
 * @throws An {@link InvalidArgumentError} when the history, the horizon or a parameter is not possible.
 *
 * @example
 * import { expectedPurchases } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * expectedPurchases(model, { frequency: 2, recency: 30.43, age: 38.86 }, 39).toFixed(3); // => "1.226"
 *
 * @category Predictions
 */
export function expectedPurchases<Model extends TransactionModel>(model: Model, customer: CustomerOf<Model>, horizon: number): number {
  const methods = methodsOf(model);
  methods.checkCustomer(customer);
  methods.checkHorizon("horizon", horizon);
  return methods.probabilityAlive(model.parameters, customer) * methods.purchasesWhileThere(model.parameters, customer, horizon) + 0;
}

/**
 * The number of repeat purchases to expect of a customer within a time from the first purchase, of whom nothing else is known.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param horizon - How far to look ahead from the first purchase, which is not counted, in the model's time unit.
 * @returns The expected number, usually not whole.
 * @throws An {@link InvalidArgumentError} when the horizon or a parameter is not possible.
 *
 * @example
 * import { expectedPurchasesOfNewCustomer } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * expectedPurchasesOfNewCustomer(model, 52).toFixed(2); // => "1.45"
 *
 * @category Predictions
 */
export function expectedPurchasesOfNewCustomer(model: TransactionModel, horizon: number): number {
  return expectedPurchases(model, methodsOf(model).newCustomer, horizon);
}
