import { checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { A_SIGNED_AMOUNT, checkSigned, isZeroOrAmount, LARGEST, ZERO_OR_AMOUNT } from "../../numerics/limits.js";
import { addToSum, emptySum, sumValue } from "../../numerics/sum.js";
import { isColumn } from "../columns.js";
import { discountRatePerUnit, type Discount } from "../discount.js";

/**
 * Options of a cohort's value.
 * @category Simple values
 */
export interface CohortValueOptions {
  /** How many customers the cohort began with. */
  readonly customers: number;
  /** What is earned of what is spent, as a share (0.3 for 30 per cent); 1 for revenue. */
  readonly margin: number;
  /** The discount rate of a year; its `unitsPerYear` are the periods in a year: 12 for months. */
  readonly discount: Discount;
}

/**
 * What a cohort brought in one period and until its end.
 * @category Simple values
 */
export interface CohortPeriodValue {
  /** The number of periods since the cohort began: 0 for the one in which its customers were won. */
  readonly period: number;
  /** What the period brought: its spend times the margin. */
  readonly value: number;
  /** The same discounted to period 0, which itself is not discounted. */
  readonly discountedValue: number;
  /** What all periods brought so far. */
  readonly cumulativeValue: number;
  /** The same with each period discounted. */
  readonly cumulativeDiscountedValue: number;
  /** `cumulativeDiscountedValue` per customer that the cohort began with, of whom some have left; `null` for a cohort of nobody. */
  readonly cumulativeDiscountedValuePerCustomer: number | null;
}

/**
 * What a cohort of customers has brought, period by period and so far: the realised lifetime value, to be set beside what it cost to win
 * them.
 *
 * Looks back only: what the cohort is still to bring is not in it, so only cohorts of the same age may be compared. Amounts are in the unit
 * of the spend and not rounded; sums are compensated.
 *
 * @param spend - What all customers of the cohort together spent in each period, net of refunds, from the period they were won in.
 * @param options - The number of customers at the start, the margin and the discount.
 * @returns One row a period.
 * @throws An {@link InvalidArgumentError} when an amount or an option is not possible.
 *
 * @example
 * import { cohortValue } from "clientele/clv";
 *
 * const discount = { annualRate: 0.25, unitsPerYear: 1, compounding: "annual" } as const;
 * const [first, second] = cohortValue([100_000, 60_000, 50_000], { customers: 100, margin: 0.5, discount });
 * first?.cumulativeDiscountedValuePerCustomer; // => 500
 * second?.cumulativeValue; // => 80000
 * second?.cumulativeDiscountedValuePerCustomer?.toFixed(2); // => "740.00"
 *
 * @category Simple values
 */
export function cohortValue(spend: ArrayLike<number>, options: CohortValueOptions): CohortPeriodValue[] {
  checkObject("options", options);
  const { customers, margin, discount } = options;
  if (!isZeroOrAmount(customers)) throw new InvalidArgumentError("options.customers", ZERO_OR_AMOUNT, customers);
  checkSigned("options.margin", margin);
  const rate = discountRatePerUnit(discount);
  const sum = emptySum();
  const discountedSum = emptySum();
  return readSpend(spend).map((amount, period) => {
    const value = amount * margin + 0;
    const discountedValue = value * Math.exp(-rate * period) + 0;
    addToSum(sum, value);
    addToSum(discountedSum, discountedValue);
    const cumulativeDiscountedValue = sumValue(discountedSum);
    return {
      period,
      value,
      discountedValue,
      cumulativeValue: sumValue(sum),
      cumulativeDiscountedValue,
      cumulativeDiscountedValuePerCustomer: customers > 0 ? cumulativeDiscountedValue / customers : null,
    };
  });
}

function readSpend(spend: unknown): number[] {
  if (!isColumn(spend)) throw new InvalidArgumentError("spend", "an array of numbers", spend);
  return Array.from(spend, (amount, period) => {
    if (typeof amount !== "number" || !(Math.abs(amount) <= LARGEST))
      throw new InvalidArgumentError(`spend[${String(period)}]`, A_SIGNED_AMOUNT, amount);
    return amount;
  });
}
