// Customers by what they are worth, with bounds for those who are shown.
import {
  customerLifetimeValue,
  expectedPurchases,
  expectedSpend,
  predictionInterval,
  probabilityAlive,
  type Bounds,
  type GammaGammaModel,
  type LifetimeValueOptions,
} from "clientele/clv";
import type { RepeatPurchaseSummary } from "clientele/purchases";
import type { Model } from "./models.js";

export const LEVEL = 0.9;
const SEED = 1;
const TOP = 10;
/** Customers shown on each side of the margin. */
const BESIDE = 5;
export const TOP_SHARE = 0.2;

export interface RankedCustomer {
  readonly rank: number;
  readonly customerId: string;
  readonly frequency: number;
  readonly probabilityAlive: number;
  /** Days with an order within the horizon: to be expected, and between what and what they may really be. */
  readonly expectedPurchases: number;
  readonly purchases: Bounds;
  /** In minor units, as all that follow; `null` without a spend model. */
  readonly expectedSpend: number | null;
  readonly value: number | null;
  readonly valueBounds: Bounds | null;
}

export interface Ranking {
  readonly by: "value" | "expected purchases";
  readonly top: readonly RankedCustomer[];
  /** The last within the most valuable fifth, and the first outside it; empty where they would be among the ten. */
  readonly margin: readonly RankedCustomer[];
  /** How many customers are within that fifth. */
  readonly inside: number;
}

export interface Models {
  readonly model: Model;
  readonly spendModel: GammaGammaModel | null;
}

type Options = LifetimeValueOptions & { readonly horizon: number };

export function rank(models: Models, customers: readonly RepeatPurchaseSummary[], options: Options): Ranking {
  const scored = customers.map((customer) => ({ customer, score: scoreOf(models, customer, options) }));
  scored.sort((a, b) => b.score - a.score || (a.customer.customerId < b.customer.customerId ? -1 : 1));
  const places = (from: number, to: number): RankedCustomer[] =>
    scored.slice(from, to).map(({ customer }, i) => described(models, customer, options, from + i + 1));
  const inside = Math.ceil(customers.length * TOP_SHARE);
  return {
    by: models.spendModel === null ? "expected purchases" : "value",
    top: places(0, TOP),
    margin: inside - BESIDE < TOP ? [] : places(inside - BESIDE, inside + BESIDE),
    inside,
  };
}

/** Those without a value come last. */
function scoreOf({ model, spendModel }: Models, customer: RepeatPurchaseSummary, options: Options): number {
  if (spendModel === null) return expectedPurchases(model, customer, options.horizon);
  return customerLifetimeValue(model, spendModel, customer, options) ?? -1;
}

function described({ model, spendModel }: Models, customer: RepeatPurchaseSummary, options: Options, rank: number): RankedCustomer {
  const { horizon } = options;
  const { purchases } = predictionInterval(model, customer, { horizon, level: LEVEL, seed: SEED });
  const expected = expectedPurchases(model, customer, horizon);
  const value = spendModel === null ? null : customerLifetimeValue(model, spendModel, customer, options);
  // What an order day is worth, discounted as the expected ones are.
  const valueOf = (count: number): number => (expected === 0 ? 0 : (count * (value ?? 0)) / expected);
  return {
    rank,
    customerId: customer.customerId,
    frequency: customer.frequency,
    probabilityAlive: probabilityAlive(model, customer),
    expectedPurchases: expected,
    purchases,
    expectedSpend: spendModel === null ? null : expectedSpend(spendModel, customer),
    value,
    valueBounds: value === null ? null : { low: valueOf(purchases.low), high: valueOf(purchases.high) },
  };
}
