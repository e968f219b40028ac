import {
  customerLifetimeValue,
  expectedPurchases,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  probabilityAlive,
  type BgNbdModel,
  type GammaGammaModel,
} from "../clv/index.js";
import { compareIds, type CustomerId } from "../foundation/ids/ids.js";
import { sumOf } from "../numerics/sum.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import { repeatPurchaseSummaries, type RepeatPurchaseSummary } from "../purchases/repeat-purchase-summaries.js";
import { fitReason } from "./fit-reason.js";
import { holdoutSection, type HoldoutContent } from "./holdout-section.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";

const DAYS_PER_WEEK = 7;
const WEEKS_PER_YEAR = 365.25 / DAYS_PER_WEEK;
/** How many of the most valuable customers are listed. */
const TOP_CUSTOMERS = 10;

/**
 * What the customers of today are worth over the horizon: the discounted sum of the repeat purchases that they are expected to make.
 * @category Report
 */
export interface LifetimeValueContent {
  /** How often customers buy and when they stop: BG/NBD, in weeks. */
  readonly transactionModel: BgNbdModel;
  /** How much they spend on an occasion: Gamma-Gamma, in minor units. */
  readonly spendModel: GammaGammaModel;
  /** The expected value of all customers, in minor units, not rounded. */
  readonly totalMinor: number;
  /** How many customers that is. */
  readonly customers: number;
  /** The most valuable customers, best first. */
  readonly topCustomers: readonly TopCustomer[];
  /** How well the model would have forecast so far. */
  readonly holdout: Section<HoldoutContent>;
  /** How value was counted. */
  readonly definition: {
    /** The models. */
    readonly method: "bg-nbd and gamma-gamma";
    /** Whether value is revenue, or what the gross margin leaves of it. */
    readonly basis: "revenue" | "gross-margin";
    /** The share of revenue that was counted; 1 for revenue. */
    readonly margin: number;
    /** How many days ahead. */
    readonly horizonDays: number;
    /** The yearly discount rate, compounded annually. */
    readonly annualDiscountRate: number;
    /** What is summed: future purchases only, never the past. */
    readonly counts: "expected future repeat purchases";
  };
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
  /** The probability that the customer is still one; BG/NBD takes every one-time buyer as still there. */
  readonly probabilityAlive: number;
  /** Purchases expected over the horizon, not discounted. */
  readonly expectedPurchases: number;
  /** Expected spend of an occasion, in minor units. */
  readonly expectedSpendMinor: number;
}

export function lifetimeValueSection(columns: PurchaseColumns, firstAt: number | null, frame: ReportFrame): Section<LifetimeValueContent> {
  if (firstAt === null) return unavailable(NO_PURCHASES);
  const customers = repeatPurchaseSummaries(columns, { asOf: frame.asOf, timeZone: frame.timeZone, unit: "week" });
  const transactions = fitBgNbd(customers, { timeUnit: "week" });
  if (!transactions.ok) return unavailable(fitReason("BG/NBD", transactions.error));
  const spend = fitGammaGamma(customers);
  if (!spend.ok) return unavailable(fitReason("Gamma-Gamma", spend.error));

  const margin = frame.grossMargin ?? 1;
  const horizon = frame.horizonDays / DAYS_PER_WEEK;
  const discount = { annualRate: frame.annualDiscountRate, unitsPerYear: WEEKS_PER_YEAR, compounding: "annual" as const };
  const values = customers.map((customer) =>
    customerLifetimeValue(transactions.value, spend.value, customer, { horizon, discount, margin }),
  );
  if (values.includes(null)) return unavailable("Gamma-Gamma: spend varies so much that its mean does not exist (p + q <= 1)");
  return available({
    transactionModel: transactions.value,
    spendModel: spend.value,
    totalMinor: sumOf(values as number[]),
    customers: customers.length,
    topCustomers: topCustomers(customers, values as number[]).map(({ customer, valueMinor }) => ({
      customerId: customer.customerId,
      valueMinor,
      probabilityAlive: probabilityAlive(transactions.value, customer),
      expectedPurchases: expectedPurchases(transactions.value, customer, horizon),
      expectedSpendMinor: expectedSpend(spend.value, customer) as number,
    })),
    holdout: holdoutSection(columns, firstAt, frame),
    definition: {
      method: "bg-nbd and gamma-gamma",
      basis: frame.grossMargin === null ? "revenue" : "gross-margin",
      margin,
      horizonDays: frame.horizonDays,
      annualDiscountRate: frame.annualDiscountRate,
      counts: "expected future repeat purchases",
    },
  });
}

function topCustomers(
  customers: readonly RepeatPurchaseSummary[],
  values: readonly number[],
): { customer: RepeatPurchaseSummary; valueMinor: number }[] {
  return customers
    .map((customer, i) => ({ customer, valueMinor: values[i] as number }))
    .sort((a, b) => b.valueMinor - a.valueMinor || compareIds(a.customer.customerId, b.customer.customerId))
    .slice(0, TOP_CUSTOMERS);
}
