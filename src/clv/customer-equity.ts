import { checkObject } from "../foundation/errors/check.js";
import { checkSigned } from "../numerics/limits.js";
import { addToSum, emptySum, sumValue } from "../numerics/sum.js";
import type { BgBb, CountedOpportunityHistory, OpportunityHistoryColumns } from "./bg-bb/bg-bb.js";
import { readColumns } from "./columns.js";
import type { CountedCustomerHistory, CustomerHistoryColumns } from "./customer-history.js";
import type { LifetimeValueOptions } from "./customer-lifetime-value.js";
import { discountedPurchases } from "./discounted-expected-purchases.js";
import { spendToExpect } from "./gamma-gamma/expected-spend.js";
import type { GammaGamma, SpendHistory } from "./gamma-gamma/gamma-gamma.js";
import { checkMeanSpend } from "./gamma-gamma/spend-table.js";
import { modelCustomers } from "./model-customers.js";
import type { TransactionModel } from "./transaction-model.js";

/**
 * What was spent, as a column.
 * @category Lifetime value
 */
export interface MeanSpendColumn {
  /** The mean spend on a repeat occasion of each customer; `NaN` or any number without repeat purchases. */
  readonly meanSpend: ArrayLike<number>;
}

/**
 * What many customers of a model bought and spent, as rows or as columns; rows with a `count` stand for that many customers.
 *
 * @typeParam Model - The model of when customers buy.
 * @category Lifetime value
 */
export type ValuedCustomersOf<Model extends TransactionModel> = Model extends BgBb
  ? readonly (CountedOpportunityHistory & SpendHistory)[] | (OpportunityHistoryColumns & MeanSpendColumn)
  : readonly (CountedCustomerHistory & SpendHistory)[] | (CustomerHistoryColumns & MeanSpendColumn);

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
export function customerEquity<Model extends TransactionModel>(
  transactionModel: Model,
  spendModel: GammaGamma,
  customers: ValuedCustomersOf<Model>,
  options: LifetimeValueOptions,
): CustomerEquity {
  checkObject("options", options);
  checkSigned("options.margin", options.margin);
  const purchasesOf = discountedPurchases(transactionModel, options);
  const spendOf = spendToExpect(spendModel);
  const columns = readColumns(customers, "customers", "frequency");
  const table = modelCustomers(transactionModel, columns);
  const meanSpend = columns.column("meanSpend");
  const sum = emptySum();
  let valued = 0;
  let withoutValue = 0;
  for (let row = 0; row < meanSpend.length; row++) {
    const frequency = table.frequency[row] as number;
    const count = table.count[row] as number;
    checkMeanSpend(frequency, meanSpend[row] as number, row, columns.fault);
    const purchases = purchasesOf(table.customer(row));
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
