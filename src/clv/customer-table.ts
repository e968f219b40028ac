import { checkInteger } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { AN_AMOUNT, checkAmount, isAmount, isZeroOrAmount, SMALLEST, ZERO_OR_AMOUNT } from "../numerics/limits.js";
import { readColumns, type Columns, type Fault } from "./columns.js";
import type { CustomerHistories, CustomerHistory } from "./customer-history.js";

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
  if (row >= 0) throw fault(row, "recency", "an age above 0 after repeat purchases");
}

/** One customer, as predictions take it. */
export function checkCustomer({ frequency, recency, age }: CustomerHistory): void {
  checkInteger("customer.frequency", frequency, 0);
  checkAmount("customer.age", age);
  checkAmount("customer.recency", recency);
  if (recency > age) throw new InvalidArgumentError("customer.recency", "an age of at most customer.age", recency);
  if (frequency === 0 && recency > 0) throw new InvalidArgumentError("customer.recency", "0 without repeat purchases", recency);
  if (frequency > 0 && recency === 0) throw new InvalidArgumentError("customer.recency", "an age above 0 after repeat purchases", recency);
}

function checkRow({ frequency, recency, age, count, fault }: CustomerTable, row: number): void {
  const x = frequency[row] as number;
  const last = recency[row] as number;
  const now = age[row] as number;
  if (!(Number.isSafeInteger(x) && x >= 0)) throw fault(row, "frequency", "a whole number of at least 0");
  if (!isAmount(now)) throw fault(row, "age", AN_AMOUNT);
  if (!(last >= 0 && last <= now)) throw fault(row, "recency", "a number from 0 to the age");
  if (x === 0 && last > 0) throw fault(row, "recency", "0 without repeat purchases");
  if (last > 0 && last < SMALLEST) throw fault(row, "recency", ZERO_OR_AMOUNT);
  if (!isZeroOrAmount(count[row] as number)) throw fault(row, "count", ZERO_OR_AMOUNT);
}
