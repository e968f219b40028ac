import { expectedPurchases, probabilityAlive } from "../clv/index.js";
import { sumOf } from "../numerics/sum.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import { repeatPurchaseSummaries } from "../purchases/repeat-purchase-summaries.js";
import { bestModel, choiceReason, type ModelCandidate, type ReportModel } from "./best-model.js";
import { fitReason } from "./fit-reason.js";
import { holdoutSection, type HoldoutContent } from "./holdout-section.js";
import type { ReportFrame } from "./report-options.js";
import { available, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";
import { horizonWeeks, unvalued, valueSection, type Valued, type ValueContent } from "./value-section.js";

/**
 * What the customers of today are going to buy over the horizon, and what that is worth. Where only the value cannot be computed, the purchases stand.
 * @category Report
 */
export interface LifetimeValueContent {
  /** How often customers buy and when they stop: the best of BG/NBD, MBG/NBD and Pareto/NBD, in weeks. */
  readonly transactionModel: ReportModel;
  /** The models that were tried, best first. */
  readonly candidates: readonly ModelCandidate[];
  /** Why the first one was taken, in words. */
  readonly choice: string;
  /** How many customers there are. */
  readonly customers: number;
  /** Days with a purchase that are expected of all of them over the horizon, not discounted. */
  readonly expectedPurchases: number;
  /** Customers who have bought on two days or more. */
  readonly repeatCustomers: number;
  /** How many of those are expected to be customers still: the sum of their probabilities. */
  readonly repeatCustomersAlive: number;
  /** How many of all customers are expected to be customers still; `null` under BG/NBD, which takes every one-time buyer as one. */
  readonly customersAlive: number | null;
  /** How well the model would have forecast so far. */
  readonly holdout: Section<HoldoutContent>;
  /** What the expected purchases are worth. */
  readonly value: Section<ValueContent>;
  /** How value was counted. */
  readonly definition: {
    /** The models. */
    readonly method: `${ReportModel["kind"]} and gamma-gamma`;
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

export function lifetimeValueSection(columns: PurchaseColumns, firstAt: number | null, frame: ReportFrame): Valued<LifetimeValueContent> {
  if (firstAt === null) return unvalued(NO_PURCHASES);
  const customers = repeatPurchaseSummaries(columns, { asOf: frame.asOf, timeZone: frame.timeZone, unit: "week" });
  const chosen = bestModel(customers);
  if (!chosen.ok) return unvalued(fitReason("BG/NBD", chosen.error));

  const { model, candidates } = chosen.value;
  const horizon = horizonWeeks(frame);
  const value = valueSection(model, customers, frame);
  const repeatCustomers = customers.filter(({ frequency }) => frequency > 0);
  const section: Section<LifetimeValueContent> = available({
    transactionModel: model,
    candidates,
    choice: choiceReason(candidates),
    customers: customers.length,
    expectedPurchases: sumOf(customers.map((customer) => expectedPurchases(model, customer, horizon))),
    repeatCustomers: repeatCustomers.length,
    repeatCustomersAlive: sumOf(repeatCustomers.map((customer) => probabilityAlive(model, customer))),
    customersAlive: model.kind === "bg-nbd" ? null : sumOf(customers.map((customer) => probabilityAlive(model, customer))),
    holdout: holdoutSection(columns, firstAt, frame, model.kind),
    value: value.section,
    definition: {
      method: `${model.kind} and gamma-gamma`,
      basis: frame.grossMargin === null ? "revenue" : "gross-margin",
      margin: frame.grossMargin ?? 1,
      horizonDays: frame.horizonDays,
      annualDiscountRate: frame.annualDiscountRate,
      counts: "expected future repeat purchases",
    },
  });
  return { section, expectedValues: value.expectedValues };
}
