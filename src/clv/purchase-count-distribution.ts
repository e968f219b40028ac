import { checkInteger } from "../foundation/errors/check.js";
import { methodsOf, type TransactionModel } from "./transaction-model.js";

const MOST_COUNTS = 1_000_000;

/**
 * How likely each number of repeat purchases of a new customer is, within a time from the first purchase.
 *
 * Linear in `upTo`. What the listed probabilities lack to 1 is the probability of more purchases than `upTo`.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param horizon - The time from the first purchase, in the model's time unit.
 * @param upTo - The largest number of repeat purchases to list; at most a million.
 * @returns `upTo + 1` probabilities; the index is the number of repeat purchases.
 * @throws An {@link InvalidArgumentError} when the horizon, `upTo` or a parameter is not possible.
 *
 * @example
 * import { purchaseCountDistribution } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * purchaseCountDistribution(model, 39, 2).map((p) => p.toFixed(4)); // => ["0.5738", "0.1994", "0.0854"]
 *
 * @category Predictions
 */
export function purchaseCountDistribution(model: TransactionModel, horizon: number, upTo: number): number[] {
  const methods = methodsOf(model);
  methods.checkHorizon("horizon", horizon);
  checkInteger("upTo", upTo, 0, MOST_COUNTS);
  return methods.purchaseCounts(model.parameters, horizon, upTo);
}
