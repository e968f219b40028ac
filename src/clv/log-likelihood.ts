import type { GammaGamma, SpendHistories } from "./gamma-gamma/gamma-gamma.js";
import { checkGammaGamma } from "./gamma-gamma/expected-spend.js";
import { gammaGammaLikelihood } from "./gamma-gamma/likelihood.js";
import { readSpend } from "./gamma-gamma/spend-table.js";
import { methodsOf, type CustomersOf, type TransactionModel } from "./transaction-model.js";

/**
 * How well a model explains customers, those it was fitted to or others: the logarithm of the density of their histories.
 *
 * Every term is kept, so models of the same data can be compared: of the times of the purchases for models of purchases, of the mean spend
 * given its number of purchases for the Gamma-Gamma model, which leaves out the same customers as its fit. Depends on the units of time and
 * money. Linear in the number of customers.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param customers - Histories as rows or columns; rows with a `count` stand for that many customers.
 * @returns The log-likelihood; 0 for no customers.
 * @throws An {@link InvalidArgumentError} when a row cannot be a history, or a parameter is not possible.
 *
 * @example
 * import { logLikelihood } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const;
 * logLikelihood(model, [{ frequency: 0, recency: 0, age: 40 }]).toFixed(4); // => "-0.5995"
 *
 * @category Fitting
 */
export function logLikelihood<Model extends TransactionModel>(model: Model, customers: CustomersOf<Model>): number;
export function logLikelihood(model: GammaGamma, customers: SpendHistories): number;
export function logLikelihood(model: TransactionModel | GammaGamma, customers: CustomersOf<TransactionModel> | SpendHistories): number {
  if (model.kind === "gamma-gamma") {
    const { p, q, gamma } = checkGammaGamma(model);
    return gammaGammaLikelihood(readSpend(customers as SpendHistories))(Float64Array.of(p, q, gamma), new Float64Array(3));
  }
  return methodsOf(model).logLikelihood(model.parameters, customers as CustomersOf<TransactionModel>);
}
