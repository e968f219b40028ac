import { checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { OpportunityHistory } from "./bg-bb/bg-bb.js";
import { probabilityAliveAhead } from "./bg-bb/methods.js";
import { methodsOf, type CustomerOf, type TransactionModel } from "./transaction-model.js";

/**
 * At which opportunity a customer of a BG/BB model is asked about.
 * @category Predictions
 */
export interface AliveOptions {
  /** 0, the default, for the last opportunity so far; 1 for the next one, as in the tables of the paper; any whole number. For BG/BB alone. */
  readonly opportunitiesAhead?: number | undefined;
}

/**
 * The probability that a customer has not left, given the purchases so far.
 *
 * Under BG/NBD a customer can leave only after a repeat purchase, so that every one-time buyer has probability 1, however long ago the
 * purchase was: do not add these up to a number of active customers. Under MBG/NBD and Pareto/NBD one-time buyers can have left too. Constant
 * time; under BG/BB linear in the opportunities since the last purchase.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param customer - The customer's history, in the model's time unit.
 * @param options - For BG/BB, how many opportunities ahead.
 * @returns A probability from 0 to 1.
 * @throws An {@link InvalidArgumentError} when the history, an option or a parameter is not possible.
 *
 * @example
 * import { probabilityAlive } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * probabilityAlive(model, { frequency: 2, recency: 30, age: 39 }).toFixed(3); // => "0.720"
 * probabilityAlive(model, { frequency: 0, recency: 0, age: 39 }); // => 1
 *
 * const donors = { kind: "bg-bb", parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } } as const;
 * probabilityAlive(donors, { frequency: 2, recency: 4, opportunities: 6 }, { opportunitiesAhead: 1 }).toFixed(2); // => "0.59"
 *
 * @category Predictions
 */
export function probabilityAlive<Model extends TransactionModel>(
  model: Model,
  customer: CustomerOf<Model>,
  options: AliveOptions = {},
): number {
  const methods = methodsOf(model);
  methods.checkCustomer(customer);
  checkObject("options", options);
  const { opportunitiesAhead = 0 } = options;
  if (opportunitiesAhead === 0) return methods.probabilityAlive(model.parameters, customer);
  if (model.kind !== "bg-bb")
    throw new InvalidArgumentError("options.opportunitiesAhead", "0, or a model of kind bg-bb", opportunitiesAhead);
  return probabilityAliveAhead(model.parameters, customer as OpportunityHistory, opportunitiesAhead);
}
