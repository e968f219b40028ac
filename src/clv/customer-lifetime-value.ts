import { checkObject } from "../foundation/errors/check.js";
import { checkSigned } from "../numerics/limits.js";
import { discountedExpectedPurchases, type DiscountedHorizon } from "./discounted-expected-purchases.js";
import { expectedSpend } from "./gamma-gamma/expected-spend.js";
import type { GammaGamma, SpendHistory } from "./gamma-gamma/gamma-gamma.js";
import type { CustomerOf, TransactionModel } from "./transaction-model.js";

/**
 * What a customer of a model bought and spent.
 *
 * @typeParam Model - The model of when customers buy.
 * @category Lifetime value
 */
export type ValuedCustomerOf<Model extends TransactionModel> = CustomerOf<Model> & SpendHistory;

/**
 * Options of a lifetime value.
 * @category Lifetime value
 */
export interface LifetimeValueOptions extends DiscountedHorizon {
  /** What is earned of what is spent, as a share (0.3 for 30 per cent); 1 for revenue. */
  readonly margin: number;
}

/**
 * What a customer's future purchases are worth today: the discounted number to expect, times the expected spend, times the margin.
 *
 * What was bought before is not in it, and neither is the cost of keeping the customer. A new customer's first purchase is not in it
 * either. The two models are taken to be independent: what a customer spends does not tell how often they buy.
 *
 * @param transactionModel - A model of when customers buy.
 * @param spendModel - A model of what they spend.
 * @param customer - The customer's history.
 * @param options - The horizon, the discount and the margin.
 * @returns The value in the unit of `meanSpend` (minor units of money), not rounded; `null` when the number of purchases or the spend to expect
 *   is infinite, and for a mean spend below 0, which the spend model has no place for.
 * @throws An {@link InvalidArgumentError} when the history, an option or a parameter is not possible.
 *
 * @example
 * import { customerLifetimeValue } from "clientele/clv";
 *
 * const purchases = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 1544 } } as const;
 * const customer = { frequency: 2, recency: 30.43, age: 38.86, meanSpend: 2235 };
 * const discount = { annualRate: 0.15, unitsPerYear: 52, compounding: "annual" } as const;
 * const cents = customerLifetimeValue(purchases, spend, customer, { horizon: 52, discount, margin: 0.3 });
 * cents === null ? null : Math.round(cents); // => 1082
 *
 * @category Lifetime value
 */
export function customerLifetimeValue<Model extends TransactionModel>(
  transactionModel: Model,
  spendModel: GammaGamma,
  customer: ValuedCustomerOf<Model>,
  options: LifetimeValueOptions,
): number | null {
  checkObject("options", options);
  checkSigned("options.margin", options.margin);
  const purchases = discountedExpectedPurchases(transactionModel, customer, options);
  const spend = expectedSpend(spendModel, customer);
  return purchases === null || spend === null ? null : purchases * spend * options.margin + 0;
}
