import { checkSigned } from "../numerics/limits.js";
import { addToSum, emptySum, sumValue } from "../numerics/sum.js";
import { readColumns } from "./columns.js";
import type { CustomerHistoryColumns } from "./customer-history.js";
import type { LifetimeValueOptions, ValuedCustomer } from "./customer-lifetime-value.js";
import { checkNoRepeatAtAgeZero, customerTable } from "./customer-table.js";
import { discountedPurchases } from "./discounted-expected-purchases.js";
import { spendToExpect } from "./gamma-gamma/expected-spend.js";
import type { GammaGamma } from "./gamma-gamma/gamma-gamma.js";
import { checkMeanSpend } from "./gamma-gamma/spend-table.js";
import type { TransactionModel } from "./transaction-model.js";

/**
 * A {@link ValuedCustomer} that may stand for several customers.
 * @category Lifetime value
 */
export interface CountedValuedCustomer extends ValuedCustomer {
  /** How many customers have this history; 1 if not given. */
  readonly count?: number;
}

/**
 * Histories with what was spent, as columns of equal length.
 * @category Lifetime value
 */
export interface ValuedCustomerColumns extends CustomerHistoryColumns {
  /** The mean spend on a repeat occasion of each customer; `NaN` or any number without repeat purchases. */
  readonly meanSpend: ArrayLike<number>;
}

/**
 * What many customers bought and spent, as rows or as columns.
 * @category Lifetime value
 */
export type ValuedCustomers = readonly CountedValuedCustomer[] | ValuedCustomerColumns;

/**
 * What the future purchases of all customers are worth today, and how many customers that is.
 * @category Lifetime value
 */
export interface CustomerEquity {
  /** The sum of the customers' values, in the unit of `meanSpend`, not rounded; `null` when no customer has one. */
  readonly value: number | null;
  /** How many customers are in the sum. */
  readonly customers: number;
  /** How many are not, because their expected purchases or spend are infinite or their mean spend is below 0. */
  readonly customersWithoutValue: number;
}

/**
 * What the future purchases of all customers are worth today: the sum of {@link customerLifetimeValue}.
 *
 * About 10 microseconds a customer with a discount and a horizon of a year, 40 without a horizon, one without a discount.
 *
 * @param transactionModel - A model of when customers buy.
 * @param spendModel - A model of what they spend.
 * @param customers - Histories as rows or columns; rows with a `count` stand for that many customers.
 * @param options - The horizon, the discount and the margin.
 * @returns The sum, with the number of customers in it.
 * @throws An {@link InvalidArgumentError} when a history, an option or a parameter is not possible.
 *
 * @example
 * import { customerEquity } from "clientele/clv";
 *
 * const purchases = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 1544 } } as const;
 * const customers = [
 *   { frequency: 2, recency: 30.43, age: 38.86, meanSpend: 2235 },
 *   { frequency: 0, recency: 0, age: 38.86, meanSpend: null, count: 3 },
 * ];
 * const discount = { annualRate: 0.15, unitsPerYear: 52, compounding: "annual" } as const;
 * const { value, ...counts } = customerEquity(purchases, spend, customers, { horizon: 52, discount, margin: 0.3 });
 * value === null ? null : Math.round(value); // => 1830
 * counts; // => { customers: 4, customersWithoutValue: 0 }
 *
 * @category Lifetime value
 */
export function customerEquity(
  transactionModel: TransactionModel,
  spendModel: GammaGamma,
  customers: ValuedCustomers,
  options: LifetimeValueOptions,
): CustomerEquity {
  checkSigned("options.margin", options.margin);
  const purchasesOf = discountedPurchases(transactionModel, options);
  const spendOf = spendToExpect(spendModel);
  const columns = readColumns(customers, "customers", "frequency");
  const table = customerTable(columns);
  checkNoRepeatAtAgeZero(table);
  const meanSpend = columns.column("meanSpend");
  const sum = emptySum();
  let valued = 0;
  let withoutValue = 0;
  for (let row = 0; row < meanSpend.length; row++) {
    const [frequency, recency, age] = [table.frequency[row] as number, table.recency[row] as number, table.age[row] as number];
    const count = table.count[row] as number;
    checkMeanSpend(frequency, meanSpend[row] as number, row, table.fault);
    const purchases = purchasesOf({ frequency, recency, age });
    const spend = spendOf(frequency, meanSpend[row] as number);
    if (purchases === null || spend === null) {
      withoutValue += count;
    } else {
      valued += count;
      addToSum(sum, count * (purchases * spend * options.margin));
    }
  }
  return { value: valued > 0 ? sumValue(sum) : null, customers: valued, customersWithoutValue: withoutValue };
}
