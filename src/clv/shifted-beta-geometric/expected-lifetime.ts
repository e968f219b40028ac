import { checkInteger, checkObject } from "../../foundation/errors/check.js";
import { discountRatePerUnit, type Discount } from "../discount.js";
import { checkedParameters, retentionRate } from "./curves.js";
import { discountedSurvival } from "./discounted-survival.js";
import type { ShiftedBetaGeometric } from "./shifted-beta-geometric.js";

const MOST_RENEWALS = 1_000_000;

/**
 * How much less a later period counts.
 * @category Shifted beta-geometric
 */
export interface DiscountedLifetimeOptions {
  /** The discount rate of a year; its `unitsPerYear` are the periods of the contract in a year: 12 for monthly renewal. */
  readonly discount: Discount;
}

/**
 * Which customers, and how much less a later period counts.
 * @category Shifted beta-geometric
 */
export interface DiscountedResidualLifetimeOptions extends DiscountedLifetimeOptions {
  /** How often the customer has renewed; 0 in the first period. At most a million. */
  readonly renewalsMade: number;
}

/**
 * How many periods a new customer is to be expected to stay, the first one counted.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @returns The expected number of periods; `null` when it is infinite, because too many customers hardly ever cancel (`alpha <= 1`).
 * @throws An {@link InvalidArgumentError} when a parameter is not possible.
 *
 * @example
 * import { expectedLifetime } from "clientele/clv";
 *
 * expectedLifetime({ kind: "shifted-beta-geometric", parameters: { alpha: 1.5, beta: 4 } }); // => 9
 * expectedLifetime({ kind: "shifted-beta-geometric", parameters: { alpha: 0.668, beta: 3.806 } }); // => null
 *
 * @category Shifted beta-geometric
 */
export function expectedLifetime(model: ShiftedBetaGeometric): number | null {
  return discountedSurvival(checkedParameters(model), 0);
}

/**
 * How many periods a new customer is to be expected to stay, each discounted to the start: times the margin of a period, the value of a
 * customer about to be won.
 *
 * The first period is counted in full (Fader and Hardie 2010, "Customer-base valuation in a contractual setting", discounted expected
 * lifetime). To eleven digits at least for rates from a millionth a period.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param options - The discount.
 * @returns The discounted number of periods; `null` when it is infinite: without a discount when `alpha <= 1`.
 * @throws An {@link InvalidArgumentError} when the discount or a parameter is not possible.
 *
 * @example
 * import { discountedExpectedLifetime } from "clientele/clv";
 *
 * const model = { kind: "shifted-beta-geometric", parameters: { alpha: 0.668, beta: 3.806 } } as const;
 * const discount = { annualRate: 0.1, unitsPerYear: 1, compounding: "annual" } as const;
 * discountedExpectedLifetime(model, { discount })?.toFixed(2); // => "5.92"
 *
 * @category Shifted beta-geometric
 */
export function discountedExpectedLifetime(model: ShiftedBetaGeometric, options: DiscountedLifetimeOptions): number | null {
  const parameters = checkedParameters(model);
  checkObject("options", options);
  return discountedSurvival(parameters, discountRatePerUnit(options.discount));
}

/**
 * How many more periods a customer is to be expected to stay who is about to decide on the next renewal, each discounted to that day: times
 * the margin of a period, the value of a customer one has.
 *
 * The period that the renewal begins is counted in full if it comes about (Fader and Hardie 2010, "Customer-base valuation in a
 * contractual setting", discounted expected residual lifetime). Rises with the renewals made: who has stayed long tends to stay.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param options - The renewals made so far, and the discount.
 * @returns The discounted number of periods; `null` when it is infinite: without a discount when `alpha <= 1`.
 * @throws An {@link InvalidArgumentError} when an option or a parameter is not possible.
 *
 * @example
 * import { discountedExpectedResidualLifetime } from "clientele/clv";
 *
 * const model = { kind: "shifted-beta-geometric", parameters: { alpha: 0.668, beta: 3.806 } } as const;
 * const discount = { annualRate: 0.1, unitsPerYear: 1, compounding: "annual" } as const;
 * discountedExpectedResidualLifetime(model, { renewalsMade: 0, discount })?.toFixed(2); // => "5.41"
 * discountedExpectedResidualLifetime(model, { renewalsMade: 4, discount })?.toFixed(2); // => "6.90"
 *
 * @category Shifted beta-geometric
 */
export function discountedExpectedResidualLifetime(model: ShiftedBetaGeometric, options: DiscountedResidualLifetimeOptions): number | null {
  const { alpha, beta } = checkedParameters(model);
  checkObject("options", options);
  const { renewalsMade, discount } = options;
  checkInteger("options.renewalsMade", renewalsMade, 0, MOST_RENEWALS);
  // Of those who renew, the chances of cancelling follow a beta distribution again.
  const period = renewalsMade + 1;
  const onceRenewed = discountedSurvival({ alpha, beta: beta + period }, discountRatePerUnit(discount));
  return onceRenewed === null ? null : retentionRate(alpha, beta, period) * onceRenewed;
}
