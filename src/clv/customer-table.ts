import { checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { AN_AMOUNT, isAmount, isZeroOrAmount, ZERO_OR_AMOUNT } from "../numerics/limits.js";
import { readColumns, type Columns, type Fault } from "./columns.js";
import type { CustomerHistories, CustomerHistory } from "./customer-history.js";

const AFTER_REPEATS = "an age above 0 after repeat purchases";

/** Checked customer histories as typed columns; `count` holds ones when the caller gave none. */
export interface CustomerTable {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly count: Float64Array;
  /** Refuses a value of what the caller gave. */
  readonly fault: Fault;
}

/** Reads rows or columns; throws at the first row that cannot be a history, but for repeats at age 0 ({@link checkNoRepeatAtAgeZero}). */
export function readCustomers(subject: CustomerHistories): CustomerTable {
  return customerTable(readColumns(subject, "customers", "frequency"));
}

/** The same of columns that hold more than histories. */
export function customerTable({ column, fault }: Columns): CustomerTable {
  const table: CustomerTable = {
    frequency: column("frequency"),
    recency: column("recency"),
    age: column("age"),
    count: column("count", 1),
    fault,
  };
  for (let row = 0; row < table.frequency.length; row++) checkRow(table, row);
  return table;
}

/** Throws for repeat purchases that all fall on the first purchase. */
export function checkNoRepeatAtAgeZero({ frequency, recency, fault }: CustomerTable): void {
  const row = frequency.findIndex((x, i) => x > 0 && recency[i] === 0);
  if (row >= 0) throw fault(row, "recency", AFTER_REPEATS);
}

/** One customer, as predictions take it. */
export function checkCustomer(customer: CustomerHistory): void {
  checkObject("customer", customer);
  const { frequency, recency, age } = customer;
  const wrong = historyFault(frequency, recency, age);
  if (wrong !== null) throw new InvalidArgumentError(`customer.${wrong.name}`, wrong.expected, customer[wrong.name]);
  if (frequency > 0 && recency === 0) throw new InvalidArgumentError("customer.recency", AFTER_REPEATS, recency);
}

function checkRow({ frequency, recency, age, count, fault }: CustomerTable, row: number): void {
  const wrong = historyFault(frequency[row], recency[row], age[row]);
  if (wrong !== null) throw fault(row, wrong.name, wrong.expected);
  if (!isZeroOrAmount(count[row] as number)) throw fault(row, "count", ZERO_OR_AMOUNT);
}

/** What of a history cannot be, if anything, and what it should be: the same rules for one customer and for many. */
function historyFault(frequency: unknown, recency: unknown, age: unknown): { name: keyof CustomerHistory; expected: string } | null {
  if (!isWhole(frequency)) return { name: "frequency", expected: "a whole number of at least 0" };
  if (!isAmount(age)) return { name: "age", expected: AN_AMOUNT };
  if (!(isAmount(recency) && recency <= age)) return { name: "recency", expected: "a number from 0 to the age" };
  if (frequency === 0 && recency > 0) return { name: "recency", expected: "0 without repeat purchases" };
  return isZeroOrAmount(recency) ? null : { name: "recency", expected: ZERO_OR_AMOUNT };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
