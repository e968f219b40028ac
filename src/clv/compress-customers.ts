import type { CustomerHistories, CustomerHistory } from "./customer-history.js";
import { readCustomers } from "./customer-table.js";
import { mergeEqualRows } from "./merge-equal-rows.js";

/**
 * A history and how many customers have it.
 * @category Customers
 */
export interface CompressedCustomers extends CustomerHistory {
  /** How many customers have this history. */
  readonly count: number;
}

/**
 * Joins customers with the same history into one row that counts them: every fit gives the same result, sooner.
 *
 * The rows hold histories alone: other fields of the customers (`meanSpend`, covariates) are dropped, since equal histories may differ in them.
 *
 * With ages in whole days a large base has several customers of most histories. Worth it when the same customers are fitted more than
 * once.
 *
 * @param customers - Histories as rows or columns; rows with a `count` stand for that many customers.
 * @returns The different histories in ascending order of frequency, recency and age; those of no customers are left out.
 * @throws An {@link InvalidArgumentError} when a row cannot be a history.
 *
 * @example
 * import { compressCustomers } from "clientele/clv";
 *
 * const oneTimeBuyer = { frequency: 0, recency: 0, age: 38 };
 * compressCustomers([oneTimeBuyer, { frequency: 2, recency: 9, age: 38 }, oneTimeBuyer]);
 * // => [{ frequency: 0, recency: 0, age: 38, count: 2 }, { frequency: 2, recency: 9, age: 38, count: 1 }]
 *
 * @category Customers
 */
export function compressCustomers(customers: CustomerHistories): CompressedCustomers[] {
  const { frequency, recency, age, count } = mergeEqualRows(readCustomers(customers));
  const rows = Array.from(count, (customersOfRow, row) => ({
    frequency: frequency[row] as number,
    recency: recency[row] as number,
    age: age[row] as number,
    count: customersOfRow,
  }));
  return rows.filter((row) => row.count > 0).sort((a, b) => a.frequency - b.frequency || a.recency - b.recency || a.age - b.age);
}
