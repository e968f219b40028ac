import { checkObject, checkOneOf, checkShare } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { checkSigned, isZeroOrAmount, ZERO_OR_AMOUNT } from "../../numerics/limits.js";

/**
 * When the first margin comes: at the end of the first period from those who renew, or at once from everybody.
 * @category Simple values
 */
export type FirstMargin = "after-first-renewal" | "at-once";

/**
 * What the textbook formula of lifetime value takes; all three numbers are of the same period.
 * @category Simple values
 */
export interface SimpleLifetimeValueInput {
  /** What a customer who is there earns in a period, in any unit (minor units of money). */
  readonly margin: number;
  /** The share of customers that stays from one period to the next, from 0 to 1; taken to be the same for ever. */
  readonly retentionRate: number;
  /** The discount rate of a period as a share (0.1 for 10 per cent); 0 or more. */
  readonly discountRate: number;
  /** Whether the customer has still to be kept before the first margin comes; `after-first-renewal` if not given. */
  readonly firstMargin?: FirstMargin | undefined;
}

/**
 * The textbook lifetime value, and how it was counted.
 * @category Simple values
 */
export interface SimpleLifetimeValue {
  /** The value in the unit of the margin, not rounded; `null` when it is infinite, because everybody stays and nothing is discounted. */
  readonly value: number | null;
  /** When the first margin comes. */
  readonly firstMargin: FirstMargin;
}

/**
 * The textbook lifetime value of a customer with a steady margin and a constant retention rate.
 *
 * With margin m, retention rate r and discount rate d it is the sum of m r^t / (1 + d)^t. Over t = 1, 2, ... that is m r / (1 + d - r),
 * for a customer whose present period is paid (`after-first-renewal`); over t = 0, 1, ... it is m (1 + d) / (1 + d - r), for one about to
 * pay (`at-once`).
 *
 * It misleads where customers differ. Those who leave easily go first, so the retention rate of customers who have stayed is above the one
 * of all: a constant rate overstates the churn of old customers and undervalues them (Fader and Hardie 2010,
 * "Customer-base valuation in a contractual setting: the perils of ignoring heterogeneity"). {@link fitShiftedBetaGeometric} and
 * {@link discountedExpectedResidualLifetime} count that in.
 *
 * @param input - Margin, retention rate and discount rate of a period, and when the first margin comes.
 * @returns The value, with the way it was counted.
 * @throws An {@link InvalidArgumentError} when a rate or the margin is not possible.
 *
 * @example
 * import { simpleLifetimeValue } from "clientele/clv";
 *
 * const customer = { margin: 10_000, retentionRate: 0.75, discountRate: 0.25 };
 * simpleLifetimeValue(customer); // => { value: 15000, firstMargin: "after-first-renewal" }
 * simpleLifetimeValue({ ...customer, firstMargin: "at-once" }).value; // => 25000
 * simpleLifetimeValue({ margin: 10_000, retentionRate: 1, discountRate: 0 }).value; // => null
 *
 * @category Simple values
 */
export function simpleLifetimeValue(input: SimpleLifetimeValueInput): SimpleLifetimeValue {
  checkObject("input", input);
  const { margin, retentionRate, discountRate, firstMargin = "after-first-renewal" } = input;
  checkSigned("input.margin", margin);
  checkShare("input.retentionRate", retentionRate);
  if (typeof discountRate !== "number" || !isZeroOrAmount(discountRate))
    throw new InvalidArgumentError("input.discountRate", ZERO_OR_AMOUNT, discountRate);
  checkOneOf("input.firstMargin", firstMargin, ["after-first-renewal", "at-once"]);
  const loss = discountRate + (1 - retentionRate);
  const first = firstMargin === "at-once" ? 1 + discountRate : retentionRate;
  return { value: loss === 0 ? null : margin * (first / loss) + 0, firstMargin };
}
