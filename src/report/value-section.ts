import {
  customerLifetimeValue,
  expectedPurchases,
  expectedSpend,
  fitGammaGamma,
  probabilityAlive,
  type GammaGammaModel,
} from "../clv/index.js";
import { compareIds, type CustomerId } from "../foundation/ids/ids.js";
import { sumOf } from "../numerics/sum.js";
import type { RepeatPurchaseSummary } from "../purchases/repeat-purchase-summaries.js";
import type { ExpectedValue } from "../retention/index.js";
import type { ReportModel } from "./best-model.js";
import { fitReason } from "./fit-reason.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";

const DAYS_PER_WEEK = 7;
const WEEKS_PER_YEAR = 365.25 / DAYS_PER_WEEK;
/** How many of the most valuable customers are listed. */
const TOP_CUSTOMERS = 10;

/**
 * What the customers of today are worth over the horizon: the discounted sum of the repeat purchases that they are expected to make.
 * @category Report
 */
export interface ValueContent {
  /** How much customers spend on a day with a purchase: Gamma-Gamma, in minor units. */
  readonly spendModel: GammaGammaModel;
  /** The expected value of all customers, in minor units, not rounded. */
  readonly totalMinor: number;
  /** The ten most valuable customers, best first. */
  readonly topCustomers: readonly TopCustomer[];
}

/**
 * A customer of high expected value.
 * @category Report
 */
export interface TopCustomer {
  /** Who. */
  readonly customerId: CustomerId;
  /** The expected value over the horizon, in minor units, not rounded. */
  readonly valueMinor: number;
  /** The probability that the customer is still one; BG/NBD, if that is the model, takes every one-time buyer as still there. */
  readonly probabilityAlive: number;
  /** Days with a purchase that are expected over the horizon, not discounted. */
  readonly expectedPurchases: number;
  /** Expected spend on such a day, in minor units. */
  readonly expectedSpendMinor: number;
}

/** A section with the value of each customer, which the report itself does not hold; `null` when there is none. */
export interface Valued<T> {
  readonly section: Section<T>;
  readonly expectedValues: readonly ExpectedValue[] | null;
}

/** A section that is missing has no values either. */
export function unvalued<T>(reason: string): Valued<T> {
  return { section: unavailable(reason), expectedValues: null };
}

/** How far lifetime value looks ahead, in the weeks of the models. */
export function horizonWeeks({ horizonDays }: ReportFrame): number {
  return horizonDays / DAYS_PER_WEEK;
}

export function valueSection(
  transactionModel: ReportModel,
  customers: readonly RepeatPurchaseSummary[],
  frame: ReportFrame,
): Valued<ValueContent> {
  const spend = fitGammaGamma(customers);
  if (!spend.ok) return unvalued(fitReason("Gamma-Gamma", spend.error));
  const spendModel = spend.value;
  const horizon = horizonWeeks(frame);
  const discount = { annualRate: frame.annualDiscountRate, unitsPerYear: WEEKS_PER_YEAR, compounding: "annual" as const };
  const options = { horizon, discount, margin: frame.grossMargin ?? 1 };
  const values = customers.map((customer) => customerLifetimeValue(transactionModel, spendModel, customer, options));
  if (!allKnown(values)) return unvalued("Gamma-Gamma: amounts differ so much that a customer's expected spend is not finite");
  const section = available({
    spendModel,
    totalMinor: sumOf(values),
    topCustomers: mostValuable(customers, values).map(({ customer, valueMinor }) => ({
      customerId: customer.customerId,
      valueMinor,
      probabilityAlive: probabilityAlive(transactionModel, customer),
      expectedPurchases: expectedPurchases(transactionModel, customer, horizon),
      expectedSpendMinor: expectedSpend(spendModel, customer) as number,
    })),
  });
  return { section, expectedValues: customers.map(({ customerId }, i) => ({ customerId, valueMinor: values[i] as number })) };
}

function allKnown(values: readonly (number | null)[]): values is readonly number[] {
  return !values.includes(null);
}

function mostValuable(
  customers: readonly RepeatPurchaseSummary[],
  values: readonly number[],
): { customer: RepeatPurchaseSummary; valueMinor: number }[] {
  return customers
    .map((customer, i) => ({ customer, valueMinor: values[i] as number }))
    .sort((a, b) => b.valueMinor - a.valueMinor || compareIds(a.customer.customerId, b.customer.customerId))
    .slice(0, TOP_CUSTOMERS);
}
