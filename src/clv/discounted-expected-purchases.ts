import { checkObject } from "../foundation/errors/check.js";
import { discountRatePerUnit, type Discount } from "./discount.js";
import { methodsOf, type CustomerOf, type TransactionModel } from "./transaction-model.js";

/**
 * Over which time future purchases count, and how much less the later ones.
 * @category Discounting
 */
export interface DiscountedHorizon {
  /** How far to look ahead, in the model's time unit; `null` for as long as the customer buys. */
  readonly horizon: number | null;
  /** The discount rate of a year. */
  readonly discount: Discount;
}

/**
 * The number of purchases to expect of a customer from now on, given the purchases so far, each discounted to now: a purchase in a year at
 * an annual rate of 10 per cent counts 1 / 1.1.
 *
 * Fader, Hardie and Lee (2005), "RFM and CLV", call it discounted expected residual transactions for an endless horizon. By numerical
 * integration of the expected purchase rate, to at least nine digits.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param customer - The customer's history, in the model's time unit.
 * @param options - The horizon and the discount.
 * @returns The discounted number; `null` when it is infinite: an endless horizon without a discount, where many customers hardly ever leave
 *   (under BG/NBD, `a <= 1`).
 * @throws An {@link InvalidArgumentError} when the history, an option or a parameter is not possible.
 *
 * @example
 * import { discountedExpectedPurchases } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 };
 * const discount = { annualRate: 0.15, unitsPerYear: 52, compounding: "annual" } as const;
 * discountedExpectedPurchases(model, customer, { horizon: 52, discount })?.toFixed(2); // => "1.46"
 * discountedExpectedPurchases(model, customer, { horizon: null, discount })?.toFixed(2); // => "5.17"
 * discountedExpectedPurchases(model, customer, { horizon: null, discount: { ...discount, annualRate: 0 } }); // => null
 *
 * @category Predictions
 */
export function discountedExpectedPurchases<Model extends TransactionModel>(
  model: Model,
  customer: CustomerOf<Model>,
  options: DiscountedHorizon,
): number | null {
  const methods = methodsOf(model);
  methods.checkCustomer(customer);
  return discountedPurchases(model, options)(customer);
}

/** {@link discountedExpectedPurchases} of many checked customers: the model and the options are checked once. */
export function discountedPurchases<Model extends TransactionModel>(
  model: Model,
  options: DiscountedHorizon,
): (customer: CustomerOf<Model>) => number | null {
  const methods = methodsOf(model);
  const parameters: Model["parameters"] = model.parameters;
  checkObject("options", options);
  const { horizon, discount } = options;
  if (horizon !== null) methods.checkHorizon("options.horizon", horizon);
  const rate = discountRatePerUnit(discount);
  return (customer) => {
    const ahead = methods.discountedPurchasesWhileThere(parameters, customer, horizon, rate);
    return ahead === null ? null : methods.probabilityAlive(parameters, customer) * ahead + 0;
  };
}
