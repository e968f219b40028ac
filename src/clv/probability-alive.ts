import { methodsOf, type CustomerOf, type TransactionModel } from "./transaction-model.js";

/**
 * The probability that a customer has not left, given the purchases so far.
 *
 * Under BG/NBD a customer can leave only after a repeat purchase, so that every one-time buyer has probability 1, however long ago the
 * purchase was: do not add these up to a number of active customers. Constant time.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param customer - The customer's history, in the model's time unit.
 * @returns A probability from 0 to 1.
 * @throws An {@link InvalidArgumentError} when the history or a parameter is not possible.
 *
 * @example
 * import { probabilityAlive } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * probabilityAlive(model, { frequency: 2, recency: 30, age: 39 }).toFixed(3); // => "0.720"
 * probabilityAlive(model, { frequency: 0, recency: 0, age: 39 }); // => 1
 *
 * @category Predictions
 */
export function probabilityAlive<Model extends TransactionModel>(model: Model, customer: CustomerOf<Model>): number {
  const methods = methodsOf(model);
  methods.checkCustomer(customer);
  return methods.probabilityAlive(model.parameters, customer);
}
