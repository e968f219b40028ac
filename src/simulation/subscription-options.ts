import { checkFinite, checkInteger, checkPositive, checkShare } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkedCurrency, type CurrencyCode } from "../foundation/money/currency.js";
import { dayOfDate, LAST_DAY } from "../foundation/time/calendar-date.js";
import { checkShape } from "../numerics/limits.js";
import { priceUnit } from "./prices.js";

/**
 * A price that simulated customers can pay.
 * @category Simulated subscriptions
 */
export interface SimulatedPlan {
  /** What is charged for one interval, in minor units; above 0. */
  readonly amountMinor: number;
  /** The interval, at whose end customers may leave or change. */
  readonly interval: "month" | "quarter" | "year";
  /** How many customers begin with it, relative to the other plans. */
  readonly weight: number;
}

/**
 * How likely customers are to leave: the parameters of the shifted beta-geometric model, in months.
 * @category Simulated subscriptions
 */
export interface SimulatedChurnParameters {
  /** First shape of the beta distribution of the chance to leave in a month, whose mean is `alpha / (alpha + beta)`. */
  readonly alpha: number;
  /** Second shape of that distribution; both small: customers differ much. */
  readonly beta: number;
}

/**
 * The business that {@link simulateSubscriptions} makes up. Only the seed has no default.
 * @category Simulated subscriptions
 */
export interface SimulateSubscriptionsOptions {
  /** A safe integer; the same seed and options give the same subscriptions. */
  readonly seed: number;
  /** How many customers are won from `from` until `until`; 400 when left out, at most 10 million. */
  readonly customers?: number;
  /** The local date on which the business opens with no customers, `"YYYY-MM-DD"`; `"2023-01-01"` when left out. */
  readonly from?: string;
  /** The local date on which it is looked at: nothing starts then or later; `"2026-01-01"` when left out. At most 100 years after `from`. */
  readonly until?: string;
  /** The currency of all prices; `"EUR"` when left out. */
  readonly currency?: string;
  /** The plans, cheapest month first, as customers move up and down one at a time; when left out 19.00 and 49.00 a month, 990.00 a year, and 149.00 a month. */
  readonly plans?: readonly SimulatedPlan[];
  /** How likely customers are to leave; `{ alpha: 0.6, beta: 14 }` when left out, a mean of 4.1 % a month. */
  readonly churn?: SimulatedChurnParameters;
  /** The chance that who renews moves to the next plan; 0.02 when left out. */
  readonly upgradeShare?: number;
  /** The chance that who renews, and does not move up, moves to the plan before; 0.01 when left out. */
  readonly downgradeShare?: number;
  /** The share of those who left that come back, if there is time; 0.15 when left out. */
  readonly returnShare?: number;
  /** After how many days they come back on average; 120 when left out. */
  readonly meanDaysAway?: number;
}

/** The checked options, with everything resolved that customers share. */
export interface SubscriptionBusiness {
  readonly seed: number;
  readonly customers: number;
  readonly fromDay: number;
  readonly untilDay: number;
  readonly currency: CurrencyCode;
  readonly plans: readonly SimulatedPlan[];
  readonly planWeight: number;
  readonly churn: SimulatedChurnParameters;
  readonly upgradeShare: number;
  readonly downgradeShare: number;
  readonly returnShare: number;
  readonly meanDaysAway: number;
}

const MOST_CUSTOMERS = 10_000_000;
const MOST_DAYS = 36_525;
/** In price units. */
const DEFAULT_PLANS: readonly SimulatedPlan[] = [
  { amountMinor: 19, interval: "month", weight: 50 },
  { amountMinor: 49, interval: "month", weight: 25 },
  { amountMinor: 990, interval: "year", weight: 15 },
  { amountMinor: 149, interval: "month", weight: 10 },
];

/** Checks the options and fills in the defaults. */
export function resolveBusiness(options: SimulateSubscriptionsOptions): SubscriptionBusiness {
  if (typeof options !== "object" || (options as unknown) === null) throw new InvalidArgumentError("options", "an object", options);
  const { seed, customers = 400, churn = { alpha: 0.6, beta: 14 }, meanDaysAway = 120 } = options;
  const { upgradeShare = 0.02, downgradeShare = 0.01, returnShare = 0.15 } = options;
  checkInteger("options.seed", seed);
  checkInteger("options.customers", customers, 0, MOST_CUSTOMERS);
  checkShare("options.upgradeShare", upgradeShare);
  checkShare("options.downgradeShare", downgradeShare);
  checkShare("options.returnShare", returnShare);
  checkPositive("options.meanDaysAway", meanDaysAway);
  checkShape("options.churn.alpha", churn.alpha);
  checkShape("options.churn.beta", churn.beta);
  const fromDay = dayOfDate(options.from ?? "2023-01-01", "options.from");
  const untilDay = dayOfDate(options.until ?? "2026-01-01", "options.until");
  // Renewals are looked for up to a year ahead.
  if (untilDay <= fromDay || untilDay - fromDay > MOST_DAYS || untilDay > LAST_DAY - 366)
    throw new InvalidArgumentError("options.until", "a date after options.from, at most 100 years, before the year 9999", options.until);
  const currency = checkedCurrency(options.currency ?? "EUR");
  const unit = priceUnit(currency);
  const plans = options.plans ?? DEFAULT_PLANS.map((plan) => ({ ...plan, amountMinor: plan.amountMinor * unit }));
  return {
    seed,
    customers,
    fromDay,
    untilDay,
    currency,
    plans,
    planWeight: checkedPlanWeight(plans),
    churn: { alpha: churn.alpha, beta: churn.beta },
    upgradeShare,
    downgradeShare,
    returnShare,
    meanDaysAway,
  };
}

function checkedPlanWeight(plans: readonly SimulatedPlan[]): number {
  if (!Array.isArray(plans) || plans.length === 0) throw new InvalidArgumentError("options.plans", "an array of plans", plans);
  let total = 0;
  for (const [i, given] of (plans as readonly SimulatedPlan[]).entries()) {
    if (typeof given !== "object" || (given as unknown) === null)
      throw new InvalidArgumentError(`options.plans[${i}]`, "a plan with its price", given);
    checkInteger(`options.plans[${i}].amountMinor`, given.amountMinor, 1);
    if (!["month", "quarter", "year"].includes(given.interval))
      throw new InvalidArgumentError(`options.plans[${i}].interval`, "one of month, quarter, year", given.interval);
    checkFinite(`options.plans[${i}].weight`, given.weight);
    if (given.weight < 0) throw new InvalidArgumentError(`options.plans[${i}].weight`, "a number of at least 0", given.weight);
    total += given.weight;
  }
  if (!(total > 0 && total < Infinity)) throw new InvalidArgumentError("options.plans", "weights that add up to a number above 0", plans);
  return total;
}
